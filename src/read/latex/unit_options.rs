//! The options of siunitx (`\qty[per-mode=symbol]{…}{…}`, `\sisetup{…}`): how what a
//! unit divides by is printed. The others have no effect, which is told once each.

use std::collections::{BTreeMap, BTreeSet};

use super::rounding::Rounding;

/// The most units that a manuscript may declare.
const MAX_UNITS: usize = 500;
/// How deep declared units may stand for each other.
const MAX_ROUNDS: usize = 4;
/// The longest unit that is spelt out, in bytes.
const MAX_UNIT: usize = 1000;

/// How what a unit divides by is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Per {
    /// m s⁻¹
    #[default]
    Power,
    /// m/s, J/(mol K)
    Symbol,
    /// J/mol/K
    Repeated,
    /// A fraction.
    Fraction,
}

/// What a manuscript has said of its units so far.
#[derive(Debug, Clone, Default)]
pub(super) struct UnitOptions {
    pub(super) per: Per,
    /// Whether a dot stands between units, as in N·m.
    pub(super) dotted: bool,
    /// Whether `1.2(1)` is printed as 1.2 ± 0.1.
    pub(super) separate: bool,
    /// Whether long numbers are printed without spaces between groups of digits.
    pub(super) ungrouped: bool,
    /// How numbers are rounded.
    pub(super) rounding: Rounding,
    /// The units of the manuscript: their names and what they stand for.
    declared: BTreeMap<String, String>,
    /// The options without effect that were met.
    met: BTreeSet<String>,
    /// Those of them that are to be told.
    untold: Vec<String>,
}

impl UnitOptions {
    /// Takes options as they are written between brackets.
    pub(super) fn take(&mut self, options: &str) {
        for option in option_parts(options) {
            let (key, value) = option.split_once('=').map_or((option, ""), |(key, value)| (key.trim(), value.trim()));
            let per = match value.trim_matches(['{', '}']) {
                "power" | "reciprocal" | "power-positive-first" => Some(Per::Power),
                "symbol" | "single-symbol" | "symbol-or-fraction" => Some(Per::Symbol),
                "repeated-symbol" => Some(Per::Repeated),
                "fraction" => Some(Per::Fraction),
                _ => None,
            };
            match per.filter(|_| key == "per-mode") {
                Some(per) => self.per = per,
                None if self.take_switch(key, value) => {}
                None if self.met.insert(option.to_owned()) => self.untold.push(option.to_owned()),
                None => {}
            }
        }
    }

    /// Takes an option that is on or off, or a number; whether it is one.
    fn take_switch(&mut self, key: &str, value: &str) -> bool {
        if self.rounding.take(key, value) {
            return true;
        }
        let plain: String = value.chars().filter(|c| !"{}$ ".contains(*c)).collect();
        match (key, plain.trim_start_matches("\\ensuremath")) {
            ("inter-unit-product", "\\cdot" | "⋅" | "·" | "." | "\\cdotp") => self.dotted = true,
            ("inter-unit-product", "\\," | "~") => self.dotted = false,
            ("separate-uncertainty", "true" | "") | ("uncertainty-mode", "separate") => self.separate = true,
            ("separate-uncertainty", "false") | ("uncertainty-mode", "compact") => self.separate = false,
            ("group-digits", "false" | "none") => self.ungrouped = true,
            ("group-digits", "true" | "all") => self.ungrouped = false,
            _ => return false,
        }
        true
    }

    /// Goes back to the options before those of one command; what was met stays met.
    pub(super) fn restore(&mut self, before: Self) {
        let met = std::mem::take(&mut self.met);
        *self = Self { met, ..before };
    }

    /// Takes a unit of the manuscript (`\DeclareSIUnit`).
    pub(super) fn declare(&mut self, name: &str, meaning: &str) {
        if self.declared.len() < MAX_UNITS {
            self.declared.insert(name.to_owned(), meaning.to_owned());
        }
    }

    /// A unit with what the units of the manuscript in it stand for; `None` if it has none.
    pub(super) fn spelt_out(&self, unit: &str) -> Option<String> {
        let mut text = unit.to_owned();
        for _ in 0..MAX_ROUNDS {
            let Some(next) = self.replaced(&text).filter(|next| next.len() < MAX_UNIT) else { break };
            text = next;
        }
        (text != unit).then_some(text)
    }

    fn replaced(&self, unit: &str) -> Option<String> {
        let mut out = String::new();
        let mut found = false;
        let mut rest = unit;
        while let Some(at) = rest.find('\\') {
            let (before, behind) = rest.split_at(at);
            let len = behind[1..].find(|c: char| !c.is_ascii_alphabetic()).map_or(behind.len(), |len| len + 1);
            let (command, behind) = behind.split_at(len.max(1));
            out.push_str(before);
            match self.declared.get(&command[1..]) {
                Some(meaning) => {
                    found = true;
                    out.push_str(meaning);
                    // A power holds for the unit before it, anything else is another unit.
                    let powers = ["\\squared", "\\cubed", "\\tothe", "\\of", "^"];
                    if !powers.iter().any(|power| behind.trim_start().starts_with(power)) {
                        out.push(' ');
                    }
                }
                None => out.push_str(command),
            }
            rest = behind;
        }
        out.push_str(rest);
        found.then_some(out)
    }

    /// The options that nobody was told of yet.
    pub(super) fn take_untold(&mut self) -> Vec<String> {
        std::mem::take(&mut self.untold)
    }
}

/// Options, parted at commas outside of braces.
pub(crate) fn option_parts(options: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let split = move |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    };
    options.split(split).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Per, UnitOptions};

    #[test]
    fn options_without_effect_are_told_once() {
        let mut options = UnitOptions::default();
        options.take("per-mode = symbol, round-half=even, list-separator={, }");
        options.take("round-half=even, per-mode=odd");
        assert_eq!(options.per, Per::Symbol);
        assert_eq!(options.take_untold(), ["round-half=even", "list-separator={, }", "per-mode=odd"]);
        assert!(options.take_untold().is_empty());
    }
}
