//! The space between blocks.
//!
//! As in Word, the greater of the space behind a block and the space before the
//! next parts them, besides the room that their lines leave in their pitch. Both
//! are given to Typst as one explicit space, so that its own rules never decide.

use super::Writer;
use super::look::pt;
use crate::length::Length;
use crate::model::resolved::{Block, BlockKind, Caption, Container};
use crate::style::value::Place;
use crate::style::{Caption as CaptionStyle, Text};

/// The space that a block wants at its two ends, and the room that its first and
/// its last line leave.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    before: Length,
    above: Length,
    below: Length,
    after: Length,
}

impl Ends {
    /// The ends of a passage in a look.
    pub(super) fn of(look: &Text) -> Self {
        Self { before: look.before(), above: look.above(), below: look.below(), after: look.after() }
    }

    /// Equal space at both ends of what is no text.
    pub(super) fn around(space: Length) -> Self {
        Self { before: space, above: Length::ZERO, below: Length::ZERO, after: space }
    }

    /// The ends of a box: in Word its lines take room.
    fn edged(self, width: Length) -> Self {
        Self { above: width, below: width, ..self }
    }

    /// The ends of something with its caption.
    fn captioned(self, caption: Option<&CaptionStyle>) -> Self {
        let Some(caption) = caption else { return self };
        let text = Self::of(&caption.text);
        match caption.place {
            Place::Above => Self { before: self.before + text.before, above: text.above, ..self },
            Place::Below => Self { below: text.below, after: self.after + text.after, ..self },
        }
    }

    /// The space between the em squares, or the edges, of a block and the next.
    pub(super) fn to(self, next: Self) -> Length {
        self.after.max(next.before) + self.below + next.above
    }
}

impl Writer<'_> {
    /// Writes blocks that follow each other; `look` is that of paragraphs.
    pub(super) fn flow(&mut self, blocks: &[Block], look: &Text) {
        let mut last: Option<(Ends, bool)> = None;
        let is_printed = self.doc.tracking().is_printed;
        for block in blocks.iter().filter(|block| is_printed || !block.is_deleted()) {
            let ends = self.ends(block, look);
            if let (BlockKind::Figure(figure), Some(ends)) = (&block.kind, ends)
                && self.leaves_place(figure)
            {
                // The text goes on as if it were not there.
                let room = ends.to(Ends::of(look));
                self.mapped(block.span, |writer| writer.floating_figure(figure, block.anchor, room));
                continue;
            }
            if std::mem::take(&mut self.begins_page) {
                self.head_of_page(block);
            }
            let plain = matches!(block.kind, BlockKind::Paragraph(_));
            match (last, ends) {
                (Some((_, true)), Some(_)) if plain => self.push("\n\n"),
                (Some((above, _)), Some(below)) => self.space(above.to(below)),
                _ => {}
            }
            if plain && self.boxes == 0 {
                self.keep_last_lines();
            }
            let start = self.text.len();
            self.mapped(block.span, |writer| writer.block(block, look));
            if plain && self.boxes == 0 {
                self.paragraphs.push(start..self.text.len());
            }
            self.on_new_page = false;
            self.parts += usize::from(!matches!(block.kind, BlockKind::Heading(_) | BlockKind::PageBreak));
            last = ends.map(|ends| (ends, plain));
        }
        // Typst takes a passage without a break for part of a line, which has
        // no indent.
        self.push("\n\n");
    }

    /// A page that would leave the last line of the next paragraph alone to the one
    /// behind it has less room, so that the line before goes with it.
    fn keep_last_lines(&mut self) {
        if let Some(room) = self.shown.lone.get(&self.paragraphs.len()) {
            self.push(&format!("\n#place(bottom, float: true, clearance: 0pt, block(height: {}))\n", pt(*room)));
        }
    }

    /// The space before a heading that is the first on its page: as in Word, it
    /// stays where the document breaks the page, not the typesetter. Columns begin
    /// level.
    fn head_of_page(&mut self, block: &Block) {
        if let BlockKind::Heading(heading) = &block.kind
            && !self.in_columns
        {
            let look = self.style.heading(heading.level);
            // One that begins a page by itself brings its space along.
            if !look.new_page || self.boxes > 0 {
                self.push(&format!("#v({})\n", pt(look.text.before())));
            }
        }
    }

    /// Exactly this space between two blocks.
    pub(super) fn space(&mut self, space: Length) {
        self.push(&format!("\n#v({}, weak: true)\n", pt(space)));
    }

    /// The ends of a block; `None` for one that leaves no trace on the page.
    pub(super) fn ends(&self, block: &Block, look: &Text) -> Option<Ends> {
        let style = self.style;
        let body = style.body.size();
        let tables = style.table.around.length(body);
        let caption = |caption: &Option<Caption>| caption.as_ref().map(|caption| style.caption(caption.kind));
        Some(match &block.kind {
            BlockKind::Heading(heading) if heading.attachment => Ends::of(&style.official.attachment_title),
            BlockKind::Heading(heading) => Ends::of(&style.heading(heading.level).text),
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Definitions(_) => Ends::of(look),
            BlockKind::Quote { attribution, .. } => {
                let (quote, last) = (Ends::of(&style.quote.text), Ends::of(&style.quote.attribution));
                match attribution {
                    Some(_) => Ends { below: last.below, after: quote.after.max(last.after), ..quote },
                    None => quote,
                }
            }
            BlockKind::Alert { .. } => Ends::around(tables).edged(style.code.border_width),
            BlockKind::Code(code) => {
                Ends::around(tables).edged(style.code.border_width).captioned(caption(&code.caption))
            }
            BlockKind::Equation(_) => Ends::around(style.equation.around.length(body)),
            BlockKind::Table(table) => {
                let (above, below) = style.table.outer_rules();
                Ends { above, below, ..Ends::around(tables) }.captioned(caption(&table.caption))
            }
            BlockKind::Figure(figure) => {
                Ends::around(style.figure.around.length(body)).captioned(caption(&figure.caption))
            }
            BlockKind::Rule => {
                let half = look.pitch().scaled(0.5);
                Ends { before: Length::ZERO, above: half, ..Ends::around(half) }
            }
            BlockKind::Theorem(theorem) => {
                let (look, around) = (&style.theorem.text, style.theorem.around.length(body));
                let first = theorem.blocks.iter().find_map(|block| self.ends(block, look))?;
                let last = theorem.blocks.iter().rev().find_map(|block| self.ends(block, look))?;
                let (before, after) = (first.before.max(around), last.after.max(around));
                Ends { before, above: first.above, below: last.below, after }
            }
            // It stands on pages of its own.
            BlockKind::Container(Container::Landscape, _) if !self.in_columns => return None,
            BlockKind::Container(Container::Official(placed), _) => Ends::of(&self.placed_look(*placed).0),
            BlockKind::Container(_, blocks) => {
                let first = blocks.iter().find_map(|block| self.ends(block, look))?;
                let last = blocks.iter().rev().find_map(|block| self.ends(block, look))?;
                Ends { below: last.below, after: last.after, ..first }
            }
            BlockKind::Raw { .. } => Ends::of(look),
            BlockKind::PageBreak => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceId;
    use crate::style::value::{Measure, Pitch, Size};
    use crate::style::{DEFAULT, load, preset};

    fn look(size: f64, pitch: Pitch, before: f64, after: f64) -> Text {
        let points = |value| Measure::Fixed(Length::points(value));
        let style = load(SourceId(0), preset(DEFAULT).unwrap()).unwrap();
        Text { size: Size(Length::points(size)), pitch, before: points(before), after: points(after), ..style.body }
    }

    #[test]
    fn the_greater_of_two_spaces_parts_neighbours() {
        let exact = Pitch::Exact(Length::points(20.0));
        let (one, other) = (Ends::of(&look(10.0, exact, 18.0, 6.0)), Ends::of(&look(10.0, exact, 12.0, 3.0)));
        // A pitch of 20 leaves 10 beside the letters.
        assert!((one.to(other).pt() - 22.0).abs() < 1e-9);
        assert!((other.to(one).pt() - 28.0).abs() < 1e-9);
    }

    #[test]
    fn what_a_multiple_adds_to_the_natural_pitch_stands_below_the_line() {
        let (above, below) = Pitch::Multiple(2.0).room(Length::points(10.0));
        assert!((above.pt() - 1.5).abs() < 1e-9 && (below.pt() - 14.5).abs() < 1e-9);
        let (above, below) = Pitch::Exact(Length::points(20.0)).room(Length::points(10.0));
        assert!((above.pt() - 7.2).abs() < 1e-9 && (below.pt() - 2.8).abs() < 1e-9);
    }
}
