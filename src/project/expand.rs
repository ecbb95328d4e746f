//! The tables of a project file become jobs: patterns become files, names of
//! editions are put together, and what cannot be right is said at its line.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::error::Error;
use super::files::{self, Root, glob};
use super::job::Job;
use super::manifest::{self, BuildTable, DocumentTable, Manifest, Variables};
use super::navigation::{self, Outline};
use crate::check::Levels;
use crate::diag::{Code, Diagnostic, Message, SourceId, Sources, Span, message, nearest};
use crate::read::markdown::Newline;

/// The jobs of the project file of a folder. The folders that patterns look
/// into are noted if the root is recording; the jobs do not note anything there.
pub(super) fn project(root: Root) -> Result<Vec<Job>, Error> {
    let name = Path::new(manifest::FILE_NAME);
    let bytes = root.read(name)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut sources = Sources::new();
    let id = sources.add(root.shown(name).display().to_string(), text.clone());
    let mut errors = Vec::new();
    let Manifest { mut documents, build, check, newline } = manifest::read(id, &text, &mut errors);
    let levels = check.levels(id, &mut errors);
    if documents.is_empty() {
        documents.push(DocumentTable::default());
    }
    let jobs = Vec::new();
    let mut expand = Expand { root: &root, id, sources, build: &build, levels, newline, errors, jobs };
    for document in &documents {
        expand.document(document)?;
    }
    expand.collisions();
    let Expand { errors, jobs, sources, .. } = expand;
    if errors.is_empty() {
        return Ok(jobs.into_iter().map(|(job, _)| job).collect());
    }
    Err(Error::Diagnostics(errors, sources))
}

struct Expand<'a> {
    root: &'a Root,
    id: SourceId,
    sources: Sources,
    build: &'a BuildTable,
    levels: Levels,
    newline: Option<Newline>,
    errors: Vec<Diagnostic>,
    /// Each job with the place that says where its editions go.
    jobs: Vec<(Job, Span)>,
}

impl Expand<'_> {
    fn document(&mut self, table: &DocumentTable) -> Result<(), Error> {
        let folder = table.out_dir.as_ref().or(self.build.out_dir.as_ref());
        let out_dir = folder.map(|dir| plain(dir.get_ref())).unwrap_or_default();
        let (listed, single) = if table.each.is_empty() { (&table.sources, true) } else { (&table.each, false) };
        let mut found = Vec::new();
        let mut outline = Outline::default();
        for written in listed {
            let known = outline.files().count();
            if !single || !self.navigation(written, &mut outline)? {
                self.matching(written, &out_dir)?.into_iter().for_each(|file| outline.file(file));
            }
            let files: Vec<PathBuf> = outline.files().skip(known).map(Path::to_owned).collect();
            self.inside(&files, &out_dir, folder);
            found.extend(files);
        }
        let outline = Some(outline).filter(|outline| !outline.texts.is_empty()).map(Arc::new);
        if listed.is_empty() {
            found.extend(self.only_file(table)?);
        }
        if found.is_empty() {
            return Ok(());
        }
        let documents: Vec<Vec<PathBuf>> =
            if single { vec![found] } else { found.into_iter().map(|file| vec![file]).collect() };
        let mut variables = self.build.variables.clone();
        variables.extend(table.variables.clone());
        let variables = Arc::new(variables);
        for sources in documents {
            self.job(table, sources, (single, outline.clone()), &out_dir, &variables);
        }
        Ok(())
    }

    /// Adds what a navigation lists; whether the entry is one.
    fn navigation(&mut self, written: &Spanned<String>, outline: &mut Outline) -> Result<bool, Error> {
        let path = plain(written.get_ref());
        if !navigation::is_navigation(&path) || !self.root.is_file(&path) {
            return Ok(false);
        }
        let mut errors = Vec::new();
        let mut added = outline.clone();
        added.read(self.root, &path, &mut errors)?;
        if let (Some((_, text)), false) = (added.texts.last(), errors.is_empty()) {
            let id = self.sources.add(self.root.shown(&path).display().to_string(), text.clone());
            self.errors.extend(errors.into_iter().map(|error| navigation::moved(error, id)));
        }
        // A manuscript may be called SUMMARY.md too.
        let lists_some = added.steps.len() > outline.steps.len() || added.problems.len() > outline.problems.len();
        if lists_some || !files::has_extension(&path, files::MARKDOWN) {
            *outline = added;
            return Ok(true);
        }
        Ok(false)
    }

    /// The files of one entry of a list. A name without pattern is taken as it
    /// is; that it is missing is said when it is read.
    fn matching(&mut self, written: &Spanned<String>, out_dir: &Path) -> Result<Vec<PathBuf>, Error> {
        let pattern = written.get_ref();
        if !glob::is_pattern(pattern) {
            return Ok(vec![PathBuf::from(pattern)]);
        }
        // Editions are not sources, whatever a pattern says.
        let found = glob::files(self.root, pattern, Some(out_dir))
            .or_else(|error| if error.is_missing() { Ok(Vec::new()) } else { Err(error) })?;
        if found.is_empty() {
            let message = message!("no file of the project matches “{pattern}”", pattern);
            let hint = "write patterns from the folder of fuzi.toml on: * for one name, ** for any folders";
            self.errors.push(Diagnostic::error(Code::Manifest, self.span(written), message).hint(hint));
        }
        Ok(found)
    }

    fn span(&self, written: &Spanned<String>) -> Span {
        Span::new(self.id, written.span().start, written.span().end)
    }

    /// Refuses an output folder that holds sources: the next build could not
    /// tell what was written from what was made.
    fn inside(&mut self, files: &[PathBuf], out_dir: &Path, folder: Option<&Spanned<String>>) {
        let Some(folder) = folder.filter(|_| !out_dir.as_os_str().is_empty()) else { return };
        let Some(file) = files.iter().find(|file| plain(&file.to_string_lossy()).starts_with(out_dir)) else { return };
        let message = message!(
            "the output folder “{folder}” holds the source “{file}”",
            folder = folder.get_ref(),
            file = file.display()
        );
        let error = Diagnostic::error(Code::Manifest, self.span(folder), message);
        self.errors.push(error.hint("name a folder of its own, or leave “out-dir” out to write beside the sources"));
    }

    /// The only Markdown file of a project that lists none.
    fn only_file(&mut self, table: &DocumentTable) -> Result<Option<PathBuf>, Error> {
        let mut found = self.root.names(Path::new(""), files::MARKDOWN)?;
        if found.len() == 1 {
            return Ok(found.pop());
        }
        let message = message!(
            "the project does not say which of its {count} Markdown files it consists of",
            count = found.len()
        );
        let place = table.place.unwrap_or(Span::new(self.id, 0, 0));
        let error = Diagnostic::error(Code::Manifest, place, message);
        let error = error.hint("write sources = [\"first.md\", \"second.md\"] under [document] for one document");
        self.errors.push(error.hint("or each = [\"*.md\"] under [[document]] for a document of every file"));
        Ok(None)
    }

    fn job(
        &mut self,
        table: &DocumentTable,
        sources: Vec<PathBuf>,
        (single, outline): (bool, Option<Arc<Outline>>),
        out_dir: &Path,
        variables: &Arc<Variables>,
    ) {
        let base = Job::new(self.root.unrecorded(), sources);
        let pattern = table.output.as_ref().map_or(if single { "{stem}" } else { "{dir}/{stem}" }, |o| o.get_ref());
        let pattern = if outline.is_some() && table.output.is_none() { navigation::NAME } else { pattern };
        let place = table.output.as_ref().map(|output| self.span(output)).or(table.place);
        let place = place.unwrap_or(Span::new(self.id, 0, 0));
        let name = match expanded(pattern, &base.sources[0], variables) {
            Ok(name) => PathBuf::from(name),
            Err(error) => {
                // The same pattern is wrong for every file.
                if self.errors.iter().all(|known| known.span != Some(place)) {
                    self.errors.push(Diagnostic { span: Some(place), ..error });
                }
                return;
            }
        };
        let to = table.to.as_ref().unwrap_or(&self.build.to);
        let job = Job {
            output: self.root.shown(&out_dir.join(&name)),
            name,
            outline,
            style: table.style.clone().or_else(|| self.build.style.clone()),
            to: to.iter().map(|edition| edition.get_ref().clone()).collect(),
            bibliography: table.bibliography.clone().unwrap_or_else(|| self.build.bibliography.clone()),
            csl: table.csl.clone().or_else(|| self.build.csl.clone()),
            carries_source: self.build.source.unwrap_or(false),
            newline: self.newline,
            variables: variables.clone(),
            in_project: true,
            levels: self.levels.clone(),
            ..base
        };
        self.jobs.push((job, place));
    }

    /// Reports documents that would write the same files.
    fn collisions(&mut self) {
        let mut known: HashMap<&Path, &Job> = HashMap::new();
        let mut errors = Vec::new();
        for (job, place) in &self.jobs {
            if let Some(other) = known.insert(&job.output, job) {
                let names = [other, job].map(|job| job.sources[0].display().to_string());
                let message = message!(
                    "the documents of “{names}” and “{names2}” would both be written to “{output}”",
                    names = names[0],
                    names2 = names[1],
                    output = job.output.display()
                );
                let hint = "give them different names: output = \"{dir}/{stem}\" keeps the folders of the sources";
                errors.push(Diagnostic::error(Code::Manifest, *place, message).hint(hint));
            }
        }
        self.errors.extend(errors);
    }
}

/// A path without `.`.
fn plain(path: &str) -> PathBuf {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
}

/// The name of the editions that a pattern gives for a source.
fn expanded(pattern: &str, source: &Path, variables: &Variables) -> Result<String, Diagnostic> {
    let refuse = |message: Message| Diagnostic::error(Code::Manifest, None, message);
    let mut name = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        name.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            return Err(refuse(message!("“{pattern}” has a “{” without “}”", pattern)));
        };
        match key {
            "stem" => name.push_str(&source.file_stem().unwrap_or_default().to_string_lossy()),
            "dir" => {
                let folder = source.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
                name.push_str(plain(&folder).to_string_lossy().trim_start_matches('/'));
            }
            key => match variables.get(key) {
                Some(toml::Value::String(text)) => name.push_str(text),
                Some(value @ (toml::Value::Integer(_) | toml::Value::Datetime(_))) => name.push_str(&value.to_string()),
                _ => return Err(unknown(pattern, key, variables)),
            },
        }
        rest = after;
    }
    name.push_str(rest);
    let name = name.trim_start_matches('/').replace('\\', "/");
    if manifest::is_inside(&name) {
        return Ok(name);
    }
    Err(refuse(message!(
        "“{pattern}” gives “{name}” for “{source}”, which is not a path within the output folder",
        pattern,
        name,
        source = source.display()
    )))
}

fn unknown(pattern: &str, key: &str, variables: &Variables) -> Diagnostic {
    let known = || ["stem", "dir"].into_iter().chain(variables.keys().map(String::as_str));
    let error = Diagnostic::error(Code::Manifest, None, message!("unknown name “{key}” in “{pattern}”", key, pattern));
    match nearest(key, known()) {
        Some(near) => error.hint(message!("did you mean “{{near}}”?", near)),
        None => error.hint(message!("use one of {known}", known = known().collect::<Vec<_>>())),
    }
}
