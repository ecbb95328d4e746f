//! What has no room on the pages is told, at its place and once.

use fuzi::diag::Code;

use crate::support::cases;
use crate::support::folder::{Folder, repository};
use crate::support::make::{self, Made, both};

/// A word that breaks nowhere.
fn word(length: usize) -> String {
    "abcdefghij".chars().cycle().take(length).collect()
}

/// A word that breaks nowhere, in a cell neither.
fn tied(length: usize) -> String {
    word(length).chars().map(String::from).collect::<Vec<_>>().join("\u{A0}")
}

fn said(made: &Made) -> Vec<String> {
    let told = made.built.diagnostics.iter().filter(|told| told.code == Code::Overfull);
    told.map(|told| told.message.to_string()).collect()
}

fn only(made: &Made) -> String {
    let said = said(made);
    assert_eq!(said.len(), 1, "{}", made.said);
    said[0].clone()
}

fn sum(terms: usize) -> String {
    (1..=terms).map(|n| format!("a_{{{n}}}")).collect::<Vec<_>>().join(" + ")
}

#[test]
fn words_that_leave_their_line_are_told() {
    let made = make::text(format!("正文。\n\n甲 {} 乙。\n", tied(150)));
    let said = only(&made);
    assert!(said.contains("too wide for the text area of the page"), "{said}");
    assert!(made.says(Code::Overfull, "3:1"), "{}", made.said);
}

#[test]
fn a_table_is_told_once() {
    let rows = format!("| {0} | 甲 |\n| {0} | 乙 |\n", tied(120));
    let made = make::text(format!("| 一 | 二 |\n|---|---|\n{rows}"));
    let said = only(&made);
    assert!(said.ends_with("for its cell (1 more in this table)"), "{said}");
}

#[test]
fn long_words_in_cells_have_room() {
    let rows = format!("| {0} | 甲 | `{0}` |\n", word(120));
    assert!(said(&make::text(format!("| 一 | 二 | 三 |\n|---|---|---|\n{rows}"))).is_empty());
}

/// A cell that is broken over pages goes on under the name of its table.
#[test]
fn cells_broken_over_pages_are_searched() {
    let long = "很长的单元格。".repeat(400);
    let made = make::text(format!("| 一 | 二 |\n|---|---|\n| 甲 | {long} {} |\n", tied(150)));
    assert!(only(&made).contains("too wide for its cell"), "{}", made.said);
}

#[test]
fn formulas_wider_than_the_page_are_told() {
    let made = make::text(format!("$$\n\\sqrt{{{}}} = 0\n$$ {{#eq:a}}\n", sum(40)));
    assert!(only(&made).starts_with("this formula is "), "{}", made.said);
}

#[test]
fn formulas_that_can_be_broken_have_room() {
    let made = make::text(format!("$$\n{} = 0\n$$ {{#eq:a}}\n", sum(60)));
    assert!(said(&made).is_empty(), "{}", made.said);
}

#[test]
fn formulas_that_reach_their_number_are_told() {
    // Somewhere between the formula that has room and the one that leaves the
    // page lies one that reaches only its number.
    let told: Vec<String> =
        (8..40).flat_map(|terms| said(&make::text(format!("$$\n\\sqrt{{{}}}\n$$ {{#eq:a}}\n", sum(terms))))).collect();
    assert!(told.iter().any(|told| told == "this formula is printed over its number"), "{told:?}");
    assert!(said(&make::text(format!("$$\n{} = 0\n$$ {{#eq:a}}\n", sum(7)))).is_empty());
}

#[test]
fn long_lines_of_code_have_room() {
    let numbered =
        format!("```{{.text .numberLines}}\n{}\nshort\n        x = {0}\n{}\n```\n", word(150), "很".repeat(99));
    let listed = format!("- a\n  - b\n\n    ```\n    {} {0}\n    ```\n", word(70));
    let made = make::text(format!("{numbered}\n::: {{.columns}}\n{listed}\n:::\n"));
    assert!(said(&made).is_empty(), "{}", made.said);
}

#[test]
fn words_that_leave_their_column_are_told() {
    let text = "几句话写在这里。".repeat(40);
    let columns = format!("::: {{.columns}}\n{text}\n\n{}\n\n{text}\n:::\n", word(60));
    assert!(only(&make::text(columns)).contains("too wide for its column"));
}

/// What is in the margins on purpose, what hangs into them, and what is as wide
/// as the page is no fault.
#[test]
fn nothing_that_has_room_is_told() {
    let rows = "| `fn` | 2.5 | 很长的一段话，在自己的列里折行，逐行排下去，不会伸出去。 |\n".repeat(60);
    let text = format!(
        "---\ntitle: 题目\nstyle: thesis\n---\n\n# 一\n\n{}\n\n| 甲 | 乙 | 丙 |\n|---|---|---|\n{rows}\n\n> [!NOTE]\n> 注。\n",
        "一句 English 话，带“引号”。".repeat(80)
    );
    let made = make::text(text);
    assert!(said(&made).is_empty(), "{}", made.said);
}

#[test]
fn the_documents_of_the_repository_have_room() {
    let mut found = crate::examples::examples();
    found.push(repository("report"));
    for path in found {
        let made = both(&path);
        assert!(said(&made).is_empty(), "{}", made.said);
    }
}

/// Cases about something else have room too.
#[test]
fn the_suite_has_room() {
    let mut told = Vec::new();
    // One is about a line of code that has none.
    for case in cases::all().iter().filter(|case| case.name != "long-line") {
        let folder = Folder::new();
        folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
        let made = both(&folder.write("a.md", &case.text));
        told.extend(said(&made).into_iter().map(|said| format!("{}/{}: {said}", case.area, case.name)));
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
