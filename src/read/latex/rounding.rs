//! How siunitx rounds numbers (`round-mode`, `round-precision`): the digits as they are
//! written, half of a unit upwards.

/// The most digits that are asked for: more are as many as are written.
const MAX_PRECISION: usize = 30;

/// Where a number is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Mode {
    #[default]
    None,
    /// Behind so many digits of the fraction.
    Places,
    /// Behind so many digits that mean something.
    Figures,
}

/// How numbers are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rounding {
    mode: Mode,
    precision: usize,
}

impl Default for Rounding {
    /// As in siunitx.
    fn default() -> Self {
        Self { mode: Mode::None, precision: 2 }
    }
}

impl Rounding {
    /// Takes an option; whether it is one of these.
    pub(super) fn take(&mut self, key: &str, value: &str) -> bool {
        let value = value.trim_matches(['{', '}', ' ']);
        match (key, value, value.parse()) {
            ("round-mode", "none" | "off", _) => self.mode = Mode::None,
            ("round-mode", "places", _) => self.mode = Mode::Places,
            ("round-mode", "figures", _) => self.mode = Mode::Figures,
            ("round-precision", _, Ok(precision)) if precision <= MAX_PRECISION => self.precision = precision,
            _ => return false,
        }
        true
    }

    /// A number in digits with at most one point, rounded.
    pub(super) fn round(&self, number: &str) -> String {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if self.mode == Mode::None || fraction.contains('.') {
            return number.to_owned();
        }
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|digit| digit - b'0').collect();
        let first = digits.iter().position(|digit| *digit > 0);
        let kept = match (self.mode, first) {
            (Mode::Figures, Some(first)) => first + self.precision.max(1),
            (Mode::Figures, None) => self.precision.max(whole.len()),
            (Mode::Places | Mode::None, _) => whole.len() + self.precision,
        };
        let (digits, carried) = cut(digits, kept);
        let point = whole.len() + usize::from(carried);
        // The figure that was carried is one of those that mean something.
        let kept = if carried && self.mode == Mode::Places { kept + 1 } else { kept };
        let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let whole_text = format!("{text:0<point$}")[..point].to_owned();
        let fraction = text.get(point..kept.min(text.len()).max(point)).unwrap_or_default();
        let whole_text = if whole_text.is_empty() { "0".to_owned() } else { whole_text };
        if fraction.is_empty() { whole_text } else { format!("{whole_text}.{fraction}") }
    }
}

/// So many digits, the last one rounded, with noughts where there are fewer; and whether
/// a digit was carried before the first.
fn cut(mut digits: Vec<u8>, kept: usize) -> (Vec<u8>, bool) {
    let up = digits.get(kept).is_some_and(|digit| *digit >= 5);
    digits.resize(kept, 0);
    if !up {
        return (digits, false);
    }
    for digit in digits.iter_mut().rev() {
        *digit = (*digit + 1) % 10;
        if *digit > 0 {
            return (digits, false);
        }
    }
    digits.insert(0, 1);
    (digits, true)
}

#[cfg(test)]
mod tests {
    use super::Rounding;

    fn round(mode: &str, precision: &str, number: &str) -> String {
        let mut rounding = Rounding::default();
        assert!(rounding.take("round-mode", mode) && rounding.take("round-precision", precision));
        rounding.round(number)
    }

    #[test]
    fn numbers_are_rounded_to_places() {
        assert_eq!(round("places", "2", "3.14159"), "3.14");
        assert_eq!(round("places", "2", "3"), "3.00");
        assert_eq!(round("places", "2", "9.996"), "10.00");
        assert_eq!(round("places", "0", "1.5"), "2");
        assert_eq!(round("places", "1", "0.05"), "0.1");
        assert_eq!(round("places", "1", ".25"), "0.3");
    }

    #[test]
    fn numbers_are_rounded_to_figures() {
        assert_eq!(round("figures", "3", "3.14159"), "3.14");
        assert_eq!(round("figures", "2", "12345"), "12000");
        assert_eq!(round("figures", "2", "0.004567"), "0.0046");
        assert_eq!(round("figures", "2", "99.6"), "100");
        assert_eq!(round("none", "2", "1.2345"), "1.2345");
    }
}
