//! Paragraphs become the captions that they were typed as: “表 1：…” at a table,
//! “图 1：…” at a picture. Alternative texts that are none (a file's name,
//! “image”) are no captions.
//!
//! No number is looked at here but to know a caption by.

use super::parse::typed_label;
use crate::model::document::{Block, BlockKind, Figure, Inline, InlineKind};
use crate::model::resolved::CaptionKind;
use crate::resolve::inlines::written_text;

/// How many characters a paragraph may have to be taken for a typed caption.
const LONGEST: usize = 80;

/// Finds the typed captions among some blocks.
pub(super) fn adopt(blocks: &mut Vec<Block>) {
    blocks.iter_mut().for_each(forget_empty_words);
    let mut at = 0;
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = rest.next() {
        if let Some((kind, above_first)) = wants(&block) {
            let above = kept.last().and_then(|other| typed_caption(other, kind)).filter(|_| at < kept.len());
            let below = rest.peek().and_then(|other| typed_caption(other, kind));
            let takes_above = above.is_some() && (above_first || below.is_none());
            if takes_above {
                kept.pop();
            } else if below.is_some() {
                rest.next();
            }
            if let Some(content) = if takes_above { above } else { below } {
                give(&mut block, content);
            }
            // What stands above the next one belongs to nothing before it.
            kept.push(block);
            at = kept.len();
        } else {
            kept.push(block);
        }
    }
    *blocks = kept;
}

/// What a block could have a caption typed as, and whether it stands above it.
fn wants(block: &Block) -> Option<(CaptionKind, bool)> {
    match &block.kind {
        BlockKind::Table(table) if table.caption.is_none() => Some((CaptionKind::Table, true)),
        BlockKind::Figure(figure) if figure.caption.is_empty() => Some((CaptionKind::Figure, false)),
        BlockKind::Figure(Figure { panels, caption }) if panels.len() == 1 => {
            typed_label(&written_text(caption), CaptionKind::Figure).is_none().then_some((CaptionKind::Figure, false))
        }
        _ => None,
    }
}

fn give(block: &mut Block, content: Vec<Inline>) {
    match &mut block.kind {
        BlockKind::Table(table) => table.caption = Some(content),
        BlockKind::Figure(figure) => {
            let words = written_text(&figure.caption);
            if let [panel] = figure.panels.as_mut_slice()
                && panel.image.alt.is_none()
                && !words.trim().is_empty()
            {
                panel.image.alt = Some(words);
            }
            figure.caption = content;
        }
        _ => {}
    }
}

/// The caption that a paragraph holds, with its label.
fn typed_caption(block: &Block, kind: CaptionKind) -> Option<Vec<Inline>> {
    let BlockKind::Paragraph(content) = &block.kind else { return None };
    let text = written_text(content);
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let label = typed_label(&text, kind)?;
    // “图 1 给出了结构。” is a sentence.
    let is_sentence = !label.is_parted && text.trim_end().ends_with(['。', '！', '？', '；', '，', '：']);
    (!is_sentence).then(|| content.clone())
}

/// A caption that is no text of its author's but a file's name or a word that an
/// editor left there.
fn forget_empty_words(block: &mut Block) {
    if block.attr.id.is_some() {
        return;
    }
    let BlockKind::Figure(Figure { panels, caption }) = &mut block.kind else { return };
    let [panel] = panels.as_slice() else { return };
    let alone = caption.iter().all(|inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::SoftBreak));
    if alone && says_nothing(&written_text(caption), &panel.image.path.value) {
        caption.clear();
    }
}

/// Words that editors write where an alternative text belongs.
const NOTHING: [&str; 26] = [
    "image",
    "img",
    "picture",
    "pic",
    "photo",
    "figure",
    "fig",
    "screenshot",
    "screen shot",
    "alt",
    "alt text",
    "alternative text",
    "image description",
    "description",
    "placeholder",
    "图片",
    "图像",
    "图",
    "截图",
    "插图",
    "图片描述",
    "插入图片描述",
    "在这里插入图片描述",
    "请在此添加图片描述",
    "输入图片说明",
    "描述",
];
/// What the names of pictures end with.
const ENDINGS: [&str; 9] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff"];
/// What the names of pictures of cameras and programs begin with.
const BEGINNINGS: [&str; 12] = [
    "img",
    "image",
    "dsc",
    "pic",
    "picture",
    "screenshot",
    "screen shot",
    "snipaste",
    "微信图片",
    "微信截图",
    "屏幕截图",
    "截屏",
];

/// Whether an alternative text says nothing about its picture.
pub(super) fn says_nothing(text: &str, path: &str) -> bool {
    let text = text.trim().to_lowercase();
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let is_counting = |rest: &str| rest.chars().all(|ch| !ch.is_alphabetic() || "at年月日時时分秒".contains(ch));
    if text.is_empty() || NOTHING.contains(&text.as_str()) || ENDINGS.iter().any(|ending| text.ends_with(ending)) {
        return !text.is_empty();
    }
    let counted = BEGINNINGS.iter().any(|word| text.strip_prefix(word).is_some_and(is_counting));
    let is_file = text == stem && text.is_ascii() && !text.contains(' ');
    counted || is_file || text.chars().all(|ch| ch.is_ascii_digit() || "_-. ()".contains(ch))
}

#[cfg(test)]
mod tests {
    use super::says_nothing;

    #[test]
    fn names_of_files_are_no_captions() {
        for text in
            ["image", "Image.png", "img_20210304_1122", "1", "2021-03-04", "Screenshot 2024-01-02 at 10.11", "图片"]
        {
            assert!(says_nothing(text, "a/b.png"), "{text}");
        }
        assert!(says_nothing("net-arch", "x/net-arch.png"));
        for text in ["十年降雨量", "Rain", "Image of a city", "架构图", "imagine", ""] {
            assert!(!says_nothing(text, "架构图.png"), "{text}");
        }
    }
}
