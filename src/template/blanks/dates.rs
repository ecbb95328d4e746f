//! Dates that are left open: `    年  月  日`, `二〇××年×月`.

/// What stands for a number that is to be written.
const OPEN: &str = "×xX_＿*〇○Oo0一二三四五六七八九十年月日";

/// Whether a text is nothing but an open date.
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    let has = |sign: char| text.contains(sign);
    let is_open = |ch: char| ch.is_whitespace() || OPEN.contains(ch) || ch.is_ascii_digit();
    let is_left = text.chars().any(|ch| ch.is_whitespace() || "×xX_＿*".contains(ch)) || text.starts_with('年');
    // 2026 年 5 月 20 日 is a date.
    let digits = text.split(['年', '月', '日']).filter(|part| part.trim().chars().any(char::is_alphanumeric));
    let whole = text.matches(['年', '月', '日']).count();
    let is_whole = digits.filter(|part| !part.contains(['×', 'x', 'X', '*'])).count() >= whole;
    has('年') && has('月') && text.chars().all(is_open) && is_left && !is_whole
}

/// How many bytes of what follows a blank belong to a date: `年  月  日`.
pub(super) fn rest(text: &str) -> usize {
    if !text.starts_with('年') {
        return 0;
    }
    let is_part = |ch: char| ch.is_whitespace() || "年月日_＿×".contains(ch);
    let end = text.find(|ch| !is_part(ch)).unwrap_or(text.len());
    text[..end].trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::{is_blank, rest};

    #[test]
    fn open_dates_are_blanks() {
        for text in ["    年    月    日", "二〇××年×月×日", "20  年  月", "XXXX年XX月XX日"] {
            assert!(is_blank(text), "{text}");
        }
        for text in ["2026 年 5 月 20 日", "2026年5月", "年度报告", "", "五月"] {
            assert!(!is_blank(text), "{text}");
        }
        assert_eq!((rest("年  月  日"), rest("月"), rest("年  月 以后")), ("年  月  日".len(), 0, "年  月".len()));
    }
}
