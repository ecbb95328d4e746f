//! What the engine renders becomes text with its looks and links; what it gets
//! wrong is put right.

use citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatting};

use super::Index;
use crate::cite::{Fragment, Request, Target};
use crate::model::Mark;
use crate::model::document::CiteItem;
use crate::model::resolved::Marks;

/// The text of a citation: each work linked to its entry, what is written before
/// it in front of it.
pub(super) fn citation(children: &ElemChildren, request: &Request<'_>, index: &Index<'_>, out: &mut Vec<Fragment>) {
    let known = |item: &&CiteItem| index.contains_key(item.key.value.as_str());
    let items: Vec<&CiteItem> = request.cite.items.iter().filter(known).collect();
    for child in &children.0 {
        let item = match child {
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(at)), .. }) => items.get(*at),
            _ => None,
        };
        if let Some(prefix) = item.map(|item| &item.prefix).filter(|prefix| !prefix.is_empty()) {
            let blank = if prefix.is_ascii() { " " } else { "" };
            out.push(Fragment::plain(format!("{prefix}{blank}")));
        }
        let target = item.and_then(|item| index.get(item.key.value.as_str())).map(|at| Target::Entry(*at));
        match (child, &target) {
            (ElemChild::Elem(inner), Some(_)) => flatten(&inner.children, target.as_ref(), out),
            _ => flatten(&ElemChildren(vec![child.clone()]), None, out),
        }
    }
}

pub(super) fn flatten(children: &ElemChildren, target: Option<&Target>, out: &mut Vec<Fragment>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => push(out, &text.text, text.formatting, target.cloned()),
            ElemChild::Elem(inner) => flatten(&inner.children, target, out),
            ElemChild::Markup(text) => push(out, text, Formatting::default(), target.cloned()),
            ElemChild::Link { text, url } => {
                push(out, &text.text, text.formatting, target.cloned().or(Some(Target::Url(url.clone()))));
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(out: &mut Vec<Fragment>, text: &str, formatting: Formatting, target: Option<Target>) {
    let marks = [
        (formatting.font_style == FontStyle::Italic, Mark::Emphasis),
        (formatting.font_weight == FontWeight::Bold, Mark::Strong),
        (formatting.font_variant == FontVariant::SmallCaps, Mark::SmallCaps),
        (formatting.vertical_align == VerticalAlign::Sup, Mark::Superscript),
        (formatting.vertical_align == VerticalAlign::Sub, Mark::Subscript),
    ];
    let marks = marks.iter().filter(|(set, _)| *set).fold(Marks::default(), |marks, (_, mark)| marks.with(*mark));
    match out.last_mut() {
        Some(last) if last.marks == marks && last.target == target => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Fragment { text: text.to_owned(), marks, target }),
    }
}

/// What a text of the engine is put right by, in this order: the pass, and
/// whether it is for Chinese alone.
const REPAIRS: &[(&str, &str, bool)] = &[
    // `ensure_space` sets a blank before 等 and 译, where none stands.
    ("， 等", "，等", true),
    (", 等", "，等", true),
    ("， 译", "，译", true),
    // A numeric volume has the unit twice when it was written with one.
    ("卷 第", "第", true),
    ("卷卷", "卷", true),
    // Two full stops meet where a part ends with one.
    ("..", ".", false),
    ("。.", "。", true),
    // The comma stays of a date whose day and month are not known.
    (",)", ")", false),
];

pub(super) fn repaired(fragments: Vec<Fragment>, chinese: bool) -> Vec<Fragment> {
    let mut fragments = fragments;
    for fragment in fragments.iter_mut().filter(|fragment| !matches!(fragment.target, Some(Target::Url(_)))) {
        for (wrong, right, only_chinese) in REPAIRS {
            // Three points are an ellipsis.
            let is_ellipsis = *wrong == ".." && fragment.text.contains("...");
            if (chinese || !only_chinese) && !is_ellipsis && fragment.text.contains(wrong) {
                fragment.text = fragment.text.replace(wrong, right);
            }
        }
    }
    fragments
}
