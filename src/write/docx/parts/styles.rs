//! `word/styles.xml`: Word's own styles by the names that it recognises, our
//! few others under names that a reader understands. Every look comes from
//! [`ParagraphStyles`] and [`Style`].

use std::collections::BTreeSet;

use super::gallery::{is_built_in, is_offered, linked_name, priority};
use super::inherit::{assumed, difference};
use super::latent::{self, LAST};
use super::marks;
use super::settings;
use crate::length::Length;
use crate::model::Lang;
use crate::model::resolved::Script;
use crate::ooxml::{Element, Node};
use crate::style::Style;
use crate::style::value::Rules;
use crate::template::names;
use crate::write::docx::properties::{self, border};
use crate::write::docx::state::names as id;
use crate::write::docx::state::paragraph_styles::{ParagraphStyle, ParagraphStyles};
use crate::write::docx::state::scheme::Scheme;

/// The part; `used` are the styles that the text names.
#[must_use]
pub(in crate::write::docx) fn write(
    style: &Style,
    looks: &ParagraphStyles,
    scheme: &Scheme,
    lang: &Lang,
    used: &BTreeSet<String>,
) -> Element {
    let writing = Writing { style, looks, scheme, lang, used };
    Element::new("w:styles")
        .holding(writing.defaults())
        .holding(latent::write())
        .holding_all(looks.all().iter().map(|look| writing.paragraph(look)))
        .holding_all(writing.characters())
        .holding_all(looks.all().iter().filter_map(|look| writing.linked(look)))
        .holding_all(writing.tables())
}

/// What every style is made from.
struct Writing<'a> {
    style: &'a Style,
    looks: &'a ParagraphStyles,
    scheme: &'a Scheme,
    lang: &'a Lang,
    used: &'a BTreeSet<String>,
}

impl Writing<'_> {
    /// The document's defaults (ECMA-376-1 §17.7.5): fonts, size and colour
    /// stand here and not in Normal, so that Normal has nothing that would
    /// outweigh the style of a table.
    fn defaults(&self) -> Element {
        let tracking = match self.style.tracking() {
            Length::ZERO => None,
            space => Some(Element::val("w:spacing", space.twips().to_string())),
        };
        let run = self.default_run().holding_all(tracking).holding(settings::language("w:lang", self.lang));
        Element::new("w:docDefaults")
            .holding(Element::new("w:rPrDefault").holding(run))
            .holding(Element::new("w:pPrDefault"))
    }

    fn default_run(&self) -> Element {
        let body = &self.style.body;
        Element::new("w:rPr")
            .holding(properties::fonts(&self.style.fonts.body))
            .holding(Element::val("w:color", body.color.hex()))
            .holding_all(properties::sizes(body.size().half_points()))
    }

    /// A style of a kind; one that Word does not know by its name is custom and
    /// has its name in the language of the document.
    fn style(&self, kind: &'static str, id: &'static str, name: &str, is_own: bool) -> Element {
        let style = Element::new("w:style").with("w:type", kind);
        let style = if is_own { style.with("w:customStyle", "1") } else { style };
        let local = if is_own { self.local(name) } else { name.to_owned() };
        style.with("w:styleId", id).holding(Element::val("w:name", local))
    }

    /// A name in the language of the document.
    fn local(&self, name: &str) -> String {
        let is_chinese = self.lang.language() == "zh" && !self.lang.is_traditional();
        names::chinese(name).filter(|_| is_chinese).unwrap_or_else(|| name.to_owned())
    }

    /// Gives a style its place in Word's list and says whether it is shown: one
    /// that is not offered is shown if it is used.
    fn place(&self, mut style: Element, id: &str, priority: u8) -> Element {
        style.push(Element::val("w:uiPriority", priority.to_string()));
        if is_offered(id) {
            return style.holding(Element::new("w:qFormat"));
        }
        if !self.used.contains(id) {
            style.push(Element::new("w:semiHidden"));
        }
        style.holding(Element::new("w:unhideWhenUsed"))
    }

    fn paragraph(&self, look: &ParagraphStyle) -> Element {
        let id = look.id;
        let mut out = self.style("paragraph", id, &look.name, !is_built_in(&look.name));
        if id == id::NORMAL {
            out.set("w:default", "1");
        } else {
            out.push(Element::val("w:basedOn", look.base));
        }
        if look.next != id {
            out.push(Element::val("w:next", look.next));
        }
        id::linked(id).into_iter().for_each(|linked| out.push(Element::val("w:link", linked)));
        let out = self.place(out, id, priority(&look.name));
        out.holding(self.paragraph_properties(look)).holding(self.run_properties(look))
    }

    /// What a style says of paragraphs beyond its base.
    fn paragraph_properties(&self, look: &ParagraphStyle) -> Element {
        let full = paragraph_properties(look, self.scheme);
        if look.id == id::NORMAL {
            return difference(&full, &assumed("w:pPr"));
        }
        let base = paragraph_properties(self.looks.get(look.base), self.scheme);
        let mut own = difference(&full, &base);
        // The indents of a list outweigh those of the base, not those of the
        // style that names the list (ECMA-376-1 §17.9.22).
        if own.child("w:numPr").is_some() {
            own.retain(|child| child.name != "w:ind");
            full.child("w:ind").cloned().into_iter().for_each(|indent| own.push(indent));
        }
        own
    }

    /// What a style says of characters beyond its base.
    fn run_properties(&self, look: &ParagraphStyle) -> Element {
        let full = run_properties(self.style, look);
        let base = if look.id == id::NORMAL {
            self.plain_run()
        } else {
            run_properties(self.style, self.looks.get(look.base))
        };
        let mut own = difference(&full, &base);
        if look.own {
            let stated = ["w:color", "w:sz", "w:szCs"].into_iter().filter_map(|name| full.child(name)).cloned();
            let missing: Vec<Element> = stated.filter(|property| own.child(&property.name).is_none()).collect();
            own.children.extend(missing.into_iter().map(Node::from));
        }
        own
    }

    /// The properties of characters under no style.
    fn plain_run(&self) -> Element {
        assumed("w:rPr").holding_all(self.default_run().children)
    }

    /// The character style that belongs to a paragraph style (ECMA-376-1
    /// §17.7.4.6).
    fn linked(&self, look: &ParagraphStyle) -> Option<Element> {
        let linked = id::linked(look.id)?;
        let name = linked_name(&look.name, &self.local(&look.name));
        let style = self.style("character", linked, &name, true);
        let style = style
            .holding(Element::val("w:basedOn", id::CHARACTERS))
            .holding(Element::val("w:link", look.id))
            .holding(Element::val("w:uiPriority", priority(&look.name).to_string()));
        let mut run = difference(&run_properties(self.style, look), &self.plain_run());
        if look.base == id::HEADINGS {
            run.retain(|child| child.name != "w:color");
            run.push(Element::val("w:color", look.text.color.hex()));
        }
        Some(style.holding(run))
    }
}

fn paragraph_properties(look: &ParagraphStyle, scheme: &Scheme) -> Element {
    let text = &look.text;
    let indent = look.hang.map_or_else(|| properties::indent(text), |hang| hanging(text.indent() + hang, hang));
    // The titles of attachments are in the outline and have no number.
    let counted = look.outline.filter(|_| look.id != id::ATTACHMENT_TITLE);
    // The lines stand as their own pitch says, not as the grid would move them
    // (ECMA-376-1 §17.3.1.32).
    Element::new("w:pPr")
        .holding_all(look.extra.iter().cloned())
        .holding_all(look.keep_next.then(|| Element::toggle("w:keepNext", true)))
        .holding(Element::toggle("w:widowControl", true))
        .holding(Element::toggle("w:snapToGrid", false))
        .holding(properties::spacing(text))
        .holding(indent)
        .holding(properties::justification(text.align))
        .holding_all(look.outline.map(|level| Element::val("w:outlineLvl", level.to_string())))
        .holding_all(counted.and_then(|level| scheme.heading_reference(level)))
}

fn run_properties(style: &Style, look: &ParagraphStyle) -> Element {
    let proof = (look.id == id::CODE).then(|| Element::new("w:noProof"));
    Element::new("w:rPr").holding_all(properties::run(&look.text, style.fonts_of(&look.text.font))).holding_all(proof)
}

/// `w:ind` with the first line out by `hang`.
fn hanging(left: Length, hang: Length) -> Element {
    Element::new("w:ind")
        .with("w:left", left.twips().to_string())
        .with("w:right", "0")
        .with("w:firstLineChars", "0")
        .with("w:hanging", hang.twips().to_string())
}

impl Writing<'_> {
    fn characters(&self) -> Vec<Element> {
        let place = self.style.notes.place;
        let default = self
            .style("character", id::CHARACTERS, "Default Paragraph Font", false)
            .with("w:default", "1")
            .holding(Element::val("w:uiPriority", "1"))
            .holding(Element::new("w:semiHidden"));
        let main = if self.lang.is_east_asian() { Script::EastAsian } else { Script::Latin };
        let reference = format!("{} reference", id::note_name(place));
        let raised = vec![Element::val("w:vertAlign", "superscript")];
        let note = self.character(id::note_reference(place), &reference, id::CHARACTERS, raised);
        let marks = marks::all(self.style, main).into_iter();
        let marks = marks.map(|own| self.character(own.id, own.name, own.base, own.run));
        // They are no styles that a writer gives a text by hand.
        let tokens = marks::tokens(self.style, self.used).into_iter().map(|own| {
            let style = self.style("character", own.id, own.name, true).holding(Element::val("w:basedOn", own.base));
            let style = style.holding(Element::val("w:uiPriority", LAST.to_string()));
            style.holding(Element::new("w:semiHidden")).holding(Element::new("w:rPr").holding_all(own.run))
        });
        [default].into_iter().chain(marks).chain([note]).chain(tokens).collect()
    }

    fn character(&self, id: &'static str, name: &str, base: &'static str, run: Vec<Element>) -> Element {
        let is_own = !is_built_in(name);
        let style = self.style("character", id, name, is_own).holding(Element::val("w:basedOn", base));
        self.place(style, id, priority(name)).holding(Element::new("w:rPr").holding_all(run))
    }

    /// The table that every table is based on, and the one of this style.
    fn tables(&self) -> [Element; 2] {
        let table = &self.style.table;
        let rule = |name, width: Length| border(name, width, Length::ZERO, table.text.color);
        let (name, borders) = match table.rules {
            Rules::Three => {
                ("Three-Line Table", vec![rule("w:top", table.top_rule), rule("w:bottom", table.bottom_rule)])
            }
            Rules::Grid => {
                let outer = ["w:top", "w:left", "w:bottom", "w:right"].map(|name| rule(name, table.top_rule));
                let inner = ["w:insideH", "w:insideV"].map(|name| rule(name, table.head_rule));
                ("Grid Table", outer.into_iter().chain(inner).collect())
            }
            Rules::Plain => ("Plain Table", Vec::new()),
        };
        let indent = Element::new("w:tblInd").with("w:w", "0").with("w:type", "dxa");
        let normal = self
            .style("table", id::TABLE_NORMAL, "Normal Table", false)
            .with("w:default", "1")
            .holding(Element::val("w:uiPriority", "99"))
            .holding(Element::new("w:semiHidden"))
            .holding(Element::new("w:unhideWhenUsed"))
            .holding(Element::new("w:tblPr").holding(indent).holding(cell_margins(
                Length::ZERO,
                Length::ZERO,
                Length::ZERO,
            )));
        let borders = Element::new("w:tblBorders").holding_all(borders.into_iter().flatten());
        let margins = cell_margins(table.padding, table.padding_side, table.text.drop());
        let own = self.style("table", id::TABLE, name, true).holding(Element::val("w:basedOn", id::TABLE_NORMAL));
        let own = self.place(own, id::TABLE, LAST).holding(Element::new("w:tblPr").holding(borders).holding(margins));
        [normal, own]
    }
}

/// The space around the text of cells, whose lines stand lower than the middle of
/// their pitch by `drop`.
fn cell_margins(high: Length, wide: Length, drop: Length) -> Element {
    let (top, bottom) = ((high - drop).max(Length::ZERO), (high + drop).max(Length::ZERO));
    let sides = [("w:top", top), ("w:left", wide), ("w:bottom", bottom), ("w:right", wide)];
    let side = |(name, width): (&'static str, Length)| {
        Element::new(name).with("w:w", width.twips().to_string()).with("w:type", "dxa")
    };
    Element::new("w:tblCellMar").holding_all(sides.map(side))
}
