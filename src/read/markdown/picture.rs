//! Pictures that CommonMark does not know become pictures: Obsidian's embeds
//! `![[a.png|300]]` and sizes behind the path, `![](a.png =300x)`
//! (markdown-it-imsize). What Quarto, kramdown and style sheets say of a picture
//! becomes the attributes that fuzi knows.
//!
//! Whether a picture is a figure is decided in `figure`.

use std::mem;

use super::html::length;
use super::html::token::Tag;
use super::pieces::{Piece, place_of};
use super::{Reader, floor_boundary};
use crate::diag::{Span, Spanned};
use crate::model::document::{Attr, Image, Inline, InlineKind};

/// The longest picture that is read, in bytes.
const MAX_LENGTH: usize = 1000;

/// The files that are pictures, by the ends of their names.
const ENDS: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "avif", "svg", "pdf", "heic", "emf", "wmf"];

/// Attributes that say nothing to a figure of fuzi: how it stands (Quarto), and how a
/// browser loads it (Material for MkDocs).
const EFFECTLESS: [&str; 6] = ["fig-align", "fig-env", "fig-scap", "align", "loading", "decoding"];

/// A picture in a spelling of some dialect.
#[derive(Clone)]
pub(crate) struct Picture<'a> {
    path: Spanned<String>,
    title: Option<String>,
    /// Its text.
    pub(super) caption: Vec<Piece<'a>>,
    /// The text as it was written.
    pub(super) words: String,
    /// Its size and page.
    pub(super) attr: Attr,
    /// Where it stands.
    pub(super) span: Span,
}

impl Picture<'_> {
    /// The picture without its text; its alternative text is the attribute, else
    /// the title.
    pub(super) fn image(&self, attr: &Attr, page: usize) -> Image {
        let alt = attr.get("alt").map(|alt| alt.value.clone()).or_else(|| self.title.clone());
        Image { path: self.path.clone(), alt, page }
    }
}

impl<'a> Reader<'_, 'a, '_> {
    /// Pieces in which the pictures of dialects are found.
    pub(super) fn find_pictures(&self, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
        let may_hold =
            |piece: &Piece<'_>| matches!(piece, Piece::Text { text, exact: true, .. } if text.contains("!["));
        if !pieces.iter().any(may_hold) {
            return pieces;
        }
        let mut out = Vec::with_capacity(pieces.len() + 2);
        let (mut index, mut offset) = (0, 0);
        while let Some(piece) = pieces.get(index) {
            let Piece::Text { text, at, exact } = piece else {
                out.push(piece.clone());
                (index, offset) = (index + 1, 0);
                continue;
            };
            let found = text[offset..].match_indices("![").filter(|_| *exact).find_map(|(from, _)| {
                let (picture, next) = self.picture_at(&pieces, index, offset + from)?;
                Some((offset + from, picture, next))
            });
            let end = found.as_ref().map_or(text.len(), |(from, ..)| *from);
            if offset < end {
                out.push(Piece::Text { text: text[offset..end].to_owned(), at: at + offset, exact: *exact });
            }
            match found {
                Some((_, picture, next)) => {
                    out.push(Piece::Picture(Box::new(picture)));
                    (index, offset) = next;
                }
                None => (index, offset) = (index + 1, 0),
            }
        }
        out
    }

    /// The picture at a byte of a piece, and where the pieces go on.
    fn picture_at(&self, pieces: &[Piece<'a>], index: usize, from: usize) -> Option<(Picture<'a>, (usize, usize))> {
        let Some(Piece::Text { at, .. }) = pieces.get(index) else { return None };
        let start = at + from;
        let text = self.shared.text;
        let area = &text[start..floor_boundary(text, start + MAX_LENGTH)];
        let area = area.lines().next()?;
        let read = match area.strip_prefix("![[") {
            Some(inner) => embed(&inner[..inner.find("]]")?])?,
            None => sized(area)?,
        };
        let place = |part: &str| {
            let at = start + (part.as_ptr() as usize - area.as_ptr() as usize);
            self.shared.span(at, at + part.len())
        };
        let mut attr = Attr::default();
        let mut put = |key: &str, value: Option<String>, span: Span| {
            attr.pairs.extend(value.map(|value| (Spanned::new(key.to_owned(), span), Spanned::new(value, span))));
        };
        if let Some(size) = read.size {
            let (width, height) = size_of(size)?;
            put("width", width, place(size));
            put("height", height, place(size));
        }
        put("page", read.page.map(str::to_owned), place(read.path));
        let words = place(read.caption);
        let picture = Picture {
            path: Spanned::new(read.path.to_owned(), place(read.path)),
            title: read.title.filter(|title| !title.trim().is_empty()).map(str::to_owned),
            caption: between(pieces, index, words)?,
            words: read.caption.to_owned(),
            attr,
            span: self.shared.span(start, start + read.length),
        };
        Some((picture, place_of(pieces, index, start + read.length)?))
    }

    /// A picture in the line, with the attributes behind it.
    pub(super) fn inline_picture(&mut self, picture: &Picture<'a>, mut attr: Attr) -> Inline {
        let caption = understand(&mut attr);
        attr.pairs.extend(picture.attr.pairs.iter().cloned());
        super::attributes::check(&attr, &super::attributes::IMAGE, self.shared.sink);
        let page = self.page(&attr);
        let mut image = picture.image(&attr, page);
        let words = Some(picture.words.clone()).filter(|words| !words.trim().is_empty());
        if attr.get("alt").is_none() {
            image.alt = caption.map(|caption| caption.value).or(words).or(image.alt);
        }
        Inline::with(InlineKind::Image(image), attr, picture.span)
    }
}

/// The pieces of a part of the source on one line.
fn between<'a>(pieces: &[Piece<'a>], from: usize, part: Span) -> Option<Vec<Piece<'a>>> {
    if part.start == part.end {
        return Some(Vec::new());
    }
    let (start, end) = (part.start as usize, part.end as usize);
    let mut list = Vec::new();
    for piece in &pieces[from..] {
        let range = piece.range();
        if range.start >= end {
            break;
        }
        if range.end <= start {
            continue;
        }
        match piece {
            Piece::Text { text, at, exact: true } => {
                let cut = start.max(*at) - at..end.min(range.end) - at;
                list.push(Piece::Text { text: text.get(cut.clone())?.to_owned(), at: at + cut.start, exact: true });
            }
            _ if range.start < start || range.end > end => return None,
            other => list.push(other.clone()),
        }
    }
    Some(list)
}

/// The parts of a picture, as they stand in the source.
struct Read<'t> {
    path: &'t str,
    caption: &'t str,
    title: Option<&'t str>,
    size: Option<&'t str>,
    page: Option<&'t str>,
    length: usize,
}

/// `![[a.png]]`, `![[a.png|caption]]`, `![[a.png|300]]`, `![[a.png|caption|300x200]]`
/// (Obsidian's help, "Embed files"); in a table the bars are escaped.
fn embed(inner: &str) -> Option<Read<'_>> {
    let mut parts = inner.split('|').map(|part| part.strip_suffix('\\').unwrap_or(part).trim());
    let target = parts.next()?;
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let end = path.rsplit_once('.')?.1;
    if !ENDS.iter().any(|known| end.eq_ignore_ascii_case(known)) {
        return None;
    }
    let mut words: Vec<&str> = parts.collect();
    let size = words.pop_if(|last| size_of(last).is_some() && !last.contains('%'));
    let first = words.first().copied().unwrap_or(&inner[..0]);
    let last = words.last().copied().unwrap_or(first);
    let from = first.as_ptr() as usize - inner.as_ptr() as usize;
    let to = last.as_ptr() as usize - inner.as_ptr() as usize + last.len();
    let page = fragment.strip_prefix("page=");
    Some(Read { path, caption: &inner[from..to], title: None, size, page, length: inner.len() + "![[]]".len() })
}

/// `![caption](a.png "title" =300x200)`, the title before the size or behind it.
fn sized(area: &str) -> Option<Read<'_>> {
    let close = area.find("](")?;
    let caption = area.get("![".len()..close)?;
    let rest = &area[close + 2..];
    let (body, tail) = rest.split_once(" =")?;
    let size = &tail[..tail.find(|c: char| c == ')' || c.is_whitespace())?];
    size_of(size)?;
    let behind = tail[size.len()..].trim_start();
    let (late, end) = match behind.chars().next()? {
        quote @ ('"' | '\'') => {
            let len = behind[1..].find(quote)?;
            (Some(&behind[1..=len]), behind[len + 2..].trim_start())
        }
        _ => (None, behind),
    };
    let end = end.strip_prefix(')')?;
    let body = body.trim();
    let quote = body.chars().next_back().filter(|c| matches!(c, '"' | '\''));
    let titled = quote.and_then(|quote| {
        let inner = &body[..body.len() - 1];
        let open = inner.rfind(quote)?;
        Some((inner[..open].trim_end(), &inner[open + 1..]))
    });
    let (path, early) = titled.map_or((body, None), |(path, title)| (path, Some(title)));
    let bracketed = path.strip_prefix('<').and_then(|path| path.strip_suffix('>'));
    let plain = (!path.contains(char::is_whitespace)).then_some(path);
    let path = bracketed.or(plain).filter(|path| !path.is_empty())?;
    Some(Read { path, caption, title: early.or(late), size: Some(size), page: None, length: area.len() - end.len() })
}

/// `300`, `300x`, `300x200`, `x200`, `50%x`: the width and the height.
fn size_of(text: &str) -> Option<(Option<String>, Option<String>)> {
    let (width, height) = text.split_once(['x', '×']).unwrap_or((text, ""));
    let extent = |text: &str| {
        let digits = text.strip_suffix('%').or(text.strip_suffix("px")).unwrap_or(text);
        let is_number = (1..=5).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| if digits == text { format!("{text}px") } else { text.to_owned() })
    };
    let read = (extent(width), extent(height));
    let whole = (width.is_empty() || read.0.is_some()) && (height.is_empty() || read.1.is_some());
    (whole && (read.0.is_some() || read.1.is_some())).then_some(read)
}

/// Takes the size of `![caption|300](a.png)` (Obsidian) off the end of a text.
pub(super) fn take_size(text: &mut String, attr: &mut Attr, span: Span) {
    let Some((rest, size)) = text.rsplit_once('|') else { return };
    let Some((width, height)) = size_of(size.trim()).filter(|_| !size.contains('%')) else { return };
    for (key, value) in [("width", width), ("height", height)] {
        let fresh = value.filter(|_| attr.get(key).is_none());
        attr.pairs.extend(fresh.map(|value| (Spanned::new(key.to_owned(), span), Spanned::new(value, span))));
    }
    text.truncate(rest.trim_end().len());
}

/// Says the attributes of other dialects as fuzi's; gives the caption among them.
pub(super) fn understand(attr: &mut Attr) -> Option<Spanned<String>> {
    let mut caption = None;
    for (mut key, value) in mem::take(&mut attr.pairs) {
        match key.value.as_str() {
            "fig-cap" => caption = Some(value),
            "fig-alt" => {
                "alt".clone_into(&mut key.value);
                attr.pairs.push((key, value));
            }
            "fig-pos" => {
                "float".clone_into(&mut key.value);
                attr.pairs.push((key, value));
            }
            "width" | "height" if value.value == "auto" => {}
            "style" => {
                let tag = Tag { name: "img".to_owned(), attributes: vec![(key.value.clone(), value.value.clone())] };
                let sizes = ["width", "height"].map(|name| (name, tag.style(name).and_then(|size| length(&size))));
                let known = sizes.iter().any(|(_, size)| size.is_some());
                for (name, size) in sizes {
                    let pair = size.map(|size| (name.to_owned(), size));
                    let spanned = |(name, size)| (Spanned::new(name, key.span), Spanned::new(size, value.span));
                    attr.pairs.extend(pair.map(spanned));
                }
                if !known {
                    attr.pairs.push((key, value));
                }
            }
            name if EFFECTLESS.contains(&name) => {}
            _ => attr.pairs.push((key, value)),
        }
    }
    caption
}

#[cfg(test)]
mod tests {
    use super::{embed, size_of, sized};

    #[test]
    fn sizes_are_read() {
        let size = |text| size_of(text).map(|(w, h)| (w.unwrap_or_default(), h.unwrap_or_default()));
        let of = |w: &str, h: &str| Some((w.to_owned(), h.to_owned()));
        assert_eq!(size("300"), of("300px", ""));
        assert_eq!(size("300x200"), of("300px", "200px"));
        assert_eq!(size("x200"), of("", "200px"));
        assert_eq!(size("50%x"), of("50%", ""));
        for text in ["", "x", "3a", "图", "300x图", "123456"] {
            assert_eq!(size(text), None, "{text}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let read = embed("图/a b.png\\|题注|300").unwrap();
        assert_eq!((read.path, read.caption, read.size), ("图/a b.png", "题注", Some("300")));
        assert!(embed("note.md").is_none() && embed("note").is_none());
        let read = sized("![甲](a.png \"题\" =300x) 后").unwrap();
        assert_eq!((read.path, read.caption, read.title, read.size), ("a.png", "甲", Some("题"), Some("300x")));
        for text in ["![a](b.png)", "![a](b c.png =3x)", "![a](b) c = 3", "![a](b =x)", "![a](b =3x"] {
            assert!(sized(text).is_none(), "{text}");
        }
    }
}
