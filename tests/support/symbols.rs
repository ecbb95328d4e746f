//! The visible symbols of formulas in both editions, in one notation.
//!
//! Marks in the text, `※7※`, say where what belongs to the seventh formula
//! begins.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::word::{self, Package};

const MARK: char = '※';

/// The mark before a formula, on a line of Markdown.
pub fn mark(number: usize) -> String {
    format!("{MARK}{number}{MARK}")
}

/// Cuts a text at its marks.
pub fn cut(text: &str) -> BTreeMap<usize, String> {
    let parts: Vec<&str> = text.split(MARK).collect();
    let marked = parts.get(1..).unwrap_or_default().chunks(2);
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("“{text}” is no number of a formula"));
    marked.map(|pair| (number(pair[0]), pair.get(1).copied().unwrap_or_default().to_owned())).collect()
}

/// The symbols of a text with how often each of them stands there.
pub fn counted(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().map(plain).filter(|c| is_visible(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// What stands more often in one than in the other.
pub fn lost(from: &BTreeMap<char, usize>, other: &BTreeMap<char, usize>) -> String {
    let surplus = |(c, count): (&char, &usize)| {
        let times = count.saturating_sub(other.get(c).copied().unwrap_or_default());
        c.to_string().repeat(times)
    };
    from.iter().map(surplus).collect()
}

/// The text of a Word document with the signs that its formulas show.
pub fn of_word(package: &Package) -> String {
    let xml = word::parse(package.part("word/document.xml")).unwrap();
    let mut out = String::new();
    visible(xml.root_element(), &mut out);
    out
}

/// Signs of structures stand in their properties, where Word has one by default
/// (ECMA-376-1 §22.1.2).
fn visible(node: Node, out: &mut String) {
    let name = node.tag_name().name();
    let math = node.tag_name().namespace() == Some(word::M);
    match name {
        "phant" if property(node, "show").is_some_and(|show| show == "0") => return,
        "t" if !is_alignment(node) => out.push_str(node.text().unwrap_or_default()),
        "rad" => out.push('√'),
        "nary" if math => out.push_str(property(node, "chr").unwrap_or("∫")),
        "acc" if math => out.push_str(property(node, "chr").unwrap_or("\u{302}")),
        "groupChr" if math => out.push_str(property(node, "chr").unwrap_or("⏟")),
        "d" if math => {
            let parts = node.children().filter(|child| child.has_tag_name((word::M, "e"))).count();
            out.push_str(property(node, "begChr").unwrap_or("("));
            out.push_str(&property(node, "sepChr").unwrap_or("|").repeat(parts.saturating_sub(1)));
            out.push_str(property(node, "endChr").unwrap_or(")"));
        }
        _ => {}
    }
    node.children().filter(Node::is_element).for_each(|child| visible(child, out));
}

/// The value of a property of a structure.
fn property<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    let properties = node.first_element_child()?;
    properties.children().find(|child| child.has_tag_name((word::M, name)))?.attribute((word::M, "val"))
}

/// Whether a text is a point at which the lines of an array are aligned.
fn is_alignment(text: Node) -> bool {
    let mut around = text.ancestors().skip(1);
    let literal = around.next().is_some_and(|run| run.descendants().any(|n| n.has_tag_name((word::M, "lit"))));
    let array = around.nth(1).is_some_and(|array| array.has_tag_name((word::M, "eqArr")));
    array && !literal && text.text() == Some("&")
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{fe00}')
}

/// A letter without its face, and an accent as the sign that it is.
fn plain(c: char) -> char {
    const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
    const HOLES: &str = "ℎhℂCℕNℙPℚQℝRℤZℬBℰEℱFℋHℐIℒLℳMℛRℭCℌHℑIℜRℨZℯeℊgℴo";
    let code = c as u32;
    let letter = |code: u32| char::from_u32(code).unwrap_or(c);
    match code {
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            capital @ 0..26 => letter('A' as u32 + capital),
            small => letter('a' as u32 + small - 26),
        },
        // Typst lets the font take the dots away.
        0x131 | 0x1d6a4 => 'i',
        0x237 | 0x1d6a5 => 'j',
        0x1d6a8..=0x1d7c9 => GREEK.chars().nth(((code - 0x1d6a8) % 58) as usize).unwrap_or(c),
        0x1d7ca | 0x1d7cb => letter('Ϝ' as u32 + code - 0x1d7ca),
        0x1d7ce..=0x1d7ff => letter('0' as u32 + (code - 0x1d7ce) % 10),
        0x20d6 | 0x20ee => '←',
        0x20d7 | 0x20ef => '→',
        0x20e1 | 0x34d => '↔',
        _ => match HOLES.chars().step_by(2).position(|hole| hole == c) {
            Some(at) => HOLES.chars().nth(2 * at + 1).unwrap_or(c),
            None => c,
        },
    }
}
