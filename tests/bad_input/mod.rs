//! What people do wrong, and what files from elsewhere hold: always a clear
//! diagnostic or a right result, never a panic, lost text or half a file.

mod growth;
mod large;
mod pictures;

use fuzi::diag::Code;
use fuzi::project::{Edition, Options};

use crate::support::folder::Folder;
use crate::support::make::{self, Made, has_errors, in_folder, make, text, word};
use crate::support::visible::{self, lost, squeeze};
use crate::support::word::Package;

/// Both editions are there, and the Word file is sound and holds the words.
fn whole(made: &Made, words: &[&str]) {
    assert!(made.pdf().starts_with(b"%PDF-"), "{}", made.said);
    sound(made, words);
}

/// The Word file is sound and holds the words in their order.
fn sound(made: &Made, words: &[&str]) {
    assert!(made.built.file_error.is_none(), "{}", made.said);
    let package = Package::open(made.docx());
    assert_eq!(package.problems(), Vec::<String>::new());
    let text = squeeze(&(package.text() + &package.notes()));
    let mut rest = text.as_str();
    for word in words {
        let at = rest.find(&squeeze(word));
        let at = at.unwrap_or_else(|| panic!("“{word}” is lost; left: {}", rest.chars().take(200).collect::<String>()));
        rest = &rest[at..];
    }
}

/// The editions are written, with this diagnostic at this place.
fn warned(made: &Made, code: Code, place: &str, words: &[&str]) {
    assert!(made.says(code, place), "no {} at {place}:\n{}", code.as_str(), made.said);
    assert!(!has_errors(made), "{}", made.said);
    whole(made, words);
}

/// Nothing is written, and this diagnostic says why.
fn refused(made: &Made, code: Code, place: &str) {
    assert!(made.says(code, place), "no {} at {place}:\n{}", code.as_str(), made.said);
    assert!(has_errors(made) && made.pdf.is_none() && made.docx.is_none(), "{}", made.said);
}

/// It could compute without end, and name files and programs.
#[test]
fn raw_passages_are_code_unless_allowed() {
    let raw = "好。\n\n```{=typst}\n#range(10000000000)\n```\n\n```{=openxml}\n<w:p/>\n```\n\n行内`#x`{=typst}。\n";
    let made = make(&Folder::with(raw).join("a.md"), Options { allow_raw: Some(false), ..Options::default() });
    for place in ["3:6", "7:6", "11:9"] {
        assert!(made.says(Code::RawFormat, place), "{place}: {}", made.said);
    }
    let shown = Package::open(made.docx()).text();
    for text in ["#range(10000000000)", "<w:p/>", "#x"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let project = Folder::with("好。\n\n```{=typst}\n#sym.alpha\n```\n");
    project.write("fuzi.toml", "[build]\nallow-raw = true\n");
    let job = fuzi::project::discover(project.path()).unwrap().remove(0);
    let built = fuzi::project::check(&job, &Options::default());
    assert!(!built.diagnostics.iter().any(|told| told.code == Code::RawFormat), "{:?}", built.diagnostics);
}

#[test]
fn raw_typst_reads_no_files_and_reports_its_line() {
    refused(&text("好。\n\n```{=typst}\n#let x = (\n```\n"), Code::Typst, "3:1");
    for raw in [
        "#read(\"/etc/passwd\")",
        "#read(\"a.md\")",
        "#image(\"../a.png\")",
        "#import \"@preview/a:1.0.0\": b",
        "#include \"a.md\"",
    ] {
        refused(&text(format!("好。\n\n```{{=typst}}\n{raw}\n```\n")), Code::Typst, "3:1");
    }
    refused(&text("行内 `#nothing()`{=typst}。\n"), Code::Typst, "1:4");
}

#[test]
fn names_that_nobody_knows() {
    warned(&text("# 标题 {.unnumberd}\n"), Code::UnknownAttribute, "1:8", &["标题"]);
    warned(&text("见 @fig:无。\n"), Code::UndefinedReference, "1:3", &["@fig:无"]);
    warned(&text("文[^无]。\n"), Code::UndefinedNote, "1:2", &["[^无]"]);
    warned(&text("[去](#无)\n"), Code::UndefinedAnchor, "1:1", &["去"]);
    warned(&text("::: {.centre}\n文\n:::\n"), Code::UnknownContainer, "1:7", &["文"]);
    warned(&text("$\\没有$\n"), Code::Math, "1:2", &["没有"]);
}

#[test]
fn front_matter_that_is_none() {
    refused(&text("---\ntitle: 一\ntitle: 二\n---\n\n文\n"), Code::DuplicateKey, "3:1");
    refused(&text("---\ntitle: [一, 二]\n---\n"), Code::FrontMatter, "2:8");
    refused(&text("---\ntitle: \"一\n---\n文\n"), Code::FrontMatter, "2:8");
    whole(&text("---\n- 一\n- 二\n---\n文\n"), &["一", "二", "文"]);
    refused(&text("---\nstyle: 没有\n---\n"), Code::Style, "2:8");
    for hostile in
        ["a: &a [*a]", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "a: !!binary x", "? [x]\n: y", "a: 1\n---\nb: 2"]
    {
        let made = text(format!("---\n{hostile}\n---\n\n文\n"));
        assert!(has_errors(&made) || made.docx.is_some(), "{hostile}: {}", made.said);
    }
    let deep = format!("---\na: {}{}\n---\n文\n", "[".repeat(20_000), "]".repeat(20_000));
    let made = word(deep);
    assert!(has_errors(&made) || made.docx.is_some(), "{}", made.said);
}

#[test]
fn styles_with_mistakes() {
    let styled = |sheet: &str| {
        let folder = Folder::with("---\nstyle: my.toml\n---\n\n文\n");
        folder.write("my.toml", sheet);
        in_folder(&folder)
    };
    let said = |sheet: &str, place: &str| {
        let made = styled(sheet);
        let found = made.said.lines().any(|line| line.starts_with(&format!("my.toml:{place}: error[style]: ")));
        assert!(found && made.pdf.is_none() && made.docx.is_none(), "{sheet}: {}", made.said);
    };
    said("[body]\ncolour = \"#000\"\n", "2:1");
    said("[body]\nsize = \"12 parsec\"\n", "2:8");
    said("[body]\nsize = 12\n", "2:8");
    said("[body\n", "1:6");
    said("[body]\nsize = \"-3pt\"\n", "2:8");
    said("[heading1]\nnumber = \"abc\"\n", "2:10");
    said("[page]\nmargin-left = \"300mm\"\n", "2:15");
    said("[figure]\ndpi = nan\n", "2:7");
    said("[list]\nnumbers = []\n", "2:11");
    said("inherits = \"my.toml\"\n", "1:12");
    said("inherits = \"./my.toml\"\n", "1:12");
    said("inherits = \"my\"\n", "1:12");
    said("inherits = \"../outside.toml\"\n", "1:12");
    said("inherits = [\"report\"]\n", "1:12");
    whole(&styled("[body]\nsize = \"五号\"\n"), &["文"]);
    whole(&styled("\u{FEFF}[heading1]\nnumber = \"Part I\"\n"), &["文"]);
}

#[test]
fn sheets_that_inherit_from_each_other() {
    let folder = Folder::with("---\nstyle: styles/a.toml\n---\n\n# 文\n");
    folder.write("styles/a.toml", "inherits = \"b.toml\"\n");
    folder.write("styles/b.toml", "inherits = \"../c.toml\"\n");
    folder.write("c.toml", "[heading1]\nnumber = \"一、\"\n");
    whole(&in_folder(&folder), &["文"]);
    let said = |c: &[u8], line: &str| {
        folder.write("c.toml", c);
        let made = in_folder(&folder);
        assert!(has_errors(&made) && made.said.starts_with(line), "{}", made.said);
    };
    said(b"inherits = \"a\"\n", "c.toml:1:12: error[style]: the style inherits from itself");
    said(b"inherits = \"styles/b.toml\"\n", "c.toml:1:12: error[style]: the style inherits from itself");
    said(b"[body]\nsize = \"x\"\n", "c.toml:2:8: error[style]: ");
    said(b"# \xC4\xE3\n", "styles/b.toml:1:12: error[style]: ");
}

#[test]
fn languages_that_are_none() {
    for tag in ["cn", "english", "中文", "xx", "zh-CN-x"] {
        refused(&text(format!("---\nlang: {tag}\n---\n\n文\n")), Code::Language, "2:7");
    }
    warned(&text("[文]{lang=jp}\n"), Code::Language, "1:10", &["文"]);
}

#[test]
fn files_that_are_no_markdown() {
    refused(&text(b"PK\x03\x04\x14\0....word/document.xml"), Code::NotMarkdown, "1:1");
    refused(&text(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), Code::NotMarkdown, "1:1");
    refused(&text("<!DOCTYPE html>\n<html><body>x</body></html>\n"), Code::NotMarkdown, "1:1");
}

#[test]
fn encodings() {
    let gbk = text(b"\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\xA1\xA3\n");
    assert!(gbk.said.contains("the text is GBK from here on"), "{}", gbk.said);
    refused(&text(b"\xE5\xA5\xBD\n\xC4\xE3\xBA\xC3\n"), Code::Encoding, "2:1");
    let unix = "---\ntitle: 题\n---\n\n# 一\n\n行一\n行二\n\n| a |\n|---|\n| b |\n\n: 题 {#tbl:x}\n\n$$\nx\n$$ {#eq:x}\n\n```\nc\nd\n```\n";
    let windows = format!("\u{FEFF}{}", unix.replace('\n', "\r\n"));
    let (one, two) = (text(unix), text(windows));
    assert_eq!(one.said, two.said);
    // The source that the file carries is as it was written; all else is equal.
    let (first, second) = (Package::open(one.docx()), Package::open(two.docx()));
    for name in first.names().filter(|name| name.starts_with("word/")) {
        assert!(first.part(name) == second.part(name), "CRLF and BOM change {name}");
    }
    assert!(first.names().eq(second.names()), "CRLF and BOM change the parts of the Word file");
    assert!(one.pdf == two.pdf, "CRLF and BOM change the PDF");
    let old_mac = word("# 一\r\r文\r");
    sound(&old_mac, &["一", "文"]);
}

#[test]
fn nothing_at_all() {
    for nothing in ["", "\n\n  \n\t\n", "\u{FEFF}", "<!-- -->\n", "---\n---\n"] {
        let made = text(nothing);
        assert!(made.codes().contains(&"empty"), "{nothing:?}: {}", made.said);
        whole(&made, &[]);
    }
}

#[test]
fn control_characters() {
    let made = text("前\u{0}\u{7}中\u{1B}[31m\u{FFFE}\u{FFFF}\u{202E}后\u{B}\u{C}完\n");
    assert!(made.codes().contains(&"control-character"), "{}", made.said);
    whole(&made, &["前", "中", "[31m", "后", "完"]);
    assert!(!made.said.contains('\u{1B}'), "a manuscript may not write to the terminal");
}

/// Text goes in as data, in every place.
#[test]
fn text_that_looks_like_a_program() {
    let hostile = "#emph[.c].cc \"引\" \\u{41} $x #x <a0> f-body ]]> &amp; </w:t> ${y} `z`";
    let words = ["#emph[.c].cc", "<a0>", "f-body", "]]>", "</w:t>"];
    let plain = hostile.replace('`', "").replace("<a0>", "\\<a0>").replace("</w:t>", "\\</w:t>").replace("$x", "\\$x");
    let documents = [
        plain.clone(),
        format!("# {plain}\n"),
        format!("> {plain}\n"),
        format!("| {plain} |\n|---|\n| {plain} |\n"),
        format!("文[^a]\n\n[^a]: {plain}\n"),
        format!("![{plain}](没有.png)\n"),
        format!("~~~\n{hostile}\n~~~\n"),
    ];
    for document in documents {
        let made = text(&document);
        assert!(!has_errors(&made), "{document}\n{}", made.said);
        whole(&made, &words);
    }
    let fields = "---\ntitle: '#panic(\"x\") \"'\nauthor: '#x \" \\'\nkeywords: ['\"#', \"\\\\\"]\n学号: '\"#{'\nlang: en\n---\n\n文\n";
    whole(&text(fields), &["#panic(“x”)", "文"]);
}

#[test]
fn notes() {
    let made = text("文[^a]，又[^b]。\n\n[^a]: 甲见[^b]。\n\n[^b]: 乙见[^a]。\n");
    whole(&made, &["甲见", "乙见"]);
    let made = text("文[^a]。\n\n[^a]: 甲见[^b]。\n\n[^b]: 乙见[^a]。\n");
    whole(&made, &["甲见", "乙见"]);
    warned(&text("文。\n\n[^a]: 没有用。\n"), Code::UnusedNote, "3:1", &["文"]);
    warned(&text("文[^a]。\n\n[^a]: 一。\n\n[^a]: 二。\n"), Code::DuplicateId, "5:1", &["文", "一。"]);
    let chain: String = (0..200).map(|n| format!("[^{n}]: 注{n}[^{}]\n\n", n + 1)).collect();
    let made = word(format!("文[^0]\n\n{chain}"));
    sound(&made, &["文", "注0"]);
}

#[test]
fn links() {
    for scheme in ["javascript:alert(1)", "file:///etc/passwd", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x"] {
        let made = text(format!("[字]({scheme})\n"));
        warned(&made, Code::LinkTarget, "1:1", &["字"]);
        let package = Package::open(made.docx());
        assert!(!package.names().any(|name| name.ends_with("rels") && package.part(name).contains(scheme)));
    }
}

#[test]
fn joins_that_make_no_rectangle() {
    let tables = [
        "| a | b | c |\n|---|---|---|\n| < | ^ | x |\n| ^ | < | ^ |\n",
        "| a | < |\n|---|---|\n| ^ | ^ |\n",
        "| ^ | < |\n|---|---|\n| x | < |\n| < | ^ |\n",
    ];
    for table in tables {
        let made = text(table);
        assert!(!has_errors(&made), "{table}{}", made.said);
        whole(&made, &[]);
        assert!(made.codes().contains(&"merged-cell"), "{table}{}", made.said);
    }
    warned(&text("| a | b |\n|---|---|\n| < | x |\n"), Code::MergedCell, "3:2", &["a", "b", "<", "x"]);
}

#[test]
fn includes() {
    let folder = Folder::with("前\n\n{{< include b.md >}}\n\n后\n");
    folder.write("b.md", "乙\n\n{{< include a.md >}}\n");
    let made = in_folder(&folder);
    assert!(made.said.contains("b.md:3:13: warning[include]: "), "{}", made.said);
    whole(&made, &["前", "乙", "include", "后"]);
    let folder = Folder::with("{{< include ../../../../etc/hostname >}}\n\n后\n");
    warned(&in_folder(&folder), Code::Include, "1:13", &["include", "后"]);
    let folder = Folder::with("{{< include b.md >}}\n");
    folder.write("b.md", b"\xFF\xFE");
    let made = in_folder(&folder);
    assert!(made.said.contains("b.md:1:1: error[encoding]: ") && made.docx.is_none(), "{}", made.said);
}

#[test]
fn includes_that_multiply_end() {
    let folder = Folder::with("前\n\n{{< include 0.md >}}\n\n后\n");
    for level in 0..6 {
        folder.write(&format!("{level}.md"), format!("{{{{< include {}.md >}}}}\n\n", level + 1).repeat(5).as_bytes());
    }
    folder.write("6.md", "");
    let made = in_folder(&folder);
    assert_eq!(made.said.matches("includes more than 10000 files").count(), 1, "{}", made.said);
    whole(&made, &["前", "后"]);
}

/// As much as a day's worth of odd texts: no panic, and every word in Word.
#[test]
fn odd_texts() {
    let odd = [
        "[x](<a b> 'c\n\nd",
        "| a\n|-\n| `|` | \\| |",
        "![](a.png){width=-1} ![](b.png){width=1e400cm}",
        "[^]: x\n\n[^a b]: y\n\n^[]",
        "$$\n\n$$ {#eq:}\n\n$$$$ $ $",
        "::: \n:::: {#}\n::: {.columns count=999}\nx",
        ": 题 {#tbl:x}\n\n: 又 {#tbl:x}\n\n| a |\n|---|",
        "# {#a}\n\n## \n\n###### x ######\n\n####### y",
        "- [ ]\n- [x]\n- [X] z\n1) a\n2. b\n999999999. c\n0. d",
        "> [!NOTE]\n\n> [!nothing]\n> x\n\n> [!TIP]",
        "a\\\n\n\\\n\n  \n<br><br/><br />",
        "<!-- \n\n x -- y\n\nz",
        "&#0; &#x110000; &#xD800; &nosuch; &nbsp;x",
        "\u{FEFF}\u{FEFF}x\u{2028}y\u{2029}z\u{85}w",
        "@ @: @fig: @fig:.. [@] [-@] [@;] [@a;] {@a} @@fig:x",
        "e\u{301}\u{301}\u{301} 👩‍👩‍👧‍👦 🇨🇳 ﷽ עברית العربية",
        "```{#lst:x caption=\"}\nx\n```",
        "~~~~~~\nx",
        "\\newpage\n\\newpage\n\n::: pagebreak\n:::\n\n***\n---\n___",
        "---\ntitle:\nauthor:\n  -\nkeywords: []\ndate:\n---\n\nx",
    ];
    for document in odd {
        let folder = Folder::with(document);
        let made = in_folder(&folder);
        assert!(!has_errors(&made), "{document:?}\n{}", made.said);
        whole(&made, &[]);
        let visible = visible::of(&make::model(&folder.join("a.md")));
        let package = Package::open(made.docx());
        assert_eq!(lost(&visible.body, &package.text(), squeeze), None, "{document:?}");
        assert_eq!(lost(&visible.notes, &package.notes(), squeeze), None, "{document:?}");
    }
}

/// A document without an edition leaves no file, and one that fails leaves the
/// old files alone.
#[test]
fn no_half_written_files() {
    let folder = Folder::with("好。\n");
    let file = folder.join("a.md");
    let job = || fuzi::project::discover(&file).unwrap().remove(0);
    assert_eq!(fuzi::project::build(&job(), &Options::default()).outputs.len(), 2);
    let old = (folder.read("a.pdf"), folder.read("a.docx"));
    folder.write("a.md", "```{=typst}\n#(\n```\n");
    let raw = Options { allow_raw: Some(true), ..Options::default() };
    assert!(fuzi::project::build(&job(), &raw).has_errors());
    assert_eq!(folder.names(), ["a.docx", "a.md", "a.pdf"]);
    assert!(old == (folder.read("a.pdf"), folder.read("a.docx")));
    // The Word edition alone does not need the typesetter.
    let made = make(&file, Options { to: vec![Edition::Docx], ..Options::default() });
    assert!(made.docx.is_some(), "{}", made.said);
}
