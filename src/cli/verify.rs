//! `fuzi verify`: whether a PDF and a Word file say the same, and where not.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::language::text;
use super::report::counted;
use super::terminal::{Terminal, print, print_data, shown};
use super::{DONE, ERRORS};
use crate::diag::render::Format;
use crate::diag::{Message, Sources, message, visible_line};
use crate::project::{self, Difference, DifferenceKind as Kind, Seals, Verified};

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The PDF
    #[arg(value_name = "PDF")]
    pdf: PathBuf,
    /// The Word file
    #[arg(value_name = "DOCX")]
    word: PathBuf,
    /// The manuscript, to tell the lines of differences
    #[arg(value_name = "SOURCE")]
    source: Option<PathBuf>,
    /// How differences are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: VerifyFormat,
}

/// How differences are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum VerifyFormat {
    #[default]
    Human,
    Json,
    Html,
}

pub(super) fn run(args: &VerifyArgs) -> u8 {
    let terminal = Terminal::new(Format::Human);
    let verified = match project::verify(&args.pdf, &args.word, args.source.as_deref()) {
        Ok(verified) => verified,
        Err(error) => return terminal.refused(&error),
    };
    terminal.diagnostics(&verified.problems, &Sources::new());
    match args.format {
        VerifyFormat::Human => {
            terminal.say(sealed(verified.seals));
            if verified.has_own_pages {
                terminal.say(message!("the Word file has pages of its template; they are not compared"));
            }
            print(&human(&verified, args));
            terminal.say(summary(&verified, args));
        }
        VerifyFormat::Json => print_data(&(data(&verified).to_string() + "\n")),
        VerifyFormat::Html => print_data(&html(&verified, args)),
    }
    if verified.differences.is_empty() { DONE } else { ERRORS }
}

fn summary(verified: &Verified, args: &VerifyArgs) -> Message {
    let (pdf, word) = (shown(&args.pdf), shown(&args.word));
    match verified.differences.len() {
        0 => message!("{pdf} and {word} say the same", pdf, word),
        count => {
            let places = counted(count, "{count} place", "{count} places");
            message!("{pdf} and {word} differ in {places}", pdf, word, places)
        }
    }
}

/// What the seals say, in words.
fn sealed(seals: Seals) -> Message {
    match seals {
        Seals::Same => message!("both editions were made of the same text"),
        Seals::Different => message!("the editions were made of different texts"),
        Seals::Missing => message!("at least one edition does not say of which text it was made"),
    }
}

/// What differs, in words.
fn kind(kind: Kind) -> Message {
    match kind {
        Kind::Heading(_) => message!("heading"),
        Kind::Text | Kind::Drawn => message!("paragraph"),
        Kind::Formula => message!("formula"),
        Kind::Caption => message!("caption"),
        Kind::Picture => message!("alternative text"),
        Kind::Cell => message!("cell"),
        Kind::Note => message!("footnote"),
        Kind::Link | Kind::NoteLink => message!("link"),
    }
}

/// Where it is: page, paragraph, heading, line.
fn place(difference: &Difference, line: Option<usize>, args: &VerifyArgs) -> Vec<String> {
    let mut place = Vec::new();
    if let Some(page) = difference.page {
        place.push(text(message!("page {page} of the PDF", page)));
    }
    if let Some(paragraph) = difference.paragraph {
        place.push(text(message!("paragraph {paragraph} of the Word file", paragraph)));
    }
    if !difference.heading.is_empty() {
        place.push(text(message!("below “{heading}”", heading = visible_line(&difference.heading))));
    }
    if let (Some(line), Some(source)) = (line, &args.source) {
        place.push(format!("{}:{line}", shown(source)));
    }
    place
}

fn human(verified: &Verified, args: &VerifyArgs) -> String {
    let mut out = String::new();
    for (difference, line) in &verified.differences {
        let place = place(difference, *line, args).join(&text(message!(", ")));
        out.push_str(&text(message!("{what}: {place}", what = text(kind(difference.kind)), place)));
        out.push('\n');
        for (edition, said) in [("PDF ", &difference.pdf), ("Word", &difference.word)] {
            let said = said.as_ref().map_or_else(|| "—".to_owned(), |said| visible_line(said).into_owned());
            out.push_str(&format!("  {edition}  {said}\n"));
        }
    }
    out
}

fn data(verified: &Verified) -> Value {
    let name = |kind| match kind {
        Kind::Heading(_) => "heading",
        Kind::Text | Kind::Drawn => "text",
        Kind::Formula => "formula",
        Kind::Caption => "caption",
        Kind::Picture => "alt",
        Kind::Cell => "cell",
        Kind::Note => "note",
        Kind::Link | Kind::NoteLink => "link",
    };
    let differences: Vec<Value> = verified
        .differences
        .iter()
        .map(|(found, line)| {
            json!({
                "kind": name(found.kind),
                "page": found.page,
                "paragraph": found.paragraph,
                "heading": found.heading,
                "pdf": found.pdf,
                "word": found.word,
                "line": line,
            })
        })
        .collect();
    let seals = match verified.seals {
        Seals::Same => "same",
        Seals::Different => "different",
        Seals::Missing => "missing",
    };
    json!({ "seals": seals, "equal": differences.is_empty(), "differences": differences })
}

fn html(verified: &Verified, args: &VerifyArgs) -> String {
    let title = escaped(&text(summary(verified, args)));
    let seals = escaped(&text(sealed(verified.seals)));
    let mut rows = String::new();
    for (difference, line) in &verified.differences {
        let cells = [
            text(kind(difference.kind)),
            place(difference, *line, args).join(&text(message!(", "))),
            difference.pdf.clone().unwrap_or_else(|| "—".to_owned()),
            difference.word.clone().unwrap_or_else(|| "—".to_owned()),
        ];
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        rows.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    let heads = [text(message!("what")), text(message!("where")), "PDF".to_owned(), "Word".to_owned()];
    let heads: String = heads.iter().map(|head| format!("<th>{}</th>", escaped(head))).collect();
    let table = if rows.is_empty() { String::new() } else { format!("<table>\n<tr>{heads}</tr>\n{rows}</table>\n") };
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>body{{font-family:sans-serif;margin:2em}}table{{border-collapse:collapse}}td,th{{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}}</style>\n<h1>{title}</h1>\n<p>{seals}</p>\n{table}"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
