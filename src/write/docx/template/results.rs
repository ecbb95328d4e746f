//! What the fields of a template's headers and footers show before a program renews
//! them: the texts of the new document, not those of the template (`STYLEREF`,
//! ECMA-376-1 §17.16.5.59).

use crate::ooxml::{Element, Package};
use crate::template::Template;

/// Where the text stands.
const DOCUMENT: &str = "word/document.xml";

/// Gives the fields of a template's headers and footers the text of the first paragraph
/// of the style that each names. Only for a package whose text has the template's styles.
pub(super) fn renew(template: &Template, package: &mut Package) {
    let Some(text) = package.tree(DOCUMENT).cloned() else { return };
    let parts: Vec<String> = package
        .names()
        .filter(|(name, _)| name.starts_with("word/template"))
        .map(|(name, _)| name.to_owned())
        .collect();
    for name in parts {
        package.change(&name, |mut tree| {
            Renewing { template, text: &text, open: Vec::new() }.visit(&mut tree);
            tree
        });
    }
}

/// A field that is open: what it asks for, and what is left to show.
#[derive(Default)]
struct Open {
    code: String,
    /// What it shows, once its result begins; `None` for what stays as it is.
    shown: Option<String>,
}

struct Renewing<'a> {
    template: &'a Template,
    text: &'a Element,
    open: Vec<Open>,
}

impl Renewing<'_> {
    fn visit(&mut self, element: &mut Element) {
        for child in element.elements_mut() {
            match child.name.as_ref() {
                "w:fldSimple" => {
                    let code = child.attribute("w:instr").unwrap_or_default().to_owned();
                    let shown = self.shown(&code);
                    self.open.push(Open { code, shown });
                    self.visit(child);
                    self.open.pop();
                }
                "w:fldChar" => match child.attribute("w:fldCharType") {
                    Some("begin") => self.open.push(Open::default()),
                    Some("separate") => {
                        let shown = self.open.last().and_then(|open| self.shown(&open.code));
                        self.open.last_mut().into_iter().for_each(|open| open.shown.clone_from(&shown));
                    }
                    _ => drop(self.open.pop()),
                },
                "w:instrText" => {
                    let code = child.own_text();
                    self.open.last_mut().into_iter().for_each(|open| open.code.push_str(&code));
                }
                "w:t" => {
                    if let Some(shown) = self.open.last_mut().and_then(|open| open.shown.as_mut()) {
                        // The first piece shows all, those behind it nothing.
                        *child = Element::text("w:t", std::mem::take(shown));
                    }
                }
                _ => self.visit(child),
            }
        }
    }

    /// What a field shows; `None` for those that name no style.
    fn shown(&self, code: &str) -> Option<String> {
        let (id, number) = self.template.shown_style(code)?;
        let is_so = |paragraph: &&Element| {
            paragraph.name == "w:p" && paragraph.path(&["w:pPr", "w:pStyle"]).and_then(Element::value) == Some(id)
        };
        // Without such a paragraph a program says that there is none: better nothing until then.
        let Some(first) = self.text.descendants().into_iter().find(is_so) else { return Some(String::new()) };
        let texts = first.descendants().into_iter().filter(|element| element.name == "w:t");
        Some(number.unwrap_or_else(|| texts.map(Element::own_text).collect()))
    }
}
