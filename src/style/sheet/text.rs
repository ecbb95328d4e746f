//! Fonts and texts: how kinds of paragraphs, headings and captions look, and the
//! marks within a line.

use crate::length::Length;
use crate::model::Align;
use crate::style::layer::part;
use crate::style::numbering::Pattern;
use crate::style::value::{CaptionScope, ChineseEmphasis, Color, Measure, Pitch, Place, Size};

impl FontRoles {
    /// The fonts with the names of their roles.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &Fonts); 8] {
        [
            ("body", &self.body),
            ("title", &self.title),
            ("heading", &self.heading),
            ("caption", &self.caption),
            ("quote", &self.quote),
            ("emphasis", &self.emphasis),
            ("code", &self.code),
            ("math", &self.math),
        ]
    }
}

part! {
    /// The fonts of a role: what the PDF is set in, and what Word is told to use.
    Fonts, FontsSheet {
        /// The families of the PDF for Latin, the first that has a character wins.
        latin: Vec<String>,
        /// The families of the PDF for Chinese, Japanese and Korean.
        east_asian: Vec<String>,
        /// The font that Word uses for Latin.
        word_latin: String,
        /// The font that Word uses for Chinese, Japanese and Korean.
        word_east_asian: String,
        /// Whether the PDF takes the bold faces of these families, because they
        /// stand for a font that is heavy by itself, such as 小标宋.
        heavy: bool,
    }
}

part! {
    /// The fonts by role.
    FontRoles, FontRolesSheet {
        /// Running text (宋体).
        body: Fonts,
        /// The title of the document (黑体; 小标宋 in official documents).
        title: Fonts,
        /// Headings (黑体).
        heading: Fonts,
        /// Captions.
        caption: Fonts,
        /// Quotations (楷体).
        quote: Fonts,
        /// Emphasis in Chinese (楷体).
        emphasis: Fonts,
        /// Code.
        code: Fonts,
        /// Formulas; only the Latin families matter for the PDF.
        math: Fonts,
        /// Families of the PDF for characters that no other one has, such as
        /// symbols and emoji.
        fallback: Vec<String>,
    }
}

part! {
    /// How a kind of paragraph looks.
    Text, TextSheet {
        /// Which fonts: `body`, `title`, `heading`, `caption`, `quote`,
        /// `emphasis` or `code`.
        font: String,
        /// The size.
        size: Size,
        /// The distance from line to line.
        pitch: Pitch,
        /// Whether it is bold.
        bold: bool,
        /// The colour.
        color: Color,
        /// How it stands.
        align: Align,
        /// The indent of its first line.
        first_line: Measure,
        /// The indent of all its lines from the left.
        indent: Measure,
        /// The indent of all its lines from the right.
        indent_right: Measure,
        /// The space before it.
        before: Measure,
        /// The space behind it.
        after: Measure,
    }
}

impl Text {
    /// The size of the font.
    #[must_use]
    pub fn size(&self) -> Length {
        self.size.0
    }

    /// The distance from baseline to baseline.
    #[must_use]
    pub fn pitch(&self) -> Length {
        self.pitch.length(self.size())
    }

    /// The room between the upper edge of a line and its em square.
    #[must_use]
    pub fn above(&self) -> Length {
        self.pitch.room(self.size()).0
    }

    /// The room between the em square of a line and its lower edge.
    #[must_use]
    pub fn below(&self) -> Length {
        self.pitch.room(self.size()).1
    }

    /// How much lower than in the middle of its pitch a line stands; negative if
    /// it stands higher.
    #[must_use]
    pub fn drop(&self) -> Length {
        (self.above() - self.below()).scaled(0.5)
    }

    /// The indent of the first line.
    #[must_use]
    pub fn first_line(&self) -> Length {
        self.first_line.length(self.size())
    }

    /// The indent from the left.
    #[must_use]
    pub fn indent(&self) -> Length {
        self.indent.length(self.size())
    }

    /// The indent from the right.
    #[must_use]
    pub fn indent_right(&self) -> Length {
        self.indent_right.length(self.size())
    }

    /// The space before.
    #[must_use]
    pub fn before(&self) -> Length {
        self.before.length(self.size())
    }

    /// The space behind.
    #[must_use]
    pub fn after(&self) -> Length {
        self.after.length(self.size())
    }
}

part! {
    /// A level of headings.
    Heading, HeadingSheet {
        /// How the text looks.
        text: Text,
        /// The numbers, such as `第一章` or `1.1`; empty for none.
        number: String,
        /// What stands between the number and the text.
        gap: Measure,
        /// Whether each begins a new page.
        new_page: bool,
    }
}

impl Heading {
    /// The pattern of the numbers; `None` for unnumbered levels.
    #[must_use]
    pub fn pattern(&self) -> Option<Pattern> {
        self.number.parse().ok()
    }
}

part! {
    /// The captions of one kind.
    Caption, CaptionSheet {
        /// How the text looks.
        text: Text,
        /// The word before the number; empty for the word of the document's
        /// language (图, Figure).
        label: String,
        /// Where it stands.
        place: Place,
        /// What stands between the label and the text.
        gap: Measure,
        /// Whether the label is bold.
        bold_label: bool,
        /// What stands between the chapter's number and the own one, where
        /// each chapter counts anew: `-` for 图 2-1.
        separator: String,
        /// What stands behind the label where a text follows: `:` for
        /// Figure 1: …; empty for nothing.
        delimiter: String,
    }
}

part! {
    /// How figures, tables, code and equations are counted.
    Count, CountSheet {
        /// Where the count begins anew.
        scope: CaptionScope,
    }
}

part! {
    /// Marks within a line.
    Marks, MarksSheet {
        /// What emphasis makes of Chinese.
        chinese_emphasis: ChineseEmphasis,
        /// The background of highlighted text.
        highlight: Color,
        /// The colour of links.
        link: Color,
        /// The colour of text that was put in, where the PDF shows changes.
        inserted: Color,
        /// The colour of text that was taken out, there too.
        deleted: Color,
        /// Raised and lowered text in units of the text around it.
        script_scale: f64,
        /// The background of keys.
        keyboard: Color,
        /// The line around keys.
        keyboard_border: Color,
    }
}
