//! Whole manuscripts, by the paragraphs that come of them.

use crate::diag::{Sink, SourceId};
use crate::model::document::{Block, BlockKind, Inline, InlineKind};
use crate::read::markdown::read;

fn text(content: &[Inline]) -> String {
    let part = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::SoftBreak => "⏎".to_owned(),
        InlineKind::HardBreak => "↵".to_owned(),
        InlineKind::Marked(_, inner) => text(inner),
        _ => "?".to_owned(),
    };
    content.iter().map(part).collect()
}

fn shown(blocks: &[Block], mark: &str, out: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => out.push(format!("{mark}{}", text(content))),
            BlockKind::Quote { blocks, .. } => shown(blocks, "> ", out),
            BlockKind::Container(blocks) => shown(blocks, ": ", out),
            BlockKind::List(list) => list.items.iter().for_each(|item| shown(&item.blocks, "- ", out)),
            _ => out.push("?".to_owned()),
        }
    }
}

fn of(text: &str) -> (Vec<String>, Vec<String>) {
    let mut sink = Sink::new();
    let document = read(SourceId(0), text, &mut sink).unwrap();
    let mut out = Vec::new();
    shown(&document.blocks, "", &mut out);
    (out, sink.into_sorted().into_iter().map(|d| d.message.to_string()).collect())
}

const TYPED: &str = "第一句。第二句。\n第三句。第四句。\n\n- 中国如何破局\n按照“为什么研究”来写。下一句。\n- 乙\n";

#[test]
fn lines_that_were_meant_are_told_once() {
    let (blocks, said) = of(TYPED);
    assert_eq!(blocks, ["第一句。第二句。⏎第三句。第四句。", "- 中国如何破局⏎按照“为什么研究”来写。下一句。", "- 乙"]);
    assert_eq!(said, ["2 lines are joined with the ones before them: lines 2, 5"]);
}

#[test]
fn entries_of_references_are_no_lines_of_a_paragraph() {
    assert!(of("第一句。第二句。\n\n[1] 王某. 题[J]. 刊, 2020.\n[2] 李某. 题[M]. 京: 社, 2021.\n").1.is_empty());
}

#[test]
fn numbers_that_go_on_are_told() {
    for text in ["[注] 一、数据不足\n二、样本偏小\n", "[注] 一、数据不足\n下一行没有句号\n", "前文：（1）甲\n（2）乙\n"]
    {
        assert_eq!(of(text).1, ["this line is joined with the one before it"], "{text}");
    }
    for text in ["见第 1、\n2、3 节\n", "一、这一行折过，所以不是\n标题\n", "分两类：甲与\n乙、丙\n"]
    {
        assert_eq!(of(text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn wrapped_lines_are_joined_silently() {
    for text in [
        "这一段的行是折过的，所以行尾不是\n句尾。第二句也是这样，它在这里\n折行。\n",
        "每行一句。\n这是语义换行。\n也不必说。\n",
        "One sentence. Two.\nThree sentences. Four.\n",
    ] {
        assert_eq!(of(text).1, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_author_may_choose() {
    let with = |choice: &str| of(&format!("---\nmarkdown: {{newline: {choice}}}\n---\n\n{TYPED}"));
    let expected = ["第一句。第二句。", "第三句。第四句。", "- 中国如何破局", "按照“为什么研究”来写。下一句。", "- 乙"];
    assert_eq!(with("paragraph"), (expected.map(str::to_owned).to_vec(), Vec::new()));
    assert_eq!(with("break").0[0], "第一句。第二句。↵第三句。第四句。");
    assert_eq!(with("join").0[0], "第一句。第二句。⏎第三句。第四句。");
    assert!(with("join").1.is_empty());
}

#[test]
fn some_lines_are_never_joined() {
    assert_eq!(of("**作者**：张三\n**学号：** 12\n").0, ["作者：张三↵学号： 12"]);
    assert_eq!(of("> 床前明月光，\n> 疑是地上霜。\n").0, ["> 床前明月光，↵疑是地上霜。"]);
    assert_eq!(of("::: signature\n课题组\n2026 年\n:::\n").0, [": 课题组", ": 2026 年"]);
    assert_eq!(of("**注意**，这里\n**强调**，那里\n").0, ["注意，这里⏎强调，那里"]);
}

#[test]
fn fixes_put_blank_lines() {
    let mut sink = Sink::new();
    let text = "> 第一句。第二句。\n> 第三句。第四句。\n";
    read(SourceId(0), text, &mut sink).unwrap();
    let edits: Vec<_> = sink.into_sorted().into_iter().flat_map(|d| d.fix).collect();
    assert_eq!(edits.len(), 1);
    assert_eq!((edits[0].span.start as usize, edits[0].replacement.as_str()), (text.find("> 第三").unwrap(), ">\n"));
}
