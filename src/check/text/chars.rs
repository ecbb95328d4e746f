//! What a character is to the rules of running text.

use crate::diag::Span;
use crate::model::is_han;

/// Stands for code, a formula, a picture, a reference.
pub(super) const OBJECT: char = '\u{FFFC}';

/// One character of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Char {
    pub(super) ch: char,
    /// The bytes that it was written with.
    pub(super) span: Span,
    /// Whether these bytes are the character itself and may be changed, being part of
    /// a sentence.
    pub(super) exact: bool,
}

/// Whether a character is Chinese or full-width punctuation: what stands beside it is
/// in a Chinese sentence.
pub(super) fn is_chinese(ch: Option<char>) -> bool {
    ch.is_some_and(|ch| is_han(ch) || is_mark(ch))
}

/// Whether a character is full-width punctuation, which brings its own room.
pub(super) fn is_mark(ch: char) -> bool {
    is_stop(ch) || is_opening(ch) || is_closing(ch)
}

/// Whether a character is a full-width mark of a sentence.
pub(super) fn is_stop(ch: char) -> bool {
    matches!(ch, '，' | '。' | '、' | '；' | '：' | '？' | '！')
}

/// Whether a character opens a full-width bracket or quotation.
pub(super) fn is_opening(ch: char) -> bool {
    matches!(ch, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘')
}

/// Whether a character closes a full-width bracket or quotation.
pub(super) fn is_closing(ch: char) -> bool {
    matches!(ch, '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '”' | '’')
}

/// Whether a passage ends at a character, or its line does.
pub(super) fn is_end(ch: Option<char>) -> bool {
    ch.is_none_or(|ch| ch == '\n')
}
