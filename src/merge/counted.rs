//! What fuzi counts (numbers of captions, references, citations, marks of notes) and an
//! edited Word file says otherwise: a program that counts anew is right if fuzi then
//! says the same, else somebody changed it by hand, which cannot come back.

use super::changes::pairs;
use super::line::{Atom, AtomKind, What};
use super::story::{Para, Role};

/// What fuzi writes in its own way and an edited Word file says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What the Word file says.
    pub said: String,
    /// What fuzi writes.
    pub own: String,
    /// What it is.
    pub kind: KeptKind,
}

/// What an edited Word file says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptKind {
    /// A number, a mark, the text of a reference.
    Number,
    /// A formula.
    Formula,
    /// The style of a paragraph.
    Style,
}

/// What the edited file says and fuzi does not, before and after.
pub(super) fn changed(before: &[Para], after: &[Para], printed: &[Para]) -> Vec<Kept> {
    let mut found: Vec<Kept> = Vec::new();
    let of_printed = pairs(after, printed);
    // A note that came or went and is refused is told by itself; others count on.
    let notes = |paras: &[Para]| paras.iter().flat_map(Para::notes).count();
    let is_recounted = notes(after) != notes(printed);
    for (old, new) in pairs(before, after) {
        let Ok(at) = of_printed.binary_search_by_key(&new, |(para, _)| *para) else { continue };
        let now = &printed[of_printed[at].1];
        let now_role = now.role.clone();
        let said = atoms(&after[new]).into_iter().enumerate();
        let others = said.filter(|(at, atom)| {
            let is = |para: &Para| same(atoms(para), *at, atom);
            let is_told = atom.kind == AtomKind::Note && is_recounted;
            !is_told && !is(&before[old]) && !is(now)
        });
        let old_role = before[old].role.clone();
        let (before, now) = (atoms(&before[old]), atoms(now));
        for (at, atom) in others {
            let own = now.get(at).or(before.get(at)).map(|own| own.text.clone()).unwrap_or_default();
            let kind = if atom.kind == AtomKind::Formula { KeptKind::Formula } else { KeptKind::Number };
            put(&mut found, Kept { said: atom.text.clone(), own, kind });
        }
        // The style of a paragraph is that of its place in the manuscript; styles that
        // have other names in another language are nobody's edit.
        if let (Role::Text(own), Role::Text(said)) = (&now_role, &after[new].role)
            && own != said
            && !matches!(&old_role, Role::Text(old) if old == said)
            && !after[new].cells.is_empty()
        {
            put(&mut found, Kept { said: said.clone(), own: own.clone(), kind: KeptKind::Style });
        }
    }
    found
}

fn put(found: &mut Vec<Kept>, kept: Kept) {
    if !found.contains(&kept) {
        found.push(kept);
    }
}

fn atoms(para: &Para) -> Vec<&Atom> {
    let atoms = para.cells.iter().filter_map(|cell| match &cell.what {
        What::Atom(atom) => Some(atom),
        What::Char(_) | What::Break => None,
    });
    atoms.collect()
}

/// Whether the thing at a place, or one of the same name, says the same.
fn same(atoms: Vec<&Atom>, at: usize, atom: &Atom) -> bool {
    let says = |other: &&Atom| match atom.kind {
        AtomKind::Formula => letters(&other.text) == letters(&atom.text),
        _ => plain(&other.text) == plain(&atom.text),
    };
    atoms.get(at).is_some_and(says) || atoms.iter().any(|other| other.name == atom.name && says(other))
}

/// The letters and digits of a formula, whose order and signs programs change.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|ch| ch.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// A text without what programs set in ways of their own: blanks, and whether numbers
/// are written in Chinese.
fn plain(text: &str) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |ch: char| match DIGITS.iter().position(|digit| *digit == ch) {
        Some(at) => u32::try_from(at).ok().and_then(|at| char::from_digit(at, 10)).unwrap_or(ch),
        None => ch,
    };
    text.chars().filter(|ch| !ch.is_whitespace()).map(digit).collect()
}
