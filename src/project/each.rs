//! `each` of a document: one entry, or a list of them.

use serde::Deserialize;
use serde::de::{SeqAccess, Visitor};
use toml::Spanned;

/// What `each` names.
#[derive(Debug, Clone)]
pub(super) enum Each {
    /// One file or pattern.
    One(String),
    /// Several.
    List(Vec<Spanned<String>>),
}

impl<'de> Deserialize<'de> for Each {
    fn deserialize<D: serde::Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Each;

            fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.write_str("a file name, or a list of them")
            }

            fn visit_str<E>(self, text: &str) -> Result<Each, E> {
                Ok(Each::One(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Each, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    entries.push(entry);
                }
                Ok(Each::List(entries))
            }
        }
        reader.deserialize_any(Entries)
    }
}

impl Each {
    /// The entries with their places; one alone has the place of the whole.
    pub(super) fn entries(written: &Spanned<Self>) -> Vec<Spanned<String>> {
        match written.get_ref() {
            Self::One(entry) => vec![Spanned::new(written.span(), entry.clone())],
            Self::List(entries) => entries.clone(),
        }
    }
}
