//! What was found in a Word file becomes a style sheet: only the fields that
//! were found, in the words of typography in a language, with remarks on what was not.

mod base;
mod parts;
mod unread;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::found::Part;
use super::margins::HeaderFooter;
use super::roles::Roles;
use super::{Look, Template, Unread, chosen, names};
use crate::diag::{Code, Diagnostic, Language, Message, SourceId, Value, message};
use crate::style::numbering::Pattern;
use crate::style::{self, Style};
pub use base::BASES;

/// A sheet that was made from a Word file.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The text of the sheet.
    pub text: String,
    /// The style of fuzi's that it builds on.
    pub from: String,
    /// What could not be read or told, as warnings.
    pub warnings: Vec<Diagnostic>,
    /// The blanks of the file's own pages, each with the field of the front matter
    /// that fills it.
    pub blanks: Vec<(String, String)>,
}

/// How often a sheet is read again without what was wrong: a value may only be
/// wrong together with another.
const READINGS: usize = 8;

/// A pattern of numbers as a sheet writes it.
#[must_use]
pub(super) fn pattern(pattern: &Pattern) -> String {
    pattern.to_string()
}

/// The sheet while it is written.
struct Sheet<'a> {
    template: &'a Template,
    margins: &'a HeaderFooter,
    roles: &'a Roles,
    /// The style that it builds on, and its name.
    base: &'a Style,
    base_name: &'a str,
    language: Language,
    out: String,
    unread: Vec<Unread>,
}

/// Writes the sheet of a template. It builds on the style of a name, else on the one
/// that the file is like.
pub(super) fn write(
    template: &Template,
    name: &str,
    path: Option<&str>,
    from: Option<&str>,
    language: Language,
) -> Imported {
    let base_name = from.unwrap_or_else(|| base::detect(template));
    let margins = template.margins();
    let mut unread = Vec::new();
    let found = template.looks();
    let mut looks: Vec<(Part, Look)> = found.iter().map(|(part, _, look)| (*part, look.clone())).collect();
    for (part, look) in [(Part::Header, &margins.header), (Part::PageNumber, &margins.number)] {
        if let Some(look) = look {
            looks.retain(|(known, _)| *known != part);
            looks.push((part, look.clone()));
        }
    }
    let roles = Roles::new(&looks, base_name, &mut unread);
    // Presets have no mistakes.
    let base = style::preset(base_name).and_then(|text| style::load(SourceId(0), text).ok());
    let Some(base) = &base else {
        return Imported { text: String::new(), from: String::new(), warnings: Vec::new(), blanks: Vec::new() };
    };
    let (margins, roles, out) = (&margins, &roles, String::new());
    let mut sheet = Sheet { template, margins, roles, base, base_name, language, out, unread };
    sheet.page();
    sheet.fonts();
    for part in Part::ALL {
        let Some((_, look)) = looks.iter().find(|(known, _)| known == part) else { continue };
        let style = found.iter().find(|(known, ..)| known == part).map_or("", |(_, id, _)| template.style_name(id));
        sheet.part(*part, look, style);
    }
    sheet.tables();
    sheet.captions();
    // What has no look may still have words.
    let has = |part: Part| looks.iter().any(|(known, _)| *known == part);
    if !has(Part::Header) {
        sheet.header();
    }
    if !has(Part::PageNumber) {
        sheet.page_number();
    }
    sheet.not_understood(&found);
    sheet.unread.extend(margins.unread.iter().cloned());
    if let Some(path) = path {
        let remark = sheet.said(
            "Word 版从这个模板自己的样式、编号、页眉页脚开始。",
            "The Word edition begins with the styles, numbers, headers and footers of this template.",
        );
        let _ = writeln!(sheet.out, "\n# {remark}\n[docx]\ntemplate = {}", quoted(path));
        sheet.styles(&found);
    }
    sheet.blanks(path.is_some());
    sheet.finish(name)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            ch if ch.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(ch));
            }
            ch => out.push(ch),
        }
    }
    out + "\""
}

impl Sheet<'_> {
    fn table(&mut self, name: &str, remark: &str) {
        let remark =
            if remark.is_empty() { String::new() } else { format!("  # {}", remark.replace(['\n', '\r'], " ")) };
        let _ = write!(self.out, "\n[{name}]{remark}\n");
    }

    /// One of two texts, by the language.
    fn said<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    fn text(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.out, "{key} = {}", quoted(value));
    }

    fn bare(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.out, "{key} = {value}");
    }

    fn fonts(&mut self) {
        for (role, fonts) in self.roles.found() {
            self.table(&format!("fonts.{role}"), "");
            let list = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
            self.bare("latin", format_args!("[{}]", list(&fonts.latin)));
            self.bare("east-asian", format_args!("[{}]", list(&fonts.east_asian)));
            self.text("word-latin", &fonts.word_latin);
            self.text("word-east-asian", &fonts.word_east_asian);
            if fonts.heavy {
                self.bare("heavy", true);
            }
        }
    }

    /// Which styles play which parts, where their names are not Word's own.
    fn styles(&mut self, found: &[(Part, String, Look)]) {
        let template = self.template;
        let own = |part: Part, name: &str| {
            name == part.style() || names::chinese(part.style()).is_some_and(|chinese| chinese == name)
        };
        let named = found.iter().filter_map(|(part, id, _)| {
            let name = template.style_name(id);
            Some((chosen::field(*part)?, name)).filter(|_| !own(*part, name))
        });
        let named: Vec<_> = named.collect();
        if named.is_empty() {
            return;
        }
        let remark = self.said(
            "各部分用模板的哪个样式，可以改。",
            "Which style of the template plays which part; it may be changed.",
        );
        let _ = writeln!(self.out, "\n# {remark}\n[docx.styles]");
        named.into_iter().for_each(|(field, name)| self.text(field, name));
    }

    /// Which field fills which blank of the template's own pages, and what on them
    /// only says what to write.
    fn blanks(&mut self, is_used: bool) {
        let (blanks, placeholders) = self.template.pages().blanks();
        if is_used && !blanks.is_empty() {
            let remark = self.said(
                "模板自带页面上的空白，各由文首的哪个字段填写；字段留空则不填。",
                "The blanks of the template's own pages, each with the field of the front matter that fills it; an \
                 empty field leaves the blank as it is.",
            );
            let _ = writeln!(self.out, "\n# {remark}\n[template.fields]");
            for (label, field) in blanks {
                let _ = writeln!(self.out, "{} = {}", quoted(&label), quoted(&field));
            }
        }
        for text in placeholders {
            self.unread.push(Unread::new(
                format!("模板页面上的提示文字“{text}”：请在模板中替换，否则会留在 Word 版里"),
                format!("the text “{text}” on the template's pages says what to write: replace it in the template"),
            ));
        }
    }

    fn finish(self, name: &str) -> Imported {
        let clean = |text: &str| text.replace(|ch: char| ch.is_control(), " ");
        let (shown, base) = (clean(name), self.base_name);
        let mut text = match self.language {
            Language::Chinese => format!("# 由 fuzi 从 Word 模板“{shown}”读出；没有写的项取自 {base}。\n"),
            Language::English => {
                format!("# Read by fuzi from the Word template “{shown}”; the rest comes from {base}.\n")
            }
        };
        if !self.unread.is_empty() {
            let heading =
                self.said("没有读出，或 fuzi 没有对应说法：", "Not read, or nothing that fuzi has a word for:");
            text.push_str(&format!("#\n# {heading}\n"));
            let lines = self.unread.iter().map(|line| self.said(&line.chinese, &line.english));
            lines.for_each(|line| text.push_str(&format!("#   - {}\n", clean(line))));
        }
        let description = format!("{} {name}", self.said("取自", "From"));
        let _ = write!(text, "inherits = \"{base}\"\ndescription = {}\n", quoted(&description));
        let warning = |line: &Unread| {
            let line = Value::Told { english: line.english.clone(), chinese: line.chinese.clone() };
            Diagnostic::warning(Code::Template, None, message!("not taken over: {line}", line))
        };
        let warnings = self.template.mended().chain(self.unread.iter().map(warning)).collect();
        let blanks = self.template.pages().blanks().0;
        Imported { text: text + &self.out, from: base.to_owned(), warnings, blanks }.readable(self.language)
    }
}

impl Imported {
    /// The sheet without values that fuzi does not take: they stay as remarks.
    fn readable(mut self, language: Language) -> Self {
        for _ in 0..READINGS {
            let Err(errors) = style::load(SourceId(0), &self.text) else { break };
            let line_of = |at: u32| self.text.bytes().take(at as usize).filter(|byte| *byte == b'\n').count();
            let wrong: BTreeMap<usize, Message> =
                errors.iter().filter_map(|error| Some((line_of(error.span?.start), error.message.clone()))).collect();
            let mut dropped = false;
            let mut text = String::with_capacity(self.text.len());
            for (at, line) in self.text.lines().enumerate() {
                let is_value = !line.starts_with(['#', '[']) && line.contains(" = ") && !line.starts_with("inherits");
                if let Some(why) = wrong.get(&at).filter(|_| is_value) {
                    dropped = true;
                    text.push_str(match language {
                        Language::Chinese => "# 没有采用：",
                        Language::English => "# Not taken over: ",
                    });
                    let message = message!("not taken over: {line}: {why}", line, why);
                    self.warnings.push(Diagnostic::warning(Code::Template, None, message));
                }
                text.push_str(line);
                text.push('\n');
            }
            self.text = text;
            if !dropped {
                break;
            }
        }
        self
    }
}
