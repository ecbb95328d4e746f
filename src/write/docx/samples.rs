//! A document by hand in which every node of the model stands, and a style that says
//! everything, for the tests.

use super::testing::*;
use crate::diag::SourceId;
use crate::length::Length;
use crate::model::document::Author;
use crate::model::resolved::*;
use crate::model::{AlertKind, Delimiter, Lang, RawFormat};
use crate::style::{self, Style};

pub(super) fn lists() -> Vec<Block> {
    let inner = list(number(1, Delimiter::Paren), true, 1, vec![vec![words("子项一")], vec![words("子项二")]]);
    let mut deep = words("最深的一项");
    for depth in (0..11).rev() {
        deep = list(Marker::Bullet, true, depth, vec![vec![words(&format!("第 {depth} 层")), deep]]);
    }
    let task = |task, words_: &str| Item {
        marker: "☐".into(),
        task: Some(task),
        own: false,
        blocks: vec![words(words_)],
        span: span(),
    };
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
    let field = |label: &str, value: &str| {
        CoverLine::Field(CoverField { label: label.into(), value: value.into(), spreads: label != "Name" })
    };
    doc.meta.cover = true;
    doc.meta.masthead = Some(masthead());
    doc.meta.kicker = Some("学位论文".into());
    doc.meta.lines.extend([field("学号", "20260001"), field("指导教师", "王五"), field("Name", "Zhang San")]);
    doc.meta.abstracts.push(Abstract {
        lang: Lang::parse("en").unwrap(),
        title: TitleText { content: text("One manuscript"), balanced: false },
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

/// The document in which everything stands.
pub(super) fn everything() -> Resolved {
    let mut make = Maker::default();
    let first = make.heading(1, Some("第一章"), "绪论");
    let chapter = AnchorId(0);
    let mut blocks = vec![first, words(PROSE), words(PROSE)];
    let section = make.heading(2, Some("1.1"), "研究背景 Background");
    let section_anchor = AnchorId(make.anchors.len() - 1);
    blocks.push(section);
    blocks.push(paragraph(every_mark()));
    blocks.push(paragraph(links(chapter)));
    blocks.push(make.heading(3, Some("1.1.1"), "三级标题"));
    blocks.push(make.heading(4, None, "四级标题"));
    let mut noted = text("带有脚注");
    noted.extend([note_mark(0, false), note_mark(1, false)]);
    noted.extend(text("，再引同一脚注"));
    noted.extend([note_mark(0, true)]);
    noted.extend(text("与行内公式 "));
    noted.push(inline(InlineKind::Math(math("E=mc^2"))));
    noted.extend(text(" 和未解公式 "));
    noted.push(inline(InlineKind::Math(math("\\unknown?"))));
    noted.push(inline(InlineKind::Picture(picture(Some(0), 24.0, 24.0))));
    noted.push(inline(InlineKind::Picture(picture(None, 24.0, 24.0))));
    blocks.push(paragraph(noted));
    blocks.extend(figures(&mut make));
    blocks.extend(tables(&mut make));
    blocks.extend(equations(&mut make, chapter, section_anchor));
    blocks.push(make.heading(1, Some("第二章"), "列表与引文"));
    blocks.extend(lists());
    blocks.extend(passages(&mut make));
    blocks.push(make.heading(1, Some("附录A"), "附加材料"));
    blocks.extend(containers(&mut make));
    let notes = vec![
        Note { mark: "①".to_owned(), blocks: vec![words(PROSE), lists().remove(0)], span: span() },
        Note { mark: "②".to_owned(), blocks: vec![words("第二条脚注。"), table(None)], span: span() },
    ];
    let [contents, figures, tables] = make.entries;
    let front = |kind, heading: &str, entries| Listing { kind, heading: heading.into(), entries };
    Resolved {
        meta: meta(),
        declarations: Vec::new(),
        front_sections: Vec::new(),
        listings: vec![
            front(ListingKind::Contents { depth: 3 }, "目录", contents),
            front(ListingKind::Figures, "插图目录", figures),
            front(ListingKind::Tables, "表格目录", tables),
        ],
        blocks,
        imprint: None,
        notes,
        anchors: make.anchors,
        comments: Vec::new(),
        tracking: crate::model::Tracking::default(),
        seal: String::new(),
        own_pages: OwnPages::default(),
    }
}

fn meta() -> Meta {
    let author = |name: &str| Author {
        name: name.into(),
        affiliation: vec!["某大学 计算机学院".into()],
        email: Some(format!("{}@example.org", name.len())),
        id: None,
    };
    Meta {
        title: TitleText { content: text("付梓：一份文稿，两种成品 & more"), balanced: true },
        anchor: None,
        subtitle: TitleText { content: text("——以课程报告为例"), balanced: false },
        authors: vec![author("张三"), author("李四（通讯）")],
        date: Some("2026 年 3 月 1 日".into()),
        calendar_date: Some((2026, 3, 1)),
        lang: Lang::chinese(),
        masthead: None,
        head_fields: Vec::new(),
        head_label: Length::ZERO,
        logo: None,
        header_logo: None,
        pages_before: Vec::new(),
        pages_behind: Vec::new(),
        school: None,
        foreign_titles: Vec::new(),
        kicker: None,
        lines: vec![
            CoverLine::Authors("张三，李四（通讯）".into()),
            CoverLine::Line("学号：20260001".into()),
            CoverLine::Line("2026 年 3 月 1 日".into()),
        ],
        abstracts: vec![Abstract {
            lang: Lang::chinese(),
            title: TitleText::default(),
            heading: Some("摘要".into()),
            blocks: vec![words(PROSE)],
            keywords: Some(("关键词：".into(), text("排版；Word；中文"))),
        }],
        keywords: vec!["排版".into(), "Word".into()],
        given: Vec::new(),
        cover: false,
        own_page: true,
    }
}

fn figures(make: &mut Maker) -> Vec<Block> {
    let figure = |panels: Vec<Panel>, caption| {
        block(BlockKind::Figure(Figure { rows: vec![panels.len()], panels, caption, float: Float::Here }))
    };
    let one = make.caption(CaptionKind::Figure, "图", 1, "系统的总体结构");
    let two = make.caption(CaptionKind::Figure, "图", 2, "两种方法的比较");
    let three = make.caption(CaptionKind::Figure, "图", 3, "缺失的图片");
    let sub = make.anchor("fig:sub", "图 2(a)");
    vec![
        figure(vec![panel(Some(0), "", None)], Some(one)),
        figure(vec![panel(Some(0), "(a) 方法甲", Some(sub)), panel(Some(1), "(b) 方法乙", None)], Some(two)),
        figure(vec![panel(None, "", None)], Some(three)),
        figure(vec![panel(Some(1), "", None)], None),
        paragraph(vec![reference(sub, "图 2(a)")]),
    ]
}

fn tables(make: &mut Maker) -> Vec<Block> {
    let one = make.caption(CaptionKind::Table, "表", 1, "测量结果");
    let anchor = one.anchor;
    let mut refer = text("结果见");
    refer.extend([reference(anchor, "表 1"), reference(anchor, "1")]);
    vec![paragraph(refer), table(Some(one)), table(None), table(None), words("表后的段落。")]
}

fn equations(make: &mut Maker, chapter: AnchorId, section: AnchorId) -> Vec<Block> {
    let anchor = make.anchor("eq:one", "（1）");
    let continued = Paragraph::new(text("其中 x 为变量。"), true);
    let mut refer = text("见");
    refer.push(reference(anchor, "式（1）"));
    refer.extend([reference(chapter, "第一章"), reference(section, "第 1.1 节")]);
    vec![
        equation("x", Some(label("（", 1, "）")), Some(anchor)),
        block(BlockKind::Paragraph(continued)),
        equation("x", None, None),
        equation("\\bad?", Some(label("（", 2, "）")), None),
        paragraph(refer),
    ]
}
