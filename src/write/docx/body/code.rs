//! Code becomes one paragraph: its lines are parted by breaks, so that the
//! border stays whole and a reader copies it in one piece.

use docx_rs::{RunFonts, RunProperty};

use super::block::Place;
use super::inline::scripts;
use super::para::Content;
use crate::diag::{Code as DiagnosticCode, Span};
use crate::model::resolved::{Code, Script, Token};
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
            for (token, range) in line {
                let text = code.text.get(range.clone()).unwrap_or_default();
                out.extend(self.token(text, *token));
            }
        }
        out
    }

    fn token(&self, text: &str, token: Token) -> Vec<Node> {
        let property = RunProperty::new();
        let property = match self.style.code.color(token) {
            Some(color) => property.color(color.hex()),
            None => property,
        };
        let pieces = scripts(text).into_iter().filter_map(|(script, text)| {
            let property = property.clone();
            match script {
                Script::EastAsian => piece(text, &property.fonts(RunFonts::new().hint("eastAsia"))),
                Script::Latin => piece(text, &property),
            }
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
