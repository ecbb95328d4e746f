//! A Word file that was edited, and the manuscript it was made of: the manuscript as
//! it was then is found, the edits are brought into it, and from there into what it is
//! now.

mod carried;
mod manuscript;
mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use self::request::{MergeComment, MergeOutcome, MergeRequest, MergedFile, Review};

use self::carried::{Texts, carry, said_now};
use self::manuscript::{Read, base_of, hash_of, job, print, read};
use super::error::Error;
use super::files;
use super::job::Job;
use super::outcome::{Edition, Goal, Options};
use crate::diag::{Source, Sources, message};
use crate::merge::{self, Given, Outcome, Own, Told, View};
use crate::word::Document as Word;

/// Brings what was changed in Word files back to their manuscript; nothing is written.
///
/// # Errors
///
/// If a file cannot be read, the manuscript as it was is not found, or it has errors.
pub fn merge(request: &MergeRequest) -> Result<MergeOutcome, Error> {
    let mut words = Vec::new();
    for path in &request.edited {
        let bytes = files::read_named(path)?;
        let word = Word::read(&path.display().to_string(), &bytes);
        words.push((path, word.map_err(|errors| Error::Diagnostics(errors, Sources::new()))?));
    }
    let job = job(request, words.first().and_then(|(_, word)| hash_of(word)))?;
    let now = read(&job, &request.options)?;
    // What the files of the manuscript hold with the edits until then.
    let mut texts = Texts::new();
    for (id, name) in &now.names {
        texts.insert(name.clone(), now.sources.get(*id).map_or("", Source::text).to_owned());
    }
    let old = texts.clone();
    let mut reviews = Vec::new();
    for (path, word) in words {
        let number = reviews.len();
        let without = request.without.iter().filter(|(review, _)| *review == number).map(|(_, change)| *change);
        reviews.push(review(request, &job, &now, path, word, &without.collect(), &mut texts)?);
    }
    let changed = old.into_iter().filter_map(|(name, before)| {
        let after = texts.remove(&name).filter(|after| *after != before)?;
        Some(MergedFile { path: job.root.shown(Path::new(&name)), before, after })
    });
    Ok(MergeOutcome { files: changed.collect(), reviews })
}

/// Brings the edits of a Word file into the texts.
fn review(
    request: &MergeRequest,
    job: &Job,
    now: &Read,
    path: &Path,
    word: Word,
    without: &BTreeSet<usize>,
    texts: &mut Texts,
) -> Result<Review, Error> {
    let then =
        base_of(request, job, now, path, &word)?.map(|texts| Job { root: job.root.with_texts(texts), ..job.clone() });
    let base_job = then.as_ref().unwrap_or(job);
    let base = then.as_ref().map(|job| read(job, &request.options)).transpose()?;
    let base = base.as_ref().unwrap_or(now);
    let options = Options { to: vec![Edition::Docx], goal: Goal::Build, ..request.options.clone() };
    let before = print(base_job, &options)?;
    let own = Own::of(&before);
    let comments = comments(&word, &own);
    let remarks = if request.comments { remarks(&comments) } else { BTreeMap::new() };
    let given = Given {
        manuscript: &base.manuscript,
        sources: &base.sources,
        before: &before,
        after: &word,
        own: &own,
        without,
        view: if request.reject { View::Original } else { View::Final },
        remarks: &remarks,
    };
    let merged = merge::merge(&given, &mut |texts| {
        let texts = texts.iter().filter_map(|(id, text)| Some((base.names.get(id)?.clone(), text.clone())));
        let root = base_job.root.with_texts(texts.collect());
        print(&Job { root, ..base_job.clone() }, &options).ok()
    });
    let mut told = merged.told;
    let lines = |texts: &Texts| {
        let root = job.root.with_texts(texts.clone().into_iter().collect());
        let word = print(&Job { root, ..job.clone() }, &options).ok()?;
        Some(merge::lines(&word, &own))
    };
    let (after, lost) = carry(base, &merged.edits, texts, &told, &lines);
    *texts = after;
    for told in told.iter_mut().filter(|told| lost.contains(&told.number) && told.outcome == Outcome::Merged) {
        told.outcome = Outcome::Refused(message!("the manuscript says something else there now"));
        told.now = told.span.and_then(|span| said_now(base, texts, span));
    }
    told.retain(Told::says);
    Ok(Review {
        path: path.to_owned(),
        told,
        sources: base.sources.clone(),
        problems: word.problems,
        kept: merged.kept,
        comments,
    })
}

/// Comments as CriticMarkup, by their ids.
fn remarks(comments: &[MergeComment]) -> BTreeMap<String, String> {
    let written = |comment: &MergeComment| {
        let text = comment.text.split_whitespace().collect::<Vec<_>>().join(" ").replace("<<}", "<< }");
        match comment.author.as_str() {
            "" => format!("{{>>{text}<<}}"),
            author => format!("{{>>{author}: {text}<<}}"),
        }
    };
    comments.iter().map(|comment| (comment.id.clone(), written(comment))).collect()
}

/// The comments of a Word file with the text that they are about, without those of the
/// manuscript.
fn comments(word: &Word, own: &Own) -> Vec<MergeComment> {
    let about = merge::commented(word);
    let comment = |comment: &crate::word::Comment| MergeComment {
        id: comment.id.clone(),
        author: comment.author.clone(),
        text: merge::said(&comment.blocks),
        about: about.get(&comment.id).cloned().unwrap_or_default(),
    };
    word.comments.iter().map(comment).filter(|comment| !own.has_comment(&comment.author, &comment.text)).collect()
}
