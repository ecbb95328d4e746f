//! Any text is read: without a panic, and every node lies in the text.

#![no_main]

use fuzi::diag::{Sink, Sources};
use fuzi::model::{visit_blocks, visit_inlines};
use fuzi::read::markdown;
use fuzi_fuzz::{every_place_is_in, is_in, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = text(bytes);
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let id = sources.add("a.md", text.as_str());
    match markdown::read(id, &text, &mut sink) {
        Ok(document) => {
            visit_blocks(&document, &mut |block| is_in(&sources, block.span));
            visit_inlines(&document, &mut |inline| is_in(&sources, inline.span));
        }
        Err(errors) => every_place_is_in(&sources, &errors),
    }
    every_place_is_in(&sources, &sink.into_sorted());
});
