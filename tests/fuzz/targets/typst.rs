//! Any text becomes Typst source that parses, whose every part leads to a place.

#![no_main]

use fuzi::write::typst;
use fuzi_fuzz::manuscript;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(made) = manuscript(bytes) else { return };
    let source = typst::write(&made.resolved, made.style, &made.images, made.fonts);
    let (errors, _) = ::typst::syntax::parse(&source.text).errors_and_warnings();
    assert!(errors.is_empty(), "{errors:?}");
});
