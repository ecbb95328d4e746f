//! The seal of a document: a hash of everything that it says, which both of its editions
//! carry. It must not know where anything was written, nor how large it is set.

use std::io;

use serde::Serialize as _;
use serde_json::Serializer;
use serde_json::ser::{CharEscape, Formatter};
use sha2::{Digest, Sha256};

use super::resolved::Resolved;

/// The name of the places in a serialised document.
const PLACE: &str = "span";

/// The seal of a document, in digits of base 16: the SHA-256 of its texts and of what
/// they are, in order.
#[must_use]
pub fn seal(document: &Resolved) -> String {
    let mut hash = Hash(Sha256::new());
    // Neither the hash nor the document fails.
    let _ = document.serialize(&mut Serializer::with_formatter(&mut hash, Said::default()));
    hash.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// JSON without places, and without lengths, which are the style's.
#[derive(Default)]
struct Said {
    key: String,
    in_key: bool,
}

impl Said {
    fn is_place(&self) -> bool {
        !self.in_key && self.key == PLACE
    }
}

impl Formatter for Said {
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.key.clear();
        self.in_key = true;
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key {
            self.key.push_str(fragment);
        }
        if self.is_place() { Ok(()) } else { writer.write_all(fragment.as_bytes()) }
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        let byte = match escape {
            CharEscape::AsciiControl(byte) => byte,
            CharEscape::Quote => b'"',
            CharEscape::ReverseSolidus => b'\\',
            CharEscape::Solidus => b'/',
            CharEscape::Backspace => 8,
            CharEscape::FormFeed => 12,
            CharEscape::LineFeed => b'\n',
            CharEscape::CarriageReturn => b'\r',
            CharEscape::Tab => b'\t',
        };
        // As it is escaped, so that no text looks like its end.
        writer.write_all(&[b'\\', byte])
    }

    fn write_f32<W: ?Sized + io::Write>(&mut self, _: &mut W, _: f32) -> io::Result<()> {
        Ok(())
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, _: &mut W, _: f64) -> io::Result<()> {
        Ok(())
    }
}
