//! What is found while numbers, labels and references are decided.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "Word numbers {max_notes} footnotes; from here on they are printed in brackets",
        "Word 最多编 {max_notes} 个脚注，此后的印在括号内",
    ),
    (
        "`{label}` and `{name}` fill the same row of the cover and differ; `{label}` is printed",
        "`{label}` 和 `{name}` 对应封面同一行而内容不同，印出 `{label}`",
    ),
    ("a control character is left out here", "此处有控制字符，已略去"),
    (
        "a figure in a list, a quotation, a box or columns stays where it is written",
        "列表、引用、框或分栏中的图留在原处",
    ),
    ("a footnote within a footnote is printed in brackets", "脚注中的脚注印在括号内"),
    ("a sub-figure has no `{key}` of its own", "子图没有自己的 `{key}`"),
    (
        "add `{-}` to print it without a number, or an id such as `{#fig:x}`",
        "不要编号就加上 `{-}`，否则加上 `{#fig:x}` 这样的 id",
    ),
    (
        "add what the cover should show to `fields` of `[title]` in the style, and remove the rest",
        "封面要显示的，加到样式 `[title]` 的 `fields` 中；其余删去",
    ),
    ("add {#{id}} to what it refers to", "请给所引用的内容加上 {#{id}}"),
    ("begin the example that it refers to with `(@{label})`", "请用 `(@{label})` 开始所引用的例句"),
    ("close the outer `::: columns` before this one", "请先结束外层的 `::: columns`"),
    (
        "columns stand more than {max_nested_columns} deep in columns; the text stays",
        "分栏嵌套超过 {max_nested_columns} 层，文字照常印出",
    ),
    ("did you mean “#{name}”?", "是不是“#{name}”？"),
    ("did you mean “(@{near})”?", "是不是“(@{near})”？"),
    ("did you mean “[^{near}]”?", "是不是“[^{near}]”？"),
    ("did you mean “{name}”?", "是不是“{name}”？"),
    ("divide it with blank lines", "请用空行分段"),
    ("divide the document", "请拆分文档"),
    (
        "divide the table or shorten its longest words, or set `min-size` under `[table]` in the style",
        "请拆分表格或改短最长的词，或在样式的 `[table]` 下设置 `min-size`",
    ),
    (
        "divide the table, or write `{wide=landscape}` behind its caption to let it turn the page",
        "请拆分表格，或在题注后写 `{wide=landscape}`，允许改排横向页",
    ),
    (
        "divide the table, or write `{wide=shrink}` behind its caption to keep the page upright",
        "请拆分表格，或在题注后写 `{wide=shrink}`，保持纵向页",
    ),
    (
        "give each of them an id of its own, or link to its file: `[text](chapter.md#id)`",
        "请给它们各取一个 id，或链接到所在的文件：`[文字](chapter.md#id)`",
    ),
    ("its text is kept without the link", "文字保留，去掉链接"),
    (
        "leave it out, or write `numbers: typed` in the front matter to print it alone",
        "请去掉它，或在前置块写 `numbers: typed`，只印手打的编号",
    ),
    (
        "leave the numbers out and refer by ids such as `{#fig:id}`, or write `numbers: count` in the front matter",
        "去掉编号并用 `{#fig:id}` 之类的 id 引用，或在前置元数据中写 `numbers: count`",
    ),
    (
        "leave the numbers out to have them counted, or write `numbers: typed` in the front matter",
        "去掉编号即可自动编号，或在前置元数据中写 `numbers: typed`",
    ),
    (
        "leave the numbers out, or write `numbers: count` in the front matter",
        "去掉编号，或在前置元数据中写 `numbers: count`",
    ),
    ("links of the scheme “{scheme}:” are not allowed", "不允许“{scheme}:”链接"),
    (
        "list fewer levels with `toc-depth`; {max_entries} entries are the most (`contents` under [limits])",
        "用 `toc-depth` 减少层级，最多 {max_entries} 项（[limits] 中的 `contents`）",
    ),
    ("name one picture for each office that signs, in their order", "按署名的顺序，为每个机关各指定一张印章图片"),
    ("no heading or id “{decoded}” to link to", "链接目标“{decoded}”不存在：没有这样的标题或 id"),
    (
        "no page can begin inside a quotation, a list or a box; the break is left out",
        "引用块、列表和方框内不能分页，分页已略去",
    ),
    ("nothing refers to the footnote {one}; it is not printed", "脚注{one}没有被引用，不会印出"),
    (
        "nothing refers to the footnotes {list} and {last}; they are not printed",
        "脚注{list}和{last}没有被引用，不会印出",
    ),
    (
        "nothing refers to the footnotes {list} and {more} more; they are not printed",
        "脚注{list}等没有被引用（另有 {more} 个），不会印出",
    ),
    ("remove `{label}`, or make it the same as `{name}`", "请去掉 `{label}`，或使它与 `{name}` 一致"),
    ("rename one of them; references lead to the first one", "请改掉其中一个；引用指向第一个"),
    ("rename one of them; the first one is printed", "请改掉其中一个；现印出第一个"),
    ("several other files have “{name}”; this leads to the first", "另有几个文件都有“{name}”，这里指向其中的第一个"),
    ("that file has no heading or id “{name}”", "该文件中没有标题或 id “{name}”"),
    ("the address of the link is empty", "链接地址为空"),
    ("the address of the link is longer than Word takes", "链接地址过长，Word 不能接受"),
    (
        "the document has more than {max_notes} footnotes; from here on they are printed in brackets",
        "文档的脚注超过 {max_notes} 个，此后的印在括号内",
    ),
    ("the footnote “{note}” is given twice", "脚注“{note}”重复定义"),
    ("the id “{name}” is given twice", "id “{name}”重复"),
    ("the link leads to where the file begins", "链接指向该文件的开头"),
    (
        "the number that this heading begins with is printed behind the one that is counted",
        "标题开头手打的编号印在自动编号之后",
    ),
    (
        "the page cannot turn inside a quotation, a list or a box; the text stays",
        "引用块、列表和方框内不能横排页面，文字照常印出",
    ),
    ("the style does not print the field {keys} of the front matter", "样式不印前置元数据的字段 {keys}"),
    (
        "the style does not print the fields {keys} and {more} more of the front matter",
        "样式不印前置元数据的字段 {keys}（另有 {more} 个）",
    ),
    ("the style does not print the fields {keys} of the front matter", "样式不印前置元数据的字段 {keys}"),
    (
        "the typed number of this caption is counted instead, with the same result",
        "该题注手打的编号改为自动编号，结果相同",
    ),
    (
        "the typed number of this heading is counted instead, with the same result",
        "该标题手打的编号改为自动编号，结果相同",
    ),
    (
        "the typed numbers of {counted} captions are counted instead, with the same result",
        "{counted} 个题注手打的编号改为自动编号，结果相同",
    ),
    (
        "the typed numbers of {counted} headings are counted instead, with the same result",
        "{counted} 个标题手打的编号改为自动编号，结果相同",
    ),
    ("this caption has a typed number, which is printed as typed", "该题注的编号是手打的，照原样印出"),
    (
        "this caption has no label and is counted; pandoc-crossref counts only what has one",
        "这个题注没有 id，仍然编号；pandoc-crossref 只给有 id 的编号",
    ),
    (
        "this cell is only “{sign}” but there is no cell that it could join",
        "该单元格只有“{sign}”，但没有可合并的单元格",
    ),
    ("this heading has a typed number, which is printed as typed", "该标题的编号是手打的，照原样印出"),
    (
        "this paragraph has {count} runs, links and references; it is set as {len}",
        "该段有 {count} 个文字块、链接和引用，分成 {len} 段排版",
    ),
    ("this picture has no alternative text", "图片没有替代文字"),
    ("this table is set at {size} so that its columns fit", "此表以 {size} 排印，使各列容得下内容"),
    ("this table is too wide even at {size}; its words break", "此表缩至 {size} 仍然过宽，单词会断开"),
    (
        "this table is too wide for the page; it is set on a landscape page at {size}",
        "此表对版面过宽，改排在横向页上，字号 {size}",
    ),
    (
        "too many combining marks follow one character; those after the first 30 are left out",
        "一个字符后的组合符号过多，30 个以后的已略去",
    ),
    ("undefined example “{label}”", "例句“{label}”未定义"),
    ("undefined footnote “{name}”", "未定义的脚注“{name}”"),
    ("undefined reference “{id}”", "未定义的引用“{id}”"),
    ("use a field that it prints: {labels}", "请用它会印的字段：{labels}"),
    ("write ![caption](path \"what it shows\")", "请写 ![题注](路径 \"图中内容\")"),
    ("write 60%, 8cm, 80mm, 3in, 200pt or 400px", "请写 60%、8cm、80mm、3in、200pt 或 400px"),
    ("write [^{unused}] where it belongs", "请在应有之处写 [^{unused}]"),
    ("write \\{sign} for the character itself", "要印符号本身，请写 \\{sign}"),
    ("write float=auto, here, top, bottom or page", "写成 float=auto、here、top、bottom 或 page"),
    ("write it behind the id of the whole figure", "写到整个图的编号之后"),
    ("write it outside, or leave `float` out", "写到外面，或去掉 `float`"),
    (
        "{all} captions have typed numbers: {kept} are printed as typed, {counted} counted with the same result",
        "{all} 个题注的编号是手打的：{kept} 个照原样印出，{counted} 个改为自动编号，结果相同",
    ),
    (
        "{all} headings have typed numbers: {kept} are printed as typed, {counted} counted with the same result",
        "{all} 个标题的编号是手打的：{kept} 个照原样印出，{counted} 个改为自动编号，结果相同",
    ),
    ("{count} columns are too narrow for text; {fitting} are set", "{count} 栏太窄，改为 {fitting} 栏"),
    (
        "{count} headings begin with numbers that are printed behind those that are counted",
        "{count} 个标题开头手打的编号印在自动编号之后",
    ),
    (
        "{count} tables are set smaller so that their columns fit, this one at {size}",
        "{count} 个表格缩小字号排印，使各列容得下内容，此表为 {size}",
    ),
    (
        "{count} tables are too wide even at {least}; their words break",
        "{count} 个表格缩至 {least} 仍然过宽，单词会断开",
    ),
    (
        "{count} tables are too wide for the page; they are set on landscape pages",
        "{count} 个表格对版面过宽，改排在横向页上",
    ),
    ("{kept} captions have typed numbers, which are printed as typed", "{kept} 个题注的编号是手打的，照原样印出"),
    ("{kept} headings have typed numbers, which are printed as typed", "{kept} 个标题的编号是手打的，照原样印出"),
    ("{seals} seals are named for {offices} offices", "{offices} 个机关署名，却指定了 {seals} 个印章"),
    (
        "“align” needs one of l, c, r and . for each of {columns} columns",
        "“align” 需要给 {columns} 列各写一个 l、c、r 或 .",
    ),
    ("“head” needs a number of rows, at most {most} here", "“head” 需要一个行数，此处最多 {most}"),
    ("“widths” needs {columns} positive numbers, one for each column", "“widths” 需要 {columns} 个正数，每列一个"),
    ("“{given}” is not a number of columns between 1 and {max_columns}", "“{given}”不是 1 到 {max_columns} 的栏数"),
    (
        "“{heading}” would have {whole} entries; {count} of them are listed",
        "“{heading}”有 {whole} 项，只列出 {count} 项",
    ),
    ("“{id}” has no number that a reference could print", "“{id}”没有编号，引用无从印出"),
    ("“{tag}” is not a valid language tag such as zh-CN or en", "“{tag}”不是有效的语言标记（如 zh-CN、en）"),
    ("“{text}” is no place of a figure", "“{text}”不是图的位置"),
    (
        "“{value}” is neither “auto” nor “full” nor a part such as “80%”",
        "“{value}”既不是 “auto”、“full”，也不是 “80%” 这样的比例",
    ),
    ("“{value}” is neither “shrink” nor “landscape”", "“{value}”既不是 “shrink” 也不是 “landscape”"),
    ("“{value}” is not a resolution between 1 and 10000", "“{value}”不是 1 到 10000 的分辨率"),
    ("“{value}” is not a valid line number", "“{value}”不是有效的行号"),
    ("“{value}” is not a valid size of a picture", "“{value}”不是有效的图片尺寸"),
    (
        "“{written}” is neither an address on the web nor an anchor of this document",
        "“{written}”既不是网址，也不是本文档的锚点",
    ),
];
