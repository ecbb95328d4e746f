//! Shortcodes of Quarto (`{{< name … >}}`) within a line, and substitutions of MyST
//! (`{{ name }}`): what the front matter says is printed in their place.
//!
//! `{{< include … >}}` and `{{< pagebreak >}}` are lines of their own and read in
//! `directive`. An unknown one stays as text, which is told there.

use super::line::Line;
use super::pieces::{Piece, place_of};
use super::positions::Positions;
use super::{Depth, FieldList, Reader, Shared, floor_boundary, front_matter};
use crate::diag::{Code, Diagnostic, Message, Span, Spanned, message};
use crate::model::document::{Attr, Block, EXPANDED, Inline, InlineKind};
use crate::model::{Mark, Value, blocks_of_mut, visit_contents_mut};
use crate::yaml::{self, Subject};

/// The longest mark that is read, in bytes.
const MAX_LENGTH: usize = 600;
/// How much text the marks of a file may become, in bytes.
const MAX_EXPANDED: usize = 1 << 20;

/// Shortcodes that show a sign or a sample and hold no text.
const TEXTLESS: [&str; 7] = ["fa", "bi", "iconify", "icon", "lipsum", "placeholder", "lucide"];

/// The fields of the front matter, as far as they were asked for.
#[derive(Default)]
pub(super) struct Facts {
    fields: Option<Vec<(Spanned<String>, Spanned<Value>)>>,
    expanded: usize,
    /// Whether a value is being read, in which no mark counts.
    expanding: bool,
}

impl<'a> Reader<'_, 'a, '_> {
    /// Takes the mark at a brace; whether there is one.
    pub(super) fn shortcode(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) -> bool {
        let Some(Piece::Text { text, at: base, exact: true }) = pieces.get(line.index) else { return false };
        if !text[at..].starts_with("{{") || self.shared.facts.expanding {
            return false;
        }
        let start = base + at;
        let source = self.shared.text;
        let area = &source[start..floor_boundary(source, start + MAX_LENGTH)];
        let Some(close) = area.find("}}") else { return false };
        let (end, inner) = (start + close + "}}".len(), &area["{{".len()..close]);
        let Some(next) = place_of(pieces, line.index, end) else { return false };
        let span = self.shared.span(start, end);
        let shown = match inner.strip_prefix('<').map(|inner| inner.strip_suffix('>')) {
            Some(Some(inner)) => self.shown(&words(inner), span),
            Some(None) => None,
            None => self.shared.substitution(inner.trim(), span),
        };
        let Some(shown) = shown else { return false };
        self.flush(pieces, at, line);
        // What shows nothing leaves one blank, not two.
        let parted = source[..start].ends_with(char::is_whitespace) && source[end..].starts_with(' ');
        let behind = place_of(pieces, line.index, end + 1).filter(|_| shown.is_empty() && parted);
        line.extend(shown);
        (line.index, line.offset) = behind.unwrap_or(next);
        true
    }

    /// What a shortcode shows; `None` if it stays as text.
    fn shown(&mut self, words: &[String], span: Span) -> Option<Vec<Inline>> {
        let (name, rest) = words.split_first()?;
        let (named, plain): (Vec<&String>, Vec<&String>) = rest.iter().partition(|word| is_named(word));
        let first = plain.first().map(|word| word.as_str());
        let text = |text: &str| Inline::new(InlineKind::Text(text.to_owned()), span);
        Some(match name.as_str() {
            "meta" => self.shared.fact(&[], first?, span)?,
            "var" => {
                let own = self.shared.fact(&["variables"], first?, span);
                let given = own.or_else(|| self.shared.given_fact(first?, span));
                given.or_else(|| self.shared.fact(&[], first?, span))?
            }
            "br" => vec![Inline::new(InlineKind::HardBreak, span)],
            "kbd" => {
                let key = |keys: &str| Inline::new(InlineKind::Marked(Mark::Keyboard, vec![text(keys)]), span);
                match first {
                    Some(keys) => vec![key(keys)],
                    None => keys_of_systems(&named)?
                        .iter()
                        .enumerate()
                        .flat_map(|(at, (keys, systems))| {
                            let gap = (at > 0).then(|| text(" / "));
                            gap.into_iter().chain([key(keys), text(&format!(" ({})", systems.join(", ")))])
                        })
                        .collect(),
                }
            }
            "video" => {
                let target = first?;
                let title = named.iter().find_map(|word| word.strip_prefix("title="));
                self.tell("video", message!("a video is printed as a link"), span);
                let content = vec![text(title.unwrap_or(target))];
                match target.starts_with("http") {
                    true => vec![Inline::new(InlineKind::Link { target: target.to_owned(), content }, span)],
                    false => content,
                }
            }
            name if TEXTLESS.contains(&name) => {
                self.tell(name, message!("the shortcode `{name}` is not printed", name), span);
                Vec::new()
            }
            _ => return None,
        })
    }

    fn tell(&mut self, name: &str, message: Message, span: Span) {
        if self.shared.html_told.insert(format!("{{{{<{name}")) {
            let hint = "write it in words where a reader needs it";
            self.shared.sink.push(Diagnostic::warning(Code::NotPrinted, span, message).hint(hint));
        }
    }
}

impl Shared<'_> {
    /// What `substitutions` in the front matter says for a name (MyST-Parser, MyST).
    fn substitution(&mut self, name: &str, place: Span) -> Option<Vec<Inline>> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        self.fact(&["substitutions"], name, place).or_else(|| self.fact(&["myst", "substitutions"], name, place))
    }

    /// The value at a path such as `a.b` below some field of the front matter, for a
    /// mark at a place.
    fn fact(&mut self, below: &[&str], path: &str, place: Span) -> Option<Vec<Inline>> {
        let (source, text) = (self.source, self.text);
        let fields = self.facts.fields.get_or_insert_with(|| front_matter::fields(source, text));
        let value = find(fields, &mut below.iter().copied().chain(path.split('.')))?;
        let (text, span) = (printed(&value.value)?, value.span);
        let positions = Positions::located(&text, self.text, span.start as usize, span.end as usize);
        self.expanded(&text, positions, place)
    }

    /// The value at a path of the variables that stand in other files.
    fn given_fact(&mut self, path: &str, place: Span) -> Option<Vec<Inline>> {
        let value = self.variables.iter().find_map(|fields| find(fields, &mut path.split('.')))?;
        let text = printed(&value.value)?.replace(['\n', '\r'], " ");
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

    fn expanded(&mut self, text: &str, positions: Positions, place: Span) -> Option<Vec<Inline>> {
        self.facts.expanded += text.len();
        if self.facts.expanded > MAX_EXPANDED {
            return None;
        }
        self.facts.expanding = true;
        let shown = self.inlines(text, positions, Depth::default());
        self.facts.expanding = false;
        let class = Spanned::new(EXPANDED.to_owned(), place);
        let attr = Attr { classes: vec![class], ..Attr::default() };
        Some(vec![Inline::with(InlineKind::Span(shown), attr, place)])
    }
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
            | InlineKind::Raw { .. } => {}
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

/// The keys of `mac=… win=… linux=…`, each once, with the systems that they are for.
fn keys_of_systems<'w>(words: &[&'w String]) -> Option<Vec<(&'w str, Vec<&'static str>)>> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for word in words {
        let (system, keys) = word.split_once('=')?;
        let system = match system {
            "mac" => "macOS",
            "win" => "Windows",
            "linux" => "Linux",
            _ => return None,
        };
        match found.iter_mut().find(|(known, _)| *known == keys) {
            Some((_, systems)) => systems.push(system),
            None => found.push((keys, vec![system])),
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a word is `key=value`, and no address with a query.
fn is_named(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, _)| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
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

/// The words of a shortcode; blanks in quotes part none.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in text.chars() {
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            _ => word.push(c),
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(words(" video a.mp4 title=\"A film\" "), ["video", "a.mp4", "title=A film"]);
        assert_eq!(words("br"), ["br"]);
    }
}
