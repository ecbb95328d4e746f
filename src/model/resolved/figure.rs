//! Pictures with captions, with the size of each decided.

use serde::Serialize;

use super::{AnchorId, Caption, Inline, Picture};
use crate::length::Length;

/// A picture, or several, with a caption.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The pictures, side by side.
    pub panels: Vec<Panel>,
    /// How many of them stand in each row.
    #[serde(skip_serializing_if = "is_one_row")]
    pub rows: Vec<usize>,
    /// The caption; `None` for a picture without one.
    pub caption: Option<Caption>,
    /// Where it stands on a page that lets it: here, unless it may leave its place.
    #[serde(skip_serializing_if = "is_here")]
    pub float: Float,
}

/// Where a figure stands on pages that let it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Float {
    /// Where it is written.
    Here,
    /// Where it is written; at the head or foot of a page, should much of a page stay
    /// empty before it.
    Auto,
    /// At the head of a page.
    Top,
    /// At the foot of a page.
    Bottom,
    /// On a page of its own.
    Page,
}

impl Figure {
    /// The pictures of each row.
    pub fn panel_rows(&self) -> impl Iterator<Item = &[Panel]> {
        let mut rest = self.panels.as_slice();
        self.rows.iter().map(move |count| {
            let (row, behind) = rest.split_at((*count).min(rest.len()));
            rest = behind;
            row
        })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // The shape that serde asks for.
fn is_here(float: &Float) -> bool {
    *float == Float::Here
}

fn is_one_row(rows: &[usize]) -> bool {
    rows.len() < 2
}

/// One picture of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// The picture.
    pub picture: Picture,
    /// The width that it and its caption have for themselves.
    #[serde(skip)]
    pub room: Length,
    /// The caption below it, with its letter; of a single picture only what the
    /// figure's caption does not say.
    pub caption: Vec<Inline>,
    /// What references to the sub-figure point to.
    pub anchor: Option<AnchorId>,
}
