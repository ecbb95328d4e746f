//! Notes that were typed in Word come back with their text, and those that were taken out
//! go with it.

use super::{TEXT, after, built, changed, merged, run};
use crate::support::folder::Folder;
use crate::support::make;
use crate::verify::planted;

/// The Word file with a note of an id behind a text.
fn noted(docx: &[u8], behind: &str, id: u8, text: &str) -> Vec<u8> {
    let mark = format!(
        "{behind}</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r><w:r><w:t xml:space=\"preserve\">"
    );
    let note = format!(
        "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:footnoteRef/></w:r>{}{text}</w:p></w:footnote></w:footnotes>",
        run(" ")
    );
    planted::with(&changed(docx, behind, &mark), "word/footnotes.xml", "(</w:footnotes>)", &note)
}

#[test]
fn a_new_note_gets_a_definition_behind_the_others() {
    let (folder, docx) = built();
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>补充</w:t></w:r>";
    let edited = noted(&docx, "甲，词", 90, &format!("{}{bold}{}", run("这里*要*"), run("说明。")));
    let wanted =
        TEXT.replace("甲，词", "甲，词[^1]").replace("注文。\n", "注文。\n\n[^1]: 这里\\*要\\***补充**说明。\n");
    assert_eq!(after(&folder, &edited), Ok(wanted));
    // Before an old one, and two at once.
    let edited = noted(&noted(&docx, "价格下降", 91, &run("其一。")), "引文一句", 92, &run("其二。"));
    let wanted = TEXT
        .replacen("价格下降", "价格下降[^1]", 1)
        .replace("引文一句", "引文一句[^2]")
        .replace("注文。\n", "注文。\n\n[^1]: 其一。\n\n[^2]: 其二。\n");
    assert_eq!(after(&folder, &edited), Ok(wanted));
}

#[test]
fn a_new_note_is_written_as_the_manuscript_writes_its_notes() {
    for (text, wanted) in [
        ("甲乙^[旧注。]丙。\n\n丁戊。\n", "甲乙^[旧注。]丙。\n\n丁^[新注。]戊。\n"),
        ("`乙丁丙`己。\n", "`乙丁`[^1]丙己。\n\n[^1]: 新注。\n"),
        ("甲乙丙。\n\n丁戊。\n", "甲乙丙。\n\n丁[^1]戊。\n\n[^1]: 新注。\n"),
        ("甲[^a]乙。\n\n[^a]: 旧注。\n\n丁戊。\n", "甲[^a]乙。\n\n[^a]: 旧注。\n\n丁[^1]戊。\n\n[^1]: 新注。\n"),
    ] {
        let folder = Folder::with(text);
        let docx = make::in_folder(&folder).docx().to_vec();
        let edited = noted(&docx, "丁", 90, &run("新注。"));
        let (merged, files) = merged(&folder, &edited);
        assert!(merged.is_whole(), "{text}: {:?}", merged.told);
        assert_eq!(files[0].after, wanted);
    }
}

#[test]
fn a_note_that_is_refused_is_told_once() {
    let (folder, docx) = built();
    // A title has no notes, and those behind it count on.
    let edited = noted(&docx, "合并", 90, &run("新注。"));
    let (merged, files) = merged(&folder, &edited);
    assert!(!merged.is_whole() && files.is_empty(), "{:?}", merged.told);
    assert_eq!(merged.kept, Vec::new());
}

#[test]
fn a_note_whose_mark_was_taken_out_goes_with_it() {
    let text = "甲乙[^a]丙。\n\n丁[^b]戊。\n\n[^a]: 注一。\n[^b]: 注二。\n";
    let in_place = "甲乙^[注一。]丙。\n\n丁^[注二。]戊。\n";
    for (text, wanted) in
        [(text, "甲乙[^a]丙。\n\n丁戊。\n\n[^a]: 注一。\n"), (in_place, "甲乙^[注一。]丙。\n\n丁戊。\n")]
    {
        let folder = Folder::with(text);
        let docx = make::in_folder(&folder).docx().to_vec();
        let edited = planted::with(&docx, "word/document.xml", "(<w:footnoteReference w:id=\"2\"/>)", "");
        let (merged, files) = merged(&folder, &edited);
        assert!(merged.is_whole(), "{text}: {:?}", merged.told);
        assert_eq!(files[0].after, wanted);
    }
}
