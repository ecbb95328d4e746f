//! Labels of figures, tables, code, equations and theorems, counted through the document or
//! by chapter.

use std::collections::HashMap;

use crate::model::TheoremKind;
use crate::model::resolved::{CaptionKind, Label};
use crate::model::wording::OwnKind;
use crate::style::numbering::Counter;
use crate::style::value::{CaptionScope, Counting, TheoremScope};
use crate::style::{Style, Words};

/// What is counted together.
#[derive(PartialEq, Eq, Hash)]
enum Series {
    /// The captions of a kind.
    Kind(CaptionKind),
    /// Those of a kind that the document declares, by its place among these.
    Own(usize),
}

/// Counts figures, tables, code, equations and theorems.
pub(super) struct Counts<'a> {
    style: &'a Style,
    words: &'static Words,
    chapter: String,
    captions: HashMap<Series, usize>,
    equations: usize,
    /// How many equations share the number that was counted last, while they do.
    shared: Option<usize>,
    /// The chapter that the numbers of theorems carry.
    theorem_chapter: String,
    theorems: HashMap<TheoremKind, usize>,
}

impl<'a> Counts<'a> {
    pub(super) fn new(style: &'a Style, words: &'static Words) -> Self {
        Self {
            style,
            words,
            chapter: String::new(),
            captions: HashMap::new(),
            equations: 0,
            shared: None,
            theorem_chapter: String::new(),
            theorems: HashMap::new(),
        }
    }

    /// A chapter begins; `number` is empty for one that has none.
    pub(super) fn begin_chapter(&mut self, number: String) {
        if number.is_empty() {
            return;
        }
        let by_chapter = self.style.count.scope == CaptionScope::Chapter;
        let theorems_by_chapter = match self.style.theorem.scope {
            TheoremScope::Count => by_chapter,
            TheoremScope::Document => false,
            TheoremScope::Chapter => true,
        };
        if theorems_by_chapter {
            self.theorem_chapter.clone_from(&number);
            self.theorems.clear();
        }
        if by_chapter {
            self.chapter = number;
            self.captions.clear();
            self.equations = 0;
        }
    }

    /// The label of the next caption of a kind, or of one that the document declares.
    pub(super) fn caption(&mut self, kind: CaptionKind, own: Option<(usize, &OwnKind)>) -> Label {
        let series = own.map_or(Series::Kind(kind), |(at, _)| Series::Own(at));
        let count = self.captions.entry(series).or_insert(0);
        *count += 1;
        let styled = &self.style.caption(kind).label;
        let word = if styled.is_empty() { self.words.caption(kind) } else { styled };
        let before = match own {
            Some((_, own)) => {
                let gap = if own.joined { "" } else { self.words.gap };
                format!("{}{gap}{}", own.word, own.before_number)
            }
            None => format!("{word}{}", self.words.gap),
        };
        let separator = &self.style.caption(kind).separator;
        Label { before, chapter: prefix(&self.chapter, separator), ordinal: count.to_string(), after: String::new() }
    }

    /// The label of the next caption of a kind with a number that its author chose; it
    /// is counted all the same (pandoc-crossref's `label="A"`).
    pub(super) fn chosen_caption(&mut self, kind: CaptionKind, own: Option<(usize, &OwnKind)>, number: &str) -> Label {
        Label { ordinal: number.to_owned(), ..self.caption(kind, own) }
    }

    /// The label of the next theorem, definition and so on of a kind.
    pub(super) fn theorem(&mut self, kind: TheoremKind) -> Label {
        let count = self.theorems.entry(counted_as(self.style, kind)).or_insert(0);
        *count += 1;
        Label {
            before: format!("{}{}", theorem_word(self.style, self.words, kind), self.words.gap),
            chapter: prefix(&self.theorem_chapter, &self.style.theorem.separator),
            ordinal: count.to_string(),
            after: String::new(),
        }
    }

    /// The label that the equations up to [`Self::end_group`] share: they have letters
    /// behind its number.
    pub(super) fn begin_group(&mut self) -> Label {
        let label = self.equation();
        self.shared = Some(0);
        label
    }

    /// Whether equations share a number.
    pub(super) fn is_in_group(&self) -> bool {
        self.shared.is_some()
    }

    /// Equations have numbers of their own again.
    pub(super) fn end_group(&mut self) {
        self.shared = None;
    }

    /// The label of the next equation.
    pub(super) fn equation(&mut self) -> Label {
        let letter = match &mut self.shared {
            Some(count) => {
                *count += 1;
                Counter::LowerLetter.format(*count)
            }
            None => {
                self.equations += 1;
                String::new()
            }
        };
        let (before, after) = self.style.equation.number.split_once(' ').unwrap_or(("(", ")"));
        Label {
            before: before.to_owned(),
            chapter: prefix(&self.chapter, &self.style.equation.separator),
            ordinal: format!("{}{letter}", self.equations),
            after: after.to_owned(),
        }
    }

    /// The label of an equation whose number was typed; the others count as if it
    /// were not there, as in LaTeX.
    pub(super) fn typed_equation(&self, number: &str, brackets: bool) -> Label {
        let (before, after) = self.style.equation.number.split_once(' ').unwrap_or(("(", ")"));
        let (before, after) = if brackets { (before, after) } else { ("", "") };
        let (chapter, ordinal) = (String::new(), number.to_owned());
        Label { before: before.to_owned(), chapter, ordinal, after: after.to_owned() }
    }

    /// How a reference to an equation reads: 式（1）.
    pub(super) fn equation_reference(&self, label: &Label) -> String {
        let latin = self.words.equation.is_ascii();
        format!("{}{}{}", self.words.equation, if latin { self.words.gap } else { "" }, label.text())
    }
}

/// The kind whose count another one takes part in; algorithms count by themselves.
pub(super) fn counted_as(style: &Style, kind: TheoremKind) -> TheoremKind {
    match style.theorem.counter {
        Counting::Shared if kind != TheoremKind::Algorithm => TheoremKind::Theorem,
        Counting::Shared | Counting::Kind => kind,
    }
}

/// The word of a theorem, a definition and so on.
pub(super) fn theorem_word<'a>(style: &'a Style, words: &'static Words, kind: TheoremKind) -> &'a str {
    let own = style.theorem.words.of(kind);
    if own.is_empty() { words.theorem(kind) } else { own }
}

/// The number of the chapter with what stands behind it; empty without one.
fn prefix(chapter: &str, separator: &str) -> String {
    if chapter.is_empty() { String::new() } else { format!("{chapter}{separator}") }
}
