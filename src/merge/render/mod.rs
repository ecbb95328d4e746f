//! The items of a changed line become its source again: what stayed is written with
//! the very bytes that its author used, with the marks around it; what is new is
//! written as text, with as few marks as its looks ask for.
//!
//! Whether that says what was meant is not decided here.

mod out;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edited::Item;
use super::leaf::{Leaf, LeafKind, Marked};
use super::line::{Cell, Look, What};
use super::units::Unit;

/// How new text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Care {
    /// Signs that are nearly always marks get a backslash.
    Light,
    /// The same, and no line ends beside what is new: there it may print a blank.
    Joined,
    /// The same, and all signs that could be marks get a backslash.
    Full,
}

impl Care {
    /// What is tried next.
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Light => Some(Self::Joined),
            Self::Joined => Some(Self::Full),
            Self::Full => None,
        }
    }

    /// Whether a sign gets a backslash.
    fn escapes(self, ch: char, in_cell: bool) -> bool {
        match self {
            Self::Light | Self::Joined => {
                matches!(ch, '\\' | '*' | '`' | '[' | ']' | '<' | '$') || (in_cell && ch == '|')
            }
            Self::Full => ch.is_ascii_punctuation(),
        }
    }
}

/// What stands around text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrap {
    /// A mark of the manuscript, by its place in [`Leaf::nodes`].
    Node(usize),
    /// A new look.
    Look(Look),
    /// A new link.
    Link(Arc<str>),
}

/// The looks that can be written, the outermost first: the look, its marks, and the
/// HTML that is read in every place.
const LOOKS: [(Look, [&str; 2], [&str; 2]); 9] = [
    (Look::INSERTED, ["{++", "++}"], ["{++", "++}"]),
    (Look::DELETED, ["{--", "--}"], ["{--", "--}"]),
    (Look::UNDERLINE, ["[", "]{.underline}"], ["<u>", "</u>"]),
    (Look::BOLD, ["**", "**"], ["<strong>", "</strong>"]),
    (Look::ITALIC, ["*", "*"], ["<em>", "</em>"]),
    (Look::STRIKE, ["~~", "~~"], ["<del>", "</del>"]),
    (Look::SUPER, ["^", "^"], ["<sup>", "</sup>"]),
    (Look::SUB, ["~", "~"], ["<sub>", "</sub>"]),
    (Look::CODE, ["`", "`"], ["<code>", "</code>"]),
];

/// A changed line with what it was.
pub(super) struct Rendering<'a> {
    pub(super) leaf: &'a Leaf,
    pub(super) source: &'a str,
    pub(super) units: &'a [Unit],
    /// The cells as they were printed.
    pub(super) before: &'a [Cell],
    /// The look of the line beside its marks.
    pub(super) base: Look,
    pub(super) care: Care,
    /// What stands between two paragraphs.
    pub(super) split: &'a str,
    /// What a new line within a paragraph begins with.
    pub(super) margin: &'a str,
    /// The replacements of which something was accepted or rejected, by their places in
    /// [`Leaf::nodes`].
    pub(super) parted: BTreeSet<usize>,
}

impl Rendering<'_> {
    /// What stands around each item.
    fn wraps(&self, items: &[Item]) -> Vec<Vec<Wrap>> {
        // There are no marks in code.
        if self.leaf.kind == LeafKind::Code {
            return vec![Vec::new(); items.len()];
        }
        let own: Vec<Option<(Vec<Wrap>, Look)>> = items.iter().map(|item| self.of_kept(item)).collect();
        let mut wraps = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            wraps.push(match (item, &own[at]) {
                (_, Some((own, _))) => own.clone(),
                (Item::New(cell), None) => self.of_new(cell, at, &own, wraps.last()),
                (Item::Remark(_), None) => wraps.last().cloned().unwrap_or_default(),
                (Item::Kept { .. } | Item::Split, None) => Vec::new(),
            });
        }
        // What prints nothing stands in the marks that are on both sides of it.
        for at in 0..items.len() {
            if matches!(items[at], Item::Remark(_)) {
                let next = (at + 1..items.len()).find(|at| !matches!(items[*at], Item::Remark(_)));
                let next = next.map_or(&[][..], |next| &wraps[next]);
                let common = wraps[at].iter().zip(next).take_while(|(one, two)| one == two).count();
                wraps[at].truncate(common);
            }
        }
        self.free_blanks(items, &mut wraps);
        wraps
    }

    /// A blank leaves the marks that a neighbour left: no mark begins or ends beside one.
    fn free_blanks(&self, items: &[Item], wraps: &mut [Vec<Wrap>]) {
        let is_blank = |item: &Item| matches!(item, Item::Kept { now, .. } if matches!(now.what, What::Char(ch) if ch.is_whitespace()));
        let then = |item: &Item| match item {
            Item::Kept { unit, .. } => Some(self.nodes(self.leaf.cells.get(self.units[*unit].written.start)?.node)),
            Item::New(_) | Item::Remark(_) | Item::Split => None,
        };
        for at in (0..items.len()).filter(|at| is_blank(&items[*at])) {
            for beside in [at.checked_sub(1), Some(at + 1).filter(|at| *at < items.len())].into_iter().flatten() {
                let was_in = then(&items[beside]).is_some_and(|then| then.starts_with(&wraps[at]));
                if was_in && !wraps[beside].starts_with(&wraps[at]) {
                    let common = wraps[at].iter().zip(&wraps[beside]).take_while(|(one, two)| one == two).count();
                    wraps[at].truncate(common);
                }
            }
        }
    }

    /// The marks of what stays; those of looks that went are left out, new looks are
    /// added.
    fn of_kept(&self, item: &Item) -> Option<(Vec<Wrap>, Look)> {
        let Item::Kept { unit, now } = item else { return None };
        let unit = &self.units[*unit];
        let cell = self.leaf.cells.get(unit.written.start).filter(|_| !unit.written.is_empty())?;
        let mut nodes = self.nodes(cell.node);
        let then = &self.before[unit.printed.start];
        let is_blank = matches!(now.what, What::Char(ch) if ch.is_whitespace());
        let is_whole = is_blank || matches!(now.what, What::Atom(_)) || unit.printed.len() > 1;
        let changed = then.look.toggled(now.look);
        if is_whole && changed.change() == Look::default() {
            return Some((nodes, cell.look));
        }
        let look = cell.look.toggled(if is_whole { changed.change() } else { changed });
        if !is_whole && then.link != now.link {
            nodes.retain(|wrap| !matches!(wrap, Wrap::Node(node) if self.leaf.nodes[*node].is_link));
            nodes.extend(now.link.clone().map(Wrap::Link));
        }
        Some((self.adjusted(nodes, look), look))
    }

    /// The marks of a new cell: those of its neighbour where they give its look.
    fn of_new(
        &self,
        cell: &Cell,
        at: usize,
        own: &[Option<(Vec<Wrap>, Look)>],
        before: Option<&Vec<Wrap>>,
    ) -> Vec<Wrap> {
        if matches!(cell.what, What::Atom(_)) {
            return self.of_whole(cell, at, own, before);
        }
        let look = cell.look.toggled(self.base);
        let is_blank = matches!(cell.what, What::Char(ch) if ch.is_whitespace());
        let fits = |wraps: &Vec<Wrap>| {
            let own = self.look(wraps);
            own.change() == look.change() && (is_blank || (own == look && self.link(wraps) == cell.link))
        };
        let left = before.filter(|_| at > 0);
        if let Some(wraps) = left.filter(|wraps| fits(wraps)) {
            return wraps.clone();
        }
        let right = own.get(at + 1..).unwrap_or_default().iter().find_map(|own| own.as_ref().map(|(wraps, _)| wraps));
        if let Some(wraps) = right.filter(|wraps| fits(wraps)) {
            return wraps.clone();
        }
        let mut wraps: Vec<Wrap> = Vec::new();
        wraps.extend(cell.link.clone().map(Wrap::Link));
        self.adjusted(wraps, look)
    }

    /// The marks of something new that is one thing: those on both sides of it, apart
    /// from links and code.
    fn of_whole(
        &self,
        cell: &Cell,
        at: usize,
        own: &[Option<(Vec<Wrap>, Look)>],
        before: Option<&Vec<Wrap>>,
    ) -> Vec<Wrap> {
        let right = own.get(at + 1..).unwrap_or_default().iter().find_map(|own| own.as_ref().map(|(wraps, _)| wraps));
        let both = before.into_iter().flatten().zip(right.into_iter().flatten()).take_while(|(one, two)| one == two);
        let is_free = |wrap: &Wrap| match wrap {
            Wrap::Node(node) => !self.leaf.nodes[*node].is_link && !self.leaf.nodes[*node].look.has(Look::CODE),
            Wrap::Look(look) => *look != Look::CODE,
            Wrap::Link(_) => false,
        };
        let wraps: Vec<Wrap> = both.map(|(wrap, _)| wrap.clone()).take_while(is_free).collect();
        let look = self.look(&wraps).unchanged().with(cell.look.change());
        self.adjusted(wraps, look)
    }

    /// Marks with those left out that give a look too many, and with the looks that
    /// are missing.
    fn adjusted(&self, wraps: Vec<Wrap>, look: Look) -> Vec<Wrap> {
        let fits = |wrap: &Wrap| match wrap {
            Wrap::Node(node) => look.has(self.leaf.nodes[*node].look),
            Wrap::Look(own) => look.has(*own),
            Wrap::Link(_) => true,
        };
        let mut wraps: Vec<Wrap> = wraps.into_iter().filter(fits).collect();
        let has = self.look(&wraps);
        let missing = LOOKS.iter().filter(|(own, ..)| look.has(*own) && !has.has(*own));
        wraps.extend(missing.map(|(own, ..)| Wrap::Look(*own)));
        wraps
    }

    fn nodes(&self, innermost: Option<usize>) -> Vec<Wrap> {
        let mut chain = Vec::new();
        let mut next = innermost;
        while let Some(at) = next {
            let node = self.leaf.nodes[at];
            if node.outer.is_some_and(|outer| self.parted.contains(&outer)) {
                chain.push(Wrap::Look(node.look));
            } else if !self.parted.contains(&at) {
                chain.push(Wrap::Node(at));
            }
            next = node.outer;
        }
        chain.reverse();
        chain
    }

    /// The replacements that are no longer what they were as a whole.
    fn parted(&self, items: &[Item]) -> BTreeSet<usize> {
        let is_parted = |(at, node): (usize, &Marked)| {
            let inside =
                |unit: &Unit| (node.first..node.last).contains(&unit.written.start) && !unit.written.is_empty();
            let stays = |item: &Item| match item {
                Item::Kept { unit, now } => {
                    let unit = &self.units[*unit];
                    inside(unit) && self.before[unit.printed.start].look.change() == now.look.change()
                }
                Item::New(cell) => cell.look.change() != Look::default(),
                Item::Split => false,
                Item::Remark(_) => true,
            };
            let is_own = |item: &Item| matches!(item, Item::Kept { unit, .. } if inside(&self.units[*unit]));
            let all = self.units.iter().filter(|unit| inside(unit)).count();
            let (first, last) = (items.iter().position(is_own), items.iter().rposition(is_own));
            let row = first.zip(last).map_or(&[][..], |(first, last)| &items[first..=last]);
            let is_whole = row.iter().all(stays) && row.iter().filter(|item| is_own(item)).count() == all;
            (node.is_replacement && !is_whole).then_some(at)
        };
        self.leaf.nodes.iter().enumerate().filter_map(is_parted).collect()
    }

    /// The part of a parted replacement that a cell stands in.
    fn part(&self, cell: usize) -> Option<usize> {
        let mut next = self.leaf.cells[cell].node;
        while let Some(at) = next {
            let outer = self.leaf.nodes[at].outer;
            if outer.is_some_and(|outer| self.parted.contains(&outer)) {
                return Some(at);
            }
            next = outer;
        }
        None
    }

    fn look(&self, wraps: &[Wrap]) -> Look {
        wraps.iter().fold(Look::default(), |look, wrap| match wrap {
            Wrap::Node(node) => look.with(self.leaf.nodes[*node].look),
            Wrap::Look(own) => look.with(*own),
            Wrap::Link(_) => look,
        })
    }

    /// The address that text leads to; that of a link of the manuscript is read from
    /// what was printed of it.
    fn link(&self, wraps: &[Wrap]) -> Option<Arc<str>> {
        wraps.iter().rev().find_map(|wrap| match wrap {
            Wrap::Link(link) => Some(Some(link.clone())),
            Wrap::Node(node) if self.leaf.nodes[*node].is_link => {
                let node = &self.leaf.nodes[*node];
                let inside = |unit: &&Unit| (node.first..node.last).contains(&unit.written.start);
                let unit = self.units.iter().find(inside)?;
                Some(self.before[unit.printed.start].link.clone())
            }
            Wrap::Node(_) | Wrap::Look(_) => None,
        })?
    }

    /// What begins a mark, and what ends it.
    fn ends(&self, wrap: &Wrap) -> (String, String) {
        match wrap {
            Wrap::Look(look) => {
                let found = LOOKS.iter().find(|(own, ..)| own == look);
                let ends = found.map(|(_, marks, html)| if self.care == Care::Full { *html } else { *marks });
                ends.map_or_else(Default::default, |[open, close]| (open.to_owned(), close.to_owned()))
            }
            Wrap::Link(address) => ("[".to_owned(), format!("]({address})")),
            Wrap::Node(at) => {
                let node = self.leaf.nodes[*at];
                let children = self.leaf.nodes.iter().filter(|child| child.outer == Some(*at));
                let (mut first, mut last) = (node.end, node.start);
                for child in children {
                    first = first.min(child.start);
                    last = last.max(child.end);
                }
                for cell in &self.leaf.cells[node.first..node.last] {
                    first = first.min(cell.start);
                    last = last.max(cell.end);
                }
                (self.bytes(node.start, first).to_owned(), self.bytes(last, node.end).to_owned())
            }
        }
    }

    fn bytes(&self, start: usize, end: usize) -> &str {
        self.source.get(start..end).unwrap_or_default()
    }
}
