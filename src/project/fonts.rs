//! Which fonts a style uses on this machine.

use std::path::Path;

use super::error::Error;
use super::styles::ask;
use crate::assets::{FontFacts, Fonts};
use crate::diag::{Code, Diagnostic, Sink, Sources, message};
use crate::style::Loaded;

/// The fonts of a style.
#[derive(Debug)]
pub struct StyleFonts {
    /// The name of the style.
    pub style: String,
    /// Its roles.
    pub roles: Vec<RoleFonts>,
    /// The fonts for what no other one has.
    pub fallback: Families,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// What there is to say: fonts that nobody has.
    pub diagnostics: Vec<Diagnostic>,
}

/// The fonts of a role.
#[derive(Debug, Clone)]
pub struct RoleFonts {
    /// The role, such as `body`.
    pub role: String,
    /// Those of the PDF for Latin.
    pub latin: Families,
    /// Those of the PDF for Chinese, Japanese and Korean; empty where they do
    /// not matter.
    pub east_asian: Families,
    /// The name that Word gets for Latin.
    pub word_latin: String,
    /// The name that Word gets for Chinese, Japanese and Korean.
    pub word_east_asian: String,
}

/// A list of families, in the order in which they are tried.
pub type Families = Vec<Family>;

/// A family that a style names.
#[derive(Debug, Clone)]
pub struct Family {
    /// Its name in the style.
    pub name: String,
    /// What is known about it; `None` if nobody has it.
    pub facts: Option<FontFacts>,
}

/// The fonts that a style uses on this machine; without a name those of the
/// project in the folder.
///
/// # Errors
///
/// If there is no such style, or its sheet has mistakes.
pub fn style_fonts(folder: &Path, style: Option<&str>) -> Result<StyleFonts, Error> {
    let asked = ask(folder, style)?;
    let style = &asked.loaded.style;
    let fonts = Fonts::load(&style.families());
    // Counting the characters of a face takes long enough to do it once.
    let known: Vec<Family> =
        style.families().into_iter().map(|name| Family { name: name.to_owned(), facts: fonts.facts(name) }).collect();
    let families = |names: &[String]| -> Families {
        names.iter().filter_map(|name| known.iter().find(|family| family.name == *name).cloned()).collect()
    };
    let role = |(role, named): (&str, &crate::style::Fonts)| RoleFonts {
        role: role.to_owned(),
        latin: families(&named.latin),
        // Formulas take their signs from the Latin families alone.
        east_asian: if role == "math" { Families::new() } else { families(&named.east_asian) },
        word_latin: named.word_latin.clone(),
        word_east_asian: named.word_east_asian.clone(),
    };
    let (roles, fallback) = (style.fonts.named().map(role).into(), families(&style.fonts.fallback));
    let mut sink = Sink::new();
    report_missing(&fonts, &asked.loaded, &mut sink);
    let diagnostics = sink.into_sorted();
    Ok(StyleFonts { style: asked.name, roles, fallback, sources: asked.sources, diagnostics })
}

/// Reports each font that the style names and nobody has, where it is named.
pub(super) fn report_missing(fonts: &Fonts, loaded: &Loaded, sink: &mut Sink) {
    for name in fonts.missing() {
        let lists = loaded.places.of_font(&loaded.style, name);
        let message = message!("the font “{name}” of the style is neither bundled nor installed", name);
        let place = lists.iter().find_map(|(_, place)| *place);
        let mut warning = Diagnostic::warning(Code::Font, place, message);
        if let Some(near) = fonts.suggestion(name) {
            warning = warning.hint(message!("did you mean “{near}”?", near));
        }
        let mut used: Vec<&str> = Vec::new();
        let mut alone = false;
        for (names, _) in &lists {
            match names.iter().find(|name| !fonts.missing().contains(name)) {
                Some(name) if used.contains(&name.as_str()) => {}
                Some(name) => used.push(name),
                None => alone = true,
            }
        }
        if !used.is_empty() {
            let used: Vec<String> = used.iter().map(|name| format!("“{name}”")).collect();
            warning = warning.hint(message!("the PDF uses {used} instead", used = used.join(" and ")));
        }
        if alone {
            warning = warning.hint("name a bundled font behind it, such as “Fuzi Song”");
        }
        sink.push(warning);
    }
}
