//! `\intertext{…}` between the lines of a formula: the lines before it, its words and
//! the lines behind it, as ranges of the source.

use std::ops::Range;

use super::cursor::{Cursor, Token};
use crate::model::math::Expr;

/// A part of such a formula.
#[derive(Debug, PartialEq)]
pub(crate) enum Passage {
    /// Lines in their environment.
    Lines {
        /// As they were written.
        source: String,
        /// As they are to be read: a line that is alone would be aligned with nothing, so
        /// that one of nothing stands below.
        read: String,
    },
    /// Where the words between them stand.
    Words(Range<usize>),
}

/// Whether a new line begins behind some.
fn ends_line(lines: &str) -> bool {
    let Some((_, rest)) = lines.rsplit_once("\\\\") else { return false };
    let rest = rest.trim_start_matches('*').trim_start();
    let rest = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(rest, |(_, rest)| rest);
    rest.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('%'))
}

/// Whether the last line of a formula is that of nothing.
pub(crate) fn ends_without_line(tree: Option<&Expr>) -> bool {
    let Some(Expr::Aligned(rows)) = tree else { return false };
    rows.last().is_some_and(|cells| cells.iter().all(Expr::is_nothing))
}

/// The parts of a formula that is one environment with words between its lines; `None`
/// if it has none.
pub(crate) fn passages(source: &str) -> Option<Vec<Passage>> {
    if !source.contains("intertext") {
        return None;
    }
    let name = source.strip_prefix("\\begin{")?;
    let name = &name[..name.find('}')?];
    let end = format!("\\end{{{name}}}");
    let body = ..source.len().checked_sub(end.len()).filter(|_| source.ends_with(&end))?;
    let mut cursor = Cursor::new(source.get(body)?);
    cursor.advance("\\begin{}".len() + name.len());
    if name.contains("alignat") {
        cursor.raw_argument();
    }
    let head = &source[..cursor.at()];
    let mut list = Vec::new();
    let lines = |range: Range<usize>| {
        let lines = source.get(range).unwrap_or_default();
        (!lines.trim().is_empty()).then(|| Passage::Lines {
            source: format!("{head}{lines}{end}"),
            read: match name.contains("align") {
                true => format!("{head}{lines}\n{}{{}} \\notag {end}", if ends_line(lines) { "" } else { "\\\\ " }),
                false => format!("{head}{lines}{end}"),
            },
        })
    };
    let (mut from, mut depth) = (cursor.at(), 0_usize);
    while let Some((token, range)) = cursor.next() {
        match token {
            Token::Command("intertext" | "shortintertext") if depth == 0 => {
                let Some(words) = cursor.raw_argument() else { continue };
                list.extend(lines(from..range.start));
                from = cursor.at();
                list.push(Passage::Words(from - 1 - words.len()..from - 1));
            }
            Token::Command("begin") | Token::Char('{') => depth += 1,
            Token::Command("end") | Token::Char('}') => depth = depth.saturating_sub(1),
            Token::Command(_) | Token::Char(_) => {}
        }
        if matches!(token, Token::Command("begin" | "end")) {
            cursor.raw_argument();
        }
    }
    list.extend(lines(from..source.len() - end.len()));
    (list.len() > 1).then_some(list)
}

#[cfg(test)]
mod tests {
    use super::{Passage, passages};

    #[test]
    fn words_between_lines_part_a_formula() {
        let source = r"\begin{align} a &= b \\ \intertext{且 $x$} c &= \text{d} \end{align}";
        let found = passages(source).unwrap();
        assert_eq!(found.len(), 3);
        let Passage::Words(words) = &found[1] else { panic!("no words") };
        assert_eq!(&source[words.clone()], "且 $x$");
        let source = r"\begin{align} c &= \text{d} \end{align}".to_owned();
        let read = "\\begin{align} c &= \\text{d} \n\\\\ {} \\notag \\end{align}".to_owned();
        assert_eq!(found[2], Passage::Lines { source, read });
        let Passage::Lines { read, .. } = &found[0] else { panic!("no lines") };
        assert_eq!(read, "\\begin{align} a &= b \\\\ \n{} \\notag \\end{align}");
        assert_eq!(passages(r"\begin{align} a \end{align}"), None);
        assert_eq!(passages(r"\intertext{a}"), None);
    }
}
