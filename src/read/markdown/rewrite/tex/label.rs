//! The options of `enumerate` become the numbers of its items: `label=(\alph*)`,
//! `start=3` and `resume` of enumitem, `[(a)]` of enumerate and paralist.
//!
//! Options for the layout are passed over: a style decides it.

use crate::model::{Counter, TypedNumber};
use crate::read::latex::option_parts;

/// How the items of a list are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    /// The first number, where it was named.
    pub(super) first: Option<u32>,
    /// How a number is written, where that was said.
    pub(super) typed: Option<TypedNumber>,
    /// Whether they go on behind the list before.
    pub(super) resumes: bool,
    /// Whether a label cannot be printed as it was written.
    pub(super) differs: bool,
}

/// The most that a list may begin with.
const MAX_FIRST: u32 = 100_000_000;

/// Commands for the looks of a label.
const LOOKS: [&str; 16] = [
    "textbf",
    "bfseries",
    "textit",
    "itshape",
    "emph",
    "textsc",
    "textsf",
    "sffamily",
    "textrm",
    "rmfamily",
    "textup",
    "upshape",
    "normalfont",
    "rm",
    "bf",
    "it",
];
/// Those that print a label as it is printed anyway.
const PLAIN: [&str; 6] = ["textrm", "rmfamily", "textup", "upshape", "normalfont", "rm"];

const COUNTERS: [(&str, Counter); 8] = [
    ("arabic", Counter::Arabic),
    ("alph", Counter::LowerLetter),
    ("Alph", Counter::UpperLetter),
    ("roman", Counter::LowerRoman),
    ("Roman", Counter::UpperRoman),
    ("chinese", Counter::Chinese),
    ("zhnum", Counter::Chinese),
    ("circled", Counter::Circled),
];

/// Reads the text between the brackets.
pub(super) fn read(options: &str) -> Numbers {
    let mut numbers = Numbers::default();
    for option in option_parts(options) {
        let (key, value) =
            option.split_once('=').map_or((option, None), |(key, value)| (key.trim(), Some(value.trim())));
        let made = match (key, value) {
            ("start", Some(value)) => {
                numbers.first = value.parse().ok().filter(|first| *first < MAX_FIRST);
                continue;
            }
            ("resume" | "resume*", _) => {
                numbers.resumes = true;
                continue;
            }
            ("label", Some(value)) => of_label(value),
            ("label*", Some(_)) => None,
            (pattern, None) if !is_layout(pattern) => of_pattern(pattern),
            _ => continue,
        };
        numbers.differs |= made.is_none_or(|(_, differs)| differs);
        numbers.typed = made.map(|(typed, _)| typed);
    }
    numbers
}

/// Reads what a command prints before an item: `(\\alph{enumi})`.
pub(super) fn of_command(label: &str) -> Numbers {
    let made = of_label(label);
    Numbers {
        typed: made.map(|(typed, _)| typed),
        differs: made.is_none_or(|(_, differs)| differs),
        ..Numbers::default()
    }
}

/// Whether options name the sign before the items of a list without numbers.
pub(super) fn has_label(options: &str) -> bool {
    option_parts(options).into_iter().any(|option| option.trim_start().starts_with("label"))
}

/// `nosep`, `noitemsep`, `wide`: words, and no pattern.
fn is_layout(option: &str) -> bool {
    option.len() > 2 && option.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'*')
}

/// `(\alph*)`: how its number is written, and whether its looks are lost.
fn of_label(label: &str) -> Option<(TypedNumber, bool)> {
    let (mut before, mut after) = (String::new(), String::new());
    let (mut counter, mut differs) = (None, false);
    let mut rest = label;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let part = if counter.is_none() { &mut before } else { &mut after };
        match c {
            '\\' => {
                let len = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let (name, behind) = rest.split_at(len);
                rest = behind;
                if let Some((_, found)) = COUNTERS.iter().find(|(known, _)| *known == name) {
                    let ends = ["*", "{*}", "{enumi}", "{enumii}", "{enumiii}", "{enumiv}"];
                    rest = ends.into_iter().find_map(|end| rest.strip_prefix(end))?;
                    if counter.replace(*found).is_some() {
                        return None;
                    }
                } else if LOOKS.contains(&name) {
                    differs |= !PLAIN.contains(&name);
                } else if name.is_empty() {
                    // `\,` and `\ ` are gaps.
                    rest = rest.strip_prefix([',', ' ', ';', ':'])?;
                } else {
                    return None;
                }
            }
            '{' | '}' | '~' => {}
            c if c.is_whitespace() => {}
            c => part.push(c),
        }
    }
    typed(&before, counter?, &after).map(|typed| (typed, differs))
}

/// `(a)`, `1.`, `i)`: the first sign that counts is one by itself.
fn of_pattern(pattern: &str) -> Option<(TypedNumber, bool)> {
    let is_counter = |c: char| matches!(c, '1' | 'a' | 'A' | 'i' | 'I');
    let mut words = pattern.match_indices(is_counter).filter(|(at, ch)| {
        let is_word = |c: char| c.is_ascii_alphanumeric();
        !pattern[..*at].ends_with(is_word) && !pattern[at + ch.len()..].starts_with(is_word)
    });
    let (at, ch) = words.next()?;
    let counter = match ch {
        "1" => Counter::Arabic,
        "a" => Counter::LowerLetter,
        "A" => Counter::UpperLetter,
        "i" => Counter::LowerRoman,
        _ => Counter::UpperRoman,
    };
    let plain = |text: &str| text.replace(['{', '}', '~', ' '], "");
    let (before, after) = (plain(&pattern[..at]), plain(&pattern[at + ch.len()..]));
    (!before.contains('\\') && !after.contains('\\')).then_some(())?;
    typed(&before, counter, &after).map(|typed| (typed, false))
}

/// A number with one sign at most on each side.
fn typed(before: &str, counter: Counter, after: &str) -> Option<TypedNumber> {
    let one = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next();
        chars.next().is_none().then_some(first)
    };
    Some(TypedNumber { counter, open: one(before)?, close: one(after)?, digits: 0 })
}

#[cfg(test)]
mod tests {
    use super::read;

    fn marker(options: &str) -> Option<String> {
        read(options).typed.map(|typed| typed.format(2))
    }

    #[test]
    fn labels_are_numbers() {
        for (options, expected) in [
            ("label=(\\alph*)", "(b)"),
            ("label=\\arabic*., leftmargin=*", "2."),
            ("label={\\roman*)}", "ii)"),
            ("label=\\textup{(\\Roman*)}", "(II)"),
            ("label=（\\chinese*）", "（二）"),
            ("label=\\Alph{enumi}", "B"),
            ("(a)", "(b)"),
            ("1.", "2."),
            ("i)", "ii)"),
            ("(A)", "(B)"),
        ] {
            assert_eq!(marker(options).as_deref(), Some(expected), "{options}");
            assert!(!read(options).differs, "{options}");
        }
    }

    #[test]
    fn what_is_no_label_numbers_nothing() {
        for options in ["nosep", "noitemsep, leftmargin=2em", "wide", "start=3", "resume", ""] {
            assert_eq!((marker(options), read(options).differs), (None, false), "{options}");
        }
        for options in ["label=Step \\arabic*:", "label=\\arabic*.\\alph*", "Step 1", "label*=\\arabic*."] {
            assert_eq!((marker(options), read(options).differs), (None, true), "{options}");
        }
        assert!(read("label=\\textbf{(\\alph*)}").differs && marker("label=\\textbf{(\\alph*)}").is_some());
        assert_eq!((read("start=3, nosep").first, read("resume").resumes), (Some(3), true));
    }
}
