//! The fonts of all texts become the few roles that a style sheet knows.

use super::fonts;
use super::found::Part;
use super::{Look, Unread};
use crate::style::Fonts;

/// The font of Latin text where a file names none.
const LATIN: &str = "Times New Roman";

/// The roles with the fonts that were found for them.
#[derive(Debug)]
pub(super) struct Roles {
    list: Vec<(&'static str, Fonts)>,
}

impl Roles {
    /// Running text, headings, quotations and code give the roles their fonts;
    /// titles, captions and a 楷体 take those of titles, captions and emphasis
    /// where theirs are others, and what is left one that nothing else needs.
    pub(super) fn new(looks: &[(Part, Look)], base: &str, unread: &mut Vec<Unread>) -> Self {
        let mut roles = Self { list: Vec::new() };
        let look = |part: Part| looks.iter().find(|(known, _)| *known == part).map(|(_, look)| look);
        let sources = [
            ("body", look(Part::Body)),
            ("heading", look(Part::Heading1).or(look(Part::Heading2))),
            ("quote", look(Part::Quote)),
            ("code", look(Part::Code)),
        ];
        for (role, look) in sources {
            let Some((latin, east_asian)) = look.and_then(named) else {
                if role == "body" {
                    unread.push(Unread::new(
                        format!("正文没有写明中文字体：字体沿用 {base}；要改就写 [fonts.body]"),
                        format!("the Chinese font of running text, which the file does not name: it is that of {base}; write [fonts.body]"),
                    ));
                }
                continue;
            };
            let (fonts, unlike) = fonts::role(latin, east_asian);
            for name in unlike {
                unread.push(Unread::new(
                    format!("字体“{name}”：fuzi 没有相近的，PDF 用宋体或 TeX Gyre Termes；有这个字体就写进 [fonts.{role}]"),
                    format!("the font “{name}”: fuzi has none like it for the PDF; write it under [fonts.{role}] if you have it"),
                ));
            }
            roles.list.push((role, fonts));
        }
        let has = |part: Part| look(part).is_some();
        let mut free = Vec::new();
        free.extend((has(Part::FigureCaption) && has(Part::TableCaption)).then_some("caption"));
        free.extend(has(Part::Title).then_some("title"));
        for (part, look) in looks {
            let own = match part {
                Part::Title | Part::Subtitle => Some("title"),
                Part::FigureCaption | Part::TableCaption | Part::CodeCaption => Some("caption"),
                // Emphasis in Chinese is 楷体; no other font may take that role.
                _ => named(look).filter(|(_, name)| fonts::is_kai(name)).map(|_| "emphasis"),
            };
            own.into_iter().for_each(|role| roles.give(role, look));
        }
        for (_, look) in looks {
            free.iter().for_each(|role| roles.give(role, look));
        }
        roles
    }

    /// Gives a role that has no fonts yet those of a text that no role has.
    fn give(&mut self, role: &'static str, look: &Look) {
        let Some((latin, east_asian)) = named(look) else { return };
        if self.equal(latin, east_asian).is_none() && self.list.iter().all(|(known, _)| *known != role) {
            self.list.push((role, fonts::role(latin, east_asian).0));
        }
    }

    /// The role with both fonts of a text, or with the same families of the PDF.
    fn equal(&self, latin: &str, east_asian: &str) -> Option<&'static str> {
        let same = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
        let both = self.list.iter().find(|(_, f)| same(&f.word_latin, latin) && same(&f.word_east_asian, east_asian));
        let families = fonts::role(latin, east_asian).0;
        let alike = |f: &Fonts| f.latin == families.latin && f.east_asian == families.east_asian;
        both.or_else(|| self.list.iter().find(|(_, fonts)| alike(fonts))).map(|(role, _)| *role)
    }

    /// The roles that were found.
    pub(super) fn found(&self) -> &[(&'static str, Fonts)] {
        &self.list
    }

    /// The role of a text; `None` if no role has its font.
    pub(super) fn of(&self, part: Part, look: &Look) -> Option<&'static str> {
        match named(look) {
            // A text without a Chinese font of its own is set like its base.
            None => Some(if part.level().is_some() || part == Part::Title { "heading" } else { "body" }),
            Some(_) => self.fitting(look),
        }
    }

    fn fitting(&self, look: &Look) -> Option<&'static str> {
        let Some((latin, east_asian)) = named(look) else { return Some("body") };
        let same = |name: &str, known: &str| name.eq_ignore_ascii_case(known);
        let one = || self.list.iter().find(|(_, fonts)| same(&fonts.word_east_asian, east_asian));
        // 微软雅黑 beside 黑体: the PDF has one family for both.
        let families = || fonts::role(latin, east_asian).0.east_asian;
        let alike = || self.list.iter().find(|(_, fonts)| fonts.east_asian == families());
        self.equal(latin, east_asian).or_else(|| one().or_else(alike).map(|(role, _)| *role))
    }
}

/// The Latin and the Chinese font of a look that names the latter.
fn named(look: &Look) -> Option<(&str, &str)> {
    let east_asian = look.east_asian.as_deref()?;
    Some((look.latin.as_deref().unwrap_or(LATIN), east_asian))
}
