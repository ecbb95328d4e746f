//! What the rules of running text find in short texts, and what they make of
//! them; and what they must leave alone.

use super::examine_text;
use crate::check::{Levels, fix};
use crate::diag::{Diagnostic, Sink, SourceId, Sources};
use crate::read::markdown;

/// What is told of a text.
fn told(text: &str) -> (Vec<Diagnostic>, SourceId) {
    let mut sources = Sources::new();
    let id = sources.add("a.md", text);
    let document = markdown::read(id, text, &mut Sink::new()).unwrap();
    let mut sink = Sink::new();
    let lang = document.meta.lang.as_ref().map(|lang| &lang.value);
    examine_text(&document, lang, &sources, &Levels::default(), &mut sink);
    (sink.into_sorted(), id)
}

/// The codes with what was written at their places.
fn found(text: &str) -> Vec<String> {
    told(text).0.iter().map(|d| format!("{} {}", d.code, &text[d.span.unwrap().range()])).collect()
}

/// The text after all fixes, as often as something is left to fix.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..8 {
        let (list, id) = told(&text);
        match fix::apply(id, &text, &list) {
            Some(fixed) => text = fixed.text,
            None => break,
        }
    }
    text
}

#[track_caller]
fn changes(cases: &[(&str, &str)]) {
    for (written, right) in cases {
        assert_eq!(mended(written), *right, "{written}");
        assert_eq!(mended(right), *right, "{right} is changed again");
    }
}

#[track_caller]
fn quiet(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn half_width_punctuation() {
    changes(&[
        ("你好,世界.", "你好，世界。"),
        ("他说:好; 真的? 是!", "他说：好；真的？是！"),
        ("《书》,好。", "《书》，好。"),
        ("这是 (测试) 的。", "这是（测试）的。"),
        ("见（图)一。", "见（图）一。"),
        ("他说,\"你好\"!好。", "他说，“你好”！好。"),
    ]);
    quiet(&[
        "版本 2.1，比例 3:1，函数f(x)，使用 (see below) 的。",
        "A, b. C: d; (e) f?",
        "运行`a,b.c`和 $x,y$，见 http://例.中国/a,b，好。",
        "数组(array)和a(数组)b",
        "见 <https://例,子.cn>。",
    ]);
}

#[test]
fn quotes_and_brackets() {
    changes(&[("他说\"你好\"。", "他说“你好”。"), ("所谓\"API\"是", "所谓“API”是"), ("'甲'是乙", "‘甲’是乙")]);
    quiet(&["屏幕5\"宽，It's \"so\" fine.", "“甲“乙”丙”（丁《戊》）", "a）甲\n\n12）乙", "（1）甲；2）乙", "it’s"]);
    assert_eq!(found("甲“乙"), ["unbalanced-bracket “"]);
    assert_eq!(found("甲》乙（丙"), ["unbalanced-bracket 》", "unbalanced-bracket （"]);
    assert_eq!(found("他说\"你好。"), ["straight-quotes \""]);
    // A quotation over paragraphs opens in each of them.
    quiet(&["“甲。\n\n“乙。\n\n“丙。”", "“甲。\n\n乙。”"]);
    assert_eq!(found("“甲。\n\n乙。"), ["unbalanced-bracket “"]);
}

#[test]
fn ellipses_and_dashes() {
    changes(&[
        ("等等...", "等等……"),
        ("等等。。。", "等等……"),
        ("等…等", "等……等"),
        ("到了中国--北京", "到了中国——北京"),
        ("到了中国 -- 北京", "到了中国——北京"),
        ("到了中国──北京", "到了中国——北京"),
    ]);
    quiet(&["1, 2, ..., n", "甲……乙——丙", "使用 --strict 选项", "北京—上海", "目录......................1", "wait..."]);
}

#[test]
fn letters_and_blanks() {
    changes(&[
        ("第１２章ＡＢ。", "第12章AB。"),
        ("你好， 世界。", "你好，世界。"),
        ("你 好，世界。", "你好，世界。"),
        ("他说 “你好”。", "他说“你好”。"),
    ]);
    // Names in a row must not be joined; marks need their blanks elsewhere.
    assert_eq!(found("甲 **乙**，丙"), ["blank-between-hanzi  "]);
    assert_eq!(mended("甲 **乙**，丙"), "甲 **乙**，丙");
    assert_eq!(found("甲 乙 丙 丁。").len(), 1);
    assert_eq!(mended("张三 李四 王五到了。"), "张三 李四 王五到了。");
    quiet(&[
        "# 摘 要",
        "床前明月光 疑是地上霜",
        "使用 Rust 语言，很好。",
        "甲，\n乙。",
        "见 @fig:a 所示，好。",
        "第一章 绪论，讲背景。",
        "the “word” is，好",
        "姓名：　张三，好。",
    ]);
}

#[test]
fn ranges_and_units() {
    changes(&[
        ("增长5-10%。", "增长5%～10%。"),
        ("增长5%-10%。", "增长5%～10%。"),
        ("增长5～10%。", "增长5%～10%。"),
        ("共3-5个。", "共3～5个。"),
        ("1990-2000年。", "1990—2000年。"),
        ("占 50 % 。", "占 50% 。"),
    ]);
    quiet(&[
        "电话010-12345678，版本1-2-3个，GB/T 7714-2015，2024-10-01，GPT-4-32个，5%～10%，3～5个，第3-5页",
        "余数为 5 % 3。",
        "1—3个，10%—20%",
    ]);
}

#[test]
fn what_is_no_running_text_is_left_alone() {
    quiet(&[
        "```\n你好,世界...\n```",
        "`你好,世界`和\\$",
        "$$ 你好,世界 $$",
        "![](你好,世界.png){alt=\"你好,世界\"}",
        "---\nauthor: 甲,乙\nabstract: 你好,世界\n---\n",
        "---\nlang: ja\n---\n\nこれは,漢字...",
        "[你好,世界]{lang=ja}",
        "<!-- 你好,世界 -->",
        "<img alt=\"你好\" title='甲,乙'>，好",
        "<div>\n<p title=\"你好,世界\">\n</div>",
    ]);
    // Told, but not touched: links, escapes, entities.
    for text in ["[你好,世界](a.html)", "你好\\,世界", "你好&#44;世界", "1,你好"] {
        assert_eq!(mended(text), text);
    }
    assert_eq!(found("[你好,世界](https://a.cn)").len(), 1);
    assert_eq!(mended("---\ntitle: 你好,世界\n---\n"), "---\ntitle: 你好，世界\n---\n");
}

#[test]
fn typed_references_are_left_alone() {
    let entries = [
        "[1] 王某某. 社区治理研究[J]. 管理学报, 2020, 3(2): 15-20.",
        "[2]李某,王某.乡村振兴[M].北京:某大学出版社,2019:3-5.",
        "[3] 李某, 王某, 张某, 等. 数字政府的是与非[D]. 北京: 某大学, 2021.",
        "[4] 某部. 统计公报[EB/OL]. (2020-02-28)[2021-03-01]. http://例.cn/a.html.",
        "[5] 赵某. 论文题目[C]//钱某. 会议论文集. 上海: 某出版社, 2018: 1-9.",
        "［6］孙某. 我国经济...的走向［N］. 人民日报, 2017-03-01(4).",
        "【7】全国委员会. 文后参考文献著录规则: GB/T 7714-2015[S]. 北京: 中国标准出版社, 2015.",
        "1. 周某. 一种装置: 中国, 12345[P]. 2016-05-20.",
        "- [8] 吴某. 调查报告\"上\"[R]. 北京: 某所, 2020.",
        "郑某. 某某学概论[ M ]. 北京: 某大学出版社.",
        "王某某. 社区治理. 北京: 某大学出版社, 2020.",
        "冯某 (2020). 我们的社区. 某某学报, 3(2), 15-20.",
        "王某某: 《社区治理》, 北京: 某大学出版社, 2020年.",
        "陈某. 数字治理: 理论与方法. 北京: 某社; 2020.",
        "参考如下。\n[1] 王某某. 社区\n[2] 李某, 王某. 是与非",
        "[9] 陈某. 一个很长的\n题目, 第二行. 载于\n论文集[C]. 北京: 某社, 2020.",
    ];
    quiet(&entries);
    quiet(&[&entries.join("\n\n"), &entries[..7].join("\n"), &format!("好^[{}]。", entries[10])]);
    assert_eq!(mended("李某, 王某. 我们的社区"), "李某, 王某. 我们的社区");
    assert_eq!(found("[1] 数据来自统计局,截至年底."), ["half-width-punctuation ,", "half-width-punctuation ."]);
    // What stands around them is examined.
    assert_eq!(found(&format!("见了,好。\n{}\n{}", entries[0], entries[1])), ["half-width-punctuation ,"]);
}

#[test]
fn long_runs_of_blanks_and_marks_are_searched_once() {
    // Quadratic, each of these would take minutes.
    for part in [" ", ", ", ",", "[", "[J", "[1]\n", "是\n", "《, 2020", "\"", ". "] {
        told(&format!("甲. {}乙", part.repeat(200_000 / part.len())));
    }
}

#[test]
fn a_list_of_references_is_left_alone() {
    let list = "王某某. 社区\n\n- 李某, 王某\n- 北京: 某大学\n\n张某说,好...";
    for heading in ["## 参考文献", "## 六、主要参考文献", "## 7 References", "## *Bibliography*", "**参考文献：**"]
    {
        quiet(&[&format!("{heading}\n\n{list}")]);
        let behind = found(&format!("{heading}\n\n{list}\n\n## 致谢\n\n谢谢,老师。"));
        assert_eq!(behind, ["half-width-punctuation ,"], "{heading}");
    }
    quiet(&["# 文献\n\n## 书目,杂志\n\n李某, 王某"]);
    quiet(&["::: {#refs}\n王某某. 社区\n\n李某, 王某\n:::", "::: references\n北京: 某大学, 他说...\n:::"]);
    for heading in ["## 文献综述", "文献", "## 方法"] {
        assert_ne!(found(&format!("{heading}\n\n张某说,好。")), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn only_sentences_are_changed() {
    for text in [
        "王某某. 社区",
        "李某, 王某",
        "北京: 某大学",
        "李某, 王某. 社区治理. 某大学出版社.",
        "# 北京: 某大学",
        "| 李某, 王某 |\n|---|",
        "已有参考。\n李某, 王某",
    ] {
        assert_eq!(mended(text), text);
    }
    changes(&[
        ("步骤如下:", "步骤如下："),
        ("研究始于 2020 年. 后来, 2021 年也做了.", "研究始于 2020 年。后来, 2021 年也做了。"),
        ("方法正确,\n结果可靠.", "方法正确，\n结果可靠。"),
    ]);
}

#[test]
fn only_the_named_bytes_change() {
    let text = "\u{FEFF}# 是一,二\r\n\r\n> 甲是,**乙**,丙 \\| `x,y`\r\n\r\n| 甲,乙了 | c\\|d,e |\r\n|---|---|\r\n| 丙,丁了^[注,脚了] | 戊 |\r\n";
    let right = text
        .replace("一,二", "一，二")
        .replace("甲是,", "甲是，")
        .replace("甲,", "甲，")
        .replace("**,丙", "**，丙")
        .replace("丙,丁", "丙，丁");
    let fixed = mended(text);
    assert!(fixed == right || fixed == right.replace("注,脚", "注，脚"), "{fixed}");
}
