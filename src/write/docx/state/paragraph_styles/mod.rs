//! Every paragraph style with the look that [`Style`] gives it. Writers of
//! blocks ask here for the size and the space of a style;
//! [`crate::write::docx::parts::styles`] writes them out.

mod captioned;
mod front;
mod running;
mod style;

pub(in crate::write::docx) use style::ParagraphStyle;

use crate::style::Style;

/// The look of all paragraph styles.
#[derive(Debug)]
pub(in crate::write::docx) struct ParagraphStyles {
    list: Vec<ParagraphStyle>,
}

impl ParagraphStyles {
    /// The styles that a [`Style`] makes.
    #[must_use]
    pub(in crate::write::docx) fn new(style: &Style) -> Self {
        let mut list = running::running(style);
        list.extend(running::passages(style));
        list.extend(running::headings(style));
        list.extend(front::titles(style));
        list.extend(captioned::captions(style));
        list.extend(captioned::boxes(style));
        list.extend(front::fronts(style));
        list.extend(front::margins(style));
        Self { list }
    }

    /// All of them, in order.
    #[must_use]
    pub(in crate::write::docx) fn all(&self) -> &[ParagraphStyle] {
        &self.list
    }

    /// The style of an id; Normal for an unknown one.
    #[must_use]
    pub(in crate::write::docx) fn get(&self, id: &str) -> &ParagraphStyle {
        self.list.iter().find(|look| look.id == id).unwrap_or(&self.list[0])
    }
}
