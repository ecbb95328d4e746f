//! The styles of what stands around the text: the title block, the contents, headers,
//! footers and notes.

use super::style::{ParagraphStyle, borders, flush};
use crate::length::Length;
use crate::style::{Style, Text};
use crate::write::docx::properties::{border, leader_tab};
use crate::write::docx::state::names as id;

/// The space between a header and the line under it: that of Word's own
/// borders.
const RULE_GAP: Length = Length::points(1.0);

pub(super) fn titles(style: &Style) -> Vec<ParagraphStyle> {
    let (title, masthead) = (&style.title, &style.masthead);
    let mut list = Vec::new();
    if !masthead.name_field.is_empty() {
        list.push(ParagraphStyle::new(id::MASTHEAD, "Masthead", &masthead.name).next(id::MASTHEAD_NUMBER));
        list.push(ParagraphStyle::new(id::MASTHEAD_NUMBER, "Masthead Number", &masthead.number).next(id::TITLE));
        list.push(ParagraphStyle::new(id::COPY_NUMBER, "Copy Number", &masthead.copy).next(id::HEAD_MARK));
        list.push(ParagraphStyle::new(id::HEAD_MARK, "Masthead Mark", &masthead.mark).next(id::MASTHEAD));
        let signers = Text { after: masthead.number.after, ..masthead.signers.clone() };
        list.push(ParagraphStyle::new(id::SIGNERS, "Masthead Signers", &signers).next(id::TITLE));
    }
    if style.official.on {
        let official = &style.official;
        let title = ParagraphStyle::new(id::ATTACHMENT_TITLE, "Attachment Title", &official.attachment_title);
        list.extend([
            ParagraphStyle::new(id::ATTACHMENTS, "Attachments", &official.attachments).next(id::SIGNATURE),
            ParagraphStyle::new(id::ATTENDANCE, "Attendance", &official.attendance).next(id::SIGNATURE),
            ParagraphStyle::new(id::REMARK, "Remark", &official.remark).next(id::BODY),
            ParagraphStyle::new(id::ATTACHMENT_LABEL, "Attachment Label", &official.attachment_label)
                .keep()
                .next(id::ATTACHMENT_TITLE),
            ParagraphStyle { outline: Some(0), ..title.keep().next(id::BODY) },
            ParagraphStyle::new(id::IMPRINT, "Imprint", &official.imprint),
        ]);
    }
    if !title.kicker.is_empty() {
        list.push(ParagraphStyle::new(id::KICKER, "Kicker", &title.kicker_text).next(id::TITLE));
    }
    if !title.head_fields.is_empty() {
        list.push(ParagraphStyle::new(id::COVER_FIELD, "Cover Field", &title.head_text));
    }
    if !title.school.is_empty() {
        list.push(ParagraphStyle::new(id::SCHOOL, "School", &title.school_text).next(id::KICKER));
    }
    list.extend([
        ParagraphStyle::new(id::TITLE, "Title", &title.title).own().next(id::SUBTITLE),
        ParagraphStyle::new(id::SUBTITLE, "Subtitle", &title.subtitle).next(id::AUTHOR),
        ParagraphStyle::new(id::AUTHOR, "Author", &title.author),
        ParagraphStyle::new(id::TITLE_LINE, "Title Line", &title.line),
        ParagraphStyle::new(id::ABSTRACT_TITLE, "Abstract Title", &title.abstract_title)
            .own()
            .keep()
            .next(id::ABSTRACT),
        ParagraphStyle::new(id::ABSTRACT, "Abstract", &title.abstract_text).on(id::BODY),
    ]);
    list
}

pub(super) fn fronts(style: &Style) -> Vec<ParagraphStyle> {
    let contents = &style.contents;
    let tab = leader_tab(contents.leader, style.page.text_width());
    let mut list =
        vec![ParagraphStyle::new(id::TOC_HEADING, "TOC Heading", &contents.title).own().keep().next(id::NORMAL)];
    let entry = |id, name, text: &Text| {
        let hang = Some(contents.hang.length(text.size()));
        ParagraphStyle { hang, ..ParagraphStyle::new(id, name, &flush(text)) }.extra([tab.clone()]).next(id::NORMAL)
    };
    list.extend((1..=6).map(|level| entry(id::toc(level), format!("toc {level}"), contents.level(level))));
    list.push(entry(id::TABLE_OF_FIGURES, "table of figures".to_owned(), &contents.listed()));
    list
}

pub(super) fn margins(style: &Style) -> Vec<ParagraphStyle> {
    let notes = &style.notes;
    let hang = notes.hang.length(notes.text.size());
    let number = flush(&style.page_number.text);
    let name = format!("{} text", id::note_name(notes.place));
    let note = ParagraphStyle::new(id::note(notes.place), name, &notes.text);
    let header = &style.header;
    let line = border("w:bottom", header.rule, RULE_GAP, header.text.color);
    vec![
        ParagraphStyle { hang: Some(hang), ..note },
        ParagraphStyle::new(id::HEADER, "header", &flush(&header.text)).extra([borders(line)]),
        ParagraphStyle::new(id::FOOTER, "footer", &number),
    ]
}
