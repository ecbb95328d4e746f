//! `{version}` in the lines over and under the pages: variables and fields of the
//! front matter. What the style itself fills in keeps its name.

use super::job::Job;
use super::manifest;
use crate::diag::{Code, Diagnostic, Sink, message};
use crate::model::document::Document;
use crate::style::{HeaderPart, Places, Style};

/// Fills in the names of variables.
pub(super) fn fill(style: &mut Style, places: &Places, job: &Job, document: &mut Document, sink: &mut Sink) {
    let (mut used, mut unknown) = (Vec::new(), Vec::new());
    let (header, number) = (&mut style.header, &mut style.page_number);
    let lines = [
        ("header.odd", &mut header.odd),
        ("header.even", &mut header.even),
        ("header.front", &mut header.front),
        ("header.first", &mut header.first),
        ("page-number.pattern", &mut number.pattern),
        ("page-number.front", &mut number.front),
    ];
    for (path, line) in lines.into_iter().filter(|(_, line)| line.contains('{')) {
        *line = filled(line, &mut |name| {
            let value = value(name, job, document);
            if value.is_some() {
                used.push(name.to_owned());
            } else if is_name(name) && !is_placeholder(name) {
                unknown.push((path, name.to_owned()));
            }
            value
        });
    }
    document.meta.used.extend(used);
    for (path, name) in unknown {
        let message = message!("no variable is called `{name}`", name);
        let hint = "give it a value: `--var name=value`, or `variables:` in the front matter";
        sink.push(
            Diagnostic { span: places.of(path), ..Diagnostic::warning(Code::Variable, None, message) }.hint(hint),
        );
    }
}

fn value(name: &str, job: &Job, document: &Document) -> Option<String> {
    if is_placeholder(name) {
        return None;
    }
    let literal = job.literal().into_iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let field = || document.meta.fields.iter().find(|(key, _)| key.value == name).map(|(_, value)| value.value.clone());
    let date = || document.meta.date.as_ref().filter(|_| name == "date").map(|date| date.value.clone());
    let declared = || document.meta.variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let of_project = || job.variables.get(name).map(manifest::printed);
    literal.or_else(declared).or_else(field).or_else(date).or_else(of_project)
}

/// Whether the style itself fills in a name.
fn is_placeholder(name: &str) -> bool {
    !matches!(HeaderPart::of(&format!("{{{name}}}")).as_slice(), [HeaderPart::Text(_)])
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn filled(line: &str, value: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.find('}').map(|end| &rest[1..end]);
        match name.and_then(|name| Some((name.len() + 2, value(name)?))) {
            Some((length, text)) => {
                filled.push_str(&text);
                rest = &rest[length..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn names_that_are_known_are_filled_in() {
        let mut value = |name: &str| (name == "v").then(|| "1.4".to_owned());
        assert_eq!(filled("{title} {v}/{v} {x} {", &mut value), "{title} 1.4/1.4 {x} {");
    }
}
