//! LaTeX becomes a [`Math`].

use crate::diag::{Sink, Span};
use crate::model::math::Math;

/// Reads a formula; what is not understood is a warning and `tree: None`.
pub fn read(source: &str, _span: Span, _sink: &mut Sink) -> Math {
    Math { source: source.to_owned(), tree: None }
}
