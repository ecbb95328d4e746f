//! What a cover has besides its titles and its fields: the small fields at its head,
//! the logo, the school and the kind of the document, the title page in another
//! language (GB/T 7713.1-2006 §5.1, §5.2).

use super::Resolver;
use super::cover::{entry, split};
use crate::length::Length;
use crate::model::document::Meta;
use crate::model::resolved::{CoverField, ForeignTitle, Picture, Script};
use crate::model::script::by_script;

/// The fields that name a logo.
const LOGO: [&str; 2] = ["logo", "校徽"];
/// How many of the fields at the head of a cover share a row.
const IN_A_ROW: usize = 2;
/// The width of an ASCII character of a label, in those of a hanzi: that of a wide
/// capital.
const ASCII_WIDTH: f64 = 0.75;

impl Resolver<'_> {
    /// The fields of the front matter that the style prints at the head of a cover.
    pub(super) fn head_fields(&mut self, meta: &Meta) -> Vec<Vec<CoverField>> {
        let style = self.style;
        let mut fields = Vec::new();
        for listed in &style.title.head_fields {
            let (label, name) = split(listed);
            if let Some(value) = self.printed(meta, name) {
                fields.push(cover_field(label.unwrap_or(name), value));
            }
        }
        fields.chunks(IN_A_ROW).map(<[CoverField]>::to_vec).collect()
    }

    /// The width of the widest label.
    pub(super) fn widest_label(&self, fields: &[Vec<CoverField>]) -> Length {
        let size = self.style.title.head_text.size();
        let width = |ch: char| if ch.is_ascii() { ASCII_WIDTH } else { 1.0 };
        let widths = fields.iter().flatten().map(|field| field.label.chars().map(width).sum::<f64>());
        size.scaled(widths.fold(0.0, f64::max))
    }

    /// The logo, as high as the style has it.
    pub(super) fn logo(&mut self, meta: &Meta) -> Option<Picture> {
        let height = self.style.title.logo_height;
        let (key, image) = meta.picture(&LOGO).filter(|_| height > Length::ZERO)?;
        self.printed_fields.push(key.to_owned());
        Some(self.picture_as_high(image, height, self.words.logo))
    }

    /// The logo in the headers.
    pub(super) fn header_logo(&mut self, meta: &Meta) -> Option<Picture> {
        let image = meta.header_logo.as_ref()?;
        let own = meta.picture(&LOGO).filter(|(_, own)| own.path.span == image.path.span);
        self.printed_fields.extend(own.map(|(key, _)| key.to_owned()));
        Some(self.picture_as_high(image, self.style.header.logo_height, self.words.logo))
    }

    /// A line of the style with the fields of the front matter in their places: the
    /// `硕士` of `{学位|degree}学位论文`. `None` where neither fields nor words are left.
    pub(super) fn filled(&mut self, pattern: &str, meta: &Meta) -> Option<String> {
        let mut line = String::new();
        let mut rest = pattern;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((names, after)) = behind.split_once('}') else { break };
            line.push_str(before);
            rest = after;
            let Some(value) = names.split('|').find_map(|name| self.printed(meta, name.trim())) else { continue };
            let words = after.find('{').map_or(after, |end| &after[..end]);
            // 硕士学位论文 has the words that the style adds.
            if !words.is_empty() && ends_alike(&value, words) {
                rest = &after[words.len()..];
            }
            line.push_str(&value);
        }
        line.push_str(rest);
        Some(line.trim().to_owned()).filter(|line| !line.is_empty())
    }

    /// The title pages in other languages, for which the front matter has a title and
    /// something to stand under it.
    pub(super) fn foreign_titles(&mut self, meta: &Meta) -> Vec<ForeignTitle> {
        let style = self.style;
        let mut pages = Vec::new();
        for other in &meta.translations {
            let Some(title) = &other.title else { continue };
            let mut lines = Vec::new();
            for listed in &style.title.foreign_fields {
                let (label, name) = split(listed);
                let Some(value) = self.printed(meta, &format!("{name}-{}", other.lang.language())) else { continue };
                lines.push(match label {
                    Some("") | None => value,
                    Some(label) => format!("{label}: {value}"),
                });
            }
            if !lines.is_empty() {
                let outer = std::mem::replace(&mut self.lang, other.lang.clone());
                let title = self.title(Some(title));
                self.lang = outer;
                pages.push(ForeignTitle { lang: other.lang.clone(), title, lines });
            }
        }
        pages
    }

    /// What a field says; it is printed thereby.
    fn printed(&mut self, meta: &Meta, name: &str) -> Option<String> {
        let (key, value) = entry(meta, name)?;
        self.printed_fields.push(key.value.clone());
        Some(value.value.clone()).filter(|value| !value.trim().is_empty())
    }
}

/// A field with its label: the letters of a word would fall apart if they filled its
/// column, and a single character has nothing to fill it with.
pub(super) fn cover_field(label: &str, value: String) -> CoverField {
    let is_east_asian = by_script(label).iter().all(|(script, _)| *script == Script::EastAsian);
    CoverField { label: label.to_owned(), value, spreads: label.chars().nth(1).is_some() && is_east_asian }
}

/// Whether two texts end in the same two characters.
fn ends_alike(a: &str, b: &str) -> bool {
    let end = |text: &str| text.chars().rev().take(2).collect::<Vec<_>>();
    end(a).len() == 2 && end(a) == end(b)
}

#[cfg(test)]
mod tests {
    use super::ends_alike;

    #[test]
    fn words_that_are_there_are_not_added() {
        assert!(ends_alike("本科毕业论文", "学位论文") && ends_alike("Master Thesis", " thesis"));
        assert!(!ends_alike("硕士", "学位论文"));
    }
}
