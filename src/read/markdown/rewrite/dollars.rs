//! Lines that are a single `$` around the lines of a formula become lines of `$$`, as
//! MathJax reads them in notebooks: CommonMark and pandoc know no formula whose dollar
//! has a blank behind it, and would print its commands.

use super::super::positions::{Positions, lines};
use super::super::scan::{lead, track_fence};

/// How many lines such a formula may have.
const MAX_LINES: usize = 64;
/// How far a line of code is indented.
const CODE: usize = 4;
/// How many lines an item looks back for its marker.
const MAX_BACK: usize = 64;

/// The text written anew with where its lines stand, if it has such a formula.
pub(super) fn rewrite(text: &str, positions: &Positions) -> Option<(String, Positions)> {
    if !text.contains('$') {
        return None;
    }
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let marks = marks(&lines);
    if marks.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len() + marks.len() + 1);
    let mut starts = Vec::with_capacity(lines.len());
    let mut marks = marks.into_iter().peekable();
    for (number, line) in lines.iter().enumerate() {
        starts.push(positions.at(number + 1, 1));
        out.push_str(line);
        if marks.next_if_eq(&number).is_some() {
            out.truncate(out.trim_end().len());
            out.push('$');
        }
        out.push('\n');
    }
    Some((out, Positions::of_lines(starts)))
}

/// The lines that are such dollars, in their order.
fn marks(lines: &[&str]) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut code = None;
    let (mut behind, mut displayed) = (0, false);
    for (number, line) in lines.iter().enumerate() {
        if number < behind {
            continue;
        }
        let content = line.trim_start();
        track_fence(line.len() - content.len(), content, &mut code);
        displayed ^= code.is_none() && line.matches("$$").count() % 2 == 1;
        if code.is_some() || displayed || line.trim() != "$" {
            continue;
        }
        let base = base(lines, number);
        if !is_mark(line, base) {
            continue;
        }
        if let Some(end) = end(&lines[number + 1..], base) {
            marks.extend([number, number + 1 + end]);
            behind = number + end + 2;
        }
    }
    marks
}

/// The line that ends the formula which begins here.
fn end(lines: &[&str], base: usize) -> Option<usize> {
    let end = lines.iter().take(MAX_LINES).position(|line| line.contains('$') || line.trim().is_empty())?;
    let is_formula = lines[..end].iter().any(|line| line.contains(['\\', '=', '^', '_']));
    (is_formula && is_mark(lines[end], base)).then_some(end)
}

/// Whether a line is such a dollar, in a text that begins at column `base`.
fn is_mark(line: &str, base: usize) -> bool {
    line.trim() == "$" && (base..base + CODE).contains(&indent(line)) && !line.trim_start_matches(' ').starts_with('\t')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The column where the text of the item begins to which a line belongs; 0 for one that
/// stands in none.
fn base(lines: &[&str], number: usize) -> usize {
    let own = indent(lines[number]);
    let mut least = own;
    for line in lines[..number].iter().rev().take(MAX_BACK).filter(|line| !line.trim().is_empty()) {
        if indent(line) >= least {
            continue;
        }
        least = indent(line);
        match lead(line) {
            (column, true) if column <= own => return column,
            _ if least == 0 => return 0,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::rewrite;

    #[test]
    fn single_dollars_on_lines_of_their_own_are_doubled() {
        let text = "甲：\n$\nJ=\\frac{a}{b}\n$ \n乙\n\n  $\n  a_1\n  + b\n  $\n丙";
        let (new, places) = rewrite(text, &Positions::verbatim(text, 0)).unwrap();
        assert_eq!(new, "甲：\n$$\nJ=\\frac{a}{b}\n$$\n乙\n\n  $$\n  a_1\n  + b\n  $$\n丙\n");
        assert_eq!(&text[places.at(5, 1)..][.."乙".len()], "乙");
    }

    #[test]
    fn those_in_items_stand_as_deep_as_the_text_of_the_item() {
        for text in [
            "- 甲\n\n    $\n    a=1\n    $",
            "1. 甲\n   乙\n    $\n    a=1\n    $",
            "- 甲\n    - 乙\n\n        $\n        a=1\n        $",
        ] {
            let new = rewrite(text, &Positions::verbatim(text, 0)).map(|found| found.0).unwrap();
            assert_eq!(new, format!("{}\n", text.replace('$', "$$")));
        }
        let code = "- 甲\n\n      $\n      a=1\n      $";
        assert!(rewrite(code, &Positions::verbatim(code, 0)).is_none());
    }

    #[test]
    fn other_dollars_stay() {
        for text in [
            "$\n5 and 6\n$",
            "$\na=1\n\nb=2\n$",
            "$\na=1",
            "$\na=$1$\n$",
            "```\n$\na=1\n$\n```",
            "    $\n    a=1\n    $",
            "$$\na=1\n$$",
            "$$\na\n$\nb=1\n$\n$$",
        ] {
            let new = rewrite(text, &Positions::verbatim(text, 0)).map(|found| found.0);
            assert_eq!(new, None, "{text}");
        }
    }
}
