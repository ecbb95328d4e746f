//! The parts around the text: styles, lists, pages with their headers, settings,
//! theme, properties. They come from the style and from what the text used.

pub(super) mod document_properties;
mod gallery;
pub(super) mod header_footer;
#[cfg(test)]
mod heirs;
pub(super) mod inherit;
mod latent;
pub(super) mod letter_foot;
pub(super) mod marks;
pub(super) mod numbering;
pub(super) mod settings;
pub(super) mod source;
pub(super) mod styles;
pub(super) mod theme;
mod watermark;
