//! What stands in a line: runs of one look and one script, and what lies
//! between them.

use serde::Serialize;

use super::{AnchorId, Change, CommentId, ImageId, NoteId, visit_inlines};
use crate::diag::Span;
use crate::length::Length;
use crate::model::math::Math;
use crate::model::{Lang, Mark, RawFormat};

/// A picture with the size that it has on the page.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The picture; `None` if it cannot be shown: then a box with the path
    /// stands in its place.
    pub image: Option<ImageId>,
    /// Where it lies, as it was written.
    pub path: String,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// What it shows; empty if nothing was said.
    pub alt: String,
    /// Where it was written.
    pub span: Span,
}

/// An inline and where it was written.
#[derive(Debug, Clone, Serialize)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Whether it was put in or taken out, where such changes are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Where it was written.
    pub span: Span,
}

impl Inline {
    /// An inline that nobody changed.
    #[must_use]
    pub fn new(kind: InlineKind, span: Span) -> Self {
        Self { kind, change: None, span }
    }

    /// Whether it was taken out: it belongs to no text but that of a Word file in which
    /// changes are shown.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.change == Some(Change::Deleted)
    }
}

/// What stands in a line.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InlineKind {
    /// Text in one script with one look.
    Run(Run),
    /// A line break.
    Break,
    /// A link that leaves the document or leads to an anchor of it.
    Link {
        /// Where it leads.
        target: Target,
        /// The text: runs, breaks, pictures and formulas.
        content: Vec<Inline>,
    },
    /// A reference to something numbered; its text is that of the label.
    Reference {
        /// What it points to.
        anchor: AnchorId,
        /// The text.
        content: Vec<Inline>,
    },
    /// The mark of a footnote.
    NoteRef {
        /// The note.
        note: NoteId,
        /// Whether an earlier mark stands for the same note.
        repeated: bool,
    },
    /// A formula.
    Math(Math),
    /// A picture.
    Picture(Picture),
    /// A passage for one edition only.
    Raw {
        /// The edition.
        format: RawFormat,
        /// The passage in the language of that edition.
        text: String,
    },
    /// What a comment is about begins here.
    CommentStart(CommentId),
    /// What a comment is about ends here; the comment itself.
    Comment(CommentId),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Out of the document: an address of an allowed scheme.
    Url(String),
    /// Into the document.
    Anchor(AnchorId),
}

/// Which of the two fonts of a role a run takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    /// Latin, Greek, Cyrillic, digits, and punctuation between them.
    Latin,
    /// Chinese, Japanese and Korean, and punctuation between them.
    EastAsian,
}

/// Text in one script with one look.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// The text, without line breaks.
    pub text: String,
    /// Which font it takes.
    pub script: Script,
    /// Its marks.
    #[serde(skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Its language, where that is not the document's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Where no line ends though it could: byte offsets of the text, in order. 0 is
    /// the border to what stands before, the length of the text that to what follows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<usize>,
    /// Where a word may break that has no room, without a hyphen: byte offsets
    /// of the text, in order. 0 is the border to the run before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<usize>,
}

/// What a line does at a place within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edge {
    /// It may end, without a hyphen.
    Break,
    /// It never ends.
    Join,
}

impl Run {
    /// The text in pieces, each with the edge behind it; the last one has none.
    pub fn pieces(&self) -> Vec<(&str, Option<Edge>)> {
        let breaks = self.breaks.iter().map(|at| (*at, Edge::Break));
        let mut edges: Vec<(usize, Edge)> = breaks.chain(self.joins.iter().map(|at| (*at, Edge::Join))).collect();
        edges.sort_unstable();
        let mut pieces = Vec::with_capacity(edges.len() + 1);
        let mut from = 0;
        for (at, edge) in edges {
            pieces.push((self.text.get(from..at).unwrap_or_default(), Some(edge)));
            from = at;
        }
        pieces.push((self.text.get(from..).unwrap_or_default(), None));
        pieces
    }

    /// A stretch of it, by bytes; `None` where these cut a character.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Option<Self> {
        let text = self.text.get(range.clone())?.to_owned();
        let within = |places: &[usize]| {
            let places = places.iter().filter(|at| (range.start..=range.end).contains(at));
            places.map(|at| at - range.start).collect()
        };
        let (joins, breaks) = (within(&self.joins), within(&self.breaks));
        Some(Self { text, joins, breaks, ..self.clone() })
    }

    /// The text with blanks at which no line ends where it is joined (U+00A0).
    #[must_use]
    pub fn with_firm_blanks(&self) -> std::borrow::Cow<'_, str> {
        let is_firm = |at: usize| self.joins.binary_search(&at).is_ok() && self.text[at..].starts_with(' ');
        if !self.joins.iter().any(|at| is_firm(*at)) {
            return self.text.as_str().into();
        }
        let firm = |(at, ch): (usize, char)| if ch == ' ' && is_firm(at) { '\u{A0}' } else { ch };
        self.text.char_indices().map(firm).collect()
    }
}

/// Whether a word of these inlines may break where it has no room.
#[must_use]
pub fn breaks_words(content: &[Inline]) -> bool {
    any_run(content, |run| !run.breaks.is_empty())
}

/// Whether there is a place in these inlines where no line ends though it could.
#[must_use]
pub fn joins_words(content: &[Inline]) -> bool {
    any_run(content, |run| !run.joins.is_empty())
}

fn any_run(content: &[Inline], is: fn(&Run) -> bool) -> bool {
    let mut found = false;
    visit_inlines(content, &mut |inline| found |= matches!(&inline.kind, InlineKind::Run(run) if is(run)));
    found
}

/// A set of [`Mark`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks(u16);

impl Marks {
    /// Every mark, in the order in which writers apply them.
    pub const ALL: [Mark; 11] = [
        Mark::Emphasis,
        Mark::Strong,
        Mark::Strike,
        Mark::Highlight,
        Mark::Underline,
        Mark::Superscript,
        Mark::Subscript,
        Mark::SmallCaps,
        Mark::Dotted,
        Mark::Keyboard,
        Mark::Code,
    ];

    /// The same with one more mark.
    #[must_use]
    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u16)
    }

    /// Whether the mark is set.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u16) != 0
    }

    /// Whether no mark is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The marks that are set.
    pub fn iter(self) -> impl Iterator<Item = Mark> {
        Self::ALL.into_iter().filter(move |mark| self.has(*mark))
    }
}

impl Serialize for Marks {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// The text of inlines without marks; formulas as their source, notes, raw passages
/// and what was taken out are left out.
#[must_use]
pub fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    for inline in content.iter().filter(|inline| !inline.is_deleted()) {
        match &inline.kind {
            InlineKind::Run(run) => text.push_str(&run.text),
            InlineKind::Break => text.push(' '),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => {
                text.push_str(&plain_text(content));
            }
            InlineKind::Math(math) => text.push_str(&math.source),
            InlineKind::Picture(picture) => text.push_str(&picture.alt),
            InlineKind::NoteRef { .. }
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
    text
}
