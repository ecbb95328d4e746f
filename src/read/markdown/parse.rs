//! One text becomes blocks, or the content of one paragraph: it is written anew and
//! marked where comrak would take it for something else, parsed, and handed to a
//! [`Reader`].

use std::borrow::Cow;
use std::collections::HashMap;

use comrak::nodes::{Node, NodeValue};
use comrak::{Arena, parse_document};

use super::formula_masks::settle_formulas;
use super::mask::{self, Known, Masks};
use super::positions::{Positions, lines};
use super::survey::is_in_place;
use super::{
    Depth, Reader, Shared, bars, definitions, link_variables, options, rewrite, tex_marks, tex_package, tilde,
    unprinted,
};
use crate::diag::{Code, Diagnostic, message};
use crate::model::document::{Block, Inline, InlineKind};

/// Stands before a text that is to be read as one paragraph.
const GUARD: &str = "\\#";

impl Shared<'_> {
    /// Reads a text as blocks.
    pub(super) fn blocks(&mut self, text: &str, positions: Positions, depth: Depth) -> Vec<Block> {
        let tight = std::mem::take(&mut self.tight);
        let (spaced, blanks) = (tight.spaced(text), tight.blanks(&positions));
        let (rewritten, lists) = rewrite::rewrite(&spaced, positions);
        let rewrite::Rewritten { text: written, positions, known } = rewritten;
        self.take_lists(lists);
        let positions = positions.with_blanks(blanks);
        let text = &*self.prepare(&written, &positions, Some(&known));
        let mut masks = Masks::find(text, known);
        settle_formulas(&mut masks);
        let masked = link_variables::hide(bars::hide(masks.masked(), &masks));
        let options = options::options(&masked);
        if !options.extension.math_code {
            let span = self.span(positions.at(1, 1), positions.at(1, 1));
            let message = "a paragraph opens too many formulas with $` and does not close them; all stay as text";
            self.sink.push(Diagnostic::warning(Code::Math, span, message).hint("close each with `$, or write $…$"));
        }
        let arena = Arena::new();
        let root = parse_document(&arena, &masked, &options);
        definitions::settle(root, &masked);
        bars::restore(root, &masked);
        link_variables::restore(root, &masked);
        tex_package::restore(root, &written, &masked);
        let inline_notes = self.collect_notes(root);
        Reader { shared: self, masks: &masks, positions, inline_notes, in_link: false }.blocks(root, depth)
    }

    /// Takes what is known of the lists of LaTeX; tells the first of which more was
    /// said than is printed.
    fn take_lists(&mut self, lists: rewrite::Lists) {
        self.typed_numbers.extend(lists.typed);
        self.item_markers.extend(lists.markers);
        if let Some((place, marker)) = lists.told.into_iter().next()
            && self.html_told.insert("\\begin{enumerate}".to_owned())
        {
            let span = self.span(place.start, place.end);
            let message = message!("the label of this list is printed as `{marker}`", marker);
            let hint = "write a label such as `(\\alph*)`, with one character at most on each side";
            self.sink.push(Diagnostic::warning(Code::RawFormat, span, message).hint(hint));
        }
    }

    /// Reads a text as the content of one paragraph.
    pub(super) fn inlines(&mut self, text: &str, positions: Positions, depth: Depth) -> Vec<Inline> {
        let whole = self.span(positions.at(1, 1), positions.at(1, 1) + text.len());
        let arena = Arena::new();
        let guarded = format!("{GUARD}{}", text.trim_end());
        let positions = positions.behind(GUARD.len());
        let prepared = link_variables::hide(self.prepare(&guarded, &positions, None));
        let root = parse_document(&arena, &prepared, &options::options(&prepared));
        link_variables::restore(root, &prepared);
        tex_package::restore(root, &guarded, &prepared);
        let inline_notes = self.collect_notes(root);
        let mut blocks = root.children().filter(|node| !is_note(node));
        let is_paragraph = |node: &Node<'_>| matches!(node.data().value, NodeValue::Paragraph);
        let (Some(paragraph), None) = (blocks.next().filter(is_paragraph), blocks.next()) else {
            return vec![Inline::new(InlineKind::Text(unprinted::show(text).into_owned()), whole)];
        };
        let mut reader = Reader { shared: self, masks: &mask::NONE, positions, inline_notes, in_link: false };
        let mut pieces = reader.pieces(paragraph);
        pieces.remove(0);
        reader.scan(pieces, depth)
    }

    /// The text with what comrak would take for something else said in its own
    /// marks; every byte keeps its place. Nothing is `known` of one paragraph.
    fn prepare<'t>(&mut self, text: &'t str, positions: &Positions, known: Option<&Known>) -> Cow<'t, str> {
        // A control character of the author's own is told where it is left out.
        if self.text.contains(unprinted::HIDDEN) {
            return self.prepare_marks(text, positions, known);
        }
        let hidden = unprinted::hide(text, known);
        self.unprinted.note(text, &hidden.found, positions);
        match hidden.text {
            Cow::Borrowed(text) => self.prepare_marks(text, positions, known),
            Cow::Owned(text) => Cow::Owned(self.prepare_marks(&text, positions, known).into_owned()),
        }
    }

    /// The marks of formulas and ranges.
    fn prepare_marks<'t>(&mut self, text: &'t str, positions: &Positions, known: Option<&Known>) -> Cow<'t, str> {
        let marked = tex_marks::mark(text, known);
        for at in marked.lone {
            let (number, start) = lines(text)
                .map(|(start, _)| start)
                .enumerate()
                .take_while(|(_, s)| *s <= at)
                .last()
                .unwrap_or_default();
            let at = positions.at(number + 1, at - start + 1);
            if self.kept_escapes.insert(at) {
                let message = "this looks like a mark of a formula, but the other one is missing; it stays as text";
                let hint = "close it with `\\)` or `\\]`, or write the formula between `$` signs";
                let diagnostic = Diagnostic::warning(Code::Math, self.span(at, at + 2), message);
                self.sink.push(diagnostic.hint(hint));
            }
        }
        tilde::hide(tex_package::hide(marked.text, known), known)
    }

    /// Takes down the names of the notes; gives those written in place.
    fn collect_notes<'a>(&mut self, root: Node<'a>) -> HashMap<String, Node<'a>> {
        let mut in_place = HashMap::new();
        for node in root.descendants() {
            if let NodeValue::FootnoteDefinition(note) = &node.data().value {
                if is_in_place(&note.name) {
                    in_place.insert(note.name.clone(), node);
                } else {
                    self.folded_notes.entry(note.name.to_lowercase()).or_insert_with(|| note.name.clone());
                    self.note_names.insert(note.name.clone());
                }
            }
        }
        in_place
    }
}

fn is_note(node: &Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}
