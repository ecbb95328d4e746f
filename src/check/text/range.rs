//! Hyphens in ranges of numbers.

use super::passage::Passage;
use crate::diag::{Code, Diagnostic, Edit, Sink, message};

/// What is counted or measured right behind a range.
const UNITS: &[&str] = &[
    "个", "人", "次", "倍", "天", "年", "周", "小时", "分钟", "秒", "元", "万", "亿", "岁", "米", "公里", "千米",
    "厘米", "毫米", "千克", "公斤", "吨", "度", "种", "项", "名", "位", "家", "台", "只", "条", "℃", "‰",
];

pub(super) fn find(passage: &Passage, sink: &mut Sink) {
    let mut at = 0;
    while at < passage.chars.len() {
        match numbers(passage, at) {
            Some(range) => {
                tell(passage, &range, sink);
                at = range.end;
            }
            None => at += 1,
        }
    }
}

/// Two numbers with a stroke between.
struct Range {
    start: usize,
    /// The end of the first number, with its percent sign.
    first: usize,
    /// The start of the second number.
    second: usize,
    end: usize,
    percent_before: bool,
}

fn numbers(passage: &Passage, start: usize) -> Option<Range> {
    if passage.before(start).is_some_and(|ch| is_word(ch) || matches!(ch, '.' | '-' | '/' | '–' | '_' | ',')) {
        return None;
    }
    let digits = number(passage, start)?;
    let percent_before = passage.at(Some(start + digits)) == Some('%');
    let first = start + digits + usize::from(percent_before);
    let stroke = passage.at(Some(first))?;
    matches!(stroke, '-' | '–' | '~' | '～' | '—').then_some(())?;
    let second = first + 1;
    let end = second + number(passage, second)?;
    Some(Range { start, first, second, end, percent_before })
}

/// The length of a number with at most one decimal point.
fn number(passage: &Passage, start: usize) -> Option<usize> {
    let digits = |from: usize| passage.chars[from..].iter().take_while(|sign| sign.ch.is_ascii_digit()).count();
    let whole = digits(start.min(passage.chars.len()));
    if whole == 0 {
        return None;
    }
    let decimals = match passage.at(Some(start + whole)) {
        Some('.') => digits(start + whole + 1),
        _ => 0,
    };
    Some(if decimals > 0 { whole + 1 + decimals } else { whole })
}

fn is_word(ch: char) -> bool {
    ch.is_ascii_alphanumeric()
}

fn tell(passage: &Passage, range: &Range, sink: &mut Sink) {
    let after = passage.text(range.end..passage.chars.len().min(range.end + 2));
    let (first, second) = (passage.text(range.start..range.first), passage.text(range.second..range.end));
    let stroke = passage.at(Some(range.first)).unwrap_or('-');
    let percent = after.starts_with('%');
    let years = after.starts_with('年') && second.len() == 4 && first.len() == 4;
    let right = if percent {
        format!("{}%～{second}", first.trim_end_matches('%'))
    } else if range.percent_before || !UNITS.iter().any(|unit| after.starts_with(unit)) || first.len() > 6 {
        return;
    } else if matches!(stroke, '-' | '~' | '–') {
        format!("{first}{}{second}", if years { '—' } else { '～' })
    } else {
        return;
    };
    if right == passage.text(range.start..range.end) || (percent && range.percent_before && stroke == '—') {
        return;
    }
    let sign = if percent { "%" } else { "" };
    let message = message!("write the range as “{right}{sign}”", right, sign);
    let mut found = Diagnostic::warning(Code::NumberRange, passage.span(range.start..range.end), message);
    if let Some(span) = passage.exact(range.start..range.end) {
        found = found.fix([Edit::new(span, right)]);
    }
    sink.push(found);
}
