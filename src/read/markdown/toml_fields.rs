//! TOML between `+++`, as Hugo and Zola have it, becomes the tree that YAML
//! becomes: what the fields mean does not depend on how they are written.

use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::Value;

/// The fields of `text`, in the order written; `place` turns its bytes into places.
pub(super) fn read(
    text: &str,
    place: impl Fn(usize, usize) -> Span,
    errors: &mut Vec<Diagnostic>,
) -> Vec<(Spanned<String>, Spanned<Value>)> {
    let (table, mistakes) = DeTable::parse_recoverable(text);
    errors.extend(mistakes.iter().map(|mistake| {
        let at = mistake.span().unwrap_or(0..0);
        let message = message!("the front matter is not valid TOML: {message}", message = mistake.message());
        Diagnostic::error(Code::FrontMatter, place(at.start, at.end), message)
    }));
    fields(table.get_ref(), &place)
}

fn fields(table: &DeTable<'_>, place: &impl Fn(usize, usize) -> Span) -> Vec<(Spanned<String>, Spanned<Value>)> {
    let field = |(key, value): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| {
        let (name, at) = (key.get_ref().to_string(), key.span());
        (at.start, (Spanned::new(name, place(at.start, at.end)), located(value, place)))
    };
    let mut fields: Vec<_> = table.iter().map(field).collect();
    fields.sort_by_key(|(at, _)| *at);
    fields.into_iter().map(|(_, field)| field).collect()
}

fn located(value: &toml::Spanned<DeValue<'_>>, place: &impl Fn(usize, usize) -> Span) -> Spanned<Value> {
    let plain = |text: String| Value::Scalar { text, plain: true };
    let inner = match value.get_ref() {
        DeValue::String(text) => Value::Scalar { text: text.to_string(), plain: false },
        DeValue::Integer(number) => plain(number.to_string()),
        DeValue::Float(number) => plain(number.to_string()),
        DeValue::Boolean(flag) => plain(flag.to_string()),
        DeValue::Datetime(date) => plain(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|item| located(item, place)).collect()),
        DeValue::Table(table) => Value::Map(fields(table, place)),
    };
    let at = value.span();
    Spanned::new(inner, place(at.start, at.end))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diag::{SourceId, Span};
    use crate::model::Value;

    #[test]
    fn fields_keep_their_order_and_places() {
        let text = "title = \"题\"\ndate = 2026-03-05\ntoc = true\n[extra]\na = [1, 2.5]\n";
        let place = |start, end| Span::new(SourceId(0), start, end);
        let fields = read(text, place, &mut Vec::new());
        let names: Vec<&str> = fields.iter().map(|(key, _)| &text[key.span.range()]).collect();
        assert_eq!(names, ["title", "date", "toc", "extra"]);
        assert_eq!(fields[1].1.value, Value::Scalar { text: "2026-03-05".to_owned(), plain: true });
        let mut errors = Vec::new();
        read("title = \n", place, &mut errors);
        assert_eq!(errors.len(), 1);
    }
}
