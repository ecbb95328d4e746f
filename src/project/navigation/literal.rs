//! A literal value of JavaScript becomes a value: lists, objects, texts, numbers, and
//! the names of such values in the same source, be they constants or functions that
//! give back one. Nothing is run; what is more than that is no value.

use crate::diag::{SourceId, Span, Spanned};
use crate::model::Value;

/// How deep values may stand in values.
const MAX_DEPTH: usize = 64;
/// How many values are read at most: names may double what they stand for.
const MAX_VALUES: usize = 100_000;
/// How many names are looked up at most.
const MAX_NAMES: usize = 256;

/// The literals that stand behind a key such as `sidebar:` in a source; the place of
/// the key for each that is a program.
pub(super) fn behind(source: &str, key: &str) -> Vec<Result<Spanned<Value>, Span>> {
    let mut found = Vec::new();
    let mut reader = Reader::new(source);
    while let Some(word) = reader.word_or_sign() {
        let end = reader.at;
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
        let is_whole = matches!(reader.rest().chars().next(), None | Some(',' | '}' | ']' | ')' | ';'));
        let start = end.saturating_sub(key.len());
        let value = value.filter(|_| is_whole).ok_or(Span::new(SourceId(0), start, end));
        if value.is_err() {
            reader.at = from;
        }
        found.push(value);
    }
    found
}

/// The literal that a source exports, or is.
pub(super) fn exported(source: &str) -> Option<Spanned<Value>> {
    let mut reader = Reader::new(source);
    while let Some(word) = reader.word_or_sign() {
        reader.blanks();
        let is_export = match word.as_str() {
            "export" => reader.name() == "default",
            "module" => {
                reader.take('.') && reader.name() == "exports" && {
                    reader.blanks();
                    reader.take('=')
                }
            }
            _ => false,
        };
        if is_export {
            return reader.whole(0);
        }
    }
    Reader::new(source).whole(0)
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    /// How many more values may be read.
    values: usize,
    /// How many more names may be looked up.
    names: usize,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str) -> Self {
        Self { source, at: 0, values: MAX_VALUES, names: MAX_NAMES }
    }

    /// A value that nothing is done with.
    fn whole(&mut self, depth: usize) -> Option<Spanned<Value>> {
        let value = self.value(depth)?;
        self.blanks();
        let goes_on = |ch: char| matches!(ch, '.' | '(' | '[' | '?' | '+' | '|' | '&');
        (!self.rest().starts_with(goes_on)).then_some(value)
    }

    /// The value of a name: of a constant, or what a function gives back that does
    /// nothing else.
    fn named(&mut self, name: &str, depth: usize) -> Option<Value> {
        self.names = self.names.checked_sub(1)?;
        let mut other = Self { at: 0, ..*self };
        let value = other.definition(name, depth);
        (self.values, self.names) = (other.values, other.names);
        Some(value?.value)
    }

    fn definition(&mut self, name: &str, depth: usize) -> Option<Spanned<Value>> {
        while let Some(word) = self.word_or_sign() {
            let is_function = word == "function";
            if !is_function && !matches!(word.as_str(), "const" | "let" | "var") {
                continue;
            }
            self.blanks();
            if self.name() != name {
                continue;
            }
            self.at += if is_function { self.rest().find(')')? } else { self.rest().find('=')? } + 1;
            self.blanks();
            if is_function {
                self.at += self.rest().find('{')?;
                return self.body(depth);
            }
            if !self.rest().starts_with('(') {
                return self.whole(depth);
            }
            self.at += self.rest().find("=>")? + 2;
            self.blanks();
            return if self.rest().starts_with('{') { self.body(depth) } else { self.whole(depth) };
        }
        None
    }

    /// `{ return value }`
    fn body(&mut self, depth: usize) -> Option<Spanned<Value>> {
        self.take('{');
        self.blanks();
        if self.name() != "return" {
            return None;
        }
        self.whole(depth)
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    fn take(&mut self, ch: char) -> bool {
        let is_there = self.rest().starts_with(ch);
        self.at += if is_there { ch.len_utf8() } else { 0 };
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
        self.values = self.values.checked_sub(1)?;
        self.blanks();
        let start = self.at;
        let value = match self.rest().chars().next().filter(|_| depth < MAX_DEPTH)? {
            '[' => Value::List(self.list(depth)?),
            '{' => Value::Map(self.map(depth)?),
            '\'' | '"' | '`' => Value::Scalar { text: self.text()?, plain: false },
            _ => self.word(depth)?,
        };
        Some(Spanned::new(value, Span::new(SourceId(0), start, self.at)))
    }

    /// A number, or a word that stands for a value.
    fn word(&mut self, depth: usize) -> Option<Value> {
        let rest = self.rest();
        if rest.starts_with(|ch: char| ch.is_alphabetic() || matches!(ch, '_' | '$')) {
            let name = self.name();
            return match name {
                "null" | "undefined" => Some(Value::Null),
                "true" | "false" => Some(Value::Scalar { text: name.to_owned(), plain: true }),
                _ => {
                    let is_called = self.take('(');
                    if is_called {
                        self.blanks();
                        self.take(')').then_some(())?;
                    }
                    self.named(name, depth + 1)
                }
            };
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(rest.len());
        let word = &rest[..end];
        let is_number = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
        self.at += end;
        is_number.then(|| Value::Scalar { text: word.to_owned(), plain: true })
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Spanned<Value>>> {
        let mut list = Vec::new();
        self.take('[');
        loop {
            self.blanks();
            if self.take(']') {
                return Some(list);
            }
            if self.rest().starts_with("...") {
                self.at += 3;
                let Value::List(items) = self.value(depth + 1)?.value else { return None };
                list.extend(items);
            } else {
                list.push(self.value(depth + 1)?);
            }
            if list.len() > MAX_VALUES {
                return None;
            }
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
        while let Some((at, ch)) = signs.next() {
            match ch {
                _ if ch == quote => {
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
    use super::{behind, exported};

    fn read(source: &str) -> Vec<bool> {
        behind(source, "sidebar").iter().map(Result::is_ok).collect()
    }

    #[test]
    fn names_stand_for_literals_of_the_same_source() {
        for named in [
            "const a: Sidebar[] = ['/']\nx = {sidebar: a}",
            "{sidebar: a()}; function a(): Item[] { return ['/'] }",
            "{sidebar: [...a]}; const a = () => ['/'];",
            "{sidebar: {'/': a()}}; const a = () => { return ['/'] }",
        ] {
            assert_eq!(read(named), [true], "{named}");
        }
        for program in ["const a = ['/'].map(x); ", "function a() { f(); return [] } ", "const a = [a]; ", ""] {
            assert_eq!(read(&format!("{program}x = {{sidebar: a}}")), [false], "{program}");
        }
        // Names that double each other come to an end.
        let doubled: String = (0..60).map(|n| format!("const a{n} = [a{0}, ...a{0}];", n + 1)).collect();
        assert_eq!(read(&format!("{doubled} const a60 = [1]; x = {{sidebar: a0}}")), [false]);
    }

    #[test]
    fn what_a_source_exports() {
        let is_read = |source: &str| exported(source).is_some();
        assert!(is_read("{\"docs\": [\"a\"]}") && is_read("// @ts-check\nmodule.exports = {docs: ['a']};\n"));
        let typed = "import type {SidebarsConfig} from 'x';\nconst s: SidebarsConfig = {\n  docs: ['a'], // all\n};\n\nexport default s;\n";
        assert!(is_read(typed) && is_read("export default {docs: []} satisfies SidebarsConfig"));
        assert!(
            !is_read("module.exports = {docs: require('./x')};") && !is_read("export default f({})") && !is_read("")
        );
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
