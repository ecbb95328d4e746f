//! LaTeX source becomes tokens; comments and blanks between them are skipped.

use std::ops::Range;

/// A command or a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `\name`, without the backslash; a single character if it is no letter.
    Command(&'a str),
    /// Any other character.
    Char(char),
}

/// A place in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0 }
    }

    /// The place as an offset in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Goes on by so many bytes.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Skips blanks and comments; a non-breaking or ideographic space is none.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c.is_control());
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with('%') {
                return;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    /// The next token and its range, read without moving.
    pub(super) fn peek(&self) -> Option<(Token<'a>, Range<usize>)> {
        let mut copy = *self;
        copy.next()
    }

    /// The next token and its range.
    pub(super) fn next(&mut self) -> Option<(Token<'a>, Range<usize>)> {
        self.skip_blanks();
        let start = self.at;
        let first = self.rest().chars().next()?;
        self.at += first.len_utf8();
        if first != '\\' {
            return Some((Token::Char(first), start..self.at));
        }
        let rest = self.rest();
        let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let length = if letters > 0 { letters } else { rest.chars().next().map_or(0, char::len_utf8) };
        self.at += length;
        Some((Token::Command(&rest[..length]), start..self.at))
    }

    /// Takes the next token if it is this character.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let mut copy = *self;
        let found = matches!(copy.next(), Some((Token::Char(c), _)) if c == wanted);
        if found {
            *self = copy;
        }
        found
    }

    /// Takes the next token if it is this command.
    pub(super) fn eat_command(&mut self, wanted: &str) -> bool {
        let mut copy = *self;
        let found = matches!(copy.next(), Some((Token::Command(c), _)) if c == wanted);
        if found {
            *self = copy;
        }
        found
    }

    /// Takes the raw text up to the mark that closes it, the mark too; the one
    /// that opens it is already read. Braces inside are balanced.
    pub(super) fn raw(&mut self, close: char) -> Option<&'a str> {
        let rest = self.rest();
        let (mut depth, mut escaped) = (0_usize, false);
        for (index, c) in rest.char_indices() {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if depth == 0 && c == close {
                self.at += index + c.len_utf8();
                return Some(&rest[..index]);
            } else if c == '{' {
                depth += 1;
            } else if c == '}' {
                depth = depth.checked_sub(1)?;
            }
        }
        None
    }

    /// Takes the raw text of an argument in braces.
    pub(super) fn raw_argument(&mut self) -> Option<&'a str> {
        let mut copy = *self;
        let text = if copy.eat('{') { copy.raw('}') } else { None };
        if text.is_some() {
            *self = copy;
        }
        text
    }

    /// Takes the raw text of an optional argument in brackets.
    pub(super) fn raw_option(&mut self) -> Option<&'a str> {
        let mut copy = *self;
        let text = if copy.eat('[') { copy.raw(']') } else { None };
        if text.is_some() {
            *self = copy;
        }
        text
    }
}
