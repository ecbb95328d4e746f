//! A number that somebody typed before a heading, with its scheme.
//!
//! It must not know how the number was found, or what becomes of it.

/// The scheme that a typed number belongs to; two numbers of one scheme differ in
/// their values and their looks only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) enum Scheme {
    /// Within or behind words, such as 第…章 or Chapter …; how the numeral is
    /// written does not matter.
    Named(String, String),
    /// 1, 1., 1.2, 一., II.; without parts more than one numeral but Arabic.
    Bare(Sort),
    /// 一、 1、
    Listed(Sort),
    /// （一） (1) [1.2.0]
    Enclosed(Sort),
    /// 1) 1）
    Closed(Sort),
    /// A.1: a section of an appendix.
    OfAppendix,
}

/// How the numeral of a scheme is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(in crate::resolve) enum Sort {
    Arabic,
    Chinese,
    Roman,
    Letter,
    Circled,
}

/// A number at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::resolve) struct Typed {
    /// The scheme.
    pub(in crate::resolve) scheme: Scheme,
    /// How its first numeral is written.
    pub(in crate::resolve) sort: Sort,
    /// The numbers of the levels: `[2, 1]` for 2.1.
    pub(in crate::resolve) values: Vec<u32>,
    /// The number with its words, without what parts it from the text.
    pub(in crate::resolve) label: String,
    /// The bytes of the text up to what it is the number of.
    pub(in crate::resolve) end: usize,
}

impl Typed {
    /// Its own number among its neighbours.
    pub(in crate::resolve) fn last(&self) -> u32 {
        self.values.last().copied().unwrap_or_default()
    }

    /// Whether it is more than a bare numeral.
    pub(in crate::resolve) fn has_sign(&self) -> bool {
        !matches!(self.scheme, Scheme::Bare(_)) || self.values.len() > 1 || self.label.ends_with(['.', '．'])
    }

    /// Whether no text begins like this.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.scheme, Scheme::Named(..)) || self.values.len() > 2
    }

    /// Whether it is the number of an appendix.
    pub(in crate::resolve) fn is_appendix(&self) -> bool {
        matches!(&self.scheme, Scheme::Named(before, _)
            if ["附录", "附錄", "付録", "appendix", "annex"].contains(&before.as_str()))
    }

    /// Whether words stand in it, so that it can be referred to as it is.
    pub(in crate::resolve) fn has_word(&self) -> bool {
        matches!(self.scheme, Scheme::Named(..))
    }

    /// The number alone, such as 2.1, 一 or A.
    pub(in crate::resolve) fn bare(&self) -> String {
        match &self.scheme {
            Scheme::Named(before, after) => {
                let (words, after) = (before.chars().count(), after.chars().count());
                let chars: Vec<char> = self.label.chars().collect();
                let inner = chars.get(words..chars.len().saturating_sub(after)).unwrap_or_default();
                inner.iter().collect::<String>().trim().to_owned()
            }
            Scheme::Bare(_) | Scheme::Listed(_) | Scheme::Enclosed(_) | Scheme::Closed(_) | Scheme::OfAppendix => {
                self.label.trim_matches(['（', '(', '）', ')', '[', ']', '.', '．', '、']).to_owned()
            }
        }
    }
}
