//! The ids of the styles. Word knows its own styles by their names, which
//! stand in [`super::styles`]; the ids only tie the parts together.

use crate::model::AlertKind;
use crate::model::resolved::CaptionKind;
use crate::style::value::NotePlace;

pub(super) const NORMAL: &str = "Normal";
pub(super) const BODY: &str = "BodyText";
pub(super) const MASTHEAD: &str = "Masthead";
pub(super) const MASTHEAD_NUMBER: &str = "MastheadNumber";
pub(super) const KICKER: &str = "Kicker";
pub(super) const TITLE: &str = "Title";
pub(super) const SUBTITLE: &str = "Subtitle";
pub(super) const AUTHOR: &str = "Author";
pub(super) const TITLE_LINE: &str = "TitleLine";
pub(super) const ABSTRACT_TITLE: &str = "AbstractTitle";
pub(super) const ABSTRACT: &str = "Abstract";
pub(super) const QUOTE: &str = "Quote";
pub(super) const ATTRIBUTION: &str = "QuoteAttribution";
pub(super) const SALUTATION: &str = "Salutation";
pub(super) const SIGNATURE: &str = "Signature";
pub(super) const REFERENCES: &str = "Bibliography";
pub(super) const LIST: &str = "ListParagraph";
pub(super) const TERM: &str = "DefinitionTerm";
pub(super) const FIGURE: &str = "Figure";
pub(super) const PANEL_CAPTION: &str = "PanelCaption";
pub(super) const MISSING: &str = "MissingPicture";
pub(super) const TABLE_TEXT: &str = "TableText";
pub(super) const TABLE_HEAD: &str = "TableHead";
pub(super) const ALERT_TEXT: &str = "AlertText";
pub(super) const CODE: &str = "CodeBlock";
pub(super) const EQUATION: &str = "Equation";
pub(super) const RULE: &str = "ThematicBreak";
pub(super) const FOOTER: &str = "Footer";
pub(super) const HEADER: &str = "Header";
pub(super) const TOC_HEADING: &str = "TOCHeading";
pub(super) const TABLE_OF_FIGURES: &str = "TableofFigures";
pub(super) const SEPARATOR: &str = "Separator";

pub(super) const STRONG: &str = "Strong";
pub(super) const EMPHASIS: &str = "Emphasis";
pub(super) const CODE_CHAR: &str = "CodeChar";
pub(super) const KEYBOARD: &str = "Keyboard";
pub(super) const HYPERLINK: &str = "Hyperlink";

pub(super) const TABLE: &str = "ReportTable";

/// What the names of the bookmarks of blocks begin with.
pub(super) const BLOCK: &str = "_fz_";

/// The style of the text of notes.
#[must_use]
pub(super) fn note(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "FootnoteText",
        NotePlace::End => "EndnoteText",
    }
}

/// The style of the marks of notes.
#[must_use]
pub(super) fn note_reference(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "FootnoteReference",
        NotePlace::End => "EndnoteReference",
    }
}

/// The style of a level of headings.
#[must_use]
pub(super) fn heading(level: u8) -> &'static str {
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
pub(super) fn toc(level: u8) -> &'static str {
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
pub(super) fn caption(kind: CaptionKind) -> &'static str {
    match kind {
        CaptionKind::Figure => "Caption",
        CaptionKind::Table => "TableCaption",
        CaptionKind::Code => "CodeCaption",
    }
}

/// The styles of the title and the text of an alert.
#[must_use]
pub(super) fn alert(kind: AlertKind) -> (&'static str, &'static str) {
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
pub(super) fn is_boxed(style: &str) -> bool {
    style.starts_with("Alert") && style != ALERT_TEXT
}
