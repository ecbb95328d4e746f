//! The kinds that a document counts in series of their own become [`OwnKind`]s: the
//! field `kinds` (`sch: 方案`, `figS: {word: 图, numbering: S1}`) and Quarto's
//! `crossref: {custom: […]}`.

use std::collections::BTreeSet;

use super::front_matter::{Fields, words};
use super::{FieldList, Shared, reference};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::Value;
use crate::model::document::{Attr, Block, BlockKind};
use crate::model::wording::{OwnKind, Prefix};

/// What the ids of the kinds begin with that fields of a front matter declare.
pub(super) fn keys(fields: FieldList) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (name, value) in fields {
        match (name.value.as_str(), value.value) {
            ("kinds", Value::Map(map)) => keys.extend(map.into_iter().map(|(key, _)| key.value)),
            ("crossref", Value::Map(map)) => {
                let custom = map.into_iter().filter(|(key, _)| key.value == "custom");
                let floats = custom.flat_map(|(_, value)| match value.value {
                    Value::List(list) => list.into_iter().map(|item| item.value).collect(),
                    one => vec![one],
                });
                let fields =
                    floats.filter_map(|float| if let Value::Map(fields) = float { Some(fields) } else { None });
                let named = fields.flatten().filter(|(name, _)| name.value == "key");
                keys.extend(named.filter_map(|(_, value)| words(&value.value)));
            }
            _ => {}
        }
    }
    keys.retain(|key| !reference::is_prefix(key));
    keys
}

/// A table of such a kind with its caption as the last paragraph (Quarto); the blocks
/// as they are if they are anything else.
pub(super) fn table(mut blocks: Vec<Block>, attr: &Attr, span: Span) -> Result<Block, Vec<Block>> {
    let is_table = |block: &Block| {
        matches!(&block.kind, BlockKind::Table(table) if table.caption.is_none()) && block.attr.id.is_none()
    };
    let is_own = attr.id.as_ref().and_then(|id| id.value.split_once([':', '-'])).is_some_and(|(kind, _)| kind != "fig");
    match blocks.as_slice() {
        [table, Block { kind: BlockKind::Paragraph(_), .. }] if is_own && is_table(table) => {}
        _ => return Err(blocks),
    }
    let caption = blocks.pop().and_then(|block| match block.kind {
        BlockKind::Paragraph(content) => Some(content),
        _ => None,
    });
    let Some(mut block) = blocks.pop() else { return Err(blocks) };
    if let BlockKind::Table(table) = &mut block.kind {
        table.caption = caption;
    }
    block.attr.id.clone_from(&attr.id);
    Ok(Block { span, ..block })
}

impl Shared<'_> {
    /// Whether an id such as `sch:a` is of a kind that the manuscript declares.
    pub(super) fn is_of_own_kind(&self, id: &str) -> bool {
        id.split_once([':', '-']).is_some_and(|(kind, _)| self.kinds.contains(kind))
    }
}

impl Fields<'_, '_> {
    /// `kinds`: a word for each kind, or a map that says more.
    pub(super) fn kinds(&mut self, value: Spanned<Value>) {
        let Value::Map(map) = value.value else {
            return self.wrong(value.span, "`kinds`", "`key: value` lines");
        };
        for (key, value) in map {
            let mut kind = OwnKind::default();
            match value.value {
                Value::Map(fields) => fields.into_iter().for_each(|(name, value)| self.detail(&mut kind, &name, value)),
                other => kind.word = words(&other).unwrap_or_default(),
            }
            self.own_kind(key, kind);
        }
    }

    /// Quarto's list of floats, each with its key and its words.
    pub(super) fn custom_floats(&mut self, value: Spanned<Value>) {
        let list = match value.value {
            Value::List(list) => list,
            map => vec![Spanned::new(map, value.span)],
        };
        for item in list {
            let Value::Map(fields) = item.value else { continue };
            let mut kind = OwnKind::default();
            let mut key = None;
            for (name, value) in fields {
                let text = words(&value.value).unwrap_or_default();
                match name.value.as_str() {
                    "key" => key = Some(Spanned::new(text, value.span)),
                    "caption-prefix" => kind.word = text,
                    "reference-prefix" => kind.prefix = Some(Prefix { one: text.clone(), many: text }),
                    "space-before-numbering" => kind.joined = text == "false",
                    // The rest is for LaTeX and for what lists figures.
                    _ => {}
                }
            }
            if kind.word.is_empty() {
                kind.word = kind.prefix.as_ref().map(|prefix| prefix.one.clone()).unwrap_or_default();
            }
            if let Some(key) = key {
                self.own_kind(key, kind);
            }
        }
    }

    fn detail(&mut self, kind: &mut OwnKind, name: &Spanned<String>, value: Spanned<Value>) {
        let text = words(&value.value).unwrap_or_default();
        match name.value.as_str() {
            "word" => kind.word = text,
            "prefix" => kind.prefix = Some(Prefix { one: text.clone(), many: text }),
            "numbering" => match text.trim().strip_suffix('1') {
                Some(before) => kind.before_number = before.to_owned(),
                None => {
                    let message = message!("`{text}` does not end in a number; it is not used", text);
                    let warning = Diagnostic::warning(Code::UnknownField, value.span, message);
                    self.shared.sink.push(warning.hint("write the first number as it is printed, such as `S1`"));
                }
            },
            _ => {
                let message =
                    message!("`{key}` of `{name}` is not understood; it is not used", key = name.value, name = "kinds");
                self.shared.sink.warn(Code::UnknownField, name.span, message);
            }
        }
    }

    /// Takes down a kind whose ids can begin with its key.
    fn own_kind(&mut self, key: Spanned<String>, mut kind: OwnKind) {
        let is_name = key.value.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.value.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_name || kind.word.is_empty() || reference::is_prefix(&key.value) {
            let message = message!("`{key}` is no kind of its own; it is not used", key = key.value);
            let warning = Diagnostic::warning(Code::UnknownField, key.span, message);
            let hint = "write ASCII letters and digits that no kind of fuzi begins with, and its word: `sch: 方案`";
            return self.shared.sink.push(warning.hint(hint));
        }
        kind.key = key.value;
        self.meta.wording.kinds.retain(|known| known.key != kind.key);
        self.meta.wording.kinds.push(kind);
    }
}
