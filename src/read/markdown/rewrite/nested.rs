//! Boxes and tabs whose body is indented by four blanks, as Python-Markdown
//! writes them (its Admonition extension; Material for MkDocs: `???` and
//! `===`), and directives in fences of code, as MyST writes them.
//!
//! It decides where they begin and end; a body that goes on in a list keeps the
//! indent of that list.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::mask::Kind;
use super::super::myst;
use super::super::positions::{Positions, lines};
use super::super::scan::Fence;
use super::super::theorem_chunk;
use super::Rewritten;

/// How far a body is indented under its head.
const STEP: usize = 4;
/// How many bodies may stand in each other.
const MAX_OPEN: usize = 16;

/// The head of a box or a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head<'t> {
    /// Whether it is a tab.
    pub tab: bool,
    /// The kind of the box.
    pub name: &'t str,
    /// The title, with its first byte.
    pub title: Option<(usize, &'t str)>,
}

/// Reads `!!! note "title"`, `??? tip`, `???+ tip`, `=== "tab"`.
pub(crate) fn head(line: &str) -> Option<Head<'_>> {
    let mark = ["!!!", "???+", "???", "===!", "===+", "==="].into_iter().find(|mark| line.starts_with(mark))?;
    let tab = mark.starts_with('=');
    let rest = line[mark.len()..].trim_end();
    let open = rest.find(['"', '“']).unwrap_or(rest.len());
    let (words, quoted) = rest.split_at(open);
    let title = match quoted.chars().next() {
        None => None,
        Some(quote) => {
            let close = if quote == '"' { '"' } else { '”' };
            let inner = quoted[quote.len_utf8()..].strip_suffix(close)?;
            Some((mark.len() + open + quote.len_utf8(), inner))
        }
    };
    let is_word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let plain = words.split_whitespace().all(is_word) && (words.is_empty() || !words.starts_with(['+', '!']));
    let name = words.split_whitespace().next().unwrap_or_default();
    let fits = match tab {
        true => name.is_empty() && title.is_some() && words.starts_with([' ', '\t']),
        false => !name.is_empty() || (mark != "!!!" && title.is_some()),
    };
    // `!!! note 标题` without quotes: words of another script are no classes.
    let bare = words.trim().strip_prefix(name).map(str::trim_start).filter(|rest| !rest.is_ascii());
    let bare = bare.map(|rest| (mark.len() + words.trim_end().len() - rest.len(), rest));
    (plain && fits).then_some(Head { tab, name, title: title.or(bare) })
}

/// The text written anew, if anything in it is a head.
pub(super) fn rewrite<'t>(text: &'t str, positions: &Positions) -> Option<Rewritten<'t>> {
    let may_hold = ["!!!", "???", "===", "{"].iter().any(|mark| text.contains(mark));
    if !may_hold {
        return None;
    }
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let follow = following_indents(&lines);
    let mut writer = Writer {
        positions,
        text: String::with_capacity(text.len()),
        starts: Vec::with_capacity(lines.len()),
        known: BTreeMap::new(),
        open: Vec::new(),
        fence: None,
        outer: Vec::new(),
        options: Options::None,
    };
    for (number, line) in lines.iter().enumerate() {
        writer.line(number, line, follow[number]);
    }
    writer.close_to(0, lines.len());
    if writer.known.is_empty() {
        return None;
    }
    let positions = Positions::of_lines(writer.starts);
    Some(Rewritten { text: Cow::Owned(writer.text), positions, known: writer.known })
}

/// For each line the indent of the next one that is not blank.
fn following_indents(lines: &[&str]) -> Vec<usize> {
    let mut next = 0;
    let mut found: Vec<usize> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        found.push(next);
        if !line.trim().is_empty() {
            next = indent(line);
        }
    }
    found.reverse();
    found
}

/// What is open.
struct Open {
    body: Body,
    /// The indent of its head in the source.
    indent: usize,
    /// The blanks before its head in the new text.
    lead: String,
}

/// How the body of something open ends.
enum Body {
    /// With the first line that is not indented enough.
    Indented,
    /// With a fence of at least so many of these signs.
    Fenced(char, usize),
    /// With a directive for its end.
    Gate,
    /// With such a fence, which holds no more than the options of a gate.
    Opening(char, usize),
    /// With such a fence, which closes a gate.
    Closing(char, usize),
}

/// Where the pass is in the options of a directive.
#[derive(PartialEq, Eq)]
enum Options {
    /// In none.
    None,
    /// In lines such as `:name: x`.
    Fields,
    /// Between two lines of dashes.
    Dashes,
}

struct Writer<'p> {
    positions: &'p Positions,
    text: String,
    starts: Vec<usize>,
    known: BTreeMap<usize, Kind>,
    open: Vec<Open>,
    /// The fence of code in which the pass is.
    fence: Option<Fence>,
    /// The lines that are less indented than those below them, with their
    /// indent and whether they are items of a list.
    outer: Vec<(usize, bool)>,
    options: Options,
}

impl Writer<'_> {
    fn line(&mut self, number: usize, line: &str, follow: usize) {
        if line.trim().is_empty() {
            self.options = Options::None;
            return self.push(number, line, None);
        }
        let own = indent(line);
        let kept = self.open.iter().position(|open| matches!(open.body, Body::Indented) && own < open.indent + STEP);
        if let Some(kept) = kept {
            self.close_to(kept, number);
        }
        let content = line.trim_start();
        let kind = self.kind(content, own, follow);
        self.push(number, line, kind);
        if let Some(kind) = kind {
            self.enter(kind, content, own, line);
        }
        self.note_outer(own, content);
    }

    /// What a line is.
    fn kind(&mut self, content: &str, own: usize, follow: usize) -> Option<Kind> {
        if self.is_option(content) {
            return Some(Kind::Rest);
        }
        let run = fence_run(content);
        if let Some((mark, count, at)) = self.fence {
            let closes = own < at + STEP;
            if closes
                && run.is_some_and(|(m, c)| m == mark && c >= count)
                && content.trim_matches([mark, ' ', '\t']).is_empty()
            {
                self.fence = None;
            }
            return None;
        }
        if let Some((m, c)) = run
            && content.trim_matches([m, ' ', '\t']).is_empty()
            && let Some(kind) = self.closed(m, c)
        {
            return Some(kind);
        }
        if let Some((mark, count)) = run {
            let head = &content[count..];
            if myst::closes_gate(head) && matches!(self.open.last(), Some(Open { body: Body::Gate, .. })) {
                self.open.push(Open { body: Body::Closing(mark, count), indent: own, lead: String::new() });
                return Some(Kind::Rest);
            }
            let opens = myst::opens_body(head) || theorem_chunk::opens(head);
            if opens && self.open.len() < MAX_OPEN && self.may_stand(own) {
                return Some(Kind::Directive);
            }
            if mark == '~' || !content[count..].contains('`') {
                self.fence = Some((mark, count, own));
            }
            return None;
        }
        if content.starts_with(":::") && myst::opens_body(content.trim_start_matches(':')) {
            return Some(Kind::Directive);
        }
        if self.open.len() >= MAX_OPEN || !self.may_stand(own) {
            return None;
        }
        let head = head(content)?;
        let has_body = follow >= own + STEP;
        (has_body || head.title.is_some()).then_some(if head.tab { Kind::Tab } else { Kind::Admonition })
    }

    /// What a fence of so many signs is that closes what is open, if it does.
    fn closed(&mut self, mark: char, count: usize) -> Option<Kind> {
        let fits = |open: char, least: usize| mark == open && count >= least;
        match self.open.last()?.body {
            Body::Fenced(open, least) if fits(open, least) => Some(Kind::End),
            Body::Opening(open, least) if fits(open, least) => {
                self.open.pop();
                Some(Kind::Rest)
            }
            // Its gate is closed with it.
            Body::Closing(open, least) if fits(open, least) => {
                self.open.pop();
                Some(Kind::End)
            }
            _ => None,
        }
    }

    /// Whether the line is an option of a directive.
    fn is_option(&mut self, content: &str) -> bool {
        let dashes = content.trim_end() == "---";
        match self.options {
            Options::None => false,
            Options::Dashes => {
                self.options = if dashes { Options::None } else { Options::Dashes };
                true
            }
            Options::Fields if dashes && self.known.last_key_value().is_some_and(|(_, k)| *k == Kind::Directive) => {
                self.options = Options::Dashes;
                true
            }
            Options::Fields if myst::option(content).is_some() => true,
            Options::Fields => {
                self.options = Options::None;
                false
            }
        }
    }

    fn enter(&mut self, kind: Kind, content: &str, own: usize, line: &str) {
        let body = match (kind, fence_run(content)) {
            (Kind::Admonition | Kind::Tab, _) => Body::Indented,
            (Kind::Directive, Some((_, count))) if myst::opens_gate(&content[count..]) => Body::Gate,
            (Kind::Directive, Some((mark, count))) => Body::Fenced(mark, count),
            (Kind::End, _) => {
                self.open.pop();
                return;
            }
            (Kind::Directive, None) => {
                self.options = Options::Fields;
                return;
            }
            _ => return,
        };
        if !matches!(body, Body::Indented) {
            self.options = Options::Fields;
        }
        let opening = fence_run(content).filter(|_| matches!(body, Body::Gate));
        let blanks = &line[..line.len() - content.len()];
        let lead = blanks[dedent(blanks, STEP * self.depth())..].to_owned();
        self.open.push(Open { body, indent: own, lead });
        if let Some((mark, count)) = opening {
            self.open.push(Open { body: Body::Opening(mark, count), indent: own, lead: String::new() });
        }
    }

    /// How many indented bodies are open.
    fn depth(&self) -> usize {
        self.open.iter().filter(|open| matches!(open.body, Body::Indented)).count()
    }

    /// Whether a head at this indent is one, and not a line of indented code.
    fn may_stand(&self, own: usize) -> bool {
        let above = self.outer.iter().rev().find(|(indent, _)| *indent < own);
        own.saturating_sub(STEP * self.depth()) < STEP || above.is_some_and(|(of, item)| *item && own < of + 2 * STEP)
    }

    fn note_outer(&mut self, own: usize, content: &str) {
        while self.outer.last().is_some_and(|(indent, _)| *indent >= own) {
            self.outer.pop();
        }
        let digits = content.trim_start_matches(|c: char| c.is_ascii_digit());
        let bullet = content.starts_with(['-', '*', '+']) && content[1..].starts_with([' ', '\t']);
        let ordered = digits.len() < content.len() && digits.starts_with(['.', ')']);
        self.outer.push((own, bullet || ordered || head(content).is_some()));
    }

    /// Closes all but the outermost `kept`.
    fn close_to(&mut self, kept: usize, number: usize) {
        while self.open.len() > kept {
            let Some(open) = self.open.pop() else { return };
            self.fence = None;
            self.options = Options::None;
            let at = self.positions.at(number.max(1), 1);
            self.known.insert(self.starts.len() + 1, Kind::End);
            for text in ["", open.lead.as_str()] {
                self.starts.push(at);
                self.text.push_str(text);
                self.text.push('\n');
            }
        }
    }

    fn push(&mut self, number: usize, line: &str, kind: Option<Kind>) {
        if let Some(kind) = kind {
            self.known.insert(self.starts.len(), kind);
        }
        let gone = dedent(line, STEP * self.depth());
        self.starts.push(self.positions.at(number + 1, 1) + gone);
        self.text.push_str(&line[gone..]);
        self.text.push('\n');
    }
}

/// The columns of blanks before a line; a tab reaches to the next stop.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for byte in line.bytes() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += STEP - columns % STEP,
            _ => break,
        }
    }
    columns
}

/// The bytes of so many columns of blanks.
fn dedent(line: &str, columns: usize) -> usize {
    let mut seen = 0;
    let mut gone = 0;
    for byte in line.bytes() {
        match byte {
            b' ' if seen < columns => seen += 1,
            b'\t' if seen < columns => seen += STEP - seen % STEP,
            _ => break,
        }
        gone += 1;
    }
    gone
}

/// The sign and the length of a fence of code.
fn fence_run(content: &str) -> Option<(char, usize)> {
    let mark = content.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = content.chars().take_while(|c| *c == mark).count();
    (count >= 3).then_some((mark, count))
}

#[cfg(test)]
mod tests {
    use super::super::super::positions::Positions;
    use super::{Head, head, rewrite};

    fn new(text: &str) -> Option<String> {
        rewrite(text, &Positions::verbatim(text, 0)).map(|rewritten| rewritten.text.into_owned())
    }

    #[test]
    fn heads_are_read() {
        assert_eq!(head("!!! note"), Some(Head { tab: false, name: "note", title: None }));
        assert_eq!(head("???+ tip \"甲\""), Some(Head { tab: false, name: "tip", title: Some((10, "甲")) }));
        assert_eq!(head("!!! note 标题"), Some(Head { tab: false, name: "note", title: Some((9, "标题")) }));
        assert_eq!(head("!!! note inline end").and_then(|head| head.title), None);
        assert_eq!(head("=== \"C\""), Some(Head { tab: true, name: "", title: Some((5, "C")) }));
        for text in ["===", "=== a", "!!!", "!!! a. b", "???", "??? 真的吗？", "!!! \"a\""] {
            assert_eq!(head(text), None, "{text}");
        }
    }

    #[test]
    fn bodies_lose_their_indent() {
        assert_eq!(new("!!! note\n\n    甲\n\n乙").unwrap(), "!!! note\n\n甲\n\n\n\n乙\n");
        assert_eq!(new("- a\n\n    ??? tip\n        甲\n- b").unwrap(), "- a\n\n    ??? tip\n    甲\n\n    \n- b\n");
        assert_eq!(new("    !!! note\n        code\n"), None);
        assert_eq!(new("```\n!!! note\n    甲\n```\n"), None);
        assert_eq!(new("真的吗？？？\n???\n"), None);
    }

    #[test]
    fn places_stay_true() {
        let text = "!!! note\r\n    甲\r\n\r\n乙";
        let rewritten = rewrite(text, &Positions::verbatim(text, 0)).unwrap();
        assert_eq!(&text[rewritten.positions.at(2, 1)..][..3], "甲");
        assert_eq!(&text[rewritten.positions.at(6, 1)..][..3], "乙");
    }
}
