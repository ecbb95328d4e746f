//! `\ref`, `\cref` and bookdown's `\@ref(fig:x)` become references, `\cite` and its
//! kin citations.
//!
//! Which commands they are stands in `tex_call`.

use super::Reader;
use super::line::Line;
use super::pieces::Piece;
use super::tex_call::{Call, is_id};
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Cite, CiteItem, Inline, InlineKind, Reference};

impl<'a> Reader<'_, 'a, '_> {
    /// References to several ids, such as those of `\cref{a,b}`.
    pub(super) fn references(
        &mut self,
        ids: &str,
        whole: bool,
        bracketed: bool,
        line: &mut Line,
        written: (&str, Span),
    ) {
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
}

/// The citations of a command.
pub(super) fn cites(
    call: &Call<'_>,
    keys: &str,
    narrative: bool,
    suppress_author: bool,
    source: &str,
    span: Span,
) -> Vec<Cite> {
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
