//! YAML becomes a small tree in which every value knows its place.
//!
//! Aliases are refused and the depth is bounded, so that no input grows. What
//! the fields mean is the matter of those who read them: the front matter and
//! the bibliography files.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diag::{Code, Diagnostic, Message, Span, Spanned, message};
use crate::model::Value;

/// How deep values may stand in values.
pub(crate) const MAX_DEPTH: usize = 16;
/// How long front matter may be, in bytes.
pub(crate) const MAX_BYTES: usize = 1 << 20;

/// What is read, for the messages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    /// Its name, such as “the front matter”.
    pub(crate) name: &'static str,
    /// The code of its mistakes.
    pub(crate) code: Code,
}

/// Reads the one value of `text`; `place` turns its bytes into places.
pub(crate) fn read(
    text: &str,
    subject: Subject,
    place: impl Fn(usize, usize) -> Span,
    errors: &mut Vec<Diagnostic>,
) -> Spanned<Value> {
    // Tabs may not indent in YAML, but people write them; a blank is as long.
    let text = text.replace('\t', " ");
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut builder = Builder { parser: Parser::new_from_str(&text), bytes: &bytes, place: &place, subject, errors };
    let found = builder.document();
    let is_map = matches!(&found, Ok(Spanned { value: Value::Map(_), .. }));
    if !is_map && let Some((at, key, value)) = full_width_colon(&text) {
        let message = message!("`{key}：` has a full-width colon", key);
        let hint = message!("write `{key}: {value}`, with a half-width colon and a space", key, value);
        let error = Diagnostic::error(subject.code, place(at, at + '：'.len_utf8()), message).hint(hint);
        builder.errors.push(error);
        return Spanned::new(Value::Null, place(0, 0));
    }
    match found {
        Ok(value) => value,
        Err(stop) => {
            if let Stop::Syntax(error) = stop {
                let at = builder.byte(error.marker().index());
                let span = place(at, at + 1);
                builder.errors.push(
                    Diagnostic::error(
                        subject.code,
                        span,
                        message!(
                            "{subject} is not valid YAML: {info}",
                            subject = Message::from(subject.name),
                            info = Message::recognised(error.info())
                        ),
                    )
                    .hint("put a value that holds `: `, `#` or quotes in quotes"),
                );
            }
            Spanned::new(Value::Null, place(0, 0))
        }
    }
}

/// The first line that parts key and value with a full-width colon: its byte, the
/// key and the value.
fn full_width_colon(text: &str) -> Option<(usize, &str, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, value)) = line.split_once('：')
            && !key.is_empty()
            && !key.starts_with([' ', '#', '-', '"', '\'', '[', '{'])
            && !key.contains([':', ' '])
        {
            return Some((start + key.len(), key, value.trim()));
        }
        start += line.len();
    }
    None
}

/// Why the reading ended.
enum Stop {
    Syntax(ScanError),
    /// Told already.
    Told,
}

struct Builder<'t, P: Fn(usize, usize) -> Span> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    bytes: &'t [usize],
    place: &'t P,
    subject: Subject,
    errors: &'t mut Vec<Diagnostic>,
}

impl<'t, P: Fn(usize, usize) -> Span> Builder<'t, P> {
    fn byte(&self, index: usize) -> usize {
        self.bytes.get(index).or(self.bytes.last()).copied().unwrap_or(0)
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        let (event, span) = self.parser.next().ok_or(Stop::Told)?.map_err(Stop::Syntax)?;
        let span = (self.place)(self.byte(span.start.index()), self.byte(span.end.index()));
        Ok((event, span))
    }

    fn document(&mut self) -> Result<Spanned<Value>, Stop> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
                Event::StreamEnd | Event::DocumentEnd => return Ok(Spanned::new(Value::Null, span)),
                event => return self.value(event, span, 0),
            }
        }
    }

    fn value(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Spanned<Value>, Stop> {
        if depth > MAX_DEPTH {
            return self.refuse(span, "nested too deeply");
        }
        let value = match event {
            Event::Scalar(text, style, ..) => scalar(&text, style),
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            Event::Alias(_) => return self.refuse(span, "aliases are not read; write the value again"),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => Value::Null,
        };
        Ok(Spanned::new(value, span))
    }

    fn list(&mut self, depth: usize) -> Result<Value, Stop> {
        let mut list = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::List(list)),
                (event, span) => list.push(self.value(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Stop> {
        let mut map: Vec<(Spanned<String>, Spanned<Value>)> = Vec::new();
        let mut seen = HashSet::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                return Ok(Value::Map(map));
            }
            let key = match self.value(event, span, depth + 1)?.value {
                Value::Scalar { text, .. } => text,
                Value::Null | Value::List(_) | Value::Map(_) => return self.refuse(span, "a key must be a word"),
            };
            let (event, place) = self.next()?;
            let value = self.value(event, place, depth + 1)?;
            if !seen.insert(key.clone()) {
                let message =
                    message!("`{key}` is given twice in {subject}", key, subject = Message::from(self.subject.name));
                self.errors.push(Diagnostic::error(Code::DuplicateKey, span, message));
            } else {
                map.push((Spanned::new(key, span), value));
            }
        }
    }

    fn refuse<T>(&mut self, span: Span, message: &'static str) -> Result<T, Stop> {
        self.errors.push(Diagnostic::error(self.subject.code, span, message));
        Err(Stop::Told)
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let plain = matches!(style, ScalarStyle::Plain);
    match text {
        "" | "~" | "null" if plain => Value::Null,
        _ => Value::Scalar { text: text.to_owned(), plain },
    }
}

#[cfg(test)]
mod tests {
    use super::{Subject, Value, read};
    use crate::diag::{Code, SourceId, Span};

    const SUBJECT: Subject = Subject { name: "the front matter", code: Code::FrontMatter };

    fn codes(text: &str) -> Vec<Code> {
        let mut errors = Vec::new();
        read(text, SUBJECT, |start, end| Span::new(SourceId(0), start, end), &mut errors);
        errors.into_iter().map(|error| error.code).collect()
    }

    #[test]
    fn values_know_their_place() {
        let text = "学号: \"1\"\nk:\n\t- 甲\n";
        let value = read(text, SUBJECT, |start, end| Span::new(SourceId(0), start, end), &mut Vec::new());
        let Value::Map(map) = value.value else { panic!() };
        assert_eq!(&text[map[0].0.span.range()], "学号");
        assert_eq!(&text[map[0].1.span.range()], "\"1\"");
        let Value::List(list) = &map[1].1.value else { panic!() };
        assert_eq!(&text[list[0].span.range()], "甲");
    }

    #[test]
    fn full_width_colons_are_named() {
        for text in ["author：李四\n", "title: 题\nauthor：李四\n", "author：李四\ntitle: 题\n"] {
            let mut errors = Vec::new();
            read(text, SUBJECT, |start, end| Span::new(SourceId(0), start, end), &mut errors);
            assert_eq!(errors.len(), 1, "{text}: {errors:#?}");
            assert_eq!(&text[errors[0].span.unwrap().range()], "：");
            assert_eq!(errors[0].hints, ["write `author: 李四`, with a half-width colon and a space"]);
        }
        assert_eq!(codes("title: 甲：乙\n"), []);
    }

    #[test]
    fn what_grows_is_refused() {
        assert_eq!(codes("a: &x 1\nb: *x\n"), [Code::FrontMatter]);
        assert_eq!(codes(&format!("a: {}", "[".repeat(5000))), [Code::FrontMatter]);
        assert_eq!(codes("a: 1\na: 2\nb: 1\na: 3\n"), [Code::DuplicateKey, Code::DuplicateKey]);
        assert_eq!(codes("title: 中: 美: x\n"), [Code::FrontMatter]);
    }
}
