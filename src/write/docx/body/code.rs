//! Code becomes one paragraph: its lines are parted by breaks, so that the
//! border stays whole and a reader copies it in one piece. Where a line may be too
//! wide, each becomes a paragraph, whose rows below the first are indented; all are
//! indented alike, since Word draws paragraphs that are not in boxes of their own.

use super::block::Place;
use crate::diag::{Code as DiagnosticCode, Span};
use crate::length::Length;
use crate::model::resolved::Code;
use crate::model::script::by_script;
use crate::ooxml::{Element, Node, is_forbidden};
use crate::style::value;
use crate::write::docx::runs;
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{self, run_of};

/// The width of a column of code, in em.
const COLUMN: f64 = 0.5;
/// The height of what parts two boxes.
const THIN: Length = Length::points(0.1);
/// The most columns by which rows are indented.
const DEEPEST: usize = 24;

impl Writer<'_> {
    /// A block of code with its caption.
    pub(in crate::write::docx) fn code(&mut self, code: &Code, place: Place, span: Span) {
        let above = self.style.code_caption.place == value::Place::Above;
        if let Some(caption) = code.caption.as_ref().filter(|_| above) {
            self.caption(caption);
        }
        let control = |ch: char| ch.is_ascii_control() && !matches!(ch, '\t' | '\n' | '\r') || is_forbidden(ch);
        if code.text.contains(control) {
            let message = "a control character in the code is left out of the Word file";
            self.sink.warn(DiagnosticCode::ControlCharacter, span, message);
        }
        // Word joins two boxes that touch.
        if self.last_style() == Some(id::CODE) {
            let stands = self.styles.get(id::CODE).text.after();
            self.paragraph(Para::new(id::SEPARATOR).line(THIN), Content::default());
            self.pay_space(stands + THIN);
        }
        let below = code.caption.as_ref().filter(|_| !above);
        let has_above = code.caption.is_some() && above;
        let first = |para: Para| if has_above { para.before(Length::ZERO) } else { para };
        if code.long.is_empty() {
            let content = Content::flat(self.lines(code));
            self.paragraph(first(self.moved(id::CODE, place)).keep_next(below.is_some()), content);
        } else {
            let last = code.lines.len().saturating_sub(1);
            for at in 0..code.lines.len() {
                let para = self.hanging(code, place);
                let para = if at == 0 { first(para) } else { para };
                // No line of the code stands alone on a page.
                let keep = at < last && (at == 0 || at + 1 == last) || at == last && below.is_some();
                let content = Content::flat(self.line_of(code, at));
                self.paragraph(para.keep_next(keep), content);
            }
        }
        if let Some(caption) = below {
            self.caption(caption);
        }
    }

    /// A paragraph for one line of code with long lines.
    fn hanging(&self, code: &Code, place: Place) -> Para {
        let text = &self.styles.get(id::CODE).text;
        let number = code.number(0).map_or(0, |number| number.len());
        let deepest = code.long.iter().map(|long| long.hang).max().unwrap_or_default().min(DEEPEST);
        let hang = text.size().scaled(COLUMN * (number + deepest) as f64);
        let together = Element::toggle("w:contextualSpacing", true);
        Para::new(id::CODE).indent(place.left + text.indent() + hang, Length::ZERO - hang).extra(together)
    }

    fn lines(&self, code: &Code) -> Vec<Node> {
        let mut out = Vec::new();
        for at in 0..code.lines.len() {
            if at > 0 {
                out.push(run_of(Element::new("w:br")));
            }
            out.extend(self.line_of(code, at));
        }
        out
    }

    /// A line with its number.
    fn line_of(&self, code: &Code, at: usize) -> Vec<Node> {
        let mut out = Vec::new();
        if let Some(number) = code.number(at) {
            out.extend(piece(&number, Some(id::CODE_LINE_NUMBER), false));
        }
        for row in code.lines[at].chunk_by(|(a, _), (b, _)| a == b) {
            let text: String = row.iter().filter_map(|(_, range)| code.text.get(range.clone())).collect();
            out.extend(tokens(&text, row.first().and_then(|(token, _)| id::token(*token))));
        }
        out
    }
}

/// Tokens of one kind, in its style.
fn tokens(text: &str, style: Option<&'static str>) -> Vec<Node> {
    let pieces = runs::join(by_script(text)).into_iter();
    pieces.filter_map(|joined| piece(&joined.text, style, joined.is_hinted())).collect()
}

/// A run of code without what Word cannot hold; `None` if nothing is left.
fn piece(text: &str, style: Option<&'static str>, hinted: bool) -> Option<Node> {
    let text: String = text.chars().filter(|ch| *ch == '\t' || !(ch.is_control() || is_forbidden(*ch))).collect();
    let property = Element::new("w:rPr")
        .holding_all(style.map(|style| Element::val("w:rStyle", style)))
        .holding_all(hinted.then(|| Element::new("w:rFonts").with("w:hint", "eastAsia")));
    (!text.is_empty()).then(|| xml::run(property, &text).into())
}
