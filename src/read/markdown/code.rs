//! Blocks of code become code, raw passages or formulas, as the words behind
//! their fence say: ```` ```{=typst} ````, ```` ```math ````.
//!
//! The words are read in `info`, those of programs that run code in `chunk`.

use comrak::nodes::NodeCodeBlock;

use super::chunk::Chunked;
use super::mask::{self, Kind};
use super::{Depth, Reader, attributes, equation, float_source, myst};
use crate::diag::{Code as DiagCode, Diagnostic, Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Code, Inline, InlineKind};

/// Languages of diagrams, which are not drawn.
const DIAGRAMS: [&str; 3] = ["mermaid", "plantuml", "puml"];

/// What stands behind the fence.
pub(super) struct Info {
    /// The language, if one is named.
    pub lang: Option<String>,
    /// The attributes, in one spelling each.
    pub attr: Attr,
}

/// What is known of the code of a manuscript so far.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Whether it hides its code, if that was asked.
    pub hides: Option<bool>,
    /// Whether it was told that code is never run.
    pub run_told: bool,
    /// Whether it was told that diagrams are not drawn.
    pub diagram_told: bool,
}

impl Reader<'_, '_, '_> {
    /// A block of code; `None` if it only defines commands for formulas, or entries of
    /// an index.
    pub(super) fn code_block(&mut self, code: &NodeCodeBlock, span: Span, depth: Depth) -> Option<Block> {
        if let Some(block) = self.formula_block(code, depth) {
            return block;
        }
        if let Some(block) = self.drawn_table(code, depth) {
            return Some(block);
        }
        let restored = self.masks.restore(&code.literal).into_owned();
        let restored = plain_lines(&restored);
        let mut text = restored.strip_suffix('\n').unwrap_or(&restored).to_owned();
        if code.fenced && myst::named(&code.info).is_some_and(|(name, _)| name == "index") {
            self.tell_index("{index}", span);
            return None;
        }
        let directive = if code.fenced { self.code_directive(&code.info, &text, span) } else { None };
        let mut info = match directive {
            Some((lang, options, attr)) => {
                text = text.lines().skip(options).collect::<Vec<_>>().join("\n");
                Info { lang: Some(lang).filter(|lang| !lang.is_empty()), attr }
            }
            None if code.fenced => {
                let (head, at) = self.head(span);
                if head.starts_with("\\begin{") {
                    let place = self.shared.span(at, at + head.len());
                    return Some(self.environment_code(&code.info, text, place, span, depth));
                }
                match self.chunk(&head, &mut text, span, depth) {
                    Some(Chunked::Block(block)) => return block,
                    Some(Chunked::Code(info)) => info,
                    None if head.is_empty() => {
                        Info { lang: Some(code.info.clone()).filter(|info| !info.is_empty()), attr: Attr::default() }
                    }
                    None => self.info(&head, at),
                }
            }
            None => Info { lang: None, attr: Attr::default() },
        };
        if let Some(format) = attributes::raw_format(&info.attr).cloned() {
            let name = format.value[1..].to_owned();
            if matches!(name.as_str(), "latex" | "tex")
                && ["\\newpage", "\\clearpage", "\\pagebreak"].contains(&text.trim())
            {
                return Some(Block::new(BlockKind::PageBreak, span));
            }
            if let Some(format) = self.raw_format(&name, format.span) {
                return Some(Block::new(BlockKind::Raw { format, text }, span));
            }
            info = Info { lang: Some(name), attr: Attr::default() };
        }
        if info.lang.as_deref() == Some("math") {
            attributes::check(&info.attr, &attributes::EQUATION, self.shared.sink);
            let at = self.shared.written(span).find('\n').unwrap_or(0);
            let area = self.shared.span(span.start as usize + at, span.end as usize);
            return self.equation(&text, area, info.attr, span);
        }
        attributes::check(&info.attr, &attributes::CODE, self.shared.sink);
        if info.lang.as_deref().is_some_and(|lang| DIAGRAMS.contains(&lang)) {
            self.tell_diagram(span);
        }
        let caption = self.take_caption(&mut info.attr, depth);
        Some(Block::with(BlockKind::Code(Code { lang: info.lang, text, caption }), info.attr, span))
    }

    /// The code of an environment of LaTeX, of which `rewrite` has written the words
    /// behind the fence.
    fn environment_code(&mut self, words: &str, text: String, place: Span, span: Span, depth: Depth) -> Block {
        let (mut attr, mut lang) = (Attr::default(), Some(words.to_owned()).filter(|words| !words.is_empty()));
        if let Some((found, _)) = attributes::parse(words, self.shared.source, 0) {
            attr = found;
            lang = attr.classes.pop().map(|class| class.value);
            attr.id.iter_mut().for_each(|id| id.span = place);
            for (key, value) in &mut attr.pairs {
                (key.span, value.span) = (place, place);
            }
        }
        let caption = self.take_caption(&mut attr, depth);
        Block::with(BlockKind::Code(Code { lang, text, caption }), attr, span)
    }

    /// A formula of several lines, which comrak took for code; `Some(None)` if it
    /// only defines commands.
    fn formula_block(&mut self, code: &NodeCodeBlock, depth: Depth) -> Option<Option<Block>> {
        let index = mask::index_of(&code.info)?;
        let first = self.masks.get(index)?;
        let Kind::FormulaOpen { close } = first.kind else { return None };
        let (_, last) = self.masks.at_line(first.line + close + 1)?;
        let (head, tail) = (self.masks.written(first), self.masks.written(last));
        if float_source::begins(head).is_some() {
            let source = format!("{head}\n{}{tail}", plain_lines(&code.literal));
            let whole = self.mask_span(first, 0, head.len()).to(self.mask_span(last, 0, tail.len()));
            return self.float(&source, whole, depth).map(Some);
        }
        let marks = equation::marks(head, tail)?;
        let at = self.mask_span(last, marks.behind, tail.len()).start as usize;
        let attr = self.formula_attr(&tail[marks.behind..], at);
        let source = format!("{}\n{}{}", &head[marks.lead..], plain_lines(&code.literal), &tail[..marks.end]);
        let whole = self.mask_span(first, 0, head.len()).to(self.mask_span(last, 0, tail.len()));
        let area = self.shared.span(whole.start as usize + marks.lead, whole.end as usize);
        let mut block = self.equation(&source, area, attr, whole);
        if let Some(block) = &mut block {
            equation::append_signs(block, tail[marks.close..marks.behind].trim());
        }
        Some(block)
    }

    /// The attributes behind a formula, which `mask` has found to be some.
    pub(super) fn formula_attr(&mut self, text: &str, at: usize) -> Attr {
        if let Some(id) = myst::bracketed_label(text.trim()) {
            let start = at + text.find(id).unwrap_or_default();
            let id = Spanned::new(id.to_owned(), self.shared.span(start, start + id.len()));
            return Attr { id: Some(id), ..Attr::default() };
        }
        let attr = attributes::parse(text, self.shared.source, at).map(|(attr, _)| attr).unwrap_or_default();
        attributes::check(&attr, &attributes::EQUATION, self.shared.sink);
        attr
    }

    /// The words behind the fence and where they begin.
    fn head(&self, span: Span) -> (String, usize) {
        let first = self.shared.written(span).lines().next().unwrap_or_default();
        let lead = first.len() - first.trim_start_matches(['`', '~', ' ']).len();
        (first[lead..].trim_end().to_owned(), span.start as usize + lead)
    }

    fn take_caption(&mut self, attr: &mut Attr, depth: Depth) -> Option<Vec<Inline>> {
        if let Some(at) = attr.pairs.iter().position(|(key, _)| key.value == "caption") {
            let (_, value) = attr.pairs.remove(at);
            attr.pairs.retain(|(key, _)| key.value != "title");
            return Some(self.option_text(&value, depth));
        }
        // Titles are names of files or plain words.
        let at = attr.pairs.iter().position(|(key, _)| key.value == "title")?;
        let (_, value) = attr.pairs.remove(at);
        Some(vec![Inline::new(InlineKind::Text(value.value), value.span)])
    }

    /// The text of an option, which is Markdown.
    pub(super) fn option_text(&mut self, value: &Spanned<String>, depth: Depth) -> Vec<Inline> {
        let range = value.span.range();
        let positions = super::positions::Positions::located(&value.value, self.shared.text, range.start, range.end);
        self.shared.inlines(&value.value, positions, depth)
    }

    /// Tells once a file that diagrams are not drawn.
    fn tell_diagram(&mut self, span: Span) {
        if !std::mem::replace(&mut self.shared.code.diagram_told, true) {
            let (head, at) = self.head(span);
            let message = "diagrams are not drawn: their source is printed as code";
            let diagnostic =
                Diagnostic::warning(DiagCode::UnknownAttribute, self.shared.span(at, at + head.len()), message);
            self.shared
                .sink
                .push(diagnostic.hint("draw the diagram with its program, and put the picture into the manuscript"));
        }
    }
}

/// Text with one kind of line end.
fn plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
