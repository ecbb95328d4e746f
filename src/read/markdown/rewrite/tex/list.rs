//! Lists of LaTeX that are open, and their items as Markdown writes them.

use super::Writer;

/// What a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `itemize`.
    Bullets,
    /// `enumerate`, from a number on.
    Numbers(u32),
    /// `description`, or a list of which each item has a label.
    Terms,
}

/// A list that is open.
pub(super) struct List {
    kind: Kind,
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
        self.open.push(List { kind, items: 0, indent, inner: indent + 2, waiting: None });
    }

    pub(super) fn item(&mut self, label: Option<(&str, usize)>, number: usize) {
        self.settle(number);
        self.apart = false;
        let Some(list) = self.open.last_mut() else { return };
        let label = label.filter(|(label, _)| list.kind == Kind::Terms || label.chars().any(char::is_alphanumeric));
        let plain =
            |label: &str| matches!(label.trim(), "$\\bullet$" | "$\\cdot$" | "$\\circ$" | "$\\ast$" | "\\textbullet");
        let label = label.filter(|(label, _)| !plain(label));
        list.waiting = Some(Waiting { label: label.map(|(label, at)| (label.trim().to_owned(), at)), number });
    }

    pub(super) fn end(&mut self, number: usize) {
        self.settle(number);
        self.open.pop();
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
            Kind::Bullets => "-".to_owned(),
            Kind::Numbers(first) => format!("{}.", first.saturating_add(list.items - 1)),
            Kind::Terms => ":".to_owned(),
        };
        list.inner = list.indent + mark.len() + 1;
        let first = list.items == 1;
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
