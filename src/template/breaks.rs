//! Where pages begin and end by what paragraphs say.
//!
//! It must not know what the paragraphs are for.

use super::text::Paragraph;
use crate::ooxml::Element;

/// Whether a page begins with what a child says, and whether one ends with it.
pub(super) fn breaks(child: &Element) -> (bool, bool) {
    let (mut begins, mut ends, mut is_empty) = (false, false, true);
    for element in child.descendants() {
        match element.name.as_ref() {
            "w:t" if !element.own_text().trim().is_empty() => (is_empty, ends) = (false, false),
            "w:lastRenderedPageBreak" => begins |= is_empty,
            _ if is_page_break(element) => {
                begins |= is_empty;
                ends = true;
            }
            _ => {}
        }
    }
    // A paragraph with nothing but a break ends the page.
    (begins && !(is_empty && ends), ends)
}

/// Whether an element breaks the page (ECMA-376-1 §17.18.4).
pub(super) fn is_page_break(element: &Element) -> bool {
    element.name == "w:br" && element.attribute("w:type") == Some("page")
}

/// Whether breaks set most of some paragraphs at the head of a page: of those that
/// have text before them, for the first of all begins one anyway.
pub(super) fn before_most(some: &[&Paragraph<'_>], all: &[Paragraph<'_>]) -> bool {
    let places = some.iter().filter_map(|paragraph| {
        let at = all.partition_point(|other| other.top < paragraph.top);
        all[..at].iter().any(|other| other.count() > 0).then_some(at)
    });
    let begun: Vec<bool> = places.map(|at| begins_page(all, at)).collect();
    begun.len() > 1 && begun.iter().filter(|begins| **begins).count() * 2 > begun.len()
}

/// Whether a break stands before a paragraph, perhaps with blank lines between.
fn begins_page(all: &[Paragraph<'_>], at: usize) -> bool {
    let own = all.get(at).is_some_and(|paragraph| breaks_before_text(paragraph.element));
    let before = all[..at].iter().rev().take_while({
        let mut is_behind = false;
        move |paragraph| !std::mem::replace(&mut is_behind, paragraph.count() > 0)
    });
    let ends = |paragraph: &Paragraph<'_>| {
        breaks(paragraph.element).1 || (section(paragraph).is_some() && !is_continuous(&all[at..]))
    };
    own || before.into_iter().any(ends)
}

/// Whether a paragraph begins with a break, which is no guess of where the last layout
/// had one.
fn breaks_before_text(paragraph: &Element) -> bool {
    let marks = paragraph.descendants().into_iter();
    let mut marks = marks.filter(|element| element.name == "w:t" || is_page_break(element));
    marks.next().is_some_and(is_page_break)
}

fn section<'a>(paragraph: &Paragraph<'a>) -> Option<&'a Element> {
    paragraph.element.path(&["w:pPr", "w:sectPr"])
}

/// Whether the section of the first of some paragraphs goes on on the same page
/// (ECMA-376-1 §17.6.22).
fn is_continuous(paragraphs: &[Paragraph<'_>]) -> bool {
    let kind = paragraphs.iter().find_map(section).and_then(|section| section.child("w:type"));
    kind.and_then(Element::value) == Some("continuous")
}
