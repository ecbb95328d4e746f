//! Texts that are deep, long or many: an answer or a diagnostic, in bounded time.

use std::time::Instant;

use fuzi::diag::Code;

use super::{sound, warned, whole};
use crate::support::make::{has_errors, text, word};
use crate::support::word::Package;

#[test]
fn deep_quotes_and_lists() {
    let deep = [
        format!("{}深", ">".repeat(20_000)),
        format!("{}深", "- ".repeat(20_000)),
        format!("{}深", "1. ".repeat(20_000)),
        (0..300).map(|n| format!("{}- 第{n}层深\n", " ".repeat(n * 2))).collect(),
        format!("{}深", ">- ".repeat(5_000)),
        format!("{}深\n", "::: center\n".repeat(5_000)),
        format!("{}深{}", "*a **b ".repeat(5_000), "** *".repeat(5_000)),
        format!("{}深{}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("{}深", "^[".repeat(5_000)),
    ];
    for document in deep {
        let made = text(&document);
        let start: String = document.chars().take(9).collect();
        assert!(!has_errors(&made), "{start}: {}", made.said.chars().take(500).collect::<String>());
        whole(&made, &["深"]);
    }
    warned(&text(format!("{}深", ">".repeat(20_000))), Code::Nesting, "1:13", &["深"]);
}

/// The deepest that is kept is still laid out: quotes in lists in quotes, with
/// marks in marks.
#[test]
fn the_deepest_that_is_kept() {
    let marks = format!("{}深{}", "*甲**乙".repeat(15), "***".repeat(15));
    let mixed: String = (0..24).map(|n| if n % 2 == 0 { "> " } else { "- " }).collect();
    for document in
        [format!("{mixed}{marks}"), format!("{}{marks}", "- ".repeat(24)), format!("{}{marks}", "> ".repeat(12))]
    {
        let made = text(&document);
        assert!(!has_errors(&made), "{}", made.said);
        whole(&made, &["深"]);
    }
}

#[test]
fn deep_formulas() {
    for formula in [
        format!("{}x{}", "{".repeat(10_000), "}".repeat(10_000)),
        format!("{}x{}", "\\frac{1}{".repeat(5_000), "}".repeat(5_000)),
        format!("x{}", "^{x".repeat(5_000)),
        format!("{}x{}", "\\left(".repeat(5_000), "\\right)".repeat(5_000)),
        "x^".repeat(5_000),
        format!("{}x{}", "\\sqrt{".repeat(60), "}".repeat(60)),
    ] {
        let made = text(format!("前\n\n$$ {formula} $$\n\n后\n"));
        assert!(!has_errors(&made), "{}", made.said.chars().take(500).collect::<String>());
        whole(&made, &["前", "x", "后"]);
    }
}

#[test]
fn a_line_of_ten_megabytes() {
    let started = Instant::now();
    let times = 10_000_000 / "付梓 word，".len();
    let made = word("付梓 word，".repeat(times));
    assert!(!has_errors(&made), "{}", made.said);
    let package = Package::open(made.docx());
    let text = package.part("word/document.xml");
    assert_eq!(
        (text.matches("付梓").count(), text.matches("word，").count() + text.matches("word<").count()),
        (times, times)
    );
    eprintln!("a line of 10 MB to Word: {:?}", started.elapsed());
}

#[test]
fn a_line_of_one_megabyte_in_both() {
    whole(&text("付梓 word，".repeat(1_000_000 / 18)), &["付梓", "word"]);
}

#[test]
fn a_large_cell_and_a_long_table() {
    let cell = "格".repeat(70_000);
    let made = text(format!("| a | b |\n|---|---|\n| {cell} | 完 |\n"));
    sound(&made, &["格格", "完"]);
    assert!(Package::open(made.docx()).text().contains(&cell));
    let rows: String = (0..10_000).map(|n| format!("| r{n} | 行 |\n")).collect();
    let made = text(format!("| a | b |\n|---|---|\n{rows}\n"));
    sound(&made, &["r0", "r5000", "r9999"]);
}

#[test]
fn a_wide_table() {
    let row = |text: &str| format!("|{}\n", format!(" {text} |").repeat(300));
    let made = word(format!("{}{}{}", row("h"), row("---"), row("x")));
    assert!(!made.said.is_empty() || made.docx.is_some());
    sound(&made, &["h", "x"]);
}

#[test]
fn a_table_of_fifty_thousand_cells() {
    let row = |text: &str| format!("|{}\n", format!(" {text} |").repeat(50));
    let rows = |count: usize| format!("{}{}{}\n后\n", row("h"), row("---"), row("x").repeat(count));
    let made = word(rows(999));
    assert!(made.says(Code::WideTable, "1:1") && made.said.lines().count() == 1, "{}", made.said);
    sound(&made, &["h", "x", "后"]);
    let made = word(rows(1_000));
    assert!(made.says(Code::TableSize, "1:1"), "{}", made.said);
    sound(&made, &["h", "x", "后"]);
}

#[test]
fn long_captions_headings_and_titles() {
    let long = "长".repeat(10_000);
    let made = text(format!(
        "---\ntitle: 题{long}\nkeywords: [{long}]\n---\n\n# 首{long}\n\n![图{long}](没有.png){{#fig:a}}\n\n| a |\n|---|\n| b |\n\n: 表{long} {{#tbl:b}}\n\n见 @fig:a，@tbl:b。\n"
    ));
    assert!(!has_errors(&made), "{}", made.said);
    whole(&made, &["题", "首", "图", "表", "见"]);
}

/// A name of a bookmark has at most 40 characters, and each stands once.
#[test]
fn seventy_thousand_bookmarks() {
    let headings: String = (0..70_000).map(|n| format!("# 题{n} {{#名{n}}}\n\n")).collect();
    let long = "a".repeat(300);
    let made = word(format!("{headings}# 题 {{#{long}}}\n\n[见](#{long})，[又](#名69999)\n"));
    assert_eq!(made.said, "");
    sound(&made, &["题0", "题69999", "见", "又"]);
}

#[test]
fn more_notes_than_word_numbers() {
    let notes: String = (0..32_770).map(|n| format!("字^[注{n}]\n\n")).collect();
    let made = word(notes);
    assert_eq!(made.codes(), ["unsupported"]);
    sound(&made, &["字", "注32769", "注32766"]);
    assert_eq!(Package::open(made.docx()).part("word/document.xml").matches("<w:footnoteReference ").count(), 32_767);
}

#[test]
fn formulas_with_more_lines_than_word_sets() {
    let of = |name: &str, lines: usize, columns: usize| {
        let line = vec!["x"; columns].join(" & ");
        text(format!("前\n\n$$ \\begin{{{name}}} {} \\end{{{name}}} $$\n\n后\n", vec![line; lines].join(" \\\\ ")))
    };
    for (name, lines, columns) in [("matrix", 64, 64), ("aligned", 64, 2), ("cases", 64, 2)] {
        let made = of(name, lines, columns);
        let said: Vec<&str> = made.said.lines().filter(|line| !line.contains("[overfull]")).collect();
        assert!(said.is_empty(), "{said:?}");
        whole(&made, &["前", "x", "后"]);
    }
    for (name, lines, columns) in [("matrix", 2, 65), ("aligned", 65, 2), ("cases", 65, 1), ("gathered", 65, 1)] {
        let made = of(name, lines, columns);
        assert!(made.codes().contains(&"math") && !has_errors(&made), "{}", made.said);
        whole(&made, &["前", name, "后"]);
    }
}

#[test]
fn control_characters_everywhere() {
    let odd = "甲\u{1}\u{7}\u{B}\u{C}\u{1B}[31m\u{7F}\u{85}\u{9F}\u{FFFE}\u{FFFF}乙";
    let made = text(format!(
        "---\ntitle: \"题\\u0001\\ufffe\\0\u{85}完\"\nkeywords: [\"a\\x1bb\"]\nauthor: \"作\\x0b者\"\n---\n\n# {odd}\n\n![{odd}](没{odd}.png){{alt=\"{odd}\"}}\n\n[{odd}](https://example.org/{odd})\n\n`{odd}`\n\n```\n{odd}\n```\n\n$a {odd} b$\n\n$$ \\text{{{odd}}} $$\n\n| {odd} | b |\n|---|---|\n| {odd} | c |\n\n: {odd} {{#tbl:x}}\n\n文[^a]。见 @tbl:x。\n\n[^a]: {odd}\n\n> {odd}\n\n- {odd}\n"
    ));
    assert!(!has_errors(&made) && made.codes().contains(&"control-character"), "{}", made.said);
    whole(&made, &["题", "乙"]);
}
