//! `fuzi merge`: edits of every kind come back to the manuscript, or are refused with
//! a reason; what nobody touched stays as it was.

mod git;
mod marks;
mod notes;
mod tables;
mod wps;

use std::path::Path;

use fuzi::project::{BaseAt, Edition, KeptKind, MergeRequest, MergeResult, MergedFile, Options, Review};

use crate::support::command;
use crate::support::folder::{Folder, repository};
use crate::support::make;
use crate::verify::planted;

/// A manuscript with one of everything that comes back.
const TEXT: &str = include_str!("merge/a.md");

/// The end of its first run of text.
const FIRST: &str = "<w:t xml:space=\"preserve\">价格下降很快，见</w:t></w:r>";

/// The beginning of the quotation.
const QUOTE: &str = "<w:p><w:pPr><w:pStyle w:val=\"Quote\"/>";

/// A folder with the manuscript and the Word file that is made of it.
fn built() -> (Folder, Vec<u8>) {
    let folder = Folder::with(TEXT);
    folder.write("a.png", std::fs::read(repository("tests/suite/assets/wide.png")).unwrap());
    let docx = make::in_folder(&folder).docx().to_vec();
    (folder, docx)
}

/// The Word file with another text at the first place of one.
fn changed(docx: &[u8], old: &str, new: &str) -> Vec<u8> {
    planted::with(docx, "word/document.xml", &format!("({})", regex::escape(old)), new)
}

fn merged(folder: &Folder, edited: &[u8]) -> (Review, Vec<MergedFile>) {
    merged_with(folder, edited, false)
}

/// A merge in which tracked changes count as made or not.
fn merged_with(folder: &Folder, edited: &[u8], reject: bool) -> (Review, Vec<MergedFile>) {
    let edited = folder.write("edited.docx", edited);
    let options = Options { base: BaseAt::Nowhere, own_fonts: true, ..Options::default() };
    let request = MergeRequest {
        edited: vec![edited],
        source: Some(folder.join("a.md")),
        reject,
        options,
        ..MergeRequest::default()
    };
    let mut merged = fuzi::project::merge(&request).unwrap_or_else(|error| panic!("{error:?}"));
    (merged.reviews.remove(0), merged.files)
}

/// The manuscript that becomes of an edit; without one, the reason.
fn after(folder: &Folder, edited: &[u8]) -> Result<String, String> {
    let (merged, files) = merged(folder, edited);
    let refused = merged.told.iter().find_map(|told| match &told.outcome {
        MergeResult::Refused(reason) => Some(reason.to_string()),
        MergeResult::Merged => None,
    });
    match refused {
        Some(reason) => Err(reason),
        None => Ok(files.first().map_or_else(|| TEXT.to_owned(), |file| file.after.clone())),
    }
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// What is changed in the text of the Word file, and in the manuscript.
fn edits() -> Vec<(&'static str, String, &'static str, &'static str)> {
    let plain = |text: &str| text.to_owned();
    vec![
        // The words of each kind of text.
        ("价格下降很快", plain("价格下降得很快"), "价格下降很快", "价格下降得很快"),
        ("绪论", plain("引论"), "# 绪论 {#sec:a}", "# 引论 {#sec:a}"),
        ("第一项", plain("第一款"), "- 第一项", "- 第一款"),
        ("引文一句", plain("引文两句"), "> 引文一句", "> 引文两句"),
        ("列一", plain("栏一"), "| 列一 |", "| 栏一 |"),
        ("表的题目", plain("表格的题目"), ": 表的题目", ": 表格的题目"),
        ("图的题目", plain("图片的题目"), "![图的题目]", "![图片的题目]"),
        ("摘要的话。", plain("摘要的几句话。"), "摘要的话。", "摘要的几句话。"),
        ("合并试验", plain("归并试验"), "title: 合并试验", "title: 归并试验"),
        ("甲，词", plain("甲，新词"), "- 甲，词", "- 甲，新词"),
        // Signs that are marks.
        ("价格下降很快", plain("价格*下降*很快"), "价格下降很快", "价格\\*下降\\*很快"),
        // Looks.
        (
            FIRST,
            "<w:t xml:space=\"preserve\">价格</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>下降</w:t></w:r><w:r><w:t>很快，见</w:t></w:r>".to_owned(),
            "价格下降很快",
            "价格**下降**很快",
        ),
        // Tracked changes count as done.
        (
            FIRST,
            format!(
                "<w:t xml:space=\"preserve\">价格</w:t></w:r><w:del w:id=\"901\" w:author=\"甲\"><w:r><w:delText>下降</w:delText></w:r></w:del><w:ins w:id=\"902\" w:author=\"甲\">{}</w:ins>{}",
                run("上升"),
                run("很快，见")
            ),
            "价格下降很快",
            "价格上升很快",
        ),
        // A paragraph is parted.
        (
            FIRST,
            format!(
                "<w:t xml:space=\"preserve\">价格下降很快</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>{}",
                run("另起一段，见")
            ),
            "价格下降很快，见",
            "价格下降很快\n\n另起一段，见",
        ),
    ]
}

#[test]
fn edits_come_back_and_nothing_else_changes() {
    let (folder, docx) = built();
    for (old, new, before, wanted) in edits() {
        let found = after(&folder, &changed(&docx, old, &new));
        let at = TEXT.find(before).unwrap_or_else(|| panic!("{before}"));
        let expected = format!("{}{wanted}{}", &TEXT[..at], &TEXT[at + before.len()..]);
        assert_eq!(found, Ok(expected), "{old} became {new}");
    }
}

#[test]
fn a_number_that_was_typed_before_a_heading_stays() {
    let text = "## 1. Alpha beta\n\ntext one.\n\n## 2. Gamma (delta epsilon)\n\ntext two.\n\n## 3. Zeta eta\n\nend.\n";
    let folder = Folder::with(text);
    let docx = make::in_folder(&folder).docx().to_vec();
    for (old, new) in [
        ("Gamma (delta epsilon)", "Gamma the delta"),
        ("Gamma (delta epsilon)", "The gamma delta"),
        ("Gamma (delta epsilon)", "Epsilon and more"),
    ] {
        // Bookmarks have the name, too.
        let [from, to] = [old, new].map(|text| format!(">{text}<"));
        let (merged, files) = merged(&folder, &changed(&docx, &from, &to));
        assert!(merged.is_whole(), "{new}: {:?}", merged.told);
        assert_eq!(files[0].after, text.replace(old, new));
    }
}

#[test]
fn a_part_of_what_is_bold_is_bold_no_more() {
    for (text, part, wanted) in [
        ("**Every last word** here.\n", "Every ", "Every **last word** here.\n"),
        ("**Every last word** here.\n", " word", "**Every last** word here.\n"),
        ("**Every last word** here.\n", "last", "**Every** last **word** here.\n"),
        ("A **every `last`** word.\n", "every ", "A every **`last`** word.\n"),
    ] {
        let folder = Folder::with(text);
        let docx = make::in_folder(&folder).docx().to_vec();
        let strong = "<w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t xml:space=\"preserve\">";
        let plain = format!("</w:t></w:r>{}{strong}", run(part));
        let (merged, files) = merged(&folder, &changed(&docx, part, &plain));
        assert!(merged.is_whole(), "{text} {part}: {:?}", merged.told);
        assert_eq!(files[0].after, wanted);
    }
}

#[test]
fn code_that_names_a_sign_of_html_stays_as_it_is() {
    let text = "甲 `&amp;` 与 `&lt;p&gt;`，乙。\n";
    let folder = Folder::with(text);
    let docx = make::in_folder(&folder).docx().to_vec();
    let (merged, files) = merged(&folder, &changed(&docx, "，乙。", "，丙。"));
    assert!(merged.is_whole(), "{:?}", merged.told);
    assert_eq!(files[0].after, "甲 `&amp;` 与 `&lt;p&gt;`，丙。\n");
}

#[test]
fn an_untouched_file_changes_nothing() {
    let (folder, docx) = built();
    let (merged, files) = merged(&folder, &docx);
    assert!(merged.is_whole() && merged.told.is_empty() && files.is_empty(), "{:?}", merged.told);
}

#[test]
fn what_cannot_come_back_is_refused() {
    let (folder, docx) = built();
    let math = "<m:oMath><m:r><m:t>q</m:t></m:r></m:oMath>";
    for (old, new, reason) in [
        (FIRST, format!("<w:t>价格下降很快</w:t></w:r>{math}{}", run("，见")), "the formula “q” was put in"),
        (
            QUOTE,
            format!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/></w:tblPr><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>{QUOTE}",
                run("新表")
            ),
            "a table was put in",
        ),
        ("关键词：", "关键字：".to_owned(), "a part of something that fuzi writes was changed"),
    ] {
        assert_eq!(after(&folder, &changed(&docx, old, &new)), Err(reason.to_owned()), "{new}");
    }
    let counted = changed(&docx, ">1</w:t>", ">7</w:t>");
    let (merged, _) = merged(&folder, &counted);
    let kept: Vec<_> = merged.kept.iter().map(|kept| (kept.said.as_str(), kept.own.as_str())).collect();
    assert_eq!((kept, merged.is_whole()), (vec![("7", "1")], false));
}

fn command(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run = command::fuzi().args(["merge", "--lang", "en"]).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (run.status.code(), text(&run.stdout), text(&run.stderr))
}

#[test]
fn the_command_writes_shows_and_patches() {
    let (folder, docx) = built();
    folder.write("b.docx", changed(&docx, "价格下降很快", "价格下降得很快"));
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--patch"]);
    assert!(status == Some(0) && out.contains("\n-价格下降很快") && out.contains("\n+价格下降得很快"), "{out}{err}");
    let line = TEXT.lines().position(|line| line.starts_with("价格下降很快")).unwrap() + 1;
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--dry-run"]);
    assert!(status == Some(0) && out.contains(&format!("a.md:{line}: changed")), "{out}{err}");
    assert_eq!(folder.read("a.md"), TEXT.as_bytes());
    let (status, _, err) = command(folder.path(), &["b.docx", "a.md"]);
    assert!(status == Some(0) && err.contains("1 change of b.docx came back"), "{err}");
    assert_eq!(String::from_utf8(folder.read("a.md")).unwrap(), TEXT.replacen("价格下降很快", "价格下降得很快", 1));
    // The manuscript is another one now, and the old one is kept nowhere.
    let (status, _, err) = command(folder.path(), &["b.docx", "a.md"]);
    assert!(status == Some(3) && err.contains("name it with --base"), "{err}");
}

#[test]
fn what_both_changed_is_told_and_the_rest_comes_back() {
    let (folder, docx) = built();
    folder.write("old.md", TEXT);
    folder.write("a.md", TEXT.replace("引文一句", "引文三句").replace("# 绪论", "# 新的一章\n\n多了一段。\n\n# 绪论"));
    let both = changed(&docx, "引文一句", "引文两句");
    let both = changed(&both, "价格下降很快", "价格下降得很快");
    folder.write("b.docx", both);
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--base", "old.md"]);
    assert!(
        status == Some(1) && out.contains("not changed: the manuscript says something else there now"),
        "{out}{err}"
    );
    // All three texts are shown, and no more than the line that both changed.
    assert!(out.contains("\n  - 引文一句\n  + 引文两句\n  = > 引文三句\n"), "{out}");
    let now = String::from_utf8(folder.read("a.md")).unwrap();
    assert!(now.contains("多了一段。") && now.contains("价格下降得很快") && now.contains("引文三句"), "{now}");
}

#[test]
fn an_edit_whose_paragraph_says_something_else_now_is_refused() {
    let (folder, docx) = built();
    folder.write("old.md", TEXT);
    // The line stays, the paragraph that it stands in does not.
    let now = TEXT.replace("不变。这里有", "变了。这里有");
    folder.write("a.md", &now);
    folder.write("b.docx", changed(&docx, "价格下降很快", "价格下降得很快"));
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--base", "old.md"]);
    assert!(
        status == Some(1) && out.contains("not changed: the manuscript says something else there now"),
        "{out}{err}"
    );
    assert!(out.contains("\n  = 价格下降很快，见@sec:a[^n]，其中 $a+b$\n  = 变了。这里有**粗体**。\n"), "{out}");
    assert_eq!(String::from_utf8(folder.read("a.md")).unwrap(), now);
}

#[test]
fn changes_that_are_not_wanted_are_left_out() {
    let (folder, docx) = built();
    let both = changed(&changed(&docx, "引文一句", "引文两句"), "第一项", "第一款");
    let edited = folder.write("b.docx", both);
    let options = Options { base: BaseAt::Nowhere, own_fonts: true, ..Options::default() };
    let request =
        MergeRequest { edited: vec![edited], source: Some(folder.join("a.md")), options, ..MergeRequest::default() };
    let found = fuzi::project::merge(&request).unwrap();
    let quote = found.reviews[0].told.iter().find(|told| told.before.contains("引文")).unwrap().number;
    let some = fuzi::project::merge(&MergeRequest { without: [(0, quote)].into(), ..request }).unwrap();
    assert_eq!(some.files[0].after, TEXT.replace("第一项", "第一款"));
    let (status, _, err) = command(folder.path(), &["b.docx", "a.md", "--ask"]);
    assert!(status == Some(2) && err.contains("--ask wants a terminal to ask on"), "{err}");
    assert_eq!(folder.read("a.md"), TEXT.as_bytes());
}

#[test]
fn several_reviewers_come_back_one_behind_the_other() {
    let (folder, docx) = built();
    folder.write("a.docx", changed(&docx, "引文一句", "引文两句"));
    let both = changed(&docx, "引文一句", "引文三句");
    folder.write("b.docx", changed(&both, "第一项", "第一款"));
    let (status, out, err) = command(folder.path(), &["a.docx", "b.docx", "a.md"]);
    assert!(
        status == Some(1) && out.contains("not changed: the manuscript says something else there now"),
        "{out}{err}"
    );
    let now = String::from_utf8(folder.read("a.md")).unwrap();
    assert_eq!(now, TEXT.replace("引文一句", "引文两句").replace("第一项", "第一款"));
}

#[test]
fn comments_are_listed_and_come_back_if_asked() {
    let (folder, docx) = built();
    let mark = "<w:commentRangeStart w:id=\"5\"/>";
    let end = "<w:commentRangeEnd w:id=\"5\"/><w:r><w:commentReference w:id=\"5\"/></w:r>";
    let docx = changed(&docx, FIRST, &format!("<w:t>价格</w:t></w:r>{mark}{}{end}{}", run("下降"), run("很快，见")));
    let part = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:comment w:id=\"5\" w:author=\"导师\"><w:p><w:r><w:t>有数据吗？</w:t></w:r></w:p></w:comment></w:comments>";
    let docx = planted::with_part(&docx, "comments", part);
    folder.write("a.docx", docx);
    let (status, out, err) = command(folder.path(), &["a.docx", "a.md"]);
    assert!(status == Some(0) && out.contains("comment by 导师\n  > 下降\n  有数据吗？"), "{out}{err}");
    assert_eq!(folder.read("a.md"), TEXT.as_bytes());
    let (status, out, err) = command(folder.path(), &["a.docx", "a.md", "--criticmarkup"]);
    assert_eq!(status, Some(0), "{out}{err}");
    let now = String::from_utf8(folder.read("a.md")).unwrap();
    assert_eq!(now, TEXT.replacen("价格下降很快", "价格{==下降==}{>>导师: 有数据吗？<<}很快", 1));
}

#[test]
fn what_finds_no_place_any_more_is_told() {
    let (folder, docx) = built();
    folder.write("old.md", TEXT);
    let now = TEXT.replace("- 甲，词", "- 甲，词{.underline}，又一词");
    folder.write("a.md", &now);
    let body = "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>";
    folder.write("b.docx", changed(&docx, QUOTE, &format!("{body}{}</w:p>{QUOTE}", run("夹在中间的一段。"))));
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md", "--base", "old.md"]);
    assert!(
        status == Some(1) && out.contains("not put in: the manuscript says something else there now"),
        "{out}{err}"
    );
    assert_eq!(String::from_utf8(folder.read("a.md")).unwrap(), now);
}

#[test]
fn another_style_of_a_paragraph_is_told() {
    let (folder, docx) = built();
    let (merged, files) = merged(&folder, &changed(&docx, "pStyle w:val=\"Quote\"", "pStyle w:val=\"BodyText\""));
    let kept: Vec<_> = merged.kept.iter().map(|kept| (kept.kind, kept.said.as_str(), kept.own.as_str())).collect();
    assert_eq!((kept, files), (vec![(KeptKind::Style, "Body Text", "Quote")], Vec::new()));
}

#[test]
fn a_carried_manuscript_counts_if_it_is_that_of_the_file() {
    let (folder, _) = built();
    let options = Options { carry_source: Some(true), own_fonts: true, to: vec![Edition::Docx], ..Options::default() };
    let job = fuzi::project::discover(&folder.join("a.md")).unwrap().remove(0);
    let docx = fuzi::project::build_to_bytes(&job, &options).1.unwrap().unwrap();
    let edited = changed(&docx, "价格下降很快", "价格下降得很快");
    folder.write("forged.docx", planted::with(&edited, "customXml/item1.xml", "base64\"[^>]*>([^<]{8})", "Li4uLi4u"));
    folder.write("b.docx", edited);
    folder.write("a.md", TEXT.replace("引文一句", "引文三句"));
    let (status, _, err) = command(folder.path(), &["forged.docx", "a.md"]);
    assert!(status == Some(3) && err.contains("name it with --base"), "{err}");
    let (status, out, err) = command(folder.path(), &["b.docx", "a.md"]);
    assert_eq!(status, Some(0), "{out}{err}");
    let now = String::from_utf8(folder.read("a.md")).unwrap();
    assert_eq!(now, TEXT.replace("引文一句", "引文三句").replacen("价格下降很快", "价格下降得很快", 1));
}
