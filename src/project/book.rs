//! Several files become one document: the first says what it is about, each other is a
//! chapter with the title of its own front matter.
//!
//! It must not know where files lie.

use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, Spanned, message};
use crate::model::document::{Author, Block, BlockKind, Document, Inline, InlineKind, Meta};
use crate::model::visit_blocks_mut;

/// The levels of headings.
const LEVELS: u8 = 6;
/// The class of a heading that is an appendix.
const APPENDIX: &str = "appendix";

/// What became of the files until now.
#[derive(Default)]
pub(super) struct Book {
    document: Document,
    /// How many files were added.
    files: usize,
    /// The fields that count only in the first file, and where a later one has some.
    unheeded: Vec<&'static str>,
    places: Vec<Span>,
}

/// How a file stands in the document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Chapter<'a> {
    /// How many levels its headings are moved down.
    pub(super) depth: u8,
    /// Its heading, where the file gives none.
    pub(super) title: Option<(&'a str, Span)>,
    /// Whether it is a chapter even where it is the first file.
    pub(super) always: bool,
    /// Whether it is an appendix.
    pub(super) appendix: bool,
}

impl Book {
    /// Adds a heading that stands between files.
    pub(super) fn heading(&mut self, title: &str, depth: u8, span: Span) {
        let level = depth.saturating_add(1).min(LEVELS);
        self.document.blocks.push(heading(text(title, span), level, span));
    }

    /// Gives the document a title that none of its files gives.
    pub(super) fn entitled(&mut self, title: &str, span: Span) {
        self.document.meta.title.get_or_insert_with(|| text(title, span));
    }

    /// Adds the text of the next file.
    pub(super) fn add(&mut self, mut part: Document, chapter: Chapter<'_>) {
        self.files += 1;
        if self.files > 1 || chapter.always {
            entitle(&mut part, chapter);
        }
        shift(&mut part, chapter.depth);
        let Document { meta, blocks, notes, .. } = part;
        match self.files {
            1 => self.document.meta = meta,
            _ => self.take(meta, blocks.first().map(|block| block.span)),
        }
        self.document.blocks.extend(blocks);
        self.document.notes.extend(notes);
    }

    /// The document; what later files say in vain is told once.
    pub(super) fn finish(self, sink: &mut Sink) -> Document {
        if let Some(first) = self.places.first() {
            let fields = self.unheeded.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>();
            let message = message!(
                "{fields} count only in the front matter of the first file; others give some of them too (files: {count})",
                fields,
                count = self.places.len()
            );
            let hint = "take them out there, or write them in the first file";
            sink.push(Diagnostic::warning(Code::FrontMatter, *first, message).hint(hint));
        }
        self.document
    }

    /// Takes from the front matter of a later file what can count for the whole.
    fn take(&mut self, meta: Meta, start: Option<Span>) {
        let own = &mut self.document.meta;
        // Every field is named, so that a new one cannot be forgotten here.
        let Meta {
            title: _,
            subtitle,
            authors,
            date,
            lang,
            abstract_text,
            numbers,
            keywords,
            bibliography,
            csl,
            nocite,
            style,
            settings,
            toc,
            toc_depth,
            lof,
            lot,
            wording: _,
            translations,
            revisions,
            // Those of other tools: tags, icons and the like.
            fields: _,
            lists: _,
            pictures: _,
            // The style's own.
            header_logo: _,
            pages_before: _,
            pages_behind: _,
            // Those of each file hold in it alone.
            variables: _,
            profiles,
            used,
        } = meta;
        own.profiles.extend(profiles);
        own.used.extend(used);
        for file in bibliography {
            if own.bibliography.iter().all(|known| known.value != file.value || known.span.source != file.span.source) {
                own.bibliography.push(file);
            }
        }
        own.nocite.extend(nocite);
        let place = |inlines: &Vec<Inline>| inlines.first().map(|inline| inline.span);
        let names = |list: &[Author]| list.iter().map(|author| author.name.clone()).collect::<Vec<_>>();
        let is_other = !authors.is_empty() && names(&authors) != names(&own.authors);
        let found: [(&'static str, Option<Span>); 12] = [
            ("subtitle", subtitle.as_ref().and_then(place)),
            ("author", start.filter(|_| is_other)),
            ("date", date.map(|date| date.span)),
            (
                "lang",
                lang.filter(|lang| own.lang.as_ref().is_none_or(|own| own.value != lang.value)).map(|lang| lang.span),
            ),
            ("abstract", abstract_text.first().map(|block| block.span)),
            ("numbers", numbers.map(|numbers| numbers.span)),
            ("keywords", keywords.first().map(|keyword| keyword.span)),
            ("csl", csl.filter(|csl| own.csl.as_ref().is_none_or(|own| own.value != csl.value)).map(|csl| csl.span)),
            (
                "style",
                style
                    .filter(|style| own.style.as_ref().is_none_or(|own| own.value != style.value))
                    .map(|style| style.span),
            ),
            ("style", settings.first().map(|(key, _)| key.span)),
            ("revisions", revisions.first().map(|table| table.span)),
            ("title-…", translations.first().and_then(|other| other.title.as_ref().and_then(place))),
        ];
        // A table of contents of one page is a matter of the web.
        let _ = (toc, toc_depth, lof, lot);
        let first = found.iter().filter_map(|(_, span)| *span).min_by_key(|span| span.start);
        self.places.extend(first);
        for (field, _) in found.iter().filter(|(_, span)| span.is_some()) {
            if !self.unheeded.contains(field) {
                self.unheeded.push(field);
            }
        }
    }
}

/// Gives a chapter without a heading of the first level the title of its front matter,
/// or that of the navigation.
fn entitle(part: &mut Document, chapter: Chapter<'_>) {
    let first = |block: &&mut Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
    let written = part.meta.title.take();
    let mut own = part.blocks.iter_mut().find(first);
    if own.is_none() {
        let title = written.or_else(|| chapter.title.map(|(title, span)| text(title, span)));
        let Some(title) = title else { return };
        let span = title.first().map_or(Span::new(SourceId(0), 0, 0), |inline| inline.span);
        part.blocks.insert(0, heading(title, 1, span));
        own = part.blocks.first_mut();
    }
    if let Some(heading) = own.filter(|_| chapter.appendix)
        && !heading.attr.has_class(APPENDIX)
    {
        let span = heading.span;
        heading.attr.classes.push(Spanned::new(APPENDIX.to_owned(), span));
    }
}

/// Moves the headings of a part down.
fn shift(part: &mut Document, depth: u8) {
    if depth == 0 {
        return;
    }
    visit_blocks_mut(part, &mut |blocks| {
        for block in blocks {
            if let BlockKind::Heading { level, .. } = &mut block.kind {
                *level = level.saturating_add(depth).min(LEVELS);
            }
        }
    });
}

fn text(text: &str, span: Span) -> Vec<Inline> {
    vec![Inline::new(InlineKind::Text(text.to_owned()), span)]
}

fn heading(content: Vec<Inline>, level: u8, span: Span) -> Block {
    Block::new(BlockKind::Heading { level, content }, span)
}
