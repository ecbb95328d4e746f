//! A tree becomes the text of a part, properties in the schema's order and
//! empty ones left out.

use super::element::{Element, Node};
use super::escape::escape;
use super::names::{declarations, is_known};
use super::schema;

/// The declaration that begins every part.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Element {
    /// The XML of the element. Children are at most as deep as a file that was
    /// read, or as a document of ours.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    /// The text of the part whose root the element is; it declares the schemas
    /// whose prefixes are set here, if its own is among them.
    #[must_use]
    pub fn write_part(mut self) -> String {
        if self.name.split_once(':').is_some_and(|(prefix, _)| is_known(prefix)) {
            for (name, schema) in declarations() {
                self.set(name, schema);
            }
        }
        let mut out = String::from(DECLARATION);
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        if schema::is_void(self) {
            return;
        }
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escape(value));
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        match schema::ordered(self) {
            Some(children) => children.into_iter().for_each(|child| child.write_to(out)),
            None => self.children.iter().for_each(|child| child.write_to(out)),
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

impl Node {
    /// Writes an element now, which nothing changes any more.
    pub fn settle(&mut self) {
        if let Self::Element(element) = self {
            *self = Self::Written(element.write().into());
        }
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Element(element) => element.write_to(out),
            Self::Text(text) => out.push_str(&escape(text)),
            Self::Written(xml) => out.push_str(xml),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ooxml::Element;

    #[test]
    fn properties_are_sorted_and_the_last_wins() {
        let xml = "<w:p><w:pPr><w:rPr /><w:jc w:val=\"left\"/><w:pStyle w:val=\"A\"/><w:jc w:val=\"center\"/>\
                   <w:rPr><w:sz/><w:b/></w:rPr></w:pPr><w:r><w:rPr></w:rPr><w:t>a &amp; b</w:t></w:r></w:p>";
        let ordered = "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:jc w:val=\"center\"/><w:rPr><w:b/><w:sz/></w:rPr></w:pPr>\
                       <w:r><w:t>a &amp; b</w:t></w:r></w:p>";
        assert_eq!(Element::parse(xml).unwrap().write(), ordered);
    }

    #[test]
    fn what_may_repeat_or_stand_empty_does() {
        let xml =
            "<w:sectPr><w:pgSz/><w:headerReference w:type=\"even\"/><w:headerReference w:type=\"default\"/></w:sectPr>";
        let ordered =
            "<w:sectPr><w:headerReference w:type=\"even\"/><w:headerReference w:type=\"default\"/><w:pgSz/></w:sectPr>";
        assert_eq!(Element::parse(xml).unwrap().write(), ordered);
        assert_eq!(Element::new("w:sectPr").write(), "<w:sectPr/>");
        assert_eq!(Element::parse("<w:p><w:pPr><w:rPr/></w:pPr></w:p>").unwrap().write(), "<w:p></w:p>");
    }
}
