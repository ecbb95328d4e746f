//! The kinds that a document counts in series of their own become [`OwnKind`]s: the
//! field `kinds` (`sch: 方案`, `figS: {word: 图, numbering: S1}`) and Quarto's
//! `crossref: {custom: […]}`.

use super::front_matter::{Fields, words};
use super::reference;
use crate::diag::{Code, Diagnostic, Spanned, message};
use crate::model::Value;
use crate::model::wording::{OwnKind, Prefix};

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
