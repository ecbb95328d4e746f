//! The text of a sheet becomes its fields; every mistake in it is reported at
//! its place, not only the first.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::places::Places;
use super::sheet::StyleSheet;
use crate::diag::{Code, Diagnostic, SourceId, Span, nearest};

/// A sheet with the name of the one that it builds on.
pub(super) struct Layer {
    pub(super) sheet: StyleSheet,
    pub(super) inherits: Option<(String, Option<Span>)>,
}

/// What a sheet says of itself in its field `description`.
#[must_use]
pub fn description(text: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().get("description").and_then(|value| value.get_ref().as_str()).map(str::to_owned)
}

/// Reads a sheet; takes out each key that is wrong and goes on, so that all
/// mistakes are found at once. Places of sheets that were read before stay.
pub(super) fn read_sheet(
    source: Option<SourceId>,
    text: &str,
    places: &mut Places,
    errors: &mut Vec<Diagnostic>,
) -> Layer {
    let at = |range: Option<Range<usize>>| Some(Span::new(source?, range.clone()?.start, range?.end));
    let (mut table, syntax) = DeTable::parse_recoverable(text);
    errors.extend(syntax.iter().map(|e| Diagnostic::error(Code::Style, at(e.span()), e.message())));
    let inherits = table.get_mut().remove("inherits").and_then(|value| {
        let name = value.get_ref().as_str().map(str::to_owned);
        let span = at(Some(value.span()));
        if name.is_none() {
            errors.push(Diagnostic::error(Code::Style, span, "“inherits” takes the name of a style"));
        }
        Some((name?, span))
    });
    if let Some(value) = table.get_mut().remove("description").filter(|value| value.get_ref().as_str().is_none()) {
        errors.push(Diagnostic::error(Code::Style, at(Some(value.span())), "“description” takes a text"));
    }
    if let Some(source) = source {
        places.add(source, table.get_ref());
    }
    let sheet = recover(table, |mistake| errors.push(sheet_error(&mistake, at(mistake.span.clone()))));
    Layer { sheet, inherits }
}

/// What is wrong in a table, in the words of the deserialiser.
pub(crate) struct Mistake {
    pub(crate) message: String,
    pub(crate) span: Option<Range<usize>>,
}

/// How an unknown key is reported by serde.
const UNKNOWN: &str = "unknown field `";

/// Deserialises a table; whenever that fails, reports the error, takes the
/// entry out that it points at and tries again. All unknown keys of a table go
/// at once, so that there are no more attempts than known keys.
pub(crate) fn recover<T: for<'de> Deserialize<'de> + Default>(
    mut table: Spanned<DeTable<'_>>,
    mut report: impl FnMut(Mistake),
) -> T {
    loop {
        match T::deserialize(Deserializer::from(table.clone())) {
            Ok(value) => return value,
            Err(error) => {
                let unknown = error.span().and_then(|span| remove_unknown(table.get_mut(), &span, error.message()));
                let found = unknown.is_some();
                unknown.into_iter().flatten().for_each(&mut report);
                if found {
                    continue;
                }
                let removed = error.span().is_some_and(|span| remove(table.get_mut(), &span));
                report(Mistake { message: error.message().to_owned(), span: error.span() });
                if !removed {
                    return T::default();
                }
            }
        }
    }
}

/// Removes every unknown key of the table in which the key at the range stands,
/// if the message says that it is one; the mistakes in the order written.
fn remove_unknown(table: &mut DeTable<'_>, range: &Range<usize>, message: &str) -> Option<Vec<Mistake>> {
    let (_, expected) = message.strip_prefix(UNKNOWN)?.split_once('`')?;
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    if !table.iter().any(|(key, _)| key.span() == *range) {
        let mut inner = table.iter_mut().filter_map(|(_, value)| match value.get_mut() {
            DeValue::Table(inner) => Some(inner),
            _ => None,
        });
        return inner.find_map(|inner| remove_unknown(inner, range, message));
    }
    let is_unknown = |key: &str| !known.contains(&key);
    let mut keys: Vec<_> = table.iter().map(|(key, _)| key.clone()).filter(|key| is_unknown(key.get_ref())).collect();
    keys.sort_by_key(|key| key.span().start);
    let mistakes = keys.iter().map(|key| {
        let message = format!("{UNKNOWN}{}`{expected}", key.get_ref());
        Mistake { message, span: Some(key.span()) }
    });
    let mistakes: Vec<Mistake> = mistakes.collect();
    keys.iter().for_each(|key| {
        table.remove(key);
    });
    (!mistakes.is_empty()).then_some(mistakes)
}

/// Removes the innermost entry whose key or value is at the range.
fn remove(table: &mut DeTable<'_>, range: &Range<usize>) -> bool {
    let holds = |outer: Range<usize>| outer.start <= range.start && range.end <= outer.end;
    for (_, value) in table.iter_mut() {
        if let DeValue::Table(inner) = value.get_mut()
            && remove(inner, range)
        {
            return true;
        }
    }
    let hit = table.iter().find(|(key, value)| holds(key.span()) || holds(value.span()));
    let key = hit.map(|(key, _)| key.clone());
    key.is_some_and(|key| table.remove(&key).is_some())
}

/// A mistake in a sheet with the key that was probably meant.
pub(crate) fn sheet_error(mistake: &Mistake, span: Option<Span>) -> Diagnostic {
    let message = mistake.message.as_str();
    let Some(rest) = message.strip_prefix(UNKNOWN) else {
        return Diagnostic::error(Code::Style, span, plain(message));
    };
    let mut quoted = rest.split('`').step_by(2);
    let written = quoted.next().unwrap_or_default();
    let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
    let diagnostic = Diagnostic::error(Code::Style, span, format!("unknown key “{written}”"));
    match nearest(written, known.iter().copied()) {
        Some(name) => diagnostic.hint(format!("did you mean “{name}”?")),
        None => diagnostic.hint(format!("the keys here are {}", known.join(", "))),
    }
}

/// A message about types in words that people use who do not program.
fn plain(message: &str) -> String {
    let Some((what, expected)) = message.rsplit_once(", expected ") else { return message.to_owned() };
    let expected = match expected {
        "u8" => "a whole number from 0 to 255",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text in quotes",
        "a sequence" => "a list, in [ ]",
        other if other.starts_with("struct ") => "a table",
        other => other,
    };
    format!("{what}, expected {expected}")
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceId;
    use crate::style::load;

    #[test]
    fn all_mistakes_are_found() {
        let sheet = "[body]\nsiez = \"小四\"\npitch = \"20furlongs\"\n[page]\npaper = 4\n[boddy]\n";
        let errors = load(SourceId(0), sheet).unwrap_err();
        assert_eq!(errors.len(), 4, "{errors:#?}");
        assert!(errors.iter().any(|e| e.hints == ["did you mean “size”?"]));
        assert!(errors.iter().all(|e| e.span.is_some()));
    }

    #[test]
    fn unknown_keys_are_taken_out_together() {
        #[derive(serde::Deserialize, Default)]
        #[serde(default, deny_unknown_fields)]
        struct Inner {
            _known: bool,
        }
        #[derive(Default)]
        struct Counted;
        thread_local!(static ATTEMPTS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
        impl<'de> serde::Deserialize<'de> for Counted {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                ATTEMPTS.set(ATTEMPTS.get() + 1);
                Inner::deserialize(deserializer).map(|_| Self)
            }
        }
        let text: String = (0..200).map(|n| format!("key{n} = {n}\n")).collect();
        let (table, _) = toml::de::DeTable::parse_recoverable(&text);
        let mut mistakes = Vec::new();
        super::recover::<Counted>(table, |mistake| mistakes.push(mistake));
        assert_eq!((mistakes.len(), ATTEMPTS.get()), (200, 2));
        let span = mistakes[7].span.clone().unwrap();
        assert_eq!((&text[span], mistakes[7].message.starts_with("unknown field `key7`")), ("key7", true));
    }

    #[test]
    fn types_have_plain_names() {
        let sheet = "body = 3\n[page]\ncolumns = 300\n[figure]\ndpi = \"x\"\n[list]\nbullets = 1\n[title]\ncover = 1\n[table]\nrules = 3\n";
        let errors = load(SourceId(0), sheet).unwrap_err();
        let said: Vec<&str> = errors.iter().map(|e| e.message.rsplit("expected").next().unwrap_or_default()).collect();
        let all = said.join("|");
        for word in ["a table", "0 to 255", "a number", "a list", "true or false", "three-line grid plain"] {
            assert!(all.contains(word), "{word}: {all}");
        }
    }
}
