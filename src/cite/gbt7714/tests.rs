//! Samples of the standard in both editions, compared sign by sign.

use super::{Edition, Rules, System, plain};
use crate::cite::style::Engine;
use crate::cite::{CitationStyle, Library, References, Request, SourceText};
use crate::diag::{Sink, SourceId, Span, Spanned};
use crate::model::Lang;
use crate::model::document::{Cite, CiteItem};

fn cite(source: &str) -> (Cite, Span) {
    let narrative = !source.starts_with('[');
    let items = source.trim_matches(['[', ']']).split("; ").enumerate().map(|(at, part)| {
        let (before, rest) = part.split_once('@').unwrap();
        let (key, suffix) = rest.split_once(", ").unwrap_or((rest, ""));
        CiteItem {
            key: Spanned::new(key.to_owned(), Span::new(SourceId(9), at, at)),
            prefix: before.trim_end_matches('-').trim().to_owned(),
            suffix: suffix.to_owned(),
            suppress_author: before.ends_with('-'),
        }
    });
    (Cite { items: items.collect(), narrative, source: source.to_owned() }, Span::new(SourceId(9), 0, 0))
}

const BIB: &str = "
@book{a, author={张三}, title={甲}, address={北京}, publisher={科学出版社}, year=2020}
@book{b, author={李四 and 王五}, title={乙}, address={北京}, publisher={科学出版社}, year=2021}
@article{c, author={Smith, John and Doe, Jane}, title={C}, journal={Nature}, year=2019, volume=1, number=2, pages={3--4}}
@book{d, author={张三}, title={丁}, address={北京}, publisher={科学出版社}, year=2020}
@online{e, title={无名}, url={https://x.org}, urldate={2024-01-02}, year=2023}
";

fn format(edition: Edition, system: System, citations: &[&str]) -> (Vec<String>, Vec<String>) {
    let mut sink = Sink::new();
    let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: BIB }], &mut sink);
    let references =
        References { library, style: CitationStyle(Engine::Gb(Rules { edition, system })), ..References::default() };
    let cites: Vec<(Cite, Span)> = citations.iter().map(|source| cite(source)).collect();
    let requests: Vec<Request<'_>> = cites.iter().map(|(cite, span)| Request { cite, span: *span }).collect();
    let made = crate::cite::format(&requests, &[], &references, &Lang::chinese(), &mut sink);
    let entries = made.entries.iter().map(|entry| entry.label.clone().unwrap_or_default() + &plain(&entry.fragments));
    (made.citations.iter().map(|cited| plain(&cited.fragments)).collect(), entries.collect())
}

/// Entries as the standard prints them: a BibTeX entry, then `2015>` and `2025>`
/// with what is printed. Behind `?` stands what fuzi prints otherwise, with the
/// reason in a comment above.
const SAMPLES: &str = include_str!("../../../tests/citations/gbt7714.txt");

#[test]
fn samples_of_the_standard() {
    let (mut exact, mut known, mut wrong) = (0, 0, Vec::new());
    let mut entry = String::new();
    for line in SAMPLES.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, wanted)) = line.split_once("> ").filter(|(head, _)| head.starts_with("20") && head.len() <= 5)
        else {
            if line.starts_with('@') {
                entry.clear();
            }
            entry.push_str(line);
            continue;
        };
        let mut sink = Sink::new();
        let library = Library::read(&[SourceText { id: SourceId(0), name: "a.bib", text: &entry }], &mut sink);
        let edition = if head.starts_with("2015") { Edition::Of2015 } else { Edition::Of2025 };
        let rules = Rules { edition, system: System::Numeric };
        let record = library.records().first().unwrap_or_else(|| panic!("{entry}"));
        let made = plain(&super::entry::fragments(record, rules, super::entry::Wish::default()));
        match (made == wanted, head.ends_with('?')) {
            (true, _) => exact += 1,
            (false, true) => known += 1,
            (false, false) => wrong.push(format!("  want {wanted}\n  made {made}")),
        }
    }
    assert!(wrong.is_empty(), "{exact} exact, {known} known to differ, {} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(exact >= 100, "only {exact} samples");
}

#[test]
fn numbers_are_merged_and_pages_stand_outside() {
    let cites =
        ["[@a]", "[@b; @c]", "[@a; @b; @c; @d]", "[@a; @c]", "[@a, 第 3 页]", "@b", "@e", "[-@a]", "[见 @a]", "[@no]"];
    let (made, list) = format(Edition::Of2025, System::Numeric, &cites);
    assert_eq!(made, ["[1]", "[2-3]", "[1-4]", "[1,3]", "[1]3", "李四 等[2]", "文献[5]", "[1]", "见[1]", "[no?]"]);
    assert_eq!(list[0], "[1]张三. 甲[M]. 北京：科学出版社，2020.");
    assert_eq!(list[2], "[3]Smith J, Doe J. C[J]. Nature, 2019, 1(2): 3-4.");
    assert_eq!(list[4], "[5]无名[EB/OL]. （2023）[2024-01-02]. https://x.org.");
}

#[test]
fn authors_and_years() {
    let cites = ["[@a]", "@b", "[-@b]", "[@b; @c]", "[@c, p. 3]", "[@d]", "[@e]"];
    let (made, list) = format(Edition::Of2025, System::AuthorDate, &cites);
    let wanted = [
        "（张三，2020b）",
        "李四 等（2021）",
        "（2021）",
        "（李四 等，2021；Smith et al.，2019）",
        "（Smith et al.，2019）3",
        "（张三，2020a）",
    ];
    assert_eq!(made[..6], wanted);
    assert_eq!(list[0], "李四，王五，2021. 乙[M]. 北京：科学出版社.");
    assert_eq!(list.last().unwrap(), "Smith J, Doe J, 2019. C[J]. Nature, 1(2): 3-4.");
    let (made, list) = format(Edition::Of2015, System::AuthorDate, &["[@a]", "[@c]"]);
    assert_eq!(made, ["(张三, 2020)", "(Smith et al., 2019)"]);
    assert_eq!(list[1], "SMITH J, DOE J, 2019. C[J]. Nature, 1(2): 3-4.");
}

#[test]
fn notes_say_all_once() {
    let cites = ["[@a, 第 3 页]", "[@a, 第 5 页]", "[@b]", "[@a]", "[@c]", "[@c]"];
    let (made, _) = format(Edition::Of2025, System::Note, &cites);
    let wanted = [
        "张三. 甲[M]. 北京：科学出版社，2020：3.",
        "同上：5.",
        "李四，王五. 乙[M]. 北京：科学出版社，2021.",
        "张三. 甲[M].",
        "Smith J, Doe J. C[J]. Nature, 2019, 1(2): 3-4.",
        "Ibid.",
    ];
    assert_eq!(made, wanted);
}
