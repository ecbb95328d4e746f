//! Marks in a line of printed characters.
//!
//! Every finder looks at a bounded stretch from one sign on, so that a line is
//! searched in linear time.

use std::ops::Range;

use super::construct::Construct;
use super::latex;
use super::line::{CODE, Line, OBJECT};
use super::pairs;

/// The longest mark, in characters.
const LONGEST: usize = 200;

/// Stands before `cite` and behind it in what a chat program left of its sources.
const CITE: char = '\u{E200}';
const CITE_END: char = '\u{E201}';
const CITE_NEXT: char = '\u{E202}';

/// The words of admonitions are at most so many.
const WORDS: usize = 4;

/// The keys of attributes that are known without a `#` or a `.` before them.
const KEYS: &[&str] = &["width", "height", "style", "class", "id", "align", "fig-", "target", "scale"];

/// A mark that was found.
pub(super) struct Found {
    pub(super) construct: Construct,
    /// The characters of the line.
    pub(super) range: Range<usize>,
}

/// Every mark of a line, in order.
pub(super) fn find(line: &Line<'_>) -> Vec<Found> {
    if let Some(construct) = whole(&line.chars) {
        return vec![Found { construct, range: 0..line.chars.len() }];
    }
    let mut list = Vec::new();
    let mut rows = 0;
    let mut at = 0;
    while at < line.chars.len() {
        match at_sign(line, at) {
            Some((construct, range)) => {
                at = range.end.max(at + 1);
                // The rows of a table are one mistake.
                rows += usize::from(construct == Construct::Table);
                if construct != Construct::Table || rows == 1 {
                    list.push(Found { construct, range });
                }
            }
            None => at += skipped(&line.chars, at),
        }
    }
    list
}

/// How many signs to go on by where nothing was found: a run of marks is one.
fn skipped(chars: &[char], at: usize) -> usize {
    if "*_~=:$!?".contains(chars[at]) { pairs::run_length(chars, at) } else { 1 }
}

/// A mark that is the whole line.
fn whole(chars: &[char]) -> Option<Construct> {
    let text: String = chars.iter().take(20).collect::<String>().trim().to_lowercase();
    let is_contents = matches!(text.as_str(), "[toc]" | "[[toc]]" | "[[_toc_]]" | "@[toc]" | "{:toc}" | "{{toc}}");
    is_contents.then_some(Construct::Contents)
}

fn at_sign(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    let chars = &line.chars;
    let sized = |(construct, length): (Construct, usize)| (construct, at..at + length);
    match chars[at] {
        ':' => fence(line, at).or_else(|| framework_tab(line, at)).or_else(|| colon_role(chars, at).map(sized)),
        '.' => directive(line, at),
        '{' => braces(chars, at).map(sized),
        '\\' => latex::command(chars, at).map(sized),
        '!' if chars[at..].starts_with(&['!', '[', '[']) => {
            wiki(chars, at + 1).map(|length| (Construct::Embed, at..at + 1 + length))
        }
        '[' => brackets(chars, at).map(sized),
        '!' | '?' => admonition(line, at),
        '=' => tab(line, at).or_else(|| pairs::pair(chars, at)),
        '<' => tag(chars, at).map(sized),
        '|' | '+' | '-' | '–' | '—' => table(line, at),
        '*' | '_' | '~' => pairs::pair(chars, at),
        '$' => formula(line, at),
        '%' => comment(chars, at).map(sized),
        '【' => chat(chars, at).map(sized),
        'c' | CITE => turns(chars, at).map(sized),
        _ => None,
    }
}

fn before(chars: &[char], at: usize) -> Option<char> {
    chars.get(at.checked_sub(1)?).copied()
}

/// The length of what begins at a place, up to and with `end`.
fn until(chars: &[char], at: usize, end: &str) -> Option<usize> {
    let end: Vec<char> = end.chars().collect();
    let area = chars.get(at..chars.len().min(at + LONGEST))?;
    area.windows(end.len()).position(|window| window == end).map(|start| start + end.len())
}

/// What stands between the first `open` and the last `close` characters.
fn inner(chars: &[char], at: usize, length: usize, open: usize, close: usize) -> &[char] {
    chars.get(at + open..(at + length).saturating_sub(close)).unwrap_or_default()
}

fn starts(chars: &[char], at: usize, text: &str) -> bool {
    text.chars().enumerate().all(|(step, ch)| chars.get(at + step) == Some(&ch))
}

/// A fence, or the mark that a chat program leaves of a source.
fn fence(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    if starts(&line.chars, at, ":contentReference[") {
        let end = at + until(&line.chars, at, "]")?;
        let index = if starts(&line.chars, end, "{index=") { until(&line.chars, end, "}").unwrap_or(0) } else { 0 };
        return Some((Construct::ChatCitation, at..end + index));
    }
    let is_fence = pairs::run_length(&line.chars, at) > 2 && line.begins_line(at);
    is_fence.then(|| (Construct::Fence, at..line.end_of_line(at)))
}

/// `:begin_tab:` and `:end_tab:` that belong to no pair (d2lbook).
fn framework_tab(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    let rest = line.rest_of_line(at).trim_end();
    let is_mark = rest == ":end_tab:" || rest.starts_with(":begin_tab:");
    (is_mark && line.begins_line(at)).then(|| (Construct::Tab, at..line.end_of_line(at)))
}

/// `:ref:` before code.
fn colon_role(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let name = chars[at + 1..].iter().take(30).take_while(|ch| ch.is_ascii_alphabetic() || **ch == '-').count();
    let ends = name > 1 && chars[at + 1 + name..].starts_with(&[':', CODE]);
    let apart = before(chars, at).is_none_or(|ch| !ch.is_ascii_alphanumeric());
    (ends && apart).then_some((Construct::Role, name + 3))
}

/// `.. name::`.
fn directive(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    let rest = line.rest_of_line(at).strip_prefix(".. ").filter(|_| line.begins_line(at))?;
    let (name, _) = rest.split_once("::")?;
    let is_name = !name.is_empty() && name.chars().all(|ch| ch.is_ascii_alphanumeric() || "-:_".contains(ch));
    is_name.then(|| (Construct::Directive, at..line.end_of_line(at)))
}

fn braces(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    for (open, close, construct) in [
        ("{{<", ">}}", Construct::Shortcode),
        ("{{%", "%}}", Construct::Shortcode),
        ("{{", "}}", Construct::Template),
        ("{%", "%}", Construct::Template),
        ("{# ", "#}", Construct::Template),
        ("{++", "++}", Construct::Critic),
        ("{~~", "~~}", Construct::Critic),
        ("{>>", "<<}", Construct::Critic),
        ("{==", "==}", Construct::Critic),
        ("{--", "--}", Construct::Critic),
        ("{–", "–}", Construct::Critic),
    ] {
        if starts(chars, at, open)
            && let Some(length) = until(chars, at, close)
            && inner(chars, at, length, open.chars().count(), close.chars().count())
                .iter()
                .any(|ch| ch.is_alphanumeric())
        {
            return Some((construct, length));
        }
    }
    if let Some(length) = unclosed(chars, at) {
        return Some((Construct::Critic, length));
    }
    let length = until(chars, at, "}")?;
    let text: String = inner(chars, at, length, 1, 1).iter().collect();
    let is_name =
        |text: &str| !text.is_empty() && text.chars().all(|ch| ch.is_ascii_alphabetic() || ":-_".contains(ch));
    if chars.get(at + length) == Some(&CODE) && is_name(&text) {
        return Some((Construct::Role, length + 1));
    }
    is_attributes(&text).then_some((Construct::Attributes, length))
}

/// The length of an editorial mark that opens a passage and has no end.
fn unclosed(chars: &[char], at: usize) -> Option<usize> {
    let mark = ["{++", "{--", "{==", "{~~", "{>>", "{–", "{—"].into_iter().find(|mark| starts(chars, at, mark))?;
    let length = if mark.ends_with('—') { 1 + pairs::run_length(chars, at + 1) } else { mark.chars().count() };
    let text = chars.get(at + length..chars.len().min(at + LONGEST))?;
    (text.iter().any(|ch| ch.is_alphabetic()) && !text.contains(&'}')).then_some(length)
}

fn is_attributes(text: &str) -> bool {
    if text.contains(['{', '\\', ';', OBJECT]) && !text.starts_with(':') {
        return false;
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('#'), Some(next)) => next.is_alphanumeric() || next == '_',
        (Some('.'), Some(next)) => next.is_alphabetic(),
        (Some(':'), Some(next)) => " .#".contains(next) || KEYS.iter().any(|key| text[1..].starts_with(key)),
        _ => KEYS.iter().any(|key| text.starts_with(key)) && text.contains('='),
    }
}

/// `[[note]]`, from its first bracket.
fn wiki(chars: &[char], at: usize) -> Option<usize> {
    let length = until(chars, at, "]]").filter(|_| starts(chars, at, "[["))?;
    let inner = inner(chars, at, length, 2, 2);
    let is_name = inner.first().is_some_and(|ch| ch.is_alphanumeric() || "#./".contains(*ch))
        && inner.iter().any(|ch| ch.is_alphabetic())
        && !inner.iter().any(|ch| "[]".contains(*ch));
    is_name.then_some(length)
}

fn brackets(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let apart = before(chars, at).is_none_or(|ch| !ch.is_ascii_alphanumeric());
    if starts(chars, at, "[[") && apart {
        return wiki(chars, at).map(|length| (Construct::WikiLink, length));
    }
    let next = chars.get(at + 2)?;
    if starts(chars, at, "[@") && apart && next.is_alphanumeric() {
        let key = chars[at..].iter().take(LONGEST).take_while(|ch| !ch.is_whitespace() && **ch != ']').count();
        let closed = usize::from(chars.get(at + key) == Some(&']'));
        return Some((Construct::Citation, key + closed));
    }
    let length = until(chars, at, "]").filter(|_| starts(chars, at, "[^") && apart)?;
    let name = inner(chars, at, length, 2, 1);
    let is_name = !name.is_empty() && name.iter().all(|ch| ch.is_alphanumeric() || "-_:.".contains(*ch));
    is_name.then_some((Construct::Note, length))
}

/// `!!! note "title"`, `??? tip`, `???+ tip`.
fn admonition(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    let rest = line.rest_of_line(at);
    let marks = ["!!! ", "??? ", "???+ "];
    let rest = marks.iter().find_map(|mark| rest.strip_prefix(mark)).filter(|_| line.begins_line(at))?;
    let (words, title) = rest.split_once(['"', '“']).map_or((rest, ""), |(words, title)| (words, title));
    let is_word = |word: &str| word.chars().all(|ch| ch.is_ascii_lowercase() || "-_".contains(ch));
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_kind = (1..=WORDS).contains(&words.len()) && words.iter().all(|word| is_word(word));
    let closed = title.is_empty() || title.trim_end().ends_with(['"', '”']);
    (is_kind && closed).then(|| (Construct::Admonition, at..line.end_of_line(at)))
}

/// `=== "title"`.
fn tab(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    let rest = line.rest_of_line(at);
    let title = ["=== \"", "===! \"", "===+ \""].iter().any(|mark| rest.starts_with(mark));
    (title && rest.trim_end().ends_with('"') && line.begins_line(at))
        .then(|| (Construct::Tab, at..line.end_of_line(at)))
}

fn tag(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let start = at + 1 + usize::from(chars.get(at + 1) == Some(&'/'));
    let name = chars.get(start..)?.iter().take(30).take_while(|ch| ch.is_ascii_alphanumeric() || **ch == '-').count();
    if name == 0 || !chars[start].is_ascii_alphabetic() {
        return None;
    }
    let length = until(chars, at, ">")?;
    let attributes = chars.get(start + name..(at + length - 1).max(start + name))?;
    let plain = attributes.is_empty() || attributes == ['/'] || attributes.iter().all(|ch| ch.is_whitespace());
    let pairs = attributes.first().is_some_and(|ch| ch.is_whitespace()) && attributes.contains(&'=');
    ((plain || pairs) && !attributes.contains(&'<')).then_some((Construct::Tag, length))
}

/// The line between head and body of a table, or rows of one.
fn table(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    if !line.begins_line(at) {
        return None;
    }
    let rest = line.rest_of_line(at).trim_end();
    let row = rest.starts_with("| ") && rest.len() > 3 && rest.ends_with('|');
    let grid =
        rest.len() > 4 && ["+--", "+==", "+:-"].iter().any(|corner| rest.starts_with(corner)) && rest.ends_with('+');
    let rule = rest.contains('|') && rest.contains("--") && rest.chars().all(|ch| "|-: ".contains(ch));
    (row || grid || rule).then(|| (Construct::Table, at..line.end_of_line(at)))
}

fn formula(line: &Line<'_>, at: usize) -> Option<(Construct, Range<usize>)> {
    if pairs::run_length(&line.chars, at) != 2 {
        return None;
    }
    if let Some(length) = until(&line.chars, at + 2, "$$") {
        return Some((Construct::Formula, at..at + 2 + length));
    }
    let ends = line.rest_of_line(at).trim_end() == "$$";
    let is_blank = |ch: Option<&char>| ch.is_none_or(|ch| ch.is_whitespace());
    let apart =
        is_blank(at.checked_sub(1).and_then(|before| line.chars.get(before))) && is_blank(line.chars.get(at + 2));
    (ends || apart || line.begins_line(at)).then(|| (Construct::Formula, at..at + 2))
}

/// `%%comment%%`.
fn comment(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let apart = before(chars, at).is_none_or(|ch| !ch.is_ascii_digit() && ch != '%');
    let length = until(chars, at + 2, "%%").filter(|_| apart && starts(chars, at, "%%"))?;
    inner(chars, at, length + 2, 2, 2).iter().any(|ch| ch.is_alphabetic()).then_some((Construct::Comment, length + 2))
}

/// `【1†source】`.
fn chat(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let length = until(chars, at, "】")?;
    let is_source = inner(chars, at, length, 1, 1).contains(&'†') && chars[at + 1].is_ascii_digit();
    is_source.then_some((Construct::ChatCitation, length))
}

/// `citeturn0search1turn2view0`, with or without the signs of a private area that
/// were around its parts.
fn turns(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let is_apart = before(chars, at).is_none_or(|ch| !ch.is_ascii_alphanumeric());
    let word = at + usize::from(chars[at] == CITE);
    if !is_apart || !starts(chars, word, "cite") {
        return None;
    }
    let run = |from: usize, is: fn(&char) -> bool| chars[from..].iter().take(LONGEST).take_while(|ch| is(ch)).count();
    let mut end = word + "cite".len();
    loop {
        let turn = end + usize::from(chars.get(end) == Some(&CITE_NEXT));
        if !starts(chars, turn, "turn") {
            break;
        }
        let number = turn + "turn".len();
        let kind = number + run(number, char::is_ascii_digit);
        let index = kind + run(kind, char::is_ascii_lowercase);
        let next = index + run(index, char::is_ascii_digit);
        if kind == number || index == kind || next == index {
            break;
        }
        end = next;
    }
    let found = end > word + "cite".len();
    found.then(|| (Construct::ChatCitation, end + usize::from(chars.get(end) == Some(&CITE_END)) - at))
}
