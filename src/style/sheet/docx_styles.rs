//! Which styles of a Word template play which parts.

use crate::style::layer::part;

part! {
    /// Which style of the template plays which part, by its name.
    DocxStyles, DocxStylesSheet {
        /// The style of running text; empty for the one that is found.
        body: String,
        /// The style of headings of level 1; empty for the one that is found.
        heading1: String,
        /// The style of headings of level 2; empty for the one that is found.
        heading2: String,
        /// The style of headings of level 3; empty for the one that is found.
        heading3: String,
        /// The style of headings of level 4; empty for the one that is found.
        heading4: String,
        /// The style of headings of level 5; empty for the one that is found.
        heading5: String,
        /// The style of headings of level 6; empty for the one that is found.
        heading6: String,
        /// The style of the title; empty for the one that is found.
        title: String,
        /// The style of the subtitle; empty for the one that is found.
        subtitle: String,
        /// The style of the headings of abstracts; empty for the one that is found.
        abstract_title: String,
        /// The style of abstracts; empty for the one that is found.
        abstract_text: String,
        /// The style of the captions of figures; empty for the one that is found.
        figure_caption: String,
        /// The style of the captions of tables; empty for the one that is found.
        table_caption: String,
        /// The style of the captions of code; empty for the one that is found.
        code_caption: String,
        /// The style of the cells of tables; empty for the one that is found.
        table: String,
        /// The style of quotations; empty for the one that is found.
        quote: String,
        /// The style of the heading of the contents; empty for the one that is found.
        contents_title: String,
        /// The style of entries of the contents of level 1; empty for the one that is found.
        contents1: String,
        /// The style of entries of the contents of level 2; empty for the one that is found.
        contents2: String,
        /// The style of entries of the contents of level 3; empty for the one that is found.
        contents3: String,
        /// The style of notes; empty for the one that is found.
        notes: String,
        /// The style of code; empty for the one that is found.
        code: String,
        /// The style of entries of the list of references; empty for the one that is found.
        references: String,
    }
}
