//! Diagnostics become text: for people, for editors, for machines.
//!
//! Nothing here prints; the caller decides where the text goes. Control characters
//! of sources and names are shown as escapes in every format.

mod fold;
mod sarif;

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

pub use fold::folded;
pub use sarif::sarif;

use super::{
    Code, Diagnostic, Language, Message, Place, Severity, Source, Sources, message, visible, visible_data, visible_line,
};

/// The longest line that an excerpt shows whole, in bytes.
const LONGEST_EXCERPT: usize = 600;
/// What an excerpt shows of a longer line on each side of the place, in bytes.
const EXCERPT_SIDE: usize = 120;

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// With an excerpt of the source, as rustc does.
    #[default]
    Human,
    /// One line each: `file:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// One command of GitHub's workflows a line, which marks the place in the
    /// changed files.
    Github,
}

/// How a code is named in what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Names {
    /// By its name alone.
    #[default]
    Name,
    /// By its number and its name, as `fuzi check` does.
    Numbered,
}

impl Names {
    fn of(self, code: Code) -> String {
        match self {
            Self::Name => code.as_str().to_owned(),
            Self::Numbered => format!("{} {code}", code.number()),
        }
    }
}

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// How they are written.
    pub format: Format,
    /// How codes are named in what people read.
    pub names: Names,
    /// The language of messages and hints.
    pub language: Language,
    /// Whether they are coloured, in [`Format::Human`] only.
    pub color: bool,
}

impl From<Format> for Look {
    fn from(format: Format) -> Self {
        Self { format, ..Self::default() }
    }
}

/// Writes one diagnostic, with a line break at its end.
#[must_use]
pub fn render(diagnostic: &Diagnostic, sources: &Sources, look: impl Into<Look>) -> String {
    let look = look.into();
    let text = match look.format {
        Format::Human => human(diagnostic, sources, look),
        Format::Short => short(diagnostic, sources, look),
        Format::Json => json(diagnostic, sources, look.language),
        Format::Github => github(diagnostic, sources, look.language),
    };
    text + "\n"
}

/// How much a diagnostic matters, as a word.
#[must_use]
pub fn severity(severity: Severity) -> Message {
    match severity {
        Severity::Error => message!("error"),
        Severity::Warning => message!("warning"),
        Severity::Note => message!("note"),
    }
}

fn human(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let (name, language) = (look.names.of(diagnostic.code), look.language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(severity(diagnostic.severity).in_language(language));
    let help = Level::HELP.with_name(message!("help").in_language(language));
    let shown = |message: &Message| visible(&message.in_language(language)).into_owned();
    let title = level.primary_title(shown(&diagnostic.message)).id(name);
    let place = diagnostic.span.and_then(|span| Some((sources.get(span.source)?, span)));
    let mut group = match place {
        Some((source, span)) => title.element(excerpt(source, span.range())),
        None => Group::with_title(title),
    };
    for hint in &diagnostic.hints {
        group = group.element(help.clone().message(shown(hint)));
    }
    let renderer = if look.color { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The lines of a place; of a very long line only what stands near it.
fn excerpt(source: &Source, range: std::ops::Range<usize>) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let text = source.text();
    let start = super::source::floor_boundary(text, range.start);
    let first_line = source.line_range(start..start);
    // Of a span over several lines the first says enough.
    let end = super::source::floor_boundary(text, range.end.min(first_line.end)).max(start);
    let mut shown = first_line.clone();
    if shown.len() > LONGEST_EXCERPT {
        let from = super::source::floor_boundary(text, start.saturating_sub(EXCERPT_SIDE).max(first_line.start));
        let upto =
            super::source::floor_boundary(text, (end.min(start + EXCERPT_SIDE) + EXCERPT_SIDE).min(first_line.end));
        shown = from..upto.max(from);
    }
    shown.end = shown.start + text[shown.clone()].trim_end_matches(['\r', '\n']).len();
    let (start, end) = (start.min(shown.end), end.min(shown.end));
    let line = source.place(start).line;
    // The mark lies under what is shown of the place, escapes included.
    let mut line_text = visible(&text[shown.start..start]).into_owned();
    let from = line_text.len();
    line_text.push_str(&visible(&text[start..end]));
    let marked = from..line_text.len();
    line_text.push_str(&visible(&text[end..shown.end]));
    Snippet::source(Cow::from(line_text))
        .line_start(line)
        .path(visible_line(source.name()))
        .annotation(AnnotationKind::Primary.span(marked))
}

fn short(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let name = look.names.of(diagnostic.code);
    let severity = severity(diagnostic.severity).in_language(look.language);
    let message = visible(&diagnostic.message.in_language(look.language)).replace('\n', " ");
    let text = format!("{severity}[{name}]: {message}");
    match located(diagnostic, sources) {
        Some((source, place, _)) => format!("{}:{}:{}: {text}", visible_line(source.name()), place.line, place.column),
        None => text,
    }
}

/// `::warning file=…,line=…,col=…,title=…::message`.
fn github(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    // The escapes that GitHub asks for in messages, and further ones in values.
    let message = |text: &str| text.replace('%', "%25").replace('\n', "%0A");
    let value = |text: &str| message(text).replace(':', "%3A").replace(',', "%2C");
    let title = format!("title={}", value(&Names::Numbered.of(diagnostic.code)));
    let place = located(diagnostic, sources).map(|(source, start, end)| {
        // Columns hold for one line only.
        let end = if end.line == start.line { format!(",endColumn={}", end.column) } else { String::new() };
        format!("file={},line={},col={}{end},", value(&visible_line(source.name())), start.line, start.column)
    });
    let told = lines(diagnostic, language);
    format!("::{severity} {}{title}::{}", place.unwrap_or_default(), message(&visible(&told)))
}

/// The message and the hints, each in a line.
fn lines(diagnostic: &Diagnostic, language: Language) -> String {
    let told = std::iter::once(&diagnostic.message).chain(&diagnostic.hints);
    told.map(|message| message.in_language(language)).collect::<Vec<_>>().join("\n")
}

fn located<'a>(diagnostic: &Diagnostic, sources: &'a Sources) -> Option<(&'a Source, Place, Place)> {
    let span = diagnostic.span?;
    let source = sources.get(span.source)?;
    Some((source, source.place(span.range().start), source.place(span.range().end)))
}

/// The version of the shape of events: it grows when a field changes its meaning
/// or goes.
pub const EVENT_VERSION: u32 = 1;

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    /// What the line is, among the events of a build.
    event: &'static str,
    severity: Severity,
    code: Code,
    number: String,
    message: String,
    file: Option<&'a str>,
    start: Option<Place>,
    end: Option<Place>,
    hints: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fix: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: Place,
    end: Place,
    replacement: &'a str,
}

/// The edits of a fix, which lie in the source of the diagnostic.
fn edits<'a>(diagnostic: &'a Diagnostic, sources: &Sources) -> Vec<JsonEdit<'a>> {
    let place = |edit: &'a super::Edit| {
        let source = sources.get(edit.span.source)?;
        let (start, end) = (source.place(edit.span.range().start), source.place(edit.span.range().end));
        Some(JsonEdit { start, end, replacement: &edit.replacement })
    };
    diagnostic.fix.iter().filter_map(place).collect()
}

fn json(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> String {
    let place = located(diagnostic, sources);
    let object = Json {
        version: EVENT_VERSION,
        event: "diagnostic",
        severity: diagnostic.severity,
        code: diagnostic.code,
        number: diagnostic.code.number(),
        message: diagnostic.message.in_language(language),
        file: place.as_ref().map(|(source, ..)| source.name()),
        start: place.as_ref().map(|(_, start, _)| *start),
        end: place.as_ref().map(|(.., end)| *end),
        hints: diagnostic.hints.iter().map(|hint| hint.in_language(language)).collect(),
        fix: edits(diagnostic, sources),
    };
    visible_data(&serde_json::to_string(&object).unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Format, render};
    use crate::diag::{Code, Diagnostic, Sources, Span};

    fn sample(format: Format) -> String {
        let mut sources = Sources::new();
        let id = sources.add("报告.md", "第一行\n见 @fig:没有 所示\n");
        let start = "第一行\n见 ".len();
        let span = Span::new(id, start, start + "@fig:没有".len());
        let diagnostic = Diagnostic::warning(Code::UndefinedReference, span, "undefined reference “fig:没有”");
        render(&diagnostic.hint("did you mean “fig:有”?"), &sources, format)
    }

    #[test]
    fn people_see_the_line() {
        let text = sample(Format::Human);
        assert!(text.contains("warning[undefined-reference]"), "{text}");
        assert!(
            text.contains("报告.md:2:3") && text.contains("见 @fig:没有 所示") && text.contains("did you mean"),
            "{text}"
        );
    }

    #[test]
    fn editors_and_machines_get_the_place() {
        assert!(sample(Format::Short).starts_with("报告.md:2:3: warning[undefined-reference]: "));
        let json: serde_json::Value = serde_json::from_str(&sample(Format::Json)).unwrap();
        assert_eq!(json["start"]["column"], 3);
    }

    #[test]
    fn workflows_mark_the_place() {
        let text = sample(Format::Github);
        let start = "::warning file=报告.md,line=2,col=3,endColumn=10,title=F0202 undefined-reference::undefined ";
        assert!(text.starts_with(start) && text.ends_with("%0Adid you mean “fig:有”?\n"), "{text}");
    }

    /// A name and a line with controls of terminals, one of them in the place.
    fn hostile(format: Format) -> String {
        let mut sources = Sources::new();
        let text = "甲\u{1b}[2J乙\u{202e}丙\u{9b}丁\r\n";
        let id = sources.add("a\u{1b}\n.md", text);
        let start = text.find('乙').unwrap();
        let span = Span::new(id, start, text.find('丁').unwrap());
        let diagnostic = Diagnostic::warning(Code::Html, span, "x\u{1b}y\u{2066}").hint("z\u{7f}\rz");
        render(&diagnostic, &sources, format)
    }

    #[test]
    fn controls_never_reach_the_terminal() {
        for format in [Format::Human, Format::Short, Format::Json, Format::Github] {
            let text = hostile(format);
            let raw = |ch: char| (ch.is_control() && ch != '\n') || ('\u{202a}'..='\u{2069}').contains(&ch);
            assert!(!text.contains(raw), "{text:?}");
            assert!(format == Format::Human || text.lines().count() == 1, "{text:?}");
        }
        let object: serde_json::Value = serde_json::from_str(&hostile(Format::Json)).unwrap();
        assert_eq!((&object["file"], &object["message"]), (&"a\u{1b}\n.md".into(), &"x\u{1b}y\u{2066}".into()));
    }

    #[test]
    fn marks_lie_under_what_is_shown() {
        let text = hostile(Format::Human);
        let line = text.lines().find(|line| line.contains("甲")).unwrap();
        let mark = text.lines().find(|line| line.contains('^')).unwrap();
        assert_eq!(line, "1 | 甲\\u{1b}[2J乙\\u{202e}丙\\u{9b}丁", "{text}");
        let (before, marked) = ("1 | 甲\\u{1b}[2J", "乙\\u{202e}丙\\u{9b}");
        // A Chinese character is two columns wide.
        let (blanks, carets) = (before.chars().count() + 1, marked.chars().count() + 2);
        assert_eq!(mark, format!("  |{}{}", " ".repeat(blanks - 3), "^".repeat(carets)), "{text}");
    }

    #[test]
    fn long_lines_are_cut() {
        let mut sources = Sources::new();
        let id = sources.add("a.md", "长".repeat(100_000));
        let diagnostic = Diagnostic::warning(Code::Html, Span::new(id, 150_000, 290_000), "x");
        assert!(render(&diagnostic, &sources, Format::Human).len() < 3_000);
    }
}
