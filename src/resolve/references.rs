//! References to what is numbered become their texts: `@fig:a` is 图 1,
//! `[@fig:a; @fig:b; @fig:c]` is 图 1–3 or Figures 1–3, `[@fig:a; @fig:c]` is
//! 图 1 和图 3 or Figures 1 and 3, each number leading to what it counts.
//!
//! It must not know how anything is counted: it takes the readings of `anchors`.

use super::examples::NAME;
use super::flat::{Flat, InlineContext, Wrap};
use super::{Resolver, doubled, wording};
use crate::diag::{Code, Diagnostic, Span, message};
use crate::model::document::{GroupedReference, Reference};
use crate::model::resolved::AnchorId;

/// From how many numbers in a row a run is printed (pandoc-crossref: 1, 2 but 1–3).
const RUN: usize = 3;

/// One of several references, with the parts of its reading: 第, 2.1, 节.
struct Member<'a> {
    anchor: AnchorId,
    before: String,
    number: String,
    after: String,
    /// The word before several, where the document chose it.
    many: Option<String>,
    item: &'a GroupedReference,
}

impl Member<'_> {
    /// Whether another one can share the word of this one.
    fn goes_with(&self, next: &Member<'_>) -> bool {
        (&self.before, &self.after) == (&next.before, &next.after)
            && self.item.reference.number_only == next.item.reference.number_only
            && self.item.suffix.is_empty()
            && next.item.prefix.is_empty()
    }
}

/// What is printed between two joints: one number, or a run of them.
struct Unit<'a> {
    first: &'a Member<'a>,
    last: Option<&'a Member<'a>>,
}

impl Resolver<'_> {
    /// A reference by itself.
    pub(super) fn reference(&mut self, reference: &Reference, span: Span, context: &InlineContext, flat: &mut Flat) {
        let Some(anchor) = self.numbered(reference, span) else {
            return self.text(&reference.source, true, span, context, flat);
        };
        let full = self.anchors.reading(anchor, false).unwrap_or_default();
        let number_only = reference.number_only || doubled::word_stands_before(&flat.signs, full);
        let text = self.anchors.reading(anchor, number_only).unwrap_or_default();
        let text = if reference.id.starts_with(char::is_uppercase) && self.anchors.plural(anchor).is_some() {
            capitalised(text)
        } else {
            text.to_owned()
        };
        self.leading(&text, anchor, span, context, flat);
    }

    /// The references of one pair of brackets.
    pub(super) fn references(
        &mut self,
        items: &[GroupedReference],
        span: Span,
        context: &InlineContext,
        flat: &mut Flat,
    ) {
        let mut members: Vec<Member<'_>> = Vec::new();
        let mut known = true;
        for item in items {
            match self.numbered(&item.reference, item.span) {
                Some(anchor) => members.push(self.member(anchor, item)),
                None => known = false,
            }
        }
        if !known {
            // What is missing stands where it was written.
            return self.as_written(items, span, context, flat);
        }
        let stretches: Vec<Vec<Member<'_>>> = members.into_iter().fold(Vec::new(), |mut list, member| {
            match list.last_mut() {
                Some(stretch) if stretch.last().is_some_and(|last: &Member<'_>| last.goes_with(&member)) => {
                    stretch.push(member);
                }
                _ => list.push(vec![member]),
            }
            list
        });
        let stretches: Vec<Vec<Member<'_>>> = stretches.into_iter().map(in_order).collect();
        let units: Vec<Vec<Unit<'_>>> = stretches.iter().map(|stretch| runs(stretch)).collect();
        let count = units.iter().map(Vec::len).sum::<usize>();
        let mut done = 0;
        for stretch in &units {
            for (at, unit) in stretch.iter().enumerate() {
                let joint = wording::joint(self.wording, self.words.enumeration, done, count);
                self.text(joint, true, span, context, flat);
                self.unit(unit, at == 0, stretch.len() > 1, context, flat);
                done += 1;
            }
        }
        for item in items {
            if let Some(found) = self.anchors.find(&item.reference.id, span.source) {
                self.anchors.mark_referenced(found.anchor);
            }
        }
    }

    /// A number or a run of them, with the word before it where it needs one.
    fn unit(&mut self, unit: &Unit<'_>, opens: bool, several: bool, context: &InlineContext, flat: &mut Flat) {
        let Unit { first, last } = unit;
        let (item, span) = (first.item, first.item.span);
        if opens && !item.prefix.is_empty() {
            let blank = if item.prefix.is_ascii() { " " } else { "" };
            self.text(&format!("{}{blank}", item.prefix), false, span, context, flat);
        }
        let written = doubled::word_stands_before(&flat.signs, &first.before) || names_a_kind(&item.prefix);
        let shared = match &first.many {
            Some(_) => first.after.is_empty() && wording::is_shared(&first.before),
            None => shares_word(&first.before, &first.after),
        };
        let bare = item.reference.number_only || if shared { written || !opens } else { written && opens };
        let (before, after) = if bare { ("", "") } else { (first.before.as_str(), first.after.as_str()) };
        let mut before = before.to_owned();
        if shared && !before.is_empty() && (several || last.is_some()) {
            let many = first.many.clone().unwrap_or_else(|| plural(&before));
            self.text(&many, true, span, context, flat);
            before.clear();
        }
        let behind = if last.is_some() { "" } else { after };
        self.leading(&format!("{before}{}{behind}", first.number), first.anchor, span, context, flat);
        if let Some(last) = last {
            self.text(self.wording.range.as_deref().unwrap_or("–"), true, span, context, flat);
            self.leading(&format!("{}{after}", last.number), last.anchor, last.item.span, context, flat);
        }
        let suffix = &last.unwrap_or(first).item.suffix;
        if !suffix.is_empty() {
            let blank = if suffix.starts_with(|c: char| c.is_ascii_alphanumeric()) { " " } else { "" };
            self.text(&format!("{blank}{suffix}"), false, span, context, flat);
        }
    }

    /// References of which one leads nowhere, as they were written.
    fn as_written(&mut self, items: &[GroupedReference], span: Span, context: &InlineContext, flat: &mut Flat) {
        for (at, item) in items.iter().enumerate() {
            let joint = if at == 0 { "" } else { "; " };
            let blank = if item.prefix.is_empty() { "" } else { " " };
            self.text(&format!("{joint}{}{blank}", item.prefix), true, span, context, flat);
            match self.anchors.find(&item.reference.id, span.source).map(|found| found.anchor) {
                Some(anchor) if self.anchors.reading(anchor, false).is_some() => {
                    let text = self.anchors.reading(anchor, item.reference.number_only).unwrap_or_default().to_owned();
                    self.leading(&text, anchor, item.span, context, flat);
                }
                _ => self.text(&item.reference.source, true, item.span, context, flat),
            }
            let blank = if item.suffix.is_empty() { "" } else { " " };
            self.text(&format!("{blank}{}", item.suffix), true, span, context, flat);
        }
    }

    /// What a reference means, if it carries a number or a text.
    pub(super) fn numbered(&mut self, reference: &Reference, span: Span) -> Option<AnchorId> {
        let Some(found) = self.anchors.find(&reference.id, span.source) else {
            self.undefined_reference(reference, span);
            return None;
        };
        self.told_if_shared(&reference.id, found, span);
        let anchor = found.anchor;
        if self.anchors.reading(anchor, reference.number_only).is_none() {
            let message = message!("“{id}” has no number that a reference could print", id = reference.id);
            self.sink.warn(Code::UnnumberedReference, span, message);
            return None;
        }
        Some(anchor)
    }

    fn member<'a>(&self, anchor: AnchorId, item: &'a GroupedReference) -> Member<'a> {
        let full = self.anchors.reading(anchor, false).unwrap_or_default();
        let number = self.anchors.reading(anchor, true).filter(|number| full.contains(number)).unwrap_or(full);
        let at = full.rfind(number).unwrap_or_default();
        let (before, after) = (full[..at].to_owned(), full[at + number.len()..].to_owned());
        let many = self.anchors.plural(anchor).map(str::to_owned);
        Member { anchor, before, number: number.to_owned(), after, many, item }
    }

    /// Text that leads to an anchor.
    fn leading(&mut self, text: &str, anchor: AnchorId, span: Span, context: &InlineContext, flat: &mut Flat) {
        self.anchors.mark_referenced(anchor);
        let wrap = context.wrap.unwrap_or_else(|| {
            flat.wraps.push((Wrap::Reference(anchor), span));
            flat.wraps.len() - 1
        });
        self.text(text, true, span, &InlineContext { wrap: Some(wrap), ..context.clone() }, flat);
    }

    fn undefined_reference(&mut self, reference: &Reference, span: Span) {
        if let Some(label) = reference.id.strip_prefix(NAME) {
            return self.undefined_example(label, span);
        }
        let message = message!("undefined reference “{id}”", id = reference.id);
        let diagnostic = Diagnostic::warning(Code::UndefinedReference, span, message);
        let diagnostic = match self.anchors.nearest(&reference.id) {
            Some(name) => diagnostic.hint(message!("did you mean “{name}”?", name)),
            None => diagnostic.hint(message!("add {#{id}} to what it refers to", id = reference.id)),
        };
        self.sink.push(diagnostic);
    }

    fn undefined_example(&mut self, label: &str, span: Span) {
        let message = message!("undefined example “{label}”", label);
        let diagnostic = Diagnostic::warning(Code::UndefinedReference, span, message);
        let name = format!("{NAME}{label}");
        let near = self.anchors.nearest(&name).and_then(|near| near.strip_prefix(NAME));
        self.sink.push(match near {
            Some(near) => diagnostic.hint(message!("did you mean “(@{near})”?", near)),
            None => diagnostic.hint(message!("begin the example that it refers to with `(@{label})`", label)),
        });
    }
}

/// `Fig:a` begins a sentence (pandoc-crossref): its word has a capital.
fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// References of one word in the order of the page, each once.
fn in_order(mut stretch: Vec<Member<'_>>) -> Vec<Member<'_>> {
    // A text before the first or behind the last belongs to it.
    let is_free = stretch.iter().all(|member| member.item.prefix.is_empty() && member.item.suffix.is_empty());
    if is_free {
        stretch.sort_by_key(|member| member.anchor);
    }
    stretch.dedup_by_key(|member| member.anchor);
    stretch
}

/// Joins what follows each other: 1, 2, 3 and 5 are 1–3 and 5.
fn runs<'a>(stretch: &'a [Member<'a>]) -> Vec<Unit<'a>> {
    let mut units = Vec::new();
    let mut rest = stretch;
    while let Some(first) = rest.first() {
        let pairs = rest.windows(2).take_while(|pair| follows(&pair[0].number, &pair[1].number)).count();
        let length = if pairs + 1 >= RUN { pairs + 1 } else { 1 };
        let last = (length > 1).then(|| &rest[length - 1]);
        units.push(Unit { first, last });
        rest = &rest[length..];
    }
    units
}

/// Whether a number is the next one: 2.3 after 2.2.
fn follows(one: &str, next: &str) -> bool {
    let parts = |number: &str| {
        let end = number.rfind(|c: char| c.is_ascii_digit())? + 1;
        let start = number[..end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let start = (start..end).find(|at| number.is_char_boundary(*at))?;
        let value = number[start..end].parse::<u32>().ok()?;
        Some((number[..start].to_owned(), value, number[end..].to_owned()))
    };
    match (parts(one), parts(next)) {
        (Some(one), Some(next)) => one.0 == next.0 && one.2 == next.2 && one.1.checked_add(1) == Some(next.1),
        _ => false,
    }
}

/// Whether a word stands once before several numbers, in the plural, as in
/// English; in Chinese it stands before each.
fn shares_word(before: &str, after: &str) -> bool {
    after.is_empty() && before.is_ascii() && before.trim().chars().any(char::is_alphabetic)
}

/// An English word in the plural, with the blank behind it.
fn plural(word: &str) -> String {
    let bare = word.trim_end();
    let blank = &word[bare.len()..];
    match bare.strip_suffix('.') {
        Some(short) => format!("{short}s.{blank}"),
        None if bare.ends_with("ix") => format!("{}ices{blank}", &bare[..bare.len() - 2]),
        None => format!("{bare}s{blank}"),
    }
}

/// Whether the text before a reference is a word of its author's own for what is
/// meant: pandoc-crossref and Quarto print it in place of theirs.
fn names_a_kind(prefix: &str) -> bool {
    let last = prefix.split_whitespace().next_back().unwrap_or_default();
    let is_other = ["See", "In", "Cf.", "As", "From", "And", "Also"].contains(&last);
    last.starts_with(|c: char| c.is_ascii_uppercase()) && !is_other || last.ends_with(['图', '圖', '表', '式'])
}

#[cfg(test)]
mod tests {
    use super::{follows, names_a_kind, plural};

    #[test]
    fn numbers_follow_each_other() {
        assert!(follows("1", "2") && follows("2.9", "2.10") && follows("（1）", "（2）") && follows("A-1", "A-2"));
        assert!(!follows("1.9", "2.1") && !follows("1", "3") && !follows("一", "二") && !follows("1(a)", "2(b)"));
        assert!(!follows("1", "99999999999") && !follows("图1", "图"));
    }

    #[test]
    fn words_have_plurals() {
        assert_eq!(plural("Figure "), "Figures ");
        assert_eq!(plural("Eq. "), "Eqs. ");
        assert_eq!(plural("Appendix "), "Appendices ");
    }

    #[test]
    fn words_of_authors_are_told_from_sentences() {
        assert!(names_a_kind("Plates") && names_a_kind("see Figs.") && names_a_kind("插图"));
        assert!(!names_a_kind("") && !names_a_kind("see") && !names_a_kind("见") && !names_a_kind("See"));
    }
}
