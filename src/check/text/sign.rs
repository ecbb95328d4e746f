//! What a sign is to the rules of running text.

use crate::diag::Span;
use crate::model::is_han;

/// Stands for code, a formula, a picture, a reference.
pub(super) const OBJECT: char = '\u{FFFC}';

/// One sign of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) sign: char,
    /// The bytes that it was written with.
    pub(super) span: Span,
    /// Whether these bytes are the sign itself and may be changed, being part of
    /// a sentence.
    pub(super) exact: bool,
}

/// Whether a sign is a hanzi or full-width punctuation: what stands beside it is
/// in a Chinese sentence.
pub(super) fn is_chinese(sign: Option<char>) -> bool {
    sign.is_some_and(|sign| is_han(sign) || is_mark(sign))
}

/// Whether a sign is full-width punctuation, which brings its own room.
pub(super) fn is_mark(sign: char) -> bool {
    is_stop(sign) || is_opening(sign) || is_closing(sign)
}

/// Whether a sign is a full-width mark of a sentence.
pub(super) fn is_stop(sign: char) -> bool {
    matches!(sign, '，' | '。' | '、' | '；' | '：' | '？' | '！')
}

/// Whether a sign opens a full-width bracket or quotation.
pub(super) fn is_opening(sign: char) -> bool {
    matches!(sign, '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘')
}

/// Whether a sign closes a full-width bracket or quotation.
pub(super) fn is_closing(sign: char) -> bool {
    matches!(sign, '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '”' | '’')
}

/// Whether a passage ends at a sign, or its line does.
pub(super) fn is_end(sign: Option<char>) -> bool {
    sign.is_none_or(|sign| sign == '\n')
}
