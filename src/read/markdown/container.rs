//! The words behind three colons: `{.a #b}`, `a`, `a {#b}`, `tip 标题`,
//! `note[title]{.b}`, `{note} title`.
//!
//! Fenced divs are pandoc's; names with a title are VuePress' and VitePress',
//! the title in brackets is Docusaurus', the name in braces is MyST's.

use super::callout::{self, Form};
use super::{Reader, attributes, code_division, myst, profile, theorem};
use crate::diag::{Code, Diagnostic, Span, Spanned, message, nearest};
use crate::model::TheoremKind;
use crate::model::document::{Attr, SUBEQUATIONS};

/// The containers that are known.
const CONTAINERS: [&str; 11] = [
    "landscape",
    "center",
    "abstract",
    "columns",
    "salutation",
    "signature",
    "references",
    "refs",
    "pagebreak",
    SUBEQUATIONS,
    ABBREVIATIONS,
];
/// The container that lists the abbreviations of its file.
pub(super) const ABBREVIATIONS: &str = "abbreviations";
/// Containers of other tools, of which a report keeps the content: places
/// beside the text, tabs, folds and what only a browser needs.
const CONTENT: [&str; 25] = [
    "details",
    "column-margin",
    "aside",
    "margin",
    "column-body",
    "column-body-outset",
    "column-page",
    "column-page-inset",
    "column-screen",
    "column-screen-inset",
    "content-visible",
    "panel-tabset",
    "tabset",
    "tabs",
    "code-group",
    "code-tabs",
    "raw",
    "v-pre",
    "incremental",
    "nonincremental",
    "grid",
    "callout",
    "column",
    "smaller",
    code_division::CLASS,
];
/// What such containers say of their looks.
const LOOKS: [&str; 9] = ["title", "collapse", "icon", "appearance", "group", "open", "width", "when-format", "name"];
/// The class of a container that another profile has.
pub(super) const HIDDEN: &str = "\\hidden";
/// The class of a container that was asked for by its profile alone.
pub(super) const SHOWN: &str = "\\shown";
/// The classes of tabs.
const TABS: [&str; 3] = ["panel-tabset", "tabset", "tabs"];

/// What the words of a container say.
#[derive(Default)]
struct Words<'t> {
    attr: Attr,
    title: Option<(usize, &'t str)>,
    /// Whether nothing at all was said, in braces.
    empty: bool,
}

impl Reader<'_, '_, '_> {
    /// What the words at byte `at` of the source open.
    pub(super) fn opened(&mut self, words: &str, at: usize, span: Span) -> (Attr, Form) {
        let Some(Words { mut attr, mut title, empty }) = self.container_words(words, at) else {
            self.shared.sink.push(malformed(span));
            return (Attr::default(), Form::Plain);
        };
        match profile::shown(&mut attr, self.shared.given.profile.as_deref(), &mut self.shared.profiles) {
            Some(false) => return (class(HIDDEN, span), Form::Plain),
            Some(true) if attr.is_empty() && title.is_none() => return (class(SHOWN, span), Form::Plain),
            Some(true) | None => {}
        }
        let named = attr.get("title").map(|title| (title.span.start as usize, title.value.clone()));
        let quoted = named.as_ref().map(|(at, title)| (*at, title.as_str()));
        if let Some(kind) = theorem_of(&attr) {
            return self.theorem(kind, attr, title);
        }
        title = title.or(quoted).filter(|(_, title)| !title.trim().is_empty());
        let known = attr.classes.iter().any(|class| CONTAINERS.contains(&class.value.as_str()));
        let alert = attr.classes.iter().find_map(|class| callout::kind_of(&class.value)).filter(|_| !known);
        let is_foreign = attr.classes.iter().any(|class| CONTENT.contains(&class.value.as_str()));
        let tabs = attr.classes.iter().any(|class| TABS.contains(&class.value.as_str()));
        if alert.is_some() || is_foreign || title.is_some() {
            attr.pairs.retain(|(key, _)| !LOOKS.contains(&key.value.as_str()));
        }
        if alert.is_some() {
            attr.classes.clear();
        }
        if !self.is_figure(&attr) {
            self.tell_layout(&mut attr);
        }
        if alert.is_none() && !empty && attr != Attr::default() {
            self.check_container(&attr, span);
        }
        let form = match (alert, title) {
            (Some((kind, name)), title) => {
                Form::Alert(kind, name, title.and_then(|(at, title)| self.title_text(title, at)))
            }
            (None, Some((at, title))) => {
                let place = self.shared.span(at, at + title.len());
                Form::Titled(self.title_inlines(title, at), place)
            }
            (None, None) if tabs => Form::Tabs,
            (None, None) => Form::Plain,
        };
        (attr, form)
    }

    /// A theorem, a definition, a proof: its title stands in `title`, in `name`
    /// (bookdown) or behind the word.
    fn theorem(&mut self, kind: TheoremKind, mut attr: Attr, words: Option<(usize, &str)>) -> (Attr, Form) {
        let named = attr.get("title").or_else(|| attr.get("name")).cloned();
        let named = named.as_ref().map(|title| (title.span.start as usize, title.value.as_str()));
        let title = words.or(named).filter(|(_, title)| !title.trim().is_empty());
        let title = title.map(|(at, title)| self.title_inlines(title, at)).unwrap_or_default();
        attr.classes.retain(|class| theorem::kind_of(&class.value).is_none());
        attr.pairs.retain(|(key, _)| !matches!(key.value.as_str(), "title" | "name"));
        attributes::check(&attr, &attributes::THEOREM, self.shared.sink);
        (attr, Form::Theorem(kind, title))
    }

    fn container_words<'t>(&self, words: &'t str, at: usize) -> Option<Words<'t>> {
        let source = self.shared.source;
        if let Some(rest) = words.strip_prefix('{') {
            if rest.trim_start() == "}" {
                return Some(Words { empty: true, ..Words::default() });
            }
            if let Some((attr, len)) = attributes::parse(words, source, at) {
                return Some(Words { attr, title: title_of(words, at, len), empty: false });
            }
            let (name, title) = myst::named(words)?;
            let span = self.shared.span(at + 1, at + 1 + name.len());
            let classes = vec![Spanned::new(name.to_owned(), span)];
            let attr = Attr { classes, ..Attr::default() };
            return Some(Words { attr, title: title_of(words, at, words.len() - title.len()), empty: false });
        }
        let (mut attr, end) = attributes::parse_end(words, source, at).unwrap_or((Attr::default(), words.len()));
        let head = words[..end].trim_end();
        let len = head.find(|c: char| c.is_whitespace() || matches!(c, '[' | '{')).unwrap_or(head.len());
        if len == 0 || head[len..].starts_with('{') {
            return None;
        }
        let span = self.shared.span(at, at + len);
        attr.classes.insert(0, Spanned::new(head[..len].to_owned(), span));
        Some(Words { attr, title: title_of(head, at, len), empty: false })
    }

    /// Says that what stands in a block is not set side by side (Quarto's
    /// `layout-ncol`) where it is no figure.
    fn tell_layout(&mut self, attr: &mut Attr) {
        let is_layout = |key: &str| matches!(key, "layout-ncol" | "layout-nrow" | "layout");
        let Some((key, _)) = attr.pairs.iter().find(|(key, _)| is_layout(&key.value)) else { return };
        let message =
            message!("`{key}` of a block that is no figure; its parts stand under each other", key = key.value);
        let diagnostic = Diagnostic::warning(Code::UnknownAttribute, key.span, message);
        self.shared.sink.push(
            diagnostic.hint("give a block of pictures an id such as `#fig-x`, and its caption as the last paragraph"),
        );
        attr.pairs.retain(|(key, _)| !is_layout(&key.value));
    }

    /// Whether a block is a figure, by its id.
    pub(super) fn is_figure(&self, attr: &Attr) -> bool {
        let Some(id) = attr.id.as_ref().map(|id| id.value.as_str()) else { return false };
        id.starts_with("fig:") || id.starts_with("fig-") || self.shared.is_of_own_kind(id)
    }

    fn check_container(&mut self, attr: &Attr, span: Span) {
        if self.is_figure(attr) {
            return attributes::check(attr, &attributes::FIGURE, self.shared.sink);
        }
        let pairs = Attr { classes: Vec::new(), ..attr.clone() };
        attributes::check(&pairs, &attributes::CONTAINER, self.shared.sink);
        let is_known = |class: &str| CONTAINERS.contains(&class) || CONTENT.contains(&class);
        for class in attr.classes.iter().filter(|class| !is_known(&class.value)) {
            let message = message!(
                "unknown class `{class}` of a `:::` block; its content is printed as usual",
                class = class.value
            );
            let diagnostic = Diagnostic::warning(Code::UnknownContainer, class.span, message);
            self.shared.sink.push(match nearest(&class.value, CONTAINERS.into_iter().chain(theorem::words())) {
                Some(near) => diagnostic.hint(message!("did you mean `{near}`?", near)),
                None => diagnostic,
            });
        }
        if attr.classes.is_empty() && attr.id.is_none() && attr.get("lang").is_none() {
            self.shared.sink.warn(Code::UnknownContainer, span, "`:::` block without a class or id has no effect");
        }
    }
}

/// The theorem, definition, proof that attributes name.
fn theorem_of(attr: &Attr) -> Option<TheoremKind> {
    let by_class = attr.classes.iter().find_map(|class| theorem::kind_of(&class.value));
    by_class.or_else(|| theorem::kind_of_id(&attr.id.as_ref()?.value))
}

/// Attributes of one class.
fn class(name: &str, span: Span) -> Attr {
    Attr { classes: vec![Spanned::new(name.to_owned(), span)], ..Attr::default() }
}

/// The title behind a name: `[title]`, or plain words.
fn title_of(words: &str, at: usize, from: usize) -> Option<(usize, &str)> {
    let rest = words[from..].trim();
    let start = at + from + (words[from..].len() - words[from..].trim_start().len());
    let bracketed = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let title = bracketed.map_or((start, rest), |title| (start + 1, title));
    (!title.1.trim().is_empty()).then_some(title)
}

fn malformed(span: Span) -> Diagnostic {
    let message = "these attributes are malformed; the content of the block is printed without them";
    Diagnostic::warning(Code::UnknownAttribute, span, message)
        .hint("write them as {#id .class key=value key=\"two words\"}")
}
