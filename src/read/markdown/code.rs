//! Blocks of code become code, raw passages or formulas, as the words behind
//! their fence say: ```` ```python {#lst:a} ````,
//! ```` ```{.python #lst:a caption="…"} ````, ```` ```{=typst} ````,
//! ```` ```math ````.

use comrak::nodes::NodeCodeBlock;

use super::mask::{self, Kind};
use super::{Depth, Reader, attributes, equation, float};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::model::document::{Attr, Block, BlockKind, Code};

/// Spellings of the class for line numbers.
const LINE_NUMBERS: [&str; 5] = ["line-numbers", "number-lines", "numberLines", "linenos", "lineNumbers"];
/// Spellings of the key for the first line number.
const START_FROM: [&str; 3] = ["start-from", "startFrom", "startfrom"];

/// What stands behind the fence.
struct Info {
    lang: Option<String>,
    attr: Attr,
}

impl Reader<'_, '_, '_> {
    /// A block of code; `None` if it only defines commands for formulas.
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
        let directive = if code.fenced { self.code_directive(&code.info, &text, span) } else { None };
        let mut info = match directive {
            Some((lang, options, attr)) => {
                text = text.lines().skip(options).collect::<Vec<_>>().join("\n");
                Info { lang: Some(lang).filter(|lang| !lang.is_empty()), attr }
            }
            None if code.fenced => self.info(code, span),
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
        let caption = self.take_caption(&mut info.attr, depth);
        Some(Block { kind: BlockKind::Code(Code { lang: info.lang, text, caption }), attr: info.attr, span })
    }

    /// A formula of several lines, which comrak took for code; `Some(None)` if it
    /// only defines commands.
    fn formula_block(&mut self, code: &NodeCodeBlock, depth: Depth) -> Option<Option<Block>> {
        let index = mask::index_of(&code.info)?;
        let first = self.masks.get(index)?;
        let Kind::FormulaOpen { close } = first.kind else { return None };
        let (_, last) = self.masks.at_line(first.line + close + 1)?;
        let (head, tail) = (self.masks.written(first), self.masks.written(last));
        if float::begins(head).is_some() {
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
        Some(self.equation(&source, area, attr, whole))
    }

    /// The attributes behind a formula, which `mask` has found to be some.
    pub(super) fn formula_attr(&mut self, text: &str, at: usize) -> Attr {
        let attr = attributes::parse(text, self.shared.source, at).map(|(attr, _)| attr).unwrap_or_default();
        attributes::check(&attr, &attributes::EQUATION, self.shared.sink);
        attr
    }

    fn info(&mut self, code: &NodeCodeBlock, span: Span) -> Info {
        let first = self.shared.written(span).lines().next().unwrap_or_default();
        let lead = first.len() - first.trim_start_matches(['`', '~', ' ']).len();
        let written = first[lead..].trim_end().to_owned();
        if written.is_empty() {
            return Info { lang: Some(code.info.clone()).filter(|info| !info.is_empty()), attr: Attr::default() };
        }
        self.read_info(&written, span.start as usize + lead)
    }

    fn read_info(&mut self, info: &str, at: usize) -> Info {
        let open = info.find('{');
        let attr = open.and_then(|open| attributes::parse(&info[open..], self.shared.source, at + open));
        let words = &info[..open.unwrap_or(info.len())];
        let name = words.split_whitespace().next().map(str::to_owned);
        if words.split_whitespace().count() > 1 {
            let span = self.shared.span(at, at + words.trim_end().len());
            let message = "only the first of these words is read, as the language of the code";
            let diagnostic = Diagnostic::warning(crate::diag::Code::UnknownAttribute, span, message);
            self.shared.sink.push(diagnostic.hint("write attributes in braces, such as `{caption=\"…\"}`"));
        }
        let Some((mut attr, _)) = attr else {
            if let Some(open) = open {
                let span = self.shared.span(at + open, at + info.len());
                self.shared.sink.push(attributes::malformed(span));
            }
            return Info { lang: name, attr: Attr::default() };
        };
        normalise(&mut attr);
        let is_lang = |class: &Spanned<String>| class.value != "line-numbers" && !class.value.starts_with('=');
        let lang = match name {
            Some(name) => Some(name),
            None => attr.classes.iter().position(is_lang).map(|at| attr.classes.remove(at).value),
        };
        Info { lang, attr }
    }

    fn take_caption(&mut self, attr: &mut Attr, depth: Depth) -> Option<Vec<crate::model::document::Inline>> {
        let at = attr.pairs.iter().position(|(key, _)| key.value == "caption")?;
        let (_, value) = attr.pairs.remove(at);
        let range = value.span.range();
        let positions = super::positions::Positions::located(&value.value, self.shared.text, range.start, range.end);
        Some(self.shared.inlines(&value.value, positions, depth))
    }
}

/// Text with one kind of line end.
fn plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Gives the attributes of code one spelling each.
fn normalise(attr: &mut Attr) {
    for class in &mut attr.classes {
        if LINE_NUMBERS.contains(&class.value.as_str()) {
            class.value = "line-numbers".to_owned();
        }
    }
    for (key, _) in &mut attr.pairs {
        if START_FROM.contains(&key.value.as_str()) {
            key.value = "start-from".to_owned();
        }
    }
    let numbered = attr.pairs.iter().position(|(key, _)| LINE_NUMBERS.contains(&key.value.as_str()));
    if let Some((key, value)) = numbered.map(|at| attr.pairs.remove(at))
        && !matches!(value.value.as_str(), "false" | "no" | "0")
    {
        attr.classes.push(Spanned::new("line-numbers".to_owned(), key.span));
    }
}
