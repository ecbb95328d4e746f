//! The lists before the text: contents, figures, tables.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Sink, message};
use crate::model::resolved::{
    AnchorId, Block, BlockKind, Caption, CaptionKind, Inline, InlineKind, Listing, ListingEntry, ListingKind, visit_in,
};
use crate::model::{Bounds, document};
use crate::style::{Style, Words};

/// Collects the lists that the document or the style asks for; a list without
/// entries is left out. `listed` is what they print of headings and captions
/// that cite, without the citations. `front` stands before the text, behind the
/// lists themselves. Each prints as many entries as the bounds allow.
pub(super) fn collect(
    meta: &document::Meta,
    style: &Style,
    words: &Words,
    [front, blocks]: [&[Block]; 2],
    listed: &BTreeMap<AnchorId, Vec<Inline>>,
    bounds: Bounds,
    sink: &mut Sink,
) -> Vec<Listing> {
    let depth = meta.toc_depth.unwrap_or(style.contents.depth).clamp(1, 6);
    let own = &meta.wording;
    let contents = own.contents.as_deref().unwrap_or(words.contents);
    let wanted = [
        (meta.toc.unwrap_or(style.contents.show), ListingKind::Contents { depth }, contents),
        (meta.lof.unwrap_or(false), ListingKind::Figures, own.figures.as_deref().unwrap_or(words.figures)),
        (meta.lot.unwrap_or(false), ListingKind::Tables, own.tables.as_deref().unwrap_or(words.tables)),
    ];
    let lists = wanted.into_iter().filter(|(wanted, ..)| *wanted).map(|(_, kind, heading)| {
        let mut entries = Vec::new();
        gather(kind, front, &mut entries);
        entries.iter_mut().for_each(|entry| entry.in_front = true);
        gather(kind, blocks, &mut entries);
        for entry in &mut entries {
            if let Some(listed) = listed.get(&entry.anchor) {
                entry.content = plain(listed);
            }
        }
        bound(&mut entries, heading, bounds.contents, sink);
        Listing { kind, heading: heading.to_owned(), entries }
    });
    lists.filter(|front| !front.entries.is_empty()).collect()
}

/// Leaves out the deepest levels of a list that is too long, then its end.
fn bound(entries: &mut Vec<ListingEntry>, heading: &str, most: usize, sink: &mut Sink) {
    let whole = entries.len();
    while entries.len() > most {
        let deepest = entries.iter().map(|entry| entry.level).max().unwrap_or(1);
        if entries.iter().all(|entry| entry.level == deepest) {
            entries.truncate(most);
        }
        entries.retain(|entry| entry.level < deepest || entry.level == 1);
    }
    if entries.len() < whole {
        let message = message!(
            "“{heading}” would have {whole} entries; {count} of them are listed",
            heading,
            whole,
            count = entries.len()
        );
        let warning = Diagnostic::warning(Code::Unsupported, None, message);
        sink.push(warning.hint(message!(
            "list fewer levels with `toc-depth`; {max_entries} entries are the most (`contents` under [limits])",
            max_entries = most
        )));
    }
}

fn gather(kind: ListingKind, blocks: &[Block], entries: &mut Vec<ListingEntry>) {
    visit_in(blocks, &mut |block| match &block.kind {
        BlockKind::Heading(heading) => {
            if matches!(kind, ListingKind::Contents { depth } if heading.level <= depth) {
                let (level, anchor) = (heading.level, heading.anchor);
                let (label, content) = (heading.number.clone(), plain(&heading.content));
                entries.push(ListingEntry { level, label, content, anchor, in_front: false });
            }
        }
        BlockKind::Figure(figure) => caption(kind, figure.caption.as_ref(), entries),
        BlockKind::Table(table) => caption(kind, table.caption.as_ref(), entries),
        _ => {}
    });
}

fn caption(kind: ListingKind, caption: Option<&Caption>, entries: &mut Vec<ListingEntry>) {
    // Word's lists have one count, too.
    let Some(caption) = caption.filter(|caption| !caption.apart) else { return };
    let listed = matches!(
        (kind, caption.kind),
        (ListingKind::Figures, CaptionKind::Figure) | (ListingKind::Tables, CaptionKind::Table)
    );
    if listed {
        let label = caption.label.as_ref().map(|label| label.text() + &caption.delimiter);
        entries.push(ListingEntry {
            level: 1,
            label,
            content: plain(&caption.content),
            anchor: caption.anchor,
            in_front: false,
        });
    }
}

/// The text as a list prints it: without notes and links.
fn plain(content: &[Inline]) -> Vec<Inline> {
    let mut list = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::Run(_) | InlineKind::Math(_) => list.push(inline.clone()),
            InlineKind::Link { content, .. } | InlineKind::Reference { content, .. } => list.extend(plain(content)),
            InlineKind::Break
            | InlineKind::NoteRef { .. }
            | InlineKind::Picture(_)
            | InlineKind::Raw { .. }
            | InlineKind::CommentStart(_)
            | InlineKind::Comment(_) => {}
        }
    }
    list
}
