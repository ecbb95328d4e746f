//! Text becomes a Typst string literal: data, never markup.

use std::fmt::Write;

/// Appends the inside of a string literal, without the quotes around it.
pub(super) fn push_inner(output: &mut String, text: &str) {
    for ch in text.chars() {
        match ch {
            '\\' => output.push_str("\\\\"),
            '"' => output.push_str("\\\""),
            '\n' => output.push_str("\\n"),
            '\t' => output.push_str("\\t"),
            '\r' => output.push_str("\\r"),
            ch if ch.is_control() => {
                let _ = write!(output, "\\u{{{:x}}}", u32::from(ch));
            }
            ch => output.push(ch),
        }
    }
}

/// A whole string literal.
pub(super) fn literal(text: &str) -> String {
    let mut output = String::with_capacity(text.len() + 2);
    output.push('"');
    push_inner(&mut output, text);
    output.push('"');
    output
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn literals_hold_anything() {
        assert_eq!(literal("a\"b\\c\n\u{1}"), "\"a\\\"b\\\\c\\n\\u{1}\"");
    }
}
