//! The templates and numerals of pandoc-crossref's metadata: `figureTemplate: 图 $$i$$：
//! $$t$$` becomes a word and a delimiter; what a style cannot print so is told, all in
//! one message. Which of its fields show that a manuscript was written for it.

use super::front_matter::Fields;
use crate::diag::{Code, Diagnostic, Spanned, message};
use crate::model::Value;
use crate::model::wording::KindWording;

/// Fields that nothing else reads.
const MARKS: [&str; 29] = [
    "autoEqnLabels",
    "autoSectionLabels",
    "chapDelim",
    "codeBlockCaptions",
    "cref",
    "crossrefYaml",
    "eqLabels",
    "eqnLabels",
    "eqnPrefix",
    "figLabels",
    "figPrefix",
    "figureTemplate",
    "figureTitle",
    "linkReferences",
    "listingTemplate",
    "listingTitle",
    "lstLabels",
    "lstPrefix",
    "nameInLink",
    "pairDelim",
    "rangeDelim",
    "refDelim",
    "secPrefix",
    "subfigGrid",
    "tableEqns",
    "tableTemplate",
    "tableTitle",
    "tblLabels",
    "tblPrefix",
];

/// Fields that change what a number or a label reads, with their defaults.
const UNPRINTED: [(&str, &str); 20] = [
    ("figLabels", "arabic"),
    ("tblLabels", "arabic"),
    ("lstLabels", "arabic"),
    ("eqLabels", "arabic"),
    ("eqnLabels", "arabic"),
    ("secLabels", "arabic"),
    ("secLevelLabels", ""),
    ("subfigLabels", "alpha a"),
    ("figPrefixTemplate", "$$p$$ $$i$$"),
    ("tblPrefixTemplate", "$$p$$ $$i$$"),
    ("lstPrefixTemplate", "$$p$$ $$i$$"),
    ("eqnPrefixTemplate", "$$p$$ $$i$$"),
    ("secPrefixTemplate", "$$p$$ $$i$$"),
    ("refIndexTemplate", "$$i$$$$suf$$"),
    ("subfigureRefIndexTemplate", "$$i$$$$suf$$ ($$s$$)"),
    ("secHeaderTemplate", "$$i$$$$secHeaderDelim[n]$$$$t$$"),
    ("subfigureTemplate", "$$figureTitle$$ $$i$$$$titleDelim$$ $$t$$. $$ccs$$"),
    ("subfigureChildTemplate", "$$i$$"),
    ("ccsTemplate", "$$i$$$$ccsLabelSep$$$$t$$"),
    ("eqnIndexTemplate", "($$i$$)"),
];

impl Fields<'_, '_> {
    /// Takes a template or the numerals of a kind; gives other fields back.
    pub(super) fn template(&mut self, name: &str, value: Spanned<Value>) -> Option<Spanned<Value>> {
        let of: fn(&mut Self) -> &mut KindWording = match name {
            "figureTemplate" => |fields| &mut fields.meta.wording.figure,
            "tableTemplate" => |fields| &mut fields.meta.wording.table,
            "listingTemplate" => |fields| &mut fields.meta.wording.code,
            _ => {
                let Some((_, default)) = UNPRINTED.iter().find(|(known, _)| *known == name) else {
                    return Some(value);
                };
                if !matches!(&value.value, Value::Scalar { text, .. } if text.trim() == *default) {
                    self.unprinted.push(Spanned::new(name.to_owned(), value.span));
                }
                return None;
            }
        };
        let place = value.span;
        let Value::Scalar { text, .. } = &value.value else { return None };
        let Some((title, delimiter)) = parts(text) else {
            self.unprinted.push(Spanned::new(name.to_owned(), place));
            return None;
        };
        let spanned = |text: &str| Spanned::new(text.to_owned(), place);
        if let Some(title) = title {
            let scalar = Value::Scalar { text: title.to_owned(), plain: false };
            of(self).title = self.word(name, Spanned::new(scalar, place));
        }
        if let Some(delimiter) = delimiter {
            of(self).delimiter = Some(spanned(delimiter));
        }
        None
    }

    /// Notes a field that pandoc-crossref alone reads; what numbers by itself is none.
    pub(super) fn mark(&mut self, name: &str) {
        self.meta.wording.counts_labelled |= MARKS.contains(&name);
    }

    /// Tells the fields that no style can print, all in one message.
    pub(super) fn report_templates(&mut self) {
        let Some(first) = self.unprinted.first().map(|name| name.span) else { return };
        let names: Vec<String> = self.unprinted.iter().map(|name| format!("`{}`", name.value)).collect();
        let message = message!("numbers and labels are those of the style; {names} cannot change them", names);
        let hint = "say in the style how they look: `fuzi styles explain` lists its fields";
        self.shared.sink.push(Diagnostic::warning(Code::UnknownField, first, message).hint(hint));
    }
}

/// The word and the delimiter of a template, where it says them itself; `None` for one
/// that is more than a word, the number, a delimiter and the caption.
fn parts(template: &str) -> Option<(Option<&str>, Option<&str>)> {
    let (before, behind) = template.trim().split_once("$$i$$")?;
    let own = |part: &str| !part.contains("$$");
    let title = match before.trim() {
        "$$figureTitle$$" | "$$tableTitle$$" | "$$listingTitle$$" => None,
        word if own(word) => Some(word).filter(|word| !word.is_empty()),
        _ => return None,
    };
    let delimiter = match behind.strip_suffix("$$t$$")?.trim() {
        "$$titleDelim$$" => None,
        delimiter if own(delimiter) => Some(delimiter),
        _ => return None,
    };
    Some((title, delimiter))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn templates_are_a_word_and_a_delimiter() {
        assert_eq!(parts("$$figureTitle$$ $$i$$$$titleDelim$$ $$t$$"), Some((None, None)));
        assert_eq!(parts("图 $$i$$：$$t$$"), Some((Some("图"), Some("："))));
        assert_eq!(parts("$$tableTitle$$ $$i$$ $$t$$"), Some((None, Some(""))));
        for template in ["$$t$$ ($$i$$)", "$$i$$", "$$figureTitle$$ $$i$$ $$t$$ $$ccs$$", "$$x$$ $$i$$ $$t$$"] {
            assert_eq!(parts(template), None, "{template}");
        }
    }
}
