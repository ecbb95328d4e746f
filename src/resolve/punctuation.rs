//! Typed punctuation becomes printed punctuation: straight quotes curl, dots
//! and hyphens become ellipses and dashes, by the script around them, and the
//! hyphen of a negative number a minus sign.

use super::scripts::{Sign, is_east_asian};

/// Replaces typed punctuation; pieces that are `literal` stay as they are.
pub(super) fn smarten(signs: Vec<Sign>, literal: impl Fn(usize) -> bool) -> Vec<Sign> {
    if !signs.iter().any(|sign| matches!(sign.ch, '"' | '\'' | '.' | '-')) {
        return signs;
    }
    let mut output: Vec<Sign> = Vec::with_capacity(signs.len());
    let mut quotes = Quotes::default();
    let mut at = 0;
    while at < signs.len() {
        let Sign { ch, piece } = signs[at];
        let length = run_length(&signs[at..]);
        let before = output.last().map(|s| s.ch);
        let after = signs.get(at + length).map(|s| s.ch);
        let replacement = match ch {
            _ if literal(piece) => None,
            '"' | '\'' if length == 1 => Some(quotes.turn(ch, before, after).to_string()),
            '.' if length == 3 => Some(if before.is_some_and(is_east_asian) { "……" } else { "…" }.to_owned()),
            '-' if length == 1 && is_minus(&signs, at) => Some("−".to_owned()),
            '-' if length == 2 || length == 3 => dash(length, before, after),
            _ => None,
        };
        match replacement {
            Some(text) => output.extend(text.chars().map(|ch| Sign::new(ch, piece))),
            None => output.extend_from_slice(&signs[at..at + length]),
        }
        at += length;
    }
    output
}

/// How often the first sign repeats.
fn run_length(signs: &[Sign]) -> usize {
    match signs[0].ch {
        ch @ ('"' | '\'' | '.' | '-') => signs.iter().take_while(|s| s.ch == ch).count(),
        _ => 1,
    }
}

/// Whether a hyphen is the minus of a number such as -5 or -3.2%: it begins a word,
/// and a number alone follows. Ranges (`3 -5`), dates, telephone numbers, names
/// (`歼-20`, `-4a`) and options keep their hyphens.
fn is_minus(signs: &[Sign], at: usize) -> bool {
    let before = signs[..at].iter().rev().map(|s| s.ch);
    let mut words = before.clone().skip_while(|ch| ch.is_whitespace());
    let begins = before.clone().next().is_none_or(|ch| match ch {
        _ if ch.is_whitespace() => {
            !words.next().is_some_and(|word| word.is_ascii_alphanumeric() || "%‰℃)".contains(word))
        }
        _ => "([{（【［〔=<>≤≥≈±~～，、：；。“‘".contains(ch),
    });
    let mut rest = signs[at + 1..].iter().map(|s| s.ch).peekable();
    let mut whole = 0;
    while rest.next_if(|ch| ch.is_ascii_digit() || (*ch == ',' && whole > 0)).is_some() {
        whole += 1;
    }
    let first_two = (signs.get(at + 1).map(|s| s.ch), signs.get(at + 2).map(|s| s.ch));
    let is_padded = matches!(first_two, (Some('0'), Some('0'..='9')));
    let mut end = rest.next();
    if end == Some('.') && rest.peek().is_some_and(char::is_ascii_digit) {
        end = rest.find(|ch| !ch.is_ascii_digit());
    }
    let ends = end.is_none_or(|ch| {
        !(ch.is_ascii_alphanumeric() || "-–—/_:.@#*".contains(ch))
            || ch == '.' && !rest.peek().is_some_and(char::is_ascii_alphanumeric)
    });
    begins && (1..=15).contains(&whole) && !is_padded && ends
}

/// Two or three hyphens: —— between Chinese, otherwise – and —; an option such
/// as `--strict` keeps its hyphens.
fn dash(length: usize, before: Option<char>, after: Option<char>) -> Option<String> {
    let blank = |ch: Option<char>| ch.is_none_or(char::is_whitespace);
    if before.is_some_and(is_east_asian) && after.is_none_or(|ch| is_east_asian(ch) || ch == '\n') {
        return Some("——".to_owned());
    }
    if blank(before) != blank(after) || (blank(before) && (before.is_none() || after.is_none())) {
        return None;
    }
    Some(if length == 2 { "–" } else { "—" }.to_owned())
}

/// Which quotes are open.
#[derive(Debug, Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    fn turn(&mut self, ch: char, before: Option<char>, after: Option<char>) -> char {
        let begins = before.is_none_or(|c| c.is_whitespace() || is_opening(c) || is_east_asian(c));
        let ends = after.is_none_or(|c| c.is_whitespace() || !c.is_alphanumeric());
        match ch {
            '"' if self.double => {
                self.double = false;
                '”'
            }
            '"' if begins && after.is_some_and(|c| !c.is_whitespace()) => {
                self.double = true;
                '“'
            }
            '\'' if self.single && ends => {
                self.single = false;
                '’'
            }
            '\'' if begins && after.is_some_and(char::is_alphabetic) => {
                self.single = true;
                '‘'
            }
            '\'' if before.is_some_and(char::is_alphabetic) => '’',
            // 1990's, but not 5' for feet.
            '\'' if before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphabetic) => '’',
            other => other,
        }
    }
}

fn is_opening(ch: char) -> bool {
    matches!(ch, '(' | '[' | '{' | '“' | '‘' | '—' | '–' | '-' | '/')
}

#[cfg(test)]
mod tests {
    use super::{Sign, smarten};

    fn smart(text: &str) -> String {
        let signs = text.chars().map(|ch| Sign::new(ch, 0)).collect();
        smarten(signs, |_| false).iter().map(|s| s.ch).collect()
    }

    #[test]
    fn punctuation_is_printed() {
        assert_eq!(smart("他说\"你好\"。"), "他说“你好”。");
        assert_eq!(smart("It's \"so\" 'easy'"), "It’s “so” ‘easy’");
        assert_eq!(smart("5\" disk"), "5\" disk");
        assert_eq!(smart("等等..."), "等等……");
        assert_eq!(smart("wait..."), "wait…");
        assert_eq!(smart("中--国"), "中——国");
        assert_eq!(smart("1--3"), "1–3");
        assert_eq!(smart("use --strict"), "use --strict");
    }

    #[test]
    fn hyphens_of_negative_numbers_are_minus_signs() {
        for (text, set) in
            [("-5", "−5"), ("降至 -3.2%。", "降至 −3.2%。"), ("（-1,200.5）", "（−1,200.5）"), ("-5~-3℃", "−5~−3℃")]
        {
            assert_eq!(smart(text), set);
        }
        let kept = [
            "3-5",
            "3 -5",
            "2026-04-18",
            "010-6275-1234",
            "歼-20",
            "ls -1",
            "-4a",
            "-04",
            "x-1",
            "-5-3",
            "-5/2",
            "-1.2.3",
            "-a",
        ];
        for text in kept {
            assert_eq!(smart(text), text);
        }
    }
}
