//! Paragraphs: a style, what differs from it, and the content. The elements
//! are those of docx-rs; what they cannot say is added as it stands. It must
//! not know which block a paragraph comes from.

use docx_rs::{LineSpacing, LineSpacingType, ParagraphProperty};

use crate::length::Length;
use crate::model::Align;
use crate::ooxml::{Element, Node};
use crate::style::value::Pitch;
use crate::write::docx::xml::properties;

/// The inside of a paragraph.
#[derive(Debug, Default, Clone)]
pub(in crate::write::docx) struct Content {
    /// Runs, links, formulas, bookmarks.
    pub nodes: Vec<Node>,
    /// Whether something in it may be taller than a line.
    pub tall: bool,
}

impl Content {
    /// Text without anything tall.
    #[must_use]
    pub(in crate::write::docx) fn flat(nodes: Vec<Node>) -> Self {
        Self { nodes, tall: false }
    }

    /// Puts more behind it.
    pub(in crate::write::docx) fn push(&mut self, more: Self) {
        self.nodes.extend(more.nodes);
        self.tall |= more.tall;
    }

    /// The same with its nodes changed.
    #[must_use]
    pub(in crate::write::docx) fn map(self, change: impl FnOnce(Vec<Node>) -> Vec<Node>) -> Self {
        Self { nodes: change(self.nodes), tall: self.tall }
    }
}

/// A paragraph that is about to be written: its style and what differs from it.
#[derive(Debug, Clone)]
pub(in crate::write::docx) struct Para {
    /// The style.
    pub style: &'static str,
    property: ParagraphProperty,
    extra: Vec<Element>,
    /// The space before it, where that is not the style's.
    pub before: Option<Length>,
    after: Option<Length>,
    line: Option<Length>,
}

impl Para {
    /// A paragraph of a style.
    #[must_use]
    pub(in crate::write::docx) fn new(style: &'static str) -> Self {
        let property = ParagraphProperty::new().style(style);
        Self { style, property, extra: Vec::new(), before: None, after: None, line: None }
    }

    /// On the page of what follows.
    #[must_use]
    pub(in crate::write::docx) fn keep_next(mut self, keep: bool) -> Self {
        if keep {
            self.property = self.property.keep_next(true);
        }
        self
    }

    /// Aligned otherwise than the style says.
    #[must_use]
    pub(in crate::write::docx) fn align(self, align: Align) -> Self {
        self.extra(crate::write::docx::properties::justification(align))
    }

    /// With a label of a list; [`crate::write::docx::state::lists::NONE`] for none.
    #[must_use]
    pub(in crate::write::docx) fn numbered(self, list: usize, level: usize) -> Self {
        let level = Element::val("w:ilvl", level.to_string());
        self.extra(Element::new("w:numPr").holding(level).holding(Element::val("w:numId", list.to_string())))
    }

    /// Indented from the left; the first line by `first` more, or less.
    #[must_use]
    pub(in crate::write::docx) fn indent(self, left: Length, first: Length) -> Self {
        let (name, amount) =
            if first < Length::ZERO { ("w:hanging", -first.twips()) } else { ("w:firstLine", first.twips()) };
        let indent = Element::new("w:ind").with("w:left", left.twips().to_string()).with("w:firstLineChars", "0");
        self.extra(indent.with(name, amount.to_string()))
    }

    /// At distances from the edges of the text: its first line, the others, and
    /// all of them from the right.
    #[must_use]
    pub(in crate::write::docx) fn placed(self, left: Length, first: Length, right: Length) -> Self {
        let more = first - left;
        let (name, amount) =
            if more < Length::ZERO { ("w:hanging", -more.twips()) } else { ("w:firstLine", more.twips()) };
        let indent = Element::new("w:ind").with("w:left", left.twips().to_string());
        let indent = indent.with("w:right", right.twips().to_string()).with("w:firstLineChars", "0");
        self.extra(indent.with(name, amount.to_string()))
    }

    /// With so much space before it.
    #[must_use]
    pub(in crate::write::docx) fn before(mut self, space: Length) -> Self {
        self.before = Some(space);
        self
    }

    /// With so much space after it.
    #[must_use]
    pub(in crate::write::docx) fn after(mut self, space: Length) -> Self {
        self.after = Some(space);
        self
    }

    /// Exactly so high.
    #[must_use]
    pub(in crate::write::docx) fn line(mut self, height: Length) -> Self {
        self.line = (height > Length::ZERO).then_some(height);
        self
    }

    /// With a further property.
    #[must_use]
    pub(in crate::write::docx) fn extra(mut self, property: Element) -> Self {
        self.extra.push(property);
        self
    }

    /// The element of the paragraph in a style whose lines stand so far apart; its
    /// properties come first.
    #[must_use]
    pub(in crate::write::docx) fn compose(self, pitch: Pitch, content: Content) -> Element {
        let mut spacing = LineSpacing::new();
        if let Some(before) = self.before {
            spacing = spacing.before(u32::try_from(before.twips()).unwrap_or_default());
        }
        if let Some(after) = self.after {
            spacing = spacing.after(u32::try_from(after.twips()).unwrap_or_default());
        }
        match (self.line, pitch) {
            (Some(height), _) => {
                spacing = spacing.line(twips(height).max(1)).line_rule(LineSpacingType::Exact);
            }
            (None, Pitch::Exact(height)) if content.tall => {
                spacing = spacing.line(twips(height)).line_rule(LineSpacingType::AtLeast);
            }
            (None, Pitch::Exact(_) | Pitch::Multiple(_)) => {}
        }
        let changed = self.before.is_some() || self.after.is_some() || self.line.is_some() || content.tall;
        let property = if changed { self.property.line_spacing(spacing) } else { self.property };
        Element::new("w:p").holding(properties("w:pPr", &property, self.extra)).holding_all(content.nodes)
    }
}

fn twips(length: Length) -> i32 {
    i32::try_from(length.twips()).unwrap_or_default()
}
