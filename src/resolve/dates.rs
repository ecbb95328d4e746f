//! Dates as people write them become days of the calendar.

/// A date of the form 2025-12-01, 2025/12/1 or 2025年12月1日, if it exists.
pub(super) fn calendar_date(text: &str) -> Option<(i32, u8, u8)> {
    let text = text.trim().trim_end_matches('日');
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    ((1..=9999).contains(&year) && (1..=days).contains(&day)).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::calendar_date;

    #[test]
    fn dates() {
        assert_eq!(calendar_date("2025-12-01"), Some((2025, 12, 1)));
        assert_eq!(calendar_date("2025年2月28日"), Some((2025, 2, 28)));
        assert_eq!(calendar_date("2025-02-29"), None);
        assert_eq!(calendar_date("去年春天"), None);
    }
}
