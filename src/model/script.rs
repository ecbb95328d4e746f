//! Which script each character of a line belongs to.
//!
//! Quotation marks, dashes and ellipses are shared by Latin and Chinese; they
//! take the script of their neighbours (CLREQ §3.1). It must not know where
//! the line comes from.

use unicode_script::{Script as Unicode, UnicodeScript};

use super::resolved::Script;

/// How a character takes part in the choice of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Latin,
    EastAsian,
    Opening,
    Closing,
    Shared,
    Blank,
}

fn class(ch: char) -> Class {
    match ch {
        ' ' | '\t' | '\n' | '\u{A0}' => Class::Blank,
        '!'..='~' => Class::Latin,
        '“' | '‘' => Class::Opening,
        '”' | '’' => Class::Closing,
        '\u{3000}'..='\u{30FF}' | '\u{31C0}'..='\u{33FF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' => {
            Class::EastAsian
        }
        '\u{2460}'..='\u{24FF}' => Class::EastAsian,
        // Most of a Chinese text; the table behind `script` is slow.
        '\u{4E00}'..='\u{9FFF}' => Class::EastAsian,
        _ => match ch.script() {
            Unicode::Han | Unicode::Hiragana | Unicode::Katakana | Unicode::Hangul | Unicode::Bopomofo => {
                Class::EastAsian
            }
            Unicode::Common | Unicode::Inherited if !ch.is_alphanumeric() => Class::Shared,
            _ => Class::Latin,
        },
    }
}

/// Whether a character is set in the east-Asian font.
#[must_use]
pub fn is_east_asian(ch: char) -> bool {
    class(ch) == Class::EastAsian
}

/// Whether a character is Korean.
#[must_use]
pub fn is_hangul(ch: char) -> bool {
    ch.script() == Unicode::Hangul
}

/// Whether a character is a quotation mark, a dash, an ellipsis or a dot as
/// both scripts have them.
#[must_use]
pub fn is_shared_punctuation(ch: char) -> bool {
    matches!(ch, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// The pieces of a text by script; `Latin` where no character tells.
#[must_use]
pub fn by_script(text: &str) -> Vec<(Script, &str)> {
    let mut pieces: Vec<(Script, &str)> = Vec::new();
    let scripts = of_signs(text.chars(), Script::Latin);
    let mut from = 0;
    for (at, (start, _)) in text.char_indices().enumerate() {
        if at > 0 && scripts[at] != scripts[at - 1] {
            pieces.push((scripts[at - 1], &text[from..start]));
            from = start;
        }
    }
    pieces.extend(scripts.last().map(|script| (*script, &text[from..])));
    pieces
}

/// The script of each character; `fallback` where no neighbour decides.
#[must_use]
pub fn of_signs(signs: impl IntoIterator<Item = char>, fallback: Script) -> Vec<Script> {
    let (signs, classes): (Vec<char>, Vec<Class>) = signs.into_iter().map(|ch| (ch, class(ch))).unzip();
    let following = following(&classes);
    let mut scripts = Vec::with_capacity(signs.len());
    let mut before: Option<Script> = None;
    let mut quotes = OpenQuotes::default();
    for (at, class) in classes.iter().enumerate() {
        let (ch, after) = (signs[at], following[at]);
        let script = match class {
            Class::Latin => Script::Latin,
            Class::EastAsian => Script::EastAsian,
            Class::Blank => scripts.last().copied().or(after).unwrap_or(fallback),
            Class::Shared => shared(ch, before, after).unwrap_or(fallback),
            Class::Opening => {
                let script = opening(&classes[..at], before, after).unwrap_or(fallback);
                quotes.open(ch, script);
                script
            }
            Class::Closing => closing(ch, before, &mut quotes).or(after).unwrap_or(fallback),
        };
        if matches!(class, Class::Latin | Class::EastAsian) {
            before = Some(script);
        }
        scripts.push(script);
    }
    scripts
}

/// For each sign the script of the next one that has its own.
fn following(classes: &[Class]) -> Vec<Option<Script>> {
    let mut next = None;
    let mut list = vec![None; classes.len()];
    for (at, class) in classes.iter().enumerate().rev() {
        list[at] = next;
        next = match class {
            Class::Latin => Some(Script::Latin),
            Class::EastAsian => Some(Script::EastAsian),
            Class::Opening | Class::Closing | Class::Shared | Class::Blank => next,
        };
    }
    list
}

/// A dash, an ellipsis or a dot is east-Asian if either neighbour is; another
/// sign goes with what stands before it.
fn shared(ch: char, before: Option<Script>, after: Option<Script>) -> Option<Script> {
    let either = before == Some(Script::EastAsian) || after == Some(Script::EastAsian);
    match ch {
        '—' | '…' | '·' | '⸺' | '‥' if either => Some(Script::EastAsian),
        _ => before.or(after),
    }
}

/// An opening quotation mark belongs to the text around the quotation; at the
/// beginning, or behind a blank, to the quotation itself.
fn opening(before_it: &[Class], before: Option<Script>, after: Option<Script>) -> Option<Script> {
    match before_it.last() {
        None | Some(Class::Blank) if before != Some(Script::EastAsian) => after.or(before),
        _ => before.or(after),
    }
}

/// A closing quotation mark goes with the one that opened; an apostrophe with
/// the letter before it.
fn closing(ch: char, before: Option<Script>, quotes: &mut OpenQuotes) -> Option<Script> {
    let opener = if ch == '”' { '“' } else { '‘' };
    quotes.close(opener).or(before)
}

/// The quotation marks that are open, each with its script.
#[derive(Default)]
struct OpenQuotes {
    list: Vec<(char, Script)>,
    /// How many of them are double, so that no search is in vain.
    double: usize,
}

impl OpenQuotes {
    fn open(&mut self, ch: char, script: Script) {
        self.double += usize::from(ch == '“');
        self.list.push((ch, script));
    }

    /// Closes the last one that begins with the sign, and those within it.
    fn close(&mut self, opener: char) -> Option<Script> {
        let count = if opener == '“' { self.double } else { self.list.len() - self.double };
        if count == 0 {
            return None;
        }
        loop {
            let (ch, script) = self.list.pop()?;
            self.double -= usize::from(ch == '“');
            if ch == opener {
                return Some(script);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Script, by_script, of_signs};

    #[test]
    fn texts_are_parted_by_script() {
        use Script::{EastAsian, Latin};
        assert_eq!(by_script("图 2-1“a”"), [(EastAsian, "图 "), (Latin, "2-1“a”")]);
        assert_eq!(by_script("“图”"), [(EastAsian, "“图”")]);
        assert_eq!(by_script("— "), [(Latin, "— ")]);
        assert_eq!(by_script(""), []);
    }

    /// `L` and `E` for each character.
    fn scripts(text: &str) -> String {
        let letter = |script| if script == Script::Latin { 'L' } else { 'E' };
        of_signs(text.chars(), Script::EastAsian).into_iter().map(letter).collect()
    }

    #[test]
    fn quotes_follow_the_sentence() {
        assert_eq!(scripts("说“好”。"), "EEEEE");
        assert_eq!(scripts("说“AI”。"), "EELLEE");
        assert_eq!(scripts("He said “yes”"), "LLLLLLLLLLLLL");
        assert_eq!(scripts("it’s"), "LLLL");
        assert_eq!(scripts("“好”"), "EEE");
    }

    #[test]
    fn dashes_follow_their_neighbours() {
        assert_eq!(scripts("中——A"), "EEEL");
        assert_eq!(scripts("A–B"), "LLL");
        assert_eq!(scripts("卡尔·马"), "EEEE");
        assert_eq!(scripts("2011—2021"), "LLLLLLLLL");
    }
}
