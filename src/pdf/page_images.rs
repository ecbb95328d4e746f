//! Laid-out pages become pictures for a screen.

use typst::utils::hash128;
use typst_svg::SvgOptions;

use super::Layout;

/// A page as a screen needs to know it.
#[derive(Debug, Clone, PartialEq)]
pub struct PageImage {
    /// Its width in pt.
    pub width: f64,
    /// Its height in pt.
    pub height: f64,
    /// Another one whenever the page looks different.
    pub key: String,
}

impl Layout {
    /// The pages in their order.
    #[must_use]
    pub fn sheets(&self) -> Vec<PageImage> {
        let sheet = |page: &typst_layout::Page| PageImage {
            width: page.frame.width().to_pt(),
            height: page.frame.height().to_pt(),
            key: format!("{:032x}", hash128(page)),
        };
        self.document.pages().iter().map(sheet).collect()
    }

    /// A page, from 0, as an SVG whose text is outlines.
    #[must_use]
    pub fn draw(&self, page: usize) -> Option<String> {
        let options = SvgOptions { render_bleed: false, pretty: false };
        self.document.pages().get(page).map(|page| typst_svg::svg(page, &options))
    }
}
