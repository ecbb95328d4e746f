//! Every paragraph style with the look that [`Style`] gives it. Writers of
//! blocks ask here for the size and the space of a style; [`super::styles`]
//! writes them out. Nothing is XML yet but the borders, shades and tabs that
//! only some styles carry.

use super::look::{border, fill, leader_tab};
use super::section::text_section;
use crate::length::Length;
use crate::model::{AlertKind, Align};
use crate::ooxml::Element;
use crate::style::value::{Measure, Pitch, Place};
use crate::style::{Caption, Style, Text};
use crate::write::docx::state::names as id;

/// The space between a header and the line under it: that of Word's own
/// borders.
const RULE_GAP: Length = Length::points(1.0);

/// A paragraph style.
#[derive(Debug, Clone)]
pub(in crate::write::docx) struct Look {
    /// The id that paragraphs name.
    pub id: &'static str,
    /// The name that Word knows it by.
    pub name: String,
    /// The style that it is based on; only Normal is based on none.
    pub base: &'static str,
    /// The style that follows it when one types on.
    pub next: &'static str,
    /// Whether it has a size and a colour of its own whatever its base has.
    pub own: bool,
    /// How it looks.
    pub text: Text,
    /// Whether it stays on the page of what follows.
    pub keep_next: bool,
    /// The level in the outline, from 0.
    pub outline: Option<u8>,
    /// Further paragraph properties.
    pub extra: Vec<Element>,
    /// How far the lines after the first are indented, in place of the first.
    pub hang: Option<Length>,
}

impl Look {
    fn new(id: &'static str, name: impl Into<String>, text: &Text) -> Self {
        Self {
            id,
            name: name.into(),
            base: id::NORMAL,
            next: id,
            own: false,
            text: text.clone(),
            keep_next: false,
            outline: None,
            extra: Vec::new(),
            hang: None,
        }
    }

    fn keep(mut self) -> Self {
        self.keep_next = true;
        self
    }

    fn on(mut self, base: &'static str) -> Self {
        self.base = base;
        self
    }

    fn own(mut self) -> Self {
        self.own = true;
        self
    }

    fn next(mut self, next: &'static str) -> Self {
        self.next = next;
        self
    }

    fn extra(mut self, extra: impl IntoIterator<Item = Element>) -> Self {
        self.extra.extend(extra);
        self
    }

    fn around(mut self, before: Length, after: Length) -> Self {
        self.text.before = Measure::Fixed(self.text.before() + before);
        self.text.after = Measure::Fixed(self.text.after() + after);
        self
    }
}

/// The look of all paragraph styles.
#[derive(Debug)]
pub(in crate::write::docx) struct Looks {
    list: Vec<Look>,
}

impl Looks {
    /// The styles that a [`Style`] makes.
    #[must_use]
    pub(in crate::write::docx) fn new(style: &Style) -> Self {
        let mut list = running(style);
        list.extend(passages(style));
        list.extend(headings(style));
        list.extend(titles(style));
        list.extend(captions(style));
        list.extend(boxes(style));
        list.extend(fronts(style));
        list.extend(margins(style));
        Self { list }
    }

    /// All of them, in order.
    #[must_use]
    pub(in crate::write::docx) fn all(&self) -> &[Look] {
        &self.list
    }

    /// The style of an id; Normal for an unknown one.
    #[must_use]
    pub(in crate::write::docx) fn get(&self, id: &str) -> &Look {
        self.list.iter().find(|look| look.id == id).unwrap_or(&self.list[0])
    }
}

/// The sides of a box.
const SIDES: [&str; 4] = ["w:top", "w:left", "w:bottom", "w:right"];

/// The borders of a paragraph (ECMA-376-1 §17.3.1.24).
fn borders(sides: impl IntoIterator<Item = Element>) -> Element {
    Element::new("w:pBdr").holding_all(sides)
}

/// The text without indents: what cells, captions and lists begin from.
fn flush(text: &Text) -> Text {
    Text { first_line: Measure::Characters(0.0), ..text.clone() }
}

/// Running text without indents and spaces: what everything begins from.
fn normal(style: &Style) -> Text {
    let zero = Measure::Fixed(Length::ZERO);
    Text { indent: zero, indent_right: zero, before: zero, after: zero, ..flush(&style.body) }
}

fn running(style: &Style) -> Vec<Look> {
    let body = &style.body;
    let normal = normal(style);
    let around = style.equation.around.length(body.size());
    let column = text_section(style).width(style);
    let equation = Text { align: Align::Center, pitch: Pitch::Multiple(1.0), ..normal.clone() };
    let separator = Text { pitch: Pitch::Exact(Length::points(1.0)), ..normal.clone() };
    let broken = &style.thematic_break;
    let line = border("w:bottom", broken.width, Length::ZERO, broken.color);
    let beside = Measure::Fixed(column.scaled((1.0 - broken.length.clamp(0.0, 1.0)) / 2.0));
    let half = body.pitch().scaled(0.5);
    let rule = Text {
        indent: beside,
        indent_right: beside,
        pitch: Pitch::Exact(half),
        after: Measure::Fixed(half),
        ..normal.clone()
    };
    vec![
        Look::new(id::NORMAL, "Normal", &normal),
        Look::new(id::BODY, "Body Text", body),
        Look::new(id::LIST, "List Paragraph", &normal).on(id::BODY),
        Look::new(id::TERM, "Definition Term", &Text { bold: true, ..normal.clone() })
            .on(id::BODY)
            .keep()
            .next(id::LIST),
        Look::new(id::QUOTE, "Quote", &style.quote.text).on(id::BODY),
        Look::new(id::ATTRIBUTION, "Quote Attribution", &style.quote.attribution).on(id::QUOTE).next(id::BODY),
        Look::new(id::EQUATION, "Equation", &equation).around(around, around).next(id::BODY),
        Look::new(id::RULE, "Thematic Break", &rule).extra([borders(line)]).next(id::BODY),
        Look::new(id::SEPARATOR, "Separator", &separator).next(id::BODY),
    ]
}

/// What stands around the text of a letter, and the list of references.
fn passages(style: &Style) -> Vec<Look> {
    let references = &style.references;
    let hang = references.hang.length(references.text.size());
    let entry = Look::new(id::REFERENCES, "Bibliography", &references.text).on(id::BODY);
    vec![
        Look::new(id::SALUTATION, "Salutation", &style.salutation).on(id::BODY).next(id::BODY),
        Look::new(id::SIGNATURE, "Signature", &style.signature).on(id::BODY),
        Look { hang: Some(hang), ..entry },
    ]
}

/// What the headings have in common, so that one change reaches all of them, and
/// they do not follow running text. The first three levels decide: lower ones
/// often have a font of their own.
fn heading_base(style: &Style) -> Look {
    let texts = || (1..=3).map(|level| &style.heading(level).text);
    let mut text = Text { size: style.body.size, ..normal(style) };
    macro_rules! take_over {
        ($($field:ident)*) => {
            $(if texts().all(|other| other.$field == style.heading1.text.$field) {
                text.$field.clone_from(&style.heading1.text.$field);
            })*
        };
    }
    take_over!(font size pitch bold color align first_line indent indent_right before after);
    Look::new(id::HEADINGS, "Heading Base", &text).own().keep().next(id::BODY).extra([Element::new("w:keepLines")])
}

fn headings(style: &Style) -> Vec<Look> {
    let levels = (1..=6).map(|level| {
        let heading = style.heading(level);
        let page = heading.new_page.then(|| Element::new("w:pageBreakBefore"));
        let look = Look::new(id::heading(level), format!("heading {level}"), &heading.text);
        Look {
            outline: Some(level - 1),
            ..look.on(id::HEADINGS).keep().next(id::BODY).extra([Element::new("w:keepLines")]).extra(page)
        }
    });
    std::iter::once(heading_base(style)).chain(levels).collect()
}

fn titles(style: &Style) -> Vec<Look> {
    let (title, masthead) = (&style.title, &style.masthead);
    let mut list = Vec::new();
    if !masthead.name_field.is_empty() {
        list.push(Look::new(id::MASTHEAD, "Masthead", &masthead.name).next(id::MASTHEAD_NUMBER));
        list.push(Look::new(id::MASTHEAD_NUMBER, "Masthead Number", &masthead.number).next(id::TITLE));
        list.push(Look::new(id::COPY_NUMBER, "Copy Number", &masthead.copy).next(id::HEAD_MARK));
        list.push(Look::new(id::HEAD_MARK, "Masthead Mark", &masthead.mark).next(id::MASTHEAD));
        let signers = Text { after: masthead.number.after, ..masthead.signers.clone() };
        list.push(Look::new(id::SIGNERS, "Masthead Signers", &signers).next(id::TITLE));
    }
    if style.official.on {
        let official = &style.official;
        let title = Look::new(id::ATTACHMENT_TITLE, "Attachment Title", &official.attachment_title);
        list.extend([
            Look::new(id::ATTACHMENTS, "Attachments", &official.attachments).next(id::SIGNATURE),
            Look::new(id::ATTENDANCE, "Attendance", &official.attendance).next(id::SIGNATURE),
            Look::new(id::REMARK, "Remark", &official.remark).next(id::BODY),
            Look::new(id::ATTACHMENT_LABEL, "Attachment Label", &official.attachment_label)
                .keep()
                .next(id::ATTACHMENT_TITLE),
            Look { outline: Some(0), ..title.keep().next(id::BODY) },
            Look::new(id::IMPRINT, "Imprint", &official.imprint),
        ]);
    }
    if !title.kicker.is_empty() {
        list.push(Look::new(id::KICKER, "Kicker", &title.kicker_text).next(id::TITLE));
    }
    list.extend([
        Look::new(id::TITLE, "Title", &title.title).own().next(id::SUBTITLE),
        Look::new(id::SUBTITLE, "Subtitle", &title.subtitle).next(id::AUTHOR),
        Look::new(id::AUTHOR, "Author", &title.author),
        Look::new(id::TITLE_LINE, "Title Line", &title.line),
        Look::new(id::ABSTRACT_TITLE, "Abstract Title", &title.abstract_title).own().keep().next(id::ABSTRACT),
        Look::new(id::ABSTRACT, "Abstract", &title.abstract_text).on(id::BODY),
    ]);
    list
}

fn captions(style: &Style) -> Vec<Look> {
    let figure = &style.figure_caption.text;
    let size = style.body.size();
    let gap = style.figure.gap.length(size);
    let around = style.figure.around.length(size);
    let around_table = style.table.around.length(size);
    let placed = |look: Look, caption: &Caption, outer: Length, inner: Length| match caption.place {
        Place::Above => look.around(outer, inner).keep(),
        Place::Below => look.around(inner, outer),
    };
    let kinds = [
        (id::CAPTION, "caption", &style.figure_caption, around, gap),
        ("TableCaption", "Table Caption", &style.table_caption, around_table, Length::ZERO),
        ("CodeCaption", "Code Caption", &style.code_caption, around_table, style.code.padding),
    ];
    let mut list: Vec<Look> = kinds
        .into_iter()
        .map(|(id, name, caption, outer, inner)| {
            let base = if id == id::CAPTION { id::NORMAL } else { id::CAPTION };
            let look = Look::new(id, name, &caption.text).on(base).next(id::BODY);
            let look = look.extra([Element::new("w:keepLines")]);
            placed(look, caption, outer, inner)
        })
        .collect();
    let picture = Text { pitch: Pitch::Multiple(1.0), align: Align::Center, ..normal(style) };
    let missing = Text { color: style.figure.missing, ..picture.clone() };
    let sides = SIDES.map(|side| border(side, style.code.border_width, style.code.padding, style.figure.missing));
    let zero = Measure::Fixed(Length::ZERO);
    let panel = Text { before: style.figure.gap, after: zero, ..figure.clone() };
    let (before, after) = match style.figure_caption.place {
        Place::Below => (around, Length::ZERO),
        Place::Above => (Length::ZERO, around),
    };
    list.push(Look::new(id::FIGURE, "Figure", &picture).around(before, after));
    let inset = Measure::Fixed(style.code.padding + style.code.border_width);
    let missing = Text { indent: inset, indent_right: inset, ..missing };
    let missing = Look::new(id::MISSING, "Missing Picture", &missing).around(before, after);
    list.push(missing.extra([borders(sides.into_iter().flatten())]));
    list.push(Look::new(id::PANEL_CAPTION, "Subfigure Caption", &panel));
    list.push(Look::new(id::TABLE_TEXT, "Table Text", &flush(&style.table.text)));
    let head = Text { bold: style.table.bold_head || style.table.text.bold, ..flush(&style.table.text) };
    list.push(Look::new(id::TABLE_HEAD, "Table Head", &head).on(id::TABLE_TEXT).keep());
    list
}

fn boxes(style: &Style) -> Vec<Look> {
    let code = &style.code;
    let inset = Measure::Fixed(code.padding + code.border_width);
    let text = Text { indent: inset, indent_right: inset, ..flush(&code.text) };
    // The lines stand in the middle of the box.
    let sides = SIDES.map(|side| {
        let space = match side {
            "w:top" => code.padding - code.text.drop(),
            "w:bottom" => code.padding + code.text.drop(),
            _ => code.padding,
        };
        border(side, code.border_width, space, code.border)
    });
    let around = style.table.around.length(style.body.size());
    let mut list = vec![
        Look::new(id::CODE, "Code Block", &text)
            .extra([borders(sides.into_iter().flatten()), fill(code.fill), Element::toggle("w:wordWrap", false)])
            .around(around, around)
            .own()
            .next(id::BODY),
    ];
    let alert = &style.alert;
    list.push(Look::new(id::ALERT_TEXT, "Alert Text", &alert.text).on(id::BODY));
    let kinds = [
        (AlertKind::Note, "Note", alert.note),
        (AlertKind::Tip, "Tip", alert.tip),
        (AlertKind::Important, "Important", alert.important),
        (AlertKind::Warning, "Warning", alert.warning),
        (AlertKind::Caution, "Caution", alert.caution),
    ];
    for (kind, name, color) in kinds {
        let (title_id, text_id) = id::alert(kind);
        let sides = [
            border("w:top", style.code.border_width, alert.padding - alert.title.drop(), alert.fill),
            border("w:left", alert.rule, alert.padding, color),
            border("w:bottom", style.code.border_width, alert.padding + alert.text.drop(), alert.fill),
        ];
        let extra = [borders(sides.into_iter().flatten()), fill(alert.fill)];
        let inset =
            |text: &Text| Text { indent: Measure::Fixed(text.indent() + alert.padding + alert.rule), ..text.clone() };
        let title = Text { color, ..inset(&alert.title) };
        let look = Look::new(title_id, format!("Alert {name} Title"), &title);
        list.push(look.on(id::ALERT_TEXT).keep().next(text_id).extra(extra.clone()));
        let look = Look::new(text_id, format!("Alert {name}"), &inset(&alert.text));
        list.push(look.on(id::ALERT_TEXT).extra(extra));
    }
    list
}

fn fronts(style: &Style) -> Vec<Look> {
    let contents = &style.contents;
    let tab = leader_tab(contents.leader, style.page.text_width());
    let mut list = vec![Look::new(id::TOC_HEADING, "TOC Heading", &contents.title).own().keep().next(id::NORMAL)];
    let entry = |id, name, text: &Text| {
        let hang = Some(contents.hang.length(text.size()));
        Look { hang, ..Look::new(id, name, &flush(text)) }.extra([tab.clone()]).next(id::NORMAL)
    };
    list.extend((1..=6).map(|level| entry(id::toc(level), format!("toc {level}"), contents.level(level))));
    list.push(entry(id::TABLE_OF_FIGURES, "table of figures".to_owned(), &contents.listed()));
    list
}

fn margins(style: &Style) -> Vec<Look> {
    let notes = &style.notes;
    let hang = notes.hang.length(notes.text.size());
    let number = flush(&style.page_number.text);
    let name = format!("{} text", crate::write::docx::body::notes::name(notes.place));
    let note = Look::new(id::note(notes.place), name, &notes.text);
    let header = &style.header;
    let line = border("w:bottom", header.rule, RULE_GAP, header.text.color);
    vec![
        Look { hang: Some(hang), ..note },
        Look::new(id::HEADER, "header", &flush(&header.text)).extra([borders(line)]),
        Look::new(id::FOOTER, "footer", &number),
    ]
}
