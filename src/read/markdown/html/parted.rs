//! A block of HTML goes on to the next blank line in CommonMark, over the fences of
//! containers and other lines of ours that stand in it: it is parted at them.
//!
//! What stands behind such a line is HTML again if it begins with a tag, else
//! Markdown.

use comrak::nodes::{Node, NodeHtmlBlock};

use super::super::mask::{Kind, Mask, index_of};
use super::super::positions::{Positions, lines};
use super::super::{Depth, Reader};
use super::Flow;

/// The kind of block that `<p>`, `<div>` and their like begin (CommonMark, 4.6).
const ELEMENTS: u8 = 6;

impl<'a> Reader<'_, 'a, '_> {
    /// A block of HTML with the lines of ours that comrak took into it.
    pub(in crate::read::markdown) fn parted_html(
        &mut self,
        node: Node<'a>,
        block: &NodeHtmlBlock,
        flow: &mut Flow<'a>,
    ) {
        let first = node.data().sourcepos.start.line;
        let list: Vec<&str> = lines(&block.literal).map(|(_, line)| line).collect();
        let mut options = false;
        let mut parting = |(at, line): (usize, &&str)| {
            let mask = self.parting(first + at, line, options);
            options = mask.is_some_and(|mask| matches!(mask.kind, Kind::Directive | Kind::Rest));
            mask
        };
        let masks: Vec<Option<Mask>> = list.iter().enumerate().map(&mut parting).collect();
        if block.block_type < ELEMENTS || masks.iter().all(Option::is_none) || keeps_lines(&block.literal) {
            let span = self.span_of(node);
            return self.html_block(&block.literal, span, flow);
        }
        let mut from = 0;
        for (at, mask) in masks.iter().enumerate() {
            let Some(mask) = *mask else { continue };
            self.html_part(&list[from..at], first + from, from == 0, flow);
            if mask.kind != Kind::Rest {
                if self.closes_container(mask) {
                    self.leave_elements(flow);
                }
                self.directive(mask, flow.fold());
            }
            from = at + 1;
        }
        self.html_part(&list[from..], first + from, from == 0, flow);
    }

    /// The mask in a line of the block, if it parts it; `options` says whether it
    /// may be an option of the directive above it.
    fn parting(&self, number: usize, line: &str, options: bool) -> Option<Mask> {
        let mask = self.masks.get(index_of(line.trim().strip_prefix("# ")?)?)?;
        let parts = match mask.kind {
            Kind::Colons | Kind::PageBreak | Kind::Directive | Kind::Admonition | Kind::Tab => true,
            Kind::End | Kind::Label => true,
            Kind::Rest => options,
            _ => false,
        };
        (parts && mask.line + 1 == number).then_some(mask)
    }

    /// The lines between two such lines, of which `number` is the first.
    fn html_part(&mut self, list: &[&str], number: usize, opens: bool, flow: &mut Flow<'a>) {
        let Some(first) = list.iter().find(|line| !line.trim().is_empty()) else { return };
        let is_html = opens || first.trim_start().starts_with('<');
        let text = list.join("\n");
        let start = |(at, line): (usize, &&str)| {
            let whole = self.masks.lines.get(number + at - 1).map_or("", |(_, whole)| whole);
            self.positions.at(number + at, 1) + whole.len().saturating_sub(line.len())
        };
        let starts: Vec<usize> = list.iter().enumerate().map(start).collect();
        if is_html {
            let end = starts.last().map_or(0, |start| start + list.last().map_or(0, |line| line.len()));
            let span = self.shared.span(starts.first().copied().unwrap_or(end), end);
            return self.html_block(&text, span, flow);
        }
        let text = self.masks.restore(&text).into_owned();
        let depth = Depth { blocks: flow.depth(), quotes: flow.quotes(), inlines: 0 };
        for block in self.shared.blocks(&text, Positions::of_lines(starts), depth) {
            self.flow(block, flow);
        }
    }
}

/// Whether a comment or `<pre>` stands in it, whose lines are its own.
fn keeps_lines(html: &str) -> bool {
    html.contains("<!--") || html.contains("<pre")
}
