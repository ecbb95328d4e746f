//! A paragraph with all that it says itself and through its style (ECMA-376-1 §17.3.1).

use super::Reader;
use super::lines::{line, rgb};
use super::run::Piece;
use crate::length::Length;
use crate::model::resolved::own_pages::{LineRoom, OwnAlign, OwnBlock, OwnInline, OwnLine, OwnParagraph};
use crate::model::{Align, is_han};
use crate::ooxml::Element;
use crate::style::value::Pitch;
use crate::template::looks::Look;
use crate::template::properties::{Line, Properties};

/// The natural pitch of Latin text as a part of that of Chinese.
const LATIN: f64 = 1.15 / 1.3;

/// Blocks that follow each other.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) list: Vec<OwnBlock>,
    /// The style of the last paragraph, if it wants no space between its like.
    contextual: Option<String>,
}

impl Flow {
    /// Adds a paragraph: the greater of the spaces between it and the one before parts
    /// them, unless they add up.
    fn push(&mut self, mut paragraph: OwnParagraph, style: &str, is_contextual: bool, adds: bool) {
        let is_like = self.contextual.as_deref() == Some(style);
        if let Some(OwnBlock::Paragraph(last)) = self.list.last_mut() {
            let after = if is_like { Length::ZERO } else { last.after };
            let before = if is_like && is_contextual { Length::ZERO } else { paragraph.before };
            paragraph.before = if adds { after + before } else { after.max(before) };
            last.after = Length::ZERO;
            if last.borders == paragraph.borders && last.borders.iter().any(Option::is_some) {
                last.borders[2] = None;
                paragraph.borders[0] = None;
            }
        }
        self.list.push(OwnBlock::Paragraph(paragraph));
        self.contextual = is_contextual.then(|| style.to_owned());
    }
}

impl Reader<'_, '_> {
    pub(super) fn paragraph(&mut self, element: &Element, room: Length, flow: &mut Flow) {
        let own = element.child("w:pPr");
        let normal = self.styles.normal().map(|entry| entry.id.clone()).unwrap_or_default();
        let style = own.and_then(|own| own.child("w:pStyle")).and_then(Element::value);
        let style = style.filter(|id| self.styles.get(id).is_some()).unwrap_or(&normal).to_owned();
        let mut all = self.styles.defaults().clone();
        all.overlay(&self.table);
        let (said, direct) = (self.styles.said(&style), own.map(Properties::read).unwrap_or_default());
        let mut both = said.clone();
        both.overlay(&direct);
        let number = both.numbering().map(|(list, at)| (list.to_owned(), at));
        let number = number.and_then(|(list, at)| self.number(&list, at));
        all.overlay(&said);
        // What the level says counts before a style that only leads to it.
        if let Some(number) = &number {
            all.overlay(&number.paragraph);
            if direct.numbering().is_none() {
                all.overlay(&said);
            }
        }
        all.overlay(&direct);
        let mut mark = all.clone();
        if let Some(own) = own.and_then(|own| own.child("w:rPr")) {
            mark.overlay(&Properties::read(own));
        }
        let pieces = self.pieces(element, &all);
        if all.is_on("pageBreakBefore") && !flow.list.is_empty() {
            flow.list.push(OwnBlock::PageBreak);
        }
        let stops = self.stops(&style, own, &all);
        let shown = number.map(|number| self.shown_number(&number, &mark)).unwrap_or_default();
        let (mut inlines, mut parts) = (shown, 0);
        let finish = |reader: &Self, flow: &mut Flow, inlines: Vec<OwnInline>, part: usize| {
            let mut paragraph = reader.made(&all, &mark, room, inlines);
            paragraph.stops.clone_from(&stops);
            if part > 0 {
                paragraph.first_line = Length::ZERO;
            }
            flow.push(paragraph, &style, all.is_on("contextualSpacing"), reader.adds_spaces);
        };
        for piece in pieces {
            match piece {
                Piece::Inline(inline) => inlines.push(inline),
                Piece::Placed(placed) => flow.list.push(OwnBlock::Placed(placed)),
                Piece::Alone(inline, align) => {
                    let alone = self.alone(&all, &mark, room, inline, align);
                    flow.list.push(OwnBlock::Paragraph(alone));
                }
                Piece::PageBreak if self.depth > 0 => {}
                Piece::PageBreak => {
                    if !inlines.is_empty() {
                        finish(self, flow, std::mem::take(&mut inlines), parts);
                    }
                    flow.list.push(OwnBlock::PageBreak);
                    parts += 1;
                }
            }
        }
        // What ends with a break has no line of its own behind it.
        if parts == 0 || !inlines.is_empty() {
            finish(self, flow, inlines, parts);
        }
    }

    /// A line that only holds a drawing, at an edge of the text or between both.
    fn alone(
        &self,
        all: &Properties,
        mark: &Properties,
        room: Length,
        inline: OwnInline,
        align: Align,
    ) -> OwnParagraph {
        let none = Length::ZERO;
        let made = self.made(all, mark, room, vec![inline]);
        OwnParagraph {
            align: OwnAlign::Plain(align),
            left: none,
            right: none,
            first_line: none,
            before: none,
            after: none,
            line: LineRoom { above: none, between: none, below: none },
            borders: [None, None, None, None],
            fill: None,
            ..made
        }
    }

    fn made(&self, all: &Properties, mark: &Properties, room: Length, inlines: Vec<OwnInline>) -> OwnParagraph {
        let size = all.size();
        let look = Look::new(all, (None, None), self.grid);
        let largest = inlines.iter().filter_map(size_of).fold(Length::ZERO, Length::max);
        let of_text = if largest > Length::ZERO { largest } else { mark.size() };
        let hang = all.indent("hanging").length(size).max(Length::ZERO);
        let first_line = if hang > Length::ZERO { Length::ZERO - hang } else { all.indent("firstLine").length(size) };
        OwnParagraph {
            align: match all.get("jc") {
                Some("distribute") => OwnAlign::Spread,
                _ => OwnAlign::Plain(all.align()),
            },
            room,
            left: all.indent("left").length(size),
            right: all.indent("right").length(size),
            first_line,
            before: look.before.length(size),
            after: look.after.length(size),
            line: self.line_room(all, of_text, &inlines),
            size: of_text,
            borders: ["top", "right", "bottom", "left"].map(|side| border(all, side)),
            fill: all.get("shd/fill").and_then(rgb),
            stops: Vec::new(),
            step: self.step,
            inlines,
        }
    }

    /// The room of lines whose largest text is of a size.
    fn line_room(&self, all: &Properties, size: Length, inlines: &[OwnInline]) -> LineRoom {
        let mut sized = all.clone();
        sized.set("sz", (size.pt() * 2.0).to_string());
        let mut pitch = Look::new(&sized, (None, None), self.grid).pitch;
        let is_chinese = |inline: &OwnInline| match inline {
            OwnInline::Run(text, _) => text.chars().any(is_han),
            _ => false,
        };
        let has_text = inlines.iter().any(|inline| matches!(inline, OwnInline::Run(..)));
        if let Pitch::Multiple(factor) = pitch
            && matches!(all.line(), Line::Multiple(_))
            && self.grid.is_none()
            && has_text
            && !inlines.iter().any(is_chinese)
        {
            pitch = Pitch::Multiple(factor * LATIN);
        }
        let (above, below) = pitch.room(size);
        LineRoom { above, between: pitch.length(size) - size, below }
    }
}

fn size_of(inline: &OwnInline) -> Option<Length> {
    match inline {
        OwnInline::Run(_, look) | OwnInline::Blank(_, look) | OwnInline::Tab(look) | OwnInline::PageNumber(_, look) => {
            Some(look.size)
        }
        OwnInline::Break | OwnInline::Picture(_) | OwnInline::Box(_) => None,
    }
}

/// The line at a side of a paragraph (ECMA-376-1 §17.3.1.24).
fn border(all: &Properties, side: &str) -> Option<OwnLine> {
    let kind = all.get(&format!("pBdr/{side}"))?;
    line(kind, all.get(&format!("pBdr/{side}/sz")), all.get(&format!("pBdr/{side}/color")))
}
