//! What fuzi keeps carries its seal: a first line with a hash of its name and of
//! the bytes behind that line. What is damaged, or stands under another name, is
//! nothing; and what has no such line was not written by fuzi.

use super::files::record;

/// What a sealed file is, as its first line begins: the kind and its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An entry of a cache.
    Cache,
    /// The manuscript of a Word file.
    Base,
}

impl Kind {
    /// How every file of the kind begins, of any version.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Cache => "fuzi-cache ",
            Self::Base => "fuzi-base ",
        }
    }

    const fn version(self) -> u32 {
        match self {
            Self::Cache => 2,
            Self::Base => 1,
        }
    }
}

/// The bytes of a file that holds `body` under a name.
pub(super) fn sealed(kind: Kind, name: &str, body: &[u8]) -> Vec<u8> {
    let mut file = line(kind, name, body).into_bytes();
    file.push(b'\n');
    file.extend_from_slice(body);
    file
}

/// What a file of this name holds; `None` if it is damaged or was sealed under
/// another name.
pub(super) fn unsealed(kind: Kind, name: &str, mut file: Vec<u8>) -> Option<Vec<u8>> {
    let end = file.iter().position(|byte| *byte == b'\n')?;
    let body = file.split_off(end + 1);
    file.pop();
    (file == line(kind, name, &body).as_bytes()).then_some(body)
}

fn line(kind: Kind, name: &str, body: &[u8]) -> String {
    // A name has no line break, so that the two cannot be told otherwise.
    let hash = record::hash_all(&[name.as_bytes(), b"\n", body]);
    format!("{}{} {hash}", kind.mark(), kind.version())
}

#[cfg(test)]
mod tests {
    use super::{Kind, sealed, unsealed};

    const NAME: &str = "documents/0123";

    #[test]
    fn damaged_entries_are_none() {
        let whole = sealed(Kind::Cache, NAME, b"{\"a\": 1}");
        assert_eq!(unsealed(Kind::Cache, NAME, whole.clone()).as_deref(), Some(&b"{\"a\": 1}"[..]));
        for end in 0..whole.len() {
            assert_eq!(unsealed(Kind::Cache, NAME, whole[..end].to_vec()), None, "cut at {end}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert_eq!(unsealed(Kind::Cache, NAME, damaged), None, "changed at {at}");
        }
    }

    #[test]
    fn an_entry_under_another_name_is_none() {
        let whole = sealed(Kind::Cache, NAME, b"{}");
        for other in ["documents/0124", "pictures/0123", ""] {
            assert_eq!(unsealed(Kind::Cache, other, whole.clone()), None, "{other}");
        }
        assert_eq!(unsealed(Kind::Base, NAME, whole), None);
    }
}
