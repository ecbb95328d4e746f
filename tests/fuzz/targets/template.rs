//! A Word file with any text as one of its parts is a template: it is refused, or
//! becomes a style sheet and the frame of a Word file whose parts are well-formed XML.

#![no_main]

use std::sync::LazyLock;

use fuzi::diag::{Language, Sink};
use fuzi::template::Template;
use fuzi::write::docx;
use fuzi_fuzz::package::{is_well_formed, packed, parts};
use fuzi_fuzz::{Manuscript, manuscript};
use libfuzzer_sys::fuzz_target;

/// The parts that are exchanged; the first byte chooses one.
const PARTS: [&str; 8] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/footer1.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "word/theme/theme1.xml",
];

const TEXT: &str = "a---\ntitle: 题\n---\n\n# 一\n\n正文[^1]\n\n- 甲\n\n1. 乙\n\n[^1]: 注\n\n|a|b|\n|-|-|\n|1|2|\n";

static MADE: LazyLock<Manuscript> = LazyLock::new(|| manuscript(TEXT.as_bytes()).expect("the text is read"));
static GOOD: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| parts(&written(None)));

fn written(template: Option<&Template>) -> Vec<u8> {
    let (mut sink, files) = (Sink::new(), docx::Manuscript::default());
    let file = docx::write(&MADE.resolved, &MADE.images, MADE.style, None, template, &files, &mut sink);
    file.bytes().expect("a package is put together")
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let part = PARTS[usize::from(choice.wrapping_sub(b'0')) % PARTS.len()];
    let file = packed(&GOOD, (part, rest));
    let Ok(template) = Template::read("a.docx", &file) else { return };
    let _ = template.sheet("a", None, Language::English);
    parts(&written(Some(&template)))
        .iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        .for_each(|(name, part)| is_well_formed(name, part));
});
