//! The bytes of a Word file become its parts by name: unpacked within bounds,
//! with the relations that lead from one to the other (ECMA-376-2).

use crate::diag::{Message, message};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::element::Element;
use super::escape::decode;

/// The parts that a file may hold.
const MAX_PARTS: usize = 4_000;
/// The bytes that all parts may unpack to.
const MAX_TOTAL: u64 = 192 << 20;
/// How large a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many parts it holds.
    pub parts: usize,
    /// How many bytes they unpack to.
    pub size: u64,
}

impl Bounds {
    /// What stands where nobody says anything.
    pub const DEFAULT: Self = Self { parts: MAX_PARTS, size: MAX_TOTAL };
    /// The most that anybody may ask for: what a ZIP file without extensions counts, and 1 GB.
    pub const MOST: Self = Self { parts: 65_535, size: 1 << 30 };
}

impl Default for Bounds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// How many times larger than packed a part may be, if it is not small.
const MAX_RATIO: u64 = 250;
/// What counts as small.
const SMALL: u64 = 1 << 20;

/// How old Word files (.doc) and encrypted ones begin ([MS-CFB] §2.2).
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What is wrong with a file: the end of a sentence that begins with its name,
/// and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: the end of a sentence that begins with the file's name.
    pub reason: Message,
    /// What to do about it.
    pub hint: Option<&'static str>,
    /// The key below `[limits]` of the bound that the file is past.
    pub bound: Option<&'static str>,
}

impl Fault {
    /// A fault without a hint.
    pub fn new(reason: impl Into<Message>) -> Self {
        Self { reason: reason.into(), hint: None, bound: None }
    }

    fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    fn past(self, bound: &'static str) -> Self {
        Self { bound: Some(bound), ..self }
    }

    /// How the bound is raised that the file is past, where a project sets it.
    pub fn raise(&self) -> Option<Message> {
        self.bound.map(|key| message!("raise `{key}` under [limits] if you trust it", key))
    }
}

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: String,
    /// Its type: an address.
    pub kind: String,
    /// The name of the part, or the address of something outside.
    pub target: String,
    /// Whether the target is outside.
    pub external: bool,
}

/// The parts of a file.
#[derive(Debug, Default)]
pub struct Parts {
    bytes: BTreeMap<String, Vec<u8>>,
    /// The types by part and by extension.
    types: BTreeMap<String, String>,
    defaults: BTreeMap<String, String>,
}

impl Parts {
    /// Unpacks a file.
    pub fn open(bytes: &[u8]) -> Result<Self, Fault> {
        Self::open_within(bytes, Bounds::DEFAULT)
    }

    /// Unpacks a file that may be as large as some bounds say.
    pub fn open_within(bytes: &[u8], bounds: Bounds) -> Result<Self, Fault> {
        if bytes.starts_with(&COMPOUND) {
            let fault = Fault::new("is encrypted, or an old Word file (.doc)");
            return Err(fault.hint("open it in Word, remove the password and save it as .docx"));
        }
        let no_package =
            |_| Fault::new("is not a Word file (.docx or .dotx)").hint("open it in Word or WPS and save it as .docx");
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(no_package)?;
        if archive.len() > bounds.parts {
            let fault = Fault::new(message!("holds more than {max_parts} parts", max_parts = bounds.parts));
            return Err(fault.past("office-parts"));
        }
        let mut parts = Self::default();
        let mut room = Room { left: bounds.size, whole: bounds.size };
        for at in 0..archive.len() {
            let file = archive.by_index(at).map_err(|error| unreadable(&error))?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().trim_start_matches('/').replace('\\', "/");
            let bytes = unpack(file, &name, &mut room)?;
            parts.bytes.entry(name).or_insert(bytes);
        }
        parts.read_types()?;
        Ok(parts)
    }

    fn read_types(&mut self) -> Result<(), Fault> {
        let missing = || Fault::new("is not a Word file: it has no [Content_Types].xml");
        let types = self.xml("[Content_Types].xml")?.ok_or_else(missing)?;
        for entry in types.elements() {
            let kind = entry.attribute("ContentType").unwrap_or_default().to_owned();
            match (entry.attribute("PartName"), entry.attribute("Extension")) {
                (Some(name), _) => drop(self.types.insert(name.trim_start_matches('/').to_lowercase(), kind)),
                (None, Some(extension)) => drop(self.defaults.insert(extension.to_lowercase(), kind)),
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// The bytes of a part.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.bytes.get(name).map(Vec::as_slice)
    }

    /// The text of a part: `None` if there is no such part, nothing in it if the
    /// part is no text.
    pub fn text(&self, name: &str) -> Option<Option<Cow<'_, str>>> {
        self.get(name).map(decode)
    }

    /// Puts other bytes into a part.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.bytes.insert(name.to_owned(), bytes);
    }

    /// Takes a part out.
    pub fn take_out(&mut self, name: &str) {
        self.bytes.remove(name);
    }

    /// The type of a part.
    pub fn kind(&self, name: &str) -> &str {
        let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let kind = self.types.get(&name.to_lowercase()).or_else(|| self.defaults.get(&extension));
        kind.map_or("application/octet-stream", String::as_str)
    }

    /// The tree of a part; `None` if there is no such part.
    pub fn xml(&self, name: &str) -> Result<Option<Element>, Fault> {
        let Some(bytes) = self.get(name) else { return Ok(None) };
        let text = decode(bytes).ok_or_else(|| Fault::new(message!("is broken: its part {name} is not text", name)))?;
        let tree = Element::parse(&text);
        tree.map(Some).map_err(|reason| Fault::new(message!("is broken: its part {name} {reason}", name, reason)))
    }

    /// The relations of a part, those of the file itself for an empty name.
    pub fn relations(&self, name: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(tree) = self.xml(&format!("{prefix}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let relation = |entry: &Element| {
            let external = entry.attribute("TargetMode") == Some("External");
            let target = entry.attribute("Target")?;
            Some(Relation {
                id: entry.attribute("Id")?.to_owned(),
                kind: entry.attribute("Type")?.to_owned(),
                target: if external { target.to_owned() } else { resolved(folder, target) },
                external,
            })
        };
        Ok(tree.elements().filter_map(relation).collect())
    }

    /// The part that a relation of a type leads to; the end of the type's
    /// address is enough, for the strict form has others.
    pub fn related(&self, name: &str, kind: &str) -> Result<Option<String>, Fault> {
        let relations = self.relations(name)?;
        let found = relations.into_iter().find(|r| !r.external && r.kind.rsplit('/').next() == Some(kind));
        Ok(found.map(|relation| relation.target).filter(|target| self.bytes.contains_key(target)))
    }
}

/// The name of the part that a target means, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.retain(|part| !part.is_empty());
    path.join("/")
}

/// How many bytes may still be unpacked, of how many.
struct Room {
    left: u64,
    whole: u64,
}

fn unpack<R: std::io::Read>(file: zip::read::ZipFile<'_, R>, name: &str, room: &mut Room) -> Result<Vec<u8>, Fault> {
    let packed = file.compressed_size();
    let likely = packed.saturating_mul(MAX_RATIO).max(SMALL);
    let bound = room.left.min(likely);
    let mut bytes = Vec::new();
    let read = file.take(bound + 1).read_to_end(&mut bytes);
    read.map_err(|_| Fault::new(message!("is broken: its part {name} cannot be unpacked", name)))?;
    let size = bytes.len() as u64;
    if size > likely {
        return Err(Fault::new(message!("unpacks to far more than it holds (at {name}); it is not read", name)));
    }
    if size > room.left {
        let fault = Fault::new(message!("unpacks to more than {max_bytes} MB", max_bytes = room.whole >> 20));
        return Err(fault.past("office-size"));
    }
    room.left -= size;
    Ok(bytes)
}

fn unreadable(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Fault::new("is encrypted").hint("remove the password and save it as .docx")
        }
        other => Fault::new(message!("is broken: {error}", error = Message::recognised(&other.to_string()))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, resolved};

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolved("word", "../customXml/a.xml"), "customXml/a.xml");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("", "word/document.xml"), "word/document.xml");
        assert_eq!(resolved("word", "../../../x"), "x");
    }

    #[test]
    fn no_word_files() {
        let reason = |bytes: &[u8]| Parts::open(bytes).unwrap_err().reason;
        assert!(reason(b"").contains("is not a Word file"));
        assert!(reason(b"PK\x03\x04 and no more").contains("is not a Word file"));
        assert!(reason(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....").contains("encrypted"));
    }
}
