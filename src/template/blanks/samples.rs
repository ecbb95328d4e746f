//! Texts of covers that stand where the title of the document comes: 论文格式模板,
//! 基于××的研究, whatever has the style of titles.
//!
//! It must not know what the title is.

use super::edit::Line;
use super::{is_label, put};
use crate::ooxml::Element;
use crate::template::outline::is_kind;

/// How long a title is, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=80;
/// What only the title of a sample holds.
const SAMPLES: [&str; 10] =
    ["模板", "模版", "范例", "样例", "样本", "论文题目", "论文标题", "中文题目", "template", "titleof"];
/// What stands for words that are left out, and the words that stand with it in a title.
const LEFT_OUT: [&str; 5] = ["××", "xx", "○○", "……", "＊＊"];
const OF_TITLES: [&str; 8] = ["研究", "设计", "分析", "系统", "关于", "基于", "题目", "标题"];
/// How the names of those end who issue a document.
const ISSUERS: [&str; 4] = ["大学", "学院", "university", "college"];
/// At what a cover ends.
const BEHIND: [&str; 6] = ["声明", "授权", "承诺", "declaration", "authorization", "任务书"];

/// What begins or ends what research is about, and holds it in English.
const BEGIN: [&str; 2] = ["基于", "关于"];
const END: [&str; 10] = ["研究", "设计", "分析", "系统", "实现", "应用", "探讨", "综述", "方法", "优化"];
const ENGLISH: [&str; 6] = ["researchon", "studyon", "studyof", "basedon", "designof", "analysisof"];
/// Over how many paragraphs a title goes at the most.
const MOST: usize = 3;
/// How long the name of one who issues is at the most, in characters.
const ISSUER: usize = 24;

/// A text that stands for a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::template) struct Sample {
    /// Its paragraphs: the first is filled, the others go.
    pub(in crate::template) parts: Vec<String>,
    /// The field that fills it.
    pub(in crate::template) field: &'static str,
}

impl Sample {
    fn new(parts: Vec<String>) -> Self {
        let is_english = parts.iter().all(|part| part.is_ascii());
        Self { parts, field: if is_english { "title-en" } else { "title" } }
    }

    /// The paragraph that is filled.
    pub(in crate::template) fn text(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }

    /// Whether a text says the same, on one line.
    pub(in crate::template) fn is(&self, text: &str) -> bool {
        !text.trim().is_empty() && bare(&self.parts.concat()) == bare(text)
    }
}

/// The texts that stand for the title and for that in English. `style` is the style of
/// titles.
pub(in crate::template) fn titles(pages: &[Element], style: Option<&str>) -> Vec<Sample> {
    let mut found: Vec<Sample> = Vec::new();
    let paragraphs = paragraphs(pages);
    let cover = paragraphs.iter().take_while(|(_, text)| !BEHIND.iter().any(|word| bare(text).contains(word)));
    let cover: Vec<_> = cover.collect();
    for (paragraph, text) in &cover {
        let own = paragraph.path(&["w:pPr", "w:pStyle"]).and_then(Element::value);
        let is_styled = style.is_some() && own == style;
        let sample = Sample::new(vec![text.clone()]);
        if is_sample(text, is_styled) && found.iter().all(|known| known.field != sample.field) {
            found.push(sample);
        }
    }
    // What stands below the kind of the document, down to the labels; each cover has its own.
    for (at, _) in cover.iter().enumerate().filter(|(_, (_, text))| is_kind(text)) {
        let behind = cover[at + 1..].iter().map(|(_, text)| text);
        let parts: Vec<String> = behind.take_while(|text| may_be_part(text)).cloned().collect();
        let sample = Sample::new(parts);
        let is_known = found.iter().any(|known| known.parts.iter().any(|part| sample.parts.contains(part)));
        if !is_known && (1..=MOST).contains(&sample.parts.len()) && is_about(&sample) {
            found.push(sample);
        }
    }
    found
}

/// Whether a paragraph of a cover may be one of the title.
fn may_be_part(text: &str) -> bool {
    let bare = bare(text);
    let is_issuer = ISSUERS.iter().any(|end| bare.ends_with(end));
    let has_date = bare.contains('年') && bare.contains('月');
    !(is_kind(text) || is_label(text) || is_issuer || has_date || bare.contains(['：', ':', '_', '＿']))
}

/// Whether a text says what research is about.
fn is_about(sample: &Sample) -> bool {
    let bare = bare(&sample.parts.concat());
    let is_worded = BEGIN.iter().any(|word| bare.starts_with(word))
        || END.iter().any(|word| bare.ends_with(word))
        || (sample.field == "title-en" && ENGLISH.iter().any(|words| bare.contains(words)));
    is_worded && (LENGTHS.start() * 2..=LENGTHS.end() * 2).contains(&bare.chars().count())
}

/// Puts other texts in the place of whole paragraphs.
pub(in crate::template) fn replace(pages: &mut [Element], other: &mut dyn FnMut(&str) -> Option<String>) {
    for page in pages {
        if page.name == "w:p" {
            let text = text(page);
            if let Some(value) = (!text.is_empty()).then(|| other(&text)).flatten() {
                put(page, &value);
                // The lines of the sample are not those of the title.
                page.elements_mut()
                    .filter(|child| child.name == "w:r")
                    .for_each(|run| run.retain(|child| child.name != "w:br" || child.attribute("w:type").is_some()));
            }
        }
        for child in page.elements_mut() {
            replace(std::slice::from_mut(child), other);
        }
    }
}

/// The text of a paragraph.
pub(in crate::template) fn text(paragraph: &Element) -> String {
    Line::read(paragraph).text.trim().to_owned()
}

/// The paragraphs of pages in order, with their texts; those without any are left out.
fn paragraphs(pages: &[Element]) -> Vec<(&Element, String)> {
    let all = pages.iter().flat_map(|page| std::iter::once(page).chain(page.descendants()));
    let all = all.filter(|element| element.name == "w:p").map(|element| {
        let text = text(element);
        (element, text)
    });
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// Whether a text stands for a title.
fn is_sample(text: &str, is_styled: bool) -> bool {
    let bare = bare(text);
    let holds = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    let is_issuer = ISSUERS.iter().any(|end| bare.ends_with(end)) && bare.chars().count() <= ISSUER;
    let has_date = bare.contains('年') && bare.contains('月');
    if !LENGTHS.contains(&bare.chars().count()) || is_label(text) || is_issuer || has_date || bare.contains(['：', ':'])
    {
        return false;
    }
    let is_worded = holds(&SAMPLES) || (holds(&LEFT_OUT) && holds(&OF_TITLES));
    is_worded || (is_styled && !is_kind(text))
}

fn bare(text: &str) -> String {
    text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sample, is_about, is_sample};

    #[test]
    fn samples_of_titles_are_known() {
        for text in [
            "上海交通大学学位论文格式模板",
            "DISSERTATION TEMPLATE FOR BACHELOR DEGREE OF ENGINEERING",
            "基于××的图像处理系统研究",
            "本科毕业论文题目，黑体二号",
            "关于XX问题的研究",
            "DISSERTATION TEMPLATE FOR BACHELOR DEGREE OF ENGINEERING IN EAST SEA UNIVERSITY",
        ] {
            assert!(is_sample(text, false), "{text}");
        }
        for text in
            ["上海交通大学", "本科毕业论文（设计）", "20XX年6月", "School of XXXXXXX", "论文题目：", "论文题目", "张三"]
        {
            assert!(!is_sample(text, false), "{text}");
        }
        let about = |text: &str| is_about(&Sample::new(vec![text.to_owned()]));
        assert!(about("黄金价格与需求预测研究") && about("Research on Gold Price Forecasting"));
        assert!(!about("经济管理学院") && !about("Master of Engineering"));
        assert!(is_sample("深度学习综述", true) && !is_sample("本科毕业论文", true));
    }
}
