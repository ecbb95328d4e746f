//! `fuzi::Builder`: both editions as bytes, from the disk and from memory.

use std::path::Path;

use fuzi::diag::Code;
use fuzi::diag::render::Format;
use fuzi::project::Options;
use fuzi::{Builder, Edition, Files, Outcome};

use crate::support::folder::{Folder, repository};
use crate::support::make::make;
use crate::support::word::Package;

/// All files of a folder and of those in it.
fn files_of(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files = files.with(path.strip_prefix(folder).unwrap(), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn said(outcome: &Outcome) -> String {
    outcome.report(Format::Short)
}

/// Both editions of a folder, as the command makes them and from memory.
fn assert_same(folder: &Path, name: &str, options: Options) {
    let named = if name == "fuzi.toml" { folder.to_owned() } else { folder.join(name) };
    let made = make(&named, options.clone());
    let mut builder = Builder::from_memory(name, files_of(folder));
    if let Some(style) = options.style {
        builder = builder.style(style);
    }
    let outcome = builder.build().unwrap();
    assert_eq!(said(&outcome), made.said);
    assert!(outcome.pdf.as_deref() == Some(made.pdf()), "{name}: another PDF");
    assert!(outcome.docx.as_deref() == Some(made.docx()), "{name}: another Word file");
    assert_eq!(outcome.pages, made.built.outputs.iter().find_map(|output| output.pages));
}

#[test]
fn from_memory_both_editions_are_those_from_the_disk() {
    assert_same(&repository("report"), "fuzi.toml", Options::default());
    assert_same(&repository("tests/examples/thesis"), "thesis.md", Options::default());
}

#[test]
fn sheets_and_parts_in_memory_are_found_by_the_same_rules() {
    let folder = Folder::new();
    folder.write("a.md", "---\nbibliography: ./refs/a.bib\n---\n\n# 甲\n\n{{< include parts/b.md >}}\n\n[@k; @none]\n");
    folder.write("parts/b.md", "乙![点](../dot%20one.svg)![](none.png)\n");
    folder.write("dot one.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#);
    folder.write("refs/a.bib", "@book{k, title={题}, author={王平}, year={2022}, publisher={社}, address={京}}");
    folder.write("styles/base.toml", "inherits = \"report\"\n[body]\nsize = \"四号\"\n");
    folder.write("styles/own.toml", "inherits = \"base\"\n[page]\npaper = \"A5\"\n");
    let options = Options { style: Some("own".to_owned()), ..Options::default() };
    assert_same(folder.path(), "a.md", options);
}

#[test]
fn a_logo_in_headers_lies_beside_its_sheet() {
    let folder = Folder::new();
    folder.write("docs/a.md", "---\nstyle: own\n---\n\n# 甲\n\n乙\n");
    folder.write("styles/own.toml", "inherits = \"report\"\n[header]\nodd = \"{logo}\"\nlogo = \"pics/校徽.svg\"\n");
    folder.write("styles/pics/校徽.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#);
    folder.write("fuzi.toml", "");
    let outcome = Builder::from_path(folder.join("docs/a.md")).build().unwrap();
    assert_eq!(said(&outcome), "");
    let package = Package::open(outcome.docx.as_deref().unwrap());
    assert_eq!(package.problems(), Vec::<String>::new());
    assert!(package.part("word/_rels/header1.xml.rels").contains("media/image1"));
    assert!(package.part("word/header1.xml").contains("descr=\"校徽\""));
}

#[test]
fn a_sheet_as_text_is_the_same_as_one_in_a_file() {
    let folder = Folder::with("---\nstyle: english\n---\n\n# 甲\n\n乙\n");
    let sheet = "inherits = \"base\"\n[body]\nsize = \"四号\"\n";
    folder.write("styles/base.toml", "inherits = \"report\"\n[page]\npaper = \"A5\"\n");
    folder.write("styles/own.toml", sheet);
    let builder = || Builder::from_path(folder.join("a.md"));
    let (text, named) = (builder().style_sheet(sheet).build().unwrap(), builder().style("own").build().unwrap());
    assert_eq!(said(&text), "");
    assert!(text.pdf.is_some() && text.pdf == named.pdf && text.docx == named.docx);
    let wrong = builder().style_sheet("[body]\nsise = 1\n").build().unwrap();
    assert!(wrong.has_errors() && wrong.pdf.is_none() && wrong.docx.is_none());
    let (file, place) = wrong.place(&wrong.diagnostics[0]).unwrap();
    assert_eq!((file, place.line, place.column), ("<style sheet>", 2, 1));
}

#[test]
fn a_document_in_memory_reads_nothing_else() {
    let folder = Folder::with("甲");
    folder.write("dot.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#);
    let path = folder.join("dot.svg").display().to_string();
    let text = format!("![甲]({path})\n\n![乙](Cargo.toml)\n\n{{{{< include {path} >}}}}\n");
    let builder = Builder::from_memory("a.md", Files::new().with("a.md", text)).editions([Edition::Docx]);
    let outcome = builder.build().unwrap();
    let codes: Vec<Code> = outcome.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::Image, Code::Image, Code::Include], "{}", said(&outcome));
    assert!(outcome.pdf.is_none() && outcome.docx.is_some());
    // Not even a sheet that is there, and no font of the machine.
    let sheet = folder.write("own.toml", "inherits = \"report\"\n").display().to_string();
    assert!(builder.clone().style(sheet).build().unwrap().has_errors());
    let fonts = "[fonts.body]\nlatin = [\"DejaVu Sans\", \"TeX Gyre Termes\"]\n";
    let outcome = builder.style_sheet(fonts).editions([Edition::Pdf]).build().unwrap();
    assert!(outcome.diagnostics.iter().any(|found| found.code == Code::Font), "{}", said(&outcome));
}

#[test]
fn what_cannot_be_built_is_told() {
    let error = |builder: Builder| builder.build().unwrap_err().to_string();
    let files = Files::new().with("a.md", "甲");
    assert_eq!(error(Builder::from_memory("b.md", files.clone())), "“b.md” does not exist");
    let outside = files.clone().with("../b.md", "乙");
    assert_eq!(error(Builder::from_memory("a.md", outside)), "“../b.md” is not a path within the project");
    let project = files.with("b.md", "乙").with("fuzi.toml", "[[document]]\neach = [\"*.md\"]\n");
    let builder = Builder::from_memory("fuzi.toml", project.clone());
    assert_eq!(error(builder.clone()), "“fuzi.toml” has 2 documents; choose one with Builder::document");
    assert_eq!(error(builder.clone().document("c")), "“fuzi.toml” has no document with the id “c”");
    assert!(builder.document("b").editions([Edition::Docx]).build().unwrap().docx.is_some());
    let broken = Builder::from_memory("fuzi.toml", project.with("fuzi.toml", "[document]\nsource = 1\n"));
    let outcome = broken.build().unwrap();
    assert!(outcome.has_errors());
    assert_eq!(outcome.place(&outcome.diagnostics[0]).unwrap().0, "fuzi.toml");
}

#[test]
fn checking_makes_no_edition() {
    let text = "# 甲\n\n乙,丙\n";
    let outcome = Builder::from_memory("a.md", Files::new().with("a.md", text)).check().unwrap();
    assert!(!outcome.diagnostics.is_empty());
    assert!(outcome.pdf.is_none() && outcome.docx.is_none());
}
