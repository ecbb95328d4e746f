//! Words become one text: with blanks where the language has them, pauses as commas, and a
//! bound.

use crate::model::is_han;

/// The longest text, in characters: what is said of a matrix of a thousand cells helps nobody.
const MAX_CHARS: usize = 4000;

/// The language that is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Chinese.
    Chinese,
    /// English.
    English,
}

/// A word in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(pub &'static str, pub &'static str);

impl Word {
    /// The word in a language.
    pub(super) fn of(self, tongue: Tongue) -> &'static str {
        match tongue {
            Tongue::Chinese => self.0,
            Tongue::English => self.1,
        }
    }
}

/// What has been said.
pub(super) struct Text {
    tongue: Tongue,
    text: String,
    chars: usize,
    pause: bool,
    glued: bool,
    full: bool,
}

impl Text {
    pub(super) fn new(tongue: Tongue) -> Self {
        Self { tongue, text: String::new(), chars: 0, pause: false, glued: false, full: false }
    }

    /// Adds words; blanks in them are single.
    pub(super) fn say(&mut self, words: &str) {
        words.split_whitespace().for_each(|word| self.word(word));
    }

    /// A pause before the next word, if there is one.
    pub(super) fn pause(&mut self) {
        self.pause |= !self.text.is_empty();
    }

    /// No pause before the next word after all.
    pub(super) fn go_on(&mut self) {
        self.pause = false;
    }

    /// The next word is the end of the last one.
    pub(super) fn glue(&mut self) {
        self.glued = true;
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Whether nothing has been said.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The whole text.
    pub(super) fn finish(self) -> String {
        if self.full { self.text + "…" } else { self.text }
    }

    fn word(&mut self, word: &str) {
        let word = word.trim_matches(char::is_control);
        if self.full || word.is_empty() {
            return;
        }
        // Words may bring the stops of their sentence along.
        if word.chars().all(|c| matches!(c, ',' | '.' | ';' | '，' | '。' | '；' | '、')) {
            return self.pause();
        }
        let (pause, glued) = (std::mem::take(&mut self.pause), std::mem::take(&mut self.glued));
        let between = match (self.tongue, pause) {
            _ if glued || self.text.is_empty() => "",
            (Tongue::Chinese, true) => "，",
            (Tongue::English, true) => ", ",
            (Tongue::Chinese, false) if self.touches(word) => "",
            (_, false) => " ",
        };
        self.chars += between.chars().count() + word.chars().count();
        self.full = self.chars > MAX_CHARS;
        if !self.full {
            self.text.push_str(between);
            self.text.push_str(word);
        }
    }

    /// Whether a word follows the last one without a blank, as Chinese does.
    fn touches(&self, word: &str) -> bool {
        let chinese = |c: char| is_han(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}');
        self.text.ends_with(chinese) && word.starts_with(chinese)
    }
}
