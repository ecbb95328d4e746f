//! Numbers as they are written: 1, 一, i, a, ①, and the numbers of lists with what
//! stands around them. It knows no style and no edition.

use serde::Serialize;

/// What a number is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counter {
    /// 1 2 3
    Arabic,
    /// 一 二 三
    Chinese,
    /// i ii iii
    LowerRoman,
    /// I II III
    UpperRoman,
    /// a b c
    LowerLetter,
    /// A B C
    UpperLetter,
    /// ① ② ③
    Circled,
    /// ⑴ ⑵ ⑶
    Parenthesised,
}

impl Counter {
    /// The counter that a sign stands for in the patterns of styles.
    pub(crate) fn of(ch: char) -> Option<Self> {
        Some(match ch {
            '1' => Self::Arabic,
            '一' => Self::Chinese,
            'i' => Self::LowerRoman,
            'I' => Self::UpperRoman,
            'a' => Self::LowerLetter,
            'A' => Self::UpperLetter,
            '①' => Self::Circled,
            _ => return None,
        })
    }

    /// The sign that stands for it in a pattern.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Arabic => '1',
            Self::Chinese => '一',
            Self::LowerRoman => 'i',
            Self::UpperRoman => 'I',
            Self::LowerLetter => 'a',
            Self::UpperLetter => 'A',
            Self::Circled => '①',
            Self::Parenthesised => '⑴',
        }
    }

    /// The number `n` (from 1) in this look.
    #[must_use]
    pub fn format(self, n: usize) -> String {
        match self {
            Self::Arabic => n.to_string(),
            Self::Chinese => chinese(n),
            Self::LowerRoman => roman(n).to_lowercase(),
            Self::UpperRoman => roman(n),
            Self::LowerLetter => letters(n).to_lowercase(),
            Self::UpperLetter => letters(n),
            Self::Circled => circled(n),
            Self::Parenthesised => parenthesised(n),
        }
    }
}

/// The numbers of an ordered list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Numbering {
    /// Written as the style has it.
    Styled(Delimiter),
    /// Written as the author typed them.
    Typed(TypedNumber),
}

/// What stands behind the numbers of a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delimiter {
    /// `1.`
    Period,
    /// `1)`
    Paren,
}

/// How an author types numbers before the items of a list: （一）, `a)`, ①.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TypedNumber {
    /// What a number is written with.
    pub counter: Counter,
    /// What stands before it.
    pub open: Option<char>,
    /// What stands behind it.
    pub close: Option<char>,
    /// How many digits an Arabic number has at least: 2 in `01、`.
    pub digits: u8,
}

impl TypedNumber {
    /// The number `n` with what stands around it.
    #[must_use]
    pub fn format(self, n: u32) -> String {
        let number = format!("{:0>width$}", self.counter.format(n as usize), width = usize::from(self.digits));
        self.open.into_iter().chain(number.chars()).chain(self.close).collect()
    }
}

/// Chinese numerals as Word's chineseCountingThousand writes them.
fn chinese(n: usize) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [&str; 4] = ["", "十", "百", "千"];
    if n == 0 || n > 9999 {
        return n.to_string();
    }
    let digits: Vec<usize> = n.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
    let mut text = String::new();
    let mut gap = false;
    for (at, digit) in digits.iter().enumerate() {
        let unit = digits.len() - 1 - at;
        if *digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('〇');
            gap = false;
        }
        let leading_ten = unit == 1 && *digit == 1 && text.is_empty();
        if !leading_ten {
            text.push(DIGITS[*digit]);
        }
        text.push_str(UNITS[unit]);
    }
    text
}

fn roman(mut n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n > 9999 {
        return n.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            text.push_str(sign);
            n -= value;
        }
    }
    text
}

/// A … Z, AA, AB …
fn letters(mut n: usize) -> String {
    let mut text = Vec::new();
    while n > 0 {
        n -= 1;
        text.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    text.into_iter().rev().collect()
}

/// ① … ㊿; plain digits beyond fifty, for which there is no sign.
fn circled(n: usize) -> String {
    let base = match n {
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return n.to_string(),
    };
    char::from_u32(base + n as u32).map(String::from).unwrap_or_default()
}

/// ⑴ … ⒇; plain digits beyond twenty, for which there is no sign.
fn parenthesised(n: usize) -> String {
    let ch = (1..=20).contains(&n).then(|| char::from_u32(0x2474 - 1 + n as u32)).flatten();
    ch.map_or_else(|| n.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::{Counter, TypedNumber};

    #[test]
    fn numerals() {
        assert_eq!(Counter::Chinese.format(10), "十");
        assert_eq!(Counter::Chinese.format(105), "一百〇五");
        assert_eq!(Counter::Chinese.format(110), "一百一十");
        assert_eq!(Counter::UpperRoman.format(49), "XLIX");
        assert_eq!(Counter::UpperLetter.format(27), "AA");
        assert_eq!(Counter::Circled.format(21), "㉑");
        assert_eq!(Counter::Parenthesised.format(20), "⒇");
    }

    #[test]
    fn typed_numbers_keep_brackets_and_digits() {
        let typed = |counter, open, close, digits| TypedNumber { counter, open, close, digits }.format(9);
        assert_eq!(typed(Counter::Chinese, Some('（'), Some('）'), 0), "（九）");
        assert_eq!(typed(Counter::Arabic, None, Some('、'), 2), "09、");
        assert_eq!(typed(Counter::LowerRoman, Some('('), Some(')'), 0), "(ix)");
        assert_eq!(typed(Counter::Circled, None, None, 0), "⑨");
    }
}
