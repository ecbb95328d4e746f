//! The table against the sources: every template has its Chinese, and every row
//! is used.

#![allow(clippy::disallowed_methods, reason = "the sources are read")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{PARTS, chinese, guide, help, libraries};
use crate::diag::Code;
use crate::style::Style;
use crate::style::guide::Shape;

/// A text of the sources with the code around it.
struct Literal {
    text: String,
    /// The code before it in its file, without comments and texts.
    before: String,
    /// The first character behind it that is no blank.
    next: Option<char>,
}

impl Literal {
    /// Whether it is printed as a message as it stands.
    fn is_message(&self) -> bool {
        let before = self.before.trim_end();
        // Fonts of Word have hints too, in one word.
        let is_hint = before.ends_with(".hint(") && self.next == Some(')') && self.text.contains(' ');
        before.ends_with("message!(") || is_hint || (before.ends_with(',') && self.next == Some(')') && self.is_last())
    }

    /// Whether it stands among the arguments of a diagnostic, and no deeper.
    fn is_last(&self) -> bool {
        let calls = ["Diagnostic::error(", "Diagnostic::warning(", "sink.warn("];
        let Some(start) = calls.iter().filter_map(|call| Some(self.before.rfind(call)? + call.len())).max() else {
            return false;
        };
        let within = &self.before[start..];
        let count = |ch: char| within.matches(ch).count();
        !within.contains([';', '}']) && count('(') == count(')')
    }
}

/// The texts of a file up to its tests.
fn literals(file: &str) -> Vec<Literal> {
    let mut rest = file.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let (mut found, mut before): (Vec<Literal>, String) = (Vec::new(), String::new());
    while let Some(ch) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if ch == '"' {
            let (text, behind) = unescaped(&rest[1..]);
            found.push(Literal { text, before: before.clone(), next: behind.trim_start().chars().next() });
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix("'\"'").or_else(|| rest.strip_prefix("'\\\"'")) {
            rest = behind;
        } else {
            before.push(ch);
            rest = &rest[ch.len_utf8()..];
        }
    }
    found
}

/// A text from behind its opening mark on, and what stands behind it.
fn unescaped(text: &str) -> (String, &str) {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((at, ch)) = chars.next() {
        match ch {
            '"' => return (out, &text[at + 1..]),
            '\\' => match chars.next() {
                Some((_, 'n')) => out.push('\n'),
                Some((at, '\n')) => {
                    let gap = text[at..].len() - text[at..].trim_start().len();
                    let (more, behind) = unescaped(&text[at + gap..]);
                    return (out + &more, behind);
                }
                Some((_, other)) => out.push(other),
                None => {}
            },
            other => out.push(other),
        }
    }
    (out, "")
}

fn sources(folder: &Path, found: &mut Vec<(String, Vec<Literal>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            // The table itself says nothing about its use.
            if name != "table" || !folder.ends_with("message") {
                sources(&path, found);
            }
        } else if name.ends_with(".rs") && !["tests.rs", "testing.rs"].contains(&name.as_str()) {
            found.push((path.display().to_string(), literals(&fs::read_to_string(&path).unwrap())));
        }
    }
}

fn all() -> Vec<(String, Vec<Literal>)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

#[test]
fn every_message_is_translated() {
    let mut missing = Vec::new();
    for (path, literals) in all() {
        let messages = literals.iter().filter(|literal| literal.is_message());
        missing.extend(messages.filter(|m| chinese(&m.text).is_none()).map(|m| format!("{path}: {}", m.text)));
    }
    assert!(missing.is_empty(), "no Chinese for\n{}", missing.join("\n"));
}

#[test]
fn every_summary_of_a_code_is_translated() {
    let missing: Vec<_> = Code::ALL.iter().filter(|code| chinese(code.summary()).is_none()).collect();
    assert!(missing.is_empty(), "no Chinese for {missing:?}");
}

#[test]
fn every_row_is_used() {
    let mut texts: BTreeSet<String> = Code::ALL.iter().map(|code| code.summary().to_owned()).collect();
    texts.extend(all().into_iter().flat_map(|(_, literals)| literals).map(|literal| literal.text));
    let rows = PARTS
        .iter()
        .filter(|rows| ![libraries::ROWS, help::ROWS, guide::ROWS].contains(*rows))
        .flat_map(|rows| rows.iter());
    // What is found is said by the library that reads sheets.
    let own = rows.map(|(english, _)| *english).filter(|english| !english.contains("{found}"));
    let unused: Vec<&str> = own.filter(|english| !texts.contains(*english)).collect();
    assert!(unused.is_empty(), "nothing prints\n{}", unused.join("\n"));
}

#[test]
fn every_row_of_help_is_used() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let sources: String = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    let is_said = |text: &str| sources.contains(&format!("/// {text}\n")) || sources.contains(&format!("\"{text}\""));
    let unused: Vec<&str> =
        help::ROWS.iter().map(|(english, _)| *english).filter(|english| !is_said(english)).collect();
    assert!(unused.is_empty(), "no help says\n{}", unused.join("\n"));
}

/// Every text that explains a field, its kind or a word for it, but for sizes and
/// for words that are the same as others.
fn texts_about_fields() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for (_, field) in Style::guide().paths() {
        texts.insert(field.doc.to_owned());
        let Shape::Value(kind) = &field.shape else { continue };
        texts.insert(kind.what.to_owned());
        let meanings = kind.words.iter().map(|(_, meaning)| meaning);
        let own = |text: &&String| !text.starts_with("The same as ") && !text.ends_with('磅') && !text.contains('×');
        texts.extend(meanings.filter(own).cloned());
    }
    texts
}

#[test]
fn every_text_about_fields_is_translated() {
    let said = texts_about_fields();
    let missing: Vec<&String> = said.iter().filter(|text| chinese(text).is_none()).collect();
    assert!(missing.is_empty(), "no Chinese for {missing:#?}");
    let unused: Vec<&str> =
        guide::ROWS.iter().map(|(english, _)| *english).filter(|english| !said.contains(*english)).collect();
    assert!(unused.is_empty(), "no field says {unused:#?}");
}

#[test]
fn rows_have_the_same_gaps_and_stand_once() {
    let mut seen = BTreeSet::new();
    for (english, chinese) in PARTS.iter().flat_map(|rows| rows.iter()) {
        assert!(seen.insert(english), "“{english}” stands twice");
        assert_eq!(gaps(english), gaps(chinese), "{english}");
    }
    for rows in PARTS {
        assert!(rows.is_sorted_by_key(|(english, _)| english), "{} is out of order", rows[0].0);
    }
}

/// The names in braces.
fn gaps(template: &str) -> BTreeSet<&str> {
    let is_name = |name: &&str| {
        !name.is_empty() && name.chars().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '_')
    };
    template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).filter(is_name).collect()
}
