//! `fuzi styles`.

use std::path::Path;

use clap::{Args, Subcommand};

use super::DONE;
use super::language::{language, text};
use super::styles_compare::{self, CompareArgs};
use super::styles_import::{self, ImportArgs};
use super::terminal::{self, Terminal};
use crate::diag::render::Format;
use crate::diag::{message, visible_data};
use crate::project::{self, Error, Explained};

/// The widest line of an explanation.
const WIDTH: usize = 100;

#[derive(Debug, Args)]
pub(super) struct StylesArgs {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the styles of fuzi and those in styles/ [default]
    List,
    /// Print a style as a sheet with every field
    Show(ShowArgs),
    /// Say what a field of a sheet means and how its value is written
    Explain(ExplainArgs),
    /// Begin a sheet of your own, styles/NAME.toml
    New(NewArgs),
    /// Make a sheet from a Word template
    Import(ImportArgs),
    /// Say where a Word file or a sheet looks otherwise than a Word template
    Compare(CompareArgs),
    /// Print the JSON Schema of sheets, for editors
    Schema,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The style: a name, or the path of a sheet
    #[arg(value_name = "STYLE")]
    name: String,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// The field, such as body.size, heading1 or first-line
    #[arg(value_name = "FIELD")]
    field: Option<String>,
    /// The style whose values are shown [default: that of the project, or report]
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
}

#[derive(Debug, Args)]
struct NewArgs {
    /// The name of the new style
    #[arg(value_name = "NAME")]
    name: String,
    /// The style that it builds on
    #[arg(long, value_name = "STYLE", default_value = "report")]
    from: String,
}

pub(super) fn run(args: StylesArgs) -> u8 {
    let here = Path::new(".");
    match args.command.unwrap_or(Command::List) {
        Command::List => list(here),
        Command::Show(args) => {
            answer(project::whole_sheet(here, &args.name).map(|sheet| visible_data(&sheet).into_owned()))
        }
        Command::Explain(args) => {
            let explained = project::explain(here, args.field.as_deref(), args.style.as_deref());
            answer(explained.map(|list| explanation(&list)))
        }
        Command::New(args) => {
            let path = project::new_style(here, &args.name, &args.from, language());
            answer(path.map(|path| {
                let wrote = text(message!("wrote {path}", path = terminal::shown(&path)));
                let command = format!("fuzi build --style {}", args.name);
                format!("{wrote}\n{}\n", text(message!("now run: {command}", command)))
            }))
        }
        Command::Import(args) => styles_import::run(&args),
        Command::Compare(args) => styles_compare::run(&args),
        Command::Schema => answer(Ok(project::sheet_schema())),
    }
}

fn answer(text: Result<String, Error>) -> u8 {
    match text {
        Ok(text) => {
            terminal::print(&text);
            DONE
        }
        Err(refused) => Terminal::new(Format::Human).refused(&refused),
    }
}

fn list(folder: &Path) -> u8 {
    match project::styles(folder) {
        Ok(styles) => {
            let line = |style: project::StyleName| {
                let place = style.path.map_or_else(|| "(fuzi)".to_owned(), |path| path.display().to_string());
                vec![style.name, place, style.description]
            };
            terminal::print(&terminal::columns(&styles.into_iter().map(line).collect::<Vec<_>>()));
            DONE
        }
        Err(error) => Terminal::new(Format::Human).file_error(&error),
    }
}

/// One field is explained in full, several in a line each.
fn explanation(list: &[Explained]) -> String {
    match list {
        [one] if one.value.is_some() => in_full(one),
        [part, rest @ ..] if part.value.is_none() && rest.first().is_some_and(|first| first.depth > 0) => {
            let own = format!("{}.", part.path);
            let lines = rest.iter().map(|field| line(field, field.path.trim_start_matches(&own)));
            format!("[{}]  {}\n\n{}", part.path, said(&part.doc), terminal::columns(&lines.collect::<Vec<_>>()))
        }
        list => terminal::columns(&list.iter().map(|field| line(field, &field.path)).collect::<Vec<_>>()),
    }
}

fn line(field: &Explained, name: &str) -> Vec<String> {
    let name = match &field.value {
        Some(value) => format!("{name} = {value}"),
        None => format!("[{name}]"),
    };
    vec![name, said(&field.doc)]
}

fn in_full(field: &Explained) -> String {
    let value = field.value.as_deref().unwrap_or_default();
    let place = field.place.as_ref().map(|place| format!("  # {place}")).unwrap_or_default();
    let docs: Vec<String> = field.within.iter().chain([&field.doc]).map(|doc| said(doc)).collect();
    let doc = docs.join(" ");
    let mut out = format!("{} = {value}{place}\n\n{}", field.path, terminal::wrapped(&doc, WIDTH, "  "));
    out.push_str(&format!("  {}\n", text(message!("It is {what}.", what = field.what.clone()))));
    if !field.words.is_empty() {
        let words = field.words.iter().map(|(word, meaning)| vec![format!("    \"{word}\""), said(meaning)]);
        out.push_str(&terminal::columns(&words.collect::<Vec<_>>()));
    }
    if !field.examples.is_empty() {
        let examples = field.examples.as_slice();
        out.push_str(&format!("  {}\n", text(message!("For example {examples}", examples))));
    }
    out
}

/// A text about fields in the language of the user.
fn said(english: &str) -> String {
    text(project::explained(english))
}
