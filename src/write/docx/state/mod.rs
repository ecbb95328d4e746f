//! What is known while a text is written: what the next paragraph owes, the names
//! of styles, where anchors lie. It must not know what a block becomes.

pub(super) mod anchors;
pub(super) mod names;
pub(super) mod writer;
