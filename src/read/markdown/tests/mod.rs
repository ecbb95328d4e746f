//! What whole manuscripts become.

#![allow(clippy::disallowed_methods, reason = "some tests take the time")]

mod hostile;
mod show;

use super::read;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span};
use crate::model::document::{BlockKind, Document, InlineKind};

use self::show::{blocks, inlines};

const ID: SourceId = SourceId(0);

fn parse(text: &str) -> (Document, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let document = read(ID, text, &mut sink).unwrap();
    (document, sink.into_sorted())
}

fn codes(text: &str) -> Vec<Code> {
    parse(text).1.into_iter().map(|diagnostic| diagnostic.code).collect()
}

/// The blocks and notes of a text in a short notation.
fn show(text: &str) -> String {
    let document = parse(text).0;
    let notes = document.notes.iter().map(|note| format!(" note:{}={}", note.name, blocks(&note.blocks)));
    blocks(&document.blocks) + &notes.collect::<String>()
}

#[test]
fn headings_carry_attributes() {
    assert_eq!(show("# 绪论 {#sec:绪论 .unnumbered}"), "h1(绪论)[#sec:绪论][.unnumbered]");
    assert_eq!(show("## **附** 录 {-} ##\n\n题\n=== "), "h2(<Strong 附> 录)[.unnumbered] h1(题)");
    assert_eq!(show("# 集合 {1,2}"), "h1(集合 {1,2})");
    assert_eq!(codes("# a {.unumbered}"), [Code::UnknownAttribute]);
    assert_eq!(codes("# a {#b c}"), [Code::UnknownAttribute]);
    assert_eq!(show("# a \\{#b}"), "h1(a {#b})");
}

#[test]
fn headings_without_blank_are_told() {
    assert_eq!(show("##标题\n文"), "p(##标题⏎文)");
    assert_eq!(codes("文\n##标题"), [Code::HeadingBlank]);
    assert_eq!(codes("#标题"), [Code::HeadingBlank]);
    assert_eq!(codes("#话题# 与 #1 与\n#include"), []);
}

#[test]
fn marks_are_read() {
    assert_eq!(
        show("**真，**她 *楷* ~~删~~ ==亮== ++线++ x^2^ H~2~O"),
        "p(<Strong 真，>她 <Emphasis 楷> <Strike 删> <Highlight 亮> <Underline 线> x<Superscript 2> H<Subscript 2>O)"
    );
    assert_eq!(
        show("[点]{.dot} [a **b**]{.smallcaps .underline} [en]{lang=en} `x`{=typst}"),
        "p(<Dotted 点> <Underline <SmallCaps a <Strong b>>> <span en>[lang=en] <raw Print x>)"
    );
    assert_eq!(
        show("从5~10和20~30，周一~周三和周六~周日，C++和C++ 1:100:1"),
        "p(从5~10和20~30，周一~周三和周六~周日，C++和C++ 1:100:1)"
    );
    assert_eq!(show("a  \nb\\\nc\nd :smile:"), "p(a↵b↵c⏎d 😄)");
    assert_eq!(codes("[x]{.dott} ![a](b){widht=60%} c"), [Code::UnknownAttribute; 2]);
}

#[test]
fn figures_are_read() {
    assert_eq!(
        show("![题*注*](a.png \"替代\"){#fig:增长 width=60%}"),
        "fig(a.png alt:替代[width=60%]<> cap:题<Emphasis 注>)[#fig:增长]"
    );
    assert_eq!(show("![题](a.png){#fig:a}\n文 {#b}"), "fig(a.png<> cap:题)[#fig:a] p(文 {#b})");
    assert_eq!(show("上\n![题](a.png){#fig:a\nwidth=3cm}\n下"), "p(上) fig(a.png[width=3cm]<> cap:题)[#fig:a] p(下)");
    assert_eq!(show("上\n![](a.png)\n下"), "p(上⏎<img a.png >⏎下)");
    assert_eq!(show("![题](a.png) 文\n文"), "p(<img a.png 题> 文⏎文)");
    assert_eq!(
        show("::: {#fig:s}\n![甲](a.png){#fig:a}\n\n![乙](b.png)\n\n总题\n:::"),
        "fig(a.png[#fig:a]<甲>,b.png<乙> cap:总题)[#fig:s]"
    );
    assert_eq!(
        show("::: {#fig:s}\n![甲](a.png){width=3cm}\n![乙](b.png)\n\n总题\n:::"),
        "fig(a.png alt:甲[width=3cm]<甲>,b.png alt:乙<乙> cap:总题)[#fig:s]"
    );
}

#[test]
fn tables_and_their_captions() {
    let table = "| a | b |\n|:-|-:|\n| 1 | < |\n| ^ | *x* |\n";
    let expected = "table(a|b / 1|< / ^|<Emphasis x> cap:题 *注*)[#tbl:t][widths=2 1]".replace("*注*", "<Emphasis 注>");
    for text in [
        format!("{table}: 题 *注* {{#tbl:t widths=\"2 1\"}}\n"),
        format!("{table}\n: 题 *注* {{#tbl:t widths=\"2 1\"}}\n"),
        format!(": 题 *注* {{#tbl:t widths=\"2 1\"}}\n{table}"),
        format!(": 题 *注* {{#tbl:t widths=\"2 1\"}}\n\n{table}"),
        format!(": 题\n*注* {{#tbl:t widths=\"2 1\"}}\n\n{table}").replace("题\n", "题 "),
    ] {
        assert_eq!(show(&text), expected, "{text}");
    }
    assert_eq!(show(&format!("文\n\n{table}: 一\n\n: 二\n\n{table}")).matches("cap:").count(), 2);
    assert_eq!(show("> |a|\n> |-|\n> : 题\n"), "quote(table(a cap:题))");
    assert_eq!(show("# 一\n\n: 题 {#tbl:a}\n\n文"), "h1(一) p(: 题 {#tbl:a}) p(文)");
    assert_eq!(codes("# 一\n\n: 题 {#tbl:a}\n\n文"), [Code::StrayCaption]);
    assert_eq!(codes("# 一\n\n: 题\n\n文"), [Code::StrayCaption]);
    assert_eq!(show("|a|b|\n|-|-|\n|1|2|三|四|\n"), "table(a|b / 1|2 三|四)");
    assert_eq!(codes("|a|b|\n|-|-|\n|1|2|3|\n"), [Code::TableRow]);
    assert_eq!(show("|a\\|b|\n|-|\n|`x\\|y` @k \\| [p]{.dot}|\n"), "table(a|b / `x|y` <cite @k> | <Dotted p>)");
}

#[test]
fn huge_tables_are_code() {
    let text = format!("|a|b|\n|-|-|\n{}", "|1|2|\n".repeat(30_000));
    let (document, told) = parse(&text);
    assert_eq!(told[0].code, Code::TableSize);
    assert!(matches!(&document.blocks[0].kind, BlockKind::Code(code) if code.text.len() + 1 == text.len()));
}

#[test]
fn definitions_are_no_captions() {
    assert_eq!(show("词\n\n: 义一\n\n: 义二\n\n乙\n: 义"), "defs(词: p(义一) | p(义二); 乙: p(义))");
}

#[test]
fn formulas_are_read() {
    assert_eq!(show("$$ a $$ {#eq:x}"), "eq(a)[#eq:x]");
    assert_eq!(
        show("设\n$$\na\n+ b\n= c\n$$ {#eq:式}\n则 $x$。"),
        "p(设) eq(a\n+ b\n= c)[#eq:式] p(则 $x$。)[.continued]"
    );
    assert_eq!(show("- 甲\n\n  $$\n  a\n  $$\n  乙"), "list-(p(甲) eq(a) p(乙)[.continued])");
    assert_eq!(show("> $$ a\n> + b $$\n\n尾"), "quote(eq(a\n+ b)) p(尾)");
    assert_eq!(show("- $$x$$ {#eq:a}"), "list-(eq(x)[#eq:a])");
    assert_eq!(show("令 $$x$$ 为"), "p(令 $x$ 为)");
    assert_eq!(show("```math {#eq:a}\nx\n```"), "eq(x)[#eq:a]");
    assert_eq!(show("$$\na\n\nb\n$$\n"), "eq(a\n\nb)");
    assert_eq!(show("价格 $5 和 $6"), "p(价格 $5 和 $6)");
    assert_eq!(
        show("```\n$$\n::: a\n$$\n```\n\n    $$\n    a\n    $$"),
        "code:(\"$$\\n::: a\\n$$\") code:(\"$$\\na\\n$$\")"
    );
    assert_eq!(show("文\n    $$\n    a\n    $$"), "p(文) eq(a)");
}

#[test]
fn code_is_read() {
    assert_eq!(show("```python {#lst:a}\nx\n\n```"), "code:python(\"x\\n\")[#lst:a]");
    assert_eq!(
        show("```{.rust .numberLines #lst:a caption=\"题 *注*\" startFrom=\"3\"}\nx\n```"),
        "code:rust(\"x\" cap:题 <Emphasis 注>)[#lst:a][.line-numbers][start-from=3]"
    );
    assert_eq!(show("```{=typst}\n#x\n```\n\n```{=html}\n<p>\n```"), "raw-Print(#x) code:html(\"<p>\")");
    assert_eq!(codes("```{=html}\n<p>\n```\n\n`a`{=tex}"), [Code::RawFormat; 2]);
    assert_eq!(codes("```py {lineno=1}\n<p>\n```"), [Code::UnknownAttribute]);
}

#[test]
fn containers_fold() {
    assert_eq!(
        show("::: {.center}\n甲\n\n:::: landscape\n乙\n:::\n丙\n:::\n丁"),
        "div(p(甲) div(p(乙))[.landscape] p(丙))[.center] p(丁)"
    );
    assert_eq!(
        show("甲\n\\newpage\n乙\n{{< include a/b.md >}}\n::: pagebreak\n:::\n丙"),
        "p(甲) pagebreak p(乙) include(a/b.md) pagebreak p(丙)"
    );
    assert_eq!(show("::: center\n甲\n::: pagebreak\n乙\n:::\n丙"), "div(p(甲) pagebreak p(乙))[.center] p(丙)");
    assert_eq!(show("- 甲\n\n  ::: center\n  乙\n  :::\n- 丙"), "list-(p(甲) div(p(乙))[.center] | p(丙))");
    assert_eq!(show("- 甲\n::: {#refs}\n:::"), "list-(p(甲)) div()[#refs]");
    assert_eq!(codes("::: {.centre}\n甲\n:::\n\n:::\n\n::: {lang=en}\n乙"), [Code::UnknownContainer; 3]);
    assert_eq!(show(":::\n::: {.a b}\n"), "p(:::) div()");
}

#[test]
fn citations_and_references() {
    assert_eq!(
        show("[@a; 见 @b, 第 3 页] @c。[-@d] e@f.cn"),
        "p(<Cite @a;见@b第 3 页> <cite @c>。<Cite -@d> <e@f.cn→mailto:e@f.cn>)"
    );
    assert_eq!(
        show("如@fig:增长所示，[-@fig:price]，[@eq:a]，@tbl-x。\n\n![a](b){#fig:增长}"),
        "p(如<ref fig:增长>所示，<ref# fig:price>，<ref eq:a>，<ref tbl-x>。) fig(b<> cap:a)[#fig:增长]"
    );
    assert_eq!(show("[见 @fig:a; @tbl:b]"), "p(<refs 见@fig:a;@tbl:b>)");
    assert_eq!(show("\\@a [a@b] [*x* @k] [[@a]] @张三"), "p(@a [a@b] <Cite *x*@k> [<Cite @a>] @张三)");
    assert_eq!(show("[@a](b) ![@a](c) @b"), "p(<<cite @a>→b> <img c @a> <cite @b>)");
    let (document, _) = parse("甲 [@a; -@b]");
    let BlockKind::Paragraph(content) = &document.blocks[0].kind else { panic!() };
    let InlineKind::Cite(cite) = &content[1].kind else { panic!() };
    assert_eq!(cite.source, "[@a; -@b]");
    assert_eq!(cite.items[1].key.span.range(), 11..12);
}

#[test]
fn notes_are_kept() {
    assert_eq!(
        show("甲[^a]乙^[就地 *注* @k]\n\n[^a]: 一[^b]\n[^b]: 二[^a]\n[^c]: 未用"),
        "p(甲<^a>乙<note p(就地 <Emphasis 注> <cite @k>)>) note:a=p(一<^b>) note:b=p(二<^a>) note:c=p(未用)"
    );
    assert_eq!(show("甲[^x]"), "p(甲[^x])");
    assert_eq!(codes("甲[^x]"), [Code::UndefinedNote]);
    assert_eq!(
        show("![题[^a]](b)\n\n|x[^a]|\n|-|\n: 表[^a]\n\n[^a]: 注"),
        "fig(b<> cap:题<^a>) table(x<^a> cap:表<^a>) note:a=p(注)"
    );
}

#[test]
fn quotes_have_attributions() {
    assert_eq!(show("> 甲\n> —— 乙 *丙*"), "quote(p(甲) from:乙 <Emphasis 丙>)");
    assert_eq!(show("> 甲\n>\n> ——乙\n\n> -- 单\n\n> 甲——乙"), "quote(p(甲) from:乙) quote(p(-- 单)) quote(p(甲——乙))");
    assert_eq!(show("> [!NOTE]\n> 甲\n\n文\n> 引\n- 项"), "alert-Note(p(甲)) p(文) quote(p(引)) list-(p(项))");
}

#[test]
fn lists_are_read() {
    assert_eq!(show("3) a\n4) b\n\n- [x] c\n- [ ] d"), "list3(p(a) | p(b)) list-([x]p(c) | [ ]p(d))");
}

#[test]
fn html_is_read() {
    assert_eq!(
        show("a<br>b H<sub>2</sub>O <u>x *y*</u> <!-- z --><kbd>C</kbd> [<b>]</b>"),
        "p(a↵b H<Subscript 2>O <Underline x <Emphasis y>> <Keyboard C> [<Strong ]>)"
    );
    assert_eq!(show("<div>\n文 <b>重</b>\n</div>\n\n<!-- 隐 -->\n\n尾"), "p(文 <Strong 重>) p(尾)");
    assert_eq!(codes("<div>\n文\n</div>\n\n<span>a</u> <sup>"), [Code::Html; 2]);
    assert_eq!(show("a <sup> b </i>"), "p(a <sup> b </i>)");
    assert_eq!(show("<!-- 未完\n\n文"), "p(<!-- 未完⏎⏎文)");
}

#[test]
fn links_are_read() {
    assert_eq!(
        show("[甲](b.md) <https://a.cn> **见https://a.cn/x，** www.b.cn。[https://c.cn](d) []()"),
        "p(<甲→b.md> <https://a.cn→https://a.cn> <Strong 见<https://a.cn/x→https://a.cn/x>，> <www.b.cn→http://www.b.cn>。<https://c.cn→d> <→>)"
    );
}

#[test]
fn spans_point_into_the_source() {
    let text = "\u{FEFF}---\r\ntitle: 题\r\n---\r\n\r\n# 绪论\r\n\r\n文 **粗**\r\n续 @k\r\n";
    let (document, _) = parse(text);
    let at = |span: Span| &text[span.range()];
    assert_eq!(at(document.meta.title.as_ref().unwrap()[0].span), "题");
    assert_eq!(at(document.blocks[0].span), "# 绪论");
    let BlockKind::Paragraph(content) = &document.blocks[1].kind else { panic!() };
    let spans: Vec<_> = content.iter().map(|inline| at(inline.span)).collect();
    assert_eq!((spans[0], spans[1], spans[3], spans[4]), ("文 ", "**粗**", "续 ", "@k"));
}

#[test]
fn spans_behind_link_definitions() {
    for (text, expected) in [
        ("[r]: x\n**重点** @k", "**重点**"),
        ("[r]: x\n[s]: y\n   文 **重点** @k", "**重点**"),
        ("> [r]: x\n> 文\n>  **重点** @k", "**重点**"),
        ("- [r]:\n  x\n  **重点**\n", "**重点**"),
        ("[r]: x\n**重点**\n===\n", "**重点**"),
        ("[链](\nu) **重点**", "**重点**"),
        ("[链](u\n\"题\") **重点**", "**重点**"),
        ("[链\n接](u) $a\nb$ **重点**", "**重点**"),
        ("[a]<b\nc=\"d\"> **重点**", "**重点**"),
    ] {
        let (document, _) = parse(text);
        let mut found = Vec::new();
        crate::model::visit_inlines(&document, &mut |inline| {
            if matches!(inline.kind, InlineKind::Marked(crate::model::Mark::Strong, _)) {
                found.push(&text[inline.span.range()]);
            }
        });
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn faults_of_formulas_have_their_places() {
    for text in [
        "$a +\n  \\b$",
        "$$a\r\n+ \\b$$",
        "甲\n\n$$\na\n\\b\n$$\n",
        "> $$\n> a\n> \\b\n> $$\n",
        "```math\na\n\\b\n```",
        "[r]: x\n$a \\b$",
    ] {
        let (_, diagnostics) = parse(text);
        let places: Vec<_> = diagnostics.iter().map(|d| &text[d.span.unwrap().range()]).collect();
        assert_eq!(places, ["\\b"], "{text}");
    }
}

#[test]
fn front_matter_is_read() {
    let text = "---\ntitle: 题 *目*\nauthor:\n\t- 甲\n\t- {name: 乙, affiliation: [一, 二], email: a@b.cn}\n\
        date: 2025-12-01\nlang: zh-CN\nkeywords: 一，二; 三、四\nabstract: |\n  一段。\n\n  二段。\n学号: 123\n\
        导师: [丙, 丁]\ntoc: true\ntoc-depth: 2\nbibliography: [a.bib, b.bib]\n---\n文\n";
    let (document, told) = parse(text);
    let meta = &document.meta;
    assert_eq!(told, []);
    assert_eq!(inlines(meta.title.as_ref().unwrap()), "题 <Emphasis 目>");
    assert_eq!((meta.authors[0].name.as_str(), meta.authors[1].affiliation.len()), ("甲", 2));
    assert_eq!(meta.date.as_ref().unwrap().value, "2025-12-01");
    let keywords: Vec<_> = meta.keywords.iter().map(|word| (word.value.as_str(), &text[word.span.range()])).collect();
    assert_eq!(keywords, [("一", "一"), ("二", "二"), ("三", "三"), ("四", "四")]);
    assert_eq!(blocks(&meta.abstract_text), "p(一段。) p(二段。)");
    assert_eq!(&text[meta.abstract_text[1].span.range()], "二段。");
    let fields: Vec<_> = meta.fields.iter().map(|(key, value)| (key.value.as_str(), value.value.as_str())).collect();
    assert_eq!(fields, [("学号", "123"), ("导师", "丙、丁")]);
    assert_eq!((meta.toc, meta.toc_depth, meta.bibliography.len()), (Some(true), Some(2), 2));
    assert_eq!(inlines(&parse("---\ntitle: 1. 绪论\n---\n").0.meta.title.unwrap()), "1. 绪论");
    assert_eq!(show("---\n\n文\n\n---\n"), "rule p(文) rule");
    assert_eq!(codes("---\ntilte: a\nauthor: {name: 甲, mail: b}\nx: {y: z}\n---\n"), [Code::UnknownField; 3]);
}

#[test]
fn all_mistakes_of_the_front_matter_are_told() {
    let text = "---\ntoc: maybe\ntoc: true\nlang: 中文\ntoc-depth: 9\ntitle: [a]\nauthor: [[a]]\n---\n";
    let told = read(ID, text, &mut Sink::new()).unwrap_err();
    let codes: Vec<_> = told.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(
        codes,
        [
            Code::DuplicateKey,
            Code::FrontMatter,
            Code::Language,
            Code::FrontMatter,
            Code::FrontMatter,
            Code::FrontMatter
        ]
    );
    assert_eq!(&text[told[2].span.unwrap().range()], "中文");
}

#[test]
fn nothing_is_nothing() {
    for text in ["", "\n\n \n", "\u{FEFF}", "\u{FEFF}\r\n\r\n", "---\n---\n", "---"] {
        assert!(parse(text).0.blocks.len() <= 1, "{text:?}");
    }
}

#[test]
fn odd_places_are_read() {
    assert_eq!(show("**《书》**字，**真，**她"), "p(<Strong 《书》>字，<Strong 真，>她)");
    assert_eq!(show("a<br>\nb"), "p(a↵b)");
    assert_eq!(show("```\r\na\r\nb\r\n```\r\n"), "code:(\"a\\nb\")");
    assert_eq!(codes("![题](H:/a b.png)"), [Code::Image]);
    assert_eq!(show("> ::: center\n> 甲\n> :::\n\n乙"), "quote(div(p(甲))[.center]) p(乙)");
    assert_eq!(show("[![a](b)](c) ![a](b)![c](d)"), "p(<<img b a>→c> <img b a><img d c>)");
    let (document, _) = parse("---\nkeywords: [甲，乙, 丙]\nabstract: |\n  $$\n  a\n  $$\n  见 @x\n---\n");
    assert_eq!(document.meta.keywords.len(), 3);
    assert_eq!(blocks(&document.meta.abstract_text), "eq(a) p(见 <cite @x>)[.continued]");
}

#[test]
fn blocks_reach_to_their_last_line() {
    let text = "- 甲\n\n  ::: center\n  乙\n  :::\n\n1. 式\n   $$\n   x\n   $$ {#eq:a}\n\n::: center\n丙\n:::\n丁";
    let document = parse(text).0;
    let written: Vec<_> = document.blocks.iter().map(|block| &text[block.span.range()]).collect();
    assert!(written[0].ends_with("  :::") && written[1].ends_with("{#eq:a}"), "{written:?}");
    assert_eq!(written[2], "::: center\n丙\n:::");
}

#[test]
fn drawn_tables_are_read() {
    let grid = "+-----+-----+\n| a   | b   |\n+:====+====:+\n| 1   | - x |\n|     | - y |\n+-----+-----+\n| 甲乙      |\n+-----+-----+\n";
    assert_eq!(show(grid), "table(a|b / 1|• x↵• y / 甲乙|<)");
    assert_eq!(show(&format!("> {}", grid.trim_end().replace('\n', "\n> "))), format!("quote({})", show(grid)));
    assert_eq!(show("+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n"), "table(a|b / ^|c)");
    assert_eq!(codes("+---+---+\n| a | b\n+---+---+\n"), [Code::TableRow]);
    assert_eq!(show("+--+--+\n| a |  长的  |\n|  | b |\n+==+==+\n| 1 | 2 |\n+--+--+\n"), "table(a|长的⏎b / 1|2)");
    let simple = "  右    左\n----   ------\n  12   甲乙丙\n\n文";
    assert_eq!(show(simple), "table(右|左 / 12|甲乙丙) p(文)");
    assert_eq!(show("----- ----\n  *a*  b c\n----- ----\n"), "table(<Emphasis a>|b c)");
    let several = "-------------\n 年   说明\n 份\n---- --------\n2024 长的\n     文字\n\n2025 短\n-------------\n\n: 题 {#tbl:a}\n";
    assert_eq!(show(several), "table(年⏎份|说明 / 2024|长的⏎文字 / 2025|短 cap:题)[#tbl:a]");
}

#[test]
fn bars_in_code_and_formulas_are_signs() {
    assert_eq!(show("| a | b |\n|-|-|\n| $|x|$ | `a|b` |\n"), "table(a|b / $|x|$|`a|b`)");
    assert_eq!(show("| `a|b` | b |\n|-|-|\n| 1 | 2 |\n"), "table(`a|b`|b / 1|2)");
    assert_eq!(codes("| a | b |\n|-|-|\n| $|x|$ | `a|b` |\n"), []);
}

#[test]
fn captions_have_other_spellings() {
    let table = "| a | b |\n|-|-|\n| 1 | 2 |\n";
    let expected = "table(a|b / 1|2 cap:题⏎注)[#tbl:t]";
    for text in [
        format!("{table}\nTable: 题\n注 {{#tbl:t}}\n"),
        format!("Table: 题\n注 {{#tbl:t}}\n\n{table}"),
        format!("table: 题\n  注 {{#tbl:t}}\n\n{table}"),
    ] {
        assert_eq!(show(&text), expected, "{text}");
    }
    assert_eq!(show("Table: 无表"), "p(Table: 无表)");
    let code = "```py\nx\n```\n";
    for text in [
        format!("{code}: 题 {{#lst:a}}\n"),
        format!("{code}\n: 题 {{#lst:a}}\n"),
        format!(": 题 {{#lst:a}}\n\n{code}"),
        format!("Listing: 题\n\n{}", code.replace("py", "{#lst:a .py}")),
        format!("{code}\nListing: 题 {{#lst:a}}\n"),
    ] {
        assert_eq!(show(&text), "code:py(\"x\" cap:题)[#lst:a]", "{text}");
    }
}

#[test]
fn elements_are_read() {
    assert_eq!(show("<div align=\"center\">\n\n**文**\n\n</div>\n\n尾"), "div(p(<Strong 文>))[.center] p(尾)");
    assert_eq!(show("<details>\n<summary>题</summary>\n\n- 文\n\n</details>"), "p(<Strong 题>) list-(p(文))");
    assert_eq!(
        show("<table><thead><tr><th>a<th>b</thead><tr><td rowspan=2>1<td>2<tr><td>$x$</table>"),
        "table(a|b / 1|2 / ^|$x$)"
    );
    assert_eq!(show("<ul><li>甲<li>乙</ul>\n\n<h2 id=\"t\">题</h2>"), "list-(p(甲) | p(乙)) h2(题)[#t]");
    assert_eq!(
        show("<a id=\"x\"></a>\n\n文 <a href=\"https://a.cn\">https://a.cn</a>"),
        "p(文 <https://a.cn→https://a.cn>)[#x]"
    );
    assert_eq!(show("<pre>\na\n  b\n</pre>"), "code:(\"a\\n  b\")");
    assert_eq!(
        show(
            "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby> <font color=red>红</font> <span style=\"text-decoration:underline\">线</span>"
        ),
        "p(漢（かん） 红 <Underline 线>)"
    );
    assert_eq!(
        show("<p align=\"center\"><img src=\"a.png\" width=\"300\" alt=\"替\"></p>"),
        "fig(a.png alt:替[width=225pt]<> cap:)"
    );
    assert_eq!(show("<img src=\"a.png\" alt=\"题\" style=\"zoom:50%;\" />"), "fig(a.png alt:题[dpi=192]<> cap:题)");
    assert_eq!(
        show("<figure id=\"fig:a\"><img src=a.png><figcaption>题</figcaption></figure>"),
        "fig(a.png<> cap:题)[#fig:a]"
    );
    assert_eq!(show("Vec<T> 与 <blink2>"), "p(Vec<T> 与 <blink2>)");
    assert_eq!(show("<script>\nvar a;\n</script>\n\n文 <time>今</time>"), "p(文 今)");
    assert_eq!(codes("<script>\nvar a;\n</script>\n\n<time>今</time> <time>明</time>"), [Code::Html; 2]);
    assert_eq!(show("::: center\n<div>\n文\n\n:::\n\n尾"), "div(p(文))[.center] p(尾)");
}
