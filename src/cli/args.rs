//! What may be typed.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::styles::StylesArgs;
use crate::diag::render::Format;

/// One Markdown manuscript becomes a typeset PDF and a native Word file
#[derive(Debug, Parser)]
#[command(
    name = "fuzi",
    version,
    about,
    after_help = "Exit status: 0 done; 1 the document has errors, or warnings under --strict; 2 wrong usage; 3 files could not be read or written"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build both editions of a document
    Build(BuildArgs),
    /// Say what a careful editor would, without writing editions
    Check(CheckArgs),
    /// Explain a rule or a diagnostic
    Explain(ExplainArgs),
    /// Begin a new project
    Init(InitArgs),
    /// List styles, show them, explain their fields, begin new ones
    Styles(StylesArgs),
    /// Show which fonts a style uses on this machine
    Fonts(FontsArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct BuildArgs {
    /// A Markdown file, a folder with a fuzi.toml, or a folder of Markdown files
    #[arg(value_name = "PATH", default_value = ".")]
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
    /// Treat warnings as errors: nothing is written if there is one
    #[arg(long)]
    pub(super) strict: bool,
    /// Do not put the Markdown source into the Word file
    #[arg(long)]
    pub(super) no_source: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,
    /// Print the resolved document or the Typst source instead of writing editions
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(super) emit: Option<EmitArg>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct CheckArgs {
    /// A Markdown file, a folder with a fuzi.toml, or a folder of Markdown files
    #[arg(value_name = "PATH", default_value = ".")]
    pub(super) paths: Vec<PathBuf>,
    /// The style: a name, or the path of a sheet
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Mend in the manuscripts what has one safe answer, then say what is left
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would change, without changing it
    #[arg(long, conflicts_with = "fix")]
    pub(super) diff: bool,
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
}

#[derive(Debug, ClapArgs)]
pub(super) struct FontsArgs {
    /// The style: a name, or the path of a sheet [default: that of the project, or report]
    #[arg(long, value_name = "STYLE")]
    pub(super) style: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EditionArg {
    Pdf,
    Docx,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    #[default]
    Human,
    Short,
    Json,
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum EmitArg {
    Model,
    Typst,
}

impl From<MessageFormat> for Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Short => Self::Short,
            MessageFormat::Json => Self::Json,
            MessageFormat::Github => Self::Github,
        }
    }
}
