//! `fuzi styles import`.

use std::path::PathBuf;

use clap::Args;

use super::DONE;
use super::language::language;
use super::message_format::MessageFormat;
use super::terminal::{Terminal, print, shown};
use crate::diag::{Sources, message, visible_data};
use crate::project;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// The Word file or template (.docx, .dotx)
    #[arg(value_name = "TEMPLATE")]
    template: PathBuf,
    /// The sheet to write [default: print it]
    #[arg(short, long, value_name = "SHEET")]
    output: Option<PathBuf>,
    /// The style that the sheet builds on [default: the one that the file is like]
    #[arg(long, value_name = "STYLE", value_parser = project::IMPORT_BASES)]
    from: Option<String>,
    /// Overwrite the sheet if it is there
    #[arg(long)]
    force: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    message_format: MessageFormat,
}

pub(super) fn run(args: &ImportArgs) -> u8 {
    let terminal = Terminal::new(args.message_format.into());
    match project::import_style(&args.template, args.output.as_deref(), args.from.as_deref(), args.force, language()) {
        Ok(sheet) => {
            terminal.diagnostics(&sheet.warnings, &Sources::new());
            if args.from.is_none() {
                terminal.say(message!("the sheet builds on `{style}`; `--from` chooses another", style = sheet.from));
            }
            for (label, field) in &sheet.blanks {
                terminal.say(message!("blank “{label}” is filled from `{field}`", label, field));
            }
            match &args.output {
                Some(path) => {
                    terminal.say(message!("wrote {path}", path = shown(path)));
                    let command = format!("fuzi build --style {}", shown(path));
                    terminal.say(message!("now run: {command}", command));
                }
                None => print(&visible_data(&sheet.text)),
            }
            DONE
        }
        Err(error) => terminal.refused(&error),
    }
}
