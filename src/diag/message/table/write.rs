//! What an edition cannot hold.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("Word cannot begin a page in a footnote or a box", "Word 不能在脚注或方框内分页"),
    (
        "Word cannot turn the page or set columns in a footnote or a box; the text stays",
        "Word 不能在脚注或方框内横排或分栏，文字照常印出",
    ),
    ("Word has no footnotes in footnotes; only the mark stays", "Word 的脚注中不能有脚注，只保留其标记"),
    ("a control character in the code is left out of the Word file", "代码中的控制字符在 Word 文件中已略去"),
    ("a control character is left out of the Word file", "Word 文件中略去了一个控制字符"),
    (
        "keep the pages within {max_page} pt, and what stands on them near them",
        "页面边长请不超过 {max_page} pt，页上的内容也不要离页面太远",
    ),
    ("make a sheet from the template: fuzi styles import", "请由模板生成样式表：fuzi styles import"),
    ("name a font that has it under `fonts.fallback` of the style", "请在样式的 `fonts.fallback` 中指定有此字的字体"),
    ("no font of the style has the character “{sign}” (U+{value})", "样式的字体都没有字符“{sign}”（U+{value}）"),
    (
        "no font of the style has the character “{sign}” (U+{value}), {count} times",
        "样式的字体都没有字符“{sign}”（U+{value}），共 {count} 处",
    ),
    ("open it in Word or WPS and save it as .docx", "请用 Word 或 WPS 打开，另存为 .docx"),
    ("open it in Word, remove the password and save it as .docx", "请用 Word 打开，去掉密码，另存为 .docx"),
    ("remove the password and save it as .docx", "请去掉密码，另存为 .docx"),
    ("something on page {page} is larger than a PDF reader takes", "第 {page} 页上有尺寸超出 PDF 阅读器所能处理的内容"),
    ("the PDF is not as it should be: {what}", "PDF 不符合要求：{what}"),
    ("the PDF is not {standards}: {what}", "PDF 不符合 {standards}：{what}"),
    (
        "the template has no style “{name}”{chinese}; fuzi's own is used",
        "模板没有样式“{name}”{chinese}，改用 fuzi 自己的",
    ),
    ("this address is too long for Word; only its text stays", "地址过长，Word 不能接受，只保留文字"),
    (
        "this is not a well-formed paragraph or table of WordprocessingML; it is printed as text",
        "这不是合法的 WordprocessingML 段落或表格，按文字印出",
    ),
    (
        "this is not a well-formed run of WordprocessingML; it is printed as text",
        "这不是合法的 WordprocessingML 文字，按文字印出",
    ),
    ("this passage {reason}; it is printed as text", "这一段{reason}，按文字印出"),
    ("write date: 2026-01-31 in the front matter", "请在前置元数据中写 date: 2026-01-31"),
    ("write title: … in the front matter", "请在前置元数据中写 title: …"),
    ("{path} cannot be shown in the Word file", "Word 文件无法显示 {path}"),
];
