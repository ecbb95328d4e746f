//! Labels that nothing refers to, figures and tables that the text never
//! mentions or that have no caption.

use std::collections::HashSet;

use super::super::Subject;
use crate::diag::{Code, Diagnostic, Message, Sink, Span, message};
use crate::model::resolved::{AnchorId, Block, BlockKind, Caption, plain_text, visit_blocks};

/// Words that send the reader to what stands nearest.
const POINTERS: &[&str] = &["下图", "上图", "下表", "上表", "如图", "见图", "左图", "右图", "本图", "本表"];

/// Equations and listings with an id that nothing refers to.
pub(super) fn unused(subject: &Subject<'_>, sink: &mut Sink) {
    visit_blocks(subject.resolved, &mut |block| {
        let anchors: Vec<AnchorId> = match &block.kind {
            BlockKind::Equation(equation) => equation.labels().filter_map(|(_, anchor)| anchor).collect(),
            BlockKind::Code(code) => code.caption.iter().map(|caption| caption.anchor).collect(),
            _ => Vec::new(),
        };
        for anchor in anchors.into_iter().map(|id| subject.resolved.anchor(id)) {
            if !anchor.name.is_empty() && !anchor.referenced {
                let message = message!("nothing refers to “{anchor}”", anchor = anchor.name);
                let found = Diagnostic::warning(Code::UnusedLabel, first_line(subject, anchor.span), message);
                sink.push(found.hint(message!("write @{anchor}, or remove the id", anchor = anchor.name)));
            }
        }
    });
}

/// Numbered figures and tables that no reference leads to, and that no words
/// mention either.
pub(super) fn unmentioned(subject: &Subject<'_>, sink: &mut Sink) {
    let mentions = Mentions::of(subject);
    let children = referenced_panels(subject);
    visit_blocks(subject.resolved, &mut |block| {
        let (Some(caption), what) = (caption(block), what(block)) else { return };
        let Some(label) = &caption.label else { return };
        let anchor = subject.resolved.anchor(caption.anchor);
        if anchor.referenced || children.contains(&block.span) || mentions.has(&label.text()) {
            return;
        }
        let message = message!("the text never mentions {label}", label = label.text());
        let found = Diagnostic::warning(Code::Unmentioned, first_line(subject, block.span), message);
        sink.push(match anchor.name.as_str() {
            "" => found.hint(message!("give it an id, {#{what}:name}, and write @{what}:name where it belongs", what)),
            name => found.hint(message!("write @{name} where it belongs", name)),
        });
    });
}

/// Figures and tables without a caption.
pub(super) fn without_caption(subject: &Subject<'_>, sink: &mut Sink) {
    let quiet = unnumbered(subject);
    visit_blocks(subject.resolved, &mut |block| {
        let (name, hint) = match &block.kind {
            BlockKind::Figure(figure) if figure.caption.is_none() => ("figure", "write ![caption](path)"),
            BlockKind::Table(table) if table.caption.is_none() => ("table", "write a line `: caption` under it"),
            _ => return,
        };
        if !quiet.contains(&block.span) {
            let message = message!("this {name} has no caption", name = Message::from(name));
            let found = Diagnostic::warning(Code::MissingCaption, first_line(subject, block.span), message);
            sink.push(found.hint(hint));
        }
    });
}

fn caption(block: &Block) -> Option<&Caption> {
    match &block.kind {
        BlockKind::Figure(figure) => figure.caption.as_ref(),
        BlockKind::Table(table) => table.caption.as_ref(),
        _ => None,
    }
}

fn what(block: &Block) -> &'static str {
    if matches!(block.kind, BlockKind::Table(_)) { "tbl" } else { "fig" }
}

/// The figures of which a part is referred to.
fn referenced_panels(subject: &Subject<'_>) -> HashSet<Span> {
    let mut spans = HashSet::new();
    visit_blocks(subject.resolved, &mut |block| {
        if let BlockKind::Figure(figure) = &block.kind {
            let is_used = |id| subject.resolved.anchor(id).referenced;
            if figure.panels.iter().filter_map(|panel| panel.anchor).any(is_used) {
                spans.insert(block.span);
            }
        }
    });
    spans
}

/// The blocks that say themselves that they want no number.
fn unnumbered(subject: &Subject<'_>) -> HashSet<Span> {
    let mut spans = HashSet::new();
    crate::model::visit_blocks(subject.document, &mut |block| {
        if block.attr.has_class("unnumbered") {
            spans.insert(block.span);
        }
    });
    spans
}

/// The running text without blanks.
fn words(subject: &Subject<'_>) -> String {
    let mut words = String::new();
    visit_blocks(subject.resolved, &mut |block| {
        if let BlockKind::Paragraph(paragraph) = &block.kind {
            words.extend(plain_text(&paragraph.content).chars().filter(|ch| !ch.is_whitespace()));
        }
        words.push('\n');
    });
    words
}

/// What the text mentions by words of its own.
struct Mentions {
    /// The labels that were typed by hand, without blanks: 图1, Figure2.
    typed: HashSet<String>,
    /// The kinds, 图 or 表, that a word such as 下图 points to.
    pointed: HashSet<char>,
}

impl Mentions {
    fn of(subject: &Subject<'_>) -> Self {
        let words = words(subject);
        let mut kinds = HashSet::new();
        visit_blocks(subject.resolved, &mut |block| {
            let label = caption(block).and_then(|caption| caption.label.as_ref());
            kinds.extend(label.map(|label| squeezed(&label.before)).filter(|kind| !kind.is_empty()));
        });
        let typed = kinds.iter().flat_map(|kind| typed(&words, kind)).collect();
        // 如图所示 points, 如图 3 names another figure.
        let points = |pointer: &&&str| {
            let behind = |at: usize| words[at + pointer.len()..].chars().next();
            words.match_indices(**pointer).any(|(at, _)| !behind(at).is_some_and(|ch| ch.is_ascii_digit()))
        };
        let pointed = POINTERS.iter().filter(points).filter_map(|pointer| pointer.chars().nth(1)).collect();
        Self { typed, pointed }
    }

    fn has(&self, label: &str) -> bool {
        let label = squeezed(label);
        self.typed.contains(&label) || label.chars().next().is_some_and(|kind| self.pointed.contains(&kind))
    }
}

/// The labels of a kind that stand in a text.
fn typed<'a>(words: &'a str, kind: &'a str) -> impl Iterator<Item = String> + 'a {
    words.match_indices(kind).filter_map(move |(at, _)| {
        let behind = &words[at + kind.len()..];
        let is_number = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '.' | '–');
        let number = &behind[..behind.find(|ch| !is_number(ch)).unwrap_or(behind.len())];
        let number = number.trim_end_matches(|ch: char| !ch.is_ascii_digit());
        (!number.is_empty()).then(|| format!("{kind}{number}"))
    })
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

/// The first line of a block, which says enough of where it is.
pub(super) fn first_line(subject: &Subject<'_>, span: Span) -> Span {
    let text = subject.sources.text(span);
    let len = text.find('\n').unwrap_or(text.len());
    Span::new(span.source, span.start as usize, span.start as usize + len)
}
