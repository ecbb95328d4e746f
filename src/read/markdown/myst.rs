//! Directives of MyST (its “Roles and directives”): ```` ```{note} title ````,
//! ```` ```{figure} path ````, `:::{admonition} title`, with their options in
//! lines such as `:name: x` below the head.
//!
//! Directives whose body is Markdown fold as containers do; those with code in
//! them become code or formulas. Where they begin and end is found in `rewrite`.

use std::collections::BTreeSet;

use super::callout::{self, Form};
use super::mask::{Kind, Mask};
use super::{Reader, theorem};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::TheoremKind;
use crate::model::document::{Attr, Block, BlockKind, Figure, Image, Panel};

/// Directives besides the boxes whose body is Markdown.
const BODIES: [&str; 27] = [
    "figure",
    "image",
    "dropdown",
    "card",
    "grid",
    "grid-item",
    "grid-item-card",
    "tab-set",
    "tab-item",
    "margin",
    "sidebar",
    "topic",
    "epigraph",
    "highlights",
    "pull-quote",
    "aside",
    "div",
    "container",
    "table",
    "rubric",
    "centered",
    "versionadded",
    "versionchanged",
    "deprecated",
    "versionremoved",
    "bibliography",
    "contents",
];

/// Directives whose text is kept as code.
const UNREAD: [&str; 14] = [
    "toctree",
    "list-table",
    "csv-table",
    "literalinclude",
    "include",
    "eval-rst",
    "raw",
    "glossary",
    "index",
    "iframe",
    "video",
    "plot",
    "embed",
    "exec",
];

/// What ends the name of a directive that only begins something.
const START: &str = "-start";

/// What begins a reference to a formula.
const REFERENCE: &str = "{eq}`";

/// The longest id in `(id)=`, in bytes.
const MAX_LABEL: usize = 200;

/// Whether a directive of which the body is Markdown stands behind a fence.
pub(crate) fn opens_body(info: &str) -> bool {
    let opens = |name| callout::kind_of(name).is_some() || BODIES.contains(&name) || is_proof(name);
    named(info).is_some_and(|(name, _)| opens(name))
}

/// Whether a name is one of the proof or the exercise extension: `prf:theorem`.
fn is_proof(name: &str) -> bool {
    let exercise = name.strip_suffix(START).unwrap_or(name);
    (name.starts_with("prf:") && theorem::kind_of(name).is_some()) || matches!(exercise, "exercise" | "solution")
}

/// Whether what stands behind a fence is the head of a directive whose body stands
/// behind that fence, up to another one (sphinx-exercise, “Gated directives”).
pub(crate) fn opens_gate(info: &str) -> bool {
    named(info).is_some_and(|(name, _)| name.ends_with(START) && is_proof(name))
}

/// Whether a directive stands behind a fence that ends such a body.
pub(crate) fn closes_gate(info: &str) -> bool {
    named(info).is_some_and(|(name, _)| matches!(name, "exercise-end" | "solution-end"))
}

/// The name in braces, and what stands behind it.
pub(crate) fn named(info: &str) -> Option<(&str, &str)> {
    let (name, rest) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'));
    fits.then_some((name, rest.trim()))
}

/// `:name: value`, or `name: value` between dashes.
pub(crate) fn option(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    (fits && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((name, value.trim()))
}

/// The id in `(id)=`, which the next block gets.
pub(crate) fn label(line: &str) -> Option<&str> {
    let id = line.strip_prefix('(')?.strip_suffix(")=")?;
    let is_sign = |c: char| c.is_alphanumeric() || "|@*./_-+:".contains(c);
    (!id.is_empty() && id.len() <= MAX_LABEL && id.chars().all(is_sign)).then_some(id)
}

/// The word in brackets behind a formula, `$$ (eq-a)`.
pub(crate) fn bracketed_label(tail: &str) -> Option<&str> {
    let id = tail.strip_prefix('(')?.strip_suffix(')')?;
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let fits = id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(is_sign);
    (fits && id.len() <= MAX_LABEL).then_some(id)
}

/// Whether what stands behind a formula is its id rather than a word or a number in
/// brackets: it looks like one (`(eq-a)`, `(eq12)`), or it is `asked` for.
pub(crate) fn is_formula_label(tail: &str, asked: &Asked<'_>) -> bool {
    let Some(id) = bracketed_label(tail) else { return false };
    let counted =
        id.ends_with(|c: char| c.is_ascii_digit()) && id.bytes().take_while(u8::is_ascii_lowercase).count() > 1;
    id.contains(['-', ':', '_']) || counted || asked.contains(id)
}

/// The ids of formulas to which a text refers.
pub(crate) type Asked<'t> = BTreeSet<&'t str>;

/// The ids in `` {eq}`…` ``.
pub(crate) fn asked(text: &str) -> Asked<'_> {
    let inner = |at: usize| text.get(at + REFERENCE.len()..)?.split(['`', '\n']).next();
    text.match_indices(REFERENCE).filter_map(|(at, _)| inner(at)).collect()
}

/// Whether code under a name is no language but an unknown directive.
fn is_unread(name: &str, argument: &str) -> bool {
    let is_argument = !argument.is_empty() && !argument.starts_with('{');
    UNREAD.contains(&name) || name.contains(['-', ':']) || is_argument
}

/// Whether a line is a comment, `% …`.
pub(crate) fn is_comment(line: &str) -> bool {
    line.strip_prefix('%').is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether a comment beside this line touches no text.
pub(crate) fn parts_comments(content: &str) -> bool {
    content.is_empty() || content.starts_with(['#', ':', '`', '~']) || label(content).is_some()
}

/// A figure of which only the head is known.
pub(crate) struct FigureHead {
    path: Spanned<String>,
    attr: Attr,
    alt: Option<String>,
}

impl FigureHead {
    /// The figure with its caption: the first paragraph between the fences. More
    /// than that follows it.
    pub(super) fn figure(self, mut blocks: Vec<Block>, span: Span) -> Block {
        let caption = match blocks.first_mut() {
            Some(Block { kind: BlockKind::Paragraph(content), .. }) => {
                let content = std::mem::take(content);
                blocks.remove(0);
                content
            }
            _ => Vec::new(),
        };
        let place = self.path.span;
        let image = Image { path: self.path, alt: self.alt, page: 1 };
        let attr = Attr { id: None, ..self.attr.clone() };
        let panel = Panel::new(image, Vec::new(), attr, place);
        let kind = BlockKind::Figure(Figure { panels: vec![panel], caption });
        let figure = Block::with(kind, Attr { id: self.attr.id, ..Attr::default() }, span);
        if blocks.is_empty() {
            return figure;
        }
        blocks.insert(0, Block { span: place, ..figure });
        Block::with(BlockKind::Container(blocks), Attr::default(), span)
    }
}

impl Reader<'_, '_, '_> {
    /// The head of a directive with its options: what its body becomes.
    pub(super) fn directive_head(&mut self, mask: Mask) -> (Attr, Form) {
        if let Some((mut attr, form)) = self.theorem_chunk(mask) {
            // `{exercise}` is one of MyST, too.
            let mut options = self.options_of(mask).into_iter();
            let label = options.find(|(key, _)| matches!(key.value.as_str(), "name" | "label"));
            attr.id = attr.id.or(label.map(|(_, value)| value));
            return (attr, form);
        }
        let written = self.masks.written(mask);
        let Some((name, argument)) = named(written.trim_start_matches(['`', '~', ':'])) else {
            return (Attr::default(), Form::Plain);
        };
        let name = name.strip_suffix(START).unwrap_or(name);
        let start = self.mask_span(mask, 0, 0).start as usize;
        let at = start + (argument.as_ptr() as usize - written.as_ptr() as usize);
        let place = self.shared.span(at, at + argument.len());
        let options = self.options_of(mask);
        let mut attr = Attr { id: self.shared.anchor.take(), ..Attr::default() };
        let mut alt = None;
        for (key, value) in options {
            match key.value.as_str() {
                "name" | "label" => attr.id = Some(value),
                "width" | "height" => attr.pairs.push((key, value)),
                "alt" => alt = Some(value.value),
                // How the page of a browser looks.
                _ => {}
            }
        }
        let form = match name {
            "figure" | "image" => {
                let path = Spanned::new(argument.to_owned(), place);
                return (Attr::default(), Form::Figure(Box::new(FigureHead { path, attr, alt })));
            }
            "bibliography" => {
                let id = Spanned::new("refs".to_owned(), place);
                return (Attr { id: Some(id), ..Attr::default() }, Form::Plain);
            }
            // The id of its exercise stands behind it.
            "solution" => Form::Theorem(TheoremKind::Solution, Vec::new()),
            _ if is_proof(name) => {
                let kind = theorem::kind_of(name).unwrap_or(TheoremKind::Theorem);
                Form::Theorem(kind, self.title_inlines(argument, at))
            }
            "admonition" => callout::any_kind("note", self.title_text(argument, at)),
            _ => match callout::kind_of(name) {
                Some((kind, name)) => Form::Alert(kind, name, self.title_text(argument, at)),
                None => Form::Titled(self.title_inlines(argument, at), place),
            },
        };
        (Attr { pairs: Vec::new(), ..attr }, form)
    }

    /// The options below a head.
    fn options_of(&self, mask: Mask) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut list = Vec::new();
        let mut line = mask.line + 2;
        while let Some((_, rest)) = self.masks.at_line(line).filter(|(_, rest)| rest.kind == Kind::Rest) {
            line += 1;
            let written = self.masks.written(rest);
            let Some((key, value)) = option(written).or_else(|| yaml(written)) else { continue };
            let span = |part: &str| {
                let from = part.as_ptr() as usize - written.as_ptr() as usize;
                self.mask_span(rest, from, from + part.len())
            };
            list.push((Spanned::new(key.to_owned(), span(key)), Spanned::new(value.to_owned(), span(value))));
        }
        list
    }

    /// ```` ```{code-block} python ````, ```` ```{math} ````: the language of
    /// the code, and how many of its lines are options, which become attributes.
    pub(super) fn code_directive(&mut self, info: &str, text: &str, span: Span) -> Option<(String, usize, Attr)> {
        let (name, argument) = named(info)?;
        let lang = match name {
            "code-block" | "code" | "sourcecode" => argument.split_whitespace().next().unwrap_or_default(),
            "code-cell" => argument.trim_start_matches("ipython3").trim(),
            "math" => "math",
            "mermaid" => "mermaid",
            _ if is_unread(name, argument) => {
                let head = self.shared.written(span).lines().next().map_or(0, str::len);
                self.tell_unread(name, self.shared.span(span.start as usize, span.start as usize + head));
                return Some((String::new(), 0, Attr::default()));
            }
            _ => return None,
        };
        let mut attr = Attr::default();
        let mut lines = 0;
        for line in text.lines() {
            let Some((key, value)) = option(line) else { break };
            lines += 1;
            let value = Spanned::new(value.to_owned(), span);
            let class = |name: &str| Spanned::new(name.to_owned(), span);
            match key {
                "name" | "label" => attr.id = Some(value),
                "caption" => attr.pairs.push((class("caption"), value)),
                "lineno-start" => attr.pairs.push((class("start-from"), value)),
                "linenos" => attr.classes.push(class("line-numbers")),
                _ => {}
            }
        }
        if lines > 0 && text.lines().nth(lines).is_some_and(|line| line.trim().is_empty()) {
            lines += 1;
        }
        Some((lang.to_owned(), lines, attr))
    }

    /// Tells of a directive that is not read.
    fn tell_unread(&mut self, name: &str, span: Span) {
        let message = message!("unknown directive `{name}`; its text is printed as code", name);
        self.shared.sink.push(Diagnostic::warning(Code::UnknownContainer, span, message));
    }
}

fn yaml(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    Some((key.trim(), value.trim().trim_matches(['"', '\''])))
}

#[cfg(test)]
mod tests {
    use super::{asked, is_comment, is_formula_label, label, named, opens_body, option};

    #[test]
    fn heads_and_options_are_read() {
        assert_eq!(named("{admonition} 标题"), Some(("admonition", "标题")));
        assert_eq!(named("{r, echo=FALSE}"), None);
        assert_eq!(option(":name: fig-a"), Some(("name", "fig-a")));
        assert_eq!(option(":nosearch:"), Some(("nosearch", "")));
        assert_eq!(option("::: a"), None);
        assert_eq!((label("(图-1)="), label("(a b)="), label("f(x)=")), (Some("图-1"), None, None));
        let asked = asked("见 {eq}`riccati` 与 {eq}`b");
        let is_label = |tail| is_formula_label(tail, &asked);
        assert!(is_label("(eq-a)") && is_label("(eq12)") && is_label("(riccati)"));
        assert!(!is_label("(1)") && !is_label("(A1)") && !is_label("(其中)") && !is_label("(where)"));
        assert!(is_comment("% a") && is_comment("%") && !is_comment("%a") && !is_comment("%% a"));
        assert!(opens_body("{note}") && opens_body("{figure} a.png") && !opens_body("{python}"));
    }
}
