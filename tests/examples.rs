//! The document of each style builds into both editions, and says nothing but
//! that citations are printed as they are written.

use std::fs;
use std::path::PathBuf;

use crate::support::folder::repository;
use crate::support::make::both;

/// The manuscripts of examples/official and how many pages each has.
const OFFICIAL: [(&str, usize); 5] = [("notice", 10), ("joint", 4), ("letter", 2), ("minutes", 2), ("order", 1)];

/// The manuscripts, each named after its style.
pub fn examples() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(repository("tests/examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|folder| folder.join(folder.file_name().unwrap()).with_extension("md"))
        .collect();
    found.sort();
    found
}

#[test]
fn every_example_builds_without_a_warning() {
    let found = examples();
    assert_eq!(found.len(), 5, "{found:?}");
    for path in found {
        let made = both(&path);
        let others: Vec<&str> = made.codes().into_iter().filter(|code| *code != "citation").collect();
        assert!(others.is_empty(), "{}: {}", path.display(), made.said);
        assert!(made.pdf.is_some() && made.docx.is_some(), "{} has not both editions", path.display());
    }
}

#[test]
fn every_form_of_an_official_document_builds_without_a_warning() {
    for name in ["joint", "letter", "order", "minutes"] {
        let made = both(&repository(&format!("tests/examples/official/{name}.md")));
        assert!(made.codes().is_empty(), "{name}: {}", made.said);
        assert!(made.pdf.is_some() && made.docx.is_some(), "{name} has not both editions");
    }
}

/// Documents as offices write them: a notice with two attachments and a table of
/// several pages, a joint request with seals, a letter, minutes, an order.
#[test]
fn every_whole_official_document_builds_without_a_warning() {
    for (name, pages) in OFFICIAL {
        let made = both(&repository(&format!("examples/official/{name}.md")));
        assert!(made.codes().is_empty(), "{name}: {}", made.said);
        assert!(made.docx.is_some(), "{name} has no Word edition");
        assert_eq!(made.built.outputs.iter().find_map(|output| output.pages), Some(pages), "{name}");
    }
}

/// Everything that docs/thesis.md speaks of, over forty pages.
#[test]
fn a_whole_thesis_builds_without_a_warning() {
    let made = both(&repository("examples/thesis/thesis.md"));
    assert!(made.codes().is_empty(), "{}", made.said);
    assert!(made.docx.is_some());
    let pages = made.built.outputs.iter().find_map(|output| output.pages);
    assert!(pages.is_some_and(|pages| pages >= 40), "{pages:?}");
}
