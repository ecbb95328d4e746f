//! `[x](https://example.org/{{ version }})`: in CommonMark no blank may stand in the
//! target of a link. The blanks of such marks are hidden from comrak and put back
//! into its tree; a hidden one is one byte too, so that every place stays.

use std::borrow::Cow;

use comrak::nodes::{Node, NodeValue};

/// Stands for a blank; it parts no words and marks nothing.
const HIDDEN: u8 = b';';
/// What marks begin with once their blanks are hidden.
const HIDDEN_MARKS: [&str; 2] = ["{{;", "{{<;"];

fn has_hidden(text: &str) -> bool {
    HIDDEN_MARKS.iter().any(|mark| text.contains(mark))
}

/// Hides the blanks of variables in the targets of links, pictures and definitions.
pub(super) fn hide(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("{{") || has_hidden(&text) {
        return text;
    }
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find("](").map(|next| at + next + 2) {
        at = target(bytes, next, &mut found);
    }
    at = 0;
    while let Some(next) = definition(&text, at) {
        at = target(bytes, next, &mut found);
    }
    if found.is_empty() {
        return text;
    }
    let mut hidden = text.into_owned().into_bytes();
    found.into_iter().for_each(|at| hidden[at] = HIDDEN);
    // Blanks of one byte were replaced by signs of one byte.
    Cow::Owned(String::from_utf8(hidden).unwrap_or_default())
}

/// Where the target of the next definition begins: `[x]: target`.
fn definition(text: &str, from: usize) -> Option<usize> {
    text[from..].find("]: ").map(|at| from + at + 3)
}

/// The end of the target that begins at a byte; the blanks of marks in it.
fn target(bytes: &[u8], from: usize, found: &mut Vec<usize>) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' if bytes.get(at + 1) == Some(&b'{') => {
                let Some(end) = mark_end(bytes, at + 2) else { return at + 2 };
                found.extend((at + 2..end).filter(|at| matches!(bytes[*at], b' ' | b'\t')));
                at = end + 2;
            }
            b')' | b' ' | b'\t' | b'\n' | b'\r' => break,
            _ => at += 1,
        }
    }
    at.max(from)
}

/// Where the braces of a mark close, in its line.
fn mark_end(bytes: &[u8], from: usize) -> Option<usize> {
    let line = bytes[from..].iter().take_while(|byte| !matches!(byte, b'\n' | b'{')).count();
    (from..from + line).find(|at| bytes[*at..].starts_with(b"}}"))
}

/// Puts the blanks back.
pub(super) fn restore(root: Node<'_>, text: &str) {
    if !has_hidden(text) {
        return;
    }
    for node in root.descendants() {
        match &mut node.data_mut().value {
            NodeValue::Text(text) if has_hidden(text) => *text = shown(text).into(),
            NodeValue::Code(code) => code.literal = shown(&code.literal),
            NodeValue::CodeBlock(code) => code.literal = shown(&code.literal),
            NodeValue::Math(math) => math.literal = shown(&math.literal),
            NodeValue::HtmlInline(html) => *html = shown(html),
            NodeValue::HtmlBlock(html) => html.literal = shown(&html.literal),
            NodeValue::Link(link) | NodeValue::Image(link) => {
                link.url = shown(&link.url);
                link.title = shown(&link.title);
            }
            _ => {}
        }
    }
}

fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = HIDDEN_MARKS.iter().filter_map(|mark| rest.find(mark)).min() {
        let end = rest[at..].find("}}").map_or(rest.len(), |end| at + end);
        shown.push_str(&rest[..at]);
        shown.push_str(&rest[at..end].replace(char::from(HIDDEN), " "));
        rest = &rest[end..];
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{hide, shown};

    #[test]
    fn blanks_are_hidden_in_targets_alone() {
        for (text, wanted) in [
            ("{{ a }} [x](u/{{ v }}/{{< var w >}}) {{ b }}", "{{ a }} [x](u/{{;v;}}/{{<;var;w;>}}) {{ b }}"),
            ("[x]: u/{{ v }} {{ b }}", "[x]: u/{{;v;}} {{ b }}"),
            ("[x](u/{{v}} \"{{ t }}\")", "[x](u/{{v}} \"{{ t }}\")"),
            ("[x](u/{{ v", "[x](u/{{ v"),
            ("[x]({{; v }})", "[x]({{; v }})"),
        ] {
            let hidden = hide(Cow::Borrowed(text));
            assert_eq!(hidden, wanted);
            assert_eq!(shown(&hidden).replace(';', " "), text.replace(';', " "));
        }
        let many = "](".repeat(200_000) + "{{ x }}";
        assert_eq!(hide(Cow::Borrowed(&many)).len(), many.len());
    }
}
