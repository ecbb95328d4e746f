//! The label of an item of bullets (`\item[--]`) becomes the marker that is printed
//! for this item; a label of many words or with formatting stays for the text.

/// The widest marker, in halves of an em.
const WIDEST: usize = 12;

/// Commands that print one sign, in formulas and out of them.
const SIGNS: [(&str, &str); 19] = [
    ("\\star", "★"),
    ("\\bigstar", "★"),
    ("\\to", "→"),
    ("\\rightarrow", "→"),
    ("\\diamond", "◇"),
    ("\\square", "□"),
    ("\\Box", "□"),
    ("\\blacksquare", "■"),
    ("\\triangle", "△"),
    ("\\times", "×"),
    ("-", "−"),
    ("+", "+"),
    ("*", "*"),
    (">", ">"),
    ("\\textendash", "–"),
    ("\\textemdash", "—"),
    ("\\textasteriskcentered", "*"),
    ("\\dag", "†"),
    ("\\ddag", "‡"),
];

/// The marker that a label prints; `None` for one that a marker cannot print.
pub(super) fn read(label: &str) -> Option<String> {
    let label = label.trim();
    let formula = label.strip_prefix('$').and_then(|rest| rest.strip_suffix('$'));
    let bare = formula.unwrap_or(label).trim();
    let named = SIGNS.iter().find(|(name, _)| *name == bare).filter(|(name, _)| formula.is_some() || name.len() > 1);
    if let Some((_, ch)) = named {
        return Some((*ch).to_owned());
    }
    let marked = label.contains(['\\', '$', '{', '}', '`', '@', '<', '[', '^', '_', '&', '#']);
    let starred = label.chars().filter(|ch| *ch == '*').count() > 1;
    if marked || starred || width(label) > WIDEST {
        return None;
    }
    Some(label.replace("---", "—").replace("--", "–").replace('~', "\u{a0}"))
}

/// Whether a label is so short that nobody would set a list of terms with it.
pub(super) fn is_short(label: &str) -> bool {
    read(label).is_some_and(|marker| width(&marker) <= 4)
}

/// The width in halves of an em.
fn width(text: &str) -> usize {
    text.chars().map(|ch| if u32::from(ch) < 0x2E80 { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::{is_short, read};

    #[test]
    fn labels_become_markers() {
        for (label, marker) in
            [("--", "–"), ("*", "*"), ("$\\star$", "★"), ("(c)", "(c)"), ("", ""), ("$-$", "−"), ("（甲）", "（甲）")]
        {
            assert_eq!(read(label).as_deref(), Some(marker), "{label}");
        }
        for label in ["\\textbf{a}", "$x_1$", "a label of many words", "`a`", "**a**"] {
            assert_eq!(read(label), None, "{label}");
        }
        assert!(is_short("(a)") && !is_short("（甲）"));
    }
}
