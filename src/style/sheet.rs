//! The parts of a style. What a field means is said here once, for the sheet's
//! author and for both writers.

use super::layer::part;
use super::value::{
    Align, CaptionScope, ChineseEmphasis, Color, Fonts, Grid, Leader, Measure, NoteFormat, NotePlace, NoteRestart,
    PagePattern, Paper, Pattern, Pitch, Place, Rules, Size,
};
use crate::length::Length;

part! {
    /// The page.
    Page, PageSheet {
        /// The paper.
        paper: Paper,
        /// The margin at the top.
        margin_top: Length,
        /// The margin at the bottom.
        margin_bottom: Length,
        /// The margin at the left.
        margin_left: Length,
        /// The margin at the right.
        margin_right: Length,
        /// From the upper edge of the paper to the header.
        header_distance: Length,
        /// From the lower edge of the paper to the footer.
        footer_distance: Length,
        /// What the binding takes beside the left margin.
        gutter: Length,
        /// How many columns the text has.
        columns: u8,
        /// The space between columns, in characters of running text.
        column_gap: Measure,
        /// The grid that running text keeps to, such as `22行×28字`.
        grid: Grid,
    }
}

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

impl Page {
    /// The width of the text.
    #[must_use]
    pub fn text_width(&self) -> Length {
        self.paper.width - self.margin_left - self.margin_right - self.gutter
    }

    /// The width of the text where the paper lies.
    #[must_use]
    pub fn landscape_width(&self) -> Length {
        self.paper.height - self.margin_left - self.margin_right - self.gutter
    }

    /// The height of the text.
    #[must_use]
    pub fn text_height(&self) -> Length {
        self.paper.height - self.margin_top - self.margin_bottom
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
    /// Tables.
    Table, TableSheet {
        /// How the text of the cells looks.
        text: Text,
        /// Whether the head is bold.
        bold_head: bool,
        /// Which lines it has.
        rules: Rules,
        /// The width of the line over the table, and of those around a grid.
        top_rule: Length,
        /// The width of the line under the head, and of those within a grid.
        head_rule: Length,
        /// The width of the line under the table.
        bottom_rule: Length,
        /// Whether each page repeats the head.
        repeat_head: bool,
        /// The space over and under the text of a cell.
        padding: Length,
        /// The space at both sides of the text of a cell.
        padding_side: Length,
        /// The space over the table or its caption and under it.
        around: Measure,
    }
}

part! {
    /// Quotations.
    Quote, QuoteSheet {
        /// How the text looks.
        text: Text,
        /// How the line with the source looks.
        attribution: Text,
    }
}

part! {
    /// Boxed remarks.
    Alert, AlertSheet {
        /// How the title looks.
        title: Text,
        /// How the text looks.
        text: Text,
        /// The width of the line at the left.
        rule: Length,
        /// The space between the line and the text.
        padding: Length,
        /// The background.
        fill: Color,
        /// The colour of a note.
        note: Color,
        /// The colour of a tip.
        tip: Color,
        /// The colour of an important remark.
        important: Color,
        /// The colour of a warning.
        warning: Color,
        /// The colour of a caution.
        caution: Color,
    }
}

part! {
    /// Lists.
    List, ListSheet {
        /// The bullets by depth; deeper ones begin again.
        bullets: Vec<String>,
        /// The numbers by depth (`1.`, `a.`, …), without what stands behind
        /// them; deeper ones begin again.
        numbers: Vec<String>,
        /// From the edge of running text to the marker; the marker of an inner
        /// list stands under the text of the outer one.
        indent: Measure,
        /// From the marker to the text.
        hang: Measure,
        /// The space between the items of a loose list.
        loose: Measure,
        /// The boxes of tasks: open, then done.
        boxes: Vec<String>,
    }
}

part! {
    /// Footnotes.
    Notes, NotesSheet {
        /// How the text looks.
        text: Text,
        /// How the numbers look.
        format: NoteFormat,
        /// Where the numbers begin anew.
        restart: NoteRestart,
        /// Where the notes stand.
        place: NotePlace,
        /// The length of the line above them as a part of the text's width.
        rule: f64,
        /// The width of that line.
        rule_width: Length,
        /// How far the lines after the first are indented.
        hang: Measure,
    }
}

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
        /// What stands between a number and the text of its entry.
        gap: Measure,
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
    /// Code.
    Code, CodeSheet {
        /// How the lines look.
        text: Text,
        /// The background.
        fill: Color,
        /// The line around it.
        border: Color,
        /// The width of that line.
        border_width: Length,
        /// The space inside the line.
        padding: Length,
        /// The size of code in a line in units of the text around it.
        inline_scale: f64,
        /// The colour of line numbers.
        line_number: Color,
        /// The colour of keywords.
        keyword: Color,
        /// The colour of types.
        type_name: Color,
        /// The colour of functions.
        function: Color,
        /// The colour of variables.
        variable: Color,
        /// The colour of strings.
        string: Color,
        /// The colour of numbers and constants.
        number: Color,
        /// The colour of comments.
        comment: Color,
        /// The colour of operators.
        operator: Color,
        /// The colour of tags.
        tag: Color,
        /// The colour of attributes.
        attribute: Color,
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
        /// A fixed line over the title, such as `硕士学位论文`; empty for none.
        kicker: String,
        /// How that line looks.
        kicker_text: Text,
        /// Which fields are printed, in this order: names of the front matter,
        /// among them `author`, `affiliation`, `id`, `email` and `date`;
        /// `姓名=author` prints a field under another name. Empty for all, in
        /// the order of the front matter.
        fields: Vec<String>,
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
    /// The red head of an official document (GB/T 9704-2012 §7.2): the name of
    /// the office that issues it, the document's number, and a line.
    Masthead, MastheadSheet {
        /// The field of the front matter with the name; empty for no red head.
        name_field: String,
        /// The field with the number, such as 〔2026〕1号.
        number_field: String,
        /// How the name looks.
        name: Text,
        /// How the number looks.
        number: Text,
        /// The width of the line under them.
        rule: Length,
        /// The colour of the line.
        color: Color,
        /// The space between the number and the line.
        gap: Measure,
    }
}

part! {
    /// The line over the text of a page. `{title}` stands for the title and
    /// `{chapter}` for the heading of level 1.
    Header, HeaderSheet {
        /// How it looks.
        text: Text,
        /// What odd pages say; empty for none.
        odd: String,
        /// What even pages say; the same as odd ones if empty.
        even: String,
        /// What the pages before the text (abstracts, contents) say.
        front: String,
        /// The width of the line under it; zero for none.
        rule: Length,
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
    /// What the Word edition takes from elsewhere.
    Docx, DocxSheet {
        /// A Word file or template, beside the sheet, from whose styles,
        /// numbering, theme and settings the Word edition starts; empty for none.
        template: String,
    }
}

part! {
    /// Page numbers.
    PageNumber, PageNumberSheet {
        /// The pattern, such as `1` or `— 1 —`; empty for none.
        pattern: String,
        /// The pattern of the pages before the text (abstracts, contents),
        /// such as `I`; they are counted by themselves, and the text begins
        /// with 1. Empty if one count runs through.
        front: String,
        /// How it looks.
        text: Text,
        /// Whether it stands at the outer edge: right on odd pages, left on
        /// even ones.
        outside: bool,
    }
}

impl PageNumber {
    /// The pattern of the text's pages; `None` without numbers.
    #[must_use]
    pub fn body(&self) -> Option<PagePattern> {
        PagePattern::parse(&self.pattern)
    }

    /// The pattern of the pages before the text; `None` if they are counted
    /// with it.
    #[must_use]
    pub fn front(&self) -> Option<PagePattern> {
        PagePattern::parse(&self.front)
    }
}

impl Header {
    /// What even pages say.
    #[must_use]
    pub fn even(&self) -> &str {
        if self.even.is_empty() { &self.odd } else { &self.even }
    }
}

/// A piece of what a header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderPart<'a> {
    /// Text as it stands.
    Text(&'a str),
    /// The title of the document.
    Title,
    /// The heading of level 1 of the page.
    Chapter,
}

impl HeaderPart<'_> {
    /// The pieces of a pattern such as `论文 {title}`.
    #[must_use]
    pub fn of(pattern: &str) -> Vec<HeaderPart<'_>> {
        let placeholders = [("{title}", HeaderPart::Title), ("{chapter}", HeaderPart::Chapter)];
        let mut parts = Vec::new();
        let (mut rest, mut from) = (pattern, 0);
        while let Some(at) = rest[from..].find('{').map(|at| from + at) {
            let found = placeholders.into_iter().find_map(|(name, part)| Some((rest[at..].strip_prefix(name)?, part)));
            match found {
                Some((tail, part)) => {
                    parts.extend([HeaderPart::Text(&rest[..at]), part]);
                    (rest, from) = (tail, 0);
                }
                None => from = at + 1,
            }
        }
        parts.push(HeaderPart::Text(rest));
        parts.retain(|part| *part != HeaderPart::Text(""));
        parts
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
        /// Raised and lowered text in units of the text around it.
        script_scale: f64,
        /// The background of keys.
        keyboard: Color,
        /// The line around keys.
        keyboard_border: Color,
    }
}

part! {
    /// Figures.
    Figure, FigureSheet {
        /// The resolution of a picture that does not say its own, in pixels an
        /// inch.
        dpi: f64,
        /// The tallest that a picture may be, as a part of the text's height.
        max_height: f64,
        /// The space over the figure and under its caption.
        around: Measure,
        /// The space between the picture and its caption.
        gap: Measure,
        /// The space between sub-figures.
        panel_gap: Measure,
        /// The colour of the box in place of a missing picture.
        missing: Color,
    }
}

part! {
    /// Thematic breaks.
    Break, BreakSheet {
        /// The length of the line as a part of the text's width.
        length: f64,
        /// The width of the line.
        width: Length,
        /// Its colour.
        color: Color,
    }
}

part! {
    /// Formulas.
    Equation, EquationSheet {
        /// The space over and under a displayed formula.
        around: Measure,
        /// What stands before and behind the number, a space between the two.
        number: String,
        /// What stands between the chapter's number and the own one.
        separator: String,
    }
}

part! {
    /// A whole style: no field is open.
    Style, StyleSheet {
        /// The page.
        page: Page,
        /// The fonts.
        fonts: FontRoles,
        /// Running text.
        body: Text,
        /// The red head of official documents.
        masthead: Masthead,
        /// The title block.
        title: Title,
        /// Headings of level 1.
        heading1: Heading,
        /// Headings of level 2.
        heading2: Heading,
        /// Headings of level 3.
        heading3: Heading,
        /// Headings of level 4.
        heading4: Heading,
        /// Headings of level 5.
        heading5: Heading,
        /// Headings of level 6.
        heading6: Heading,
        /// The number of an appendix, such as `附录A`.
        appendix: String,
        /// The counts.
        count: Count,
        /// The captions of figures.
        figure_caption: Caption,
        /// The captions of tables.
        table_caption: Caption,
        /// The captions of code.
        code_caption: Caption,
        /// Figures.
        figure: Figure,
        /// Tables.
        table: Table,
        /// Formulas.
        equation: Equation,
        /// Thematic breaks.
        thematic_break: Break,
        /// Quotations.
        quote: Quote,
        /// Boxed remarks.
        alert: Alert,
        /// Lists.
        list: List,
        /// Footnotes.
        notes: Notes,
        /// The contents and the lists of figures and tables.
        contents: Contents,
        /// Code.
        code: Code,
        /// A line in a block `::: salutation`: whom a document is addressed to.
        salutation: Text,
        /// The lines in a block `::: signature`: who signs, and when.
        signature: Text,
        /// The list of references.
        references: References,
        /// Headers.
        header: Header,
        /// Page numbers.
        page_number: PageNumber,
        /// The Word edition's own settings.
        docx: Docx,
        /// Marks within a line.
        marks: Marks,
    }
}
