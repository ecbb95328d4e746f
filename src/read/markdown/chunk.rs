//! Heads of code that a program would run become a language and what the
//! author wants shown: ```` ```{r label, echo=FALSE} ```` of R Markdown
//! (knitr's “Options”) and the `#| key: value` lines of Quarto (“Execution
//! options”).
//!
//! Code is never run here; options of its running mean nothing. A picture that
//! code places with knitr's `include_graphics` becomes a figure.

use std::ops::Range;

use super::code::Info;
use super::{Depth, Reader};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Figure, Image, Panel};

/// The marks of option lines: those of comments, with a bar.
const MARKS: [&str; 5] = ["#|", "//|", "%%|", "--|", ";;|"];

/// A head with its options.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Chunk {
    /// The language.
    pub lang: String,
    /// Whether the code is printed; `None` if it does not say.
    pub shown: Option<bool>,
    /// Whether it would be run.
    pub runs: bool,
    /// Whether its lines are numbered.
    pub numbered: bool,
    /// The options with a text, by the spelling with dashes.
    texts: Vec<(String, String)>,
}

/// What became of code with a head.
pub(super) enum Chunked {
    /// Code that is printed.
    Code(Info),
    /// A figure, or nothing.
    Block(Option<Block>),
}

impl Chunk {
    /// Reads what stands behind a fence; `None` if it is no such head.
    pub(super) fn read(info: &str) -> Option<Self> {
        let info = info.trim_end();
        if let Some(lang) = info.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).and_then(engine) {
            return Some(Self { lang: language(lang), shown: Some(true), ..Self::default() });
        }
        let inner = info.strip_prefix('{')?.strip_suffix('}')?;
        let lang = engine(inner)?;
        let mut chunk = Self { lang: language(lang), runs: true, ..Self::default() };
        for (number, item) in split(&inner[lang.len()..]).enumerate() {
            match item.split_once('=') {
                Some((key, value)) => chunk.option(key.trim(), value, true),
                // A comma behind the language ends nothing.
                None if number < 2 => {
                    let label = item.trim();
                    if !label.is_empty() && !label.starts_with(['.', '#']) {
                        chunk.texts.push(("label".into(), label.into()));
                    }
                }
                None => {}
            }
        }
        Some(chunk)
    }

    /// Reads the option lines at the start of the code; gives how many there are.
    pub(super) fn lines(&mut self, text: &str) -> usize {
        let mut count = 0;
        let mut options: Vec<(&str, String)> = Vec::new();
        for line in text.lines() {
            let Some(rest) = MARKS.iter().find_map(|mark| line.trim_start().strip_prefix(mark)) else { break };
            count += 1;
            // What is indented further belongs to the option before it.
            if rest.starts_with("  ") {
                if let Some((_, value)) = options.last_mut() {
                    *value = format!("{value}\n{}", rest.trim());
                }
            } else if let Some((key, value)) = rest.split_once(':') {
                options.push((key.trim(), value.trim().to_owned()));
            }
        }
        for (key, value) in options {
            self.option(key, &value, false);
        }
        match text.lines().nth(count) {
            Some(line) if count > 0 && line.trim().is_empty() => count + 1,
            _ => count,
        }
    }

    /// The text of the first of these options that is given.
    pub(super) fn text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.texts.iter().find(|(name, _)| name == key)).map(|(_, text)| text.as_str())
    }

    fn option(&mut self, key: &str, value: &str, head: bool) {
        // A list or a map begins on the line behind its key.
        let trimmed = if value.starts_with('\n') { "" } else { value.trim() };
        let key = key.replace('.', "-");
        match (key.as_str(), truth(trimmed)) {
            ("echo" | "include", Some(false)) => self.shown = Some(false),
            ("echo", Some(true)) => self.shown = self.shown.or(Some(true)),
            ("eval", Some(false)) => self.runs = false,
            ("code-line-numbers", Some(true)) => self.numbered = true,
            _ => {
                if let Some(text) = literal(trimmed, head) {
                    self.texts.push((key, text));
                }
            }
        }
    }
}

impl Reader<'_, '_, '_> {
    /// Code whose head is one of a chunk; its option lines are taken from the text.
    pub(super) fn chunk(&mut self, head: &str, text: &mut String, span: Span, depth: Depth) -> Option<Chunked> {
        let mut chunk = Chunk::read(head)?;
        let options = chunk.lines(text);
        if options > 0 {
            *text = text.lines().skip(options).collect::<Vec<_>>().join("\n");
        }
        if let Some(path) = picture(text) {
            return Some(Chunked::Block(Some(self.placed_picture(&chunk, &text[path], span, depth))));
        }
        let whole = self.shared.text;
        let shown = chunk.shown.unwrap_or_else(|| !*self.shared.code.hides.get_or_insert_with(|| hides_code(whole)));
        if chunk.runs || !shown {
            self.tell_run(span);
        }
        if !shown {
            return Some(Chunked::Block(None));
        }
        let mut attr = Attr::default();
        let text_of = |keys: &[&str]| chunk.text(keys).map(|text| self.located(text, span));
        attr.id = text_of(&["lst-label"]);
        let pair = |value| (Spanned::new("caption".to_owned(), span), value);
        attr.pairs.extend(text_of(&["lst-cap", "filename"]).map(pair));
        if chunk.numbered {
            attr.classes.push(Spanned::new("line-numbers".to_owned(), span));
        }
        Some(Chunked::Code(Info { lang: Some(chunk.lang), attr }))
    }

    /// A text of the options with its place.
    fn located(&self, text: &str, span: Span) -> Spanned<String> {
        let written = self.shared.written(span);
        let place = written.find(text).map(|at| span.start as usize + at);
        Spanned::new(text.to_owned(), place.map_or(span, |at| self.shared.span(at, at + text.len())))
    }

    /// The figure of a call of `include_graphics`, which bookdown knows by
    /// `fig:` and the label.
    fn placed_picture(&mut self, chunk: &Chunk, path: &str, span: Span, depth: Depth) -> Block {
        let path = self.located(path, span);
        let place = path.span;
        let alt = chunk.text(&["fig-alt"]).map(|text| text.replace('\n', " "));
        let mut size = Attr::default();
        for (key, names) in [("width", ["out-width"]), ("height", ["out-height"])] {
            let length = chunk.text(&names).and_then(super::html::length);
            size.pairs.extend(length.map(|value| (Spanned::new(key.to_owned(), span), Spanned::new(value, span))));
        }
        let caption = chunk.text(&["fig-cap"]).map(|text| self.located(text, span));
        let caption = caption.map(|text| self.option_text(&text, depth)).unwrap_or_default();
        let id = chunk.text(&["label"]).map(|label| {
            let known = label.starts_with("fig-") || label.starts_with("fig:");
            let label = self.located(label, span);
            Spanned::new(if known { label.value } else { format!("fig:{}", label.value) }, label.span)
        });
        let image = Image { path, alt, page: 1 };
        let panel = Panel::new(image, Vec::new(), size, place);
        let kind = BlockKind::Figure(Figure { panels: vec![panel], caption });
        Block::with(kind, Attr { id, ..Attr::default() }, span)
    }

    /// Tells once a file that code is never run.
    fn tell_run(&mut self, span: Span) {
        if std::mem::replace(&mut self.shared.code.run_told, true) {
            return;
        }
        let line = self.shared.written(span).lines().next().map_or(0, str::len);
        let span = self.shared.span(span.start as usize, span.start as usize + line);
        let message = "code is never run: what it would print or draw is missing, and code with `echo: false` \
                       or `include: false` is left out";
        let hint = "put its results into the manuscript, as pictures and tables";
        self.shared.sink.push(Diagnostic::warning(Code::UnknownAttribute, span, message).hint(hint));
    }
}

/// The path in code that is one call of knitr's `include_graphics` and no more.
pub(super) fn picture(code: &str) -> Option<Range<usize>> {
    let mut lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let (line, None) = (lines.next()?, lines.next()) else { return None };
    let call = line.strip_prefix("knitr::").unwrap_or(line).strip_prefix("include_graphics(")?;
    let inner = call.strip_suffix(')')?.trim_start();
    let inner = inner.strip_prefix("path").map_or(inner, |rest| rest.trim_start().trim_start_matches('=').trim_start());
    let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let path = inner[1..].split(quote).next().filter(|path| !path.is_empty())?;
    let rest = inner[1 + path.len()..].strip_prefix(quote)?.trim_start();
    let start = path.as_ptr() as usize - code.as_ptr() as usize;
    (rest.is_empty() || rest.starts_with(',')).then_some(start..start + path.len())
}

/// Whether a manuscript hides its code unless a block says otherwise: knitr's
/// `opts_chunk$set(echo = FALSE)`, Quarto's `execute: echo: false`.
pub(super) fn hides_code(text: &str) -> bool {
    let knitr = text.split("opts_chunk$set(").skip(1).any(|call| {
        let call: String = call.chars().take_while(|c| *c != '`').take(600).filter(|c| !c.is_whitespace()).collect();
        let call = call.split(')').next().unwrap_or_default();
        call.split(',').any(|option| option.strip_prefix("echo=").and_then(truth) == Some(false))
    });
    let mut front = text.lines().take(200).skip_while(|line| line.trim_end() != "execute:").skip(1);
    let quarto = text.starts_with("---")
        && front
            .by_ref()
            .take_while(|line| line.starts_with([' ', '\t']))
            .any(|line| line.trim().strip_prefix("echo:").and_then(|value| truth(value.trim())) == Some(false));
    knitr || quarto
}

/// The name of a language at the start of a head.
fn engine(inner: &str) -> Option<&str> {
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))).unwrap_or(inner.len());
    let fits = inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && (end == inner.len() || inner[end..].starts_with([' ', '\t', ',']));
    fits.then_some(&inner[..end])
}

/// The language of an engine with a name of its own.
fn language(engine: &str) -> String {
    match engine {
        "ojs" => "js",
        "Rcpp" => "cpp",
        "webr-r" | "webr" => "r",
        "pyodide-python" | "pyodide" => "python",
        name => name,
    }
    .to_owned()
}

/// The parts between commas, but for those within quotes and brackets.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    text.split(move |c: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        escaped = quote.is_some() && c == '\\';
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('(' | '[' | '{', None) => depth += 1,
            (')' | ']' | '}', None) => depth = depth.saturating_sub(1),
            (',', None) => return depth == 0,
            _ => {}
        }
        false
    })
}

fn truth(value: &str) -> Option<bool> {
    match value.trim_matches(['"', '\'']) {
        "TRUE" | "T" | "true" | "True" | "yes" => Some(true),
        "FALSE" | "F" | "false" | "False" | "no" => Some(false),
        _ => None,
    }
}

/// The text of a value; in a head, where values are expressions of R, it has quotes. On
/// several lines it may begin with the mark of a block (YAML 1.2.2 §8.1).
fn literal(value: &str, head: bool) -> Option<String> {
    if let Some((mark, text)) = value.split_once('\n').filter(|(mark, _)| !head && mark.starts_with(['|', '>'])) {
        return mark[1..].chars().all(|c| matches!(c, '-' | '+' | '0'..='9')).then(|| text.to_owned());
    }
    let quoted = |quote: char| {
        let text = value.strip_prefix(quote)?.strip_suffix(quote)?;
        // In the single quotes of YAML a backslash is no escape.
        if head || quote == '"' {
            unescaped(text, quote)
        } else {
            Some(text.to_owned()).filter(|_| !text.contains(quote))
        }
    };
    let is_plain = !head && !value.starts_with(['|', '>', '!', '[', '"', '\'']);
    quoted('"').or_else(|| quoted('\'')).or_else(|| is_plain.then(|| value.to_owned())).filter(|text| !text.is_empty())
}

/// The text of a string between quotes: `\\rho` says `\rho` (R, “Quotes”; YAML 1.2.2
/// §5.7). `None` if a quote ends it before.
fn unescaped(text: &str, quote: char) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(chars.next_if(|c| matches!(c, '\\' | '"' | '\'')).unwrap_or(c)),
            c if c == quote => return None,
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{Chunk, hides_code, picture};

    #[test]
    fn heads_and_option_lines_are_read() {
        let info = "{r 图一, echo=FALSE, fig.cap=\"甲, 乙\", out.width = '60%', fig.dim=c(1, 2)}";
        let chunk = Chunk::read(info).unwrap();
        assert_eq!((chunk.lang.as_str(), chunk.shown, chunk.runs), ("r", Some(false), true));
        let text = |key| chunk.text(&[key]);
        assert_eq!(text("label"), Some("图一"));
        assert_eq!(text("fig-cap"), Some("甲, 乙"));
        assert_eq!(text("out-width"), Some("60%"));
        assert_eq!(text("fig-dim"), None);
        let mut chunk = Chunk::read("{python}").unwrap();
        let code = "#| label: fig-a\n#| echo: false\n#| fig-subcap:\n#|   - \"a: b\"\n#| lst-cap: \"题\"\n\nx = 1";
        assert_eq!(chunk.lines(code), 6);
        assert_eq!(chunk.shown, Some(false));
        assert_eq!(chunk.text(&["lst-cap"]), Some("题"));
    }

    #[test]
    fn escapes_of_strings_are_read() {
        let chunk =
            Chunk::read(r#"{r, fig.cap="$\\rho(u)$ 与 \"甲, 乙\"", fig.alt='a\'b', out.width="a" + "b"}"#).unwrap();
        let text = |key| chunk.text(&[key]);
        assert_eq!((text("fig-cap"), text("fig-alt")), (Some(r#"$\rho(u)$ 与 "甲, 乙""#), Some("a'b")));
        assert_eq!(text("out-width"), None);
        let mut chunk = Chunk::read("{r}").unwrap();
        chunk.lines("#| fig-cap: \"$\\\\phi$\"\n#| fig-alt: '$\\phi$'\n#| filename: $\\phi$\n");
        let text = |key| chunk.text(&[key]);
        assert_eq!(
            (text("fig-cap"), text("fig-alt"), text("filename")),
            (Some("$\\phi$"), Some("$\\phi$"), Some("$\\phi$"))
        );
    }

    #[test]
    fn values_on_several_lines_are_read() {
        let mut chunk = Chunk::read("{r}").unwrap();
        let code = "#| fig.cap: >\n#|   One: two\n#|   lines.\n#| fig-alt: |-\n#|   Alt.\n#| lst-cap: a\n#|   b\n\
                    #| fig-subcap:\n#|   - c\n#| filename: >x\n#|   d\nplot()";
        assert_eq!(chunk.lines(code), 11);
        let text = |key| chunk.text(&[key]);
        assert_eq!((text("fig-cap"), text("fig-alt")), (Some("One: two\nlines."), Some("Alt.")));
        assert_eq!((text("lst-cap"), text("fig-subcap"), text("filename")), (Some("a\nb"), None, None));
    }

    #[test]
    fn what_is_no_head_is_refused() {
        for info in ["{.r}", "{=html}", "{r=1}", "{#a}", "{1,2}", "python", "{", "{}", "{r", "r {a}"] {
            assert_eq!(Chunk::read(info), None, "{info}");
        }
        assert!(!Chunk::read("{{python}}").unwrap().runs);
    }

    #[test]
    fn calls_that_place_a_picture_are_found() {
        let code = "# 图\nknitr::include_graphics(\"a/b.png\", dpi = 96)";
        assert_eq!(picture(code).map(|range| &code[range]), Some("a/b.png"));
        for code in ["include_graphics(path)", "x <- 1\ninclude_graphics('a')", "include_graphics(c('a', 'b'))"] {
            assert_eq!(picture(code), None, "{code}");
        }
    }

    #[test]
    fn code_hidden_throughout_is_seen() {
        assert!(hides_code("knitr::opts_chunk$set(\n  warning = FALSE, echo = FALSE\n)"));
        assert!(hides_code("---\nexecute:\n  echo: false\n---\n"));
        assert!(!hides_code("knitr::opts_chunk$set(echo = TRUE)") && !hides_code("execute:\n  echo: false\n"));
    }
}
