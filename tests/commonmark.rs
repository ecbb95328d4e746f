//! Every example of the CommonMark specification, and every one of GFM's that is
//! about an extension, through both editions: no panic, no error, and the visible words of the example's HTML in
//! the text of both.
//!
//! The specifications are not part of the repository: `FUZI_COMMONMARK_SPEC` and
//! `FUZI_GFM_SPEC` name their files.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use fuzi::project::Emit;

use crate::support::folder::Folder;
use crate::support::visible::unhyphened;
use crate::support::{make, pages, word};

const FENCE: &str = "````````````````````````````````";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spec {
    CommonMark,
    Gfm,
}

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

impl Spec {
    /// Whether an example is one of this specification's own, by what stands
    /// behind the word `example`: GFM repeats those of CommonMark and names the
    /// extension at its others.
    fn owns(self, name: &str) -> bool {
        match self {
            Self::CommonMark => true,
            Self::Gfm => !name.trim().is_empty(),
        }
    }
}

/// The examples between the fences of a specification.
fn examples(spec: Spec, text: &str) -> Vec<Example> {
    let mut list = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix(FENCE).and_then(|rest| rest.strip_prefix(" example")) else { continue };
        let part = |end: &str, lines: &mut std::str::Lines<'_>| -> String {
            let part: Vec<&str> = lines.take_while(|line| *line != end).collect();
            part.iter().map(|line| line.replace('→', "\t") + "\n").collect()
        };
        let (markdown, html) = (part(".", &mut lines), part(FENCE, &mut lines));
        if !spec.owns(name) {
            continue;
        }
        list.push(Example { number: list.len() + 1, markdown, html });
    }
    list
}

/// The alphanumeric words of the visible text of HTML.
fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let len = tag_len(&rest[at..]);
        if len == 0 {
            text.push('<');
        } else if is_block(&rest[at..at + len]) {
            text.push(' ');
        }
        rest = &rest[at + len.max(1)..];
    }
    text.push_str(rest);
    let text = decoded(&text);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn tag_len(text: &str) -> usize {
    // What stands in the last two is seen by nobody, in a browser either.
    let unseen =
        [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<script", "</script>"), ("<style", "</style>")];
    for (open, close) in unseen {
        if text.starts_with(open) {
            return text.find(close).map_or(text.len(), |end| end + close.len());
        }
    }
    let mut quote = None;
    for (at, sign) in text.char_indices().skip(1) {
        match (quote, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    0
}

/// Whether words before and behind a tag are two words.
fn is_block(tag: &str) -> bool {
    let name =
        tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    !["em", "strong", "a", "code", "del", "b", "i", "span"].contains(&name)
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What is wrong with an example.
fn check(example: &Example) -> Option<String> {
    let folder = Folder::with(&example.markdown);
    let file = folder.join("a.md");
    let made = make::both(&file);
    if make::has_errors(&made) {
        return Some(format!("it has errors:\n{}", made.said));
    }
    let package = word::Package::open(made.docx());
    let problems = package.problems();
    if !problems.is_empty() {
        return Some(problems.join("\n"));
    }
    let pages = match pages::layout(&make::emit(&file, Emit::Typst), &make::model(&file), folder.path()) {
        Ok(pages) => pages,
        Err(error) => return Some(error),
    };
    let texts = [("Word", package.text() + &package.notes()), ("PDF", pages.body + &pages.notes)];
    texts.iter().find_map(|(edition, text)| {
        let text = unhyphened(text);
        let lost = words(&example.html).into_iter().find(|word| !text.contains(&unhyphened(word)))?;
        Some(format!("“{lost}” is not in the {edition} file: {text}"))
    })
}

fn run(spec: Spec, variable: &str, expected: usize) {
    let Some(path) = std::env::var_os(variable) else {
        eprintln!("SKIPPED: {variable} does not name a specification, so none of its examples was tried");
        return;
    };
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{variable}: {error}"));
    let list = examples(spec, &text);
    assert!(list.len() >= expected, "{variable} holds only {} examples", list.len());
    let failures = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(example) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = std::panic::catch_unwind(|| check(example)).unwrap_or(Some("it panics".to_owned()));
            if let Some(problem) = outcome {
                failures.lock().unwrap().push((example.number, problem));
            }
        }
    };
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    let told = failures.iter().map(|(number, problem)| {
        let example = &list[number - 1];
        format!("example {number}: {problem}\n{:?}\n{:?}", example.markdown, example.html)
    });
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), "{} of {} examples\n{}", told.len(), list.len(), told.join("\n\n"));
    eprintln!("{} examples of {spec:?}", list.len());
}

#[test]
fn commonmark_examples() {
    run(Spec::CommonMark, "FUZI_COMMONMARK_SPEC", 600);
}

#[test]
fn gfm_examples() {
    run(Spec::Gfm, "FUZI_GFM_SPEC", 24);
}

#[test]
fn the_reader_of_html_reads() {
    assert_eq!(
        words("<p>a<em>b</em> c&amp;d <img alt=\"x > y\" />e</p><p>f<br>g &lt;h&gt;</p>"),
        ["ab", "c", "d", "e", "f", "g", "h"]
    );
}
