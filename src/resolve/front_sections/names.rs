//! What headings before the text are called. It must not know what becomes of them.

use crate::model::Lang;
use crate::model::document::Meta;
use crate::resolve::typed_numbers::folded;

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

impl List {
    /// Where the front matter asks for it.
    pub(super) fn asked(self, meta: &mut Meta) -> &mut Option<bool> {
        match self {
            Self::Contents => &mut meta.toc,
            Self::Figures => &mut meta.lof,
            Self::Tables => &mut meta.lot,
        }
    }
}

/// The part that a heading names.
pub(super) fn part_named(title: &str) -> Option<Part> {
    let name = folded(title);
    let part = match name.as_str() {
        "摘要" | "中文摘要" | "内容摘要" | "内容提要" | "中文摘要与关键词" | "摘要与关键词" => {
            Part::Abstract(Language::Chinese)
        }
        "要旨" => Part::Abstract(Language::Japanese),
        "abstract" | "英文摘要" | "外文摘要" => Part::Abstract(Language::English),
        "目录" | "目次" | "目錄" | "contents" | "table of contents" => Part::List(List::Contents),
        "图目录" | "插图目录" | "插图清单" | "插图索引" | "圖目錄" | "list of figures" => {
            Part::List(List::Figures)
        }
        "表目录" | "表格目录" | "附表清单" | "表格索引" | "表目錄" | "list of tables" => {
            Part::List(List::Tables)
        }
        "符号说明"
        | "符号表"
        | "主要符号表"
        | "主要符号说明"
        | "符号和缩略语说明"
        | "符号与缩略语说明"
        | "缩略语"
        | "缩略语表"
        | "缩略词表"
        | "主要缩略语"
        | "英文缩略词表"
        | "术语表"
        | "符号对照表"
        | "缩略语对照表"
        | "list of symbols"
        | "list of abbreviations"
        | "nomenclature"
        | "abbreviations"
        | "symbols" => Part::Symbols,
        "declaration" | "declaration of originality" | "statement of originality" | "copyright statement" => {
            Part::Declaration
        }
        _ if is_declaration(&name) => Part::Declaration,
        _ => return None,
    };
    Some(part)
}

/// 学位论文独创性声明, 关于学位论文使用授权的说明, 版权使用授权书 and however else schools
/// call these pages.
fn is_declaration(name: &str) -> bool {
    let short = name.chars().count() <= 24;
    let ends = ["声明", "授权书", "授权的说明", "授权说明", "承诺书", "声明书", "授权声明", "聲明", "授權書"];
    short && ends.iter().any(|end| name.ends_with(end))
}

/// Where the words begin behind a label such as `关键词：`.
pub(super) fn keywords_label(text: &str) -> Option<usize> {
    let at = text.find([':', '：'])?;
    let sign = text[at..].chars().next()?;
    let label = folded(&text[..at]);
    let known =
        ["关键词", "关键字", "主题词", "關鍵詞", "keywords", "key words", "keyword", "index terms", "キーワード"];
    known.contains(&label.as_str()).then_some(at + sign.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::{Language, List, Part, keywords_label, part_named};

    #[test]
    fn parts_are_known_however_they_are_spread() {
        assert_eq!(part_named("摘　要"), Some(Part::Abstract(Language::Chinese)));
        assert_eq!(part_named("ABSTRACT"), Some(Part::Abstract(Language::English)));
        assert_eq!(part_named("目 录"), Some(Part::List(List::Contents)));
        for name in ["学位论文原创性声明", "学位论文版权使用授权书", "关于学位论文使用授权的说明"]
        {
            assert_eq!(part_named(name), Some(Part::Declaration), "{name}");
        }
        for name in ["绪论", "摘要的写法", "声明式编程", "目录结构"] {
            assert_eq!(part_named(name), None, "{name}");
        }
    }

    #[test]
    fn words_follow_their_label() {
        assert_eq!(keywords_label("关键词：去噪"), Some("关键词：".len()));
        assert_eq!(keywords_label("Key Words: a"), Some("Key Words:".len()));
        assert_eq!(keywords_label("注意：去噪"), None);
    }
}
