//! The head of a letter (GB/T 9704-2012 §10.1): the name at a distance from the edge
//! of the paper, a double rule under it and one at the foot of the first page, the
//! number beside the marks. What is decided is set; nothing is decided here.

use super::Writer;
use super::escape::literal;
use super::flow::Ends;
use super::look::{color, pt, rules, text_arguments};
use super::page::page_ends;
use crate::length::Length;
use crate::model::resolved::Masthead;
use crate::style::Text;
use crate::style::value::{Measure, Size};

/// The thin line of a double rule and the space beside it: those of Word
/// (ECMA-376-1 §17.18.2, `thickThinSmallGap`).
const THIN: Length = Length::points(0.75);

impl Writer<'_> {
    pub(super) fn letter_head(&mut self, head: &Masthead, last: &mut Option<Ends>) {
        let (look, page) = (&self.style.masthead, &self.style.page);
        let (above, below) = page_ends(self.style);
        let upper = page.margin_top + above;
        let dx = (page.paper.width - look.rule_length).scaled(0.5) - page.margin_left - page.gutter;
        let name = Text { size: Size(head.size), ..look.name.clone() };
        self.push(&format!(
            "#place(top + left, dx: {}, dy: {}, block(width: {}, {{ {} [",
            pt(dx),
            pt(look.top - upper),
            pt(look.rule_length),
            rules(&name)
        ));
        self.in_role(&name.font, |writer| writer.push(&format!("#{}", literal(&head.name))));
        self.push("] }))\n");
        let rule = look.top + head.size + look.gap.length(self.style.body.size());
        let height = self.double_rule("top", dx, rule - upper, [look.rule, THIN]);
        let edge = page.margin_bottom + below;
        if look.foot > Length::ZERO {
            self.double_rule("bottom", dx, edge - look.foot, [THIN, look.rule]);
        }
        let under = rule + height - upper;
        if head.number.is_empty() && head.marks.is_empty() {
            self.push(&format!("#v({})\n", pt(under)));
            *last = Some(Ends::around(Length::ZERO));
            return;
        }
        let first =
            Text { before: Measure::Fixed(under + look.number.before() + look.number.above()), ..look.number.clone() };
        let mut marks = head.marks.iter();
        let beside = marks.next().map(|mark| {
            let look = if mark.is_copy { &look.copy } else { &look.mark };
            format!("#text({}, {})", text_arguments(look), literal(&mark.text))
        });
        self.part(&first, last, |writer| {
            writer.push(&beside.unwrap_or_default());
            writer.push(&format!("#h(1fr)#{}", literal(&head.number)));
        });
        for mark in marks {
            self.plain_part(if mark.is_copy { &look.copy } else { &look.mark }, last, &mark.text);
        }
    }

    /// Two lines with their colour, `dy` from the upper or the lower edge of the
    /// text; gives back how high they are.
    fn double_rule(&mut self, side: &str, dx: Length, dy: Length, widths: [Length; 2]) -> Length {
        let look = &self.style.masthead;
        let line = |width| format!("rect(width: 100%, height: {}, fill: {})", pt(width), color(look.color));
        let [upper, lower] = widths.map(line);
        self.push(&format!(
            "#place({side} + left, dx: {}, dy: {}, pdf.artifact(kind: \"header\", block(width: {}, stack(spacing: {}, {upper}, {lower}))))\n",
            pt(dx),
            pt(dy),
            pt(look.rule_length),
            pt(THIN)
        ));
        widths[0] + widths[1] + THIN
    }
}
