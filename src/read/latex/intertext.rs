//! `\intertext{…}` between the lines of a formula: the lines before it, its words and
//! the lines behind it, as ranges of the source.

use std::ops::Range;

use super::cursor::{Cursor, Token};

/// A part of such a formula.
#[derive(Debug, PartialEq)]
pub(crate) enum Passage {
    /// Lines in their environment.
    Lines(String),
    /// Where the words between them stand.
    Words(Range<usize>),
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
        (!lines.trim().is_empty()).then(|| Passage::Lines(format!("{head}{lines}{end}")))
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
        assert_eq!(found[2], Passage::Lines(r"\begin{align} c &= \text{d} \end{align}".to_owned()));
        assert_eq!(passages(r"\begin{align} a \end{align}"), None);
        assert_eq!(passages(r"\intertext{a}"), None);
    }
}
