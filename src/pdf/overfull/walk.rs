//! Goes through the frames of pages with the edges in force, and collects what
//! leaves them.

use std::collections::HashMap;

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Transform};
use typst::math::EquationElem;
use typst::model::{TableCell, TableElem};
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::{Glyph, RawElem, TextItem};

use super::TOLERANCE;
use super::bounds::{self, Bounds, Edges, Place, TextArea};
use super::fault::{Fault, Owner, Part, Thing, Wrong};
use super::overlap::{self, Printed};

/// The part of an em by which punctuation may hang out of a line.
const HANG: f64 = 0.5;
/// The width of the widest letters, in em.
const WIDEST: f64 = 1.0;
/// The most by which the ends of lines stand out to meet others, in pt.
const LINE_END: f64 = 4.0;

/// What faults are gathered under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Owner(Location),
    Span(Span),
}

/// The search.
pub(super) struct Walk<'a> {
    area: TextArea,
    bottom: f64,
    bounds: Vec<Bounds>,
    open: Vec<Owner>,
    /// Cells, and the table that each belongs to: a broken one goes on in groups
    /// that name it.
    cells: HashMap<Location, Option<Owner>>,
    /// The header, footer or background that is open.
    margin: Option<Location>,
    printed: Vec<Printed<'a>>,
    keys: HashMap<Key, usize>,
    pub(super) found: Vec<Fault>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(area: TextArea) -> Self {
        Self {
            area,
            bottom: 0.0,
            bounds: Vec::new(),
            open: Vec::new(),
            cells: HashMap::new(),
            margin: None,
            printed: Vec::new(),
            keys: HashMap::new(),
            found: Vec::new(),
        }
    }

    pub(super) fn page(&mut self, page: &'a Frame) {
        self.bounds = vec![self.area.on(page)];
        self.bottom = self.area.bottom(page);
        self.printed.clear();
        self.open.iter_mut().for_each(|owner| owner.first = 0);
        self.frame(page, Transform::identity());
        for fault in overlap::faults(&mut self.printed) {
            self.found(fault);
        }
    }

    fn frame(&mut self, frame: &'a Frame, at: Transform) {
        let edges = Edges::of(frame);
        let in_formula = self.open.last().is_some_and(|owner| owner.part == Part::Formula);
        let column = if in_formula { None } else { self.area.first_column(frame, at) };
        self.bounds.extend(column.as_ref().map(|column| column.bounds));
        for (count, (position, item)) in frame.items().enumerate() {
            if let Some(column) = column.as_ref().filter(|column| column.items == count) {
                self.leave(&column.bounds);
            }
            let at = at.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element, edges.as_ref(), at),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Group(group) => self.group(group, at),
                _ if self.margin.is_some() => {}
                FrameItem::Text(text) => self.text(text, at),
                FrameItem::Shape(shape, span) => {
                    let bbox = shape.bbox(false);
                    let stroke = shape.stroke.as_ref().map_or(Abs::zero(), |stroke| stroke.thickness);
                    let size = bbox.max - bbox.min;
                    let ends = (size.x.min(size.y) + stroke).to_pt().min(LINE_END);
                    self.thing(Thing::Shape, (bbox.min, bbox.max), ends, *span, at);
                }
                FrameItem::Image(_, size, span) => {
                    self.thing(Thing::Picture, (Point::zero(), size.to_point()), 0.0, *span, at);
                }
                FrameItem::Link(..) => {}
            }
        }
    }

    /// What is cut at the edges of a group cannot leave them.
    fn group(&mut self, group: &'a GroupItem, at: Transform) {
        if group.clip.is_some() {
            return;
        }
        let at = at.pre_concat(group.transform);
        let cell = group.parent.and_then(|parent| self.cells.get(&parent.location).copied());
        let place = if cell.is_some() {
            Some(Place::Cell)
        } else if bounds::is_box(&group.frame) {
            Some(Place::Box)
        } else {
            self.area.is_column(group.frame.width().to_pt()).then_some(Place::Column)
        };
        let inner = place.map(|place| bounds::of_frame(place, &group.frame, at));
        let table = cell.flatten();
        self.bounds.extend(inner);
        self.open.extend(table);
        self.frame(&group.frame, at);
        inner.iter().for_each(|bounds| self.leave(bounds));
        if let Some(at) = table.and_then(|table| self.open.iter().rposition(|open| open.location == table.location)) {
            self.open.remove(at);
        }
    }

    /// What comes next lies no more within these edges.
    fn leave(&mut self, bounds: &Bounds) {
        if let Some(at) = self.bounds.iter().rposition(|open| open == bounds) {
            self.bounds.remove(at);
        }
    }

    fn start(&mut self, element: &Content, edges: Option<&Edges>, at: Transform) {
        let Some(location) = element.location() else { return };
        if let Some(cell) = element.to_packed::<TableCell>() {
            self.cells.insert(location, self.open.last().copied());
            if let Smart::Custom(column) = cell.x.get(StyleChain::default()) {
                let columns = cell.colspan.get(StyleChain::default()).get();
                if let Some(width) = edges.and_then(|edges| edges.width(column, columns)) {
                    let left = at.tx.to_pt();
                    self.bounds.push(Bounds { place: Place::Cell, left, right: left + width, cell: Some(location) });
                }
            }
        } else if let Some(artifact) = element.to_packed::<ArtifactElem>() {
            let kind = artifact.kind.get(StyleChain::default());
            if self.margin.is_none()
                && matches!(kind, ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background)
            {
                self.margin = Some(location);
            }
        } else if element.is::<TableElem>() {
            self.open(element, location, Part::Table, false);
        } else if let Some(equation) = element.to_packed::<EquationElem>() {
            let numbered = equation.numbering.get_ref(StyleChain::default()).is_some();
            self.open(element, location, Part::Formula, numbered);
        } else if element.is::<RawElem>() {
            self.open(element, location, Part::Code, false);
        }
    }

    fn open(&mut self, element: &Content, location: Location, part: Part, numbered: bool) {
        self.open.push(Owner { location, part, span: element.span(), first: self.printed.len(), numbered });
    }

    fn end(&mut self, location: Location) {
        if self.margin == Some(location) {
            self.margin = None;
        } else if let Some(at) = self.open.iter().rposition(|owner| owner.location == location) {
            let owner = self.open.remove(at);
            if owner.numbered {
                overlap::mark_number(self.printed.get_mut(owner.first..).unwrap_or_default());
            }
        } else {
            self.bounds.retain(|bounds| bounds.cell != Some(location));
        }
    }

    fn text(&mut self, text: &'a TextItem, at: Transform) {
        let size = text.size.to_pt();
        let (left, right) = seen(text);
        if right <= left {
            return;
        }
        let (from, to) = span(Point::with_x(Abs::pt(left)), Point::with_x(Abs::pt(right)), at);
        if self.area.is_line_number(&text.text, to.0) {
            return;
        }
        if at.is_only_translate() {
            let owner = self.open.last().copied();
            self.printed.push(Printed { text, left: from.0, right: to.0, base: to.1, size, owner, number: false });
        }
        let hangs = |ch: Option<char>| match ch {
            Some(ch) if !ch.is_alphanumeric() => HANG * size,
            _ => 0.0,
        };
        let trimmed = text.text.trim();
        let slack = (hangs(trimmed.chars().next()), hangs(trimmed.chars().next_back()));
        let Some((wrong, points)) = self.out((from.0, to.0), slack).or_else(|| self.below(to.1)) else { return };
        let thing = Thing::Text(trimmed.to_owned());
        let glyph = text.glyphs.iter().find(|glyph| !is_blank(text, glyph));
        self.fault(thing, wrong, points, glyph.map_or((Span::detached(), 0), |glyph| glyph.span));
    }

    /// A picture or shape between two corners, whose ends may stand out a little.
    fn thing(&mut self, thing: Thing, (from, to): (Point, Point), ends: f64, place: Span, at: Transform) {
        let (from, to) = span(from, to, at);
        if let Some((wrong, points)) = self.out((from.0, to.0), (ends, ends)).or_else(|| self.below(to.1)) {
            self.fault(thing, wrong, points, (place, 0));
        }
    }

    /// The innermost edges that something leaves, and how far.
    fn out(&self, (left, right): (f64, f64), slack: (f64, f64)) -> Option<(Wrong, f64)> {
        self.bounds.iter().rev().find_map(|bounds| {
            let (before, behind) = (bounds.left - left, right - bounds.right);
            let is_out = before > TOLERANCE + slack.0 || behind > TOLERANCE + slack.1;
            is_out.then(|| (Wrong::Out(bounds.place), before.max(behind)))
        })
    }

    fn below(&self, foot: f64) -> Option<(Wrong, f64)> {
        let points = foot - self.bottom;
        (points > TOLERANCE).then_some((Wrong::Below, points))
    }

    fn fault(&mut self, thing: Thing, wrong: Wrong, points: f64, place: (Span, u16)) {
        let table = self.open.iter().find(|owner| owner.part == Part::Table);
        let owner = table.or(self.open.last()).copied();
        self.found(Fault { owner, thing, wrong, points, count: 1, span: place });
    }

    /// Takes a fault to those of the same table, formula or passage.
    fn found(&mut self, fault: Fault) {
        let key = fault.owner.map_or(Key::Span(fault.span.0), |owner| Key::Owner(owner.location));
        match self.keys.get(&key) {
            Some(known) => {
                let known = &mut self.found[*known];
                // What leaves its edges need not be told to lie on what is there.
                if matches!(fault.wrong, Wrong::Over { .. }) && !matches!(known.wrong, Wrong::Over { .. }) {
                    return;
                }
                let count = known.count + 1;
                if fault.points > known.points {
                    *known = fault;
                }
                known.count = count;
            }
            None => {
                self.keys.insert(key, self.found.len());
                self.found.push(fault);
            }
        }
    }
}

fn is_blank(text: &TextItem, glyph: &Glyph) -> bool {
    text.text.get(glyph.range()).is_some_and(|sign| sign.trim().is_empty())
}

/// Where the part of a text that is seen begins and ends, in pt: without blanks
/// around it, and without the space that a hanzi has behind it before a letter.
fn seen(text: &TextItem) -> (f64, f64) {
    let size = text.size.to_pt();
    let blank = |glyph: &&Glyph| is_blank(text, glyph);
    let advance = |glyph: &Glyph| glyph.x_advance.at(text.size).to_pt();
    let before: f64 = text.glyphs.iter().take_while(blank).map(advance).sum();
    let behind: f64 = text.glyphs.iter().rev().take_while(blank).map(advance).sum();
    let last = text.glyphs.iter().rev().find(|glyph| !is_blank(text, glyph));
    let space = last.map_or(0.0, |last| (advance(last) - size * WIDEST).max(0.0));
    (before, text.width().to_pt() - behind - space)
}

/// The corners of what something covers on the page, in pt.
fn span(from: Point, to: Point, at: Transform) -> ((f64, f64), (f64, f64)) {
    let corners = [from, Point::new(to.x, from.y), to, Point::new(from.x, to.y)].map(|corner| corner.transform(at));
    let least = |of: fn(&Point) -> Abs| corners.iter().map(of).fold(Abs::inf(), Abs::min).to_pt();
    let most = |of: fn(&Point) -> Abs| corners.iter().map(of).fold(-Abs::inf(), Abs::max).to_pt();
    ((least(|point| point.x), least(|point| point.y)), (most(|point| point.x), most(|point| point.y)))
}
