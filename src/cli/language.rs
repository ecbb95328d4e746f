//! The language that the process prints, decided once.

use std::sync::OnceLock;

use clap::ValueEnum;

use crate::diag::{Language, Message};

static CHOSEN: OnceLock<Language> = OnceLock::new();

/// The variables that name the language, the strongest first, as POSIX orders
/// them.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// `--lang`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageArg {
    En,
    Zh,
}

/// Decides the language: that of the option, else that of the environment.
pub(super) fn choose(option: Option<LanguageArg>) {
    let language = match option {
        Some(LanguageArg::En) => Language::English,
        Some(LanguageArg::Zh) => Language::Chinese,
        None => of_environment(|name| std::env::var(name).ok()),
    };
    let _ = CHOSEN.set(language);
}

/// The language that arguments ask for, which must be known before they are read:
/// what is wrong with them is told in it.
pub(super) fn asked(arguments: impl IntoIterator<Item = String>) -> Option<LanguageArg> {
    let mut arguments = arguments.into_iter().take_while(|argument| argument != "--");
    let mut found = None;
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        found = value.and_then(|value| LanguageArg::from_str(&value, false).ok()).or(found);
    }
    found
}

/// The language of the first variable that is set and not empty.
fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = VARIABLES.iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    locale.map_or(Language::English, |locale| Language::of_locale(&locale))
}

/// The language that was decided.
pub(super) fn language() -> Language {
    CHOSEN.get().copied().unwrap_or_default()
}

/// A message in that language.
pub(super) fn text(message: impl Into<Message>) -> String {
    message.into().in_language(language())
}

#[cfg(test)]
mod tests {
    use super::{LanguageArg, asked, of_environment};
    use crate::diag::Language::{Chinese, English};

    #[test]
    fn the_option_is_found_before_arguments_are_read() {
        let asked = |typed: &str| asked(typed.split(' ').map(str::to_owned));
        assert_eq!(asked("fuzi --lang zh build --wrong"), Some(LanguageArg::Zh));
        assert_eq!(asked("fuzi build --lang=en"), Some(LanguageArg::En));
        assert_eq!(asked("fuzi build --language zh"), None);
        assert_eq!(asked("fuzi build -- --lang zh"), None);
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let of = |set: &[(&str, &str)]| {
            of_environment(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[]), English);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Chinese);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "")]), Chinese);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), English);
        assert_eq!(of(&[("LANG", "C"), ("LC_ALL", "zh_TW")]), Chinese);
        assert_eq!(of(&[("LANG", "zha_CN")]), English);
    }
}
