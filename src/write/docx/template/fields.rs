//! Fields in the headers and footers of a template name styles that the text
//! uses, else Word shows an error in their place.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Sink, message};
use crate::ooxml::{Element, Package};
use crate::template::Template;

/// Changes the fields; `used` are the ids of the styles of the text.
pub(super) fn refer(template: &Template, package: &mut Package, used: &BTreeSet<&str>, sink: &mut Sink) {
    let is_margin =
        |kind: Option<&str>| kind.is_some_and(|kind| kind.ends_with("header+xml") || kind.ends_with("footer+xml"));
    let is_theirs = |name: &str| name.starts_with("word/template");
    let parts: Vec<String> = package
        .names()
        .filter(|(name, kind)| is_theirs(name) && is_margin(*kind))
        .map(|(name, _)| name.to_owned())
        .collect();
    let mut told = BTreeSet::new();
    for name in parts {
        package.change(&name, |mut tree| {
            let mut found = Fields::default();
            found.gather(&tree);
            let change = |code: &String| template.refer(code, used);
            let changed: Vec<Option<String>> = found.codes.iter().map(change).collect();
            for (old, new) in found.codes.iter().zip(&changed) {
                told.extend(new.as_ref().map(|new| (old.trim().to_owned(), new.trim().to_owned())));
            }
            let mut writing = Writing { changed: &changed, open: Vec::new(), next: 0 };
            writing.visit(&mut tree);
            tree
        });
    }
    for (old, new) in told {
        let message = message!(
            "a header of the template shows a style that the text does not use ({old}); it is changed to {new}",
            old,
            new
        );
        sink.push(Diagnostic::warning(Code::Template, None, message));
    }
}

/// The instructions of fields in the order in which they begin.
#[derive(Debug, Default)]
struct Fields {
    codes: Vec<String>,
    open: Vec<usize>,
}

impl Fields {
    fn gather(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_ref() {
                "w:fldSimple" => {
                    self.codes.push(child.attribute("w:instr").unwrap_or_default().to_owned());
                    self.gather(child);
                }
                "w:fldChar" if child.attribute("w:fldCharType") == Some("begin") => {
                    self.open.push(self.codes.len());
                    self.codes.push(String::new());
                }
                "w:fldChar" if child.attribute("w:fldCharType") == Some("end") => {
                    self.open.pop();
                }
                "w:instrText" => {
                    let code = self.open.last().and_then(|at| self.codes.get_mut(*at));
                    code.into_iter().for_each(|code| code.push_str(&child.own_text()));
                }
                _ => self.gather(child),
            }
        }
    }
}

/// Writes changed instructions: whole in the first piece of a field.
struct Writing<'a> {
    changed: &'a [Option<String>],
    /// The fields that are open, with whether their instruction is written.
    open: Vec<(usize, bool)>,
    next: usize,
}

impl Writing<'_> {
    fn visit(&mut self, element: &mut Element) {
        for child in element.elements_mut() {
            match child.name.as_ref() {
                "w:fldSimple" => {
                    let changed = self.changed.get(self.next).cloned().flatten();
                    changed.into_iter().for_each(|code| child.set("w:instr", code));
                    self.next += 1;
                    self.visit(child);
                }
                "w:fldChar" if child.attribute("w:fldCharType") == Some("begin") => {
                    self.open.push((self.next, false));
                    self.next += 1;
                }
                "w:fldChar" if child.attribute("w:fldCharType") == Some("end") => {
                    self.open.pop();
                }
                "w:instrText" => self.piece(child),
                _ => self.visit(child),
            }
        }
    }

    fn piece(&mut self, piece: &mut Element) {
        let Some((at, is_written)) = self.open.last_mut() else { return };
        let Some(Some(code)) = self.changed.get(*at) else { return };
        let text = if *is_written { String::new() } else { code.clone() };
        *is_written = true;
        *piece = Element::text("w:instrText", text);
    }
}
