//! How much each rule matters: what the table of codes says, changed by what a
//! project says.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Level, Severity};

/// The levels that a project sets itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<Code, Level>,
}

impl Levels {
    /// Sets the level of a code.
    pub fn set(&mut self, code: Code, level: Level) {
        self.set.insert(code, level);
    }

    /// Whether a code is told at all.
    #[must_use]
    pub fn is_on(&self, code: Code) -> bool {
        self.set.get(&code).copied().unwrap_or(code.level()) != Level::Off
    }

    /// Gives each diagnostic its level and drops those that are off. What keeps
    /// the editions from being made stays an error, whatever was set.
    #[must_use]
    pub fn apply(&self, list: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let leveled = |diagnostic: Diagnostic| match (diagnostic.severity, self.set.get(&diagnostic.code)) {
            (Severity::Error, _) => Some(diagnostic),
            (Severity::Warning, None | Some(Level::Warn)) => Some(diagnostic),
            (Severity::Warning, Some(Level::Error)) => Some(Diagnostic { severity: Severity::Error, ..diagnostic }),
            (Severity::Warning, Some(Level::Off)) => None,
        };
        list.into_iter().filter_map(leveled).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Levels;
    use crate::diag::{Code, Diagnostic, Level, Severity};

    #[test]
    fn errors_stay_errors() {
        let mut levels = Levels::default();
        levels.set(Code::Typst, Level::Off);
        levels.set(Code::Html, Level::Off);
        levels.set(Code::Ellipsis, Level::Error);
        let list = vec![
            Diagnostic::error(Code::Typst, None, "a"),
            Diagnostic::warning(Code::Html, None, "b"),
            Diagnostic::warning(Code::Ellipsis, None, "c"),
            Diagnostic::warning(Code::Dash, None, "d"),
        ];
        let told: Vec<_> = levels.apply(list).iter().map(|d| (d.code, d.severity)).collect();
        let expected =
            [(Code::Typst, Severity::Error), (Code::Ellipsis, Severity::Error), (Code::Dash, Severity::Warning)];
        assert_eq!(told, expected);
        assert!(!levels.is_on(Code::Html) && levels.is_on(Code::Dash));
    }
}
