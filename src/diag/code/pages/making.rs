//! The pages on styles, projects and the editions.

use super::pages;

pages! {
    Style {
        /// An unknown key or a wrong unit is an error at its line, with the nearest
        /// right name. `fuzi styles explain FIELD` says how a field is written.
    } {
        /// 未知的键和不对的单位都会在所在的行报错，并给出最接近的正确写法。
        /// `fuzi styles explain FIELD` 说明字段怎样写。
    }
    Font {
        /// It is neither one of fuzi's own nor installed on this machine; the next one
        /// of its list is used. `fuzi fonts` shows which.
    } {
        /// 它既不是 fuzi 自带的，也没有装在这台电脑上，改用列表中的下一个。
        /// `fuzi fonts` 显示实际所用的字体。
    }
    MissingGlyph {
        /// The PDF shows an empty box for it; Word takes a font of its own. Name a font
        /// that has it under `fonts.fallback` of the style.
    } {
        /// 这个字在 PDF 中印成空框，在 Word 中由 Word 自选字体。
        /// 请在样式的 `fonts.fallback` 中指定有此字的字体。
    }
    MissingBold {
        /// 楷体 and 仿宋 have one weight. The PDF thickens the strokes, and so does
        /// Word, each in its own way; printed documents use 黑体 or 着重号 instead
        /// (GB/T 9704 knows no bold in 仿宋). Name a family with a bold face, or turn the
        /// rule off if these looks are wanted.
    } {
        /// 楷体和仿宋只有一种粗细。PDF 和 Word 都会加粗笔画，但做法各不相同；
        /// 印刷品中一般改用黑体或着重号（GB/T 9704 的仿宋不加粗）。请指定有粗体的字体；
        /// 若就要这种效果，可以关闭这条规则。
    }
    Template {
        /// The template is a .docx within the project. A style that it lacks is taken
        /// from fuzi's own.
    } {
        /// 模板是项目内的 .docx 文件。模板缺少的样式，用 fuzi 自己的代替。
    }
    WordFile {
        /// A part of the file that is broken is left out, and what is missing is said.
        /// Without its text, or under a password, there is nothing to read: open it in
        /// Word and save it again as .docx.
    } {
        /// 文件中损坏的部件会跳过，并说明缺了什么。正文读不出或设有密码时无法读取：
        /// 请在 Word 中打开，重新另存为 .docx。
    }
    PdfFile {
        /// `fuzi verify` reads a PDF by its structure tree, as a screen reader does. A file
        /// that another program printed, changed or encrypted may have none: build it again.
    } {
        /// `fuzi verify` 像读屏软件那样，按结构树读 PDF。由其他程序打印、改动或加密过的文件
        /// 可能没有结构树：请重新生成。
    }
    Manifest {
        /// `fuzi.toml` knows the tables `[document]`, `[build]` and `[check]`. An unknown
        /// key is an error with the nearest right name.
    } {
        /// `fuzi.toml` 有 `[document]`、`[build]` 和 `[check]` 三个表。未知的键会报错，
        /// 并给出最接近的正确名字。
    }
    File {
        /// It is not there, is a folder, is larger than 256 MB, or the system refuses.
        /// The exit status is 3.
    } {
        /// 文件不存在，或是目录，或超过 256 MB，或系统不允许。退出状态是 3。
    }
    Unsupported {
        /// The text stays in both editions; one of them shows it in another way. The
        /// message says which.
    } {
        /// 两种文件都保留文字，其中一种换个样子显示，消息中会说明是哪一种。
    }
    Typst {
        /// It comes from a raw block `{=typst}` of the manuscript. Without one it is a
        /// mistake of fuzi: please report it.
    } {
        /// 错误出自书稿中的原始块 `{=typst}`。若没有这样的块，就是 fuzi 的缺陷，请报告。
    }
    Pdf {
        /// The pages could be laid out, but the file could not be made of them. Without
        /// a raw block it is a mistake of fuzi: please report it.
    } {
        /// 页面已经排好，却无法生成文件。若没有原始块，就是 fuzi 的缺陷，请报告。
    }
    Docx {
        /// A raw block `{=openxml}` is not well-formed and is printed as text. Without
        /// one it is a mistake of fuzi: please report it.
    } {
        /// 原始块 `{=openxml}` 的格式有误，按文字印出。若没有这样的块，就是 fuzi 的缺陷，请报告。
    }
    ContentsPages {
        /// They come from the layout of the PDF. Build both editions, or update the
        /// contents in Word with F9.
    } {
        /// 页码要由 PDF 的排版得出。请同时生成两种文件，或在 Word 中按 F9 更新目录。
    }
    PdfStandard {
        /// PDF/A-2a (archives) and PDF/UA-1 (readers who cannot see) ask for a title,
        /// a language, a text for every picture, and a glyph for every character. What
        /// is missing is said at its place. The PDF is written without the standard;
        /// `pdf.standard` in the sheet says which are wanted; under "auto", the default,
        /// those that the document satisfies are taken without a word.
    } {
        /// PDF/A-2a（存档）和 PDF/UA-1（无障碍）要求有题名和语言，每幅图片有替代文字，
        /// 每个字符有字形。缺少什么，会在其位置说明，PDF 则不按该标准生成。
        /// 样式表的 `pdf.standard` 决定要符合哪些标准；默认是 "auto"，能符合的就符合，不另作说明。
    }
    Bug {
        /// This is always a bug in fuzi, whatever the document holds. Please report it
        /// with the whole message and, if you can, the document. Only this document
        /// fails: the others are built, and `fuzi watch` goes on.
    } {
        /// 无论书稿里写了什么，这都是 fuzi 的缺陷。请附上完整的消息来报告，可以的话附上书稿。
        /// 只有这个文档失败：其他文档照常生成，`fuzi watch` 也继续运行。
    }
    Overfull {
        /// A word, a formula, a line of code or a picture is wider than its cell, its
        /// column or the page, or is printed over other text. The message says how far it
        /// stands out, in points: 28 are a centimetre. Shorten or break it, give it more
        /// room (`widths` of a table, `::: {.landscape}`), or choose a smaller size in the
        /// style.
    } {
        /// 词语、公式、代码行或图片比单元格、栏或页面还宽，或印在了别的文字上。
        /// 消息中会说明超出多少磅，28 磅约为 1 厘米。请缩短或断开它，
        /// 或给它更多空间（表格的 `widths`、`::: {.landscape}`），或在样式中选用小一些的字号。
    }
    WideTable {
        /// Its columns would not hold their words at the size of `[table.text]`. It is set
        /// in steps of half a point down to `min-size` under `[table]`. If that does not
        /// do, `wide` says what becomes of it: under "landscape" it stands on a landscape
        /// page, unless it is in a list, a quotation, a box or a note; under "shrink" it
        /// stays and its words break. `{wide=landscape}` or `{wide=shrink}` behind the
        /// caption decides it for one table. Divide the table or shorten its words if
        /// neither is wanted, or turn the rule off.
    } {
        /// 按 `[table.text]` 的字号，各列容不下其中的词。字号以半磅为一级缩小，
        /// 最小到 `[table]` 的 `min-size`。仍不够时由 `wide` 决定：写 "landscape" 则排在横向页上，
        /// 列表、引文、方框和脚注中的表除外；写 "shrink" 则留在原处，词会断开。
        /// 题注后写 `{wide=landscape}` 或 `{wide=shrink}`，只对这个表有效。
        /// 两样都不想要，请拆分表格或改短词语，也可以关闭此项。
    }
    WideFormula {
        /// It is too wide for its line even where it is broken before its relations and
        /// operators, so it is set smaller, down to `min-scale` under `[equation]` in the
        /// style. Break it yourself with `\\\\` and `&`, name a part of it and explain that
        /// below, or shorten it. Word breaks and places its formulas itself.
    } {
        /// 公式在关系符号和运算符号前断开后仍然比行宽，因此缩小排印，
        /// 最小到样式 `[equation]` 下 `min-scale` 规定的比例。请自己用 `\\\\` 和 `&` 断行，
        /// 或把其中一部分另设符号、在下文说明，或改短公式。Word 文件中的公式由 Word 自己断行。
    }
    Limit {
        /// A file of a manuscript has at most 16 MB, all of them 64 MB. A document that
        /// holds raw Typst, which can compute without end, or is so large that it may need
        /// too much memory or time, is first built in a process of its own, which writes nothing
        /// and is stopped past its time (60 s) or, on systems that bound memory, past its
        /// memory (4 GB). Only this document fails: the others are built, and `fuzi watch`
        /// goes on. `time = "5min"` and `memory = "8GB"` under `[limits]` in fuzi.toml
        /// raise the limits, `file` and `text` those of the text; docs/limits.md lists every
        /// limit and key.
    } {
        /// 书稿的每个文件最大 16 MB，合计 64 MB。含有原始 Typst（可能无休止地计算）
        /// 或大到可能占用过多内存或时间的文档，先在单独的进程里试排，不写任何文件；
        /// 超过时间（60 秒），或在能限制内存的系统上超过内存（4 GB），就会被终止。
        /// 只有这个文档失败：其他文档照常生成，`fuzi watch` 也继续运行。
        /// 在 fuzi.toml 的 `[limits]` 中写 `time = "5min"`、`memory = "8GB"` 可以放宽，
        /// 文本的上限用 `file`、`text`；全部上限见 docs/limits.md。
    }
}
