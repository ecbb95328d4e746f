//! `fuzi merge`: what was changed in a Word file comes back to the manuscript.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;
use similar::TextDiff;

use super::folders;
use super::language::text;
use super::report::counted;
use super::terminal::{Terminal, print, print_data, shown};
use super::{DONE, ERRORS, FILES, USAGE};
use crate::diag::render::Format;
use crate::diag::{Message, Sources, message, visible_line};
use crate::project::{self, BaseAt, KeptKind, MergeChange, MergeOutcome, MergeRequest, MergeResult, Options, Review};

/// How many texts that fuzi counts are shown.
const SHOWN: usize = 5;

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// The Word files that came back, and the manuscript or its project
    #[arg(value_name = "DOCX… SOURCE", required = true)]
    files: Vec<PathBuf>,
    /// The manuscript as it was when the Word file was made
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// Show the changes and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the edits as a patch and write nothing
    #[arg(long)]
    patch: bool,
    /// Take tracked changes as not made
    #[arg(long)]
    reject: bool,
    /// Write comments into the manuscript as CriticMarkup
    #[arg(long)]
    criticmarkup: bool,
    /// Ask at each change whether to take it
    #[arg(long, conflicts_with = "patch")]
    ask: bool,
}

pub(super) fn run(args: &MergeArgs) -> u8 {
    let terminal = Terminal::new(Format::Human);
    let is_word = |path: &&PathBuf| {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        extension.is_some_and(|extension| matches!(extension.as_str(), "docx" | "docm"))
    };
    let (edited, others): (Vec<&PathBuf>, Vec<&PathBuf>) = args.files.iter().partition(is_word);
    if edited.is_empty() || others.len() > 1 {
        terminal.error("usage", message!("name Word files and at most one manuscript"));
        return USAGE;
    }
    if args.ask && !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        terminal.error("usage", message!("--ask wants a terminal to ask on"));
        return USAGE;
    }
    let mut request = MergeRequest {
        edited: edited.into_iter().cloned().collect(),
        source: others.first().map(|path| (*path).clone()),
        base: args.base.clone(),
        reject: args.reject,
        comments: args.criticmarkup,
        without: BTreeSet::new(),
        options: Options {
            base: BaseAt::Project(folders::user_cache().map(|folder| folder.join("base"))),
            ..Options::default()
        },
    };
    let mut found = project::merge(&request);
    if let (true, Ok(merged)) = (args.ask, &found) {
        request.without = unwanted(merged, &terminal);
        if !request.without.is_empty() {
            found = project::merge(&request);
        }
    }
    let merged = match found {
        Ok(merged) => merged,
        Err(error) => return terminal.refused(&error),
    };
    for review in &merged.reviews {
        terminal.diagnostics(&review.problems, &Sources::new());
        if !args.patch {
            print(&human(review));
        }
    }
    if args.patch {
        print_data(&patch(&merged));
    } else if !args.dry_run
        && let Err(error) = merged.write()
    {
        terminal.refused(&error.into());
        return FILES;
    }
    merged.reviews.iter().for_each(|review| terminal.say(summary(review)));
    if merged.is_whole() { DONE } else { ERRORS }
}

/// The changes that whoever is asked does not want. Only `y` takes one; `q` and the end of
/// what is typed leave the rest out.
fn unwanted(merged: &MergeOutcome, terminal: &Terminal) -> BTreeSet<(usize, usize)> {
    let mut unwanted = BTreeSet::new();
    let mut goes_on = true;
    for (number, review) in merged.reviews.iter().enumerate() {
        for told in review.told.iter().filter(|told| told.outcome == MergeResult::Merged) {
            let mut takes = false;
            if goes_on {
                print(&change(told, &review.sources));
                terminal.say(message!("take it? y takes it, n leaves it out, q leaves the rest out"));
                let mut line = String::new();
                let is_read = std::io::stdin().read_line(&mut line).is_ok_and(|count| count > 0);
                takes = is_read && line.trim().eq_ignore_ascii_case("y");
                goes_on = is_read && !line.trim().eq_ignore_ascii_case("q");
            }
            if !takes {
                unwanted.insert((number, told.number));
            }
        }
    }
    unwanted
}

fn summary(review: &Review) -> Message {
    let edited = shown(&review.path);
    let done = review.told.iter().filter(|told| told.outcome == MergeResult::Merged).count();
    let refused = review.told.len() - done + review.kept.len();
    let done = counted(done, "{count} change", "{count} changes");
    match (review.told.len() + review.kept.len(), refused) {
        (0, _) => message!("nothing was changed in {edited}", edited),
        (_, 0) => message!("{done} of {edited} came back", done, edited),
        _ => {
            let left = counted(refused, "{count} change", "{count} changes");
            message!("{done} of {edited} came back, {left} did not", done, edited, left)
        }
    }
}

/// The edits as a unified diff.
fn patch(merged: &MergeOutcome) -> String {
    let one = |file: &project::MergedFile| {
        let name = shown(&file.path);
        let diff = TextDiff::from_lines(&file.before, &file.after);
        diff.unified_diff().context_radius(3).header(&format!("a/{name}"), &format!("b/{name}")).to_string()
    };
    merged.files.iter().map(one).collect()
}

/// The changes, each with its place and both texts.
fn human(merged: &Review) -> String {
    let mut out = String::new();
    merged.told.iter().for_each(|told| out.push_str(&change(told, &merged.sources)));
    for kept in merged.kept.iter().take(SHOWN) {
        let (said, own) = (visible_line(&kept.said), visible_line(&kept.own));
        out.push_str(&text(match kept.kind {
            KeptKind::Formula => message!("the formula “{said}” stays “{own}”", said, own),
            KeptKind::Number => message!("“{said}” stays “{own}”: fuzi counts it", said, own),
            KeptKind::Style => message!("a paragraph in the style “{said}” stays “{own}”", said, own),
        }));
        out.push('\n');
    }
    if let Some(count) = merged.kept.len().checked_sub(SHOWN).filter(|count| *count > 0) {
        out.push_str(&text(message!("{count} more like this", count)));
        out.push('\n');
    }
    for comment in &merged.comments {
        let author = &comment.author;
        out.push_str(&text(message!("comment by {author}", author)));
        out.push('\n');
        if !comment.about.is_empty() {
            out.push_str(&format!("  > {}\n", visible_line(&comment.about)));
        }
        comment.text.lines().for_each(|line| out.push_str(&format!("  {}\n", visible_line(line))));
    }
    out
}

/// A change with its place and both texts.
fn change(told: &MergeChange, sources: &Sources) -> String {
    let mut out = place(told, sources);
    out.push_str(&text(what(told)));
    if let MergeResult::Refused(reason) = &told.outcome {
        out.push_str(&text(message!(": {reason}", reason)));
    }
    out.push('\n');
    let now = told.now.clone().unwrap_or_default();
    for (sign, said) in [("-", &told.before), ("+", &told.after), ("=", &now)] {
        said.lines().for_each(|line| out.push_str(&format!("  {sign} {}\n", visible_line(line))));
    }
    out
}

fn place(told: &MergeChange, sources: &Sources) -> String {
    let found = told.span.and_then(|span| Some((sources.get(span.source)?, span.range().start)));
    found.map_or_else(String::new, |(source, at)| format!("{}:{}: ", source.name(), source.place(at).line))
}

fn what(told: &MergeChange) -> Message {
    let is_merged = told.outcome == MergeResult::Merged;
    match (told.before.is_empty(), told.after.is_empty(), is_merged) {
        (true, _, true) => message!("put in"),
        (_, true, true) => message!("taken out"),
        (_, _, true) => message!("changed"),
        (true, _, false) => message!("not put in"),
        (_, true, false) => message!("not taken out"),
        (_, _, false) => message!("not changed"),
    }
}
