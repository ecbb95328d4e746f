//! What is looked at in a PDF before its reader sees it: the reader and the
//! typesetter follow arrays and dictionaries recursively and unpack streams
//! without a bound.

use crate::diag::{Message, message};
use std::collections::{BTreeMap, HashSet};

use super::pdf_streams;

/// What is said of a PDF that needs a password.
pub(super) const ENCRYPTED: &str = "is an encrypted PDF; save it without a password";
/// How deep arrays, dictionaries and strings may nest.
const MAX_DEPTH: usize = 500;
/// The most that all packed streams may hold, in bytes.
const MAX_UNPACKED: u64 = 256 << 20;
/// The longest head of a picture in a content stream.
const MAX_INLINE: usize = 4096;
/// The dictionaries of a stream whose own is not found.
const UNKNOWN: &[&[u8]] = &[b""];
/// The longest string in bytes (ISO 32000-1 Annex C.2 has 32,767).
const MAX_STRING: usize = 1 << 16;
/// How many nodes of the page tree may be named again: nodes that are shared on
/// every level make twice as many pages a level. A file that was saved on top of
/// itself names some again too.
const MAX_SHARED: usize = 16;
/// How much of a file is scanned, as a multiple of its length: what one object
/// holds may look like another.
const MAX_SCANS: usize = 4;

/// Refuses what would exhaust the stack or the memory of a PDF reader.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), Message> {
    // The trailer is never packed (ISO 32000-1 §7.5.8.1), so the key is seen.
    if find(bytes, b"/Encrypt").is_some() {
        return Err(ENCRYPTED.into());
    }
    let mut budget = bytes.len().saturating_mul(MAX_SCANS) + 4096;
    let mut dictionaries: BTreeMap<usize, Vec<&[u8]>> = BTreeMap::new();
    for word in [b"obj".as_slice(), b"trailer", b"startxref"] {
        for at in positions(bytes, word) {
            let object = &bytes[at + word.len()..];
            let used = nesting(object, true)?;
            budget = budget.checked_sub(used).ok_or("is a PDF whose objects hold each other")?;
            if object[used..].starts_with(b"stream") {
                dictionaries.entry(at + word.len() + used).or_default().push(&object[..used]);
            }
        }
    }
    let mut kids = Kids::default();
    kids.add(bytes);
    streams(bytes, &dictionaries, &mut kids)?;
    if kids.shared > MAX_SHARED {
        return Err(message!("is a PDF whose pages stand several times in its page tree; export it again"));
    }
    Ok(())
}

/// The nodes of trees that arrays of children name (ISO 32000-1 §7.7.3.2).
#[derive(Default)]
struct Kids {
    known: HashSet<u32>,
    shared: usize,
}

impl Kids {
    fn add(&mut self, bytes: &[u8]) {
        for at in positions(bytes, b"/Kids") {
            let rest = bytes[at + "/Kids".len()..].trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b"[") else { continue };
            let end = rest.iter().position(|byte| *byte == b']').unwrap_or(rest.len());
            // Each is a number, a generation and `R`.
            let words = rest[..end].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
            for word in words.step_by(3) {
                let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
                self.shared += usize::from(number.is_some_and(|number| !self.known.insert(number)));
            }
        }
    }
}

/// Unpacks every stream and looks for deep nesting and for pictures in it. What
/// looks like an object in other data makes a second dictionary before a stream.
fn streams(bytes: &[u8], dictionaries: &BTreeMap<usize, Vec<&[u8]>>, kids: &mut Kids) -> Result<(), Message> {
    let mut left = MAX_UNPACKED;
    let too_much = message!("is a PDF that unpacks to more than {max_unpacked} MB", max_unpacked = MAX_UNPACKED >> 20);
    for at in positions(bytes, b"stream").filter(|at| !bytes[..*at].ends_with(b"end")) {
        let data = &bytes[at + "stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let known = dictionaries.get(&at).map_or(UNKNOWN, Vec::as_slice);
        for (number, dictionary) in known.iter().enumerate() {
            let dictionary = pdf_streams::unescaped(dictionary);
            pdf_streams::pixels(&dictionary)?;
            let unpacked = pdf_streams::unpacked(&dictionary, data, &mut left, &too_much)?;
            nesting(&unpacked, false)?;
            inline_pictures(&unpacked)?;
            if number == 0 {
                kids.add(&unpacked);
            }
        }
        inline_pictures(&data[..find(data, b"endstream").unwrap_or(0)])?;
    }
    Ok(())
}

/// The pictures that stand in a content stream itself (ISO 32000-1 §8.9.7).
fn inline_pictures(content: &[u8]) -> Result<(), Message> {
    for at in positions(content, b"BI") {
        let head = &content[at + 2..content.len().min(at + MAX_INLINE)];
        if head.first().is_some_and(|next| next.is_ascii_whitespace() || *next == b'/') {
            pdf_streams::pixels(&head[..find(head, b"ID").unwrap_or(0)])?;
        }
    }
    Ok(())
}

/// Follows the brackets from here to the end of the object if it is `one`, else
/// to the end; gives back how far it came (ISO 32000-1 §7.2, §7.3).
fn nesting(bytes: &[u8], one: bool) -> Result<usize, Message> {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'[' | b'<' | b'{' => depth += 1,
            b']' | b'>' | b'}' => depth = depth.saturating_sub(1),
            b'(' => at += string(&bytes[at..]),
            b'%' => at += bytes[at..].iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(bytes.len() - at),
            b'e' | b's' if one && depth == 0 => {
                let rest = &bytes[at..];
                if rest.starts_with(b"endobj") || rest.starts_with(b"stream") || rest.starts_with(b"startxref") {
                    return Ok(at);
                }
            }
            _ => {}
        }
        if depth > 2 * MAX_DEPTH {
            return Err(message!("is a PDF nested deeper than {max_depth} objects", max_depth = MAX_DEPTH));
        }
        at += 1;
    }
    Ok(bytes.len())
}

/// How far the last byte of a string lies behind its first.
fn string(bytes: &[u8]) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).filter(|_| at < MAX_STRING) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    // No string: what looked like one is other data, and is scanned as such.
    0
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(word) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

fn positions<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(&bytes[from..], word)?;
        from = at + word.len();
        Some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn what_a_reader_would_not_survive() {
        let deep = |inner: &[u8]| [b"%PDF-1.4\n1 0 obj\n".as_slice(), inner].concat();
        assert!(check(&deep(b"<< /A [1 2 (])] >> endobj")).is_ok());
        assert!(check(&deep(&b"[".repeat(2_000))).unwrap_err().contains("nested"));
        assert!(check(&deep(&b"[ (]) ".repeat(2_000))).unwrap_err().contains("nested"));
        let shared: String =
            (0..40).map(|n| format!("{n} 0 obj << /Kids [{0} 0 R {0} 0 R] >> endobj ", n + 1)).collect();
        assert!(check(&deep(shared.as_bytes())).unwrap_err().contains("several times"));
        assert!(check(&deep(b"endobj trailer << /Encrypt 3 0 R >>")).unwrap_err().contains("encrypted"));
    }
}
