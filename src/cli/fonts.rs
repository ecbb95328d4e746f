//! `fuzi fonts`.

use std::path::Path;

use super::DONE;
use super::args::FontsArgs;
use super::terminal::{self, Terminal};
use crate::diag::render::Format;
use crate::project::{self, Families, StyleFonts};

pub(super) fn run(args: &FontsArgs) -> u8 {
    let terminal = Terminal::new(Format::Human);
    match project::style_fonts(Path::new("."), args.style.as_deref()) {
        Ok(fonts) => {
            terminal::print(&table(&fonts));
            terminal.diagnostics(&fonts.diagnostics, &fonts.sources);
            DONE
        }
        Err(refused) => terminal.refused(&refused),
    }
}

/// For each role what the PDF uses and what Word is told.
fn table(fonts: &StyleFonts) -> String {
    let mut lines = Vec::new();
    for role in &fonts.roles {
        rows(&role.role, "Latin", &role.latin, &mut lines);
        rows("", "East Asian", &role.east_asian, &mut lines);
        let word = format!("{}, {}", role.word_latin, role.word_east_asian);
        lines.push(vec![String::new(), "in Word".to_owned(), word]);
    }
    rows("fallback", "", &fonts.fallback, &mut lines);
    format!("style {}\n\n{}", fonts.style, terminal::columns(&lines))
}

/// The families of a list: the first is used, the others have what it lacks.
fn rows(role: &str, script: &str, families: &Families, lines: &mut Vec<Vec<String>>) {
    let mut names = vec![role.to_owned(), script.to_owned()];
    for font in &families.found {
        let origin = font.file.as_ref().map_or_else(|| "fuzi".to_owned(), |file| file.display().to_string());
        let quotes = if font.narrow_quotes { ", quotation marks from the body font" } else { "" };
        let bold = if font.bold { "bold" } else { "no bold, thickened" };
        let mut row = std::mem::replace(&mut names, vec![String::new(), String::new()]);
        row.extend([font.family.clone(), bold.to_owned(), covers(&font.coverage) + quotes, format!("({origin})")]);
        let last = row.split_off(4).join(" ");
        row.push(last);
        lines.push(row);
    }
    for name in &families.missing {
        let mut row = std::mem::replace(&mut names, vec![String::new(), String::new()]);
        row.extend([name.clone(), "not found".to_owned(), String::new()]);
        lines.push(row);
    }
}

/// What a font covers, in words.
fn covers(coverage: &project::Coverage) -> String {
    let mut said = Vec::new();
    if coverage.han > 0 {
        let standard =
            format!("{} of the {} standard characters", coverage.standard, project::Coverage::standard_size());
        said.push(format!("{} hanzi ({standard})", coverage.han));
    }
    let scripts = [
        (coverage.latin, "Latin"),
        (coverage.greek, "Greek"),
        (coverage.cyrillic, "Cyrillic"),
        (coverage.kana, "kana"),
        (coverage.hangul, "hangul"),
    ];
    said.extend(scripts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")));
    format!("{} characters: {}", coverage.all, said.join(", "))
}
