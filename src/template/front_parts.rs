//! What stands before the chapters by what it says: the headings of abstracts with the
//! text under them, and the heading of the contents.
//!
//! It must not know how any of it looks.

use super::found::Part;
use super::text::{Paragraph, Place};

/// The headings of abstracts, without blanks and capitals.
const ABSTRACTS: [&str; 7] = ["摘要", "中文摘要", "英文摘要", "内容摘要", "论文摘要", "内容提要", "abstract"];
/// What an abstract in one paragraph begins with.
const LED: [&str; 8] = ["摘要：", "摘要:", "【摘要】", "[摘要]", "［摘要］", "abstract:", "abstract：", "abstract—"];
/// The headings of contents.
const CONTENTS: [&str; 5] = ["目录", "目次", "目錄", "contents", "tableofcontents"];
/// What the line of keywords begins with, which ends an abstract.
const KEYWORDS: [&str; 5] = ["关键词", "关键字", "【关键词】", "keyword", "indexterms"];
/// How many paragraphs an abstract has at the most.
const LONGEST: usize = 20;

/// The parts of the paragraphs of abstracts. `level` tells whether a paragraph is a
/// heading.
pub(super) fn abstracts(paragraphs: &[Paragraph<'_>], level: impl Fn(&Paragraph<'_>) -> bool) -> Vec<Option<Part>> {
    let mut parts = vec![None; paragraphs.len()];
    // How many paragraphs of an abstract may follow.
    let mut left = 0;
    for (paragraph, part) in paragraphs.iter().zip(&mut parts) {
        let bare = bare(&paragraph.text);
        if bare.is_empty() {
            continue;
        }
        if paragraph.place != Place::Text {
            left = 0;
        } else if ABSTRACTS.contains(&bare.as_str()) {
            (*part, left) = (Some(Part::AbstractTitle), LONGEST);
        } else if LED.iter().any(|start| bare.starts_with(start)) && bare.chars().count() > LONGEST {
            *part = Some(Part::Abstract);
        } else if KEYWORDS.iter().any(|start| bare.starts_with(start)) || level(paragraph) {
            left = 0;
        } else if left > 0 {
            (*part, left) = (Some(Part::Abstract), left - 1);
        }
    }
    // In the rules of a school 摘要 is a heading as any other.
    let titles = parts.iter().filter(|part| **part == Some(Part::AbstractTitle)).count();
    let mut seen = 0;
    for part in &mut parts {
        seen += usize::from(*part == Some(Part::AbstractTitle));
        if seen > 2 && titles > 2 {
            *part = None;
        }
    }
    parts
}

/// Which paragraph heads the contents: the one with entries behind it, else the first
/// that says so.
pub(super) fn contents_title(paragraphs: &[Paragraph<'_>], is_entry: impl Fn(&Paragraph<'_>) -> bool) -> Option<usize> {
    let is_title = |paragraph: &Paragraph<'_>| {
        CONTENTS.contains(&bare(&paragraph.text).as_str()) && paragraph.element.path(&["w:pPr", "w:sectPr"]).is_none()
    };
    let all: Vec<usize> = (0..paragraphs.len()).filter(|at| is_title(&paragraphs[*at])).collect();
    let leads = |at: &&usize| paragraphs[**at + 1..].iter().find(|next| next.count() > 0).is_some_and(&is_entry);
    all.iter().find(leads).or(all.first()).copied()
}

fn bare(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect()
}
