//! The text of a BibTeX value: LaTeX's accents, commands and braces become
//! characters.

/// Accents as combining characters.
const ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'),
    ('\'', '\u{301}'),
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('u', '\u{306}'),
    ('.', '\u{307}'),
    ('"', '\u{308}'),
    ('r', '\u{30A}'),
    ('H', '\u{30B}'),
    ('v', '\u{30C}'),
    ('d', '\u{323}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
    ('b', '\u{331}'),
];

/// Commands that stand for characters.
const SIGNS: &[(&str, &str)] = &[
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("aa", "å"),
    ("AA", "Å"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("quad", " "),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("copyright", "©"),
    ("S", "§"),
    ("P", "¶"),
    ("slash", "/"),
    ("textbackslash", "\\"),
    ("textasciitilde", "~"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("mu", "μ"),
    ("pi", "π"),
    ("sigma", "σ"),
    ("lambda", "λ"),
    ("times", "×"),
    ("pm", "±"),
    ("infty", "∞"),
    ("ell", "ℓ"),
    ("degree", "°"),
    ("textdegree", "°"),
    ("relax", ""),
    ("allowbreak", ""),
];

/// Turns the source of a value into its text. `verbatim` keeps what an address
/// may hold.
pub(super) fn text(source: &str, verbatim: bool) -> String {
    let signs: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut math = false;
    let mut at = 0;
    while at < signs.len() {
        at = match signs[at] {
            '{' | '}' => at + 1,
            '\\' => command(&signs, at + 1, &mut out),
            '~' if !verbatim => push(&mut out, ' ', at),
            '$' if !verbatim => {
                math = !math;
                at + 1
            }
            '_' | '^' if math => script(&signs, at, &mut out),
            ch if ch.is_whitespace() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
                at + 1
            }
            '-' if !verbatim && signs.get(at + 1) == Some(&'-') => dashes(&signs, at, &mut out),
            '`' if !verbatim && signs.get(at + 1) == Some(&'`') => push(&mut out, '“', at + 1),
            '\'' if !verbatim && signs.get(at + 1) == Some(&'\'') => push(&mut out, '”', at + 1),
            ch => push(&mut out, ch, at),
        };
    }
    out.trim_end().to_owned()
}

fn push(out: &mut String, ch: char, at: usize) -> usize {
    out.push(ch);
    at + 1
}

fn dashes(signs: &[char], at: usize, out: &mut String) -> usize {
    let count = signs[at..].iter().take_while(|ch| **ch == '-').count();
    out.push_str(if count == 2 { "–" } else { "—" });
    at + count
}

/// `_2` and `^{+}` in a formula, as far as there are raised and lowered signs.
fn script(signs: &[char], at: usize, out: &mut String) -> usize {
    const PLAIN: &str = "0123456789+-n";
    let table = if signs[at] == '_' {
        "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"
    } else {
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ"
    };
    let braced = signs.get(at + 1) == Some(&'{');
    let start = at + 1 + usize::from(braced);
    let mut end = start;
    while end < signs.len() && if braced { signs[end] != '}' } else { end == start } {
        let found = PLAIN.chars().position(|ch| ch == signs[end]).and_then(|at| table.chars().nth(at));
        out.push(found.unwrap_or(signs[end]));
        end += 1;
    }
    end
}

/// What stands behind a backslash at `at`; gives back where to go on.
fn command(signs: &[char], at: usize, out: &mut String) -> usize {
    let Some(first) = signs.get(at) else { return at };
    if !first.is_ascii_alphabetic() {
        if let Some(end) = accent(signs, at, out) {
            return end;
        }
        // `\\` breaks a line, `\-` hyphenates, the others stand for themselves.
        match first {
            '\\' => out.push(' '),
            '-' | '/' => {}
            ch => out.push(*ch),
        }
        return at + 1;
    }
    let len = signs[at..].iter().take_while(|ch| ch.is_ascii_alphabetic()).count();
    let name: String = signs[at..at + len].iter().collect();
    if len == 1
        && let Some(end) = accent(signs, at, out)
    {
        return end;
    }
    let blank = usize::from(signs.get(at + len) == Some(&' '));
    if let Some((_, text)) = SIGNS.iter().find(|(known, _)| *known == name) {
        out.push_str(text);
        return at + len + blank;
    }
    // A command such as `\emph` leaves its argument.
    at + len + blank
}

/// An accent and its letter.
fn accent(signs: &[char], at: usize, out: &mut String) -> Option<usize> {
    let (_, mark) = ACCENTS.iter().find(|(ch, _)| *ch == signs[at])?;
    let is_letter = signs[at].is_ascii_alphabetic();
    let mut next = at + 1;
    if is_letter && !matches!(signs.get(next), Some('{' | ' ' | '\\')) {
        return None;
    }
    while matches!(signs.get(next), Some('{' | ' ')) {
        next += 1;
    }
    let mut letter = *signs.get(next)?;
    if letter == '\\' {
        next += 1;
        letter = *signs.get(next)?;
    }
    if !letter.is_alphabetic() {
        return None;
    }
    out.push_str(&composed(letter, *mark));
    Some(next + 1)
}

/// One character for a letter with its accent where there is one.
fn composed(letter: char, mark: char) -> String {
    const PARTS: &[(&str, char)] = &[
        ("aàeèiìoòuùyỳ", '\u{300}'),
        ("aácćeéiílĺnńoórŕsśuúyýzź", '\u{301}'),
        ("aâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ", '\u{302}'),
        ("aãeẽiĩnñoõuũyỹ", '\u{303}'),
        ("aāeēiīoōuū", '\u{304}'),
        ("aăeĕgğiĭoŏuŭ", '\u{306}'),
        ("cċeėgġzż", '\u{307}'),
        ("aäeëiïoöuüyÿ", '\u{308}'),
        ("aåuů", '\u{30A}'),
        ("oőuű", '\u{30B}'),
        ("aǎcčdďeěiǐlľnňoǒrřsštťuǔzž", '\u{30C}'),
        ("aạdḍeẹhḥiịoọsṣtṭuụ", '\u{323}'),
        ("cçgģkķlļnņrŗsştţ", '\u{327}'),
        ("aąeęiįuų", '\u{328}'),
    ];
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    let row = PARTS.iter().find(|(_, known)| *known == mark).map(|(row, _)| row.chars().collect::<Vec<_>>());
    let found = row.and_then(|row| row.chunks(2).find(|pair| pair[0] == lower).map(|pair| pair[1]));
    match found {
        Some(ch) if letter.is_uppercase() => ch.to_uppercase().collect(),
        Some(ch) => ch.to_string(),
        None => format!("{letter}{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn latex_becomes_text() {
        assert_eq!(text(r#"{\"O}zg\"ur {\v{S}}koda \'{\i} \o re"#, false), "Özgür Škoda í øre");
        assert_eq!(text(r"John Wiley \& Sons, 1975--1979", false), "John Wiley & Sons, 1975–1979");
        assert_eq!(text("H$_2$O ``x''~y\n  z", false), "H₂O “x” y z");
        assert_eq!(text(r"\emph{{NASA}} \textbf{b}", false), "NASA b");
        assert_eq!(text("https://x.org/~a_b--c", true), "https://x.org/~a_b--c");
        assert_eq!(text(r"\", false), "");
        assert_eq!(text("信息与文献\\quad 资源", false), "信息与文献 资源");
    }
}
