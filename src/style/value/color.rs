//! Colours: #1F4E79.

use std::fmt;
use std::str::FromStr;

use crate::diag::{Message, message};
use crate::style::from_text::from_string;

/// A colour, red green blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl Color {
    /// The colour as six hexadecimal digits, such as `1F4E79`.
    #[must_use]
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("{r:02X}{g:02X}{b:02X}")
    }
}

impl FromStr for Color {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        let error = || message!("“{text}” is not a valid colour; use #RRGGBB", text);
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii()).ok_or_else(error)?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).map_err(|_| error());
        Ok(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}
from_string!(Color, "a colour such as #1F4E79");
