//! The space between blocks.
//!
//! As in Word, the space behind a block and the space before the next add up;
//! a line stands in the middle of its pitch. Both are given to Typst as one
//! explicit space, so that its own rules never decide.

use super::Writer;
use super::look::pt;
use crate::length::Length;
use crate::model::resolved::{Block, BlockKind, Container};
use crate::style::Text;

/// The space that a block wants at its two ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    pub(super) before: Length,
    pub(super) after: Length,
}

impl Ends {
    /// The ends of a passage in a look: its spaces and half of what its pitch
    /// leaves around a line.
    pub(super) fn of(look: &Text) -> Self {
        let slack = (look.pitch() - look.size()).scaled(0.5);
        Self { before: look.before() + slack, after: look.after() + slack }
    }

    /// Equal space at both ends.
    pub(super) fn around(space: Length) -> Self {
        Self { before: space, after: space }
    }
}

impl Writer<'_> {
    /// Writes blocks that follow each other; `look` is that of paragraphs.
    pub(super) fn flow(&mut self, blocks: &[Block], look: &Text) {
        let mut last: Option<(Ends, bool)> = None;
        for block in blocks {
            let ends = self.ends(block, look);
            if std::mem::take(&mut self.begins_page) {
                self.head_of_page(block);
            }
            let plain = matches!(block.kind, BlockKind::Paragraph(_));
            match (last, ends) {
                (Some((_, true)), Some(_)) if plain => self.push("\n\n"),
                (Some((above, _)), Some(below)) => self.space(above.after + below.before),
                _ => {}
            }
            self.mapped(block.span, |writer| writer.block(block, look));
            self.on_new_page = false;
            last = ends.map(|ends| (ends, plain));
        }
        // Typst takes a passage without a break for part of a line, which has
        // no indent.
        self.push("\n\n");
    }

    /// The space before a heading that is the first on its page: as in Word, it
    /// stays where the document breaks the page, not the typesetter.
    fn head_of_page(&mut self, block: &Block) {
        if let BlockKind::Heading(heading) = &block.kind {
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
        let slack = Ends::of(look);
        Some(match &block.kind {
            BlockKind::Heading(heading) if heading.attachment => Ends::of(&style.official.attachment_title),
            BlockKind::Heading(heading) => Ends::of(&style.heading(heading.level).text),
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Definitions(_) => slack,
            BlockKind::Quote { .. } => Ends::of(&style.quote.text),
            BlockKind::Alert { .. } => Ends::around(style.alert.padding),
            BlockKind::Code(_) => Ends::around(style.code.padding + slack.after),
            BlockKind::Equation(_) => Ends::around(style.equation.around.length(body)),
            BlockKind::Table(_) => Ends::around(style.table.around.length(body)),
            BlockKind::Figure(_) => Ends::around(style.figure.around.length(body)),
            BlockKind::Rule => Ends::around(look.pitch().scaled(0.5)),
            // It stands on pages of its own.
            BlockKind::Container(Container::Landscape, _) if !self.in_columns => return None,
            BlockKind::Container(Container::Official(placed), _) => Ends::of(&self.placed_look(*placed).0),
            BlockKind::Container(_, blocks) => {
                let first = blocks.iter().find_map(|block| self.ends(block, look))?;
                let last = blocks.iter().rev().find_map(|block| self.ends(block, look))?;
                Ends { before: first.before, after: last.after }
            }
            BlockKind::Raw { .. } => slack,
            BlockKind::PageBreak => return None,
        })
    }
}
