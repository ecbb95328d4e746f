//! The words and ids that name theorems, definitions, proofs and the like: pandoc's
//! fenced divs (`.theorem #thm:x`), Quarto's ids (`#thm-x`), the directives of MyST's
//! proof extension (`{prf:theorem}`), names in Chinese.
//!
//! Where such a passage begins and ends is not known here.

use std::ops::Range;

use super::tex_call::{is_id, label_at_end};
use crate::diag::{Span, Spanned};
use crate::model::TheoremKind;
use crate::model::document::{ALIAS, Attr, Block, BlockKind, Inline, InlineKind, Theorem};

/// Each kind with what its ids begin with (Quarto's and bookdown's), its word in English
/// and its words in Chinese.
const KINDS: [(TheoremKind, &str, &str, &[&str]); 14] = [
    (TheoremKind::Theorem, "thm", "theorem", &["定理"]),
    (TheoremKind::Lemma, "lem", "lemma", &["引理"]),
    (TheoremKind::Corollary, "cor", "corollary", &["推论", "推論"]),
    (TheoremKind::Proposition, "prp", "proposition", &["命题", "命題"]),
    (TheoremKind::Conjecture, "cnj", "conjecture", &["猜想"]),
    (TheoremKind::Hypothesis, "hyp", "hypothesis", &["假设", "假設"]),
    (TheoremKind::Axiom, "axm", "axiom", &["公理"]),
    (TheoremKind::Definition, "def", "definition", &["定义", "定義"]),
    (TheoremKind::Example, "exm", "example", &["例", "例题", "例題"]),
    (TheoremKind::Exercise, "exr", "exercise", &["习题", "習題", "练习"]),
    (TheoremKind::Remark, "rem", "remark", &["注", "註"]),
    (TheoremKind::Proof, "prf", "proof", &["证明", "證明"]),
    (TheoremKind::Solution, "sol", "solution", &["解"]),
    (TheoremKind::Algorithm, "alg", "algorithm", &["算法", "演算法"]),
];

/// The words in English.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(_, _, english, _)| *english)
}

/// The kind that a word means.
pub(crate) fn kind_of(word: &str) -> Option<TheoremKind> {
    let word = word.strip_prefix("prf:").unwrap_or(word);
    let found =
        KINDS.iter().find(|(_, _, english, chinese)| word.eq_ignore_ascii_case(english) || chinese.contains(&word));
    found.map(|(kind, ..)| *kind)
}

/// The kind that an id says by its beginning.
pub(crate) fn kind_of_id(id: &str) -> Option<TheoremKind> {
    let (prefix, _) = id.split_once(['-', ':']).filter(|(_, rest)| !rest.is_empty())?;
    KINDS.iter().find(|(_, known, ..)| *known == prefix).map(|(kind, ..)| *kind)
}

/// The names of environments of LaTeX beside the words in English.
const ENVIRONMENTS: [(&str, &str); 15] = [
    ("thm", "theorem"),
    ("lem", "lemma"),
    ("cor", "corollary"),
    ("coro", "corollary"),
    ("prop", "proposition"),
    ("conj", "conjecture"),
    ("hyp", "hypothesis"),
    ("defn", "definition"),
    ("defi", "definition"),
    ("exam", "example"),
    ("examp", "example"),
    ("exer", "exercise"),
    ("rem", "remark"),
    ("rmk", "remark"),
    ("pf", "proof"),
];

/// The word of a theorem that an environment of LaTeX is; what `algorithm` holds is
/// no text.
pub(crate) fn environment(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix('*').unwrap_or(name);
    let word = ENVIRONMENTS.iter().find(|(short, _)| *short == name).map_or(name, |(_, word)| word);
    words().find(|known| *known == word && word != "algorithm")
}

/// What stands behind `\begin{theorem}`: the bytes of the name in brackets and of the
/// label; `None` if there is anything else.
pub(crate) fn head(rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = 0;
    let mut title = 0..0;
    if rest.starts_with('[') {
        let mut braces = 0_usize;
        let end = rest.char_indices().find(|(_, ch)| {
            match ch {
                '{' => braces += 1,
                '}' => braces = braces.saturating_sub(1),
                _ => {}
            }
            *ch == ']' && braces == 0
        });
        let (end, _) = end?;
        title = 1..end;
        at = end + 1;
    }
    let tail = &rest[at..];
    let behind = tail.trim_start();
    if behind.is_empty() {
        return Some((title, 0..0));
    }
    let label = behind.strip_prefix("\\label{")?.strip_suffix('}').filter(|label| is_id(label))?;
    let start = at + (tail.len() - behind.len()) + "\\label{".len();
    Some((title, start..start + label.len()))
}

/// What the ids of a kind begin with.
pub(crate) fn prefix_of(kind: TheoremKind) -> &'static str {
    KINDS.iter().find(|(known, ..)| *known == kind).map_or("", |(_, prefix, ..)| prefix)
}

/// A theorem: without a title of its own that of the heading it begins with (Quarto).
/// An id without its kind can be referred to with it (bookdown).
pub(crate) fn block(
    kind: TheoremKind,
    mut title: Vec<Inline>,
    mut blocks: Vec<Block>,
    mut attr: Attr,
    span: Span,
) -> Block {
    if title.is_empty()
        && let Some(Block { kind: BlockKind::Heading { content, .. }, .. }) = blocks.first_mut()
    {
        title = std::mem::take(content);
        blocks.remove(0);
    }
    if attr.id.is_none() {
        attr.id = take_label(&mut blocks);
    }
    if let Some(id) = attr.id.as_ref().filter(|id| !id.value.contains([':', '-'])) {
        let key = Spanned::new(ALIAS.to_owned(), id.span);
        attr.pairs.push((key, Spanned::new(format!("{}:{}", prefix_of(kind), id.value), id.span)));
    }
    Block::with(BlockKind::Theorem(Theorem { kind, title, blocks }), attr, span)
}

/// `\label{thm:x}` alone at the head of the text.
fn take_label(blocks: &mut Vec<Block>) -> Option<Spanned<String>> {
    let BlockKind::Paragraph(content) = &mut blocks.first_mut()?.kind else { return None };
    let Inline { kind: InlineKind::Text(text), span, .. } = content.first()? else { return None };
    let ends = matches!(content.get(1).map(|inline| &inline.kind), None | Some(InlineKind::SoftBreak));
    let (name, _) = label_at_end(text).filter(|(_, start)| *start == 0 && ends)?;
    let id = Spanned::new(name.to_owned(), *span);
    content.drain(..content.len().min(2));
    if content.is_empty() {
        blocks.remove(0);
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::{environment, head, kind_of, kind_of_id};
    use crate::model::TheoremKind;

    #[test]
    fn words_and_ids_name_kinds() {
        assert_eq!(kind_of("Theorem"), Some(TheoremKind::Theorem));
        assert_eq!(kind_of("prf:lemma"), Some(TheoremKind::Lemma));
        assert_eq!((kind_of("习题"), kind_of("note")), (Some(TheoremKind::Exercise), None));
        assert_eq!(kind_of_id("cnj-x"), Some(TheoremKind::Conjecture));
        assert_eq!((environment("thm*"), environment("algorithm")), (Some("theorem"), None));
        assert_eq!(head("[甲]\\label{x}"), Some((1..4, 12..13)));
        assert_eq!((head("[甲"), head("x"), head("")), (None, None, Some((0..0, 0..0))));
        assert_eq!((kind_of_id("thm"), kind_of_id("thm-"), kind_of_id("fig:x")), (None, None, None));
    }
}
