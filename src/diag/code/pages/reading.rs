//! The pages on what is read from a manuscript.

use super::pages;

pages! {
    FrontMatter {
        /// The front matter stands between two lines `---` at the head of the file,
        /// one `key: value` a line. A value with a colon or a leading sign such as
        /// `[` or `@` stands in quotes: `title: "甲：乙"`. Tabs may not indent.
    } {
        /// 前置元数据写在文件开头的两行 `---` 之间，每行一个 `key: value`。值中有冒号，或以 `[`、
        /// `@` 等符号开头时，要放在引号里：`title: "甲：乙"`。不能用制表符缩进。
    }
    DuplicateKey {
        /// Only one of the two can count. Take the other one out.
    } {
        /// 同一个键只能有一个值，请删去其中一个。
    }
    UnknownField {
        /// A name that is near to one of fuzi's is probably misspelt; the message
        /// names the nearest one. Fields of your own, such as 学号, are texts for the
        /// cover: it shows those that the style lists in `fields` of `[title]`, under
        /// their own names or others (`姓名=author`), and a value under the row's own
        /// name goes first. Lists of lists and mappings cannot be printed there.
    } {
        /// 与 fuzi 的字段名相近的，多半是拼写有误，消息中会给出最接近的名字。自定的字段（如“学号”）
        /// 是封面上的文字：样式的 `[title]` 在 `fields` 中列出哪些，封面就印哪些；可以用原名，
        /// 也可以换个名字（`姓名=author`），与该行同名的字段优先。列表套列表和映射不能印在封面上。
    }
    Language {
        /// `lang` takes tags as web pages do: `zh-CN`, `zh-TW`, `en`, `ja`. The codes
        /// of countries (`cn`) and the names of languages (`中文`) are none.
    } {
        /// `lang` 的写法与网页相同：`zh-CN`、`zh-TW`、`en`、`ja`。国家代码（`cn`）
        /// 和语言名称（`中文`）都不行。
    }
    Encoding {
        /// The file was probably saved in GBK or Big5; the message says which where the
        /// bytes tell. Open it in its editor and save it as UTF-8, or convert it with
        /// `iconv`; the place is the first byte that does not fit.
    } {
        /// 文件可能是以 GBK 或 Big5 保存的；能从字节看出来时，消息中会说明。请用原来的编辑器打开，
        /// 另存为 UTF-8，或用 `iconv` 转换。所指位置是第一个不合 UTF-8 的字节。
    }
    Include {
        /// `{{< include part.md >}}` names a file from the folder of the file in which
        /// it stands, within the project. Files may not include themselves, and not
        /// each other more than eight deep. A document includes 10,000 files and 64 MB of
        /// text at most, each file counted as often as it is included.
    } {
        /// `{{< include part.md >}}` 按它所在文件的目录引入文件，文件须在项目之内。
        /// 文件不能引入自身，互相引入不能超过八层。一个文档最多引入 10,000 个文件、64 MB 文本，
        /// 同一个文件引入几次就算几次。
    }
    Nesting {
        /// Blocks nest up to 24 deep, quotations up to 12; `nesting` and `quotes` under
        /// `[limits]` in fuzi.toml make it less. What lies deeper is kept as text without
        /// its structure. Lists of that depth cannot be read by people either.
    } {
        /// 块最多嵌套 24 层，引用最多 12 层；fuzi.toml 中 `[limits]` 的 `nesting` 和 `quotes`
        /// 可以调小。更深的部分只保留文字，不保留结构。这么深的列表，
        /// 人也读不了。
    }
    ControlCharacter {
        /// Control characters come in when text is pasted from terminals and PDF
        /// files. They are invisible; Word refuses files that hold them. They are left
        /// out; delete them from the manuscript. So are combining marks and variation
        /// selectors beyond the first 30 on one character, which no PDF can hold.
    } {
        /// 控制字符往往是从终端或 PDF 粘贴文字时带进来的，看不见，而含有它们的文件 Word 打不开。
        /// 它们会被略去，请从书稿中删掉。一个字上超过 30 个的组合符号和异体选择符也会略去，
        /// 因为 PDF 容纳不了。
    }
    Empty {
        /// There is neither a title nor any text. The editions are made all the same
        /// and hold one empty page.
    } {
        /// 书稿既没有题名，也没有正文。两种文件照样生成，各有一页空白。
    }
    HeadingBlank {
        /// `##标题` is text for every reader of Markdown; `## 标题` is a heading. In a
        /// manuscript that leaves the blank out throughout, such lines are read as
        /// headings; where most headings have it, they stay text. `--fix` puts the blank
        /// in. `#话题` may be a hashtag and is left alone.
    } {
        /// `##标题` 在任何 Markdown 程序看来都是文字，`## 标题` 才是标题。若整篇书稿都不空格，
        /// 这样的行就按标题处理；若多数标题都空了格，它们仍是文字。`--fix` 会补上空格。
        /// `#话题` 可能是话题标签，不作处理。
    }
    UnknownAttribute {
        /// Attributes stand in braces right behind what they belong to:
        /// `{#fig:rain .class width=60%}`. Each construct knows some keys only; the
        /// message names the nearest one. Code with the head of a program that would run
        /// it (`{r, echo=FALSE}`, `{python}`) is printed without its options; `mermaid`
        /// and the like are printed as code.
    } {
        /// 属性写在花括号里，紧跟在所属内容之后：`{#fig:rain .class width=60%}`。
        /// 每种内容只认得一部分键，消息中会给出最接近的一个。
        /// 代码块若带有可执行程序的开头（`{r, echo=FALSE}`、`{python}`），只印代码，不印选项；
        /// `mermaid` 之类按代码印出。
    }
    UnknownContainer {
        /// `::: {.landscape}`, `.center`, `.abstract`, `.columns`, `.salutation` and
        /// `.signature` are known. The text of another one is set as usual.
    } {
        /// 可用的有 `::: {.landscape}`、`.center`、`.abstract`、`.columns`、
        /// `.salutation` 和 `.signature`。其他类的文字照常排印。
    }
    Html {
        /// Tables, pictures, lists, headings, quotations, marks, links and anchors are
        /// read. Other elements have no effect and their text is printed, but for what
        /// `<script>`, `<style>`, `<iframe>` and the like hold. A name that HTML does
        /// not have, as in `List<String>`, is text.
    } {
        /// 表格、图片、列表、标题、引用、字体标记、链接和锚点都会读取。其他元素不起作用，
        /// 其中的文字照常印出；但 `<script>`、`<style>`、`<iframe>` 之类的内容不印。
        /// HTML 中没有的名字，如 `List<String>`，按文字处理。
    }
    RawFormat {
        /// `{=typst}` goes into the PDF alone, `{=openxml}` into the Word file alone, and
        /// only with `--allow-raw` or `allow-raw = true` below `[build]`: Typst can compute
        /// without end, OpenXML can name files and programs. Without, and for other formats
        /// such as `{=latex}`, the passage is printed as code.
    } {
        /// `{=typst}` 只进入 PDF，`{=openxml}` 只进入 Word 文件，并且需要 `--allow-raw`，或在
        /// `[build]` 下写 `allow-raw = true`：Typst 可以无休止地计算，OpenXML 可以指向文件和程序。
        /// 未允许时，或是其他格式（如 `{=latex}`），该段印成代码。
    }
    LinkTarget {
        /// Links may lead to `http`, `https`, `mailto`, `ftp` and `tel`, and to
        /// headings of the document (`#id`). Only the text of other links is kept, because
        /// a reader of the file cannot follow them.
    } {
        /// 链接可以指向 `http`、`https`、`mailto`、`ftp`、`tel` 地址，也可以指向文档中的标题（`#id`）。
        /// 其他链接读者打不开，所以只保留文字。
    }
    Math {
        /// An unknown command is printed by its name, and the rest of the formula is set;
        /// where its structure is broken, the formula is printed as its source in both
        /// editions, so that nothing is lost. So is a mark such as `\(` or `\[` before a
        /// formula of which the other mark is missing.
    } {
        /// 未知的命令按名字印出，公式的其余部分照常排版。公式结构有误时，两种文件都印出源码，
        /// 以免丢失内容。`\(`、`\[` 等标记若缺少另一半，也是如此。
    }
    LeftoverMarkup {
        /// What the printed text still holds of `:::`, `{#id}`, `\ref{…}`, `{{< … >}}`,
        /// `[[…]]`, `!!! note`, `<tag>`, `|---|`, `**` and the like was meant as markup and
        /// was not read. The hint says what fuzi reads instead. Code and escaped
        /// characters (`\*\*`) are never reported: put examples of markup in backticks.
    } {
        /// 印出的文字里若还有 `:::`、`{#id}`、`\ref{…}`、`{{< … >}}`、`[[…]]`、`!!! note`、
        /// `<tag>`、`|---|`、`**` 等，说明本想写的是标记，却没有被读取。
        /// 提示中会说明 fuzi 认得的写法。代码和转义字符（`\*\*`）不在此列；若要举标记的例子，
        /// 请放在反引号里。
    }
    NotMarkdown {
        /// Word files, PDFs, OpenDocument, RTF, HTML and LaTeX are known by their content
        /// or their names. The hint says how to make Markdown of one; fuzi reads no
        /// other format. A Word file can be the template of the Word edition.
    } {
        /// Word、PDF、OpenDocument、RTF、HTML 和 LaTeX 文件，可以从内容或文件名认出来。
        /// 提示中会说明怎样转换成 Markdown；fuzi 不读取其他格式。Word 文件可以用作 Word 版的模板。
    }
    JoinedLine {
        /// CommonMark joins the lines of a paragraph, while many editors show a new line
        /// where Enter was pressed once. In a manuscript whose lines are not wrapped, a
        /// line behind the end of a sentence, or one without indent under an item of a
        /// list, was probably meant as a paragraph. Put a blank line before it (`fuzi
        /// check --fix` does), or say in the front matter what a new line means:
        /// `markdown: {newline: paragraph}`, `break` or `join`.
    } {
        /// CommonMark 把一段之内的各行连在一起，而许多编辑器里，按一次回车就是新的一行。
        /// 书稿若不手工折行，那么句末之后另起的一行，或列表项下没有缩进的一行，多半是想另起一段。
        /// 请在它前面加空行（`fuzi check --fix` 会加），或在前置元数据中说明换行的含义：
        /// `markdown: {newline: paragraph}`，也可以是 `break` 或 `join`。
    }
    NotPrinted {
        /// Editorial marks of CriticMarkup are tracked changes and comments of the Word file.
        /// The PDF reads as if they were accepted, and so does a Word file built with
        /// `--edits accept` (or `edits = "accept"` below `[build]`): `{++in++}` is printed,
        /// `{--out--}` is not, `{~~old~>new~~}` is its new text, `{>>note<<}` is left out. So
        /// are comments (`%%…%%`, lines that begin with `% `), the long forms of abbreviations
        /// (`*[HTML]: …`) and shortcodes that show nothing on paper. Each kind is told once
        /// a file. Code and formulas hold no such marks.
    } {
        /// CriticMarkup 的修订标记成为 Word 文件中的修订和批注。PDF 按全部接受排印；加
        /// `--edits accept`（或在 `[build]` 下写 `edits = "accept"`）时，Word 文件也一样：
        /// `{++增++}` 印出，`{--删--}` 不印，`{~~旧~>新~~}` 印新的，`{>>批注<<}` 略去。注释（`%%…%%`、以 `% ` 开头的行）、
        /// 缩略语的全称（`*[HTML]: …`）和在纸面上没有内容的短代码，也都略去。
        /// 每个文件中每种只报告一次。代码和公式里没有这些标记。
    }
    BoldHeading {
        /// `**1. 背景**` or `**（一）方法**` alone in a paragraph, time and again, is printed
        /// as a paragraph: it stands in no table of contents, and Word knows no heading.
        /// `--fix` makes a heading of each, at the level below the heading before it.
    } {
        /// `**1. 背景**`、`**（一）方法**` 单独成段，反复出现，就会印成段落：目录里没有它们，
        /// Word 也不认作标题。`--fix` 会把它们改成标题，级别比前一个标题低一级。
    }
    IndentedText {
        /// Lines behind a tab or four blanks are code. Where each begins with a Chinese
        /// character and the whole is a sentence, they are read as paragraphs all the same.
        /// `--fix` takes the indents away, which the style sets. Code between lines of
        /// three backticks is always code.
    } {
        /// 以制表符或四个空格开头的行是代码。但若每行都以汉字开头，并且整体是一句话，
        /// 就仍按段落处理。缩进由样式决定，`--fix` 会去掉手打的缩进。
        /// 写在两行三个反引号之间的总是代码。
    }
    Draft {
        /// A file of several whose front matter has `draft: true` is left out of the
        /// document, as site generators do it; links to it lose their targets. Built
        /// alone, it is printed.
    } {
        /// 由多个文件组成的文档中，前置元数据写有 `draft: true` 的文件不印出，与静态网站生成器的做法相同；
        /// 指向它的链接也会失去目标。单独构建该文件时照常印出。
    }
    Variable {
        /// `{{ name }}` and `{{< var name >}}` print a variable: of `--var name=value`, of
        /// the row of a list (`each`), of `variables:` in the front matter, of
        /// `_variables.yml`, of `variables` in fuzi.toml. Where nothing defines any variable,
        /// double braces are text. A variable whose cell is empty prints nothing.
    } {
        /// `{{ name }}` 和 `{{< var name >}}` 印出变量的值：来自 `--var name=值`、名单的一行（`each`）、
        /// 前置元数据的 `variables:`、`_variables.yml`，或 fuzi.toml 的 `variables`。
        /// 没有定义任何变量时，双花括号就是普通文字。单元格为空的变量什么也不印。
    }
    Data {
        /// A file of rows is CSV or TSV (UTF-8 or GBK), JSON (an array of objects) or XLSX
        /// (the first sheet); its first row names the columns, each row has as many cells.
        /// `{{ data.csv:2024.total }}` prints the cell of the row that begins with 2024, in
        /// the column `total`. At most 100,000 rows are read.
    } {
        /// 数据文件可以是 CSV、TSV（UTF-8 或 GBK）、JSON（对象数组）或 XLSX（第一个工作表）；
        /// 第一行是列名，各行的单元格数应相同。`{{ data.csv:2024.total }}` 印出以 2024 开头的那一行、
        /// `total` 列的单元格。最多读取 100,000 行。
    }
    Profile {
        /// `--profile` names a table `[profile.NAME]` of fuzi.toml, a key of `profiles:` in
        /// the front matter, or a profile that `{.when profile="NAME"}` in the text asks for.
    } {
        /// `--profile` 的名字须在 fuzi.toml 的 `[profile.名字]`、前置元数据的 `profiles:`，
        /// 或正文的 `{.when profile="名字"}` 中出现。
    }
    Navigation {
        /// `sources` may name the navigation of a site: `mkdocs.yml`, `_quarto.yml`,
        /// `SUMMARY.md`, `sidebars.js`, `.vuepress/config.js` or `.vitepress/config.ts`. An
        /// entry whose file is missing, listed twice, outside the project or no Markdown is
        /// left out. No program is run: a sidebar in JavaScript or TypeScript is read only
        /// where it is one literal value. Otherwise list the files yourself, as in
        /// `sources = ["guide/intro.md", "guide/*.md"]`.
    } {
        /// `sources` 可以写网站的导航：`mkdocs.yml`、`_quarto.yml`、`SUMMARY.md`、`sidebars.js`、
        /// `.vuepress/config.js` 或 `.vitepress/config.ts`。条目的文件不存在、重复、在项目之外或不是
        /// Markdown 的，略去不收。fuzi 不运行程序：JavaScript 或 TypeScript 里的侧边栏，只有写成一个
        /// 字面量时才能读取。否则请自己列出文件，如 `sources = ["guide/intro.md", "guide/*.md"]`。
    }
}
