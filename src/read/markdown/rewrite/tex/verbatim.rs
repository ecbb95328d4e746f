//! Environments of LaTeX whose text is code: `verbatim`, `lstlisting` and `minted`
//! become fences with their language, caption and label.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::super::super::scan::track_fence;
use super::super::super::tex_call;

const NAMES: [&str; 5] = ["verbatim", "verbatim*", "Verbatim", "lstlisting", "minted"];

/// One environment.
pub(super) struct Verbatim {
    /// The fence, longer than any run of such signs in it.
    pub fence: String,
    /// What stands behind the fence.
    pub info: String,
    /// The parts of lines that are code.
    pub content: Vec<(usize, Range<usize>)>,
    /// Its last line.
    pub last: usize,
    /// The byte of the last line behind its end.
    pub behind: usize,
}

/// The environments by their first lines, and the lines of fences of code.
pub(super) struct Blocks {
    /// The environments.
    pub blocks: BTreeMap<usize, Verbatim>,
    /// The lines of code that was written as such, and of environments.
    pub code: BTreeSet<usize>,
}

pub(super) fn find(lines: &[&str]) -> Blocks {
    let mut ends: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        for (at, mark) in line.match_indices("\\end{") {
            let rest = &line[at + mark.len()..];
            if let Some(name) = NAMES.iter().find(|name| rest.strip_prefix(**name).is_some_and(|r| r.starts_with('}')))
            {
                ends.entry(name).or_default().push((number, at));
            }
        }
    }
    let (mut blocks, mut code) = (BTreeMap::new(), BTreeSet::new());
    let mut fence = None;
    let mut number = 0;
    while let Some(line) = lines.get(number) {
        let inside = fence.is_some();
        track_fence(line.len() - line.trim_start().len(), line.trim_start(), &mut fence);
        if inside || fence.is_some() {
            code.insert(number);
            number += 1;
            continue;
        }
        if let Some(block) = begin(line).and_then(|(name, end)| read(lines, number, name, end, ends.get(name)?)) {
            let last = block.last;
            code.extend(number + 1..=last);
            blocks.insert(number, block);
            number = last;
        }
        number += 1;
    }
    Blocks { blocks, code }
}

/// The environment that a line begins, and the byte behind its name.
fn begin(line: &str) -> Option<(&'static str, usize)> {
    let content = line.trim_start_matches([' ', '\t']);
    let rest = content.strip_prefix("\\begin{")?;
    let name = NAMES.into_iter().find(|name| rest.strip_prefix(*name).is_some_and(|rest| rest.starts_with('}')))?;
    Some((name, line.len() - rest.len() + name.len() + 1))
}

fn read(lines: &[&str], first: usize, name: &str, end: usize, ends: &[(usize, usize)]) -> Option<Verbatim> {
    let index = ends.partition_point(|(number, at)| (*number, *at) < (first, end));
    let (last, close) = *ends.get(index)?;
    let mut start = (first, end);
    let mut options = String::new();
    if lines[first][end..].starts_with('[') && name != "verbatim" {
        // The options may go on for some lines.
        for (line, text) in lines.iter().enumerate().take(last.min(first + 12)).skip(first) {
            let from = if line == first { end + 1 } else { 0 };
            let part = &text[from..];
            let close = if name == "minted" { part.find("]{") } else { part.rfind(']') };
            options.push_str(&part[..close.unwrap_or(part.len())]);
            options.push(' ');
            if let Some(close) = close {
                start = (line, from + close + 1);
                break;
            }
        }
        if start == (first, end) {
            return None;
        }
    }
    let mut language = value(&options, "language").unwrap_or_default();
    if name == "minted" {
        let inner = lines[start.0][start.1..].strip_prefix('{')?;
        language = inner[..inner.find('}')?].to_owned();
        start.1 += language.len() + 2;
    }
    let part = |line: usize| {
        let from = if line == start.0 { start.1 } else { 0 };
        let to = if line == last { close } else { lines[line].len() };
        from..to.max(from)
    };
    let mut content: Vec<(usize, Range<usize>)> = (start.0..=last).map(|line| (line, part(line))).collect();
    // What stands beside the marks of the environment is code only if it is any.
    let blank = |(line, range): &(usize, Range<usize>)| lines[*line][range.clone()].trim().is_empty();
    if content.len() > 1 && content.last().is_some_and(blank) {
        content.pop();
    }
    if content.first().is_some_and(blank) {
        content.remove(0);
    }
    let run = content.iter().map(|(line, range)| longest_run(&lines[*line][range.clone()])).max().unwrap_or(0);
    let fence = "`".repeat((run + 1).max(3));
    let behind = close + "\\end{}".len() + name.len();
    Some(Verbatim { fence, info: info(&language, &options), content, last, behind })
}

fn longest_run(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The words behind the fence.
fn info(language: &str, options: &str) -> String {
    let language: String = match language.trim().trim_matches(['{', '}']) {
        "C++" => "cpp".to_owned(),
        "C#" => "csharp".to_owned(),
        name => name.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || "+-_".contains(*c)).collect(),
    };
    let caption = value(options, "caption").map(|caption| caption.replace('"', "”"));
    let label = value(options, "label").filter(|label| tex_call::is_id(label));
    if caption.is_none() && label.is_none() {
        return language;
    }
    let language = (!language.is_empty()).then(|| format!(".{language}"));
    let label = label.map(|label| format!("#{label}"));
    let caption = caption.map(|caption| format!("caption=\"{caption}\""));
    let words: Vec<String> = [label, language, caption].into_iter().flatten().collect();
    format!("{{{}}}", words.join(" "))
}

/// The value of an option, without its braces.
fn value(options: &str, key: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = options[from..].find(key).map(|at| from + at) {
        from = at + key.len();
        let begins = options[..at].trim_end().chars().next_back().is_none_or(|c| c == ',');
        let Some(rest) = options[from..].trim_start().strip_prefix('=').filter(|_| begins) else { continue };
        let rest = rest.trim_start();
        let value = match rest.strip_prefix('{') {
            Some(inner) => tex_call::balanced(inner)?,
            None => rest.split([',', ']']).next()?,
        };
        return Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    }
    None
}
