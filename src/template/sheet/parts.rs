//! The tables of a sheet, one for each part of a style that was found.

use std::fmt::Write as _;

use super::{Sheet, pattern};
use crate::diag::Language;
use crate::length::Length;
use crate::ooxml::Element;
use crate::style::value::{CaptionScope, Color, Grid, Measure, Paper, Rules, align_word};
use crate::template::found::{self, Part};
use crate::template::terms;
use crate::template::{Kind, Look, Unread, tables, text, usage};

impl Sheet<'_> {
    pub(super) fn page(&mut self) {
        let sizes = self.template.section.sizes();
        self.table(
            "page",
            self.said("页面设置，取自模板正文所在的一节", "as in the section of the template with the text"),
        );
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
                self.text("column-gap", &terms::points(gap, self.language));
            }
            if count > 1 {
                self.bare("balance", self.template.section.is_balanced);
            }
        }
        let looks: Vec<_> = self.template.looks().into_iter().map(|(part, _, look)| (part, look)).collect();
        let dressed = found::dress(self.base, &sizes, &looks);
        match dressed.page.grid {
            Grid::Characters(lines, characters) => {
                self.text("grid", &format!("{lines}行×{characters}字"));
            }
            Grid::None | Grid::Lines(_) => {
                if self.base.page.grid != Grid::None {
                    self.text("grid", "none");
                }
                if let Some(grid) = sizes.grid {
                    let grid = terms::points(grid, self.language);
                    let remark = match self.language {
                        Language::Chinese => format!("模板的文档网格每行 {grid}，已算进各项行距。"),
                        Language::English => {
                            format!("The grid of the template, {grid} a line, is part of each pitch.")
                        }
                    };
                    let _ = writeln!(self.out, "# {remark}");
                }
            }
        }
    }

    pub(super) fn part(&mut self, part: Part, look: &Look, style: &str) {
        let remark =
            if style.is_empty() { String::new() } else { format!("{}“{style}”", self.said("样式", "style ")) };
        match part {
            Part::Header => self.header(),
            Part::PageNumber => self.page_number(),
            Part::Note => self.notes(look),
            Part::References if look.hang > Length::ZERO => {
                self.table("references", "");
                self.text("hang", &terms::points(look.hang, self.language));
            }
            Part::Contents1 => self.leader(),
            _ => self.heading(part, look),
        }
        self.table(part.path(), &remark);
        match self.roles.of(part, look) {
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
        self.text("size", &terms::size(look.size, self.language));
        self.text("pitch", &terms::pitch(look.pitch, self.language));
        let plain = part.text(self.base);
        if look.bold || plain.bold {
            self.bare("bold", look.bold);
        }
        let black = Color([0, 0, 0]);
        if look.color != black || plain.color != black {
            self.text("color", &format!("#{}", look.color.hex()));
        }
        self.text("align", align_word(look.align));
        for (key, value, plain) in [
            ("first-line", look.first_line, plain.first_line),
            ("indent", look.indent, plain.indent),
            ("indent-right", look.indent_right, plain.indent_right),
            ("before", look.before, plain.before),
            ("after", look.after, plain.after),
        ] {
            let size = look.size.0;
            if value.length(size) > Length::ZERO || plain.length(size) > Length::ZERO {
                self.text(key, &terms::measure(value, self.language));
            }
        }
        if look.hang > Length::ZERO && !matches!(part, Part::Note | Part::References) && part.level().is_none() {
            let path = part.path();
            self.unread.push(Unread::new(format!("[{path}] 的悬挂缩进"), format!("the hanging indent of “{path}”")));
        }
    }

    /// The numbers of a level of headings.
    pub(super) fn heading(&mut self, part: Part, look: &Look) {
        let Some(level) = part.level() else { return };
        self.table(&format!("heading{level}"), "");
        self.bare("new-page", look.new_page);
        let is_typed = self.template.uses.typed.iter().any(Option::is_some);
        let is_numbered = self.template.headings.iter().any(Option::is_some);
        match self.template.headings.get(level - 1).and_then(Option::as_ref) {
            Some(numbered) => match &numbered.pattern {
                Some(found) => {
                    self.text("number", &pattern(found));
                    let blanks = &numbered.text[numbered.text.trim_end().len()..];
                    self.text("gap", &terms::measure(gap(&numbered.suffix, blanks), self.language));
                }
                None => self.unread.push(Unread::new(
                    format!("标题 {level} 的编号“{}”", numbered.text),
                    format!("the numbers “{}” of headings of level {level}", numbered.text),
                )),
            },
            None if is_numbered => self.text("number", ""),
            None => match &self.template.uses.typed[level - 1] {
                Some(typed) => self.text("number", &pattern(typed)),
                None if is_typed => self.text("number", ""),
                None => {}
            },
        }
        if level == 1 && !is_numbered && !is_typed {
            let base = self.base_name;
            self.unread.push(Unread::new(
                format!("标题没有自动编号：编号沿用 {base}；要改就写 [heading1] 等的 number"),
                format!(
                    "numbers of headings: Word does not count them in this file; they are as in {base}, write number \
                     under [heading1] and the others"
                ),
            ));
        }
    }

    pub(super) fn notes(&mut self, look: &Look) {
        self.table("notes", "");
        let places = [Some(self.template.section()), self.template.settings_part()];
        let find = |name: &str| {
            let found = places.iter().flatten().find_map(|place| place.path(&["w:footnotePr", name]));
            found.and_then(Element::value)
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
            // A chapter of fuzi's is a section then.
            Some("eachSect") => "chapter",
            Some(_) | None => "document",
        };
        self.text("restart", restart);
        if look.hang > Length::ZERO {
            self.text("hang", &terms::points(look.hang, self.language));
        }
    }

    pub(super) fn leader(&mut self) {
        let Some(id) = self.template.style("toc 1", Kind::Paragraph) else { return };
        let properties = self.template.styles.said(id);
        if let Some(leader) = properties.get("tabs/tab/leader") {
            self.table("contents", "");
            self.text("leader", if leader == "none" { "none" } else { "dots" });
        }
    }

    pub(super) fn header(&mut self) {
        let Some(odd) = &self.margins.odd else {
            // A thesis has headers, this one has none.
            if !self.base.header.odd.is_empty() {
                self.table("header", self.said("模板没有页眉", "the template has no headers"));
                ["odd", "even", "front"].into_iter().for_each(|key| self.text(key, ""));
                self.text("rule", &terms::points(Length::ZERO, self.language));
            }
            return;
        };
        let remark = self
            .said("页眉；{title} 是题目，{chapter} 是章标题", "{title} is the title, {chapter} that of the chapter");
        self.table("header", remark);
        self.text("odd", odd);
        // Else a file has one header from the first page on.
        self.text("front", self.margins.front_header.as_ref().unwrap_or(odd));
        if let Some(even) = &self.margins.even {
            self.text("even", even);
        }
        let rule = self.margins.rule.filter(|_| !odd.is_empty()).unwrap_or(Length::ZERO);
        self.text("rule", &terms::points(rule, self.language));
    }

    pub(super) fn page_number(&mut self) {
        let Some(pattern) = &self.margins.pattern else { return };
        self.table("page-number", "");
        self.text("pattern", pattern);
        if let Some(front) = &self.margins.front {
            self.text("front", front);
        }
        self.bare("outside", self.margins.outside);
    }

    pub(super) fn tables(&mut self) {
        let Some(lines) = tables::most(&self.template.text, &self.template.styles) else { return };
        let rules = match lines.rules {
            Rules::Three => "three-line",
            Rules::Grid => "grid",
            Rules::Plain => "plain",
        };
        self.table("table", "");
        self.text("rules", rules);
        for (key, width) in [("top-rule", lines.top), ("head-rule", lines.head), ("bottom-rule", lines.bottom)] {
            if let Some(width) = width {
                self.text(key, &terms::points(width, self.language));
            }
        }
    }

    pub(super) fn captions(&mut self) {
        let Some((scope, sign)) = usage::captions(&text::paragraphs(&self.template.text, &self.template.styles)) else {
            return;
        };
        self.table("count", "");
        self.text("scope", if scope == CaptionScope::Chapter { "chapter" } else { "document" });
        let Some(sign) = sign else { return };
        for name in ["figure-caption", "table-caption", "code-caption", "equation"] {
            self.table(name, "");
            self.text("separator", &sign.to_string());
        }
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
    let blank = |ch: char| if ch == '\u{3000}' { 1.0 } else { 0.25 };
    let own: f64 = blanks.chars().map(blank).sum();
    Measure::Characters(match suffix {
        "nothing" => own,
        "space" => own + 0.25,
        _ => own.max(0.5),
    })
}
