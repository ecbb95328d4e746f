//! Whole manuscripts, by what their headings print.

use super::{Numbers, settle};
use crate::diag::{Sink, SourceId, Spanned};
use crate::model::Lang;
use crate::read::markdown;
use crate::style::{Words, load, preset};

/// The headings of a manuscript as the style prints them: their numbers in
/// brackets, their texts behind.
fn printed(text: &str, style: &str, choice: Option<Numbers>) -> (Vec<String>, Vec<String>) {
    let style = load(SourceId(0), preset(style).unwrap()).unwrap();
    let words = Words::of(&Lang::chinese());
    let mut sink = Sink::new();
    let mut document = markdown::read(SourceId(0), text, &mut sink).unwrap();
    let span = crate::diag::Span::new(SourceId(0), 0, 0);
    document.identify();
    document.meta.numbers = choice.map(|choice| Spanned::new(choice, span));
    let typed = settle(&mut document, &style, words, &mut sink);
    let mut headings = super::Headings::new(&style, words);
    let mut list = Vec::new();
    for block in &document.blocks {
        let super::BlockKind::Heading { level, content } = &block.kind else { continue };
        let number = match typed.kept(block.id) {
            Some(typed) => headings.take(*level, typed),
            None => {
                let counted = !block.attr.has_class("unnumbered");
                headings.next(*level, counted, block.attr.has_class("appendix"))
            }
        };
        let number = number.number.map(|number| format!("[{number}] ")).unwrap_or_default();
        list.push(format!("{number}{}", super::written_text(content)));
    }
    (list, sink.into_sorted().into_iter().map(|d| d.message.to_string()).collect())
}

fn report(text: &str) -> Vec<String> {
    printed(text, "report", None).0
}

#[test]
fn numbers_that_counting_would_print_are_counted() {
    let text =
        "# 第一章 绪论\n## 1.1 背景\n### 1.1.1 国内\n## 1.2 意义\n# 第2章：方法\n## 2.1 **数据**\n# 附录A 问卷\n";
    let (headings, said) = printed(text, "report", None);
    let expected =
        ["[第一章] 绪论", "[1.1] 背景", "[1.1.1] 国内", "[1.2] 意义", "[第二章] 方法", "[2.1] 数据", "[附录A] 问卷"];
    assert_eq!(headings, expected);
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn numbers_of_another_scheme_stay() {
    let (headings, said) =
        printed("# Chapter 1：背景\n## 来源\n# Chapter 2：方法\n# Chapter 4：结论\n## 展望\n# 前言\n", "report", None);
    let expected = ["Chapter 1：背景", "[1.1] 来源", "Chapter 2：方法", "Chapter 4：结论", "[4.1] 展望", "前言"];
    assert_eq!(headings, expected);
    assert!(said.len() == 1 && said[0].contains("3 headings"), "{said:?}");
}

#[test]
fn one_wrong_number_keeps_its_level() {
    assert_eq!(
        report("# 甲\n## 1.1 a\n## 1.3 b\n# 乙\n## 2.1 c\n"),
        ["[第一章] 甲", "1.1 a", "1.3 b", "[第二章] 乙", "2.1 c"]
    );
}

#[test]
fn official_schemes_agree() {
    let text = "# 一、总则\n## （一）目的\n### 1. 范围\n## （二）原则\n# 二、附则\n";
    let (headings, _) = printed(text, "official", None);
    assert_eq!(headings[0], "[一、] 总则");
    assert_eq!(headings[3], "[（二）] 原则");
    assert_eq!(report(text), ["一、总则", "（一）目的", "1. 范围", "（二）原则", "二、附则"]);
}

#[test]
fn bare_numerals_are_numbers_in_a_series_only() {
    assert_eq!(report("# 1 绪论\n# 2 方法\n"), ["1 绪论", "2 方法"]);
    assert_eq!(report("# 1 绪论\n## 1.1 背景\n"), ["1 绪论", "[1.1] 背景"]);
    assert_eq!(report("# 绪论\n# 2 种方法\n# 结论\n"), ["[第一章] 绪论", "[第二章] 2 种方法", "[第三章] 结论"]);
    assert_eq!(report("# a\n## x\n## 3.14 的历史\n## y\n"), ["[第一章] a", "[1.1] x", "[1.2] 3.14 的历史", "[1.3] y"]);
}

#[test]
fn names_of_front_and_back_matter_have_no_number() {
    let text = "# 摘 要\n# 绪论\n# 致谢\n# References\n";
    assert_eq!(report(text), ["摘 要", "[第一章] 绪论", "致谢", "References"]);
    assert_eq!(report("# 前言\n# 绪论\n"), ["[第一章] 前言", "[第二章] 绪论"]);
}

#[test]
fn the_author_may_choose() {
    let text = "# 1 绪论\n# 2 方法\n# 后话\n";
    let choose = |choice| printed(text, "report", Some(choice));
    assert_eq!(choose(Numbers::Count).0, ["[第一章] 绪论", "[第二章] 方法", "[第三章] 后话"]);
    assert_eq!(choose(Numbers::Typed).0, ["1 绪论", "2 方法", "后话"]);
    assert_eq!(choose(Numbers::None).0, ["1 绪论", "2 方法", "后话"]);
    assert!(choose(Numbers::Count).1.is_empty());
    let counted = "# 第一章 绪论\n";
    assert_eq!(printed(counted, "report", Some(Numbers::Typed)).0, ["第一章 绪论"]);
}

#[test]
fn numbers_in_bold_are_numbers() {
    assert_eq!(report("# **第一章** 绪论\n# **第二章 方法**\n"), ["[第一章] 绪论", "[第二章] 方法"]);
}

#[test]
fn labels_that_read_otherwise_stay() {
    assert_eq!(report("# 附录一：问答\n# 附录二：索引\n"), ["附录一：问答", "附录二：索引"]);
    assert_eq!(report("# 7.16 参考文档\n## 甲\n## 乙\n"), ["7.16 参考文档", "甲", "乙"]);
    assert_eq!(report("# a\n## [1.2.0] - 2020-02-02\n### b\n")[1..], ["[1.2.0] - 2020-02-02", "b"]);
    assert_eq!(report("# a\n## x\n## 1.2.3.4 y\n"), ["[第一章] a", "x", "1.2.3.4 y"]);
}
