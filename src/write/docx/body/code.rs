//! Code becomes one paragraph: its lines are parted by breaks, so that the
//! border stays whole and a reader copies it in one piece.

use docx_rs::{RunFonts, RunProperty};

use super::block::Place;
use super::para::Content;
use super::runs;
use crate::diag::{Code as DiagnosticCode, Span};
use crate::model::resolved::{Code, Token};
use crate::model::script::by_script;
use crate::ooxml::{Element, Node, is_forbidden};
use crate::style::value;
use crate::write::docx::state::names as id;
use crate::write::docx::state::writer::Writer;
use crate::write::docx::xml::{self, properties, run_of};

impl Writer<'_> {
    /// A block of code with its caption.
    pub(in crate::write::docx) fn code(&mut self, code: &Code, place: Place, span: Span) {
        let above = self.style.code_caption.place == value::Place::Above;
        if let Some(caption) = code.caption.as_ref().filter(|_| above) {
            self.caption(caption);
        }
        let control = |sign: char| sign.is_ascii_control() && !matches!(sign, '\t' | '\n' | '\r') || is_forbidden(sign);
        if code.text.contains(control) {
            let message = "a control character in the code is left out of the Word file";
            self.sink.warn(DiagnosticCode::ControlCharacter, span, message);
        }
        // Word joins two boxes that touch.
        if self.last_style() == Some(id::CODE) {
            self.separator();
        }
        let content = Content::flat(self.lines(code));
        let para = self.moved(id::CODE, place);
        let below = code.caption.as_ref().filter(|_| !above);
        let para = if code.caption.is_some() && above { para.before(crate::length::Length::ZERO) } else { para };
        self.paragraph(para.keep_next(below.is_some()), content);
        if let Some(caption) = below {
            self.caption(caption);
        }
    }

    fn lines(&self, code: &Code) -> Vec<Node> {
        let mut out = Vec::new();
        let digits = code.first_line.map(|first| (first as usize + code.lines.len()).to_string().len());
        for (at, line) in code.lines.iter().enumerate() {
            if at > 0 {
                out.push(run_of(Element::new("w:br")));
            }
            if let (Some(first), Some(digits)) = (code.first_line, digits) {
                let number = format!("{:>digits$}  ", first as usize + at);
                let property = RunProperty::new().color(self.style.code.line_number.hex());
                out.extend(piece(&number, &property));
            }
            let color = |token| self.style.code.color(token);
            for row in line.chunk_by(|(a, _), (b, _)| color(*a) == color(*b)) {
                let text: String = row.iter().filter_map(|(_, range)| code.text.get(range.clone())).collect();
                out.extend(self.tokens(&text, row.first().map(|(token, _)| *token)));
            }
        }
        out
    }

    /// Tokens of one color.
    fn tokens(&self, text: &str, token: Option<Token>) -> Vec<Node> {
        let property = match token.and_then(|token| self.style.code.color(token)) {
            Some(color) => RunProperty::new().color(color.hex()),
            None => RunProperty::new(),
        };
        let pieces = runs::join(by_script(text)).into_iter().filter_map(|joined| {
            let property = property.clone();
            let hinted = joined.is_hinted();
            piece(&joined.text, &if hinted { property.fonts(RunFonts::new().hint("eastAsia")) } else { property })
        });
        pieces.collect()
    }
}

/// A run of code without what Word cannot hold; `None` if nothing is left.
fn piece(text: &str, property: &RunProperty) -> Option<Node> {
    let text: String =
        text.chars().filter(|sign| *sign == '\t' || !(sign.is_control() || is_forbidden(*sign))).collect();
    (!text.is_empty()).then(|| xml::run(properties("w:rPr", property, []), &text).into())
}
