//! A line of text in the pieces that are compared: words, signs, and what stands
//! between them.

use std::ops::Range;

use crate::model::resolved::{AnchorId, Inline, InlineKind, NoteId, Resolved, Run, Target, plain_text};
use crate::model::script::is_east_asian;

/// A piece of a line.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is compared by.
    pub(super) key: String,
    /// The inline that it is of, by the places in the lists that it stands in.
    pub(super) path: Vec<usize>,
    /// The bytes of its run; empty for what is no run.
    pub(super) range: Range<usize>,
    /// The note whose mark it is.
    pub(super) note: Option<NoteId>,
}

/// The tokens of a line.
pub(super) fn tokens(content: &[Inline], names: &Names) -> Vec<Token> {
    let mut list = Vec::new();
    gather(content, names, "", &mut Vec::new(), &mut list);
    // So does the number before an entry of the bibliography.
    if let [open, number, close, ..] = list.as_mut_slice()
        && (open.key.as_str(), close.key.as_str()) == ("[", "]")
        && number.key.chars().all(|ch| ch.is_ascii_digit())
    {
        number.key = "\u{9}".to_owned();
    }
    list
}

/// What the anchors of a document are known by.
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn of(doc: &Resolved) -> Self {
        Self(doc.anchors.iter().map(|anchor| anchor.name.clone()).collect())
    }

    fn get(&self, anchor: AnchorId) -> &str {
        self.0.get(anchor.0).map_or("", String::as_str)
    }
}

fn gather(content: &[Inline], names: &Names, around: &str, path: &mut Vec<usize>, list: &mut Vec<Token>) {
    for (at, inline) in content.iter().enumerate() {
        path.push(at);
        let whole = |key: String, note| Token { key: format!("{around}{key}"), path: path.clone(), range: 0..0, note };
        match &inline.kind {
            InlineKind::Run(run) => {
                let look = look(run);
                let token = |range: Range<usize>| Token {
                    key: format!("{around}{look}{}", &run.text[range.clone()]),
                    path: path.clone(),
                    range,
                    note: None,
                };
                list.extend(words(&run.text).into_iter().map(token));
            }
            // The number of a work counts on with those before it.
            InlineKind::Link { target: Target::Anchor(anchor), content } if is_number(content) => {
                list.push(whole(format!("\u{2}{}", names.get(*anchor)), None));
            }
            InlineKind::Link { target, content } => {
                let target = match target {
                    Target::Url(url) => format!("\u{1}{url}\u{1}"),
                    Target::Anchor(anchor) => format!("\u{1}#{}\u{1}", names.get(*anchor)),
                };
                gather(content, names, &target, path, list);
            }
            InlineKind::Reference { anchor, .. } => list.push(whole(format!("\u{2}{}", names.get(*anchor)), None)),
            InlineKind::NoteRef { note, .. } => list.push(whole("\u{3}".to_owned(), Some(*note))),
            InlineKind::Math(math) => list.push(whole(format!("\u{4}{}", math.source), None)),
            InlineKind::Picture(picture) => list.push(whole(format!("\u{5}{}", picture.path), None)),
            InlineKind::Raw { text, .. } => list.push(whole(format!("\u{6}{text}"), None)),
            InlineKind::Break => list.push(whole("\n".to_owned(), None)),
            // They are no text, and stay where they are.
            InlineKind::CommentStart(id) => list.push(whole(format!("\u{7}{}", id.0), None)),
            InlineKind::Comment(id) => list.push(whole(format!("\u{8}{}", id.0), None)),
        }
        path.pop();
    }
}

fn is_number(content: &[Inline]) -> bool {
    let text = plain_text(content);
    text.contains(|ch: char| ch.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

fn look(run: &Run) -> String {
    let marks: String = run.marks.iter().map(|mark| format!("\u{10}{mark:?}")).collect();
    if marks.is_empty() { marks } else { marks + "\u{11}" }
}

/// The words and signs of a text, by bytes: a Chinese character is one of its own.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_word = |ch: char| ch.is_alphanumeric() && !is_east_asian(ch);
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        let goes_on = before.is_some_and(is_word) && is_word(ch) || is_attached(ch);
        match list.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = end,
            None => list.push(at..end),
        }
        before = Some(ch);
    }
    list
}

/// Whether a character belongs to the one before it whatever that is.
fn is_attached(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The inline at a path.
pub(super) fn at<'c>(content: &'c [Inline], path: &[usize]) -> Option<&'c Inline> {
    let (first, rest) = path.split_first()?;
    let inline = content.get(*first)?;
    match (&inline.kind, rest) {
        (_, []) => Some(inline),
        (InlineKind::Link { content, .. } | InlineKind::Reference { content, .. }, rest) => at(content, rest),
        _ => None,
    }
}
