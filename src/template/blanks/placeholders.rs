//! Texts that only say what to write: 请在此输入, XXX, someone's name,
//! instructions in red or in brackets.

use super::edit::Line;

/// What only a placeholder holds.
const HOLD: [&str; 13] = [
    "20XX",
    "20xx",
    "请在此",
    "在此输入",
    "点击此处",
    "单击此处",
    "此处填写",
    "此处输入",
    "×××",
    "XXX",
    "xxx",
    "{{",
    "Click here",
];
/// What instructions in brackets hold.
const ASK: [&str; 8] = ["请", "填写", "此处", "输入", "删除", "示例", "例如", "不少于"];
/// Those whom everybody knows.
const NAMES: [&str; 6] = ["张三", "李四", "王五", "某某", "John Doe", "Jane Doe"];
/// How much of one is shown.
const SHOWN: usize = 24;

/// The placeholders of a line.
pub(super) fn of(line: &Line) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut red = String::new();
    for piece in &line.pieces {
        let text = line.text.get(piece.range.clone()).unwrap_or_default();
        if piece.red {
            red.push_str(text);
        } else {
            found.push(std::mem::take(&mut red));
        }
    }
    found.push(red);
    if found.iter().all(|text| text.trim().is_empty()) {
        found.extend(bracketed(&line.text));
        if is_one(&line.text) || HOLD.iter().any(|sign| line.text.contains(sign)) {
            found = vec![line.text.clone()];
        }
    }
    let found = found.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    found.map(shortened).collect()
}

/// Whether a text is nothing but a placeholder.
pub(super) fn is_one(text: &str) -> bool {
    let text = text.trim();
    let is_asking = bracketed(text).is_some_and(|part| part.chars().count() + 2 >= text.chars().count());
    let is_crossed = !text.is_empty() && text.chars().all(|ch| "×xX*＊… ".contains(ch));
    let is_name = text.chars().count() <= 8 && NAMES.iter().any(|name| text.contains(name));
    is_asking || is_crossed || is_name || (text.chars().count() <= 30 && HOLD.iter().any(|sign| text.contains(sign)))
}

/// Instructions in brackets.
fn bracketed(text: &str) -> Option<String> {
    let pairs = [('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕'), ('<', '>')];
    pairs.into_iter().find_map(|(open, close)| {
        let start = text.find(open)? + open.len_utf8();
        let inside = text.get(start..)?.split(close).next()?;
        ASK.iter().any(|ask| inside.contains(ask)).then(|| inside.to_owned())
    })
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
