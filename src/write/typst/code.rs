//! Blocks of code: the lines as they were written, the tokens in the colours of
//! the style.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::{color, pt, rules};
use crate::model::resolved::{Code, Token};

impl Writer<'_> {
    pub(super) fn code(&mut self, code: &Code) {
        if let Some(caption) = &code.caption {
            self.push("#figure(kind: raw");
            self.caption(caption);
            self.push(", ");
            self.code_block(code);
            self.push(")");
            self.label(caption.anchor);
        } else {
            self.push("#");
            self.code_block(code);
        }
    }

    /// The block as a value of code mode. `raw` keeps the text whole for the
    /// reader of the PDF; what is seen are the lines with their colours.
    fn code_block(&mut self, code: &Code) {
        let style = &self.style.code;
        let (fill, border) = (color(style.fill), color(style.border));
        let stroke = format!("{} + {border}", pt(style.border_width));
        let padding = pt(style.padding + Ends::of(&style.text).before);
        self.push(&format!(
            "block(width: 100%, fill: {fill}, stroke: {stroke}, inset: {padding}, {{ {} ",
            rules(&style.text)
        ));
        let size = pt(style.text.size());
        self.push(&format!("show raw: set text(font: l-code, size: {size}, top-edge: 0.88em, bottom-edge: -0.12em); "));
        self.push("let lines = (");
        let width = code.first_line.map(|first| (first as usize + code.lines.len()).to_string().len());
        for (at, line) in code.lines.iter().enumerate() {
            self.push("{ ");
            if let (Some(first), Some(width)) = (code.first_line, width) {
                let number = literal(&format!("{:>width$}  ", first as usize + at));
                let tone = color(self.style.code.line_number);
                self.push(&format!("text(fill: {tone}, {number}); "));
            }
            for (token, range) in line {
                self.token(*token, code.text.get(range.clone()).unwrap_or_default());
            }
            self.push("}, ");
        }
        let text = literal(&code.text);
        self.push(&format!(
            "); show raw.line: it => lines.at(it.number - 1, default: it.body); raw(block: true, {text}) }})"
        ));
    }

    fn token(&mut self, token: Token, text: &str) {
        let text = literal(text);
        match self.style.code.color(token) {
            Some(tone) => self.push(&format!("text(fill: {}, {text}); ", color(tone))),
            None => self.push(&format!("{text}; ")),
        }
    }
}
