//! A file that was given as a manuscript and is none is known by its first bytes
//! or by its name, and a text that is not UTF-8 by its bytes: what it is, and how
//! it becomes Markdown.
//!
//! Nothing here reads the disk.

use std::path::Path;

use crate::diag::{Code, Diagnostic, Message, Span, message};

/// What documents of Office 97 begin with (MS-CFB §2.2).
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// What archives begin with (APPNOTE §4.3.7).
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// How far the type of an OpenDocument or EPUB file stands from its beginning at
/// most: it is the first entry, uncompressed.
const HEAD: usize = 200;

/// A kind of files that people take for manuscripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Office97,
    Pdf,
    OpenDocument,
    RichText,
    Html,
    Epub,
    Latex,
    Archive,
}

impl Kind {
    /// What it is, with its article.
    const fn name(self) -> &'static str {
        match self {
            Self::Word => "a Word file",
            Self::Office97 => "a file of Office 97 (.doc)",
            Self::Pdf => "a PDF",
            Self::OpenDocument => "an OpenDocument text",
            Self::RichText => "an RTF file",
            Self::Html => "an HTML page",
            Self::Epub => "an EPUB book",
            Self::Latex => "a LaTeX source",
            Self::Archive => "a ZIP archive",
        }
    }

    /// How it becomes Markdown.
    fn hint(self, file: &str) -> Message {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let pandoc = |file: &str| format!("pandoc \"{file}\" -t markdown --extract-media=. -o \"{stem}.md\"");
        match self {
            Self::Pdf => message!("build the text that the PDF was made from"),
            Self::Office97 => {
                let converted = pandoc(&format!("{stem}.docx"));
                message!("save it as .docx in Word or LibreOffice and convert that to Markdown: {converted}", converted)
            }
            Self::Archive => message!("unpack it and build the Markdown file in it"),
            Self::Word | Self::OpenDocument | Self::RichText | Self::Html | Self::Epub | Self::Latex => {
                message!("convert it to Markdown: {pandoc}", pandoc = pandoc(file))
            }
        }
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(HEAD)];
        if bytes.starts_with(ARCHIVE) {
            return Some(match () {
                () if holds(head, b"application/vnd.oasis.opendocument.text") => Self::OpenDocument,
                () if holds(head, b"application/epub+zip") => Self::Epub,
                // The names of all entries stand uncompressed at the end too.
                () if holds(bytes, b"word/document.xml") => Self::Word,
                () => Self::Archive,
            });
        }
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start().to_ascii_lowercase();
        let starts = |mark: &[u8]| text.starts_with(mark);
        match () {
            () if starts(b"%pdf-") => Some(Self::Pdf),
            () if bytes.starts_with(COMPOUND) => Some(Self::Office97),
            () if starts(b"{\\rtf") => Some(Self::RichText),
            () if starts(b"<html") || (starts(b"<!doctype html") && has_markup(&text)) => Some(Self::Html),
            () if starts(b"\\documentclass") => Some(Self::Latex),
            () => None,
        }
    }

    fn of_name(file: &str) -> Option<Self> {
        let extension = Path::new(file).extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "docx" | "docm" | "dotx" => Self::Word,
            "doc" | "dot" | "wps" => Self::Office97,
            "pdf" => Self::Pdf,
            "odt" => Self::OpenDocument,
            "rtf" => Self::RichText,
            "html" | "htm" | "xhtml" => Self::Html,
            "epub" => Self::Epub,
            "tex" => Self::Latex,
            _ => return None,
        })
    }
}

/// Whether markup follows the document type; alone it is a block of HTML in Markdown.
fn has_markup(text: &[u8]) -> bool {
    let end = text.iter().position(|byte| *byte == b'>').map_or(text.len(), |at| at + 1);
    text[end..].trim_ascii_start().starts_with(b"<")
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The error for a file that is no Markdown, with its place.
pub(super) fn refuse(file: &str, bytes: &[u8], place: Span) -> Option<Diagnostic> {
    let kind = Kind::of_bytes(bytes).or_else(|| Kind::of_name(file))?;
    let message = message!("this is {kind}, not Markdown", kind = Message::from(kind.name()));
    let error = Diagnostic::error(Code::NotMarkdown, place, message).hint(kind.hint(file));
    Some(match kind {
        Kind::Word => error.hint("to give the Word edition its looks, write `docx.template` in a style sheet"),
        _ => error,
    })
}

/// What is wrong with a text that is not UTF-8 from a byte on, and what to do.
pub(super) fn not_utf8(file: &str, bytes: &[u8], valid: usize) -> (Message, Message) {
    let Some((name, program)) = encoding(bytes, valid) else {
        let hint = "open it in its editor and save it as UTF-8";
        return (message!("the text is not UTF-8 from here on"), hint.into());
    };
    let hint = message!(
        "save it as UTF-8 in its editor, or run: iconv -f {program} -t UTF-8 \"{file}\" > utf8.md",
        program,
        file
    );
    (message!("the text is {name} from here on, not UTF-8", name), hint)
}

/// The encoding of a text by what is likely: its name, and that which `iconv`
/// knows it by.
fn encoding(bytes: &[u8], valid: usize) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some(("UTF-16", "UTF-16"));
    }
    let rest = bytes.get(valid..)?;
    let (pairs, common) = pairs(rest, |lead, trail| (0xB0..=0xF7).contains(&lead) && trail >= 0xA1)?;
    // Chinese text is nearly all hanzi of GB 2312 with the punctuation of its row 1.
    if common * 10 >= pairs * 8 {
        return Some(("GBK", "GB18030"));
    }
    let (pairs, common) = self::pairs(rest, |lead, _| (0xA1..=0xC6).contains(&lead))?;
    (common * 10 >= pairs * 8).then_some(("Big5", "BIG5"))
}

/// How many pairs of bytes there are, and how many of them are common; `None`
/// where a byte has no partner.
fn pairs(bytes: &[u8], is_common: impl Fn(u8, u8) -> bool) -> Option<(usize, usize)> {
    let (mut pairs, mut common, mut at) = (0, 0, 0);
    while at < bytes.len() {
        let lead = bytes[at];
        if lead < 0x80 {
            at += 1;
            continue;
        }
        // A file may end within a pair.
        let Some(trail) = bytes.get(at + 1).copied() else { break };
        if !(0x81..=0xFE).contains(&lead) || !(0x40..=0xFE).contains(&trail) || trail == 0x7F {
            return None;
        }
        pairs += 1;
        let is_punctuation = (0xA1..=0xA3).contains(&lead) && trail >= 0xA1;
        common += usize::from(is_punctuation || is_common(lead, trail));
        at += 2;
    }
    (pairs > 0).then_some((pairs, common))
}

#[cfg(test)]
mod tests {
    use super::{Kind, encoding};

    #[test]
    fn files_are_known_by_bytes_before_names() {
        let of = |name: &str, bytes: &[u8]| Kind::of_bytes(bytes).or_else(|| Kind::of_name(name));
        assert_eq!(of("a.md", b"PK\x03\x04....word/document.xml"), Some(Kind::Word));
        assert_eq!(
            of("a.md", b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text"),
            Some(Kind::OpenDocument)
        );
        assert_eq!(of("a.txt", b"%PDF-1.7"), Some(Kind::Pdf));
        assert_eq!(of("a", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Some(Kind::Office97));
        assert_eq!(of("a.md", b"{\\rtf1"), Some(Kind::RichText));
        assert_eq!(of("a.md", b"\xEF\xBB\xBF\n<!DOCTYPE html>\n<p>a"), Some(Kind::Html));
        assert_eq!(of("a.md", b"<!DOCTYPE html>\n"), None);
        assert_eq!(of("a.DOCX", b""), Some(Kind::Word));
        assert_eq!(of("a.md", b"<div>x</div>"), None);
        assert_eq!(of("a.md", b"\\newpage"), None);
    }

    #[test]
    fn encodings_are_guessed() {
        let name = |bytes: &[u8]| encoding(bytes, 0).map(|(name, _)| name);
        // 你好，世界。 in GBK, in Big5 and in UTF-16.
        assert_eq!(name(b"\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3"), Some("GBK"));
        assert_eq!(name(b"\xA7\x41\xA6\x6E\xA1\x41\xA5\x40\xAC\xC9\xA1\x43"), Some("Big5"));
        assert_eq!(name(b"\xFF\xFE`O}Y"), Some("UTF-16"));
        assert_eq!(name(b"caf\xE9\n"), None);
    }
}
