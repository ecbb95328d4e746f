//! Diagnostics and lines become what stands on the terminal. Nothing that was read
//! writes control characters there: they are shown as escapes.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::events::{self, Told};
use super::language::language;
use super::{ERRORS, FILES};
use crate::diag::render::{Format, Look, Names, folded, render, severity};
use crate::diag::{Diagnostic, Message, Severity, Sources, visible, visible_data, visible_line};
use crate::project::{Error, FileError};

/// How diagnostics are shown.
pub(super) struct Terminal {
    look: Look,
    quiet: bool,
    /// Whether diagnostics are what was asked for, and so go to the standard
    /// output.
    stdout: bool,
    /// Whether those of one kind in heaps become one for people.
    fold: bool,
    /// How many diagnostics machines were told.
    told: Mutex<Told>,
}

impl Terminal {
    pub(super) fn new(format: Format) -> Self {
        let color = io::stderr().is_terminal() && may_color();
        let look = Look { format, names: Names::Name, language: language(), color };
        Self { look, quiet: false, stdout: false, fold: false, told: Mutex::default() }
    }

    /// The same, saying nothing but diagnostics.
    pub(super) fn quiet(self, quiet: bool) -> Self {
        Self { quiet, ..self }
    }

    /// The same, counting diagnostics of one kind in heaps in place of writing out
    /// all of them.
    pub(super) fn folding(self, fold: bool) -> Self {
        Self { fold, ..self }
    }

    pub(super) fn format(&self) -> Format {
        self.look.format
    }

    /// How diagnostics are shown.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// The same with the numbers of codes.
    pub(super) fn numbered(self) -> Self {
        Self { look: Look { names: Names::Numbered, ..self.look }, ..self }
    }

    /// Whether a bar may be drawn: for people who see it, and no log.
    pub(super) fn shows_progress(&self) -> bool {
        self.look.format == Format::Human && !self.quiet && io::stderr().is_terminal()
    }

    /// The same with diagnostics on the standard output.
    pub(super) fn on_stdout(self) -> Self {
        let color = io::stdout().is_terminal() && may_color();
        Self { look: Look { color, ..self.look }, stdout: true, ..self }
    }

    /// A line for people; machines get diagnostics only.
    pub(super) fn say(&self, line: impl Into<Message>) {
        if self.look.format == Format::Human && !self.quiet {
            eprintln!("{}", visible(&line.into().in_language(self.look.language)));
        }
    }

    /// An event for machines, where they are told: beside the diagnostics.
    pub(super) fn event(&self, event: impl FnOnce() -> Value) {
        if self.look.format == Format::Json {
            let event = event();
            self.told.lock().unwrap_or_else(PoisonError::into_inner).count(&event);
            let line = format!("{}\n", visible_data(&event.to_string()));
            self.write(&line);
        }
    }

    /// How many diagnostics machines were told since this was asked last.
    pub(super) fn take_told(&self) -> Told {
        std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn write(&self, text: &str) {
        if self.stdout {
            let _ = io::stdout().lock().write_all(text.as_bytes());
        } else {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }

    /// An error that has no place in a text.
    pub(super) fn error(&self, code: &str, message: impl Into<Message>) {
        self.error_of(code, None, message);
    }

    /// The same of a file, where it is known.
    fn error_of(&self, code: &str, file: Option<&Path>, message: impl Into<Message>) {
        let message = message.into().in_language(self.look.language);
        if self.look.format == Format::Json {
            return self.event(|| events::error(code, file, &message));
        }
        let message = visible_line(&message);
        match self.look.format {
            Format::Github => eprintln!("::error title={code}::{}", message.replace('%', "%25")),
            Format::Human | Format::Short | Format::Json => {
                eprintln!("{}[{code}]: {message}", severity(Severity::Error).in_language(self.look.language));
            }
        }
    }

    pub(super) fn diagnostics(&self, list: &[Diagnostic], sources: &Sources) {
        let for_people = matches!(self.look.format, Format::Human | Format::Short);
        if self.look.format == Format::Json {
            return list.iter().for_each(|found| self.event(|| events::diagnostic(found, sources, self.look)));
        }
        let list = match self.fold && for_people {
            true => folded(list, sources),
            false => list.iter().map(Cow::Borrowed).collect(),
        };
        let text: String = list.iter().map(|d| render(d, sources, self.look)).collect();
        self.write(&text);
    }

    /// Says why something was refused and gives the exit status for it.
    pub(super) fn refused(&self, error: &Error) -> u8 {
        match error {
            Error::File(error) => self.file_error(error),
            Error::Diagnostics(list, sources) => {
                self.diagnostics(list, sources);
                ERRORS
            }
        }
    }

    pub(super) fn file_error(&self, error: &FileError) -> u8 {
        self.error_of("file", Some(&error.path), error.message());
        FILES
    }
}

fn may_color() -> bool {
    std::env::var_os("NO_COLOR").is_none()
}

/// Writes what was asked for; that nobody reads on, as in a pipe to `head`, is
/// no mistake.
pub(super) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(visible(text).as_bytes());
}

/// The same for what programs read, as it is; only a terminal gets escapes.
pub(super) fn print_data(text: &str) {
    match io::stdout().is_terminal() {
        true => print(text),
        false => drop(io::stdout().lock().write_all(text.as_bytes())),
    }
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    visible_line(&path.display().to_string()).into_owned()
}

/// How many columns a text takes; Chinese characters take two.
pub(super) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A text with blanks behind it up to so many columns.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Lines of cells in columns that stand under each other; the last cell of a
/// line has no column.
pub(super) fn columns(lines: &[Vec<String>]) -> String {
    let shown = |line: &Vec<String>| line.iter().map(|cell| visible_line(cell).into_owned()).collect();
    let lines: Vec<Vec<String>> = lines.iter().map(shown).collect();
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |at: usize| lines.iter().filter(|l| l.len() > at + 1).map(|line| width(&line[at])).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(wide).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, wide)| padded(cell, *wide));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// A text in lines of at most so many columns, each behind an indent.
pub(super) fn wrapped(text: &str, columns: usize, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        for (at, part) in parts(word).into_iter().enumerate() {
            let line = lines.last().map_or("", String::as_str);
            let gap = if at > 0 || line.is_empty() { "" } else { " " };
            if !line.is_empty() && width(line) + gap.len() + width(part) > columns.saturating_sub(width(indent)) {
                lines.push(part.to_owned());
            } else if let Some(line) = lines.last_mut() {
                line.push_str(gap);
                line.push_str(part);
            }
        }
    }
    lines.into_iter().map(|line| format!("{indent}{line}\n")).collect()
}

/// The parts of a word between which a line may end: beside hanzi, but not before
/// what closes, not behind what opens, and not within code.
fn parts(word: &str) -> Vec<&str> {
    let is_wide = |ch: char| UnicodeWidthChar::width(ch) == Some(2);
    let may_break = |before: char, ch: char| {
        (is_wide(before) || is_wide(ch))
            && !"，。、；：？！…—～）》〉」』】〕”’)]%".contains(ch)
            && !"（《〈「『【〔“‘([".contains(before)
    };
    let (mut parts, mut start, mut in_code) = (Vec::new(), 0, false);
    for ((_, before), (at, ch)) in word.char_indices().zip(word.char_indices().skip(1)) {
        in_code ^= before == '`';
        if !in_code && may_break(before, ch) {
            parts.push(&word[start..at]);
            start = at;
        }
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::{columns, padded, wrapped};

    #[test]
    fn chinese_takes_two_columns() {
        assert_eq!(padded("宋体", 6), "宋体  ");
        let lines = [vec!["黑体".to_owned(), "x".to_owned()], vec!["a".to_owned(), "y".to_owned()]];
        assert_eq!(columns(&lines), "黑体  x\na     y\n");
        let hostile = [vec!["\u{1b}\n".to_owned(), "x".to_owned()], vec!["a".to_owned(), "y".to_owned()]];
        assert_eq!(columns(&hostile), "\\u{1b}\\u{a}  x\na            y\n");
        assert_eq!(wrapped("一二 三四 a", 7, "  "), "  一二\n  三四\n  a\n");
        assert_eq!(wrapped("一二三，四（五", 6, ""), "一二\n三，四\n（五\n");
        assert_eq!(wrapped("一：`二三四`，五", 6, ""), "一：\n`二三四`，\n五\n");
    }
}
