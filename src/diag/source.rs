//! The texts that spans point into: byte ranges become lines and columns here
//! and nowhere else.

use serde::Serialize;

/// Names one text of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SourceId(pub u32);

/// A byte range of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text that the range lies in.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` to `end` of `source`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The range as an index into the text.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both, which must be of one source.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl Serialize for Span {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}:{}..{}", self.source.0, self.start, self.end))
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place as people count it: the first line and the first column are 1, a
/// column is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// After how many bytes the characters of a text are counted up.
const STRIDE: usize = 1024;

/// One text that diagnostics may point into.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    lines: Vec<usize>,
    /// How many characters begin before every byte that is a multiple of
    /// [`STRIDE`]: a column deep in a long line costs no more than another.
    characters: Vec<usize>,
}

impl Source {
    fn new(name: String, text: String) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let strides = text.as_bytes().chunks(STRIDE).scan(0, |before, stride| {
            let count = *before;
            *before += characters(stride);
            Some(count)
        });
        let characters = strides.collect();
        Self { name, text, lines, characters }
    }

    /// The name that is shown, usually the path as the user gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte.
    #[must_use]
    pub fn place(&self, byte: usize) -> Place {
        let byte = floor_boundary(&self.text, byte);
        let line = self.lines.partition_point(|start| *start <= byte) - 1;
        let column = self.characters_before(byte) - self.characters_before(self.lines[line]);
        Place { line: line + 1, column: column + 1 }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let stride = byte / STRIDE;
        let counted = self.characters.get(stride).copied();
        // A text that fills its last stride has no entry for the byte behind it.
        let (stride, counted) = match counted {
            Some(counted) => (stride, counted),
            None => (self.characters.len().saturating_sub(1), self.characters.last().copied().unwrap_or(0)),
        };
        counted + characters(&self.text.as_bytes()[stride * STRIDE..byte])
    }

    /// The byte range of whole lines that hold the range.
    #[must_use]
    pub fn line_range(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let first = self.lines.partition_point(|start| *start <= range.start).saturating_sub(1);
        let last = self.lines.partition_point(|start| *start < range.end.max(range.start + 1));
        self.lines[first]..self.lines.get(last).copied().unwrap_or(self.text.len())
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

pub(super) fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// All texts of a build.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// The first place of a character within a span; the span if it is not
    /// written there as itself.
    #[must_use]
    pub fn narrowed(&self, span: Span, ch: char) -> Span {
        let text = self.list.get(span.source.0 as usize).and_then(|source| source.text.get(span.range()));
        let at = text.and_then(|text| text.find(ch)).map(|at| span.range().start + at);
        at.map_or(span, |at| Span::new(span.source, at, at + ch.len_utf8()))
    }

    /// No texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a text and gives it an id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.list.push(Source::new(name.into(), text.into()));
        SourceId((self.list.len() - 1) as u32)
    }

    /// The text of an id that [`add`](Self::add) gave out.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// What was written at a span; empty if the span is not of these texts.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).and_then(|source| source.text.get(span.range())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Sources};

    #[test]
    fn columns_are_characters() {
        let mut sources = Sources::new();
        let id = sources.add("a.md", "一二\n三四五\n");
        let source = sources.get(id).unwrap();
        assert_eq!(source.place(0), Place { line: 1, column: 1 });
        assert_eq!(source.place(10), Place { line: 2, column: 2 });
        assert_eq!(source.line_range(10..13), 7..17);
    }

    #[test]
    fn columns_of_long_lines_are_counted_up() {
        for length in [0, 1, 1_023, 1_024, 1_025, 4_096, 5_000] {
            let line = "a字".repeat(length / 4) + &"b".repeat(length % 4);
            let mut sources = Sources::new();
            let id = sources.add("a.md", format!("一\n{line}"));
            let source = sources.get(id).unwrap();
            for (byte, _) in line.char_indices().chain([(line.len(), 'x')]) {
                let column = line[..byte].chars().count() + 1;
                assert_eq!(source.place("一\n".len() + byte), Place { line: 2, column });
            }
        }
    }
}
