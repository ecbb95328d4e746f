//! The fields of a style that a document sets in its front matter become the
//! uppermost sheet. Their places are those of the manuscript.

use std::borrow::Cow;

use toml::Spanned as Located;
use toml::de::{DeArray, DeTable, DeValue};

use super::places::Places;
use super::read::{recover, sheet_error};
use super::sheet::StyleSheet;
use crate::diag::{Diagnostic, Span, Spanned};
use crate::model::Value;

/// A field with its value.
pub type Setting = (Spanned<String>, Spanned<Value>);

/// The fields as a sheet.
pub(super) fn read(settings: &[Setting], places: &mut Places, errors: &mut Vec<Diagnostic>) -> StyleSheet {
    let Some((first, _)) = settings.first() else { return StyleSheet::default() };
    let source = first.span.source;
    let table = table(settings);
    places.add(source, table.get_ref());
    let at = |range: std::ops::Range<usize>| Span::new(source, range.start, range.end);
    recover(table, |mistake| errors.push(sheet_error(&mistake, mistake.span.clone().map(at))))
}

fn table(settings: &[Setting]) -> Located<DeTable<'_>> {
    // Those of pandoc-crossref may be written before the others, or elsewhere.
    let source = settings.first().map(|(first, _)| first.span.source);
    let own = settings.iter().filter(|(key, value)| [key.span.source, value.span.source].map(Some) == [source; 2]);
    let start = own.clone().map(|(key, _)| key.span.range().start).min().unwrap_or(0);
    let end = own.map(|(_, value)| value.span.range().end).max().unwrap_or(start);
    let whole = start..end.max(start);
    Located::new(whole, fields(settings))
}

fn fields(settings: &[Setting]) -> DeTable<'_> {
    let given = settings.iter().filter(|(_, value)| value.value != Value::Null);
    given
        .map(|(key, value)| (Located::new(key.span.range(), Cow::Borrowed(key.value.as_str())), located(value)))
        .collect()
}

fn located(value: &Spanned<Value>) -> Located<DeValue<'_>> {
    let inner = match &value.value {
        Value::Null => DeValue::String(Cow::Borrowed("")),
        Value::Scalar { text, plain } => scalar(text.trim(), *plain),
        Value::List(list) => {
            let mut array = DeArray::new();
            list.iter().for_each(|item| array.push(located(item)));
            DeValue::Array(array)
        }
        Value::Map(map) => DeValue::Table(fields(map)),
    };
    Located::new(value.span.range(), inner)
}

/// YAML does not say what a word without quotes is: `true` and numbers are what
/// they look like, everything else is text.
fn scalar(text: &str, plain: bool) -> DeValue<'_> {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok();
    if plain
        && (is_number || matches!(text, "true" | "false"))
        && let Ok(value) = DeValue::parse(text)
    {
        return value.into_inner();
    }
    DeValue::String(Cow::Borrowed(text))
}
