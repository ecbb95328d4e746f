//! What stands below the help of each command: how it is typed.

use clap::Command;

use super::language::text;

/// The commands by their path, each with what one may type.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "build",
        &[
            "fuzi build report.md",
            "fuzi build . --to docx --out-dir out",
            "fuzi build - -o report.pdf",
            "fuzi build --strict=undefined-reference,citation",
            "fuzi build --depfile out/book.d --stamp out/book.stamp",
        ],
    ),
    ("watch", &["fuzi watch report.md", "fuzi watch --serve"]),
    ("plan", &["fuzi plan", "fuzi plan --json", "fuzi plan --message-format json"]),
    ("clean", &["fuzi clean"]),
    ("check", &["fuzi check report.md", "fuzi check --fix", "fuzi check --message-format sarif > fuzi.sarif"]),
    ("read", &["fuzi read report.docx", "fuzi read report.docx --emit model > report.txt"]),
    (
        "verify",
        &[
            "fuzi verify report.pdf report.docx report.md",
            "fuzi verify report.pdf report.docx --format html > verify.html",
        ],
    ),
    (
        "merge",
        &[
            "fuzi merge report-revised.docx report.md",
            "fuzi merge report-revised.docx report.md --dry-run",
            "fuzi merge report-revised.docx report.md --patch > edits.patch",
        ],
    ),
    ("explain", &["fuzi explain ellipsis", "fuzi explain F0903"]),
    ("init", &["fuzi init my-report", "fuzi init my-thesis --style thesis"]),
    ("styles", &["fuzi styles", "fuzi styles show thesis", "fuzi styles new school --from thesis"]),
    ("styles list", &["fuzi styles list"]),
    ("styles new", &["fuzi styles new school --from thesis"]),
    ("styles show", &["fuzi styles show official"]),
    ("styles explain", &["fuzi styles explain body.size", "fuzi styles explain heading1 --style thesis"]),
    ("styles import", &["fuzi styles import school.docx -o styles/school.toml"]),
    ("styles compare", &["fuzi styles compare school.docx thesis.docx", "fuzi styles compare school.docx thesis"]),
    ("styles schema", &["fuzi styles schema > styles/schema.json"]),
    ("fonts", &["fuzi fonts", "fuzi fonts --style thesis"]),
    ("doctor", &["fuzi doctor", "fuzi doctor report --style thesis"]),
    ("schema", &["fuzi schema events"]),
    (
        "completions",
        &[
            "fuzi completions bash > ~/.local/share/bash-completion/completions/fuzi",
            "fuzi completions fish > ~/.config/fish/completions/fuzi.fish",
        ],
    ),
    ("man", &["fuzi man | man -l -", "fuzi man ~/.local/share/man/man1"]),
];

/// The same command with examples below the help of each command in it.
pub(super) fn added(command: Command) -> Command {
    command.mut_subcommands(|below| {
        let path = below.get_name().to_owned();
        below_path(below, &path)
    })
}

fn below_path(command: Command, path: &str) -> Command {
    let command = match EXAMPLES.iter().find(|(known, _)| *known == path) {
        Some((_, lines)) => command.after_help(format!("{}\n  {}", text("Examples:"), lines.join("\n  "))),
        None => command,
    };
    command.mut_subcommands(|below| {
        let path = format!("{path} {}", below.get_name());
        below_path(below, &path)
    })
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::{EXAMPLES, added};
    use crate::cli::args::Args;

    fn without(command: &Command, found: &mut Vec<String>) {
        for below in command.get_subcommands() {
            if below.get_after_help().is_none() {
                found.push(below.get_name().to_owned());
            }
            without(below, found);
        }
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        let mut found = Vec::new();
        without(&added(Args::command()), &mut found);
        assert!(found.is_empty(), "no examples of {found:?}");
        for line in EXAMPLES.iter().flat_map(|(_, lines)| *lines) {
            // What a shell does with the output is its own affair.
            let typed = line.split(['|', '>']).next().unwrap_or(line).split_whitespace();
            assert!(Args::command().try_get_matches_from(typed).is_ok(), "{line}");
        }
    }
}
