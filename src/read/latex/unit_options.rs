//! The options of siunitx (`\qty[per-mode=symbol]{…}{…}`, `\sisetup{…}`): how what a
//! unit divides by is printed. The others have no effect, which is told once each.

use std::collections::BTreeSet;

/// How what a unit divides by is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Per {
    /// m s⁻¹
    #[default]
    Power,
    /// m/s
    Symbol,
    /// A fraction.
    Fraction,
}

/// What a manuscript has said of its units so far.
#[derive(Debug, Clone, Default)]
pub(super) struct UnitOptions {
    pub(super) per: Per,
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
                "symbol" | "repeated-symbol" | "single-symbol" | "symbol-or-fraction" => Some(Per::Symbol),
                "fraction" => Some(Per::Fraction),
                _ => None,
            };
            match per.filter(|_| key == "per-mode") {
                Some(per) => self.per = per,
                None if self.met.insert(option.to_owned()) => self.untold.push(option.to_owned()),
                None => {}
            }
        }
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
        options.take("per-mode = symbol, round-mode=places, list-separator={, }");
        options.take("round-mode=places, per-mode=odd");
        assert_eq!(options.per, Per::Symbol);
        assert_eq!(options.take_untold(), ["round-mode=places", "list-separator={, }", "per-mode=odd"]);
        assert!(options.take_untold().is_empty());
    }
}
