//! Fields whose value has to be more than its type says: a role of fonts, a numbering
//! pattern, a number within bounds.

use super::kind::{Form, Kind};
use super::numbering::Pattern;
use super::sheet_value::SheetValue;
use super::value::PagePattern;
use crate::diag::{Message, message};

/// The roles that a text may name as its font.
const FONT_ROLES: &[(&str, &str)] = &[
    ("body", "The fonts of running text."),
    ("title", "The fonts of the title."),
    ("heading", "The fonts of headings."),
    ("caption", "The fonts of captions."),
    ("quote", "The fonts of quotations."),
    ("emphasis", "The fonts of emphasis in Chinese."),
    ("code", "The fonts of code."),
];

/// A part, a field of it, and the closer kind of the field.
type Closer = (&'static str, &'static str, fn() -> Kind);

/// Fields whose value has to be more than its type says.
const CLOSER: &[Closer] = &[
    ("Text", "font", || {
        Kind::new("a role of fonts", Form::Text(None), &["\"body\"", "\"heading\""]).words(FONT_ROLES).check(is_role)
    }),
    ("Heading", "number", || {
        let examples = &["\"第一章\"", "\"1.1\"", "\"一、\"", "\"（一）\"", "\"\""];
        Kind::new("a numbering pattern", Form::Text(None), examples).check(is_number_or_none)
    }),
    ("Style", "appendix", || {
        Kind::new("a numbering pattern", Form::Text(None), &["\"附录A\"", "\"Appendix A\""]).check(is_number)
    }),
    ("PageNumber", "pattern", page_pattern),
    ("PageNumber", "front", page_pattern),
    ("Equation", "number", || {
        Kind::new("what stands around a number", Form::Text(Some(" ")), &["\"（ ）\"", "\"( )\""]).check(has_blank)
    }),
    ("Theorem", "title", || {
        Kind::new("what stands around a name", Form::Text(Some(" ")), &["\"（ ）\"", "\"( )\""]).check(has_blank)
    }),
    ("List", "bullets", || Kind::new("a list of signs", Form::List, &["[\"•\", \"–\"]"]).check(is_filled)),
    ("List", "numbers", || Kind::new("a list of patterns", Form::List, &["[\"1\", \"a\", \"i\"]"]).check(are_numbers)),
    ("List", "boxes", || Kind::new("two signs", Form::List, &["[\"☐\", \"☑\"]"]).check(are_two)),
    ("Citations", "style", || {
        let examples = &["\"gb-t-7714-2025-numeric\"", "\"apa\"", "\"school.csl\""];
        Kind::new("a citation style", Form::Text(None), examples)
    }),
    ("Page", "columns", || Kind::new("a number of columns", Form::Whole(1, 4), &["1", "2"])),
    ("Contents", "depth", || Kind::new("a level of headings", Form::Whole(1, 6), &["2", "3"])),
    ("Notes", "rule", || Kind::new("a part of the width", Form::Number(0.0, 1.0), &["0.3"])),
    ("Break", "length", || Kind::new("a part of the width", Form::Number(0.0, 1.0), &["0.4"])),
    ("Figure", "max-height", || Kind::new("a part of the height", Form::Number(0.05, 1.0), &["0.8"])),
    ("Equation", "aligned", || Kind::new("a part of the line", Form::Number(0.0, 1.0), &["0.4"])),
    ("Equation", "min-scale", || Kind::new("a scale", Form::Number(0.2, 1.0), &["0.7"])),
    ("Figure", "dpi", || Kind::new("pixels an inch", Form::Number(20.0, 2400.0), &["96.0", "144.0"])),
    ("Code", "tab", || Kind::new("a number of columns", Form::Whole(1, 16), &["4", "8"])),
    ("Code", "inline-scale", || Kind::new("a scale", Form::Number(0.2, 2.0), &["0.92"])),
    ("Marks", "script-scale", || Kind::new("a scale", Form::Number(0.2, 2.0), &["0.65"])),
];

/// The closer kind of a field of a part, where it has one.
pub(super) fn closer_kind(part: &str, key: &str) -> Option<Kind> {
    let found = CLOSER.iter().find(|(known, field, _)| *known == part && *field == key);
    found.map(|(_, _, kind)| kind())
}

fn page_pattern() -> Kind {
    let examples = &["\"1\"", "\"— 1 —\"", "\"I\"", "\"\""];
    Kind::new("a pattern of page numbers", Form::Text(None), examples).check(is_page_number)
}

fn text(value: &SheetValue) -> &str {
    if let SheetValue::Text(text) = value { text } else { "" }
}

fn list(value: &SheetValue) -> &[String] {
    if let SheetValue::List(texts) = value { texts } else { &[] }
}

fn is_role(value: &SheetValue) -> Option<Message> {
    let role = text(value);
    let roles: Vec<&str> = FONT_ROLES.iter().map(|(role, _)| *role).collect();
    (!roles.contains(&role)).then(|| message!("“{role}” is not a font role; the roles are {roles}", role, roles))
}

fn is_number(value: &SheetValue) -> Option<Message> {
    text(value).parse::<Pattern>().err()
}

fn is_number_or_none(value: &SheetValue) -> Option<Message> {
    if text(value).is_empty() { None } else { is_number(value) }
}

fn are_numbers(value: &SheetValue) -> Option<Message> {
    is_filled(value).or_else(|| list(value).iter().find_map(|number| number.parse::<Pattern>().err()))
}

fn is_page_number(value: &SheetValue) -> Option<Message> {
    let pattern = text(value);
    if pattern.is_empty() { None } else { pattern.parse::<PagePattern>().err() }
}

fn has_blank(value: &SheetValue) -> Option<Message> {
    let number = text(value);
    (!number.contains(' ')).then(|| message!("“{number}” needs a space where the number stands, as in “( )”", number))
}

fn is_filled(value: &SheetValue) -> Option<Message> {
    list(value).is_empty().then(|| message!("the list needs at least one entry"))
}

fn are_two(value: &SheetValue) -> Option<Message> {
    (list(value).len() != 2).then(|| message!("two boxes are needed, the open one and the done one"))
}

#[cfg(test)]
mod tests {
    use super::CLOSER;
    use crate::style::Style;
    use crate::style::guide::Shape;

    #[test]
    fn closer_kinds_belong_to_fields() {
        let guide = Style::guide();
        for (part, key, _) in CLOSER {
            let mut parts = guide.paths().into_iter().filter_map(|(_, field)| match &field.shape {
                Shape::Part(inner) => Some(inner),
                Shape::Value(_) => None,
            });
            let found = parts.any(|inner| inner.name == *part && inner.find(key).is_some());
            assert!(found || (guide.name == *part && guide.find(key).is_some()), "{part}.{key}");
        }
    }
}
