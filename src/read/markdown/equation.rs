//! Formulas that stand by themselves become equations: between `$$`, in an
//! environment of LaTeX outside of dollars (as Jupyter, bookdown and pandoc's
//! `raw_tex` have it), or in the lines of a paragraph.
//!
//! `\label` and bookdown's `(\#eq:x)` give the id, `\tag` the number. Which
//! lines are formulas is found in `scan`.

use comrak::nodes::{Node, NodeValue};

use super::block::is_blank;
use super::mask::Kind;
use super::pieces::Piece;
use super::places::Places;
use super::{Reader, attributes, float_source};
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::document::{Attr, Block, BlockKind, CONTINUED};
use crate::model::math::Expr;
use crate::read::latex;

use super::formula_lines;

/// Environments that LaTeX sets by themselves.
const DISPLAYED: [&str; 9] =
    ["equation", "align", "gather", "multline", "eqnarray", "flalign", "alignat", "xalignat", "displaymath"];

/// The parts of a formula's first or only line, or of its last.
pub(super) struct Marks {
    /// How many bytes of marks stand before the LaTeX.
    pub lead: usize,
    /// The end of the LaTeX.
    pub end: usize,
    /// The end of the marks behind it, where the signs begin that end its clause.
    pub close: usize,
    /// Where the attributes begin.
    pub behind: usize,
}

/// Where the LaTeX of a formula ends in its last line, which may be its `first`.
pub(super) fn marks(first: &str, last: &str) -> Option<Marks> {
    let (lead, end, close) = match environment(first) {
        Some((name, _)) => {
            let mark = format!("\\end{{{name}}}");
            let end = last.rfind(&mark)? + mark.len();
            (0, end, end)
        }
        None => {
            let from = if std::ptr::eq(first, last) { 2 } else { 0 };
            let end = from + last.get(from..)?.find("$$")?;
            (2, end, end + 2)
        }
    };
    let after = close + signs(&last[close..]);
    let behind = after + (last[after..].len() - last[after..].trim_start().len());
    Some(Marks { lead, end, close, behind })
}

/// The bytes of the signs behind a formula that end its clause, with the blanks before
/// them, or 0.
pub(super) fn signs(tail: &str) -> usize {
    let rest = tail.trim_start_matches([' ', '\t']);
    match rest.len() - rest.trim_start_matches(is_clause_sign).len() {
        0 => 0,
        len => tail.len() - rest.len() + len,
    }
}

fn is_clause_sign(sign: char) -> bool {
    "，。；、：,.;:".contains(sign)
}

/// Puts the signs behind a formula into its line.
pub(super) fn append_signs(block: &mut Block, signs: &str) {
    let math = match &mut block.kind {
        BlockKind::Equation(math) => math,
        // Words stand between its lines.
        BlockKind::Container(parts) => {
            return parts.iter_mut().rev().take(1).for_each(|part| append_signs(part, signs));
        }
        _ => return,
    };
    if signs.is_empty() {
        return;
    }
    math.source.push_str(signs);
    let words = Expr::Text(signs.to_owned());
    let in_line = math.lines.len() > 1 || latex::ends_without_line(math.tree.as_ref());
    math.tree = math.tree.take().map(|tree| match in_line {
        true => formula_lines::append(tree, words),
        false => Expr::Row(vec![tree, words]),
    });
}

/// The name of the environment that a line begins, and whether it stands by
/// itself rather than within a formula.
pub(super) fn environment(line: &str) -> Option<(&str, bool)> {
    let rest = line.strip_prefix("\\begin{")?;
    let name = &rest[..rest.find('}')?];
    let displayed = DISPLAYED.contains(&name.strip_suffix('*').unwrap_or(name));
    (displayed || latex::is_environment(name)).then_some((name, displayed))
}

impl<'a> Reader<'_, 'a, '_> {
    /// The equation of a formula that stands at the beginning of `area`; `None`
    /// if it only defines commands.
    pub(super) fn equation(&mut self, source: &str, area: Span, mut attr: Attr, span: Span) -> Option<Block> {
        let source = source.trim();
        if latex::defines_only(source) {
            self.formula(source, area, true);
            return None;
        }
        if let Some(passages) = latex::passages(source) {
            return Some(self.passages(passages, source, area, attr, span));
        }
        let numbering = latex::numbering(source);
        let mut plain = source.to_owned();
        for range in &numbering.foreign {
            plain.replace_range(range.clone(), &" ".repeat(range.len()));
        }
        let mut math = self.formula(&plain, area, true);
        let places = if numbering.labels.is_empty() && numbering.tags.is_empty() {
            None
        } else {
            Places::find(source, self.shared.written(area))
        };
        let place = |range| match &places {
            Some(places) => {
                let found = places.of(range);
                Span::new(area.source, area.start as usize + found.start, area.start as usize + found.end)
            }
            None => area,
        };
        let named = attr.id.clone();
        math.lines = formula_lines::numbered(&numbering, source, self.is_alone(area), &mut attr, &place);
        if math.lines.len() > 1 && formula_lines::is_of(&math) {
            return Some(Block::with(BlockKind::Equation(math), attr, span));
        }
        if math.lines.len() > 1 {
            math.lines.clear();
            attr.id = named;
        }
        for latex::Label { name, range, .. } in numbering.labels {
            let span = place(range);
            match &attr.id {
                Some(id) if id.value == name => {}
                Some(id) => {
                    let message =
                        message!("the label “{name}” has no effect: this formula is “{id}”", name, id = id.value);
                    let hint = "give each numbered line a formula of its own";
                    self.shared.sink.push(Diagnostic::warning(Code::Math, span, message).hint(hint));
                }
                None => attr.id = Some(Spanned::new(name, span)),
            }
        }
        if let [tag] = numbering.tags.as_slice() {
            let span = place(tag.range.clone());
            let key = if tag.bare { "tag*" } else { "tag" };
            attr.pairs.push((Spanned::new(key.to_owned(), span), Spanned::new(tag.text.clone(), span)));
        }
        Some(Block::with(BlockKind::Equation(math), attr, span))
    }

    /// A formula with words between its lines: formulas and paragraphs that go on.
    fn passages(
        &mut self,
        passages: Vec<latex::Passage>,
        source: &str,
        area: Span,
        mut attr: Attr,
        span: Span,
    ) -> Block {
        let places = Places::find(source, self.shared.written(area));
        let mut blocks = Vec::new();
        for passage in passages {
            match passage {
                latex::Passage::Lines { source, read } => {
                    let mut block = self.equation(&read, area, std::mem::take(&mut attr), span);
                    if let Some(Block { kind: BlockKind::Equation(math), .. }) = &mut block {
                        math.source = source;
                    }
                    blocks.extend(block);
                }
                latex::Passage::Words(range) => {
                    let at = places.as_ref().map_or(0, |places| places.of(range.clone()).start);
                    let content = self.title_inlines(source[range].trim(), area.start as usize + at);
                    let classes = vec![Spanned::new(CONTINUED.to_owned(), span)];
                    blocks.push(Block::with(BlockKind::Paragraph(content), Attr { classes, ..Attr::default() }, span));
                }
            }
        }
        Block::with(BlockKind::Container(blocks), Attr::default(), span)
    }

    /// Whether a formula stands outside of dollars, as LaTeX has it.
    fn is_alone(&self, area: Span) -> bool {
        let before = self.shared.text.get(..area.start as usize).unwrap_or_default();
        self.shared.written(area).starts_with("\\begin") && !before.ends_with("$$") && !before.ends_with("\\[")
    }

    /// Whether a formula stands on the lines right above a paragraph, which goes on
    /// behind it.
    pub(super) fn touches_formula(&self, node: Node<'a>) -> bool {
        let Some(before) = node.previous_sibling() else { return false };
        let place = before.data().sourcepos;
        let Some((_, mask)) = self.masks.at_line(place.start.line) else { return false };
        matches!(mask.kind, Kind::Formula | Kind::FormulaOpen { .. })
            && float_source::begins(self.masks.written(mask)).is_none()
            && place.end.line + 1 == node.data().sourcepos.start.line
    }

    /// The formulas that stand by themselves within a paragraph part it: in
    /// LaTeX, pandoc and MathJax `$$` stands on lines of its own wherever it is
    /// written.
    pub(super) fn split_equations(&mut self, pieces: Vec<Piece<'a>>, span: Span) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut text = Vec::new();
        let mut at = (0, 0);
        while let Some(piece) = pieces.get(at.0) {
            let Piece::Node(node, place) = piece else {
                let (index, offset) = at;
                at = (index + 1, 0);
                let part = match piece {
                    Piece::Text { text, at, exact } if offset > 0 => {
                        Piece::Text { text: text[offset..].to_owned(), at: at + offset, exact: *exact }
                    }
                    piece => piece.clone(),
                };
                text.push(part);
                continue;
            };
            let (index, place) = (at.0, *place);
            let display = matches!(&node.data().value, NodeValue::Math(math) if math.display_math && math.dollar_math);
            let found = if display { self.attr_behind_formula(&pieces, index + 1) } else { None };
            let stands_alone = || {
                let before = text.iter().rev().find(|piece| !is_empty_text(piece));
                let after = pieces[index + 1..].iter().find(|piece| !is_empty_text(piece));
                let ends = |piece: Option<&Piece<'_>>| matches!(piece, None | Some(Piece::Soft(_) | Piece::Hard(_)));
                ends(before) || ends(after)
            };
            if !display || !(found.is_some() || stands_alone() || self.displays_in_line(place)) {
                text.push(piece.clone());
                at = (index + 1, 0);
                continue;
            }
            let (attr, next) = found.unwrap_or((Attr::default(), (index + 1, 0)));
            attributes::check(&attr, &attributes::EQUATION, self.shared.sink);
            at = next;
            push_text(&mut parts, std::mem::take(&mut text), span);
            if let NodeValue::Math(math) = &node.data().value {
                let area = self.shared.span(place.start as usize + 2, place.end as usize);
                parts.extend(self.equation(&math.literal, area, attr, place).map(Part::Equation));
            }
        }
        if parts.is_empty() {
            return vec![Part::Text(text, span)];
        }
        push_text(&mut parts, text, span);
        parts
    }

    /// Attributes behind a formula and where the line goes on.
    fn attr_behind_formula(&self, pieces: &[Piece<'a>], index: usize) -> Option<(Attr, (usize, usize))> {
        let Some(Piece::Text { text, .. }) = pieces.get(index) else { return None };
        self.attr_at(pieces, index, text.len() - text.trim_start().len())
    }

    /// Whether a formula with text at both sides of it stands by itself: in
    /// kramdown, which knows no single dollars, it does not.
    fn displays_in_line(&self, place: Span) -> bool {
        let written = self.shared.written(place);
        written.starts_with('\\') || written.contains("\\tag") || has_single_dollars(self.shared.text)
    }
}

/// A part of a paragraph.
pub(super) enum Part<'a> {
    /// Text.
    Text(Vec<Piece<'a>>, Span),
    /// A formula that stands by itself.
    Equation(Block),
}

fn push_text<'a>(parts: &mut Vec<Part<'a>>, mut pieces: Vec<Piece<'a>>, span: Span) {
    let blanks = pieces.iter().take_while(|piece| is_blank(piece)).count();
    pieces.drain(..blanks);
    while pieces.last().is_some_and(is_blank) {
        pieces.pop();
    }
    if let Some(Piece::Text { text, at, .. }) = pieces.first_mut() {
        *at += text.len() - text.trim_start().len();
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text { text, .. }) = pieces.last_mut() {
        text.truncate(text.trim_end().len());
    }
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
    // A mark behind the formula belongs to its line.
    let (start, end) = (first.range().start, last.range().end);
    if let ([Piece::Text { text, .. }], Some(Part::Equation(block))) = (pieces.as_slice(), parts.last_mut())
        && text.chars().all(is_clause_sign)
        && matches!(block.kind, BlockKind::Equation(_) | BlockKind::Container(_))
    {
        append_signs(block, text);
        return;
    }
    parts.push(Part::Text(pieces, Span::new(span.source, start, end)));
}

fn is_empty_text(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Text { text, .. } if text.trim().is_empty())
}

/// Whether a text holds a formula between single dollars.
fn has_single_dollars(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_single = |at: usize| {
        let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        bytes[at] == b'$' && !matches!(before, b'$' | b'\\') && after != b'$'
    };
    text.split('\n')
        .scan(0, |start, line| Some(std::mem::replace(start, *start + line.len() + 1)..*start))
        .any(|line| (line.start..line.end.saturating_sub(1)).filter(|at| is_single(*at)).take(2).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::{environment, has_single_dollars};

    #[test]
    fn single_dollars_are_found() {
        assert!(has_single_dollars("a\n令 $x$ 为") && has_single_dollars("$x$"));
        assert!(!has_single_dollars("$$x$$ 与 \\$5\n$$\n") && !has_single_dollars("5 $\n6 $\n"));
    }

    #[test]
    fn environments_are_told_apart() {
        assert_eq!(environment("\\begin{align*} a"), Some(("align*", true)));
        assert_eq!(environment("\\begin{cases}"), Some(("cases", false)));
        assert_eq!(environment("\\begin{figure}"), None);
    }
}
