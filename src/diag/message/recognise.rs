//! A text that went through a library as one string becomes a message again, so
//! that it can be translated.

use super::table::STRINGS;
use super::{Message, Value};

impl Message {
    /// The message whose English text this is, if the table has a row for texts of
    /// this form; else the text as it is. What stands in a gap is recognised too.
    #[must_use]
    pub fn recognised(text: &str) -> Self {
        let found =
            STRINGS.iter().copied().flatten().find_map(|(template, _)| Some((*template, gaps(template, text)?)));
        match found {
            Some((template, values)) => {
                let value = |(name, text): (&'static str, &str)| (name, Value::Message(Self::recognised(text)));
                Self::new(template, values.into_iter().map(value).collect())
            }
            None => Self::from(text.to_owned()),
        }
    }
}

/// What fills the gaps of a template in a text; `None` if the text is another.
fn gaps<'a>(template: &'static str, text: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
    let (mut template, mut text) = (template, text);
    let mut values = Vec::new();
    while let Some((before, rest)) = template.split_once('{') {
        let (name, behind) = rest.split_once('}')?;
        text = text.strip_prefix(before)?;
        let next = behind.split('{').next().unwrap_or_default();
        let end = if next.is_empty() { text.len() } else { text.find(next)? };
        values.push((name, &text[..end]));
        text = &text[end..];
        template = behind;
    }
    (template == text).then_some(values)
}
