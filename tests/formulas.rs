//! The LaTeX formulas of `formulas.txt`, each in a line of text and alone: no
//! diagnostic, and the same symbols in the same faces in both editions.

use fuzi::diag::Code;
use fuzi::project::Emit;

use crate::support::folder::Folder;
use crate::support::{make, pages, symbols, word};

/// Formulas whose symbols differ between the editions, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// Formulas with something that fuzi does not understand, and what it names and
/// prints by its name.
const UNSUPPORTED: &[(&str, &str)] = &[
    (r"\href{a}{b}", r"\href"),
    (r"\includegraphics{a}", r"\includegraphics"),
    (r"\usepackage{a}", r"\usepackage"),
    (r"\xymatrix{a}", r"\xymatrix"),
    (r"\scalebox{2}{a}", r"\scalebox"),
    (r"\begin{CD} A @>>> B \end{CD}", r"CD"),
    (r"\begin{tikzpicture} a \end{tikzpicture}", r"tikzpicture"),
    (r"\fraq{a}{b}", r"\fraq"),
    (r"\text{a \nix b}", r"\nix"),
];

/// One formula with the heading that it stands below.
struct Formula {
    group: &'static str,
    source: &'static str,
}

fn formulas() -> Vec<Formula> {
    let mut group = "";
    let mut list = Vec::new();
    for line in include_str!("formulas.txt").lines() {
        match line.strip_prefix("# ") {
            Some(heading) => group = heading,
            None => list.push(Formula { group, source: line }),
        }
    }
    list
}

/// A manuscript of marked formulas: the even marks stand before one in a line,
/// the odd ones before the same one set alone.
fn manuscript<'a>(sources: impl Iterator<Item = &'a str>) -> String {
    let paragraphs = sources.enumerate().map(|(at, source)| {
        let (inline, display) = (symbols::mark(2 * at), symbols::mark(2 * at + 1));
        format!("{inline} ${source}$\n\n{display}\n\n$${source}$$\n\n")
    });
    paragraphs.collect()
}

/// What is wrong with each formula of a manuscript, by its mark.
fn differences(word: &str, pdf: &str, count: usize) -> Vec<(usize, String)> {
    let (word, pdf) = (symbols::cut(word), symbols::cut(pdf));
    assert_eq!((word.len(), pdf.len()), (count, count), "a formula is not in an edition");
    let differences = word.iter().filter_map(|(mark, word)| {
        let (word, pdf) = (symbols::counted(word), symbols::counted(&pdf[mark]));
        let (only_word, only_pdf) = (symbols::lost(&word, &pdf), symbols::lost(&pdf, &word));
        let differ = !only_word.is_empty() || !only_pdf.is_empty();
        differ.then(|| (*mark, format!("only in Word: “{only_word}”, only in the PDF: “{only_pdf}”")))
    });
    differences.collect()
}

#[test]
fn both_editions_show_the_same_symbols() {
    let list = formulas();
    assert!(list.len() >= 300, "there are only {} formulas", list.len());
    let folder = Folder::with(manuscript(list.iter().map(|formula| formula.source)));
    let file = folder.join("a.md");
    let made = make::both(&file);
    // Some are wider than the page.
    let said: Vec<&str> = made.said.lines().filter(|line| !line.contains("[overfull]")).collect();
    assert!(said.is_empty(), "{said:?}");
    let package = word::Package::open(made.docx());
    assert_eq!(package.problems(), [""; 0]);
    let pages = pages::layout(&make::emit(&file, Emit::Typst), &make::model(&file), folder.path()).unwrap();
    assert!(pages.missing.is_empty(), "no face has {:?}", pages.missing);
    let found = differences(&symbols::of_word(&package), &pages.body, 2 * list.len());
    let excepted = |at: usize| EXCEPTIONS.iter().any(|(source, _)| *source == list[at / 2].source);
    let told = found.iter().filter(|(mark, _)| !excepted(*mark)).map(|(mark, difference)| {
        let Formula { group, source } = list[mark / 2];
        let style = if mark % 2 == 0 { "in a line" } else { "alone" };
        format!("{group}, {style}: {source}\n    {difference}")
    });
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), "{} formulas\n{}", told.len(), told.join("\n"));
    for (source, reason) in EXCEPTIONS {
        let differs = found.iter().any(|(mark, _)| list[mark / 2].source == *source);
        assert!(differs, "{source} is no exception any more: {reason}");
    }
}

#[test]
fn what_is_not_understood_is_named_and_printed() {
    let text = manuscript(UNSUPPORTED.iter().map(|(source, _)| *source));
    let folder = Folder::with(&text);
    let file = folder.join("a.md");
    let made = make::both(&file);
    let lines: Vec<&str> = text.lines().collect();
    for (at, (source, named)) in UNSUPPORTED.iter().enumerate() {
        let line = |line: &&str| line.contains(&format!("${source}$"));
        let found: Vec<usize> = (0..lines.len()).filter(|at| line(&lines[*at])).collect();
        assert_eq!(found.len(), 2, "{source} stands in the list {at}");
        for line in found {
            let begin = if named.starts_with('\\') { *named } else { r"\begin" };
            let column = lines[line][..lines[line].find(begin).unwrap()].chars().count() + 1;
            let place = format!("{}:{column}", line + 1);
            assert!(made.says(Code::Math, &place), "nothing is said of {source} at {place}:\n{}", made.said);
            let said = made.said.lines().find(|said| said.starts_with(&format!("a.md:{place}: ")));
            assert!(said.is_some_and(|said| said.contains(named)), "{named} is not named: {said:?}");
        }
    }
    let pages = pages::layout(&make::emit(&file, Emit::Typst), &make::model(&file), folder.path()).unwrap();
    let word = symbols::of_word(&word::Package::open(made.docx()));
    for text in [word, pages.body] {
        let text = symbols::cut(&text);
        for mark in 0..2 * UNSUPPORTED.len() {
            let (source, named) = UNSUPPORTED[mark / 2];
            let printed = squeezed(&text[&mark]);
            assert!(printed.contains(named.trim_start_matches('\\')), "{source} prints {printed}");
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
