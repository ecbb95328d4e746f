//! What is known while a text is written: its sections, lists and pictures so far, what
//! the next paragraph owes, the styles with their names, where anchors lie. It must not
//! know what a block becomes, nor what the parts around the text hold.

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
