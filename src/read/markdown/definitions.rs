//! The places of a paragraph that begins with link definitions are set right:
//! comrak takes the definitions away and then counts the lines of the rest from
//! the first line of the paragraph on.
//!
//! It changes places in comrak's tree and nothing else.

use comrak::nodes::{LineColumn, Node, NodeValue};

use super::positions::lines;

/// Sets the places right in a whole tree that was parsed from `text`.
pub(super) fn settle(root: Node<'_>, text: &str) {
    if !text.contains("]:") {
        return;
    }
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    root.descendants().for_each(|node| settle_paragraph(node, &lines));
}

fn settle_paragraph(node: Node<'_>, lines: &[&str]) {
    let (first, last) = {
        let data = node.data();
        let underline = match &data.value {
            NodeValue::Paragraph => 0,
            NodeValue::Heading(heading) if heading.setext => 1,
            _ => return,
        };
        (data.sourcepos.start, data.sourcepos.end.line.saturating_sub(underline))
    };
    let Some(line) = lines.get(first.line.wrapping_sub(1)) else { return };
    if line.as_bytes().get(first.column.wrapping_sub(1)) != Some(&b'[') {
        return;
    }
    let Some(counted) = node.descendants().skip(1).map(|inner| inner.data().sourcepos.end.line).max() else { return };
    let gone = last.saturating_sub(counted);
    if gone == 0 {
        return;
    }
    let indent = |number: usize| match number == first.line {
        true => first.column - 1,
        false => lines.get(number - 1).map_or(0, |line| line.len() - line.trim_start_matches([' ', '\t', '>']).len()),
    };
    let moved = |place: LineColumn| {
        let column = (place.column + indent(place.line + gone)).saturating_sub(indent(place.line));
        LineColumn { line: place.line + gone, column }
    };
    for inner in node.descendants().skip(1) {
        let place = &mut inner.data_mut().sourcepos;
        (place.start, place.end) = (moved(place.start), moved(place.end));
    }
}
