//! What is said of the blanks of a template's own pages.

use super::Filled;
use crate::diag::{Code, Diagnostic, Message, Sink, message};

/// How many texts a message names.
const NAMED: usize = 12;

impl Filled {
    /// Says what of the blanks is open, and what only says what to write.
    pub fn tell(&self, sink: &mut Sink) {
        let quoted = |texts: &[String]| {
            let more = if texts.len() > NAMED { ", …" } else { "" };
            let named: Vec<String> = texts.iter().take(NAMED).map(|text| format!("“{text}”")).collect();
            named.join(", ") + more
        };
        let mut warn = |texts: &[String], message: fn(String) -> Message, hint: &'static str| {
            if !texts.is_empty() {
                sink.push(Diagnostic::warning(Code::Template, None, message(quoted(texts))).hint(hint));
            }
        };
        warn(
            &self.empty,
            |texts| message!("nothing in the front matter fills these blanks of the template's pages: {texts}", texts),
            "add them to the front matter under these names, or name their fields in `[template.fields]` of the sheet",
        );
        warn(
            &self.unasked,
            |texts| message!("the template's pages have no blank for these fields of the front matter: {texts}", texts),
            "name the blank that each fills in `[template.fields]` of the sheet, or write it in double braces into the template",
        );
        warn(
            &self.placeholders,
            |texts| message!("the template's pages keep texts that say what to write there: {texts}", texts),
            "replace them in the template, or in the Word file",
        );
    }
}
