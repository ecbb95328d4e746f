//! Nodes of the model by hand, for the tests.

use crate::diag::{SourceId, Span};
use crate::length::Length;
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
    Inline::new(kind, span())
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block::new(kind, span())
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
    block(BlockKind::Paragraph(Paragraph::new(content, false)))
}

pub(super) fn words(words: &str) -> Block {
    paragraph(text(words))
}

pub(super) fn math(source: &str) -> Math {
    let symbol = Expr::Symbol { text: "x".into(), class: Class::Ordinary, face: Face::Default };
    Math { source: source.into(), tree: (!source.contains('?')).then_some(symbol), lines: Vec::new() }
}

pub(super) fn label(before: &str, ordinal: usize, after: &str) -> Label {
    Label { before: before.into(), chapter: String::new(), ordinal: ordinal.to_string(), after: after.into() }
}

/// A document that is put together with its anchors.
#[derive(Default)]
pub(super) struct Maker {
    pub(super) anchors: Vec<Anchor>,
    pub(super) entries: [Vec<ListingEntry>; 3],
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
        self.entries[0].push(ListingEntry {
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
            unlisted: false,
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
        let entry = ListingEntry { level: 1, label: Some(label.text()), content: text(words), anchor, in_front: false };
        list.into_iter().for_each(|at| self.entries[at].push(entry.clone()));
        Caption { kind, label: Some(label), delimiter: String::new(), content: text(words), anchor, apart: false }
    }
}

pub(super) fn picture(image: Option<usize>, width: f64, height: f64) -> Picture {
    Picture {
        image: image.map(ImageId),
        path: "图/结构 <1>.png".into(),
        width: Length::points(width),
        height: Length::points(height),
        alt: "结构 \"A\" & B".into(),
        span: span(),
    }
}

pub(super) fn panel(image: Option<usize>, caption: &str, anchor: Option<AnchorId>) -> Panel {
    Panel { picture: picture(image, 160.0, 100.0), room: Length::points(180.0), caption: text(caption), anchor }
}

pub(super) fn list(marker: Marker, tight: bool, depth: usize, items: Vec<Vec<Block>>) -> Block {
    let label = |at: usize| match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number { start, numbering } => {
            let n = start + u32::try_from(at).unwrap();
            super::state::lists::printed(&style(), numbering, depth, n).unwrap_or_else(|| n.to_string())
        }
    };
    let item = |(at, blocks)| Item { marker: label(at), task: None, own: false, blocks, span: span() };
    let items = items.into_iter().enumerate().map(item).collect();
    block(BlockKind::List(List { marker, tight, depth, items }))
}

pub(super) fn number(start: u32, delimiter: Delimiter) -> Marker {
    Marker::Number { start, numbering: Numbering::Styled(delimiter) }
}

pub(super) fn reference(anchor: AnchorId, words: &str) -> Inline {
    inline(InlineKind::Reference { anchor, content: text(words) })
}

pub(super) fn cell(words: &str, column: usize, columns: usize, rows: usize, align: Align) -> Cell {
    Cell { content: text(words), column, columns, rows, align, lacks: None, span: span() }
}

pub(super) fn table(caption: Option<Caption>) -> Block {
    let column = |share| Column { align: Align::Center, share, point: None };
    let plain = |words: &str, column| cell(words, column, 1, 1, Align::Center);
    block(BlockKind::Table(Table {
        columns: vec![column(0.4), column(0.3), column(0.3)],
        head: vec![
            Row {
                cells: vec![cell("项目", 0, 1, 2, Align::Center), cell("测量值 (mm)", 1, 2, 1, Align::Center)],
                change: None,
            },
            Row { cells: vec![plain("第一次", 1), plain("第二次", 2)], change: None },
        ],
        body: vec![
            Row {
                cells: vec![cell("长度", 0, 1, 2, Align::Left), plain("12.50", 1), plain("12.48", 2)], change: None
            },
            Row { cells: vec![cell("合并", 1, 2, 1, Align::Right)], change: None },
            Row { cells: vec![plain("高度", 0), plain("3.14", 1), plain("3.15", 2)], change: None },
        ],
        caption,
        size: None,
        width: None,
        continued: None,
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

pub(super) fn equation(words: &str, label: Option<Label>, anchor: Option<AnchorId>) -> Block {
    block(BlockKind::Equation(Equation {
        math: math(words),
        pieces: Vec::new(),
        label,
        anchor,
        lines: Vec::new(),
        columns: Vec::new(),
        parted: Vec::new(),
    }))
}

pub(super) fn every_mark() -> Vec<Inline> {
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

pub(super) fn links(heading: AnchorId) -> Vec<Inline> {
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

pub(super) fn note_mark(note: usize, repeated: bool) -> Inline {
    inline(InlineKind::NoteRef { note: NoteId(note), repeated })
}

pub(super) const PROSE: &str = "本报告以 Markdown 书写一份文稿，付梓为两种成品：排好的 PDF 与可编辑的 Word 文件，\
    二者的编号、引用与外观完全一致。“引号”与破折号——以及省略号……都应取中文字形，而 English text 取西文字形。";
