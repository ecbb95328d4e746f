//! A Word file becomes a [`Template`]: the page, the styles and the numbering
//! that a school or an office prescribes.
//!
//! ```text
//! bytes ─ package, xml ─► parts ─ styles, uses, numbering, page ─► Template ─┬─ sheet ─► a style sheet
//!                                                                             └─► write::docx (its own parts)
//! ```
//!
//! The bytes may be anything: what they unpack to, how deep their XML goes and
//! how many parts there are is bounded. This module must not know where the
//! bytes come from.

mod active;
mod blanks;
mod breaks;
mod change;
mod chosen;
mod direct;
mod fonts;
mod found;
mod front_parts;
mod known;
mod looks;
mod margins;
pub mod names;
mod numbering;
mod outline;
mod page;
mod pages;
mod properties;
mod ranges;
mod roles;
mod set;
mod sheet;
mod spoiled;
mod style_reference;
mod styles;
mod tables;
mod terms;
mod text;
mod usage;
mod uses;

pub(crate) use active::in_tree as acting;
pub use blanks::Values;
pub use numbering::Numbered;
pub use page::Reference;
pub use pages::{Filled, OwnPages};
pub use set::{Set, TakePicture};
pub use sheet::{BASES, Imported};
pub use styles::Kind;

use crate::diag::{Code, Diagnostic, Language, Message, Result, message, nearest};
use crate::ooxml::{Bounds, Element, Fault, Parts, Relation};
use crate::style::{DocxStyles, Style};
use chosen::Chosen;
use fonts::Theme;
use found::Part;
use looks::Look;
use numbering::Lists;
use page::Section;
use properties::Properties;
use styles::Styles;
use uses::Uses;

/// A Word file that was read.
#[derive(Debug)]
pub struct Template {
    parts: Parts,
    /// The name of the part with the text.
    document: String,
    text: Element,
    /// The parts with their names.
    styles_part: Element,
    numbering_part: Option<(String, Element)>,
    settings_part: Option<Element>,
    styles: Styles,
    theme: Theme,
    section: Section,
    headings: [Option<Numbered>; 6],
    /// The style of running text.
    body: String,
    /// What its text uses.
    uses: Uses,
    /// The fields of a sheet that name no style of it, with what they name.
    unknown: Vec<(&'static str, String)>,
    /// The pages that are its own.
    pages: OwnPages,
    /// What was left out or changed of its parts.
    mended: Vec<Message>,
}

/// Something that could not be read or told in a sheet: in Chinese for the
/// sheet, in English for the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unread {
    chinese: String,
    english: String,
}

impl Unread {
    fn new(chinese: impl Into<String>, english: impl Into<String>) -> Self {
        Self { chinese: chinese.into(), english: english.into() }
    }
}

/// What is said of a file that is no template.
fn refused(shown: &str, fault: Fault, raise: Option<Message>) -> Vec<Diagnostic> {
    let message = message!("the template “{shown}” {reason}", shown, reason = fault.reason);
    let error = Diagnostic::error(Code::Template, None, message);
    let error = fault.hint.into_iter().fold(error, Diagnostic::hint);
    vec![raise.into_iter().fold(error, Diagnostic::hint)]
}

impl Template {
    /// Reads a Word file; `shown` is its name for messages.
    ///
    /// # Errors
    ///
    /// When it is no Word file, is encrypted, is broken, or unpacks to too much.
    pub fn read(shown: &str, bytes: &[u8]) -> Result<Self> {
        Self::open(bytes, None, Bounds::DEFAULT).map_err(|fault| refused(shown, fault, None))
    }

    /// Reads a Word file of a project, which bounds it, whose styles play the parts that a
    /// sheet gives them.
    ///
    /// # Errors
    ///
    /// As for [`Template::read`].
    pub fn read_with(shown: &str, bytes: &[u8], chosen: Option<&DocxStyles>, bounds: Bounds) -> Result<Self> {
        Self::open(bytes, chosen, bounds).map_err(|fault| {
            let raise = fault.raise();
            refused(shown, fault, raise)
        })
    }

    fn open(bytes: &[u8], chosen: Option<&DocxStyles>, bounds: Bounds) -> std::result::Result<Self, Fault> {
        let mut parts = Parts::open_within(bytes, bounds)?;
        let missing = |what: &str| Fault::new(message!("is not a Word file: it has no {what}", what));
        let document = parts.related("", "officeDocument")?.ok_or_else(|| missing("document"))?;
        let text = parts.xml(&document)?.filter(|root| root.name == "w:document");
        let text = text.ok_or_else(|| missing("document"))?;
        let mut mended = spoiled::mend(&mut parts, &document)?;
        let part = |kind: &str| -> std::result::Result<Option<(String, Element)>, Fault> {
            let Some(name) = parts.related(&document, kind)? else { return Ok(None) };
            Ok(parts.xml(&name)?.map(|tree| (name, tree)))
        };
        let (_, mut styles_part) = part("styles")?.ok_or_else(|| missing("styles"))?;
        let numbering_part = part("numbering")?;
        let settings_part = part("settings")?.map(|(_, tree)| tree);
        let mut styles = Styles::read(&styles_part);
        if styles.normal().is_none() {
            return Err(Fault::new("has no style for paragraphs"));
        }
        let lang = settings_part.as_ref().and_then(|settings| settings.child("w:themeFontLang"));
        let lang = lang.and_then(|lang| lang.attribute("w:eastAsia")).unwrap_or("zh-CN");
        let theme = part("theme")?.map(|(_, tree)| Theme::read(&tree, lang)).unwrap_or_default();
        let chosen = Chosen::new(chosen, &styles);
        let paragraphs = text::paragraphs(&text, &styles);
        let (as_written, written_part) = (Styles::read(&styles_part), styles_part.clone());
        let uses = uses::settle(&paragraphs, &mut styles, &mut styles_part, &chosen);
        let relations = parts.relations(&document)?;
        let whole = pages::Text { document: &text, paragraphs: &paragraphs, parts: &uses.parts, styles: &as_written };
        let mut pages = OwnPages::find(&whole, &parts, &relations, &mut mended);
        pages.keep_looks(&written_part, &mut styles_part);
        let lists = numbering_part.as_ref().map(|(_, tree)| Lists::read(tree)).unwrap_or_default();
        let headings = lists.headings(&styles);
        let mut section = Section::read(&text, &relations, &parts, uses.section);
        if let Some((first, _)) = ranges::clamp(&mut section.properties) {
            mended.push(message!(
                "a section of the template has values that Word does not accept ({first}), changed to the nearest",
                first
            ));
        }
        let body = styles.named("Body Text", Kind::Paragraph).map(|entry| entry.id.clone()).unwrap_or_default();
        Ok(Self {
            parts,
            document,
            text,
            styles_part,
            numbering_part,
            settings_part,
            styles,
            theme,
            section,
            headings,
            body,
            uses,
            unknown: chosen.unknown,
            pages,
            mended,
        })
    }

    /// The fields of `docx.styles` that name no style of the file: each with the
    /// name, and the one that is meant perhaps.
    pub fn unknown_styles(&self) -> impl Iterator<Item = (&'static str, &str, Option<&str>)> {
        let meant = |name: &str| nearest(name, self.styles.called_so());
        self.unknown.iter().map(move |(field, name)| (*field, name.as_str(), meant(name)))
    }

    /// What of its parts was left out or changed, since it would spoil the file
    /// that starts from it.
    pub fn mended(&self) -> impl Iterator<Item = Diagnostic> {
        self.mended.iter().map(|what| Diagnostic::warning(Code::Template, None, what.clone()))
    }

    /// The style of the file for one of fuzi's, by its name.
    #[must_use]
    pub fn style(&self, name: &str, kind: Kind) -> Option<&str> {
        match (name, kind) {
            ("Normal", Kind::Paragraph) => self.styles.normal().map(|entry| entry.id.as_str()),
            ("Body Text", Kind::Paragraph) => Some(&self.body),
            _ => self.styles.named(name, kind).map(|entry| entry.id.as_str()),
        }
    }

    /// Whether paragraphs of a style are numbered.
    #[must_use]
    pub fn numbers(&self, id: &str) -> bool {
        self.styles.resolved(id).numbering().is_some()
    }

    /// Whether a style is based on one of the headings.
    #[must_use]
    pub fn is_based_on_heading(&self, id: &str) -> bool {
        let headings: Vec<&str> =
            (1..=6).filter_map(|level| self.style(&format!("heading {level}"), Kind::Paragraph)).collect();
        self.styles.chain(id).iter().skip(1).any(|entry| headings.contains(&entry.id.as_str()))
    }

    /// The ids of its styles.
    pub fn style_ids(&self) -> impl Iterator<Item = &str> {
        self.styles.ids()
    }

    /// How it numbers each level of headings, from 1.
    #[must_use]
    pub fn headings(&self) -> &[Option<Numbered>; 6] {
        &self.headings
    }

    /// The pages that are its own: its cover and the like.
    #[must_use]
    pub fn pages(&self) -> &OwnPages {
        &self.pages
    }

    /// The relations of its text.
    #[must_use]
    pub fn text_relations(&self) -> Vec<Relation> {
        self.relations(&self.document)
    }

    /// The part with its styles.
    #[must_use]
    pub fn styles_part(&self) -> &Element {
        &self.styles_part
    }

    /// The part with its lists, if it has one.
    #[must_use]
    pub fn numbering_part(&self) -> Option<&Element> {
        self.numbering_part.as_ref().map(|(_, tree)| tree)
    }

    /// The name of the part with its lists.
    #[must_use]
    pub fn numbering_name(&self) -> Option<&str> {
        self.numbering_part.as_ref().map(|(name, _)| name.as_str())
    }

    /// The part with its settings, if it has one.
    #[must_use]
    pub fn settings_part(&self) -> Option<&Element> {
        self.settings_part.as_ref()
    }

    /// The name of another part of the text, such as `theme`.
    #[must_use]
    pub fn named_part(&self, kind: &str) -> Option<String> {
        self.parts.related(&self.document, kind).ok().flatten()
    }

    /// The properties that its user defined, if it has any.
    #[must_use]
    pub fn custom_properties(&self) -> Option<Element> {
        // The strict form calls the relation otherwise.
        let related = |kind| self.parts.related("", kind).ok().flatten();
        self.tree(&related("custom-properties").or_else(|| related("customProperties"))?)
    }

    /// The bytes of a part and its type.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<(&[u8], &str)> {
        self.parts.get(name).map(|bytes| (bytes, self.parts.kind(name)))
    }

    /// The tree of a part; `None` if it is none.
    #[must_use]
    pub fn tree(&self, name: &str) -> Option<Element> {
        self.parts.xml(name).ok().flatten()
    }

    /// The relations of a part.
    #[must_use]
    pub fn relations(&self, name: &str) -> Vec<Relation> {
        self.parts.relations(name).unwrap_or_default()
    }

    /// The properties of the section with its text.
    #[must_use]
    pub fn section(&self) -> &Element {
        &self.section.properties
    }

    /// The headers and footers of the section with its text.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.section.references
    }

    /// The headers and footers of what stands before its chapters under a heading, such
    /// as an abstract; `None` if nothing does.
    #[must_use]
    pub fn front_references(&self) -> Option<&[Reference]> {
        self.uses.has_front.then_some(self.section.before.as_slice())
    }

    /// The style in which what the file says is as the file says it: sizes and
    /// spaces by which a writer reckons.
    #[must_use]
    pub fn dress(&self, style: &Style) -> Style {
        let list: Vec<(Part, Look)> = self.looks().into_iter().map(|(part, _, look)| (part, look)).collect();
        found::dress(style, &self.section.sizes(), &list)
    }

    /// A sheet that makes the PDF follow the file. `name` is the file's name,
    /// `path` the way to it from the sheet, if the sheet is to name it; remarks and
    /// units are those of the language.
    #[must_use]
    pub fn sheet(&self, name: &str, path: Option<&str>, language: Language) -> Imported {
        sheet::write(self, name, path, None, language)
    }

    /// The same on one of [`BASES`].
    #[must_use]
    pub fn sheet_from(&self, name: &str, path: Option<&str>, from: Option<&str>, language: Language) -> Imported {
        sheet::write(self, name, path, from, language)
    }

    /// The look of each part that the file has a style for, with the style. A
    /// file without headers and footers says nothing of theirs.
    fn looks(&self) -> Vec<(Part, String, Look)> {
        let has_margins = !self.section.references.is_empty();
        let parts = Part::ALL.iter().filter(|part| has_margins || !matches!(part, Part::Header | Part::PageNumber));
        let found = parts.filter_map(|part| {
            let id = part.find(&self.styles, &self.body)?;
            let look = self.look(&self.styles.resolved(id));
            Some((*part, id.to_owned(), if *part == Part::Code { look.boxed() } else { look }))
        });
        found.collect()
    }

    fn look(&self, properties: &Properties) -> Look {
        Look::new(properties, fonts::of_text(properties, &self.theme), self.section.sizes().grid)
    }

    /// The name of a style as the file writes it.
    fn style_name<'s>(&'s self, id: &'s str) -> &'s str {
        self.styles.get(id).map_or(id, |entry| entry.name.as_ref())
    }
}
