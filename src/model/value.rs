//! A value of the front matter as it was written, before its field gives it a
//! meaning.

use serde::Serialize;

use crate::diag::Spanned;

/// A value; those within it know their places.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Nothing.
    Null,
    /// Words; `plain` if they stand without quotes.
    Scalar {
        /// The words.
        text: String,
        /// Whether they stand without quotes.
        plain: bool,
    },
    /// A list.
    List(Vec<Spanned<Value>>),
    /// A mapping, in the order written.
    Map(Vec<(Spanned<String>, Spanned<Value>)>),
}
