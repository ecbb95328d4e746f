//! The ids that a text defines, found before it is read.

use std::collections::BTreeSet;

use super::positions::lines;
use super::{attributes, myst, reference};
use crate::diag::SourceId;

/// Every id in attributes anywhere in the text.
pub(super) fn defined_ids(text: &str, source: SourceId) -> BTreeSet<String> {
    let places = text.match_indices('{');
    let plausible = places.filter(|(at, _)| {
        let area = &text.as_bytes()[*at..text.len().min(at + attributes::MAX_LENGTH)];
        area.iter().position(|byte| *byte == b'}').is_some_and(|end| area[..end].contains(&b'#'))
    });
    let braced = plausible.filter_map(|(at, _)| attributes::parse(&text[at..], source, at)?.0.id).map(|id| id.value);
    let labels = text.match_indices("\\label{").filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        rest.find('}').filter(|len| *len < reference::MAX_KEY).map(|len| rest[..len].trim().to_owned())
    });
    let targets = lines(text).filter_map(|(_, line)| myst::label(line.trim()).map(str::to_owned));
    braced.chain(labels).chain(targets).collect()
}
