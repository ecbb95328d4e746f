//! What a part points to: links, pictures and other parts (ECMA-376-2 §9.3),
//! numbered in the order in which they are asked for.

use std::collections::BTreeMap;

use super::element::Element;

/// The schema of the part.
const SCHEMA: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// What may not stand in an address (RFC 3987): Word opens no file that holds
/// such a one.
const FORBIDDEN: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The longest address that Word opens a file with.
const LONGEST: usize = 2_079;

/// The relations of one part.
#[derive(Debug, Default)]
pub struct Relations {
    list: Vec<(String, String, bool)>,
    known: BTreeMap<(String, String), usize>,
}

impl Relations {
    /// The id of the relation to another part.
    pub fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(format!("{BASE}{kind}"), target, false)
    }

    /// The id of the relation to a place outside.
    /// `None` if it is longer than Word opens.
    pub fn link(&mut self, url: &str) -> Option<String> {
        let url = percent_encoding::utf8_percent_encode(url, FORBIDDEN).to_string();
        (url.len() <= LONGEST).then(|| self.add(format!("{BASE}hyperlink"), &url, true))
    }

    /// The id of the relation to something that another schema names.
    pub fn foreign(&mut self, kind: &str, target: &str) -> String {
        self.add(kind.to_owned(), target, false)
    }

    fn add(&mut self, kind: String, target: &str, external: bool) -> String {
        let key = (kind, target.to_owned());
        let at = match self.known.get(&key) {
            Some(at) => *at,
            None => {
                self.list.push((key.0.clone(), key.1.clone(), external));
                self.known.insert(key, self.list.len());
                self.list.len()
            }
        };
        format!("rId{at}")
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The part that holds them.
    #[must_use]
    pub fn tree(&self) -> Element {
        let relation = |(at, (kind, target, external)): (usize, &(String, String, bool))| {
            let relation = Element::new("Relationship")
                .with("Id", format!("rId{}", at + 1))
                .with("Type", kind.clone())
                .with("Target", target.clone());
            if *external { relation.with("TargetMode", "External") } else { relation }
        };
        Element::new("Relationships").with("xmlns", SCHEMA).holding_all(self.list.iter().enumerate().map(relation))
    }
}
