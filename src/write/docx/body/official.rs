//! What only an official document has: the red head, paragraphs at places of
//! their own, the titles of attachments, and the imprint as a table at the foot of
//! the last page (ECMA-376-1 §17.4.57).

use super::block::Place;
use crate::length::Length;
use crate::model::resolved::{
    Beside, Block, BlockKind, Heading, Imprint, Marks, Masthead, OfficialPart, Pages, Paragraph, Placed, SignerLine,
};
use crate::model::{Align, Mark};
use crate::ooxml::Element;
use crate::write::docx::body::inline_context::InlineContext;
use crate::write::docx::properties::{border, justification};
use crate::write::docx::state::names as id;
use crate::write::docx::state::para::{Content, Para};
use crate::write::docx::state::section::{Section, text_section};
use crate::write::docx::state::writer::Writer;
use crate::write::docx::state::zone::Zone;
use crate::write::docx::xml::{grid, run_of, whole_row};

/// The room of the day in the imprint, in its characters: the longest, 2026年12月31日印发,
/// with the spaces that programs put between digits and Chinese and one at each side.
const DAY: f64 = 13.5;

impl Writer<'_> {
    /// The red head: its marks, who issues the document, its number, who signed
    /// it, and the line under them.
    pub(in crate::write::docx) fn masthead(&mut self, head: &Masthead) {
        if head.letter {
            return self.letter_head(head);
        }
        for (at, mark) in head.marks.iter().enumerate() {
            self.begin_part(&format!("masthead_mark_{}", at + 1));
            self.line(if mark.is_copy { id::COPY_NUMBER } else { id::HEAD_MARK }, &mark.text);
        }
        let has_lines = !head.number.is_empty() || !head.signers.is_empty();
        self.begin_part("masthead");
        if head.joint.is_empty() {
            let content = Content::flat(self.name_of_office(head, &head.name));
            let para = Para::new(id::MASTHEAD).before(head.above);
            self.paragraph(if has_lines { para } else { para.extra(self.masthead_rule()) }, content);
        } else {
            self.joint_names(head);
        }
        if head.signers.is_empty() {
            if !head.number.is_empty() {
                self.begin_part("masthead_number");
                let context = self.context(id::MASTHEAD_NUMBER);
                let content = Content::flat(self.text(&head.number, context));
                self.paragraph(Para::new(id::MASTHEAD_NUMBER).extra(self.masthead_rule()), content);
            }
            return;
        }
        for (at, line) in head.signers.iter().enumerate() {
            let is_last = at + 1 == head.signers.len();
            self.begin_part(&format!("masthead_signers_{}", at + 1));
            let content = self.signers(if is_last { &head.number } else { "" }, line);
            let tab = Element::val("w:tab", "left").with("w:pos", head.signers_at.twips().to_string());
            // The line under it is as wide as the text: only the first line is indented.
            let indent = self.style.masthead.signers.indent();
            let mut para = Para::new(id::SIGNERS)
                .placed(Length::ZERO, indent, Length::ZERO)
                .extra(Element::new("w:tabs").holding(tab));
            if at == 0 {
                para = para.before(self.style.masthead.number.before());
            }
            self.paragraph(if is_last { para.extra(self.masthead_rule()) } else { para }, content);
        }
    }

    /// The line as a border of the paragraph over it (ECMA-376-1 §17.3.1.24).
    fn masthead_rule(&self) -> Element {
        let look = &self.style.masthead;
        // A border keeps its distance from the lower edge of the line.
        let gap = look.gap.length(self.style.body.size()) - look.number.below();
        let gap = gap.max(Length::ZERO);
        Element::new("w:pBdr").holding_all(border("w:bottom", look.rule, gap, look.color))
    }

    fn signers(&mut self, number: &str, line: &SignerLine) -> Content {
        let context = self.context(id::SIGNERS);
        let mut nodes = self.text(number, context);
        nodes.push(Element::new("w:r").holding(Element::new("w:tab")).into());
        nodes.extend(self.text(&line.label, context));
        let names = InlineContext { marks: Marks::default().with(Mark::Emphasis), ..context };
        nodes.extend(self.text(&line.names, names));
        Content::flat(nodes)
    }

    /// Several names in the rows of a table, each as wide as the longest, and what
    /// they share in a cell beside all of them.
    fn joint_names(&mut self, head: &Masthead) {
        let size = head.size;
        let widest = head.names().map(|name| name.chars().count()).max().unwrap_or_default();
        let width = |signs: usize| size.scaled(signs as f64 + 0.5);
        let widths = [width(widest), width(head.suffix.chars().count())];
        if head.marks.is_empty() {
            self.paragraph(Para::new(id::SEPARATOR).line(head.above), Content::default());
        } else {
            self.before_table(head.above);
        }
        let properties = Element::new("w:tblPr")
            .holding(Element::new("w:tblW").with("w:w", total(&widths)).with("w:type", "dxa"))
            .holding(Element::val("w:jc", "center"))
            .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
            .holding(no_margins());
        let mut table =
            Element::new("w:tbl").holding(properties).holding(grid(widths.iter().map(|width| width.twips())));
        for (at, name) in head.names().enumerate() {
            let spread = Element::val("w:jc", "distribute");
            let cells = [
                self.official_cell(head, name, widths[0], spread, None),
                self.official_cell(
                    head,
                    if at == 0 { &head.suffix } else { "" },
                    widths[1],
                    justification(crate::model::Align::Right),
                    Some(if at == 0 { "restart" } else { "continue" }),
                ),
            ];
            let whole = whole_row();
            table.push(Element::new("w:tr").holding(whole).holding_all(cells));
        }
        self.other([table]);
        if head.number.is_empty() && head.signers.is_empty() {
            self.paragraph(Para::new(id::SEPARATOR).extra(self.masthead_rule()), Content::default());
        }
    }

    /// A cell with one paragraph; `merge` joins it with those under or over it.
    fn official_cell(
        &mut self,
        head: &Masthead,
        text: &str,
        width: Length,
        place: Element,
        merge: Option<&'static str>,
    ) -> Element {
        let content = Content::flat(self.name_of_office(head, text));
        let content = self.known(content);
        let paragraph = self.compose(Para::new(id::MASTHEAD).extra(place), content);
        let properties = Element::new("w:tcPr")
            .holding(Element::new("w:tcW").with("w:w", width.twips().to_string()).with("w:type", "dxa"))
            .holding_all(merge.map(|merge| Element::val("w:vMerge", merge)))
            .holding(Element::val("w:vAlign", "center"));
        Element::new("w:tc").holding(properties).holding(paragraph)
    }

    /// Paragraphs at a place of their own.
    pub(in crate::write::docx) fn placed(&mut self, placed: Placed, blocks: &[Block], place: Place) {
        let style = match placed.part {
            OfficialPart::Salutation => id::SALUTATION,
            OfficialPart::Attachments => id::ATTACHMENTS,
            OfficialPart::Signature => id::SIGNATURE,
            OfficialPart::Remark => id::REMARK,
            OfficialPart::Attendance => id::ATTENDANCE,
            OfficialPart::AttachmentLabel => id::ATTACHMENT_LABEL,
        };
        for block in blocks {
            let BlockKind::Paragraph(paragraph) = &block.kind else {
                self.block(block, Place { style, ..place });
                continue;
            };
            self.begin(block);
            if let Some(beside) = &paragraph.beside {
                self.beside(beside, paragraph, placed, style);
                continue;
            }
            let para = Para::new(style).before(placed.before).placed(placed.left, placed.first, placed.right);
            self.running_text(paragraph, para, Place { style, ..place });
        }
    }

    /// Lines beside each other: a tab before each leads to the middle of its column.
    /// The space before them is a line of its own, for a seal stands from the upper
    /// edge of its paragraph, which Word and LibreOffice take to be on different
    /// sides of that space.
    fn beside(&mut self, beside: &Beside, paragraph: &Paragraph, placed: Placed, style: &'static str) {
        let room = placed.before + beside.above;
        if room > Length::ZERO {
            let space = Para::new(style).before(Length::ZERO).line(room).keep_next(true);
            self.paragraph(space, Content::default());
        }
        let mut content = Content::flat(self.seals(paragraph));
        let mut tabs = Element::new("w:tabs");
        for (at, line) in paragraph.lines().enumerate() {
            let middle = beside.middle(at).twips().to_string();
            tabs = tabs.holding(Element::val("w:tab", "center").with("w:pos", middle));
            content.nodes.push(run_of(Element::new("w:tab")));
            content.push(self.styled(style, line));
        }
        let zero = Length::ZERO;
        let para = Para::new(style).before(zero).placed(zero, zero, zero).align(Align::Left).keep_next(beside.keep);
        self.paragraph(para.extra(tabs), content);
    }

    /// The title of an attachment: a heading for the outline, in a style of its own.
    pub(in crate::write::docx) fn attachment_title(&mut self, heading: &Heading) {
        let context = self.context(id::ATTACHMENT_TITLE);
        let text = self.inlines(&heading.content, context);
        let content = text.map(|nodes| self.anchored(heading.anchor, nodes));
        self.paragraph(Para::new(id::ATTACHMENT_TITLE), content);
    }

    /// The imprint: a table that floats at the foot of its page. It is anchored to
    /// the empty paragraph behind it, which begins a page where it does in the
    /// PDF; behind an empty one an even one, wherever the text ends in Word.
    pub(in crate::write::docx) fn imprint(&mut self, imprint: &Imprint) {
        let breaks = self.pages.map_or(0, Pages::before_imprint);
        let style = &self.style.official;
        if self.pages.is_some_and(Pages::has_empty_page) {
            self.sections.wanted = Section { zone: Zone::Imprint, ..text_section(self.style) };
            self.separator();
        } else if breaks > 0 {
            // LibreOffice would put it lower in a section that has page numbers.
            self.owe_page();
            self.separator();
        }
        let (look, whole) = (&style.imprint, self.style.page.text_width());
        let rows = imprint.rows();
        let last = rows.len();
        let right = look.size().scaled(DAY).min(whole.scaled(0.5));
        let widths = [whole - right, right];
        let side =
            |name: &'static str, width: i64| Element::new(name).with("w:w", width.to_string()).with("w:type", "dxa");
        let float = Element::new("w:tblpPr")
            .with("w:leftFromText", "0")
            .with("w:rightFromText", "0")
            .with("w:vertAnchor", "margin")
            // LibreOffice lets a table as wide as the text float only so.
            .with("w:horzAnchor", "page")
            .with("w:tblpX", (self.style.page.margin_left + self.style.page.gutter).twips().to_string())
            .with("w:tblpYSpec", "bottom");
        let margins = Element::new("w:tblCellMar").holding(side("w:left", 0)).holding(side("w:right", 0));
        let properties = Element::new("w:tblPr")
            .holding(float)
            .holding(Element::val("w:tblOverlap", "never"))
            .holding(Element::new("w:tblW").with("w:w", total(&widths)).with("w:type", "dxa"))
            .holding(Element::new("w:tblLayout").with("w:type", "fixed"))
            .holding(margins);
        let mut table =
            Element::new("w:tbl").holding(properties).holding(grid(widths.iter().map(|width| width.twips())));
        for (at, (left, day)) in rows.into_iter().enumerate() {
            let rule = |is_outer: bool| if is_outer { style.imprint_rule } else { style.imprint_inner_rule };
            let borders = Element::new("w:tcBorders")
                .holding_all(border("w:top", rule(at == 0), Length::ZERO, look.color))
                .holding_all(border("w:bottom", rule(at + 1 == last), Length::ZERO, look.color));
            let mut row = Element::new("w:tr").holding(whole_row());
            let is_whole = day.is_empty();
            self.begin_part(&format!("imprint_{}", at + 1));
            row.push(self.imprint_cell(left, if is_whole { whole } else { widths[0] }, is_whole, &borders));
            if !is_whole {
                row.push(self.imprint_cell(day, right, false, &borders));
            }
            table.push(row);
        }
        self.before_table(Length::ZERO);
        self.other([table]);
    }

    fn imprint_cell(&mut self, text: &str, width: Length, is_whole: bool, borders: &Element) -> Element {
        let context = self.context(id::IMPRINT);
        let look = &self.style.official.imprint;
        let content = Content::flat(self.text(text, context));
        let content = self.known(content);
        let is_day = !is_whole && width <= self.style.page.text_width().scaled(0.5);
        let para = Para::new(id::IMPRINT);
        let hang = self.style.official.imprint_hang.length(look.size());
        let para = match is_whole {
            true => para.placed(look.indent() + hang, look.indent(), look.indent_right()),
            false => para,
        };
        let para = if is_day { para.align(crate::model::Align::Right) } else { para };
        let paragraph = self.compose(para, content);
        let span = is_whole.then(|| Element::val("w:gridSpan", "2"));
        let properties = Element::new("w:tcPr")
            .holding(Element::new("w:tcW").with("w:w", width.twips().to_string()).with("w:type", "dxa"))
            .holding_all(span)
            .holding(borders.clone())
            .holding(Element::val("w:vAlign", "center"));
        Element::new("w:tc").holding(properties).holding(paragraph)
    }
}

fn total(widths: &[Length]) -> String {
    widths.iter().map(|width| width.twips()).sum::<i64>().to_string()
}

/// Cells without space at their sides.
pub(super) fn no_margins() -> Element {
    let side = |name: &'static str| Element::new(name).with("w:w", "0").with("w:type", "dxa");
    Element::new("w:tblCellMar").holding(side("w:left")).holding(side("w:right"))
}
