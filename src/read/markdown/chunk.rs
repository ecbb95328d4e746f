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
        let mut options: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in text.lines() {
            let Some(rest) = MARKS.iter().find_map(|mark| line.trim_start().strip_prefix(mark)) else { break };
            count += 1;
            // What is indented further belongs to the option before it.
            match (rest.split_once(':').filter(|_| !rest.starts_with("  ")), options.last_mut()) {
                (Some((key, value)), _) => options.push((key.trim(), vec![value.trim()])),
                (None, Some((_, value))) => value.push(rest.trim()),
                (None, None) => {}
            }
        }
        options.iter().for_each(|(key, value)| self.written(key, value));
        match text.lines().nth(count) {
            Some(line) if count > 0 && line.trim().is_empty() => count + 1,
            _ => count,
        }
    }

    /// An option with the lines of its value: those below `|` or `>` are a text as it
    /// is, others one value (YAML 1.2, 7.3.3 and 8.1); below nothing stands a list.
    fn written(&mut self, key: &str, value: &[&str]) {
        let Some((first, below)) = value.split_first() else { return };
        if !below.is_empty() && first.starts_with(['|', '>']) {
            let text: Vec<&str> = below.iter().filter(|line| !line.is_empty()).copied().collect();
            self.texts.push((key.replace('.', "-"), text.join("\n")));
        } else if first.is_empty() {
            self.option(key, "", false);
        } else {
            self.option(key, value.join(" ").trim(), false);
        }
    }

    /// The text of the first of these options that is given.
    pub(super) fn text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.texts.iter().find(|(name, _)| name == key)).map(|(_, text)| text.as_str())
    }

    fn option(&mut self, key: &str, value: &str, head: bool) {
        let trimmed = value.trim();
        let key = key.replace('.', "-");
        match (key.as_str(), truth(trimmed)) {
            ("echo" | "include", Some(false)) => self.shown = Some(false),
            ("echo", Some(true)) => self.shown = self.shown.or(Some(true)),
            ("eval", Some(false)) => self.runs = false,
            ("code-line-numbers", Some(true)) => self.numbered = true,
            _ => {
                if let Some(text) = literal(trimmed, head) {
                    self.texts.push((key, text.to_owned()));
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
        let alt = chunk.text(&["fig-alt"]).map(str::to_owned);
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
    let (mut depth, mut quote) = (0_usize, None);
    text.split(move |c: char| {
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

/// The text of a value; in a head, where values are expressions, it has quotes.
fn literal(value: &str, head: bool) -> Option<&str> {
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote).filter(|text| !text.contains(quote));
    let plain = || (!head && !value.is_empty() && !value.starts_with(['|', '>', '!', '[', '"', '\''])).then_some(value);
    quoted('"').or_else(|| quoted('\'')).or_else(plain).filter(|text| !text.is_empty())
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
    fn values_of_several_lines_are_whole() {
        let code = "#| fig-cap: |\n#|   A diagram: one\n#|   and two.\n#|\n#| fig-alt: >-\n#|   \"Seen\"\n\
                    #| lst-cap: \"One\n#|   and more\"\n#| label: fig-a\nx = 1";
        let mut chunk = Chunk::read("{r}").unwrap();
        assert_eq!(chunk.lines(code), 9);
        let text = |key| chunk.text(&[key]);
        assert_eq!(text("fig-cap"), Some("A diagram: one\nand two."));
        assert_eq!(text("fig-alt"), Some("\"Seen\""));
        assert_eq!((text("lst-cap"), text("label")), (Some("One and more"), Some("fig-a")));
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
