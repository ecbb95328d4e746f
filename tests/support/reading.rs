//! What `fuzi::word` reads of a Word file, against the resolved model: the text,
//! the numbers of headings, the markers of items, the marks of notes.

use fuzi::word::{Block, Document, Paragraph, PieceKind};
use serde_json::Value;

use super::visible::{self, Visible, lost, squeeze};

/// What differs.
pub fn problems(model: &Value, visible: &Visible, docx: &[u8]) -> Vec<String> {
    let document = match Document::read("a.docx", docx) {
        Ok(document) => document,
        Err(errors) => return vec![format!("the Word file is not read: {errors:?}")],
    };
    let mut problems: Vec<String> = document.problems.iter().map(|problem| problem.message.to_string()).collect();
    let lines = lines(&document.blocks);
    let notes: Vec<_> = document.footnotes.iter().chain(&document.endnotes).collect();
    let notes_text: String = notes.iter().flat_map(|note| self::lines(&note.blocks)).collect();
    problems.extend(lost(&visible.body, &lines.concat(), visible::squeeze));
    problems.extend(lost(&visible.notes, &notes_text, visible::squeeze));
    problems.extend(marks(model, &notes));
    let mut rest = lines.iter();
    for wanted in numbered(model) {
        if !rest.any(|line| begins(line, &wanted)) {
            problems.push(format!("no paragraph begins with “{wanted}”, or not in its place"));
            break;
        }
    }
    problems.iter().map(|problem| format!("the Word file as it is read: {problem}")).collect()
}

fn begins(line: &str, wanted: &str) -> bool {
    squeeze(line).starts_with(wanted)
}

/// The marks of notes that differ; what depends on the page is not known.
fn marks(model: &Value, notes: &[&fuzi::word::Note]) -> Option<String> {
    let wanted: Vec<&str> =
        list(&model["notes"]).iter().map(|note| note["mark"].as_str().unwrap_or_default()).collect();
    let found: Vec<&str> = notes.iter().map(|note| note.mark.as_deref().unwrap_or("?")).collect();
    let same = wanted.len() == found.len() && wanted.iter().zip(&found).all(|(a, b)| a == b || *b == "?");
    (!same).then(|| format!("its notes have the marks {found:?} instead of {wanted:?}"))
}

/// The paragraphs with their numbers, those in boxes and cells in their places.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => line(paragraph, &mut out),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| out.extend(lines(&cell.blocks)));
            }
            Block::SectionBreak(_) => {}
        }
    }
    out
}

fn line(paragraph: &Paragraph, out: &mut Vec<String>) {
    let number = paragraph.number.as_ref().map_or("", |number| &number.text);
    out.push(format!("{number}{}", paragraph.text()).replace('\u{2011}', "-"));
    for piece in &paragraph.pieces {
        if let PieceKind::TextBox(blocks) = &piece.kind {
            out.extend(lines(blocks));
        }
    }
}

/// The beginnings of headings and items with their numbers, in their order.
fn numbered(model: &Value) -> Vec<String> {
    let mut out = Vec::new();
    ["front_sections", "blocks"].into_iter().for_each(|part| of_blocks(&model[part], &mut out));
    out
}

fn of_blocks(blocks: &Value, out: &mut Vec<String>) {
    for block in list(blocks) {
        let Some((name, value)) = block["kind"].as_object().and_then(|kind| kind.iter().next()) else { continue };
        match name.as_str() {
            "heading" => push(&value["number"], &value["content"], out),
            "list" => list(&value["items"]).iter().for_each(|item| of_item(item, out)),
            "container" => of_blocks(&value[1], out),
            "quote" | "alert" | "theorem" => of_blocks(&value["blocks"], out),
            "definitions" => {
                let details = list(value).iter().flat_map(|definition| list(&definition["details"]));
                details.for_each(|blocks| of_blocks(blocks, out));
            }
            _ => {}
        }
    }
}

fn of_item(item: &Value, out: &mut Vec<String>) {
    if let Some(first) = list(&item["blocks"]).first() {
        let paragraph = &first["kind"]["paragraph"];
        if paragraph.is_object() && paragraph["lead"].is_null() && item["task"].is_null() {
            push(&item["marker"], &paragraph["content"], out);
        }
    }
    of_blocks(&item["blocks"], out);
}

/// A number with the runs behind it, up to what is no plain run.
fn push(number: &Value, content: &Value, out: &mut Vec<String>) {
    let there = list(content).iter().filter(|inline| inline["change"] != "deleted");
    let runs = there.map_while(|inline| inline["kind"]["run"]["text"].as_str());
    let text = number.as_str().unwrap_or_default().to_owned() + &runs.collect::<String>();
    let text = squeeze(&text.replace('\u{2011}', "-"));
    if !text.is_empty() {
        out.push(text);
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
