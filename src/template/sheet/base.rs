//! On which of fuzi's styles a sheet builds: the one that is asked for, else the
//! one that a file is like by what its pages and its text say.

use crate::style::value::Size;
use crate::template::Template;
use crate::template::outline::is_kind;
use crate::template::text;

/// What a sheet builds on where a file is like none of the others.
const REPORT: &str = "report";
const THESIS: &str = "thesis";
const OFFICIAL: &str = "official";

/// The styles that a sheet made from a Word file may build on.
pub const BASES: [&str; 3] = [REPORT, THESIS, OFFICIAL];

/// What stands on the cover of a thesis.
const THESES: [&str; 6] = ["学位论文", "毕业论文", "毕业设计", "thesis", "dissertation", "博士论文"];
/// What heads the pages of a thesis before its chapters.
const FRONT: [&str; 4] = ["摘要", "中文摘要", "abstract", "目录"];
/// 三号, the size of official documents (GB/T 9704-2012, 7.1).
const OFFICIAL_SIZE: f64 = 16.0;

/// The one that a file is like.
pub(super) fn detect(template: &Template) -> &'static str {
    if is_thesis(template) {
        THESIS
    } else if is_official(template) {
        OFFICIAL
    } else {
        REPORT
    }
}

/// Pages of its own that call it a thesis, and an abstract or contents behind them.
fn is_thesis(template: &Template) -> bool {
    let bare =
        |text: &str| -> String { text.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect() };
    let front = template.pages.front.iter().flat_map(|page| {
        let own = std::iter::once(page).chain(page.descendants());
        own.filter(|element| element.name == "w:p").map(|paragraph| {
            paragraph.descendants().iter().filter(|e| e.name == "w:t").map(|e| e.own_text()).collect::<String>()
        })
    });
    let calls_itself = front.map(|text| (bare(&text), is_kind(&text)));
    let calls_itself =
        calls_itself.into_iter().any(|(text, is_kind)| is_kind && THESES.iter().any(|name| text.contains(name)));
    let paragraphs = text::paragraphs(&template.text, &template.styles);
    calls_itself && paragraphs.iter().any(|paragraph| FRONT.contains(&bare(&paragraph.text).as_str()))
}

/// 仿宋三号 in running text, and headings numbered 一、.
fn is_official(template: &Template) -> bool {
    let look = template.look(&template.styles.resolved(&template.body));
    let is_fangsong = look.east_asian.as_deref().is_some_and(|name| name.contains("仿宋") || name.contains("FangSong"));
    let Size(size) = look.size;
    let numbers = template.headings[0].as_ref().and_then(|numbered| numbered.pattern.as_ref());
    let numbers = numbers.or(template.uses.typed[0].as_ref());
    let is_counted = numbers.is_some_and(|pattern| pattern.to_string() == "一、");
    is_fangsong && (size.pt() - OFFICIAL_SIZE).abs() < 0.1 && is_counted
}
