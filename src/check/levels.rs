//! How much each rule matters: what the table of codes says, changed by what a
//! project says.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Level, Severity};

/// The levels that a project sets itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    set: BTreeMap<Code, Level>,
    /// Whether what is not set is off.
    only_set: bool,
}

impl Levels {
    /// Sets the level of a code.
    pub fn set(&mut self, code: Code, level: Level) {
        self.set.insert(code, level);
    }

    /// Whether a code is told at all.
    #[must_use]
    pub fn is_on(&self, code: Code) -> bool {
        let other = if self.only_set { Level::Off } else { code.level() };
        self.set.get(&code).copied().unwrap_or(other) != Level::Off
    }

    /// The codes that are set and told, and besides some others; all else is off.
    #[must_use]
    pub fn only_set(&self, others: impl IntoIterator<Item = Code>) -> Self {
        let mut set: BTreeMap<Code, Level> = others.into_iter().map(|code| (code, Level::Warn)).collect();
        set.extend(self.set.iter().map(|(code, level)| (*code, *level)));
        Self { set, only_set: true }
    }

    /// Whether something is told that only [`examine`](super::examine) looks for.
    #[must_use]
    pub fn examine_any(&self) -> bool {
        Code::ALL.iter().any(|code| code.is_of_check() && self.is_on(*code))
    }

    /// Gives each diagnostic its level and drops those that are off. What keeps
    /// the editions from being made stays an error, whatever was set.
    #[must_use]
    pub fn apply(&self, list: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let leveled = |diagnostic: Diagnostic| {
            let severity = match (diagnostic.severity, self.set.get(&diagnostic.code)) {
                (Severity::Error, _) => Severity::Error,
                (severity, None) => severity,
                (_, Some(Level::Off)) => return None,
                (_, Some(Level::Note)) => Severity::Note,
                (_, Some(Level::Warn)) => Severity::Warning,
                (_, Some(Level::Error)) => Severity::Error,
            };
            Some(Diagnostic { severity, ..diagnostic })
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
        levels.set(Code::Empty, Level::Note);
        levels.set(Code::UncitedEntry, Level::Warn);
        let list = vec![
            Diagnostic::error(Code::Typst, None, "a"),
            Diagnostic::warning(Code::Html, None, "b"),
            Diagnostic::warning(Code::Ellipsis, None, "c"),
            Diagnostic::warning(Code::Dash, None, "d"),
            Diagnostic::warning(Code::Empty, None, "e"),
            Diagnostic::note(Code::UncitedEntry, None, "f"),
        ];
        let told: Vec<_> = levels.apply(list).iter().map(|d| (d.code, d.severity)).collect();
        let expected = [
            (Code::Typst, Severity::Error),
            (Code::Ellipsis, Severity::Error),
            (Code::Dash, Severity::Warning),
            (Code::Empty, Severity::Note),
            (Code::UncitedEntry, Severity::Warning),
        ];
        assert_eq!(told, expected);
        assert!(!levels.is_on(Code::Html) && levels.is_on(Code::Dash));
        assert!(levels.only_set([]).examine_any(), "an ellipsis is looked for");
        let only = levels.only_set([Code::Dash, Code::Html]);
        assert!(only.is_on(Code::Dash) && only.is_on(Code::Ellipsis) && only.is_on(Code::Empty));
        assert!(!only.is_on(Code::Html) && !only.is_on(Code::UnitSpace));
        assert!(!Levels::default().only_set([]).examine_any());
    }
}
