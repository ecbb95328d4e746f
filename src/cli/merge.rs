//! `fuzi merge`: what was changed in a Word file comes back to the manuscript.

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
    let request = MergeRequest {
        edited: edited.into_iter().cloned().collect(),
        source: others.first().map(|path| (*path).clone()),
        base: args.base.clone(),
        reject: args.reject,
        comments: args.criticmarkup,
        options: Options {
            base: BaseAt::Project(folders::user_cache().map(|folder| folder.join("base"))),
            ..Options::default()
        },
    };
    let merged = match project::merge(&request) {
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
    for told in &merged.told {
        out.push_str(&place(told, &merged.sources));
        out.push_str(&text(what(told)));
        if let MergeResult::Refused(reason) = &told.outcome {
            out.push_str(&text(message!(": {reason}", reason)));
        }
        out.push('\n');
        for (sign, said) in [("-", &told.before), ("+", &told.after)] {
            said.lines().for_each(|line| out.push_str(&format!("  {sign} {}\n", visible_line(line))));
        }
    }
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
