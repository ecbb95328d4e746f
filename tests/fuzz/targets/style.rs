//! Any text is read as a style sheet: it becomes a style or errors with their
//! places, and a style written out is the same style when it is read again.

#![no_main]

use fuzi::diag::Sources;
use fuzi::style;
use fuzi_fuzz::{every_place_is_in, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let mut sources = Sources::new();
    match style::load(sources.add("a.toml", text.as_str()), &text) {
        Ok(style) => {
            let sheet = style.to_sheet();
            let again = style::load(sources.add("b.toml", sheet.as_str()), &sheet).expect("a written sheet is read");
            assert_eq!(sheet, again.to_sheet(), "a style changes when it is written and read");
        }
        Err(errors) => every_place_is_in(&sources, &errors),
    }
});
