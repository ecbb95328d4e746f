//! `fuzi doctor`: what a report of a problem needs, and nothing more of the machine.

use std::path::Path;
use std::thread;

use super::args::{DoctorArgs, cache_of_environment};
use super::language::{language, text};
use super::terminal::{Terminal, columns, print, shown};
use super::{DONE, FILES};
use crate::diag::render::Format;
use crate::diag::{Language, Message, message};
use crate::project::{self, Families, Folder, Kept, StyleFonts};

/// The variables that decide what fuzi prints and where it keeps things.
const VARIABLES: [&str; 5] = ["LC_ALL", "LC_MESSAGES", "LANG", "FUZI_CACHE", "NO_COLOR"];

pub(super) fn run(args: &DoctorArgs) -> u8 {
    let terminal = Terminal::new(Format::Human);
    let mut lines = machine();
    let mut status = DONE;
    match project::folders(&args.path, &cache_of_environment()) {
        Ok((count, folders)) => {
            lines.push(line("documents", count.to_string()));
            lines.extend(folders.iter().map(folder));
            if folders.iter().any(|folder| folder.error.is_some()) {
                status = FILES;
            }
        }
        Err(error) => status = terminal.refused(&error),
    }
    match project::style_fonts(&args.path, args.style.as_deref()) {
        Ok(fonts) => lines.extend(of_fonts(&fonts)),
        Err(error) => status = status.max(terminal.refused(&error)),
    }
    print(&columns(&lines));
    status
}

fn line(name: &'static str, said: impl Into<String>) -> Vec<String> {
    vec![text(name), said.into()]
}

/// The program and where it runs.
fn machine() -> Vec<Vec<String>> {
    let cores = thread::available_parallelism().map_or_else(|_| "?".to_owned(), |count| count.to_string());
    let spoken = match language() {
        Language::English => "en",
        Language::Chinese => "zh",
    };
    let mut lines = vec![
        line("version", project::BUILD),
        line("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        line("cores", cores),
        line("language", spoken),
    ];
    for name in VARIABLES {
        if let Some(value) = std::env::var_os(name) {
            lines.push(vec![name.to_owned(), at_home(Path::new(&value))]);
        }
    }
    lines
}

fn folder(folder: &Folder) -> Vec<String> {
    let name = match folder.kept {
        Kept::Editions => "editions",
        Kept::Cache => "cache",
    };
    let path = at_home(&folder.path);
    let told = match &folder.error {
        None => message!("{path} can be written", path),
        Some(error) => message!("{path} cannot be written: {reason}", path, reason = error.reason),
    };
    line(name, text(told))
}

/// The fonts of each role, those that nobody has by name.
fn of_fonts(fonts: &StyleFonts) -> Vec<Vec<String>> {
    let mut lines = vec![line("style", fonts.style.as_str())];
    for role in &fonts.roles {
        let used = [&role.latin, &role.east_asian].map(|families| first(families));
        let mut told = used.iter().flatten().copied().collect::<Vec<_>>().join(" + ");
        let missing: Vec<&str> =
            role.latin.iter().chain(&role.east_asian).filter(|f| f.facts.is_none()).map(|f| f.name.as_str()).collect();
        if !missing.is_empty() {
            let missing: Message = message!("{told}; missing: {missing}", told, missing);
            told = text(missing);
        }
        lines.push(vec![format!("  {}", role.role), told]);
    }
    lines
}

/// The font of a list that is used.
fn first(families: &Families) -> Option<&str> {
    families.iter().find(|family| family.facts.is_some()).map(|family| family.name.as_str())
}

/// A path without the name of the user.
fn at_home(path: &Path) -> String {
    let inside = std::env::home_dir().and_then(|home| Some(Path::new("~").join(path.strip_prefix(home).ok()?)));
    shown(&inside.unwrap_or_else(|| path.to_owned()))
}
