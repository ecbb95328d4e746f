//! Commands of LaTeX outside of formulas.

use super::construct::Construct;

/// What refers to a label.
const REFERENCES: &[&str] = &[
    "ref", "eqref", "autoref", "cref", "Cref", "pageref", "nameref", "vref", "figref", "tabref", "secref", "hyperref",
];

/// Commands that need no braces to be known as such.
const BARE: &[&str] = &[
    "noindent",
    "centering",
    "raggedright",
    "item",
    "hline",
    "toprule",
    "midrule",
    "bottomrule",
    "newline",
    "linebreak",
    "newpage",
    "pagebreak",
    "clearpage",
    "cleardoublepage",
    "tableofcontents",
    "listoffigures",
    "listoftables",
    "listoflistings",
    "lstlistoflistings",
    "listofalgorithms",
    "maketitle",
    "appendix",
    "frontmatter",
    "mainmatter",
    "backmatter",
    "quad",
    "qquad",
    "bigskip",
    "medskip",
    "smallskip",
    "hfill",
    "vfill",
    "LaTeX",
    "TeX",
    "large",
    "Large",
    "small",
    "footnotesize",
    "bfseries",
    "itshape",
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "theta",
    "lambda",
    "mu",
    "pi",
    "rho",
    "sigma",
    "tau",
    "phi",
    "varphi",
    "omega",
    "Delta",
    "Sigma",
    "Omega",
    "times",
    "cdot",
    "cdots",
    "ldots",
    "dots",
    "leq",
    "geq",
    "neq",
    "approx",
    "equiv",
    "pm",
    "infty",
    "sum",
    "prod",
    "int",
    "partial",
    "nabla",
    "rightarrow",
    "leftarrow",
    "Rightarrow",
    "forall",
    "exists",
    "subset",
    "subseteq",
    "cup",
    "cap",
    "left",
    "right",
];

/// The longest argument that belongs to the mark, in characters.
const ARGUMENT: usize = 200;

/// The command that begins at a backslash, and its length in characters.
pub(super) fn command(chars: &[char], at: usize) -> Option<(Construct, usize)> {
    let name: String = chars[at + 1..].iter().take(40).take_while(|ch| ch.is_ascii_alphabetic()).collect();
    // `\u{41}` is a character to most programs.
    if name.len() < 2 {
        return None;
    }
    let construct = construct(&name);
    // Not the folder of a path: `C:\data\item`.
    let word = chars[..at].iter().rev().take(60).take_while(|ch| !ch.is_whitespace());
    let in_path = word.clone().next().is_some_and(|ch| ":.%$/".contains(*ch)) || word.clone().any(|ch| *ch == '\\');
    if in_path && construct == Construct::LatexCommand {
        return None;
    }
    let apart = word.clone().next().is_none_or(|ch| !ch.is_ascii_alphanumeric());
    let end = at + 1 + name.len();
    let arguments = arguments(chars, end);
    if arguments == 0 {
        let ends = apart && !chars.get(end).is_some_and(|ch| ch.is_ascii_digit() || *ch == '\\');
        return (ends && BARE.contains(&name.as_str())).then_some((Construct::LatexCommand, 1 + name.len()));
    }
    Some((construct, 1 + name.len() + arguments))
}

fn construct(name: &str) -> Construct {
    match name {
        "label" => Construct::LatexLabel,
        "begin" | "end" => Construct::LatexEnvironment,
        name if REFERENCES.contains(&name) => Construct::LatexReference,
        name if name.to_ascii_lowercase().contains("cite") => Construct::LatexCitation,
        _ => Construct::LatexCommand,
    }
}

/// The length of the arguments: `*`, any in brackets, and one in braces, without
/// which there are none.
fn arguments(chars: &[char], start: usize) -> usize {
    let mut at = start + usize::from(chars.get(start) == Some(&'*'));
    while chars.get(at) == Some(&'[') {
        let Some(end) = close(chars, at, ']') else { return 0 };
        at = end;
    }
    let end = (chars.get(at) == Some(&'{')).then(|| close(chars, at, '}')).flatten();
    end.map_or(0, |end| end - start)
}

/// The place behind the sign that closes what opens at a place.
fn close(chars: &[char], at: usize, sign: char) -> Option<usize> {
    chars[at..].iter().take(ARGUMENT).position(|ch| *ch == sign).map(|len| at + len + 1)
}
