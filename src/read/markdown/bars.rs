//! A `|` in code or in a formula of a pipe table parts no cells where the row has
//! as many cells as its head only without it: the author meant it as a sign.
//!
//! GFM parts a row at every bar, pandoc at none within code. The bars are hidden
//! from comrak and put back into its tree; a hidden one is one byte too, so every
//! place stays.

use std::borrow::Cow;
use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::mask::Masks;
use super::positions::lines;
use super::scan_caption::is_delimiter_row;

/// Stands for a bar.
const HIDDEN: char = '\u{1F}';

/// Hides the bars of code and formulas in the rows of tables.
pub(super) fn hide<'t>(text: Cow<'t, str>, masks: &Masks<'_>) -> Cow<'t, str> {
    if !masks.rows.contains(&true) || text.contains(HIDDEN) {
        return text;
    }
    let all: Vec<(usize, &str)> = lines(&text).collect();
    let (mut found, mut columns) = (Vec::new(), 0);
    for (number, (start, line)) in all.iter().enumerate() {
        if !masks.rows.get(number).is_some_and(|row| *row) || masks.is_drawn(number) {
            columns = 0;
        } else if columns == 0 && is_delimiter_row(line.trim_start_matches([' ', '\t', '>'])) {
            columns = cells(line, &[]);
            if let Some((start, head)) = number.checked_sub(1).and_then(|above| all.get(above)) {
                found.extend(meant(head, columns).into_iter().map(|at| start + at));
            }
        } else {
            found.extend(meant(line, columns).into_iter().map(|at| start + at));
        }
    }
    if found.is_empty() {
        return text;
    }
    let mut hidden = String::with_capacity(text.len());
    let mut from = 0;
    for at in found {
        hidden.push_str(&text[from..at]);
        hidden.push(HIDDEN);
        from = at + 1;
    }
    hidden.push_str(&text[from..]);
    Cow::Owned(hidden)
}

/// Puts the bars back.
pub(super) fn restore(root: Node<'_>, text: &str) {
    if !text.contains(HIDDEN) {
        return;
    }
    for node in root.descendants() {
        match &mut node.data_mut().value {
            NodeValue::Text(text) if text.contains(HIDDEN) => *text = text.replace(HIDDEN, "|").into(),
            NodeValue::Code(code) => code.literal = code.literal.replace(HIDDEN, "|"),
            NodeValue::Math(math) => math.literal = math.literal.replace(HIDDEN, "|"),
            NodeValue::HtmlInline(html) => *html = html.replace(HIDDEN, "|"),
            NodeValue::Link(link) | NodeValue::Image(link) => link.url = link.url.replace(HIDDEN, "|"),
            _ => {}
        }
    }
}

/// The bars of a row that its author meant as signs.
fn meant(line: &str, columns: usize) -> Vec<usize> {
    if !line.contains(['`', '$']) || cells(line, &[]) <= columns {
        return Vec::new();
    }
    let passages = passages(line);
    let inside = |at: &usize| {
        let before = passages.partition_point(|range| range.end <= *at);
        passages.get(before).is_some_and(|range| range.contains(at))
    };
    let bars: Vec<usize> = bars(line).filter(inside).collect();
    if cells(line, &bars) == columns { bars } else { Vec::new() }
}

/// The formulas in one dollar of a line.
pub(super) fn formulas(line: &str) -> Vec<Range<usize>> {
    let mut found = if line.contains('$') { passages(line) } else { Vec::new() };
    found.retain(|range| line.as_bytes()[range.start] == b'$');
    found
}

/// The bars that no backslash escapes.
fn bars(line: &str) -> impl Iterator<Item = usize> {
    let bytes = line.as_bytes();
    let escaped = |at: usize| bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
    (0..bytes.len()).filter(move |at| bytes[*at] == b'|' && !escaped(*at))
}

/// How many cells a row has if some of its bars are signs.
fn cells(line: &str, signs: &[usize]) -> usize {
    let row = line.trim_end().trim_start_matches([' ', '\t', '>']);
    let start = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    let inner =
        bars(line).filter(|at| *at != start && *at + 1 != start + row.len() && signs.binary_search(at).is_err());
    inner.count() + 1
}

/// The passages of code and the formulas of a row.
fn passages(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        let end = match bytes[at] {
            b'\\' => Some(at + 2),
            b'`' => code_end(bytes, at + run, run).inspect(|end| found.push(at..*end)).or(Some(at + run)),
            b'$' => formula_end(bytes, at).inspect(|end| found.push(at..*end)),
            _ => None,
        };
        at = end.unwrap_or(at + 1);
    }
    found
}

fn code_end(bytes: &[u8], from: usize, run: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let found = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        if found == run {
            return Some(at + run);
        }
        at += found.max(1);
    }
    None
}

/// A formula in one dollar: no blank stands behind the first or before the last,
/// no digit behind the last (pandoc's `tex_math_dollars`).
fn formula_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at + 1).is_none_or(|byte| matches!(byte, b' ' | b'$')) {
        return None;
    }
    let last = (at + 2..bytes.len()).find(|end| bytes[*end] == b'$' && bytes[end - 1] != b'\\')?;
    let closes = bytes[last - 1] != b' ' && !bytes.get(last + 1).is_some_and(u8::is_ascii_digit);
    closes.then_some(last + 1)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_width_of_the_table_decides() {
        assert_eq!(meant("| $|x|$ | a |", 2), [3, 5]);
        assert_eq!(meant("| `a|b` | `` c`|d `` |", 2), [4, 15]);
        assert!(meant("| `a|b` |", 2).is_empty());
        assert!(meant("| `a\\|b` | c |", 2).is_empty());
        assert!(meant("| $5 | $6 | x |", 2).is_empty());
        assert!(meant("|US$|HK$|x|", 3).is_empty());
    }
}
