//! What a PDF says between the pages that stand in it for those of a template.

use super::item::{Item, Kind};
use super::own_pages::own_pages;
use super::word::own_text;
use crate::word::Document;

/// Takes out what stands behind the last item of the text, on later pages: what says
/// nothing but a text, and pictures that are not known. Notes stand behind all items,
/// whatever their page.
fn drop_behind(pdf: &mut Vec<Item>, own: &str, word: &[Item]) {
    let is_note = |item: &Item| matches!(item.kind, Kind::Note | Kind::NoteLink);
    let is_picture = |item: &Item| matches!(item.kind, Kind::Picture | Kind::Drawn);
    let is_of_text = |item: &Item| !(is_note(item) || is_picture(item) || own.contains(&item.key));
    let Some(last) = pdf.iter().rposition(is_of_text) else { return };
    let page = pdf[last].page;
    let is_known = |item: &Item| word.iter().any(|other| other.kind == item.kind && other.key == item.key);
    let is_behind = |item: &Item| !is_note(item) && (item.page.is_none() || item.page > page);
    let rest = pdf.split_off(last + 1);
    pdf.extend(rest.into_iter().filter(|item| !is_behind(item) || (is_picture(item) && is_known(item))));
}

/// The items of a PDF without what stands in it for such pages of a Word file: what it
/// has before that with which the Word file begins, and its last pages that say nothing
/// else than those of the Word file, or show pictures that the text does not have.
#[must_use]
pub fn without_own_pages(mut pdf: Vec<Item>, document: &Document, word: &[Item]) -> Vec<Item> {
    let [before, behind] = own_pages(document);
    if behind {
        drop_behind(&mut pdf, &own_text(document), word);
    }
    if let Some(first) = word.iter().find(|item| before && !item.key.is_empty()) {
        // A title may be read as one paragraph with what comes behind it.
        let begins = |item: &Item| item.kind == first.kind && item.key.ends_with(&first.key);
        if let Some(start) = pdf.iter().position(begins) {
            pdf.drain(..start);
            pdf[0].key.clone_from(&first.key);
            pdf[0].text.clone_from(&first.text);
        }
    }
    pdf
}
