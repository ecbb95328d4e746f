//! Where links lead: addresses of allowed schemes, and anchors of the document.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::Resolver;
use super::anchors::Found;
use crate::diag::{Code, Diagnostic, Message, Span, message};
use crate::model::resolved::{AnchorId, Target};
use crate::model::scheme;

/// What an address must not hold as it is (RFC 3986 §2); what is escaped
/// already stays.
const ESCAPED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');
/// The longest address that Word takes.
const MAX_LENGTH: usize = 2079;

impl Resolver<'_> {
    /// Where a link leads; `None`, with a warning, if it may lead nowhere.
    pub(super) fn target(&mut self, written: &str, span: Span) -> Option<Target> {
        let written = written.trim();
        if let Some(name) = written.strip_prefix('#') {
            return self.anchor_target(name, span);
        }
        if let Some(link) = self.files.get(&(span.source, written.to_owned())) {
            return self.file_target(link, span);
        }
        if let Some(wiki) = wiki_name(written) {
            let heading = wiki.rsplit_once('#').and_then(|(_, name)| self.anchors.find_in(name, span.source));
            return heading.map(|anchor| self.leading_to(anchor));
        }
        match address(written) {
            Ok(address) => Some(Target::Url(address)),
            Err(reason) => {
                let diagnostic = Diagnostic::warning(Code::LinkTarget, span, reason);
                self.sink.push(diagnostic.hint("its text is kept without the link"));
                None
            }
        }
    }

    pub(super) fn leading_to(&mut self, anchor: AnchorId) -> Target {
        self.anchors.mark_referenced(anchor);
        Target::Anchor(anchor)
    }

    /// Says that a name means the first of several, if it does.
    pub(super) fn told_if_shared(&mut self, name: &str, found: Found, span: Span) {
        if found.shared {
            let message = message!("several other files have “{name}”; this leads to the first", name);
            let hint = "give each of them an id of its own, or link to its file: `[text](chapter.md#id)`";
            self.sink.push(Diagnostic::warning(Code::DuplicateId, span, message).hint(hint));
        }
    }

    fn anchor_target(&mut self, name: &str, span: Span) -> Option<Target> {
        let decoded = percent_decode_str(name).decode_utf8_lossy();
        if let Some(found) = self.anchors.find_linked(&decoded, span.source) {
            self.told_if_shared(&decoded, found, span);
            return Some(self.leading_to(found.anchor));
        }
        let message = message!("no heading or id “{decoded}” to link to", decoded);
        let mut diagnostic = Diagnostic::warning(Code::UndefinedAnchor, span, message);
        if let Some(name) = self.anchors.nearest(&decoded) {
            diagnostic = diagnostic.hint(message!("did you mean “#{name}”?", name));
        }
        self.sink.push(diagnostic);
        None
    }
}

/// What stands between the brackets of a wiki's link.
fn wiki_name(written: &str) -> Option<&str> {
    written.strip_prefix("[[")?.strip_suffix("]]")
}

/// An address with an allowed scheme, escaped where it must be.
pub(super) fn address(written: &str) -> Result<String, Message> {
    if written.is_empty() {
        return Err(message!("the address of the link is empty"));
    }
    match scheme(written) {
        Some((_, true)) => {
            let address = utf8_percent_encode(written, ESCAPED).to_string();
            if address.len() > MAX_LENGTH {
                return Err(message!("the address of the link is longer than Word takes"));
            }
            Ok(address)
        }
        Some((scheme, false)) => Err(message!("links of the scheme “{scheme}:” are not allowed", scheme)),
        None => Err(message!("“{written}” is neither an address on the web nor an anchor of this document", written)),
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_are_escaped_and_bounded() {
        assert_eq!(address("https://example.org/一?a b").unwrap(), "https://example.org/%E4%B8%80?a%20b");
        assert_eq!(address("https://example.org/%20").unwrap(), "https://example.org/%20");
        assert!(address("javascript:alert(1)").is_err());
        assert!(address("other.md").is_err());
        assert!(address("").is_err());
    }
}
