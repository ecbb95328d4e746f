//! The table `[check]` of `fuzi.toml`: how much each rule matters.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::check::Levels;
use crate::diag::{Code, Diagnostic, Level, Message, SourceId, Span, message, nearest};

/// The table `[check]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckTable {
    /// The levels of rules by their names or numbers.
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl CheckTable {
    /// The levels that the table sets; what is no rule or no level is an error.
    pub(super) fn levels(&self, source: SourceId, errors: &mut Vec<Diagnostic>) -> Levels {
        let mut levels = Levels::default();
        let mut refuse = |place: std::ops::Range<usize>, message: Message, hint: Option<Message>| {
            let error = Diagnostic::error(Code::Manifest, Span::new(source, place.start, place.end), message);
            errors.push(hint.into_iter().fold(error, Diagnostic::hint));
        };
        for (name, level) in &self.rules {
            let code = Code::find(name.get_ref());
            let known = Level::parse(level.get_ref());
            if code.is_none() {
                let near = nearest(name.get_ref(), Code::ALL.iter().map(|code| code.as_str()));
                let hint = near.map_or_else(
                    || message!("`fuzi explain` lists the rules"),
                    |near| message!("did you mean “{near}”?", near),
                );
                refuse(name.span(), message!("there is no rule “{name}”", name = name.get_ref()), Some(hint));
            }
            if known.is_none() {
                let message = message!(
                    "“{level}” is not a valid level; the levels are off, note, warn and error",
                    level = level.get_ref()
                );
                refuse(level.span(), message, None);
            }
            if let (Some(code), Some(level)) = (code, known) {
                levels.set(code, level);
            }
        }
        levels
    }
}
