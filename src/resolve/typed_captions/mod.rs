//! Captions whose numbers were typed by hand: where counting would print the same
//! ones the typed ones go; elsewhere they are the numbers, and captions of the
//! same kind without one have none. A typed number is never replaced by another.

mod adopt;
pub(super) mod labels;
mod parse;

use std::collections::{BTreeMap, HashMap};

use super::Title;
use super::anchors::Anchors;
use super::inlines::written_text;
use super::numbering::{self, Typed};
use super::own_kinds;
use super::typed_numbers::{TypedNumbers, drop_beginning};
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message};
use crate::model::document::{Block, BlockKind, Document, Inline, InlineKind, NodeId, Numbers};
use crate::model::resolved::{CaptionKind, Label};
use crate::model::visit_blocks_mut;
use crate::style::{Style, Words};
use labels::TypedCaptions;
use parse::{TypedLabel, typed_label};

/// Makes captions of the paragraphs that were typed as such.
pub(super) fn adopt(document: &mut Document) {
    visit_blocks_mut(document, &mut adopt::adopt);
}

/// Decides about every typed label of a document.
pub(super) fn settle(
    document: &mut Document,
    title: Option<Title>,
    style: &Style,
    words: &'static Words,
    headings: &TypedNumbers,
    sink: &mut Sink,
) -> TypedCaptions {
    let choice = document.meta.numbers.as_ref().map(|choice| choice.value);
    let found = captions(document);
    let mut settled = TypedCaptions::default();
    if choice == Some(Numbers::None) {
        settled.silenced = KINDS.to_vec();
    }
    if found.iter().all(|caption| caption.label.is_none()) {
        return settled;
    }
    let counted = numbering::collect(
        document,
        title,
        style,
        words,
        &Typed { headings, captions: &TypedCaptions::default() },
        Default::default(),
        &mut Sink::new(),
    );
    let mut files: BTreeMap<SourceId, (Span, usize, usize)> = BTreeMap::new();
    let mut gone = HashMap::new();
    for kind in KINDS {
        let of_kind: Vec<&Found> = found.iter().filter(|caption| caption.kind == kind).collect();
        let typed: Vec<(&Found, &TypedLabel)> =
            of_kind.iter().filter_map(|caption| Some((*caption, caption.label.as_ref()?))).collect();
        let agrees = typed.iter().all(|(caption, label)| is_same(&counted, caption.node, label));
        let counts = choice == Some(Numbers::Count) || (choice.is_none() && agrees);
        if !counts && typed.len() * 2 >= of_kind.len() {
            settled.silenced.push(kind);
        }
        for (caption, label) in typed {
            gone.insert(caption.node, label.end);
            let file = files.entry(caption.span.source).or_insert((caption.span, 0, 0));
            if counts {
                file.2 += 1;
            } else {
                file.1 += 1;
                settled.labels.insert(caption.node, as_typed(label));
            }
        }
    }
    drop_labels(document, &gone);
    if choice.is_none() {
        files.into_values().for_each(|(span, kept, counted)| tell(span, kept, counted, sink));
    }
    settled
}

const KINDS: [CaptionKind; 3] = [CaptionKind::Figure, CaptionKind::Table, CaptionKind::Code];

/// A caption as it was found.
struct Found {
    kind: CaptionKind,
    node: NodeId,
    span: Span,
    label: Option<TypedLabel>,
}

fn captions(document: &Document) -> Vec<Found> {
    let mut found = Vec::new();
    crate::model::visit_blocks(document, &mut |block| {
        if let Some((kind, content)) = caption_of(block)
            && !block.attr.has_class("unnumbered")
            && own_kinds::of(&document.meta.wording, block).is_none()
        {
            let label = typed_label(&written_text(content), kind).filter(|label| is_plain(content, label.end));
            found.push(Found { kind, node: block.id, span: block.span, label });
        }
    });
    found
}

fn caption_of(block: &Block) -> Option<(CaptionKind, &[Inline])> {
    match &block.kind {
        BlockKind::Figure(figure) if !figure.caption.is_empty() => Some((CaptionKind::Figure, &figure.caption)),
        BlockKind::Table(table) => Some((CaptionKind::Table, table.caption.as_deref()?)),
        BlockKind::Code(code) => Some((CaptionKind::Code, code.caption.as_deref()?)),
        _ => None,
    }
}

/// Whether the first bytes of a content are text, so that they can be taken away.
fn is_plain(content: &[Inline], bytes: usize) -> bool {
    let mut rest = content.to_vec();
    drop_beginning(&mut rest, bytes) == 0
}

/// Whether counting gives a caption the number that was typed.
fn is_same(counted: &Anchors, caption: NodeId, typed: &TypedLabel) -> bool {
    let label = counted.of(caption).and_then(|numbered| numbered.label.as_ref());
    label.is_some_and(|label| {
        let number = format!("{}{}", label.chapter, label.ordinal);
        let parts: Vec<&str> = number.split(['-', '.', '–', '—', '－']).collect();
        parts == typed.parts
    })
}

/// The label as it was typed.
fn as_typed(label: &TypedLabel) -> Label {
    Label { before: label.word.clone(), chapter: String::new(), ordinal: label.number.clone(), after: String::new() }
}

fn drop_labels(document: &mut Document, gone: &HashMap<NodeId, usize>) {
    visit_blocks_mut(document, &mut |blocks| {
        for block in blocks {
            let Some(bytes) = gone.get(&block.id) else { continue };
            let content = match &mut block.kind {
                BlockKind::Figure(figure) => &mut figure.caption,
                BlockKind::Table(table) => table.caption.get_or_insert_default(),
                BlockKind::Code(code) => code.caption.get_or_insert_default(),
                _ => continue,
            };
            drop_beginning(content, *bytes);
            // A caption that is only a label is one all the same.
            if content.is_empty() {
                content.push(Inline::new(InlineKind::Text(String::new()), block.span));
            }
        }
    });
}

/// Tells once a file what became of its typed labels.
fn tell(span: Span, kept: usize, counted: usize, sink: &mut Sink) {
    let what = match (kept, counted) {
        (1, 0) => message!("this caption has a typed number, which is printed as typed"),
        (0, 1) => message!("the typed number of this caption is counted instead, with the same result"),
        (_, 0) => message!("{kept} captions have typed numbers, which are printed as typed", kept),
        (0, _) => {
            message!("the typed numbers of {counted} captions are counted instead, with the same result", counted)
        }
        (_, _) => message!(
            "{all} captions have typed numbers: {kept} are printed as typed, {counted} counted with the same result",
            all = kept + counted,
            kept,
            counted
        ),
    };
    let hint = if kept > 0 {
        "leave the numbers out to have them counted, or write `numbers: typed` in the front matter"
    } else {
        "leave the numbers out and refer by ids such as `{#fig:id}`, or write `numbers: count` in the front matter"
    };
    sink.push(Diagnostic::warning(Code::TypedNumber, span, what).hint(hint));
}
