//! Pages of another PDF, whole, before and behind what the document says.

use super::Writer;
use super::look::pt;
use crate::model::resolved::Picture;

impl Writer<'_> {
    /// Those in place of the title block. They are not counted.
    pub(super) fn pages_before(&mut self) {
        self.doc.meta().pages_before.iter().for_each(|page| self.whole_page(page, ""));
        self.push("#counter(page).update(1)\n");
    }

    /// Those at the end. The count of pages ends before them.
    pub(super) fn pages_behind(&mut self) {
        let back = "#counter(page).update(n => n - 1)";
        self.doc.meta().pages_behind.iter().for_each(|page| self.whole_page(page, back));
    }

    /// A page with nothing else on it. What is placed takes no room, so that rounding
    /// cannot make it two pages; what is cut at its edges is not told to leave the area
    /// of the text.
    fn whole_page(&mut self, page: &Picture, more: &str) {
        self.push(&format!(
            "\n#page(width: {}, height: {}, margin: 0pt, columns: 1, header: none, footer: none, background: none, \
             numbering: none)[{more}#place(top + left, box(clip: true, ",
            pt(page.width),
            pt(page.height)
        ));
        self.picture(page);
        self.push("))]\n");
    }
}
