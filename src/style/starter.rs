//! The sheet that somebody begins with who wants a style of their own: what is
//! most often changed, with its present values.

use super::guide::Shape;
use super::sheet::Style;
use super::sheet_value::quoted;
use super::units::in_language;
use crate::diag::{Language, Message, message};

/// The fields that are most often changed, in tables.
const MOST_USED: &[(&str, &[&str])] = &[
    ("page", &["paper", "margin-top", "margin-bottom", "margin-left", "margin-right"]),
    ("fonts.body", &["latin", "east-asian", "word-latin", "word-east-asian"]),
    ("fonts.heading", &["latin", "east-asian", "word-latin", "word-east-asian"]),
    ("body", &["size", "pitch", "first-line", "align"]),
    ("title", &["own-page"]),
    ("title.title", &["size"]),
    ("heading1", &["number", "new-page"]),
    ("heading1.text", &["size", "align", "before", "after"]),
    ("heading2", &["number"]),
    ("heading2.text", &["size", "align", "before", "after"]),
    ("heading3", &["number"]),
    ("heading3.text", &["size", "align", "before", "after"]),
    ("count", &["scope"]),
    ("figure-caption.text", &["size"]),
    ("table-caption.text", &["size"]),
    ("table", &["rules", "bold-head"]),
    ("table.text", &["size"]),
    ("equation", &["number"]),
    ("notes", &["format", "restart"]),
    ("contents", &["show", "depth"]),
    ("header", &["odd"]),
    ("page-number", &["pattern", "front"]),
];

/// What a field means, as a message.
#[must_use]
pub fn explained(english: &str) -> Message {
    match english.strip_prefix("The same as ").and_then(|word| word.strip_suffix('.')) {
        Some(word) => message!("The same as {word}.", word),
        None => Message::from(english),
    }
}

impl Style {
    /// A sheet that inherits from the one that this style was loaded from, with
    /// the fields that are most often changed as comments.
    #[must_use]
    pub fn starter(&self, inherits: &str, language: Language) -> String {
        let (guide, written) = (Self::guide(), self.written());
        let remark = |message: Message| format!("# {}\n", message.in_language(language));
        let mut text = remark(message!(
            "Take the mark # off a line and change its value; what is not said comes from “{inherits}”.",
            inherits
        ));
        text +=
            &remark(message!("Every field: fuzi styles explain. All values: fuzi styles show {inherits}.", inherits));
        text += &format!("inherits = {}\ndescription = \"\"\n", quoted(inherits));
        let said = |doc: &'static str| explained(doc).in_language(language);
        for (part, keys) in MOST_USED {
            let doc = guide.find(part).map_or_else(String::new, |field| said(field.doc));
            text.push_str(&format!("\n[{part}]  # {doc}\n"));
            for key in *keys {
                let path = format!("{part}.{key}");
                if let (Some(field), Some(value)) = (guide.find(&path), written.get(&path)) {
                    let value = match &field.shape {
                        Shape::Value(kind) => in_language(value, kind, language),
                        Shape::Part(..) => value.clone(),
                    };
                    text.push_str(&format!("# {key} = {}  # {}\n", value.toml(), said(field.doc)));
                }
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::MOST_USED;
    use crate::diag::{Language, SourceId};
    use crate::style::Style;
    use crate::style::{PRESETS, load};

    #[test]
    fn the_most_used_fields_exist() {
        let guide = Style::guide();
        for (part, keys) in MOST_USED {
            for key in *keys {
                assert!(guide.find(&format!("{part}.{key}")).is_some(), "{part}.{key}");
            }
        }
    }

    /// As it is and with every mark taken off, it is the style that it is from.
    #[test]
    fn a_starter_is_the_same_style() {
        for (name, text) in PRESETS {
            let style = load(SourceId(0), text).unwrap();
            for language in [Language::English, Language::Chinese] {
                let starter = style.starter(name, language);
                assert_eq!(load(SourceId(0), &starter).unwrap(), style, "{name}");
                let has = |units: &[&str]| units.iter().any(|unit| starter.contains(unit));
                let (chinese, english) = (has(&["号\"", "字符\"", "磅\"", "倍\""]), has(&["pt\"", "em\"", "x\""]));
                assert_eq!(
                    (chinese, english),
                    (language == Language::Chinese, language == Language::English),
                    "{name}"
                );
                let lines = starter.lines().map(|line| match line.strip_prefix("# ") {
                    Some(rest) if rest.contains(" = ") => rest,
                    _ => line,
                });
                let open = lines.collect::<Vec<_>>().join("\n");
                assert_eq!(load(SourceId(0), &open).unwrap(), style, "{name}");
            }
        }
    }
}
