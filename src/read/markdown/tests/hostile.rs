//! Texts that want to break the reader: deep, long, and mixed at random.

use super::show::blocks;
use super::{ID, codes, parse};
use crate::diag::{Code, Sink};
use crate::model::document::Document;
use crate::read::markdown::read;

#[test]
fn depth_is_bounded() {
    let deep = [
        format!("{}深", ">".repeat(20_000)),
        format!("{}深{}", "*a **b ".repeat(20_000), "** *".repeat(20_000)),
        format!("{}深", "- ".repeat(20_000)),
        format!("{}深{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("{}深\n", "::: center\n".repeat(20_000)),
        format!("{}深", "^[".repeat(20_000)),
        format!("{}深{}", "<b>".repeat(20_000), "</b>".repeat(20_000)),
        format!("{}深", (0..200).map(|n| " ".repeat(n * 2) + "- x\n").collect::<String>()),
        format!("{}深", "![".repeat(20_000)),
        format!("深{}", "{a=“".repeat(20_000)),
        format!("{}深", "<div>".repeat(20_000)),
        format!("{}深", "<div>\n\n".repeat(20_000)),
        format!("{}深", "<table><tr><td>".repeat(20_000)),
        format!("<table><tr>{}深</table>", "<td colspan=1000 rowspan=1000>x".repeat(2_000)),
    ];
    for text in deep {
        let (document, _) = parse(&text);
        assert!(plain(&document).contains('深'), "{}", &text[..20]);
    }
    assert!(codes(&format!("{}深", ">".repeat(20))).contains(&Code::Nesting));
}

#[test]
fn a_line_may_be_long() {
    // If any pass were quadratic, this would not end.
    let text = "付梓@a [b] 文 w: ".repeat(500_000);
    let (document, _) = parse(&text);
    assert_eq!(document.blocks.len(), 1);
}

/// All text of a document.
fn plain(document: &Document) -> String {
    let mut out = serde_json::to_string(document).unwrap_or_default();
    // Escapes of JSON are no text.
    for escape in ["\\\\", "\\n", "\\t", "\\r", "\\\""] {
        out = out.replace(escape, " ");
    }
    out
}

/// A small generator; the same seed gives the same texts.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const PARTS: &[&str] = &[
    "付梓",
    "甲乙",
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "##",
    "**",
    "*",
    "_",
    "~~",
    "~",
    "==",
    "++",
    "^",
    "`",
    "```",
    "~~~",
    "```{.py #a}\n",
    "$",
    "$$",
    "$$\n",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](a.png)",
    "{",
    "}",
    "{#fig:甲}",
    "{.dot}",
    "{=typst}",
    "@",
    "@fig:甲乙",
    "@key",
    "[@a; @b, p. 1]",
    "[^a]",
    "\n[^a]: ",
    "^[",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "\n+---+---+\n",
    "| 甲 | b |\n+---+---+\n",
    "\n--- ---\n",
    "\n-------\n",
    "  a   b\n",
    "\n: ",
    "\n::: {.center}\n",
    "\n:::\n",
    ":::",
    "\\newpage\n",
    "{{< include a >}}\n",
    "<b>",
    "</b>",
    "<br>",
    "<div>",
    "</div>",
    "\n\n<table><tr><td rowspan=2>",
    "<td colspan=3>",
    "</table>\n\n",
    "<li>",
    "<ul>",
    "<pre>",
    "<img src=a.png>",
    "<a href=b id=c>",
    "</a>",
    "<p>",
    "<!",
    "<!--",
    "-->",
    "&amp;",
    "&#64;",
    "\\",
    "\\|",
    "https://a.cn/",
    "www.a.cn",
    "a@b.cn",
    "：",
    "，",
    "。",
    "——",
    "\n> —— ",
    ":smile:",
    "> [!NOTE]\n",
    "- [x] ",
    "    ",
    "\t",
    "\u{0}",
    "\u{E000}0\u{E001}",
    "# \u{E000}1\u{E001}\n",
    "é",
    "👩‍👩‍👧",
    "\n---\n",
    "---\ntitle: ",
    "===\n",
];

#[test]
fn nothing_panics() {
    let mut random = Random(7);
    for _ in 0..2_000 {
        let count = 1 + random.below(24);
        let text: String = (0..count).map(|_| PARTS[random.below(PARTS.len())]).collect();
        let mut sink = Sink::new();
        let _ = read(ID, &text, &mut sink).map(|document| {
            check_spans(&document, &text);
        });
        for diagnostic in sink.into_sorted() {
            let span = diagnostic.span.unwrap();
            assert!(text.get(span.range()).is_some(), "{text:?} {diagnostic:?}");
        }
    }
}

fn check_spans(document: &Document, text: &str) {
    crate::model::visit_blocks(document, &mut |block| {
        assert!(text.get(block.span.range()).is_some(), "{text:?} {block:?}");
    });
    crate::model::visit_inlines(document, &mut |inline| {
        assert!(text.get(inline.span.range()).is_some(), "{text:?} {inline:?}");
    });
}

/// Parts whose letters are text and nothing else.
const PROSE: &[&str] = &[
    "付梓",
    "甲乙丙",
    "word",
    "x2025",
    " ",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "##",
    "**",
    "*",
    "_",
    "~~",
    "~",
    "==",
    "++",
    "^",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "@",
    "|",
    "|-|-|\n",
    "| 子 | 丑 |\n",
    "\n+----+----+\n",
    "| 子 | 丑 |\n+----+----+\n",
    "\n---- ----\n",
    "子   丑\n",
    "\n: ",
    "\n:::\n",
    "$$",
    "$",
    "`",
    "——",
    "，",
    "：",
    "<",
    ">",
    "\\",
    "\n::: center\n",
    "\n$$\n",
    "!",
    "![",
    "^[",
    "\t",
    "<b>",
    "</b>",
    "\n\n<div>\n",
    "</div>",
    "<table>",
    "<td>",
    "<li>",
    "<p>",
    "</p>",
    "<ul>",
    "<pre>",
    "<span>",
];

#[test]
fn no_letter_is_lost() {
    let mut random = Random(11);
    for _ in 0..2_000 {
        let count = 1 + random.below(30);
        let text: String = (0..count).map(|_| PROSE[random.below(PROSE.len())]).collect();
        if text.contains("~~~") || text.contains("```") {
            continue; // The words behind a fence are no text.
        }
        let document = parse(&text).0;
        let shown = plain(&document);
        for word in ["付梓", "甲乙丙", "word", "x2025", "子", "丑"] {
            let (wanted, found) = (text.matches(word).count(), shown.matches(word).count());
            assert!(found >= wanted, "{word} {wanted} {found} in {text:?}\n{}", blocks(&document.blocks));
        }
    }
}
