//! What `--help` says of commands and options.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "A Markdown file, a folder with a fuzi.toml, or a folder of Markdown files",
        "Markdown 文件、含 fuzi.toml 的目录，或 Markdown 文件所在的目录",
    ),
    ("Begin a new project", "新建项目"),
    ("Begin a sheet of your own, styles/NAME.toml", "新建自己的样式表 styles/NAME.toml"),
    ("Begin no other document once one has failed", "一个文档失败后，不再开始其他文档"),
    ("Build both editions of documents", "生成文档的 PDF 和 Word 文件"),
    ("Build documents, and again whenever one of their files changes", "生成文档，并在其中的文件变化时重新生成"),
    ("Build every document, changed or not, and keep nothing", "不论是否改过，重新生成每个文档，并且不留缓存"),
    (
        "Build the edition of a profile [default: the plain one, and one for each profile in fuzi.toml]",
        "生成某个版本（profile）[默认：普通版，以及 fuzi.toml 中的每个版本]",
    ),
    ("Build the other documents when one has failed [default]", "一个文档失败后，继续生成其他文档 [默认]"),
    ("Do not put the Markdown source into the Word file [default]", "不把 Markdown 源文件放进 Word 文件 [默认]"),
    ("Examples:", "示例："),
    (
        "Exit status: 0 done; 1 the document has errors, or warnings under --strict; 2 wrong usage; 3 files could not be read or written; 4 some of several documents failed",
        "退出状态：0 完成；1 文档有错误，或在 --strict 下有警告；2 用法有误；3 文件无法读写；4 多个文档中有一部分失败",
    ),
    ("Explain a rule or a diagnostic", "解释一条规则或诊断"),
    ("Explain all of them", "解释全部规则"),
    ("Forget what came of the documents, so that all are built anew", "清除缓存，使所有文档重新生成"),
    ("Give a variable a value, as in --var version=1.4; may be repeated", "给变量一个值，如 --var version=1.4；可重复"),
    ("How diagnostics are written", "诊断的输出格式"),
    ("How findings are written", "检查结果的输出格式"),
    ("How many threads build [default: one for each core]", "生成所用的线程数 [默认：每个核心一个]"),
    ("List styles, show them, explain their fields, begin new ones", "列出、显示、新建样式，解释样式的字段"),
    ("List the styles of fuzi and those in styles/ [default]", "列出 fuzi 的样式和 styles/ 中的样式 [默认]"),
    ("Make a sheet from a Word template", "由 Word 模板生成样式表"),
    (
        "Mend in the manuscripts what has one safe answer, then say what is left",
        "在书稿中改正有唯一稳妥改法的问题，然后报告其余的",
    ),
    (
        "One Markdown manuscript becomes a typeset PDF and a native Word file",
        "把一份 Markdown 书稿变成排版精良的 PDF 和原生的 Word 文件",
    ),
    (
        "Only the document of an id, as `fuzi plan` lists it; may be repeated",
        "只处理此 id 的文档，id 见 `fuzi plan`；可以多次给出",
    ),
    ("Only the documents of one of N shares, such as 1/8", "只处理 N 份中的一份文档，如 1/8"),
    ("Overwrite the sheet if it is there", "样式表已存在时覆盖它"),
    (
        "Print a JSON array with the inputs, outputs and key of each document",
        "以 JSON 数组输出每个文档的输入、输出和键",
    ),
    ("Print a style as a sheet with every field", "把样式输出为含全部字段的样式表"),
    (
        "Print each diagnostic, also where there are more than ten of one kind in a file",
        "逐条列出诊断，即使一个文件中同一种超过十条",
    ),
    (
        "Print each finding, also where there are more than ten of one kind in a file",
        "逐条列出检查结果，即使一个文件中同一种超过十条",
    ),
    ("Print the JSON Schema of sheets, for editors", "输出样式表的 JSON Schema，供编辑器使用"),
    ("Print the JSON Schema of what `--message-format json` prints", "输出 `--message-format json` 各行的 JSON Schema"),
    (
        "Print the resolved document or the Typst source instead of writing editions",
        "不生成文件，只输出解析后的文档或 Typst 源码",
    ),
    ("Print what makes a shell complete the commands and options", "输出 shell 的命令和选项补全脚本"),
    ("Put the Markdown source into the Word file", "把 Markdown 源文件放进 Word 文件"),
    ("Say nothing but diagnostics", "除诊断外不输出其他内容"),
    ("Say what a careful editor would, without writing editions", "像细心的编辑那样检查书稿，不生成文件"),
    ("Say what a field of a sheet means and how its value is written", "说明样式表字段的含义和值的写法"),
    ("Show the pages in the browser of this machine [default port: 7300]", "在本机浏览器中显示页面 [默认端口：7300]"),
    ("Show what --fix would change, without changing it", "显示 --fix 会怎样改，但不改动文件"),
    ("Show which fonts a style uses on this machine", "显示样式在这台电脑上实际所用的字体"),
    ("Tell what a report of a problem needs: versions, fonts, folders", "列出报告问题所需的信息：版本、字体、目录"),
    ("Tell what would be built, without building", "列出将要生成的内容，但不生成"),
    ("The Word file or template (.docx, .dotx)", "Word 文件或模板（.docx、.dotx）"),
    ("The editions to write", "要生成的文件"),
    ("The field, such as body.size, heading1 or first-line", "字段，如 body.size、heading1、first-line"),
    (
        "The folder for a page of each command; without one that of fuzi itself is printed",
        "每个命令各写一页的目录；不给出则输出 fuzi 本身的一页",
    ),
    ("The folder for the editions [default: beside the source]", "输出目录 [默认：源文件旁]"),
    (
        "The folder for what is known of documents [default: FUZI_CACHE, or .fuzi/cache beside fuzi.toml]",
        "缓存目录 [默认：FUZI_CACHE，或 fuzi.toml 旁的 .fuzi/cache]",
    ),
    ("The folder of the project", "项目目录"),
    ("The kind of document to begin with [default: report]", "新建的文档种类 [默认：report]"),
    (
        "The language of messages [default: Chinese where LC_ALL, LC_MESSAGES or LANG begins with zh, else English]",
        "消息的语言 [默认：LC_ALL、LC_MESSAGES 或 LANG 以 zh 开头时为中文，否则为英文]",
    ),
    ("The name of the new style", "新样式的名字"),
    (
        "The name or the number, such as ellipsis or F0903; without one all are listed",
        "名字或编号，如 ellipsis、F0903；不写则列出全部",
    ),
    ("The sheet to write [default: print it]", "要写入的样式表 [默认：直接输出]"),
    ("The shell", "shell 的名称"),
    ("The style that it builds on", "所继承的样式"),
    (
        "The style whose values are shown [default: that of the project, or report]",
        "显示哪个样式的值 [默认：项目的样式，或 report]",
    ),
    ("The style: a name, or the path of a sheet", "样式：名字，或样式表的路径"),
    (
        "The style: a name, or the path of a sheet [default: that of the project, or report]",
        "样式：名字，或样式表的路径 [默认：项目的样式，或 report]",
    ),
    (
        "Touch a file once everything is built, for Make: an edition that comes out the same keeps its time",
        "全部生成后更新一个文件的时间，供 Make 使用：内容没有变化的文件时间不变",
    ),
    (
        "Treat warnings as errors, or only what is of these codes: nothing is written if there is one",
        "把警告当作错误，或只把这些代码的诊断当作错误：有一条就不写文件",
    ),
    ("What the schema is of", "模式所描述的内容"),
    (
        "Write on which files the editions depend, for Make or Ninja",
        "写出所生成文件依赖哪些文件，供 Make 或 Ninja 使用",
    ),
    ("Write the manual pages", "写出手册页"),
];
