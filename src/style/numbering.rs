//! Patterns of numbers: 第一章, 1.1, （一）, ①.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use super::from_text::from_string;
use crate::diag::{Message, message};
pub use crate::model::Counter;

/// A pattern: literal text and counters in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The parts in order.
    pub parts: Vec<PatternPart>,
}

/// A part of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternPart {
    /// Text as it stands.
    Literal(String),
    /// A number.
    Counter(Counter),
}

impl Pattern {
    /// How many counters it has.
    #[must_use]
    pub fn counters(&self) -> usize {
        self.parts.iter().filter(|part| matches!(part, PatternPart::Counter(_))).count()
    }

    /// The pattern filled with the last of the numbers (from 1): a pattern of
    /// two counters takes the last two.
    #[must_use]
    pub fn format(&self, numbers: &[usize]) -> String {
        let mut rest = numbers[numbers.len().saturating_sub(self.counters())..].iter();
        let fill = |part: &PatternPart| match part {
            PatternPart::Literal(text) => text.clone(),
            PatternPart::Counter(counter) => rest.next().map(|n| counter.format(*n)).unwrap_or_default(),
        };
        self.parts.iter().map(fill).collect()
    }
}

impl FromStr for Pattern {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let signs: Vec<char> = text.chars().collect();
        for (at, ch) in signs.iter().copied().enumerate() {
            match Counter::of(ch).filter(|_| !is_within_word(&signs, at)) {
                None => literal.push(ch),
                Some(counter) => {
                    if !literal.is_empty() {
                        parts.push(PatternPart::Literal(std::mem::take(&mut literal)));
                    }
                    parts.push(PatternPart::Counter(counter));
                }
            }
        }
        if !literal.is_empty() {
            parts.push(PatternPart::Literal(literal));
        }
        let pattern = Self { parts };
        match pattern.counters() {
            0 if text.chars().any(|ch| Counter::of(ch).is_some()) => Err(message!(
                "“{text}” has no counter: i, I, a and A count only where no other letter touches them",
                text
            )),
            0 => Err(message!("“{text}” has no counter; write one of 1, 一, i, I, a, A, ①", text)),
            1..=6 => Ok(pattern),
            _ => Err(message!("“{text}” has more than six counters", text)),
        }
    }
}

/// Whether a sign is a letter that another one touches: the A of `Appendix` is
/// part of a word, that of `Appendix A` or `附录A` counts. Chinese characters
/// are no letters here, for they have no case.
fn is_within_word(signs: &[char], at: usize) -> bool {
    let is_letter = |ch: Option<&char>| ch.is_some_and(|ch| ch.is_lowercase() || ch.is_uppercase());
    let before = at.checked_sub(1).and_then(|before| signs.get(before));
    is_letter(signs.get(at)) && (is_letter(before) || is_letter(signs.get(at + 1)))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            PatternPart::Literal(text) => f.write_str(text),
            PatternPart::Counter(counter) => f.write_char(counter.sign()),
        })
    }
}
from_string!(Pattern, "a numbering pattern such as 第一章 or 1.1");

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_take_the_last_numbers() {
        let pattern: Pattern = "1.1".parse().unwrap();
        assert_eq!(pattern.format(&[3, 2]), "3.2");
        let chapter: Pattern = "第一章".parse().unwrap();
        assert_eq!(chapter.format(&[12]), "第十二章");
        assert!("第章".parse::<Pattern>().is_err());
    }

    #[test]
    fn letters_of_words_do_not_count() {
        let format = |pattern: &str| pattern.parse::<Pattern>().map(|pattern| pattern.format(&[2]));
        assert_eq!(format("Appendix A").unwrap(), "Appendix B");
        assert_eq!(format("附录A").unwrap(), "附录B");
        assert_eq!(format("Part I.").unwrap(), "Part II.");
        assert_eq!(format("(a)").unwrap(), "(b)");
        assert_eq!(format("Capítulo 1").unwrap(), "Capítulo 2");
        assert!(format("abc").unwrap_err().contains("no other letter"));
        assert!(format("x").unwrap_err().contains("write one of"));
    }

    #[test]
    fn patterns_are_written_as_they_are_read() {
        for text in ["第一章", "1.1.1", "（一）", "①", "Appendix A", "A.1", "i)", "I-a"] {
            assert_eq!(text.parse::<Pattern>().unwrap().to_string(), text);
        }
    }
}
