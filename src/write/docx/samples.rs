//! Lists, passages and containers of the document in [`super::testing`], and
//! what a style that says everything makes of it.

use super::testing::{Maker, PROSE, block, code, everything, list, number, span, table, text, words};
use crate::diag::SourceId;
use crate::length::Length;
use crate::model::resolved::*;
use crate::model::{AlertKind, Delimiter, Lang, RawFormat};
use crate::style::{self, Style};

pub(super) fn lists() -> Vec<Block> {
    let inner = list(number(1, Delimiter::Paren), true, 1, vec![vec![words("子项一")], vec![words("子项二")]]);
    let mut deep = words("最深的一项");
    for depth in (0..11).rev() {
        deep = list(Marker::Bullet, true, depth, vec![vec![words(&format!("第 {depth} 层")), deep]]);
    }
    let task =
        |task, words_: &str| Item { marker: "☐".into(), task: Some(task), blocks: vec![words(words_)], span: span() };
    let tasks = List {
        marker: Marker::Bullet,
        tight: true,
        depth: 0,
        items: vec![task(false, "待办的事"), task(true, "已办的事")],
    };
    vec![
        list(Marker::Bullet, true, 0, vec![vec![words("甲项")], vec![words(PROSE), inner], vec![words("丙项")]]),
        list(
            number(3, Delimiter::Period),
            false,
            0,
            vec![vec![words("松散之一"), words("续段"), code(None, None)], vec![table(None)], vec![words("末项")]],
        ),
        list(number(1, Delimiter::Period), true, 0, vec![vec![words("重新计数")]]),
        block(BlockKind::List(tasks)),
        deep,
        block(BlockKind::Definitions(vec![Definition {
            term: text("术语"),
            details: vec![vec![words("解释之一。")], vec![words(PROSE)]],
        }])),
    ]
}

pub(super) fn passages(make: &mut Maker) -> Vec<Block> {
    let quote =
        |blocks, attribution: Option<&str>| block(BlockKind::Quote { blocks, attribution: attribution.map(text) });
    let alert = |kind, title: &str, blocks| block(BlockKind::Alert { kind, title: title.into(), blocks });
    let caption = make.caption(CaptionKind::Code, "代码", 1, "问候程序");
    vec![
        quote(vec![words(PROSE), quote(vec![words("引文中的引文。")], None)], Some("——《某书》")),
        alert(AlertKind::Note, "说明", vec![words(PROSE), lists().remove(0)]),
        alert(AlertKind::Tip, "提示", vec![words("提示。")]),
        alert(AlertKind::Important, "重要", vec![words("重要。")]),
        alert(AlertKind::Warning, "警告", vec![words("警告。"), code(None, None)]),
        alert(AlertKind::Caution, "注意", vec![]),
        code(Some(9), Some(caption)),
        block(BlockKind::Rule),
        words("分隔线之后。"),
        block(BlockKind::PageBreak),
        words("新的一页。"),
    ]
}

pub(super) fn containers(make: &mut Maker) -> Vec<Block> {
    let container = |kind, blocks| block(BlockKind::Container(kind, blocks));
    let wide = make.caption(CaptionKind::Table, "表", 2, "横排的宽表");
    let raw = |format, text: &str| block(BlockKind::Raw { format, text: text.into() });
    vec![
        container(Container::Plain, vec![words("平常的一组。")]),
        container(Container::Center, vec![words("居中的一段。")]),
        container(Container::Abstract, vec![words(PROSE)]),
        container(Container::Columns(2), vec![words(PROSE), words(PROSE)]),
        container(Container::Landscape, vec![words("横排页。"), table(Some(wide))]),
        words("回到竖排。"),
        raw(RawFormat::Word, "<w:p><w:r><w:t>手写的段落</w:t></w:r></w:p>"),
        raw(RawFormat::Word, "<w:p>不成形 & 的段落"),
        raw(RawFormat::Print, "#typst"),
        container(Container::Landscape, vec![words("最后的横排页。"), table(None)]),
    ]
}

/// A style that says all that the default one leaves out.
pub(super) fn ornate() -> Style {
    let sheet = "inherits = \"report\"\n[page]\ngutter = \"5mm\"\ncolumns = 2\ngrid = \"22行×28字\"\n\
        [masthead]\nname-field = \"机关\"\nrule = \"2磅\"\n\
        [title]\ncover = true\nabstract-page = true\nkicker = \"学位论文\"\nfield-label = \"5字符\"\n\
        field-value = \"14字符\"\nfield-rule = \"0.5磅\"\n\
        [header]\nodd = \"{chapter}\"\neven = \"{title}\"\nfront = \"某大学\"\nrule = \"0.75磅\"\n\
        [page-number]\nfront = \"I\"\npattern = \"— 1 —\"\noutside = true\n[table]\nrepeat-head = false\n";
    style::load(SourceId(0), sheet).unwrap()
}

fn masthead() -> Masthead {
    Masthead {
        marks: vec![HeadMark { text: "000001".into(), is_copy: true }],
        name: "某大学文件".into(),
        joint: Vec::new(),
        suffix: String::new(),
        letter: false,
        size: Length::points(42.0),
        above: Length::ZERO,
        number: "校发〔2026〕1号".into(),
        signers: Vec::new(),
        signers_at: Length::ZERO,
    }
}

/// The document in which everything stands, with what only a cover, an official
/// document or a thesis has.
pub(super) fn thesis() -> Resolved {
    let mut doc = everything();
    let field = |label: &str, value: &str| CoverLine::Field { label: label.into(), value: value.into() };
    doc.meta.cover = true;
    doc.meta.masthead = Some(masthead());
    doc.meta.kicker = Some("学位论文".into());
    doc.meta.lines.extend([field("学号", "20260001"), field("指导教师", "王五"), field("Name", "Zhang San")]);
    doc.meta.abstracts.push(Abstract {
        lang: Lang::parse("en").unwrap(),
        title: text("One manuscript"),
        heading: Some("Abstract".into()),
        blocks: vec![words("In English.")],
        keywords: None,
    });
    let container = |kind, words_: &str| block(BlockKind::Container(kind, vec![words(words_)]));
    doc.blocks.extend([
        container(Container::Salutation, "各位老师："),
        container(Container::Signature, "张三"),
        container(Container::References, "[1] 张三. 题名[J]. 2026."),
    ]);
    doc
}
