//! What the sections beside the chapters are called: parts before the text and behind it,
//! prefaces, and those that are chapters all the same. It is the one list of such names;
//! it must not know what becomes of them.

use crate::model::Lang;

/// A section that its name tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A part before the text.
    Front(Part),
    /// Another part that no book counts (GB/T 7713.1-2006 §5, §6; CMOS 1.4).
    Matter,
    /// One that no book counts beside chapters whose numbers were typed; elsewhere
    /// it may be the first chapter.
    Preface,
    /// The first chapter.
    FirstChapter,
}

/// A part before the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// An abstract.
    Abstract(Language),
    /// Who wrote it, and what may be done with it.
    Declaration,
    /// A list that is made of the text.
    List(List),
    /// Symbols, abbreviations, terms.
    Symbols,
}

/// The language of an abstract, by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Chinese,
    Japanese,
    English,
}

impl Language {
    /// The language, that of the document if it is the same one.
    pub(super) fn lang(self, own: &Lang) -> Lang {
        let tag = match self {
            Self::Chinese => "zh",
            Self::Japanese => "ja",
            Self::English => "en",
        };
        if own.language() == tag { own.clone() } else { Lang::parse(tag).unwrap_or_else(Lang::chinese) }
    }
}

/// A list that is made of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Contents,
    Figures,
    Tables,
}

/// The names, lower case and without the blanks that spread them; words of one
/// group are parted by a bar.
const NAMES: [(Section, &str); 12] = [
    (
        Section::Front(Part::Abstract(Language::Chinese)),
        "摘要|中文摘要|内容摘要|内容提要|中文摘要与关键词|摘要与关键词|內容摘要",
    ),
    (Section::Front(Part::Abstract(Language::Japanese)), "要旨"),
    (Section::Front(Part::Abstract(Language::English)), "abstract|英文摘要|外文摘要"),
    (Section::Front(Part::List(List::Contents)), "目录|目次|目錄|contents|table of contents"),
    (Section::Front(Part::List(List::Figures)), "图目录|插图目录|插图清单|插图索引|圖目錄|list of figures"),
    (Section::Front(Part::List(List::Tables)), "表目录|表格目录|附表清单|表格索引|表目錄|list of tables"),
    (
        Section::Front(Part::Symbols),
        "符号说明|符号表|主要符号表|主要符号说明|符号和缩略语说明|符号与缩略语说明|缩略语|缩略语表|缩略词表|\
         主要缩略语|主要缩略语表|英文缩略词表|术语表|符号对照表|缩略语对照表|符號說明|符號表|縮略語表|術語表|\
         list of symbols|list of abbreviations|list of acronyms|nomenclature|abbreviations",
    ),
    (
        Section::Front(Part::Declaration),
        "声明|版权声明|declaration|declaration of originality|statement of originality|copyright statement",
    ),
    (
        Section::Matter,
        "总目录|图表目录|致谢|谢辞|鸣谢|后记|跋|参考文献|主要参考文献|参考书目|引用文献|附录|作者简介|索引|\
         攻读学位期间的研究成果|參考文獻|致謝|附錄|謝辞|付録|acknowledgements|acknowledgments|acknowledgement|\
         acknowledgment|references|bibliography|works cited|literature cited|dedication|about the author|index|\
         appendix|appendices",
    ),
    (Section::Preface, "前言|序|序言|自序|引子|楔子|preface|foreword|prologue"),
    (Section::FirstChapter, "绪论|緒論|引言|导言|导论|導論|背景|研究背景|はじめに|序論|introduction|background"),
    // Where it leads it lists them; elsewhere it may be a chapter about them.
    (Section::Preface, "symbols"),
];

/// What a declaration of a thesis speaks of, and how its name ends.
const DECLARED: [&str; 8] = ["论文", "毕业设计", "原创性", "独创性", "版权", "诚信", "論文", "原創性"];
const DECLARES: [&str; 9] =
    ["声明", "授权书", "授权的说明", "授权说明", "承诺书", "声明书", "授权声明", "聲明", "授權書"];

/// What a title names.
fn section_named(name: &str) -> Option<Section> {
    let named = NAMES.iter().find(|(_, names)| names.split('|').any(|known| known == name));
    let declared = || declares(name) && DECLARED.iter().any(|word| name.contains(word));
    named.map(|(section, _)| *section).or_else(|| declared().then_some(Section::Front(Part::Declaration)))
}

/// The part before the text that a heading names which stands there.
pub(super) fn part_named(title: &str) -> Option<Part> {
    let name = folded(title);
    match section_named(&name) {
        Some(Section::Front(part)) => Some(part),
        _ if name == "symbols" => Some(Part::Symbols),
        _ => declares(&name).then_some(Part::Declaration),
    }
}

/// 学位论文独创性声明, 关于学位论文使用授权的说明, 版权使用授权书 and however else schools
/// call these pages.
fn declares(name: &str) -> bool {
    name.chars().count() <= 24 && DECLARES.iter().any(|end| name.ends_with(end))
}

/// Whether a heading is a chapter, or a part before or behind the chapters, and no
/// title of a document.
pub(super) fn is_chapter_name(title: &str) -> bool {
    section_named(&folded(title)).is_some()
}

/// Whether a heading of the top level stays unnumbered by its name.
pub(super) fn is_unnumbered(title: &str, beside_chapters: bool) -> bool {
    match section_named(&folded(title)) {
        Some(Section::Front(_) | Section::Matter) => true,
        Some(Section::Preface) => beside_chapters,
        Some(Section::FirstChapter) | None => false,
    }
}

/// A title without case, without the blanks that spread two characters (摘　要)
/// and without a colon at its end.
pub(super) fn folded(title: &str) -> String {
    let title = title.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    let spread = |ch: char| ch.is_whitespace();
    if title.chars().any(crate::model::is_han) { title.replace(spread, "") } else { title }
}

#[cfg(test)]
mod tests {
    use super::{Language, List, NAMES, Part, is_unnumbered, part_named};

    #[test]
    fn parts_are_known_however_they_are_spread() {
        assert_eq!(part_named("摘　要"), Some(Part::Abstract(Language::Chinese)));
        assert_eq!(part_named("ABSTRACT"), Some(Part::Abstract(Language::English)));
        assert_eq!(part_named("目 录"), Some(Part::List(List::Contents)));
        for name in ["学位论文原创性声明", "学位论文版权使用授权书", "关于学位论文使用授权的说明"]
        {
            assert_eq!(part_named(name), Some(Part::Declaration), "{name}");
            assert!(is_unnumbered(name, false), "{name}");
        }
        for name in ["绪论", "摘要的写法", "声明式编程", "目录结构"] {
            assert_eq!(part_named(name), None, "{name}");
        }
    }

    #[test]
    fn names_without_numbers_are_known_however_they_are_spread() {
        for name in ["摘要", "摘 要", "致　谢", "参考文献：", "References", "ABSTRACT", "Table of Contents"]
        {
            assert!(is_unnumbered(name, false), "{name}");
        }
        for name in ["绪论", "摘要的写法", "Abstract algebra", "前言", "变量声明", "Symbols"] {
            assert!(!is_unnumbered(name, false), "{name}");
        }
        assert!(is_unnumbered("前 言", true));
    }

    #[test]
    fn parts_before_the_text_carry_no_number() {
        for name in ["术语表", "主要符号表", "缩略语对照表", "外文摘要", "图目录", "Nomenclature"]
        {
            assert!(part_named(name).is_some() && is_unnumbered(name, false), "{name}");
        }
    }

    #[test]
    fn a_name_stands_once_in_the_list() {
        let mut names: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.split('|')).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        assert!(names.iter().all(|name| super::folded(name) == *name));
    }
}
