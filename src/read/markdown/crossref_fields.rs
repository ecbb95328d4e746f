//! The fields with which pandoc-crossref and Quarto word labels and references
//! become [`Wording`]: `figPrefix`, `chapters`, `crossref: {fig-title: …}`.
//!
//! What of them a printed report cannot use is among the foreign fields.

use super::front_matter::{Fields, words};
use super::theorem;
use crate::diag::{Code, Spanned, message};
use crate::model::wording::{KindWording, Prefix};
use crate::model::{Value, written_text};

impl Fields<'_, '_> {
    /// Takes a field of a name with hyphens, if it is one of these; gives it back
    /// otherwise.
    pub(super) fn wording(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<Value>> {
        self.mark(name);
        match name {
            "figPrefix" | "fig-prefix" => self.prefix(name, value, |fields| &mut fields.meta.wording.figure),
            "tblPrefix" | "tbl-prefix" => self.prefix(name, value, |fields| &mut fields.meta.wording.table),
            "lstPrefix" | "lst-prefix" => self.prefix(name, value, |fields| &mut fields.meta.wording.code),
            "secPrefix" | "sec-prefix" => self.prefix(name, value, |fields| &mut fields.meta.wording.section),
            "eqnPrefix" | "eqPrefix" | "eq-prefix" => {
                self.prefix(name, value, |fields| &mut fields.meta.wording.equation);
            }
            "figureTitle" | "fig-title" => self.meta.wording.figure.title = self.word(name, value),
            "tableTitle" | "tbl-title" => self.meta.wording.table.title = self.word(name, value),
            "listingTitle" | "lst-title" => self.meta.wording.code.title = self.word(name, value),
            "lofTitle" | "lof-title" => self.meta.wording.figures = self.heading(name, value),
            "lotTitle" | "lot-title" => self.meta.wording.tables = self.heading(name, value),
            "toc-title" | "tocTitle" => self.meta.wording.contents = self.heading(name, value),
            "titleDelim" | "title-delim" => self.meta.wording.title_delimiter = self.signs(name, value).map(trimmed),
            "chapDelim" => self.meta.wording.chapter_delimiter = self.signs(name, value),
            "rangeDelim" => self.meta.wording.range = self.signs(name, value).map(|signs| signs.value),
            "pairDelim" => self.meta.wording.pair = self.signs(name, value).map(|signs| signs.value),
            "refDelim" => self.meta.wording.between = self.signs(name, value).map(|signs| signs.value),
            "lastDelim" => self.meta.wording.last = self.signs(name, value).map(|signs| signs.value),
            // A list of chapters is bookdown's.
            "chapters" => self.meta.wording.by_chapter = truth(&value).map(|flag| Spanned::new(flag, value.span)),
            "number-sections" | "numberSections" | "numbersections" => {
                self.meta.wording.counts_headings = truth(&value);
            }
            "crossref" => {
                let Value::Map(fields) = value.value else { return None };
                for (key, value) in fields.into_iter().filter(|(_, value)| value.value != Value::Null) {
                    let name = key.value.replace('_', "-");
                    if name == "custom" {
                        self.custom_floats(value);
                        continue;
                    }
                    let Some(value) = self.theorem(&name, value) else { continue };
                    // What is not known has no use for a printed report either.
                    let _ = self.wording(&name, value);
                }
            }
            _ => return self.template(name, value),
        }
        None
    }

    /// Takes a field of theorems such as `thm-title`; gives any other back.
    fn theorem(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<Value>> {
        let Some(kind) = theorem::kind_of_id(name) else { return Some(value) };
        match name.split_once('-') {
            Some((_, "title")) => self.meta.wording.theorem_mut(kind).title = self.word(name, value),
            Some((_, "prefix")) => self.prefix(name, value, |fields| fields.meta.wording.theorem_mut(kind)),
            _ => return Some(value),
        }
        None
    }

    /// The word of references: one, or a list of the singular and the plural.
    fn prefix(&mut self, name: &str, value: Spanned<Value>, of: impl Fn(&mut Self) -> &mut KindWording) {
        let forms: Vec<Spanned<Value>> = match value.value {
            Value::List(list) => list,
            _ => vec![value],
        };
        let mut forms = forms.into_iter().filter_map(|form| self.word(name, form)).map(|form| form.value);
        let Some(one) = forms.next() else { return };
        let many = forms.next().unwrap_or_else(|| one.clone());
        of(self).prefix = Some(Prefix { one, many });
    }

    /// Words without marks; a tie at their end is a blank that does not break.
    pub(super) fn word(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<String>> {
        let mut text = self.signs(name, value).map(trimmed)?;
        let tied = text.value.strip_suffix('~').or_else(|| text.value.strip_suffix('\u{a0}'));
        let (bare, tie) = tied.map_or((text.value.as_str(), ""), |bare| (bare, "\u{a0}"));
        let marked = bare.contains(['*', '_', '\\', '`', '$']);
        if marked {
            let scalar = Value::Scalar { text: bare.to_owned(), plain: false };
            let content = self.inlines(name, Spanned::new(scalar, text.span)).unwrap_or_default();
            text.value = written_text(&content) + tie;
        } else {
            text.value = format!("{bare}{tie}");
        }
        Some(text)
    }

    /// The text of a heading; pandoc-crossref has it written with its `#`.
    fn heading(&mut self, name: &str, value: Spanned<Value>) -> Option<String> {
        let mut text = self.signs(name, value)?;
        text.value = text.value.trim().trim_start_matches('#').trim().to_owned();
        let scalar = Value::Scalar { text: text.value, plain: false };
        self.word(name, Spanned::new(scalar, text.span)).map(|text| text.value).filter(|text| !text.is_empty())
    }

    /// Signs with the blanks around them.
    fn signs(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<String>> {
        match value.value {
            Value::Scalar { text, .. } => Some(Spanned::new(text.trim_matches('\n').to_owned(), value.span)),
            Value::Null => None,
            Value::List(_) | Value::Map(_) => {
                let message = message!("`{name}` is not text; it is not used", name);
                self.shared.sink.warn(Code::UnknownField, value.span, message);
                None
            }
        }
    }
}

fn trimmed(text: Spanned<String>) -> Spanned<String> {
    Spanned::new(text.value.trim_matches([' ', '\t']).to_owned(), text.span)
}

/// `true` or `false`, as YAML writes them; anything else says nothing here.
fn truth(value: &Spanned<Value>) -> Option<bool> {
    match words(&value.value)?.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
