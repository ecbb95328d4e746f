//! The visible symbols of formulas in both editions, in one notation: letters
//! with their faces, accents as signs.
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
        "t" if math && !is_alignment(node) => {
            let face = node.parent().and_then(face_of);
            let signs = node.text().unwrap_or_default().chars();
            out.extend(signs.map(|c| face.map_or(c, |face| faced(c, face))));
        }
        "t" if !math => out.push_str(node.text().unwrap_or_default()),
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

/// A sign in one notation: a letter with its face in the blocks of mathematical
/// letters, an accent as the sign that it is.
fn plain(c: char) -> char {
    const HOLES: [(&str, &str, usize); 4] =
        [("ℎ", "h", 1), ("ℬℰℱℋℐℒℳℛℯℊℴ", "BEFHILMRego", 3), ("ℭℌℑℜℨ", "CHIRZ", 5), ("ℂℍℕℙℚℝℤ", "CHNPQRZ", 6)];
    match c {
        '\u{20d6}' | '\u{20ee}' => '←',
        '\u{20d7}' | '\u{20ef}' => '→',
        '\u{20e1}' | '\u{34d}' => '↔',
        // Typst lets the font take the dots away.
        'ı' => 'i',
        'ȷ' => 'j',
        '\u{1d6a4}' => '𝑖',
        '\u{1d6a5}' => '𝑗',
        _ => {
            let of = |(holes, letters, face): &(&str, &str, usize)| {
                let at = holes.chars().position(|hole| hole == c)?;
                letters.chars().nth(at).map(|letter| faced(letter, *face))
            };
            HOLES.iter().find_map(of).unwrap_or(c)
        }
    }
}

/// A letter in a face, by the order of faces in Unicode: bold, italic, both,
/// script, bold script, Fraktur, double-struck, bold Fraktur, sans serif with
/// the same three, monospace.
fn faced(c: char, face: usize) -> char {
    const GREEK: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";
    let offset = match c {
        'A'..='Z' => Some(0x1d400 + 52 * face + (c as usize - 'A' as usize)),
        'a'..='z' => Some(0x1d41a + 52 * face + (c as usize - 'a' as usize)),
        '0'..='9' => {
            let block = [0, 6, 8, 9, 12].iter().position(|block| *block == face);
            block.map(|block| 0x1d7ce + 10 * block + (c as usize - '0' as usize))
        }
        'ı' if face == 1 => Some('𝑖' as usize),
        'ȷ' if face == 1 => Some('𝑗' as usize),
        'ı' | 'ȷ' => return faced(if c == 'ı' { 'i' } else { 'j' }, face),
        _ => {
            let block = [0, 1, 2, 9, 11].iter().position(|block| *block == face);
            let at = GREEK.chars().position(|letter| letter == c);
            at.zip(block).map(|(at, block)| 0x1d6a8 + 58 * block + at)
        }
    };
    offset.and_then(|code| char::from_u32(code as u32)).unwrap_or(c)
}

/// The face of a run (§22.1.2.91); none for an upright one.
fn face_of(run: Node) -> Option<usize> {
    let style = property(run, "sty").unwrap_or("i");
    let styles = ["b", "i", "bi"].iter().position(|name| *name == style);
    let bold = style == "b";
    if run.descendants().any(|node| node.has_tag_name((word::M, "nor"))) {
        return None;
    }
    match property(run, "scr").unwrap_or("roman") {
        "script" => Some(3 + usize::from(bold)),
        "fraktur" => Some(if bold { 7 } else { 5 }),
        "double-struck" => Some(6),
        "sans-serif" => Some(styles.map_or(8, |style| 9 + style)),
        "monospace" => Some(12),
        _ => styles,
    }
}
