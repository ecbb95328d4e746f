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

/// The texts that stand for the title and for that in English, each with its field.
/// `style` is the style of titles.
pub(in crate::template) fn titles(pages: &[Element], style: Option<&str>) -> Vec<(String, &'static str)> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    let mut add = |text: String, field| {
        if found.iter().all(|(_, known)| *known != field) {
            found.push((text, field));
        }
    };
    let paragraphs = paragraphs(pages);
    let cover = paragraphs.iter().take_while(|(_, text)| !BEHIND.iter().any(|word| bare(text).contains(word)));
    for (paragraph, text) in cover {
        let own = paragraph.path(&["w:pPr", "w:pStyle"]).and_then(Element::value);
        let is_styled = style.is_some() && own == style;
        if is_sample(text, is_styled) {
            add(text.clone(), if text.is_ascii() { "title-en" } else { "title" });
        }
    }
    found
}

/// Puts other texts in the place of whole paragraphs.
pub(in crate::template) fn replace(pages: &mut [Element], other: &mut dyn FnMut(&str) -> Option<String>) {
    for page in pages {
        if page.name == "w:p" {
            let text = Line::read(page).text.trim().to_owned();
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

/// The paragraphs of pages in order, with their texts; those without any are left out.
fn paragraphs(pages: &[Element]) -> Vec<(&Element, String)> {
    let all = pages.iter().flat_map(|page| std::iter::once(page).chain(page.descendants()));
    let all = all.filter(|element| element.name == "w:p").map(|element| {
        let text = Line::read(element).text.trim().to_owned();
        (element, text)
    });
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// Whether a text stands for a title.
fn is_sample(text: &str, is_styled: bool) -> bool {
    let bare = bare(text);
    let holds = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    let is_issuer = ISSUERS.iter().any(|end| bare.ends_with(end));
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
    use super::is_sample;

    #[test]
    fn samples_of_titles_are_known() {
        for text in [
            "上海交通大学学位论文格式模板",
            "DISSERTATION TEMPLATE FOR BACHELOR DEGREE OF ENGINEERING",
            "基于××的图像处理系统研究",
            "本科毕业论文题目，黑体二号",
            "关于XX问题的研究",
        ] {
            assert!(is_sample(text, false), "{text}");
        }
        for text in
            ["上海交通大学", "本科毕业论文（设计）", "20XX年6月", "School of XXXXXXX", "论文题目：", "论文题目", "张三"]
        {
            assert!(!is_sample(text, false), "{text}");
        }
        assert!(is_sample("深度学习综述", true) && !is_sample("本科毕业论文", true));
    }
}
