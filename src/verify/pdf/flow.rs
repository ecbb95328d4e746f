//! The events of a structure tree become items (ISO 32000-1 §14.8.4): paragraphs,
//! captions, cells and notes, each with what stands in it.

use super::structure::{Event, Opening};
use crate::verify::item::{Item, Kind, Line};

/// An item while it is read.
struct Open {
    kind: Kind,
    line: Line,
    page: Option<usize>,
    /// How many elements were open when it began.
    depth: usize,
}

/// A formula while it is read.
struct Formula {
    text: String,
    depth: usize,
}

/// A label while it is read.
struct Label {
    text: String,
    depth: usize,
}

#[derive(Default)]
struct Flow {
    items: Vec<Item>,
    /// What holds the text: cells, notes and captions within each other.
    open: Vec<Open>,
    /// Text of no such thing.
    line: Line,
    page: Option<usize>,
    formula: Option<Formula>,
    depth: usize,
    paragraph: usize,
    /// The roles of the elements that are open.
    roles: Vec<String>,
    /// The marker of an item or the mark of a note while it is read.
    label: Option<Label>,
    /// Whether the text so far is a marker, which its paragraph follows.
    has_marker: bool,
    /// How many elements were open when a picture began whose text is not read.
    hidden: Option<usize>,
}

pub(super) fn items(events: &[Event]) -> Vec<Item> {
    let mut flow = Flow::default();
    events.iter().for_each(|event| flow.event(event));
    while !flow.open.is_empty() {
        flow.close();
    }
    flow.has_marker = false;
    flow.flush();
    flow.items
}

impl Flow {
    fn event(&mut self, event: &Event) {
        match event {
            Event::Open(opening) => {
                self.depth += 1;
                self.begin(opening);
                self.roles.push(opening.role.clone());
            }
            Event::Text(page, text) => self.text(*page, text),
            Event::Address(address) => self.link(address),
            Event::Close => {
                self.end();
                self.roles.pop();
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    fn begin(&mut self, Opening { role, alt, is_block }: &Opening) {
        let (role, alt) = (role.as_str(), alt.as_deref());
        let kind = match role {
            "TD" | "TH" => Kind::Cell,
            "Note" | "FENote" => Kind::Note,
            "Caption" => Kind::Caption,
            "Formula" if self.formula.is_none() => {
                // One on a line of its own is a piece of its own, unless it stands in one.
                if *is_block && self.open.is_empty() && !self.has_marker {
                    self.flush();
                    self.start(Kind::Formula);
                }
                self.formula = Some(Formula { text: String::new(), depth: self.depth });
                return;
            }
            "Figure" => {
                self.flush();
                match alt.filter(|alt| !alt.trim().is_empty()) {
                    // What a picture says is what its alternative text says.
                    Some(alt) => {
                        self.picture(alt);
                        self.hidden = self.hidden.or(Some(self.depth));
                    }
                    None if self.open.is_empty() => self.start(Kind::Drawn),
                    None => {}
                }
                return;
            }
            "Lbl" if self.roles.last().is_some_and(|role| role == "LI") => {
                self.flush();
                self.has_marker = self.open.is_empty();
                return;
            }
            // The mark of a note in the text, and at the beginning of the note.
            "Lbl" | "Link" if self.label.is_none() && (role == "Lbl" || self.begins_note()) => {
                self.label = Some(Label { text: String::new(), depth: self.depth });
                return;
            }
            "L" | "LI" => {
                self.has_marker = false;
                return self.flush();
            }
            "P" | "Div" | "Sect" | "Table" | "BlockQuote" | "Code" | "TOCI" | "Title" => {
                return self.flush();
            }
            _ => match role.strip_prefix('H').map(|level| if level.is_empty() { Ok(1) } else { level.parse() }) {
                Some(Ok(level)) => Kind::Heading(level),
                _ => return,
            },
        };
        // A note stands in the middle of a text, which goes on behind it.
        if kind != Kind::Note {
            self.flush();
        }
        self.start(kind);
    }

    fn start(&mut self, kind: Kind) {
        self.open.push(Open { kind, line: Line::default(), page: None, depth: self.depth });
    }

    /// Whether nothing of the note that is open was read.
    fn begins_note(&self) -> bool {
        self.open.last().is_some_and(|open| open.kind == Kind::Note && open.line.is_empty())
    }

    fn end(&mut self) {
        self.hidden.take_if(|depth| *depth == self.depth);
        if let Some(label) = self.label.take_if(|label| label.depth == self.depth) {
            self.current().mark(Some(&label.text));
            return;
        }
        if let Some(formula) = self.formula.take_if(|formula| formula.depth == self.depth) {
            self.current().formula(&formula.text);
        }
        if self.open.last().is_some_and(|open| open.depth == self.depth) {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.kind != Kind::Cell && open.line.is_empty() {
            return;
        }
        if open.kind != Kind::Note {
            self.paragraph += 1;
        }
        self.items.push(open.line.item(open.kind, open.page, self.paragraph));
    }

    /// Ends a paragraph, unless it stands in something that is one item.
    fn flush(&mut self) {
        if !self.open.is_empty() || self.line.is_empty() || std::mem::take(&mut self.has_marker) {
            return;
        }
        self.paragraph += 1;
        let line = std::mem::take(&mut self.line);
        self.items.push(line.item(Kind::Text, self.page.take(), self.paragraph));
    }

    fn picture(&mut self, alt: &str) {
        let mut line = Line::default();
        line.push(alt);
        self.items.push(line.item(Kind::Picture, self.page, self.paragraph + 1));
    }

    fn current(&mut self) -> &mut Line {
        match self.open.last_mut() {
            Some(open) => &mut open.line,
            None => &mut self.line,
        }
    }

    fn text(&mut self, page: usize, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        match self.open.last_mut() {
            Some(open) => open.page = open.page.or(Some(page + 1)),
            None => self.page = self.page.or(Some(page + 1)),
        }
        match (&mut self.label, &mut self.formula) {
            (Some(label), _) => label.text.push_str(text),
            (None, Some(formula)) => formula.text.push_str(text),
            (None, None) => self.current().push(text),
        }
    }

    fn link(&mut self, address: &str) {
        let mut line = Line::default();
        line.push(address);
        let page = self.open.last().map_or(self.page, |open| open.page);
        let in_note = self.open.iter().any(|open| open.kind == Kind::Note);
        let kind = if in_note { Kind::NoteLink } else { Kind::Link };
        self.items.push(line.item(kind, page, self.paragraph + 1));
    }
}
