//! Where words break that are wider than their column, or so long that a line of
//! running text would be torn before them: at the joints of their
//! parts, as a person would break an address or an identifier, and at last
//! between any two letters. What belongs together stays so. It must not know how
//! an edition says a break.

mod held;
mod joints;

use super::scripts::is_east_asian;
use crate::model::Mark;
use crate::model::resolved::{Inline, InlineKind, Marks, Run};

/// What estimates may be too small by.
const GENEROUS: f64 = 1.05;
/// How much wider bold letters are.
const BOLD: f64 = 1.06;
/// The size of raised letters.
const RAISED: f64 = 0.7;
/// The width of the letters of code, in em.
pub(super) const CODE: f64 = 0.6;
/// Half characters in an em.
const UNITS: f64 = 2.0;
/// Parts of words longer than this, in half characters, break like any other.
const LONGEST: f64 = 20.0;
/// Words of running text longer than this, in half characters, break at their joints.
const LONG_IN_TEXT: f64 = 20.0;
/// Parts of words of running text longer than this break between any two letters.
const ENDLESS: f64 = 60.0;
/// Words of running text of more letters than this are no names that are read: they
/// break only at every so many letters, for each place costs the layout time.
const VERY_LONG: usize = 200;
const SPARSE: usize = 16;
/// East-Asian marks that no line ends with: they stay with the word behind them.
const OPENING: [char; 9] = ['（', '《', '〈', '「', '『', '【', '〔', '［', '｛'];
/// East-Asian marks that no line begins with: they stay with the word before them.
const CLOSING: [char; 17] =
    ['）', '》', '〉', '」', '』', '】', '〕', '］', '｝', '，', '。', '、', '；', '：', '？', '！', '％'];
/// The most places at which the words of a cell break: the layout looks each
/// character up among them.
const MOST_BREAKS: usize = 2_000;

/// How the text of a cell looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Whether it is bold.
    pub(super) bold: bool,
    /// The size of code in it, in units of its own.
    pub(super) code: f64,
}

impl Look {
    /// How much larger text with these marks is than the cell's own.
    fn scale(self, marks: Marks) -> f64 {
        let bold = if self.bold || marks.has(Mark::Strong) { BOLD } else { 1.0 };
        let raised = if marks.has(Mark::Superscript) || marks.has(Mark::Subscript) { RAISED } else { 1.0 };
        bold * raised * if marks.has(Mark::Code) { self.code } else { 1.0 }
    }
}

/// The widths of the words of a cell, in half characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Extent {
    /// The longest word.
    pub(super) word: f64,
    /// The longest part of a word between two joints.
    pub(super) piece: f64,
    /// The longest of them that no one would break.
    pub(super) firm: f64,
}

/// A letter of a word.
#[derive(Debug, Clone, Copy)]
struct Letter {
    ch: char,
    width: f64,
    /// The run it stands in, counted through the cell, and its byte in it.
    place: (usize, usize),
}

/// The indices of the characters of a word before which it parts at a joint.
pub(super) fn joints(word: &[char]) -> Vec<usize> {
    joints::joints(word)
}

/// Whether a line may end between two characters because one is east-Asian.
pub(super) fn may_part_east_asian(before: char, ch: char) -> bool {
    (is_east_asian(before) || is_east_asian(ch))
        && before != ' '
        && ch != ' '
        && !OPENING.contains(&before)
        && !CLOSING.contains(&ch)
        && !matches!(ch, ')' | ']' | '}' | '”' | '’' | '"' | '\'' | '…' | '—' | '·')
        && !matches!(before, '(' | '[' | '{' | '“' | '‘' | '"' | '\'')
}

/// How wide the words of a cell are.
pub(super) fn extent(content: &[Inline], look: Look) -> Extent {
    let mut extent = Extent::default();
    for word in words(content, look, true) {
        extent.word = extent.word.max(width(&word));
        for piece in pieces(&word) {
            let width = width(piece);
            extent.piece = extent.piece.max(width);
            extent.firm = extent.firm.max(if width > LONGEST { 0.0 } else { width });
        }
    }
    extent
}

/// Gives the words of a cell that are wider than its room (in half characters)
/// the places at which they may break, and lets go what is held together there.
pub(super) fn break_up(content: &mut [Inline], room: f64, look: Look) {
    held::let_go(content, room, look);
    let mut breaks = Vec::new();
    for word in words(content, look, false).iter().filter(|word| width(word) > room + 0.01) {
        let kept = joints::kept(&signs(word));
        let mut start = 0;
        for piece in pieces(word) {
            breaks.extend(piece.first().filter(|_| start > 0).map(|first| first.place));
            if width(piece) > room + 0.01 {
                let step = piece.len() / MOST_BREAKS + 1;
                let free = (1..piece.len())
                    .step_by(step)
                    .filter(|at| !kept[start + at] && joints::may_part(piece[at - 1].ch, piece[*at].ch));
                breaks.extend(free.map(|at| piece[at].place));
            }
            start += piece.len();
        }
    }
    give(content, breaks);
}

/// Gives the words of running text that would tear the line before them the places
/// at which they may break: the joints of addresses and identifiers. Words of a
/// language have none.
pub(super) fn break_running(content: &mut [Inline], look: Look) {
    let mut breaks = Vec::new();
    for word in words(content, look, false).iter().filter(|word| width(word) > LONG_IN_TEXT) {
        let kept = joints::kept(&signs(word));
        let sparse = if word.len() > VERY_LONG { SPARSE } else { 1 };
        let (mut start, mut last) = (0, 0);
        for piece in pieces(word) {
            // A scheme does not stand alone.
            let is_scheme = start >= 2 && word[start - 2..start].iter().all(|letter| letter.ch == '/');
            if start >= last + sparse && !is_scheme {
                breaks.extend(piece.first().map(|first| first.place));
                last = start;
            }
            if width(piece) > ENDLESS {
                let free = (1..piece.len())
                    .filter(|at| !kept[start + at] && joints::may_part(piece[at - 1].ch, piece[*at].ch));
                breaks.extend(free.map(|at| piece[at].place));
            }
            start += piece.len();
        }
    }
    give(content, breaks);
}

/// Gives the inlines their places to break, thinned out where they are too many.
fn give(content: &mut [Inline], breaks: Vec<(usize, usize)>) {
    let step = breaks.len() / MOST_BREAKS + 1;
    let breaks: Vec<(usize, usize)> = breaks.into_iter().step_by(step).collect();
    set_breaks(content, &mut 0, &mut breaks.into_iter().peekable());
}

fn set_breaks(
    content: &mut [Inline],
    count: &mut usize,
    breaks: &mut std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>,
) {
    for inline in content {
        match &mut inline.kind {
            InlineKind::Run(run) => {
                while let Some((_, at)) = breaks.next_if(|(run, _)| run == count) {
                    run.breaks.push(at);
                }
                *count += 1;
            }
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => {
                set_breaks(content, count, breaks);
            }
            InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Math(_)
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
}

fn width(letters: &[Letter]) -> f64 {
    letters.iter().map(|letter| letter.width).sum::<f64>() * UNITS * GENEROUS
}

fn signs(word: &[Letter]) -> Vec<char> {
    word.iter().map(|letter| letter.ch).collect()
}

/// A word cut at its joints.
fn pieces(word: &[Letter]) -> Vec<&[Letter]> {
    let joints = joints::joints(&signs(word));
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in joints.into_iter().chain([word.len()]) {
        pieces.push(&word[start..end]);
        start = end;
    }
    pieces
}

/// The words of a cell: what stands between blanks and east-Asian signs, with the
/// marks that stay with them where these are `marked`.
fn words(content: &[Inline], look: Look, marked: bool) -> Vec<Vec<Letter>> {
    let mut words = Words { look, marked, count: 0, done: Vec::new(), word: Vec::new() };
    words.inlines(content);
    words.end();
    words.done
}

struct Words {
    look: Look,
    marked: bool,
    count: usize,
    done: Vec<Vec<Letter>>,
    word: Vec<Letter>,
}

impl Words {
    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match &inline.kind {
                InlineKind::Run(run) => self.run(run),
                InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => self.inlines(content),
                InlineKind::NoteRef { .. } | InlineKind::CommentStart(_) | InlineKind::Comment(_) => {}
                InlineKind::Break | InlineKind::Math(_) | InlineKind::Picture(_) | InlineKind::Raw { .. } => self.end(),
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let scale = self.look.scale(run.marks);
        let is_code = run.marks.has(Mark::Code);
        for (at, ch) in run.text.char_indices() {
            let closes = self.marked && CLOSING.contains(&ch) && !self.word.is_empty();
            if !closes && self.word.last().is_some_and(|last| CLOSING.contains(&last.ch)) {
                self.end();
            }
            let place = (self.count, at);
            if closes {
                self.word.push(Letter { ch, width: scale, place });
            } else if is_blank(ch) || is_east_asian(ch) {
                self.end();
                if self.marked && OPENING.contains(&ch) {
                    self.word.push(Letter { ch, width: scale, place });
                }
            } else {
                let width = scale * if is_code { CODE } else { em(ch) };
                self.word.push(Letter { ch, width, place });
            }
        }
        self.count += 1;
    }

    fn end(&mut self) {
        if !self.word.is_empty() {
            self.done.push(std::mem::take(&mut self.word));
        }
    }
}

/// Whether a line breaks at a blank.
fn is_blank(ch: char) -> bool {
    ch.is_whitespace() && !matches!(ch, '\u{A0}' | '\u{202F}')
}

/// The width of a letter in em, by what kind of letter it is: about that of a
/// serif face.
fn em(ch: char) -> f64 {
    match ch {
        'm' | 'M' | 'W' | '@' | '%' | '—' | '…' | '“' | '”' => 0.95,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' => 0.34,
        '.' | ',' | ':' | ';' | '!' | '\'' | '|' | '/' | '\\' | '(' | ')' | '[' | ']' | '-' | '‘' | '’' => 0.34,
        'w' | '&' | '+' | '=' | '<' | '>' | '~' => 0.73,
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' => 0.0,
        ch if ch.is_uppercase() => 0.72,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, MOST_BREAKS, break_running, break_up, extent};
    use crate::diag::{SourceId, Span};
    use crate::model::resolved::{Inline, InlineKind, Marks, Run, Script};

    fn cell(text: &str) -> Inline {
        let (script, marks) = (Script::Latin, Marks::default());
        let run = Run { text: text.to_owned(), script, marks, lang: None, joins: Vec::new(), breaks: Vec::new() };
        let span = Span { source: SourceId(0), start: 0, end: 0 };
        Inline::new(InlineKind::Run(run), span)
    }

    fn breaks(text: &str) -> usize {
        let mut cell = [cell(text)];
        break_up(&mut cell, 20.0, Look { bold: false, code: 1.0 });
        let [Inline { kind: InlineKind::Run(run), .. }] = &cell else { return 0 };
        assert!(run.breaks.is_sorted());
        run.breaks.len()
    }

    #[test]
    fn words_with_room_do_not_break() {
        assert_eq!(breaks("some_words that_have room_each"), 0);
        assert_eq!(breaks("one_word/that/has/none"), 4);
    }

    #[test]
    fn numbers_are_held_to_their_words_where_both_have_room() {
        let joins = |room: f64| {
            let mut cell = [cell("按GB/T 7714")];
            if let InlineKind::Run(run) = &mut cell[0].kind {
                run.joins = vec![6, 7, 8];
            }
            break_up(&mut cell, room, Look { bold: false, code: 1.0 });
            let [Inline { kind: InlineKind::Run(run), .. }] = &cell else { return Vec::new() };
            run.joins.clone()
        };
        assert_eq!(joins(20.0), [6, 7, 8]);
        assert_eq!(joins(6.0), [6]);
    }

    #[test]
    fn words_of_running_text_break_at_their_joints() {
        let breaks = |text: &str| {
            let mut cell = [cell(text)];
            break_running(&mut cell, Look { bold: false, code: 1.0 });
            let [Inline { kind: InlineKind::Run(run), .. }] = &cell else { return Vec::new() };
            run.pieces().into_iter().map(|(part, _)| part.to_owned()).collect()
        };
        assert_eq!(breaks("https://www.example.com/a"), ["https://www.", "example.", "com/", "a"]);
        assert_eq!(breaks("incomprehensibilities"), ["incomprehensibilities"]);
        assert_eq!(breaks("a.b/c d_e"), ["a.b/c d_e"]);
        assert_eq!(breaks(&"a".repeat(200)).len(), 200);
    }

    #[test]
    fn marks_stay_with_their_words() {
        let word = |text: &str| extent(&[cell(text)], Look { bold: false, code: 1.0 }).word;
        assert!(word("共123人（24.6%）。") > word("24.6%") + 5.0);
        assert_eq!(word("甲，abc"), word("abc"));
        assert_eq!(word("abc，abc"), word("abc，"));
        assert_eq!(word("（甲）"), word("（"));
    }

    #[test]
    fn endless_words_have_a_bounded_number_of_breaks() {
        assert!(breaks(&"a1/".repeat(40_000)) <= MOST_BREAKS);
        assert!(breaks(&"a".repeat(40_000)) <= MOST_BREAKS);
    }
}
