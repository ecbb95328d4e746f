//! The one place that says which characters of the two editions count as the same,
//! each with its reason.

/// What stands around the mark of a note in what is compared.
pub(super) const MARK: char = '\u{2}';

/// Whether a text holds the mark of a note that only the pages decide.
pub(super) fn has_open_mark(key: &str) -> bool {
    key.contains("\u{2}\u{2}")
}

/// A text without the marks of notes.
pub(super) fn without_marks(key: &str) -> String {
    key.split(MARK).step_by(2).collect()
}

/// What is compared of a text.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| counts(*c)).flat_map(same).collect()
}

/// What is compared of a formula: a fraction, a root or the limits of a sum are
/// read in another order in Word, so its characters are sorted.
pub(super) fn sorted(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().filter(|c| counts(*c) && is_seen(*c)).flat_map(same).collect();
    chars.sort_unstable();
    chars.into_iter().collect()
}

/// Whether a character says something in both editions.
fn counts(c: char) -> bool {
    match c {
        // The end of a line of the PDF has no blank; between Chinese and Latin each
        // program leaves a space of its own.
        c if c.is_whitespace() => false,
        // A hyphen at the end of a line of the PDF, where Word hyphenates by itself.
        '\u{AD}' => false,
        // Where a line may end, or may not; what joins letters, or does not.
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        // Which form of a sign is drawn.
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => false,
        _ => true,
    }
}

/// Whether a character of a formula is one in both editions.
fn is_seen(c: char) -> bool {
    match c {
        // Brackets that grow are built of pieces in the PDF and are properties in Word.
        '\u{239B}'..='\u{23B3}' | '\u{23D0}' => false,
        // Where the lines of a formula are aligned in Word.
        '&' => false,
        _ => true,
    }
}

/// The characters that both editions use for the same.
fn same(c: char) -> impl Iterator<Item = char> {
    // Word has circles for numbers up to 20, the PDF for those up to 50.
    let number = match c {
        '㉑'..='㉟' => Some(u32::from(c) - u32::from('㉑') + 21),
        '㊱'..='㊿' => Some(u32::from(c) - u32::from('㊱') + 36),
        _ => None,
    };
    let digits = number.into_iter().flat_map(|number| [number / 10, number % 10]);
    let digits = digits.filter_map(|digit| char::from_digit(digit, 10));
    let own = match c {
        '\u{2011}' | '\u{2010}' => '-',
        c => plain(c),
    };
    digits.chain(Some(own).filter(|_| number.is_none()))
}

/// The plain letter of a letter of mathematics: in the PDF `𝑎` is a character of
/// its own, in Word `a` in italics (Unicode 16, chapter 22.2).
fn plain(c: char) -> char {
    const LATIN: u32 = 0x1D400;
    const DOTLESS: u32 = 0x1D6A4;
    const GREEK: u32 = 0x1D6A8;
    const DIGITS: u32 = 0x1D7CE;
    let code = u32::from(c);
    let letter = |first: char, at: u32| char::from_u32(u32::from(first) + at).unwrap_or(c);
    match code {
        LATIN..DOTLESS => match (code - LATIN) % 52 {
            at @ 0..26 => letter('A', at),
            at => letter('a', at - 26),
        },
        0x1D6A4 => 'ı',
        0x1D6A5 => 'ȷ',
        GREEK..0x1D7CA => match (code - GREEK) % 58 {
            17 => 'ϴ',
            at @ 0..25 => letter('Α', at),
            25 => '∇',
            at @ 26..51 => letter('α', at - 26),
            51 => '∂',
            52 => 'ϵ',
            53 => 'ϑ',
            54 => 'ϰ',
            55 => 'ϕ',
            56 => 'ϱ',
            _ => 'ϖ',
        },
        DIGITS..0x1D800 => letter('0', (code - DIGITS) % 10),
        _ => letterlike(c),
    }
}

/// The letters of mathematics that Unicode had before the others.
fn letterlike(c: char) -> char {
    match c {
        'ℎ' => 'h',
        'ℬ' => 'B',
        'ℰ' => 'E',
        'ℱ' => 'F',
        'ℋ' | 'ℌ' | 'ℍ' => 'H',
        'ℐ' | 'ℑ' => 'I',
        'ℒ' => 'L',
        'ℳ' => 'M',
        'ℛ' | 'ℜ' | 'ℝ' => 'R',
        'ℯ' => 'e',
        'ℊ' => 'g',
        'ℴ' => 'o',
        'ℭ' | 'ℂ' => 'C',
        'ℨ' | 'ℤ' => 'Z',
        'ℕ' => 'N',
        'ℙ' => 'P',
        'ℚ' => 'Q',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{sorted, squeezed};

    #[test]
    fn blanks_and_hyphens_of_lines_do_not_count() {
        assert_eq!(squeezed("hy\u{AD}phen 中 文\n1\u{2011}2"), "hyphen中文1-2");
    }

    #[test]
    fn letters_of_mathematics_are_letters() {
        assert_eq!(squeezed("𝑎𝐁𝒞ℎ𝜋𝛺𝟎𝟡ℝ𝝏"), "aBChπΩ09R∂");
    }

    #[test]
    fn circles_that_word_does_not_count_to_are_numbers() {
        assert_eq!(squeezed("⑳㉑㉟㊱㊿"), "⑳21353650");
    }

    #[test]
    fn formulas_are_their_characters() {
        assert_eq!(sorted("∑𝑛𝑖=1"), sorted("∑i=1n"));
        assert_ne!(sorted("a+b"), sorted("a−b"));
    }
}
