//! The pages on structure and on Chinese typography.

use super::pages;

pages! {
    SkippedLevel {
        /// Below a chapter (`#`) comes a section (`##`), not a subsection (`###`): a
        /// skipped level is counted as 0 (1.0.1), and screen readers and accessible PDF
        /// take it for a mistake. Use the next level, and change its looks in the
        /// style.
    } {
        /// 章（`#`）之下是节（`##`），不是小节（`###`）：跳过的一级按 0 编号（1.0.1），
        /// 读屏软件和无障碍 PDF 都认作错误。请用下一级标题，要改外观请改样式。
    }
    LongTitle {
        /// GB/T 7713.2 wants titles of no more than 25 hanzi; what is left belongs into
        /// `subtitle`. A Latin word counts as one. The titles of official documents are
        /// not meant.
    } {
        /// GB/T 7713.2 要求题名一般不超过 25 个字，其余的可写入 `subtitle`。一个西文单词算一个字。
        /// 公文的标题不在此列。
    }
    KeywordCount {
        /// GB/T 7713 asks for three to eight. A document without any is not meant.
    } {
        /// GB/T 7713 要求关键词为三至八个。没有关键词的文档不在此列。
    }
    HalfWidthPunctuation {
        /// Between and behind hanzi stand ，。；：？！（）, which take the room of a
        /// character (GB/T 15834). `--fix` replaces them, with the blank behind. A mark
        /// beside a letter or a digit, as in 2:1, and parentheses without Chinese in
        /// them are left alone.
    } {
        /// 汉字之间和之后应当用 ，。；：？！（），各占一个字的位置（GB/T 15834）。
        /// `--fix` 会替换它们，连同后面的空格。与字母或数字相邻的标点（如 2:1）
        /// 和没有汉字的括号不作处理。
    }
    StraightQuotes {
        /// `"你好"` prints as “你好”, since fuzi curls them; other programs that read the
        /// manuscript do not. `--fix` writes “ and ” where a pair is whole within its
        /// paragraph. Inches and feet (5") are no quotes.
    } {
        /// `"你好"` 印作“你好”，因为 fuzi 会改成弯引号；读取这份书稿的其他程序却不会。
        /// 一段之内的引号成对时，`--fix` 改写成 “ 和 ”。表示英寸和英尺的（5"）不是引号。
    }
    Ellipsis {
        /// The Chinese ellipsis is …… of six dots in the room of two characters
        /// (GB/T 15834 §4.11); `...`, `。。。` and a single … are none.
    } {
        /// 中文的省略号是 ……，六个点，占两个字的位置（GB/T 15834 §4.11）；
        /// `...`、`。。。` 和单个 … 都不是。
    }
    Dash {
        /// The Chinese dash is —— in the room of two characters (GB/T 15834 §4.10). A
        /// single — between numbers, places and times (北京—上海) is a connecting mark
        /// and right.
    } {
        /// 中文的破折号是 ——，占两个字的位置（GB/T 15834 §4.10）。数字、时间、
        /// 地点之间的单个 —（北京—上海）是连接号，没有错。
    }
    UnbalancedBracket {
        /// Within a paragraph every one of （）《》〈〉「」『』【】〔〕“”‘’ opens and
        /// closes. The place is the mark that has no partner; often the partner is there
        /// but turned the wrong way, or half-width.
    } {
        /// 在一段之内，（）《》〈〉「」『』【】〔〕“”‘’ 都要成对。所指位置是没有配对的那一个；
        /// 另一个往往也在，只是方向反了，或写成了半角。
    }
    FullWidthLetter {
        /// Ａ and １ come from input methods; they are no letters to a search, and are
        /// too wide. Write A and 1; `--fix` does.
    } {
        /// Ａ 和 １ 是输入法带来的，搜索时找不到，而且太宽。请写 A 和 1；`--fix` 会改正。
    }
    BlankBetweenHanzi {
        /// Chinese has no spaces between words; one is printed as a gap. `--fix` takes
        /// those beside full-width punctuation out, and one between hanzi if it is the
        /// only one of its paragraph: several may part the words of a list. Headings,
        /// captions, cells and lines without punctuation are not meant. Gaps that are
        /// wanted are written with the full-width blank (U+3000).
    } {
        /// 中文的词之间没有空格，写了就会印出空隙。`--fix` 会去掉全角标点旁的空格；汉字之间的，
        /// 只有当它是本段唯一的一个时才去掉，因为有几个时可能是在分隔并列的词。标题、题注、
        /// 单元格和没有标点的行不在此列。若确要空隙，请用全角空格（U+3000）。
    }
    NumberRange {
        /// Ranges take ～ or — between the numbers, and a percent sign stands with both:
        /// 5%～10% (GB/T 15835 §5.1.2). `5-10%` may be read as minus. Years, dates,
        /// pages, codes and versions keep their hyphens and are not meant.
    } {
        /// 数值范围用 ～ 或 — 连接，百分号两边都要写：5%～10%（GB/T 15835 §5.1.2）。
        /// `5-10%` 可能被看成减号。年份、日期、页码、代码和版本号照用连字符，不在此列。
    }
    UnitSpace {
        /// % ‰ ° ′ ″ stand close to their numbers: 50%, 30°. The letters of a unit are
        /// not meant: houses differ on 5km and 5 km.
    } {
        /// % ‰ ° ′ ″ 紧跟在数字之后：50%、30°。字母单位不在此列，5km 和 5 km 各家写法不同。
    }
}
