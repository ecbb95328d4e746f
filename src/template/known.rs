//! What is known of the styles of a Word file by themselves: reckoned once, for
//! a file has many more paragraphs than styles.

use std::collections::{BTreeMap, BTreeSet};

use super::found::Part;
use super::outline::outline_level;
use super::styles::{Kind, Styles};
use super::text::Paragraph;

/// The headings, by their levels.
pub(super) const HEADINGS: [Part; 6] =
    [Part::Heading1, Part::Heading2, Part::Heading3, Part::Heading4, Part::Heading5, Part::Heading6];

/// What is known of a style by itself.
#[derive(Debug)]
pub(super) struct Known {
    /// The level of headings, from 1, that its name says.
    pub(super) heading: Option<usize>,
    /// The level of the outline that it states, from 0.
    pub(super) outline: Option<usize>,
    /// Whether it has another part by its name, or is one of lists.
    pub(super) is_taken: bool,
}

/// What is known of the styles of some paragraphs.
pub(super) fn known<'a>(paragraphs: &'a [Paragraph<'_>], styles: &Styles) -> BTreeMap<&'a str, Known> {
    let id = |name: &str| styles.named(name, Kind::Paragraph).map(|entry| entry.id.as_str());
    let headings = HEADINGS.map(|part| id(part.style()));
    let others = ["Title", "Subtitle", "List Paragraph", "footnote text", "caption", "Bibliography"].map(id);
    let used: BTreeSet<&str> = paragraphs.iter().map(|paragraph| paragraph.style.as_str()).collect();
    let of = |id: &str| {
        let all = styles.resolved(id);
        Known {
            heading: headings.iter().position(|known| *known == Some(id)).map(|at| at + 1),
            outline: outline_level(&all),
            is_taken: others.contains(&Some(id)) || all.numbering().is_some(),
        }
    };
    used.into_iter().map(|id| (id, of(id))).collect()
}
