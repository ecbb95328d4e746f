//! `[limits]` of `fuzi.toml`: how much time and memory a document may take.

use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use crate::diag::{Code, Diagnostic, Message, SourceId, Span, message};

/// The seconds that a document may take where nothing is said.
const TIME: u64 = 60;
/// The bytes of memory, likewise.
const MEMORY: u64 = 4 << 30;
/// The most that can be asked for: ten days, and a million GB.
const MOST: Limits = Limits { time: Duration::from_secs(864_000), memory: 1_000_000 << 30 };

/// The units of times in seconds.
const TIMES: [(&str, u64); 3] = [("s", 1), ("min", 60), ("h", 3_600)];
/// The units of memory in bytes.
const SIZES: [(&str, u64); 2] = [("MB", 1 << 20), ("GB", 1 << 30)];

/// What a document may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) time: Duration,
    /// In bytes.
    pub(super) memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(TIME), memory: MEMORY }
    }
}

/// The table `[limits]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LimitsTable {
    /// Such as `90s`.
    time: Option<Spanned<String>>,
    /// Such as `4GB`.
    memory: Option<Spanned<String>>,
}

impl LimitsTable {
    /// The limits that the table sets; what is no time or no size is an error.
    pub(super) fn limits(&self, source: SourceId, errors: &mut Vec<Diagnostic>) -> Limits {
        let mut read = |written: &Option<Spanned<String>>, units, most, refusal: fn(&str) -> Message| {
            let written = written.as_ref()?;
            let read = amount(written.get_ref(), units).filter(|amount| (1..=most).contains(amount));
            if read.is_none() {
                let place = Span::new(source, written.span().start, written.span().end);
                errors.push(Diagnostic::error(Code::Manifest, place, refusal(written.get_ref())));
            }
            read
        };
        let time = read(&self.time, &TIMES, MOST.time.as_secs(), |written| {
            message!("“{written}” is not a valid time; write it as 90s, 5min or 1h", written)
        });
        let memory = read(&self.memory, &SIZES, MOST.memory, |written| {
            message!("“{written}” is not a valid size; write it as 512MB or 4GB", written)
        });
        let default = Limits::default();
        Limits { time: time.map_or(default.time, Duration::from_secs), memory: memory.unwrap_or(default.memory) }
    }
}

/// A whole number with its unit.
fn amount(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let end = text.find(|sign: char| !sign.is_ascii_digit())?;
    let (number, unit) = text.split_at(end);
    let (_, factor) = units.iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

#[cfg(test)]
mod tests {
    use super::{SIZES, TIMES, amount};

    #[test]
    fn amounts_have_a_unit() {
        for (text, seconds) in [("90s", Some(90)), ("5 min", Some(300)), ("1h", Some(3600)), ("0s", Some(0))] {
            assert_eq!(amount(text, &TIMES), seconds, "{text}");
        }
        for text in ["", "s", "90", "-1s", "1.5h", "1d", "99999999999999999999s", "18446744073709551615h"] {
            assert_eq!(amount(text, &TIMES), None, "{text}");
        }
        assert_eq!(amount("512MB", &SIZES), Some(512 << 20));
        assert_eq!(amount("4 GB", &SIZES), Some(4 << 30));
    }
}
