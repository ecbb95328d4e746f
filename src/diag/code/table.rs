//! The one table of all kinds of diagnostics.
//!
//! A row is the page that explains a kind, the first line of which is its
//! summary; then its number, which never changes and is never given again, its
//! name, and its level if nothing else is said. A kind whose level is `Error`
//! keeps the editions from being made wherever it says so; the hundreds of the
//! numbers are the parts of the work that they belong to.

use super::Level;

macro_rules! codes {
    ($($(#[doc = $page:literal])+ $variant:ident = $number:literal $name:literal $level:ident;)*) => {
        /// The stable name of a kind of diagnostic; scripts may rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $page])+ $variant,)* }

        impl Code {
            /// Every code there is, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it is printed: lower case, words joined by hyphens.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much it matters if nothing else is said.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }

            pub(super) const fn digits(self) -> u16 {
                match self { $(Self::$variant => $number,)* }
            }

            pub(super) const fn page(self) -> &'static str {
                match self { $(Self::$variant => concat!($($page, "\n",)+),)* }
            }
        }
    };
}

codes! {
    /// The front matter is not a YAML mapping, or a field has the wrong type.
    ///
    /// The front matter stands between two lines `---` at the head of the file,
    /// one `key: value` a line. A value with a colon or a leading sign such as
    /// `[` or `@` stands in quotes: `title: "甲：乙"`. Tabs may not indent.
    FrontMatter = 101 "front-matter" Error;
    /// A key is given twice in the front matter.
    ///
    /// Only one of the two can count. Take the other one out.
    DuplicateKey = 102 "duplicate-key" Error;
    /// A field of the front matter that nothing uses.
    ///
    /// A name that is near to one of fuzi's is probably misspelt; the message
    /// names the nearest one. Fields of your own, such as 学号, are texts for the
    /// cover: it shows those that the style lists in `fields` of `[title]`, under
    /// their own names or others (`姓名=author`), and a value under the row's own
    /// name goes first. Lists of lists and mappings cannot be printed there.
    UnknownField = 103 "unknown-field" Warn;
    /// A language tag that is not valid.
    ///
    /// `lang` takes tags as web pages do: `zh-CN`, `zh-TW`, `en`, `ja`. The codes
    /// of countries (`cn`) and the names of languages (`中文`) are none.
    Language = 104 "language" Error;
    /// Text that is not UTF-8.
    ///
    /// The file was probably saved in GBK or Big5; the message says which where the
    /// bytes tell. Open it in its editor and save it as UTF-8, or convert it with
    /// `iconv`; the place is the first byte that does not fit.
    Encoding = 105 "encoding" Error;
    /// A part of the document that a file should supply and does not.
    ///
    /// `{{< include part.md >}}` names a file from the folder of the file in which
    /// it stands, within the project. Files may not include themselves, and not
    /// each other more than eight deep. A document includes 10,000 files and 64 MB of
    /// text at most, each file counted as often as it is included.
    Include = 106 "include" Warn;
    /// Nesting deeper than fuzi reads.
    ///
    /// Blocks nest up to 24 deep, quotations up to 12. What lies deeper is kept
    /// as text without its structure. Lists of that depth cannot be read by
    /// people either.
    Nesting = 107 "nesting" Warn;
    /// A character that neither edition can hold.
    ///
    /// Control characters come in when text is pasted from terminals and PDF
    /// files. They are invisible; Word refuses files that hold them. They are left
    /// out; delete them from the manuscript. So are combining marks and variation
    /// selectors beyond the first 30 on one character, which no PDF can hold.
    ControlCharacter = 108 "control-character" Warn;
    /// An empty document.
    ///
    /// There is neither a title nor any text. The editions are made all the same
    /// and hold one empty page.
    Empty = 109 "empty" Warn;
    /// A heading mark without the space after it.
    ///
    /// `##标题` is text for every reader of Markdown; `## 标题` is a heading. In a
    /// manuscript that leaves the blank out throughout, such lines are read as
    /// headings; where most headings have it, they stay text. `--fix` puts the blank
    /// in. `#话题` may be a hashtag and is left alone.
    HeadingBlank = 110 "heading-blank" Warn;
    /// An attribute that the construct does not know, or a malformed one.
    ///
    /// Attributes stand in braces right behind what they belong to:
    /// `{#fig:rain .class width=60%}`. Each construct knows some keys only; the
    /// message names the nearest one. Code with the head of a program that would run
    /// it (`{r, echo=FALSE}`, `{python}`) is printed without its options; `mermaid`
    /// and the like are printed as code.
    UnknownAttribute = 111 "unknown-attribute" Warn;
    /// An unknown class of a `:::` block.
    ///
    /// `::: {.landscape}`, `.center`, `.abstract`, `.columns`, `.salutation` and
    /// `.signature` are known. The text of another one is set as usual.
    UnknownContainer = 112 "unknown-container" Warn;
    /// HTML that means nothing on paper.
    ///
    /// Tables, pictures, lists, headings, quotations, marks, links and anchors are
    /// read. Other elements have no effect and their text is printed, but for what
    /// `<script>`, `<style>`, `<iframe>` and the like hold. A name that HTML does
    /// not have, as in `List<String>`, is text.
    Html = 113 "html" Warn;
    /// A raw block for a format that fuzi does not write.
    ///
    /// `{=typst}` goes into the PDF alone, `{=openxml}` into the Word file alone.
    /// Blocks for other formats, such as `{=latex}`, are left out of both.
    RawFormat = 114 "raw-format" Warn;
    /// A link whose target is empty or of a scheme that is not allowed.
    ///
    /// Links may lead to `http`, `https`, `mailto`, `ftp` and `tel`, and to
    /// `#headings` of the document. Only the text of other links is kept, because
    /// a reader of the file cannot follow them.
    LinkTarget = 115 "link-target" Warn;
    /// A formula, or a command in it, that is not understood.
    ///
    /// An unknown command is printed by its name, and the rest of the formula is set;
    /// where its structure is broken, the formula is printed as its source in both
    /// editions, so that nothing is lost. So is a mark such as `\(` or `\[` before a
    /// formula of which the other mark is missing.
    Math = 116 "math" Warn;
    /// A mark of some dialect of Markdown that is printed as text.
    ///
    /// What the printed text still holds of `:::`, `{#id}`, `\ref{…}`, `{{< … >}}`,
    /// `[[…]]`, `!!! note`, `<tag>`, `|---|`, `**` and the like was meant as markup and
    /// was not read. The hint says what fuzi reads instead. Code and escaped
    /// characters (`\*\*`) are never reported: put examples of markup in backticks.
    LeftoverMarkup = 117 "leftover-markup" Warn;
    /// A file that was given as a manuscript and is not Markdown.
    ///
    /// Word files, PDFs, OpenDocument, RTF, HTML and LaTeX are known by their content
    /// or their names. The hint says how to make Markdown of one; fuzi reads no
    /// other format. A Word file can be the template of the Word edition.
    NotMarkdown = 118 "not-markdown" Error;
    /// Lines of a paragraph that their author probably meant to stand apart.
    ///
    /// CommonMark joins the lines of a paragraph, while many editors show a new line
    /// where Enter was pressed once. In a manuscript whose lines are not wrapped, a
    /// line behind the end of a sentence, or one without indent under an item of a
    /// list, was probably meant as a paragraph. Put a blank line before it (`fuzi
    /// check --fix` does), or say in the front matter what a new line means:
    /// `markdown: {newline: paragraph}`, `break` or `join`.
    JoinedLine = 119 "joined-line" Warn;
    /// Text of the manuscript that its marks keep from being printed.
    ///
    /// Editorial marks of CriticMarkup are accepted: `{++in++}` is printed, `{--out--}`
    /// is not, `{~~old~>new~~}` is its new text, `{>>note<<}` is left out. So are
    /// comments (`%%…%%`, lines that begin with `% `), the long forms of abbreviations
    /// (`*[HTML]: …`) and shortcodes that show nothing on paper. Each kind is told once
    /// a file. Code and formulas hold no such marks.
    NotPrinted = 120 "not-printed" Warn;
    /// Headings that are written as paragraphs in bold.
    ///
    /// `**1. 背景**` or `**（一）方法**` alone in a paragraph, time and again, is printed
    /// as a paragraph: it stands in no table of contents, and Word knows no heading.
    /// `--fix` makes a heading of each, at the level below the heading before it.
    BoldHeading = 121 "bold-heading" Warn;
    /// A paragraph whose indent would make it code.
    ///
    /// Lines behind a tab or four blanks are code. Where each begins with a Chinese
    /// character and the whole is a sentence, they are read as paragraphs all the same.
    /// `--fix` takes the indents away, which the style sets. Code between lines of
    /// three backticks is always code.
    IndentedText = 122 "indented-text" Warn;

    /// Two things have the same id.
    ///
    /// References lead to the first one. Give the other one a name of its own.
    DuplicateId = 201 "duplicate-id" Warn;
    /// A reference to an id that is not defined.
    ///
    /// `@fig:rain` prints the label of what carries `{#fig:rain}`. Nothing does;
    /// the reference is printed as it was written, in both editions. The message
    /// names the nearest id.
    UndefinedReference = 202 "undefined-reference" Warn;
    /// A reference to something without a number.
    ///
    /// Only numbered headings, captions and equations have a label to print. Give
    /// the figure a caption, take `{-}` from the heading, or write a link
    /// `[text](#id)` with a text of your own.
    UnnumberedReference = 203 "unnumbered-reference" Warn;
    /// A footnote mark without its note.
    ///
    /// `[^a]` wants a paragraph that begins with `[^a]:` anywhere in the same file.
    UndefinedNote = 204 "undefined-note" Warn;
    /// A footnote that nothing refers to.
    ///
    /// The note is not printed, for there is no place for its number. Write its
    /// mark, `[^a]`, where it belongs, or take the note out.
    UnusedNote = 205 "unused-note" Warn;
    /// Footnotes that refer to each other.
    ///
    /// A mark in a note that leads back to the same note would never end. The mark
    /// stays, the note behind it is printed once.
    CyclicNote = 206 "cyclic-note" Warn;
    /// A link to a heading that does not exist.
    ///
    /// `[text](#id)` leads to an id of the document: one that was written in
    /// braces, or one made of a heading's text as GitHub makes it. Only the text of
    /// the link is kept.
    UndefinedAnchor = 207 "undefined-anchor" Warn;
    /// A label that nothing refers to.
    ///
    /// An equation or a listing was given an id, and with it a number, but the text
    /// never mentions it. Refer to it, `见 @eq:q`, or take the id away, and an
    /// equation is printed without a number. Ids of headings are not meant: links
    /// from outside may lead to them. For figures and tables see F0209.
    UnusedLabel = 208 "unused-label" Warn;
    /// A figure or table that the text never mentions.
    ///
    /// Readers meet a figure where the text sends them: 如图 1 所示. Give it an id,
    /// `{#fig:rain}`, and refer to it, `@fig:rain`; the number follows by itself. A
    /// mention typed by hand (图 1, 下表) is taken for one too.
    Unmentioned = 209 "unmentioned" Warn;

    /// An image that cannot be found, read or decoded.
    ///
    /// A box with its path stands in its place in both editions. Paths are written
    /// from the manuscript on, with `/`; nothing is fetched from the network, and
    /// nothing outside the project is read.
    Image = 301 "image" Warn;
    /// An image whose file name says another format than its content.
    ///
    /// fuzi reads it as what it is, other programs may not. Rename the file.
    ImageFormat = 302 "image-format" Warn;
    /// An image without alternative text.
    ///
    /// Screen readers read it aloud, and accessible PDF demands it. Say in a
    /// sentence what the picture shows: `![caption](a.png "what it shows")`, or
    /// `alt="…"` in its attributes. The caption stands in where nothing is said.
    ImageAlt = 303 "image-alt" Warn;
    /// A picture with too few pixels for its printed size.
    ///
    /// Below 150 pixels an inch the pixels are seen on paper. Print it smaller
    /// (`width=50%`), export it with more pixels, or draw it as SVG, which has
    /// none. Signs and icons within a line are not examined.
    LowResolution = 304 "low-resolution" Warn;
    /// A table with more cells than fuzi sets.
    ///
    /// 50,000 cells are the bound. The table is kept as text. Nobody reads such a
    /// table on paper: print a part of it, and give the rest as a file.
    TableSize = 311 "table-size" Warn;
    /// A merged cell that has nothing to join.
    ///
    /// A cell that is only `<` joins the one at its left, one that is only `^` the
    /// one above it. There is none, or the joined cells would make no rectangle. To
    /// print the sign itself write `\<`.
    MergedCell = 312 "merged-cell" Warn;
    /// A row of a table with more cells than the head.
    ///
    /// The cells beyond the head are left out, as every reader of Markdown does.
    /// Often a `|` within a formula or code was meant as a sign: write `\|`.
    TableRow = 313 "table-row" Warn;
    /// A caption line without a table.
    ///
    /// `: caption {#tbl:id}` stands directly before or behind its table, with no
    /// more than a blank line between.
    StrayCaption = 314 "stray-caption" Warn;
    /// A figure or table without a caption.
    ///
    /// It has no number, so that the text cannot refer to it. Write the caption
    /// into the brackets of the image, `![十年降雨量](rain.svg)`, or a line
    /// `: caption {#tbl:id}` under the table. A picture that only decorates, such
    /// as a logo, says so with `{.unnumbered}` behind it.
    MissingCaption = 315 "missing-caption" Warn;
    /// A caption or heading with a number typed by hand.
    ///
    /// Where counting gives the same numbers, the typed ones are left out and
    /// everything is counted, so that Word can count on. Where the typed numbers
    /// are others (Chapter 4 behind Chapter 2, 一、 in a style that prints 第一章),
    /// they are printed as they were typed, and headings of the same level without
    /// a number have none. Write `numbers: typed`, `numbers: count` or
    /// `numbers: none` in the front matter to decide it, or take the numbers out
    /// and refer by ids.
    TypedNumber = 316 "typed-number" Warn;

    /// A citation of a work that no bibliography file has.
    ///
    /// It prints as [key?]. The message names the nearest key; the files are those
    /// under `bibliography` in the front matter or in fuzi.toml.
    Citation = 401 "citation" Warn;
    /// An entry of a bibliography file that cannot be read, or is read in part.
    ///
    /// Only this entry is lost. Braces and quotes must close, and fields are
    /// parted by commas.
    Bibliography = 402 "bibliography" Warn;
    /// A citation style that does not exist or cannot be read.
    ///
    /// Styles are named as in the table of README.md, or are a file of CSL 1.0
    /// beside the manuscript. The style of GB/T 7714 takes its place.
    CitationStyle = 403 "citation-style" Warn;
    /// An entry without what the standard asks of its type.
    ///
    /// GB/T 7714 names for each type of work what must be there: a book has a
    /// place, a publisher and a year, a web page an address and the day of access.
    /// The entry is printed without it.
    IncompleteEntry = 404 "incomplete-entry" Warn;
    /// Entries of bibliography files that nothing cites.
    ///
    /// They are not printed. Cite them, take them out, or list them all the same
    /// with `nocite: "@*"`.
    UncitedEntry = 405 "uncited-entry" Warn;
    /// Two entries that look the same.
    ///
    /// Two keys have one DOI, or one title and year: the same work would be listed
    /// twice. Cite one of the keys everywhere.
    SimilarEntries = 406 "similar-entries" Warn;
    /// A malformed persistent identifier.
    ///
    /// A DOI is `10.`, a number, a slash and a name, without `https://doi.org/`
    /// being needed. What was written leads nowhere.
    Identifier = 407 "identifier" Warn;

    /// A style sheet that cannot be read.
    ///
    /// An unknown key or a wrong unit is an error at its line, with the nearest
    /// right name. `fuzi styles explain FIELD` says how a field is written.
    Style = 501 "style" Error;
    /// A font of the style that is not found.
    ///
    /// It is neither one of fuzi's own nor installed on this machine; the next one
    /// of its list is used. `fuzi fonts` shows which.
    Font = 502 "font" Warn;
    /// A character that no font of the style has.
    ///
    /// The PDF shows an empty box for it; Word takes a font of its own. Name a font
    /// that has it under `fonts.fallback` of the style.
    MissingGlyph = 503 "missing-glyph" Warn;
    /// Bold text in a font without a bold face.
    ///
    /// 楷体 and 仿宋 have one weight. The PDF thickens the strokes, and so does
    /// Word, each in its own way; printed documents use 黑体 or 着重号 instead
    /// (GB/T 9704 knows no bold in 仿宋). Name a family with a bold face, or turn the
    /// rule off if these looks are wanted.
    MissingBold = 504 "missing-bold" Warn;
    /// A Word file that cannot serve as a template, or something that it lacks.
    ///
    /// The template is a .docx within the project. A style that it lacks is taken
    /// from fuzi's own.
    Template = 505 "template" Warn;

    /// A project file that cannot be read.
    ///
    /// `fuzi.toml` knows the tables `[document]`, `[build]` and `[check]`. An unknown
    /// key is an error with the nearest right name.
    Manifest = 601 "manifest" Error;
    /// A file that cannot be read or written.
    ///
    /// It is not there, is a folder, is larger than 256 MB, or the system refuses.
    /// The exit status is 3.
    File = 602 "file" Error;

    /// A construct that one edition cannot express.
    ///
    /// The text stays in both editions; one of them shows it in another way. The
    /// message says which.
    Unsupported = 701 "unsupported" Warn;
    /// An error of the typesetter.
    ///
    /// It comes from a raw block `{=typst}` of the manuscript. Without one it is a
    /// mistake of fuzi: please report it.
    Typst = 702 "typst" Error;
    /// An error while the PDF is exported.
    ///
    /// The pages could be laid out, but the file could not be made of them. Without
    /// a raw block it is a mistake of fuzi: please report it.
    Pdf = 703 "pdf" Error;
    /// Something that the Word file cannot hold.
    ///
    /// A raw block `{=openxml}` is not well-formed and is printed as text. Without
    /// one it is a mistake of fuzi: please report it.
    Docx = 704 "docx" Warn;
    /// A table of contents in Word without page numbers.
    ///
    /// They come from the layout of the PDF. Build both editions, or update the
    /// contents in Word with F9.
    ContentsPages = 705 "contents-pages" Warn;
    /// The PDF cannot satisfy a standard for archives or for accessibility.
    ///
    /// PDF/A-2a (archives) and PDF/UA-1 (readers who cannot see) ask for a title,
    /// a language, a text for every picture, and a glyph for every character. What
    /// is missing is said at its place. The PDF is written without the standard;
    /// `pdf.standard` in the sheet says which are wanted; under "auto", the default,
    /// those that the document satisfies are taken without a word.
    PdfStandard = 706 "pdf-standard" Warn;
    /// Fuzi crashed while it built the document.
    ///
    /// This is always a bug in fuzi, whatever the document holds. Please report it
    /// with the whole message and, if you can, the document. Only this document
    /// fails: the others are built, and `fuzi watch` goes on.
    Bug = 707 "bug" Error;
    /// Something that stands where it has no room.
    ///
    /// A word, a formula, a line of code or a picture is wider than its cell, its
    /// column or the page, or is printed over other text. The message says how far it
    /// stands out, in points: 28 are a centimetre. Shorten or break it, give it more
    /// room (`widths` of a table, `::: {.landscape}`), or choose a smaller size in the
    /// style.
    Overfull = 708 "overfull" Warn;

    /// A heading that skips a level.
    ///
    /// Below a chapter (`#`) comes a section (`##`), not a subsection (`###`): a
    /// skipped level is counted as 0 (1.0.1), and screen readers and accessible PDF
    /// take it for a mistake. Use the next level, and change its looks in the
    /// style.
    SkippedLevel = 801 "skipped-level" Warn;
    /// A title of more than 25 characters.
    ///
    /// GB/T 7713.2 wants titles of no more than 25 hanzi; what is left belongs into
    /// `subtitle`. A Latin word counts as one. The titles of official documents are
    /// not meant.
    LongTitle = 802 "long-title" Warn;
    /// Fewer than three or more than eight keywords.
    ///
    /// GB/T 7713 asks for three to eight. A document without any is not meant.
    KeywordCount = 803 "keyword-count" Warn;

    /// Half-width punctuation in a Chinese sentence.
    ///
    /// Between and behind hanzi stand ，。；：？！（）, which take the room of a
    /// character (GB/T 15834). `--fix` replaces them, with the blank behind. A mark
    /// beside a letter or a digit, as in 2:1, and parentheses without Chinese in
    /// them are left alone.
    HalfWidthPunctuation = 901 "half-width-punctuation" Warn;
    /// Straight quotation marks in a Chinese sentence.
    ///
    /// `"你好"` prints as “你好”, since fuzi curls them; other programs that read the
    /// manuscript do not. `--fix` writes “ and ” where a pair is whole within its
    /// paragraph. Inches and feet (5") are no quotes.
    StraightQuotes = 902 "straight-quotes" Warn;
    /// Dots in place of an ellipsis.
    ///
    /// The Chinese ellipsis is …… of six dots in the room of two characters
    /// (GB/T 15834 §4.11); `...`, `。。。` and a single … are none.
    Ellipsis = 903 "ellipsis" Warn;
    /// Hyphens or a single stroke in place of a dash.
    ///
    /// The Chinese dash is —— in the room of two characters (GB/T 15834 §4.10). A
    /// single — between numbers, places and times (北京—上海) is a connecting mark
    /// and right.
    Dash = 904 "dash" Warn;
    /// A bracket or quotation mark without its partner.
    ///
    /// Within a paragraph every one of （）《》〈〉「」『』【】〔〕“”‘’ opens and
    /// closes. The place is the mark that has no partner; often the partner is there
    /// but turned the wrong way, or half-width.
    UnbalancedBracket = 905 "unbalanced-bracket" Warn;
    /// Full-width digits and letters.
    ///
    /// Ａ and １ come from input methods; they are no letters to a search, and are
    /// too wide. Write A and 1; `--fix` does.
    FullWidthLetter = 906 "full-width-letter" Warn;
    /// Spaces between Chinese characters.
    ///
    /// Chinese has no spaces between words; one is printed as a gap. `--fix` takes
    /// those beside full-width punctuation out, and one between hanzi if it is the
    /// only one of its paragraph: several may part the words of a list. Headings,
    /// captions, cells and lines without punctuation are not meant. Gaps that are
    /// wanted are written with the full-width blank (U+3000).
    BlankBetweenHanzi = 907 "blank-between-hanzi" Warn;
    /// A hyphen in a range of numbers.
    ///
    /// Ranges take ～ or — between the numbers, and a percent sign stands with both:
    /// 5%～10% (GB/T 15835 §5.1.2). `5-10%` may be read as minus. Years, dates,
    /// pages, codes and versions keep their hyphens and are not meant.
    NumberRange = 908 "number-range" Warn;
    /// A space between a number and % or a degree sign.
    ///
    /// % ‰ ° ′ ″ stand close to their numbers: 50%, 30°. The letters of a unit are
    /// not meant: houses differ on 5km and 5 km.
    UnitSpace = 909 "unit-space" Warn;
}
