//! The source of a changed line while it is written: bytes of the manuscript that go on
//! are copied with what stands between them, else marks end and begin.

use super::super::edited::Item;
use super::super::leaf::{LeafKind, Sign};
use super::super::line::{Cell, Look, What};
use super::super::units::Unit;
use super::{Care, Rendering, Wrap};

impl Rendering<'_> {
    /// The source of the whole line.
    pub(in crate::merge) fn write(mut self, items: &[Item]) -> String {
        self.parted = self.parted(items);
        let mut out = Out::new(&self);
        let wraps = self.wraps(items);
        for (at, item) in items.iter().enumerate() {
            let own = wraps[at].clone();
            match item {
                Item::Kept { unit, .. } => {
                    let goes_on = matches!(items.get(at + 1), Some(Item::Kept { unit: next, .. }) if *next == unit + 1);
                    let silent = self.care == Care::Light || goes_on || at + 1 == items.len();
                    out.unit(&self.units[*unit], own, wraps.get(at + 1), silent);
                }
                Item::New(cell) => out.put_in(cell, own),
                Item::Split => out.split(),
                Item::Remark(text) => out.remark(text, own),
            }
        }
        out.finish()
    }
}

/// The source while it is written.
struct Out<'a> {
    rendering: &'a Rendering<'a>,
    text: String,
    open: Vec<Wrap>,
    /// The last cell of the manuscript that was written, if nothing stands behind it.
    last: Option<usize>,
}

impl<'a> Out<'a> {
    /// Nothing is written yet.
    fn new(rendering: &'a Rendering<'a>) -> Self {
        Self { rendering, text: String::new(), open: Vec::new(), last: None }
    }

    /// What prints nothing.
    fn remark(&mut self, text: &str, wraps: Vec<Wrap>) {
        self.turn(wraps);
        self.text.push_str(text);
    }

    /// A unit, with what is written behind it and not printed, within the marks that go
    /// on behind it.
    fn unit(&mut self, unit: &Unit, wraps: Vec<Wrap>, next: Option<&Vec<Wrap>>, silent: bool) {
        // What fuzi adds is not written.
        if unit.written.is_empty() {
            return;
        }
        let rendering = self.rendering;
        let nodes_of = |at: usize| rendering.nodes(rendering.leaf.cells[at].node);
        let is_original = nodes_of(unit.written.start) == wraps;
        for at in unit.written.start..unit.written.end + unit.silent {
            if at >= unit.written.end && !silent && rendering.leaf.cells[at].what == Sign::Soft {
                break;
            }
            let wraps = match at < unit.written.end {
                _ if is_original && at > unit.written.start => nodes_of(at),
                true => wraps.clone(),
                false => {
                    let common = wraps.iter().zip(next.into_iter().flatten()).take_while(|(one, two)| one == two);
                    common.map(|(wrap, _)| wrap.clone()).collect()
                }
            };
            self.cell(at, wraps);
        }
    }

    /// A cell of the manuscript with its own bytes.
    fn cell(&mut self, at: usize, wraps: Vec<Wrap>) {
        let rendering = self.rendering;
        let cell = &rendering.leaf.cells[at];
        let nodes_of = |at: usize| rendering.nodes(rendering.leaf.cells[at].node);
        let goes_on = match self.last {
            Some(last) => {
                let is_next = last + 1 == at && rendering.leaf.seam != Some(at);
                is_next && self.open == nodes_of(last) && rendering.part(last) == rendering.part(at)
            }
            None => self.text.is_empty() && at == 0 && rendering.part(at).is_none(),
        };
        if goes_on && wraps == nodes_of(at) {
            let from = self.last.map_or(rendering.leaf.span.range().start, |last| rendering.leaf.cells[last].end);
            self.text.push_str(rendering.bytes(from, cell.start));
            self.open = wraps;
        } else {
            self.turn(wraps);
        }
        self.text.push_str(rendering.bytes(cell.start, cell.end));
        self.last = Some(at);
    }

    /// Text that was put in.
    fn put_in(&mut self, cell: &Cell, wraps: Vec<Wrap>) {
        self.turn(wraps);
        self.last = None;
        let rendering = self.rendering;
        let in_cell = matches!(rendering.leaf.kind, LeafKind::Cell { .. });
        let is_code = rendering.look(&self.open).has(Look::CODE);
        match cell.what {
            What::Char(ch) => {
                if !is_code && rendering.leaf.kind != LeafKind::Code && rendering.care.escapes(ch, in_cell) {
                    self.text.push('\\');
                }
                self.text.push(if ch == '\t' { ' ' } else { ch });
            }
            What::Break if rendering.leaf.kind == LeafKind::Code => {
                self.text.push('\n');
                self.text.push_str(rendering.margin);
            }
            What::Break if in_cell => self.text.push_str("<br>"),
            What::Break => {
                self.text.push_str("\\\n");
                self.text.push_str(rendering.margin);
            }
            // Its source.
            What::Atom(ref atom) => self.text.push_str(&atom.text),
        }
    }

    /// A new paragraph.
    fn split(&mut self) {
        self.turn(Vec::new());
        self.last = None;
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(self.rendering.split);
    }

    /// Ends the marks that do not go on, and begins those that do not stand yet.
    fn turn(&mut self, wraps: Vec<Wrap>) {
        let common = self.open.iter().zip(&wraps).take_while(|(one, two)| one == two).count();
        for wrap in self.open.drain(common..).rev().collect::<Vec<_>>() {
            self.text.push_str(&self.rendering.ends(&wrap).1);
        }
        for wrap in &wraps[common..] {
            self.text.push_str(&self.rendering.ends(wrap).0);
        }
        self.open = wraps;
    }

    /// All of it.
    fn finish(mut self) -> String {
        let rendering = self.rendering;
        let count = rendering.leaf.cells.len();
        let is_end = self.last.is_some_and(|last| last + 1 == count && rendering.part(last).is_none())
            && self.last.is_some_and(|last| self.open == rendering.nodes(rendering.leaf.cells[last].node));
        if is_end {
            let from = rendering.leaf.cells.last().map_or(0, |cell| cell.end);
            self.text.push_str(rendering.bytes(from, rendering.leaf.span.range().end));
        } else {
            self.turn(Vec::new());
        }
        // A line that ends is none at the end of a text.
        if matches!(rendering.leaf.cells.last().map(|cell| cell.what), Some(Sign::Soft)) {
            self.text.truncate(self.text.trim_end().len());
        }
        self.text
    }
}
