//! The red head (GB/T 9704-2012 §7.2): its marks, the offices, the number and
//! those who signed.

use super::fields::{Entry, Field, given};
use crate::length::Length;
use crate::model::document::Meta;
use crate::model::resolved::{HeadMark, Masthead, SignerLine};
use crate::resolve::Resolver;

/// How many names stand in a line of those who signed.
const NAMES_IN_A_LINE: usize = 2;
/// What rounding may add to the width of a line.
const ROUNDING: Length = Length::points(2.0);
/// What stands before the first of them, as wide as its stand-in.
const SIGNED: &str = "签发人：";

impl Resolver<'_> {
    /// The red head, if the style has one and the front matter names the office.
    pub(in crate::resolve) fn masthead(&mut self, meta: &Meta) -> Option<Masthead> {
        let mut take = |field| {
            let entry = given(meta, self.style, field)?;
            self.printed_fields.push(entry.0.value.clone());
            Some(entry)
        };
        let issuer = take(Field::Issuer)?;
        let number = take(Field::Number).map(|(_, number)| number.value.clone()).unwrap_or_default();
        let [copy, secrecy, period, urgency] =
            [Field::Copy, Field::Secrecy, Field::Period, Field::Urgency].map(&mut take);
        let letter = self.style.masthead.letter;
        let signers = if letter { None } else { take(Field::Signers) };
        let signers = signers.map(|entry| names(meta, entry)).unwrap_or_default();
        let marks = marks([copy, secrecy, period, urgency]);
        let mut issuers = meta.items(issuer).into_iter();
        let mut name = issuers.next()?;
        let mut joint: Vec<String> = issuers.collect();
        if letter {
            // Its name is one line (§10.1).
            for other in joint.drain(..) {
                name = format!("{name}\u{3000}{other}");
            }
        }
        let suffix = if joint.is_empty() { String::new() } else { self.style.masthead.suffix.clone() };
        if !suffix.is_empty() {
            for office in std::iter::once(&mut name).chain(&mut joint) {
                *office = office.strip_suffix(suffix.as_str()).unwrap_or(office).to_owned();
            }
        }
        let signers = signer_lines(&signers);
        let signers_at = self.signers_at(&signers);
        let size = self.size_of_names(std::iter::once(&name).chain(&joint), &suffix);
        let above = self.above_name(&marks, size);
        Some(Masthead { letter, marks, name, joint, suffix, size, above, number, signers, signers_at })
    }

    /// The size at which every name has room in its line. One that stands alone may
    /// take several lines rather than become too small; several, and that of a
    /// letter, cannot.
    fn size_of_names<'n>(&self, names: impl Iterator<Item = &'n String>, suffix: &str) -> Length {
        let look = &self.style.masthead;
        let signs = |text: &str| text.chars().map(|ch| if ch.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>();
        let widest = names.map(|name| signs(name)).fold(1.0, f64::max);
        let (beside, least) = match suffix {
            "" if look.letter => (0.0, Length::ZERO),
            "" => (0.0, look.min_size.0),
            // Half a sign parts the two.
            suffix => (signs(suffix) + 1.0, Length::ZERO),
        };
        let fitting = (self.style.page.text_width() - ROUNDING).pt() / (widest + beside);
        // Word knows half points alone.
        let fitting = Length::points((fitting * 2.0).floor().max(2.0) / 2.0);
        look.name.size().min(fitting.max(least))
    }

    /// The space over the line of the name, so that its signs begin where the
    /// style says, however many marks stand over it.
    fn above_name(&self, marks: &[HeadMark], size: Length) -> Length {
        let look = &self.style.masthead;
        let height = |mark: &HeadMark| if mark.is_copy { look.copy.pitch() } else { look.mark.pitch() };
        let marks = marks.iter().map(height).fold(Length::ZERO, |sum, height| sum + height);
        let slack = look.name.pitch.room(size).0;
        (look.top - slack - marks).max(look.name.before())
    }

    /// Where the lines of those who signed begin, so that the longest ends at the
    /// right edge of its look.
    fn signers_at(&self, lines: &[SignerLine]) -> Length {
        let look = &self.style.masthead.signers;
        let widths = lines.iter().map(|line| self.text_width(&line.label) + self.text_width(&line.names));
        let widest = widths.fold(Length::ZERO, Length::max);
        (self.style.page.text_width() - look.indent_right() - widest - ROUNDING).max(look.indent())
    }
}

/// The marks in the order of the standard; what is kept for how long stands in one.
fn marks([copy, secrecy, period, urgency]: [Option<&Entry>; 4]) -> Vec<HeadMark> {
    let text = |entry: Option<&Entry>| entry.map(|(_, value)| value.value.trim().to_owned());
    let secrecy = match (text(secrecy), text(period)) {
        (Some(level), Some(period)) => Some(format!("{level}★{period}")),
        (level, period) => level.or(period),
    };
    let copy = text(copy).map(|copy| match copy.bytes().all(|byte| byte.is_ascii_digit()) {
        // Six digits (§7.2.1).
        true => format!("{copy:0>6}"),
        false => copy,
    });
    let list = [(copy, true), (secrecy, false), (text(urgency), false)];
    list.into_iter().filter_map(|(text, is_copy)| text.map(|text| HeadMark { text, is_copy })).collect()
}

/// The names in a field.
fn names(meta: &Meta, entry: &Entry) -> Vec<String> {
    let items = meta.items(entry);
    items.iter().flat_map(|item| item.split(['、', '，', ','])).map(|name| name.trim().to_owned()).collect()
}

/// Those who signed, a few in a line; names of two hanzi are as wide as those of
/// three.
fn signer_lines(names: &[String]) -> Vec<SignerLine> {
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let padded = |name: &String| {
        let signs: Vec<char> = name.chars().collect();
        match (&signs[..], names.len()) {
            ([first, second], 2..) if widest == 3 => format!("{first}\u{3000}{second}"),
            _ => name.clone(),
        }
    };
    let lines = names.chunks(NAMES_IN_A_LINE).enumerate();
    lines
        .map(|(at, names)| SignerLine {
            label: if at == 0 { SIGNED.to_owned() } else { "\u{3000}".repeat(SIGNED.chars().count()) },
            names: names.iter().map(padded).collect::<Vec<_>>().join("\u{3000}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::signer_lines;

    #[test]
    fn names_stand_two_in_a_line_under_each_other() {
        let names = ["王建国", "李明", "赵光明"].map(str::to_owned);
        let lines: Vec<String> =
            signer_lines(&names).iter().map(|line| format!("{}{}", line.label, line.names)).collect();
        assert_eq!(lines, ["签发人：王建国　李　明", "　　　　赵光明"]);
    }
}
