//! What labels of blanks show, and what the front matter says for each.

use std::collections::BTreeMap;

use crate::style::field_names::{bare, field_of, is_label, names_of};

/// A label as it is shown and written in a sheet.
pub(super) fn shown(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    // 学    号 is one word, Student ID are two.
    let between = if label.is_ascii() { " " } else { "" };
    words.join(between).trim_end_matches(['：', ':']).trim_matches(['*', '＊']).to_owned()
}

/// What the front matter says, by the names of its fields, and which of them
/// the sheet has for a label.
#[derive(Debug)]
pub struct Values<'a> {
    /// The fields as they are printed, in the order written.
    pub given: &'a [(String, String)],
    /// Labels with fields; no field leaves a blank as it is.
    pub fields: &'a BTreeMap<String, String>,
}

impl Values<'_> {
    /// Whether the sheet leaves a blank as it is.
    pub(in crate::template) fn is_left(&self, label: &str) -> bool {
        self.fields.iter().any(|(known, field)| bare(known) == bare(label) && field.is_empty())
    }

    /// The field that the sheet gives to a text that stands alone in a paragraph.
    pub(in crate::template) fn chosen(&self, text: &str) -> Option<&str> {
        let chosen = self.fields.iter().find(|(known, _)| bare(known) == bare(text));
        chosen.map(|(_, field)| field.as_str()).filter(|_| !is_label(text))
    }

    /// The value for a label.
    #[must_use]
    pub fn of(&self, label: &str) -> Option<&str> {
        let chosen = self.fields.iter().find(|(known, _)| bare(known) == bare(label));
        let field = chosen.map_or_else(|| field_of(label), |(_, field)| field.as_str());
        let names = names_of(field);
        let is = |name: &str| self.given.iter().find(|(key, _)| bare(key) == name);
        let found = is(&bare(label)).filter(|_| chosen.is_none()).or_else(|| is(&bare(field)));
        let found = found.or_else(|| names.iter().find_map(|name| is(name)));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty() && !field.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Values, shown};

    #[test]
    fn labels_are_shown_without_what_spreads_them() {
        assert_eq!((shown("学　 号：").as_str(), shown("Student ID:").as_str()), ("学号", "Student ID"));
    }

    #[test]
    fn fields_are_found_by_any_of_their_names() {
        let given = [("student-id".to_owned(), "7".to_owned()), ("title".to_owned(), "题".to_owned())];
        let mut fields = BTreeMap::new();
        assert_eq!(Values { given: &given, fields: &fields }.of("学 号"), Some("7"));
        fields.insert("学号".to_owned(), String::new());
        fields.insert("备注".to_owned(), "title".to_owned());
        let values = Values { given: &given, fields: &fields };
        assert_eq!((values.of("学号"), values.of("备注"), values.of("专业")), (None, Some("题"), None));
    }
}
