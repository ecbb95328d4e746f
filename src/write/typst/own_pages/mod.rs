//! Pages that are set as they were given, before and behind what the document says.
//!
//! All is decided in the model; what Typst has no word for, tabs and lines along the
//! edges of cells, is said by the functions at the head of these pages.

mod paragraph;
mod table;

use super::Writer;
use super::escape::literal;
use super::look::pt;
use crate::length::Length;
use crate::model::resolved::Picture;
use crate::model::resolved::own_pages::{
    OwnBlock, OwnBox, OwnLine, OwnMargin, OwnPicture, OwnPlace, OwnPlaced, OwnSection, PlacedContent, Rgb, Vertical,
};

/// What stands at the end of the pages before the text.
pub const OWN_PAGES_END: &str = "own-pages-end";
/// What stands at the start of those behind it.
pub const OWN_PAGES_START: &str = "own-pages-start";

/// Gaps, and lines with tabs: how far each tab leads is reckoned from what stands before
/// it, as it is measured; a line that is full begins anew at the left edge. What draws the
/// line of a gap is in a box: beside a block, the gap would be a paragraph of its own, and
/// the indent of paragraphs would not fit into a narrow one.
const FUNCTIONS: &str = r#"
#let own-gap(w, look, dotted) = box(width: w, {
  if look.line != none { box(place(dy: look.drop, line(length: w, stroke: look.line))) }
  if dotted { text(size: look.size, repeat(gap: 0.12em)[.]) } else { text(size: look.size, "\u{a0}") }
})
#let own-line(start, left, end, stops, step, ..parts) = context {
  let list = parts.pos()
  // Between boxes, so that no punctuation is taken for the end of a line, which narrows it.
  let wide(body) = measure([#box()#body#box()]).width
  let width(part) = if type(part) == content { wide(part) } else if part.kind == "blank" { wide(part.body) } else { 0pt }
  let x = start
  for (at, part) in list.enumerate() {
    if type(part) == content {
      part
      x += width(part)
      if x > end + 0.5pt and end > left { x = left + calc.rem((x - end) / 1pt, (end - left) / 1pt) * 1pt }
    } else if part.kind == "break" {
      linebreak()
      x = left
    } else if part.kind == "blank" {
      let w = calc.min(width(part), end - x - 0.05pt)
      if w > 0pt { own-gap(w, part.look, false); x += w }
    } else {
      let stop = stops.find(stop => stop.at > x + 0.05pt)
      if stop == none { stop = (at: (calc.floor((x + 0.05pt) / step) + 1) * step, kind: "start", dotted: false) }
      let behind = 0pt
      if stop.kind != "start" {
        for next in list.slice(at + 1) {
          if type(next) != content and next.kind != "blank" { break }
          behind += width(next)
        }
      }
      let w = stop.at - x - if stop.kind == "end" { behind } else if stop.kind == "middle" { behind / 2 } else { 0pt }
      w = calc.max(calc.min(w, end - x - 0.05pt), 0pt)
      own-gap(w, part.look, stop.dotted)
      x += w
    }
  }
}
"#;

impl Writer<'_> {
    /// Whether there are such pages in place of the title block.
    pub(super) fn has_own_front(&self) -> bool {
        !self.doc.own_pages().front.is_empty()
    }

    /// Says the functions that such pages call for.
    pub(super) fn own_functions(&mut self) {
        let own = self.doc.own_pages();
        if !(own.front.is_empty() && own.back.is_empty()) {
            self.push(FUNCTIONS);
        }
    }

    /// Those before the text. They are not counted.
    pub(super) fn own_pages_before(&mut self) {
        let sections = &self.doc.own_pages().front;
        for (at, section) in sections.iter().enumerate() {
            let end =
                if at + 1 == sections.len() { format!("#metadata(none)<{OWN_PAGES_END}>") } else { String::new() };
            self.own_section(section, &format!("own-front-{at}"), "", &end);
        }
        self.push("#counter(page).update(1)\n");
    }

    /// Those behind it. The count of pages ends before them.
    pub(super) fn own_pages_behind(&mut self) {
        let sections = &self.doc.own_pages().back;
        for (at, section) in sections.iter().enumerate() {
            let start = if at == 0 { format!("#metadata(none)<{OWN_PAGES_START}>") } else { String::new() };
            let end = if at + 1 == sections.len() {
                format!("#context counter(page).update(counter(page).at(<{OWN_PAGES_START}>).first() - 1)")
            } else {
                String::new()
            };
            self.own_section(section, &format!("own-back-{at}"), &start, &end);
        }
    }

    /// `label` marks its first page.
    fn own_section(&mut self, section: &OwnSection, label: &str, start: &str, end: &str) {
        if let Some(number) = section.first_number {
            self.push(&format!("\n#counter(page).update({number})"));
        }
        let [top, right, bottom, left] = section.margins.map(pt);
        self.push(&format!(
            "\n#page(width: {}, height: {}, margin: (top: {top}, right: {right}, bottom: {bottom}, left: {left}), \
             columns: 1, background: none, numbering: none, header: ",
            pt(section.width),
            pt(section.height)
        ));
        self.own_margin("top", label, section.header.distance, &section.header);
        self.push(", footer: ");
        self.own_margin("bottom", label, Length::ZERO - section.footer.distance, &section.footer);
        self.push(")[");
        self.push(start);
        if section.header.first.is_some() || section.footer.first.is_some() {
            self.push(&format!("#metadata(none)<{label}>"));
        }
        self.push("\n#set par.line(numbering: none)\n");
        if section.vertical != Vertical::Top {
            self.push("#v(1fr)\n");
        }
        self.own_blocks(&section.blocks);
        if section.vertical == Vertical::Middle {
            self.push("#v(1fr)\n");
        }
        self.push(end);
        self.push("]\n");
    }

    /// A header or a footer so far from the edge of the paper.
    fn own_margin(&mut self, edge: &str, label: &str, distance: Length, margin: &OwnMargin) {
        if margin.first.is_none() && margin.even.is_none() {
            return self.own_margin_of(edge, distance, &margin.odd);
        }
        self.push("context ");
        if let Some(first) = &margin.first {
            self.push(&format!("if here().page() == locate(<{label}>).page() {{ "));
            self.own_margin_of(edge, distance, first);
            self.push(" } else ");
        }
        if let Some(even) = &margin.even {
            self.push("if calc.even(counter(page).get().first()) { ");
            self.own_margin_of(edge, distance, even);
            self.push(" } else ");
        }
        self.push("{ ");
        self.own_margin_of(edge, distance, &margin.odd);
        self.push(" }");
    }

    fn own_margin_of(&mut self, edge: &str, distance: Length, blocks: &[OwnBlock]) {
        if blocks.is_empty() {
            return self.push("none");
        }
        self.push(&format!("place({edge} + left, dy: {}, block(width: 100%)[", pt(distance)));
        self.own_blocks(blocks);
        self.push("])");
    }

    fn own_blocks(&mut self, blocks: &[OwnBlock]) {
        for block in blocks {
            match block {
                OwnBlock::Paragraph(paragraph) => self.own_paragraph(paragraph),
                OwnBlock::Table(table) => self.own_table(table),
                OwnBlock::PageBreak => self.push("#pagebreak()\n"),
                OwnBlock::Placed(placed) => self.own_placed(placed),
            }
        }
    }

    fn own_placed(&mut self, placed: &OwnPlaced) {
        let at = |place: OwnPlace| match place {
            OwnPlace::Margin(at) | OwnPlace::Here(at) => pt(at),
        };
        let edge = match placed.y {
            OwnPlace::Margin(_) => "top + left",
            OwnPlace::Here(_) => "left",
        };
        self.push(&format!("#place({edge}, dx: {}, dy: {}, ", at(placed.x), at(placed.y)));
        match &placed.content {
            PlacedContent::Picture(picture) => self.own_picture(picture),
            PlacedContent::Box(inner) => self.own_box("block", inner),
            PlacedContent::Line(across, down, line) => {
                let end = format!("({}, {})", pt(*across), pt(*down));
                self.push(&format!("line(end: {end}, stroke: {})", stroke(Some(line))));
            }
        }
        self.push(")\n");
    }

    fn own_picture(&mut self, picture: &OwnPicture) {
        let picture = Picture {
            image: Some(picture.image),
            path: String::new(),
            width: picture.width,
            height: picture.height,
            alt: picture.alt.clone(),
            span: crate::diag::Span::new(crate::diag::SourceId(0), 0, 0),
        };
        self.picture(&picture);
    }

    /// A box in the line (`box`) or by itself (`block`).
    fn own_box(&mut self, kind: &str, inner: &OwnBox) {
        let height = inner.height.map_or_else(|| "auto".to_owned(), pt);
        self.push(&format!(
            "{kind}(width: {}, height: {height}, inset: {}, stroke: {}, fill: {}, align({})[",
            pt(inner.width),
            inset(inner.inset),
            stroke(inner.border.as_ref()),
            fill(inner.fill),
            vertical(inner.vertical)
        ));
        self.own_blocks(&inner.blocks);
        self.push("])");
    }
}

fn vertical(place: Vertical) -> &'static str {
    match place {
        Vertical::Top => "top",
        Vertical::Middle => "horizon",
        Vertical::Bottom => "bottom",
    }
}

fn inset([top, right, bottom, left]: [Length; 4]) -> String {
    format!("(top: {}, right: {}, bottom: {}, left: {})", pt(top), pt(right), pt(bottom), pt(left))
}

fn rgb(color: Rgb) -> String {
    format!("rgb({})", literal(&format!("#{}", crate::style::value::Color(color).hex())))
}

fn fill(color: Option<Rgb>) -> String {
    color.map_or_else(|| "none".to_owned(), rgb)
}

fn stroke(line: Option<&OwnLine>) -> String {
    let Some(line) = line else { return "none".to_owned() };
    let dash = if line.dashed { ", dash: \"dashed\"" } else { "" };
    format!("(thickness: {}, paint: {}{dash})", pt(line.width), rgb(line.color))
}
