//! Names as an entry and a citation print them (GB/T 7714—2025 §7.1,
//! GB/T 7714—2015 §8.1).

use super::words::Words;
use super::{Edition, pinyin};
use crate::cite::language::Language;
use crate::cite::record::{Name, Names};
use crate::model::is_han;

/// How many people an entry names (§7.1.2).
const MOST: usize = 3;

/// The people of an entry: at most three, then 等 or et al.
pub(super) fn list(names: &Names, edition: Edition, words: &Words) -> String {
    let is_long = names.list.len() > MOST || names.others;
    let shown = names.list.iter().take(MOST).map(|name| one(name, edition)).collect::<Vec<_>>().join(words.comma);
    if is_long { format!("{shown}{}{}", words.comma, words.others) } else { shown }
}

/// A name: the family name first, given names in initials; Chinese names whole.
pub(super) fn one(name: &Name, edition: Edition) -> String {
    if name.whole || (name.given.is_empty() && name.suffix.is_empty()) {
        return name.family.clone();
    }
    if name.family.chars().any(is_east_asian) {
        return east_asian(name);
    }
    // Capitals throughout in 2015 (§8.1.1); the first letter alone in 2025.
    let family = match edition {
        Edition::Of2015 => name.family.to_uppercase(),
        Edition::Of2025 => name.family.clone(),
    };
    let is_pinyin = edition == Edition::Of2025 && pinyin::is_name(&name.family, &name.given);
    let given = if is_pinyin { pinyin::given(&name.given) } else { initials(&name.given, edition) };
    let suffix = name.suffix.trim_end_matches('.');
    let gap = match edition {
        Edition::Of2015 => ", ",
        Edition::Of2025 => " ",
    };
    let whole = format!("{family} {given}");
    if suffix.is_empty() { whole.trim_end().to_owned() } else { format!("{}{gap}{suffix}", whole.trim_end()) }
}

/// A Chinese or Japanese name stands whole; of a foreign name in Chinese only
/// the family name does, with initials where they were written.
fn east_asian(name: &Name) -> String {
    let is_short = name.family.chars().count() <= 2;
    if !name.given.chars().any(is_east_asian) {
        return format!("{} {}", name.family, initials(&name.given, Edition::Of2025)).trim_end().to_owned();
    }
    let is_foreign = !is_short && name.family.chars().all(is_han) && name.given.chars().count() > 1;
    if is_foreign { name.family.clone() } else { format!("{}{}", name.family, name.given) }
}

fn is_east_asian(ch: char) -> bool {
    is_han(ch) || matches!(ch, '\u{3041}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Given names as initials without full stops: A Y, J-R. In 2015 a hyphen
/// counts as a blank.
fn initials(given: &str, edition: Edition) -> String {
    let words = given.split(|ch: char| ch.is_whitespace() || ch == '.').filter(|word| !word.is_empty());
    let initial = |word: &str| -> String {
        // Capitals alone are initials already: RWB.
        let is_run = word.chars().count() <= 3 && word.chars().all(char::is_uppercase);
        if is_run && word.chars().count() > 1 {
            return word.chars().map(String::from).collect::<Vec<_>>().join(" ");
        }
        let parts = word.split(['-', '‐', '–']).filter_map(|part| part.chars().next());
        let parts = parts.map(|ch| ch.to_uppercase().collect::<String>()).collect::<Vec<_>>();
        parts.join(match edition {
            Edition::Of2015 => " ",
            Edition::Of2025 => "-",
        })
    };
    words.map(initial).collect::<Vec<_>>().join(" ")
}

/// The name in a citation by author and year: the family name, or the whole one
/// in Chinese; of several people the first, then 等 or et al. behind a blank
/// (GB/T 7714—2015 §9.2.2).
pub(super) fn cited(names: &Names, words: &Words, language: Language) -> String {
    let Some(first) = names.list.first() else { return String::new() };
    let name = if first.family.chars().any(is_east_asian) { one(first, Edition::Of2025) } else { first.family.clone() };
    if names.list.len() == 1 && !names.others {
        return name;
    }
    let stop = if matches!(language, Language::Western | Language::Russian) { "." } else { "" };
    format!("{name} {}{stop}", words.others)
}

#[cfg(test)]
mod tests {
    use super::{Edition, Name, one};

    fn name(family: &str, given: &str) -> Name {
        Name { family: family.into(), given: given.into(), ..Name::default() }
    }

    #[test]
    fn names_by_edition_and_script() {
        let new = |family: &str, given: &str| one(&name(family, given), Edition::Of2025);
        assert_eq!(new("Boobier", "Tony"), "Boobier T");
        assert_eq!(new("Godard", "Jean-Luc"), "Godard J-L");
        assert_eq!(new("De Morgan", "Augustus"), "De Morgan A");
        assert_eq!(new("Кочетков", "А. Я."), "Кочетков А Я");
        assert_eq!(new("昂温", "P. S."), "昂温 P S");
        assert_eq!(new("张", "三"), "张三");
        assert_eq!(new("欧阳", "修之"), "欧阳修之");
        assert_eq!(new("赫拉利", "尤瓦尔"), "赫拉利");
        assert_eq!(one(&name("Karlowski", "Wojciech M"), Edition::Of2015), "KARLOWSKI W M");
        assert_eq!(one(&name("Park", "Jae-Rim"), Edition::Of2015), "PARK J R");
    }
}
