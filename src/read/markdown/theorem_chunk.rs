//! Theorems in fences of code, as bookdown wrote them before it took divs (its manual,
//! §2.2.2): ```` ```{theorem, name="…", label="…"} ````, ```` ```{lemma x} ````.
//!
//! What stands between the fences is Markdown; where they end is found in `rewrite`.

use super::callout::Form;
use super::chunk::Chunk;
use super::mask::Mask;
use super::{Reader, theorem};
use crate::diag::Spanned;
use crate::model::TheoremKind;
use crate::model::document::Attr;

/// The kind that the head behind a fence says, with its options.
fn read(head: &str) -> Option<(TheoremKind, Chunk)> {
    let chunk = Chunk::read(head.trim_start())?;
    let kind = theorem::kind_of(&chunk.lang).filter(|_| chunk.lang != "algorithm")?;
    Some((kind, chunk))
}

/// Whether such a head stands behind a fence.
pub(crate) fn opens(head: &str) -> bool {
    read(head).is_some()
}

impl Reader<'_, '_, '_> {
    /// What the body of such a fence becomes.
    pub(super) fn theorem_chunk(&mut self, mask: Mask) -> Option<(Attr, Form)> {
        let written = self.masks.written(mask);
        let (kind, chunk) = read(written.trim_start_matches(['`', '~']).trim_end())?;
        let place = |text: &str| {
            let starts = written.match_indices(text).map(|(at, _)| at);
            starts.into_iter().find(|at| written[..*at].ends_with(['"', '\'', '=', ' '])).unwrap_or_default()
        };
        let mut attr = Attr { id: self.shared.anchor.take(), ..Attr::default() };
        if let Some(label) = chunk.text(&["label"]) {
            let at = place(label);
            let known = theorem::kind_of_id(label).is_some();
            let id = if known { label.to_owned() } else { format!("{}:{label}", theorem::prefix_of(kind)) };
            attr.id = Some(Spanned::new(id, self.mask_span(mask, at, at + label.len())));
        }
        let title = chunk.text(&["name", "title"]).map(|name| {
            let start = self.mask_span(mask, 0, 0).start as usize + place(name);
            self.title_inlines(name, start)
        });
        Some((attr, Form::Theorem(kind, title.unwrap_or_default())))
    }
}

#[cfg(test)]
mod tests {
    use super::opens;

    #[test]
    fn heads_of_theorems_are_told_from_those_of_code() {
        for head in ["{theorem}", "{lemma x}", "{theorem, name=\"甲\", label=\"a\"}", "{hypothesis, label='b'}"] {
            assert!(opens(head), "{head}");
        }
        for head in ["theorem", "{r theorem}", "{.theorem}", "{algorithm}", "{prf:theorem}", "{theorem"] {
            assert!(!opens(head), "{head}");
        }
    }
}
