//! `[limits]` of `fuzi.toml`: how much time and memory a document may take, and how large
//! what it is made of may be.

use std::time::Duration;

use serde::Deserialize;
use toml::Spanned;

use super::files::MAX_BYTES;
use crate::diag::{Code, Diagnostic, Message, SourceId, Span, message};
use crate::model::Bounds;
use crate::ooxml;

/// The seconds that a document may take where nothing is said.
const TIME: u64 = 60;
/// The bytes of memory, likewise.
const MEMORY: u64 = 4 << 30;
/// The largest file of a manuscript, in bytes.
const MAX_FILE: u64 = 16 << 20;
/// How much text the files of a document may hold, and how much it may include, in bytes.
const MAX_TEXT: u64 = 64 << 20;
/// How many files a document may include, each as often as it is.
const MAX_INCLUDES: u64 = 10_000;
/// The largest bibliography, in bytes.
const MAX_BIBLIOGRAPHY: u64 = 16 << 20;
/// The largest file of a picture, in bytes.
const MAX_PICTURE: u64 = 256 << 20;
/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 120_000_000;
/// The most pixels that the pictures of a document may have together, each once.
const MAX_ALL_PIXELS: u64 = 4_000_000_000;

/// The most that can be asked for: ten days, a million GB, the largest file that is read
/// at all, what no machine decodes, and what both editions are known to hold.
const MOST: Limits = Limits {
    time: Duration::from_secs(864_000),
    memory: 1_000_000 << 30,
    file: MAX_BYTES,
    text: 16 << 30,
    includes: 1_000_000,
    bibliography: MAX_BYTES,
    picture: MAX_BYTES,
    pixels: crate::assets::MOST_PIXELS,
    all_pixels: 1_000_000_000_000,
    bounds: Bounds::MOST,
    office: ooxml::Bounds::MOST,
};

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
    /// The bytes of a file of the manuscript.
    pub(super) file: u64,
    /// The bytes of all of them.
    pub(super) text: u64,
    /// How many files are included.
    pub(super) includes: u64,
    /// The bytes of a bibliography.
    pub(super) bibliography: u64,
    /// The bytes of the file of a picture.
    pub(super) picture: u64,
    /// The pixels of a picture.
    pub(super) pixels: u64,
    /// The pixels of all of them.
    pub(super) all_pixels: u64,
    /// What the text and its drawings are made of.
    pub(super) bounds: Bounds,
    /// Word templates, and workbooks.
    pub(super) office: ooxml::Bounds,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(TIME),
            memory: MEMORY,
            file: MAX_FILE,
            text: MAX_TEXT,
            includes: MAX_INCLUDES,
            bibliography: MAX_BIBLIOGRAPHY,
            picture: MAX_PICTURE,
            pixels: MAX_PIXELS,
            all_pixels: MAX_ALL_PIXELS,
            bounds: Bounds::DEFAULT,
            office: ooxml::Bounds::DEFAULT,
        }
    }
}

/// The table `[limits]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LimitsTable {
    /// Such as `90s`.
    time: Option<Spanned<String>>,
    /// Such as `4GB`.
    memory: Option<Spanned<String>>,
    /// Such as `16MB`.
    file: Option<Spanned<String>>,
    text: Option<Spanned<String>>,
    bibliography: Option<Spanned<String>>,
    picture: Option<Spanned<String>>,
    office_size: Option<Spanned<String>>,
    /// Such as `10_000`.
    includes: Option<Spanned<i64>>,
    pixels: Option<Spanned<i64>>,
    all_pixels: Option<Spanned<i64>>,
    nesting: Option<Spanned<i64>>,
    quotes: Option<Spanned<i64>>,
    cells: Option<Spanned<i64>>,
    notes: Option<Spanned<i64>>,
    contents: Option<Spanned<i64>>,
    svg_elements: Option<Spanned<i64>>,
    svg_filter: Option<Spanned<i64>>,
    office_parts: Option<Spanned<i64>>,
}

impl LimitsTable {
    /// The limits that the table sets; what is no time or no size is an error.
    pub(super) fn limits(&self, source: SourceId, errors: &mut Vec<Diagnostic>) -> Limits {
        let mut wrong = |place: std::ops::Range<usize>, refusal: Message| {
            errors.push(Diagnostic::error(Code::Manifest, Span::new(source, place.start, place.end), refusal));
        };
        let mut read = |written: &Option<Spanned<String>>, units, most, default, refusal: fn(&str) -> Message| {
            let Some(written) = written else { return default };
            let read = amount(written.get_ref(), units).filter(|amount| (1..=most).contains(amount));
            read.unwrap_or_else(|| {
                wrong(written.span(), refusal(written.get_ref()));
                default
            })
        };
        let default = Limits::default();
        let time = read(&self.time, &TIMES, MOST.time.as_secs(), TIME, |written| {
            message!("“{written}” is not a valid time; write it as 90s, 5min or 1h", written)
        });
        let mut size = |written, most, default| {
            read(written, &SIZES, most, default, |written| {
                message!("“{written}” is not a valid size; write it as 512MB or 4GB", written)
            })
        };
        let memory = size(&self.memory, MOST.memory, default.memory);
        let file = size(&self.file, MOST.file, default.file);
        let text = size(&self.text, MOST.text, default.text);
        let bibliography = size(&self.bibliography, MOST.bibliography, default.bibliography);
        let picture = size(&self.picture, MOST.picture, default.picture);
        let office_size = size(&self.office_size, MOST.office.size, default.office.size);
        let mut number = |written: &Option<Spanned<i64>>, most: u64, default: u64| {
            let Some(written) = written else { return default };
            let number = *written.get_ref();
            u64::try_from(number).ok().filter(|number| (1..=most).contains(number)).unwrap_or_else(|| {
                wrong(written.span(), message!("“{number}” is not a number from 1 to {most}", number, most));
                default
            })
        };
        let includes = number(&self.includes, MOST.includes, default.includes);
        let pixels = number(&self.pixels, MOST.pixels, default.pixels);
        let all_pixels = number(&self.all_pixels, MOST.all_pixels, default.all_pixels);
        let (most, usual) = (MOST.bounds, default.bounds);
        let filter = number(&self.svg_filter, most.filter, usual.filter);
        let mut count = |written, most: usize, default: usize| number(written, most as u64, default as u64) as usize;
        let bounds = Bounds {
            nesting: count(&self.nesting, most.nesting, usual.nesting),
            quotes: count(&self.quotes, most.quotes, usual.quotes),
            cells: count(&self.cells, most.cells, usual.cells),
            notes: count(&self.notes, most.notes, usual.notes),
            contents: count(&self.contents, most.contents, usual.contents),
            elements: count(&self.svg_elements, most.elements, usual.elements),
            filter,
        };
        let parts = count(&self.office_parts, MOST.office.parts, default.office.parts);
        let office = ooxml::Bounds { parts, size: office_size };
        let time = Duration::from_secs(time);
        Limits { time, memory, file, text, includes, bibliography, picture, pixels, all_pixels, bounds, office }
    }
}

/// A whole number with its unit.
fn amount(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let end = text.find(|ch: char| !ch.is_ascii_digit())?;
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
