//! Shortcodes of Quarto (`{{< name … >}}`) within a line, and substitutions
//! (`{{ name }}`): what `variables` knows of the name is printed in their place.
//!
//! `{{< include … >}}` and `{{< pagebreak >}}` are lines of their own and read in
//! `directive`. An unknown one stays as text, which is told there.

use super::line::Line;
use super::pieces::{Piece, place_of};
use super::{Reader, floor_boundary};
use crate::diag::{Code, Diagnostic, Message, Span, message};
use crate::model::Mark;
use crate::model::document::{Inline, InlineKind};

/// The longest mark that is read, in bytes.
const MAX_LENGTH: usize = 600;

/// Shortcodes that show a sign or a sample and hold no text.
const TEXTLESS: [&str; 7] = ["fa", "bi", "iconify", "icon", "lipsum", "placeholder", "lucide"];

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
            "meta" => self.shared.field(first?, span)?,
            "var" => self.shared.variable(first?, span)?,
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
