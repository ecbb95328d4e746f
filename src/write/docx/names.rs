//! The ids of the styles. Word knows its own styles by their names, which
//! stand in [`super::styles`]; the ids only tie the parts together.

use crate::model::AlertKind;
use crate::model::resolved::CaptionKind;

pub const NORMAL: &str = "Normal";
pub const BODY: &str = "BodyText";
pub const TITLE: &str = "Title";
pub const SUBTITLE: &str = "Subtitle";
pub const AUTHOR: &str = "Author";
pub const TITLE_LINE: &str = "TitleLine";
pub const ABSTRACT_TITLE: &str = "AbstractTitle";
pub const ABSTRACT: &str = "Abstract";
pub const QUOTE: &str = "Quote";
pub const ATTRIBUTION: &str = "QuoteAttribution";
pub const LIST: &str = "ListParagraph";
pub const TERM: &str = "DefinitionTerm";
pub const FIGURE: &str = "Figure";
pub const PANEL_CAPTION: &str = "PanelCaption";
pub const MISSING: &str = "MissingPicture";
pub const TABLE_TEXT: &str = "TableText";
pub const TABLE_HEAD: &str = "TableHead";
pub const ALERT_TEXT: &str = "AlertText";
pub const CODE: &str = "CodeBlock";
pub const EQUATION: &str = "Equation";
pub const RULE: &str = "ThematicBreak";
pub const NOTE: &str = "FootnoteText";
pub const FOOTER: &str = "Footer";
pub const HEADER: &str = "Header";
pub const TOC_HEADING: &str = "TOCHeading";
pub const TABLE_OF_FIGURES: &str = "TableofFigures";
pub const SEPARATOR: &str = "Separator";

pub const STRONG: &str = "Strong";
pub const EMPHASIS: &str = "Emphasis";
pub const CODE_CHAR: &str = "CodeChar";
pub const KEYBOARD: &str = "Keyboard";
pub const HYPERLINK: &str = "Hyperlink";
pub const NOTE_REFERENCE: &str = "FootnoteReference";

pub const TABLE: &str = "ReportTable";

/// The style of a level of headings.
#[must_use]
pub fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        5 => "Heading5",
        _ => "Heading6",
    }
}

/// The style of a level of the contents.
#[must_use]
pub fn toc(level: u8) -> &'static str {
    match level {
        0 | 1 => "TOC1",
        2 => "TOC2",
        3 => "TOC3",
        4 => "TOC4",
        5 => "TOC5",
        _ => "TOC6",
    }
}

/// The style of the captions of a kind.
#[must_use]
pub fn caption(kind: CaptionKind) -> &'static str {
    match kind {
        CaptionKind::Figure => "Caption",
        CaptionKind::Table => "TableCaption",
        CaptionKind::Code => "CodeCaption",
    }
}

/// The styles of the title and the text of an alert.
#[must_use]
pub fn alert(kind: AlertKind) -> (&'static str, &'static str) {
    match kind {
        AlertKind::Note => ("AlertNoteTitle", "AlertNote"),
        AlertKind::Tip => ("AlertTipTitle", "AlertTip"),
        AlertKind::Important => ("AlertImportantTitle", "AlertImportant"),
        AlertKind::Warning => ("AlertWarningTitle", "AlertWarning"),
        AlertKind::Caution => ("AlertCautionTitle", "AlertCaution"),
    }
}

/// Whether the paragraphs of a style have a rule at their left and a
/// background: two such boxes must not touch.
#[must_use]
pub fn is_boxed(style: &str) -> bool {
    style.starts_with("Alert") && style != ALERT_TEXT
}
