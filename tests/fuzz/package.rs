//! Word files as packages: their parts, and a package of parts. It knows no Word.

use std::io::{Cursor, Read as _, Write as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a package with their names.
///
/// # Panics
///
/// If it does not open.
pub fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut package = ZipArchive::new(Cursor::new(file)).expect("the package opens");
    let count = package.len();
    let part = |at| {
        let mut part = package.by_index(at).expect("the part opens");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("the part is whole");
        (part.name().to_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// A package of parts, one of which may be exchanged.
///
/// # Panics
///
/// If it cannot be written into memory.
pub fn packed(parts: &[(String, Vec<u8>)], (changed, with): (&str, &[u8])) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        package.start_file(name.as_str(), stored).expect("a part begins");
        package.write_all(if name == changed { with } else { bytes }).expect("a part is written");
    }
    package.finish().expect("the package ends").into_inner()
}

/// A part is well-formed XML without characters that XML cannot hold.
///
/// # Panics
///
/// If it is not.
pub fn is_well_formed(name: &str, part: &[u8]) {
    let xml = std::str::from_utf8(part).expect("the part is UTF-8");
    let forbidden =
        |sign: char| matches!(sign, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    assert!(!xml.contains(forbidden), "{name} holds a character that XML cannot");
    let mut reader = Reader::from_str(xml);
    let mut open = 0usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(start) => {
                open += 1;
                start
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap_or_else(|error| panic!("{name}: {error}"))));
            }
            Event::Empty(start) => {
                start
                    .attributes()
                    .for_each(|attribute| drop(attribute.unwrap_or_else(|error| panic!("{name}: {error}"))));
            }
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name} ends in the middle");
}
