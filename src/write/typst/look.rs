//! The style becomes the head of the source: rules for the page and functions
//! that set a passage in one of its looks.

use std::fmt::Write;

use super::escape::literal;
use crate::assets::Fonts;
use crate::length::Length;
use crate::model::Align;
use crate::model::Tracking;
use crate::model::resolved::{Meta, Resolved};
use crate::style::value::{ChineseEmphasis, NoteRestart, Place};
use crate::style::{Fonts as Role, Style, Text};

/// The part of an em that stands above and below the baseline: together one
/// em, so that the leading is the line pitch less the size.
pub(super) const ASCENT: f64 = crate::style::value::ASCENT;
const BOTTOM_EDGE: &str = "-0.12em";
/// The outline that thickens a face without a bold one, in em.
const FAUX_BOLD: &str = "0.0286em";
/// The punctuation that Latin and Chinese share.
const SHARED: &str = "[·–—‘’“”‥…⸺]";

/// Lines that are chosen together leave no single character on the last one, however
/// ragged the line before becomes: for titles, headings and captions.
const TOGETHER: &str = "set par(linebreaks: \"optimized\"); set text(costs: (runt: 2000%));";
/// The same in running text in Chinese, where the line before is spread by no more than
/// an eighth of an em at each character.
const GIVING: &str = "#set text(costs: (runt: 200%))";

/// A length as Typst writes it.
pub(super) fn pt(length: Length) -> String {
    format!("{}pt", (length.pt() * 1000.0).round() / 1000.0)
}

/// A colour as Typst writes it.
pub(super) fn color(color: crate::style::value::Color) -> String {
    format!("rgb(\"#{}\")", color.hex())
}

/// How text stands, as Typst names it; justified text stands at the left.
pub(super) fn align(align: Align) -> &'static str {
    match align {
        Align::Left | Align::Justify => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// The head of the source.
pub(super) fn preamble(doc: &Resolved, style: &Style, fonts: &Fonts) -> String {
    let meta = doc.meta();
    let mut text = String::new();
    for (role, families) in style.fonts.named() {
        let _ = writeln!(text, "#let f-{role} = {}", family_list(style, fonts, families, true));
        let _ = writeln!(text, "#let l-{role} = {}", family_list(style, fonts, families, false));
        let weight = if families.heavy { "bold" } else { "regular" };
        let _ = writeln!(text, "#let w-{role} = {}", literal(weight));
    }
    colors(&mut text, style);
    document(&mut text, meta);
    super::page::functions(&mut text, doc, style);
    super::page::rules(&mut text, style);
    running_text(&mut text, meta, style);
    headings(&mut text, style);
    notes(&mut text, style);
    marks(&mut text, style);
    changes(&mut text, doc.tracking(), style);
    figures(&mut text, style);
    text.push_str(super::code::LONG_LINE);
    text
}

/// The families of a role in the order in which they are tried. For Chinese
/// text the Latin face comes first but leaves the shared punctuation to the
/// Chinese one; a Chinese face with narrow quotation marks leaves them to that
/// of running text.
pub(super) fn family_list(style: &Style, fonts: &Fonts, role: &Role, east_asian: bool) -> String {
    let Role { latin, east_asian: chinese, .. } = role;
    let mut list: Vec<String> = Vec::new();
    let known = |name: &&String| !fonts.missing().contains(*name);
    for name in latin.iter().filter(known) {
        let name = literal(name);
        list.push(if east_asian { format!("(name: {name}, covers: \"latin-in-cjk\")") } else { name });
    }
    if chinese.first().is_some_and(|name| fonts.has_narrow_quotes(name)) {
        let wide = style.fonts.body.east_asian.iter().find(|name| !fonts.has_narrow_quotes(name));
        list.extend(wide.map(|name| format!("(name: {}, covers: regex(\"{SHARED}\"))", literal(name))));
    }
    list.extend(chinese.iter().chain(&style.fonts.fallback).filter(known).map(|name| literal(name)));
    format!("({},)", list.join(", "))
}

fn document(text: &mut String, meta: &Meta) {
    let list = |words: Vec<&str>| words.into_iter().map(|word| literal(word) + ", ").collect::<String>();
    let authors = list(meta.authors.iter().map(|author| author.name.as_str()).collect());
    let keywords = list(meta.keywords.iter().map(String::as_str).collect());
    let date = meta
        .calendar_date
        .map_or("none".to_owned(), |(year, month, day)| format!("datetime(year: {year}, month: {month}, day: {day})"));
    let title = meta.plain_title();
    let title = if title.is_empty() { "none".to_owned() } else { literal(&title) };
    let _ = writeln!(text, "#set document(title: {title}, author: ({authors}), keywords: ({keywords}), date: {date})");
}

fn running_text(text: &mut String, meta: &Meta, style: &Style) {
    let region = meta.lang.region().map_or("none".to_owned(), |region| literal(&region.to_lowercase()));
    let lang = literal(meta.lang.language());
    let _ = writeln!(text, "#set text(lang: {lang}, region: {region}, fallback: false)");
    let _ =
        writeln!(text, "#set text(top-edge: {ASCENT}em, bottom-edge: {BOTTOM_EDGE}, {})", text_arguments(&style.body));
    if meta.lang.is_east_asian() {
        let _ = writeln!(text, "{GIVING}");
    }
    if style.tracking() != Length::ZERO {
        let _ = writeln!(text, "#set text(tracking: {})", pt(style.tracking()));
    }
    let _ = writeln!(text, "#set par({})", par_arguments(&style.body));
    let _ = writeln!(text, "#set align({})", align(style.body.align));
    let _ = writeln!(text, "#set block(spacing: 0pt)");
}

fn headings(text: &mut String, style: &Style) {
    let _ = writeln!(text, "#let together(x) = {{ {TOGETHER} x }}");
    for level in 1..=6 {
        let look = &style.heading(level).text;
        // The body of a heading is no paragraph, so its first line is indented here.
        let first = match look.first_line() {
            Length::ZERO => String::new(),
            indent => format!("h({}); ", pt(indent)),
        };
        let _ = writeln!(
            text,
            "#show heading.where(level: {level}): it => block(width: 100%, sticky: true, inset: {}, {{ {} {TOGETHER} {first}it.body }})",
            inset(look),
            rules(look)
        );
    }
}

fn colors(text: &mut String, style: &Style) {
    let _ = writeln!(text, "#let text-color = {}", color(style.body.color));
    let _ = writeln!(text, "#let link-color = {}", color(style.marks.link));
}

/// What was put in is coloured and underlined; what was taken out is struck out, and no
/// part of the text that is read out or copied.
fn changes(text: &mut String, tracking: &Tracking, style: &Style) {
    if !tracking.is_printed {
        return;
    }
    let [inserted, deleted] = [style.marks.inserted, style.marks.deleted].map(color);
    let _ = writeln!(text, "#let inserted(body) = text(fill: {inserted}, underline(body))");
    let _ = writeln!(text, "#let deleted(body) = pdf.artifact(text(fill: {deleted}, strike(body)))");
}

/// The most notes on one page whose numbers have a sign of their own.
const NOTE_SIGNS: usize = 50;

fn notes(text: &mut String, style: &Style) {
    let notes = &style.notes;
    if notes.restart == NoteRestart::Page {
        let signs: String = (1..=NOTE_SIGNS).map(|n| literal(&notes.format.format(n)) + ",").collect();
        let _ = writeln!(text, "#let note-number(n) = ({signs}).at(n - 1, default: str(n))");
        let _ = writeln!(text, "#set footnote(numbering: note-number)");
    }
    let hang = pt(notes.hang.length(notes.text.size()));
    let _ = writeln!(
        text,
        "#set footnote.entry(separator: line(length: {}%, stroke: {}), indent: 0pt, gap: {})",
        notes.rule * 100.0,
        pt(notes.rule_width),
        pt(notes.text.pitch() - notes.text.size())
    );
    let _ = writeln!(
        text,
        "#show footnote.entry: it => {{ {} set par(hanging-indent: {hang}); show link: set text(fill: text-color); box(width: {hang}, link(it.note.location(), numbering(it.note.numbering, ..counter(footnote).at(it.note.location())))); show link: set text(fill: link-color); it.note.body }}",
        rules(&notes.text)
    );
}

fn marks(text: &mut String, style: &Style) {
    let marks = &style.marks;
    let _ = writeln!(
        text,
        "#set super(typographic: false, size: {0}em)\n#set sub(typographic: false, size: {0}em)",
        marks.script_scale
    );
    let _ = writeln!(text, "#set highlight(fill: {}, top-edge: 0.9em, bottom-edge: -0.15em)", color(marks.highlight));
    let _ = writeln!(text, "#set underline(offset: 0.18em)");
    let _ = writeln!(text, "#show link: set text(fill: link-color)");
    let _ = writeln!(text, "#show raw: set text(font: f-code, size: 1em / 0.8)");
    let _ = writeln!(text, "#let code(x) = text(size: {}em, raw(x))", style.code.inline_scale);
    // The pages are freed of it once they are laid out.
    let _ = writeln!(text, "#let joint = \"\\u{{2060}}\"");
    let _ = writeln!(text, "#let thick(x) = context text(stroke: {FAUX_BOLD} + text.fill, x)");
    let _ = writeln!(
        text,
        "#let dots(x) = {{ show regex(\"[\\p{{Han}}\\p{{Hiragana}}\\p{{Katakana}}\\p{{Hangul}}]\"): c => context box(c + h(-0.57em) + box(width: 0.14em, height: 0pt, move(dy: 0.2em, circle(radius: 0.07em, fill: text.fill))) + h(0.43em)); x }}"
    );
    let emphasis = match marks.chinese_emphasis {
        ChineseEmphasis::Font => "emph(text(font: f-emphasis, style: \"normal\", x))",
        ChineseEmphasis::Dots => "emph(text(style: \"normal\", dots(x)))",
    };
    let _ = writeln!(text, "#let stress(x) = {emphasis}");
    let _ = writeln!(
        text,
        "#let key(x) = box(fill: {}, stroke: 0.4pt + {}, radius: 2pt, inset: (x: 0.25em), outset: (y: 0.1em), text(font: f-code, size: {}em, x))",
        color(marks.keyboard),
        color(marks.keyboard_border),
        style.code.inline_scale
    );
    let _ = writeln!(text, "#show math.equation: set text(font: l-math, tracking: 0pt)");
    let _ = writeln!(text, "#show math.equation.where(block: true): set block(spacing: 0pt)");
}

fn figures(text: &mut String, style: &Style) {
    let figure = &style.figure;
    let _ = writeln!(text, "#set figure(numbering: none, supplement: none)");
    let gap = figure.gap.length(style.body.size());
    let kinds = [
        ("image", gap, &style.figure_caption),
        ("table", style.table.outer_rules().0, &style.table_caption),
        ("raw", style.code.padding + style.code.border_width, &style.code_caption),
    ];
    // The room of a caption's line belongs to it.
    for (kind, gap, caption) in kinds {
        let look = &caption.text;
        let gap = pt(gap
            + match caption.place {
                Place::Above => look.below() + look.after(),
                Place::Below => look.before() + look.above(),
            });
        let _ = writeln!(text, "#show figure.where(kind: {kind}): set figure(gap: {gap})");
    }
    let _ = writeln!(text, "#show figure.caption: it => {{ {TOGETHER} it.body }}");
    let _ = writeln!(text, "#show figure: set block(spacing: 0pt)");
    let _ = writeln!(text, "#show figure.where(kind: table): set block(breakable: true)");
    let _ = writeln!(text, "#show figure.where(kind: raw): set block(breakable: true)");
}

/// The arguments of `text` for a look.
pub(super) fn text_arguments(look: &Text) -> String {
    let weight = if look.bold { "\"bold\"".to_owned() } else { format!("w-{}", look.font) };
    format!("font: f-{}, size: {}, weight: {weight}, fill: {}", look.font, pt(look.size()), color(look.color))
}

/// The arguments of `par` for a look.
pub(super) fn par_arguments(look: &Text) -> String {
    let leading = look.pitch() - look.size();
    let spacing = pt(leading + look.before().max(look.after()));
    let leading = pt(leading);
    format!(
        "leading: {leading}, spacing: {spacing}, justify: {}, first-line-indent: (amount: {}, all: true)",
        look.align == Align::Justify,
        pt(look.first_line())
    )
}

/// The rules that set a passage in a look.
pub(super) fn rules(look: &Text) -> String {
    format!("set text({}); set par({}); set align({});", text_arguments(look), par_arguments(look), align(look.align))
}

/// The indents of a look as the inset of a block.
pub(super) fn inset(look: &Text) -> String {
    format!("(left: {}, right: {})", pt(look.indent()), pt(look.indent_right()))
}
