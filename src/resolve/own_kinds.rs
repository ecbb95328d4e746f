//! The kinds that a document declares (方案 1, 图 S1): which blocks are of one, and
//! keys after an `@` that begin with one, which were read as those of works, become
//! references.

use super::keys;
use crate::cite::Library;
use crate::model::document::{
    Block, BlockKind, Cite, Document, GroupedReference, Inline, InlineKind, Reference, ReferenceGroup,
};
use crate::model::wording::{OwnKind, Wording};

/// The kind of its own that a block is of by its id, or by that of its only picture.
pub(super) fn of<'w>(wording: &'w Wording, block: &Block) -> Option<(usize, &'w OwnKind)> {
    let panel = match &block.kind {
        BlockKind::Figure(figure) if figure.panels.len() == 1 => figure.panels.first()?.attr.id.as_ref(),
        _ => None,
    };
    wording.kind_of_id(&block.attr.id.as_ref().or(panel)?.value)
}

/// Makes references of the citations whose keys begin with a kind of the document.
pub(super) fn settle(document: &mut Document, library: &Library) {
    if document.meta.wording.kinds.is_empty() {
        return;
    }
    let wording = document.meta.wording.clone();
    let is_meant = |key: &str| wording.kind_of_id(key).is_some() && library.get(key).is_none();
    keys::replace(document, &|cite, _| {
        if !cite.items.iter().all(|item| is_meant(&item.key.value)) {
            return None;
        }
        Some(references(cite))
    });
}

fn references(cite: &Cite) -> InlineKind {
    let reference = |id: &str, number_only, source| Reference { id: id.to_owned(), number_only, source };
    match cite.items.as_slice() {
        [item] if item.prefix.is_empty() && item.suffix.is_empty() => {
            InlineKind::Reference(reference(&item.key.value, item.suppress_author, cite.source.clone()))
        }
        [item] if cite.narrative => {
            // What stands in brackets behind it is text.
            let id = InlineKind::Reference(reference(&item.key.value, false, format!("@{}", item.key.value)));
            let behind = InlineKind::Text(format!(" [{}]", item.suffix));
            let at = |kind| Inline::new(kind, item.key.span);
            InlineKind::Span(vec![at(id), at(behind)])
        }
        items => {
            let items = items.iter().map(|item| GroupedReference {
                reference: reference(&item.key.value, item.suppress_author, format!("@{}", item.key.value)),
                prefix: item.prefix.clone(),
                suffix: item.suffix.clone(),
                span: item.key.span,
            });
            InlineKind::References(ReferenceGroup { items: items.collect(), source: cite.source.clone() })
        }
    }
}
