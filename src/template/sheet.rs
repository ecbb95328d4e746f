//! What was found in a Word file becomes a style sheet: only the fields that
//! were found, in the words of Chinese typography, with remarks on what was not.

use std::fmt::Write as _;

use super::found::{self, Part};
use super::margins::Margins;
use super::roles::Roles;
use super::{Kind, Look, Template, Unread, names, usage};
use crate::diag::{Code, Diagnostic, SourceId};
use crate::length::Length;
use crate::style::numbering::Pattern;
use crate::style::value::{CaptionScope, Measure, Paper, Rules};
use crate::style::{self, Style, terms};

/// A sheet that was made from a Word file.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The text of the sheet.
    pub text: String,
    /// What could not be read or told, as warnings.
    pub warnings: Vec<Diagnostic>,
}

/// The preset that the sheet builds on.
const BASE: &str = "report";

/// A pattern of numbers as a sheet writes it.
#[must_use]
pub(super) fn pattern(pattern: &Pattern) -> String {
    terms::pattern(pattern)
}

/// The sheet while it is written.
struct Sheet {
    out: String,
    unread: Vec<Unread>,
}

/// Writes the sheet of a template.
pub(super) fn write(template: &Template, name: &str, path: Option<&str>) -> Imported {
    let margins = template.margins();
    let mut sheet = Sheet { out: String::new(), unread: Vec::new() };
    let found = template.looks();
    let mut looks: Vec<(Part, Look)> = found.iter().map(|(part, _, look)| (*part, look.clone())).collect();
    for (part, look) in [(Part::Header, &margins.header), (Part::PageNumber, &margins.number)] {
        if let Some(look) = look {
            looks.retain(|(known, _)| *known != part);
            looks.push((part, look.clone()));
        }
    }
    let roles = Roles::new(&looks, &mut sheet.unread);
    if let Some(base) = base() {
        sheet.page(template, &base);
        sheet.fonts(&roles);
        for part in Part::ALL {
            let Some((_, look)) = looks.iter().find(|(known, _)| known == part) else { continue };
            let style = found.iter().find(|(known, ..)| known == part).map_or("", |(_, id, _)| template.style_name(id));
            sheet.part(template, *part, look, style, &roles, &base, &margins);
        }
        sheet.tables(template);
        sheet.captions(template);
        // What has no look may still have words.
        let has = |part: Part| looks.iter().any(|(known, _)| *known == part);
        if !has(Part::Header) {
            sheet.header(&margins);
        }
        if !has(Part::PageNumber) {
            sheet.page_number(&margins);
        }
    }
    sheet.missing(&found, template);
    sheet.unread.extend(margins.unread);
    if let Some(path) = path {
        let _ = writeln!(
            sheet.out,
            "\n# Word 版从这个模板自己的样式、编号、页眉页脚开始。\n[docx]\ntemplate = {}",
            quoted(path)
        );
    }
    sheet.finish(name)
}

/// The style that the sheet builds on; presets have no mistakes.
fn base() -> Option<Style> {
    style::load(SourceId(0), style::preset(BASE)?).ok()
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            sign if sign.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(sign));
            }
            sign => out.push(sign),
        }
    }
    out + "\""
}

impl Sheet {
    fn table(&mut self, name: &str, remark: &str) {
        let remark =
            if remark.is_empty() { String::new() } else { format!("  # {}", remark.replace(['\n', '\r'], " ")) };
        let _ = write!(self.out, "\n[{name}]{remark}\n");
    }

    fn text(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.out, "{key} = {}", quoted(value));
    }

    fn bare(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.out, "{key} = {value}");
    }

    fn page(&mut self, template: &Template, base: &Style) {
        let sizes = template.section.sizes();
        self.table("page", "页面设置，取自模板的最后一节");
        if let Some((width, height)) = sizes.paper {
            self.text("paper", &paper(width, height));
        }
        if sizes.is_landscape {
            self.unread.push(Unread::new("纸张横放：PDF 的正文总是竖放", "the paper lies: that of the PDF stands"));
        }
        for (key, found) in [
            ("margin-top", sizes.top),
            ("margin-bottom", sizes.bottom),
            ("margin-left", sizes.left),
            ("margin-right", sizes.right),
            ("header-distance", sizes.header),
            ("footer-distance", sizes.footer),
            ("gutter", sizes.gutter),
        ] {
            if let Some(length) = found {
                self.text(key, &terms::millimetres(length));
            }
        }
        if let Some((count, gap)) = sizes.columns {
            if !(1..=4).contains(&count) {
                self.unread.push(Unread::new(
                    format!("分 {count} 栏：fuzi 最多四栏"),
                    format!("{count} columns: four are the most"),
                ));
            }
            self.bare("columns", count.clamp(1, 4));
            if let Some(gap) = gap.filter(|_| count > 1) {
                self.text("column-gap", &terms::points(gap));
            }
        }
        let looks: Vec<_> = template.looks().into_iter().map(|(part, _, look)| (part, look)).collect();
        let dressed = found::dress(base, &sizes, &looks);
        match dressed.page.grid {
            style::value::Grid::Characters(lines, characters) => {
                self.text("grid", &format!("{lines}行×{characters}字"));
            }
            style::value::Grid::None | style::value::Grid::Lines(_) => {
                if let Some(grid) = sizes.grid {
                    let _ = writeln!(self.out, "# 模板的文档网格每行 {}，已算进各项行距。", terms::points(grid));
                }
            }
        }
    }

    fn fonts(&mut self, roles: &Roles) {
        for (role, fonts) in roles.found() {
            self.table(&format!("fonts.{role}"), "");
            let list = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
            self.bare("latin", format_args!("[{}]", list(&fonts.latin)));
            self.bare("east-asian", format_args!("[{}]", list(&fonts.east_asian)));
            self.text("word-latin", &fonts.word_latin);
            self.text("word-east-asian", &fonts.word_east_asian);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "what a part is made of")]
    fn part(
        &mut self,
        template: &Template,
        part: Part,
        look: &Look,
        style: &str,
        roles: &Roles,
        base: &Style,
        margins: &Margins,
    ) {
        let remark = if style.is_empty() { String::new() } else { format!("样式“{style}”") };
        match part {
            Part::Header => self.header(margins),
            Part::PageNumber => self.page_number(margins),
            Part::Note => self.notes(template, look),
            Part::References if look.hang > Length::ZERO => {
                self.table("references", "");
                self.text("hang", &terms::points(look.hang));
            }
            Part::Contents1 => self.leader(template),
            _ => self.heading(template, part, look),
        }
        self.table(part.path(), &remark);
        match roles.of(part, look) {
            Some(role) => self.text("font", role),
            None => {
                let fonts = [&look.latin, &look.east_asian].map(|name| name.clone().unwrap_or_default());
                let (path, fonts) = (part.path(), fonts.join("/"));
                self.unread.push(Unread::new(
                    format!("[{path}] 的字体 {fonts}：与正文、标题、引文的都不同"),
                    format!("the font {fonts} of “{path}”: it is none of those of text, headings and quotations"),
                ));
            }
        }
        self.text("size", &terms::size(look.size));
        self.text("pitch", &terms::pitch(look.pitch));
        let plain = part.text(base);
        if look.bold || plain.bold {
            self.bare("bold", look.bold);
        }
        let black = style::value::Color([0, 0, 0]);
        if look.color != black || plain.color != black {
            self.text("color", &format!("#{}", look.color.hex()));
        }
        self.text("align", terms::align(look.align));
        for (key, value, plain) in [
            ("first-line", look.first_line, plain.first_line),
            ("indent", look.indent, plain.indent),
            ("indent-right", look.indent_right, plain.indent_right),
            ("before", look.before, plain.before),
            ("after", look.after, plain.after),
        ] {
            let size = look.size.0;
            if value.length(size) > Length::ZERO || plain.length(size) > Length::ZERO {
                self.text(key, &terms::measure(value));
            }
        }
        if look.hang > Length::ZERO && !matches!(part, Part::Note | Part::References) && part.level().is_none() {
            let path = part.path();
            self.unread.push(Unread::new(format!("[{path}] 的悬挂缩进"), format!("the hanging indent of “{path}”")));
        }
    }

    /// The numbers of a level of headings.
    fn heading(&mut self, template: &Template, part: Part, look: &Look) {
        let Some(level) = part.level() else { return };
        self.table(&format!("heading{level}"), "");
        self.bare("new-page", look.new_page);
        let is_numbered = template.headings.iter().any(Option::is_some);
        match template.headings.get(level - 1).and_then(Option::as_ref) {
            Some(numbered) => match &numbered.pattern {
                Some(found) => {
                    self.text("number", &pattern(found));
                    let blanks = &numbered.text[numbered.text.trim_end().len()..];
                    self.text("gap", &terms::measure(gap(&numbered.suffix, blanks)));
                }
                None => self.unread.push(Unread::new(
                    format!("标题 {level} 的编号“{}”", numbered.text),
                    format!("the numbers “{}” of headings of level {level}", numbered.text),
                )),
            },
            None if is_numbered => self.text("number", ""),
            None => {}
        }
        if level == 1 && !is_numbered {
            self.unread.push(Unread::new(
                "标题没有自动编号：编号沿用 report",
                "numbers of headings: Word does not count them in this file",
            ));
        }
    }

    fn notes(&mut self, template: &Template, look: &Look) {
        self.table("notes", "");
        let places = [Some(template.section()), template.settings_part()];
        let find = |name: &str| {
            let found = places.iter().flatten().find_map(|place| place.path(&["w:footnotePr", name]));
            found.and_then(super::Element::val)
        };
        match find("w:numFmt") {
            Some("decimalEnclosedCircle" | "decimalEnclosedCircleChinese") => self.text("format", "circled"),
            Some("decimal") | None => self.text("format", "arabic"),
            Some(other) => self.unread.push(Unread::new(
                format!("脚注编号格式 {other}"),
                format!("the format {other} of the numbers of footnotes"),
            )),
        }
        let restart = match find("w:numRestart") {
            Some("eachPage") => "page",
            Some("eachSect") => "chapter",
            _ => "document",
        };
        self.text("restart", restart);
        if look.hang > Length::ZERO {
            self.text("hang", &terms::points(look.hang));
        }
    }

    fn leader(&mut self, template: &Template) {
        let Some(id) = template.style("toc 1", Kind::Paragraph) else { return };
        let properties = template.styles.said(id);
        if let Some(leader) = properties.get("tabs/tab/leader") {
            self.table("contents", "");
            self.text("leader", if leader == "none" { "none" } else { "dots" });
        }
    }

    fn header(&mut self, margins: &Margins) {
        let Some(odd) = &margins.odd else { return };
        self.table("header", "页眉；{title} 是题目，{chapter} 是章标题");
        self.text("odd", odd);
        if let Some(even) = &margins.even {
            self.text("even", even);
        }
        let rule = margins.rule.filter(|_| !odd.is_empty()).unwrap_or(Length::ZERO);
        self.text("rule", &terms::points(rule));
    }

    fn page_number(&mut self, margins: &Margins) {
        let Some(pattern) = &margins.pattern else { return };
        self.table("page-number", "");
        self.text("pattern", pattern);
        if let Some(front) = &margins.front {
            self.text("front", front);
        }
        self.bare("outside", margins.outside);
    }

    fn tables(&mut self, template: &Template) {
        let Some(lines) = usage::tables(&template.text, &template.styles) else { return };
        let rules = match lines.rules {
            Rules::Three => "three-line",
            Rules::Grid => "grid",
            Rules::Plain => "plain",
        };
        self.table("table", "");
        self.text("rules", rules);
        for (key, width) in [("top-rule", lines.top), ("head-rule", lines.head), ("bottom-rule", lines.bottom)] {
            if let Some(width) = width {
                self.text(key, &terms::points(width));
            }
        }
    }

    fn captions(&mut self, template: &Template) {
        let Some((scope, sign)) = usage::captions(&template.text) else { return };
        self.table("count", "");
        self.text("scope", if scope == CaptionScope::Chapter { "chapter" } else { "document" });
        let Some(sign) = sign else { return };
        for name in ["figure-caption", "table-caption", "code-caption", "equation"] {
            self.table(name, "");
            self.text("separator", &sign.to_string());
        }
    }

    /// Which expected styles the file lacks.
    fn missing(&mut self, found: &[(Part, String, Look)], template: &Template) {
        let lacks = |part: &&Part| part.is_expected() && !found.iter().any(|(known, ..)| known == *part);
        let parts: Vec<&Part> = Part::ALL
            .iter()
            .filter(lacks)
            .filter(|part| !matches!(part, Part::Header | Part::PageNumber) || template.references().is_empty())
            .collect();
        if !parts.is_empty() {
            let english: Vec<String> = parts.iter().map(|part| format!("“{}”", part.style())).collect();
            let chinese =
                parts.iter().map(|part| names::chinese(part.style()).unwrap_or_else(|| part.style().to_owned()));
            self.unread.push(Unread::new(
                format!("模板没有这些样式：{}", chinese.collect::<Vec<_>>().join("、")),
                format!("the styles {}: the file does not have them", english.join(", ")),
            ));
        }
    }

    fn finish(self, name: &str) -> Imported {
        let clean = |text: &str| text.replace(|sign: char| sign.is_control(), " ");
        let mut text = format!("# 由 fuzi 从 Word 模板“{}”读出；没有写的项取自 {BASE}。\n", clean(name));
        if !self.unread.is_empty() {
            text.push_str("#\n# 没有读出，或 fuzi 没有对应说法：\n");
            self.unread.iter().for_each(|line| text.push_str(&format!("#   - {}\n", clean(&line.chinese))));
        }
        let _ = write!(text, "inherits = \"{BASE}\"\ndescription = {}\n", quoted(&format!("取自 {name}")));
        let warning =
            |line: &Unread| Diagnostic::warning(Code::Template, None, format!("not taken over: {}", line.english));
        let warnings = self.unread.iter().map(warning).collect();
        Imported { text: text + &self.out, warnings }
    }
}

/// A paper by its name, if it has one.
fn paper(width: Length, height: Length) -> String {
    let is = |name: &&str| {
        let near = |a: Length, b: Length| (a.pt() - b.pt()).abs() < 1.5;
        name.parse::<Paper>().is_ok_and(|paper| near(paper.width, width) && near(paper.height, height))
    };
    let named = ["A4", "A3", "A5", "B5", "16开", "letter"].into_iter().find(is);
    named.map_or_else(|| format!("{}×{}", terms::millimetres(width), terms::millimetres(height)), str::to_owned)
}

/// The gap behind a number.
fn gap(suffix: &str, blanks: &str) -> Measure {
    let blank = |sign: char| if sign == '\u{3000}' { 1.0 } else { 0.25 };
    let own: f64 = blanks.chars().map(blank).sum();
    Measure::Characters(match suffix {
        "nothing" => own,
        "space" => own + 0.25,
        _ => own.max(0.5),
    })
}
