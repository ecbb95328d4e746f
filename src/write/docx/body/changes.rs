//! What was put in and taken out becomes tracked changes, what was said becomes comments
//! (ECMA-376-1 §17.13.5, §17.13.4).

use crate::model::resolved::{Change, Comment, CommentId, InlineKind, Note, contents_of, visit_in, visit_inlines};
use crate::ooxml::{Element, Node};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{run, run_of};

/// Who changes a text of which nobody says it: Word asks for a name.
const NOBODY: &str = "fuzi";

impl Writer<'_> {
    /// The mark of a change, whatever it stands in.
    pub(in crate::write::docx) fn change(&mut self, change: Change) -> Element {
        self.bookmarks += 1;
        let name = match change {
            Change::Inserted => "w:ins",
            Change::Deleted => "w:del",
        };
        let author = named(&self.doc.tracking.author).to_owned();
        Element::new(name).with("w:id", self.bookmarks.to_string()).with("w:author", author)
    }

    /// The inside of a paragraph as changed. What is within a link is changed there: no
    /// change holds one.
    pub(in crate::write::docx) fn changed(&mut self, change: Change, nodes: Vec<Node>) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        let mut row = Vec::new();
        for node in nodes {
            match node {
                Node::Element(mut element) => match &*element.name {
                    "w:r" | "m:oMath" => row.push(with_deleted_text(element, change)),
                    "w:hyperlink" | "w:fldSimple" => {
                        self.close(change, &mut row, &mut out);
                        let inside = std::mem::take(&mut element.children);
                        element.children = self.changed(change, inside);
                        out.push(element.into());
                    }
                    _ => {
                        self.close(change, &mut row, &mut out);
                        out.push(element.into());
                    }
                },
                other @ (Node::Text(_) | Node::Written(_)) => out.push(other),
            }
        }
        self.close(change, &mut row, &mut out);
        out
    }

    fn close(&mut self, change: Change, row: &mut Vec<Element>, out: &mut Vec<Node>) {
        if !row.is_empty() {
            out.push(self.change(change).holding_all(row.drain(..)).into());
        }
    }

    /// A paragraph with its end, as changed.
    pub(in crate::write::docx) fn changed_paragraph(&mut self, change: Change, mut paragraph: Element) -> Element {
        let nodes = std::mem::take(&mut paragraph.children);
        let (properties, content): (Vec<Node>, Vec<Node>) =
            nodes.into_iter().partition(|node| matches!(node, Node::Element(element) if element.name == "w:pPr"));
        paragraph.children = properties;
        let mark = self.change(change);
        paragraph.update("w:pPr", |properties| {
            properties.update("w:rPr", |looks| looks.children.insert(0, mark.into()));
        });
        paragraph.children.extend(self.changed(change, content));
        paragraph
    }

    /// The place where what a comment is about begins. Word has no comments in notes.
    pub(in crate::write::docx) fn comment_start(&mut self, id: CommentId) -> Vec<Node> {
        if self.in_note {
            return Vec::new();
        }
        self.commented.insert(id);
        vec![Element::new("w:commentRangeStart").with("w:id", id.0.to_string()).into()]
    }

    /// The place where it ends, if it has begun, with the mark of the comment.
    pub(in crate::write::docx) fn comment_end(&mut self, id: CommentId) -> Vec<Node> {
        if self.in_note {
            return Vec::new();
        }
        let number = id.0.to_string();
        let end = Element::new("w:commentRangeEnd").with("w:id", number.clone());
        let mut nodes: Vec<Node> = self.commented.remove(&id).then(|| end.into()).into_iter().collect();
        nodes.push(run_of(Element::new("w:commentReference").with("w:id", number)));
        nodes
    }

    /// The comments on the text of a note, which stand at its mark.
    pub(in crate::write::docx) fn comments_on(&mut self, note: &Note) -> Vec<Node> {
        let mut ids = Vec::new();
        visit_in(&note.blocks, &mut |block| {
            for content in contents_of(block) {
                visit_inlines(content, &mut |inline| {
                    if let InlineKind::Comment(id) = inline.kind {
                        ids.push(id);
                    }
                });
            }
        });
        ids.into_iter().flat_map(|id| self.comment_end(id)).collect()
    }
}

/// The part with the comments; `None` if there are none.
pub(in crate::write::docx) fn comments(list: &[Comment]) -> Option<Element> {
    let comment = |(at, comment): (usize, &Comment)| {
        let author = named(&comment.author);
        let initials: String = author.chars().take(2).collect();
        let paragraphs = comment.text.lines().map(|line| {
            Element::new("w:p")
                .holding(run(Element::new("w:rPr"), &line.chars().filter(|c| !c.is_control()).collect::<String>()))
        });
        Element::new("w:comment")
            .with("w:id", at.to_string())
            .with("w:author", author.to_owned())
            .with("w:initials", initials)
            .holding_all(paragraphs)
    };
    (!list.is_empty()).then(|| Element::new("w:comments").holding_all(list.iter().enumerate().map(comment)))
}

fn named(author: &str) -> &str {
    if author.is_empty() { NOBODY } else { author }
}

/// A run of deleted text says so in every piece (§17.3.3.7, §17.16.13).
fn with_deleted_text(mut run: Element, change: Change) -> Element {
    if change == Change::Deleted {
        for element in run.elements_mut() {
            match &*element.name {
                "w:t" => element.name = "w:delText".into(),
                "w:instrText" => element.name = "w:delInstrText".into(),
                _ => {}
            }
        }
    }
    run
}
