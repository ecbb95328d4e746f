//! What is formatted directly: what more than half of the characters of some
//! paragraphs carry over their style, which becomes the style's.
//!
//! It must not know what the paragraphs are for.

use std::collections::BTreeMap;

use super::properties::Properties;
use super::styles::Styles;
use super::text::{Paragraph, run_text, runs};
use crate::ooxml::Element;

/// Settings of paragraphs that only mean something together.
const PARAGRAPH: [&[&str]; 8] = [
    &["spacing/line", "spacing/lineRule"],
    &["spacing/before", "spacing/beforeLines", "spacing/beforeAutospacing"],
    &["spacing/after", "spacing/afterLines", "spacing/afterAutospacing"],
    &["ind/firstLine", "ind/firstLineChars", "ind/hanging", "ind/hangingChars"],
    &["ind/left", "ind/leftChars", "ind/start", "ind/startChars"],
    &["ind/right", "ind/rightChars", "ind/end", "ind/endChars"],
    &["jc"],
    &["pageBreakBefore"],
];
/// Those of runs.
const RUN: [&[&str]; 6] = [
    &["sz"],
    &["b"],
    &["color"],
    &["rFonts/ascii", "rFonts/asciiTheme"],
    &["rFonts/hAnsi", "rFonts/hAnsiTheme"],
    &["rFonts/eastAsia", "rFonts/eastAsiaTheme"],
];
/// What of a style that is dressed anew stays: how it breaks and counts.
const KEPT: [&str; 4] = ["w:keepNext", "w:keepLines", "w:outlineLvl", "w:numPr"];

/// Settings with how many characters carry them.
type Counts = BTreeMap<Vec<(&'static str, String)>, usize>;

/// What more than half of the characters carry.
pub(super) fn of(paragraphs: &[&Paragraph<'_>], styles: &Styles) -> Properties {
    let total: usize = paragraphs.iter().map(|paragraph| paragraph.count()).sum();
    let mut counts: Vec<Counts> = vec![Counts::new(); PARAGRAPH.len() + RUN.len()];
    for paragraph in paragraphs {
        let own = paragraph.own();
        for (group, counts) in PARAGRAPH.iter().zip(&mut counts) {
            *counts.entry(chosen(&own, group)).or_default() += paragraph.count();
        }
        for run in runs(paragraph.element) {
            let count = run_text(run).trim().chars().count();
            let own = of_run(run, styles);
            for (group, counts) in RUN.iter().zip(&mut counts[PARAGRAPH.len()..]) {
                *counts.entry(chosen(&own, group)).or_default() += count;
            }
        }
    }
    let most = counts.into_iter().filter_map(|counts| counts.into_iter().find(|(_, count)| count * 2 > total));
    let mut found = Properties::default();
    most.flat_map(|(settings, _)| settings).for_each(|(path, value)| found.set(path, value));
    found
}

/// What a run says itself, and by its style of characters.
fn of_run(run: &Element, styles: &Styles) -> Properties {
    let Some(own) = run.child("w:rPr") else { return Properties::default() };
    let style = own.child("w:rStyle").and_then(Element::value);
    let mut all = style.map(|id| styles.said(id)).unwrap_or_default();
    all.overlay(&Properties::read(own));
    all
}

/// The settings of a group that are given. Colour is that of black only: texts
/// in another one say what to do, and are no text of the finished document.
fn chosen(own: &Properties, group: &[&'static str]) -> Vec<(&'static str, String)> {
    let is_said = |path: &&str, value: &str| *path != "color" || matches!(value, "auto" | "000000");
    let given = group.iter().filter_map(|path| Some((*path, own.get(path).filter(|value| is_said(path, value))?)));
    given.map(|(path, value)| (path, value.to_owned())).collect()
}

/// Writes settings into a style.
pub(super) fn put(style: &mut Element, settings: &Properties) {
    for group in PARAGRAPH.iter().chain(&RUN) {
        if !group.iter().any(|path| settings.get(path).is_some()) {
            continue;
        }
        let properties = if PARAGRAPH.contains(group) { "w:pPr" } else { "w:rPr" };
        style.update(properties, |properties| {
            for path in *group {
                let (name, key) = path.split_once('/').unwrap_or((path, "val"));
                let (name, key) = (format!("w:{name}"), format!("w:{key}"));
                let value = settings.get(path).map(str::to_owned);
                if properties.child(&name).is_none() {
                    properties.push(Element::new(name.clone()));
                }
                for child in properties.elements_mut().filter(|child| child.name == name) {
                    child.attributes.retain(|(known, _)| *known != key);
                    value.clone().into_iter().for_each(|value| child.set(key.clone(), value));
                }
            }
        });
    }
}

/// Writes settings into a style that had no use: of its own looks none stays.
pub(super) fn dress(style: &mut Element, base: &str, settings: &Properties) {
    style.update("w:pPr", |properties| properties.retain(|child| KEPT.contains(&child.name.as_ref())));
    style.retain(|child| !matches!(child.name.as_ref(), "w:rPr" | "w:basedOn"));
    style.push(Element::val("w:basedOn", base.to_owned()));
    put(style, settings);
}
