//! The places of GB/T 9704-2012 on the pages of examples/official: what stands where in
//! the PDF, and where the imprint begins in Word.

use crate::support::folder::{Folder, repository};
use crate::support::make;
use crate::support::pages::{self, Placed};
use crate::support::word::Package;

/// A point in millimetres.
const POINT: f64 = 25.4 / 72.0;
/// The pitch of the text, 22 lines in 225 mm, as the style has it.
const PITCH: f64 = 28.95 * POINT;
/// 三号.
const SIGN: f64 = 16.0 * POINT;
/// The text: 156 mm × 225 mm.
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const TOP: f64 = 37.0;
const BOTTOM: f64 = 262.0;
/// What a reader of the paper cannot see.
const UNSEEN: f64 = 0.25;

struct Sheet(Vec<Placed>);

impl Sheet {
    fn of(name: &str) -> Self {
        Self(pages::placed(&repository(&format!("examples/official/{name}.md"))))
    }

    /// The first text that begins so.
    fn text(&self, begin: &str) -> &Placed {
        let found = self.0.iter().find(|placed| !placed.text.is_empty() && placed.text.starts_with(begin));
        found.unwrap_or_else(|| panic!("“{begin}” is on no page"))
    }

    /// The wide rules of a page.
    fn rules(&self, page: usize) -> Vec<&Placed> {
        let is_rule = |placed: &&Placed| placed.page == page && placed.text.is_empty() && placed.width > 150.0;
        self.0.iter().filter(is_rule).collect()
    }

    /// Where the last sign of the line with a text ends.
    fn line_end(&self, begin: &str) -> f64 {
        let first = self.text(begin);
        let line = self.0.iter().filter(|placed| placed.page == first.page && (placed.y - first.y).abs() < 0.1);
        line.filter(|placed| !placed.text.trim().is_empty()).map(|placed| placed.x + placed.width).fold(0.0, f64::max)
    }
}

/// The upper edge of the square of a sign.
fn upper(placed: &Placed) -> f64 {
    placed.y - 0.88 * placed.size
}

fn lower(placed: &Placed) -> f64 {
    placed.y + 0.12 * placed.size
}

#[track_caller]
fn same(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < UNSEEN, "it stands at {found:.2} mm instead of {wanted:.2} mm");
}

/// §7.2.4, §7.2.5, §7.2.7, §10.2, §10.3.
#[test]
fn the_name_stands_so_far_under_the_edge_of_the_text() {
    let below = [("notice", "清河市人民政府办公室文件", 35.0), ("minutes", "清河市人民政府专题会议纪要", 35.0)];
    for (name, office, top) in [below[0], below[1], ("order", "清河市人民政府令", 20.0)] {
        same(upper(Sheet::of(name).text(office)), TOP + top);
    }
    let joint = Sheet::of("joint");
    let first = joint.0.iter().find(|placed| placed.size > 30.0 * POINT && !placed.text.is_empty()).unwrap();
    same(upper(first), TOP + 35.0);
    for (sheet, number) in [(Sheet::of("notice"), "清政办发"), (joint, "清水")] {
        let number = sheet.text(number);
        let [rule] = sheet.rules(1)[..] else { panic!("there is not one rule") };
        same(rule.y, lower(number) + 4.0);
        same(rule.x, LEFT);
        same(rule.width, RIGHT - LEFT);
    }
}

/// §10.1.
#[test]
fn the_rules_of_a_letter_stand_at_their_distances() {
    let sheet = Sheet::of("letter");
    let name = sheet.text("清河市水利局");
    same(upper(name), 30.0);
    let rules = sheet.rules(1);
    assert_eq!(rules.len(), 4);
    for rule in &rules {
        same(rule.x, 20.0);
        same(rule.width, 170.0);
    }
    same(rules[0].y, lower(name) + 4.0);
    assert!(rules[0].size > rules[1].size && rules[2].size < rules[3].size);
    same(rules[3].y + rules[3].size, 277.0);
    let number = sheet.text("清水函");
    same(upper(number), rules[1].y + rules[1].size + SIGN * 7.0 / 8.0);
    same(sheet.line_end("清水函"), RIGHT);
    assert!(!sheet.0.iter().any(|placed| placed.page == 1 && placed.text.contains('—')), "its first page has a number");
}

/// §7.3.4, §7.3.5, §7.3.8.
#[test]
fn what_stands_behind_the_text_keeps_its_lines() {
    let sheet = Sheet::of("notice");
    let last = sheet.text("成群众饮水困难");
    let list = sheet.text("附件：");
    same(list.y, last.y + 2.0 * PITCH);
    same(list.x, LEFT + 2.0 * SIGN);
    let mut name = sheet.0.iter().filter(|placed| placed.page == list.page && placed.text == "清河市人民政府办公室");
    let name = name.next_back().unwrap();
    same(name.y, sheet.text("农村供水工程巡查记录").y + 2.0 * PITCH);
    let date = sheet.0.iter().find(|placed| (placed.y - name.y - PITCH).abs() < 0.1 && placed.page == name.page);
    let date = date.unwrap();
    let end = RIGHT - 4.0 * SIGN;
    let middle = |begin: f64, end: f64| (begin + end) / 2.0;
    same(middle(date.x, end), middle(name.x, name.x + name.width));
    let label = sheet.0.iter().find(|placed| placed.page == 5).unwrap();
    assert!(label.text.starts_with("附件"), "{}", label.text);
    same(label.x, LEFT);
    let title = sheet.0.iter().find(|placed| placed.page == 5 && placed.size > 20.0 * POINT).unwrap();
    assert!((title.y - label.y - 2.0 * PITCH).abs() < 1.5, "the title is not in the third line");
}

/// §7.5.
#[test]
fn page_numbers_stand_at_the_outer_edge_seven_millimetres_below() {
    let sheet = Sheet::of("joint");
    let foot = |page: usize| {
        let found = sheet.0.iter().filter(move |placed| placed.page == page && placed.y > BOTTOM + 5.0);
        found.filter(|placed| !placed.text.trim().is_empty())
    };
    let sign = 14.0 * POINT;
    same(foot(1).map(|placed| placed.x + placed.width).fold(0.0, f64::max), RIGHT - sign);
    same(foot(2).map(|placed| placed.x).fold(f64::MAX, f64::min), LEFT + sign);
    // A dash lies a good third of its size over its line.
    let dash = foot(1).next().unwrap();
    assert!((dash.y - 0.38 * dash.size - BOTTOM - 7.0).abs() < 0.5, "{}", dash.y);
}

/// §7.4.
#[test]
fn the_imprint_ends_with_the_text_of_an_even_page() {
    for (name, page) in [("joint", 4), ("minutes", 2), ("notice", 10)] {
        let rules = Sheet::of(name);
        let rules = rules.rules(page);
        let last = rules.iter().map(|rule| rule.y).fold(0.0, f64::max);
        same(last, BOTTOM);
    }
}

/// §7.5: an empty page before that of the imprint has no number, nor has that.
#[test]
fn an_empty_page_before_the_imprint_has_no_number() {
    let sheet = Sheet::of("notice");
    let numbered = |page: usize| sheet.0.iter().any(|placed| placed.page == page && placed.text.contains('—'));
    assert_eq!((7..=10).map(numbered).collect::<Vec<_>>(), [true, true, false, false]);
    let joint = Sheet::of("joint");
    assert!(joint.0.iter().any(|placed| placed.page == 4 && placed.text.contains('—')));
    let made = make::both(&repository("examples/official/notice.md"));
    let package = Package::open(made.docx());
    let text = package.part("word/document.xml");
    assert!(text.contains("<w:type w:val=\"evenPage\"/>"));
    let last = text.rsplit("<w:sectPr").next().unwrap();
    let begun = text.split("<w:sectPr").nth(1).unwrap();
    let references = |section: &str| section.matches("footerReference").count();
    assert_eq!((references(begun), references(last)), (2, 2));
}

/// §7.3.5.3.
#[test]
fn a_person_who_signs_stands_over_the_date_with_a_line_between() {
    let sheet = Sheet::of("order");
    let (text, post) = (sheet.text("法》"), sheet.text("市长"));
    same(post.y, text.y + 3.0 * PITCH);
    same(sheet.line_end("市长"), RIGHT - 4.0 * SIGN);
    let date = sheet.0.iter().find(|placed| (placed.y - post.y - 2.0 * PITCH).abs() < 0.1).unwrap();
    assert!(date.text.starts_with("2026"), "{}", date.text);
}

#[test]
fn a_list_goes_on_below_the_level_of_its_heading() {
    let text = "---\nlang: zh-CN\nstyle: official\ntitle: 通知\n---\n\n# 甲\n\n## 乙\n\n1. 一；\n\n### 丙\n\n1. 二；\n\n#### 丁\n\n1. 三。\n";
    let folder = Folder::with(text);
    let model = make::model(&folder.join("a.md")).to_string();
    for marker in ["1.", "（1）", "①"] {
        assert!(model.contains(&format!("\"marker\":\"{marker}\"")), "{marker} is not in {model}");
    }
}
