//! The style of the page becomes rules: paper, margins, header and footer of the
//! cover, of the pages before the text, and of the text.

use std::fmt::Write as _;

use super::escape::literal;
use super::look::{align, color, pt, rules as look_rules, text_arguments};
use super::{IMPRINT, TEXT_END};
use crate::length::Length;
use crate::model::resolved::Resolved;
use crate::style::numbering::Counter;
use crate::style::value::{FirstPages, LineNumbers, NoteRestart, PagePattern, PagePiece, page_pieces};
use crate::style::{HeaderPart, Style};

/// The space between a header and the line under it, as Word's paragraph border
/// has it by default.
const RULE_GAP: Length = Length::points(1.0);

/// Goes on on a right-hand page; one that stays empty has neither header nor number.
pub(super) const TO_RIGHT: &str =
    "#{ set page(header: none, footer: none, background: none); pagebreak(to: \"odd\", weak: true) }\n";

/// What marks a first page, in front of what stands on it; nothing where first pages
/// are as the others.
pub(super) fn first_page(style: &Style, is_chapter: bool) -> &'static str {
    match (style.header.first_pages, is_chapter) {
        (FirstPages::Text, false) | (FirstPages::Chapter, _) => "#[#metadata(none)<first-page>]\n",
        (FirstPages::None, _) | (FirstPages::Text, true) => "",
    }
}

/// Functions that headers and footers call.
pub(super) fn functions(text: &mut String, doc: &Resolved, style: &Style) {
    let meta = doc.meta();
    let _ = writeln!(text, "#let doc-title = {}", literal(&meta.plain_title()));
    // As a STYLEREF field does: the first on the page, else the last before it.
    let _ = writeln!(
        text,
        "#let running(level) = {{ let here-page = here().page(); let all = query(heading.where(level: level)); \
         let on = all.filter(it => it.location().page() == here-page); \
         let before = all.filter(it => it.location().page() < here-page); \
         if on.len() > 0 {{ on.first().body }} else if before.len() > 0 {{ before.last().body }} }}\n\
         #let chapter() = running(1)\n#let section() = running(2)"
    );
    let _ = writeln!(text, "#let last-page() = counter(page).final().first()");
    let header = &style.header;
    let slack = (header.text.pitch() - header.text.size()).scaled(0.5);
    let stroke = if header.rule > Length::ZERO { pt(header.rule) } else { "none".to_owned() };
    let _ = writeln!(
        text,
        "#let page-head(x) = place(top, dy: {}, block(width: 100%, stroke: (bottom: {stroke}), inset: (top: {}, bottom: {}), {{ {} x }}))",
        pt(style.page.header_distance),
        pt(slack),
        pt(slack + RULE_GAP),
        look_rules(&header.text),
    );
    if header.has_logo() {
        // The line is as high as the logo.
        let _ = writeln!(
            text,
            "#let logo-head(x) = place(top, dy: {}, block(width: 100%, stroke: (bottom: {stroke}), inset: (bottom: {}), {{ {} x }}))",
            pt(style.page.header_distance),
            pt(RULE_GAP),
            look_rules(&header.text),
        );
    }
    let number = &style.page_number;
    let place = if number.outside {
        let edge = pt(number.text.indent());
        format!(
            // A dash would hang over the edge.
            "set text(overhang: false); let odd = calc.odd(counter(page).get().first()); place(if odd {{ bottom + right }} else {{ bottom + left }}, dx: if odd {{ -{edge} }} else {{ {edge} }}, "
        )
    } else {
        format!("place(bottom + {}, ", align(number.text.align))
    };
    let is_first = match style.header.first_pages {
        FirstPages::None if meta.cover => "here().page() == 1".to_owned(),
        FirstPages::None if !doc.own_pages().front.is_empty() => {
            format!("here().page() == query(<{}>).last().location().page() + 1", super::OWN_PAGES_END)
        }
        FirstPages::None => format!("here().page() == {}", meta.pages_before.len() + 1),
        FirstPages::Text | FirstPages::Chapter => {
            "query(<first-page>).any(it => it.location().page() == here().page())".to_owned()
        }
    };
    if style.has_first_page() {
        let _ = writeln!(text, "#let is-first() = {is_first}");
    }
    // Where an empty page stands before that of the imprint, neither has a number
    // (GB/T 9704-2012 §7.5).
    let (shown, end) = match doc.imprint() {
        Some(_) if style.official.imprint_even => (
            format!(
                "let (end, at) = (locate(<{TEXT_END}>).page(), locate(<{IMPRINT}>).page()); if at < end + 2 or here().page() <= end {{ {place}"
            ),
            " }",
        ),
        _ => (place, ""),
    };
    let _ = writeln!(
        text,
        "#let page-foot(before, sign, after) = context {{ {shown}dy: -{}, text({}, before() + counter(page).display(sign) + after())){end} }}",
        pt(style.page.footer_distance),
        text_arguments(&number.text),
    );
}

/// What Word leaves above the letters of the first line of a page and below
/// those of the last one: there Typst has no leading.
pub(super) fn page_ends(style: &Style) -> (Length, Length) {
    (style.body.above().max(Length::ZERO), style.body.below().max(Length::ZERO))
}

/// The rules for the pages of the text, in force from the start.
pub(super) fn rules(text: &mut String, style: &Style) {
    let page = &style.page;
    let (above, below) = page_ends(style);
    let _ = writeln!(
        text,
        "#set page(width: {}, height: {}, margin: (top: {}, bottom: {}, left: {}, right: {}), header-ascent: 0pt, footer-descent: 0pt, {})",
        pt(page.paper.width),
        pt(page.paper.height),
        pt(page.margin_top + above),
        pt(page.margin_bottom + below),
        pt(page.margin_left + page.gutter),
        pt(page.margin_right),
        body(style),
    );
    if !page.watermark.is_empty() {
        let _ = writeln!(
            text,
            "#set page(background: rotate(-45deg, box(width: {}, text(font: f-heading, size: {}, fill: {}, {}))))",
            pt(page.watermark_width().scaled(1.1)),
            pt(page.watermark_size()),
            color(page.watermark_color),
            literal(&page.watermark)
        );
    }
}

/// The numbers of the lines of the text; those of tables and pictures are not
/// counted, as Word does not.
pub(super) fn line_numbers(style: &Style) -> String {
    let scope = match style.page.line_numbers {
        LineNumbers::None => return String::new(),
        LineNumbers::Page => "page",
        LineNumbers::Document => "document",
    };
    format!(
        "#set par.line(numbering: \"1\", numbering-scope: {})\n\
         #show figure: set par.line(numbering: none)\n#show table: set par.line(numbering: none)\n\
         #show footnote.entry: set par.line(numbering: none)\n",
        literal(scope)
    )
}

/// Header and footer of the text, as arguments of `page`.
pub(super) fn body(style: &Style) -> String {
    let header = &style.header;
    arguments(style, (&header.odd, header.even()), style.page_number.body(), false)
}

/// Header and footer of the pages before the text.
pub(super) fn front(style: &Style) -> String {
    let number = style.page_number.front().or_else(|| style.page_number.body());
    arguments(style, (&style.header.front, &style.header.front), number, true)
}

/// Neither header nor footer, as arguments of `page`.
pub(super) fn bare(style: &Style) -> String {
    arguments(style, ("", ""), None, true)
}

/// What stands before or behind a page number.
fn around(text: &str) -> String {
    let piece = |piece: PagePiece<'_>| match piece {
        PagePiece::Text(text) => literal(text),
        PagePiece::Pages => "str(last-page())".to_owned(),
    };
    let pieces: Vec<String> = page_pieces(text).into_iter().map(piece).collect();
    format!("() => {}", if pieces.is_empty() { "none".to_owned() } else { pieces.join(" + ") })
}

fn arguments(style: &Style, (odd, even): (&str, &str), number: Option<PagePattern>, in_front: bool) -> String {
    let footer = number.map_or("none".to_owned(), |PagePattern { before, counter, after }| {
        let sign = literal(&counter.sign().to_string());
        let foot = format!("page-foot({}, {sign}, {})", around(&before), around(&after));
        let is_marked = style.header.first_pages != FirstPages::None && in_front;
        if style.page_number.first || is_marked { foot } else { format!("context if not is-first() {{ {foot} }}") }
    });
    let counter = style.page_number.counter(in_front);
    let first = Some(style.header.first.as_str()).filter(|_| style.header.first_pages != FirstPages::None && !in_front);
    format!("header: {}, footer: {footer}", header(style, (first, odd, even), counter))
}

/// The header; where notes count by the page, it also begins their count, as it
/// is the first thing of every page.
fn header(style: &Style, (first, odd, even): (Option<&str>, &str, &str), counter: Counter) -> String {
    let restart = match style.notes.restart {
        NoteRestart::Page => "counter(footnote).update(0); ",
        NoteRestart::Document | NoteRestart::Chapter => "",
    };
    if odd.is_empty() && even.is_empty() && first.unwrap_or_default().is_empty() {
        return if restart.is_empty() { "none".to_owned() } else { format!("{{ {restart} }}") };
    }
    let shown = |pattern: &str| if pattern.is_empty() { "none".to_owned() } else { head(pattern, counter) };
    let first = first.map_or(String::new(), |first| format!("if is-first() {{ {} }} else ", shown(first)));
    if odd != even {
        let odd_page = "calc.odd(counter(page).get().first())";
        format!("{{ {restart}context {first}if {odd_page} {{ {} }} else {{ {} }} }}", shown(odd), shown(even))
    } else if first.is_empty() {
        format!("{{ {restart}context {} }}", shown(odd))
    } else {
        format!("{{ {restart}context {first}{{ {} }} }}", shown(odd))
    }
}

/// A header with its placeholders filled.
fn head(pattern: &str, counter: Counter) -> String {
    let filled = |part: HeaderPart<'_>| match part {
        HeaderPart::Text(text) => literal(text),
        HeaderPart::Title => "doc-title".to_owned(),
        HeaderPart::Chapter => "chapter()".to_owned(),
        HeaderPart::Section => "section()".to_owned(),
        HeaderPart::Page => format!("counter(page).display({})", literal(&counter.sign().to_string())),
        HeaderPart::Pages => "str(last-page())".to_owned(),
        HeaderPart::Logo => "page-logo()".to_owned(),
    };
    let head = if HeaderPart::has_logo(pattern) { "logo-head" } else { "page-head" };
    format!("{head}({})", HeaderPart::of(pattern).into_iter().map(filled).collect::<Vec<_>>().join(" + "))
}
