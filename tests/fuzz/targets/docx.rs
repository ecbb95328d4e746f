//! Any text becomes a Word package whose parts are well-formed XML.

#![no_main]

use fuzi::diag::Sink;
use fuzi::write::docx;
use fuzi_fuzz::manuscript;
use fuzi_fuzz::package::{is_well_formed, parts};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(made) = manuscript(bytes) else { return };
    let mut sink = Sink::new();
    let file =
        docx::write(&made.resolved, &made.images, made.style, None, None, &docx::Manuscript::default(), &mut sink);
    let file = file.bytes().expect("a package is put together");
    parts(&file).iter().for_each(|(name, part)| is_well_formed(name, part));
});
