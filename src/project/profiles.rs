//! `[profile.blind]`: an edition of its own of every document.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::{Code, Diagnostic, Message, message, nearest};

/// The facts that a document gets besides its front matter.
pub(super) type Variables = BTreeMap<String, toml::Value>;

/// The tables by the names of the profiles.
pub(super) type Profiles = BTreeMap<String, ProfileTable>;

/// A table `[profile.NAME]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProfileTable {
    /// What the names of the editions end with; a hyphen and the name of the
    /// profile if nothing is said.
    suffix: Option<String>,
    /// The name of a style, or the path of a sheet, also for a manuscript that
    /// names one.
    pub(super) style: Option<String>,
    /// Fields of the style, as in a sheet.
    pub(super) settings: toml::Table,
    /// Variables, also for a manuscript that gives them.
    pub(super) variables: Variables,
}

/// The profile of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) table: ProfileTable,
    /// The profiles that the project file has.
    known: Vec<String>,
}

impl Profile {
    /// A profile of a project.
    pub(super) fn new(name: &str, profiles: &Profiles) -> Self {
        let table = profiles.get(name).cloned().unwrap_or_default();
        Self { name: name.to_owned(), table, known: profiles.keys().cloned().collect() }
    }

    /// The name of an edition with its end.
    pub(super) fn suffix(&self) -> String {
        let plain = || format!("-{}", self.name.replace(['/', '\\'], "-"));
        self.table.suffix.clone().filter(|suffix| !suffix.contains(['/', '\\'])).unwrap_or_else(plain)
    }

    /// That neither the project nor the text, which speaks of some, knows it.
    pub(super) fn unknown<'a>(&'a self, text: impl Iterator<Item = &'a str>) -> Option<Diagnostic> {
        let known: Vec<&str> = self.known.iter().map(String::as_str).chain(text).collect();
        if known.contains(&self.name.as_str()) {
            return None;
        }
        let message = message!("there is no profile “{name}”", name = self.name);
        let error = Diagnostic::error(Code::Profile, None, message);
        let known: Vec<String> = std::collections::BTreeSet::from_iter(known).into_iter().map(str::to_owned).collect();
        Some(match nearest(&self.name, known.iter().map(String::as_str)) {
            Some(near) => error.hint(message!("did you mean “{near}”?", near)),
            None if known.is_empty() => {
                let hint = "write `[profile.NAME]` in fuzi.toml, or `{.when profile=\"NAME\"}` in the text";
                error.hint(Message::from(hint))
            }
            None => error.hint(message!("the profiles are {known}", known)),
        })
    }
}
