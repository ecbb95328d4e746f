//! What is reported: an English text with named gaps and what fills them. Its
//! Chinese stands in one [`table`], under the English.
//!
//! A message is data until it is shown: which language is read is known only to
//! the one who prints.

mod language;
mod recognise;
mod system;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

pub use language::Language;

/// The template of a text that is in no table, such as one of a library.
const LITERAL: &str = "{text}";

/// A text for people, in every language that fuzi prints.
///
/// Serialised, it is the template with its values, as a cache keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    /// English, with `{name}` for each value. Other braces stand for themselves.
    template: Cow<'static, str>,
    values: Vec<(Cow<'static, str>, Value)>,
}

/// What stands in a gap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// A name, a number or what the manuscript says: the same in every language.
    Text(String),
    /// A text that its maker says in each language.
    Told {
        /// In English.
        english: String,
        /// In Chinese.
        chinese: String,
    },
    /// A part of the sentence that has its own row in the table.
    Message(Message),
    /// Several of them, with commas of the language between.
    List(Vec<Value>),
}

/// A message of an English text. `{name}` in it is filled with the variable of
/// that name, or with what `name = …` gives.
macro_rules! message {
    ($template:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::diag::Message::new(
            $template,
            vec![$((stringify!($name), $crate::diag::message!(@value $name $(, $value)?))),*],
        )
    };
    (@value $name:ident) => { $crate::diag::ToValue::to_value(&$name) };
    (@value $name:ident, $value:expr) => { $crate::diag::ToValue::to_value(&$value) };
}
pub(crate) use message;

impl Message {
    /// A message of a template of the table; `message!` writes the call.
    #[must_use]
    pub fn new(template: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect();
        Self { template: Cow::Borrowed(template), values }
    }

    /// The text in a language; in English where the table has no row for it.
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let template = match language {
            Language::English => None,
            Language::Chinese => table::chinese(&self.template),
        };
        let mut text = String::new();
        self.fill(template.unwrap_or(&self.template), language, &mut text);
        text
    }

    /// Whether the English text holds a part.
    #[must_use]
    pub fn contains(&self, part: &str) -> bool {
        self.to_string().contains(part)
    }

    /// Whether this and every part of it has a row in the table, or is literal.
    #[must_use]
    pub fn is_translated(&self) -> bool {
        (self.template == LITERAL || table::chinese(&self.template).is_some())
            && self.values.iter().all(|(_, value)| value.is_translated())
    }

    /// Writes a template with its gaps filled.
    fn fill(&self, template: &str, language: Language, text: &mut String) {
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let (before, at_brace) = rest.split_at(open);
            text.push_str(before);
            let gap = at_brace[1..].split_once('}').and_then(|(name, behind)| {
                let (_, value) = self.values.iter().find(|(known, _)| known == name)?;
                Some((value, behind))
            });
            match gap {
                Some((value, behind)) => {
                    value.write(language, text);
                    rest = behind;
                }
                None => {
                    text.push('{');
                    rest = &at_brace[1..];
                }
            }
        }
        text.push_str(rest);
    }
}

impl Value {
    fn is_translated(&self) -> bool {
        match self {
            Self::Text(_) | Self::Told { .. } => true,
            Self::Message(message) => message.is_translated(),
            Self::List(list) => list.iter().all(Self::is_translated),
        }
    }

    fn write(&self, language: Language, text: &mut String) {
        match self {
            Self::Text(own) => text.push_str(own),
            Self::Told { english, chinese } => text.push_str(match language {
                Language::English => english,
                Language::Chinese => chinese,
            }),
            Self::Message(message) => text.push_str(&message.in_language(language)),
            Self::List(list) => {
                for (at, value) in list.iter().enumerate() {
                    if at > 0 {
                        text.push_str(language.comma());
                    }
                    value.write(language, text);
                }
            }
        }
    }
}

/// The English text.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::English))
    }
}

impl std::error::Error for Message {}

/// A template without gaps.
impl From<&str> for Message {
    fn from(template: &str) -> Self {
        Self { template: Cow::Owned(template.to_owned()), values: Vec::new() }
    }
}

/// A text that is the same in every language.
impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::new(LITERAL, vec![("text", Value::Text(text))])
    }
}

impl PartialEq<str> for Message {
    fn eq(&self, other: &str) -> bool {
        let text = self.to_string();
        text == other
    }
}

impl PartialEq<&str> for Message {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

/// What may stand in a gap.
pub trait ToValue {
    /// The value of the gap.
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue + ?Sized> ToValue for &mut T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToValue> ToValue for [T] {
    fn to_value(&self) -> Value {
        Value::List(self.iter().map(ToValue::to_value).collect())
    }
}

impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

impl ToValue for Message {
    fn to_value(&self) -> Value {
        Value::Message(self.clone())
    }
}

/// What is shown as it is.
macro_rules! texts {
    ($($kind:ty),*) => { $(
        impl ToValue for $kind {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }
        }
    )* };
}
texts!(str, String, Cow<'_, str>, char, u8, u16, u32, u64, usize, i32, i64, f32, f64, crate::diag::Code);
texts!(std::path::Display<'_>);

/// The English texts, for programs that read diagnostics as data.
pub(super) fn as_text<S: Serializer>(message: &Message, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(message)
}

/// The same of several messages.
pub(super) fn as_texts<S: Serializer>(list: &[Message], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(list.iter().map(ToString::to_string))
}
