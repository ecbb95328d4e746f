//! What stands before and behind the text: title block, contents,
//! references.

use super::text::Text;
use crate::length::Length;
use crate::style::layer::part;
use crate::style::value::{Leader, Measure};

part! {
    /// A list before the text, such as the contents.
    Contents, ContentsSheet {
        /// How its heading looks.
        title: Text,
        /// How entries of the first level look.
        level1: Text,
        /// How entries of the second level look.
        level2: Text,
        /// How entries of the third level look, and of all below it.
        level3: Text,
        /// How far the lines of a long entry after its first are indented.
        hang: Measure,
        /// What fills the line up to the page number.
        leader: Leader,
        /// How many levels it lists if the document does not say.
        depth: u8,
        /// Whether it is printed if the document does not say.
        show: bool,
        /// Whether the text begins on a new page after it.
        page_after: bool,
    }
}

impl Contents {
    /// How entries of the lists of figures and tables look: as those of the
    /// second level, at the edge.
    #[must_use]
    pub fn listed(&self) -> Text {
        let zero = Measure::Fixed(Length::ZERO);
        Text { indent: zero, before: zero, ..self.level2.clone() }
    }

    /// How entries of a level look.
    #[must_use]
    pub fn level(&self, level: u8) -> &Text {
        match level {
            0 | 1 => &self.level1,
            2 => &self.level2,
            _ => &self.level3,
        }
    }
}

part! {
    /// The title block.
    Title, TitleSheet {
        /// How the title looks.
        title: Text,
        /// How the second title looks.
        subtitle: Text,
        /// How the authors look.
        author: Text,
        /// How the affiliations, the date and further fields look.
        line: Text,
        /// How the heading of the abstract looks.
        abstract_title: Text,
        /// How the abstract looks.
        abstract_text: Text,
        /// What stands between two keywords.
        keyword_separator: String,
        /// Whether the title block and the abstract have a page of their own.
        own_page: bool,
        /// Whether the title block is a cover: on a page of its own, without
        /// header and number.
        cover: bool,
        /// Whether each abstract begins a page.
        abstract_page: bool,
        /// Small fields at the head of a cover, two in a row, as `分类号` or
        /// `学校代码=school-code`; those are printed that the front matter has.
        head_fields: Vec<String>,
        /// How they look.
        head_text: Text,
        /// The width of their values, in characters.
        head_value: Measure,
        /// The width of the line under each of those values; zero for none.
        head_rule: Length,
        /// The height of the logo that the front matter names as `logo`; zero to
        /// print none.
        logo_height: Length,
        /// The line under the logo, such as `{学校|school}`: what the first of these
        /// fields says; empty for none.
        school: String,
        /// How that line looks.
        school_text: Text,
        /// The line over the title, such as `{学位|degree}学位论文`: words, and
        /// fields of the front matter in their places; empty for none.
        kicker: String,
        /// How that line looks.
        kicker_text: Text,
        /// Which fields are printed, in this order: names of the front matter,
        /// among them `author`, `affiliation`, `id`, `email` and `date`;
        /// `姓名=author` prints a field under another name, unless the front
        /// matter has a field of that name. Fields that are not listed are
        /// reported. Empty for all, in the order of the front matter.
        fields: Vec<String>,
        /// The space over the first field.
        fields_before: Length,
        /// What stands under the title on the title page in another language, such
        /// as `Candidate=author`: the field `author-en` there. The page is printed
        /// where the front matter has `title-en` and one of these fields.
        foreign_fields: Vec<String>,
        /// The width of the column of the fields' names, in characters; zero
        /// for `name：value` in one line.
        field_label: Measure,
        /// The width of the column of the fields' values, in characters.
        field_value: Measure,
        /// The space between the two columns.
        field_gap: Measure,
        /// The width of the line under each value; zero for none.
        field_rule: Length,
    }
}

part! {
    /// The entries of a list of references, in a block `::: {#refs}`.
    References, ReferencesSheet {
        /// How an entry looks.
        text: Text,
        /// How far the lines after the first are indented.
        hang: Measure,
    }
}

part! {
    /// Citations and the list of what they cite.
    Citations, CitationsSheet {
        /// The citation style: `gb-t-7714-2025-numeric`, `gb-t-7714-2015-author-date`, `apa`, `ieee`, or a CSL file beside the sheet.
        style: String,
    }
}
