//! `` :begin_tab:`pytorch` `` … `:end_tab:`, each on a line of its own (d2lbook):
//! a passage for one of several frameworks, with its name.
//!
//! The lines between stand as they are; only pairs of marks count.

use std::collections::BTreeMap;

use super::mask::{Kind, Masks};

/// The name of a tab that a line begins, with its first byte.
pub(super) fn name(line: &str) -> Option<(usize, &str)> {
    let rest = line.strip_prefix(":begin_tab:")?;
    let lead = line.len() - rest.len();
    let rest = rest.trim_end();
    match rest.strip_prefix('`') {
        Some(inner) => inner.strip_suffix('`').filter(|name| !name.contains('`')).map(|name| (lead + 1, name)),
        None => Some((lead, rest)).filter(|(_, name)| !name.contains(char::is_whitespace)),
    }
    .filter(|(_, name)| !name.trim().is_empty())
}

fn ends(line: &str) -> bool {
    line.trim_end() == ":end_tab:"
}

impl Masks<'_> {
    /// The lines of such marks that belong together.
    pub(super) fn tab_marks(&self) -> BTreeMap<usize, Kind> {
        let mut found = BTreeMap::new();
        if !self.text.contains(":begin_tab:") {
            return found;
        }
        let mut open = Vec::new();
        for number in 0..self.lines.len() {
            let line = self.content(number).1;
            if name(line).is_some() {
                open.push(number);
            } else if let Some(first) = Some(line).filter(|line| ends(line)).and_then(|_| open.pop()) {
                found.insert(first, Kind::Tab);
                found.insert(number, Kind::End);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn tabs_have_names() {
        assert_eq!(name(":begin_tab:`pytorch, jax`"), Some((12, "pytorch, jax")));
        assert_eq!(name(":begin_tab:toc"), Some((11, "toc")));
        assert!(name(":begin_tab:").is_none() && name(":begin_tab:`a` b").is_none() && name(":end_tab:").is_none());
    }
}
