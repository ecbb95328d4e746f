//! A document to build: its files, where its editions go, and what the project
//! says of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::asked::Asked;
use super::edits::Edits;
use super::files::{self, Root};
use super::limits::Limits;
use super::manifest::{self, Variables};
use super::navigation::{self, Outline};
use super::profiles::{Profile, Profiles};
use super::records::Record;
use crate::check::Levels;
use crate::read::markdown::Newline;

/// One document to build.
#[derive(Debug, Clone)]
pub struct Job {
    pub(super) root: Root,
    /// The Markdown files within the root, in their order.
    pub(super) sources: Vec<PathBuf>,
    /// How these files stand in the document, where a navigation says it.
    pub(super) outline: Option<Arc<Outline>>,
    /// Where the editions go, without extension.
    pub(super) output: PathBuf,
    /// The end of that path which stays when another folder is asked for.
    pub(super) name: PathBuf,
    /// The style that the project names: of fuzi, or a sheet within the root.
    pub(super) style: Option<String>,
    /// The editions that the project names; empty for all.
    pub(super) to: Vec<String>,
    /// The bibliography files that the project names, within the root.
    pub(super) bibliography: Vec<String>,
    /// The citation style that the project names.
    pub(super) csl: Option<String>,
    /// Whether the project wants the Word file to carry the manuscript.
    pub(super) carries_source: bool,
    /// Whether the project allows raw passages.
    pub(super) allows_raw: bool,
    /// What becomes of marks of those who revise it.
    pub(super) edits: Edits,
    /// What the project says of the ends of lines.
    pub(super) newline: Option<Newline>,
    /// What the front matter may leave out.
    pub(super) variables: Arc<Variables>,
    /// The variables of the command.
    pub(super) set: Arc<[(String, String)]>,
    /// The row of a list that it is made for.
    pub(super) record: Option<Record>,
    /// The profile whose edition it is.
    pub(super) profile: Option<Arc<Profile>>,
    /// The manuscript, where it comes from no file; its path is a name then.
    pub(super) input: Option<Arc<[u8]>>,
    /// Whether a project file names the document.
    pub(super) in_project: bool,
    /// How much each rule of `check` matters.
    pub(super) levels: Levels,
    /// How much time and memory it may take.
    pub(super) limits: Limits,
}

impl Job {
    /// The document of some files, as if no project file said anything.
    pub(super) fn new(root: Root, sources: Vec<PathBuf>) -> Self {
        let name = sources[0].file_stem().map(PathBuf::from).unwrap_or_default();
        Self {
            output: root.shown(&name),
            root,
            sources,
            outline: None,
            name,
            style: None,
            to: Vec::new(),
            bibliography: Vec::new(),
            csl: None,
            carries_source: false,
            allows_raw: false,
            edits: Edits::Track,
            newline: None,
            variables: Arc::default(),
            set: Arc::default(),
            record: None,
            profile: None,
            input: None,
            in_project: false,
            levels: Levels::default(),
            limits: Limits::default(),
        }
    }

    /// The document of an outline, likewise, with its editions in a folder.
    pub(super) fn of_outline(root: Root, outline: Outline, folder: &Path) -> Self {
        let name = folder.join(navigation::NAME);
        let sources = outline.files().map(Path::to_owned).collect();
        Self { output: root.shown(&name), name, outline: Some(Arc::new(outline)), ..Self::new(root, sources) }
    }

    /// The editions that are asked for: of some profiles, or the plain one and that
    /// of every profile of the project.
    pub(super) fn asked(self, asked: &Asked, profiles: &Profiles) -> Vec<Self> {
        let plain = Self { set: asked.variables.as_slice().into(), ..self };
        let of = |name: &String| {
            let profile = Profile::new(name, profiles);
            let with = |path: &Path| {
                let mut name = path.as_os_str().to_owned();
                name.push(profile.suffix());
                PathBuf::from(name)
            };
            let (output, name) = (with(&plain.output), with(&plain.name));
            Self { output, name, profile: Some(Arc::new(profile)), ..plain.clone() }
        };
        match asked.profiles.as_slice() {
            [] => {
                let others: Vec<Self> = profiles.keys().map(of).collect();
                std::iter::once(plain).chain(others).collect()
            }
            names => names.iter().map(of).collect(),
        }
    }

    /// The variables that count before the front matter, those that count first
    /// before the others; their values are printed as they are.
    pub(super) fn literal(&self) -> Vec<(String, String)> {
        let of_row = self.record.iter().flat_map(Record::fields);
        let of_row = of_row.map(|(name, value)| (name.to_owned(), value.to_owned()));
        self.facts().into_iter().chain(of_row).collect()
    }

    /// Those of them that are facts like fields of the front matter: all but cells.
    pub(super) fn facts(&self) -> Vec<(String, String)> {
        let of_profile = self.profile.iter().flat_map(|profile| &profile.table.variables);
        let of_profile = of_profile.map(|(name, value)| (name.clone(), manifest::printed(value)));
        self.set.iter().cloned().chain(of_profile).collect()
    }

    /// What tells the document apart from the others of its project, the same
    /// on every machine: where its editions go within it, with `/`.
    #[must_use]
    pub fn id(&self) -> String {
        let inside = self.output.strip_prefix(self.root.shown(Path::new(""))).unwrap_or(&self.output);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    /// Where its editions go, without extension, as the user would write it.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }

    /// To which of so many shards, from 1, the document belongs: by its id
    /// alone, so that new documents do not move the others.
    #[must_use]
    pub fn shard(&self, count: u32) -> u32 {
        let hash = files::record::hash(self.id().as_bytes());
        let number = u64::from_str_radix(&hash[..16], 16).unwrap_or_default();
        u32::try_from(number % u64::from(count.max(1))).unwrap_or_default() + 1
    }
}
