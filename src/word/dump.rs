//! A Word file in lines of text, one for each block and each piece: stable, for
//! people and for comparing.

use std::fmt::Write as _;

use super::document::{
    Block, Break, Change, ChangeKind, Document, Link, Marks, Merge, Note, NoteKind, Paragraph, Picture, Piece,
    PieceKind, Row, Script, Suffix, Table,
};

/// Lines with what is above each by its indent.
#[derive(Default)]
struct Dump {
    out: String,
    depth: usize,
}

impl Document {
    /// The file in lines of text.
    #[must_use]
    pub fn dump(&self) -> String {
        let mut dump = Dump::default();
        for (name, list) in [("core", &self.core), ("custom", &self.custom)] {
            list.iter().for_each(|(key, value)| dump.line(&format!("{name} {key:?}: {value:?}")));
        }
        dump.blocks(&self.blocks);
        for (name, list) in [("footnote", &self.footnotes), ("endnote", &self.endnotes)] {
            list.iter().for_each(|note| dump.note(name, note));
        }
        for comment in &self.comments {
            dump.line(&format!("comment {} by {:?} at {:?}", shown(&comment.id), comment.author, comment.date));
            dump.within(|dump| dump.blocks(&comment.blocks));
        }
        for (at, section) in self.sections.iter().enumerate() {
            let mut line = format!("section {at} begins {}", shown(&section.begins));
            for (name, list) in [("header", &section.headers), ("footer", &section.footers)] {
                for (pages, story) in list {
                    let _ = write!(line, ", {pages} {name} {story}");
                }
            }
            dump.line(&line);
        }
        for (at, story) in self.stories.iter().enumerate() {
            dump.line(&format!("header or footer {at} in {:?}", story.part));
            dump.within(|dump| dump.blocks(&story.blocks));
        }
        dump.out
    }
}

impl Dump {
    fn line(&mut self, text: &str) {
        self.out.extend(std::iter::repeat_n("  ", self.depth));
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn within(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::SectionBreak(at) => self.line(&format!("end of section {at}")),
            }
        }
    }

    fn note(&mut self, name: &str, note: &Note) {
        let mark = note.mark.as_ref().map(|mark| format!(" marked {mark:?}")).unwrap_or_default();
        self.line(&format!("{name} {}{mark}", shown(&note.id)));
        self.within(|dump| dump.blocks(&note.blocks));
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let mut line = format!("paragraph {:?}", paragraph.style_name);
        if let Some(level) = paragraph.outline {
            let _ = write!(line, " outline {level}");
        }
        if let Some(number) = &paragraph.number {
            let suffix = match number.suffix {
                Suffix::Tab => " tab",
                Suffix::Space => " space",
                Suffix::Nothing => "",
            };
            let kind = if number.is_bullet { "bullet" } else { "number" };
            let _ = write!(line, " {kind} {:?}{suffix} level {}", number.text, number.level);
        }
        paragraph.end_changes.iter().for_each(|change| line.push_str(&changed(change)));
        self.line(&line);
        self.within(|dump| dump.pieces(&paragraph.pieces));
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            let mut line = kind(&piece.kind);
            line.push_str(&marks(piece.marks));
            match piece.link.as_deref() {
                Some(Link::Address(address)) => line.push_str(&format!(" links {address:?}")),
                Some(Link::Anchor(anchor)) => line.push_str(&format!(" links #{}", shown(anchor))),
                None => {}
            }
            piece.changes.iter().for_each(|change| line.push_str(&changed(change)));
            self.line(&line);
            if let PieceKind::TextBox(blocks) = &piece.kind {
                self.within(|dump| dump.blocks(blocks));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let mut line = format!("table {:?}", table.style);
        for (name, text) in [("title", &table.title), ("alt", &table.alt)] {
            if !text.is_empty() {
                let _ = write!(line, " {name} {text:?}");
            }
        }
        self.line(&line);
        self.within(|dump| table.rows.iter().for_each(|row| dump.row(row)));
    }

    fn row(&mut self, row: &Row) {
        let mut line = String::from(if row.is_header { "header row" } else { "row" });
        if row.before > 0 {
            let _ = write!(line, " after {} columns", row.before);
        }
        row.changes.iter().for_each(|change| line.push_str(&changed(change)));
        self.line(&line);
        self.within(|dump| {
            for cell in &row.cells {
                let mut line = String::from("cell");
                if cell.columns > 1 {
                    let _ = write!(line, " of {} columns", cell.columns);
                }
                line.push_str(match cell.merge {
                    Merge::None => "",
                    Merge::Begins => " begins rows",
                    Merge::Continues => " continues",
                });
                dump.line(&line);
                dump.within(|dump| dump.blocks(&cell.blocks));
            }
        });
    }
}

fn kind(kind: &PieceKind) -> String {
    match kind {
        PieceKind::Text(text) => format!("{text:?}"),
        PieceKind::Tab => "tab".to_owned(),
        PieceKind::Break(Break::Line) => "line break".to_owned(),
        PieceKind::Break(Break::Column) => "column break".to_owned(),
        PieceKind::Break(Break::Page) => "page break".to_owned(),
        PieceKind::Symbol { font, code } => format!("symbol U+{:04X} of {font:?}", u32::from(*code)),
        PieceKind::NoteMark { kind, id, mark } => {
            let kind = match kind {
                NoteKind::Footnote => "footnote",
                NoteKind::Endnote => "endnote",
            };
            let mark = mark.as_ref().map(|mark| format!(" marked {mark:?}")).unwrap_or_default();
            format!("mark of {kind} {}{mark}", shown(id))
        }
        PieceKind::OwnMark => "own mark".to_owned(),
        PieceKind::Formula(formula) => {
            format!("{} {:?}", if formula.is_display { "display formula" } else { "formula" }, formula.text)
        }
        PieceKind::Picture(picture) => told(picture),
        PieceKind::TextBox(_) => "text box".to_owned(),
        PieceKind::Reading(text) => format!("reading {text:?}"),
        PieceKind::FieldStart(instruction) => format!("field {instruction:?}"),
        PieceKind::FieldEnd => "end of field".to_owned(),
        PieceKind::BookmarkStart(name) => format!("bookmark {}", shown(name)),
        PieceKind::BookmarkEnd(name) => format!("end of bookmark {}", shown(name)),
        PieceKind::CommentStart(id) => format!("begin of comment {}", shown(id)),
        PieceKind::CommentEnd(id) => format!("end of comment {}", shown(id)),
        PieceKind::CommentMark(id) => format!("mark of comment {}", shown(id)),
    }
}

fn told(picture: &Picture) -> String {
    let mut line = format!("picture {:?}", picture.target);
    if let Some(vector) = &picture.vector {
        let _ = write!(line, " as vectors {vector:?}");
    }
    if let (Some(width), Some(height)) = (picture.width, picture.height) {
        let _ = write!(line, " {width} x {height} EMU");
    }
    if !picture.alt.is_empty() {
        let _ = write!(line, " alt {:?}", picture.alt);
    }
    line
}

fn marks(marks: Marks) -> String {
    let list = [
        (marks.bold, " bold"),
        (marks.italic, " italic"),
        (marks.underline, " underlined"),
        (marks.strike, " struck"),
        (marks.code, " code"),
        (marks.hidden, " hidden"),
        (marks.script == Script::Super, " superscript"),
        (marks.script == Script::Sub, " subscript"),
    ];
    list.into_iter().filter(|(is_on, _)| *is_on).map(|(_, name)| name).collect()
}

fn changed(change: &Change) -> String {
    let what = match change.kind {
        ChangeKind::Inserted => "inserted",
        ChangeKind::Deleted => "deleted",
        ChangeKind::MovedFrom => "moved away",
        ChangeKind::MovedTo => "moved here",
    };
    let moved = if change.moved.is_empty() { String::new() } else { format!(" as {:?}", change.moved) };
    format!(" {what}{moved} by {:?} at {:?}", change.author, change.date)
}

/// A name as it is, or as a text where that would break the line.
fn shown(name: &str) -> String {
    let is_plain =
        !name.is_empty() && name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '-' | ':' | '.'));
    if is_plain { name.to_owned() } else { format!("{name:?}") }
}
