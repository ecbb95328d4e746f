//! The macros of a CSL file: whether one can be written out at all. The engine
//! follows them without a bound.

use std::collections::HashMap;

/// How many macros one may come to when all are written out.
const MOST: u64 = 20_000;

/// Whether no macro calls itself, by others or directly, or grows beyond bounds.
pub(super) fn are_bounded(text: &str) -> bool {
    let calls = calls(text);
    let mut sizes = HashMap::new();
    calls.keys().all(|name| size(name, &calls, &mut sizes, 0).is_some_and(|size| size <= MOST))
}

/// What each macro calls.
fn calls(text: &str) -> HashMap<&str, Vec<&str>> {
    let mut calls = HashMap::new();
    for part in text.split("<macro").skip(1) {
        let body = part.split("</macro").next().unwrap_or_default();
        let Some(name) = attributes(body, "name").next() else { continue };
        calls.insert(name, attributes(body, "macro").collect());
    }
    calls
}

/// The values of an attribute in a text.
fn attributes<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    text.match_indices(name).filter_map(move |(at, name)| {
        let is_word = text[..at].ends_with(char::is_whitespace);
        let rest = text[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|ch| is_word && matches!(ch, '"' | '\''))?;
        rest[1..].split(quote).next()
    })
}

/// How many macros one comes to; `None` if it never ends.
fn size<'t>(
    name: &'t str,
    calls: &HashMap<&'t str, Vec<&'t str>>,
    sizes: &mut HashMap<&'t str, Option<u64>>,
    depth: usize,
) -> Option<u64> {
    if let Some(size) = sizes.get(name) {
        return *size;
    }
    if depth > 200 {
        return None;
    }
    // Who meets itself on the way finds this.
    sizes.insert(name, None);
    let mut sum = 1u64;
    for inner in calls.get(name).into_iter().flatten() {
        sum = sum.saturating_add(size(inner, calls, sizes, depth + 1)?);
    }
    sizes.insert(name, Some(sum));
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::are_bounded;

    #[test]
    fn circles_and_growth_are_found() {
        assert!(are_bounded("<macro name=\"a\"><text macro=\"b\"/></macro><macro name=\"b\"/>"));
        assert!(!are_bounded("<macro name=\"a\"><text macro=\"a\"/></macro>"));
        let double =
            |at: usize| format!("<macro name=\"m{at}\"><text macro=\"m{0}\"/><text macro=\"m{0}\"/></macro>", at + 1);
        assert!(!are_bounded(&(0..60).map(double).collect::<String>()));
        assert!(are_bounded(""));
    }
}
