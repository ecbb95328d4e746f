//! The page itself, as it is sent.

pub(super) const HTML: &str = include_str!("page.html");
pub(super) const CSS: &str = include_str!("page.css");
pub(super) const JS: &str = include_str!("page.js");
