//! What the engine does not say of a citation: the names in a sentence in styles
//! of numbers, and the marks that were written into a place of a work.

use crate::cite::record::{Name, Record, Role};
use crate::cite::{Fragment, Request};
use crate::model::Mark;

/// Names before a number, as they stand in a sentence: Chen \[1\], Chen and Li
/// \[1\], Chen et al. \[70\] (IEEE's editorial style manual, “et al.”).
pub(super) fn named(record: &Record, number: &[Fragment]) -> Vec<Fragment> {
    let names = [Role::Author, Role::Editor].iter().find_map(|role| record.names(*role));
    let Some(names) = names.filter(|names| !names.list.is_empty()) else { return number.to_vec() };
    let chinese = record.language.is_east_asian();
    let name = |name: &Name| match chinese && !name.whole {
        true => format!("{}{}", name.family, name.given),
        false => name.family.clone(),
    };
    let (and, others) = if chinese { ("和", "等") } else { (" and ", " et al.") };
    let text = match names.list.as_slice() {
        [one] if !names.others => name(one),
        [one, other] if !names.others => format!("{}{and}{}", name(one), name(other)),
        [one, ..] => format!("{}{others}", name(one)),
        [] => String::new(),
    };
    let raised = number.first().is_some_and(|first| first.marks.has(Mark::Superscript));
    let blank = if raised || chinese { "" } else { " " };
    let mut fragments = vec![Fragment::plain(format!("{text}{blank}"))];
    fragments.extend_from_slice(number);
    fragments
}

/// `*passim*` in the places of a citation becomes emphasis.
pub(in crate::cite) fn emphasised(fragments: Vec<Fragment>, request: &Request<'_>) -> Vec<Fragment> {
    let written = |item: &crate::model::document::CiteItem| item.suffix.contains('*') || item.prefix.contains('*');
    if !request.cite.items.iter().any(written) {
        return fragments;
    }
    fragments.into_iter().flat_map(|fragment| parts(&fragment)).collect()
}

/// A fragment cut at pairs of asterisks; one without another stays.
fn parts(fragment: &Fragment) -> Vec<Fragment> {
    let mut list = Vec::new();
    let mut rest = fragment.text.as_str();
    let mut push = |text: &str, mark: Option<Mark>| {
        if !text.is_empty() {
            let marks = mark.map_or(fragment.marks, |mark| fragment.marks.with(mark));
            list.push(Fragment { text: text.to_owned(), marks, target: fragment.target.clone() });
        }
    };
    while let Some(start) = rest.find('*') {
        let sign = if rest[start..].starts_with("**") { "**" } else { "*" };
        let inner = &rest[start + sign.len()..];
        let end = inner.find(sign).filter(|end| *end > 0 && !inner.starts_with(' '));
        let Some(end) = end else { break };
        push(&rest[..start], None);
        push(&inner[..end], Some(if sign == "*" { Mark::Emphasis } else { Mark::Strong }));
        rest = &inner[end + sign.len()..];
    }
    push(rest, None);
    list
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::cite::Fragment;
    use crate::model::Mark;

    #[test]
    fn marks_become_emphasis() {
        let made = |text: &str| -> Vec<(String, bool)> {
            parts(&Fragment::plain(text)).into_iter().map(|part| (part.text, part.marks.has(Mark::Emphasis))).collect()
        };
        let part = |text: &str, marked: bool| (text.to_owned(), marked);
        assert_eq!(made("p. 3 and *passim*)"), [part("p. 3 and ", false), part("passim", true), part(")", false)]);
        assert_eq!(made("2 * 3"), [part("2 * 3", false)]);
        assert_eq!(made("*a"), [part("*a", false)]);
    }
}
