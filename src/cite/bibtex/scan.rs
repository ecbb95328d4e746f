//! The syntax of BibTeX: entries, their fields, and where each stands. What a
//! field means is `fields`' matter. Nothing here is recursive.

use crate::diag::{Code, Diagnostic, Message, Sink, SourceId, Span, Spanned, message};

/// One `@type{key, name = value, …}`.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// The type in lower case.
    pub(super) kind: String,
    pub(super) key: Spanned<&'t str>,
    pub(super) fields: Vec<(Spanned<&'t str>, Value<'t>)>,
    pub(super) span: Span,
}

/// The parts of a value that `#` joins.
#[derive(Debug)]
pub(super) struct Value<'t> {
    pub(super) parts: Vec<Part<'t>>,
    pub(super) span: Span,
}

/// A part of a value.
#[derive(Debug)]
pub(super) enum Part<'t> {
    /// What stands in braces, in quotes, or a number.
    Text(&'t str),
    /// An abbreviation.
    Name(Spanned<&'t str>),
}

/// Walks through a file.
pub(super) struct Scanner<'t> {
    source: SourceId,
    text: &'t str,
    at: usize,
}

/// What is wrong with an entry.
type Broken = &'static str;

impl<'t> Scanner<'t> {
    pub(super) fn new(source: SourceId, text: &'t str) -> Self {
        Self { source, text, at: 0 }
    }

    /// The next entry that can be read; those that cannot are told.
    pub(super) fn next_entry(&mut self, sink: &mut Sink) -> Option<Entry<'t>> {
        loop {
            let start = self.at + self.text[self.at..].find('@')?;
            self.at = start + 1;
            let mut entry = Entry {
                kind: self.word().to_lowercase(),
                key: Spanned::new("", self.span(start, start)),
                fields: Vec::new(),
                span: self.span(start, start),
            };
            if entry.kind.is_empty() || !self.skip(char::is_whitespace).starts_with(['{', '(']) {
                continue;
            }
            let outcome = self.body(&mut entry);
            entry.span = self.span(start, self.at);
            match outcome {
                Ok(()) => return Some(entry),
                Err(what) => {
                    let end = self.text[start..].find('\n').map_or(self.text.len(), |line| start + line);
                    let message = message!("this entry cannot be read: {what}", what = Message::from(what));
                    let span = self.span(start, end);
                    let diagnostic = Diagnostic::warning(Code::Bibliography, span, message);
                    sink.push(diagnostic.hint("correct the entry; the other entries are read"));
                    self.at = self.next_start(start + 1);
                }
            }
        }
    }

    /// The next line that begins with `@`.
    fn next_start(&self, from: usize) -> usize {
        self.text[from..].find("\n@").map_or(self.text.len(), |at| from + at + 1)
    }

    fn body(&mut self, entry: &mut Entry<'t>) -> Result<(), Broken> {
        let close = if self.text[self.at..].starts_with('{') { '}' } else { ')' };
        self.at += 1;
        match entry.kind.as_str() {
            "comment" | "preamble" => return self.pass(close),
            "string" => {}
            _ => {
                self.skip(char::is_whitespace);
                let rest = &self.text[self.at..];
                let len = rest.find([',', close, '\n']).unwrap_or(rest.len());
                let key = rest[..len].trim();
                if key.contains(['=', '{', '"']) {
                    return Err("it has no key");
                }
                if key.contains(char::is_whitespace) {
                    return Err("a comma is missing behind the key");
                }
                entry.key = Spanned::new(key, self.span(self.at, self.at + key.len()));
                self.at += len;
            }
        }
        loop {
            let rest = self.skip(|ch| ch.is_whitespace() || ch == ',');
            if rest.starts_with(close) {
                self.at += 1;
                return Ok(());
            }
            if rest.is_empty() {
                return Err("it does not end");
            }
            let start = self.at;
            let name = self.word();
            if name.is_empty() {
                return Err("the name of a field is missing");
            }
            let name = Spanned::new(name, self.span(start, self.at));
            if !self.skip(char::is_whitespace).starts_with('=') {
                return Err("a field has no =");
            }
            self.at += 1;
            let value = self.value()?;
            entry.fields.push((name, value));
            let rest = self.skip(char::is_whitespace);
            if !rest.starts_with([',', close]) {
                return Err("a comma is missing behind a field");
            }
        }
    }

    fn value(&mut self) -> Result<Value<'t>, Broken> {
        self.skip(char::is_whitespace);
        let start = self.at;
        let mut parts = Vec::new();
        loop {
            parts.push(self.part()?);
            let end = self.at;
            if !self.skip(char::is_whitespace).starts_with('#') {
                self.at = end;
                return Ok(Value { parts, span: self.span(start, end) });
            }
            self.at += 1;
            self.skip(char::is_whitespace);
        }
    }

    fn part(&mut self) -> Result<Part<'t>, Broken> {
        let start = self.at;
        match self.text[start..].chars().next() {
            Some('{') => {
                self.at += 1;
                self.pass('}')?;
                Ok(Part::Text(&self.text[start + 1..self.at - 1]))
            }
            Some('"') => {
                self.at += 1;
                self.pass('"')?;
                Ok(Part::Text(&self.text[start + 1..self.at - 1]))
            }
            _ => {
                let word = self.word();
                if word.is_empty() {
                    return Err("a field has no value");
                }
                if word.chars().all(|ch| ch.is_ascii_digit()) {
                    return Ok(Part::Text(word));
                }
                Ok(Part::Name(Spanned::new(word, self.span(start, self.at))))
            }
        }
    }

    /// Goes behind the sign that closes, braces within counted. A line that
    /// begins a new entry ends the search: a brace is missing.
    fn pass(&mut self, close: char) -> Result<(), Broken> {
        let bytes = self.text.as_bytes();
        let mut depth = 0usize;
        let mut at = self.at;
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                byte if depth == 0 && byte == close as u8 => {
                    self.at = at + 1;
                    return Ok(());
                }
                b'{' => depth += 1,
                b'}' if depth == 0 => break,
                b'}' => depth -= 1,
                b'\n' if self.begins_entry(at + 1) => break,
                _ => {}
            }
            at += 1;
        }
        Err("a brace or a quotation mark is not closed")
    }

    /// Whether an entry begins at a byte: `@word{`.
    fn begins_entry(&self, at: usize) -> bool {
        let Some(rest) = self.text.as_bytes().get(at..).and_then(|rest| rest.strip_prefix(b"@")) else { return false };
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        len > 0 && matches!(rest.get(len), Some(b'{' | b'('))
    }

    fn word(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let is_end = |ch: char| ch.is_whitespace() || "@{}()=,#\"'%\\".contains(ch);
        let word = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Goes behind such signs; gives back the rest.
    fn skip(&mut self, holds: impl Fn(char) -> bool) -> &'t str {
        let rest = self.text[self.at..].trim_start_matches(holds);
        self.at = self.text.len() - rest.len();
        rest
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }
}
