//! Links of raw Typst whose address no link may have: they are refused, for a PDF reader
//! follows them with a click.

use std::collections::BTreeSet;

use typst::foundations::NativeElement as _;
use typst::introspection::Introspector as _;
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkElem, LinkTarget};
use typst::syntax::Source;
use typst_layout::PagedDocument;

use super::blame;
use crate::diag::{Code, Diagnostic, Message, Result, Span, message};
use crate::model::scheme;
use crate::write::typst::TypstSource;

/// How deep frames are looked into; the typesetter nests them less.
const MAX_DEPTH: usize = 2_000;

/// Refuses pages with such links.
///
/// # Errors
///
/// Each such address, at the place of its link where that is known.
pub(super) fn check(document: &PagedDocument, text: &Source, source: &TypstSource) -> Result<()> {
    let mut refused: BTreeSet<&str> = BTreeSet::new();
    document.pages().iter().for_each(|page| look(&page.frame, 0, &mut refused));
    if refused.is_empty() {
        return Ok(());
    }
    let links = document.introspector().query(&LinkElem::ELEM.select());
    let place = |address: &str| -> Option<Span> {
        let leads_there =
            |link: &LinkElem| matches!(&link.dest, LinkTarget::Dest(Destination::Url(url)) if url.as_str() == address);
        let found = links.iter().find(|link| link.to_packed::<LinkElem>().is_some_and(|link| leads_there(link)))?;
        source.origin(blame::range(text, found.span())?.start)
    };
    let error = |address: &str| Diagnostic::error(Code::LinkTarget, place(address), said(address));
    Err(refused.into_iter().map(error).collect())
}

fn said(address: &str) -> Message {
    match scheme(address) {
        Some((scheme, _)) => message!("links of the scheme “{scheme}:” are not allowed", scheme),
        None => {
            message!("“{written}” is neither an address on the web nor an anchor of this document", written = address)
        }
    }
}

/// Collects the addresses that no link may have.
fn look<'a>(frame: &'a Frame, depth: usize, refused: &mut BTreeSet<&'a str>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) if depth < MAX_DEPTH => look(&group.frame, depth + 1, refused),
            FrameItem::Link(Destination::Url(url), _) if !scheme(url).is_some_and(|(_, allowed)| allowed) => {
                refused.insert(url.as_str());
            }
            _ => {}
        }
    }
}
