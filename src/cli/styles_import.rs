//! `fuzi styles import`.

use std::io::{self, IsTerminal, Write};

use super::args::{ImportArgs, MessageFormat};
use super::{DONE, ERRORS, FILES};
use crate::diag::render::{Format, render};
use crate::diag::{Diagnostic, Sources};
use crate::project::{self, ImportError};

pub(super) fn run(args: &ImportArgs) -> u8 {
    let format = match args.message_format {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
    };
    match project::import_style(&args.template, args.output.as_deref(), args.force) {
        Ok(sheet) => {
            say(&sheet.warnings, &Sources::new(), format);
            match &args.output {
                Some(path) if format == Format::Human => {
                    eprintln!("wrote {}", path.display());
                    eprintln!("now run: fuzi build --style {}", path.display());
                }
                Some(_) => {}
                None => drop(io::stdout().lock().write_all(sheet.text.as_bytes())),
            }
            DONE
        }
        Err(ImportError::File(error)) => {
            eprintln!("error[file]: {error}");
            FILES
        }
        Err(ImportError::Template(sources, errors)) => {
            say(&errors, &sources, format);
            ERRORS
        }
    }
}

fn say(list: &[Diagnostic], sources: &Sources, format: Format) {
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let text: String = list.iter().map(|diagnostic| render(diagnostic, sources, format, color)).collect();
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
