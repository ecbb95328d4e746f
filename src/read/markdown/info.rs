//! The words behind a fence become the language and the attributes of code:
//! ```` ```python {#lst:a} ````, ```` ```{.python #lst:a caption="…"} ````, and the
//! heads of Docusaurus, VitePress, mdBook and Material for MkDocs:
//! ```` ```js {1,3-5} title="a.js" showLineNumbers ````, ```` ```js:line-numbers [a.js] ````,
//! ```` ```rust,ignore ````, ```` ```py hl_lines="2" linenums="1" ````.
//!
//! Marked lines and what concerns the page of a browser mean nothing on paper.

use super::code::Info;
use super::{Reader, attributes};
use crate::diag::{Code, Diagnostic, Spanned};
use crate::model::document::Attr;

/// Spellings of the class for line numbers.
const LINE_NUMBERS: [&str; 7] =
    ["line-numbers", "number-lines", "numberLines", "linenos", "lineNumbers", "showLineNumbers", "linenums"];
/// Spellings of the key for the first line number.
const START_FROM: [&str; 3] = ["start-from", "startFrom", "startfrom"];
/// Spellings of the key for a title over the code.
const TITLES: [&str; 4] = ["title", "filename", "file", "name"];
/// What a browser or a program would do with the code.
const IDLE: [&str; 33] = [
    "hl_lines",
    "highlight",
    "emphasize-lines",
    "hl",
    "mark",
    "ins",
    "del",
    "wrap",
    "nowrap",
    "copy",
    "noCopy",
    "live",
    "noInline",
    "static",
    "twoslash",
    "ts2js",
    "npm2yarn",
    "no-line-numbers",
    "noLineNumbers",
    "foldable",
    "expandable",
    "group",
    "theme",
    "select",
    "cell-code",
    "editable",
    "eval",
    "collapse",
    "ignore",
    "should_panic",
    "no_run",
    "compile_fail",
    "runnable",
];

/// Classes of Material for MkDocs for the buttons beside the code.
const BUTTONS: [&str; 5] = ["no-copy", "no-select", "copy", "select", "annotate"];

impl Reader<'_, '_, '_> {
    /// Reads a head that stands at byte `at` of the source.
    pub(super) fn info(&mut self, head: &str, at: usize) -> Info {
        let len = head.find(|c: char| c.is_whitespace() || "{[".contains(c)).unwrap_or(head.len());
        let mut words = head[..len].split([',', ':']);
        let name = words.next().filter(|name| !name.is_empty()).map(str::to_owned);
        let mut attr = Attr::default();
        let mut strange = None;
        for word in words.filter(|word| !word.is_empty()) {
            let start = word.as_ptr() as usize - head.as_ptr() as usize;
            if !self.word(word, at + start, &mut attr) && word.contains('.') {
                self.title(word, at + start, &mut attr);
            }
        }
        let mut next = len;
        while let Some(rest) = head.get(next..).filter(|rest| !rest.trim().is_empty()) {
            let start = next + rest.len() - rest.trim_start().len();
            let rest = &head[start..];
            next = start
                + match rest.chars().next() {
                    Some('{') => match self.braces(rest, at + start, &mut attr) {
                        Some(len) => len,
                        None => break,
                    },
                    Some('[') if rest.contains(']') => {
                        let len = rest.find(']').unwrap_or_default();
                        self.title(&rest[1..len], at + start + 1, &mut attr);
                        len + 1
                    }
                    _ => {
                        let len = word_len(rest);
                        if !self.word(&rest[..len], at + start, &mut attr) && name.is_some() {
                            strange = strange.or(Some(start));
                        }
                        len
                    }
                };
        }
        if let Some(start) = strange {
            let span = self.shared.span(at + start, at + start + word_len(&head[start..]));
            let message = "this word behind the language of the code has no effect";
            let diagnostic = Diagnostic::warning(Code::UnknownAttribute, span, message);
            self.shared.sink.push(diagnostic.hint("write attributes in braces, such as `{caption=\"…\"}`"));
        }
        normalise(&mut attr);
        let is_lang = |class: &Spanned<String>| class.value != "line-numbers" && !class.value.starts_with('=');
        let lang = match name {
            Some(name) => Some(name),
            None => attr.classes.iter().position(is_lang).map(|at| attr.classes.remove(at).value),
        };
        Info { lang, attr }
    }

    /// Attributes or numbers of lines in braces; gives their length, and `None` if
    /// they are neither.
    fn braces(&mut self, rest: &str, at: usize, attr: &mut Attr) -> Option<usize> {
        if let Some((found, len)) = attributes::parse(rest, self.shared.source, at) {
            attr.id = found.id.or(attr.id.take());
            attr.classes.extend(found.classes);
            attr.pairs.extend(found.pairs);
            return Some(len);
        }
        let end = rest.find('}');
        let lines = |inner: &str| inner.chars().all(|c| c.is_ascii_digit() || ",-: *|".contains(c));
        if let Some(end) = end.filter(|end| lines(&rest[1..*end])) {
            return Some(end + 1);
        }
        let span = self.shared.span(at, at + rest.trim_end().len());
        let message = "these attributes are malformed and are left out";
        let diagnostic = Diagnostic::warning(Code::UnknownAttribute, span, message);
        self.shared.sink.push(diagnostic.hint("write them as {#id .class key=value key=\"two words\"}"));
        None
    }

    /// A word outside of braces; whether it is known.
    fn word(&mut self, word: &str, at: usize, attr: &mut Attr) -> bool {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let text = value.trim_matches(['"', '\'']);
        let span = self.shared.span(at, at + word.len());
        if TITLES.contains(&key) && !text.is_empty() {
            let start = at + word.find(text).unwrap_or_default();
            self.title(text, start, attr);
        } else if LINE_NUMBERS.contains(&key) {
            let first = text.trim_matches(['{', '}']);
            if first.bytes().all(|byte| byte.is_ascii_digit()) && !matches!(first, "" | "0" | "1") {
                let value = Spanned::new(first.to_owned(), span);
                attr.pairs.push((Spanned::new("start-from".to_owned(), span), value));
            }
            if text != "false" {
                attr.classes.push(Spanned::new("line-numbers".to_owned(), span));
            }
        } else if key == "caption" && !text.is_empty() {
            let start = at + word.find(text).unwrap_or_default();
            let place = self.shared.span(start, start + text.len());
            attr.pairs.push((Spanned::new(key.to_owned(), span), Spanned::new(text.to_owned(), place)));
        } else {
            let year = key.strip_prefix("edition").is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            return year || IDLE.contains(&key);
        }
        true
    }

    fn title(&mut self, text: &str, at: usize, attr: &mut Attr) {
        let span = self.shared.span(at, at + text.len());
        if !text.trim().is_empty() {
            attr.pairs.push((Spanned::new("title".to_owned(), span), Spanned::new(text.trim().to_owned(), span)));
        }
    }
}

/// The bytes of a word, of which a value in quotes or braces may hold blanks.
fn word_len(rest: &str) -> usize {
    let value = rest.find('=').filter(|at| !rest[..*at].contains([' ', '{', '[']));
    if let Some(at) = value {
        let close = match rest[at + 1..].chars().next() {
            Some(quote @ ('"' | '\'')) => Some(quote),
            Some('{') => Some('}'),
            _ => None,
        };
        let end = close.and_then(|close| rest[at + 2..].find(close).map(|len| at + 2 + len + 1));
        if let Some(end) = end {
            return end;
        }
    }
    rest.find(|c: char| c.is_whitespace() || c == '{').filter(|len| *len > 0).unwrap_or(rest.len())
}

/// Gives the attributes of code one spelling each.
fn normalise(attr: &mut Attr) {
    // A class `copy` alone may be the language.
    let mut classes = attr.classes.iter().skip(1);
    let has_buttons = attr.classes.first().is_some_and(|first| first.value.starts_with("no-"))
        || classes.any(|class| BUTTONS.contains(&class.value.as_str()));
    if has_buttons {
        attr.classes.retain(|class| !BUTTONS.contains(&class.value.as_str()));
    }
    attr.pairs.retain(|(key, _)| !IDLE.contains(&key.value.as_str()));
    for class in &mut attr.classes {
        if LINE_NUMBERS.contains(&class.value.as_str()) {
            class.value = "line-numbers".to_owned();
        }
    }
    for (key, _) in &mut attr.pairs {
        if START_FROM.contains(&key.value.as_str()) {
            key.value = "start-from".to_owned();
        } else if matches!(key.value.as_str(), "filename") {
            key.value = "title".to_owned();
        }
    }
    let numbered = attr.pairs.iter().position(|(key, _)| LINE_NUMBERS.contains(&key.value.as_str()));
    if let Some((key, value)) = numbered.map(|at| attr.pairs.remove(at))
        && !matches!(value.value.as_str(), "false" | "no" | "0")
    {
        attr.classes.push(Spanned::new("line-numbers".to_owned(), key.span));
    }
}
