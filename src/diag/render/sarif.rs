//! Diagnostics become one log in SARIF 2.1.0, which code hosts and editors read.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{edits, lines, located};
use crate::diag::{Code, Diagnostic, Language, Level, Message, Severity, Sources, visible_data};

/// The schema that the log follows.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What stays as it is in the address of a file.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The log of several documents, each with the texts that it points into.
#[must_use]
pub fn sarif<'a>(documents: impl IntoIterator<Item = (&'a [Diagnostic], &'a Sources)>, language: Language) -> String {
    let results: Vec<Value> = documents
        .into_iter()
        .flat_map(|(list, sources)| list.iter().map(move |diagnostic| result(diagnostic, sources, language)))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fuzi",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Code::ALL.iter().map(|code| rule(*code, language)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    visible_data(&serde_json::to_string_pretty(&log).unwrap_or_default()).into_owned() + "\n"
}

fn rule(code: Code, language: Language) -> Value {
    json!({
        "id": code.number(),
        "name": code.as_str(),
        "shortDescription": { "text": Message::from(code.summary()).in_language(language) },
        "fullDescription": { "text": code.explanation(language).collect::<Vec<_>>().join("\n\n") },
        "defaultConfiguration": { "level": match code.level() {
            Level::Off => "none",
            Level::Note => "note",
            Level::Warn => "warning",
            Level::Error => "error",
        } },
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let mut result = json!({
        "ruleId": diagnostic.code.number(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
        "level": match diagnostic.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "message": { "text": lines(diagnostic, language) },
    });
    if let Some((source, start, end)) = located(diagnostic, sources) {
        let artifact = json!({ "uri": uri(source.name()) });
        let region = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
        result["locations"] = json!([{ "physicalLocation": { "artifactLocation": artifact, "region": region } }]);
        if !diagnostic.fix.is_empty() {
            result["fixes"] = json!([{ "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": replacements(diagnostic, sources),
            }] }]);
        }
    }
    result
}

fn replacements(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Value> {
    let replacement = |edit: super::JsonEdit<'_>| {
        json!({
            "deletedRegion": {
                "startLine": edit.start.line, "startColumn": edit.start.column,
                "endLine": edit.end.line, "endColumn": edit.end.column,
            },
            "insertedContent": { "text": edit.replacement },
        })
    };
    edits(diagnostic, sources).into_iter().map(replacement).collect()
}

/// The address of a file: relative where its path is.
fn uri(path: &str) -> String {
    let path = utf8_percent_encode(&path.replace('\\', "/"), PATH).to_string();
    if path.starts_with('/') { format!("file://{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::sarif;
    use crate::diag::{Code, Diagnostic, Edit, Language, Sources, Span};

    #[test]
    fn a_log_names_rules_places_and_fixes() {
        let mut sources = Sources::new();
        let id = sources.add("报 告.md", "一\n中...\n");
        let span = Span::new(id, 7, 10);
        let list = [Diagnostic::warning(Code::Ellipsis, span, "x").fix([Edit::new(span, "……")])];
        let log: serde_json::Value =
            serde_json::from_str(&sarif([(list.as_slice(), &sources)], Language::English)).unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "F0903");
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "F0903");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E6%8A%A5%20%E5%91%8A.md");
        assert_eq!(place["region"]["startLine"], 2);
        assert_eq!(place["region"]["startColumn"], 2);
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["insertedContent"]["text"], "……");
        assert_eq!(change["deletedRegion"]["endColumn"], 5);
    }
}
