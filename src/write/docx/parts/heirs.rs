//! What follows when a reader changes a style in Word: the written styles,
//! changed as Word changes them and resolved along what they are based on.

use std::collections::BTreeSet;

use super::inherit::resolved;
use super::styles;
use crate::diag::SourceId;
use crate::model::Lang;
use crate::ooxml::Element;
use crate::style::{self, PRESETS, Style};
use crate::write::docx::state::names as id;
use crate::write::docx::state::paragraph_styles::ParagraphStyles;
use crate::write::docx::state::scheme::Scheme;

fn written(style: &Style, lang: &Lang) -> Element {
    let looks = ParagraphStyles::new(style);
    styles::write(style, &looks, &Scheme::new(style, None), lang, &BTreeSet::new())
}

fn preset(name: &str) -> Style {
    style::load(SourceId(0), style::preset(name).unwrap()).unwrap()
}

fn style_of<'s>(part: &'s mut Element, id: &str) -> &'s mut Element {
    part.elements_mut().find(|e| e.name == "w:style" && e.attribute("w:styleId") == Some(id)).unwrap()
}

fn size_and_color(part: &Element, id: &str) -> (String, String) {
    let run = resolved(part, id, "w:rPr");
    let value = |name| run.child(name).and_then(Element::value).unwrap_or_default().to_owned();
    (value("w:sz"), value("w:color"))
}

fn name_of(part: &mut Element, id: &str) -> String {
    style_of(part, id).child("w:name").and_then(Element::value).unwrap().to_owned()
}

#[test]
fn a_change_of_normal_reaches_text_and_neither_headings_nor_code() {
    for (name, _) in PRESETS {
        let style = preset(name);
        let before = written(&style, &Lang::chinese());
        let mut after = before.clone();
        style_of(&mut after, id::NORMAL).update("w:rPr", |run| {
            run.push(Element::val("w:sz", "36"));
            run.push(Element::val("w:color", "FF0000"));
        });
        let red = ("36".to_owned(), "FF0000".to_owned());
        for id in [id::NORMAL, id::BODY, id::LIST] {
            assert_eq!(size_and_color(&after, id), red, "{name}: {id}");
        }
        for id in [id::QUOTE, id::ABSTRACT, id::CAPTION, id::TABLE_TEXT, "FootnoteText"] {
            let own = |id| size_and_color(&before, id);
            if after.elements().all(|e| e.attribute("w:styleId") != Some(id)) {
                continue;
            }
            let (old, normal, (size, color)) = (own(id), own(id::NORMAL), size_and_color(&after, id));
            assert!(size == if old.0 == normal.0 { "36" } else { &old.0 }, "{name}: {id} {size}");
            assert!(color == if old.1 == normal.1 { "FF0000" } else { &old.1 }, "{name}: {id} {color}");
        }
        for id in ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6", id::TITLE, id::CODE] {
            assert_eq!(size_and_color(&after, id), size_and_color(&before, id), "{name}: {id}");
        }
    }
}

#[test]
fn a_style_says_again_what_it_was_made_to_say() {
    for (name, _) in PRESETS {
        let style = preset(name);
        let part = written(&style, &Lang::chinese());
        for look in ParagraphStyles::new(&style).all() {
            let text = &look.text;
            let (paragraph, run) = (resolved(&part, look.id, "w:pPr"), resolved(&part, look.id, "w:rPr"));
            let of = |from: &Element, element: &str, attribute: &str| {
                from.child(element).and_then(|e| e.attribute(attribute)).unwrap_or("0").to_owned()
            };
            assert_eq!(of(&run, "w:sz", "w:val"), text.size().half_points().to_string(), "{name}: {}", look.id);
            assert_eq!(of(&run, "w:color", "w:val"), text.color.hex(), "{name}: {}", look.id);
            let fonts = style.fonts_of(&text.font);
            assert_eq!(of(&run, "w:rFonts", "w:eastAsia"), fonts.word_east_asian, "{name}: {}", look.id);
            assert_eq!(run.child("w:b").is_some_and(|b| b.value().is_none()), text.bold, "{name}: {}", look.id);
            assert_eq!(
                of(&paragraph, "w:spacing", "w:before"),
                text.before().twips().to_string(),
                "{name}: {}",
                look.id
            );
            assert_eq!(of(&paragraph, "w:spacing", "w:after"), text.after().twips().to_string(), "{name}: {}", look.id);
            let first = if look.hang.is_some() { 0 } else { text.first_line().twips() };
            assert_eq!(of(&paragraph, "w:ind", "w:firstLine"), first.to_string(), "{name}: {}", look.id);
            let keeps = paragraph.child("w:keepNext").is_some_and(|keep| keep.value().is_none());
            assert_eq!(keeps, look.keep_next, "{name}: {}", look.id);
            for extra in ["w:pBdr", "w:shd", "w:tabs", "w:pageBreakBefore"] {
                let wanted = look.extra.iter().find(|e| e.name == extra);
                assert_eq!(paragraph.child(extra), wanted, "{name}: {} {extra}", look.id);
            }
        }
    }
}

#[test]
fn a_style_like_its_base_says_nothing() {
    let style = preset("report");
    let mut part = written(&style, &Lang::chinese());
    assert!(style_of(&mut part, id::NORMAL).child("w:rPr").is_none_or(|run| run.children.is_empty()));
    assert!(style_of(&mut part, id::LIST).path(&["w:rPr", "w:rFonts"]).is_none());
    assert!(style_of(&mut part, "Heading2").path(&["w:rPr", "w:rFonts"]).is_none());
    assert_eq!(style_of(&mut part, "Heading2").child("w:basedOn").and_then(Element::value), Some(id::HEADINGS));
}

#[test]
fn own_styles_are_named_in_the_language_of_the_document() {
    let style = preset("report");
    let mut chinese = written(&style, &Lang::chinese());
    let mut english = written(&style, &Lang::parse("en").unwrap());
    for (id, zh, en) in [
        (id::TABLE, "三线表", "Three-Line Table"),
        (id::TABLE_TEXT, "表格文字", "Table Text"),
        (id::BODY, "Body Text", "Body Text"),
        ("Heading1", "heading 1", "heading 1"),
        ("Heading1Char", "标题 1 字符", "Heading 1 Char"),
    ] {
        assert_eq!((name_of(&mut chinese, id).as_str(), name_of(&mut english, id).as_str()), (zh, en));
    }
    let mut names: Vec<String> =
        chinese.elements().filter_map(|e| e.child("w:name")?.value().map(str::to_owned)).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "every name stands once");
}

#[test]
fn linked_styles_name_each_other() {
    let mut part = written(&preset("report"), &Lang::chinese());
    for (paragraph, character) in [("Heading1", "Heading1Char"), (id::QUOTE, "QuoteChar"), (id::CAPTION, "CaptionChar")]
    {
        for (from, to) in [(paragraph, character), (character, paragraph)] {
            assert_eq!(style_of(&mut part, from).child("w:link").and_then(Element::value), Some(to));
        }
    }
}
