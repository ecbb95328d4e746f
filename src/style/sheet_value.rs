//! A style becomes the text of a sheet again: every value in the words that a
//! sheet holds, every field in its table.

/// A value, or a part with its fields, as a sheet holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetValue {
    /// A text, without its quotes.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Switch(bool),
    /// Several texts.
    List(Vec<String>),
    /// A part: its fields by key, in the order in which they are declared.
    Table(Vec<(String, Self)>),
}

impl SheetValue {
    /// The field at a path such as `heading1.text.size`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Self> {
        let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
        let Self::Table(fields) = self else { return None };
        let (_, value) = fields.iter().find(|(known, _)| known == key)?;
        rest.map_or(Some(value), |rest| value.get(rest))
    }

    /// The value in one line of TOML.
    #[must_use]
    pub fn toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Whole(number) => number.to_string(),
            // Debug keeps the point that TOML wants in a number such as 144.0.
            Self::Number(number) => format!("{number:?}"),
            Self::Switch(switch) => switch.to_string(),
            Self::List(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                format!("[{}]", texts.join(", "))
            }
            Self::Table(fields) => {
                let fields: Vec<String> =
                    fields.iter().map(|(key, value)| format!("{key} = {}", value.toml())).collect();
                format!("{{ {} }}", fields.join(", "))
            }
        }
    }

    /// The part as the tables of a TOML file.
    #[must_use]
    pub fn sheet(&self) -> String {
        let mut text = String::new();
        self.tables("", &mut text);
        text
    }

    fn tables(&self, path: &str, text: &mut String) {
        let Self::Table(fields) = self else { return };
        let (parts, values): (Vec<_>, Vec<_>) = fields.iter().partition(|(_, value)| matches!(value, Self::Table(_)));
        if !path.is_empty() && !values.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}[{path}]\n"));
        }
        for (key, value) in values {
            text.push_str(&format!("{key} = {}\n", value.toml()));
        }
        for (key, part) in parts {
            let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            part.tables(&inner, text);
        }
    }
}

/// A text as a TOML string.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => quoted.extend(['\\', ch]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            ch if ch.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(ch))),
            ch => quoted.push(ch),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{SheetValue, quoted};

    #[test]
    fn texts_are_quoted() {
        for text in ["", "第一章", "a\"b\\c", "一\n二\t三\u{0}\u{7F}"] {
            let toml: toml::Table = format!("x = {}", quoted(text)).parse().unwrap();
            assert_eq!(toml["x"].as_str(), Some(text));
        }
    }

    #[test]
    fn values_stand_before_tables() {
        let inner = SheetValue::Table(vec![("b".into(), SheetValue::Number(144.0))]);
        let list = SheetValue::List(vec!["•".into()]);
        let whole = SheetValue::Table(vec![("a".into(), inner), ("c".into(), list)]);
        assert_eq!(whole.sheet(), "c = [\"•\"]\n\n[a]\nb = 144.0\n");
        assert_eq!(whole.get("a.b"), Some(&SheetValue::Number(144.0)));
        assert_eq!((whole.get("a.x"), whole.get("c.x")), (None, None));
    }
}
