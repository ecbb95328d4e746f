//! Any text is read as a citation style: it is refused, or sets the citations and the
//! list of a document.

#![no_main]

use fuzi::assets::Images;
use fuzi::cite::{CitationStyle, Library, References, SourceText};
use fuzi::diag::{Code, Sink, Sources};
use fuzi::read::markdown;
use fuzi::resolve;
use fuzi::style;
use fuzi_fuzz::text;
use libfuzzer_sys::fuzz_target;

const WORKS: &str = include_str!("../../suite/assets/works.bib");
const TEXT: &str = "---\nnocite: ['*']\n---\n\n见 [@KEYS]、@FIRST 与 [-@FIRST, p. 3; 参 @FIRST, 第 4–5 页]。\n";

fuzz_target!(|bytes: &[u8]| {
    let Ok(style) = CitationStyle::read(&text(bytes)) else { return };
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let keys: Vec<&str> = WORKS.lines().filter_map(|line| line.strip_prefix('@')?.split('{').nth(1)).collect();
    let keys: Vec<&str> = keys.iter().map(|key| key.trim_end_matches(',')).collect();
    let text = TEXT.replace("KEYS", &keys.join("; @")).replace("FIRST", keys[0]);
    let id = sources.add("works.bib", WORKS);
    let library = Library::read(&[SourceText { id, name: "works.bib", text: WORKS }], &mut sink);
    let document = markdown::read(sources.add("a.md", text.as_str()), &text, &mut sink).expect("the text is read");
    let sheet = style::load(sources.add("a.toml", ""), "").expect("an empty sheet is a style");
    let references = References { library, style, examined: Code::ALL.iter().copied().collect() };
    let _ = resolve::resolve(document, &sheet, &Images::new(), &references, &mut sink);
});
