//! Roles of MyST — `` {ref}`text <id>` ``, `` {cite:p}`a,b` ``, `` {sub}`2` `` — and of
//! Sphinx and d2lbook — `` :numref:`id` `` — become references, citations and marks.
//!
//! comrak sees the name before a span of code as text; here the two become one. A
//! role in braces that a report does not need keeps its text, with one message a
//! role; between colons, where other things stand too, it stays as it is.

use comrak::nodes::{Node, NodeValue};

use super::Reader;
use super::line::Line;
use super::tex_call::is_id;
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::Mark;
use crate::model::document::{Attr, Cite, CiteItem, Inline, InlineKind, Reference};

/// The longest name of a role, in bytes.
const MAX_NAME: usize = 40;

/// What a role means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A reference; `number` if the number stands alone.
    Reference { number: bool },
    /// A citation; `narrative` if it stands in the sentence.
    Cite { narrative: bool },
    /// A marked passage.
    Mark(Mark),
    /// Code.
    Code,
    /// A formula.
    Math,
    /// Its text.
    Text,
}

fn meaning(name: &str) -> Option<Role> {
    Some(match name {
        "ref" | "numref" | "prf:ref" => Role::Reference { number: false },
        "eq" | "eqref" | "math:numref" => Role::Reference { number: true },
        "cite" | "cite:p" | "cite:ps" | "cite:alp" | "cite:alps" | "citep" | "parencite" => {
            Role::Cite { narrative: false }
        }
        "cite:t" | "cite:ts" | "cite:ct" | "cite:cts" | "citet" => Role::Cite { narrative: true },
        "sub" | "subscript" => Role::Mark(Mark::Subscript),
        "sup" | "superscript" => Role::Mark(Mark::Superscript),
        "kbd" | "keyboard" => Role::Mark(Mark::Keyboard),
        "strong" | "guilabel" | "menuselection" => Role::Mark(Mark::Strong),
        "emphasis" | "dfn" => Role::Mark(Mark::Emphasis),
        "u" | "underline" => Role::Mark(Mark::Underline),
        "del" | "strike" | "deleted" => Role::Mark(Mark::Strike),
        "sc" | "smallcaps" => Role::Mark(Mark::SmallCaps),
        "code" | "literal" | "file" | "command" | "program" | "option" | "envvar" | "samp" => Role::Code,
        // The objects of Sphinx's domains.
        "func" | "class" | "meth" | "mod" | "attr" | "data" | "obj" | "exc" | "const" => Role::Code,
        "math" => Role::Math,
        "term" | "abbr" | "abbreviation" => Role::Text,
        _ => return None,
    })
}

impl<'a> Reader<'_, 'a, '_> {
    /// Takes a span of code with the role before it, if it has one.
    pub(super) fn role(&mut self, node: Node<'a>, span: Span, line: &mut Line) -> bool {
        let NodeValue::Code(code) = &node.data().value else { return false };
        let before = &self.shared.text[..span.start as usize];
        let braced = name_before(before).map(|name| (name, format!("{{{name}}}")));
        let Some((name, head)) = braced.or_else(|| Some(name_between(before)?).map(|name| (name, format!(":{name}:"))))
        else {
            return false;
        };
        let name = name.to_owned();
        let Some(Inline { kind: InlineKind::Text(text), span: place, attr, .. }) = line.out.last_mut() else {
            return false;
        };
        if !text.ends_with(&head) || !attr.is_empty() {
            return false;
        }
        text.truncate(text.len() - head.len());
        let start = span.start as usize - head.len();
        *place = self.shared.span((place.start as usize).min(start), start);
        let whole = self.shared.span(start, span.end as usize);
        self.take_role(&name, code.literal.trim(), span, whole, line);
        true
    }

    fn take_role(&mut self, name: &str, text: &str, code: Span, whole: Span, line: &mut Line) {
        let (title, target) = titled(text);
        let shown = title.unwrap_or(text);
        let kind = match meaning(name) {
            Some(Role::Reference { number }) if is_id(target) => {
                return self.role_reference(title, target, number, whole, line);
            }
            Some(Role::Cite { narrative }) if text.split(',').all(|key| is_id(key.trim())) => {
                return self.role_cite(text, narrative, code, whole, line);
            }
            Some(Role::Mark(mark)) => {
                InlineKind::Marked(mark, vec![Inline::new(InlineKind::Text(text.to_owned()), code)])
            }
            Some(Role::Code) => InlineKind::Code(text.to_owned()),
            Some(Role::Math) => {
                let inner = self.shared.span(code.start as usize + 1, code.end as usize);
                InlineKind::Math(self.formula(text, inner, false))
            }
            Some(Role::Text) => return line.push_text(shown, whole),
            Some(Role::Reference { .. } | Role::Cite { .. }) | None => {
                self.tell_role(name, whole);
                return line.push_text(shown, whole);
            }
        };
        line.push(kind, Attr::default(), whole);
    }

    /// `` {ref}`id` ``, `` {ref}`text <id>` ``, `` {numref}`图 %s <id>` ``.
    fn role_reference(&mut self, title: Option<&str>, id: &str, number: bool, span: Span, line: &mut Line) {
        let id = self.id_of(id);
        let reference = |number_only| {
            let source = self.shared.written(span).to_owned();
            InlineKind::Reference(Reference { id: id.clone(), number_only, source })
        };
        let Some(title) = title else { return line.push(reference(number), Attr::default(), span) };
        let gap = ["%s", "{number}"].into_iter().find_map(|gap| title.split_once(gap));
        match gap {
            Some((before, after)) => {
                line.push_text(before, span);
                line.push(reference(true), Attr::default(), span);
                line.push_text(after, span);
            }
            None => {
                let content = vec![Inline::new(InlineKind::Text(title.to_owned()), span)];
                line.push(InlineKind::Link { target: format!("#{id}"), content }, Attr::default(), span);
            }
        }
    }

    fn role_cite(&mut self, keys: &str, narrative: bool, code: Span, whole: Span, line: &mut Line) {
        let source = self.shared.written(whole).to_owned();
        let item = |key: &str| CiteItem {
            key: Spanned::new(key.trim().to_owned(), code),
            prefix: String::new(),
            suffix: String::new(),
            suppress_author: false,
        };
        let items: Vec<CiteItem> = keys.split(',').map(item).collect();
        if !narrative {
            let cite = Cite { items, narrative, source };
            return line.push(InlineKind::Cite(cite), Attr::default(), whole);
        }
        for (number, item) in items.into_iter().enumerate() {
            if number > 0 {
                line.push_text("; ", whole);
            }
            let cite = Cite { items: vec![item], narrative, source: source.clone() };
            line.push(InlineKind::Cite(cite), Attr::default(), whole);
        }
    }

    /// Tells once of a role that has no effect.
    fn tell_role(&mut self, name: &str, span: Span) {
        if self.shared.html_told.insert(format!("{{{name}}}")) {
            let message = message!("the role `{{name}}` has no effect; its text is printed", name);
            let hint = "write the text without the role, or use one such as `{ref}`, `{cite}` or `{math}`";
            self.shared.sink.push(Diagnostic::warning(Code::UnknownContainer, span, message).hint(hint));
        }
    }
}

/// The name in the braces at the end of a text.
fn name_before(text: &str) -> Option<&str> {
    let inner = text.strip_suffix('}')?;
    let len = inner.bytes().rev().take(MAX_NAME).position(|byte| byte == b'{')?;
    let (before, name) = inner.split_at(inner.len() - len);
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'));
    (fits && !before.ends_with("\\{")).then_some(name)
}

/// The name of a known role between the colons at the end of a text.
fn name_between(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(':')?;
    let is_sign = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_');
    let len = inner.bytes().rev().take(MAX_NAME).take_while(is_sign).count();
    let (before, name) = inner.split_at(inner.len() - len);
    let name = name.strip_prefix(':')?;
    (!before.ends_with('\\') && meaning(name).is_some()).then_some(name)
}

/// `text <target>`: the text and the target.
fn titled(text: &str) -> (Option<&str>, &str) {
    let parts = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    match parts {
        Some((title, target)) if !title.trim().is_empty() => (Some(title.trim()), target.trim()),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{name_before, name_between, titled};

    #[test]
    fn roles_are_found_before_code() {
        assert_eq!(name_before("见 {cite:p}"), Some("cite:p"));
        for text in ["见 \\{ref}", "{r, echo}", "{}", "ref}", "{.ref}", "{ref} "] {
            assert_eq!(name_before(text), None, "{text}");
        }
        assert_eq!((name_between("见:cite:t:"), name_between(":eqref:")), (Some("cite:t"), Some("eqref")));
        for text in ["a:ref:", "\\:ref:", ":other:", "::ref:", "ref:", ":ref: "] {
            assert_eq!(name_between(text), None, "{text}");
        }
        assert_eq!(titled("第一节 <sec-a>"), (Some("第一节"), "sec-a"));
        assert_eq!(titled("<sec-a>"), (None, "<sec-a>"));
    }
}
