//! What the rules of structure tell of short documents.

use super::RULES;
use crate::assets::{Fonts, Images};
use crate::check::{Levels, Subject, examine};
use crate::cite::References;
use crate::diag::{Code, Sink, Sources};
use crate::read::markdown;
use crate::resolve::resolve;
use crate::style::{load, preset};

/// What is told of a text in the style `report`, each as code and place.
fn found(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add("a.md", text);
    let style = load(id, preset("report").unwrap()).unwrap();
    let document = markdown::read(id, text, &mut Sink::new()).unwrap();
    let images = Images::new();
    let fonts = Fonts::load(&style.families());
    let resolved = resolve(document.clone(), &style, &images, &References::default(), &mut Sink::new());
    let subject = Subject {
        document: &document,
        resolved: &resolved,
        style: &style,
        images: &images,
        fonts: &fonts,
        sources: &sources,
    };
    let mut sink = Sink::new();
    examine(&subject, &Levels::default(), &mut sink);
    let list = sink.into_sorted();
    list.iter().map(|d| format!("{} {}", d.code, d.span.map_or("", |span| &text[span.range()]))).collect()
}

#[test]
fn labels() {
    let table = |caption: &str| format!("| a | b |\n|---|---|\n| 1 | 2 |\n\n{caption}");
    assert_eq!(found("$$ x $$ {#eq:a}\n\n$$ y $$ {#eq:b}\n\n见 @eq:b。"), ["unused-label $$ x $$ {#eq:a}"]);
    assert_eq!(found("![图](a.png){#fig:a}"), ["unmentioned ![图](a.png){#fig:a}"]);
    assert_eq!(found("![图](a.png){#fig:a}\n\n如 @fig:a 所示。"), Vec::<String>::new());
    assert_eq!(found("![雨](a.png)\n\n见图 1。"), Vec::<String>::new());
    assert_eq!(found("![雨](a.png)\n\n见图 12。").len(), 1);
    assert_eq!(found("![雨](a.png)\n\n如下图所示。"), Vec::<String>::new());
    assert_eq!(found(&table(": 题 {#tbl:a}")).len(), 1);
    assert_eq!(found(&table("")), ["missing-caption | a | b |"]);
    assert_eq!(found("![](a.png){.unnumbered}"), Vec::<String>::new());
    assert_eq!(found("# 一 {#sec:a}"), Vec::<String>::new());
}

#[test]
fn headings_titles_and_keywords() {
    assert_eq!(found("# 一\n\n### 三\n\n## 二\n\n### 三"), ["skipped-level ### 三"]);
    assert_eq!(found("## 二\n\n### 三\n\n# 一"), Vec::<String>::new());
    let long = "题".repeat(26);
    assert_eq!(found(&format!("---\ntitle: {long}\n---\n")), [format!("long-title {long}")]);
    assert_eq!(found("---\nkeywords: 甲，乙\n---\n"), ["keyword-count 甲，乙"]);
    assert_eq!(found("---\nkeywords: 甲，乙，丙\n---\n"), Vec::<String>::new());
}

#[test]
fn bold_in_a_family_without_it() {
    assert_eq!(found("> 甲**乙**丙**丁**"), ["missing-bold 乙"]);
    assert_eq!(found("甲**乙**丙\n\n> a **b**"), Vec::<String>::new());
}

#[test]
fn every_rule_of_the_table_is_told_once() {
    let codes: Vec<Code> = RULES.iter().map(|(code, _)| *code).collect();
    assert!(codes.iter().all(|code| code.is_of_check()));
    assert!(codes.is_sorted());
}
