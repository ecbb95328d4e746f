//! Code is cut into tokens by its language, so that both editions colour it
//! alike, and its tabs become blanks up to the next column, since a PDF has none.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};
use unicode_width::UnicodeWidthChar;

use super::combining::CROWDED;
use super::long_words::CODE;
use super::{Resolver, code_lines, combining};
use crate::diag::{Code as DiagnosticCode, Span, message};
use crate::model::document::{Attr, Code as WrittenCode};
use crate::model::resolved::{Caption, Code, Token};

/// Code longer than this is not coloured.
const MAX_COLOURED: usize = 400_000;
/// Lines longer than this are not coloured.
const MAX_LINE: usize = 4_000;

/// Scopes of TextMate grammars, the more special before the more general.
const SCOPES: [(&str, Token); 26] = [
    ("comment", Token::Comment),
    ("string", Token::String),
    ("constant.numeric", Token::Number),
    ("constant.character.escape", Token::String),
    ("constant", Token::Number),
    ("storage.type.function", Token::Keyword),
    ("storage", Token::Keyword),
    ("keyword.operator.word", Token::Keyword),
    ("keyword.operator", Token::Operator),
    ("keyword", Token::Keyword),
    ("entity.name.function", Token::Function),
    ("entity.name.tag", Token::Tag),
    ("entity.other.attribute-name", Token::Attribute),
    ("entity.name.type", Token::Type),
    ("entity.name.class", Token::Type),
    ("entity.name.struct", Token::Type),
    ("entity.name.enum", Token::Type),
    ("entity.other.inherited-class", Token::Type),
    ("support.function", Token::Function),
    ("support.type", Token::Type),
    ("support.class", Token::Type),
    ("support.constant", Token::Number),
    ("variable.function", Token::Function),
    ("variable.parameter", Token::Variable),
    ("variable.language", Token::Keyword),
    ("punctuation.definition.comment", Token::Comment),
];

impl Resolver<'_> {
    pub(super) fn code(&mut self, code: &WrittenCode, attr: &Attr, caption: Option<Caption>, span: Span) -> Code {
        let numbered = ["linenos", "number-lines", "line-numbers", "numberLines"];
        let start = ["start-from", "startFrom"].iter().find_map(|key| attr.get(key));
        let first = start.and_then(|value| {
            let first = value.value.trim().parse::<u32>().ok().filter(|first| *first < 1_000_000);
            if first.is_none() {
                let message = message!("“{value}” is not a valid line number", value = value.value);
                self.sink.warn(DiagnosticCode::UnknownAttribute, value.span, message);
            }
            first
        });
        let wanted = |name: &&str| attr.has_class(name) || attr.get(name).is_some_and(|v| v.value != "false");
        let is_numbered = self.algorithm_lines.is_some() || numbered.iter().any(wanted);
        let first_line = is_numbered.then(|| first.unwrap_or(1)).or(first);
        let bounded = combining::bounded(&code.text);
        if let Cow::Owned(_) = bounded {
            self.sink.warn(DiagnosticCode::ControlCharacter, span, CROWDED);
        }
        // The grammar of a Makefile needs the tabs.
        let lines = tokens(&bounded, code.lang.as_deref());
        let (text, lines) = match bounded.contains('\t') {
            true => expanded(&bounded, &lines, self.style.code.tab),
            false => (bounded.into_owned(), lines),
        };
        let digits = first_line.map_or(0, |first| Code::digits(first, lines.len()) + Code::GAP);
        let long = code_lines::long_lines(&text, &lines, self.columns_of_code() - digits as f64);
        Code { text, lang: code.lang.clone(), lines, first_line, long, caption }
    }

    /// How many columns of code a line has at this place.
    fn columns_of_code(&self) -> f64 {
        let look = &self.style.code;
        let frame = (look.padding + look.border_width).scaled(2.0);
        (self.width - frame).pt().max(0.0) / (look.text.size().pt() * CODE)
    }
}

/// A line of code with blanks for its tabs.
pub(super) fn without_tabs(line: &str, tab: u8) -> Cow<'_, str> {
    if !line.contains('\t') {
        return Cow::Borrowed(line);
    }
    let (mut out, mut column) = (String::with_capacity(line.len() + 8), 0);
    push_columns(line, tab, &mut out, &mut column);
    Cow::Owned(out)
}

/// The tokens of a line, each with its place in the text.
type Tokens = Vec<(Token, Range<usize>)>;

/// The text with blanks for its tabs, and the tokens in it.
fn expanded(text: &str, lines: &[Tokens], tab: u8) -> (String, Vec<Tokens>) {
    let mut out = String::with_capacity(text.len() * 2);
    let mut moved = Vec::with_capacity(lines.len());
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mut column = 0;
        let mut place = |(token, range): &(Token, Range<usize>)| {
            let from = out.len();
            push_columns(&text[range.clone()], tab, &mut out, &mut column);
            (*token, from..out.len())
        };
        moved.push(line.iter().map(&mut place).collect());
    }
    (out, moved)
}

/// Appends a part of a line from a column on; a Chinese character takes two.
fn push_columns(part: &str, tab: u8, out: &mut String, column: &mut usize) {
    let tab = usize::from(tab.max(1));
    for ch in part.chars() {
        if ch == '\t' {
            let blanks = tab - *column % tab;
            out.extend(std::iter::repeat_n(' ', blanks));
            *column += blanks;
        } else {
            out.push(ch);
            *column += ch.width().unwrap_or(0);
        }
    }
}

fn tokens(text: &str, lang: Option<&str>) -> Vec<Vec<(Token, Range<usize>)>> {
    let lines = line_ranges(text);
    let plain = || lines.iter().map(|line| vec![(Token::Plain, line.clone())]).collect();
    let Some(lang) = lang.filter(|_| text.len() <= MAX_COLOURED) else { return plain() };
    if lines.iter().any(|line| line.len() > MAX_LINE) {
        return plain();
    }
    let syntaxes = syntaxes();
    let Some(syntax) = syntaxes.find_syntax_by_token(lang) else { return plain() };
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut colour = |line: &Range<usize>| {
        let text = format!("{}\n", &text[line.clone()]);
        let mut tokens: Vec<(Token, Range<usize>)> = Vec::new();
        let mut from = 0;
        let mut take = |upto: usize, stack: &ScopeStack| {
            let range = line.start + from.min(line.len())..line.start + upto.min(line.len());
            from = upto;
            push(&mut tokens, token(stack), range);
        };
        for (at, operation) in state.parse_line(&text, syntaxes).unwrap_or_default() {
            take(at, &stack);
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
        }
        take(text.len(), &stack);
        tokens
    };
    lines.iter().map(&mut colour).collect()
}

fn push(tokens: &mut Vec<(Token, Range<usize>)>, token: Token, range: Range<usize>) {
    match tokens.last_mut() {
        _ if range.is_empty() => {}
        Some((last, whole)) if *last == token => whole.end = range.end,
        _ => tokens.push((token, range)),
    }
}

/// The lines as byte ranges, without their ends; tabs and all else stay.
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let range = start..start + line.strip_suffix('\r').unwrap_or(line).len();
            start += line.len() + 1;
            range
        })
        .collect()
}

fn token(stack: &ScopeStack) -> Token {
    static KNOWN: OnceLock<Vec<(Scope, Token)>> = OnceLock::new();
    let known = KNOWN
        .get_or_init(|| SCOPES.iter().filter_map(|(name, token)| Some((Scope::new(name).ok()?, *token))).collect());
    let find = |scope: &Scope| known.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, token)| *token);
    let whole = stack.scopes.iter().filter_map(find).find(|t| matches!(t, Token::Comment | Token::String));
    whole.or_else(|| stack.scopes.iter().rev().find_map(find)).unwrap_or(Token::Plain)
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(two_face::syntax::extra_newlines)
}

#[cfg(test)]
mod tests {
    use super::{Token, expanded, tokens, without_tabs};

    fn code(lang: Option<&str>, text: &str) -> Vec<Vec<(Token, String)>> {
        let own = |(token, range): (Token, std::ops::Range<usize>)| (token, text[range].to_owned());
        tokens(text, lang).into_iter().map(|line| line.into_iter().map(own).collect()).collect()
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "fn main() { // 中文\n    let x = \"a\";\n}";
        let lines = code(Some("rust"), text);
        let joined: Vec<String> = lines.iter().map(|l| l.iter().map(|(_, t)| t.as_str()).collect()).collect();
        assert_eq!(joined.join("\n"), text);
        assert!(lines[0].contains(&(Token::Comment, "// 中文".to_owned())));
        assert!(lines[1].iter().any(|(token, text)| *token == Token::String && text.contains('a')));
    }

    #[test]
    fn tabs_reach_the_next_column() {
        assert_eq!(without_tabs("\ta\tbc\t中\td", 4), "    a   bc  中  d");
        assert_eq!(without_tabs("\ta", 8), "        a");
        let text = "all:\n\tcc -o\ta a.c\n";
        let (text, lines) = expanded(text, &tokens(text, Some("make")), 4);
        assert_eq!(text, "all:\n    cc -o   a a.c\n");
        let joined: Vec<String> = lines.iter().map(|l| l.iter().map(|(_, r)| &text[r.clone()]).collect()).collect();
        assert_eq!(joined.join("\n"), text);
    }

    #[test]
    fn unknown_languages_stay_plain() {
        assert_eq!(code(Some("nonesuch"), "a"), [[(Token::Plain, "a".to_owned())]]);
        assert_eq!(code(None, "a\n").len(), 2);
    }
}
