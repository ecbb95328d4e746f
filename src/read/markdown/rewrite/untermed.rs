//! Definitions without a term become paragraphs: Material for MkDocs writes
//! `:   text` behind a comment from which a program of the site makes the term.
//!
//! The mark and the indent of the lines below it go; the caption of a table, which
//! begins with a colon too, stays.

use super::super::positions::{Positions, lines};
use super::super::scan::track_fence;

/// How far the lines of a definition are indented (PHP Markdown Extra).
const INDENT: usize = 4;

/// The text written anew with where its lines stand, if it has such a definition.
pub(super) fn rewrite(text: &str, positions: &Positions) -> Option<(String, Positions)> {
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let cuts = cuts(&lines)?;
    let mut out = String::with_capacity(text.len() + 1);
    let mut starts = Vec::with_capacity(lines.len());
    for ((number, line), cut) in lines.iter().enumerate().zip(cuts) {
        starts.push(positions.at(number + 1, 1) + cut);
        out.push_str(&line[cut..]);
        out.push('\n');
    }
    Some((out, Positions::of_lines(starts)))
}

/// How many bytes each line loses at its beginning; `None` if none loses any.
fn cuts(lines: &[&str]) -> Option<Vec<usize>> {
    let mut cuts = vec![0; lines.len()];
    let (mut fence, mut inside, mut is_found) = (None, false, false);
    // What stood above allows no definition of its own.
    let mut has_term = false;
    for (number, line) in lines.iter().enumerate() {
        let content = line.trim_start();
        let indent = line.len() - content.len();
        if content.is_empty() {
            continue;
        }
        if let Some(len) = mark(line).filter(|_| fence.is_none() && !has_term && !is_caption(&lines[number..])) {
            cuts[number] = len + comments(&line[len..]);
            (inside, is_found) = (true, true);
            continue;
        }
        let is_apart = number.checked_sub(1).is_none_or(|above| lines[above].trim().is_empty());
        inside &= indent >= INDENT || !is_apart;
        if inside {
            cuts[number] = if line.starts_with('\t') { 1 } else { indent_bytes(line) };
        } else {
            track_fence(indent, content, &mut fence);
            has_term = fence.is_some() || !is_no_term(content);
        }
    }
    is_found.then_some(cuts)
}

/// How many blanks up to the indent of a definition a line begins with.
fn indent_bytes(line: &str) -> usize {
    line.bytes().take(INDENT).take_while(|byte| *byte == b' ').count()
}

/// The length of `:   ` before the text of a definition.
fn mark(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(':')?;
    let text = rest.trim_start_matches([' ', '\t']);
    let blanks = &rest[..rest.len() - text.len()];
    (!text.trim().is_empty() && (blanks.len() >= INDENT - 1 || blanks.starts_with('\t'))).then_some(1 + blanks.len())
}

/// The length of the comments that a text begins with: a line that begins with one
/// would be nothing but HTML.
fn comments(text: &str) -> usize {
    let mut rest = text;
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|inner| inner.split_once("-->")) {
        rest = behind.trim_start();
    }
    text.len() - rest.len()
}

/// Whether a line is a comment or a heading, behind which a definition has no term.
fn is_no_term(content: &str) -> bool {
    let content = content.trim_end();
    content.starts_with('#')
        || (content.starts_with("<!--") && content.find("-->") == Some(content.len().wrapping_sub(3)))
}

/// Whether a table follows the paragraph that begins here.
fn is_caption(lines: &[&str]) -> bool {
    let mut below = lines.iter().skip_while(|line| !line.trim().is_empty()).filter(|line| !line.trim().is_empty());
    let starts_table = |line: &&str| line.contains('|') || line.starts_with(['+', '-']) || line.starts_with("<table");
    lines.iter().skip(1).take_while(|line| !line.trim().is_empty()).any(|line| line.starts_with(['|', '+']))
        || below.next().is_some_and(starts_table)
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::rewrite;

    #[test]
    fn what_stands_behind_a_comment_has_no_term() {
        let text = "<!-- option x -->\n\n:   <!-- 7.3 --> 甲\n    乙\n\n    ``` yaml\n    a:\n      b\n    ```\n\n丙";
        let (new, places) = rewrite(text, &Positions::verbatim(text, 0)).unwrap();
        assert_eq!(new, "<!-- option x -->\n\n甲\n乙\n\n``` yaml\na:\n  b\n```\n\n丙\n");
        assert_eq!(&text[places.at(3, 1)..][.."甲".len()], "甲");
        assert_eq!(&text[places.at(4, 1)..][.."乙".len()], "乙");
        let two = "# 题\n\n:   甲\n\n:   乙";
        assert_eq!(rewrite(two, &Positions::verbatim(two, 0)).unwrap().0, "# 题\n\n甲\n\n乙\n");
    }

    #[test]
    fn terms_and_captions_stay() {
        for text in [
            "词\n\n:   甲",
            "词\n:   甲\n\n:   乙",
            "<!-- x -->\n\n:   题\n\n| a |\n|---|\n| 1 |",
            "| a |\n|---|\n| 1 |\n\n:   题",
            "```\n<!-- x -->\n\n:   甲\n```",
            "<!-- x -->\n\n: 甲",
        ] {
            assert_eq!(rewrite(text, &Positions::verbatim(text, 0)).map(|found| found.0), None, "{text}");
        }
    }
}
