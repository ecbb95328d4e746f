//! Formulas and the Typst that they become, compiled and compared.

#![expect(clippy::wildcard_enum_match_arm, reason = "looks for what it checks")]

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::write;
use crate::model::math::{Class, Expr, Face, FractionLine, Size};
use crate::read::latex::samples::{characters, missing, random_trees, trees};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<(LazyHash<FontBook>, Vec<Font>)> = LazyLock::new(|| {
    let files: [&[u8]; 2] = [
        include_bytes!("../../../../fonts/STIXTwoMath-Regular.otf"),
        include_bytes!("../../../../fonts/FuziSong-Regular.otf"),
    ];
    let fonts: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
    (LazyHash::new(FontBook::from_fonts(&fonts)), fonts)
});

struct Page(Source);

impl World for Page {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.0
    }

    fn main(&self) -> FileId {
        self.0.id()
    }

    fn source(&self, _id: FileId) -> FileResult<Source> {
        Ok(self.0.clone())
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.1.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The text of the page that a formula makes, or what is wrong with it.
fn print(formula: &str) -> Result<String, String> {
    let source = format!(
        "#set text(font: (\"STIX Two Math\", \"Fuzi Song\"), fallback: false)\n\
         #show math.equation: set text(font: (\"STIX Two Math\", \"Fuzi Song\"), fallback: false)\n\
         $ {formula} $\n"
    );
    let world = Page(Source::detached(source));
    let compiled = typst::compile::<PagedDocument>(&world);
    // The arrows of the font are made of parts that overlap too little: no matter.
    if let Some(warning) = compiled.warnings.iter().find(|w| !w.message.contains("minConnectorOverlap")) {
        return Err(format!("{formula}: {}", warning.message));
    }
    let document = compiled.output.map_err(|errors| format!("{formula}: {}", errors[0].message))?;
    let mut text = String::new();
    for page in document.pages() {
        glyphs(&page.frame, &mut text)?;
    }
    Ok(text.chars().map(plain).collect())
}

fn glyphs(frame: &Frame, out: &mut String) -> Result<(), String> {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => glyphs(&group.frame, out)?,
            FrameItem::Text(text) => {
                if text.glyphs.iter().any(|glyph| glyph.id == 0) {
                    return Err(format!("no glyph in “{}”", text.text));
                }
                out.push_str(&text.text);
            }
            _ => {}
        }
    }
    Ok(())
}

/// A mathematical letter as the plain one.
fn plain(c: char) -> char {
    const LATIN: u32 = 0x1d400;
    const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
    let code = c as u32;
    match code {
        0x1d400..=0x1d6a3 => {
            let index = (code - LATIN) % 52;
            let letter = if index < 26 { b'A' + index as u8 } else { b'a' + (index - 26) as u8 };
            letter as char
        }
        0x131 | 0x1d6a4 => 'i',
        0x237 | 0x1d6a5 => 'j',
        0x1d6a8..=0x1d7c9 => GREEK.chars().nth(((code - 0x1d6a8) % 58) as usize).unwrap_or(c),
        0x1d7ce..=0x1d7ff => char::from(b'0' + ((code - 0x1d7ce) % 10) as u8),
        _ => match c {
            'ℎ' => 'h',
            'ℂ' => 'C',
            'ℕ' => 'N',
            'ℙ' => 'P',
            'ℚ' => 'Q',
            'ℝ' => 'R',
            'ℤ' => 'Z',
            'ℬ' => 'B',
            'ℰ' => 'E',
            'ℱ' => 'F',
            'ℋ' => 'H',
            'ℐ' => 'I',
            'ℒ' => 'L',
            'ℳ' => 'M',
            'ℛ' => 'R',
            'ℭ' => 'C',
            _ => c,
        },
    }
}

#[test]
fn every_formula_compiles_and_shows_every_character() {
    let mut wrong = Vec::new();
    for (formula, tree) in trees() {
        let written = write(&tree);
        match print(&written) {
            Err(message) => wrong.push(format!("{formula}\n    {message}")),
            Ok(text) => {
                let expected: Vec<char> = characters(&tree).into_iter().map(plain).collect();
                if let Some(c) = missing(&expected, &text) {
                    wrong.push(format!("{formula}\n    {written}\n    {c} ({:04x}) is missing in {text}", c as u32));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn x() -> Box<Expr> {
    Box::new(Expr::Symbol { text: "x".into(), class: Class::Ordinary, face: Face::Default })
}

fn empty() -> Box<Expr> {
    Box::new(Expr::Row(Vec::new()))
}

#[test]
fn hostile_text_is_text() {
    let hostile = "\"\\#let x = 1; $a$ // no /* */ ]}) & , ; -> <= ... \u{0}\n_^'~@`\u{301}\u{202e}";
    for expr in [
        Expr::Text(hostile.into()),
        Expr::Function(hostile.into()),
        Expr::Number { text: hostile.into(), face: Face::Bold },
        Expr::Symbol { text: "\"\\#$&,;->'`_^()[]{}".into(), class: Class::Relation, face: Face::Default },
        Expr::Symbol { text: "a\u{301}\u{301}".into(), class: Class::Ordinary, face: Face::Script },
    ] {
        // A mark without a letter has no glyph in the fonts: that is no matter here.
        let printed = print(&write(&expr));
        assert!(printed.is_ok() || printed.as_ref().is_err_and(|e| e.starts_with("no glyph")), "{printed:?}");
    }
}

#[test]
fn every_kind_compiles_when_it_is_empty() {
    let kinds = [
        *empty(),
        Expr::Symbol { text: String::new(), class: Class::Large, face: Face::Bold },
        Expr::Symbol { text: "\u{0}".into(), class: Class::Fence, face: Face::Bold },
        Expr::Number { text: String::new(), face: Face::Default },
        Expr::Text(String::new()),
        Expr::Text("  ".into()),
        Expr::Function(String::new()),
        Expr::Fraction { numerator: empty(), denominator: empty(), line: FractionLine::Line },
        Expr::Fraction { numerator: empty(), denominator: empty(), line: FractionLine::None },
        Expr::Root { radicand: empty(), index: Some(empty()) },
        Expr::Scripts { base: empty(), sub: Some(empty()), sup: Some(empty()), limits: true },
        Expr::Scripts { base: empty(), sub: None, sup: None, limits: false },
        Expr::Fenced { open: None, close: None, body: empty() },
        Expr::Fenced { open: Some('\u{0}'), close: Some('x'), body: empty() },
        Expr::SizedDelimiter { text: '\u{0}', class: Class::Opening, scale: f32::NAN },
        Expr::Matrix { rows: vec![], columns: vec![] },
        Expr::Matrix { rows: vec![vec![], vec![*empty(), *x()]], columns: vec![] },
        Expr::Cases { rows: vec![], left: true },
        Expr::Cases { rows: vec![vec![]], left: false },
        Expr::Aligned(vec![]),
        Expr::Aligned(vec![vec![], vec![*x(), *x(), *x()]]),
        Expr::Gathered(vec![]),
        Expr::Gathered(vec![*empty()]),
        Expr::Accent { base: empty(), sign: '\u{0}', stretchy: false, under: false },
        Expr::Accent { base: x(), sign: '"', stretchy: true, under: true },
        Expr::Space(f32::INFINITY),
        Expr::Space(-1e30),
        Expr::Sized(Size::Script, empty()),
        Expr::Colored([1, 2, 3], empty()),
        Expr::Negated(empty()),
        Expr::Boxed(empty()),
        Expr::Phantom(empty()),
    ];
    for kind in kinds {
        let written = write(&kind);
        print(&written).unwrap_or_else(|message| panic!("{kind:?}: {message}"));
    }
}

#[test]
fn the_deepest_formulas_compile() {
    for (open, close) in [
        ("{", "}"),
        (r"\sqrt{", "}"),
        (r"\frac{1}{", "}"),
        (r"\left(", r"\right)"),
        ("x^{", "}"),
        (r"\begin{matrix}", r"\end{matrix}"),
        (r"\begin{aligned}", r"\end{aligned}"),
        (r"\boxed{", "}"),
        (r"\textcolor{red}{", "}"),
        (r"\hat{\mathbf{", "}}"),
        (r"\phantom{", "}"),
    ] {
        let deepest = (1..100).rev().find_map(|depth| {
            let source = format!("{}x{}", open.repeat(depth), close.repeat(depth));
            let mut sink = crate::diag::Sink::new();
            let place = |range: std::ops::Range<usize>| {
                crate::diag::Span::new(crate::diag::SourceId(0), range.start, range.end)
            };
            crate::read::latex::read_display(&source, &mut Default::default(), &place, &mut sink)
                .tree
                .map(|tree| (depth, tree))
        });
        let (depth, tree) = deepest.unwrap_or_else(|| panic!("{open}"));
        print(&write(&tree)).unwrap_or_else(|message| panic!("{open} × {depth}: {}", &message[message.len() - 80..]));
    }
}
#[test]
fn rows_stay_rows() {
    for (formula, tree) in trees() {
        let written = write(&tree);
        if !formula.contains("text") {
            assert!(!written.contains(");"), "{formula}: {written}");
        }
    }
    let matrix = Expr::Matrix { rows: vec![vec![*x()], vec![*x()]], columns: vec![] };
    assert_eq!(write(&matrix), "mat(delim: #none, #symbol(\"x\") ; #symbol(\"x\") ; )");
}

#[test]
fn random_formulas_compile() {
    for (source, tree) in random_trees(4_000) {
        let printed = print(&write(&tree));
        let known = printed.as_ref().is_ok_and(|text| {
            let expected: Vec<char> = characters(&tree).into_iter().map(plain).collect();
            missing(&expected, text).is_none()
        });
        assert!(
            known || printed.as_ref().is_err_and(|e| e.starts_with("no glyph")),
            "{source:?}: {printed:?} {}",
            write(&tree)
        );
    }
}
