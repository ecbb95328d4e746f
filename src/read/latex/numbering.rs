//! What a formula says of its own number: `\label{eq:x}` and bookdown's
//! `(\#eq:x)` are its id, `\tag{…}` and `\tag*{…}` the number that was typed.
//!
//! It reads the commands and leaves what they mean to the Markdown around them.

use std::ops::Range;

use super::cursor::{Cursor, Token};
use super::formula_lines::Lines;
use super::words::{self, Part};

/// What a formula says of its number.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Numbering {
    /// Its labels.
    pub labels: Vec<Label>,
    /// The numbers that were typed.
    pub tags: Vec<Tag>,
    /// The places of bookdown's labels, which are no LaTeX.
    pub foreign: Vec<Range<usize>>,
    /// The lines of the environment that the whole formula is.
    pub lines: Option<Lines>,
}

/// A label.
#[derive(Debug, PartialEq)]
pub(crate) struct Label {
    /// The name.
    pub name: String,
    /// Where the name stands.
    pub range: Range<usize>,
    /// In which line of the environment it stands.
    pub line: Option<usize>,
}

/// A number that was typed.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag {
    /// The number, without brackets.
    pub text: String,
    /// Whether it is printed without brackets (`\tag*`).
    pub bare: bool,
    /// Where its text stands.
    pub range: Range<usize>,
    /// In which line of the environment it stands.
    pub line: Option<usize>,
}

/// The labels and numbers in a formula.
pub(crate) fn numbering(source: &str) -> Numbering {
    let mut found = Numbering { lines: Lines::begin(source), ..Numbering::default() };
    if !["\\label", "\\tag", "(\\#", "\\begin"].iter().any(|mark| source.contains(mark)) {
        return found;
    }
    let mut cursor = Cursor::new(source);
    while let Some((token, range)) = cursor.next() {
        let line = found.lines.as_ref().and_then(Lines::line);
        match token {
            Token::Command("label") => {
                if let Some(name) = cursor.raw_argument() {
                    let end = cursor.at() - 1;
                    let label = |label| Label { name: label, range: end - name.len()..end, line };
                    found.labels.extend(self::label(name).map(label));
                }
            }
            Token::Command("tag") => found.tags.extend(tag(&mut cursor).map(|tag| Tag { line, ..tag })),
            Token::Char('(') if cursor.rest().starts_with("\\#") => {
                let rest = &cursor.rest()[2..];
                let len = rest.find(')').filter(|len| rest[..*len].starts_with("eq:"));
                if let Some((len, name)) = len.and_then(|len| Some((len, label(&rest[..len])?))) {
                    let start = cursor.at() + 2;
                    cursor.advance(2 + len + 1);
                    found.labels.push(Label { name, range: start..start + len, line });
                    found.foreign.push(range.start..cursor.at());
                }
            }
            Token::Command(name) => {
                let argument = if matches!(name, "begin" | "end") { cursor.raw_argument() } else { None };
                if let Some(lines) = &mut found.lines {
                    lines.command(name, argument.unwrap_or_default(), range, cursor);
                }
            }
            Token::Char(sign) => found.lines.iter_mut().for_each(|lines| lines.sign(sign)),
        }
    }
    found.lines = found.lines.and_then(|lines| lines.whole(source));
    found
}

/// Reads what stands behind `\tag`.
pub(super) fn tag(cursor: &mut Cursor<'_>) -> Option<Tag> {
    let bare = cursor.rest().starts_with('*') && cursor.eat('*');
    let source = cursor.raw_argument()?;
    let end = cursor.at() - 1;
    let text = words::parts(source).into_iter().map(|part| match part {
        Part::Words(words) => words,
        Part::Formula(formula, _) => plain(formula),
        Part::Unknown(name, _) => plain(&format!("\\{name}")),
    });
    let text = text.collect::<String>().trim().to_owned();
    (!text.is_empty()).then_some(Tag { text, bare, range: end - source.len()..end, line: None })
}

/// The short formula of a number, such as `*` or `1'`, as text.
fn plain(formula: &str) -> String {
    let signs = [("\\ast", "*"), ("\\star", "⋆"), ("\\dagger", "†"), ("\\ddagger", "‡"), ("^", ""), ("\\prime", "′")];
    let text = signs.iter().fold(formula.replace(['{', '}'], ""), |text, (command, sign)| text.replace(command, sign));
    text.replace('\'', "′").trim().to_owned()
}

fn label(name: &str) -> Option<String> {
    let name = name.trim();
    (!name.is_empty() && !name.contains(char::is_whitespace)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Label, numbering};

    #[test]
    fn labels_and_tags_are_found() {
        let found = numbering(r"a \label{eq:a} % \label{no}");
        assert_eq!(found.labels, [Label { name: "eq:a".to_owned(), range: 9..13, line: None }]);
        let found = numbering(r"a = b (\#eq:binom)");
        assert_eq!((found.labels[0].name.as_str(), found.foreign.first()), ("eq:binom", Some(&(6..18))));
        let tags = |source| numbering(source).tags.into_iter().map(|tag| (tag.text, tag.bare)).collect::<Vec<_>>();
        assert_eq!(tags(r"x\tag{3.1$'$}"), [("3.1′".to_owned(), false)]);
        assert_eq!(tags(r"x\tag*{式 1} \\ y \tag{$\ast$}"), [("式 1".to_owned(), true), ("*".to_owned(), false)]);
        assert_eq!(tags(r"x\tag"), []);
    }
}
