//! What may be typed.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::language::LanguageArg;
use super::merge::MergeArgs;
use super::message_format::MessageFormat;
use super::read::ReadArgs;
use super::styles::StylesArgs;
use super::verify::VerifyArgs;
use crate::diag::{Code, Message, message, nearest};
use crate::project::{Asked, CacheAt, Edits, Strict};

/// How often `watch --poll` looks for changes, in milliseconds.
const POLL: u32 = 500;

/// One Markdown manuscript becomes a typeset PDF and a native Word file
#[derive(Debug, Parser)]
#[command(
    name = "fuzi",
    version,
    after_help = "Exit status: 0 done; 1 the document has errors, or warnings under --strict; 2 wrong usage; 3 files could not be read or written; 4 some of several documents failed"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The language of messages [default: Chinese where LC_ALL, LC_MESSAGES or LANG begins with zh, else English]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) lang: Option<LanguageArg>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build both editions of documents
    Build(BuildArgs),
    /// Build documents, and again whenever one of their files changes
    Watch(WatchArgs),
    /// Tell what would be built, without building
    Plan(PlanArgs),
    /// Forget what came of the documents, so that all are built anew
    Clean(CleanArgs),
    /// Say what a careful editor would, without writing editions
    Check(CheckArgs),
    /// Show what a Word file says, as its reader sees it
    Read(ReadArgs),
    /// Tell whether a PDF and a Word file say the same
    Verify(VerifyArgs),
    /// Bring what was changed in a Word file back to the manuscript
    Merge(MergeArgs),
    /// Explain a rule or a diagnostic
    Explain(ExplainArgs),
    /// Begin a new project
    Init(InitArgs),
    /// List styles, show them, explain their fields, begin new ones
    Styles(StylesArgs),
    /// Show which fonts a style uses on this machine
    Fonts(FontsArgs),
    /// Tell what a report of a problem needs: versions, fonts, folders
    Doctor(DoctorArgs),
    /// Print the JSON Schema of what `--message-format json` prints
    Schema(SchemaArgs),
    /// Print what makes a shell complete the commands and options
    Completions(CompletionsArgs),
    /// Write the manual pages
    Man(ManArgs),
}

/// What is built, and how.
#[derive(Debug, ClapArgs)]
pub(super) struct WhatArgs {
    /// A Markdown file or a folder; below a fuzi.toml they belong to its project [default: all of that project]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The editions to write
    #[arg(long, value_enum, value_delimiter = ',', value_name = "EDITION")]
    pub(super) to: Vec<EditionArg>,
    /// The folder for the editions [default: beside the source]
    #[arg(long, value_name = "DIR")]
    pub(super) out_dir: Option<PathBuf>,
    /// The style: a name, or the path of a sheet
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
    #[command(flatten)]
    pub(super) strict: StrictArgs,
    #[command(flatten)]
    pub(super) asked: AskedArgs,
    /// Put raw Typst and OpenXML of the manuscript into the editions: only for one you trust
    #[arg(long)]
    pub(super) allow_raw: bool,
    /// Show what has changed since FILE, an earlier version of the manuscript or a revision of git: tracked changes in Word, marks in the PDF
    #[arg(long, value_name = "FILE")]
    pub(super) track_from: Option<PathBuf>,
    /// Show marks of CriticMarkup in the Word file as tracked changes and comments, or accept them [default: track]
    #[arg(long, value_enum, value_name = "HOW")]
    pub(super) edits: Option<EditsArg>,
    /// Put the Markdown source into the Word file
    #[arg(long)]
    pub(super) source: bool,
    /// Do not put the Markdown source into the Word file [default]
    #[arg(long, conflicts_with = "source")]
    pub(super) no_source: bool,
    /// How many threads build [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Say nothing but diagnostics
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) cache: CacheArgs,
    /// Print each diagnostic, also where there are more than ten of one kind in a file
    #[arg(long)]
    pub(super) all: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,
}

/// What becomes of marks of those who revise a manuscript.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EditsArg {
    Track,
    Accept,
}

impl From<EditsArg> for Edits {
    fn from(edits: EditsArg) -> Self {
        match edits {
            EditsArg::Track => Self::Track,
            EditsArg::Accept => Self::Accept,
        }
    }
}

/// What is said of all documents before they are found.
#[derive(Debug, ClapArgs)]
pub(super) struct AskedArgs {
    /// Give a variable a value, as in --var version=1.4; may be repeated
    #[arg(long = "var", value_name = "NAME=VALUE", value_parser = variable)]
    pub(super) variables: Vec<(String, String)>,
    /// Build the edition of a profile [default: the plain one, and one for each profile in fuzi.toml]
    #[arg(long, value_delimiter = ',', value_name = "PROFILE")]
    pub(super) profile: Vec<String>,
}

impl AskedArgs {
    pub(super) fn asked(&self) -> Asked {
        Asked {
            // The last one counts.
            variables: self.variables.iter().rev().cloned().collect(),
            profiles: self.profile.clone(),
            environment: Some(|name| std::env::var(name).ok()),
            ..Asked::default()
        }
    }
}

/// A variable: `version=1.4`.
fn variable(text: &str) -> Result<(String, String), Message> {
    let parts = text.split_once('=').map(|(name, value)| (name.trim(), value));
    let named = parts.filter(|(name, _)| !name.is_empty());
    named.map(|(name, value)| (name.to_owned(), value.to_owned())).ok_or_else(|| message!("write it as name=value"))
}

#[derive(Debug, ClapArgs)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) what: WhatArgs,
    /// Begin no other document once one has failed
    #[arg(long, conflicts_with = "keep_going")]
    pub(super) fail_fast: bool,
    /// Build the other documents when one has failed [default]
    #[arg(long)]
    pub(super) keep_going: bool,
    #[command(flatten)]
    pub(super) which: WhichArgs,
    /// Write one edition to a file that ends in .pdf or .docx, or with `-` to the standard output
    #[arg(long, short, value_name = "FILE", conflicts_with_all = ["out_dir", "emit"])]
    pub(super) output: Option<PathBuf>,
    /// Write on which files the editions depend, for Make or Ninja
    #[arg(long, value_name = "FILE")]
    pub(super) depfile: Option<PathBuf>,
    /// Touch a file once everything is built, for Make: an edition that comes out the same keeps its time
    #[arg(long, value_name = "FILE")]
    pub(super) stamp: Option<PathBuf>,
    /// Print the resolved document or the Typst source instead of writing editions
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) emit: Option<EmitArg>,
}

/// Which of the documents of a project are meant.
#[derive(Debug, ClapArgs)]
pub(super) struct WhichArgs {
    /// Only the document of an id, as `fuzi plan` lists it; may be repeated
    #[arg(long, value_name = "ID")]
    pub(super) document: Vec<String>,
    /// Only the documents of one of N shares, such as 1/8
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub(super) shard: Option<(u32, u32)>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    pub(super) what: WhatArgs,
    #[command(flatten)]
    pub(super) which: WhichArgs,
    /// Print a JSON array with the inputs, outputs and key of each document
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    pub(super) what: WhatArgs,
    /// Show the pages in the browser of this machine [default port: 7300]
    #[arg(long, value_name = "PORT", num_args = 0..=1, require_equals = true)]
    pub(super) serve: Option<Option<u16>>,
    /// Open the pages in the browser at this one
    #[arg(long, value_name = "N", requires = "serve", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) page: Option<u32>,
    /// Look for changes every so many milliseconds, for folders that tell of none, as of networks and WSL [default: 500]
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true, value_parser = clap::value_parser!(u32).range(10..=3_600_000))]
    pub(super) poll: Option<Option<u32>>,
}

impl WatchArgs {
    /// How often files are looked at, if they are.
    pub(super) fn interval(&self) -> Option<Duration> {
        self.poll.map(|interval| Duration::from_millis(interval.unwrap_or(POLL).into()))
    }
}

/// What counts as an error.
#[derive(Debug, ClapArgs)]
pub(super) struct StrictArgs {
    /// Treat warnings as errors, or only what is of these codes: nothing is written if there is one
    #[arg(long, value_name = "CODE", num_args = 0..=1, require_equals = true, value_delimiter = ',', value_parser = code)]
    strict: Option<Vec<Code>>,
}

impl StrictArgs {
    pub(super) fn strict(&self) -> Strict {
        match &self.strict {
            None => Strict::Errors,
            Some(codes) if codes.is_empty() => Strict::Warnings,
            Some(codes) => Strict::Codes(codes.iter().copied().collect()),
        }
    }
}

/// A code by its name or its number.
fn code(text: &str) -> Result<Code, Message> {
    Code::find(text).ok_or_else(|| match nearest(&text.to_lowercase(), Code::ALL.iter().map(|code| code.as_str())) {
        Some(near) => message!("there is no such code; did you mean “{near}”?", near),
        None => message!("there is no such code; `fuzi explain` lists them"),
    })
}

/// Where it is kept what came of a document.
#[derive(Debug, ClapArgs)]
pub(super) struct CacheArgs {
    /// The folder for what is known of documents [default: FUZI_CACHE, or .fuzi/cache beside fuzi.toml]
    #[arg(long, value_name = "DIR")]
    pub(super) cache_dir: Option<PathBuf>,
    /// Build every document, changed or not, and keep nothing
    #[arg(long, conflicts_with = "cache_dir")]
    pub(super) no_cache: bool,
}

/// The cache where nothing was typed.
pub(super) fn cache_of_environment() -> CacheAt {
    CacheArgs { cache_dir: None, no_cache: false }.at()
}

impl CacheArgs {
    pub(super) fn at(&self) -> CacheAt {
        let named = || std::env::var_os("FUZI_CACHE").filter(|dir| !dir.is_empty()).map(PathBuf::from);
        match self.cache_dir.clone().or_else(named) {
            _ if self.no_cache => CacheAt::Nowhere,
            Some(folder) => CacheAt::Folder(folder),
            None => CacheAt::Project,
        }
    }
}

/// One of several shares: `2/8`.
fn shard(text: &str) -> Result<(u32, u32), Message> {
    let parts = text.split_once('/').and_then(|(at, count)| Some((at.parse().ok()?, count.parse().ok()?)));
    parts.filter(|(at, count)| 1 <= *at && at <= count).ok_or_else(|| message!("write it as 1/8, 2/8 … 8/8"))
}

#[derive(Debug, ClapArgs)]
pub(super) struct CleanArgs {
    /// The folder of the project, or one below it
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    #[command(flatten)]
    pub(super) cache: CacheArgs,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CheckArgs {
    /// A Markdown file or a folder; below a fuzi.toml they belong to its project [default: all of that project]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The style: a name, or the path of a sheet
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
    #[command(flatten)]
    pub(super) strict: StrictArgs,
    #[command(flatten)]
    pub(super) asked: AskedArgs,
    /// Take raw Typst and OpenXML for what goes into the editions, as a build with this does
    #[arg(long)]
    pub(super) allow_raw: bool,
    /// Mend in the manuscripts what has one safe answer, then say what is left
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, without changing it
    #[arg(long, conflicts_with = "fix")]
    pub(super) diff: bool,
    /// Print each finding, also where there are more than ten of one kind in a file
    #[arg(long)]
    pub(super) all: bool,
    /// How findings are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) message_format: CheckFormat,
}

/// How `check` writes what it finds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    #[default]
    Human,
    Short,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ExplainArgs {
    /// The name or the number, such as ellipsis or F0903; without one all are listed
    #[arg(value_name = "CODE")]
    pub(super) codes: Vec<String>,
    /// Explain all of them
    #[arg(long, conflicts_with = "codes")]
    pub(super) all: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct InitArgs {
    /// The folder of the project
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
    /// The kind of document to begin with [default: report]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) style: Option<StarterArg>,
}

/// A kind of document.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum StarterArg {
    Report,
    Thesis,
    Official,
    Minutes,
    Proposal,
    Lab,
    Manual,
    English,
}

#[derive(Debug, ClapArgs)]
pub(super) struct FontsArgs {
    /// The style: a name, or the path of a sheet [default: that of the project, or report]
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct DoctorArgs {
    /// A Markdown file or a folder; below a fuzi.toml they belong to its project [default: all of that project]
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub(super) path: PathBuf,
    /// The style: a name, or the path of a sheet
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum, value_name = "WHAT")]
    pub(super) what: SchemaArg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum SchemaArg {
    Events,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: ShellArg,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ShellArg {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ManArgs {
    /// The folder for a page of each command; without one that of fuzi itself is printed
    #[arg(value_name = "DIR")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EditionArg {
    Pdf,
    Docx,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EmitArg {
    Model,
    Typst,
}
