//! What a part points to: links, pictures and other parts (ECMA-376-2 §9.3),
//! numbered in the order in which they are asked for.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape::escape;
use super::write::DECLARATION;

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

    /// Writes the part that holds them.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (at, (kind, target, external)) in self.list.iter().enumerate() {
            let mode = if *external { " TargetMode=\"External\"" } else { "" };
            let target = escape(target);
            let _ = write!(out, "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>", at + 1);
        }
        out + "</Relationships>"
    }
}
