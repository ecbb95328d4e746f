//! What `--help` prints, in Chinese: the texts of commands and options become
//! those of the table, the headings those of a template.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use super::language::text;

/// A command with its texts and those below it in Chinese.
pub(super) fn in_chinese(mut command: Command) -> Command {
    // Makes the options that clap adds, so that they are translated too.
    command.build();
    translated(command)
}

fn translated(mut command: Command) -> Command {
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(row(&about));
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(row(&after));
    }
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let usage = usage.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]");
    let template = template(&command);
    command.override_usage(usage).help_template(template).mut_args(argument).mut_subcommands(translated)
}

/// The headings with what stands under each, as far as there is something.
fn template(command: &Command) -> StyledStr {
    let sections = [
        ("命令", "{subcommands}", command.has_subcommands()),
        ("参数", "{positionals}", command.get_positionals().next().is_some()),
        ("选项", "{options}", true),
    ];
    let mut template = format!("{{about-with-newline}}\n{}{{usage}}", heading("用法"));
    for (name, list, _) in sections.iter().filter(|(.., is_shown)| *is_shown) {
        template.push_str(&format!("\n\n{}\n{list}", heading(name)));
    }
    template.push_str("{after-help}");
    template.into()
}

/// A heading in bold, which is left out where nobody sees it.
fn heading(name: &str) -> String {
    format!("\u{1b}[1m\u{1b}[4m{name}：\u{1b}[0m")
}

/// An option with its text, its words and what holds without it.
fn argument(arg: Arg) -> Arg {
    let mut help = arg.get_help().map(|help| row(&help.to_string())).unwrap_or_default();
    let takes_value = arg.get_action().takes_values();
    let words = arg.get_possible_values();
    let words: Vec<&str> =
        words.iter().filter(|word| !word.is_hide_set()).map(PossibleValue::get_name).filter(|_| takes_value).collect();
    let usual: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes_value && !usual.is_empty() && !arg.is_hide_default_value_set() {
        help.push_str(&format!(" [默认：{}]", usual.join("、")));
    }
    if !words.is_empty() && !arg.is_hide_possible_values_set() {
        help.push_str(&format!(" [可选：{}]", words.join("、")));
    }
    arg.help(help).hide_default_value(true).hide_possible_values(true)
}

/// The Chinese of a text of the command line.
fn row(english: &str) -> String {
    text(english)
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use crate::cli::args::Args;
    use crate::diag::Message;

    /// The texts of a command and of those below it that have no Chinese.
    fn untranslated(command: &Command) -> Vec<String> {
        let abouts = command.get_about().into_iter().chain(command.get_after_help());
        let helps = command.get_arguments().filter_map(|arg| arg.get_help());
        let texts = abouts.chain(helps).map(ToString::to_string);
        let silent = command.get_arguments().filter(|arg| arg.get_help().is_none());
        let mut found: Vec<String> = texts.filter(|text| !Message::from(text.as_str()).is_translated()).collect();
        found.extend(silent.map(|arg| format!("{} of {}", arg.get_id(), command.get_name())));
        // Of its own kind are the commands that only `help` has.
        found.extend(command.get_subcommands().filter(|below| below.get_name() != "help").flat_map(untranslated));
        found
    }

    #[test]
    fn every_command_and_option_is_told_in_chinese() {
        let mut command = Args::command();
        command.build();
        let found = untranslated(&command);
        assert!(found.is_empty(), "no Chinese for\n{}", found.join("\n"));
    }
}
