//! What is known while a text is written: what the next paragraph owes, the names
//! of styles, where anchors lie. It must not know what a block becomes.

pub(super) mod anchors;
mod bookmarks;
pub(super) mod header_footer;
pub(super) mod lists;
pub(super) mod media;
pub(super) mod names;
pub(super) mod para;
pub(super) mod paragraph_styles;
pub(super) mod scheme;
pub(super) mod section;
pub(super) mod sequences;
pub(super) mod statistics;
pub(super) mod used_styles;
pub(super) mod writer;
pub(super) mod zone;
