//! What a document may take: the table of `docs/limits.md` says what the sources say,
//! and a document past its time or memory fails alone.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Child, Stdio};
use std::time::Duration;

use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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
    ("blocks in blocks", "model/bounds.rs", "MAX_NESTING"),
    ("quotations in quotations", "model/bounds.rs", "MAX_QUOTES"),
    ("marked passages in each other", "read/markdown/mod.rs", "MAX_INLINES"),
    ("cells of a table", "model/bounds.rs", "MAX_CELLS"),
    ("notes of a document", "model/bounds.rs", "MAX_NOTES"),
    ("notes in notes", "resolve/notes.rs", "MAX_NESTED"),
    ("entries of a table of contents", "model/bounds.rs", "MAX_ENTRIES"),
    ("combining marks on one character", "resolve/combining.rs", "MAX_MARKS"),
    ("rows of a list", "project/data/mod.rs", "MAX_ROWS"),
    ("columns of a list", "project/data/mod.rs", "MAX_COLUMNS"),
    ("a bibliography", "project/limits.rs", "MAX_BIBLIOGRAPHY"),
    ("a text in a bibliography", "cite/bibtex/mod.rs", "MAX_TEXT"),
    ("a citation style (CSL)", "cite/engine/style.rs", "MAX_BYTES"),
    ("the file of a picture", "project/limits.rs", "MAX_PICTURE"),
    ("pixels of a picture", "project/limits.rs", "MAX_PIXELS"),
    ("pixels of the pictures of a document, each once", "project/limits.rs", "MAX_ALL_PIXELS"),
    ("pixels of a picture in an SVG or a PDF", "assets/image/raster.rs", "MAX_PIXELS"),
    ("what a PNG has packed beside its pixels", "assets/image/packed.rs", "MAX_UNPACKED"),
    ("an SVG", "assets/image/svg_scan.rs", "MAX_BYTES"),
    ("elements of an SVG in each other", "assets/image/svg_scan.rs", "MAX_DEPTH"),
    ("attributes of an element of an SVG", "assets/image/svg_scan.rs", "MAX_ATTRIBUTES"),
    ("elements that an SVG draws", "model/bounds.rs", "MAX_ELEMENTS"),
    ("points of the paths of an SVG, each as often as it is drawn", "assets/image/svg_references.rs", "MAX_POINTS"),
    ("references of an SVG to each other", "assets/image/svg_references.rs", "MAX_LEVELS"),
    ("SVG in SVG", "assets/image/svg_embedded.rs", "MAX_LEVELS"),
    ("pixels of the steps of a filter", "model/bounds.rs", "MAX_FILTER"),
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

/// A workbook of six parts, of which one has 1.8 MB.
fn workbook() -> Vec<u8> {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row></sheetData></worksheet>";
    let book = "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
                <sheets><sheet r:id='r1'/></sheets></workbook>";
    let leads = |to: &str, kind: &str| {
        format!("<Relationships><Relationship Id='r1' Type='x/{kind}' Target='{to}'/></Relationships>")
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", leads("xl/workbook.xml", "officeDocument")),
        ("xl/workbook.xml", book.to_owned()),
        ("xl/_rels/workbook.xml.rels", leads("worksheets/sheet1.xml", "worksheet")),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/media/a.bin", "甲".repeat(600_000)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A drawing with a filter of two steps, and twenty rectangles.
fn drawing() -> String {
    let filled = "<filter id='f'><feOffset/><feOffset/></filter><rect width='90' height='90' filter='url(#f)'/>";
    let more = "<rect width='9' height='9'/>".repeat(20);
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>{filled}{more}</svg>")
}

/// A text that every bound is of, beside the files of [`bounded`].
fn manuscript(bibliography: &str) -> String {
    let front = format!("---\nbibliography: {bibliography}\ntoc: true\n---\n\n# 甲\n\n# 乙\n\n# 丙\n");
    let included = "{{< include b.md >}}\n\n{{< include c.md >}}\n";
    let text = "甲 [@a][^1]，乙[^2]。\n\n[^1]: 一\n\n[^2]: 二\n\n> > > 丙\n\n- - - 丁\n";
    let pictures = "![甲](a.png)\n\n![乙](b.png)\n\n![丙](a.svg)\n\n![丁](d.png)\n\n![](a.xlsx)\n";
    let tables = "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n\
                  +---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+\n\n\
                  <table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>\n";
    format!("{front}\n{included}\n{text}\n{pictures}\n{tables}")
}

/// A project with such a text, and with what it names.
fn bounded() -> Folder {
    let folder = Folder::new();
    let picture = fs::read(repository("tests/suite/assets/wide.png")).unwrap();
    ["a.png", "b.png"].iter().for_each(|name| drop(folder.write(name, &picture)));
    // What stands behind the end of a picture is no part of it.
    folder.write("d.png", [picture, vec![0; 1_200_000]].concat());
    folder.write("a.svg", drawing());
    folder.write("a.xlsx", workbook());
    let (work, long) = ("@book{a,\n title = {甲},\n}\n", "a".repeat(1_200_000));
    folder.write("a.bib", work);
    folder.write("long.bib", format!("{work}@comment{{{long}}}\n"));
    folder.write("b.md", "乙\n");
    folder.write("c.md", "丙\n");
    folder.write("a.md", manuscript("a.bib"));
    folder.write("long.md", format!("{}\n<!-- {long} -->\n", manuscript("long.bib")));
    folder
}

/// Each key with a value that the text is past, the diagnostic, and what it says.
const KEYS: &[(&str, &str, &str, &str)] = &[
    ("file", "\"1MB\"", "limit", "raise `file`"),
    ("text", "\"1MB\"", "limit", "raise `text`"),
    ("includes", "1", "include", "raise `includes`"),
    ("nesting", "2", "nesting", "raise `nesting`"),
    ("quotes", "2", "nesting", "raise `quotes`"),
    ("cells", "5", "table-size", "(`cells` under"),
    ("notes", "1", "unsupported", "raise `notes`"),
    ("contents", "2", "unsupported", "2 entries are the most (`contents` under"),
    ("bibliography", "\"1MB\"", "bibliography", "raise `bibliography`"),
    ("picture", "\"1MB\"", "image", "“d.png” is larger than 1 MB (`picture` under"),
    ("pixels", "1000", "image", "(`pixels` under"),
    ("all-pixels", "15000", "image", "“b.png” has 200 × 50"),
    ("svg-elements", "20", "image", "more than 20 elements (`svg-elements` under"),
    ("svg-filter", "1_000_000", "image", "more than 1000000 (`svg-filter` under"),
    ("office-parts", "5", "data", "raise `office-parts`"),
    ("office-size", "\"1MB\"", "data", "raise `office-size`"),
];

/// Each limit that has a key is set by it, and what is past it names it.
#[test]
fn limits_are_set_by_their_keys() {
    let folder = bounded();
    let built = |name: &str, limits: String| {
        folder.write("fuzi.toml", format!("[limits]\n{limits}\n"));
        run(&folder, &["build", name, "--to", "docx", "--no-cache"]).2
    };
    // One that is long takes long.
    let of = |key: &str| if ["file", "text", "bibliography"].contains(&key) { "long.md" } else { "a.md" };
    for name in ["a.md", "long.md"] {
        let free = built(name, String::new());
        assert!(!free.contains("[limits]"), "{free}");
    }
    for (key, value, code, said) in KEYS {
        let bound = built(of(key), format!("{key} = {value}"));
        assert!(bound.contains(&format!("[{code}]")) && bound.contains(said), "{key}: {bound}");
    }
}

/// Every table that is past its bound is told, however it is written.
#[test]
fn cells_are_counted_in_every_spelling() {
    let folder = bounded();
    folder.write("fuzi.toml", "[limits]\ncells = 5\n");
    let (_, _, err) = run(&folder, &["build", "a.md", "--to", "docx", "--message-format", "short"]);
    assert_eq!(err.matches("warning[table-size]").count(), 3, "{err}");
    folder.write("fuzi.toml", "[limits]\ncells = 6\n");
    let (_, _, err) = run(&folder, &["build", "a.md", "--to", "docx", "--message-format", "short"]);
    assert!(!err.contains("table-size"), "{err}");
}

/// The keys that `docs/limits.md` names are those that there are.
#[test]
fn each_key_is_in_the_table_of_limits() {
    let text = fs::read_to_string(repository("docs/limits.md")).unwrap();
    let key = Regex::new(r"(?m)^\|[^|]*\|[^|]*\| `([a-z-]+)` \|").unwrap();
    let named: BTreeSet<&str> = key.captures_iter(&text).map(|found| found.get(1).unwrap().as_str()).collect();
    let known = KEYS.iter().map(|(key, ..)| *key).chain(["time", "memory"]);
    assert_eq!(named, known.collect());
}

/// No key goes higher than what both editions are known to hold.
#[test]
fn limits_beyond_the_highest_are_told() {
    for (set, most) in [
        ("nesting = 25", "24"),
        ("quotes = 13", "12"),
        ("notes = 32768", "32767"),
        ("cells = 200001", "200000"),
        ("contents = 20001", "20000"),
        ("svg-elements = 1000001", "1000000"),
        ("svg-filter = 400000001", "400000000"),
        ("office-parts = 0", "65535"),
    ] {
        let folder = project(set, &[]);
        let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
        assert!(status == 1 && err.contains(&format!("is not a number from 1 to {most}")), "{set}: {err}");
    }
    for set in ["picture = \"257MB\"", "office-size = \"2GB\""] {
        let folder = project(set, &[]);
        let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
        assert!(status == 1 && err.contains("is not a valid size"), "{set}: {err}");
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
