//! A count becomes what Word prints for it (ECMA-376-1 §17.18.59).
//!
//! It must not know what is counted.

/// A count in a format; formats that are not known print digits, as in Word.
pub(in crate::word) fn formatted(count: i64, format: &str) -> String {
    let at = usize::try_from(count).unwrap_or(usize::MAX);
    let from = |signs: &str| at.checked_sub(1).and_then(|at| signs.chars().nth(at)).map(String::from);
    let special = match format {
        "none" | "bullet" => Some(String::new()),
        "decimalZero" => Some(format!("{count:02}")),
        "upperRoman" => roman(at),
        "lowerRoman" => roman(at).map(|text| text.to_lowercase()),
        "upperLetter" => repeated(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => repeated(at, "abcdefghijklmnopqrstuvwxyz"),
        "chicago" => repeated(at, "*†‡§"),
        "ordinal" => Some(ordinal(count)),
        "numberInDash" => Some(format!("- {count} -")),
        "hex" => Some(format!("{at:X}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(count, "０１２３４５６７８９")),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "ideographEnclosedCircle" => from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "ideographTraditional" => from("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => from("子丑寅卯辰巳午未申酉戌亥"),
        "ideographZodiacTraditional" => sexagenary(at),
        "chineseCounting" if at < 100 => positional(at, &SIMPLIFIED, true),
        "ideographDigital" | "japaneseDigitalTenThousand" | "chineseCounting" => {
            Some(digits(count, "〇一二三四五六七八九"))
        }
        "taiwaneseDigital" => Some(digits(count, "○一二三四五六七八九")),
        "chineseCountingThousand" | "taiwaneseCounting" | "taiwaneseCountingThousand" => {
            positional(at, &SIMPLIFIED, true)
        }
        "japaneseCounting" => positional(at, &JAPANESE, true),
        "chineseLegalSimplified" => positional(at, &LEGAL_SIMPLIFIED, false),
        "ideographLegalTraditional" => positional(at, &LEGAL_TRADITIONAL, false),
        "japaneseLegal" => positional(at, &LEGAL_JAPANESE, false),
        _ => None,
    };
    special.unwrap_or_else(|| count.to_string())
}

/// The signs of numbers that name their powers of ten.
struct Signs {
    digits: &'static str,
    /// Ten, a hundred, a thousand, ten thousand.
    powers: &'static str,
    /// What stands for powers that are left out in between; `None` for nothing.
    zero: Option<char>,
    /// Whether a single hundred or thousand names its one.
    names_one: bool,
}

const SIMPLIFIED: Signs =
    Signs { digits: "〇一二三四五六七八九", powers: "十百千万", zero: Some('零'), names_one: true };
const JAPANESE: Signs =
    Signs { digits: "〇一二三四五六七八九", powers: "十百千万", zero: None, names_one: false };
const LEGAL_SIMPLIFIED: Signs =
    Signs { digits: "零壹贰叁肆伍陆柒捌玖", powers: "拾佰仟萬", zero: Some('零'), names_one: true };
const LEGAL_TRADITIONAL: Signs =
    Signs { digits: "零壹貳參肆伍陸柒捌玖", powers: "拾佰仟萬", zero: Some('零'), names_one: true };
const LEGAL_JAPANESE: Signs =
    Signs { digits: "零壱弐参四伍六七八九", powers: "拾百阡萬", zero: None, names_one: true };

/// A number below 100,000 with the names of its powers of ten; `short` leaves out
/// the one of 十 to 十九.
fn positional(number: usize, signs: &Signs, short: bool) -> Option<String> {
    let sign = |of: &str, at: usize| of.chars().nth(at);
    if number == 0 {
        return sign(signs.digits, 0).map(String::from);
    }
    if number >= 100_000 {
        return None;
    }
    let mut out = String::new();
    let mut skipped = false;
    for power in (0..5u32).rev() {
        let digit = number / 10usize.pow(power) % 10;
        if digit == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if skipped {
            out.extend(signs.zero);
        }
        skipped = false;
        let leaves_one = match power {
            0 | 4 => false,
            1 => short && (out.is_empty() || !signs.names_one),
            _ => !signs.names_one,
        };
        if digit != 1 || !leaves_one {
            out.extend(sign(signs.digits, digit));
        }
        if let Some(at) = power.checked_sub(1) {
            out.extend(sign(signs.powers, at as usize));
        }
    }
    Some(out)
}

fn digits(number: i64, signs: &str) -> String {
    let ch = |digit: char| digit.to_digit(10).and_then(|digit| signs.chars().nth(digit as usize)).unwrap_or(digit);
    number.to_string().chars().map(ch).collect()
}

/// `a` … `z`, `aa` … `zz`: Word repeats a letter, up to thirty times.
fn repeated(number: usize, signs: &str) -> Option<String> {
    let signs: Vec<char> = signs.chars().collect();
    let at = number.checked_sub(1)?;
    let times = at / signs.len() + 1;
    (times <= 30).then(|| std::iter::repeat_n(signs[at % signs.len()], times).collect())
}

fn roman(mut number: usize) -> Option<String> {
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
    if !(1..=32_767).contains(&number) {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        out.push_str(&sign.repeat(number / value));
        number %= value;
    }
    Some(out)
}

fn ordinal(number: i64) -> String {
    let end = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// 甲子 to 癸亥.
fn sexagenary(number: usize) -> Option<String> {
    let at = number.checked_sub(1).filter(|at| *at < 60)?;
    let stem = "甲乙丙丁戊己庚辛壬癸".chars().nth(at % 10)?;
    let branch = "子丑寅卯辰巳午未申酉戌亥".chars().nth(at % 12)?;
    Some(String::from_iter([stem, branch]))
}

#[cfg(test)]
mod tests {
    use super::formatted;

    #[test]
    fn counts_print_as_in_word() {
        for (count, format, printed) in [
            (0, "decimal", "0"),
            (7, "decimalZero", "07"),
            (12, "decimalZero", "12"),
            (1994, "upperRoman", "MCMXCIV"),
            (4, "lowerRoman", "iv"),
            (28, "lowerLetter", "bb"),
            (53, "upperLetter", "AAA"),
            (5, "chicago", "**"),
            (22, "ordinal", "22nd"),
            (112, "ordinal", "112th"),
            (3, "decimalEnclosedCircle", "③"),
            (21, "decimalEnclosedCircle", "21"),
            (2, "ideographEnclosedCircle", "㊁"),
            (11, "ideographEnclosedCircle", "11"),
            (10, "chineseCounting", "十"),
            (21, "chineseCounting", "二十一"),
            (110, "chineseCounting", "一一〇"),
            (10, "chineseCountingThousand", "十"),
            (110, "chineseCountingThousand", "一百一十"),
            (1003, "chineseCountingThousand", "一千零三"),
            (10_010, "chineseCountingThousand", "一万零一十"),
            (115, "japaneseCounting", "百十五"),
            (2000, "japaneseCounting", "二千"),
            (10, "chineseLegalSimplified", "壹拾"),
            (205, "chineseLegalSimplified", "贰佰零伍"),
            (120, "ideographDigital", "一二〇"),
            (13, "decimalFullWidth", "１３"),
            (1, "ideographTraditional", "甲"),
            (13, "ideographZodiacTraditional", "丙子"),
            (3, "none", ""),
            (3, "a format to come", "3"),
            (0, "upperRoman", "0"),
            (-1, "lowerLetter", "-1"),
        ] {
            assert_eq!(formatted(count, format), printed, "{count} as {format}");
        }
    }
}
