//! Commands of LaTeX in running text: their names, options and arguments, and what
//! each name means, which stands in one table.
//!
//! It knows texts only; what is made of a command is decided in `tex`.

use super::reference::MAX_KEY;
use crate::model::Mark;

/// The longest option of a command in running text, in bytes.
const MAX_OPTION: usize = 1000;
/// The longest argument of one, in bytes; what is longer is looked at where it ends.
const MAX_ARGUMENT: usize = 8000;

/// What a command becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// `\ref` and its kin.
    Reference {
        /// Whether the word before the number is printed too.
        whole: bool,
    },
    /// `\cite` and its kin, of LaTeX, natbib and biblatex.
    Cite { narrative: bool, suppress_author: bool },
    /// A command with text in braces.
    Wrap(Wrap),
    /// An address.
    Url,
    /// An address with the text that leads to it.
    Href,
    /// A word or a sign.
    Word(&'static str),
    /// A line break on the page.
    Break,
    /// A command for the layout, which a style decides; with an argument or none.
    Layout { argument: bool },
    /// An entry of an index.
    Index,
}

/// What becomes of the text in the braces of a command.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wrap {
    /// It is marked.
    Mark(Mark),
    /// It is code.
    Code,
    /// It is a note.
    Note,
    /// It is itself.
    Plain,
    /// It leads to the address in the argument before it.
    Link,
    /// It is an entry of an index, which is not printed.
    Index,
}

/// What a name means.
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    use Meaning::{Break, Cite, Href, Index, Layout, Reference, Url, Word};
    let wrap = |wrap| Some(Meaning::Wrap(wrap));
    Some(match name {
        "ref" | "eqref" => Reference { whole: false },
        "autoref" | "cref" | "Cref" | "vref" | "fullref" => Reference { whole: true },
        "cite" | "citep" | "citealp" | "parencite" | "autocite" | "supercite" | "upcite" | "citealt" => {
            Cite { narrative: false, suppress_author: false }
        }
        "citet" | "textcite" => Cite { narrative: true, suppress_author: false },
        "citeyear" | "citeyearpar" => Cite { narrative: false, suppress_author: true },
        "textbf" => return wrap(Wrap::Mark(Mark::Strong)),
        "emph" | "textit" | "textsl" => return wrap(Wrap::Mark(Mark::Emphasis)),
        "underline" | "uline" => return wrap(Wrap::Mark(Mark::Underline)),
        "sout" | "st" => return wrap(Wrap::Mark(Mark::Strike)),
        "hl" => return wrap(Wrap::Mark(Mark::Highlight)),
        "textsc" => return wrap(Wrap::Mark(Mark::SmallCaps)),
        "textsuperscript" => return wrap(Wrap::Mark(Mark::Superscript)),
        "textsubscript" => return wrap(Wrap::Mark(Mark::Subscript)),
        "texttt" => return wrap(Wrap::Code),
        "footnote" | "thanks" => return wrap(Wrap::Note),
        "mbox" | "text" | "textrm" | "textsf" | "textnormal" | "textup" => return wrap(Wrap::Plain),
        "url" | "nolinkurl" => Url,
        "href" => Href,
        "LaTeX" => Word("LaTeX"),
        "TeX" => Word("TeX"),
        "XeLaTeX" => Word("XeLaTeX"),
        "BibTeX" => Word("BibTeX"),
        "ldots" | "dots" | "textellipsis" => Word("…"),
        "textbackslash" => Word("\\"),
        "quad" => Word("\u{2003}"),
        "qquad" => Word("\u{2003}\u{2003}"),
        "newline" | "linebreak" => Break,
        "noindent" | "centering" | "hfill" | "vfill" | "bigskip" | "medskip" | "smallskip" | "raggedright"
        | "protect" | "null" | "nolinebreak" | "nopagebreak" | "singlespacing" | "doublespacing" | "maketitle" => {
            Layout { argument: false }
        }
        "vspace" | "hspace" | "setlength" | "thispagestyle" | "pagestyle" | "setcounter" | "addtocounter"
        | "pagenumbering" | "linespread" => Layout { argument: true },
        "index" => Index,
        _ => return None,
    })
}

/// A command with its arguments; the ranges point into the text.
pub(super) struct Call<'t> {
    pub(super) name: &'t str,
    pub(super) options: Vec<&'t str>,
    pub(super) argument: Option<&'t str>,
    /// The byte behind the name and the options.
    pub(super) head: usize,
    /// The byte behind all of it.
    pub(super) end: usize,
}

/// The command at a byte, if a backslash stands there.
pub(super) fn call(text: &str, at: usize) -> Option<Call<'_>> {
    let rest = text[at..].strip_prefix('\\')?;
    let len = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let name = &rest[..len];
    let mut end = at + 1 + len + usize::from(rest[len..].starts_with('*'));
    let mut options = Vec::new();
    while let Some(inner) = text[end..].strip_prefix('[').filter(|_| options.len() < 2) {
        let mut bytes = inner.bytes().take(MAX_OPTION);
        let Some(len) = bytes.position(|byte| matches!(byte, b']' | b'\n')) else { break };
        if !inner[len..].starts_with(']') {
            break;
        }
        options.push(&inner[..len]);
        end += len + 2;
    }
    let head = end;
    let argument = text[head..].strip_prefix('{').and_then(|inner| balanced(inner));
    end += argument.map_or(0, |argument| argument.len() + 2);
    (len > 0).then_some(Call { name, options, argument, head, end })
}

/// An address, in which LaTeX escapes some signs.
pub(super) fn address(written: &str) -> String {
    let mut address = written.trim().to_owned();
    for sign in ["%", "#", "&", "_", "~", "$"] {
        address = address.replace(&format!("\\{sign}"), sign);
    }
    address
}

/// The text up to the brace that closes it.
pub(super) fn balanced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(MAX_ARGUMENT) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(&text[..at]),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a tilde at the start of the text ties a word to the reference or the
/// citation behind it.
pub(super) fn is_tie(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("~\\") else { return false };
    let rest = rest.strip_prefix('@').unwrap_or(rest);
    let len = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    rest[len..].starts_with(['{', '[', '('])
        && matches!(meaning(&rest[..len]), Some(Meaning::Reference { .. } | Meaning::Cite { .. }))
}

/// The label that ends a text, and where it begins.
pub(super) fn label_at_end(text: &str) -> Option<(&str, usize)> {
    let at = text.trim_end().strip_suffix('}').and_then(|text| text.rfind("\\label{"))?;
    let name = &text.trim_end()[at + "\\label{".len()..text.trim_end().len() - 1];
    is_id(name).then_some((name, at))
}

/// Whether a name can be an id or the key of a work.
pub(super) fn is_id(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_KEY && !name.contains(|c: char| c.is_whitespace() || "{}\\,".contains(c))
}

#[cfg(test)]
mod tests {
    use super::{call, is_tie, label_at_end};

    #[test]
    fn commands_have_their_arguments() {
        let found = call(r"x \citep[see][p. 3]{a,b} y", 2).unwrap();
        assert_eq!(
            (found.name, found.options.as_slice(), found.argument),
            ("citep", &["see", "p. 3"][..], Some("a,b"))
        );
        let found = call(r"\emph{a {b} c} d", 0).unwrap();
        assert_eq!((found.argument, found.end), (Some("a {b} c"), 14));
        assert!(call(r"\emph{a", 0).unwrap().argument.is_none() && call(r"\{", 0).is_none());
        assert!(call("\u{fffd}ca}", 0).is_none() && call("字", 0).is_none());
    }

    #[test]
    fn ties_and_labels_are_found() {
        assert!(is_tie(r"~\ref{a}") && is_tie(r"~\citep[x]{a}") && is_tie(r"~\@ref(fig:x)"));
        assert!(!is_tie(r"~\alpha{") && !is_tie("~a") && !is_tie(r"~\ref"));
        assert_eq!(label_at_end(r"标题 \label{sec:a} "), Some(("sec:a", 7)));
        assert_eq!(label_at_end(r"标题 \label{sec:a} b"), None);
    }
}
