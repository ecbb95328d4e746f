//! Written lists become printed ones: the marker of every item is decided here,
//! at any depth and count.

use super::Resolver;
use crate::length::Length;
use crate::model::document;
use crate::model::resolved::{Item, List, Marker};
use crate::model::{Counter, Delimiter, Numbering, TypedNumber};
use crate::style::Style;
use crate::style::numbering::Pattern;

/// The numbers of the lines of an algorithm: they go on in lists within it.
const LINE_OF_ALGORITHM: TypedNumber =
    TypedNumber { counter: Counter::Arabic, open: None, close: Some(':'), digits: 0 };

impl Resolver<'_> {
    /// A list that stands in so many others.
    pub(super) fn list(&mut self, list: &document::List, depth: usize) -> List {
        let marker = match (self.algorithm_lines, list.ordered) {
            (Some(lines), _) => Marker::Number { start: lines + 1, numbering: Numbering::Typed(LINE_OF_ALGORITHM) },
            (None, None) => Marker::Bullet,
            (None, Some(ordered)) => {
                Marker::Number { start: ordered.start, numbering: self.official_numbering(ordered.numbering, depth) }
            }
        };
        let item = |(at, item): (usize, &document::Item)| {
            let own = item.marker.clone().filter(|_| item.task.is_none() && marker == Marker::Bullet);
            Item {
                own: own.is_some(),
                marker: own.unwrap_or_else(|| printed(self.style, marker, item.task, depth, at)),
                task: item.task,
                blocks: Vec::new(),
                span: item.span,
            }
        };
        let items = list.items.iter().enumerate().map(item).collect();
        let mut resolved = List { marker, tight: list.tight, depth, items };
        let inset = self.inset(&resolved);
        for (item, written) in resolved.items.iter_mut().zip(&list.items) {
            if let Some(line) = &mut self.algorithm_lines {
                *line += 1;
                item.marker = LINE_OF_ALGORITHM.format(*line);
            }
            item.blocks = self.inset_blocks(&written.blocks, depth + 1, inset);
        }
        resolved
    }

    /// The numbers of a list in an official document go on where those of its
    /// heading end (GB/T 9704-2012 §7.3.3): 1. under （一）, （1） under 1., ① under
    /// （1）.
    fn official_numbering(&self, numbering: Numbering, depth: usize) -> Numbering {
        if !self.style.official.on || !matches!(numbering, Numbering::Styled(_)) {
            return numbering;
        }
        let typed = |counter, open, close| Numbering::Typed(TypedNumber { counter, open, close, digits: 0 });
        match usize::from(self.heading_level.saturating_sub(2)) + depth {
            0 => numbering,
            1 => typed(Counter::Arabic, Some('（'), Some('）')),
            _ => typed(Counter::Circled, None, None),
        }
    }

    /// How far the text of the items stands in.
    fn inset(&self, list: &List) -> Length {
        let (style, size) = (&self.style.list, self.style.body.size());
        let indent = if list.depth == 0 { style.indent.length(size) } else { Length::ZERO };
        indent + style.label_room(list.number_room(), size)
    }
}

/// What stands before an item, the `at`-th (from 0) of its list. The box of a
/// task stands for its number, which counts all the same. Numbers with signs of
/// their own are printed as they were typed, whatever the style.
fn printed(style: &Style, marker: Marker, task: Option<bool>, depth: usize, at: usize) -> String {
    let style = &style.list;
    match (task, marker) {
        (Some(done), _) => style.boxes.get(usize::from(done)).cloned().unwrap_or_default(),
        (None, Marker::Bullet) => style.bullets[depth % style.bullets.len()].clone(),
        (None, Marker::Number { start, numbering: Numbering::Typed(typed) }) => {
            typed.format(start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)))
        }
        (None, Marker::Number { start, numbering: Numbering::Styled(delimiter) }) => {
            let pattern = style.numbers[depth % style.numbers.len()].parse::<Pattern>().ok();
            let end = match delimiter {
                Delimiter::Period => ".",
                Delimiter::Paren => ")",
            };
            let number = start as usize + at;
            let text = pattern.filter(|_| number > 0).map(|pattern| pattern.format(&[number]));
            text.unwrap_or_else(|| number.to_string()) + end
        }
    }
}
