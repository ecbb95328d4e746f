//! `-`: the manuscript comes from the standard input, and `-o -`: the edition goes
//! to the standard output; `-o FILE` names the one edition that is made.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::args::{BuildArgs, EditionArg};
use crate::diag::{Message, message};
use crate::project::{self, Asked, Edition, FileError};

/// The standard input or output.
const PIPE: &str = "-";

/// Where the one edition goes that `-o` names.
pub(super) enum Target {
    /// To a file, without its extension.
    File(PathBuf, Edition),
    /// To the standard output.
    Stdout(Edition),
}

impl Target {
    /// What `-o` says, if it is there; or what is wrong with it.
    pub(super) fn of(args: &BuildArgs) -> Result<Option<Self>, Message> {
        let to = &args.what.to;
        let Some(file) = &args.output else {
            if is_piped(&args.what.paths()) && args.emit.is_none() {
                return Err(message!("the standard input has no name; name the edition with `-o FILE`"));
            }
            return Ok(None);
        };
        if file == Path::new(PIPE) {
            let [edition] = to.as_slice() else {
                return Err(message!("`-o -` writes one edition; choose it with `--to pdf` or `--to docx`"));
            };
            if io::stdout().is_terminal() {
                return Err(message!("an edition is not written to a terminal; lead the output into a file"));
            }
            return Ok(Some(Self::Stdout((*edition).into())));
        }
        let editions = [Edition::Pdf, Edition::Docx];
        let is_of = |edition: &Edition| file.extension().is_some_and(|extension| extension == edition.extension());
        let file = file.display().to_string();
        let Some(edition) = editions.into_iter().find(is_of) else {
            return Err(message!("“{file}” does not end in .pdf or .docx", file));
        };
        if !to.is_empty() && !to.iter().all(|to| Edition::from(*to) == edition) {
            return Err(message!("“{file}” is not of the edition that `--to` names", file));
        }
        let stem = args.output.as_ref().map(|file| file.with_extension("")).unwrap_or_default();
        Ok(Some(Self::File(stem, edition)))
    }
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::Pdf => Self::Pdf,
            EditionArg::Docx => Self::Docx,
        }
    }
}

/// Whether a path means the standard input.
pub(super) fn is_piped(paths: &[PathBuf]) -> bool {
    paths.iter().any(|path| path == Path::new(PIPE))
}

/// What is asked for, with the standard input if a path means it.
pub(super) fn with_input(asked: Asked, paths: &[PathBuf]) -> Result<Asked, FileError> {
    match is_piped(paths) {
        true => Ok(Asked { input: Some(project::read_input(io::stdin().lock())?.into()), ..asked }),
        false => Ok(asked),
    }
}

/// Writes an edition to the standard output; whether all of it got there.
pub(super) fn print_edition(bytes: &[u8]) -> bool {
    let mut output = io::stdout().lock();
    output.write_all(bytes).and_then(|()| output.flush()).is_ok()
}
