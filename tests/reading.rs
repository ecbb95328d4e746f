//! `fuzi read`.

use crate::support::command;
use crate::support::folder::Folder;
use crate::support::{make, reading, visible};

fn read(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    let run =
        command::fuzi().args(["read", "--lang", "en"]).args(arguments).current_dir(folder.path()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (run.status.code(), text(&run.stdout), text(&run.stderr))
}

#[test]
fn a_word_file_is_printed_with_its_numbers() {
    let folder = Folder::new();
    folder.write("a.docx", make::word("# 绪论\n\n正文**要点**。[^1]\n\n1. 甲\n2. 乙\n\n# 结论\n\n[^1]: 注\n").docx());
    let (status, out, err) = read(&folder, &["a.docx", "--emit", "model"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let mut rest = out.as_str();
    for line in [
        "heading 1\" outline 1 number \"第一章",
        "\"要点\" bold",
        "marked \"①\"",
        "number \"2.\"",
        "number \"第二章",
        "footnote ",
    ] {
        rest = rest.split_once(line).unwrap_or_else(|| panic!("“{line}” is not in its place in\n{out}")).1;
    }
}

#[test]
fn differences_from_the_model_are_found() {
    let text = "# 绪论\n\n正文。[^1]\n\n1. 甲\n2. 乙\n\n[^1]: 注\n";
    let folder = Folder::with(text);
    let model = make::model(&folder.join("a.md"));
    let problems = |text: &str| reading::problems(&model, &visible::of(&model), make::word(text).docx());
    assert_eq!(problems(text), [] as [&str; 0]);
    for (old, new) in [
        ("甲", "丙"),
        ("1. 甲\n2.", "2. 甲\n3."),
        ("# 绪论", "# 引言\n\n# 绪论"),
        ("[^1]: 注", "[^1]: 住"),
        ("[^1]\n", "[^1][^2]\n\n[^2]: 二\n"),
    ] {
        assert!(!problems(&text.replacen(old, new, 1)).is_empty(), "{new} is not found");
    }
}

#[test]
fn what_is_no_word_file_is_refused() {
    let folder = Folder::new();
    folder.write("a.docx", "text");
    let (status, out, err) = read(&folder, &["a.docx"]);
    assert_eq!((status, out.as_str()), (Some(1), ""));
    assert!(err.contains("error[word-file]: the Word file “a.docx” is not a Word file"), "{err}");
    assert_eq!(read(&folder, &["b.docx"]).0, Some(3));
}
