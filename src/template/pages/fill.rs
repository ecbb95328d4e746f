//! The template's own pages with their blanks filled, and what is asked by
//! blanks that nothing fills.

use std::collections::{BTreeMap, BTreeSet};

use super::OwnPages;
use crate::ooxml::Element;
use crate::style::field_names::{field_of, is_label};
use crate::template::blanks::samples::{self, Sample};
use crate::template::blanks::{self, Values};

/// The pages with their blanks filled.
#[derive(Debug)]
pub struct Filled {
    /// What stands before the text.
    pub front: Vec<Element>,
    /// What stands behind it.
    pub back: Vec<Element>,
    /// The labels that schools use of blanks for which there is no value.
    pub empty: Vec<String>,
    /// The texts that only say what to write, and still stand there.
    pub placeholders: Vec<String>,
    /// The values that no blank asks for, by the names of their fields.
    pub unasked: Vec<String>,
    /// What the front matter says, and the fields that the sheet has for labels.
    values: (Vec<(String, String)>, BTreeMap<String, String>),
    /// The samples of titles with what fills them, which headers may repeat.
    titles: Vec<(Sample, String)>,
}

/// What is answered to blanks.
struct Answers<'a> {
    values: &'a Values<'a>,
    empty: Vec<String>,
    /// The values that were asked for.
    used: BTreeSet<String>,
}

impl Answers<'_> {
    /// The value for a label.
    fn to(&mut self, label: &str) -> Option<String> {
        let value = self.values.of(label).map(str::to_owned);
        match &value {
            Some(value) => drop(self.used.insert(value.clone())),
            None if is_label(label) && !self.values.is_left(label) => self.empty.push(label.to_owned()),
            None => {}
        }
        value
    }
}

impl OwnPages {
    /// Fills the blanks.
    #[must_use]
    pub fn filled(&self, values: &Values<'_>) -> Filled {
        let (mut front, mut back) = (self.front.clone(), self.back.clone());
        let mut answers = Answers { values, empty: Vec::new(), used: BTreeSet::new() };
        blanks::fill(&mut front, &mut |label: &str| answers.to(label));
        blanks::fill(&mut back, &mut |label: &str| if is_of_form(label) { None } else { answers.to(label) });
        let (titles, open) = self.fill_samples(&mut front, &mut answers);
        // Those of headers and footers are filled where they are written.
        blanks::fill(&mut self.margins.clone(), &mut |label: &str| answers.to(label));
        let Answers { mut empty, used, .. } = answers;
        let mut seen = BTreeSet::new();
        empty.retain(|label: &String| seen.insert(field_of(label).to_owned()));
        let mut placeholders = blanks::placeholders(&front);
        placeholders.extend(blanks::placeholders(&back));
        placeholders.extend(open);
        let unasked = values.given.iter().filter(|(_, value)| !value.is_empty() && !used.contains(value));
        let unasked = if self.front.is_empty() { Vec::new() } else { unasked.map(|(name, _)| name.clone()).collect() };
        let values = (values.given.to_vec(), values.fields.clone());
        Filled { front, back, empty, placeholders, unasked, values, titles }
    }

    /// Fills what the sheet or its words make a sample: whole paragraphs. Hands back the
    /// titles that are filled, and the texts of those that nothing fills.
    fn fill_samples(
        &self,
        front: &mut Vec<Element>,
        answers: &mut Answers<'_>,
    ) -> (Vec<(Sample, String)>, Vec<String>) {
        let (values, used) = (answers.values, &mut answers.used);
        let is_asked = |field: &str| values.of(field).is_some_and(|value| used.contains(value));
        let (is_title_asked, is_english_asked) = (is_asked("title"), is_asked("title-en"));
        let (mut titles, mut open) = (Vec::new(), Vec::new());
        for sample in self.titles() {
            let chosen = values.chosen(sample.text());
            if chosen == Some("")
                || chosen.is_none() && [is_title_asked, is_english_asked][usize::from(sample.field == "title-en")]
            {
                continue;
            }
            match values.of(chosen.unwrap_or(sample.field)) {
                Some(value) => titles.push((sample, value.to_owned())),
                None => open.push(sample.parts.join(" ")),
            }
        }
        // The lines of the sample are not those of the title.
        let goes = |text: &str| titles.iter().any(|(sample, _)| sample.parts.iter().skip(1).any(|part| part == text));
        front.retain(|page| {
            let ends_section = page.path(&["w:pPr", "w:sectPr"]).is_some();
            page.name != "w:p" || ends_section || !goes(&samples::text(page))
        });
        samples::replace(front, &mut |text: &str| {
            let of_title = titles.iter().find(|(title, _)| title.text() == text).map(|(_, value)| value.clone());
            let chosen = values.chosen(text).and_then(|field| values.of(field)).map(str::to_owned);
            let value = of_title.or(chosen).or_else(|| goes(text).then(String::new))?;
            used.insert(value.clone());
            Some(value)
        });
        (titles, open)
    }

    /// The samples of titles.
    pub(in crate::template) fn titles(&self) -> Vec<Sample> {
        samples::titles(&self.front, self.title_style.as_deref())
    }

    /// The labels of the blanks, each with the field that fills it, and the texts
    /// beside them that only say what to write.
    pub(in crate::template) fn blanks(&self) -> (Vec<(String, String)>, Vec<String>) {
        let (mut front, mut back) = (self.front.clone(), self.back.clone());
        let mut found: Vec<(String, String)> = Vec::new();
        let mut note = |label: &str| {
            if !found.iter().any(|(known, _)| known == label) {
                found.push((label.to_owned(), field_of(label).to_owned()));
            }
            Some(String::new())
        };
        blanks::fill(&mut front, &mut note);
        for sample in self.titles() {
            if !found.iter().any(|(_, known)| known == sample.field) {
                found.push((sample.text().to_owned(), sample.field.to_owned()));
            }
        }
        let mut note = |label: &str| {
            if !found.iter().any(|(known, _)| known == label) {
                found.push((label.to_owned(), field_of(label).to_owned()));
            }
            Some(String::new())
        };
        blanks::fill(&mut back, &mut |label: &str| if is_of_form(label) { None } else { note(label) });
        blanks::fill(&mut self.margins.clone(), &mut note);
        front.append(&mut back);
        (found, blanks::placeholders(&front))
    }
}

impl Filled {
    /// Fills the blanks of a header or a footer.
    pub fn fill_margin(&self, part: &mut Element) {
        let values = Values { given: &self.values.0, fields: &self.values.1 };
        blanks::fill(std::slice::from_mut(part), &mut |label: &str| values.of(label).map(str::to_owned));
        samples::replace(std::slice::from_mut(part), &mut |text: &str| {
            let title = self.titles.iter().find(|(sample, _)| sample.is(text));
            title.map(|(_, value)| value.clone())
        });
    }
}

/// Whether a blank behind the text is one of its form: the day on which marks
/// are given is not that of the document.
fn is_of_form(label: &str) -> bool {
    matches!(label, "日期" | "Date" | "date")
}
