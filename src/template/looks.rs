//! Resolved properties of a Word style become the look of a text in the terms
//! of fuzi's style sheets.

use super::properties::{Indent, Line, Properties, Space};
use crate::length::Length;
use crate::model::Align;
use crate::style::Text;
use crate::style::value::{Color, Measure, Pitch, Size};

/// The natural pitch of Chinese text in units of its size, as Word sets it
/// without a grid; what [`Pitch::Multiple`] counts with too.
const NATURAL: Pitch = Pitch::Multiple(1.0);

/// The look of a text in a Word file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Look {
    pub(super) latin: Option<String>,
    pub(super) east_asian: Option<String>,
    pub(super) size: Size,
    pub(super) pitch: Pitch,
    pub(super) bold: bool,
    pub(super) color: Color,
    pub(super) align: Align,
    pub(super) first_line: Measure,
    pub(super) indent: Measure,
    pub(super) indent_right: Measure,
    pub(super) before: Measure,
    pub(super) after: Measure,
    /// How far the lines after the first are indented beyond it.
    pub(super) hang: Length,
    pub(super) new_page: bool,
}

/// The grid that lines snap to: the distance of its lines.
pub(super) type Grid = Option<Length>;

impl Look {
    pub(super) fn new(properties: &Properties, fonts: (Option<String>, Option<String>), grid: Grid) -> Self {
        let size = properties.size();
        let hang = properties.indent("hanging").length(size);
        let hang = if hang > Length::ZERO { hang } else { Length::ZERO };
        Self {
            latin: fonts.0,
            east_asian: fonts.1,
            size: Size(size),
            pitch: pitch(properties, size, grid),
            bold: properties.is_on("b"),
            color: properties.color(),
            align: properties.align(),
            first_line: first_line(properties.indent("firstLine"), size),
            indent: indent(properties.indent("left"), hang, size),
            indent_right: indent(properties.indent("right"), Length::ZERO, size),
            before: space(properties.space("before"), grid),
            after: space(properties.space("after"), grid),
            hang,
            new_page: properties.is_on("pageBreakBefore"),
        }
    }

    /// The look of a text in a box, whose indents and spaces are the box's.
    pub(super) fn boxed(self) -> Self {
        let none = Measure::Fixed(Length::ZERO);
        Self {
            first_line: none,
            indent: none,
            indent_right: none,
            before: none,
            after: none,
            hang: Length::ZERO,
            ..self
        }
    }

    /// Gives a text of a style this look; which fonts it names stays.
    pub(super) fn dress(&self, text: &mut Text) {
        *text = Text {
            font: std::mem::take(&mut text.font),
            size: self.size,
            pitch: self.pitch,
            bold: self.bold,
            color: self.color,
            align: self.align,
            first_line: self.first_line,
            indent: self.indent,
            indent_right: self.indent_right,
            before: self.before,
            after: self.after,
        };
    }
}

/// Two decimals: what a sheet says should be readable.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The pitch as Word sets it. A multiple of lines that snap to a grid is one of
/// as many lines of the grid as the text is high (ECMA-376-1 §17.6.5).
fn pitch(properties: &Properties, size: Length, grid: Grid) -> Pitch {
    let natural = NATURAL.length(size);
    match properties.line() {
        Line::Exact(length) => Pitch::Exact(length),
        Line::AtLeast(length) if length > natural => Pitch::Exact(length),
        Line::AtLeast(_) => NATURAL,
        Line::Multiple(factor) => {
            let snaps = properties.get("snapToGrid").is_none_or(super::properties::is_on);
            let factor = match grid.filter(|grid| snaps && grid.pt() > 1.0) {
                Some(grid) => {
                    let lines = (natural.pt() / grid.pt() - 0.05).ceil().max(1.0);
                    factor * lines * grid.pt() / natural.pt()
                }
                None => factor,
            };
            Pitch::Multiple(rounded(factor.clamp(0.1, 20.0)))
        }
    }
}

fn space(space: Space, grid: Grid) -> Measure {
    let line = Measure::Lines(1.0).length(Length::ZERO);
    match space {
        Space::Fixed(length) => Measure::Fixed(if length < Length::ZERO { Length::ZERO } else { length }),
        Space::Lines(count) if grid.is_none_or(|grid| (grid.pt() - line.pt()).abs() < 0.2) => Measure::Lines(count),
        // Lines win over the length beside them (ECMA-376-1 §17.3.1.33), which
        // may be one that was typed before them.
        Space::Lines(count) => Measure::Fixed(grid.unwrap_or(line).scaled(count)),
    }
}

/// The indent of the first line; a fixed one of whole or half characters is
/// taken for that.
fn first_line(indent: Indent, size: Length) -> Measure {
    match indent {
        Indent::Characters(count) if count > 0.0 => Measure::Characters(count),
        Indent::Fixed(length) if length.pt() > 0.1 => {
            let halves = length.pt() / size.pt() * 2.0;
            let is_even = (halves - halves.round()).abs() < 0.06 && halves.round() >= 1.0;
            if is_even { Measure::Characters(halves.round() / 2.0) } else { Measure::Fixed(length) }
        }
        Indent::Characters(_) | Indent::Fixed(_) => Measure::Characters(0.0),
    }
}

/// The indent of a side, without what the first line stands out by.
fn indent(indent: Indent, hang: Length, size: Length) -> Measure {
    match indent {
        Indent::Characters(count) if count > 0.0 && hang == Length::ZERO => Measure::Characters(count),
        other => {
            let length = other.length(size) - hang;
            Measure::Fixed(if length < Length::ZERO { Length::ZERO } else { length })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::length::Length;
    use crate::ooxml::Element;
    use crate::style::value::{Measure, Pitch};
    use crate::template::properties::Properties;

    fn look(inside: &str, grid: Option<f64>) -> Look {
        let schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let element = Element::parse(&format!("<w:pPr xmlns:w=\"{schema}\">{inside}</w:pPr>")).unwrap();
        Look::new(&Properties::read(&element), (None, None), grid.map(Length::points))
    }

    #[test]
    fn lines_snap_to_the_grid() {
        let one_and_a_half = "<w:sz w:val=\"24\"/><w:spacing w:line=\"360\" w:lineRule=\"auto\"/>";
        assert_eq!(look(one_and_a_half, None).pitch, Pitch::Multiple(1.5));
        assert_eq!(look(one_and_a_half, Some(15.6)).pitch, Pitch::Multiple(1.5));
        assert_eq!(look("<w:sz w:val=\"21\"/>", Some(15.6)).pitch, Pitch::Multiple(1.14));
        assert_eq!(look("<w:sz w:val=\"32\"/>", Some(15.6)).pitch, Pitch::Multiple(1.5));
        assert_eq!(look("<w:sz w:val=\"32\"/><w:snapToGrid w:val=\"0\"/>", Some(15.6)).pitch, Pitch::Multiple(1.0));
    }

    #[test]
    fn indents_and_spaces() {
        let found = look(
            "<w:sz w:val=\"24\"/><w:ind w:firstLine=\"480\" w:left=\"210\"/><w:spacing w:beforeLines=\"50\" w:before=\"156\"/>",
            None,
        );
        assert_eq!(found.first_line, Measure::Characters(2.0));
        assert_eq!(found.indent, Measure::Fixed(Length::points(10.5)));
        assert_eq!(found.before, Measure::Lines(0.5));
        let hanging = look("<w:sz w:val=\"18\"/><w:ind w:left=\"420\" w:hanging=\"420\"/>", None);
        assert_eq!((hanging.hang, hanging.indent), (Length::points(21.0), Measure::Fixed(Length::ZERO)));
    }
}
