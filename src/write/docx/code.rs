//! Code becomes one paragraph: its lines are parted by breaks, so that the
//! border stays whole and a reader copies it in one piece.

use docx_rs::{Run as WordRun, RunProperty};

use super::block::Place;
use super::names as id;
use super::para::Content;
use super::writer::Writer;
use super::xml::built;
use crate::diag::{Code as DiagnosticCode, Span};
use crate::model::resolved::{Code, Token};
use crate::ooxml::is_forbidden;
use crate::style::value;

impl Writer<'_> {
    /// A block of code with its caption.
    pub(super) fn code(&mut self, code: &Code, place: Place, span: Span) {
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
        self.paragraph(para.keep_next(below.is_some()), &content);
        if let Some(caption) = below {
            self.caption(caption);
        }
    }

    fn lines(&self, code: &Code) -> String {
        let mut out = String::new();
        let digits = code.first_line.map(|first| (first as usize + code.lines.len()).to_string().len());
        for (at, line) in code.lines.iter().enumerate() {
            if at > 0 {
                out.push_str("<w:r><w:br/></w:r>");
            }
            if let (Some(first), Some(digits)) = (code.first_line, digits) {
                let number = format!("{:>digits$}  ", first as usize + at);
                let property = RunProperty::new().color(self.style.code.line_number.hex());
                out.push_str(&piece(&number, property));
            }
            for (token, range) in line {
                let text = code.text.get(range.clone()).unwrap_or_default();
                out.push_str(&self.token(text, *token));
            }
        }
        out
    }

    fn token(&self, text: &str, token: Token) -> String {
        let property = RunProperty::new();
        let property = match self.style.code.color(token) {
            Some(color) => property.color(color.hex()),
            None => property,
        };
        super::inline::scripts(text)
            .into_iter()
            .map(|(script, text)| {
                let property = property.clone();
                let hinted = match script {
                    crate::model::resolved::Script::EastAsian => {
                        property.fonts(docx_rs::RunFonts::new().hint("eastAsia"))
                    }
                    crate::model::resolved::Script::Latin => property,
                };
                piece(text, hinted)
            })
            .collect()
    }
}

/// A run of code without what Word cannot hold.
fn piece(text: &str, property: RunProperty) -> String {
    let text: String =
        text.chars().filter(|sign| *sign == '\t' || !(sign.is_control() || is_forbidden(*sign))).collect();
    if text.is_empty() {
        return String::new();
    }
    let mut run = WordRun { run_property: property, ..WordRun::new() };
    for (at, part) in text.split('\t').enumerate() {
        if at > 0 {
            run = run.add_tab();
        }
        if !part.is_empty() {
            run = run.add_text(part);
        }
    }
    built(&run)
}
