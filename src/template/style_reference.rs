//! Fields of headers and footers that show the text of a style (`STYLEREF`,
//! ECMA-376-1 §17.16.5.59): a style that the new text does not use would show
//! an error of Word's there.

use std::collections::BTreeSet;

use super::{Kind, Template, names};

impl Template {
    /// The instruction of a field in which the style is one that the text uses;
    /// `None` if it is right as it stands. `used` are the ids of the new text.
    #[must_use]
    pub fn refer(&self, instruction: &str, used: &BTreeSet<&str>) -> Option<String> {
        let (named, switches) = named(instruction)?;
        let level = named.parse::<usize>().ok().filter(|level| (1..=6).contains(level));
        // A number means Word's own headings.
        let known = match level {
            Some(level) => self.styles.called(&format!("heading {level}"), Kind::Paragraph),
            None => self.referred(&named),
        };
        if known.is_some_and(|entry| used.contains(entry.id.as_str())) {
            return None;
        }
        let outline = known.and_then(|entry| self.styles.resolved(&entry.id).get("outlineLvl")?.parse::<usize>().ok());
        let wanted = level.or(outline.map(|level| level + 1)).unwrap_or(1);
        let heading = |level: usize| {
            let id = self.style(&format!("heading {level}"), Kind::Paragraph).filter(|id| used.contains(id))?;
            let name = self.style_name(id);
            let is_own =
                names::normal(name) == format!("heading{level}") || names::normal(name) == format!("标题{level}");
            Some(if is_own { level.to_string() } else { format!("\"{name}\"") })
        };
        let shown = heading(wanted).or_else(|| heading(1))?;
        Some(format!(" STYLEREF {shown} {switches}"))
    }

    /// The id of the style whose text a field shows, and the first number where it shows
    /// the number instead; `None` for other fields, and for numbers that are not known.
    #[must_use]
    pub fn shown_style(&self, instruction: &str) -> Option<(&str, Option<String>)> {
        let (named, _) = named(instruction)?;
        let levels = (1..=6).map(|level| self.style(&format!("heading {level}"), Kind::Paragraph));
        let levels: Vec<Option<&str>> = levels.collect();
        let by_level = named.parse::<usize>().ok().and_then(|level| *levels.get(level.checked_sub(1)?)?);
        let id = by_level.or_else(|| self.referred(&named).map(|entry| entry.id.as_str()))?;
        if !is_number(instruction) {
            return Some((id, None));
        }
        let level = levels.iter().position(|known| *known == Some(id))?;
        let pattern = self.headings.get(level)?.as_ref()?.pattern.as_ref()?;
        Some((id, Some(pattern.format(&vec![1; level + 1]))))
    }

    /// The style that a field names, in the words of the file or of Word.
    pub(super) fn referred(&self, name: &str) -> Option<&super::styles::Entry> {
        let called = self.styles.called(name, Kind::Paragraph);
        called.or_else(|| {
            let level =
                (1..=6).find(|level| names::candidates(&format!("heading {level}")).contains(&names::normal(name)))?;
            self.styles.called(&format!("heading {level}"), Kind::Paragraph)
        })
    }
}

/// Whether a field shows the number of the paragraph instead of its text.
pub(super) fn is_number(instruction: &str) -> bool {
    named(instruction).is_some_and(|(_, switches)| {
        switches.split_whitespace().any(|switch| matches!(switch.to_lowercase().as_str(), "\\n" | "\\r" | "\\w"))
    })
}

/// The style that a field names, and what follows; `None` for other fields.
pub(super) fn named(instruction: &str) -> Option<(String, &str)> {
    let rest = instruction.trim_start();
    let (name, rest) = rest.split_once(char::is_whitespace)?;
    if !name.eq_ignore_ascii_case("STYLEREF") {
        return None;
    }
    let rest = rest.trim_start();
    let (named, switches) = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => rest.split_at(rest.find('\\').unwrap_or(rest.len())),
    };
    Some((named.trim().to_owned(), switches))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn instructions_name_a_style() {
        let is = |name: &str, rest: &'static str| Some((name.to_owned(), rest));
        assert_eq!(named(" STYLEREF \"标题 1\" \\n"), is("标题 1", " \\n"));
        assert_eq!(named("styleref 标题 1 \\* MERGEFORMAT"), is("标题 1", "\\* MERGEFORMAT"));
        assert_eq!(named("STYLEREF 1"), is("1", ""));
        assert_eq!(named("PAGE \\* ROMAN"), None);
    }
}
