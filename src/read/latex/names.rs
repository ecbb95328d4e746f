//! The names of commands and environments that a misspelt one may mean.

/// Commands that take arguments or change what follows, and the symbols that
/// are written most.
pub(super) const COMMANDS: &[&str] = &[
    "frac", "dfrac", "tfrac", "cfrac", "binom", "sqrt", "left", "right", "middle", "text", "mathrm", "mathbf", "mathit",
    "mathsf", "mathtt", "mathbb", "mathcal", "mathscr", "mathfrak", "boldsymbol", "operatorname", "displaystyle",
    "textstyle", "textcolor", "color", "hat", "widehat", "tilde", "widetilde", "bar", "overline", "underline", "vec",
    "dot", "ddot", "overbrace", "underbrace", "overset", "underset", "stackrel", "xrightarrow", "xleftarrow",
    "substack", "begin", "end", "limits", "nolimits", "boxed", "phantom", "cancel", "not", "alpha", "beta", "gamma",
    "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho",
    "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
    "Sigma", "Phi", "Psi", "Omega", "sum", "prod", "int", "oint", "iint", "lim", "infty", "partial", "nabla", "times",
    "cdot", "div", "pm", "leq", "geq", "neq", "approx", "equiv", "sim", "propto", "subset", "subseteq", "cup", "cap",
    "in", "notin", "forall", "exists", "rightarrow", "leftarrow", "Rightarrow", "Leftrightarrow", "mapsto", "ldots",
    "cdots", "vdots", "ddots", "quad", "qquad", "sin", "cos", "tan", "log", "exp", "max", "min", "langle", "rangle",
    "mathring", "label", "nonumber", "notag", "pmod", "bmod",
];

/// The environments of formulas.
pub(super) const ENVIRONMENTS: &[&str] = &[
    "equation", "align", "aligned", "alignat", "alignedat", "gather", "gathered", "multline", "split", "cases",
    "dcases", "rcases", "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "array",
    "subarray", "eqnarray", "flalign", "math", "displaymath",
];
