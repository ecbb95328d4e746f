//! Blocks of code: the lines as they were written, the tokens in the colours of
//! the style.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::{color, pt, rules};
use crate::model::resolved::{Code, Token};

/// The most lines that are set as one paragraph: the layout looks each character
/// up among them.
const MAX_LINES: usize = 1_000;

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
        let texts: Vec<&str> = code.text.split('\n').collect();
        let parts = code.lines.chunks(MAX_LINES).zip(texts.chunks(MAX_LINES)).enumerate();
        let single = code.lines.len() <= MAX_LINES;
        if !single {
            let leading = pt(style.text.pitch() - style.text.size());
            self.push(&format!("set block(above: {leading}, below: {leading}); "));
        }
        for (at, (lines, texts)) in parts {
            let before = at * MAX_LINES;
            if single {
                self.lines(code, lines, before, &code.text);
            } else {
                self.push("{ ");
                self.lines(code, lines, before, &texts.join("\n"));
                self.push(" }; ");
            }
        }
        self.push(" })");
    }

    /// Lines of code behind `before` others.
    fn lines(&mut self, code: &Code, lines: &[Vec<(Token, std::ops::Range<usize>)>], before: usize, text: &str) {
        self.push("let lines = (");
        let width = code.first_line.map(|first| (first as usize + code.lines.len()).to_string().len());
        for (at, line) in lines.iter().enumerate() {
            self.push("{ ");
            if let (Some(first), Some(width)) = (code.first_line, width) {
                let number = literal(&format!("{:>width$}  ", first as usize + before + at));
                let tone = color(self.style.code.line_number);
                self.push(&format!("text(fill: {tone}, {number}); "));
            }
            for (token, range) in line {
                self.token(*token, code.text.get(range.clone()).unwrap_or_default());
            }
            self.push("}, ");
        }
        let text = literal(text);
        self.push(&format!(
            "); show raw.line: it => lines.at(it.number - 1, default: it.body); raw(block: true, {text})"
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
