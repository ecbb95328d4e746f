//! Which style plays which part: not by its name alone, but by what the text of
//! the file uses it for; what is formatted directly moves into the styles.
//!
//! ```text
//! paragraphs ─ outline level, typed number, caption, entry of a list ─► part of each
//!           ─► the style that most of a part has ─► its name among the styles, its direct formatting in it
//! ```

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::Change;
use super::chosen::Chosen;
use super::found::Part;
use super::known::{HEADINGS, Known, known};
use super::outline::{caption, is_around, is_kind, outline_level, typed_number};
use super::properties::{Indent, Properties};
use super::styles::{Kind, Styles};
use super::text::{Paragraph, Place};
use super::{breaks, direct, front_parts, usage};
use crate::ooxml::Element;
use crate::style::numbering::Pattern;

/// What the text of a file uses.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The section with the chapters, from 0.
    pub(super) section: usize,
    /// Whether what stands before them is front matter with a heading.
    pub(super) has_front: bool,
    /// The numbers that are typed before headings, by level.
    pub(super) typed: [Option<Pattern>; 6],
    /// The part of each paragraph.
    pub(super) parts: Vec<Option<Part>>,
}

/// The paragraphs with their parts.
struct Sorting<'a> {
    styles: &'a Styles,
    chosen: &'a Chosen,
    paragraphs: &'a [Paragraph<'a>],
    parts: Vec<Option<Part>>,
    /// Whether each stands in a chapter.
    chapters: Vec<bool>,
    /// What is known of the styles that are used, by their ids.
    known: BTreeMap<&'a str, Known>,
    /// The style of running text.
    body: String,
}

/// Finds the uses, and writes them into the part with the styles.
pub(super) fn settle(paragraphs: &[Paragraph<'_>], styles: &mut Styles, part: &mut Element, chosen: &Chosen) -> Uses {
    chosen.ids.iter().for_each(|(part, id)| styles.assign(part.style(), id));
    let body = usage::body(paragraphs.iter(), styles);
    let (parts, chapters) = (vec![None; paragraphs.len()], vec![false; paragraphs.len()]);
    let mut sorting = Sorting { styles, chosen, paragraphs, parts, chapters, known: known(paragraphs, styles), body };
    sorting.sort();
    sorting.body = chosen.id(Part::Body).cloned().unwrap_or_else(|| sorting.body_of_chapters());
    let (section, has_front) = sorting.section();
    let mut uses = Uses { section, has_front, typed: sorting.typed(), parts: Vec::new() };
    let (assigned, changes) = sorting.changes(section);
    uses.parts = sorting.parts;
    for change in &changes {
        change.make(part);
    }
    *styles = Styles::read(part);
    chosen.ids.iter().for_each(|(part, id)| styles.assign(part.style(), id));
    assigned.into_iter().for_each(|(name, id)| styles.assign(name, &id));
    uses
}

impl Sorting<'_> {
    fn sort(&mut self) {
        let base = self.size_of_body();
        let (mut is_reference, mut is_chapter, mut is_cover) = (false, false, true);
        let abstracts = front_parts::abstracts(self.paragraphs, |paragraph| self.level(paragraph, base).is_some());
        let is_entry =
            |paragraph: &Paragraph<'_>| paragraph.place == Place::Contents || self.styles.is_contents(&paragraph.style);
        let contents = front_parts::contents_title(self.paragraphs, is_entry);
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let text = paragraph.text.trim();
            self.chapters[at] = is_chapter;
            if text.is_empty() || paragraph.place == Place::Layout {
                continue;
            }
            if paragraph.place == Place::Cell {
                self.parts[at] = is_chapter.then_some(Part::Table);
                continue;
            }
            let bare: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
            // The kind of the document may stand on its cover as a heading.
            let level = self.level(paragraph, base).filter(|_| !(is_cover && is_kind(text)));
            is_cover &= level.is_none();
            let chosen = self.chosen.part(&paragraph.style).filter(|part| *part != Part::Body);
            let part = match () {
                () if chosen.is_some() => chosen,
                () if contents == Some(at) => Some(Part::ContentsTitle),
                () if paragraph.place == Place::Contents => None,
                () if !is_chapter && abstracts[at].is_some() => abstracts[at],
                () if level.is_some() => level.and_then(|level| HEADINGS.get(level - 1)).copied(),
                () if let Some(is_table) = caption(text).filter(|_| self.is_caption(paragraph)) => {
                    Some(if is_table { Part::TableCaption } else { Part::FigureCaption })
                }
                () if is_reference => Some(Part::References).filter(|_| self.is_entry(paragraph)),
                () => None,
            };
            let lower = bare.to_lowercase();
            let heads_references = ["参考文献", "references", "bibliography"].contains(&lower.as_str());
            if heads_references || part.is_some_and(|part| part.level().is_some()) {
                is_reference = heads_references;
            }
            if part == Some(Part::Heading1) || heads_references {
                is_chapter = !is_around(text);
            }
            self.parts[at] = part;
        }
    }

    /// The style of running text in chapters, if there is any there.
    fn body_of_chapters(&self) -> String {
        let all = self.paragraphs.iter().zip(&self.parts).zip(&self.chapters);
        let within: Vec<&Paragraph<'_>> =
            all.filter(|((_, part), is)| part.is_none() && **is).map(|((paragraph, _), _)| paragraph).collect();
        let is_enough = within.iter().map(|paragraph| paragraph.count()).sum::<usize>() >= usage::ENOUGH;
        if is_enough { usage::body(within.into_iter(), self.styles) } else { self.body.clone() }
    }

    /// The size that most of running text shows.
    fn size_of_body(&self) -> f64 {
        let of_body: Vec<_> =
            self.paragraphs.iter().filter(|p| p.style == self.body && p.place == Place::Text).collect();
        let mut all = self.styles.resolved(&self.body);
        all.overlay(&direct::of(&of_body, self.styles));
        all.size().pt()
    }

    /// The level of a heading: that which its style states, else that of its
    /// typed number where it stands out from running text.
    fn level(&self, paragraph: &Paragraph<'_>, base: f64) -> Option<usize> {
        let known = self.known.get(paragraph.style.as_str())?;
        let stated = outline_level(&paragraph.own()).or(known.outline);
        let stated = stated.filter(|level| *level < 6 && paragraph.place == Place::Text && paragraph.count() > 0);
        if let Some(level) = stated.map(|level| level + 1).or(known.heading) {
            return Some(level);
        }
        if paragraph.place != Place::Text || known.is_taken {
            return None;
        }
        let (level, ..) = typed_number(&paragraph.text)?;
        let mut all = self.styles.resolved(&paragraph.style);
        all.overlay(&direct::of(&[paragraph], self.styles));
        let is_centred = all.get("jc") == Some("center") && level == 1;
        (all.is_on("b") || all.size().pt() > base + 0.4 || is_centred).then_some(level)
    }

    /// Whether a paragraph may be a caption: it is centred, or its style is one's.
    fn is_caption(&self, paragraph: &Paragraph<'_>) -> bool {
        let mut all = self.styles.resolved(&paragraph.style);
        all.overlay(&paragraph.own());
        paragraph.style != self.body || all.get("jc") == Some("center")
    }

    /// Whether a paragraph under the heading of references is an entry.
    fn is_entry(&self, paragraph: &Paragraph<'_>) -> bool {
        let own = paragraph.own();
        let hangs = own.indent("hanging") != Indent::Fixed(crate::length::Length::ZERO);
        hangs
            || own.numbering().is_some()
            || paragraph.text.trim().starts_with(['[', '［'])
            || paragraph.style != self.body
    }

    fn of<'s>(&'s self, part: Part) -> impl Iterator<Item = &'s Paragraph<'s>> {
        let all = self.paragraphs.iter().zip(&self.parts);
        all.filter(move |(_, known)| **known == Some(part)).map(|(paragraph, _)| paragraph)
    }

    /// The section whose chapters have most text, and whether front matter with
    /// a heading stands before it.
    fn section(&self) -> (usize, bool) {
        let count = self.paragraphs.last().map_or(0, |last| last.section) + 2;
        let (mut counts, mut fronts) = (vec![(false, 0_usize); count], vec![false; count]);
        for (paragraph, part) in self.paragraphs.iter().zip(&self.parts) {
            let (chapters, characters) = &mut counts[paragraph.section];
            match part {
                Some(Part::Heading1) if !is_around(&paragraph.text) => *chapters = true,
                Some(Part::Heading1 | Part::ContentsTitle | Part::AbstractTitle) => fronts[paragraph.section] = true,
                None if paragraph.place == Place::Text => *characters += paragraph.count(),
                _ => {}
            }
        }
        // Of those that have as much the last.
        let best = (0..count - 1).max_by_key(|at| counts[*at]).unwrap_or(0);
        let first = counts.iter().position(|(chapters, _)| *chapters).unwrap_or(best).min(best);
        (if counts[best].1 == 0 && !counts[best].0 { usize::MAX } else { best }, first > 0 && fronts[first - 1])
    }

    /// The pattern that most headings of each level begin with, as typed text.
    fn typed(&self) -> [Option<Pattern>; 6] {
        HEADINGS.map(|part| {
            let texts = self.of(part).filter(|p| !is_around(&p.text)).map(|paragraph| typed_number(&paragraph.text));
            let mut counts: BTreeMap<Option<String>, (usize, Option<Pattern>)> = BTreeMap::new();
            for found in texts {
                let pattern = found.map(|(_, pattern, _)| pattern);
                let entry = counts.entry(pattern.as_ref().map(ToString::to_string)).or_insert((0, pattern));
                entry.0 += 1;
            }
            let total: usize = counts.values().map(|(count, _)| count).sum();
            counts.into_values().find(|(count, _)| count * 2 > total).and_then(|(_, pattern)| pattern)
        })
    }

    /// Which style each part has where its name does not say so, and what is to
    /// change in the styles.
    fn changes(&self, section: usize) -> (Vec<(&'static str, String)>, Vec<Change>) {
        let (mut assigned, mut changes) = (Vec::new(), Vec::new());
        let normal = self.styles.normal().map(|entry| entry.id.clone()).unwrap_or_default();
        let parts = HEADINGS.into_iter();
        let others = [
            Part::FigureCaption,
            Part::TableCaption,
            Part::AbstractTitle,
            Part::Abstract,
            Part::ContentsTitle,
            Part::References,
            Part::Table,
        ];
        for part in parts.chain(others) {
            let all: Vec<&Paragraph<'_>> =
                self.of(part).filter(|p| part.level().is_none() || !is_around(&p.text)).collect();
            let all = if all.is_empty() { self.of(part).collect() } else { all };
            let Some(most) = self.most(&all) else { continue };
            let named = self.styles.named(part.style(), Kind::Paragraph).map(|entry| entry.id.clone());
            let named =
                named.filter(|id| part != Part::TableCaption || !self.of(Part::FigureCaption).any(|p| p.style == *id));
            let is_used = named.as_ref().is_some_and(|id| all.iter().any(|paragraph| paragraph.style == *id));
            // ABSTRACT may be the style of the heading, not of the text under it.
            let is_abstract = matches!(part, Part::AbstractTitle | Part::Abstract);
            let named = named.filter(|id| !is_abstract || is_used || self.paragraphs.iter().all(|p| p.style != *id));
            let chosen = self.chosen.id(part);
            let id = if let Some(chosen) = chosen {
                chosen.clone()
            } else if is_used {
                named.clone().unwrap_or_default()
            } else {
                most
            };
            let shown: Vec<&Paragraph<'_>> = all.into_iter().filter(|paragraph| paragraph.style == id).collect();
            let mut settings = direct::of(&shown, self.styles);
            if part == Part::Heading1 && breaks::before_most(&shown, self.paragraphs) {
                settings.set("pageBreakBefore", "1".to_owned());
            }
            // An abstract is no chapter: it is neither counted nor listed.
            let is_chapter = part == Part::AbstractTitle && self.is_heading(&id);
            if chosen.is_none() && (id == normal || id == self.body || is_chapter) {
                let (mut all, id) = match () {
                    () if is_chapter => (self.styles.resolved(&id), normal.clone()),
                    () if id == normal => (Properties::default(), id),
                    () => (self.styles.said(&id), id),
                };
                all.overlay(&settings);
                let own = named.unwrap_or_else(|| self.free(part.style()));
                assigned.push((part.style(), own.clone()));
                changes.push(Change {
                    id: own,
                    name: part.style(),
                    level: part.level(),
                    base: Some(id),
                    settings: all,
                    states_level: true,
                });
            } else {
                assigned.push((part.style(), id.clone()));
                let states_level = self.styles.resolved(&id).get("outlineLvl").is_none();
                changes.push(Change {
                    id,
                    name: part.style(),
                    level: part.level(),
                    base: None,
                    settings,
                    states_level,
                });
            }
        }
        self.running_text(section, &normal, &mut assigned, &mut changes);
        self.unused_contents(&mut changes);
        (assigned, changes)
    }

    /// Whether paragraphs of a style are headings of the outline, or counted.
    fn is_heading(&self, id: &str) -> bool {
        let known = self.known.get(id);
        known.is_some_and(|known| known.heading.is_some() || known.outline.is_some_and(|level| level < 9))
            || self.styles.resolved(id).numbering().is_some()
    }

    /// The style that most paragraphs have, of those that have as many the first.
    fn most(&self, paragraphs: &[&Paragraph<'_>]) -> Option<String> {
        let mut counts: BTreeMap<&String, (usize, Reverse<usize>)> = BTreeMap::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            counts.entry(&paragraph.style).or_insert((0, Reverse(at))).0 += 1;
        }
        counts.into_iter().max_by_key(|(_, rank)| *rank).map(|(id, _)| id.clone())
    }

    /// Running text, which gets a style of its own where it is formatted
    /// directly in the style that all others build on.
    fn running_text(
        &self,
        section: usize,
        normal: &str,
        assigned: &mut Vec<(&'static str, String)>,
        changes: &mut Vec<Change>,
    ) {
        let is_body = |p: &&Paragraph<'_>| p.style == self.body && p.place == Place::Text && p.count() > 0;
        let all = self.paragraphs.iter().zip(self.parts.iter().zip(&self.chapters));
        let texts: Vec<(&Paragraph<'_>, bool)> = all
            .filter(|(paragraph, (part, _))| part.is_none() && is_body(paragraph))
            .map(|(paragraph, (_, is_chapter))| (paragraph, *is_chapter))
            .collect();
        let only = |keep: &dyn Fn(&Paragraph<'_>, bool) -> bool| -> Vec<&Paragraph<'_>> {
            texts.iter().filter(|(paragraph, is_chapter)| keep(paragraph, *is_chapter)).map(|(p, _)| *p).collect()
        };
        let nearest = [only(&|_, is_chapter| is_chapter), only(&|p, _| p.section == section), only(&|_, _| true)];
        let nearest = nearest.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default();
        let settings = direct::of(&nearest, self.styles);
        if settings.is_empty() || self.body != normal || self.chosen.id(Part::Body).is_some() {
            assigned.push(("Body Text", self.body.clone()));
            changes.push(Change {
                id: self.body.clone(),
                name: "Body Text",
                level: None,
                base: None,
                settings,
                states_level: false,
            });
            return;
        }
        let named = self.styles.named("Body Text", Kind::Paragraph).map(|entry| entry.id.clone());
        let id = named.filter(|id| id != normal).unwrap_or_else(|| self.free("Body Text"));
        assigned.push(("Body Text", id.clone()));
        changes.push(Change {
            id,
            name: "Body Text",
            level: None,
            base: Some(normal.to_owned()),
            settings,
            states_level: false,
        });
    }

    /// A heading of the contents that no text has is as Word made it, in blue
    /// and in the theme's fonts: that is nobody's wish.
    fn unused_contents(&self, changes: &mut Vec<Change>) {
        let Some(entry) = self.styles.named("TOC Heading", Kind::Paragraph) else { return };
        if self.paragraphs.iter().any(|paragraph| paragraph.style == entry.id) {
            return;
        }
        if changes.iter().any(|change| change.id == entry.id) {
            return;
        }
        let mut settings = Properties::default();
        settings.set("color", "auto".to_owned());
        changes.push(Change {
            id: entry.id.clone(),
            name: "TOC Heading",
            level: None,
            base: None,
            settings,
            states_level: false,
        });
    }

    /// An id that no style has.
    fn free(&self, name: &str) -> String {
        let id: String = name.split(' ').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        if self.styles.get(&id).is_none() { id } else { format!("Shown{id}") }
    }
}
