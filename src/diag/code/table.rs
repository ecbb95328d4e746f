//! The one table of all kinds of diagnostics.
//!
//! A row is the summary of a kind, then its number, which never changes and is never given again, its
//! name, and its level if nothing else is said. A kind whose level is `Error`
//! keeps the editions from being made wherever it says so; the hundreds of the
//! numbers are the parts of the work that they belong to.

use super::Level;

macro_rules! codes {
    ($(#[doc = $summary:literal] $variant:ident = $number:literal $name:literal $level:ident;)*) => {
        /// The stable name of a kind of diagnostic; scripts may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            /// Every code there is, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it is printed: lower case, words joined by hyphens.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much it matters if nothing else is said.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }

            pub(super) const fn digits(self) -> u16 {
                match self { $(Self::$variant => $number,)* }
            }

            pub(super) const fn first_line(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }
        }
    };
}

codes! {
    /// The front matter is not a YAML mapping, or a field has the wrong type.
    FrontMatter = 101 "front-matter" Error;
    /// A key is given twice in the front matter.
    DuplicateKey = 102 "duplicate-key" Error;
    /// A field of the front matter that nothing uses.
    UnknownField = 103 "unknown-field" Warn;
    /// A language tag that is not valid.
    Language = 104 "language" Error;
    /// Text that is not UTF-8.
    Encoding = 105 "encoding" Error;
    /// A part of the document that a file should supply and does not.
    Include = 106 "include" Warn;
    /// Nesting deeper than fuzi reads.
    Nesting = 107 "nesting" Warn;
    /// A character that neither edition can hold.
    ControlCharacter = 108 "control-character" Warn;
    /// An empty document.
    Empty = 109 "empty" Warn;
    /// A heading mark without the space after it.
    HeadingBlank = 110 "heading-blank" Warn;
    /// An attribute that the construct does not know, or a malformed one.
    UnknownAttribute = 111 "unknown-attribute" Warn;
    /// An unknown class of a `:::` block.
    UnknownContainer = 112 "unknown-container" Warn;
    /// HTML that means nothing on paper.
    Html = 113 "html" Warn;
    /// A raw block for a format that fuzi does not write.
    RawFormat = 114 "raw-format" Warn;
    /// A link whose target is empty or of a scheme that is not allowed.
    LinkTarget = 115 "link-target" Warn;
    /// A formula, or a command in it, that is not understood.
    Math = 116 "math" Warn;
    /// A mark of some dialect of Markdown that is printed as text.
    LeftoverMarkup = 117 "leftover-markup" Warn;
    /// A file that was given as a manuscript and is not Markdown.
    NotMarkdown = 118 "not-markdown" Error;
    /// Lines of a paragraph that their author probably meant to stand apart.
    JoinedLine = 119 "joined-line" Warn;
    /// Text of the manuscript that its marks keep from being printed.
    NotPrinted = 120 "not-printed" Warn;
    /// Headings that are written as paragraphs in bold.
    BoldHeading = 121 "bold-heading" Warn;
    /// A paragraph whose indent would make it code.
    IndentedText = 122 "indented-text" Warn;
    /// A file of a document that is left out as a draft.
    Draft = 123 "draft" Note;
    /// A variable that is not defined, or has no value.
    Variable = 124 "variable" Warn;
    /// A file of rows that cannot be read, or lacks what is asked of it.
    Data = 125 "data" Error;
    /// A profile that nothing speaks of.
    Profile = 126 "profile" Error;
    /// An entry of a navigation that is no part of the document, or a navigation without any.
    Navigation = 127 "navigation" Warn;

    /// Two things have the same id.
    DuplicateId = 201 "duplicate-id" Warn;
    /// A reference to an id that is not defined.
    UndefinedReference = 202 "undefined-reference" Warn;
    /// A reference to something without a number.
    UnnumberedReference = 203 "unnumbered-reference" Warn;
    /// A footnote mark without its note.
    UndefinedNote = 204 "undefined-note" Warn;
    /// A footnote that nothing refers to.
    UnusedNote = 205 "unused-note" Warn;
    /// Footnotes that refer to each other.
    CyclicNote = 206 "cyclic-note" Warn;
    /// A link to a heading that does not exist.
    UndefinedAnchor = 207 "undefined-anchor" Warn;
    /// A label that nothing refers to.
    UnusedLabel = 208 "unused-label" Warn;
    /// A figure or table that the text never mentions.
    Unmentioned = 209 "unmentioned" Warn;
    /// A caption without a label in a manuscript for pandoc-crossref.
    Unlabelled = 210 "unlabelled" Note;

    /// An image that cannot be found, read or decoded.
    Image = 301 "image" Warn;
    /// An image whose file name says another format than its content.
    ImageFormat = 302 "image-format" Warn;
    /// An image without alternative text.
    ImageAlt = 303 "image-alt" Warn;
    /// A picture with too few pixels for its printed size.
    LowResolution = 304 "low-resolution" Warn;
    /// A table with more cells than fuzi sets.
    TableSize = 311 "table-size" Warn;
    /// A merged cell that has nothing to join.
    MergedCell = 312 "merged-cell" Warn;
    /// A row of a table with more cells than the head.
    TableRow = 313 "table-row" Warn;
    /// A caption line without a table.
    StrayCaption = 314 "stray-caption" Warn;
    /// A figure or table without a caption.
    MissingCaption = 315 "missing-caption" Warn;
    /// A caption or heading with a number typed by hand.
    TypedNumber = 316 "typed-number" Warn;

    /// A citation of a work that no bibliography file has.
    Citation = 401 "citation" Warn;
    /// An entry of a bibliography file that cannot be read, or is read in part.
    Bibliography = 402 "bibliography" Warn;
    /// A citation style that does not exist or cannot be read.
    CitationStyle = 403 "citation-style" Warn;
    /// An entry without what the standard asks of its type.
    IncompleteEntry = 404 "incomplete-entry" Warn;
    /// Entries of bibliography files that nothing cites.
    UncitedEntry = 405 "uncited-entry" Note;
    /// Two entries that look the same.
    SimilarEntries = 406 "similar-entries" Warn;
    /// A malformed persistent identifier.
    Identifier = 407 "identifier" Warn;

    /// A style sheet that cannot be read.
    Style = 501 "style" Error;
    /// A font of the style that is not found.
    Font = 502 "font" Warn;
    /// A character that no font of the style has.
    MissingGlyph = 503 "missing-glyph" Warn;
    /// Bold text in a font without a bold face.
    MissingBold = 504 "missing-bold" Warn;
    /// A Word file that cannot serve as a template, or something that it lacks.
    Template = 505 "template" Warn;
    /// A Word file that cannot be read, or a part of it.
    WordFile = 506 "word-file" Warn;
    /// A PDF that cannot be read again.
    PdfFile = 507 "pdf-file" Error;

    /// A project file that cannot be read.
    Manifest = 601 "manifest" Error;
    /// A file that cannot be read or written.
    File = 602 "file" Error;

    /// A construct that one edition cannot express.
    Unsupported = 701 "unsupported" Warn;
    /// An error of the typesetter.
    Typst = 702 "typst" Error;
    /// An error while the PDF is exported.
    Pdf = 703 "pdf" Error;
    /// Something that the Word file cannot hold.
    Docx = 704 "docx" Warn;
    /// A table of contents in Word without page numbers.
    ContentsPages = 705 "contents-pages" Warn;
    /// The PDF cannot satisfy a standard for archives or for accessibility.
    PdfStandard = 706 "pdf-standard" Warn;
    /// Fuzi crashed while it built the document.
    Bug = 707 "bug" Error;
    /// Something that stands where it has no room.
    Overfull = 708 "overfull" Warn;
    /// A table that is set smaller than the style says, or on a landscape page.
    WideTable = 709 "wide-table" Warn;
    /// A formula that is set smaller than the text.
    WideFormula = 710 "wide-formula" Warn;
    /// A document that is larger, or takes more time or memory, than it may.
    Limit = 711 "limit" Error;

    /// A heading that skips a level.
    SkippedLevel = 801 "skipped-level" Warn;
    /// A title of more than 25 characters.
    LongTitle = 802 "long-title" Warn;
    /// Fewer than three or more than eight keywords.
    KeywordCount = 803 "keyword-count" Warn;

    /// Half-width punctuation in a Chinese sentence.
    HalfWidthPunctuation = 901 "half-width-punctuation" Warn;
    /// Straight quotation marks in a Chinese sentence.
    StraightQuotes = 902 "straight-quotes" Warn;
    /// Dots in place of an ellipsis.
    Ellipsis = 903 "ellipsis" Warn;
    /// Hyphens or a single stroke in place of a dash.
    Dash = 904 "dash" Warn;
    /// A bracket or quotation mark without its partner.
    UnbalancedBracket = 905 "unbalanced-bracket" Warn;
    /// Full-width digits and letters.
    FullWidthLetter = 906 "full-width-letter" Warn;
    /// Spaces between Chinese characters.
    BlankBetweenHanzi = 907 "blank-between-hanzi" Warn;
    /// A hyphen in a range of numbers.
    NumberRange = 908 "number-range" Warn;
    /// A space between a number and % or a degree sign.
    UnitSpace = 909 "unit-space" Warn;
}
