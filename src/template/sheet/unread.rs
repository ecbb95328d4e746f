//! What of a Word file a sheet cannot say, or the file itself does not say: a
//! line each, in the terms of the sheet, with what to write there.

use std::collections::BTreeSet;

use super::Sheet;
use crate::ooxml::Element;
use crate::template::found::Part;
use crate::template::numbering::counter;
use crate::template::pages::sections_of;
use crate::template::properties::is_on;
use crate::template::text::{self, Paragraph, Place};
use crate::template::{Kind, Look, Unread, names, usage};

/// The levels of headings that a school's rules speak of.
const HEADINGS: [Part; 4] = [Part::Heading1, Part::Heading2, Part::Heading3, Part::Heading4];

impl Sheet<'_> {
    /// All that is not understood beside single values.
    pub(super) fn not_understood(&mut self, found: &[(Part, String, Look)]) {
        let template = self.template;
        let paragraphs = text::paragraphs(&template.text, &template.styles);
        self.missing_headings(found);
        self.missing(found);
        self.unknown_captions(&paragraphs);
        self.list_formats(&paragraphs);
        self.table_formats();
        self.other_sections();
    }

    fn tell(&mut self, chinese: String, english: String) {
        self.unread.push(Unread::new(chinese, english));
    }

    /// Which levels of headings have no style.
    fn missing_headings(&mut self, found: &[(Part, String, Look)]) {
        let lacks = |part: &&Part| !found.iter().any(|(known, ..)| known == *part);
        let levels: Vec<usize> = HEADINGS.iter().filter(lacks).filter_map(|part| part.level()).collect();
        if levels.is_empty() {
            return;
        }
        let list = |sign: &str| levels.iter().map(ToString::to_string).collect::<Vec<_>>().join(sign);
        let tables: Vec<String> = levels.iter().map(|level| format!("[heading{level}.text]")).collect();
        let base = self.base_name;
        self.tell(
            format!(
                "标题 {} 没有样式：外观取自 {base}；要改就在 {} 里写 font、size、align",
                list("、"),
                tables.join("、")
            ),
            format!(
                "headings of level {} have no style: they look as in {base}; write font, size and align under {}",
                list(", "),
                tables.join(", ")
            ),
        );
    }

    /// Which other expected styles the file lacks.
    fn missing(&mut self, found: &[(Part, String, Look)]) {
        let template = self.template;
        let lacks = |part: &&Part| part.is_expected() && !found.iter().any(|(known, ..)| known == *part);
        let parts: Vec<&Part> = Part::ALL
            .iter()
            .filter(lacks)
            .filter(|part| part.level().is_none())
            .filter(|part| !matches!(part, Part::Header | Part::PageNumber) || template.references().is_empty())
            .collect();
        if parts.is_empty() {
            return;
        }
        let english: Vec<String> = parts.iter().map(|part| format!("“{}” ([{}])", part.style(), part.path())).collect();
        let chinese: Vec<String> = parts
            .iter()
            .map(|part| {
                let name = names::chinese(part.style()).unwrap_or_else(|| part.style().to_owned());
                format!("{name} [{}]", part.path())
            })
            .collect();
        let base = self.base_name;
        self.tell(
            format!("模板没有这些样式：{}；外观取自 {base}，要改就写方括号里的表", chinese.join("、")),
            format!(
                "the file does not have the styles {}: they look as in {base}; write the tables in brackets to change them",
                english.join(", ")
            ),
        );
    }

    /// Whether the text shows no caption, and on which side of figures and tables
    /// they stand if not on the usual one.
    fn unknown_captions(&mut self, paragraphs: &[Paragraph<'_>]) {
        if usage::captions(paragraphs).is_some() {
            return;
        }
        let base = self.base_name;
        self.tell(
            format!(
                "正文里没有“图 1”“表 1”这样的题注：位置和编号取自 {base}；要改就写 [figure-caption]、[table-caption] 的 \
                 place、separator 和 [count] 的 scope"
            ),
            format!(
                "the text has no captions such as “图 1”: their place and numbers are as in {base}; write place and \
                 separator under [figure-caption] and [table-caption], and scope under [count]"
            ),
        );
    }

    /// The formats of lists of the text that no list of fuzi's has.
    fn list_formats(&mut self, paragraphs: &[Paragraph<'_>]) {
        let Some(part) = self.template.numbering_part() else { return };
        let lists = crate::template::numbering::Lists::read(part);
        let styles = &self.template.styles;
        let headings: Vec<&str> =
            (1..=6).filter_map(|level| self.template.style(&format!("heading {level}"), Kind::Paragraph)).collect();
        let mut formats = BTreeSet::new();
        for paragraph in paragraphs.iter().filter(|p| p.place == Place::Text && !headings.contains(&p.style.as_str())) {
            let mut all = styles.resolved(&paragraph.style);
            all.overlay(&paragraph.own());
            let Some((list, at)) = all.numbering() else { continue };
            let Some(level) = lists.level(list, at, &paragraph.style) else { continue };
            let value = |name: &str| level.element.child(name).and_then(Element::value).unwrap_or_default();
            let (format, text) = (value("w:numFmt"), value("w:lvlText").trim());
            // [1] counts the entries of references.
            let is_reference = text.starts_with(['[', '［']);
            let is_plain = matches!(format, "bullet" | "none" | "") || text.is_empty() || is_reference;
            // What fuzi prints behind the number of an item is a point or a bracket.
            let signs: String = text.chars().filter(|ch| !ch.is_ascii_digit() && *ch != '%').collect();
            let is_usual = matches!(signs.as_str(), "." | "" | ")" | "．");
            if !is_plain && (counter(format).is_none() || !is_usual) {
                formats.insert(format!("{text} ({format})"));
            }
        }
        if !formats.is_empty() {
            let formats: Vec<String> = formats.into_iter().collect();
            self.tell(
                format!("列表的编号 {}：列表照 [list] 的 numbers 编号；要改就写 numbers", formats.join("、")),
                format!(
                    "numbers of lists {}: lists count as numbers under [list] says; write it to change that",
                    formats.join(", ")
                ),
            );
        }
    }

    /// What styles of tables say of some of their cells only, beside the first row.
    fn table_formats(&mut self) {
        let styles = &self.template.styles;
        let used: BTreeSet<&str> = self
            .template
            .text
            .descendants()
            .into_iter()
            .filter(|element| element.name == "w:tblStyle")
            .filter_map(Element::value)
            .collect();
        let entries = used.iter().flat_map(|id| styles.chain(id));
        let kinds = entries.flat_map(|entry| entry.element.elements());
        let kinds: BTreeSet<&str> = kinds
            .filter(|e| e.name == "w:tblStylePr" && e.elements().any(|own| !own.children.is_empty()))
            .filter_map(|e| e.attribute("w:type"))
            .filter(|kind| *kind != "firstRow" && *kind != "wholeTable")
            .collect();
        if kinds.is_empty() {
            return;
        }
        let list = |chinese: bool| {
            let shown: Vec<&str> = kinds.iter().map(|kind| kind_of_cells(kind, chinese)).collect();
            shown.join(if chinese { "、" } else { ", " })
        };
        self.tell(
            format!("表格样式中{}的格式：fuzi 的表格只有表头和三道线；见 [table] 的 rules、bold-head", list(true)),
            format!(
                "what styles of tables say of {}: tables have a head and rules only; see rules and bold-head under [table]",
                list(false)
            ),
        );
    }

    /// What other sections have that the one with the text has not.
    fn other_sections(&mut self) {
        let template = self.template;
        let all = sections_of(&template.text);
        let own = template.uses.section.min(all.len().saturating_sub(1));
        let own_columns = columns(template.section());
        let others = || all.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, section)| *section);
        let more: BTreeSet<u32> = others().map(columns).filter(|count| *count > 1 && *count != own_columns).collect();
        if let Some(count) = more.last() {
            self.tell(
                format!("另有一节分 {count} 栏：全文按正文一节的 {own_columns} 栏排；要改就写 [page] 的 columns"),
                format!(
                    "another section has {count} columns: all text gets the {own_columns} of the section with the text; \
                     write columns under [page]"
                ),
            );
        }
        let turned = others().any(|section| {
            let size = section.child("w:pgSz");
            size.and_then(|size| size.attribute("w:orient")) == Some("landscape")
        });
        if turned && !template.section.sizes().is_landscape {
            self.tell(
                "另有一节纸张横放：宽表自己横放，见 [table] 的 wide".to_owned(),
                "another section has its paper lying: wide tables lie by themselves, see wide under [table]".to_owned(),
            );
        }
        let front = &all[..own.min(all.len())];
        let has_even = template.settings_part().and_then(|part| part.child("w:evenAndOddHeaders"));
        let has_even = has_even.is_some_and(|e| e.value().is_none_or(is_on));
        let refers = |kind: &str| {
            let is = |e: &Element| e.name.ends_with("erReference") && e.attribute("w:type") == Some(kind);
            front.iter().any(|section| section.elements().any(is))
        };
        if !front.is_empty() && has_even && refers("even") {
            self.tell(
                "正文之前各节的偶数页页眉页脚：摘要和目录各页都用 [header] 的 front".to_owned(),
                "the headers of even pages before the chapters: abstract and contents have that of front under [header]"
                    .to_owned(),
            );
        }
        let has_first =
            front.iter().any(|section| section.child("w:titlePg").is_some_and(|e| e.value().is_none_or(is_on)));
        if has_first && refers("first") {
            self.tell(
                "正文之前各节首页不同的页眉页脚：摘要和目录各页相同；要去掉就写 [header] 的 first-pages".to_owned(),
                "the other headers of first pages before the chapters: those of abstract and contents are alike; see \
                 first-pages under [header]"
                    .to_owned(),
            );
        }
    }
}

fn columns(section: &Element) -> u32 {
    let count = section.child("w:cols").and_then(|cols| cols.attribute("w:num"));
    count.and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// The cells that a format is for (ECMA-376-1 §17.18.89).
fn kind_of_cells(kind: &str, chinese: bool) -> &str {
    let (zh, en) = match kind {
        "lastRow" => ("末行", "the last row"),
        "firstCol" => ("首列", "the first column"),
        "lastCol" => ("末列", "the last column"),
        "band1Horz" | "band2Horz" => ("隔行", "bands of rows"),
        "band1Vert" | "band2Vert" => ("隔列", "bands of columns"),
        "neCell" | "nwCell" | "seCell" | "swCell" => ("角上单元格", "cells in the corners"),
        other => (other, other),
    };
    if chinese { zh } else { en }
}
