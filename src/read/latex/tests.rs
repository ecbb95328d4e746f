//! Formulas and what they are read as.

use super::*;
use crate::diag::{Diagnostic, SourceId};
use crate::model::math::{Class, Expr, Face};

fn read_with(source: &str, display: bool) -> (Math, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let place = |range: Range<usize>| Span::new(SourceId(0), range.start, range.end);
    let math = read_style(source, display, &mut Macros::default(), &place, &mut sink);
    (math, sink.into_sorted())
}

fn tree(source: &str) -> Expr {
    let (math, diagnostics) = read_with(source, true);
    assert!(diagnostics.is_empty(), "{source}: {diagnostics:?}");
    math.tree.unwrap_or_else(|| panic!("{source}: no tree"))
}

/// The messages with the parts of the source that they point at.
fn complaints(source: &str) -> Vec<(String, String)> {
    let (math, diagnostics) = read_with(source, true);
    let lost = diagnostics.iter().any(|d| d.hints.iter().any(|hint| hint.to_string().contains("print the source")));
    assert_eq!(lost, math.tree.is_none(), "{source}");
    let part = |d: &Diagnostic| {
        let span = d.span.map_or(0..0, Span::range);
        source[span].to_owned()
    };
    diagnostics.iter().map(|d| (part(d), d.message.to_string())).collect()
}

fn sign(text: &str, class: Class) -> Expr {
    Expr::Symbol { text: text.into(), class, face: Face::Default }
}

#[test]
fn every_formula_of_the_list_is_read() {
    for formula in samples::formulas() {
        tree(formula);
    }
}

#[test]
fn unknown_commands_are_all_named_with_their_places() {
    let found = complaints(r"\fraq{a}{b}+\foo x");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], (r"\fraq".into(), r"unknown command \fraq in the formula; its name is printed".into()));
    assert_eq!(found[1], (r"\foo".into(), r"unknown command \foo in the formula; its name is printed".into()));
    assert_eq!(complaints(r"\text{a $\nix$ b}")[0].0, r"\nix");
    assert_eq!(complaints(r"\sqrt[\nix]{x}")[0].0, r"\nix");
    assert_eq!(complaints(r"x\xrightarrow[\nix]{x}")[0].0, r"\nix");
}

#[test]
fn broken_structures_are_complaints() {
    for (source, part) in [
        ("{a", "{"),
        ("a}", "}"),
        (r"\left(a", r"\left"),
        (r"a\right)", r"\right"),
        ("x^a^b", "^"),
        ("x_a_b", "_"),
        ("x^", "^"),
        (r"\frac{a}", r"\frac"),
        (r"\begin{pmatrix}a", r"\begin{pmatrix}"),
        (r"\begin{pmatrix}a\end{matrix}", r"\end{matrix}"),
        (r"\begin{nix}a\end{nix}", r"\begin{nix}"),
        (r"\left x a\right)", r"\left x"),
        ("#", "#"),
        (r"{a&b}", "&"),
        (r"\text a", r"\text"),
        (r"\newcommand{a}{b}", r"\newcommand"),
        (r"\def\a{\a}\a", r"\a"),
        (r"\def\a#1{#1}\a", r"\a"),
    ] {
        let found = complaints(source);
        assert_eq!(found.first().map(|f| f.0.as_str()), Some(part), "{source}: {found:?}");
    }
}

#[test]
fn numbers_and_labels_are_left_to_markdown() {
    assert_eq!(tree(r"x\label{eq:a}\nonumber\notag"), {
        Expr::Row(vec![sign("x", Class::Ordinary), empty(), empty(), empty()])
    });
    assert_eq!(tree(r"x\tag{1}"), Expr::Row(vec![sign("x", Class::Ordinary), empty()]));
    let two = format!("{:?}", tree(r"x\tag{1}\\y\tag*{甲}"));
    assert!(two.contains("\"(1)\"") && two.contains("\"甲\""), "{two}");
}

fn empty() -> Expr {
    Expr::Row(Vec::new())
}

#[test]
fn limits_depend_on_the_style() {
    let limits = |source: &str, display| match read_with(source, display).0.tree {
        Some(Expr::Scripts { limits, .. }) => limits,
        other => panic!("{source}: {other:?}"),
    };
    for source in [r"\sum_i", r"\lim_x", r"\max_x", r"\operatorname*{a}_x", r"\det_x"] {
        assert!(limits(source, true), "{source}");
        assert!(!limits(source, false), "{source}");
    }
    for source in [r"\sum\limits_i", r"\underbrace{x}_n", r"\overset{a}{=}", r"\xrightarrow{a}"] {
        assert!(limits(source, false), "{source}");
    }
    for source in [r"\int_i", r"x_i", r"\sum\nolimits_i", r"\operatorname{a}_x", r"\log_2"] {
        assert!(!limits(source, true), "{source}");
    }
}

#[test]
fn negation_is_one_sign() {
    assert_eq!(tree(r"\not="), sign("≠", Class::Relation));
    assert_eq!(tree(r"\not\in"), sign("∉", Class::Relation));
    assert_eq!(tree(r"\not\propto"), sign("∝\u{338}", Class::Relation));
    assert!(matches!(tree(r"\cancel{ab}"), Expr::Negated(_)));
}

#[test]
fn deep_nesting_is_a_complaint() {
    for (open, close) in [("{", "}"), (r"\sqrt{", "}"), (r"\left(", r"\right)"), ("x^{", "}"), (r"\displaystyle ", "")]
    {
        for depth in [100, 20_000] {
            let source = format!("{}x{}", open.repeat(depth), close.repeat(depth));
            let (math, diagnostics) = read_with(&source, true);
            assert!(math.tree.is_none());
            assert_eq!(diagnostics[0].code, Code::Nesting, "{open}");
        }
    }
    let begin = format!("{}x", r"\begin{matrix}".repeat(20_000));
    assert!(read_with(&begin, true).0.tree.is_none());
    let commands = r"\not".repeat(20_000);
    assert!(read_with(&commands, true).0.tree.is_none());
    let over = format!("{}x", r"a\over ".repeat(20_000));
    assert!(read_with(&over, true).0.tree.is_none());
}

#[test]
fn nothing_panics() {
    for source in samples::random(20_000) {
        read_with(&source, true);
    }
}

#[test]
fn unknown_commands_cost_themselves_alone() {
    let (math, _) = read_with(r"a+\foo{b}", true);
    let names = [sign("a", Class::Ordinary), sign("+", Class::Binary), Expr::Text(r"\foo".into())];
    assert_eq!(math.tree, Some(Expr::Row([&names[..], &[sign("b", Class::Ordinary)]].concat())));
}

#[test]
fn commands_of_the_manuscript_are_read() {
    let mut macros = Macros::default();
    let place = |range: Range<usize>| Span::new(SourceId(0), range.start, range.end);
    let mut sink = Sink::new();
    let mut read = |source: &str| read_style(source, true, &mut macros, &place, &mut sink).tree;
    assert_eq!(read(r"\newcommand{\vv}[1]{\mathbf{#1}} \DeclareMathOperator*{\am}{argmax}"), read("{}{}"));
    assert_eq!(read(r"\vv x + \vv{yz}"), read(r"\mathbf x + \mathbf{yz}"));
    assert_eq!(read(r"\am_x"), read(r"\operatorname*{argmax}_x"));
    // Doubling forty times over ends.
    let doubling: String = ('a'..='y').zip('b'..='z').map(|(a, b)| format!(r"\def\x{a}{{\x{b}\x{b}}}")).collect();
    assert_eq!(read(&format!(r"{doubling}\xa")), None);
    assert!(sink.into_sorted().iter().any(|fault| fault.message.to_string().contains("too much")));
}

#[test]
fn words_have_faces() {
    assert_eq!(tree(r"\textbf{a}"), tree(r"\mathbf{a}"));
    assert_eq!(tree(r"\textit{a 12}"), tree(r"\mathit{a}\text{ }\mathit{12}"));
    assert_eq!(tree(r"\textbf{当}"), tree(r"\text{当}"));
    assert!(complaints(r"\texttt{a b}").is_empty());
}

#[test]
fn chemistry_is_upright_with_low_digits_and_charges() {
    assert_eq!(tree(r"\ce{H2O}"), tree(r"\mathrm{H}_2\mathrm{O}"));
    assert_eq!(tree(r"\ce{SO4^2-}"), tree(r"\ce{SO4^{2-}}"));
    assert_eq!(tree(r"\ce{NH4+}"), tree(r"\ce{NH4^+}"));
    assert_eq!(complaints(r"\ce{H2O + \nix}")[0].0, r"\nix");
    let hostile = [r"\ce", r"\ce{^", r"\ce{^}", r"\ce{_}", r"\ce{->[}", r"\ce{\}", r"\ce{$}", r"\ce{{}", r"\ce{é^é}"];
    hostile.iter().for_each(|source| drop(read_with(source, true)));
    let deep = format!(r"\ce{}H{}", "{".repeat(5_000), "}".repeat(5_000));
    assert!(read_with(&deep, true).0.tree.is_none());
}

#[test]
fn units_are_upright_with_their_powers() {
    assert_eq!(tree(r"\unit{\metre\per\second\squared}"), tree(r"\unit{m.s^{-2}}"));
    assert_eq!(tree(r"\unit{\kilo \gram}"), tree(r"\unit{kg}"));
    assert_eq!(tree(r"\si{^\circ C}"), tree(r"\si{\celsius}"));
    assert_eq!(tree(r"\num{1e3}"), tree(r"1\times 10^{3}"));
    assert_eq!(complaints(r"\SI{3}{\nix}")[0].0, r"\nix");
    assert_eq!(complaints(r"\SI{3}")[0].0, r"\SI");
    let hostile = [r"\num{e}", r"\num{é}", r"\si{^}", r"\si{\per}", r"\si{\tothe}", r"\si{\}", r"\ang{;;}", r"\si{/}"];
    hostile.iter().for_each(|source| drop(read_with(source, true)));
}

#[test]
fn reactions_quantities_and_formulas_of_papers_print_what_is_expected() {
    let tables = [include_str!("reactions.txt"), include_str!("quantities.txt"), include_str!("papers.txt")];
    let mut wrong = Vec::new();
    for (source, expected) in tables.iter().flat_map(|table| table.lines()).filter_map(|line| line.split_once('\t')) {
        let (math, diagnostics) = read_with(source, true);
        let found = math.tree.as_ref().map(linear::linear).unwrap_or_default();
        if found.trim() != expected || !diagnostics.is_empty() {
            wrong.push(format!("{source}: {found}, not {expected}; {diagnostics:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_bad_command_costs_itself_alone() {
    for (source, expected) in [
        (r"a+\SI{3}", r"𝑎 + \SI3"),
        (r"a+\qty(b)", r"𝑎 + \qty(𝑏)"),
        (r"\begin{nix}a\end{nix}+b", r"\begin{nix}𝑎\end{nix} + 𝑏"),
        (r"\newcommand{a}{b}+c", r"\newcommand𝑎𝑏 + 𝑐"),
        (r"\def\v#1{#1}a+\v", r"𝑎 + \v"),
        (r"\ce{A\bond{?}B}", "A?B"),
        (r"\SI{3}{\nix\metre}", r"3␣\nix␣m"),
    ] {
        let (math, diagnostics) = read_with(source, true);
        assert_eq!(math.tree.as_ref().map(linear::linear).as_deref(), Some(expected), "{source}");
        assert_eq!(diagnostics.len(), 1, "{source}: {diagnostics:?}");
    }
}
