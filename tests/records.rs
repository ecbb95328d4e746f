//! Variables, rows of a list and profiles: one manuscript, many editions.

use crate::cli::run;
use crate::support::folder::Folder;
use crate::support::word::Package;

const LETTER: &str = "---\nlang: zh-CN\n---\n\n尊敬的{{ 姓名 }}：编号{{< var 编号 >}}。\n";
const PROJECT: &str = "[build]\nto = [\"docx\"]\nout-dir = \"out\"\n[[document]]\nsources = [\"letter.md\"]\n\
                       each = \"名单.csv\"\noutput = \"{姓名}\"\n";

fn letters(rows: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::new();
    folder.write("letter.md", LETTER);
    folder.write("fuzi.toml", PROJECT);
    folder.write("名单.csv", rows);
    folder
}

fn text(folder: &Folder, name: &str) -> String {
    Package::open(&folder.read(name)).text().replace(['\u{a0}', '\u{2009}', ' '], "")
}

#[test]
fn each_row_is_a_document() {
    let folder = letters("姓名,编号\n王平,1\n\"李/四*\",\"2\"\n");
    let (status, _, err) = run(&folder, &["build", "--strict"]);
    assert_eq!((status, err.contains("2 documents")), (0, true), "{err}");
    assert!(text(&folder, "out/王平.docx").contains("尊敬的王平：编号1。"));
    assert!(text(&folder, "out/李_四_.docx").contains("尊敬的李/四*：编号2。"));
    let (_, out, _) = run(&folder, &["plan", "--strict"]);
    assert_eq!(out.matches("fresh").count(), 2, "{out}");
    folder.write("名单.csv", "姓名,编号\n王平,1\n李/四*,3\n");
    let (_, out, _) = run(&folder, &["plan", "--strict"]);
    assert_eq!(out.matches("fresh").count(), 1, "{out}");
}

#[test]
fn lists_are_read_as_programs_save_them() {
    let gbk = [&[0xd0, 0xd5, 0xc3, 0xfb, b',', 0xb1, 0xe0, 0xba, 0xc5, b'\r', b'\n'][..], b"Ada,7\r\n"].concat();
    let marked = "\u{feff}姓名,编号\r\nAda,7\r\n";
    for rows in [gbk.as_slice(), marked.as_bytes()] {
        let folder = letters(rows);
        assert_eq!(run(&folder, &["build", "--strict"]).0, 0);
        assert!(text(&folder, "out/Ada.docx").contains("尊敬的Ada：编号7。"));
    }
    let folder = letters("");
    folder.write("名单.json", "[{\"姓名\": \"Ada\", \"编号\": 7}]");
    folder.write("fuzi.toml", PROJECT.replace(".csv", ".json"));
    assert_eq!(run(&folder, &["build", "--strict"]).0, 0);
    assert!(text(&folder, "out/Ada.docx").contains("编号7。"));
}

const ROWS: &str = "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\"><f>40+2</f><v>42</v></c></row>";

/// A workbook with a head and some rows in its only sheet.
fn workbook(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inner: String| format!("<Relationships xmlns=\"{package}/relationships\">{inner}</Relationships>");
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", relations(relation("a", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"b\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(relation("b", "worksheet", "sheet.xml") + &relation("c", "sharedStrings", "shared.xml")),
        ),
        (
            "xl/shared.xml",
            format!(
                "<sst xmlns=\"{main}\"><si><t>姓名</t></si><si><r><t>编</t></r><r><t>号</t></r></si><si><t>王平</t></si></sst>"
            ),
        ),
        (
            "xl/sheet.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
                 {rows}</sheetData></worksheet>"
            ),
        ),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn the_first_sheet_of_a_workbook_is_a_list() {
    let folder = letters("");
    folder.write("名单.xlsx", workbook(ROWS));
    folder.write("fuzi.toml", PROJECT.replace(".csv", ".xlsx"));
    let (status, _, err) = run(&folder, &["build", "--strict"]);
    assert_eq!(status, 0, "{err}");
    assert!(text(&folder, "out/王平.docx").contains("尊敬的王平：编号42。"));
    folder.write("名单.xlsx", "no workbook");
    let (status, _, err) = run(&folder, &["build"]);
    assert!(status != 0 && err.contains("名单.xlsx"), "{err}");
}

#[test]
fn faults_of_a_sheet_name_its_cells() {
    let folder = letters("");
    let surplus = "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"D4\"><v>9</v></c></row>";
    let unnamed = "<row r=\"7\"><c r=\"A7\"><v></v></c><c r=\"B7\"><v>5</v></c></row>";
    folder.write("名单.xlsx", workbook(&format!("{ROWS}{surplus}{unnamed}")));
    folder.write("fuzi.toml", PROJECT.replace(".csv", ".xlsx"));
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert!(status == 4 && folder.has("out/王平.docx"), "{err}");
    assert!(err.contains("名单.xlsx:4:5: error[data]: row 4 of"), "{err}");
    assert!(err.contains("名单.xlsx:7:1: error[data]: row 7 of"), "{err}");
    let (_, _, err) = run(&folder, &["build"]);
    for told in ["it is the cell D4 of the first sheet", "it is the cell A7 of the first sheet"] {
        assert!(err.contains(told), "{told}\n{err}");
    }
}

#[test]
fn faults_of_objects_have_their_lines() {
    let folder = letters("");
    folder.write("fuzi.toml", PROJECT.replace(".csv", ".json"));
    folder.write(
        "名单.json",
        "[\n  {\"姓名\": \"甲\"},\n  {\"姓名\": [1]},\n  {\"姓名\": \"\", \"编号\": 1},\n  {\"姓名\": \"甲\"}\n]\n",
    );
    let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
    assert_ne!(status, 0, "{err}");
    for told in
        ["名单.json:3:3: error[data]: “姓名” in object 2", "名单.json:4:3: error[data]: row 3", "名单.json:5:3: error"]
    {
        assert!(err.contains(told), "{told}\n{err}");
    }
}

#[test]
fn wrong_rows_are_told_and_the_others_built() {
    let folder = letters("姓名,编号\n王平,1\n李四\n王平,2\n赵六,3\n孙七,\n,5\n\"周\n八\",6\n");
    let (status, _, err) = run(&folder, &["build"]);
    assert_eq!(status, 4, "{err}");
    for told in [
        "row 3 of “名单.csv” has 1 cell",
        "名单.csv:3:1",
        "rows 2 and 4 of “名单.csv” would both be written to “out/王平”",
        "row 6 of “名单.csv” has nothing in the column “编号”",
        "row 7 of “名单.csv” has nothing in the column “姓名”",
    ] {
        assert!(err.contains(told), "{told}\n{err}");
    }
    assert!(folder.has("out/赵六.docx") && folder.has("out/孙七.docx") && folder.has("out/周_八.docx"));
    assert!(!folder.has("out/王平.docx"));
}

#[test]
fn a_hundred_thousand_rows_are_planned_and_one_more_is_refused() {
    let rows = |count: usize| (0..count).map(|n| format!("n{n},{n}\n")).collect::<String>();
    let folder = letters(format!("姓名,编号\n{}", rows(100_000)));
    let (status, out, err) = run(&folder, &["plan", "--document", "out/n99999"]);
    assert!(status == 0 && out.lines().count() == 1, "{err}");
    folder.write("名单.csv", format!("姓名,编号\n{}", rows(100_001)));
    let (_, _, err) = run(&folder, &["plan"]);
    assert!(err.contains("more than 100000 rows"), "{err}");
}

#[test]
fn the_command_has_the_last_word_on_variables() {
    let folder =
        Folder::with("---\nlang: en\nvariables: {version: one}\n---\n\nVersion {{ version }} of {{ commit }}.\n");
    folder.write(
        "fuzi.toml",
        "[build]\nto = [\"docx\"]\nvariables = { commit = \"env:FUZI_TEST_UNSET\" }\n[document]\noutput = \"a-{version}\"\n",
    );
    let (status, _, err) = run(&folder, &["build", "--var", "version=two"]);
    assert!(status != 0 && err.contains("FUZI_TEST_UNSET") && err.contains("fuzi.toml:3:"), "{err}");
    let (status, _, err) = run(&folder, &["build", "--strict", "--var", "version=t/*w*o", "--var", "commit=abc"]);
    assert_eq!(status, 0, "{err}");
    assert!(text(&folder, "a-t__w_o.docx").contains("Versiont/*w*oofabc."));
    let (status, _, err) = run(&folder, &["build", "--var", "version"]);
    assert!(status == 2 && err.contains("name=value"), "{err}");
}

#[test]
fn a_document_that_cannot_be_keeps_no_other_one_from_being_built() {
    let folder = Folder::with("甲\n");
    folder.write("l.csv", "编号,姓名\n1,王\n2,\"李\n3,张\n");
    let other = "[build]\nto = [\"docx\"]\n[[document]]\nsources = [\"b.md\"]\n[[document]]\n";
    for (table, told) in [
        ("sources = [\"a.md\"]\neach = \"none.csv\"\n", "fuzi.toml:7:8: error[data]: “none.csv” does not exist"),
        ("sources = [\"a.md\"]\neach = \"empty.csv\"\n", "fuzi.toml:7:8: error[data]: “empty.csv” has no rows"),
        ("sources = [\"a.md\"]\noutput = \"{x}\"\n", "fuzi.toml:7:10: error[manifest]: unknown name “x”"),
        ("each = [\"x/*.md\"]\n", "fuzi.toml:6:9: error[manifest]: no file of the project matches"),
        ("sources = [\"mkdocs.yml\"]\n", "mkdocs.yml:2:1: error[navigation]"),
        ("sources = [\"a.md\"]\neach = \"l.csv\"\n", "l.csv:3:3: error[data]: the quotes that begin here in row 3"),
        ("sources = [\"a.md\"]\noutput = \"a\"\n[[document]]\nsources = [\"a.md\"]\n", "would both be written"),
    ] {
        folder.write("empty.csv", "编号,姓名\n");
        folder.write("mkdocs.yml", "nav: [a.md\n");
        folder.write("b.md", "乙\n");
        folder.write("fuzi.toml", format!("{other}{table}"));
        let (status, _, err) = run(&folder, &["build", "--message-format", "short"]);
        assert!(status != 0 && err.contains(told), "{table}: {status} {err}");
        assert!(folder.has("b.docx"), "{table}: {err}");
        std::fs::remove_file(folder.join("b.docx")).unwrap();
        // What is named alone does not ask for the others; what cannot be is no file of
        // its own.
        assert_eq!(run(&folder, &["build", "b.md"]).0, 0, "{table}");
        if table.contains("a.md\"]") {
            let (status, _, err) = run(&folder, &["build", "a.md", "--message-format", "short"]);
            assert!(status != 0 && err.contains(told), "{table}: {status} {err}");
        }
        std::fs::remove_file(folder.join("b.docx")).unwrap();
    }
}

#[test]
fn each_profile_is_an_edition() {
    let folder = Folder::with(
        "---\ntitle: 论文\nlang: zh-CN\nauthor: 王平\nprofiles:\n  blind: {author: null}\n---\n\n# 绪论\n\n正文。\n\n\
         ::: {.unless profile=\"blind\"}\n感谢[我的导师]{.unless profile=\"public\"}。\n:::\n\n# 作者简历 {.unless profile=\"blind\"}\n\n生于海边。\n",
    );
    folder.write(
        "fuzi.toml",
        "[build]\nto = [\"docx\"]\n[document]\noutput = \"t\"\n[profile.blind]\nsuffix = \"-盲审\"\n[profile.public]\n",
    );
    let (status, _, err) = run(&folder, &["build"]);
    assert_eq!((status, err.contains("3 documents")), (0, true), "{err}");
    let (plain, blind, public) =
        (text(&folder, "t.docx"), text(&folder, "t-盲审.docx"), text(&folder, "t-public.docx"));
    assert!(plain.contains("王平") && plain.contains("感谢我的导师。"));
    assert!(plain.contains("生于海边") && !blind.contains("作者简历") && !blind.contains("海边"));
    assert!(!blind.contains("王平") && !blind.contains("感谢") && blind.contains("正文。"));
    assert!(public.contains("王平") && public.contains("感谢。"));
    let blind = Package::open(&folder.read("t-盲审.docx"));
    for part in blind.names().filter(|name| name.ends_with("xml")) {
        assert!(!blind.part(part).contains("王平") && !blind.part(part).contains("导师"), "{part}");
    }
    let (status, _, err) = run(&folder, &["build", "--profile", "blnd"]);
    assert!(status == 1 && err.contains("no profile “blnd”") && err.contains("did you mean “blind”"), "{err}");
}

#[test]
fn style_sheets_have_values_of_profiles() {
    let folder = Folder::with("---\ntitle: 论文\nlang: zh-CN\nstyle: own\n---\n\n正文。\n");
    let sheet = "[header]\nodd = \"王平的论文\"\n[profile.blind.header]\nodd = \"学位论文\"\n";
    folder.write("styles/own.toml", sheet);
    let header = |args: &[&str]| {
        let (status, _, err) = run(&folder, &[&["build", "a.md", "--to", "docx", "--strict"], args].concat());
        assert_eq!(status, 0, "{err}");
        let package = Package::open(&folder.read(if args.is_empty() { "a.docx" } else { "a-blind.docx" }));
        let parts = package.names().filter(|name| name.contains("header"));
        parts.map(|part| package.part(part).to_owned()).collect::<String>()
    };
    assert!(header(&[]).contains("王平的论文"));
    let blind = header(&["--profile", "blind"]);
    assert!(blind.contains("学位论文") && !blind.contains("王平"), "{blind}");
    let (status, _, err) = run(&folder, &["build", "a.md", "--profile", "blnd"]);
    assert!(status == 1 && err.contains("did you mean “blind”"), "{err}");
    folder.write("fuzi.toml", "[profile.blind]\nsettings = {header.od = \"\", body.size = \"四号\"}\n");
    let (status, _, err) = run(&folder, &["build", "a.md", "--message-format", "short"]);
    assert!(status == 1 && err.contains("fuzi.toml:2:20: error[manifest]: unknown key “od”"), "{err}");
}

#[test]
fn numbers_and_tables_of_files() {
    let folder = Folder::with(
        "---\nlang: zh-CN\n---\n\n总额{{ data.csv:2024.总额 }}元，见@tbl:x。\n\n![各年](data.csv){#tbl:x}\n\n{{< csv data.csv >}}\n",
    );
    folder.write("data.csv", "年,总额\n2023,1\n2024,\"1,234\"\n");
    let (status, _, err) = run(&folder, &["build", "a.md", "--to", "docx", "--strict"]);
    assert_eq!(status, 0, "{err}");
    let found = text(&folder, "a.docx");
    assert!(found.contains("总额1,234元，见表1。") && found.matches("2023").count() == 2, "{found}");
    for (wrong, told) in [
        ("2025.总额", "has no row “2025”"),
        ("2024.额", "has no column “额”"),
        ("2024.总额 }}{{ ../x.csv:a.b", "x.csv"),
    ] {
        folder.write("a.md", format!("数{{{{ data.csv:{wrong} }}}}。\n"));
        let (status, _, err) = run(&folder, &["build", "a.md", "--to", "docx"]);
        assert!(status == 1 && err.contains(told), "{wrong}: {err}");
    }
}
