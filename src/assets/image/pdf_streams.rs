//! What the packed streams of a PDF hold, unpacked within a bound through all of
//! their filters, and the pixels of the pictures among them.
//!
//! What the streams mean is not its concern.

use crate::diag::{Message, message};
use std::io::Read as _;

use super::raster::{MAX_PIXELS, dimensions};

/// How many filters a stream may go through; real ones have one or two.
const MAX_FILTERS: usize = 8;
/// The most columns of a facsimile or of a predictor.
const MAX_COLUMNS: u64 = 65_536;

/// A filter of a stream, as far as it is undone here (ISO 32000-1 §7.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filter {
    Flate,
    Lzw,
    RunLength,
    Ascii85,
    AsciiHex,
    /// One that makes pixels, which are bounded by what the picture says.
    Pixels,
}

impl Filter {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"ASCII85Decode" | b"A85" => Self::Ascii85,
            b"ASCIIHexDecode" | b"AHx" => Self::AsciiHex,
            b"DCTDecode" | b"DCT" | b"JPXDecode" | b"CCITTFaxDecode" | b"CCF" | b"JBIG2Decode" => Self::Pixels,
            _ => return None,
        })
    }
}

/// A dictionary with its escaped names written out (ISO 32000-1 §7.3.5).
pub(super) fn unescaped(dictionary: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(dictionary.len());
    let mut rest = dictionary;
    while let Some((first, more)) = rest.split_first() {
        let hex = |at: usize| more.get(at).and_then(|digit| (*digit as char).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'#', Some(high), Some(low)) => {
                text.push((high * 16 + low) as u8);
                rest = &more[2..];
            }
            _ => {
                text.push(*first);
                rest = more;
            }
        }
    }
    text
}

/// Refuses a dictionary that promises more pixels than a picture may have; also
/// for the keys of a picture within a content stream (ISO 32000-1 §8.9.7).
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn pixels(dictionary: &[u8]) -> Result<(), Message> {
    let side = |names: [&[u8]; 2]| names.iter().find_map(|name| value(dictionary, name));
    let (width, height) = (side([b"/Width", b"/W"]), side([b"/Height", b"/H"]));
    if let (Some(width), Some(height)) = (width, height) {
        let (Some(width), Some(height)) = (number(width), number(height)) else {
            return Err(message!("is a PDF that keeps the size of a picture elsewhere; export it again"));
        };
        too_many(width, height)?;
    }
    for key in [b"/Columns".as_slice(), b"/Rows"] {
        let columns = value(dictionary, key).and_then(number).unwrap_or(0);
        if columns > MAX_COLUMNS {
            return Err(message!("is a PDF with a picture of {columns} columns or rows, more than fuzi sets", columns));
        }
    }
    Ok(())
}

fn too_many(width: u64, height: u64) -> Result<(), Message> {
    if width.saturating_mul(height) > MAX_PIXELS {
        return Err(message!(
            "is a PDF with a picture of {width} × {height} pixels inside, more than fuzi sets",
            width,
            height
        ));
    }
    Ok(())
}

/// What stands behind a key.
fn value<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let found = dictionary.windows(key.len()).enumerate().filter(|(_, word)| *word == key);
    let behind = found.map(|(at, _)| &dictionary[at + key.len()..]);
    let whole = |rest: &&[u8]| rest.first().is_some_and(|next| !next.is_ascii_alphanumeric());
    behind.into_iter().find(whole).map(<[u8]>::trim_ascii_start)
}

/// A number; `None` for anything else, also for a reference `7 0 R`.
fn number(text: &[u8]) -> Option<u64> {
    let words = text.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'['));
    let mut words = words.filter(|word| !word.is_empty());
    let first = std::str::from_utf8(words.next()?).ok()?;
    let first = first.parse::<f64>().ok().filter(|value| *value >= 0.0)?;
    (words.nth(1) != Some(b"R")).then_some(first as u64)
}

/// The filters that a dictionary names; `None` if they stand elsewhere or are
/// unknown.
fn filters(dictionary: &[u8]) -> Option<Vec<Filter>> {
    let Some(named) = value(dictionary, b"/Filter").or_else(|| value(dictionary, b"/F")) else {
        return Some(Vec::new());
    };
    let list = match named.strip_prefix(b"[") {
        Some(rest) => &rest[..rest.iter().position(|byte| *byte == b']')?],
        None => {
            let name = named.strip_prefix(b"/")?;
            let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
            &named[..=end]
        }
    };
    let names = list.split(|byte| *byte == b'/').skip(1).map(<[u8]>::trim_ascii);
    names.map(Filter::of).collect()
}

/// What a stream unpacks to, and how much its filters made of it on the way is
/// taken from what is `left`.
///
/// # Errors
///
/// If it is more than is left, or more pixels than a picture may have.
pub(super) fn unpacked(dictionary: &[u8], data: &[u8], left: &mut u64, too_much: &Message) -> Result<Vec<u8>, Message> {
    let filters = filters(dictionary).unwrap_or_default();
    if filters.len() > MAX_FILTERS {
        return Err(message!("is a PDF with streams packed more than {max_filters} times", max_filters = MAX_FILTERS));
    }
    let mut current = Vec::new();
    for (at, filter) in filters.iter().enumerate() {
        let data = if at == 0 { data } else { &current };
        let next = match filter {
            Filter::Flate => inflated(data, *left),
            Filter::Lzw => lzw(data, *left),
            Filter::RunLength => run_length(data, *left),
            Filter::Ascii85 => ascii_85(data, *left),
            Filter::AsciiHex => ascii_hex(data, *left),
            Filter::Pixels => {
                claimed(data)?;
                return Ok(Vec::new());
            }
        };
        *left = left.checked_sub(next.len() as u64).ok_or_else(|| too_much.clone())?;
        current = next;
    }
    // Filters that are named elsewhere are most often one `FlateDecode`.
    for at in 0..MAX_FILTERS {
        let data = if at == 0 && filters.is_empty() { data } else { &current };
        if !data.first().is_some_and(|first| first & 0x0F == 8 && first >> 4 <= 7) {
            break;
        }
        let next = inflated(data, *left);
        if next.is_empty() {
            break;
        }
        *left = left.checked_sub(next.len() as u64).ok_or_else(|| too_much.clone())?;
        current = next;
    }
    Ok(current)
}

/// Refuses a JPEG or JPEG 2000 that says it has too many pixels, whatever the
/// dictionary says.
fn claimed(data: &[u8]) -> Result<(), Message> {
    if data.starts_with(&[0xFF, 0xD8]) {
        let (width, height) = dimensions(data).unwrap_or_default();
        return too_many(u64::from(width), u64::from(height));
    }
    // The size marker follows the start of the codestream (ISO 15444-1 §A.5.1).
    let head = &data[..data.len().min(1 << 16)];
    let Some(at) = head.windows(4).position(|word| word == [0xFF, 0x4F, 0xFF, 0x51]) else { return Ok(()) };
    let side = |from: usize| {
        let bytes = head.get(at + from..at + from + 4).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u32::from_be_bytes)
    };
    too_many(u64::from(side(8)), u64::from(side(12)))
}

/// Inflates up to one byte more than is left; what is cut or damaged gives what
/// can be read of it.
fn inflated(data: &[u8], left: u64) -> Vec<u8> {
    let data = data.trim_ascii_start();
    let mut bytes = Vec::new();
    let _ = flate2::read::ZlibDecoder::new(data).take(left + 1).read_to_end(&mut bytes);
    if bytes.is_empty() && !data.is_empty() {
        // Readers try it without a head too.
        let raw = data.get(if data.first().is_some_and(|first| first & 0x0F == 8) { 2 } else { 0 }..);
        let _ = flate2::read::DeflateDecoder::new(raw.unwrap_or_default()).take(left + 1).read_to_end(&mut bytes);
    }
    bytes
}

/// Undoes LZW with early change (ISO 32000-1 §7.4.4). An entry is a piece of
/// what was written before.
fn lzw(data: &[u8], left: u64) -> Vec<u8> {
    let (mut bytes, mut entries) = (Vec::new(), Vec::<(usize, usize)>::new());
    let mut before: Option<(usize, usize)> = None;
    let (mut bits, mut count) = (0u32, 0u32);
    let mut data = data.iter();
    while bytes.len() as u64 <= left {
        let width = match entries.len() + 258 {
            0..=510 => 9,
            511..=1022 => 10,
            1023..=2046 => 11,
            _ => 12,
        };
        while count < width {
            let Some(next) = data.next() else { return bytes };
            bits = bits << 8 | u32::from(*next);
            count += 8;
        }
        count -= width;
        let code = (bits >> count & ((1 << width) - 1)) as usize;
        bits &= (1 << count) - 1;
        let begin = bytes.len();
        match code {
            256 => {
                entries.clear();
                before = None;
                continue;
            }
            257 => return bytes,
            0..=255 => bytes.push(code as u8),
            _ => {
                let Some((from, length)) = entries.get(code - 258).copied().or(before.map(|(at, n)| (at, n + 1)))
                else {
                    return bytes;
                };
                for at in from..from + length {
                    let Some(byte) = bytes.get(at).copied() else { return bytes };
                    bytes.push(byte);
                }
            }
        }
        if let Some((from, length)) = before.filter(|_| entries.len() < 4096 - 258) {
            entries.push((from, length + 1));
        }
        before = Some((begin, bytes.len() - begin));
    }
    bytes
}

fn run_length(mut data: &[u8], left: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() as u64 <= left {
        match data {
            [128, ..] | [] => return bytes,
            [length @ 0..=127, rest @ ..] => {
                let (run, rest) = rest.split_at(rest.len().min(usize::from(*length) + 1));
                bytes.extend(run);
                data = rest;
            }
            [_] => return bytes,
            [length, byte, rest @ ..] => {
                bytes.extend(std::iter::repeat_n(*byte, 257 - usize::from(*length)));
                data = rest;
            }
        }
    }
    bytes
}

fn ascii_hex(data: &[u8], left: u64) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| (*byte as char).to_digit(16));
    let digits: Vec<u32> = digits.take(2 * left as usize + 2).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)) as u8).collect()
}

fn ascii_85(data: &[u8], left: u64) -> Vec<u8> {
    let (mut bytes, mut group) = (Vec::new(), Vec::with_capacity(5));
    let flush = |group: &mut Vec<u8>, bytes: &mut Vec<u8>| {
        let kept = group.len().saturating_sub(1);
        group.resize(5, 84);
        let value = group.iter().fold(0u32, |value, digit| value.wrapping_mul(85).wrapping_add(u32::from(*digit)));
        bytes.extend(&value.to_be_bytes()[..kept]);
        group.clear();
    };
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            flush(&mut group, &mut bytes);
        }
        if bytes.len() as u64 > left {
            return bytes;
        }
    }
    flush(&mut group, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Filter, ascii_85, ascii_hex, filters, lzw, pixels, run_length, unescaped};

    #[test]
    fn filters_are_read_in_every_spelling() {
        let read = |text: &[u8]| filters(&unescaped(text));
        assert_eq!(read(b"1 0 obj << /Filter [/ASCII85Decode /Fl] >>"), Some(vec![Filter::Ascii85, Filter::Flate]));
        assert_eq!(read(b"obj<</Filter/Fl#61teDecode/Length 3>>"), Some(vec![Filter::Flate]));
        assert_eq!(read(b"obj<</Length 3>>"), Some(vec![]));
        assert_eq!(read(b"obj<</Filter 7 0 R>>"), None);
    }

    #[test]
    fn pixels_are_bounded_by_what_is_said() {
        assert!(pixels(b"<</Width 600/Height 400>>").is_ok());
        assert!(pixels(b"<</Width 60000 /Height 60000>>").unwrap_err().contains("60000 × 60000"));
        assert!(pixels(b"/W 60000 /H 60000 ").is_err());
        assert!(pixels(b"<</Width 7 0 R/Height 5>>").is_err());
        assert!(pixels(b"<</K -1 /Columns 9999999>>").is_err());
    }

    #[test]
    fn filters_are_undone_within_what_is_left() {
        assert_eq!(ascii_hex(b"48 65 6C>", 99), b"Hel");
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>", 99), b"Hello World!");
        assert_eq!(run_length(&[1, b'a', b'b', 255, b'c', 128], 99), b"abcc");
        assert_eq!(run_length(&[129, 0].repeat(1000), 300).len(), 384);
        // The example of ISO 32000-1 §7.4.4.2.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw(&packed, 99), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }
}
