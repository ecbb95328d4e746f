//! The tables of a project file become jobs: patterns become files, names of
//! editions are put together, and what cannot be right is said at its line.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::asked::Asked;
use super::data::{self, Fault};
use super::each::Each;
use super::environment;
use super::error::Error;
use super::files::{self, Root, glob};
use super::found::Found;
use super::job::Job;
use super::limits::Limits;
use super::manifest::{self, BuildTable, DocumentTable, Manifest, Variables};
use super::navigation::{self, Outline};
use super::output_name::{Names, Wrong, plain};
use super::part::Part;
use super::records::{self, Record};
use crate::check::Levels;
use crate::diag::{Code, Diagnostic, SourceId, Sources, Span, message};
use crate::read::markdown::Newline;

/// How many pairs of rows with one output are told.
const MAX_SAME: usize = 50;

/// The jobs of the project file of a folder. The folders that patterns look
/// into are noted if the root is recording; the jobs do not note anything there.
pub(super) fn project(root: &Root, asked: &Asked) -> Result<Found, Error> {
    expanded(root, asked, None)
}

/// The jobs of a path within a project; `plain` gives those that it has where no
/// document of the project means it.
pub(super) fn part(root: &Root, asked: &Asked, part: &Part<'_>, plain: Plain<'_>) -> Result<Found, Error> {
    expanded(root, asked, Some((part, plain)))
}

/// What finds documents of which the project file does not speak, given the folder of
/// editions.
type Plain<'a> = &'a dyn Fn(&Path) -> Result<Vec<Job>, Error>;

fn expanded(root: &Root, asked: &Asked, part: Option<(&Part<'_>, Plain<'_>)>) -> Result<Found, Error> {
    let name = Path::new(manifest::FILE_NAME);
    let bytes = root.read(name)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut sources = Sources::new();
    let id = sources.add(root.shown(name).display().to_string(), text.clone());
    let mut errors = Vec::new();
    let Manifest { mut documents, mut build, check, limits, newline, mut profiles } =
        manifest::read(id, &text, &mut errors);
    let tables = documents.iter_mut().map(|document| &mut document.variables);
    let tables = tables.chain(profiles.values_mut().map(|profile| &mut profile.variables));
    for table in tables.chain([&mut build.variables]) {
        environment::fill(table, asked, id, &text, &mut errors);
    }
    let levels = check.levels(id, &mut errors);
    let limits = limits.limits(id, &mut errors);
    if documents.is_empty() {
        documents.push(DocumentTable::default());
    }
    let (jobs, refused, set) = (Vec::new(), Vec::new(), asked.variables.as_slice());
    let is_part = part.is_some();
    let meant = BTreeSet::new();
    let mut expand = Expand {
        root,
        id,
        build: &build,
        levels,
        limits,
        set,
        newline,
        sources,
        errors,
        refused,
        meant,
        is_part,
        jobs,
    };
    for document in &documents {
        expand.document(document)?;
    }
    expand.collisions();
    let chosen = match part {
        Some((part, plain)) if expand.errors.is_empty() => Some(expand.part(part, plain)?),
        _ => None,
    };
    let Expand { mut errors, jobs, sources, mut refused, .. } = expand;
    if jobs.is_empty() && !is_part {
        errors.append(&mut refused);
    }
    if !errors.is_empty() {
        return Err(Error::Diagnostics(errors, sources));
    }
    let jobs = chosen.unwrap_or_else(|| jobs.into_iter().map(|(job, _)| job).collect());
    let jobs = jobs.into_iter().flat_map(|job| job.asked(asked, &profiles)).collect();
    let refused = (!refused.is_empty()).then_some(Error::Diagnostics(refused, sources));
    Ok(Found { jobs, refused })
}

struct Expand<'a> {
    root: &'a Root,
    id: SourceId,
    build: &'a BuildTable,
    levels: Levels,
    limits: Limits,
    /// The variables of the command.
    set: &'a [(String, String)],
    newline: Option<Newline>,
    sources: Sources,
    errors: Vec<Diagnostic>,
    /// What is wrong with rows and with single documents, which keeps no other one from
    /// being built.
    refused: Vec<Diagnostic>,
    /// The files of which documents of the project speak even where none comes of it.
    meant: BTreeSet<PathBuf>,
    /// Whether a path within the project is meant, and not all of it.
    is_part: bool,
    /// Each job with the place that says where its editions go.
    jobs: Vec<(Job, Span)>,
}

impl Expand<'_> {
    /// The documents of a path: those of the project, else its own, set as the
    /// project says.
    fn part(&mut self, part: &Part<'_>, plain_jobs: Plain<'_>) -> Result<Vec<Job>, Error> {
        let jobs = part.of(self.jobs.iter().map(|(job, _)| job));
        let is_meant = self.meant.iter().any(|file| file.starts_with(part.path));
        if !is_meant {
            self.refused.clear();
        }
        if !jobs.is_empty() || is_meant {
            return Ok(jobs);
        }
        let out_dir = self.build.out_dir.as_ref().map(|dir| plain(dir.get_ref())).unwrap_or_default();
        let variables = Arc::new(self.build.variables.clone());
        let of_project = |job: Job| {
            let output = self.root.shown(&out_dir.join(&job.name));
            Job { output, ..self.set_by(job, &DocumentTable::default(), &variables) }
        };
        Ok(plain_jobs(&out_dir)?.into_iter().map(of_project).collect())
    }

    fn document(&mut self, table: &DocumentTable) -> Result<(), Error> {
        let folder = table.out_dir.as_ref().or(self.build.out_dir.as_ref());
        let out_dir = folder.map(|dir| plain(dir.get_ref())).unwrap_or_default();
        let each = table.each.as_ref().map(Each::entries).unwrap_or_default();
        let (lists, each): (Vec<_>, Vec<_>) = each.into_iter().partition(|entry| data::is_data(entry.get_ref()));
        let (single, before) = (each.is_empty(), self.refused.len());
        let listed = if single { &table.sources } else { &each };
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
        if found.is_empty() || self.refused.len() > before {
            self.meant.extend(found.iter().map(|file| plain(&file.to_string_lossy())));
            return Ok(());
        }
        let mut variables = self.build.variables.clone();
        variables.extend(table.variables.clone());
        let variables = Arc::new(variables);
        for list in &lists {
            self.rows(list, table, &found, &out_dir, &variables)?;
        }
        let documents: Vec<Vec<PathBuf>> = match (single, lists.is_empty()) {
            (true, true) => vec![found],
            (true, false) => Vec::new(),
            (false, _) => found.into_iter().map(|file| vec![file]).collect(),
        };
        for sources in documents {
            let usual = if single { "{stem}" } else { "{dir}/{stem}" };
            self.job(table, sources, (usual, outline.clone()), &out_dir, &variables, None);
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
            self.refused.extend(errors.into_iter().map(|error| navigation::moved(error, id)));
        }
        // A manuscript may be called SUMMARY.md too.
        let lists_some = added.steps.len() > outline.steps.len() || added.problems.len() > outline.problems.len();
        if lists_some || !files::has_extension(&path, files::MARKDOWN) {
            *outline = added;
            return Ok(true);
        }
        Ok(false)
    }

    /// A document of the same sources for every row of a list.
    fn rows(
        &mut self,
        list: &Spanned<String>,
        table: &DocumentTable,
        sources: &[PathBuf],
        out_dir: &Path,
        variables: &Arc<Variables>,
    ) -> Result<(), Error> {
        self.meant.extend(sources.iter().map(|file| plain(&file.to_string_lossy())));
        let (records, read) = match records::read(self.root, Path::new(list.get_ref()), self.limits.office) {
            Ok(read) => read,
            Err(error) => {
                self.refused.push(Diagnostic::error(Code::Data, self.span(list), error.message()));
                return Ok(());
            }
        };
        let before = (self.jobs.len(), self.refused.len());
        if records.is_empty() && read.faults.is_empty() {
            let message = message!("“{name}” has no rows under the names of its columns", name = read.name);
            self.refused.push(Diagnostic::error(Code::Data, self.span(list), message));
        }
        let mut faults = Vec::new();
        for record in records {
            faults.extend(self.job(table, sources.to_vec(), ("{stem}-{row}", None), out_dir, variables, Some(record)));
        }
        if self.refused.len() == before.1 {
            faults.extend(self.same_rows(before.0));
        }
        let faults: Vec<&Fault> = read.faults.iter().chain(&faults).collect();
        if !faults.is_empty() {
            let source = self.sources.add(read.name.clone(), read.text.clone());
            self.refused.extend(faults.into_iter().map(|fault| fault.diagnostic(source)));
        }
        Ok(())
    }

    /// Takes out the rows from a job on of which several would be one file.
    fn same_rows(&mut self, from: usize) -> Vec<Fault> {
        let mut known: HashMap<&Path, usize> = HashMap::new();
        let (mut faults, mut refused) = (Vec::new(), BTreeSet::new());
        for (at, (job, _)) in self.jobs.iter().enumerate().skip(from) {
            let Some(other) = known.insert(&job.output, at) else { continue };
            refused.extend([at, other]);
            let (Some(record), Some(first)) = (&job.record, &self.jobs[other].0.record) else { continue };
            if faults.len() < MAX_SAME {
                let message = message!(
                    "rows {row} and {row2} of “{file}” would both be written to “{output}”",
                    row = first.number(),
                    row2 = record.number(),
                    file = record.file(),
                    output = job.output.display()
                );
                let hint = "put what tells the rows apart into “output”: a column such as {编号}, or {row}";
                faults.push(record.fault(message, hint.into()));
            }
        }
        self.taken_out(&refused);
        faults
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
            self.refused.push(Diagnostic::error(Code::Manifest, self.span(written), message).hint(hint));
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
        self.refused.push(error.hint("name a folder of its own, or leave “out-dir” out to write beside the sources"));
    }

    /// The only Markdown file of a project that lists none.
    fn only_file(&mut self, table: &DocumentTable) -> Result<Option<PathBuf>, Error> {
        let mut found = self.root.names(Path::new(""), files::MARKDOWN)?;
        if found.len() == 1 {
            return Ok(found.pop());
        }
        // Which are documents does not matter where one is named.
        if self.is_part {
            return Ok(None);
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
        (usual, outline): (&str, Option<Arc<Outline>>),
        out_dir: &Path,
        variables: &Arc<Variables>,
        record: Option<Record>,
    ) -> Option<Fault> {
        let base = Job::new(self.root.unrecorded(), sources);
        let pattern = table.output.as_ref().map_or(usual, |output| output.get_ref());
        let pattern = if outline.is_some() && table.output.is_none() { navigation::NAME } else { pattern };
        let place = table.output.as_ref().map(|output| self.span(output)).or(table.place);
        let place = place.unwrap_or(Span::new(self.id, 0, 0));
        let names = Names { source: &base.sources[0], variables, set: self.set, record: record.as_ref() };
        let name = match names.expanded(pattern) {
            Ok(name) => PathBuf::from(name),
            Err(Wrong::Row(fault)) => return Some(fault),
            Err(Wrong::Pattern(error)) => {
                // The same pattern is wrong for every file.
                self.meant.extend(base.sources.iter().map(|file| plain(&file.to_string_lossy())));
                if self.refused.iter().all(|known| known.span != Some(place)) {
                    self.refused.push(Diagnostic { span: Some(place), ..*error });
                }
                return None;
            }
        };
        let output = self.root.shown(&out_dir.join(&name));
        let job = Job { output, name, outline, record, ..self.set_by(base, table, variables) };
        self.jobs.push((job, place));
        None
    }

    /// A document with what the project says of it.
    fn set_by(&self, base: Job, table: &DocumentTable, variables: &Arc<Variables>) -> Job {
        let to = table.to.as_ref().unwrap_or(&self.build.to);
        Job {
            style: table.style.clone().or_else(|| self.build.style.clone()),
            to: to.iter().map(|edition| edition.get_ref().clone()).collect(),
            bibliography: table.bibliography.clone().unwrap_or_else(|| self.build.bibliography.clone()),
            csl: table.csl.clone().or_else(|| self.build.csl.clone()),
            carries_source: self.build.source.unwrap_or(false),
            allows_raw: self.build.allow_raw.unwrap_or(false),
            edits: self.build.edits.unwrap_or(base.edits),
            newline: self.newline,
            variables: variables.clone(),
            in_project: true,
            levels: self.levels.clone(),
            limits: self.limits,
            ..base
        }
    }

    /// Reports documents that would write the same files, and takes them out.
    fn collisions(&mut self) {
        let mut known: HashMap<&Path, usize> = HashMap::new();
        let (mut errors, mut refused) = (Vec::new(), BTreeSet::new());
        for (at, (job, place)) in self.jobs.iter().enumerate() {
            if let Some(first) = known.insert(&job.output, at) {
                refused.extend([first, at]);
                let other = &self.jobs[first].0;
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
        self.refused.extend(errors);
        for (job, _) in self.taken_out(&refused) {
            self.meant.extend(job.sources.iter().map(|file| plain(&file.to_string_lossy())));
        }
    }

    /// Takes out jobs by their numbers.
    fn taken_out(&mut self, which: &BTreeSet<usize>) -> Vec<(Job, Span)> {
        let numbered = std::mem::take(&mut self.jobs).into_iter().enumerate();
        let (out, jobs): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| which.contains(at));
        self.jobs = jobs.into_iter().map(|(_, job)| job).collect();
        out.into_iter().map(|(_, job)| job).collect()
    }
}
