//! The names that stand in double braces: variables of the command, of a row of a
//! list, of the front matter, of the project, of `_variables.yml`; numbers of files.
//! What each is worth is printed in place of its mark.
//!
//! `{{ name }}` is also how templates and manuscripts about templates write: such a
//! mark stays as it is, and is told only where the document has variables.

use std::collections::BTreeSet;

use super::positions::Positions;
use super::{Depth, FieldList, Shared, front_matter};
use crate::diag::{Code, Diagnostic, Span, Spanned, message, nearest};
use crate::model::document::{Attr, Block, EXPANDED, Inline, InlineKind};
use crate::model::{Value, blocks_of_mut, visit_contents_mut};
use crate::yaml::{self, Subject};

/// How much text the marks of a file may become, in bytes.
const MAX_EXPANDED: usize = 1 << 20;
/// How deep variables may stand in the values of variables.
const MAX_DEPTH: usize = 8;
/// Fields of the front matter that hold variables.
const HOLDERS: [&[&str]; 3] = [&["variables"], &["substitutions"], &["myst", "substitutions"]];

/// The fields of the front matter, as far as they were asked for.
#[derive(Default)]
pub(super) struct Facts {
    fields: Option<FieldList>,
    expanded: usize,
    /// Whether a value is being read, in which no mark counts.
    pub(super) expanding: bool,
    /// The names that were printed.
    pub(super) used: BTreeSet<String>,
}

/// Where a value comes from, which decides how it is printed.
enum Found {
    /// Printed as it is.
    Literal(String),
    /// Markdown of the front matter.
    Own(String, Span),
    /// Markdown of another file.
    Given(String),
}

impl Shared<'_> {
    /// What `{{ name }}` prints; `None` if it stays as text.
    pub(super) fn substitution(&mut self, name: &str, place: Span) -> Option<Vec<Inline>> {
        if let Some(cell) = self.given.cells.get(name) {
            return match cell {
                Ok(text) => Some(expanded_span(literal(text, place), place)),
                Err((message, hint)) => {
                    self.sink.push(Diagnostic::error(Code::Data, place, message.clone()).hint(hint.clone()));
                    None
                }
            };
        }
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        match self.found(name) {
            Some(found) => self.shown_value(name, found, place),
            None => {
                self.tell_undefined(name, place);
                None
            }
        }
    }

    /// What `{{< var name >}}` prints.
    pub(super) fn variable(&mut self, name: &str, place: Span) -> Option<Vec<Inline>> {
        let found = self.found(name).or_else(|| self.own(&[], name));
        if found.is_none() {
            self.tell_undefined(name, place);
        }
        self.shown_value(name, found?, place)
    }

    /// What `{{< meta name >}}` prints: a field of the front matter.
    pub(super) fn field(&mut self, name: &str, place: Span) -> Option<Vec<Inline>> {
        let found = self.literal_of(name).or_else(|| self.own(&[], name))?;
        self.facts.used.insert(name.split('.').next().unwrap_or_default().to_owned());
        self.shown_value(name, found, place)
    }

    /// A text of the front matter with its variables filled in.
    pub(super) fn filled_text(&mut self, text: &str, place: Span) -> String {
        if !text.contains("{{") || self.facts.expanding {
            return text.to_owned();
        }
        self.filled(text, &mut Vec::new(), place)
    }

    fn found(&mut self, name: &str) -> Option<Found> {
        let found = self.looked_up(name)?;
        self.facts.used.insert(name.split('.').next().unwrap_or_default().to_owned());
        Some(found)
    }

    fn looked_up(&mut self, name: &str) -> Option<Found> {
        if let Some(found) = self.literal_of(name) {
            return Some(found);
        }
        for holder in HOLDERS {
            if let Some(found) = self.own(holder, name) {
                return Some(found);
            }
        }
        let given = self.given.variables.iter().find_map(|fields| find(fields, &mut name.split('.')));
        if let Some(text) = given.and_then(|value| printed(&value.value)) {
            return Some(Found::Given(text));
        }
        // A manuscript about templates speaks of its title too.
        let first = name.split('.').next().unwrap_or_default();
        let plain = !front_matter::is_own(first) || self.has_variables();
        plain.then(|| self.own(&[], name)).flatten()
    }

    fn literal_of(&self, name: &str) -> Option<Found> {
        let (_, value) = self.given.literal.iter().find(|(known, _)| known == name)?;
        Some(Found::Literal(value.clone()))
    }

    /// The value at a path such as `a.b` below some field of the front matter.
    fn own(&mut self, below: &[&str], path: &str) -> Option<Found> {
        let value = find(self.fields(), &mut below.iter().copied().chain(path.split('.')))?;
        Some(Found::Own(printed(&value.value)?, value.span))
    }

    fn fields(&mut self) -> &FieldList {
        let (source, text, profile) = (self.source, self.text, self.given.profile.as_deref());
        self.facts.fields.get_or_insert_with(|| front_matter::fields(source, text, profile))
    }

    /// Whether anything defines variables.
    fn has_variables(&mut self) -> bool {
        // `numbers` says how the manuscript is read.
        let given = self.given.variables.iter().flatten().any(|(key, _)| key.value != "numbers");
        given || !self.given.literal.is_empty() || find(self.fields(), &mut ["variables"].into_iter()).is_some()
    }

    /// The variables that are defined, as texts; those that count first before the
    /// others.
    pub(super) fn declared(&mut self) -> Vec<(String, String)> {
        let mut declared = Vec::new();
        let mut add = |fields: &FieldList| {
            let texts = fields.iter().filter_map(|(key, value)| Some((key.value.clone(), printed(&value.value)?)));
            declared.extend(texts);
        };
        for holder in HOLDERS {
            if let Some(Value::Map(inner)) = find(self.fields(), &mut holder.iter().copied()).map(|value| &value.value)
            {
                add(inner);
            }
        }
        self.given.variables.iter().for_each(add);
        declared
    }

    fn tell_undefined(&mut self, name: &str, place: Span) {
        if !self.has_variables() {
            return;
        }
        let mut known: Vec<String> = self.given.literal.iter().map(|(name, _)| name.clone()).collect();
        known.extend(self.given.variables.iter().flatten().map(|(key, _)| key.value.clone()));
        let fields = self.fields();
        for holder in HOLDERS {
            if let Some(Value::Map(inner)) = find(fields, &mut holder.iter().copied()).map(|value| &value.value) {
                known.extend(inner.iter().map(|(key, _)| key.value.clone()));
            }
        }
        known.extend(fields.iter().map(|(key, _)| key.value.clone()));
        let warning = Diagnostic::warning(Code::Variable, place, message!("no variable is called `{name}`", name));
        self.sink.push(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => warning.hint(message!("did you mean `{near}`?", near)),
            None => warning.hint("give it a value: `--var name=value`, or `variables:` in the front matter"),
        });
    }

    fn shown_value(&mut self, name: &str, found: Found, place: Span) -> Option<Vec<Inline>> {
        let (text, source) = match found {
            Found::Literal(text) => {
                self.tell_empty(name, &text, place);
                return Some(expanded_span(literal(&text, place), place));
            }
            Found::Own(text, span) => (text, Some(span)),
            Found::Given(text) => (text, None),
        };
        let filled = self.filled(&text, &mut vec![name.to_owned()], place);
        // What a mark that stays is told of has the place of the outer one.
        if let Some(span) = source.filter(|_| filled == text && mark(&text).is_none()) {
            let positions = Positions::located(&text, self.text, span.start as usize, span.end as usize);
            return self.expanded(&text, positions, place);
        }
        let text = filled.replace(['\n', '\r'], " ");
        // All of it, and what is told of it, has the place of the mark.
        let outer = std::mem::take(self.sink);
        let shown = self.expanded(&text, Positions::of_lines(vec![place.start as usize]), place);
        for told in std::mem::replace(self.sink, outer).into_sorted() {
            self.sink.push(Diagnostic { span: Some(place), fix: Vec::new(), ..told });
        }
        let mut shown = shown?;
        put_at(&mut shown, place);
        Some(shown)
    }

    fn tell_empty(&mut self, name: &str, text: &str, place: Span) {
        let Some((row, file)) = self.given.row.as_ref().filter(|_| text.is_empty()) else { return };
        if self.html_told.insert(format!("{{{{ {name}")) {
            let message = message!("row {row} of “{file}” has nothing in the column “{name}”", row, file, name);
            self.sink.push(Diagnostic::warning(Code::Variable, place, message).hint("fill in the cell"));
        }
    }

    /// A text with the variables in it filled in, within bounds; `open` are those
    /// whose values it stands in.
    fn filled(&mut self, text: &str, open: &mut Vec<String>, place: Span) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((at, length, name)) = mark(rest) {
            filled.push_str(&rest[..at]);
            let written = &rest[at..at + length];
            rest = &rest[at + length..];
            let value = match self.found(name) {
                Some(Found::Literal(text) | Found::Own(text, _) | Found::Given(text)) => text,
                None => {
                    self.tell_undefined(name, place);
                    filled.push_str(written);
                    continue;
                }
            };
            self.facts.expanded += value.len();
            let is_own = open.iter().any(|known| known == name);
            if is_own || open.len() >= MAX_DEPTH || self.facts.expanded > MAX_EXPANDED {
                // Each place where it is printed is told: none is a mark that nobody knows.
                if self.html_told.insert(format!("{{{{ {name} }}}} {}", place.start)) {
                    let message =
                        message!("the variable `{name}` stands in its own value, or too deep in others", name);
                    let hint = "write the value itself";
                    self.sink.push(Diagnostic::warning(Code::Variable, place, message).hint(hint));
                }
                filled.push_str(written);
                continue;
            }
            open.push(name.to_owned());
            let inner = self.filled(&value, open, place);
            open.pop();
            filled.push_str(&inner);
        }
        filled.push_str(rest);
        filled
    }

    fn expanded(&mut self, text: &str, positions: Positions, place: Span) -> Option<Vec<Inline>> {
        self.facts.expanded += text.len();
        if self.facts.expanded > MAX_EXPANDED {
            return None;
        }
        self.facts.expanding = true;
        let shown = self.inlines(text, positions, Depth::default());
        self.facts.expanding = false;
        Some(expanded_span(shown, place))
    }
}

/// The first mark of a variable in a text: where it begins, how long it is, and
/// its name.
fn mark(text: &str) -> Option<(usize, usize, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{{").map(|at| from + at) {
        let inner = &text[at + 2..];
        let end = inner.find("}}")?;
        let inner = &inner[..end];
        let shortcode = inner.strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
        let name = match shortcode.map(str::trim) {
            Some(words) => words.strip_prefix("var ").or_else(|| words.strip_prefix("meta ")).unwrap_or_default(),
            None => inner,
        };
        let name = name.trim();
        if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.')) {
            return Some((at, end + 4, name));
        }
        from = at + 2;
    }
    None
}

/// What a mark became, as one.
fn expanded_span(shown: Vec<Inline>, place: Span) -> Vec<Inline> {
    let class = Spanned::new(EXPANDED.to_owned(), place);
    let attr = Attr { classes: vec![class], ..Attr::default() };
    vec![Inline::with(InlineKind::Span(shown), attr, place)]
}

/// A value as it is; its lines stay lines.
fn literal(text: &str, place: Span) -> Vec<Inline> {
    let mut shown = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            shown.push(Inline::new(InlineKind::HardBreak, place));
        }
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        shown.push(Inline::new(InlineKind::Text(line), place));
    }
    shown
}

/// Gives inlines one place.
fn put_at(content: &mut [Inline], place: Span) {
    for inline in content {
        inline.span = place;
        match &mut inline.kind {
            InlineKind::Marked(_, inner) | InlineKind::Span(inner) | InlineKind::Link { content: inner, .. } => {
                put_at(inner, place);
            }
            InlineKind::Note(blocks) => put_blocks_at(blocks, place),
            InlineKind::Cite(cite) => cite.items.iter_mut().for_each(|item| item.key.span = place),
            InlineKind::Image(image) => image.path.span = place,
            InlineKind::References(group) => group.items.iter_mut().for_each(|item| item.span = place),
            InlineKind::Text(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Code(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Math(_)
            | InlineKind::Reference(_)
            | InlineKind::Raw { .. }
            | InlineKind::Edit(_) => {}
        }
    }
}

fn put_blocks_at(blocks: &mut [Block], place: Span) {
    for block in blocks {
        block.span = place;
        visit_contents_mut(block, &mut |content| put_at(content, place));
        blocks_of_mut(block).into_iter().for_each(|inner| put_blocks_at(inner, place));
    }
}

/// The fields of a file of variables, in YAML; `place` turns its bytes into places.
pub fn variables(text: &str, place: impl Fn(usize, usize) -> Span, errors: &mut Vec<Diagnostic>) -> FieldList {
    let subject = Subject { name: "the file of variables", code: Code::FrontMatter };
    match yaml::read(text, subject, place, errors).value {
        Value::Map(fields) => fields,
        _ => Vec::new(),
    }
}

fn find<'v>(
    fields: &'v [(Spanned<String>, Spanned<Value>)],
    path: &mut dyn Iterator<Item = &str>,
) -> Option<&'v Spanned<Value>> {
    let name = path.next()?;
    let mut value = fields.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)?;
    for name in path {
        value = match &value.value {
            Value::Map(inner) => inner.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)?,
            Value::List(list) => list.get(name.parse::<usize>().ok()?.checked_sub(1)?)?,
            // A list of one may be written without its marks.
            Value::Scalar { .. } if name == "1" => value,
            Value::Scalar { .. } | Value::Null => return None,
        };
    }
    Some(value)
}

/// A value as it is printed; a list with commas.
fn printed(value: &Value) -> Option<String> {
    match value {
        Value::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::List(list) => {
            let items: Option<Vec<String>> = list.iter().map(|item| front_matter::words(&item.value)).collect();
            items.map(|items| items.join(", "))
        }
        // An author, say.
        Value::Map(fields) => {
            fields.iter().find(|(key, _)| key.value == "name").and_then(|(_, name)| match name.value {
                Value::Scalar { .. } => printed(&name.value),
                _ => None,
            })
        }
        Value::Null => None,
    }
}
