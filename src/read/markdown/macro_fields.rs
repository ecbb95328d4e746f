//! The field `macros` (MyST's `math`) becomes commands of formulas: definitions of
//! LaTeX as they are, or names with what they stand for, as MathJax has them
//! (`RR: \mathbb{R}`, `ip: ["\\langle #2, #1 \\rangle", 2, x]`).

use super::FieldList;
use super::front_matter::{Fields, words};
use crate::diag::{Code, message};
use crate::model::Value;
use crate::read::latex::Macros;

/// Takes down the commands that the fields define.
pub(super) fn read(fields: &FieldList, macros: &mut Macros) {
    for (key, value) in fields {
        match (key.value.as_str(), &value.value) {
            ("macros" | "math", Value::Map(map)) => {
                let definitions = map.iter().filter_map(|(key, value)| definition(&key.value, &value.value));
                definitions.for_each(|text| macros.read(&text));
            }
            ("macros", Value::List(list)) => {
                list.iter().filter_map(|item| words(&item.value)).for_each(|text| macros.read(&text));
            }
            ("macros", Value::Scalar { text, .. }) => macros.read(text),
            _ => {}
        }
    }
}

impl Fields<'_, '_> {
    /// Reports what of the field is no command.
    pub(super) fn macros(&mut self, name: &str, value: &Value) {
        let Value::Map(map) = value else { return };
        for (key, _) in map.iter().filter(|(key, value)| definition(&key.value, &value.value).is_none()) {
            let message = message!("`{key}` of `{name}` is not understood; it is not used", key = key.value, name);
            self.shared.sink.warn(Code::UnknownField, key.span, message);
        }
    }
}

/// The definition of one command.
fn definition(name: &str, value: &Value) -> Option<String> {
    let name = name.trim().trim_start_matches('\\');
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let parts = match value {
        Value::List(list) => list.iter().map(|part| words(&part.value)).collect::<Option<Vec<_>>>()?,
        value => vec![words(value)?],
    };
    let body = parts.first()?;
    let count = match parts.get(1) {
        Some(count) => count.trim().parse().ok()?,
        None => body.split('#').skip(1).filter_map(|part| part.chars().next()?.to_digit(10)).max().unwrap_or(0),
    };
    let default = parts.get(2).map(|default| format!("[{default}]")).unwrap_or_default();
    Some(format!("\\newcommand{{\\{name}}}[{count}]{default}{{{body}}}"))
}

#[cfg(test)]
mod tests {
    use super::definition;
    use crate::diag::{SourceId, Span, Spanned};
    use crate::model::Value;

    #[test]
    fn names_with_bodies_are_definitions() {
        let text = |text: &str| Value::Scalar { text: text.to_owned(), plain: true };
        let listed = |parts: &[&str]| {
            let span = Span::new(SourceId(0), 0, 0);
            Value::List(parts.iter().map(|part| Spanned::new(text(part), span)).collect())
        };
        assert_eq!(definition("RR", &text(r"\mathbb{R}")).as_deref(), Some(r"\newcommand{\RR}[0]{\mathbb{R}}"));
        assert_eq!(definition(r"\v", &text(r"\bm{#1}_#2")).as_deref(), Some(r"\newcommand{\v}[2]{\bm{#1}_#2}"));
        assert_eq!(definition("ip", &listed(&["#1#2", "2", "x"])).as_deref(), Some(r"\newcommand{\ip}[2][x]{#1#2}"));
        assert!(definition("a1", &text("x")).is_none() && definition("a", &Value::Null).is_none());
    }
}
