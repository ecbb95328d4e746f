//! Lists of LaTeX that are open, and their items as Markdown writes them.

use super::Writer;
use super::label::Numbers;
use super::sign;
use crate::model::TypedNumber;

/// What a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `itemize`; whether it names a sign of its own.
    Bullets(bool),
    /// `enumerate`.
    Numbers(Numbers),
    /// `description`, or a list of which each item has a label.
    Terms,
}

/// A list that is open.
pub(super) struct List {
    kind: Kind,
    /// The number of its first item.
    first: u32,
    /// How many items it has.
    items: u32,
    /// How far its marks are indented.
    indent: usize,
    /// How far the text of its items is indented.
    inner: usize,
    /// An item of which nothing is written yet, with its label.
    waiting: Option<Waiting>,
}

struct Waiting {
    label: Option<(String, usize)>,
    /// What is printed in place of the bullet.
    marker: Option<String>,
    number: usize,
}

impl Writer<'_> {
    pub(super) fn begin(&mut self, kind: Kind, number: usize) {
        match self.open.last() {
            Some(_) => self.settle(number),
            None => self.blank(number),
        }
        // The mark of an item holds the list that begins behind it.
        if let Some(true) = self.open.last().map(|list| list.waiting.is_some()) {
            let lead = self.lead(number);
            self.push(lead.trim_end(), "", number, 0);
        }
        let indent = self.indent();
        if std::mem::take(&mut self.apart) {
            // It must not join the list before it.
            let lead = " ".repeat(indent);
            self.blank(number);
            self.push(&lead, "<!-- -->", number, 0);
            self.blank(number);
        }
        let (kind, first) = self.numbered(kind);
        self.open.push(List { kind, first, items: 0, indent, inner: indent + 2, waiting: None });
    }

    /// A list with its first number; what resumes goes on behind the list that
    /// ended last at its depth.
    fn numbered(&self, kind: Kind) -> (Kind, u32) {
        let Kind::Numbers(numbers) = kind else { return (kind, 1) };
        let before = self.ended.get(&self.open.len()).filter(|_| numbers.resumes);
        let first = numbers.first.or(before.map(|(next, _)| *next)).unwrap_or(1);
        let typed = numbers.typed.or(before.and_then(|(_, typed)| *typed)).or_else(|| self.default_of(self.open.len()));
        (Kind::Numbers(Numbers { typed, ..numbers }), first)
    }

    /// How the lists that stand in so many others are numbered, where that was said.
    fn default_of(&self, depth: usize) -> Option<TypedNumber> {
        let numbered = self.open.iter().take(depth).filter(|list| matches!(list.kind, Kind::Numbers(_))).count();
        let own = self.numbering.get(&Some(numbered + 1));
        own.or_else(|| self.numbering.get(&None)).copied()
    }

    pub(super) fn item(&mut self, label: Option<(&str, usize)>, number: usize) {
        self.settle(number);
        self.apart = false;
        let Some(list) = self.open.last_mut() else { return };
        let plain =
            |label: &str| matches!(label.trim(), "$\\bullet$" | "$\\cdot$" | "$\\circ$" | "$\\ast$" | "\\textbullet");
        let label = label.filter(|(label, _)| !plain(label));
        let of_bullet = label.filter(|_| matches!(list.kind, Kind::Bullets(_)));
        let marker = of_bullet.and_then(|(label, _)| sign::read(label));
        let label = label.filter(|_| marker.is_none());
        let label = label.filter(|(label, _)| list.kind == Kind::Terms || label.chars().any(char::is_alphanumeric));
        list.waiting = Some(Waiting { label: label.map(|(label, at)| (label.trim().to_owned(), at)), marker, number });
    }

    pub(super) fn end(&mut self, number: usize) {
        self.settle(number);
        if let Some(List { kind: Kind::Numbers(Numbers { typed, .. }), first, items, .. }) = self.open.pop() {
            self.ended.insert(self.open.len(), (first.saturating_add(items), typed));
        }
        match self.open.is_empty() {
            true => self.blank(number),
            false => self.apart = true,
        }
        self.apart = true;
    }

    /// Writes the mark of an item that has no text.
    fn settle(&mut self, number: usize) {
        if self.open.last().is_some_and(|list| list.waiting.is_some()) {
            let lead = self.lead(number);
            self.push(lead.trim_end(), "", number, 0);
        }
    }

    /// How far the text of what is open is indented.
    pub(super) fn indent(&self) -> usize {
        self.open.last().map_or(0, |list| list.inner)
    }

    /// What stands before the next line: the mark of an item that waits for its text,
    /// or the indent of the item.
    pub(super) fn lead(&mut self, number: usize) -> String {
        let Some(list) = self.open.last_mut() else { return String::new() };
        let Some(waiting) = list.waiting.take() else { return " ".repeat(list.inner) };
        list.items += 1;
        let blanks = " ".repeat(list.indent);
        let mark = match list.kind {
            Kind::Bullets(_) => "-".to_owned(),
            Kind::Numbers(_) => format!("{}.", list.first.saturating_add(list.items - 1)),
            Kind::Terms => ":".to_owned(),
        };
        list.inner = list.indent + mark.len() + 1;
        let first = list.items == 1;
        if let (true, Kind::Numbers(Numbers { typed: Some(typed), .. })) = (first, list.kind) {
            self.next_typed = Some((list.indent, typed));
        }
        self.next_marker = waiting.marker.map(|marker| (list.indent, marker));
        let terms = list.kind == Kind::Terms;
        let label = waiting.label;
        if terms {
            if !first {
                self.blank(number);
            }
            let (label, at) = label.unwrap_or_default();
            let term = if label.is_empty() { "\u{a0}" } else { &label };
            self.push(&blanks, term, waiting.number, at);
            return format!("{blanks}{mark} ");
        }
        match label {
            Some((label, _)) => format!("{blanks}{mark} {label} "),
            None => format!("{blanks}{mark} "),
        }
    }
}
