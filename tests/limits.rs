//! What a document may take: the table of `docs/limits.md` says what the sources say,
//! and a document past its time or memory fails alone.

use std::fs;
use std::process::{Child, Stdio};
use std::time::Duration;

use regex::Regex;

use crate::cli::run;
use crate::support::command;
use crate::support::folder::{Folder, repository};

/// Each row of the tables, with the file and the constant that it is of.
const ROWS: &[(&str, &str, &str)] = &[
    ("time of such a document", "project/limits.rs", "TIME"),
    ("its memory", "project/limits.rs", "MEMORY"),
    ("a file that is read", "project/files/mod.rs", "MAX_BYTES"),
    ("a file of a manuscript", "project/limits.rs", "MAX_FILE"),
    ("text of a document", "project/limits.rs", "MAX_TEXT"),
    ("files that a document includes", "project/limits.rs", "MAX_INCLUDES"),
    ("text that a document includes", "project/limits.rs", "MAX_TEXT"),
    ("files that include each other", "project/load.rs", "MAX_DEPTH"),
    ("entries of a navigation in each other", "project/navigation/mod.rs", "MAX_DEPTH"),
    ("text that the variables of a file become", "read/markdown/variables.rs", "MAX_EXPANDED"),
    ("blocks in blocks", "read/markdown/mod.rs", "MAX_BLOCKS"),
    ("quotations in quotations", "read/markdown/mod.rs", "MAX_QUOTES"),
    ("marked passages in each other", "read/markdown/mod.rs", "MAX_INLINES"),
    ("cells of a table", "read/markdown/table.rs", "MAX_CELLS"),
    ("notes of a document", "resolve/notes.rs", "MAX_NOTES"),
    ("notes in notes", "resolve/notes.rs", "MAX_NESTED"),
    ("entries of a table of contents", "resolve/listings.rs", "MAX_ENTRIES"),
    ("combining marks on one character", "resolve/combining.rs", "MAX_MARKS"),
    ("rows of a list", "project/data/mod.rs", "MAX_ROWS"),
    ("columns of a list", "project/data/mod.rs", "MAX_COLUMNS"),
    ("a bibliography", "project/limits.rs", "MAX_BIBLIOGRAPHY"),
    ("a text in a bibliography", "cite/bibtex/mod.rs", "MAX_TEXT"),
    ("a citation style (CSL)", "cite/engine/style.rs", "MAX_BYTES"),
    ("pixels of a picture", "project/limits.rs", "MAX_PIXELS"),
    ("pixels of the pictures of a document, each once", "project/limits.rs", "MAX_ALL_PIXELS"),
    ("pixels of a picture in an SVG or a PDF", "assets/image/raster.rs", "MAX_PIXELS"),
    ("what a PNG has packed beside its pixels", "assets/image/packed.rs", "MAX_UNPACKED"),
    ("an SVG", "assets/image/svg_scan.rs", "MAX_BYTES"),
    ("elements of an SVG in each other", "assets/image/svg_scan.rs", "MAX_DEPTH"),
    ("attributes of an element of an SVG", "assets/image/svg_scan.rs", "MAX_ATTRIBUTES"),
    ("elements that an SVG draws", "assets/image/svg_bounds.rs", "MAX_NODES"),
    ("points of the paths of an SVG, each as often as it is drawn", "assets/image/svg_references.rs", "MAX_POINTS"),
    ("references of an SVG to each other", "assets/image/svg_references.rs", "MAX_LEVELS"),
    ("SVG in SVG", "assets/image/svg_embedded.rs", "MAX_LEVELS"),
    ("pixels of the steps of a filter", "assets/image/svg_bounds.rs", "MAX_FILTER"),
    ("pixels of a pattern", "assets/image/svg_bounds.rs", "MAX_PATTERN"),
    ("a PDF", "assets/image/pdf.rs", "MAX_BYTES"),
    ("what the streams of a PDF unpack to", "assets/image/pdf_scan.rs", "MAX_UNPACKED"),
    ("operators that a page of a PDF draws, with its forms", "assets/image/pdf_forms.rs", "MAX_OPERATORS"),
    ("objects of a PDF in each other", "assets/image/pdf_scan.rs", "MAX_DEPTH"),
    ("parts", "ooxml/package.rs", "MAX_PARTS"),
    ("all parts unpacked", "ooxml/package.rs", "MAX_TOTAL"),
    ("elements and texts of a part", "ooxml/parse.rs", "MAX_NODES"),
    ("elements in each other", "ooxml/parse.rs", "MAX_DEPTH"),
];

/// The value of a constant of the sources.
fn value(file: &str, name: &str) -> f64 {
    let text = fs::read_to_string(repository("src").join(file)).unwrap();
    let line = Regex::new(&format!(r"(?m)const {name}: \w+ = ([^;]+);")).unwrap();
    let written = line.captures(&text).unwrap_or_else(|| panic!("{file} has no {name}"))[1].replace('_', "");
    match written.split_once(" << ") {
        Some((number, by)) => number.parse::<f64>().unwrap() * f64::from(1_u32 << by.parse::<u32>().unwrap()),
        None => written.parse().unwrap(),
    }
}

/// A value of the table without its unit.
fn amount(written: &str) -> f64 {
    let (number, unit) = written.split_once(' ').unwrap_or((written, ""));
    let factor = match unit {
        "" | "deep" | "s" => 1.0,
        "kB" => 1024.0,
        "MB" => 1024.0 * 1024.0,
        "GB" => 1024.0 * 1024.0 * 1024.0,
        _ => panic!("the unit of {written}"),
    };
    number.replace(',', "").parse::<f64>().unwrap() * factor
}

#[test]
fn the_table_of_limits_is_that_of_the_sources() {
    let text = fs::read_to_string(repository("docs/limits.md")).unwrap();
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = text.lines().filter(|line| line.starts_with("| ")).map(cells).collect();
    let rows = rows.iter().filter(|row| row[1] != "what");
    let shown: Vec<(&str, f64)> = rows.map(|row| (row[1].as_str(), amount(&row[2]))).collect();
    let known: Vec<(&str, f64)> = ROWS.iter().map(|(row, file, name)| (*row, value(file, name))).collect();
    assert_eq!(shown, known);
}

const ENDLESS: &str = "# 坏\n\n```{=typst}\n#for i in range(1000000) { for j in range(1000000) { } }\n```\n";
const FOLDER: &str = "[[document]]\neach = [\"*.md\"]\n[build]\nallow-raw = true\n";

fn project(limits: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    folder.write("fuzi.toml", format!("{FOLDER}[limits]\n{limits}"));
    folder.write("good.md", "# 好\n\n正文\n");
    files.iter().for_each(|(name, text)| {
        folder.write(name, text);
    });
    folder
}

#[test]
fn a_document_past_its_time_fails_alone() {
    let folder = project("time = \"1s\"\n", &[("endless.md", ENDLESS)]);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 4, "{err}");
    assert!(err.contains("endless.md:3:1: error[limit]") && err.contains("longer than 1 s"), "{err}");
    assert!(folder.has("good.pdf") && !folder.has("endless.pdf") && !folder.has("endless.docx"));
    let (status, out, _) = run(&folder, &["check", "endless.md"]);
    assert!(status == 1 && out.contains("limit"), "{out}");
    // Without its raw passages it has nothing that could be endless.
    let (status, _, err) = run(&folder, &["build", "endless.md", "--to", "docx"]);
    assert_eq!(status, 0, "{err}");
}

/// Where memory is bounded.
#[cfg(target_os = "linux")]
#[test]
fn documents_past_their_memory_fail_alone() {
    let files = [
        ("range.md", "# 坏\n\n> `#range(10000000000)`{=typst}\n"),
        ("doubled.md", "坏[^1]\n\n[^1]: `#{ let s = \"ab\"; for i in range(60) { s += s } }`{=typst}\n"),
        ("columns.md", "# 坏\n\n`#table(columns: 100000000)[a]`{=typst}\n"),
    ];
    let folder = project("memory = \"400MB\"\n", &files);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!((status, err.matches("error[limit]").count()), (4, 3), "{err}");
    assert_eq!(err.matches("more than 400 MB").count(), 3, "{err}");
    assert!(folder.has("good.pdf") && folder.has("good.docx") && !folder.has("range.pdf"));
}

/// It needs no raw passage to be large.
#[cfg(target_os = "linux")]
#[test]
fn a_document_too_large_for_its_memory_fails_alone() {
    let folder = project("memory = \"40MB\"\n", &[("long.md", &"甲 **乙**\n\n".repeat(4_000))]);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 4, "{err}");
    assert!(err.contains("error[limit]: “long” needed more than 40 MB"), "{err}");
    assert!(folder.has("good.pdf") && !folder.has("long.docx"));
    folder.write("fuzi.toml", FOLDER);
    let (status, _, err) = run(&folder, &["build", "long.md", "--to", "docx", "--strict"]);
    assert_eq!(status, 0, "{err}");
}

/// Each limit that has a key is set by it, and what is past it names it.
#[test]
fn limits_are_set_by_their_keys() {
    let long = "a".repeat(1_200_000);
    let works = format!("@book{{a,\n title = {{甲}},\n}}\n@comment{{{long}}}\n");
    let text = format!("甲\n\n<!-- {long} -->\n");
    let picture = fs::read(repository("tests/suite/assets/wide.png")).unwrap();
    for (set, text, code, said) in [
        ("file = \"1MB\"", text.clone(), "limit", "raise `file`"),
        ("text = \"1MB\"", text.clone(), "limit", "raise `text`"),
        ("includes = 1", "{{< include b.md >}}\n\n{{< include c.md >}}\n".to_owned(), "include", "raise `includes`"),
        (
            "bibliography = \"1MB\"",
            "---\nbibliography: a.bib\n---\n\n甲 [@a]\n".to_owned(),
            "bibliography",
            "raise `bibliography`",
        ),
        ("pixels = 1000", "![甲](a.png)\n".to_owned(), "image", "`pixels` under"),
        ("all-pixels = 15000", "![甲](a.png)\n\n![乙](b.png)\n".to_owned(), "image", "“b.png” has 200 × 50"),
    ] {
        let folder = Folder::new();
        ["a.png", "b.png"].iter().for_each(|name| drop(folder.write(name, &picture)));
        let texts =
            [("a.bib", &*works), ("b.md", "乙\n"), ("c.md", "丙\n"), ("a.md", &*text), ("fuzi.toml", "[limits]\n")];
        texts.iter().for_each(|(name, text)| drop(folder.write(name, text)));
        let built = || run(&folder, &["build", "a.md", "--to", "docx", "--no-cache"]).2;
        let free = built();
        assert!(!free.contains(said), "{set}: {free}");
        folder.write("fuzi.toml", format!("[limits]\n{set}\n"));
        let bound = built();
        assert!(bound.contains(&format!("[{code}]")) && bound.contains(said), "{set}: {bound}");
    }
}

/// A list is bounded in time like any other document, and set in a time that grows with
/// its length alone.
#[test]
fn a_document_that_may_take_long_is_stopped_too() {
    let folder = project("time = \"1s\"\n", &[("items.md", &"- 甲\n".repeat(40_000))]);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 4, "{err}");
    assert!(err.contains("error[limit]: “items” took longer than 1 s"), "{err}");
    assert!(folder.has("good.pdf") && !folder.has("items.pdf"));
}

#[test]
fn a_list_of_eight_times_the_items_takes_some_eight_times_as_long() {
    let folder = Folder::new();
    let time = |count| {
        folder.write("items.md", "- 甲\n".repeat(count));
        let begun = std::time::Instant::now();
        let (status, ..) = run(&folder, &["build", "items.md", "--emit", "typst", "--no-cache"]);
        assert_eq!(status, 0);
        begun.elapsed().as_secs_f64()
    };
    let few = time(10_000).max(0.1);
    assert!(time(80_000) < 40.0 * few);
}

#[test]
fn a_file_that_is_too_large_fails_alone() {
    let folder = project("", &[("large.md", &"甲\n".repeat((16 << 20) / 4 + 1))]);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert!(status == 4 && err.contains("large.md:1:1: error[limit]: “large.md” is larger than 16 MB"), "{err}");
    assert!(folder.has("good.pdf"));
}

#[test]
fn raw_passages_that_come_to_an_end_are_set() {
    let text = "# 好\n\n`#text(red)[甲]`{=typst}\n";
    let folder = project("", &[("raw.md", text)]);
    let (status, _, err) = run(&folder, &["build", "raw.md", "--strict"]);
    assert!(status == 0 && folder.has("raw.pdf"), "{err}");
    // Its mistakes are told as ever.
    let folder = project("", &[("raw.md", "`#nothing`{=typst}\n")]);
    let (status, _, err) = run(&folder, &["build", "raw.md", "--message-format", "short"]);
    assert!(status == 1 && err.contains("raw.md:1:1: error[typst]"), "{err}");
}

#[test]
fn the_standard_input_is_tried_too() {
    for (text, status) in [("`#text(red)[甲]`{=typst}\n", Some(0)), (ENDLESS, Some(1))] {
        let folder = project("time = \"3s\"\n", &[]);
        let source = folder.write("in.txt", text);
        let mut build = command::fuzi();
        build.current_dir(folder.path()).args(["build", "-", "-o", "x.pdf"]);
        let output = build.stdin(fs::File::open(source).unwrap()).output().unwrap();
        assert_eq!(output.status.code(), status, "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn limits_that_are_none_are_told_at_their_place() {
    let folder = project("time = \"60\"\nmemory = \"0GB\"\nsize = 1\n", &[]);
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_eq!(status, 1, "{err}");
    for said in [":6:8: error[manifest]: “60” is not a valid time", ":7:10: error[manifest]: “0GB”", ":8:1: error"]
    {
        assert!(err.contains(said), "{said}: {err}");
    }
}

/// Whoever builds may be killed: the process that tries a document ends by itself.
#[cfg(target_os = "linux")]
#[test]
fn no_process_stays_behind() {
    let folder = project("", &[("endless.md", ENDLESS)]);
    let mut build = command::fuzi();
    build.current_dir(folder.path()).args(["build", "endless.md"]).stderr(Stdio::null());
    let mut build: Child = build.spawn().unwrap();
    let wait = || std::thread::sleep(Duration::from_millis(20));
    let tried = loop {
        match children(build.id()).first() {
            Some(child) => break *child,
            None => wait(),
        }
    };
    build.kill().unwrap();
    build.wait().unwrap();
    while is_running(tried) {
        wait();
    }
}

#[cfg(target_os = "linux")]
fn children(process: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").unwrap().flatten();
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter(|number| field(*number, 1).is_some_and(|parent| parent == process.to_string())).collect()
}

/// Whether a process is there, and no remains of one that nobody asks about.
#[cfg(target_os = "linux")]
fn is_running(process: u32) -> bool {
    field(process, 0).is_some_and(|state| state != "Z")
}

/// A field of what the system tells of a process, from the one behind its name on.
#[cfg(target_os = "linux")]
fn field(process: u32, at: usize) -> Option<String> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(')')?;
    fields.split_whitespace().nth(at).map(str::to_owned)
}
