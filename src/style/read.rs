//! The text of a sheet becomes its fields; every mistake in it is reported at
//! its place, not only the first.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::guide::{Guide, Shape};
use super::kind::Form;
use super::places::Places;
use super::sheet::{Style, StyleSheet};
use super::terms;
use crate::diag::{Code, Diagnostic, Message, SourceId, Span, message, nearest};

/// A sheet with the name of the one that it builds on.
pub(super) struct Layer {
    pub(super) sheet: StyleSheet,
    /// What it says for the profile that is built.
    pub(super) of_profile: StyleSheet,
    pub(super) inherits: Option<(String, Option<Span>)>,
}

/// What sheets say beside their fields, while they are read: where, for whom, and
/// what is wrong with them.
#[derive(Default)]
pub(super) struct Reading<'a> {
    /// The profile that is built.
    pub(super) profile: Option<&'a str>,
    /// Every profile that a sheet speaks of.
    pub(super) profiles: BTreeSet<String>,
    /// Where fields are given.
    pub(super) places: Places,
    /// Where fields are given for that profile.
    pub(super) profile_places: Places,
    pub(super) errors: Vec<Diagnostic>,
}

/// What a sheet says of itself in its field `description`.
#[must_use]
pub fn description(text: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().get("description").and_then(|value| value.get_ref().as_str()).map(str::to_owned)
}

/// Reads a sheet; takes out each key that is wrong and goes on, so that all
/// mistakes are found at once. Places of sheets that were read before stay.
pub(super) fn read_sheet(source: Option<SourceId>, text: &str, reading: &mut Reading<'_>) -> Layer {
    let Reading { profile, profiles, places, profile_places, errors } = reading;
    let at = |range: Option<Range<usize>>| Some(Span::new(source?, range.clone()?.start, range?.end));
    let (mut table, syntax) = DeTable::parse_recoverable(text);
    errors.extend(syntax.iter().map(|e| syntax_error(text, e.message(), e.span(), at(e.span()))));
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
    let (tables, wrong) = by_name(table.get_mut().remove("profile"));
    let told = "“profile” takes tables, such as [profile.blind]";
    errors.extend(wrong.into_iter().map(|place| Diagnostic::error(Code::Style, at(Some(place)), told)));
    let mut fields = |mut table: Spanned<DeTable<'_>>, places: Option<&mut Places>| {
        if let (Some(source), Some(places)) = (source, places) {
            places.add(source, table.get_ref());
        }
        turn_switches(table.get_mut(), &Style::guide());
        recover(table, |mistake| errors.push(sheet_error(&mistake, at(mistake.span.clone()))))
    };
    let sheet = fields(table, Some(places));
    let mut of_profile = StyleSheet::default();
    for (name, table) in tables {
        // What is wrong in it is told whoever is built.
        let is_built = *profile == Some(name.as_str());
        let sheet = fields(table, is_built.then_some(&mut *profile_places));
        if is_built {
            of_profile = sheet;
        }
        profiles.insert(name);
    }
    Layer { sheet, of_profile, inherits }
}

/// What is wrong with fields of a style that stand elsewhere than in a sheet.
pub(crate) fn wrong_fields(mut table: Spanned<DeTable<'_>>) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    turn_switches(table.get_mut(), &Style::guide());
    let _: StyleSheet = recover(table, |mistake| mistakes.push(mistake));
    mistakes
}

/// A table with the name of its profile.
type Named<'a> = (String, Spanned<DeTable<'a>>);

/// The tables `[profile.NAME]`, and the places of what is no table.
fn by_name(tables: Option<Spanned<DeValue<'_>>>) -> (Vec<Named<'_>>, Vec<Range<usize>>) {
    let (mut named, mut wrong) = (Vec::new(), Vec::new());
    let Some(tables) = tables else { return (named, wrong) };
    let place = tables.span();
    match tables.into_inner() {
        DeValue::Table(tables) => {
            for (name, table) in tables {
                let place = table.span();
                match table.into_inner() {
                    DeValue::Table(table) => named.push((name.into_inner().into_owned(), Spanned::new(place, table))),
                    _ => wrong.push(place),
                }
            }
        }
        _ => wrong.push(place),
    }
    (named, wrong)
}

/// What is no TOML, with what was meant where full-width signs stand in the line.
pub(crate) fn syntax_error(text: &str, message: &str, range: Option<Range<usize>>, span: Option<Span>) -> Diagnostic {
    let error = Diagnostic::error(Code::Style, span, Message::recognised(message));
    let start = range.map_or(0, |range| range.start).min(text.len());
    let start = text.floor_char_boundary(start);
    let head = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let line = text[head..].lines().next().unwrap_or_default();
    let (key, value) = line.split_once(['=', '＝', '：', ':']).unwrap_or((line, ""));
    let name = key.trim().trim_matches(['"', '“', '”']);
    let named = terms::key(name).unwrap_or(name);
    let plain = named.chars().all(|ch| ch.is_ascii_alphanumeric() || "-_.".contains(ch));
    let wide = named != name || line.contains(['＝', '：', '“', '”']) || !line.contains('=');
    if !wide || !plain || named.is_empty() || value.trim().is_empty() {
        return error;
    }
    let value = value.trim().replace(['“', '”'], "\"");
    let is_value = value.starts_with(['"', '\'', '[', '{', '+', '-', '.'])
        || value.starts_with(|ch: char| ch.is_ascii_digit())
        || matches!(value.as_str(), "true" | "false");
    let value = if is_value { value } else { format!("\"{value}\"") };
    error.hint(message!("write it as `{named} = {value}`", named, value))
}

/// Words for `true` and `false` at the fields that are one of the two.
fn turn_switches(table: &mut DeTable<'_>, guide: &Guide) {
    for (key, value) in table.iter_mut() {
        let Some(field) = guide.fields.iter().find(|field| field.key == key.get_ref().as_ref()) else { continue };
        match (&field.shape, value.get_mut()) {
            (Shape::Part(inner), DeValue::Table(table)) => turn_switches(table, inner),
            (Shape::Value(kind), written) if kind.form == Form::Switch => {
                if let Some(switch) = written.as_str().and_then(switch) {
                    *written = DeValue::Boolean(switch);
                }
            }
            _ => {}
        }
    }
}

fn switch(word: &str) -> Option<bool> {
    match word.trim() {
        "是" | "有" | "开" | "true" | "yes" => Some(true),
        "否" | "无" | "关" | "false" | "no" => Some(false),
        _ => None,
    }
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
        return Diagnostic::error(Code::Style, span, Message::recognised(&plain(message)));
    };
    let mut quoted = rest.split('`').step_by(2);
    let written = quoted.next().unwrap_or_default();
    let known: Vec<&str> = rest.split('`').skip(2).step_by(2).collect();
    let diagnostic = Diagnostic::error(Code::Style, span, message!("unknown key “{written}”", written));
    let term = terms::key(written).filter(|key| known.contains(key));
    match term.or_else(|| nearest(written, known.iter().copied())) {
        Some(name) => diagnostic.hint(message!("did you mean “{name}”?", name)),
        None => diagnostic.hint(message!("use one of the keys {known}", known)),
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
        other if other.starts_with("struct ") => "a table, under its [name]",
        other => other,
    };
    format!("{what}, expected {expected}")
}

#[cfg(test)]
mod tests {
    use crate::diag::{Language, SourceId};
    use crate::style::load;

    #[test]
    fn all_mistakes_are_found() {
        let sheet = "[body]\nsiez = \"小四\"\npitch = \"20furlongs\"\n[page]\npaper = 4\n[boddy]\n";
        let errors = load(SourceId(0), sheet).unwrap_err();
        assert_eq!(errors.len(), 4, "{errors:#?}");
        // What can be read and is wrong is told with the rest.
        let errors = load(SourceId(0), "[body]\nsiez = 1\nfont = \"serif\"\n").unwrap_err();
        assert_eq!(errors.len(), 2, "{errors:#?}");
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
    fn chinese_words_are_understood() {
        let style = load(SourceId(0), "[body]\nbold = \"是\"\nalign = \"右\"\n[table]\nrules = \"三线表\"\n").unwrap();
        assert!(style.body.bold && style.body.align == crate::model::Align::Right);
        let hints = |sheet: &str| {
            let errors = load(SourceId(0), sheet).unwrap_err();
            errors.into_iter().flat_map(|error| error.hints).map(|hint| format!("{hint}|")).collect::<String>()
        };
        assert!(hints("[body]\n\"行距\" = \"1.5倍\"\n").contains("did you mean “pitch”?"));
        assert!(hints("[body]\n行距 = \"1.5倍\"\n").contains("`pitch = \"1.5倍\"`"));
        assert!(hints("[body]\nsize：“小四”\n").contains("`size = \"小四\"`"));
        assert!(hints("[body]\nfont = \"宋体\"\n").contains("[fonts.body]"));
    }

    #[test]
    fn every_mistake_is_told_in_chinese() {
        let fields = "[body]\nsize = \"中\"\npitch = 3\nalign = \"偏\"\nbold = \"x\"\nfirst-line = \"2px\"\n[page]\npaper = \"A9\"\ngrid = 1\n\
            columns = 300\n[heading1]\nnumber = 1\n[table]\nrules = 3\n[figure]\ndpi = \"x\"\n[list]\nbullets = 1\n";
        for sheet in [
            fields,
            "[page-number]\npattern = \"x\"\nfront = \"1 共X页\"\n[heading1]\nnumber = \"abc\"\n[figure]\ndpi = nan\n",
            "[list]\nnumbers = []\nboxes = [\"x\"]\n[body]\nfont = \"bodi\"\n[equation]\nnumber = \"x\"\n",
            "[body]\nsize = 小四\n",
            "[body]\nsize \"小四\"\n",
            "[body\nsize = \"小四\"\n",
        ] {
            for error in load(SourceId(0), sheet).unwrap_err() {
                let chinese = error.message.in_language(Language::Chinese);
                let is_english = |word: &&str| ["and", "has", "is", "no", "not", "of", "or", "with"].contains(word);
                let words: Vec<&str> = chinese.split(|ch: char| !ch.is_ascii_alphabetic()).filter(is_english).collect();
                assert!(words.is_empty() && !chinese.is_ascii(), "{words:?} in “{chinese}”");
            }
        }
    }

    #[test]
    fn types_have_plain_names() {
        let sheet = "body = 3\n[page]\ncolumns = 300\n[figure]\ndpi = \"x\"\n[list]\nbullets = 1\n[title]\ncover = 1\n[table]\nrules = 3\n";
        let errors = load(SourceId(0), sheet).unwrap_err();
        let all: String = errors.iter().map(|e| format!("{}|", e.message)).collect();
        for word in ["a table", "0 to 255", "a number", "a list", "true or false", "three-line grid plain"] {
            assert!(all.contains(word), "{word}: {all}");
        }
    }
}
