//! What only an official document has: the red head, lines at places of their own,
//! the titles of attachments, the imprint at the foot of the last page.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::{color, inset, pt, rules};
use super::page::page_ends;
use crate::length::Length;
use crate::model::resolved::{Beside, Block, BlockKind, Heading, Imprint, Masthead, Paragraph, Placed, SignerLine};
use crate::style::Text;
use crate::style::value::{Measure, Size};

/// What marks the end of the text before an imprint, and the imprint.
pub const TEXT_END: &str = "text-end";
/// The label of the imprint.
pub const IMPRINT: &str = "imprint";

impl Writer<'_> {
    pub(super) fn masthead(&mut self, masthead: &Masthead, last: &mut Option<Ends>) {
        let look = &self.style.masthead;
        if masthead.letter {
            return self.letter_head(masthead, last);
        }
        for mark in &masthead.marks {
            self.plain_part(if mark.is_copy { &look.copy } else { &look.mark }, last, &mark.text);
        }
        let size = Size(masthead.size);
        let mut name = Text { before: Measure::Fixed(masthead.above), size, ..look.name.clone() };
        if last.is_none() {
            // Nothing is over it on its page: the room over its signs counts as that of
            // the first line of a text does.
            let room = masthead.above + name.above() - page_ends(self.style).0;
            name.before = Measure::Fixed(room.max(Length::ZERO));
        }
        if masthead.joint.is_empty() {
            self.plain_part(&name, last, &masthead.name);
        } else {
            self.part(&name, last, |writer| writer.joint_names(masthead, &name));
        }
        if masthead.signers.is_empty() {
            if !masthead.number.is_empty() {
                self.plain_part(&look.number, last, &masthead.number);
            }
        } else {
            let signers = Text { before: look.number.before, after: look.number.after, ..look.signers.clone() };
            self.part(&signers, last, |writer| writer.signers(masthead, &signers));
        }
        if look.rule <= Length::ZERO {
            return;
        }
        let has_lines = !masthead.number.is_empty() || !masthead.signers.is_empty();
        let gap = look.gap.length(self.style.body.size());
        self.space(gap);
        self.push(&format!("#line(length: 100%, stroke: {} + {})", pt(look.rule), color(look.color)));
        let after = if has_lines { look.number.after() } else { look.name.after() };
        *last = Some(Ends::around(after));
    }

    /// Several names under each other, as wide as the longest, and what they share
    /// at their right.
    fn joint_names(&mut self, masthead: &Masthead, look: &Text) {
        let signs = masthead.names().map(|name| name.chars().count()).max().unwrap_or_default();
        let width = pt(look.size().scaled(signs as f64));
        let leading = pt(look.pitch() - look.size());
        self.push(&format!(
            "#grid(columns: 2, align: horizon, column-gutter: {}, grid(columns: {width}, row-gutter: {leading}, ",
            pt(look.size().scaled(0.5))
        ));
        for name in masthead.names() {
            let signs: Vec<String> = name.chars().map(|ch| literal(&ch.to_string())).collect();
            self.push(&format!("{}, ", signs.join(" + h(1fr) + ")));
        }
        self.push(&format!("), {})", literal(&masthead.suffix)));
    }

    /// The lines with those who signed, the number in the last of them.
    fn signers(&mut self, masthead: &Masthead, look: &Text) {
        let room = pt(masthead.signers_at - look.indent());
        for (at, SignerLine { label, names }) in masthead.signers.iter().enumerate() {
            let is_last = at + 1 == masthead.signers.len();
            let number = if is_last { masthead.number.as_str() } else { "" };
            let end = if is_last { "" } else { " #linebreak()\n" };
            self.push(&format!(
                "#box(width: {room}, {})#{}#stress({}){end}",
                literal(number),
                literal(label),
                literal(names)
            ));
        }
    }

    /// How a paragraph at a place of its own looks, and how far its lines after the
    /// first hang.
    pub(super) fn placed_look(&self, placed: Placed) -> (Text, Length) {
        let fixed = |length: Length| Measure::Fixed(length.max(Length::ZERO));
        let look = Text {
            before: fixed(placed.before),
            indent: fixed(placed.left.min(placed.first)),
            first_line: fixed(placed.first - placed.left),
            indent_right: fixed(placed.right),
            ..self.style.official_text(placed.part).clone()
        };
        (look, (placed.left - placed.first).max(Length::ZERO))
    }

    pub(super) fn placed(&mut self, placed: Placed, blocks: &[Block]) {
        let (look, hang) = self.placed_look(placed);
        let keeps = |block: &Block| {
            let BlockKind::Paragraph(paragraph) = &block.kind else { return false };
            paragraph.beside.is_some_and(|beside| beside.keep)
        };
        let keep = if blocks.iter().any(keeps) { "sticky: true, " } else { "" };
        self.styled_block(&look, keep, |writer| {
            if hang > Length::ZERO {
                writer.push(&format!("#set par(hanging-indent: {})\n", pt(hang)));
            }
            writer.flow(blocks, &look);
        });
    }

    /// Lines beside each other, each in the middle of its column.
    pub(super) fn beside(&mut self, beside: &Beside, paragraph: &Paragraph) {
        let count = paragraph.lines().count();
        let [left, width, gap, above] = [beside.left, beside.width, beside.gap, beside.above].map(pt);
        self.push(&format!(
            "#align(left, pad(left: {left}, top: {above}, grid(columns: ({width},) * {count}, column-gutter: {gap}, align: center, "
        ));
        for line in paragraph.lines() {
            self.push("[");
            self.inlines(line);
            self.push("], ");
        }
        self.push(")))");
    }

    /// The title of an attachment: a heading in a look of its own.
    pub(super) fn attachment_title(&mut self, heading: &Heading) {
        let look = &self.style.official.attachment_title;
        self.push(&format!(
            "#[#show heading: it => block(width: 100%, sticky: true, inset: {}, {{ {} it.body }})\n#heading(level: 1, [",
            inset(look),
            rules(look)
        ));
        self.in_role(&look.font, |writer| writer.inlines(&heading.content));
        self.push("])");
        self.label(heading.anchor);
        self.push("]");
    }

    /// The imprint at the foot of the last page, which is even where the style says
    /// so: the text may end on an odd one, or leave no room for it.
    pub(super) fn imprint(&mut self, imprint: &Imprint) {
        let style = &self.style.official;
        let look = &style.imprint;
        let outer = format!("{} + {}", pt(style.imprint_rule), color(look.color));
        let inner = format!("{} + {}", pt(style.imprint_inner_rule), color(look.color));
        let rows = imprint.rows();
        self.push(&format!(
            "\n#metadata(none)<{TEXT_END}>\n#let imprint-block = block(width: 100%, breakable: false, {{ {} ",
            rules(look)
        ));
        let (left, right) = (pt(look.indent()), pt(look.indent_right()));
        let hang = pt(style.imprint_hang.length(look.size()));
        let slack = pt((look.pitch() - look.size()).scaled(0.5));
        self.push(&format!("grid(columns: (1fr, auto), inset: (x: 0pt, y: {slack}), grid.hline(stroke: {outer}), "));
        for (at, (text, day)) in rows.iter().enumerate() {
            if at > 0 {
                self.push(&format!("grid.hline(stroke: {inner}), "));
            }
            let (text, day) = (literal(text), literal(day));
            self.push(&match day.as_str() {
                "\"\"" => format!(
                    "grid.cell(colspan: 2, pad(left: {left}, right: {right}, par(hanging-indent: {hang}, {text}))), "
                ),
                _ => format!("pad(left: {left}, {text}), pad(right: {right}, {day}), "),
            });
        }
        self.push(&format!("grid.hline(stroke: {outer})) }})\n"));
        let page = &self.style.page;
        let odd = if style.imprint_even { &format!("calc.odd(locate(<{TEXT_END}>).page())") } else { "false" };
        let again = if style.imprint_even { "pagebreak(); pagebreak()" } else { "pagebreak()" };
        // Its last line lies on the lower edge of the text.
        let (_, below) = page_ends(self.style);
        self.push(&format!(
            "#context {{ let room = {} - locate(<{TEXT_END}>).position().y; \
             if {odd} {{ pagebreak() }} else if room < measure(block(width: {}, imprint-block)).height {{ {again} }} }}\n\
             #v(1fr)\n#pad(bottom: -{}, imprint-block)<{IMPRINT}>\n",
            pt(page.paper.height - page.margin_bottom),
            pt(page.text_width()),
            pt(below)
        ));
    }
}
