//! What is wrong with Word templates and their parts.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "a header of the template shows a style that the text does not use ({old}); it is changed to {new}",
        "模板页眉所显示的样式在正文中没有用到（{old}），已改为 {new}",
    ),
    (
        "a section of the template has values that Word does not accept ({first}), changed to the nearest",
        "模板的一节有 Word 不接受的值（{first}），已改为最接近的值",
    ),
    (
        "add them to the front matter under these names, or name their fields in `[template.fields]` of the sheet",
        "请在文首按这些名称补上，或在样式表的 `[template.fields]` 中写明各由哪个字段填写",
    ),
    ("charts of the template's own pages are left out of the PDF", "模板自带页面上的图表不进入 PDF"),
    (
        "diagrams (SmartArt) of the template's own pages are left out of the PDF",
        "模板自带页面上的 SmartArt 图形不进入 PDF",
    ),
    ("did you mean “{meant}”?", "是不是“{meant}”？"),
    ("drawn shapes of the template's own pages are left out of the PDF", "模板自带页面上绘制的形状不进入 PDF"),
    ("formulas of the template's own pages are left out of the PDF", "模板自带页面上的公式不进入 PDF"),
    ("fuzi's own lists are used", "改用 fuzi 自己的列表"),
    ("fuzi's own settings are used", "改用 fuzi 自己的设置"),
    ("fuzi's own table of fonts is used", "改用 fuzi 自己的字体表"),
    ("fuzi's own theme is used", "改用 fuzi 自己的主题"),
    ("has a field that may fetch or run something ({field})", "含有可能取用或运行外部内容的域（{field}）"),
    ("has no style for paragraphs", "没有段落样式"),
    ("has relations that cannot be read: {reason}", "的关系无法读取：{reason}"),
    ("has the root element <{tree}>, not <{root}>", "的根元素是 <{tree}>，应为 <{root}>"),
    ("has {count} marks of fields without a counterpart, left out", "有 {count} 个不成对的域标记，已略去"),
    ("holds an embedded program or file ({element})", "含有嵌入的程序或文件（{element}）"),
    (
        "holds more than {max_parts} paragraphs and pieces of text; the rest is not read",
        "的段落和文字片段超过 {max_parts} 个，其余没有读取",
    ),
    ("holds more than {max_parts} parts", "的部件超过 {max_parts} 个"),
    ("is broken: its part {name} cannot be unpacked", "已损坏：部件 {name} 无法解压"),
    ("is broken: its part {name} is not text", "已损坏：部件 {name} 不是文本"),
    ("is broken: its part {name} {reason}", "已损坏：部件 {name} {reason}"),
    ("is broken: {error}", "已损坏：{error}"),
    ("is encrypted", "已加密"),
    ("is encrypted, or an old Word file (.doc)", "已加密，或是旧版 Word 文件（.doc）"),
    ("is not a Word file (.docx or .dotx)", "不是 Word 文件（.docx、.dotx）"),
    ("is not a Word file: it has no [Content_Types].xml", "不是 Word 文件：缺少 [Content_Types].xml"),
    ("is not a Word file: it has no {what}", "不是 Word 文件：缺少 {what}"),
    ("is not text", "不是文本"),
    ("leads to a part that is not there ({key}=\"{id}\")", "指向不存在的部件（{key}=\"{id}\"）"),
    ("leads to something outside the file ({target})", "指向文件之外（{target}）"),
    ("leads to {target}, which {reason}", "指向 {target}，而后者{reason}"),
    (
        "name the blank that each fills in `[template.fields]` of the sheet, or write it in double braces into the template",
        "请在样式表的 `[template.fields]` 中写明各填哪个空白，或在模板中用双花括号写出字段名",
    ),
    ("not taken over: {line}", "没有采用：{line}"),
    ("not taken over: {line}: {why}", "没有采用：{line}：{why}"),
    (
        "nothing in the front matter fills these blanks of the template's pages: {texts}",
        "文首没有字段可填模板页面上的这些空白：{texts}",
    ),
    ("open it in Word and save it again", "请在 Word 中打开并重新保存"),
    ("pages of the template are left out: what stands on them {reason}", "模板自带的页面没有采用：页面内容{reason}"),
    (
        "pictures of the template's own pages that the PDF cannot show are left out of it",
        "模板自带页面上有 PDF 无法显示的图片，不进入 PDF",
    ),
    ("replace them in the template, or in the Word file", "请在模板或 Word 文件中替换"),
    ("takes a part of its text from another file, which is not read", "有一部分正文来自另一个文件，没有读取"),
    ("the Word file “{shown}” {reason}", "Word 文件“{shown}”{reason}"),
    ("the footer is left out", "页脚已略去"),
    ("the header is left out", "页眉已略去"),
    (
        "the pages “{title}” stand among the chapters of the template; they are not taken over",
        "“{title}”一页在模板的各章之间，没有采用",
    ),
    (
        "the part “{name}” of the template has values that Word does not accept ({first} and {more} more), changed to the nearest",
        "模板的部件“{name}”有 Word 不接受的值（{first} 等，另有 {more} 处），已改为最接近的值",
    ),
    (
        "the part “{name}” of the template has values that Word does not accept ({first}), changed to the nearest",
        "模板的部件“{name}”有 Word 不接受的值（{first}），已改为最接近的值",
    ),
    ("the part “{name}” of the template {reason}; {instead}", "模板的部件“{name}”{reason}；{instead}"),
    (
        "the template numbers headings of level {level} as “{theirs}”, the style as “{ours}”; the numbers of the style stand as text in the Word file",
        "模板的 {level} 级标题编号为“{theirs}”，样式为“{ours}”；Word 文件中按样式的编号印成文字",
    ),
    ("the template “{named}” has no style of paragraphs “{name}”", "模板“{named}”没有段落样式“{name}”"),
    ("the template “{shown}” {reason}", "模板“{shown}”{reason}"),
    (
        "the template's own pages have notes, which are not taken over ({count})",
        "模板自带页面中有 {count} 个脚注或尾注，没有采用",
    ),
    (
        "the template's pages have no blank for these fields of the front matter: {texts}",
        "模板页面上没有文首这些字段的空白：{texts}",
    ),
    ("the template's pages keep texts that say what to write there: {texts}", "模板页面上还留有提示文字：{texts}"),
    ("unpacks to far more than it holds (at {name}); it is not read", "解压后过大（在 {name}），没有读取"),
    (
        "write the name that Word shows, or leave it empty: fuzi looks for the style then",
        "写 Word 里显示的样式名；留空则由 fuzi 自动识别",
    ),
];
