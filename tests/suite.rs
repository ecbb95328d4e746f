//! The named cases of `tests/suite`: what each stage makes of them, and what
//! must hold for every document.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use fuzi::project::Emit;

use crate::support::cases::{self, Case};
use crate::support::command;
use crate::support::folder::{Folder, repository};
use crate::support::make::{self, Made};
use crate::support::reference::References;
use crate::support::visible::{self, lost};
use crate::support::{dump, editions, pages, reading, word};

#[test]
fn every_case() {
    let cases = cases::all();
    let references = References::new();
    let failures = Mutex::new(BTreeMap::new());
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = format!("{}/{}", case.area, case.name);
            let outcome = std::panic::catch_unwind(|| check(case, &references));
            let problems = outcome.unwrap_or_else(|panic| vec![format!("it panics: {}", told(&*panic))]);
            if !problems.is_empty() {
                failures.lock().unwrap().insert(name, problems);
            }
        }
    };
    thread::scope(|scope| (0..workers()).for_each(|_| drop(scope.spawn(work))));
    let failures = failures.into_inner().unwrap();
    let told = failures.iter().flat_map(|(name, list)| list.iter().map(move |problem| format!("{name}: {problem}")));
    let mut told: Vec<String> = told.collect();
    // After a panic the case may not have come to all of its references.
    if !told.iter().any(|problem| problem.contains(": it panics: ")) {
        told.extend(references.unused());
    }
    assert!(told.is_empty(), "{} of {} cases\n{}", failures.len(), cases.len(), told.join("\n\n"));
}

fn told(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default()
}

fn workers() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

/// A folder with the case and the files that cases use.
fn folder_of(case: &Case) -> Folder {
    let folder = Folder::new();
    folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
    folder.write("a.md", &case.text);
    folder
}

fn check(case: &Case, references: &References) -> Vec<String> {
    let mut problems = Vec::new();
    let mut keep = |outcome: Result<(), String>| problems.extend(outcome.err());
    let reference = |stage: &str, extension: &str, made: &str| {
        references.check(&format!("{stage}/{}/{}.{extension}", case.area, case.name), made)
    };
    let folder = folder_of(case);
    let file = folder.join("a.md");
    let made = make::both(&file);
    keep(reference("diag", "txt", &made.said));
    if case.fails {
        let right = make::has_errors(&made) && made.pdf.is_none() && made.docx.is_none();
        keep(if right { Ok(()) } else { Err("it has no error, or was written in spite of one".to_owned()) });
        return problems;
    }
    let (Some(pdf), Some(docx)) = (&made.pdf, &made.docx) else {
        return vec![format!("it was not written:\n{}", made.said)];
    };
    let model = make::model(&file);
    let source = make::emit(&file, Emit::Typst);
    let package = word::Package::open(docx);
    keep(reference("model", "txt", &dump::terse(&model)));
    keep(reference("typst", "typ", body(&source)));
    keep(reference("docx", "txt", &package.shown()));
    package.problems().into_iter().for_each(|problem| keep(Err(problem)));
    text_is_whole(&model, &source, &package, &folder).into_iter().for_each(|problem| keep(Err(problem)));
    reading::problems(&model, &visible::of(&model), docx).into_iter().for_each(|problem| keep(Err(problem)));
    if !may_differ(case, &made) {
        editions::differences(pdf, docx).into_iter().for_each(|problem| keep(Err(problem)));
    }
    keep(same(&made, &make::both(&file)));
    keep(if pdf.starts_with(b"%PDF-") { Ok(()) } else { Err("the PDF is none".to_owned()) });
    problems
}

/// Whether the editions of a case may differ in what they say: a raw block is for one
/// of them, a character that no font has is a box in the PDF, and a picture that is
/// missing in a line stands in a box there and in brackets in Word.
fn may_differ(case: &Case, made: &Made) -> bool {
    let of_one = case.text.contains("{=typst}") || case.text.contains("{=openxml}");
    of_one || made.codes().iter().any(|code| ["missing-glyph", "image"].contains(code))
}

/// The Typst source behind the rules of the style.
fn body(source: &str) -> &str {
    let is_rule = |line: &str| ["#let ", "#set ", "#show ", "  ", "}"].iter().any(|word| line.starts_with(word));
    let rules: usize = source.split_inclusive('\n').take_while(|line| is_rule(line)).map(str::len).sum();
    &source[rules..]
}

/// What is lost of the text in either edition.
fn text_is_whole(model: &serde_json::Value, source: &str, package: &word::Package, folder: &Folder) -> Vec<String> {
    let visible = visible::of(model);
    let pages = match pages::layout(source, model, folder.path()) {
        Ok(pages) => pages,
        Err(errors) => return vec![format!("the pages cannot be laid out: {errors}")],
    };
    let found = [
        ("the PDF", lost(&visible.body, &pages.body, visible::unhyphened)),
        ("the notes of the PDF", lost(&visible.notes, &pages.notes, visible::unhyphened)),
        ("the Word file", lost(&visible.body, &package.text(), visible::squeeze)),
        ("the notes of the Word file", lost(&visible.notes, &package.notes(), visible::squeeze)),
    ];
    let mut problems: Vec<String> =
        found.into_iter().filter_map(|(place, lost)| Some(format!("{place}: {}", lost?))).collect();
    let named = pages::families();
    let foreign: Vec<&String> = pages.families.difference(&named).collect();
    if !foreign.is_empty() {
        problems.push(format!("faces that the style does not name: {foreign:?}"));
    }
    problems
}

fn same(one: &Made, two: &Made) -> Result<(), String> {
    match (one.pdf == two.pdf, one.docx == two.docx, one.said == two.said) {
        (true, true, true) => Ok(()),
        (pdf, docx, said) => Err(format!("two builds differ: same pdf {pdf}, docx {docx}, diagnostics {said}")),
    }
}

/// All cases in one process each with one thread and with three.
#[test]
fn threads_do_not_matter() {
    let folder = Folder::new();
    folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
    for case in cases::all().iter().filter(|case| !case.fails) {
        folder.write(&format!("{}-{}.md", case.area, case.name), &case.text);
    }
    let built = ["1", "3"].map(|threads| {
        let out = Folder::new();
        let run = command::fuzi()
            .args(["build", "--message-format", "short", "--out-dir"])
            .args([out.path(), folder.path()])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        (out, run.stderr)
    });
    assert_eq!(built[0].1, built[1].1, "the diagnostics differ");
    assert_eq!(built[0].0.names(), built[1].0.names());
    assert!(!built[0].0.names().is_empty());
    for name in built[0].0.names() {
        assert!(built[0].0.read(&name) == built[1].0.read(&name), "{name} differs");
    }
}
