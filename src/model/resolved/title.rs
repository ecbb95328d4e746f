//! The text of a title, and how its lines are chosen.

use std::ops::Deref;

use serde::Serialize;

use super::Inline;

/// What a title says.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
pub struct TitleText {
    /// The text.
    pub content: Vec<Inline>,
    /// Whether its lines are chosen together, so that the last one has no single
    /// character.
    #[serde(skip)]
    pub balanced: bool,
}

impl Deref for TitleText {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        &self.content
    }
}
