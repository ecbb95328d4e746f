//! The numbers of a sheet as they are shown, as far as a text needs it: days as
//! 2026-03-01, percentages, whole numbers without a point (ECMA-376-1 §18.8.30).

use crate::ooxml::Element;

/// What a number of a sheet stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number.
    #[default]
    Number,
    /// Days since the end of 1899.
    Day,
    /// Hundredths, with so many decimals.
    Percent(usize),
    /// A number with so many decimals.
    Fixed(usize),
}

/// What the styles of cells make of numbers.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    kinds: Vec<Kind>,
}

impl Numbers {
    /// Reads the part of styles.
    pub(super) fn read(styles: &Element) -> Self {
        let own: Vec<(u32, &str)> =
            styles.child("numFmts").into_iter().flat_map(Element::elements).filter_map(entry).collect();
        let kind = |style: &Element| {
            let id = style.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
            match own.iter().find(|(known, _)| *known == id) {
                Some((_, pattern)) => kind_of(pattern),
                None => match id {
                    // The patterns of these numbers stand in the standard.
                    1 | 3 => Kind::Fixed(0),
                    2 | 4 => Kind::Fixed(2),
                    9 => Kind::Percent(0),
                    10 => Kind::Percent(2),
                    14..=17 | 22 | 27..=31 | 36 | 50..=58 => Kind::Day,
                    _ => Kind::Number,
                },
            }
        };
        Self { kinds: styles.child("cellXfs").into_iter().flat_map(Element::elements).map(kind).collect() }
    }

    /// What the numbers of a style stand for.
    pub(super) fn kind(&self, style: usize) -> Kind {
        self.kinds.get(style).copied().unwrap_or_default()
    }
}

fn entry(format: &Element) -> Option<(u32, &str)> {
    Some((format.attribute("numFmtId")?.parse().ok()?, format.attribute("formatCode")?))
}

/// What a pattern makes of a number; what it quotes and brackets means nothing.
fn kind_of(pattern: &str) -> Kind {
    let mut bare = String::new();
    let (mut quoted, mut bracketed) = (false, false);
    for ch in pattern.split(';').next().unwrap_or_default().chars() {
        match ch {
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' => bracketed = false,
            ch if !quoted && !bracketed => bare.push(ch.to_ascii_lowercase()),
            _ => {}
        }
    }
    let decimals = bare.split_once('.').map_or(0, |(_, rest)| rest.chars().take_while(|ch| *ch == '0').count());
    match () {
        () if bare.contains('%') => Kind::Percent(decimals),
        () if bare.contains('y') || bare.contains('d') => Kind::Day,
        () if bare.contains('0') && !bare.contains('e') => Kind::Fixed(decimals),
        () => Kind::Number,
    }
}

/// A number as it is shown; what is none stays.
pub(super) fn shown(written: &str, kind: Kind, since_1904: bool) -> String {
    let Ok(value) = written.parse::<f64>() else { return written.to_owned() };
    match kind {
        Kind::Day => day(value + if since_1904 { 1_462.0 } else { 0.0 }).unwrap_or_else(|| written.to_owned()),
        Kind::Percent(decimals) => format!("{:.decimals$}%", value * 100.0, decimals = decimals.min(15)),
        Kind::Fixed(decimals) => format!("{value:.decimals$}", decimals = decimals.min(15)),
        // 15 digits are what a sheet shows: 0.1 + 0.2 is 0.3.
        Kind::Number if value.abs() < 1e15 => {
            let whole = format!("{:.0}", value.trunc().abs()).len();
            let text = format!("{value:.*}", 15_usize.saturating_sub(whole));
            let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            if text == "-0" { "0".to_owned() } else { text.to_owned() }
        }
        Kind::Number => written.to_owned(),
    }
}

/// The day of a number, by the calendar (H. Hinnant, "civil_from_days").
fn day(number: f64) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    // Lotus 1-2-3 took 1900 for a leap year.
    let days = number.floor() as i64 - if number < 60.0 { 25_568 } else { 25_569 };
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let seconds = (number.fract() * 86_400.0).round() as i64;
    let date = format!("{year}-{month:02}-{day:02}");
    Some(match seconds {
        0 | 86_400 => date,
        seconds => format!("{date} {:02}:{:02}", seconds / 3_600, seconds / 60 % 60),
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind_of, shown};

    #[test]
    fn numbers_are_shown_as_the_sheet_shows_them() {
        assert_eq!(shown("0.30000000000000004", Kind::Number, false), "0.3");
        assert_eq!(shown("12", Kind::Number, false), "12");
        assert_eq!(shown("13800138000", Kind::Number, false), "13800138000");
        assert_eq!(shown("0.125", Kind::Percent(1), false), "12.5%");
        assert_eq!(shown("1234.5", Kind::Fixed(2), false), "1234.50");
        assert_eq!(shown("46082", Kind::Day, false), "2026-03-01");
        assert_eq!(shown("1", Kind::Day, false), "1900-01-01");
        assert_eq!(shown("46082.5", Kind::Day, false), "2026-03-01 12:00");
        assert_eq!(shown("王", Kind::Number, false), "王");
    }

    #[test]
    fn patterns_tell_what_a_number_is() {
        assert_eq!(kind_of("yyyy\"年\"m\"月\"d\"日\""), Kind::Day);
        assert_eq!(kind_of("0.0%"), Kind::Percent(1));
        assert_eq!(kind_of("#,##0.00_ ;[Red]-#,##0.00"), Kind::Fixed(2));
        assert_eq!(kind_of("General"), Kind::Number);
    }
}
