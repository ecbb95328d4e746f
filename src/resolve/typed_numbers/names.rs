//! Headings that carry no number by their name (摘要, 致谢, References), and those
//! that are chapters by their name (绪论, Introduction).

/// Names at the top level that no book counts (GB/T 7713.1-2006 §5, §6; CMOS 1.4).
const UNNUMBERED: [&str; 62] = [
    "摘要",
    "中文摘要",
    "英文摘要",
    "内容摘要",
    "内容提要",
    "目录",
    "目次",
    "总目录",
    "致谢",
    "谢辞",
    "鸣谢",
    "后记",
    "跋",
    "参考文献",
    "主要参考文献",
    "参考书目",
    "引用文献",
    "附录",
    "作者简介",
    "声明",
    "原创性声明",
    "独创性声明",
    "版权声明",
    "图目录",
    "表目录",
    "插图目录",
    "表格目录",
    "插图清单",
    "附表清单",
    "图表目录",
    "符号说明",
    "缩略语",
    "缩略语表",
    "索引",
    "攻读学位期间的研究成果",
    "目錄",
    "參考文獻",
    "致謝",
    "附錄",
    "要旨",
    "謝辞",
    "付録",
    "abstract",
    "contents",
    "table of contents",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "references",
    "bibliography",
    "works cited",
    "literature cited",
    "list of figures",
    "list of tables",
    "list of abbreviations",
    "dedication",
    "declaration",
    "about the author",
    "index",
    "appendix",
    "appendices",
];
/// Names that no book counts beside chapters whose numbers were typed; elsewhere
/// they may be the first chapter.
const BESIDE_CHAPTERS: [&str; 9] = ["前言", "序", "序言", "自序", "引子", "楔子", "preface", "foreword", "prologue"];

/// Names of first chapters.
const FIRST_CHAPTERS: [&str; 12] = [
    "绪论",
    "緒論",
    "引言",
    "导言",
    "导论",
    "導論",
    "背景",
    "研究背景",
    "はじめに",
    "序論",
    "introduction",
    "background",
];

/// Whether a heading is a chapter, or a part before or behind the chapters, and no
/// title of a document.
pub(in crate::resolve) fn is_chapter_name(title: &str) -> bool {
    is_unnumbered(title, true) || FIRST_CHAPTERS.contains(&folded(title).as_str())
}

/// Whether a heading of the top level stays unnumbered by its name.
pub(in crate::resolve) fn is_unnumbered(title: &str, beside_chapters: bool) -> bool {
    let name = folded(title);
    UNNUMBERED.contains(&name.as_str()) || (beside_chapters && BESIDE_CHAPTERS.contains(&name.as_str()))
}

/// A title without case, without the blanks that spread two characters (摘　要)
/// and without a colon at its end.
pub(in crate::resolve) fn folded(title: &str) -> String {
    let title = title.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    let spread = |ch: char| ch.is_whitespace();
    if title.chars().any(crate::model::is_han) { title.replace(spread, "") } else { title }
}

#[cfg(test)]
mod tests {
    use super::is_unnumbered;

    #[test]
    fn names_are_known_however_they_are_spread() {
        for name in ["摘要", "摘 要", "致　谢", "参考文献：", "References", "ABSTRACT", "Table of Contents"]
        {
            assert!(is_unnumbered(name, false), "{name}");
        }
        for name in ["绪论", "摘要的写法", "Abstract algebra", "前言"] {
            assert!(!is_unnumbered(name, false), "{name}");
        }
        assert!(is_unnumbered("前 言", true));
    }
}
