//! A resolved document becomes Typst source.

pub mod math;
