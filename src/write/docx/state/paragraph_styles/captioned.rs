//! The styles of captions and what they belong to, and of the boxes of code and alerts.

use super::style::{ParagraphStyle, SIDES, borders, flush, normal};
use crate::length::Length;
use crate::model::{AlertKind, Align};
use crate::ooxml::Element;
use crate::style::value::{Measure, Pitch, Place};
use crate::style::{Caption, Style, Text};
use crate::write::docx::properties::{border, fill};
use crate::write::docx::state::names as id;

pub(super) fn captions(style: &Style) -> Vec<ParagraphStyle> {
    let figure = &style.figure_caption.text;
    let size = style.body.size();
    let gap = style.figure.gap.length(size);
    let around = style.figure.around.length(size);
    let around_table = style.table.around.length(size);
    let placed = |look: ParagraphStyle, caption: &Caption, outer: Length, inner: Length| match caption.place {
        Place::Above => look.around(outer, inner).keep(),
        Place::Below => look.around(inner, outer),
    };
    let kinds = [
        (id::CAPTION, "caption", &style.figure_caption, around, gap),
        ("TableCaption", "Table Caption", &style.table_caption, around_table, Length::ZERO),
        ("CodeCaption", "Code Caption", &style.code_caption, around_table, style.code.padding),
    ];
    let mut list: Vec<ParagraphStyle> = kinds
        .into_iter()
        .map(|(id, name, caption, outer, inner)| {
            let base = if id == id::CAPTION { id::NORMAL } else { id::CAPTION };
            let look = ParagraphStyle::new(id, name, &caption.text).on(base).next(id::BODY);
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
    list.push(ParagraphStyle::new(id::FIGURE, "Figure", &picture).around(before, after));
    let inset = Measure::Fixed(style.code.padding + style.code.border_width);
    let missing = Text { indent: inset, indent_right: inset, ..missing };
    let missing = ParagraphStyle::new(id::MISSING, "Missing Picture", &missing).around(before, after);
    list.push(missing.extra([borders(sides.into_iter().flatten())]));
    list.push(ParagraphStyle::new(id::PANEL_CAPTION, "Subfigure Caption", &panel));
    list.push(ParagraphStyle::new(id::TABLE_TEXT, "Table Text", &flush(&style.table.text)));
    let head = Text { bold: style.table.bold_head || style.table.text.bold, ..flush(&style.table.text) };
    list.push(ParagraphStyle::new(id::TABLE_HEAD, "Table Head", &head).on(id::TABLE_TEXT).keep());
    list
}

pub(super) fn boxes(style: &Style) -> Vec<ParagraphStyle> {
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
        ParagraphStyle::new(id::CODE, "Code Block", &text)
            .extra([borders(sides.into_iter().flatten()), fill(code.fill), Element::toggle("w:wordWrap", false)])
            .around(around, around)
            .own()
            .next(id::BODY),
    ];
    let alert = &style.alert;
    list.push(ParagraphStyle::new(id::ALERT_TEXT, "Alert Text", &alert.text).on(id::BODY));
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
        let look = ParagraphStyle::new(title_id, format!("Alert {name} Title"), &title);
        list.push(look.on(id::ALERT_TEXT).keep().next(text_id).extra(extra.clone()));
        let look = ParagraphStyle::new(text_id, format!("Alert {name}"), &inset(&alert.text));
        list.push(look.on(id::ALERT_TEXT).extra(extra));
    }
    list
}
