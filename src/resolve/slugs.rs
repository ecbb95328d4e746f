//! The names that links give to headings: those that GitHub and pandoc make of a
//! heading's text, and all that differ from them in signs and case alone.
//!
//! It must not know what an anchor is numbered or how it is printed.

use std::collections::HashMap;

use crate::diag::SourceId;
use crate::model::resolved::AnchorId;

/// The names of the headings of each file.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    named: HashMap<(SourceId, String), AnchorId>,
    /// By letters and digits alone: GitLab, Gitee, VuePress and Typora keep,
    /// join or drop signs each in a way of its own.
    bare: HashMap<(SourceId, String), AnchorId>,
    /// How often each name was made.
    github: HashMap<(SourceId, String), usize>,
    pandoc: HashMap<(SourceId, String), usize>,
}

impl Slugs {
    /// Takes the next heading of a file; gives back its name at GitHub.
    pub(super) fn add(&mut self, file: SourceId, title: &str, anchor: AnchorId) -> String {
        let github = unique(file, github(title), &mut self.github);
        let pandoc = unique(file, pandoc(title), &mut self.pandoc);
        for name in [&github, &pandoc] {
            self.named.entry((file, name.clone())).or_insert(anchor);
        }
        let bare = bare(title);
        if !bare.is_empty() {
            self.bare.entry((file, bare)).or_insert(anchor);
        }
        github
    }

    /// The heading that a link within a file names.
    pub(super) fn find(&self, file: SourceId, name: &str) -> Option<AnchorId> {
        let name = name.to_lowercase();
        let known = self.named.get(&(file, name.clone()));
        known.or_else(|| self.bare.get(&(file, bare(&name)))).copied()
    }
}

/// GitHub's name of a heading: lower case, hyphens for blanks, without
/// punctuation (the gem html-pipeline, `toc_filter.rb`).
pub(super) fn github(title: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
        _ => None,
    };
    title.trim().to_lowercase().chars().filter_map(keep).collect()
}

/// Pandoc's name of a heading (its manual, `auto_identifiers`): punctuation but
/// `_`, `-` and `.` goes, blanks become hyphens, and everything up to the first
/// letter goes.
fn pandoc(title: &str) -> String {
    let keep = |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_' | '.');
    let kept: String = title.to_lowercase().chars().filter(keep).collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-");
    let name = joined.trim_start_matches(|c: char| !c.is_alphabetic());
    if name.is_empty() { "section".to_owned() } else { name.to_owned() }
}

fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A name with a number behind it where it repeats in its file.
fn unique(file: SourceId, name: String, seen: &mut HashMap<(SourceId, String), usize>) -> String {
    let count = seen.entry((file, name.clone())).or_insert(0);
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{}", *count - 1) }
}

#[cfg(test)]
mod tests {
    use super::{Slugs, github, pandoc};
    use crate::diag::SourceId;
    use crate::model::resolved::AnchorId;

    #[test]
    fn headings_are_named_as_pandoc_names_them() {
        // The examples of pandoc's manual.
        assert_eq!(pandoc("Heading identifiers in HTML"), "heading-identifiers-in-html");
        assert_eq!(pandoc("Maître d'hôtel"), "maître-dhôtel");
        assert_eq!(pandoc("Dogs?--in *my* house?"), "dogs--in-my-house");
        assert_eq!(pandoc("HTML, S5, or RTF?"), "html-s5-or-rtf");
        assert_eq!(pandoc("3. Applications"), "applications");
        assert_eq!(pandoc("33"), "section");
        assert_eq!(pandoc("1.1 背景"), "背景");
        assert_eq!(github("1.1 背景"), "11-背景");
    }

    #[test]
    fn links_name_headings_in_many_ways() {
        let (mut slugs, file) = (Slugs::default(), SourceId(0));
        slugs.add(file, "1.1 背景：A – B", AnchorId(0));
        slugs.add(file, "Results", AnchorId(1));
        slugs.add(file, "Results", AnchorId(2));
        let all = ["11-背景a--b", "背景a-b", "1.1 背景：A – B", "_1-1-背景-a-b", "11-背景-a-b"];
        for name in all {
            assert_eq!(slugs.find(file, name), Some(AnchorId(0)), "{name}");
        }
        assert_eq!(slugs.find(file, "results-1"), Some(AnchorId(2)));
        assert_eq!(slugs.find(file, "#"), None);
        assert_eq!(slugs.find(SourceId(1), "results"), None);
    }
}
