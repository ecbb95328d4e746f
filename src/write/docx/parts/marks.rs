//! The marks of a text become a character style, and what stands beside it: a
//! run of Word has one style, so one of several marks gives it and the others
//! are said directly (ECMA-376-1 §17.3.2.29). It must not know which text has
//! which marks.

use std::collections::BTreeSet;

use crate::model::Mark;
use crate::model::resolved::{Marks, Script, Token};
use crate::ooxml::Element;
use crate::style::Style;
use crate::style::value::{ChineseEmphasis, Color};
use crate::write::docx::properties::{self, fill};
use crate::write::docx::state::names as id;

/// A style of characters.
pub(super) struct Character {
    /// The id that runs name.
    pub id: &'static str,
    /// The name that Word knows it by, or that we give it.
    pub name: &'static str,
    /// The style that it is based on.
    pub base: &'static str,
    /// What it says beyond its base.
    pub run: Vec<Element>,
}

/// The marks whose style a run takes, the first that it has. Those with a face
/// or a background of their own come before those that a switch says beside
/// another style.
const FIRST: [Mark; 8] = [
    Mark::Strong,
    Mark::Highlight,
    Mark::SmallCaps,
    Mark::Superscript,
    Mark::Subscript,
    Mark::Dotted,
    Mark::Underline,
    Mark::Strike,
];

/// Which style marks take, and which of them it says. `main` is the script of the
/// document's language.
#[must_use]
pub(in crate::write::docx) fn choose(
    marks: Marks,
    link: bool,
    script: Script,
    main: Script,
) -> (Option<&'static str>, Option<Mark>) {
    let is_emphasis = marks.has(Mark::Emphasis);
    let chosen = match () {
        () if marks.has(Mark::Code) => (if link { id::CODE_LINK } else { id::CODE_CHAR }, Some(Mark::Code)),
        () if marks.has(Mark::Keyboard) => (if link { id::KEYBOARD_LINK } else { id::KEYBOARD }, Some(Mark::Keyboard)),
        () if is_emphasis && link && script == Script::EastAsian => (id::EMPHASIS_LINK, Some(Mark::Emphasis)),
        () if link => (id::HYPERLINK, None),
        () if is_emphasis => (id::emphasis(script, main), Some(Mark::Emphasis)),
        () => match FIRST.into_iter().find(|mark| marks.has(*mark)) {
            Some(mark) => (of_mark(mark), Some(mark)),
            None => return (None, None),
        },
    };
    (Some(chosen.0), chosen.1)
}

fn of_mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Emphasis => id::EMPHASIS,
        Mark::Strong => id::STRONG,
        Mark::Strike => "Strikethrough",
        Mark::Highlight => "Highlight",
        Mark::Underline => "Underline",
        Mark::Superscript => "Superscript",
        Mark::Subscript => "Subscript",
        Mark::SmallCaps => "SmallCaps",
        Mark::Dotted => "EmphasisDots",
        Mark::Keyboard => id::KEYBOARD,
        Mark::Code => id::CODE_CHAR,
    }
}

fn on(names: [&'static str; 2]) -> Vec<Element> {
    names.map(|name| Element::toggle(name, true)).to_vec()
}

/// What a mark says where another one gives the style; a face is only a style's
/// to give.
#[must_use]
pub(in crate::write::docx) fn beside(style: &Style, mark: Mark, script: Script) -> Vec<Element> {
    match (mark, script) {
        (Mark::Emphasis, Script::EastAsian) | (Mark::Keyboard | Mark::Code, _) => Vec::new(),
        (Mark::Emphasis, Script::Latin) => on(["w:i", "w:iCs"]),
        (Mark::Strong, _) => on(["w:b", "w:bCs"]),
        (Mark::Strike, _) => vec![Element::toggle("w:strike", true)],
        (Mark::Highlight, _) => vec![fill(style.marks.highlight)],
        (Mark::Underline, _) => vec![Element::val("w:u", "single")],
        (Mark::Superscript, _) => vec![Element::val("w:vertAlign", "superscript")],
        (Mark::Subscript, _) => vec![Element::val("w:vertAlign", "subscript")],
        (Mark::SmallCaps, _) => vec![Element::toggle("w:smallCaps", true)],
        (Mark::Dotted, _) => vec![Element::val("w:em", "dot")],
    }
}

/// The style of emphasis in a script. Word has one for all, in which Chinese
/// would lean; so the one of the script that the document is not in undoes what
/// the other says.
fn emphasis(style: &Style, script: Script, main: Script) -> Vec<Element> {
    let has_dots = style.marks.chinese_emphasis == ChineseEmphasis::Dots;
    let is_other = script != main;
    match script {
        Script::Latin => {
            let no_dots = (has_dots && is_other).then(|| Element::val("w:em", "none"));
            on(["w:i", "w:iCs"]).into_iter().chain(no_dots).collect()
        }
        Script::EastAsian => {
            let upright = ["w:i", "w:iCs"].map(|name| Element::toggle(name, false)).into_iter().filter(|_| is_other);
            let face = if has_dots {
                Element::val("w:em", "dot")
            } else {
                Element::new("w:rFonts").with("w:eastAsia", style.fonts.emphasis.word_east_asian.clone())
            };
            upright.chain([face]).collect()
        }
    }
}

/// Every style of characters but those of notes and of linked paragraphs. `main`
/// is the script of the document's language.
#[must_use]
pub(super) fn all(style: &Style, main: Script) -> Vec<Character> {
    let marks = &style.marks;
    let code_size = style.body.size().scaled(style.code.inline_scale).half_points();
    let code = || vec![properties::fonts(&style.fonts.code), Element::toggle("w:noProof", true)];
    let link = || vec![Element::val("w:color", marks.link.hex())];
    let plain = |id, name, run| Character { id, name, base: id::CHARACTERS, run };
    let of = |mark: Mark, name| plain(of_mark(mark), name, beside(style, mark, Script::Latin));
    let (other, name) = match main {
        Script::EastAsian => (Script::Latin, "Latin Emphasis"),
        Script::Latin => (Script::EastAsian, "East Asian Emphasis"),
    };
    let chinese = id::emphasis(Script::EastAsian, main);
    vec![
        of(Mark::Strong, "Strong"),
        plain(id::EMPHASIS, "Emphasis", emphasis(style, main, main)),
        Character { base: id::EMPHASIS, ..plain(id::emphasis(other, main), name, emphasis(style, other, main)) },
        plain(id::HYPERLINK, "Hyperlink", link()),
        plain(id::CODE_CHAR, "Code Char", [code(), properties::sizes(code_size).to_vec()].concat()),
        plain(id::KEYBOARD, "Keyboard", [code(), vec![fill(marks.keyboard)]].concat()),
        of(Mark::Highlight, "Highlight"),
        of(Mark::Underline, "Underline"),
        of(Mark::Strike, "Strikethrough"),
        of(Mark::Superscript, "Superscript"),
        of(Mark::Subscript, "Subscript"),
        of(Mark::SmallCaps, "Small Caps"),
        of(Mark::Dotted, "Emphasis Dots"),
        Character { base: chinese, ..plain(id::EMPHASIS_LINK, "Emphasis Link", link()) },
        Character { base: id::CODE_CHAR, ..plain(id::CODE_LINK, "Code Link", link()) },
        Character { base: id::KEYBOARD, ..plain(id::KEYBOARD_LINK, "Keyboard Link", link()) },
    ]
}

/// The styles of the tokens of code that a text names, and of the numbers of its lines.
/// The code's own style gives the face.
#[must_use]
pub(super) fn tokens(style: &Style, used: &BTreeSet<String>) -> Vec<Character> {
    let code = &style.code;
    let colored = |token: Token| Some((id::token(token)?, name(token)?, code.color(token)?));
    let colored = Token::ALL.into_iter().filter_map(colored);
    let numbers = (id::CODE_LINE_NUMBER, "Code Line Number", code.line_number);
    let styles = colored.chain([numbers]).filter(|(id, ..)| used.contains(*id));
    let run = |color: Color| vec![Element::val("w:color", color.hex())];
    styles.map(|(id, name, color)| Character { id, name, base: id::CHARACTERS, run: run(color) }).collect()
}

fn name(token: Token) -> Option<&'static str> {
    Some(match token {
        Token::Plain => return None,
        Token::Keyword => "Code Keyword",
        Token::Type => "Code Type",
        Token::Function => "Code Function",
        Token::Variable => "Code Variable",
        Token::String => "Code String",
        Token::Number => "Code Number",
        Token::Comment => "Code Comment",
        Token::Operator => "Code Operator",
        Token::Tag => "Code Tag",
        Token::Attribute => "Code Attribute",
    })
}

#[cfg(test)]
mod tests {
    use super::{all, choose, tokens};
    use crate::model::Mark;
    use crate::model::resolved::Marks;
    use crate::model::resolved::Script::{EastAsian, Latin};
    use crate::write::docx::testing::style;

    #[test]
    fn every_mark_has_a_style_of_its_own() {
        let styles = all(&style(), EastAsian);
        for mark in Marks::ALL {
            for link in [false, true] {
                let (id, said) = choose(Marks::default().with(mark), link, Latin, EastAsian);
                assert!(styles.iter().any(|style| Some(style.id) == id), "{mark:?}");
                assert!(link || said == Some(mark));
            }
        }
        assert_eq!(choose(Marks::default(), false, Latin, EastAsian), (None, None));
    }

    #[test]
    fn emphasis_of_the_main_script_has_the_name_of_word() {
        let emphasis = Marks::default().with(Mark::Emphasis);
        let id = |script, main| choose(emphasis, false, script, main).0.unwrap();
        assert_eq!((id(EastAsian, EastAsian), id(Latin, EastAsian)), ("Emphasis", "LatinEmphasis"));
        assert_eq!((id(EastAsian, Latin), id(Latin, Latin)), ("EastAsianEmphasis", "Emphasis"));
    }

    #[test]
    fn the_tokens_of_code_that_a_text_has_have_styles() {
        let used = ["CodeKeyword", "CodeLineNumber"].map(str::to_owned).into();
        let ids: Vec<_> = tokens(&style(), &used).iter().map(|style| style.id).collect();
        assert_eq!(ids, ["CodeKeyword", "CodeLineNumber"]);
    }

    #[test]
    fn styles_are_based_on_what_stands_before_them() {
        for main in [Latin, EastAsian] {
            let styles = all(&style(), main);
            for (at, style) in styles.iter().enumerate() {
                let known = styles[..at].iter().any(|before| before.id == style.base);
                assert!(known || style.base == "DefaultParagraphFont", "{}", style.id);
            }
        }
    }
}
