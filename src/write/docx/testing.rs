//! A document by hand in which every node of the model stands, for the tests.

use super::samples::{containers, lists, passages};
use crate::diag::{SourceId, Span};
use crate::length::Length;
use crate::model::document::Author;
use crate::model::math::{Class, Expr, Face, Math};
use crate::model::resolved::*;
use crate::model::{Align, Delimiter, Lang, Mark, Numbering, RawFormat};
use crate::style::{self, Style};

/// The default style.
pub(super) fn style() -> Style {
    style::load(SourceId(0), style::preset("report").unwrap()).unwrap()
}

pub(super) fn span() -> Span {
    Span::new(SourceId(0), 0, 1)
}

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: span() }
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, anchor: None, id: None, span: span() }
}

/// Runs of a text, split by script.
pub(super) fn text(text: &str) -> Vec<Inline> {
    marked(text, Marks::default())
}

pub(super) fn marked(text: &str, marks: Marks) -> Vec<Inline> {
    crate::model::script::by_script(text)
        .into_iter()
        .map(|(script, text)| {
            inline(InlineKind::Run(Run {
                text: text.to_owned(),
                script,
                marks,
                lang: None,
                joins: Vec::new(),
                breaks: Vec::new(),
            }))
        })
        .collect()
}

pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(Paragraph { content, continued: false }))
}

pub(super) fn words(words: &str) -> Block {
    paragraph(text(words))
}

fn math(source: &str) -> Math {
    let symbol = Expr::Symbol { text: "x".into(), class: Class::Ordinary, face: Face::Default };
    Math { source: source.into(), tree: (!source.contains('?')).then_some(symbol) }
}

fn label(before: &str, ordinal: usize, after: &str) -> Label {
    Label { before: before.into(), chapter: String::new(), ordinal: ordinal.to_string(), after: after.into() }
}

/// A document that is put together with its anchors.
#[derive(Default)]
pub(super) struct Maker {
    anchors: Vec<Anchor>,
    entries: [Vec<FrontEntry>; 3],
}

impl Maker {
    pub(super) fn anchor(&mut self, name: &str, label: &str) -> AnchorId {
        let anchor = Anchor { name: name.into(), label: label.into(), referenced: true, span: span() };
        self.anchors.push(anchor);
        AnchorId(self.anchors.len() - 1)
    }

    pub(super) fn heading(&mut self, level: u8, number: Option<&str>, words: &str) -> Block {
        let anchor = self.anchor(words, number.unwrap_or_default());
        let content = text(words);
        self.entries[0].push(FrontEntry {
            level,
            label: number.map(str::to_owned),
            content: content.clone(),
            anchor,
            in_front: false,
        });
        block(BlockKind::Heading(Heading {
            level,
            number: number.map(str::to_owned),
            attachment: false,
            content,
            anchor,
        }))
    }

    pub(super) fn caption(&mut self, kind: CaptionKind, word: &str, ordinal: usize, words: &str) -> Caption {
        let label = label(&format!("{word} "), ordinal, "");
        let anchor = self.anchor(&format!("{word}:{words}"), &label.text());
        let list = match kind {
            CaptionKind::Figure => Some(1),
            CaptionKind::Table => Some(2),
            CaptionKind::Code => None,
        };
        let entry = FrontEntry { level: 1, label: Some(label.text()), content: text(words), anchor, in_front: false };
        list.into_iter().for_each(|at| self.entries[at].push(entry.clone()));
        Caption { kind, label: Some(label), delimiter: String::new(), content: text(words), anchor }
    }
}

fn picture(image: Option<usize>, width: f64, height: f64) -> Picture {
    Picture {
        image: image.map(ImageId),
        path: "图/结构 <1>.png".into(),
        width: Length::points(width),
        height: Length::points(height),
        alt: "结构 \"A\" & B".into(),
        span: span(),
    }
}

fn panel(image: Option<usize>, caption: &str, anchor: Option<AnchorId>) -> Panel {
    Panel { picture: picture(image, 160.0, 100.0), caption: text(caption), anchor }
}

pub(super) fn list(marker: Marker, tight: bool, depth: usize, items: Vec<Vec<Block>>) -> Block {
    let label = |at: usize| match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number { start, numbering } => {
            let n = start + u32::try_from(at).unwrap();
            super::parts::numbering::printed(&style(), numbering, depth, n).unwrap_or_else(|| n.to_string())
        }
    };
    let item = |(at, blocks)| Item { marker: label(at), task: None, blocks, span: span() };
    let items = items.into_iter().enumerate().map(item).collect();
    block(BlockKind::List(List { marker, tight, depth, items }))
}

pub(super) fn number(start: u32, delimiter: Delimiter) -> Marker {
    Marker::Number { start, numbering: Numbering::Styled(delimiter) }
}

fn reference(anchor: AnchorId, words: &str) -> Inline {
    inline(InlineKind::Reference { anchor, content: text(words) })
}

fn cell(words: &str, column: usize, columns: usize, rows: usize, align: Align) -> Cell {
    Cell { content: text(words), column, columns, rows, align, span: span() }
}

pub(super) fn table(caption: Option<Caption>) -> Block {
    let column = |share| Column { align: Align::Center, share };
    let plain = |words: &str, column| cell(words, column, 1, 1, Align::Center);
    block(BlockKind::Table(Table {
        columns: vec![column(0.4), column(0.3), column(0.3)],
        head: vec![
            Row { cells: vec![cell("项目", 0, 1, 2, Align::Center), cell("测量值 (mm)", 1, 2, 1, Align::Center)] },
            Row { cells: vec![plain("第一次", 1), plain("第二次", 2)] },
        ],
        body: vec![
            Row { cells: vec![cell("长度", 0, 1, 2, Align::Left), plain("12.50", 1), plain("12.48", 2)] },
            Row { cells: vec![cell("合并", 1, 2, 1, Align::Right)] },
            Row { cells: vec![plain("高度", 0), plain("3.14", 1), plain("3.15", 2)] },
        ],
        caption,
        size: None,
    }))
}

pub(super) fn code(first_line: Option<u32>, caption: Option<Caption>) -> Block {
    let text = "fn main() {\n\tprintln!(\"你好 <b> & c\"); // 注释\n}".to_owned();
    let lines = vec![
        vec![(Token::Keyword, 0..2), (Token::Plain, 2..11)],
        vec![
            (Token::Plain, 12..13),
            (Token::Function, 13..21),
            (Token::Plain, 21..22),
            (Token::String, 22..39),
            (Token::Plain, 39..42),
            (Token::Comment, 42..text.len() - 2),
        ],
        vec![(Token::Plain, text.len() - 1..text.len())],
    ];
    block(BlockKind::Code(Code { text, lang: Some("rust".into()), lines, first_line, long: vec![], caption }))
}

fn equation(words: &str, label: Option<Label>, anchor: Option<AnchorId>) -> Block {
    block(BlockKind::Equation(Equation { math: math(words), pieces: Vec::new(), label, anchor }))
}

fn every_mark() -> Vec<Inline> {
    let mut content: Vec<Inline> =
        Marks::ALL.iter().flat_map(|mark| marked(&format!("标记 {mark:?}，"), Marks::default().with(*mark))).collect();
    content.extend(marked("全部 all", Marks::ALL.into_iter().fold(Marks::default(), Marks::with)));
    content.extend(marked("粗斜 both", Marks::default().with(Mark::Strong).with(Mark::Emphasis)));
    let lang = Lang::parse("fr");
    let run = Run {
        text: "été\u{1}\tfin".into(),
        script: Script::Latin,
        marks: Marks::default(),
        lang,
        joins: Vec::new(),
        breaks: Vec::new(),
    };
    content.push(inline(InlineKind::Run(run)));
    content.push(inline(InlineKind::Break));
    content
}

fn links(heading: AnchorId) -> Vec<Inline> {
    let url = |url: &str| Target::Url(url.into());
    vec![
        inline(InlineKind::Link { target: url("https://example.org/?a=1&b=2"), content: text("外部链接 link") }),
        inline(InlineKind::Link { target: url("https://example.org/?a=1&b=2"), content: text("again") }),
        inline(InlineKind::Link { target: Target::Anchor(heading), content: text("内部链接") }),
        inline(InlineKind::Link { target: Target::Anchor(AnchorId(9999)), content: text("无处可去") }),
        inline(InlineKind::Raw { format: RawFormat::Word, text: "<w:r><w:t>生 raw</w:t></w:r>".into() }),
        inline(InlineKind::Raw { format: RawFormat::Word, text: "<w:r>坏 broken".into() }),
        inline(InlineKind::Raw { format: RawFormat::Print, text: "#nothing".into() }),
    ]
}

fn note_mark(note: usize, repeated: bool) -> Inline {
    inline(InlineKind::NoteRef { note: NoteId(note), repeated })
}

pub(super) const PROSE: &str = "本报告以 Markdown 书写一份文稿，付梓为两种成品：排好的 PDF 与可编辑的 Word 文件，\
    二者的编号、引用与外观完全一致。“引号”与破折号——以及省略号……都应取中文字形，而 English text 取西文字形。";

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
    let front = |kind, heading: &str, entries| Front { kind, heading: heading.into(), entries };
    Resolved {
        meta: meta(),
        declarations: Vec::new(),
        front_sections: Vec::new(),
        fronts: vec![
            front(FrontKind::Contents { depth: 3 }, "目录", contents),
            front(FrontKind::Figures, "插图目录", figures),
            front(FrontKind::Tables, "表格目录", tables),
        ],
        blocks,
        imprint: None,
        notes,
        anchors: make.anchors,
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
        title: text("付梓：一份文稿，两种成品 & more"),
        anchor: None,
        subtitle: text("——以课程报告为例"),
        authors: vec![author("张三"), author("李四（通讯）")],
        date: Some("2026 年 3 月 1 日".into()),
        calendar_date: Some((2026, 3, 1)),
        lang: Lang::chinese(),
        masthead: None,
        kicker: None,
        lines: vec![
            CoverLine::Authors("张三，李四（通讯）".into()),
            CoverLine::Line("学号：20260001".into()),
            CoverLine::Line("2026 年 3 月 1 日".into()),
        ],
        abstracts: vec![Abstract {
            lang: Lang::chinese(),
            title: vec![],
            heading: Some("摘要".into()),
            blocks: vec![words(PROSE)],
            keywords: Some(("关键词：".into(), text("排版；Word；中文"))),
        }],
        keywords: vec!["排版".into(), "Word".into()],
        cover: false,
        own_page: true,
    }
}

fn figures(make: &mut Maker) -> Vec<Block> {
    let figure = |panels, caption| block(BlockKind::Figure(Figure { panels, caption }));
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
    let continued = Paragraph { content: text("其中 x 为变量。"), continued: true };
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
