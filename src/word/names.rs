//! The names of built-in styles. Word writes them in English whatever language
//! it speaks; other programs translate some of them.

/// Chinese names and English ones; `{}` stands for a level.
const CHINESE: [(&str, &str); 21] = [
    ("标题 {}", "heading {}"),
    ("目录 {}", "toc {}"),
    ("正文", "Normal"),
    ("标题", "Title"),
    ("副标题", "Subtitle"),
    ("题注", "caption"),
    ("图表目录", "table of figures"),
    ("脚注文本", "footnote text"),
    ("脚注引用", "footnote reference"),
    ("尾注文本", "endnote text"),
    ("尾注引用", "endnote reference"),
    ("列表段落", "List Paragraph"),
    ("列出段落", "List Paragraph"),
    ("引用", "Quote"),
    ("明显引用", "Intense Quote"),
    ("页眉", "header"),
    ("页脚", "footer"),
    ("超链接", "Hyperlink"),
    ("强调", "Emphasis"),
    ("要点", "Strong"),
    ("书目", "Bibliography"),
];
/// English names that programs write in other letters.
const ENGLISH: [&str; 9] = [
    "heading {}",
    "toc {}",
    "caption",
    "footnote text",
    "footnote reference",
    "endnote text",
    "endnote reference",
    "header",
    "footer",
];
/// Parts of the names of styles for code.
const CODE: [&str; 6] = ["code", "verbatim", "monospace", "preformatted", "代码", "等宽"];
/// Parts of the names of faces whose characters are equally wide.
const FACES: [&str; 9] =
    ["mono", "courier", "consolas", "menlo", "code", "inconsolata", "lucida console", "typewriter", "fixed"];

/// The English name of a style, as Word writes it.
pub(super) fn english(name: &str) -> String {
    let (stem, level) = match name.trim_end_matches(|ch: char| ch.is_ascii_digit()) {
        stem if stem.len() + 1 == name.len() => (format!("{} {{}}", stem.trim_end()), &name[stem.len()..]),
        _ => (name.to_owned(), ""),
    };
    let chinese = CHINESE.iter().find(|(chinese, _)| *chinese == stem).map(|(_, english)| *english);
    let known = chinese.or_else(|| ENGLISH.into_iter().find(|english| english.eq_ignore_ascii_case(&stem)));
    known.map_or_else(|| name.to_owned(), |known| known.replace("{}", level))
}

/// Whether a style of this name is for code.
pub(super) fn is_code(name: &str) -> bool {
    let name = name.to_lowercase();
    CODE.iter().any(|part| name.contains(part))
}

/// Whether the characters of a face are equally wide.
pub(super) fn is_monospaced(face: &str) -> bool {
    let face = face.to_lowercase();
    // “Monotype” is a foundry.
    FACES.iter().any(|part| face.contains(part)) && !face.contains("monotype")
}

#[cfg(test)]
mod tests {
    use super::english;

    #[test]
    fn built_in_names_become_english() {
        for (name, known) in [
            ("heading 1", "heading 1"),
            ("Heading 2", "heading 2"),
            ("标题 3", "heading 3"),
            ("标题4", "heading 4"),
            ("标题", "Title"),
            ("题注", "caption"),
            ("TOC 1", "toc 1"),
            ("正文", "Normal"),
            ("我的样式", "我的样式"),
            ("Table 12", "Table 12"),
        ] {
            assert_eq!(english(name), known);
        }
    }
}
