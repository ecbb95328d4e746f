//! `--strict`: which diagnostics keep the editions from being written.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Severity};

/// Which diagnostics keep the editions from being written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strict {
    /// Errors alone.
    #[default]
    Errors,
    /// Errors and warnings; notes are let pass.
    Warnings,
    /// Errors, and whatever is of these kinds.
    Codes(BTreeSet<Code>),
}

/// The kinds that are looked for in bibliographies only where somebody asks.
pub(super) const OF_ENTRIES: [Code; 4] =
    [Code::IncompleteEntry, Code::UncitedEntry, Code::SimilarEntries, Code::Identifier];

impl Strict {
    /// Whether one of the diagnostics keeps the editions from being written.
    #[must_use]
    pub fn refuses(&self, diagnostics: &[Diagnostic]) -> bool {
        diagnostics.iter().any(|diagnostic| self.counts(diagnostic))
    }

    /// Whether a diagnostic counts as an error.
    fn counts(&self, diagnostic: &Diagnostic) -> bool {
        match self {
            _ if diagnostic.severity == Severity::Error => true,
            Self::Errors => false,
            Self::Warnings => diagnostic.severity == Severity::Warning,
            Self::Codes(codes) => codes.contains(&diagnostic.code),
        }
    }

    /// The kinds that a build looks for besides those that it always does, and those
    /// that the project names.
    pub(super) fn wanted(&self) -> Vec<Code> {
        match self {
            Self::Errors => Vec::new(),
            Self::Warnings => OF_ENTRIES.to_vec(),
            Self::Codes(codes) => codes.iter().copied().collect(),
        }
    }
}

impl From<bool> for Strict {
    fn from(strict: bool) -> Self {
        if strict { Self::Warnings } else { Self::Errors }
    }
}

#[cfg(test)]
mod tests {
    use super::Strict;
    use crate::diag::{Code, Diagnostic};

    #[test]
    fn notes_pass_and_named_kinds_do_not() {
        let note = [Diagnostic::note(Code::UncitedEntry, None, "a")];
        let warning = [Diagnostic::warning(Code::Html, None, "b")];
        let named = |code| Strict::Codes([code].into());
        assert!(!Strict::Errors.refuses(&warning) && Strict::Warnings.refuses(&warning));
        assert!(!Strict::Warnings.refuses(&note) && named(Code::UncitedEntry).refuses(&note));
        assert!(named(Code::Html).refuses(&warning) && !named(Code::Dash).refuses(&warning));
        assert!(named(Code::Dash).refuses(&[Diagnostic::error(Code::Typst, None, "c")]));
    }
}
