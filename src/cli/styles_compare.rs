//! `fuzi styles compare`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::language::{language, text};
use super::message_format::MessageFormat;
use super::report::counted;
use super::terminal::{self, Terminal, print_data, shown};
use super::{DONE, ERRORS};
use crate::diag::render::Format;
use crate::diag::{Language, Message, message};
use crate::project::{self, StyleDifference};

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The Word template (.docx, .dotx)
    #[arg(value_name = "TEMPLATE")]
    template: PathBuf,
    /// What is compared with it: a Word file, a style or the path of a sheet
    #[arg(value_name = "OTHER")]
    other: PathBuf,
    /// How differences are written; json for programs
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
}

pub(super) fn run(args: &CompareArgs) -> u8 {
    let format = Format::from(args.message_format);
    let terminal = Terminal::new(format);
    let found = match project::compare_styles(&args.template, &args.other, language()) {
        Ok(found) => found,
        Err(error) => return terminal.refused(&error),
    };
    match args.message_format {
        MessageFormat::Json => print_data(&(data(&found).to_string() + "\n")),
        MessageFormat::Short | MessageFormat::Github => {
            terminal::print(&terminal::columns(
                &found.iter().map(|difference| line(difference, true)).collect::<Vec<_>>(),
            ));
        }
        MessageFormat::Human => {
            terminal::print(&human(&found, args));
            terminal.say(summary(found.len(), args));
        }
    }
    if found.is_empty() { DONE } else { ERRORS }
}

fn summary(count: usize, args: &CompareArgs) -> Message {
    let (template, other) = (shown(&args.template), shown(&args.other));
    match count {
        0 => message!("{other} looks as {template} says", other, template),
        count => {
            let places = counted(count, "{count} place", "{count} places");
            message!("{other} differs from {template} in {places}", other, template, places)
        }
    }
}

/// Part by part: what the template says, then what the other has.
fn human(found: &[StyleDifference], args: &CompareArgs) -> String {
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut lines = vec![vec![String::new(), name(&args.template), name(&args.other)]];
    lines.extend(found.iter().map(|difference| line(difference, false)));
    let lines = terminal::columns(&lines);
    let mut lines = lines.lines();
    let mut out = String::new();
    if let Some(head) = lines.next().filter(|_| !found.is_empty()) {
        out.push_str(&format!("{head}\n"));
    }
    let mut part = None;
    for (difference, line) in found.iter().zip(lines) {
        if part != Some(&difference.part) {
            part = Some(&difference.part);
            let doc = text(project::explained(&difference.doc));
            out.push_str(&format!("[{}]  {}\n", difference.part, doc.split(['。', '\n']).next().unwrap_or_default()));
        }
        out.push_str(&format!("{line}\n"));
    }
    out
}

fn line(found: &StyleDifference, is_whole: bool) -> Vec<String> {
    let term = match language() {
        Language::Chinese => found.term,
        Language::English => None,
    };
    let named = if is_whole {
        format!("{}.{}", found.part, found.field)
    } else {
        term.map_or_else(|| format!("  {}", found.field), |term| format!("  {} {term}", found.field))
    };
    let value = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    vec![named, value(&found.template), value(&found.other)]
}

fn data(found: &[StyleDifference]) -> Value {
    let one = |difference: &StyleDifference| {
        json!({
            "part": difference.part,
            "field": difference.field,
            "template": difference.template,
            "other": difference.other,
        })
    };
    json!({ "equal": found.is_empty(), "differences": found.iter().map(one).collect::<Vec<_>>() })
}
