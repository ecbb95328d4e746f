//! Marks and texts that no page shows: editorial marks (CriticMarkup), comments
//! (Obsidian, MyST), breaks of cells (MyST), abbreviations (PHP Markdown Extra) and
//! text references (bookdown).
//!
//! They are hidden from comrak behind characters as long as they are, so that every
//! place stays, and taken out of the text that it gives. What they are is found in
//! `critic` and `lines`; that code, formulas and addresses hold none, in `opaque`.

mod critic;
mod lines;
mod opaque;
mod reference;
mod told;

use std::borrow::Cow;
use std::ops::Range;

use self::critic::Edit;
use self::opaque::Opaque;
pub(super) use self::told::Unprinted;
use super::mask::Known;

/// Stands for one hidden byte; a control character that no text holds.
pub(super) const HIDDEN: char = '\u{18}';

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An editorial mark.
    Edit(Edit),
    /// `%%…%%`.
    Comment,
    /// A line `% …`.
    CommentLine,
    /// `+++` between cells.
    CellBreak,
    /// `*[HTML]: Hyper Text Markup Language`.
    Abbreviation,
    /// `(ref:name) text`.
    TextReference,
}

/// A mark or a text that is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// All of it, in bytes.
    pub(super) range: Range<usize>,
    /// What of it is hidden.
    hidden: Vec<Range<usize>>,
}

/// A text of which some is hidden, and what that is.
pub(super) struct Hidden<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) found: Vec<Found>,
}

/// Hides what is not printed; nothing is `known` of a text that is one paragraph.
pub(super) fn hide<'t>(text: &'t str, known: Option<&Known>) -> Hidden<'t> {
    let untouched = |text| Hidden { text: Cow::Borrowed(text), found: Vec::new() };
    if text.contains(HIDDEN) || !(critic::may_hold(text) || lines::may_hold(text)) {
        return untouched(text);
    }
    let opaque = Opaque::find(text, known);
    let mut all = critic::find(text, &opaque);
    all.extend(lines::find(text, &opaque));
    all.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let (mut found, mut end) = (Vec::new(), 0);
    for one in all {
        if one.range.start >= end {
            end = one.range.end;
            found.push(one);
        }
    }
    let mut bytes = text.as_bytes().to_vec();
    for range in found.iter().flat_map(|one| &one.hidden) {
        cover(&mut bytes, range.clone());
    }
    match String::from_utf8(bytes) {
        Ok(hidden) if !found.is_empty() => Hidden { text: Cow::Owned(hidden), found },
        _ => untouched(text),
    }
}

/// Hides a range, but the ends of its lines and the indents and marks of quotes
/// before its later lines.
fn cover(bytes: &mut [u8], range: Range<usize>) {
    let mut lead = false;
    for byte in &mut bytes[range] {
        match byte {
            b'\n' | b'\r' => lead = true,
            b' ' | b'\t' | b'>' if lead => {}
            _ => {
                lead = false;
                *byte = HIDDEN as u8;
            }
        }
    }
}

/// The range of something that leaves nothing behind, with a blank beside it that
/// would stand beside another one or at the end of a line or cell.
fn with_blank(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].chars().next_back().is_none_or(char::is_whitespace);
    let rest = &text[range.end..];
    let next = rest.trim_start_matches([' ', '\t']);
    let ends = next.is_empty() || next.starts_with(['\n', '\r', '|']);
    match (before, ends) {
        (true, true) => range.start - trailing_blanks(&text[..range.start])..range.end,
        (true, false) if rest.starts_with(' ') => range.start..range.end + 1,
        _ => range,
    }
}

/// How many blanks end a text that is not blank up to its last line's beginning.
fn trailing_blanks(text: &str) -> usize {
    let filled = text.trim_end_matches([' ', '\t']);
    let line_start = filled.is_empty() || filled.ends_with(['\n', '\r', '>']);
    let mark = filled.ends_with(['-', '*', '+', '#', '|', '.', ')', ':']);
    if line_start || mark { 0 } else { text.len() - filled.len() }
}

/// The text without what is hidden in it.
pub(super) fn show(text: &str) -> Cow<'_, str> {
    match text.contains(HIDDEN) {
        true => Cow::Owned(text.replace(HIDDEN, "")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::mask::Known;
    use super::{hide, show};

    fn shown(text: &str) -> String {
        let hidden = hide(text, Some(&Known::new())).text.into_owned();
        assert_eq!(hidden.len(), text.len());
        show(&hidden).into_owned()
    }

    #[test]
    fn editorial_marks_are_accepted() {
        assert_eq!(shown("a {++b++} {--c--} d{--e --}"), "a b d");
        assert_eq!(shown("{~~old~>new~~} {==x==}{>>why<<}"), "new ==x==");
        assert_eq!(shown("a {--b `--}` c--} d"), "a d");
        assert_eq!(shown("{++\na\n\nb\n++}\n"), "\na\n\nb\n\n");
        assert_eq!(shown("> {--a\n> b--} c\n"), "> \n> c\n");
    }

    #[test]
    fn comments_are_hidden() {
        assert_eq!(shown("甲 %%注%% 乙\n"), "甲 乙\n");
        assert_eq!(shown("甲\n\n%%\n一\n\n# 二\n%%\n\n乙\n"), "甲\n\n\n\n\n\n\n\n乙\n");
        assert_eq!(shown("(a)=\n\n甲\n% 注\n乙\n"), "(a)=\n\n甲\n\n乙\n");
        assert_eq!(shown("*[HTML]: Hyper Text\nHTML\n"), "\nHTML\n");
        assert_eq!(shown("+++ {\"a\": 1}\n甲\n"), "\n甲\n");
        assert_eq!(shown("甲\n\n(ref:a) 乙*丙*\n丁\n\n戊"), "甲\n\n\n\n\n戊");
    }

    #[test]
    fn code_formulas_and_other_signs_stay() {
        for text in [
            "`{++a++}` and `%%a%%`",
            "```\n{--a--}\n%%b%%\n% c\n*[A]: b\n(ref:x) y\n```\n",
            "    {--a--}\n",
            "$a {--b--} c$",
            "$$\n{--a--}\n% note\n$$\n",
            "[a](http://b/{--c--})",
            "\\{++a++}",
            "{++a\n\nb++} c",
            "{++++} {~~a~~} {--a",
            "100%% and 50%%",
            "printf %%d and %%s",
            "growth of 5\n% in a year",
            "growth of 5 per\n% cent",
            "<!-- {++a++} -->\n",
            "see (ref:a) here",
            "a *[b]: c*",
        ] {
            assert_eq!(shown(text), text);
        }
    }
}
