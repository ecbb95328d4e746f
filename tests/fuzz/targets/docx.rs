//! Any text becomes a Word package whose parts are well-formed XML.

#![no_main]

use std::io::{Cursor, Read as _};

use fuzi::diag::Sink;
use fuzi::write::docx;
use fuzi_fuzz::manuscript;
use libfuzzer_sys::fuzz_target;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

fuzz_target!(|bytes: &[u8]| {
    let Some(made) = manuscript(bytes) else { return };
    let mut sink = Sink::new();
    let file =
        docx::write(&made.resolved, &made.images, made.style, None, None, &docx::Manuscript::default(), &mut sink);
    let file = file.bytes().expect("a package is put together");
    let mut package = ZipArchive::new(Cursor::new(file)).expect("the package opens");
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("the part opens");
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("the part is UTF-8");
        is_well_formed(part.name(), &xml);
    }
});

fn is_well_formed(name: &str, xml: &str) {
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
