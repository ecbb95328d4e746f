//! The resolved document becomes the sources of the two editions. The two
//! writers never name each other; both are pure: data in, data out.

pub mod docx;
pub mod typst;
