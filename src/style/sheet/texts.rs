//! Every text of a style, wherever it stands: what a sheet leaves open in one is taken
//! from running text.

use super::text::{Text, TextSheet};
use super::{Style, StyleSheet};

macro_rules! texts {
    ($($($path:ident).+),* $(,)?) => {
        impl StyleSheet {
            /// Every text of the sheet, to be changed.
            pub(in crate::style) fn texts_mut(&mut self) -> Vec<&mut TextSheet> {
                vec![&mut self.body, $(&mut self.$($path).+),*]
            }
        }

        impl Style {
            /// Every text of the style.
            #[must_use]
            pub fn texts(&self) -> Vec<&Text> {
                vec![&self.body, $(&self.$($path).+),*]
            }
        }
    };
}

texts! {
    masthead.copy, masthead.mark, masthead.name, masthead.number, masthead.signers,
    official.attachments, official.attendance, official.remark, official.attachment_label, official.attachment_title, official.imprint,
    title.head_text, title.school_text, title.kicker_text, title.title, title.subtitle, title.author, title.line, title.abstract_title, title.abstract_text,
    heading1.text, heading2.text, heading3.text, heading4.text, heading5.text, heading6.text,
    figure_caption.text, table_caption.text, code_caption.text, theorem.text,
    table.text, quote.text, quote.attribution, alert.title, alert.text, notes.text,
    contents.title, contents.level1, contents.level2, contents.level3, code.text,
    salutation, signature, references.text, header.text, page_number.text,
}
