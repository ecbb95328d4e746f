//! What acts by itself when a Word file is opened or its fields are updated: fields
//! that fetch or run something, embedded programs, links to other files. A part that
//! holds any is not taken over.

use std::collections::BTreeSet;

use crate::diag::{Message, message};
use crate::ooxml::{Element, Parts, Relation};

/// The parts that are taken over with what they lead to.
pub(super) const COPIED: [&str; 4] = ["header", "footer", "theme", "numbering"];

/// The fields that only say what the file itself knows (ECMA-376-1 §17.16.5). All
/// others may fetch, run or ask something.
const HARMLESS: [&str; 44] = [
    "=",
    "ADVANCE",
    "AUTHOR",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
    "BIDIOUTLINE",
    "COMMENTS",
    "COMPARE",
    "CREATEDATE",
    "DATE",
    "DOCPROPERTY",
    "DOCVARIABLE",
    "EDITTIME",
    "EQ",
    "FILENAME",
    "FILESIZE",
    "IF",
    "INFO",
    "KEYWORDS",
    "LASTSAVEDBY",
    "LISTNUM",
    "NOTEREF",
    "NUMCHARS",
    "NUMPAGES",
    "NUMWORDS",
    "PAGE",
    "PAGEREF",
    "PRINTDATE",
    "QUOTE",
    "REF",
    "REVNUM",
    "SAVEDATE",
    "SECTION",
    "SECTIONPAGES",
    "SEQ",
    "SET",
    "STYLEREF",
    "SUBJECT",
    "SYMBOL",
    "TEMPLATE",
    "TIME",
    "TITLE",
    "USERNAME",
];
/// What stands in the instruction of a field for another field: nobody knows what that
/// comes to.
const INNER: char = '\u{0}';
/// Elements that hold a program or another file.
const HOLDERS: [&str; 6] = ["w:object", "o:OLEObject", "w:control", "w:altChunk", "w:subDoc", "w:movie"];
/// Relations to such parts, by the ends of their types.
const PROGRAMS: [&str; 8] =
    ["oleObject", "package", "control", "vbaProject", "aFChunk", "subDocument", "attachedTemplate", "frame"];
/// The addresses that a link may have.
const ADDRESSES: [&str; 3] = ["http://", "https://", "mailto:"];

/// What acts by itself in a part, or in one that it leads to, as the end of a sentence
/// that begins with the part.
pub(super) fn found(parts: &Parts, name: &str, tree: &Element) -> Option<Message> {
    in_tree(tree).or_else(|| in_relations(parts, name, &mut BTreeSet::new()))
}

/// The same for pages of the text, which lead to what their attributes name.
pub(super) fn in_pages(pages: &Element, relations: &[Relation], parts: &Parts) -> Option<Message> {
    let named: BTreeSet<&str> = pages
        .descendants()
        .into_iter()
        .flat_map(|element| &element.attributes)
        .filter(|(key, _)| key.starts_with("r:"))
        .map(|(_, id)| id.as_ref())
        .collect();
    let used = relations.iter().filter(|relation| named.contains(relation.id.as_str()));
    let mut seen = BTreeSet::new();
    in_tree(pages).or_else(|| used.cloned().find_map(|relation| in_relation(parts, relation, &mut seen)))
}

/// What acts by itself in an element, as the end of a sentence that begins with what it
/// stands in.
pub(crate) fn in_tree(tree: &Element) -> Option<Message> {
    let mut fields = Fields::default();
    fields.visit(tree);
    let unfinished = std::mem::take(&mut fields.open);
    unfinished.iter().for_each(|said| fields.judge(said));
    fields.found
}

/// The fields that are open, each with what it says until now.
#[derive(Default)]
struct Fields {
    open: Vec<String>,
    found: Option<Message>,
}

impl Fields {
    /// Also what only older programs read. A tree is no deeper than what is read of XML.
    fn visit(&mut self, element: &Element) {
        match element.name.as_ref() {
            holder if HOLDERS.contains(&holder) => {
                self.tell(message!("holds an embedded program or file ({element})", element = holder));
            }
            "w:fldSimple" => self.judge(element.attribute("w:instr").unwrap_or_default()),
            "w:instrText" => {
                if let Some(instruction) = self.open.last_mut() {
                    instruction.push_str(&element.own_text());
                }
            }
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => {
                    self.open.last_mut().into_iter().for_each(|outer| outer.push(INNER));
                    self.open.push(String::new());
                }
                // What it shows may hold fields, but says nothing any more.
                Some("separate") => {
                    let said = self.open.last_mut().map(std::mem::take);
                    said.into_iter().for_each(|said| self.judge(&said));
                    self.open.last_mut().into_iter().for_each(|said| said.push('='));
                }
                Some("end") => self.open.pop().into_iter().for_each(|said| self.judge(&said)),
                _ => {}
            },
            _ => {}
        }
        element.elements().for_each(|inner| self.visit(inner));
    }

    fn judge(&mut self, instruction: &str) {
        let mut words = instruction.split_whitespace();
        let field = words.next().unwrap_or_default().to_uppercase();
        let address = words.next().unwrap_or_default().trim_start_matches('"');
        let is_harmless = match field.as_str() {
            "HYPERLINK" => address == "\\l" || is_address(address),
            field => field.starts_with('=') || HARMLESS.contains(&field),
        };
        if !is_harmless {
            self.tell(message!("has a field that may fetch or run something ({field})", field));
        }
    }

    fn tell(&mut self, what: Message) {
        self.found.get_or_insert(what);
    }
}

fn in_relations(parts: &Parts, name: &str, seen: &mut BTreeSet<String>) -> Option<Message> {
    if !seen.insert(name.to_owned()) {
        return None;
    }
    let all = parts.relations(name).unwrap_or_default();
    all.into_iter().find_map(|relation| in_relation(parts, relation, seen))
}

fn in_relation(parts: &Parts, relation: Relation, seen: &mut BTreeSet<String>) -> Option<Message> {
    let Relation { kind, target, external, .. } = relation;
    let kind = kind.rsplit('/').next().unwrap_or_default();
    match external {
        true if kind == "hyperlink" && is_address(&target) => None,
        _ if PROGRAMS.contains(&kind) => {
            Some(message!("holds an embedded program or file ({element})", element = kind))
        }
        true => Some(message!("leads to something outside the file ({target})", target)),
        false => in_relations(parts, &target, seen),
    }
}

fn is_address(target: &str) -> bool {
    let target = target.to_ascii_lowercase();
    ADDRESSES.iter().any(|address| target.starts_with(address))
}

#[cfg(test)]
mod tests {
    use super::in_tree;
    use crate::ooxml::Element;

    fn is_active(inside: &str) -> bool {
        in_tree(&Element::parse(&format!("<w:hdr><w:p>{inside}</w:p></w:hdr>")).unwrap()).is_some()
    }

    fn field(instruction: &str) -> String {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{instruction}<w:r><w:fldChar w:fldCharType=\"separate\"/>\
             </w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    }

    fn says(text: &str) -> String {
        format!("<w:r><w:instrText xml:space=\"preserve\">{text}</w:instrText></w:r>")
    }

    #[test]
    fn fields_that_fetch_or_run_are_found() {
        for text in [" PAGE ", "styleref \"标题 1\" \\n", "=1+2", " HYPERLINK \\l \"a\"", " HYPERLINK \"https://a\""]
        {
            assert!(!is_active(&field(&says(text))), "{text}");
        }
        for text in
            ["DDEAUTO c:\\\\cmd.exe", " ddeauto x", "INCLUDETEXT a", "INCLUDEPICTURE a", "LINK a", "", "MACROBUTTON a"]
        {
            assert!(is_active(&field(&says(text))), "{text}");
        }
        assert!(is_active("<w:fldSimple w:instr=\" INCLUDETEXT a\"/>"));
        assert!(is_active(&field(&(says("DDE") + &says("AUTO x")))), "in pieces");
        let inner = field(&says("QUOTE 68 68 69"));
        assert!(is_active(&field(&(inner.clone() + &says(" PAGE ")))), "named by another field");
        assert!(is_active(&field(&(says("IF ") + &field(&says("DDE x")) + &says(" = 1")))), "inside another");
        assert!(!is_active(&field(&(says("IF ") + &inner + &says(" = 1 \"a\"")))));
        assert!(is_active("<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:object/></w:r>"));
    }
}
