//! The pages on references, pictures, tables and citations.

use super::pages;

pages! {
    DuplicateId {
        /// References lead to the first one. Give the other one a name of its own.
    } {
        /// 引用会指向第一个。请给另一个换个名字。
    }
    UndefinedReference {
        /// `@fig:rain` prints the label of what carries `{#fig:rain}`. Nothing does;
        /// the reference is printed as it was written, in both editions. The message
        /// names the nearest id.
    } {
        /// `@fig:rain` 印出带有 `{#fig:rain}` 的内容的编号。现在没有这样的内容，
        /// 两种文件都照原样印出这个引用。消息中会给出最接近的 id。
    }
    UnnumberedReference {
        /// Only numbered headings, captions and equations have a label to print. Give
        /// the figure a caption, take `{-}` from the heading, or write a link
        /// `[text](#id)` with a text of your own.
    } {
        /// 只有带编号的标题、题注和公式才有编号可印。请给图加上题注，或去掉标题的 `{-}`，
        /// 或改用链接 `[文字](#id)`，文字自己写。
    }
    UndefinedNote {
        /// `[^a]` wants a paragraph that begins with `[^a]:` anywhere in the same file.
    } {
        /// `[^a]` 要有以 `[^a]:` 开头的段落，可以在同一文件的任何位置。
    }
    UnusedNote {
        /// The note is not printed, for there is no place for its number. Write its
        /// mark, `[^a]`, where it belongs, or take the note out.
    } {
        /// 这条注没有编号可放，所以不印出。请在需要的地方写上标记 `[^a]`，或删去这条注。
    }
    CyclicNote {
        /// A mark in a note that leads back to the same note would never end. The mark
        /// stays, the note behind it is printed once.
    } {
        /// 注文中的标记若又指回同一条注，就没有尽头。标记会保留，它所指的注只印一次。
    }
    UndefinedAnchor {
        /// `[text](#id)` leads to an id of the document: one that was written in
        /// braces, or one made of a heading's text as GitHub makes it. Only the text of
        /// the link is kept.
    } {
        /// `[文字](#id)` 指向文档中的 id：或是写在花括号里的，
        /// 或是按 GitHub 的规则由标题文字得出的。这里只保留链接的文字。
    }
    UnusedLabel {
        /// An equation or a listing was given an id, and with it a number, but the text
        /// never mentions it. Refer to it, `见 @eq:q`, or take the id away, and an
        /// equation is printed without a number. Ids of headings are not meant: links
        /// from outside may lead to them. For figures and tables see F0209.
    } {
        /// 公式或代码有了 id，也就有了编号，而正文从未提到它。请引用它（`见 @eq:q`），或去掉 id，
        /// 公式就不再编号。标题的 id 不在此列，外部链接可能指向它们。图和表见 F0209。
    }
    Unmentioned {
        /// Readers meet a figure where the text sends them: 如图 1 所示. Give it an id,
        /// `{#fig:rain}`, and refer to it, `@fig:rain`; the number follows by itself. A
        /// mention typed by hand (图 1, 下表) is taken for one too.
    } {
        /// 读者是由正文引到图上去的，如“如图 1 所示”。请给图加上 id（`{#fig:rain}`），
        /// 再引用它（`@fig:rain`），编号会自动得出。手打的“图 1”“下表”也算提到。
    }
    Unlabelled {
        /// pandoc-crossref numbers only the figures, tables and listings that have an id,
        /// and fuzi every one that has a caption. Where the front matter is written for
        /// pandoc-crossref, that is noted once a file: give the caption an id, `{#fig:x}`,
        /// or `{-}`, and it has no number in both.
    } {
        /// pandoc-crossref 只给有 id 的图、表和代码编号，fuzi 则给每个有题注的编号。
        /// 前置元数据若是为 pandoc-crossref 写的，就在每个文件里提示一次：
        /// 请给题注加上 id（`{#fig:x}`），或加上 `{-}`，两边就都没有编号。
    }
    Image {
        /// A box with its path stands in its place in both editions. Paths are written
        /// from the manuscript on, with `/`; nothing is fetched from the network, and
        /// nothing outside the project is read.
    } {
        /// 两种文件都在原位印出带路径的方框。路径从书稿所在目录写起，用 `/` 分隔；不会从网络下载，
        /// 也不会读取项目之外的文件。
    }
    ImageFormat {
        /// fuzi reads it as what it is, other programs may not. Rename the file.
    } {
        /// fuzi 按实际格式读取，别的程序却未必。请改正文件名。
    }
    ImageAlt {
        /// Screen readers read it aloud, and accessible PDF demands it. Say in a
        /// sentence what the picture shows: `![caption](a.png "what it shows")`, or
        /// `alt="…"` in its attributes. The caption stands in where nothing is said.
    } {
        /// 读屏软件会朗读替代文字，无障碍 PDF 也要求有。请用一句话说明图中画的是什么：
        /// `![题注](a.png "图中的内容")`，或在属性中写 `alt="…"`。没有写时以题注代替。
    }
    LowResolution {
        /// Below 150 pixels an inch the pixels are seen on paper. Print it smaller
        /// (`width=50%`), export it with more pixels, or draw it as SVG, which has
        /// none. Signs and icons within a line are not examined.
    } {
        /// 每英寸不足 150 像素时，印在纸上能看出像素。请印小一些（`width=50%`），
        /// 或导出像素更多的图片，或改用没有像素的 SVG。行内的符号和图标不检查。
    }
    TableSize {
        /// 50,000 cells are the bound, or `cells` under `[limits]` in fuzi.toml. The table is
        /// kept as text. Nobody reads such a table on paper: print a part of it, and give
        /// the rest as a file.
    } {
        /// 上限是 50,000 个单元格，或 fuzi.toml 中 `[limits]` 的 `cells`，超过的表格按文字保留。这么大的表印在纸上没有人读：请只印一部分，
        /// 其余另附文件。
    }
    MergedCell {
        /// A cell that is only `<` joins the one at its left, one that is only `^` the
        /// one above it. There is none, or the joined cells would make no rectangle. To
        /// print the sign itself write `\<`.
    } {
        /// 只写 `<` 的单元格并入左边的一格，只写 `^` 的并入上面的一格。这里没有那一格，
        /// 或合并后不是矩形。若要印出这个符号，请写 `\<`。
    }
    TableRow {
        /// The cells beyond the head are left out, as every reader of Markdown does.
        /// Often a `|` within a formula or code was meant as a sign: write `\|`.
    } {
        /// 与其他 Markdown 程序一样，多出表头的单元格会略去。
        /// 常见的原因是公式或代码里的 `|` 本来是符号：请写 `\|`。
    }
    StrayCaption {
        /// `: caption {#tbl:id}` stands directly before or behind its table, with no
        /// more than a blank line between.
    } {
        /// `: 题注 {#tbl:id}` 要紧挨着表格，写在前面或后面，中间最多隔一个空行。
    }
    MissingCaption {
        /// It has no number, so that the text cannot refer to it. Write the caption
        /// into the brackets of the image, `![十年降雨量](rain.svg)`, or a line
        /// `: caption {#tbl:id}` under the table. A picture that only decorates, such
        /// as a logo, says so with `{.unnumbered}` behind it.
    } {
        /// 没有题注就没有编号，正文也就无法引用。请把题注写在图片的方括号里，
        /// `![十年降雨量](rain.svg)`，或在表格下面写一行 `: 题注 {#tbl:id}`。
        /// 徽标之类只作装饰的图片，在后面加上 `{.unnumbered}`。
    }
    TypedNumber {
        /// Where counting gives the same numbers, the typed ones are left out and
        /// everything is counted, so that Word can count on. Where the typed numbers
        /// are others (Chapter 4 behind Chapter 2, 一、 in a style that prints 第一章),
        /// they are printed as they were typed, and headings of the same level without
        /// a number have none. Write `numbers: typed`, `numbers: count` or
        /// `numbers: none` in the front matter to decide it, or take the numbers out
        /// and refer by ids. A list whose items carry different marks, （1） and (2), is
        /// printed with those of its first item.
    } {
        /// 若自动编号的结果与手打的相同，就去掉手打的，全部自动编号，这样 Word 可以接着编。
        /// 若不相同（第 2 章之后是第 4 章，或样式印“第一章”而书稿写“一、”），就照手打的印出，
        /// 同级的其他标题没有编号。可以在前置元数据中用 `numbers: typed`、
        /// `numbers: count` 或 `numbers: none` 指定，也可以删去手打的编号，用 id 引用。
        /// 同一列表中混用（1）和 (2) 的，一律照第一项的样子印出。
    }
    Citation {
        /// It prints as [key?]. The message names the nearest key; the files are those
        /// under `bibliography` in the front matter or in fuzi.toml.
    } {
        /// 印作 [key?]。消息中会给出最接近的键。
        /// 文献文件是前置元数据或 fuzi.toml 的 `bibliography` 所列的那些。
    }
    Bibliography {
        /// Only this entry is lost. Braces and quotes must close, and fields are
        /// parted by commas.
    } {
        /// 只影响这一个条目。花括号和引号要成对，字段之间用逗号隔开。
    }
    CitationStyle {
        /// Styles are named as in the table of README.md, or are a file of CSL 1.0
        /// beside the manuscript. The style of GB/T 7714 takes its place.
    } {
        /// 样式可以用 README.md 表中的名字，也可以是书稿旁的 CSL 1.0 文件。
        /// 这里改用 GB/T 7714 的样式。
    }
    IncompleteEntry {
        /// GB/T 7714 names for each type of work what must be there: a book has a
        /// place, a publisher and a year, a web page an address and the day of access.
        /// The entry is printed without it.
    } {
        /// GB/T 7714 规定了各类文献的必备项目：图书要有出版地、出版者和年份，
        /// 网页要有网址和访问日期。缺少的项目不印，条目照常印出。
    }
    UncitedEntry {
        /// They are not printed. Cite them, take them out, or list them all the same
        /// with `nocite: "@*"`.
    } {
        /// 没有引用的条目不会印出。请引用它们，或删去，或用 `nocite: "@*"` 全部列出。
    }
    SimilarEntries {
        /// Two keys have one DOI, or one title and year: the same work would be listed
        /// twice. Cite one of the keys everywhere.
    } {
        /// 两个键的 DOI 相同，或题名和年份都相同：同一文献会列出两次。请只引用其中一个键。
    }
    Identifier {
        /// A DOI is `10.`, a number, a slash and a name, without `https://doi.org/`
        /// being needed. What was written leads nowhere.
    } {
        /// DOI 由 `10.`、数字、斜线和名字组成，可以不写 `https://doi.org/`。现在这样写，
        /// 链接打不开。
    }
}
