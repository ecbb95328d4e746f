//! Numerals as people write them become numbers: 12, １２, 十二, XII, B, ②.
//!
//! It knows single characters and their runs, nothing of headings or captions.

/// The highest number that a heading or caption is taken to carry: more is a
/// year, an amount or the name of a thing.
const MOST: u32 = 199;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Numeral {
    /// 12, １２
    Arabic,
    /// 十二
    Chinese,
    /// XII, xii
    Roman,
    /// B, b
    Letter,
    /// ②
    Circled,
}

/// A character without its width: `Ａ` is `A`, `．` is `.`.
pub(in crate::resolve) fn narrow(ch: char) -> char {
    match ch {
        '！'..='～' => char::from_u32(ch as u32 - 0xFEE0).unwrap_or(ch),
        '\u{3000}' | '\u{A0}' => ' ',
        _ => ch,
    }
}

/// The number at the beginning of some characters in one way of writing, with how
/// many characters it takes.
pub(in crate::resolve) fn read(chars: &[char], numeral: Numeral) -> Option<(u32, usize)> {
    let run = |belongs: fn(char) -> bool| chars.iter().take_while(|ch| belongs(**ch)).count();
    let (value, len) = match numeral {
        Numeral::Arabic => {
            let len = run(|ch| ch.is_ascii_digit());
            let digits: String = chars[..len].iter().collect();
            (if len > 3 { None } else { digits.parse().ok() }, len)
        }
        Numeral::Chinese => {
            let len = run(is_chinese);
            (chinese(&chars[..len]), len)
        }
        Numeral::Roman => {
            let len = run(|ch| ch.is_ascii_alphabetic());
            (roman(&chars[..len]), len)
        }
        Numeral::Letter => {
            let alone = run(|ch| ch.is_ascii_alphabetic()) == 1;
            let value = chars.first().filter(|_| alone).map(|ch| u32::from(ch.to_ascii_uppercase() as u8 - b'A') + 1);
            (value, 1)
        }
        Numeral::Circled => (chars.first().and_then(|ch| circled(*ch)), 1),
    };
    value.filter(|value| len > 0 && *value <= MOST).map(|value| (value, len))
}

fn is_chinese(ch: char) -> bool {
    digit(ch).is_some() || matches!(ch, '十' | '百' | '廿' | '卅')
}

fn digit(ch: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .position(|known| known == ch)
        .or(match ch {
            '零' => Some(0),
            '两' => Some(2),
            _ => None,
        })
        .and_then(|at| u32::try_from(at).ok())
}

/// 十二, 一百零三, 二〇; `None` for what is no number.
fn chinese(chars: &[char]) -> Option<u32> {
    if chars.is_empty() || chars.len() > 6 {
        return None;
    }
    if chars.iter().all(|ch| digit(*ch).is_some()) {
        return chars.iter().try_fold(0_u32, |value, ch| Some(value.checked_mul(10)? + digit(*ch)?));
    }
    let (mut whole, mut open) = (0, None);
    for ch in chars {
        match ch {
            '廿' => whole += 20,
            '卅' => whole += 30,
            '十' | '百' => {
                let unit = if *ch == '十' { 10 } else { 100 };
                whole += open.take().filter(|open| *open > 0).unwrap_or(1) * unit;
            }
            _ => open = Some(digit(*ch)?),
        }
    }
    Some(whole + open.unwrap_or(0))
}

/// The numbers up to fifty; `None` for what is not written as it should be.
fn roman(chars: &[char]) -> Option<u32> {
    let text: String = chars.iter().collect();
    let upper = text.to_ascii_uppercase();
    if text != upper && text != text.to_ascii_lowercase() {
        return None;
    }
    let written = |n: &u32| crate::style::numbering::Counter::UpperRoman.format(*n as usize) == upper;
    (1..=50).find(written)
}

fn circled(ch: char) -> Option<u32> {
    let code = ch as u32;
    match code {
        0x2460..=0x2473 => Some(code - 0x2460 + 1),
        0x2776..=0x277F => Some(code - 0x2776 + 1),
        0x3251..=0x325F => Some(code - 0x3251 + 21),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Numeral, read};

    #[test]
    fn numerals_are_read() {
        let value = |text: &str, numeral| {
            let chars: Vec<char> = text.chars().collect();
            read(&chars, numeral)
        };
        assert_eq!(value("12a", Numeral::Arabic), Some((12, 2)));
        assert_eq!(value("2024", Numeral::Arabic), None);
        assert_eq!(value("十二章", Numeral::Chinese), Some((12, 2)));
        assert_eq!(value("二十章", Numeral::Chinese), Some((20, 2)));
        assert_eq!(value("一百零三", Numeral::Chinese), Some((103, 4)));
        assert_eq!(value("二〇", Numeral::Chinese), Some((20, 2)));
        assert_eq!(value("XIV.", Numeral::Roman), Some((14, 3)));
        assert_eq!(value("iv)", Numeral::Roman), Some((4, 2)));
        assert_eq!(value("IIII", Numeral::Roman), None);
        assert_eq!(value("Mix", Numeral::Roman), None);
        assert_eq!(value("B.", Numeral::Letter), Some((2, 1)));
        assert_eq!(value("Be", Numeral::Letter), None);
        assert_eq!(value("③", Numeral::Circled), Some((3, 1)));
    }
}
