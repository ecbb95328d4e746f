//! The citation style: a name becomes the way in which entries are set.

use super::engine::Csl;
use super::gbt7714::{Edition, Rules, System};
use crate::diag::Message;

/// The name of the style that is used where none is named.
pub const DEFAULT: &str = "gb-t-7714-2025-numeric";

/// A citation style.
#[derive(Debug)]
pub struct CitationStyle(pub(super) Engine);

/// The ways in which citations are set.
#[derive(Debug)]
pub(super) enum Engine {
    /// GB/T 7714, set by fuzi.
    Gb(Rules),
    /// Any other style of CSL 1.0.
    Csl(Box<Csl>),
}

impl Default for CitationStyle {
    fn default() -> Self {
        Self(Engine::Gb(Rules { edition: Edition::Of2025, system: System::Numeric }))
    }
}

impl CitationStyle {
    /// The style of a name: those of GB/T 7714, else one of hayagriva's archive.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let name = name.strip_suffix(".csl").unwrap_or(&name);
        let way = gb(name).map(Engine::Gb).or_else(|| Csl::archived(name).map(|csl| Engine::Csl(Box::new(csl))));
        way.map(Self)
    }

    /// The style that a CSL file describes.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, as the end of a sentence that begins with it.
    pub fn read(text: &str) -> Result<Self, Message> {
        Csl::read(text).map(|csl| Self(Engine::Csl(Box::new(csl))))
    }

    /// The names of all styles.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        const OWN: [&str; 6] = [
            "gb-t-7714-2025-numeric",
            "gb-t-7714-2025-author-date",
            "gb-t-7714-2025-note",
            "gb-t-7714-2015-numeric",
            "gb-t-7714-2015-author-date",
            "gb-t-7714-2015-note",
        ];
        OWN.into_iter().chain(Csl::names()).collect()
    }

    /// Whether the list stands only where the document asks for it, since each
    /// citation is a note that says all.
    #[must_use]
    pub fn has_notes(&self) -> bool {
        match &self.0 {
            Engine::Gb(rules) => rules.system == System::Note,
            Engine::Csl(csl) => csl.has_notes(),
        }
    }
}

/// `gb-t-7714-2025-numeric`, also as other programs call it.
fn gb(name: &str) -> Option<Rules> {
    let name = name.strip_prefix("china-national-standard-").unwrap_or(name).replace(['_', ' ', '/'], "-");
    let rest =
        ["gb-t-7714-", "gbt-7714-", "gb-7714-", "gbt7714-", "gb7714-"].iter().find_map(|p| name.strip_prefix(p))?;
    let (year, system) = rest.split_once('-').unwrap_or((rest, "numeric"));
    let edition = match year {
        "2015" => Edition::Of2015,
        "2025" => Edition::Of2025,
        _ => return None,
    };
    let system = match system {
        "numeric" | "numerical" => System::Numeric,
        "author-date" | "authoryear" | "author-year" | "authordate" => System::AuthorDate,
        "note" => System::Note,
        _ => return None,
    };
    Some(Rules { edition, system })
}

#[cfg(test)]
mod tests {
    use super::{CitationStyle, Engine};

    #[test]
    fn names_are_found_under_their_usual_spellings() {
        let is_own = |name: &str| matches!(CitationStyle::named(name), Some(CitationStyle(Engine::Gb(_))));
        assert!(is_own("gb-t-7714-2025-numeric") && is_own("gbt7714-2015-authoryear"));
        assert!(is_own("china-national-standard-gb-t-7714-2025-note.csl"));
        assert!(matches!(CitationStyle::named("apa"), Some(CitationStyle(Engine::Csl(_)))));
        assert!(CitationStyle::named("no-such-style").is_none());
        assert!(CitationStyle::names().iter().all(|name| CitationStyle::named(name).is_some()));
    }
}
