//! `fuzi completions`.

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use super::args::{Args, CompletionsArgs, ShellArg};
use super::{DONE, terminal};

pub(super) fn run(args: &CompletionsArgs) -> u8 {
    let shell = match args.shell {
        ShellArg::Bash => Shell::Bash,
        ShellArg::Zsh => Shell::Zsh,
        ShellArg::Fish => Shell::Fish,
        ShellArg::Powershell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "fuzi", &mut script);
    terminal::print_data(&String::from_utf8_lossy(&script));
    DONE
}
