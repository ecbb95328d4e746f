//! How a document words its labels and references, in the fields of
//! pandoc-crossref and Quarto (`figPrefix`, `crossref: {fig-title: …}`).
//!
//! Nothing is joined here: resolving lays it over the style and the words of the
//! language.

use serde::Serialize;

use super::{CaptionKind, TheoremKind};
use crate::diag::Spanned;

/// What a document says of its labels and references; every field may be missing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Wording {
    /// Figures.
    pub figure: KindWording,
    /// Tables.
    pub table: KindWording,
    /// Code.
    pub code: KindWording,
    /// Formulas; their labels have no word.
    pub equation: KindWording,
    /// Theorems, definitions, proofs and the like, by their kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub theorems: Vec<(TheoremKind, KindWording)>,
    /// Kinds of figures and tables that are counted in series of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<OwnKind>,
    /// Headings; their numbers have the words of the style.
    pub section: KindWording,
    /// What stands between a label and its caption.
    pub title_delimiter: Option<Spanned<String>>,
    /// What stands between the number of the chapter and the own one.
    pub chapter_delimiter: Option<Spanned<String>>,
    /// Whether each chapter counts anew.
    pub by_chapter: Option<Spanned<bool>>,
    /// Whether headings are counted.
    pub counts_headings: Option<bool>,
    /// What stands between the ends of a run of numbers.
    pub range: Option<String>,
    /// What stands between two references.
    pub pair: Option<String>,
    /// What stands between references, but for the last.
    pub between: Option<String>,
    /// What stands before the last reference.
    pub last: Option<String>,
    /// The heading of the contents.
    pub contents: Option<String>,
    /// The heading of the list of figures.
    pub figures: Option<String>,
    /// The heading of the list of tables.
    pub tables: Option<String>,
    /// Whether a field is there that pandoc-crossref alone reads, which numbers only
    /// what has a label.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub counts_labelled: bool,
}

impl Wording {
    /// The words of a kind of theorem, to be filled.
    pub fn theorem_mut(&mut self, kind: TheoremKind) -> &mut KindWording {
        let at = self.theorems.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.theorems.push((kind, KindWording::default()));
            self.theorems.len() - 1
        });
        &mut self.theorems[at].1
    }

    /// The word of references to a kind of theorem, if the document chose one.
    #[must_use]
    pub fn theorem_prefix(&self, kind: TheoremKind) -> Option<&Prefix> {
        self.theorems.iter().find(|(known, _)| *known == kind)?.1.prefix.as_ref()
    }

    /// The kind of its own that an id such as `sch:a` or `sch-a` begins with, and
    /// which of them it is.
    #[must_use]
    pub fn kind_of_id(&self, id: &str) -> Option<(usize, &OwnKind)> {
        let (key, _) = id.split_once([':', '-'])?;
        self.kinds.iter().enumerate().find(|(_, kind)| kind.key == key)
    }

    /// The words of a kind of caption.
    #[must_use]
    pub fn caption(&self, kind: CaptionKind) -> &KindWording {
        match kind {
            CaptionKind::Figure => &self.figure,
            CaptionKind::Table => &self.table,
            CaptionKind::Code => &self.code,
        }
    }
}

/// A kind that a document counts in a series of its own: 方案 1, 图 S1.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OwnKind {
    /// What its ids begin with, before a colon or a hyphen.
    pub key: String,
    /// The word of its labels.
    pub word: String,
    /// What stands right before the number and belongs to it, such as S; mostly empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before_number: String,
    /// Whether no blank parts the word from the number.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub joined: bool,
    /// The word of references, where it is not that of the labels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Prefix>,
}

/// The words for one kind of what is numbered.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct KindWording {
    /// The word of the label.
    pub title: Option<Spanned<String>>,
    /// What stands between the label and the caption, before that of all kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Spanned<String>>,
    /// The word of references.
    pub prefix: Option<Prefix>,
}

/// The word before the number in a reference; empty for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prefix {
    /// Before one number.
    pub one: String,
    /// Before several.
    pub many: String,
}
