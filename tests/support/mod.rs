//! What the tests share: folders, builds, and ways to read both editions back.

pub mod cases;
pub mod command;
pub mod dump;
pub mod editions;
pub mod folder;
pub mod headings;
pub mod make;
pub mod pages;
pub mod reading;
pub mod reference;
pub mod symbols;
pub mod template;
pub mod visible;
pub mod word;
