//! `\(…\)` and `\[…\]`, as chat programs and pandoc's `tex_math_single_backslash`
//! write formulas, and `$ … $` with blanks inside, as many editors and MyST read
//! them, become the marks that comrak reads, `` $`…`$ `` and `$$…$$`.
//!
//! Each mark is as long as the one that it replaces, so that every place stays.
//! Which backslash escapes, and which is part of code, is asked of comrak; whether
//! brackets hold a formula or are plain brackets, of what stands in them.

use std::borrow::Cow;
use std::collections::HashSet;

use comrak::nodes::NodeValue;

use super::attributes;
use super::mask::Known;
use super::scan_formula::MAX_FORMULA_LINES;
use super::survey::survey;
use crate::diag::SourceId;
use crate::model::is_han;

/// How often formulas are tried anew without those that comrak does not see.
const MAX_ATTEMPTS: usize = 3;

/// A text with comrak's marks, and what was left.
pub(super) struct Marked<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// The bytes of the marks that look like those of a formula and are none.
    pub lone: Vec<usize>,
}

/// A backslash with a bracket behind it.
#[derive(Debug, Clone, Copy)]
struct Escape {
    at: usize,
    bracket: u8,
    /// Which paragraph, heading or cell it stands in.
    block: usize,
}

/// The bytes of the two marks of a formula.
#[derive(Debug, Clone, Copy)]
struct Formula {
    open: usize,
    close: usize,
    display: bool,
    /// Whether the marks are dollars, each with the blank inside.
    dollars: bool,
}

/// Replaces the marks of the formulas of a text; nothing is
/// `known` of one paragraph.
pub(super) fn mark<'t>(text: &'t str, known: Option<&Known>) -> Marked<'t> {
    if !["\\(", "\\[", "$ "].iter().any(|mark| text.contains(mark)) {
        return Marked { text: Cow::Borrowed(text), lone: Vec::new() };
    }
    let Signs { escapes, dollars } = Signs::find(text, known);
    let (mut formulas, mut lone) = pairs(text, &escapes);
    formulas.extend(between_dollars(text, &dollars));
    formulas.sort_by_key(|formula| formula.open);
    formulas.dedup_by(|next, formula| next.open < formula.close + 2);
    for _ in 0..MAX_ATTEMPTS {
        if formulas.is_empty() {
            break;
        }
        let marked = replaced(text, &formulas);
        let read = formulas_read(&marked, known);
        let unread = formulas.extract_if(.., |formula| !read.contains(&formula.open));
        let unread: Vec<Formula> = unread.collect();
        if unread.is_empty() {
            return Marked { text: Cow::Owned(marked), lone };
        }
        lone.extend(unread.iter().filter(|formula| !formula.dollars).map(|formula| formula.open));
    }
    lone.extend(formulas.iter().filter(|formula| !formula.dollars).map(|formula| formula.open));
    Marked { text: Cow::Borrowed(text), lone }
}

fn replaced(text: &str, formulas: &[Formula]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for formula in formulas {
        let (open, close) = if formula.display { ("$$", "$$") } else { ("$`", "`$") };
        out.push_str(&text[from..formula.open]);
        out.push_str(open);
        out.push_str(&text[formula.open + 2..formula.close]);
        out.push_str(close);
        from = formula.close + 2;
    }
    out.push_str(&text[from..]);
    out
}

/// A single dollar.
#[derive(Debug, Clone, Copy)]
struct Dollar {
    at: usize,
    /// Which paragraph, heading or cell it stands in.
    block: usize,
    /// Whether comrak sees a formula begin with it.
    opens: bool,
}

/// The signs in a text that may be marks of formulas, in order.
#[derive(Default)]
struct Signs {
    /// The escaped brackets.
    escapes: Vec<Escape>,
    /// The single dollars.
    dollars: Vec<Dollar>,
}

impl Signs {
    fn find(text: &str, known: Option<&Known>) -> Self {
        let mut signs = Self::default();
        survey(text, known, |node, range, block| {
            let at = range.start;
            let bracket = text.as_bytes().get(at + 1).copied().unwrap_or(0);
            match &node.data().value {
                NodeValue::Escaped if text.as_bytes()[at] == b'\\' && matches!(bracket, b'(' | b')' | b'[' | b']') => {
                    signs.escapes.push(Escape { at, bracket, block });
                }
                NodeValue::Text(written) if text[range.clone()] == **written => {
                    let single = |sign: &usize| {
                        let around = [sign.checked_sub(1), Some(sign + 1)];
                        around.into_iter().flatten().all(|beside| text.as_bytes().get(beside) != Some(&b'$'))
                    };
                    let found = written.match_indices('$').map(|(sign, _)| at + sign).filter(single);
                    signs.dollars.extend(found.map(|at| Dollar { at, block, opens: false }));
                }
                NodeValue::Math(math) if math.dollar_math && !math.display_math => {
                    let ends = [(at, true), (range.end - 1, false)];
                    signs.dollars.extend(ends.map(|(at, opens)| Dollar { at, block, opens }));
                }
                _ => {}
            }
        });
        signs.escapes.sort_by_key(|escape| escape.at);
        signs.dollars.sort_by_key(|dollar| dollar.at);
        signs
    }
}

/// The formulas between two dollars of one line with blanks inside.
fn between_dollars(text: &str, dollars: &[Dollar]) -> Vec<Formula> {
    let mut formulas = Vec::new();
    let mut index = 0;
    while let [Dollar { at: open, block, opens }, Dollar { at: close, block: other, .. }, ..] = dollars[index..] {
        index += if opens { 2 } else { 1 };
        let Some(content) = text.get(open + 1..close) else { continue };
        let is_blank = |ch: Option<&u8>| ch == Some(&b' ');
        let fits = block == other
            && content.len() > 2
            && is_blank(content.as_bytes().first())
            && is_blank(content.as_bytes().last())
            && !content.contains(['`', '\n', '\r']);
        if fits && content.contains(|ch: char| ch.is_ascii_alphabetic()) && is_formula(content, false) {
            formulas.push(Formula { open, close: close - 1, display: false, dollars: true });
            index += 1;
        }
    }
    formulas
}

/// Where formulas begin that comrak sees, or of which the masks make blocks.
fn formulas_read(text: &str, known: Option<&Known>) -> HashSet<usize> {
    let mut found = HashSet::new();
    let masked = survey(text, known, |node, range, _| {
        if matches!(node.data().value, NodeValue::Math(_)) {
            found.insert(range.start);
        }
    });
    found.extend(masked);
    found
}

/// The formulas among the escaped brackets, and the brackets that look like one
/// mark of a formula of which the other is missing.
fn pairs(text: &str, escapes: &[Escape]) -> (Vec<Formula>, Vec<usize>) {
    let (mut formulas, mut lone) = (Vec::new(), Vec::new());
    let mut index = 0;
    while let Some(open) = escapes.get(index) {
        index += 1;
        let (closing, display) = match open.bracket {
            b'(' => (b')', false),
            b'[' => (b']', true),
            _ => continue,
        };
        let next = escapes.get(index).filter(|next| next.block == open.block && next.bracket == closing);
        let close = next.map(|next| next.at).or_else(|| lines_to_close(text, open.at).filter(|_| display));
        let Some(close) = close else {
            let line = text[open.at + 2..].lines().next().unwrap_or_default();
            lone.extend(has_command(line).then_some(open.at));
            continue;
        };
        let content = &text[open.at + 2..close];
        let readable = if display { !content.contains("$$") } else { !content.contains('`') };
        if is_formula(content, display) {
            match readable {
                true => formulas.push(Formula { open: open.at, close, display, dollars: false }),
                false => lone.push(open.at),
            }
        } else {
            continue;
        }
        index += escapes[index..].partition_point(|escape| escape.at <= close);
    }
    (formulas, lone)
}

/// The end of a displayed formula that begins a line: its lines may look like
/// lists and headings to comrak.
fn lines_to_close(text: &str, open: usize) -> Option<usize> {
    let start = text[..open].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let marks = |line: &str| line.len() - line.trim_start_matches([' ', '\t', '>']).len();
    if marks(&text[start..open]) < open - start {
        return None;
    }
    let mut at = open + 2;
    let mut bare = true;
    for (number, line) in text[at..].split_inclusive('\n').take(MAX_FORMULA_LINES).enumerate() {
        let content = line.trim_end_matches(['\n', '\r']);
        let lead = if number == 0 { 0 } else { marks(content) };
        let body = &content[lead..];
        let fenced = ["```", "~~~", ":::", "# "].iter().any(|mark| body.starts_with(mark));
        if number > 0 && (fenced || (body.is_empty() && !bare)) {
            return None;
        }
        if let Some(end) = closing_in(body) {
            let tail = body[end + 2..].trim();
            let ends =
                tail.is_empty() || attributes::parse(tail, SourceId(0), 0).is_some_and(|(_, len)| len == tail.len());
            return ends.then_some(at + lead + end);
        }
        if number == 0 {
            bare = body.trim().is_empty();
        }
        at += line.len();
    }
    None
}

/// `\]` of which the backslash is not escaped itself.
fn closing_in(body: &str) -> Option<usize> {
    let mut ends = body.match_indices("\\]").map(|(at, _)| at);
    ends.find(|at| body[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0)
}

/// Whether what stands in the brackets is a formula rather than text.
fn is_formula(content: &str, display: bool) -> bool {
    let content = content.trim();
    if has_command(content) {
        return true;
    }
    if content.is_empty() || content.chars().any(is_han) || content.contains('\\') {
        return false;
    }
    let longest = content.split(|ch: char| !ch.is_alphabetic()).map(|word| word.chars().count()).max();
    let letters = longest.unwrap_or(0);
    if content.contains(['^', '_', '{', '=']) {
        return letters <= 3 || content.contains(['^', '{']);
    }
    // `\(x\)`, `\(a + b\)`; but `\[x\]` is the box of a task and `\(1\)` a number.
    let operator = content.contains(['+', '<', '>', '|', '*', '/', '-']);
    letters == 1 && (operator || !display)
}

/// Whether the text holds a command such as `\alpha`, or a script.
fn has_command(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::mark;

    fn marked(text: &str) -> String {
        mark(text, Some(&super::Known::new())).text.into_owned()
    }

    #[test]
    fn formulas_get_the_marks_of_comrak() {
        assert_eq!(marked(r"令 \(x\) 与 \(a_1 + b\)。"), "令 $`x`$ 与 $`a_1 + b`$。");
        assert_eq!(marked("\\[\na\n+ b\n= \\frac{1}{2}\n\\] {#eq:a}\n"), "$$\na\n+ b\n= \\frac{1}{2}\n$$ {#eq:a}\n");
        assert_eq!(marked(r"x^[注 \(y\) 尾] \[ a=b \]"), "x^[注 $`y`$ 尾] $$ a=b $$");
    }

    #[test]
    fn blanks_inside_of_dollars_are_no_matter() {
        assert_eq!(marked(r"令 $ \alpha $ 与 $ x $，$y$"), r"令 $`\alpha`$ 与 $`x`$，$y$");
        for text in ["$ 5 and $ 6", "`$ x $`", "$ a\nb $", r"\$ x $", "$ 甲 $", "$ 5 = $ 6", "| $ 5 | $ x |"] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn brackets_and_code_stay() {
        for text in [
            r"\[1\] 与 \[注\] 和 \(注\)",
            r"`\(x\)` \\(x\\)",
            "```\n\\(x\\)\n```",
            "    \\[\n    x = 1\n    \\]",
            r"\[not a link\](url)",
            "- \\[x\\] 完成",
            r"$\[x=1\]$",
            r"\[foo]: /url",
            r"\(a `b` c = d\)",
        ] {
            assert_eq!(marked(text), text);
        }
    }

    #[test]
    fn marks_without_an_end_are_named() {
        assert_eq!(mark("甲\n\\[ \\alpha + 1\n\n乙 \\(x\\)", Some(&super::Known::new())).lone, ["甲\n".len()]);
        assert_eq!(mark(r"\[ 甲", Some(&super::Known::new())).lone, [0; 0]);
    }
}
