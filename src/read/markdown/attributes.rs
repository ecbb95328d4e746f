//! `{#id .class key=value key="v v" -}` and `{: .class}` become an [`Attr`]: the one reader of
//! attributes, for headings, pictures, spans, formulas, captions, code and
//! containers alike.
//!
//! Ids, classes, keys and values may be of any script. This file knows nothing
//! of the constructs that carry attributes but the names that they understand.

use crate::diag::{Code, Diagnostic, Message, Sink, SourceId, Span, Spanned, message, nearest};
use crate::model::document::Attr;

/// The longest run of attributes that is read, in bytes.
pub(crate) const MAX_LENGTH: usize = 2048;

/// What a construct understands.
pub(crate) struct Known {
    /// The construct, as a message names it.
    pub what: &'static str,
    /// The classes.
    pub classes: &'static [&'static str],
    /// The keys.
    pub keys: &'static [&'static str],
}

/// A heading.
pub(crate) const HEADING: Known = Known { what: "a heading", classes: &["unnumbered", "appendix"], keys: &["lang"] };
/// A picture.
pub(crate) const IMAGE: Known = Known {
    what: "an image",
    classes: &["unnumbered"],
    keys: &["width", "height", "dpi", "page", "float", "alt", "label", "lang"],
};
/// A block of sub-figures.
pub(crate) const FIGURE: Known = Known {
    what: "a figure",
    classes: &["unnumbered"],
    keys: &["float", "alt", "label", "lang", "layout-ncol", "layout-nrow", "layout"],
};
/// A table.
pub(crate) const TABLE: Known = Known {
    what: "a table",
    classes: &["unnumbered"],
    keys: &["head", "align", "width", "widths", "wide", "label", "lang"],
};
/// A block of code; its language is no matter of this list. d2lbook marks with
/// `input` what it runs.
pub(crate) const CODE: Known = Known {
    what: "a code block",
    classes: &["line-numbers", "input"],
    keys: &["caption", "title", "start-from", "label", "lang"],
};
/// A passage in the line.
pub(crate) const SPAN: Known =
    Known { what: "a span", classes: &["dot", "smallcaps", "underline", "mark"], keys: &["lang"] };
/// A mark such as emphasis, in kramdown.
pub(crate) const MARK: Known = Known { what: "a mark", classes: &[], keys: &[] };
/// A formula.
pub(crate) const EQUATION: Known = Known { what: "a formula", classes: &["unnumbered"], keys: &["alt"] };
/// A link.
pub(crate) const LINK: Known = Known { what: "a link", classes: &[], keys: &["lang", "target", "rel"] };
/// A paragraph, of which kramdown says something on a line of its own.
pub(crate) const PARAGRAPH: Known = Known { what: "a paragraph", classes: &[], keys: &[] };
/// A theorem, a definition, a proof; the class of its kind is taken away before.
pub(crate) const THEOREM: Known = Known { what: "a theorem", classes: &["unnumbered"], keys: &["lang"] };
/// A container; its classes are checked apart.
pub(crate) const CONTAINER: Known = Known { what: "a container", classes: &[], keys: &["lang", "count"] };

/// The format of a raw passage, `{=format}`, which is read as a class.
pub(crate) fn raw_format(attr: &Attr) -> Option<&Spanned<String>> {
    attr.classes.first().filter(|class| class.value.starts_with('='))
}

/// Reads attributes at the very start of `text`, which stands at byte `base` of
/// the source; gives them and their length. `None` if they are malformed.
pub(crate) fn parse(text: &str, source: SourceId, base: usize) -> Option<(Attr, usize)> {
    let mut scanner = Scanner { text: clip(text), at: 0, source, base };
    scanner.take('{')?;
    // kramdown and Python-Markdown write `{: .class}`.
    scanner.take(':');
    let mut attr = Attr::default();
    loop {
        let blank = scanner.blanks();
        let rest = scanner.rest();
        match rest.chars().next()? {
            '}' => {
                scanner.at += 1;
                return (!attr.is_empty()).then_some((attr, scanner.at));
            }
            _ if !blank && !attr.is_empty() => return None,
            '=' if attr.is_empty() => {
                let mut format = scanner.name_after(1)?;
                format.value.insert(0, '=');
                attr.classes.push(format);
            }
            '#' => attr.id = Some(scanner.name_after(1)?),
            '.' => attr.classes.push(scanner.name_after(1)?),
            '-' if rest[1..].starts_with(|c: char| c == '}' || c.is_whitespace()) => {
                let span = scanner.span(scanner.at, scanner.at + 1);
                scanner.at += 1;
                attr.classes.push(Spanned::new("unnumbered".to_owned(), span));
            }
            _ => {
                let key = scanner.name_after(0)?;
                scanner.take('=')?;
                let value = scanner.value()?;
                insert(&mut attr, key, value);
            }
        }
    }
}

/// The attributes at the end of a text, without the blanks before them; also
/// gives the byte at which they begin.
pub(crate) fn parse_end(text: &str, source: SourceId, base: usize) -> Option<(Attr, usize)> {
    let end = text.trim_end().len();
    if !text[..end].ends_with('}') || text[..end].ends_with("\\}") {
        return None;
    }
    let floor = end.saturating_sub(MAX_LENGTH);
    let opens = text[..end].rmatch_indices('{').map(|(at, _)| at).take_while(|at| *at >= floor).take(8);
    let mut found = opens.filter_map(|at| parse(&text[at..end], source, base + at).map(|(attr, len)| (attr, at, len)));
    found.find(|(_, at, len)| at + len == end).map(|(attr, at, _)| (attr, at))
}

/// Whether a text that is no attributes was meant to be some.
pub(crate) fn looks_meant(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('{') else { return false };
    let Some((inner, _)) = inner.split_once('}') else { return false };
    let inner = inner.trim_start();
    inner.starts_with(['#', '.']) || (inner.contains('=') && !inner.contains(['\\', '{', '^', '$']))
}

/// Warns of what a construct does not know.
pub(crate) fn check(attr: &Attr, known: &Known, sink: &mut Sink) {
    for class in attr.classes.iter().filter(|class| !known.classes.contains(&class.value.as_str())) {
        sink.push(unknown(known, "class", class, known.classes));
    }
    for (key, _) in attr.pairs.iter().filter(|(key, _)| !known.keys.contains(&key.value.as_str())) {
        sink.push(unknown(known, "attribute", key, known.keys));
    }
}

/// The warning for attributes that are malformed and stay as text.
pub(crate) fn malformed(span: Span) -> Diagnostic {
    Diagnostic::warning(Code::UnknownAttribute, span, "these attributes are malformed and stay as text")
        .hint("write them as {#id .class key=value key=\"two words\"}")
}

fn unknown(known: &Known, kind: &str, name: &Spanned<String>, candidates: &[&'static str]) -> Diagnostic {
    let (what, name_) = (Message::from(known.what), &name.value);
    let message = match kind {
        "class" => message!("{what} has no class `{name}`", what, name = name_),
        _ => message!("{what} has no attribute `{name}`", what, name = name_),
    };
    let diagnostic = Diagnostic::warning(Code::UnknownAttribute, name.span, message);
    match nearest(&name.value, candidates.iter().copied()) {
        Some(near) => diagnostic.hint(message!("did you mean `{near}`?", near)),
        None => diagnostic,
    }
}

fn insert(attr: &mut Attr, key: Spanned<String>, value: Spanned<String>) {
    match key.value.as_str() {
        "id" => attr.id = Some(value),
        "class" => attr.classes.push(value),
        _ => attr.pairs.push((key, value)),
    }
}

fn clip(text: &str) -> &str {
    let mut end = text.len().min(MAX_LENGTH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+' | '/' | '·')
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    source: SourceId,
    base: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + start, self.base + end)
    }

    fn take(&mut self, c: char) -> Option<()> {
        self.rest().starts_with(c).then(|| self.at += c.len_utf8())
    }

    fn blanks(&mut self) -> bool {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        self.at += blanks;
        blanks > 0
    }

    fn name_after(&mut self, mark: usize) -> Option<Spanned<String>> {
        let start = self.at + mark;
        let rest = &self.text[start..];
        let len = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        self.at = start + len;
        (len > 0).then(|| Spanned::new(rest[..len].to_owned(), self.span(start, start + len)))
    }

    fn value(&mut self) -> Option<Spanned<String>> {
        match self.rest().chars().next()? {
            quote @ ('"' | '\'') => self.quoted(quote, quote),
            '“' => self.quoted('“', '”'),
            _ => {
                let rest = self.rest();
                let len = rest.find(|c: char| c.is_whitespace() || "{}\"'".contains(c))?;
                let value = Spanned::new(rest[..len].to_owned(), self.span(self.at, self.at + len));
                self.at += len;
                (len > 0).then_some(value)
            }
        }
    }

    fn quoted(&mut self, open: char, close: char) -> Option<Spanned<String>> {
        let start = self.at + open.len_utf8();
        let mut value = String::new();
        let mut chars = self.text[start..].char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                c if c == close => {
                    self.at = start + at + close.len_utf8();
                    return Some(Spanned::new(value, self.span(start, start + at)));
                }
                '\\' if chars.as_str().starts_with([close, '\\']) => value.extend(chars.next().map(|(_, c)| c)),
                c => value.push(c),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{IMAGE, check, looks_meant, parse, parse_end};
    use crate::diag::{Sink, SourceId};

    const ID: SourceId = SourceId(0);

    #[test]
    fn every_form_is_read() {
        let text = r#"{#图:增长 .类 键=值 w="a \"b\" c" -}rest"#;
        let (attr, len) = parse(text, ID, 10).unwrap();
        assert_eq!(&text[len..], "rest");
        assert_eq!(attr.id.as_ref().unwrap().value, "图:增长");
        assert_eq!(attr.id.as_ref().unwrap().span.start, 12);
        assert!(attr.has_class("类") && attr.has_class("unnumbered"));
        assert_eq!(attr.get("键").unwrap().value, "值");
        assert_eq!(attr.get("w").unwrap().value, "a \"b\" c");
    }

    #[test]
    fn what_is_none_is_refused() {
        assert!(parse("{: .a width=\"3\"}", ID, 0).is_some() && parse("{:.a}", ID, 0).is_some());
        for text in ["{:}", "{:toc}", "{}", "{1,2}", "{a}", "{#}", "{.a", "{.a.b c}", "{k=\"v}", "{#a#b}", "{a=}", "x"]
        {
            assert!(parse(text, ID, 0).is_none(), "{text}");
        }
        assert!(looks_meant("{#a b}") && !looks_meant("{1,2}") && !looks_meant("{"));
    }

    #[test]
    fn the_end_is_found() {
        let (attr, at) = parse_end("集合 {1,2} {#a k=\"{\"} ", ID, 0).unwrap();
        assert_eq!((attr.id.unwrap().value.as_str(), at), ("a", 13));
        assert!(parse_end("a {#b\\}", ID, 0).is_none());
    }

    #[test]
    fn near_names_are_hinted() {
        let mut sink = Sink::new();
        check(&parse("{widht=60%}", ID, 0).unwrap().0, &IMAGE, &mut sink);
        assert_eq!(sink.into_sorted()[0].hints, ["did you mean `width`?"]);
    }
}
