//! Where the pages of a template that are its own end and begin again.
//!
//! A cover is told from the head of a paper by the break of a page behind it.

use super::Text;
use super::sections::Sections;
use crate::ooxml::Element;
use crate::template::breaks::breaks;
use crate::template::found::Part;
use crate::template::outline::{is_kind, typed_number};
use crate::template::text::{Paragraph, Place};

/// How long a title is at the most, in characters.
const LONGEST: usize = 40;
/// What titles of a school's own pages hold.
const OWN: [&str; 21] = [
    "声明",
    "授权",
    "任务书",
    "成绩",
    "评阅",
    "评定",
    "评语",
    "评审",
    "承诺",
    "须知",
    "诚信",
    "答辩",
    "填写说明",
    "撰写说明",
    "编写说明",
    "使用说明",
    "填表说明",
    "审批表",
    "declaration",
    "authorization",
    "originality",
];
/// What fuzi writes itself: the titles of the pages at which the text begins.
const WRITTEN: [&str; 10] =
    ["摘要", "中文摘要", "英文摘要", "内容摘要", "abstract", "目录", "目次", "contents", "tableofcontents", "参考文献"];

/// How the bookmarks begin by which fuzi knows what it wrote.
const OURS: &str = "_fz_";

/// The ends of the template's own pages, as children of the body.
#[derive(Debug)]
pub(super) struct Bounds {
    /// How many stand before the text.
    pub(super) front: usize,
    /// The first that stands behind it.
    pub(super) back: usize,
    /// The titles of pages in the midst.
    pub(super) between: Vec<String>,
}

impl Bounds {
    pub(super) fn find(text: &Text<'_>, children: &[&Element], sections: &Sections) -> Self {
        let all = text.paragraphs.iter().zip(text.parts);
        let mut is_first_page = true;
        let (mut start, mut back, mut between) = (None, None::<(usize, String)>, Vec::new());
        let mut before = usize::MAX;
        for (paragraph, part) in all {
            let at = paragraph.top;
            let is_first = std::mem::replace(&mut before, at) != at;
            let begins = is_first && at > 0 && begins_page(text, children, sections, at);
            is_first_page &= !begins;
            if begins_text(paragraph, *part, is_first_page) {
                start = start.or(Some(at));
                between.extend(back.take().map(|(_, title)| title));
            } else if start.is_some() && back.is_none() && is_own_title(paragraph) {
                let is_title = part.is_some_and(|part| part.level().is_some()) || (is_first && begins);
                back = is_title.then(|| (at, paragraph.text.trim().to_owned()));
            }
        }
        let count = children.len();
        let front = start
            .map_or(0, |start| (1..=start).rev().find(|at| begins_page(text, children, sections, *at)).unwrap_or(0));
        Self { front, back: back.map_or(count, |(at, _)| at), between }
    }
}

/// Whether a paragraph is one at which the text begins or goes on.
fn begins_text(paragraph: &Paragraph<'_>, part: Option<Part>, is_first_page: bool) -> bool {
    let bare = bare(&paragraph.text);
    match paragraph.place {
        Place::Contents => return true,
        Place::Cell | Place::Layout => return false,
        Place::Text => {}
    }
    // What fuzi wrote is text, also in a template that was a file of ours.
    let is_ours = |mark: &Element| mark.attribute("w:name").is_some_and(|name| name.starts_with(OURS));
    if paragraph.element.elements().any(|mark| mark.name == "w:bookmarkStart" && is_ours(mark)) {
        return true;
    }
    let is_written =
        WRITTEN.contains(&bare.as_str()) || ["摘要：", "摘要:"].iter().any(|start| bare.starts_with(start));
    let is_heading = part.is_some_and(|part| part.level().is_some());
    let is_kind = is_first_page && is_kind(&paragraph.text);
    let is_numbered = typed_number(&paragraph.text).is_some();
    part == Some(Part::ContentsTitle)
        || is_written
        || (is_heading && !bare.is_empty() && (is_numbered || (!is_kind && !is_own_title(paragraph))))
}

/// Whether a paragraph says what pages of a school's own say over them.
fn is_own_title(paragraph: &Paragraph<'_>) -> bool {
    let bare = bare(&paragraph.text);
    bare.chars().count() <= LONGEST
        && !bare.ends_with(['。', '；', '，', '.', '：', ':'])
        && typed_number(&paragraph.text).is_none()
        && OWN.iter().any(|own| bare.contains(own))
}

fn bare(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Whether a page begins with a child of the body.
fn begins_page(text: &Text<'_>, children: &[&Element], sections: &Sections, at: usize) -> bool {
    let Some((child, before)) = children.get(at).zip(at.checked_sub(1)) else { return false };
    let after_break = children.get(before).is_some_and(|child| child.name == "w:p" && breaks(child).1);
    let first = text.paragraphs.get(text.paragraphs.partition_point(|paragraph| paragraph.top < at));
    let is_stated = first.filter(|first| first.top == at && child.name == "w:p").is_some_and(|first| {
        let mut all = text.styles.resolved(&first.style);
        all.overlay(&first.own());
        all.is_on("pageBreakBefore")
    });
    sections.ends_page(before) || after_break || is_stated || breaks(child).0
}
