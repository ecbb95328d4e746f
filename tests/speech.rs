//! The formulas of `speech.txt` as they are read aloud, in English and in Chinese: the
//! alternative texts of the PDF.

use std::ops::Range;

use fuzi::diag::{Sink, SourceId, Span};
use fuzi::model::math::Expr;
use fuzi::model::{Lang, speech};
use fuzi::read::latex::{Macros, read_display};

fn tree(source: &str) -> Expr {
    let mut sink = Sink::new();
    let place = |range: Range<usize>| Span::new(SourceId(0), range.start, range.end);
    let math = read_display(source, &mut Macros::default(), &place, &mut sink);
    math.tree.unwrap_or_else(|| panic!("{source}: not understood"))
}

fn said(source: &str, lang: &str) -> String {
    speech(&tree(source), &Lang::parse(lang).unwrap())
}

#[test]
fn formulas_are_read_aloud_in_both_languages() {
    let text = include_str!("speech.txt");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for block in text.split("\n\n") {
        let lines: Vec<_> = block.trim().lines().collect();
        let [source, english, chinese] = lines[..] else { panic!("not three lines: {block}") };
        count += 1;
        let found = [said(source, "en"), said(source, "zh-CN")];
        if found != [english, chinese] {
            wrong.push([source.to_owned(), found.join("\n")].join("\n"));
        }
    }
    assert!(count >= 40, "{count}");
    assert!(wrong.is_empty(), "said otherwise:\n\n{}\n", wrong.join("\n\n"));
}

#[test]
fn no_formula_is_read_as_its_source() {
    for line in include_str!("formulas.txt").lines().filter(|line| !line.starts_with("# ")) {
        for lang in ["en", "zh-CN", "zh-TW", "ja"] {
            let text = said(line, lang);
            assert!(!text.is_empty() && text == text.trim(), "{line}: {text:?}");
            assert!(!text.contains(['{', '}', '^', '\n']) && !text.contains("  "), "{line}: {text}");
        }
    }
}

#[test]
fn a_formula_that_shows_nothing_is_said_to_be_empty() {
    assert_eq!([said(r"\,", "en"), said(r"\phantom{x}", "zh")], ["empty formula", "空公式"]);
}

#[test]
fn what_is_said_has_an_end() {
    let long = r"\frac{1}{2}+".repeat(5000);
    let text = said(&long, "zh");
    assert!(text.ends_with('…') && text.chars().count() <= 4001, "{}", text.chars().count());
}
