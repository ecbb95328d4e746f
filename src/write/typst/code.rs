//! Blocks of code: the lines as they were written, the tokens in the colours of
//! the style.

use std::ops::Range;

use super::Writer;
use super::escape::literal;
use super::look::{color, pt, rules};
use crate::model::resolved::{Code, LongLine, Token};

/// The most lines that are set as one paragraph: the layout looks each character
/// up among them.
const MAX_LINES: usize = 1_000;

/// `long-line` sets a line of code in rows of a width if it is wider. `number`
/// stands before it, `hang` columns further begin the rows below, each behind a
/// mark that is drawn, so that it is not in the text. A part is a number (2: the
/// line breaks well before it, 1: it may break, 0: it does not) and the tokens
/// with their colours. A part that is wider than a row is cut anywhere.
pub(super) const LONG_LINE: &str = r##"#let long-line(width, number, tone, hang, parts) = context {
  let token(text, tone) = if tone == none { [#text] } else { std.text(fill: tone, text) }
  let row(tokens) = tokens.map(((text, tone)) => token(text, tone)).join()
  // A measure leaves out the blanks at the end.
  let bare(tokens) = measure(row(tokens)).width
  let wide(tokens) = measure(row(tokens) + "0").width - measure("0").width
  let all = parts.map(part => part.at(1)).join()
  let start = wide(((number, none),))
  if start + bare(all) <= width + 0.01pt { return number + row(all) }
  let column = measure("0").width
  let indent = calc.min(start + hang * column, calc.max(start + 2 * column, width / 2))
  let rows = ()
  let (now, used, room) = ((), 0pt, width - start)
  let length(parts) = parts.map(part => part.at(2)).sum(default: 0pt)
  for (kind, tokens) in parts {
    let part = (kind, tokens, wide(tokens))
    while now != () and length(now) + bare(tokens) > room + 0.01pt {
      let breaks = range(1, now.len() + 1).filter(at => (now + (part,)).at(at).at(0) > 0)
      let good = breaks.filter(at => (now + (part,)).at(at).at(0) > 1 and 2 * length(now.slice(0, at)) >= room)
      let at = if good != () { good.last() } else if breaks != () { breaks.last() } else { now.len() }
      let fits-below = bare(tokens) <= width - indent
      if at == now.len() and not fits-below and 2 * length(now) < room { break }
      rows.push(now.slice(0, at).map(part => part.at(1)).join())
      now = now.slice(at)
      room = width - indent
    }
    if length(now) + bare(tokens) <= room + 0.01pt { now.push(part); continue }
    for (text, tone) in tokens {
      let signs = text.clusters()
      let each = calc.max(wide(((text, tone),)) / calc.max(signs.len(), 1), 0.01pt)
      let from = 0
      while from < signs.len() {
        let count = calc.max(int((room - length(now) + 0.01pt) / each), if now == () { 1 } else { 0 })
        let upto = calc.min(from + count, signs.len())
        if upto > from { now.push((0, ((signs.slice(from, upto).join(), tone),), (upto - from) * each)) }
        from = upto
        if from < signs.len() {
          rows.push(now.map(part => part.at(1)).join())
          now = ()
          room = width - indent
        }
      }
    }
  }
  rows.push(now.map(part => part.at(1)).join())
  let hook = curve(
    stroke: 0.06em + tone, curve.move((0em, 0em)), curve.line((0em, 0.34em)), curve.line((0.6em, 0.34em)),
    curve.move((0.4em, 0.18em)), curve.line((0.6em, 0.34em)), curve.line((0.4em, 0.5em)),
  )
  let mark = box(width: indent, height: 0pt, place(dx: indent - 2 * column, dy: -0.6em, pdf.artifact(hook)))
  number + rows.map(row).join(linebreak() + mark)
}
"##;

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
        let padding = pt(style.padding + (style.text.pitch() - style.text.size()).scaled(0.5));
        self.push(&format!(
            "block(width: 100%, fill: {fill}, stroke: {stroke}, inset: {padding}, {{ {} ",
            rules(&style.text)
        ));
        let size = pt(style.text.size());
        self.push(&format!("show raw: set text(font: l-code, size: {size}, top-edge: 0.88em, bottom-edge: -0.12em); "));
        // Only a layout knows how wide a line may be.
        let measured = !code.long.is_empty();
        if measured {
            self.push("layout(size => { ");
        }
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
        if measured {
            self.push(" })");
        }
        self.push(" })");
    }

    /// Lines of code behind `before` others.
    fn lines(&mut self, code: &Code, lines: &[Vec<(Token, Range<usize>)>], before: usize, text: &str) {
        self.push("let lines = (");
        let mut long = code.long.iter().skip_while(|long| long.line < before).peekable();
        for (at, line) in lines.iter().enumerate() {
            self.push("{ ");
            let tone = color(self.style.code.line_number);
            let number = code.number(before + at).map(|number| format!("text(fill: {tone}, {})", literal(&number)));
            if let Some(long) = long.next_if(|long| long.line == before + at) {
                self.long_line(code, line, long, &number.unwrap_or_else(|| "[]".to_owned()));
                self.push("}, ");
                continue;
            }
            if let Some(number) = number {
                self.push(&format!("{number}; "));
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

    /// A line that may be wider than the block, cut where it may break.
    fn long_line(&mut self, code: &Code, line: &[(Token, Range<usize>)], long: &LongLine, number: &str) {
        let tone = color(self.style.code.line_number);
        self.push(&format!("long-line(size.width, {number}, {tone}, {}, (", long.hang));
        let mut breaks = long.breaks.iter().peekable();
        let mut open = false;
        for (token, range) in line {
            let tone = self.style.code.color(*token).map_or_else(|| "none".to_owned(), color);
            let mut from = range.start;
            while from < range.end {
                let kind = match breaks.next_if(|own| own.at <= from) {
                    Some(own) if own.is_good => 2,
                    Some(_) => 1,
                    None => 0,
                };
                if kind > 0 || !open {
                    self.push(&format!("{}({kind}, (", if open { ")), " } else { "" }));
                    open = true;
                }
                let upto = breaks.peek().map_or(range.end, |own| own.at.clamp(from, range.end));
                let text = literal(code.text.get(from..upto).unwrap_or_default());
                self.push(&format!("({text}, {tone}), "));
                from = upto;
            }
        }
        self.push(if open { ")), )) " } else { ")) " });
    }

    fn token(&mut self, token: Token, text: &str) {
        let text = literal(text);
        match self.style.code.color(token) {
            Some(tone) => self.push(&format!("text(fill: {}, {text}); ", color(tone))),
            None => self.push(&format!("{text}; ")),
        }
    }
}
