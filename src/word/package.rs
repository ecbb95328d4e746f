//! The parts of a Word file that are read. One that is broken is left out and
//! said; only without the text there is nothing to read.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Message, message};
use crate::ooxml::{Element, Fault, Parts, Relation};

/// A Word file that is open.
#[derive(Debug)]
pub(super) struct Package {
    /// Its name for messages.
    shown: String,
    parts: Parts,
    /// The name of the part with the text.
    pub(super) document: String,
    /// What is broken.
    pub(super) problems: Vec<Diagnostic>,
}

impl Package {
    /// Unpacks a file and finds its text.
    pub(super) fn open(shown: &str, bytes: &[u8]) -> Result<(Self, Element), Fault> {
        let parts = Parts::open(bytes)?;
        let missing = |what: &str| Fault::new(message!("is not a Word file: it has no {what}", what));
        let document = parts.related("", "officeDocument")?.ok_or_else(|| missing("document"))?;
        let text = parts.xml(&document)?.filter(|root| root.name == "w:document");
        let text = text.ok_or_else(|| missing("document"))?;
        Ok((Self { shown: shown.to_owned(), parts, document, problems: Vec::new() }, text))
    }

    /// The part that a relation of the text leads to: its name and its tree.
    pub(super) fn related(&mut self, kind: &str) -> Option<(String, Element)> {
        let document = self.document.clone();
        self.related_of(&document, kind)
    }

    /// The part that a relation of the file itself leads to.
    pub(super) fn related_of_file(&mut self, kind: &str) -> Option<Element> {
        self.related_of("", kind).map(|(_, tree)| tree)
    }

    fn related_of(&mut self, part: &str, kind: &str) -> Option<(String, Element)> {
        let name = self.parts.related(part, kind);
        let name = self.whole(name).flatten()?;
        let tree = self.xml(&name)?;
        Some((name, tree))
    }

    /// The tree of a part.
    pub(super) fn xml(&mut self, name: &str) -> Option<Element> {
        let tree = self.parts.xml(name);
        self.whole(tree).flatten()
    }

    /// The relations of a part by their ids.
    pub(super) fn relations(&mut self, part: &str) -> BTreeMap<String, Relation> {
        let relations = self.parts.relations(part);
        let relations = self.whole(relations).unwrap_or_default();
        relations.into_iter().map(|relation| (relation.id.clone(), relation)).collect()
    }

    fn whole<T>(&mut self, part: Result<T, Fault>) -> Option<T> {
        match part {
            Ok(part) => Some(part),
            Err(fault) => {
                let said = Diagnostic::warning(Code::WordFile, None, named(&self.shown, fault.reason));
                let said = said.hint("open it in Word and save it again");
                if !self.problems.contains(&said) {
                    self.problems.push(said);
                }
                None
            }
        }
    }

    /// Tells what of the text is left out.
    pub(super) fn warn(&mut self, reason: Message) {
        self.problems.push(Diagnostic::warning(Code::WordFile, None, named(&self.shown, reason)));
    }
}

/// The error of a file that cannot be read.
pub(super) fn refused(shown: &str, fault: Fault) -> Diagnostic {
    let error = Diagnostic::error(Code::WordFile, None, named(shown, fault.reason));
    fault.hint.into_iter().fold(error, Diagnostic::hint)
}

fn named(shown: &str, reason: Message) -> Message {
    message!("the Word file “{shown}” {reason}", shown, reason)
}
