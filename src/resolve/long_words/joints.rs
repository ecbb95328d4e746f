//! The joints of a word: behind the signs that part an address, a path or an
//! identifier, between the parts of camelCase, between letters and digits. What a
//! reader takes as one thing (a number with its unit, `[PP/OL]`, the prefix of a
//! DOI) has none.

use std::ops::Range;

/// Signs behind which a word is parted.
const SEPARATORS: [char; 15] = ['/', '.', '_', '-', ',', '(', '<', '=', ':', '&', '?', '\\', ';', '|', '–'];
/// The most characters in brackets that stay together.
const IN_BRACKETS: usize = 8;
/// The most characters of a number with its unit.
const MEASURE: usize = 16;
/// The most letters of a unit.
const UNIT: usize = 5;

/// The indices of the characters of a word before which it parts.
pub(super) fn joints(word: &[char]) -> Vec<usize> {
    let kept = kept(word);
    (1..word.len()).filter(|at| !kept[*at] && parts(word, *at)).collect()
}

fn parts(word: &[char], at: usize) -> bool {
    let (before, ch) = (word[at - 1], word[at]);
    let next = word.get(at + 1);
    if SEPARATORS.contains(&before) {
        // A sign at the beginning belongs to what follows, as in `-x` or `./a`.
        let behind =
            at >= 2 && (word[at - 2].is_alphanumeric() || matches!(before, '/' | '\\' | '=' | '(' | '<' | '?'));
        let in_number = matches!(before, '.' | ',' | ':') && behind && word[at - 2].is_ascii_digit();
        return behind && !(in_number && ch.is_ascii_digit()) && (ch.is_alphanumeric() || is_opening(ch));
    }
    let is_camel = (before.is_lowercase() && ch.is_uppercase())
        || (before.is_uppercase() && ch.is_uppercase() && next.is_some_and(|next| next.is_lowercase()));
    is_camel || (before.is_alphabetic() && ch.is_ascii_digit()) || (before.is_ascii_digit() && ch.is_alphabetic())
}

fn is_opening(ch: char) -> bool {
    matches!(ch, '(' | '[' | '{' | '<' | '$' | '"' | '“' | '‘')
}

/// Whether a word may break between two characters if nothing else helps:
/// between letters that are not joined, before no closing sign and behind no
/// opening one.
pub(super) fn may_part(before: char, ch: char) -> bool {
    let is_plain = |ch: char| {
        ch.is_ascii_graphic() || ch.is_alphabetic() && matches!(ch, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}')
    };
    is_plain(before)
        && is_plain(ch)
        && !is_opening(before)
        && !matches!(ch, '.' | ',' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '%')
}

/// For each character, whether it stays with the one before it.
pub(super) fn kept(word: &[char]) -> Vec<bool> {
    let mut kept = vec![false; word.len()];
    let mut at = 0;
    while at < word.len() {
        let whole = bracket(word, at).or_else(|| prefix(word, at)).or_else(|| measure(word, at));
        match whole {
            Some(range) => {
                kept[range.start + 1..range.end].fill(true);
                at = range.end;
            }
            None => at += 1,
        }
    }
    kept
}

/// `[PP/OL]`.
fn bracket(word: &[char], at: usize) -> Option<Range<usize>> {
    if word[at] != '[' {
        return None;
    }
    let within = word[at + 1..].iter().take(IN_BRACKETS + 1);
    let length = within.clone().position(|ch| *ch == ']')?;
    Some(at..at + length + 2)
}

/// `10.1234` of a DOI (ISO 26324), with its slash.
fn prefix(word: &[char], at: usize) -> Option<Range<usize>> {
    let begins = at == 0 || !word[at - 1].is_ascii_digit() && word[at - 1] != '.';
    let rest = word[at..].strip_prefix(&['1', '0', '.']).filter(|_| begins)?;
    let digits = rest.iter().take_while(|ch| ch.is_ascii_digit() || **ch == '.').take(10).count();
    (digits >= 4 && rest.get(digits) == Some(&'/')).then(|| at..at + 4 + digits)
}

/// A number with its unit, such as `-12.5kg` or `9.8m/s`.
fn measure(word: &[char], at: usize) -> Option<Range<usize>> {
    if at > 0 && (word[at - 1].is_alphanumeric() || matches!(word[at - 1], '.' | '_' | '-' | '/')) {
        return None;
    }
    let rest = &word[at..word.len().min(at + MEASURE + 1)];
    let count = |from: usize, is: &dyn Fn(char) -> bool| rest[from..].iter().take_while(|ch| is(**ch)).count();
    let ch = count(0, &|ch| matches!(ch, '+' | '-' | '−' | '±')).min(1);
    if !rest.get(ch).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let number = ch + count(ch, &|ch| ch.is_ascii_digit() || matches!(ch, '.' | ','));
    let is_unit = |ch: char| ch.is_alphabetic() || matches!(ch, '%' | '°' | '‰' | '²' | '³');
    let unit = count(number, &is_unit);
    let mut end = number + unit;
    if rest.get(end) == Some(&'/') && (1..=3).contains(&count(end + 1, &is_unit)) {
        end += 1 + count(end + 1, &is_unit);
    }
    let ends = rest.get(end).is_none_or(|ch| !ch.is_alphanumeric() && !matches!(ch, '_' | '-'));
    ((1..=UNIT).contains(&unit) && ends && end <= MEASURE).then(|| at..at + end)
}

#[cfg(test)]
mod tests {
    use super::joints;

    fn parted(word: &str) -> String {
        let signs: Vec<char> = word.chars().collect();
        let joints = joints(&signs);
        let part =
            |(at, sign): (usize, &char)| if joints.contains(&at) { format!("¦{sign}") } else { sign.to_string() };
        signs.iter().enumerate().map(part).collect()
    }

    #[test]
    fn addresses_and_paths_part_behind_their_signs() {
        assert_eq!(parted("https://p.dw.com/x?a=1&b"), "https://¦p.¦dw.¦com/¦x?¦a=¦1&¦b");
        assert_eq!(parted("/usr/lib/a.so"), "/usr/¦lib/¦a.¦so");
        assert_eq!(parted("./a--b"), "./¦a--b");
    }

    #[test]
    fn identifiers_part_between_their_words() {
        assert_eq!(parted("getHTTPServer_name2"), "get¦HTTP¦Server_¦name¦2");
        assert_eq!(parted("call(arg,other)"), "call(¦arg,¦other)");
        assert_eq!(parted("--flag=on"), "--flag=¦on");
    }

    #[test]
    fn what_belongs_together_stays() {
        assert_eq!(parted("Title[PP/OL]"), "Title[PP/OL]");
        assert_eq!(parted("-12.5kg"), "-12.5kg");
        assert_eq!(parted("9.8m/s"), "9.8m/s");
        assert_eq!(parted("1,234,567.89"), "1,234,567.89");
        assert_eq!(parted("doi:10.1234/ab-c"), "doi:¦10.1234/¦ab-¦c");
    }
}
