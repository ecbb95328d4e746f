//! The marks of lists in the lines of a text: their beginnings, items and ends,
//! as far as each list has all of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::super::scan::tex_container;
use super::super::super::{tex_call, theorem};
use super::label::{self, Numbers};
use super::list::Kind;
use super::sign;
use super::verbatim::Blocks;
use crate::model::document::SUBEQUATIONS;

/// How many lists may stand in each other.
const MAX_OPEN: usize = 12;
/// The longest label or option, in bytes.
const MAX_LABEL: usize = 1000;
/// How many lists an end looks back for its beginning.
const MAX_BACK: usize = 64;
/// Commands for the layout of a list, which a style decides.
const LAYOUT: [&str; 8] =
    ["itemsep", "parskip", "parsep", "topsep", "setlength", "tightlist", "setcounter", "addtolength"];

/// A mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A list begins.
    Begin(Kind),
    /// An item, with the bytes of its label.
    Item(Option<Range<usize>>),
    /// A list ends.
    End,
    /// An environment of text begins or ends amid a line.
    Line,
    /// A command for the layout.
    Layout,
    /// How the lists behind it are numbered: at one depth from 1, or at every one.
    Numbering(Option<usize>, Numbers),
}

type Place = (Range<usize>, Token);

/// The marks of each line, counted from 0, with their bytes.
pub(super) struct Tokens(BTreeMap<usize, Vec<Place>>);

impl Tokens {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of_line(&self, number: usize) -> &[Place] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }
}

/// One mark as it was found.
struct Found {
    line: usize,
    range: Range<usize>,
    token: Token,
    /// The name of its environment.
    name: &'static str,
    /// Whether text stands between it and the mark before it.
    behind_text: bool,
    kept: bool,
}

/// A list whose end is not found yet.
struct Open {
    /// Its mark and those of its items.
    marks: Vec<usize>,
    /// Whether it is one that is understood.
    sound: bool,
    /// How many of its items have no label of words.
    bare: usize,
    /// Whether no label is longer than a marker.
    short: bool,
}

pub(super) fn find(lines: &[&str], verbatim: &Blocks) -> Tokens {
    let mut found: Vec<Found> = Vec::new();
    let mut text = false;
    for (number, line) in lines.iter().enumerate() {
        if verbatim.code.contains(&number) || verbatim.blocks.contains_key(&number) {
            text = true;
            continue;
        }
        let mut at = 0;
        for (range, token, name) in marks(line) {
            text |= !line[at..range.start].trim().is_empty();
            at = range.end;
            found.push(Found { line: number, range, token, name, behind_text: std::mem::take(&mut text), kept: false });
        }
        text |= !line[at..].trim().is_empty() && !line.trim_start().starts_with('%');
    }
    pair(&mut found, lines);
    let mut tokens: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for mark in found.into_iter().filter(|mark| mark.kept) {
        tokens.entry(mark.line).or_default().push((mark.range, mark.token));
    }
    Tokens(tokens)
}

/// Keeps the marks of the lists that begin with an item and end.
fn pair(found: &mut [Found], lines: &[&str]) {
    let mut open: Vec<Open> = Vec::new();
    for index in 0..found.len() {
        match found[index].token.clone() {
            Token::Line | Token::Numbering(..) => found[index].kept = true,
            Token::Layout => {
                if let Some(list) = open.last_mut() {
                    list.marks.push(index);
                }
            }
            Token::Begin(_) => {
                // A list in a list stands in an item of it.
                let in_item = open.last().is_none_or(|list| list.marks.len() > 1);
                open.push(Open { marks: vec![index], sound: in_item, bare: 0, short: true });
            }
            Token::Item(label) => {
                let Some(list) = open.last_mut() else { continue };
                let line = lines[found[index].line];
                let first = list.marks.iter().all(|mark| !matches!(found[*mark].token, Token::Item(_)));
                list.sound &= !(first && found[index].behind_text);
                list.short &= label.as_ref().is_none_or(|label| sign::is_short(&line[label.clone()]));
                let worded = label.is_some_and(|label| line[label].chars().any(char::is_alphanumeric));
                list.bare += usize::from(!worded);
                list.marks.push(index);
            }
            Token::End => {
                let begins = |list: &Open| found[list.marks[0]].name == found[index].name;
                let from = open.len().saturating_sub(MAX_BACK);
                let Some(at) = open[from..].iter().rposition(begins).map(|at| from + at) else { continue };
                let broken = at + 1 < open.len();
                open.truncate(at + 1);
                let Some(mut list) = open.pop() else { continue };
                let items = list.marks.iter().filter(|mark| matches!(found[**mark].token, Token::Item(_))).count();
                list.marks.push(index);
                if !list.sound || broken || items == 0 || open.len() >= MAX_OPEN {
                    // What stands around it is not understood either.
                    open.last_mut().into_iter().for_each(|outer| outer.sound = false);
                    continue;
                }
                let bullets = matches!(found[list.marks[0]].token, Token::Begin(Kind::Bullets(_)));
                if list.bare == 0 && !(bullets && list.short) {
                    found[list.marks[0]].token = Token::Begin(Kind::Terms);
                }
                list.marks.iter().for_each(|mark| found[*mark].kept = true);
            }
        }
    }
}

/// The marks in a line that stand in no code.
fn marks(line: &str) -> Vec<(Range<usize>, Token, &'static str)> {
    let mut found = Vec::new();
    let (mut at, mut ticks, mut from) = (0, 0, 0);
    while let Some(start) = line[at..].find('\\').map(|start| at + start) {
        at = start + 1;
        ticks += line[from..start].matches('`').count();
        from = start;
        if ticks % 2 == 1 {
            continue;
        }
        let Some(call) = tex_call::call(line, start) else {
            // `\\begin` is no command.
            at += line[at..].chars().next().map_or(0, char::len_utf8);
            continue;
        };
        let name_end = start + 1 + call.name.len();
        let environment = call.argument.filter(|_| call.options.is_empty()).unwrap_or_default();
        let head = name_end + environment.len() + 2;
        let place = match call.name {
            "begin" => match list_of(environment) {
                Some((name, kind)) => {
                    let (options, end) = option(line, head);
                    Some((start..end, Token::Begin(counted(kind, options)), name))
                }
                None => {
                    let end = head_of_theorem(line, environment, call.end);
                    let is_text = |end: usize| tex_container(&line[start..end]).is_some();
                    (shares(line) && is_text(end.max(head.min(call.end)))).then_some((start..end, Token::Line, ""))
                }
            },
            "end" => match list_of(environment) {
                Some((name, _)) => Some((start..call.end, Token::End, name)),
                None => {
                    let begin = format!("\\begin{{{environment}}}");
                    (shares(line) && tex_container(&begin).is_some()).then_some((start..call.end, Token::Line, ""))
                }
            },
            "item" => {
                let (label, end) = option(line, name_end);
                Some((start..end, Token::Item(label.map(|label| end - 1 - label.len()..end - 1)), ""))
            }
            "setlist" | "setenumerate" | "renewcommand" => {
                numbering(line, start).map(|(end, depth, numbers)| (start..end, Token::Numbering(depth, numbers), ""))
            }
            name if LAYOUT.contains(&name) => layout(line, start, name_end).map(|end| (start..end, Token::Layout, "")),
            _ => None,
        };
        if let Some(place) = place {
            at = place.0.end;
            ticks += line[from..at].matches('`').count();
            from = at;
            found.push(place);
        }
    }
    found
}

/// The byte behind the name and the label of a theorem, or of a group of formulas, whose `\begin` ends at `end`.
fn head_of_theorem(line: &str, environment: &str, end: usize) -> usize {
    if theorem::environment(environment).is_none() && environment != SUBEQUATIONS {
        return end;
    }
    let (_, end) = option(line, end);
    match tex_call::call(line, end) {
        Some(call) if call.name == "label" && call.argument.is_some() => call.end,
        _ => end,
    }
}

/// Whether an environment stands on a line with other text.
fn shares(line: &str) -> bool {
    let line = line.trim();
    !(line.ends_with('}') && line.matches('\\').take(2).count() == 1 && line.starts_with('\\'))
}

fn list_of(environment: &str) -> Option<(&'static str, Kind)> {
    Some(match environment {
        "itemize" => ("itemize", Kind::Bullets(false)),
        "itemize*" => ("itemize*", Kind::Bullets(false)),
        "compactitem" => ("compactitem", Kind::Bullets(false)),
        "enumerate" => ("enumerate", Kind::Numbers(Numbers::default())),
        "enumerate*" => ("enumerate*", Kind::Numbers(Numbers::default())),
        "compactenum" => ("compactenum", Kind::Numbers(Numbers::default())),
        "description" => ("description", Kind::Terms),
        _ => return None,
    })
}

/// The text in brackets at a byte of a line, and the byte behind it.
fn option(line: &str, at: usize) -> (Option<&str>, usize) {
    let lead = line[at..].len() - line[at..].trim_start_matches(' ').len();
    let Some(inner) = line[at + lead..].strip_prefix('[') else { return (None, at) };
    let (mut braces, mut brackets) = (0_usize, 0_usize);
    for (end, byte) in inner.bytes().enumerate().take(MAX_LABEL) {
        match byte {
            b'{' => braces += 1,
            b'}' => braces = braces.saturating_sub(1),
            b'[' if braces == 0 => brackets += 1,
            b']' if braces == 0 && brackets == 0 => return (Some(&inner[..end]), at + lead + end + 2),
            b']' if braces == 0 => brackets -= 1,
            _ => {}
        }
    }
    (None, at)
}

/// A list with what its options say of its numbers.
fn counted(kind: Kind, options: Option<&str>) -> Kind {
    match (kind, options) {
        (Kind::Numbers(_), Some(options)) => Kind::Numbers(label::read(options)),
        (Kind::Bullets(_), Some(options)) => Kind::Bullets(label::has_label(options)),
        (kind, _) => kind,
    }
}

/// `\setlist[enumerate,1]{label=(\arabic*)}` of enumitem and
/// `\renewcommand{\labelenumi}{(\alph{enumi})}`: where it ends, which depth it is for,
/// and what it says. Of lists without numbers it says nothing that is printed.
fn numbering(line: &str, start: usize) -> Option<(usize, Option<usize>, Numbers)> {
    let name = tex_call::call(line, start)?.name;
    let at = start + 1 + name.len();
    if name == "renewcommand" {
        let (target, at) = braced(line, at)?;
        let depth = match target.trim() {
            "\\labelenumi" => 1,
            "\\labelenumii" => 2,
            "\\labelenumiii" => 3,
            "\\labelenumiv" => 4,
            _ => return None,
        };
        let (label, end) = braced(line, at)?;
        return Some((end, Some(depth), label::of_command(label)));
    }
    let (which, at) = option(line, at);
    let (options, end) = braced(line, at)?;
    let words: Vec<&str> = which.unwrap_or_default().split(',').map(str::trim).collect();
    let depth = words.iter().find_map(|word| word.parse().ok());
    let is_numbered = name == "setenumerate" || words.contains(&"enumerate") || which.is_none();
    Some((end, depth, if is_numbered { label::read(options) } else { Numbers::default() }))
}

/// The text in braces at a byte of a line, and the byte behind it.
fn braced(line: &str, at: usize) -> Option<(&str, usize)> {
    let lead = line.get(at..)?.len() - line[at..].trim_start_matches(' ').len();
    let inner = line[at + lead..].strip_prefix('{')?;
    let mut open = 0_usize;
    for (end, byte) in inner.bytes().enumerate().take(MAX_LABEL) {
        match byte {
            b'{' => open += 1,
            b'}' if open == 0 => return Some((&inner[..end], at + lead + end + 2)),
            b'}' => open -= 1,
            _ => {}
        }
    }
    None
}

/// The end of a command for the layout that is all of its line: `\itemsep0pt`,
/// `\setlength{\itemsep}{0pt}`.
fn layout(line: &str, start: usize, name_end: usize) -> Option<usize> {
    let rest = line[name_end..].trim();
    let ch = |c: char| c.is_ascii_alphanumeric() || "{}\\.-+= ".contains(c);
    (line[..start].trim().is_empty() && rest.len() < 40 && rest.chars().all(ch)).then_some(line.len())
}
