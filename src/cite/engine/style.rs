//! A style of CSL 1.0: reading it, and what is to be known of it before it is run.

use crate::diag::{Message, message};
use citationberg::{Bibliography, Citation, IndependentStyle, Layout, LayoutRenderingElement, StyleClass, Text};
use hayagriva::archive::ArchivedStyle;

use super::macros;

/// The largest CSL file that is read, in bytes.
const MAX_BYTES: usize = 4 << 20;

/// A style of CSL 1.0.
#[derive(Debug)]
pub(in crate::cite) struct Csl {
    pub(super) style: IndependentStyle,
}

impl Csl {
    /// The style of a name in hayagriva's archive.
    pub(in crate::cite) fn archived(name: &str) -> Option<Self> {
        match ArchivedStyle::by_name(name)?.get() {
            citationberg::Style::Independent(style) => Some(Self { style }),
            citationberg::Style::Dependent(_) => None,
        }
    }

    /// The names of the archive, each style once.
    pub(in crate::cite) fn names() -> impl Iterator<Item = &'static str> {
        let independent = |style: &&ArchivedStyle| matches!(style.get(), citationberg::Style::Independent(_));
        ArchivedStyle::all().iter().filter(independent).filter_map(|style| style.names().first().copied())
    }

    /// Reads a CSL file.
    pub(in crate::cite) fn read(text: &str) -> Result<Self, Message> {
        if text.len() > MAX_BYTES {
            return Err(message!("is larger than {max_bytes} MB", max_bytes = MAX_BYTES >> 20));
        }
        if depth(text) > 200 {
            return Err(message!("is nested too deeply"));
        }
        if !macros::are_bounded(text) {
            return Err(message!("has macros that call each other without end"));
        }
        if text.contains("1.1mlz1") || text.contains("<layout locale=") {
            return Err(message!("is written in CSL-M, of which fuzi reads only what is CSL 1.0"));
        }
        match citationberg::Style::from_xml(text) {
            Ok(citationberg::Style::Independent(style)) => Ok(Self { style }),
            Ok(citationberg::Style::Dependent(style)) => {
                let parent = style.parent_link.href;
                Err(message!("only names another style, {parent}; use that one", parent))
            }
            Err(error) => Err(message!(
                "is not a valid style of CSL 1.0: {error}",
                error = Message::recognised(&error.to_string())
            )),
        }
    }

    /// Whether it is a version of GB/T 7714.
    pub(super) fn is_gb(&self) -> bool {
        self.style.info.id.contains("7714")
    }

    /// Whether a word stands in its name.
    pub(super) fn is_called(&self, word: &str) -> bool {
        let name = self.style.info.id.rsplit('/').next().unwrap_or_default();
        name.split('-').any(|part| part == word)
    }

    /// Whether citations are numbers or labels.
    pub(super) fn is_numeric(&self) -> bool {
        use citationberg::{CitationFormat, StyleCategory};
        let by_number = |category: &StyleCategory| {
            let numeric = CitationFormat::Numeric;
            let label = CitationFormat::Label;
            matches!(category, StyleCategory::CitationFormat { format } if [numeric, label].contains(format))
        };
        !self.has_notes() && self.style.info.category.iter().any(by_number)
    }

    /// Whether citations are by author and year.
    pub(super) fn is_author_date(&self) -> bool {
        use citationberg::{CitationFormat, StyleCategory};
        let by_year = |category: &StyleCategory| {
            matches!(category, StyleCategory::CitationFormat { format: CitationFormat::AuthorDate })
        };
        self.style.info.category.iter().any(by_year)
    }

    /// Whether citations are footnotes.
    pub(in crate::cite) fn has_notes(&self) -> bool {
        self.style.settings.class == StyleClass::Note
    }

    /// What the texts of works depend on.
    pub(super) fn habits(&self) -> Habits {
        let rules = (&self.style.citation, &self.style.bibliography, &self.style.macros);
        let Ok(text) = serde_json::to_string(&rules) else { return Habits::default() };
        let on_place = ["\"citation-number\"", "\"citation-label\"", "\"@position\":["];
        let list = self.style.bibliography.as_ref();
        let on_neighbour = list.is_some_and(|list| list.subsequent_author_substitute.is_some());
        let is_free = !on_neighbour && !on_place.iter().any(|name| text.contains(name));
        let is_separable = is_free && self.is_author_date() && !self.has_notes();
        Habits { is_separable, repeats: is_separable && !text.contains("et-al-subsequent") }
    }

    /// The style without all that it prints of works: only the order of its list
    /// is left.
    pub(super) fn order_only(&self) -> IndependentStyle {
        use citationberg::taxonomy::{NumberVariable, Variable};
        let number = || {
            // Texts that differ leave nothing to tell apart.
            let text = Text::with_target(Variable::Number(NumberVariable::CitationNumber));
            Layout::with_elements(vec![LayoutRenderingElement::Text(text)])
        };
        let list = self.style.bibliography.as_ref().map(|list| Bibliography {
            sort: list.sort.clone(),
            name_options: list.name_options.clone(),
            ..Bibliography::with_layout(number())
        });
        IndependentStyle { citation: Citation::with_layout(number()), bibliography: list, ..self.style.clone() }
    }

    /// The style without the order of its list.
    pub(super) fn unsorted(&self) -> IndependentStyle {
        let mut style = self.style.clone();
        style.bibliography.iter_mut().for_each(|list| list.sort = None);
        style
    }
}

/// What the texts of a style depend on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Habits {
    /// Whether the works of one language can be formatted without the others: no
    /// text depends on a place among all works, or on the citation or entry before.
    pub(super) is_separable: bool,
    /// Whether later citations of a work have the text of the first.
    pub(super) repeats: bool,
}

/// How deep elements stand in elements.
fn depth(text: &str) -> usize {
    let (mut depth, mut most) = (0usize, 0);
    for (at, _) in text.match_indices('<') {
        match text.as_bytes().get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'?' | b'!') | None => {}
            Some(_) => {
                let end = text[at..].find('>').map_or(text.len(), |end| at + end);
                if !text[..end].ends_with('/') {
                    depth += 1;
                    most = most.max(depth);
                }
            }
        }
    }
    most
}
