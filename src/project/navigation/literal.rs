//! A literal value of JavaScript becomes a value: lists, objects, texts, numbers.
//! Nothing is run; what is more than a literal is no value.

use crate::diag::{SourceId, Span, Spanned};
use crate::model::Value;

/// How deep values may stand in values.
const MAX_DEPTH: usize = 64;

/// The literals that stand behind a key such as `sidebar:` in a source; `None` for
/// each that is a program.
pub(super) fn behind(source: &str, key: &str) -> Vec<Option<Spanned<Value>>> {
    let mut found = Vec::new();
    let mut reader = Reader { source, at: 0 };
    while let Some(word) = reader.word_or_sign() {
        let is_key = word == key && {
            reader.blanks();
            reader.take(':')
        };
        if !is_key {
            continue;
        }
        let from = reader.at;
        let value = reader.value(0);
        // Behind a value stands the next entry, or the end of the object.
        reader.blanks();
        let is_whole =
            value.is_some() && matches!(reader.rest().chars().next(), None | Some(',' | '}' | ']' | ')' | ';'));
        if !is_whole {
            reader.at = from;
        }
        found.push(value.filter(|_| is_whole));
    }
    found
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn take(&mut self, sign: char) -> bool {
        let is_there = self.rest().starts_with(sign);
        self.at += if is_there { sign.len_utf8() } else { 0 };
        is_there
    }

    /// Skips blanks and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let length = if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                return;
            };
            self.at += length;
        }
    }

    /// The next name or text of a program, or one of its signs.
    fn word_or_sign(&mut self) -> Option<String> {
        self.blanks();
        let first = self.rest().chars().next()?;
        if matches!(first, '\'' | '"' | '`') {
            let from = self.at;
            return Some(self.text().unwrap_or_else(|| {
                self.at = from + 1;
                String::new()
            }));
        }
        let name = self.name();
        if name.is_empty() {
            self.at += first.len_utf8();
        }
        Some(name.to_owned())
    }

    fn name(&mut self) -> &'s str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$')).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn value(&mut self, depth: usize) -> Option<Spanned<Value>> {
        self.blanks();
        let start = self.at;
        let value = match self.rest().chars().next().filter(|_| depth < MAX_DEPTH)? {
            '[' => Value::List(self.list(depth)?),
            '{' => Value::Map(self.map(depth)?),
            '\'' | '"' | '`' => Value::Scalar { text: self.text()?, plain: false },
            _ => self.word()?,
        };
        Some(Spanned::new(value, Span::new(SourceId(0), start, self.at)))
    }

    /// A number, or a word that stands for a value.
    fn word(&mut self) -> Option<Value> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(rest.len());
        let word = &rest[..end];
        let is_number = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        self.at += end;
        match word {
            "null" | "undefined" => Some(Value::Null),
            "true" | "false" => Some(Value::Scalar { text: word.to_owned(), plain: true }),
            _ if is_number => Some(Value::Scalar { text: word.to_owned(), plain: true }),
            _ => None,
        }
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Spanned<Value>>> {
        let mut list = Vec::new();
        self.take('[');
        loop {
            self.blanks();
            if self.take(']') {
                return Some(list);
            }
            list.push(self.value(depth + 1)?);
            self.blanks();
            if !self.take(',') && !self.rest().starts_with(']') {
                return None;
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Vec<(Spanned<String>, Spanned<Value>)>> {
        let mut map = Vec::new();
        self.take('{');
        loop {
            self.blanks();
            if self.take('}') {
                return Some(map);
            }
            let start = self.at;
            let key = match self.rest().chars().next()? {
                '\'' | '"' => self.text()?,
                _ => self.name().to_owned(),
            };
            let key = Spanned::new(key, Span::new(SourceId(0), start, self.at));
            self.blanks();
            if key.value.is_empty() || !self.take(':') {
                return None;
            }
            map.push((key, self.value(depth + 1)?));
            self.blanks();
            if !self.take(',') && !self.rest().starts_with('}') {
                return None;
            }
        }
    }

    /// A text in quotes; one with `${…}` is a program.
    fn text(&mut self) -> Option<String> {
        let quote = self.rest().chars().next()?;
        let mut text = String::new();
        let mut signs = self.rest().char_indices().skip(1);
        while let Some((at, sign)) = signs.next() {
            match sign {
                _ if sign == quote => {
                    self.at += at + 1;
                    return Some(text);
                }
                '\\' => match signs.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'u' | 'x' => return None,
                    other => text.push(other),
                },
                '\n' if quote != '`' => return None,
                '$' if quote == '`' => return None,
                other => text.push(other),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::behind;

    fn read(source: &str) -> Vec<bool> {
        behind(source, "sidebar").iter().map(Option::is_some).collect()
    }

    #[test]
    fn literals_are_values_and_programs_are_none() {
        assert_eq!(read("export default { sidebar: ['/', {text: 'a', n: -1.5, x: null, 'k': [true,],},] }"), [true]);
        assert_eq!(read("/* sidebar: [] */ // sidebar: []\nx('sidebar: []') \"it's\""), Vec::<bool>::new());
        for program in
            ["f()", "[a]", "[...a]", "[`${a}`]", "[1].concat([])", "[{a}]", "[{a() {}}]", "[", "['a", "[1 2]"]
        {
            assert_eq!(read(&format!("{{ \"sidebar\": {program} }}")), [false], "{program}");
        }
        assert_eq!(read("sidebar: x, sidebar: []"), [false, true]);
        let deep = "[".repeat(100_000);
        assert_eq!(read(&format!("sidebar: {deep}")), [false]);
    }
}
