//! A style in another language: the Chinese words and signs of its patterns and
//! its circled note numbers are not printed in a document that is not Chinese or
//! Japanese.

use super::numbering::Pattern;
use super::value::NoteFormat;
use super::{Heading, Style};
use crate::model::Lang;

impl Style {
    /// The same style for a document of a language.
    #[must_use]
    pub fn localized(mut self, lang: &Lang) -> Self {
        if matches!(lang.language(), "zh" | "ja" | "yue" | "wuu" | "lzh") {
            return self;
        }
        let headings = [
            &mut self.heading1,
            &mut self.heading2,
            &mut self.heading3,
            &mut self.heading4,
            &mut self.heading5,
            &mut self.heading6,
        ];
        for (at, heading) in headings.into_iter().enumerate() {
            plain_number(heading, at + 1);
        }
        if !self.appendix.is_ascii() {
            self.appendix = "A".to_owned();
        }
        if !self.equation.number.is_ascii() {
            self.equation.number = "( )".to_owned();
        }
        if !self.theorem.title.is_ascii() {
            self.theorem.title = "( )".to_owned();
        }
        if self.theorem.delimiter.is_empty() {
            self.theorem.delimiter = ".".to_owned();
        }
        self.notes.format = NoteFormat::Arabic;
        self
    }
}

/// Chinese numbers become 1, 1.1, 1.1.1.
fn plain_number(heading: &mut Heading, level: usize) {
    let chinese = !heading.number.is_ascii() && heading.number.parse::<Pattern>().is_ok();
    if chinese {
        heading.number = vec!["1"; level].join(".");
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceId;
    use crate::model::Lang;
    use crate::style::{load, preset};

    #[test]
    fn english_has_no_chinese_numbers() {
        let style = load(SourceId(0), preset("report").unwrap()).unwrap();
        let english = style.clone().localized(&Lang::parse("en").unwrap());
        assert_eq!((english.heading1.number.as_str(), english.equation.number.as_str()), ("1", "( )"));
        assert_eq!(style.clone().localized(&Lang::chinese()), style);
    }
}
