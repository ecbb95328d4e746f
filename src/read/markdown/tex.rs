//! LaTeX in running text, as manuscripts for pandoc, R Markdown and bookdown
//! have it: references, citations, notes, marked words, commands for the layout.
//!
//! What a command becomes stands in one table; a command that is not in it stays
//! text. Formulas are no matter of this file.

use super::line::{Frame, FrameKind, Line, MAX_OPEN, tidy};
use super::pieces::Piece;
use super::reference::MAX_KEY;
use super::{Reader, block, tex_package};
use crate::diag::{Code, Diagnostic, Span, Spanned};
use crate::model::Mark;
use crate::model::document::{Attr, Block, BlockKind, Cite, CiteItem, Inline, InlineKind, Reference};
use crate::read::latex;

/// What a command becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Meaning {
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
}

fn meaning(name: &str) -> Option<Meaning> {
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
    head: usize,
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
        let Some(len) = inner.find([']', '\n']).filter(|len| inner[*len..].starts_with(']')) else { break };
        options.push(&inner[..len]);
        end += len + 2;
    }
    let head = end;
    let argument = text[head..].strip_prefix('{').and_then(|inner| balanced(inner));
    end += argument.map_or(0, |argument| argument.len() + 2);
    (len > 0).then_some(Call { name, options, argument, head, end })
}

/// An address, in which LaTeX escapes some signs.
fn address(written: &str) -> String {
    let mut address = written.trim().to_owned();
    for sign in ["%", "#", "&", "_", "~", "$"] {
        address = address.replace(&format!("\\{sign}"), sign);
    }
    address
}

/// The text up to the brace that closes it.
pub(super) fn balanced(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
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

impl<'a> Reader<'_, 'a, '_> {
    /// Reads the command at a backslash of the piece, if it is one that is known.
    pub(super) fn tex(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let Some(call) = call(text, at) else { return };
        if latex::PACKAGE_COMMANDS.contains(&call.name) {
            return self.package_formula(pieces, at, line);
        }
        let Some(meaning) = meaning(call.name) else { return };
        // `C:\small` and `a\b` are paths.
        let before = text[..at].chars().next_back();
        let in_path = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '\\' | '/' | '_'));
        let span = self.part(pieces, line.index, at, call.end);
        let source = &text[at..call.end];
        match (meaning, call.argument) {
            (Meaning::Reference { whole }, Some(ids)) if ids.split(',').all(|id| is_id(id.trim())) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                self.references(
                    ids,
                    whole,
                    call.name == "ref" && text[call.end..].starts_with([')', '）']),
                    line,
                    (source, span),
                );
            }
            (Meaning::Cite { narrative, suppress_author }, Some(keys))
                if keys.split(',').all(|key| is_id(key.trim())) =>
            {
                self.flush(pieces, at, line);
                line.offset = call.end;
                let cites = cites(&call, keys, narrative, suppress_author, source, span);
                for (number, cite) in cites.into_iter().enumerate() {
                    if number > 0 {
                        line.push_text("; ", span);
                    }
                    line.push(InlineKind::Cite(cite), Attr::default(), span);
                }
            }
            (Meaning::Url, Some(target)) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                let target = address(target);
                let content = vec![Inline::new(InlineKind::Text(target.clone()), span)];
                line.push(InlineKind::Link { target, content }, Attr::default(), span);
            }
            (Meaning::Href, Some(target))
                if text[call.end..].starts_with('{') && !target.trim().is_empty() && line.frames.len() < MAX_OPEN =>
            {
                self.flush(pieces, at, line);
                line.offset = call.end + 1;
                let raw = text[at..=call.end].to_owned();
                let span = self.part(pieces, line.index, at, call.end + 1);
                line.open(FrameKind::Tex(Wrap::Link, raw), "", span);
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            (Meaning::Index, Some(_)) => {
                self.flush(pieces, at, line);
                line.offset = call.end;
                self.tell_index(span);
            }
            (Meaning::Layout { argument: true }, Some(_)) => {
                self.flush(pieces, at, line);
                // `\setlength{a}{b}`, `\setcounter{a}{1}`
                let more = text[call.end..].strip_prefix('{').and_then(balanced).map_or(0, |more| more.len() + 2);
                line.offset = call.end + more;
            }
            (Meaning::Wrap(wrap), _) if text[call.head..].starts_with('{') && line.frames.len() < MAX_OPEN => {
                self.flush(pieces, at, line);
                line.offset = call.head + 1;
                let raw = text[at..=call.head].to_owned();
                let span = self.part(pieces, line.index, at, call.head + 1);
                line.open(FrameKind::Tex(wrap, raw), "", span);
                // Text behind the brace must not join the text before it.
                line.push(InlineKind::Text(String::new()), Attr::default(), span);
            }
            (Meaning::Word(_) | Meaning::Break | Meaning::Layout { argument: false }, None | Some("")) if !in_path => {
                self.flush(pieces, at, line);
                let end = if call.argument.is_some() { call.end } else { call.head };
                line.offset = end;
                // A command of letters ends at the blank behind it.
                let blanks = text[end..].len() - text[end..].trim_start().len();
                match meaning {
                    Meaning::Word(word) => line.push_text(word, span),
                    Meaning::Break => {
                        line.offset += blanks;
                        line.push(InlineKind::HardBreak, Attr::default(), span);
                    }
                    _ => line.offset += blanks,
                }
            }
            _ => {}
        }
    }

    /// `\ce{…}` and its kin are formulas without dollar signs.
    fn package_formula(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, exact: true, .. }) = pieces.get(line.index) else { return };
        let Some(len) = tex_package::length(&text[at..]) else { return };
        let source = text[at..at + len].to_owned();
        self.flush(pieces, at, line);
        line.offset = at + len;
        let span = self.part(pieces, line.index, at, at + len);
        let math = self.formula(&source, span, false);
        line.push(InlineKind::Math(math), Attr::default(), span);
    }

    /// References to several ids, such as those of `\cref{a,b}`.
    fn references(&mut self, ids: &str, whole: bool, bracketed: bool, line: &mut Line, written: (&str, Span)) {
        let (source, span) = written;
        let ids: Vec<&str> = ids.split(',').map(str::trim).collect();
        if let ([id], true) = (ids.as_slice(), bracketed)
            && id.starts_with("eq")
            && let Some(Inline { kind: InlineKind::Text(text), .. }) = line.out.last_mut()
            && text.ends_with(['(', '（'])
        {
            // The label of an equation brings its own brackets.
            text.pop();
            line.offset += self.shared.text[span.end as usize..].chars().next().map_or(0, char::len_utf8);
        }
        for (number, id) in ids.iter().enumerate() {
            if number > 0 {
                line.push_text(", ", span);
            }
            let source = if ids.len() == 1 { source.to_owned() } else { format!("\\ref{{{id}}}") };
            let reference = Reference { id: self.id_of(id), number_only: !whole, source };
            line.push(InlineKind::Reference(reference), Attr::default(), span);
        }
    }

    /// The id that LaTeX and bookdown write otherwise: `tab:x` for `tbl:x`.
    pub(super) fn id_of(&self, id: &str) -> String {
        let other = id.strip_prefix("tab:").map(|name| format!("tbl:{name}"));
        let known = |id: &str| self.shared.ids.contains(id);
        other.filter(|other| !known(id) && known(other)).unwrap_or_else(|| id.to_owned())
    }

    /// bookdown's `\@ref(fig:x)` from the escaped sign on; whether it is one.
    pub(super) fn bookdown_reference(&mut self, pieces: &[Piece<'a>], sign: Span, line: &mut Line) -> bool {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index + 1) else { return false };
        let Some(rest) = text.strip_prefix("ref(").filter(|_| self.shared.written(sign) == "\\@") else { return false };
        let Some(id) = rest.find(')').map(|len| &rest[..len]).filter(|id| is_id(id)) else { return false };
        let end = "ref(".len() + id.len() + 1;
        let span = sign.to(self.part(pieces, line.index + 1, 0, end));
        let reference = Reference { id: self.id_of(id), number_only: true, source: format!("\\@ref({id})") };
        line.push(InlineKind::Reference(reference), Attr::default(), span);
        (line.index, line.offset) = (line.index + 1, end);
        true
    }

    /// `\\` at the end of a line.
    pub(super) fn ends_line(&self, pieces: &[Piece<'a>], sign: Span, line: &Line) -> bool {
        let path = matches!(line.out.last(), Some(Inline { kind: InlineKind::Text(text), .. }) if text.ends_with(':'));
        self.shared.written(sign) == "\\\\" && !path && matches!(pieces.get(line.index + 1), Some(Piece::Soft(_)))
    }

    /// A tilde that ties a word to a reference.
    pub(super) fn tie(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let Some(Piece::Text { text, .. }) = pieces.get(line.index) else { return };
        let bookdown = at + 1 == text.len()
            && matches!(pieces.get(line.index + 1), Some(Piece::Fixed { text, .. }) if text == "@")
            && matches!(pieces.get(line.index + 2), Some(Piece::Text { text, .. }) if text.starts_with("ref("));
        if bookdown || is_tie(&text[at..]) {
            self.flush(pieces, at, line);
            line.push_text("\u{a0}", self.part(pieces, line.index, at, at + 1));
            line.offset = at + 1;
        }
    }

    /// A brace in the text of a command.
    pub(super) fn brace(&mut self, pieces: &[Piece<'a>], at: usize, line: &mut Line) {
        let opens = matches!(pieces.get(line.index), Some(Piece::Text { text, .. }) if text[at..].starts_with('{'));
        let is_tex = |frame: &Frame| matches!(frame.kind, FrameKind::Tex(..) | FrameKind::Brace);
        let Some(inner) = line.frames.iter().rposition(is_tex) else { return };
        let span = self.part(pieces, line.index, at, at + 1);
        if opens {
            if line.frames.len() < MAX_OPEN {
                line.open(FrameKind::Brace, "", span);
            }
            return;
        }
        while line.frames.len() > inner + 1 {
            self.drop_frame(line);
        }
        let Some(frame) = line.frames.pop() else { return };
        let FrameKind::Tex(wrap, raw) = frame.kind else { return };
        self.flush(pieces, at, line);
        line.offset = at + 1;
        let content = tidy(line.out.split_off(frame.out));
        let span = frame.span.to(span);
        match wrap {
            Wrap::Mark(mark) => line.push(InlineKind::Marked(mark, content), Attr::default(), span),
            Wrap::Note => {
                let note = vec![Block::new(BlockKind::Paragraph(content), span)];
                line.push(InlineKind::Note(note), Attr::default(), span);
            }
            Wrap::Code => match content.as_slice() {
                [Inline { kind: InlineKind::Text(text), .. }] => {
                    line.push(InlineKind::Code(text.clone()), Attr::default(), span);
                }
                _ => line.extend(content),
            },
            Wrap::Plain => line.extend(content),
            Wrap::Link => {
                let target = call(&raw, 0).and_then(|call| call.argument.map(address)).unwrap_or_default();
                line.push(InlineKind::Link { target, content }, Attr::default(), span);
            }
        }
    }

    /// `\label{sec:x}` at the end of a heading gives its id.
    pub(super) fn take_label(&self, pieces: &mut Vec<Piece<'a>>) -> Option<Spanned<String>> {
        let Some(Piece::Text { text, at, .. }) = pieces.last_mut() else { return None };
        let (name, start) = label_at_end(text)?;
        let from = *at + start + "\\label{".len();
        let label = Spanned::new(name.to_owned(), self.shared.span(from, from + name.len()));
        text.truncate(start);
        block::trim_end(pieces);
        Some(label)
    }

    fn tell_index(&mut self, span: Span) {
        if !std::mem::replace(&mut self.shared.index_told, true) {
            let message = "an index is not made: the entries of \\index are left out";
            self.shared.sink.push(Diagnostic::warning(Code::RawFormat, span, message));
        }
    }
}

/// `\label{sec:x}` directly under a heading gives its id; whether that was all.
pub(super) fn label_of_heading(block: &mut Block, before: Option<&mut Block>) -> bool {
    let Some(heading) = before.filter(|block| matches!(block.kind, BlockKind::Heading { .. })) else { return false };
    let BlockKind::Paragraph(content) = &mut block.kind else { return false };
    let Some(Inline { kind: InlineKind::Text(text), span, .. }) = content.first() else { return false };
    let ends = matches!(content.get(1).map(|inline| &inline.kind), None | Some(InlineKind::SoftBreak));
    let Some((name, 0)) = label_at_end(text).filter(|_| ends && heading.attr.id.is_none()) else { return false };
    heading.attr.id = Some(Spanned::new(name.to_owned(), *span));
    content.drain(..content.len().min(2));
    content.is_empty()
}

fn cites(call: &Call<'_>, keys: &str, narrative: bool, suppress_author: bool, source: &str, span: Span) -> Vec<Cite> {
    let (prefix, suffix) = match call.options.as_slice() {
        [prefix, suffix] => (*prefix, *suffix),
        [suffix] => ("", *suffix),
        _ => ("", ""),
    };
    let plain = |text: &str| text.replace('~', "\u{a0}").replace("--", "–").trim().to_owned();
    let count = keys.split(',').count();
    let item = |(at, key): (usize, &str)| CiteItem {
        key: Spanned::new(key.trim().to_owned(), span),
        prefix: if at == 0 { plain(prefix) } else { String::new() },
        suffix: if at + 1 == count { plain(suffix) } else { String::new() },
        suppress_author,
    };
    let items = keys.split(',').enumerate().map(item);
    match narrative {
        true => items.map(|item| Cite { items: vec![item], narrative, source: source.to_owned() }).collect(),
        false => vec![Cite { items: items.collect(), narrative, source: source.to_owned() }],
    }
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
