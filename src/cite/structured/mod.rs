//! CSL-JSON and the YAML of hayagriva become records. Both are read as one tree
//! (JSON is YAML), so that every value knows its place.

mod csl_json;
mod fields;
mod hayagriva;

use super::record::Record;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned};
use crate::model::Value;
use crate::yaml::{self, Subject};
use csl_json::csl;
use hayagriva::hayagriva;

/// Reads the works of a file: a list is CSL-JSON, a mapping is hayagriva's.
pub(super) fn read(source: SourceId, text: &str, sink: &mut Sink) -> Vec<Record> {
    let subject = Subject { name: "the bibliography file", code: Code::Bibliography };
    let mut errors = Vec::new();
    let place = |start: usize, end: usize| {
        let end = end.min(text.len());
        Span::new(source, start.min(end), start + text.get(start..end).map_or(0, |part| part.trim_end().len()))
    };
    let joined = join_surrogates(text);
    let tree = yaml::read(joined.as_deref().unwrap_or(text), subject, place, &mut errors);
    sink.extend(errors.into_iter().map(|error| Diagnostic { severity: crate::diag::Severity::Warning, ..error }));
    match tree.value {
        Value::List(list) => list.iter().filter_map(|item| csl(item, sink)).collect(),
        Value::Map(map) => match map.iter().find(|(key, _)| key.value == "items") {
            Some((_, Spanned { value: Value::List(list), .. })) => {
                list.iter().filter_map(|item| csl(item, sink)).collect()
            }
            _ => map.iter().filter_map(|(key, value)| hayagriva(key, value, sink)).collect(),
        },
        Value::Null => Vec::new(),
        Value::Scalar { .. } => {
            sink.warn(Code::Bibliography, tree.span, "this is neither a list of works nor a mapping of keys to works");
            Vec::new()
        }
    }
}

/// JSON writes characters beyond the first plane as two escapes, YAML as one.
/// The places behind them are then two bytes off each.
fn join_surrogates(text: &str) -> Option<String> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return None;
    }
    let half = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (at, _) in text.match_indices("\\u") {
        let pair = half(at).zip(half(at + 6)).filter(|_| at >= from);
        let ch = pair.and_then(|(high, low)| char::decode_utf16([high, low]).next()?.ok());
        if let Some(ch) = ch.filter(|ch| ch.len_utf16() == 2) {
            out.push_str(&text[from..at]);
            out.push_str(&format!("\\U{:08X}", ch as u32));
            from = at + 12;
        }
    }
    out.push_str(&text[from..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::cite::record::{Field, Kind, Role};
    use crate::diag::{Sink, SourceId};

    #[test]
    fn csl_json_is_read_with_its_places() {
        let text = "[{\"id\": \"a\", \"type\": \"article-newspaper\", \"title\": \"<i>甲</i>\", \
                     \"author\": [{\"family\": \"张\", \"given\": \"三\"}, {\"literal\": \"某社\"}], \
                     \"issued\": {\"date-parts\": [[2024, \"5\", 1]]}}, {\"title\": \"x\"}, 3]";
        let mut sink = Sink::new();
        let list = read(SourceId(0), text, &mut sink);
        assert_eq!((list.len(), sink.into_sorted().len()), (1, 2));
        assert_eq!((list[0].kind, list[0].text(Field::Title)), (Kind::Newspaper, "甲"));
        assert_eq!(list[0].issued.as_ref().unwrap().full_text(), "2024-05-01");
        assert!(list[0].names(Role::Author).unwrap().list[1].whole);
        assert_eq!(&text[list[0].key.span.range()], "\"a\"");
    }

    #[test]
    fn characters_in_two_escapes_are_read() {
        let text = "[{\"id\": \"a\", \"title\": \"\\u7532\\ud842\\udfb7\"}]";
        assert_eq!(read(SourceId(0), text, &mut Sink::new())[0].text(Field::Title), "甲𠮷");
    }

    #[test]
    fn hayagriva_is_read() {
        let text = "a:\n  type: article\n  title: T\n  author: [\"Doe, Jane\"]\n  date: 2020\n  parent:\n    type: \
                    periodical\n    title: J\n    volume: 3\n";
        let list = read(SourceId(0), text, &mut Sink::new());
        assert_eq!(
            (list[0].kind, list[0].text(Field::Container), list[0].text(Field::Volume)),
            (Kind::Article, "J", "3")
        );
        assert_eq!(list[0].names(Role::Author).unwrap().list[0].given, "Jane");
    }
}
