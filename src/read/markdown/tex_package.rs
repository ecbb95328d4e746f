//! `\ce{…}`, `\SI{…}{…}` and their kin in running text, as pandoc's users write them,
//! the dollar signs of mhchem within a formula (`$\ce{$n$ H2O}$`), and addresses.
//!
//! What comrak would take for marks in their arguments is hidden from it behind
//! control characters as long as they are, and put back in the nodes that it gives.
//! What the commands mean is read in `latex`.

use std::borrow::Cow;
use std::ops::Range;

use comrak::nodes::{Node, NodeValue};

use super::mask::{Known, OPEN};
use super::survey::survey;
use super::tex_call;
use crate::read::latex::PACKAGE_COMMANDS;

/// The signs that comrak reads as marks, each with the control character that stands
/// for it.
const SIGNS: [(u8, u8); 19] = [
    (b'"', 0x01),
    (b'$', 0x02),
    (b'&', 0x03),
    (b'\'', 0x04),
    (b'*', 0x05),
    (b'+', 0x06),
    (b'-', 0x07),
    (b':', 0x08),
    (b'<', 0x0e),
    (b'=', 0x0f),
    (b'@', 0x10),
    (b'[', 0x11),
    (b'\\', 0x12),
    (b']', 0x13),
    (b'^', 0x14),
    (b'_', 0x15),
    (b'`', 0x16),
    (b'|', 0x17),
    (b'~', 0x19),
];

/// Commands with an address, of which the signs are no marks either.
const ADDRESSES: [&str; 3] = ["href", "url", "nolinkurl"];

/// How long a command may be with its arguments, in bytes.
const MAX_LENGTH: usize = 1000;

/// Hides what stands in the arguments of such commands; nothing is `known` of a text
/// that is one paragraph.
pub(super) fn hide<'t>(text: Cow<'t, str>, known: Option<&Known>) -> Cow<'t, str> {
    let commands = commands(&text);
    if commands.is_empty() || text.bytes().any(is_hidden) {
        return text;
    }
    let mut hidden = vec![Hide::Nothing; commands.len()];
    survey(&text, known, |node, range, _| {
        let what = match &node.data().value {
            // What a mark stands for is read as a line of its own.
            NodeValue::Text(literal) if literal.contains(OPEN) => return,
            NodeValue::Text(_) => Hide::All,
            NodeValue::Math(_) => Hide::Dollars,
            _ => return,
        };
        let first = commands.partition_point(|command| command.start < range.start);
        for (index, command) in commands.iter().enumerate().skip(first) {
            if command.start >= range.end {
                break;
            }
            // comrak ends a formula at the first dollar sign.
            if what == Hide::All || command.end > range.end {
                hidden[index] = what;
            }
        }
    });
    if hidden.iter().all(|what| *what == Hide::Nothing) {
        return text;
    }
    let mut bytes = text.into_owned().into_bytes();
    for (command, what) in commands.into_iter().zip(hidden) {
        // The backslash of the command itself stays.
        for byte in &mut bytes[command.start + 1..command.end] {
            let sign = SIGNS.iter().find(|(sign, _)| sign == byte);
            if let Some((sign, control)) = sign
                && (what == Hide::All || (what == Hide::Dollars && *sign == b'$'))
            {
                *byte = *control;
            }
        }
    }
    // ASCII took the place of ASCII.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_default())
}

/// What is hidden of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hide {
    Nothing,
    Dollars,
    All,
}

fn is_hidden(byte: u8) -> bool {
    byte.is_ascii_control() && SIGNS.iter().any(|(_, control)| *control == byte)
}

/// The commands of a text that have their arguments on the same line.
fn commands(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('\\') {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = &text[at + 1..];
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = &rest[..name];
        if (PACKAGE_COMMANDS.contains(&name) || ADDRESSES.contains(&name))
            && let Some(len) = length(&text[at..])
        {
            found.push(at..at + len);
        }
    }
    found
}

/// The bytes of a command of a package with its options and arguments, of which all
/// stand on one line.
pub(super) fn length(text: &str) -> Option<usize> {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MAX_LENGTH).last()?;
    let line = text[..end].split(['\n', '\r']).next()?;
    let call = tex_call::call(line, 0)?;
    call.argument?;
    let mut end = call.end;
    for _ in 1..arguments(call.name) {
        let behind = line[end..].strip_prefix('{')?;
        end += tex_call::balanced(behind)?.len() + 2;
    }
    Some(end)
}

/// How many arguments a command has.
fn arguments(name: &str) -> usize {
    match name {
        "SI" | "qty" | "SIlist" | "qtylist" | "numrange" => 2,
        "SIrange" | "qtyrange" => 3,
        _ => 1,
    }
}

/// Puts the signs back, which were hidden in a text as it was `written`.
pub(super) fn restore(root: Node<'_>, written: &str, text: &str) {
    if written.bytes().any(is_hidden) || !text.bytes().any(is_hidden) {
        return;
    }
    for node in root.descendants() {
        match &mut node.data_mut().value {
            NodeValue::Text(text) => *text = shown(text).into(),
            NodeValue::Math(math) => math.literal = shown(&math.literal),
            NodeValue::Code(code) => code.literal = shown(&code.literal),
            NodeValue::HtmlInline(html) => *html = shown(html),
            _ => {}
        }
    }
}

fn shown(text: &str) -> String {
    let ch = |c: char| SIGNS.iter().find(|(_, control)| char::from(*control) == c);
    text.chars().map(|c| ch(c).map_or(c, |(ch, _)| char::from(*ch))).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{hide, shown};

    #[test]
    fn marks_in_arguments_are_hidden() {
        let known = super::Known::new();
        for text in [r"水 \ce{SO4^2- + H2O} x", r"长 \SI{5 +- 1}{\m\per\s^2}。", r"令 $\ce{$x$ H2O}$。"] {
            let hidden = hide(Cow::Borrowed(text), Some(&known));
            assert!(hidden != text && !hidden.contains(['^', '<']) && hidden.len() == text.len(), "{text}");
            assert_eq!(shown(&hidden), text);
        }
        for text in [
            r"`\ce{H2^+}`",
            r"$\ce{SO4^2-}$",
            "\\ce{a\nb^c}",
            r"\ce{H_2",
            r"\SI{1_0} x",
            r"$$\ce{H2^+}$$",
            "    \\ce{H2^+}",
        ] {
            assert_eq!(hide(Cow::Borrowed(text), Some(&known)), text);
        }
    }
}
