//! The addresses that a link may have. Others could run something on the reader's
//! machine.

/// The schemes that a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "ftp", "tel"];

/// The scheme of an address in lower case, and whether a link may have it; `None` if it
/// has none.
#[must_use]
pub fn scheme(address: &str) -> Option<(String, bool)> {
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let is_allowed = SCHEMES.contains(&scheme.as_str());
    is_scheme.then_some((scheme, is_allowed))
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn schemes_are_known_in_any_spelling() {
        assert_eq!(scheme("HTTPS://a"), Some(("https".to_owned(), true)));
        assert_eq!(scheme("JavaScript:a"), Some(("javascript".to_owned(), false)));
        for none in ["a.md", " https://a", "java\tscript:a", ""] {
            assert_eq!(scheme(none), None, "{none:?}");
        }
    }
}
