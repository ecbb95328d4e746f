//! Where the sheets of a style say what it is.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::sheet::Style;
use super::sheet_value::SheetValue;
use crate::diag::{SourceId, Span};

/// For each field that a sheet gives the place of its value; of several sheets
/// that give it, the place in the one that counts.
#[derive(Debug, Clone, Default)]
pub struct Places {
    map: BTreeMap<String, Span>,
}

impl Places {
    /// Where the field at a path such as `heading1.text.size` was given, or an
    /// entry of a list, such as `fonts.body.latin.0`. `None` where a preset says
    /// it.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<Span> {
        self.map.get(path).copied()
    }

    /// The lists that name a font, each with the place of the name in it.
    #[must_use]
    pub fn of_font(&self, style: &Style, family: &str) -> Vec<(Vec<String>, Option<Span>)> {
        let mut found = Vec::new();
        let Some(SheetValue::Table(roles)) = style.written().get("fonts").cloned() else { return found };
        for (role, fonts) in roles {
            match fonts {
                SheetValue::List(names) => self.named(&format!("fonts.{role}"), names, family, &mut found),
                SheetValue::Table(scripts) => {
                    for (script, names) in scripts {
                        if let SheetValue::List(names) = names {
                            self.named(&format!("fonts.{role}.{script}"), names, family, &mut found);
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }

    fn named(&self, path: &str, names: Vec<String>, family: &str, found: &mut Vec<(Vec<String>, Option<Span>)>) {
        if let Some(at) = names.iter().position(|name| name == family) {
            let place = self.of(&format!("{path}.{at}"));
            found.push((names, place));
        }
    }

    /// Takes the places of a sheet; those of sheets that were taken before stay.
    pub(super) fn add(&mut self, source: SourceId, table: &DeTable<'_>) {
        self.table(source, "", table);
    }

    /// Takes the places of sheets that count less.
    pub(super) fn under(&mut self, base: Self) {
        let of_list = |path: &str| path.rsplit_once('.').is_some_and(|(list, _)| self.map.contains_key(list));
        let open = base.map.into_iter().filter(|(path, _)| !self.map.contains_key(path) && !of_list(path));
        let open: Vec<_> = open.collect();
        self.map.extend(open);
    }

    fn table(&mut self, source: SourceId, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let path = format!("{prefix}{}", key.get_ref());
            match value.get_ref() {
                DeValue::Table(inner) => self.table(source, &format!("{path}."), inner),
                // The entries of a list count only together with it.
                _ if self.map.contains_key(&path) => {}
                other => {
                    let at = |range: std::ops::Range<usize>| Span::new(source, range.start, range.end);
                    if let DeValue::Array(entries) = other {
                        let entries = entries.iter().enumerate();
                        self.map.extend(entries.map(|(n, entry)| (format!("{path}.{n}"), at(entry.span()))));
                    }
                    self.map.insert(path, at(value.span()));
                }
            }
        }
    }
}
