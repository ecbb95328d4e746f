//! The ids of the styles. Word knows its own styles by their names, which
//! stand in [`crate::write::docx::parts::styles`]; the ids only tie the parts together.

use crate::model::AlertKind;
use crate::model::resolved::{CaptionKind, Script, Token};
use crate::style::value::NotePlace;

pub(in crate::write::docx) const NORMAL: &str = "Normal";
pub(in crate::write::docx) const BODY: &str = "BodyText";
/// What all headings are based on.
pub(in crate::write::docx) const HEADINGS: &str = "HeadingBase";
pub(in crate::write::docx) const MASTHEAD: &str = "Masthead";
pub(in crate::write::docx) const MASTHEAD_NUMBER: &str = "MastheadNumber";
pub(in crate::write::docx) const COPY_NUMBER: &str = "CopyNumber";
pub(in crate::write::docx) const HEAD_MARK: &str = "MastheadMark";
pub(in crate::write::docx) const SIGNERS: &str = "MastheadSigners";
pub(in crate::write::docx) const ATTACHMENTS: &str = "Attachments";
pub(in crate::write::docx) const ATTENDANCE: &str = "Attendance";
pub(in crate::write::docx) const REMARK: &str = "Remark";
pub(in crate::write::docx) const ATTACHMENT_LABEL: &str = "AttachmentLabel";
pub(in crate::write::docx) const ATTACHMENT_TITLE: &str = "AttachmentTitle";
pub(in crate::write::docx) const IMPRINT: &str = "Imprint";
pub(in crate::write::docx) const KICKER: &str = "Kicker";
pub(in crate::write::docx) const SCHOOL: &str = "School";
pub(in crate::write::docx) const COVER_FIELD: &str = "CoverField";
pub(in crate::write::docx) const TITLE: &str = "Title";
pub(in crate::write::docx) const SUBTITLE: &str = "Subtitle";
pub(in crate::write::docx) const AUTHOR: &str = "Author";
pub(in crate::write::docx) const TITLE_LINE: &str = "TitleLine";
pub(in crate::write::docx) const ABSTRACT_TITLE: &str = "AbstractTitle";
pub(in crate::write::docx) const ABSTRACT: &str = "Abstract";
pub(in crate::write::docx) const QUOTE: &str = "Quote";
pub(in crate::write::docx) const ATTRIBUTION: &str = "QuoteAttribution";
pub(in crate::write::docx) const SALUTATION: &str = "Salutation";
pub(in crate::write::docx) const SIGNATURE: &str = "Signature";
pub(in crate::write::docx) const REFERENCES: &str = "Bibliography";
pub(in crate::write::docx) const LIST: &str = "ListParagraph";
pub(in crate::write::docx) const TERM: &str = "DefinitionTerm";
pub(in crate::write::docx) const CAPTION: &str = "Caption";
pub(in crate::write::docx) const FIGURE: &str = "Figure";
pub(in crate::write::docx) const PANEL_CAPTION: &str = "PanelCaption";
pub(in crate::write::docx) const MISSING: &str = "MissingPicture";
pub(in crate::write::docx) const TABLE_TEXT: &str = "TableText";
pub(in crate::write::docx) const TABLE_HEAD: &str = "TableHead";
pub(in crate::write::docx) const ALERT_TEXT: &str = "AlertText";
pub(in crate::write::docx) const CODE: &str = "CodeBlock";
pub(in crate::write::docx) const EQUATION: &str = "Equation";
pub(in crate::write::docx) const THEOREM: &str = "Theorem";
pub(in crate::write::docx) const RULE: &str = "ThematicBreak";
pub(in crate::write::docx) const FOOTER: &str = "Footer";
pub(in crate::write::docx) const HEADER: &str = "Header";
pub(in crate::write::docx) const TOC_HEADING: &str = "TOCHeading";
pub(in crate::write::docx) const TABLE_OF_FIGURES: &str = "TableofFigures";
pub(in crate::write::docx) const SEPARATOR: &str = "Separator";

pub(in crate::write::docx) const STRONG: &str = "Strong";
pub(in crate::write::docx) const EMPHASIS: &str = "Emphasis";
pub(in crate::write::docx) const CODE_CHAR: &str = "CodeChar";
pub(in crate::write::docx) const KEYBOARD: &str = "Keyboard";
pub(in crate::write::docx) const HYPERLINK: &str = "Hyperlink";
pub(in crate::write::docx) const EMPHASIS_LINK: &str = "EmphasisLink";
pub(in crate::write::docx) const CODE_LINK: &str = "CodeLink";
pub(in crate::write::docx) const CODE_LINE_NUMBER: &str = "CodeLineNumber";
pub(in crate::write::docx) const KEYBOARD_LINK: &str = "KeyboardLink";

/// What all styles of characters are based on.
pub(in crate::write::docx) const CHARACTERS: &str = "DefaultParagraphFont";
pub(in crate::write::docx) const TABLE: &str = "ReportTable";
/// What all styles of tables are based on.
pub(in crate::write::docx) const TABLE_NORMAL: &str = "TableNormal";

/// What the names of the bookmarks of blocks begin with.
pub(in crate::write::docx) const BLOCK: &str = "_fz_";

/// What a note is called in the elements of its place.
#[must_use]
pub(in crate::write::docx) fn note_name(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "footnote",
        NotePlace::End => "endnote",
    }
}

/// The style of the text of notes.
#[must_use]
pub(in crate::write::docx) fn note(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "FootnoteText",
        NotePlace::End => "EndnoteText",
    }
}

/// The style of the marks of notes.
#[must_use]
pub(in crate::write::docx) fn note_reference(place: NotePlace) -> &'static str {
    match place {
        NotePlace::Foot => "FootnoteReference",
        NotePlace::End => "EndnoteReference",
    }
}

/// The style of emphasis in a script; that of the document has Word's own name.
#[must_use]
pub(in crate::write::docx) fn emphasis(script: Script, main: Script) -> &'static str {
    match script {
        _ if script == main => EMPHASIS,
        Script::Latin => "LatinEmphasis",
        Script::EastAsian => "EastAsianEmphasis",
    }
}

/// The style of the tokens of a kind in code; `None` for what looks as the block.
#[must_use]
pub(in crate::write::docx) fn token(token: Token) -> Option<&'static str> {
    Some(match token {
        Token::Plain => return None,
        Token::Keyword => "CodeKeyword",
        Token::Type => "CodeType",
        Token::Function => "CodeFunction",
        Token::Variable => "CodeVariable",
        Token::String => "CodeString",
        Token::Number => "CodeNumber",
        Token::Comment => "CodeComment",
        Token::Operator => "CodeOperator",
        Token::Tag => "CodeTag",
        Token::Attribute => "CodeAttribute",
    })
}

/// The style of a level of headings.
#[must_use]
pub(in crate::write::docx) fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        5 => "Heading5",
        _ => "Heading6",
    }
}

/// The style of a heading that the contents leave out, when they are made anew too.
#[must_use]
pub(in crate::write::docx) fn unlisted_heading(level: u8) -> &'static str {
    if level < 2 { "UnlistedHeading1" } else { "UnlistedHeading2" }
}

/// The style of a level of the contents.
#[must_use]
pub(in crate::write::docx) fn toc(level: u8) -> &'static str {
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
pub(in crate::write::docx) fn caption(kind: CaptionKind) -> &'static str {
    match kind {
        CaptionKind::Figure => CAPTION,
        CaptionKind::Table => "TableCaption",
        CaptionKind::Code => "CodeCaption",
    }
}

/// The character style that Word takes in place of a paragraph style where only
/// a part of a paragraph is given it.
#[must_use]
pub(in crate::write::docx) fn linked(style: &str) -> Option<&'static str> {
    Some(match style {
        "Heading1" => "Heading1Char",
        "Heading2" => "Heading2Char",
        "Heading3" => "Heading3Char",
        "Heading4" => "Heading4Char",
        "Heading5" => "Heading5Char",
        "Heading6" => "Heading6Char",
        QUOTE => "QuoteChar",
        CAPTION => "CaptionChar",
        _ => return None,
    })
}

/// The styles of the title and the text of an alert.
#[must_use]
pub(in crate::write::docx) fn alert(kind: AlertKind) -> (&'static str, &'static str) {
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
pub(in crate::write::docx) fn is_boxed(style: &str) -> bool {
    style.starts_with("Alert") && style != ALERT_TEXT
}
