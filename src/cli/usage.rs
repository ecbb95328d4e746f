//! What is wrong with what was typed, in Chinese: clap's errors become messages
//! of the table.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::language::text;
use crate::diag::{Message, message};

/// The error as it is printed; `None` for what is no error and for kinds that
/// clap tells best.
pub(super) fn in_chinese(error: &Error, command: &Command) -> Option<String> {
    let message = message(error)?;
    let mut lines = text(message!("error: {message}", message)) + "\n";
    for hint in hints(error) {
        lines.push_str(&format!("\n  {}：{}\n", text("help"), text(hint)));
    }
    let usage = used(command).clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    lines.push_str(&format!("\n{}\n", text(message!("usage: {usage}", usage))));
    lines.push_str(&format!("\n{}\n", text("for more, try `--help`")));
    Some(lines)
}

/// The command that was typed.
fn used(command: &Command) -> &Command {
    let mut used = command;
    for word in std::env::args().skip(1).filter(|word| !word.starts_with('-')) {
        used = used.find_subcommand(&word).unwrap_or(used);
    }
    used
}

fn message(error: &Error) -> Option<Message> {
    let name = || said(error, ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => message!("unexpected argument “{name}”", name = name()?),
        ErrorKind::InvalidSubcommand => {
            message!("there is no command “{name}”", name = said(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue => match said(error, ContextKind::InvalidValue)? {
            value if value.is_empty() => message!("“{name}” needs a value", name = name()?),
            value => message!("“{value}” is not a valid value of “{name}”", value, name = name()?),
        },
        ErrorKind::ValueValidation => {
            let value = said(error, ContextKind::InvalidValue)?;
            let reason = reason(std::error::Error::source(error));
            message!("“{value}” is not a valid value of “{name}”: {reason}", value, name = name()?, reason)
        }
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg)? {
            prior if Some(&prior) == name().as_ref() => {
                message!("the argument “{name}” cannot be used more than once", name = prior)
            }
            prior => message!("the argument “{name}” cannot be used with “{prior}”", name = name()?, prior),
        },
        ErrorKind::MissingRequiredArgument => message!("the argument “{name}” is missing", name = name()?),
        ErrorKind::TooManyValues => {
            message!(
                "“{value}” is one value too many for “{name}”",
                value = said(error, ContextKind::InvalidValue)?,
                name = name()?
            )
        }
        ErrorKind::NoEquals => message!("the value of “{name}” stands behind an equals sign", name = name()?),
        ErrorKind::MissingSubcommand => message!("a command is missing"),
        ErrorKind::InvalidUtf8 => message!("an argument is not UTF-8"),
        _ => return None,
    })
}

/// Why a value is not taken, as the one who reads it says.
fn reason(source: Option<&(dyn std::error::Error + 'static)>) -> Message {
    match source {
        None => Message::from(String::new()),
        Some(source) => match source.downcast_ref::<Message>() {
            Some(message) => message.clone(),
            None => Message::recognised(&source.to_string()),
        },
    }
}

fn hints(error: &Error) -> Vec<Message> {
    let mut hints = Vec::new();
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        if let Some(near) = said(error, kind) {
            hints.push(message!("did you mean “{near}”?", near));
        }
    }
    let known = [ContextKind::ValidValue, ContextKind::ValidSubcommand].into_iter().find_map(|kind| said(error, kind));
    if hints.is_empty()
        && let Some(known) = known
    {
        hints.push(message!("use one of {known}", known));
    }
    hints
}

/// What clap knows of an error.
fn said(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join("、")),
        _ => None,
    }
}
