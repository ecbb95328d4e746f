//! Commands of common packages that are short for others: braket, physics, nicefrac,
//! upgreek. They are read like commands of the manuscript, which come before them.

use super::macros::Macro;

/// Names, how many arguments they have, and what they stand for.
const COMMANDS: [(&str, usize, &str); 38] = [
    ("Bra", 1, r"\left\langle #1\right|"),
    ("Braket", 1, r"\left\langle #1\right\rangle"),
    ("Ket", 1, r"\left|#1\right\rangle"),
    ("Res", 0, r"\operatorname*{Res}"),
    ("Tr", 0, r"\operatorname{Tr}"),
    ("abs", 1, r"\left|#1\right|"),
    ("bra", 1, r"\langle #1|"),
    ("braket", 1, r"\langle #1\rangle"),
    ("cancelto", 2, r"{\cancel{#2}}^{#1}"),
    ("celsius", 0, r"{}^{\circ}\mathrm{C}"),
    ("dd", 1, r"\,\mathrm{d}#1"),
    ("diag", 0, r"\operatorname{diag}"),
    ("dv", 2, r"\frac{\mathrm{d}#1}{\mathrm{d}#2}"),
    ("ev", 1, r"\left\langle #1\right\rangle"),
    ("ket", 1, r"|#1\rangle"),
    ("mathbbm", 1, r"\mathbb{#1}"),
    ("nicefrac", 2, r"{}^{#1}/_{#2}"),
    ("norm", 1, r"\left\|#1\right\|"),
    ("pdv", 2, r"\frac{\partial #1}{\partial #2}"),
    ("rank", 0, r"\operatorname{rank}"),
    ("sfrac", 2, r"{}^{#1}/_{#2}"),
    ("sgn", 0, r"\operatorname{sgn}"),
    ("sign", 0, r"\operatorname{sign}"),
    ("tr", 0, r"\operatorname{tr}"),
    ("upalpha", 0, r"\mathrm{\alpha}"),
    ("upbeta", 0, r"\mathrm{\beta}"),
    ("updelta", 0, r"\mathrm{\delta}"),
    ("upepsilon", 0, r"\mathrm{\epsilon}"),
    ("upgamma", 0, r"\mathrm{\gamma}"),
    ("uplambda", 0, r"\mathrm{\lambda}"),
    ("upmu", 0, r"\mathrm{\mu}"),
    ("uppi", 0, r"\mathrm{\pi}"),
    ("uprho", 0, r"\mathrm{\rho}"),
    ("upsigma", 0, r"\mathrm{\sigma}"),
    ("uptau", 0, r"\mathrm{\tau}"),
    ("uptheta", 0, r"\mathrm{\theta}"),
    ("vb", 1, r"\mathbf{#1}"),
    ("vu", 1, r"\hat{\mathbf{#1}}"),
];

/// What a command of this name stands for.
pub(super) fn command(name: &str) -> Option<Macro> {
    let at = COMMANDS.binary_search_by_key(&name, |(name, ..)| name).ok()?;
    let (_, arguments, body) = COMMANDS[at];
    Some(Macro::plain(arguments, body))
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, command};

    #[test]
    fn every_command_is_found() {
        assert!(COMMANDS.is_sorted_by_key(|(name, ..)| *name));
        assert!(COMMANDS.iter().all(|(name, ..)| command(name).is_some()) && command("nix").is_none());
    }
}
