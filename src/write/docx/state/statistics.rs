//! How much a text is, as Word counts it: what its window shows, and what an
//! office asks of a text of so many characters. Notes are not counted, as in Word
//! unless one asks for them.

use crate::ooxml::Element;

/// The counts of a text (ECMA-376-1 §22.2.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::write::docx) struct Statistics {
    /// Signs of East Asia, and what stands between blanks and them.
    pub words: usize,
    /// Characters but for blanks.
    pub characters: usize,
    /// Characters with blanks.
    pub with_blanks: usize,
    /// Paragraphs that are not empty.
    pub paragraphs: usize,
}

impl Statistics {
    /// Counts what stands in an element of the text, or in all of it.
    pub(in crate::write::docx) fn add(&mut self, element: &Element) {
        let mut paragraph = String::new();
        for element in element.descendants() {
            match element.name.as_ref() {
                "w:p" => self.add_paragraph(&std::mem::take(&mut paragraph)),
                "w:t" => paragraph.push_str(&element.own_text()),
                "w:tab" | "w:br" => paragraph.push('\t'),
                _ => {}
            }
        }
        self.add_paragraph(&paragraph);
    }

    fn add_paragraph(&mut self, paragraph: &str) {
        let mut in_word = false;
        for ch in paragraph.chars() {
            let is_blank = ch.is_whitespace();
            let is_wide = !is_blank && ch >= '\u{2E80}';
            if is_wide || !is_blank && !in_word {
                self.words += 1;
            }
            in_word = !is_blank && !is_wide;
            self.characters += usize::from(!is_blank);
            self.with_blanks += usize::from(ch != '\t');
        }
        self.paragraphs += usize::from(!paragraph.trim().is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::Statistics;
    use crate::ooxml::Element;

    #[test]
    fn signs_of_east_asia_are_words() {
        let paragraph =
            |text: &'static str| Element::new("w:p").holding(Element::new("w:r").holding(Element::text("w:t", text)));
        let texts = ["本文用 fuzi 0.1 写成。", "", "Two words"].map(paragraph);
        let document = Element::new("w:document").holding(Element::new("w:body").holding_all(texts));
        let counts = Statistics { words: 10, characters: 21, with_blanks: 25, paragraphs: 2 };
        let mut counted = Statistics::default();
        counted.add(&document);
        assert_eq!(counted, counts);
    }
}
