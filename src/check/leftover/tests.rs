//! What is found in short texts, and what is left alone.

use super::construct::Construct;
use super::examine_leftovers;
use super::find::find;
use super::line::lines;
use crate::assets::Images;
use crate::check::Levels;
use crate::cite::References;
use crate::diag::{Sink, Sources, Span};
use crate::read::markdown;
use crate::resolve::resolve;
use crate::style::{load, preset};

/// The texts of a document's marks, whoever told them before.
fn marks(text: &str) -> Vec<(Construct, String)> {
    let mut sources = Sources::new();
    let id = sources.add("a.md", text);
    let style = load(id, preset("report").unwrap()).unwrap();
    let document = markdown::read(id, text, &mut Sink::new()).unwrap();
    let resolved = resolve(document, &style, &Images::new(), &References::default(), &mut Sink::new());
    let lines = lines(&resolved, &sources);
    let found = lines.iter().flat_map(|line| find(line).into_iter().map(move |found| (line, found)));
    found.map(|(line, found)| (found.construct, line.written(line.span(found.range)).to_owned())).collect()
}

/// Whether exactly this mark is found in a text.
fn finds(text: &str, construct: Construct, mark: &str) {
    assert_eq!(marks(text), [(construct, mark.to_owned())], "{text}");
}

#[test]
fn templates_are_found() {
    finds("在 {{ page.title }} 中", Construct::Template, "{{ page.title }}");
    finds("{% raw %}", Construct::Template, "{% raw %}");
    finds("值 ${{ secrets.KEY }}。", Construct::Template, "{{ secrets.KEY }}");
    finds("见 {{< embed a.ipynb >}}。", Construct::Shortcode, "{{< embed a.ipynb >}}");
}

#[test]
fn marks_that_failed_are_found() {
    finds("这是** 重点 **的话", Construct::Bold, "** 重点 **");
    finds("some ** bold ** text", Construct::Bold, "** bold **");
    finds("**重点从这里开始", Construct::Bold, "**");
    finds("到这里**为止", Construct::Bold, "**");
    finds("| 甲 |\n|---|\n| 乙：** 丙 ** |", Construct::Bold, "** 丙 **");
}

#[test]
fn editorial_marks_without_an_end_are_found() {
    finds("前 {++加上的话", Construct::Critic, "{++");
    finds("前 {--删去的话", Construct::Critic, "{--");
    finds("前 {==标出的话", Construct::Critic, "{==");
    finds("the {--words that go", Construct::Critic, "{--");
    assert_eq!(marks("集合 {--x} 与 {++}"), []);
}

#[test]
fn commands_of_latex_are_found() {
    finds("先 \\textcolor{red}{红} 后", Construct::LatexCommand, "\\textcolor{red}");
    finds("\\begin{minipage}[t]{4cm}", Construct::LatexEnvironment, "\\begin{minipage}");
    finds("见第 \\pageref{a} 页", Construct::LatexReference, "\\pageref{a}");
}

#[test]
fn lines_of_other_dialects_are_found() {
    finds(".. figure:: a.png", Construct::Directive, ".. figure:: a.png");
    finds("正文\n| 甲 | 乙 |\n| 1 | 2 |", Construct::Table, "| 甲 | 乙 |");
    finds("依【3†source】所说", Construct::ChatCitation, "【3†source】");
}

#[test]
fn what_is_meant_is_left_alone() {
    for text in [
        "`{{ x }}`、`**x**` 与 `[[x]]`",
        "    {{ x }} **a\n",
        "\\*\\*不是重点\\*\\* \\[\\[x\\]\\] \\{\\{ x \\}\\} \\$\\$ \\<div> &lt;div&gt;",
        "a < b，c > d；x<y 与 y>z，2**10、a ** b、char **argv、f(*args, **kwargs, **more)",
        "0.85**、(0.12)**、0.9***\n\n注：** p<0.05，*** p<0.01",
        "**P < 0.01 (two-sided)",
        "a == b == c，x==1 且 y==2，!= 与 ===",
        "好的~~，真的~~",
        "年__月__日，____，______",
        "<https://a.cn/{{x}}> https://例子.cn/**a**",
        "三个冒号 ::: 在句中，std::vector，base:::name",
        "真的？？？什么!!! 好",
        "C:\\data\\item\\a、\\d+、\\n",
        "集合 {1, 2}、{a: 1}、{x | x > 0}",
        "矩阵 [[1, 2], [3, 4]]、x[[1]]、if [[ -f a ]]",
        "100%% 与 50%%",
        "|x| 与 |y|",
        "$x^{**}$ 与 $\\ref{a}$",
        "***\n\n* * *\n\n---\n",
        "【第 1 条】、【†】",
        "时间 12:30:45，比例 1:2:3",
        "Apple® – “quotes” — and … dots...",
    ] {
        assert_eq!(marks(text), [], "{text}");
    }
}

#[test]
fn places_are_those_of_the_source() {
    let text = "“甲”--乙...**粗**&amp;\\* 与\n> 引 {{ x }}";
    finds(text, Construct::Template, "{{ x }}");
}

/// Diagnostics of the rule behind those that were told while reading.
fn told(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add("a.md", text);
    let style = load(id, preset("report").unwrap()).unwrap();
    let mut sink = Sink::new();
    let document = markdown::read(id, text, &mut sink).unwrap();
    let resolved = resolve(document, &style, &Images::new(), &References::default(), &mut sink);
    examine_leftovers(&resolved, &sources, &Levels::default(), &mut sink);
    sink.into_sorted().into_iter().map(|d| d.code.to_string()).collect()
}

#[test]
fn a_place_is_told_once() {
    assert_eq!(told("先 <blink>甲</blink> 后"), ["html", "html"]);
    assert_eq!(told("脚注[^x]。"), ["undefined-note"]);
    assert_eq!(told("先 {{ x }} 后"), ["leftover-markup"]);
    assert_eq!(told("甲\n\n:end_tab:\n\n乙"), ["leftover-markup"]);
    assert_eq!(told("甲\n\n:begin_tab:`jax`\n\n乙"), ["leftover-markup"]);
    assert_eq!(told("甲\n\n\\listoflistings\n\n乙"), ["leftover-markup"]);
}

/// A line of marks that close nothing is searched in linear time.
#[test]
fn long_lines_are_found_through() {
    for unit in ["** ", "{{ ", "[[ ", "|-", "$$", "\\a{", "== ", "<a ", "{", "%%", ":::", "!!! "] {
        let _ = marks(&unit.repeat(4_000));
    }
}

#[test]
fn marks_behind_a_value_keep_their_places() {
    let text = "前 {{< var x >}} 后有 ** 重点 ** 的话";
    let mut sources = Sources::new();
    let id = sources.add("a.md", text);
    let fields =
        markdown::variables("x: 很长的值 后有 ** 和 ** 的话，重点", |_, _| Span::new(id, 0, 0), &mut Vec::new());
    let given = markdown::Given { variables: vec![fields], ..markdown::Given::default() };
    let style = load(id, preset("report").unwrap()).unwrap();
    let document = markdown::read_with(id, text, &given, &mut Sink::new()).unwrap();
    let resolved = resolve(document, &style, &Images::new(), &References::default(), &mut Sink::new());
    let mut sink = Sink::new();
    examine_leftovers(&resolved, &sources, &Levels::default(), &mut sink);
    let told: Vec<_> = sink.iter().map(|told| (sources.text(told.span.unwrap()), told.fix.len())).collect();
    assert_eq!(told, [("{{< var x >}}", 0), ("** 重点 **", 2)]);
}
