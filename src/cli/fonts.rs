//! `fuzi fonts`.

use std::path::Path;

use super::DONE;
use super::args::FontsArgs;
use super::terminal::{self, Terminal};
use crate::diag::render::Format;
use crate::project::{self, Coverage, Families, Family, StyleFonts};

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

/// For each role what the PDF uses and what Word is told, then what is known
/// about each font.
fn table(fonts: &StyleFonts) -> String {
    let mut roles = vec![line(["", "Latin in the PDF", "East Asian in the PDF", "in Word"])];
    let mut faces: Vec<Vec<String>> = Vec::new();
    for role in &fonts.roles {
        let word = format!("{}, {}", role.word_latin, role.word_east_asian);
        roles.push(line([&role.role, &names(&role.latin), &names(&role.east_asian), &word]));
        facts(&role.latin, &mut faces);
        facts(&role.east_asian, &mut faces);
    }
    roles.push(line(["fallback", &names(&fonts.fallback), "", ""]));
    facts(&fonts.fallback, &mut faces);
    let (roles, faces) = (terminal::columns(&roles), terminal::columns(&faces));
    format!("style {}; the first font of a list that has a character is used\n\n{roles}\n{faces}", fonts.style)
}

fn line(cells: [&str; 4]) -> Vec<String> {
    cells.map(str::to_owned).into()
}

fn names(families: &Families) -> String {
    let name = |family: &Family| match family.facts {
        Some(_) => family.name.clone(),
        None => format!("{} (not found)", family.name),
    };
    families.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A line for each font that has none yet.
fn facts(families: &Families, lines: &mut Vec<Vec<String>>) {
    for family in families {
        let Some(facts) = family.facts.as_ref().filter(|_| lines.iter().all(|line| line[0] != family.name)) else {
            continue;
        };
        let origin = facts.file.as_ref().map_or_else(|| "fuzi".to_owned(), |file| file.display().to_string());
        let bold = if facts.bold { "bold" } else { "no bold: thickened" };
        let quotes = if facts.narrow_quotes { "; quotation marks from the font of running text" } else { "" };
        lines.push(line([&family.name, &origin, bold, &(covers(&facts.coverage) + quotes)]));
    }
}

/// What a font covers, in words.
fn covers(coverage: &Coverage) -> String {
    let mut said = Vec::new();
    if coverage.han > 0 {
        let (has, all) = (coverage.standard, Coverage::standard_size());
        let standard = if has == all { format!("all {all}") } else { format!("{has} of the {all}") };
        said.push(format!("{} hanzi with {standard} standard ones (通用规范汉字)", coverage.han));
    }
    let scripts = [
        (coverage.latin, "Latin"),
        (coverage.greek, "Greek"),
        (coverage.cyrillic, "Cyrillic"),
        (coverage.kana, "kana"),
        (coverage.hangul, "hangul"),
    ];
    said.extend(scripts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")));
    let colon = if said.is_empty() { "" } else { ": " };
    format!("{} characters{colon}{}", coverage.all, said.join(", "))
}
