//! The names of brackets and bars.

use super::text::Word;

/// On which side of a part a bracket stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before it.
    Open,
    /// Behind it.
    Close,
    /// On both sides alike.
    Neither,
}

/// The name of a delimiter without its side.
pub(super) fn name(sign: char) -> Option<(Side, Word)> {
    use Side::{Close, Neither, Open};
    Some(match sign {
        '(' | '（' => (Open, Word("括号", "parenthesis")),
        ')' | '）' => (Close, Word("括号", "parenthesis")),
        '[' => (Open, Word("方括号", "bracket")),
        ']' => (Close, Word("方括号", "bracket")),
        '⟦' => (Open, Word("双线方括号", "double bracket")),
        '⟧' => (Close, Word("双线方括号", "double bracket")),
        '{' => (Open, Word("花括号", "brace")),
        '}' => (Close, Word("花括号", "brace")),
        '⟨' | '〈' => (Open, Word("尖括号", "angle bracket")),
        '⟩' | '〉' => (Close, Word("尖括号", "angle bracket")),
        '⌊' => (Open, Word("下取整号", "floor bracket")),
        '⌋' => (Close, Word("下取整号", "floor bracket")),
        '⌈' => (Open, Word("上取整号", "ceiling bracket")),
        '⌉' => (Close, Word("上取整号", "ceiling bracket")),
        '⟮' | '⎰' => (Open, Word("大括号", "group bracket")),
        '⟯' | '⎱' => (Close, Word("大括号", "group bracket")),
        '⌜' | '⌞' => (Open, Word("角括号", "corner")),
        '⌝' | '⌟' => (Close, Word("角括号", "corner")),
        '|' | '∣' => (Neither, Word("竖线", "vertical bar")),
        '‖' | '∥' => (Neither, Word("双竖线", "double vertical bar")),
        _ => return None,
    })
}
