//! The parts around the text: styles, lists, pages with their headers, settings,
//! theme, properties. They come from the style and from what the text used.

mod gallery;
#[cfg(test)]
mod heirs;
pub(super) mod inherit;
mod latent;
pub(super) mod look;
pub(super) mod looks;
pub(super) mod margins;
pub(super) mod marks;
pub(super) mod numbering;
pub(super) mod properties;
pub(super) mod section;
pub(super) mod settings;
pub(super) mod source;
pub(super) mod statistics;
pub(super) mod styles;
pub(super) mod theme;
