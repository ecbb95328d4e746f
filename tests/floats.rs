//! Figures leave their places where much of a page would stay empty before them.

use fuzi::project::Edition;

use crate::support::cases;
use crate::support::folder::{Folder, repository};
use crate::support::make::{self, Made};
use crate::support::word::Package;

/// Text of about so many lines of the default style.
fn lines(count: usize) -> String {
    let line = "编辑距离度量两个序列之间的差异在文本比较和生物信息学中被广泛使用它的计算以动态规划为基础时间复杂度与两个序列长度之积成正比";
    line.chars().cycle().take(count * 40).collect()
}

/// A manuscript with pictures `tall.png` at hand.
fn built(text: &str) -> Made {
    let folder = Folder::with(text);
    folder.copy_from(&repository("tests/suite").join(cases::ASSETS));
    make::in_folder(&folder)
}

fn pages(made: &Made) -> usize {
    made.built.outputs.iter().find(|output| output.edition == Edition::Pdf).and_then(|pdf| pdf.pages).unwrap()
}

/// Text over two thirds of a page, a figure as high, and text behind it.
fn gap(attributes: &str) -> String {
    format!("# 甲\n\n{}\n\n![甲的图](tall.png){{height=15cm {attributes}}}\n\n{}\n", lines(18), lines(15))
}

#[test]
fn text_fills_the_page_before_a_figure_that_does_not_fit() {
    assert_eq!(pages(&built(&gap("float=here"))), 3);
    assert_eq!(pages(&built(&gap(""))), 2);
}

/// The page that the list of figures gives an entry, from the Word file.
fn listed(text: &str, caption: &str) -> String {
    let made = built(&format!("---\nlof: true\n---\n\n{text}"));
    let text = Package::open(made.docx()).text();
    let entry = text.lines().find(|line| line.contains(caption)).unwrap_or_else(|| panic!("{text}"));
    entry.rsplit(caption).next().unwrap().trim().to_owned()
}

#[test]
fn lists_of_figures_name_the_page_where_a_figure_stands() {
    assert_eq!(listed(&gap(""), "甲的图"), "4");
}

/// The second figure has room where it is written, before the first.
#[test]
fn figures_keep_their_order() {
    let figures = format!("![甲的图](tall.png){{height=15cm}}\n\n{}\n\n![乙的图](tall.png){{height=2cm}}", lines(2));
    let text = format!("# 甲\n\n{}\n\n{figures}\n\n{}\n", lines(18), lines(20));
    assert_eq!((listed(&text, "甲的图"), listed(&text, "乙的图")), ("4".to_owned(), "4".to_owned()));
}
