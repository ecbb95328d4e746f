//! A Word file of our own becomes one that starts from a template: the parts
//! that stand around the text are the template's, with what it lacks added from
//! ours, and the text names the template's styles, lists, headers and footers.
//!
//! It works on the parts of a package that is complete, so no writer of blocks
//! needs to know of templates; what they reckon with is dressed in the
//! template's looks before ([`Template::dress`]).

mod copies;
mod fields;
mod margins;
mod numbering;
mod pages;
mod properties;
mod results;
mod settings;
mod styles;
mod text;

pub(super) use text::used_styles;

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink, message};
use crate::model::resolved::Meta;
use crate::ooxml::{Element, Package};
use crate::style::Style;
use crate::template::{Template, Values};
use crate::write::docx::properties::leader_tab;
use crate::write::docx::state::used_styles::gather_styles;

const STYLES: &str = "word/styles.xml";

/// What ties the text to the parts around it.
#[derive(Debug, Default)]
struct Ties {
    styles: styles::Names,
    /// What is added to the ids of our lists.
    lists: usize,
    margins: margins::HeaderFooter,
    /// Where the page numbers of contents and lists stand.
    tab: Element,
}

/// Makes a package start from a template.
pub(super) fn apply(template: &Template, style: &Style, meta: &Meta, package: &mut Package, sink: &mut Sink) {
    sink.extend(template.mended());
    let values = Values { given: &meta.given, fields: &style.template.fields };
    let filled = template.pages().filled(&values);
    filled.tell(sink);
    check_numbers(template, style, sink);
    // First, so that what only our headers and footers use is not missed.
    let margins = margins::take_over(template, &filled, package);
    let used = used_styles(package);
    let ours = package.tree(STYLES).cloned().unwrap_or_default();
    let names = styles::Names::new(template, &ours, &used, sink);
    let lists = numbering::first_free(template);
    package.change(STYLES, |ours| styles::merge(template, ours, &names, lists));
    package.change("word/numbering.xml", |ours| numbering::merge(template, ours, &names, lists));
    package.change("word/settings.xml", |ours| settings::merge(template, ours));
    package.change("word/fontTable.xml", |ours| settings::fonts(template, ours));
    package.change("docProps/custom.xml", |ours| properties::merge(template, &values, ours));
    let mut of_pages = BTreeSet::new();
    template.pages().elements().for_each(|page| gather_styles(page, &mut of_pages));
    let ids = used.iter().map(|ours| names.id(ours)).chain(of_pages.iter().map(String::as_str));
    let ids: BTreeSet<&str> = ids.collect();
    fields::refer(template, package, &ids, sink);
    let tab = leader_tab(style.contents.leader, style.page.text_width());
    let mut ties = Ties { styles: names, lists, margins, tab };
    text::rewrite(template, package, &ties);
    results::renew(template, package);
    std::mem::take(&mut ties.margins.pages).put(&template.pages().root, package);
}

/// Whether the template numbers headings as the style does: if not, the numbers
/// that were decided stand as text.
fn check_numbers(template: &Template, style: &Style, sink: &mut Sink) {
    let headings = template.headings();
    if headings.iter().all(Option::is_none) {
        return;
    }
    let differing = (1..=4_u8).find_map(|level| {
        let theirs = headings.get(usize::from(level) - 1)?.as_ref()?;
        let ours = style.heading(level).pattern().filter(|ours| theirs.pattern.as_ref() != Some(ours))?;
        let shown = theirs.pattern.as_ref().map_or_else(|| theirs.text.clone(), ToString::to_string);
        Some((level, shown, ours.to_string()))
    });
    if let Some((level, theirs, ours)) = differing {
        let message = message!(
            "the template numbers headings of level {level} as “{theirs}”, the style as “{ours}”; the numbers of the \
             style stand as text in the Word file",
            level,
            theirs,
            ours
        );
        let warning = Diagnostic::warning(Code::Template, None, message);
        sink.push(warning.hint("make a sheet from the template: fuzi styles import"));
    }
}
