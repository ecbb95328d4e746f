//! Formulas and the Office Math that they become.

use roxmltree::{Document, Node};

use super::write;
use crate::model::math::{Class, Expr, Face};
use crate::read::latex::samples::{characters, missing, random_trees, trees};

const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn wrapped(expr: &Expr) -> String {
    write(expr, "Cambria Math").with("xmlns:m", MATH).with("xmlns:w", WORD).write()
}

/// The characters that print: of the runs, and the signs that properties carry.
fn text(document: &Document<'_>) -> String {
    let mut out = String::new();
    for node in document.descendants().filter(|node| node.tag_name().namespace() == Some(MATH)) {
        match node.tag_name().name() {
            "t" => out.push_str(node.text().unwrap_or_default()),
            "chr" | "begChr" | "endChr" => out.push_str(node.attribute((MATH, "val")).unwrap_or_default()),
            "sepChr" => {
                let parts =
                    node.ancestors().nth(2).map_or(1, |d| d.children().filter(|c| c.has_tag_name((MATH, "e"))).count());
                let sign = node.attribute((MATH, "val")).unwrap_or_default();
                out.push_str(&sign.repeat(parts.saturating_sub(1)));
            }
            _ => {}
        }
    }
    out
}

#[test]
fn every_formula_is_well_formed_and_shows_every_character() {
    for (formula, tree) in trees() {
        let xml = wrapped(&tree);
        let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{formula}: {error}\n{xml}"));
        let found = text(&document);
        if let Some(c) = missing(&characters(&tree), &found) {
            panic!("{formula}: {c} is missing in {found}\n{xml}");
        }
    }
}

#[test]
fn every_structure_has_its_arguments_in_order() {
    const ORDERS: &[(&str, &[&str])] = &[
        ("f", &["fPr", "num", "den"]),
        ("rad", &["radPr", "deg", "e"]),
        ("sSub", &["sSubPr", "e", "sub"]),
        ("sSup", &["sSupPr", "e", "sup"]),
        ("sSubSup", &["sSubSupPr", "e", "sub", "sup"]),
        ("limLow", &["limLowPr", "e", "lim"]),
        ("limUpp", &["limUppPr", "e", "lim"]),
        ("sPre", &["sPrePr", "sub", "sup", "e"]),
        ("nary", &["naryPr", "sub", "sup", "e"]),
        ("func", &["funcPr", "fName", "e"]),
        ("acc", &["accPr", "e"]),
        ("bar", &["barPr", "e"]),
        ("groupChr", &["groupChrPr", "e"]),
        ("borderBox", &["borderBoxPr", "e"]),
        ("phant", &["phantPr", "e"]),
    ];
    for (formula, tree) in trees() {
        let xml = wrapped(&tree);
        let Ok(document) = Document::parse(&xml) else { panic!("{formula}") };
        for node in document.descendants().filter(Node::is_element) {
            let children: Vec<_> = node.children().filter(Node::is_element).map(|c| c.tag_name().name()).collect();
            if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == node.tag_name().name()) {
                assert_eq!(children, *order, "{formula}");
            }
        }
    }
}

#[test]
fn an_operand_is_never_an_empty_box() {
    for (formula, tree) in trees() {
        let xml = wrapped(&tree);
        let Ok(document) = Document::parse(&xml) else { panic!("{formula}") };
        for node in document.descendants().filter(|n| n.has_tag_name((MATH, "nary")) || n.has_tag_name((MATH, "func")))
        {
            let operand = node.last_element_child().map(|e| e.has_children());
            assert_eq!(operand, Some(true), "{formula}");
        }
    }
}

#[test]
fn text_is_escaped_and_controls_are_dropped() {
    let hostile = "<m:t>&amp;\"'\u{0}\u{b}\u{fffe}]]>";
    for expr in [
        Expr::Text(hostile.into()),
        Expr::Function(hostile.into()),
        Expr::Number { text: hostile.into(), face: Face::Bold },
        Expr::Symbol { text: hostile.into(), class: Class::Large, face: Face::Script },
        Expr::Fenced { open: Some('<'), close: Some('\u{0}'), body: Box::new(Expr::Row(Vec::new())) },
        Expr::Accent { base: Box::new(Expr::Row(Vec::new())), sign: '"', stretchy: true, under: false },
    ] {
        let xml = wrapped(&expr);
        assert!(Document::parse(&xml).is_ok(), "{xml}");
    }
    let xml = write(&Expr::Function("f".into()), "A\"<&").with("xmlns:m", MATH).with("xmlns:w", WORD).write();
    assert!(Document::parse(&xml).is_ok());
}

#[test]
fn random_formulas_are_well_formed() {
    for (source, tree) in random_trees(10_000) {
        let xml = wrapped(&tree);
        let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{source:?}: {error}\n{xml}"));
        let expected: Vec<char> = characters(&tree).into_iter().filter(|c| !c.is_control()).collect();
        assert_eq!(missing(&expected, &text(&document)), None, "{source:?}\n{xml}");
    }
}

#[test]
fn open_signs_without_end_do_not_nest_without_end() {
    for piece in ["(", "\\sum ", "|x", "\\bigl("] {
        let close = match piece {
            "(" => ")",
            "\\bigl(" => "\\bigr)",
            _ => "",
        };
        let source = format!("{}x{}", piece.repeat(5_000), close.repeat(5_000));
        let mut sink = crate::diag::Sink::new();
        let place =
            |range: std::ops::Range<usize>| crate::diag::Span::new(crate::diag::SourceId(0), range.start, range.end);
        let tree = crate::read::latex::read_display(&source, &mut Default::default(), &place, &mut sink).tree;
        let tree = tree.unwrap_or_else(|| panic!("{piece}"));
        assert!(Document::parse(&wrapped(&tree)).is_ok(), "{piece}");
    }
}
