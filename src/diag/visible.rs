//! Text from elsewhere becomes text that a terminal only shows.
//!
//! Manuscripts, file names and manifests may hold characters that move the
//! cursor, change colours or turn the order of a line (CVE-2021-42574). Whatever
//! is written to a terminal or a log passes through here first.

use std::borrow::Cow;

/// Whether a terminal or a reader would not see a character but what it does: a
/// control of C0 or C1, DEL, or one for the direction of text.
fn is_control(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text with its controls as escapes, such as `\u{1b}`; line feeds and tabs
/// stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |ch| is_control(ch) && !matches!(ch, '\n' | '\t'), |ch| ch.escape_unicode().to_string())
}

/// The same for what stands in one line, such as a name: line feeds and tabs are
/// escaped too.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_control, |ch| ch.escape_unicode().to_string())
}

/// A text of JSON or TOML, whose own escapes leave controls of C1 and of
/// direction as they are, with those escaped in their way: `\u202e`.
#[must_use]
pub fn visible_data(text: &str) -> Cow<'_, str> {
    escaped(text, |ch| is_control(ch) && !matches!(ch, '\n' | '\t'), |ch| format!("\\u{:04x}", u32::from(ch)))
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool, escape: impl Fn(char) -> String) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for ch in text.chars() {
        match is_escaped(ch) {
            true => shown.push_str(&escape(ch)),
            false => shown.push(ch),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_data, visible_line};

    #[test]
    fn controls_are_shown() {
        let hostile = "a\u{1b}[31m\r\0\u{7f}\u{9b}\u{202e}\u{2066}\u{200f}\u{61c}中\n\tb";
        let shown = "a\\u{1b}[31m\\u{d}\\u{0}\\u{7f}\\u{9b}\\u{202e}\\u{2066}\\u{200f}\\u{61c}中";
        assert_eq!(visible(hostile), format!("{shown}\n\tb"));
        assert_eq!(visible_line(hostile), format!("{shown}\\u{{a}}\\u{{9}}b"));
    }

    #[test]
    fn what_people_read_stays() {
        let text = "“报告” 👩‍👩‍👧 e\u{301}\u{fe0f}";
        assert_eq!(visible_line(text), text);
    }

    #[test]
    fn data_stays_what_it_was() {
        let text = "中\u{85}\u{202e}\u{1b}";
        let json = serde_json::to_string(text).unwrap();
        let shown = visible_data(&json);
        assert_eq!(shown, "\"中\\u0085\\u202e\\u001b\"");
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    }
}
