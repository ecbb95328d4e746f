//! The Chinese terms of word processors for the fields of a sheet.

/// Each term with the key that it means, which several parts have.
const TERMS: &[(&str, &str)] = &[
    ("字体", "font"),
    ("字号", "size"),
    ("行距", "pitch"),
    ("加粗", "bold"),
    ("粗体", "bold"),
    ("颜色", "color"),
    ("字体颜色", "color"),
    ("对齐", "align"),
    ("对齐方式", "align"),
    ("首行缩进", "first-line"),
    ("缩进", "indent"),
    ("左缩进", "indent"),
    ("右缩进", "indent-right"),
    ("段前", "before"),
    ("段前距", "before"),
    ("段后", "after"),
    ("段后距", "after"),
    ("正文", "body"),
    ("一级标题", "heading1"),
    ("二级标题", "heading2"),
    ("三级标题", "heading3"),
    ("页面", "page"),
    ("纸张", "paper"),
    ("上边距", "margin-top"),
    ("下边距", "margin-bottom"),
    ("左边距", "margin-left"),
    ("右边距", "margin-right"),
    ("装订线", "gutter"),
    ("分栏", "columns"),
    ("页码", "page-number"),
    ("脚注", "notes"),
    ("目录", "contents"),
    ("表格", "table"),
    ("图", "figure"),
    ("编号", "number"),
];

/// The key that a term means.
#[must_use]
pub fn key(term: &str) -> Option<&'static str> {
    TERMS.iter().find(|(known, _)| *known == term.trim()).map(|(_, key)| *key)
}

/// The first term for a key.
#[must_use]
pub fn term(key: &str) -> Option<&'static str> {
    TERMS.iter().find(|(_, known)| *known == key).map(|(term, _)| *term)
}

#[cfg(test)]
mod tests {
    use super::TERMS;
    use crate::style::Style;

    #[test]
    fn every_term_means_a_field() {
        let guide = Style::guide();
        let paths = guide.paths();
        for (term, key) in TERMS {
            assert!(paths.iter().any(|(_, field)| field.key == *key), "{term}: {key}");
        }
    }
}
