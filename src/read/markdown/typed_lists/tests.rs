//! Whole manuscripts, by the lists and paragraphs that come of them.

use crate::diag::{Sink, SourceId};
use crate::model::document::{Block, BlockKind, Ordered};
use crate::model::{Delimiter, Numbering, written_text};
use crate::read::markdown::read;

fn number(ordered: Ordered, at: usize) -> String {
    let number = ordered.start + at as u32;
    match ordered.numbering {
        Numbering::Styled(Delimiter::Period) => format!("{number}."),
        Numbering::Styled(Delimiter::Paren) => format!("{number})"),
        Numbering::Typed(typed) => typed.format(number),
    }
}

fn shown(blocks: &[Block], indent: &str, out: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => out.push(format!("{indent}{}", written_text(content))),
            BlockKind::Container(blocks) | BlockKind::Quote { blocks, .. } => shown(blocks, indent, out),
            BlockKind::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    let first = out.len();
                    shown(&item.blocks, &format!("{indent}  "), out);
                    let mark = list.ordered.map_or("-".to_owned(), |ordered| number(ordered, at));
                    let gap = if list.tight { " " } else { " / " };
                    out[first] = format!("{indent}{mark}{gap}{}", out[first].trim_start());
                }
            }
            _ => out.push(format!("{indent}?")),
        }
    }
}

fn of(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    shown(&read(SourceId(0), text, &mut Sink::new()).unwrap().blocks, "", &mut out);
    out
}

#[test]
fn lines_that_count_are_a_list() {
    assert_eq!(of("步骤：\n（1）取样；\n接着；\n（2）称量。"), ["步骤：", "（1） 取样； 接着；", "（2） 称量。"]);
    assert_eq!(of("① **甲**\n② 乙"), ["① 甲", "② 乙"]);
    assert_eq!(of("iii) no\n\na) x\nb) y"), ["iii) no", "a) x", "b) y"]);
    assert_eq!(of("09、甲\n10、乙"), ["09、 甲", "10、 乙"]);
    assert_eq!(of("#. a\n#. b"), ["1. a", "2. b"]);
}

#[test]
fn paragraphs_that_count_are_a_loose_list() {
    assert_eq!(
        of("一、甲\n\n二、乙\n\n正文。\n\n三、丙\n\n四、丁"),
        ["一、 / 甲", "二、 / 乙", "正文。", "三、 / 丙", "四、 / 丁"]
    );
}

#[test]
fn numbers_of_another_look_stand_within() {
    assert_eq!(
        of("一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊"),
        ["一、 甲", "  （一） 乙", "  （二） 丙", "二、 丁", "  （一） 戊"]
    );
    assert_eq!(of("- 甲\n  （1）乙\n  （2）丙\n- 丁"), ["- 甲", "  （1） 乙", "  （2） 丙", "- 丁"]);
}

#[test]
fn numbers_of_another_look_behind_a_blank_line_stand_beside() {
    assert_eq!(of("1、甲\n2、乙\n\n(a) 丙\n(b) 丁"), ["1、 甲", "2、 乙", "(a) 丙", "(b) 丁"]);
    assert_eq!(
        of("1、甲\n\n(a) 乙\n\n(b) 丙\n\n2、丁\n\n(a) 戊"),
        ["1、 / 甲", "  (a) / 乙", "  (b) / 丙", "2、 / 丁", "  (a) 戊"]
    );
}

#[test]
fn runs_that_do_not_count_are_tried_between_blank_lines() {
    assert_eq!(of("1、甲\n2、乙\n\n7、丙\n8、丁\n\n3、戊"), ["1、 甲", "2、 乙", "7、 丙", "8、 丁", "3、戊"]);
}

#[test]
fn a_number_that_goes_on_ends_the_list_before_it() {
    assert_eq!(
        of("（1）数据：\n- 甲\n- 乙\n（2）模型：\n- 丙"),
        ["（1）数据：", "- 甲", "- 乙", "（2）模型：", "- 丙"]
    );
    assert_eq!(
        of("（一）甲\n1. 看\n2. 写\n（二）乙\n1. 改\n2. 删"),
        ["（一）甲", "1. 看", "2. 写", "（二）乙", "1. 改", "2. 删"]
    );
    assert_eq!(of("（1）甲\n- 乙\n  - 丙\n（2）丁\n（3）戊"), ["（1）甲", "- 乙", "  - 丙", "（2） 丁", "（3） 戊"]);
    assert_eq!(of("- 乙\n（2）丙"), ["- 乙 （2）丙"]);
}

#[test]
fn one_number_goes_on_behind_a_list() {
    assert_eq!(
        of("（1）甲\n（2）乙\n\n文。\n\n（3）丙\n\n文。\n\n（4）丁"),
        ["（1） 甲", "（2） 乙", "文。", "（3） 丙", "文。", "（4） 丁"]
    );
    assert_eq!(of("（1）甲\n（2）乙\n\n# 题\n\n（3）丙"), ["（1） 甲", "（2） 乙", "?", "（3）丙"]);
}

#[test]
fn one_number_is_no_list() {
    assert_eq!(of("①甲；②乙。\n\n①丙；\n②丁。"), ["①甲；②乙。", "① 丙；", "② 丁。"]);
}

#[test]
fn examples_count_through_the_document() {
    assert_eq!(of("(@) a\n\ntext\n\n(@) b\n\n(@) c"), ["(1) a", "text", "(2) / b", "(3) / c"]);
}

#[test]
fn labels_begin_examples() {
    assert_eq!(of("(@a) x\n(@b) y"), ["(1) x", "(2) y"]);
    assert_eq!(of("(@a) **x**\n\n(@b)y\n\n(@c)"), ["(1) x", "(@b)y", "(@c)"]);
}

#[test]
fn numbers_with_signs_of_both_widths_are_one_list() {
    assert_eq!(of("（1）甲\n(2) 乙\n（3）丙"), ["（1） 甲", "（2） 乙", "（3） 丙"]);
    assert_eq!(of("1、甲\n2．乙\n\n3. 丙"), ["1、 甲", "2、 乙", "3. 丙"]);
    assert_eq!(of("（1）甲\n(1)乙\n(2)丙\n（2）丁"), ["（1） 甲", "  (1) 乙", "  (2) 丙", "（2） 丁"]);
    assert_eq!(of("（1）甲\n(3)乙"), ["（1）甲 (3)乙"]);
}

#[test]
fn what_does_not_count_stays_a_paragraph() {
    for text in ["（1）甲\n\n（3）乙", "A. Smith wrote.", "i. e.", "1\\、甲\n\n（1）", "（1）和\n\n（1）、（2）"]
    {
        let list = |line: &String| line.contains(" / ");
        assert!(!of(text).iter().any(list), "{text}: {:?}", of(text));
    }
    assert_eq!(of("::: references\n① 甲\n\n② 乙\n:::"), ["① 甲", "② 乙"]);
}

#[test]
fn items_point_at_what_was_typed() {
    let text = "（1）甲\n（2）乙";
    let document = read(SourceId(0), text, &mut Sink::new()).unwrap();
    let BlockKind::List(list) = &document.blocks[0].kind else { panic!("no list") };
    let BlockKind::Paragraph(content) = &list.items[1].blocks[0].kind else { panic!("no paragraph") };
    let place = content[0].span;
    assert_eq!(&text[place.start as usize..place.end as usize], "乙");
}

#[test]
fn runs_that_break_keep_every_paragraph() {
    let text: String = (0..2000).map(|at| format!("（{}）甲\n\n{}、乙\n\n", at % 7, at % 5)).collect();
    assert_eq!(of(&text).len(), 4000);
}
