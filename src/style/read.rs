//! The text of a sheet becomes a [`Style`]; every mistake in it is reported at
//! its place, not only the first.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::layer::Part;
use super::sheet::{Style, StyleSheet, TextSheet};
use super::value::{Align, Color, Measure};
use crate::diag::{Code, Diagnostic, Result, SourceId, Span, nearest};
use crate::length::Length;

/// The sheets that come with fuzi, by name.
pub const PRESETS: [(&str, &str); 5] = [
    ("report", include_str!("../../styles/report.toml")),
    ("thesis", include_str!("../../styles/thesis.toml")),
    ("official", include_str!("../../styles/official.toml")),
    ("paper", include_str!("../../styles/paper.toml")),
    ("english", include_str!("../../styles/english.toml")),
];

/// The roles that a text may name as its font.
const FONT_ROLES: [&str; 7] = ["body", "title", "heading", "caption", "quote", "emphasis", "code"];

/// The text of a preset.
#[must_use]
pub fn preset(name: &str) -> Option<&'static str> {
    PRESETS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// A sheet with the name of the preset that it builds on.
struct Layer {
    sheet: StyleSheet,
    inherits: Option<(String, Option<Span>)>,
}

/// Lays a sheet over the presets that it inherits from.
///
/// `text` is the sheet's own text; `source` is where diagnostics point. A sheet
/// that does not name what it inherits builds on `report`.
///
/// # Errors
///
/// Every unknown key, wrong unit and open field, each at its place.
pub fn load(source: SourceId, text: &str) -> Result<Style> {
    let mut errors = Vec::new();
    let mut layer = read_sheet(Some(source), text, &mut errors);
    let mut seen: Vec<String> = Vec::new();
    let is_report = preset("report") == Some(text);
    let mut next = layer.inherits.take().or((!is_report).then(|| ("report".to_owned(), None)));
    while let Some((name, span)) = next {
        if seen.contains(&name) {
            break;
        }
        let Some(base) = preset(&name) else {
            let names: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
            let error = Diagnostic::error(Code::Style, span, format!("there is no style “{name}” to inherit from"));
            errors.push(error.hint(format!("the styles are {}", names.join(", "))));
            break;
        };
        let mut base = read_sheet(None, base, &mut errors);
        Style::merge(&mut layer.sheet, base.sheet);
        next = base.inherits.take();
        seen.push(name);
    }
    if errors.is_empty() { complete(source, layer.sheet) } else { Err(errors) }
}

fn complete(source: SourceId, mut sheet: StyleSheet) -> Result<Style> {
    let body = sheet.body.clone();
    for text in sheet.texts_mut() {
        <super::sheet::Text as Part>::merge(text, unsaid(&body));
    }
    let mut missing = Vec::new();
    let style = Style::complete(sheet, "", &mut missing);
    let start = Span::new(source, 0, 0);
    let error = |message: String| Diagnostic::error(Code::Style, start, message);
    match style {
        None => Err(missing.into_iter().map(|name| error(format!("the style does not say “{name}”"))).collect()),
        Some(mut style) => {
            close_gaps(&mut style);
            let errors: Vec<_> = mistakes(&style).into_iter().map(error).collect();
            if errors.is_empty() { Ok(style) } else { Err(errors) }
        }
    }
}

/// Full-width punctuation at the end of a number has its gap within it.
fn close_gaps(style: &mut Style) {
    let headings = [
        &mut style.heading1,
        &mut style.heading2,
        &mut style.heading3,
        &mut style.heading4,
        &mut style.heading5,
        &mut style.heading6,
    ];
    for heading in headings.into_iter().filter(|heading| heading.number.ends_with(['、', '）', '．', '：'])) {
        heading.gap = Measure::Fixed(Length::ZERO);
    }
}

/// What a text looks like where its sheet says nothing: font, size, pitch and
/// colour of running text, without indents and spaces.
fn unsaid(body: &TextSheet) -> TextSheet {
    let zero = Some(Measure::Fixed(Length::ZERO));
    TextSheet {
        font: body.font.clone(),
        size: body.size,
        pitch: body.pitch,
        bold: Some(false),
        color: body.color.or(Some(Color([0, 0, 0]))),
        align: Some(Align::Left),
        first_line: zero,
        indent: zero,
        indent_right: zero,
        before: zero,
        after: zero,
    }
}

/// What is wrong with a style although each of its values is right.
fn mistakes(style: &Style) -> Vec<String> {
    let mut errors = Vec::new();
    let page = &style.page;
    if page.text_width() < Length::millimetres(20.0) || page.text_height() < Length::millimetres(20.0) {
        errors.push("the margins leave less than 20mm for the text".to_owned());
    }
    for (name, heading) in (1..=6).map(|level| (format!("heading{level}.number"), style.heading(level))) {
        if !heading.number.is_empty() && heading.pattern().is_none() {
            errors.push(format!("“{name}” is no numbering pattern: “{}”", heading.number));
        }
    }
    if style.list.bullets.is_empty() || style.list.numbers.is_empty() || style.list.boxes.len() != 2 {
        errors.push("lists need at least one bullet, one number and two boxes".to_owned());
    }
    let numbers = style.list.numbers.iter().filter(|n| n.parse::<super::value::Pattern>().is_err());
    errors.extend(numbers.map(|n| format!("“{n}” in “list.numbers” is no numbering pattern")));
    let numbers = &style.page_number;
    for (name, pattern) in [("pattern", &numbers.pattern), ("front", &numbers.front)] {
        if !pattern.is_empty() && super::value::PagePattern::parse(pattern).is_none() {
            errors.push(format!("“page-number.{name}” needs one of 1, I, i, 一 where the number stands"));
        }
    }
    if !(1..=4).contains(&page.columns) {
        errors.push("“page.columns” is a number from 1 to 4".to_owned());
    }
    if !style.equation.number.contains(' ') {
        errors.push("“equation.number” needs a space where the number stands, as in “( )”".to_owned());
    }
    let roles = style.texts().into_iter().map(|text| text.font.as_str());
    for role in roles.filter(|role| !FONT_ROLES.contains(role)) {
        errors.push(format!("“{role}” is no font role; the roles are {}", FONT_ROLES.join(", ")));
    }
    errors
}

/// Reads a sheet; takes out each key that is wrong and goes on, so that all
/// mistakes are found at once.
fn read_sheet(source: Option<SourceId>, text: &str, errors: &mut Vec<Diagnostic>) -> Layer {
    let at = |range: Option<std::ops::Range<usize>>| Some(Span::new(source?, range.clone()?.start, range?.end));
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
    table.get_mut().remove("description");
    let sheet = recover(table, |error| errors.push(sheet_error(&error, at(error.span()))));
    Layer { sheet, inherits }
}

/// Deserialises a table; whenever that fails, reports the error, takes the
/// entry out that it points at and tries again.
pub(crate) fn recover<T: for<'de> Deserialize<'de> + Default>(
    mut table: Spanned<DeTable<'_>>,
    mut report: impl FnMut(toml::de::Error),
) -> T {
    loop {
        match T::deserialize(Deserializer::from(table.clone())) {
            Ok(value) => return value,
            Err(error) => {
                let removed = error.span().is_some_and(|span| remove(table.get_mut(), &span));
                report(error);
                if !removed {
                    return T::default();
                }
            }
        }
    }
}

/// Removes the innermost entry whose key or value is at the range.
fn remove(table: &mut DeTable<'_>, range: &std::ops::Range<usize>) -> bool {
    let holds = |outer: std::ops::Range<usize>| outer.start <= range.start && range.end <= outer.end;
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
pub(crate) fn sheet_error(error: &toml::de::Error, span: Option<Span>) -> Diagnostic {
    let message = error.message();
    let Some(rest) = message.strip_prefix("unknown field `") else {
        return Diagnostic::error(Code::Style, span, message);
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

macro_rules! texts {
    ($($($path:ident).+),* $(,)?) => {
        impl StyleSheet {
            fn texts_mut(&mut self) -> Vec<&mut TextSheet> {
                vec![&mut self.body, $(&mut self.$($path).+),*]
            }
        }

        impl Style {
            /// Every text of the style.
            #[must_use]
            pub fn texts(&self) -> Vec<&super::sheet::Text> {
                vec![&self.body, $(&self.$($path).+),*]
            }
        }
    };
}

texts! {
    masthead.name, masthead.number, title.kicker_text, title.title, title.subtitle, title.author, title.line, title.abstract_title, title.abstract_text,
    heading1.text, heading2.text, heading3.text, heading4.text, heading5.text, heading6.text,
    figure_caption.text, table_caption.text, code_caption.text,
    table.text, quote.text, quote.attribution, alert.title, alert.text, notes.text,
    contents.title, contents.level1, contents.level2, contents.level3, code.text,
    salutation, signature, references.text, header.text, page_number.text,
}

#[cfg(test)]
mod tests {
    use super::{PRESETS, load};
    use crate::diag::SourceId;

    #[test]
    fn presets_are_whole() {
        for (name, text) in PRESETS {
            load(SourceId(0), text).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
        }
    }

    #[test]
    fn all_mistakes_are_found() {
        let sheet = "[body]\nsiez = \"小四\"\npitch = \"20furlongs\"\n[page]\npaper = 4\n[boddy]\n";
        let errors = load(SourceId(0), sheet).unwrap_err();
        assert_eq!(errors.len(), 4, "{errors:#?}");
        assert!(errors.iter().any(|e| e.hints == ["did you mean “size”?"]));
        assert!(errors.iter().all(|e| e.span.is_some()));
    }

    #[test]
    fn fields_override() {
        let style = load(SourceId(0), "[body]\nsize = \"五号\"\n").unwrap();
        assert_eq!(style.body.size().pt(), 10.5);
        assert_eq!(style.quote.text.size().pt(), 10.5);
    }
}
