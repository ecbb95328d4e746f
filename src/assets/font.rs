//! The faces that a style may use: those that come with fuzi and, where a style
//! names others, those of the system.
//!
//! No other face is ever loaded, so that a document looks the same on every
//! machine that has the named ones.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};
use std::thread;

use rayon::prelude::*;
use ttf_parser::{Face, name_id};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use typst_kit::fonts::{FontPath, FontSource, FontStore};

use super::coverage::Coverage;
use crate::diag::nearest;

/// The family for drawings that name none.
pub const DEFAULT_SANS: &str = "Fuzi Hei";
/// The family for drawings that ask for serifs.
pub const DEFAULT_SERIF: &str = "Fuzi Song";
/// The family for drawings that ask for a fixed width.
pub const DEFAULT_MONO: &str = "Fuzi Mono";

macro_rules! bundled {
    ($($family:literal, $bold:literal: $($file:literal),+;)*) => {
        /// Family, whether it has a bold face, files.
        static BUNDLED: &[(&str, bool, &[&[u8]])] = &[
            $(($family, $bold, &[$(include_bytes!(concat!("../../fonts/", $file))),+])),*
        ];
    };
}

bundled! {
    "Fuzi Song", true: "FuziSong-Regular.otf", "FuziSong-Bold.otf";
    "Fuzi Hei", true: "FuziHei-Regular.otf", "FuziHei-Bold.otf";
    "Fuzi Kai", false: "FuziKai-Regular.ttf";
    "Zhuque Fangsong (technical preview)", false: "ZhuqueFangsong-Regular.ttf";
    "Fuzi Mono", true: "FuziMono-Regular.otf", "FuziMono-Bold.otf";
    "TeX Gyre Termes", true:
        "texgyretermes-regular.otf", "texgyretermes-bold.otf", "texgyretermes-italic.otf", "texgyretermes-bolditalic.otf";
    "STIX Two Math", false: "STIXTwoMath-Regular.otf";
    "Noto Emoji", false: "NotoEmoji-Regular.ttf";
}

/// The files of the fonts that come with fuzi.
pub fn bundled_files() -> impl Iterator<Item = &'static [u8]> {
    BUNDLED.iter().flat_map(|(_, _, files)| files.iter().copied())
}

/// The files of the bundled family for drawings that name none.
pub fn sans_files() -> impl Iterator<Item = &'static [u8]> {
    BUNDLED.iter().filter(|(name, ..)| *name == DEFAULT_SANS).flat_map(|(_, _, files)| files.iter().copied())
}

/// The faces of a bundled family, parsed once in a process. Each file has a
/// thread of its own: a thread of a pool that waits in here could be given
/// another document that waits for the same family.
fn bundled_faces(at: usize) -> &'static [(Font, FontInfo)] {
    static FACES: [OnceLock<Vec<(Font, FontInfo)>>; BUNDLED.len()] = [const { OnceLock::new() }; BUNDLED.len()];
    FACES[at].get_or_init(|| {
        thread::scope(|scope| {
            let files: Vec<_> = BUNDLED[at].2.iter().map(|data| scope.spawn(|| faces(data))).collect();
            files.into_iter().flat_map(|file| file.join().unwrap_or_default()).collect()
        })
    })
}

fn faces(data: &'static [u8]) -> Vec<(Font, FontInfo)> {
    Font::iter(Bytes::new(data)).map(|font| (font.clone(), font.info().clone())).collect()
}

/// The faces of the families that a style names.
pub struct Fonts {
    store: FontStore,
    faces: usize,
    families: Vec<Family>,
    missing: Vec<String>,
    /// The families of the system, if it was searched and one was not found.
    others: Vec<String>,
}

/// What a writer must know about a family.
struct Family {
    name: String,
    bold: bool,
    narrow_quotes: bool,
    /// The file of a family of the system.
    file: Option<PathBuf>,
    /// The place of its first face in the store.
    first: usize,
}

/// What is known about a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFacts {
    /// Its name.
    pub family: String,
    /// Its file, if it is one of the system; fuzi's own have none.
    pub file: Option<PathBuf>,
    /// Whether it has a bold face.
    pub bold: bool,
    /// Whether its Chinese quotation marks are narrower than a character.
    pub narrow_quotes: bool,
    /// What its first face covers.
    pub coverage: Coverage,
}

/// A face of the system before it is loaded.
type SystemFace = (FontPath, FontInfo);

/// The faces of the system, searched once in a process and only if a style
/// names one.
static SYSTEM: LazyLock<Vec<SystemFace>> = LazyLock::new(|| typst_kit::fonts::system().collect());

/// Whether the system was searched, the families, and their faces.
type Loaded = (bool, Vec<String>, Arc<Fonts>);

/// How many lists of families are kept loaded.
const KEPT: usize = 8;

/// The files in which the system has a family; none for fuzi's own.
#[must_use]
pub fn system_files(name: &str) -> Vec<PathBuf> {
    if bundled_index(name).is_some() {
        return Vec::new();
    }
    let mut files: Vec<PathBuf> = system_faces(name).into_iter().map(|(path, _)| path.path.clone()).collect();
    files.sort();
    files.dedup();
    files
}

fn system_faces(name: &str) -> Vec<&'static SystemFace> {
    let faces: Vec<_> = SYSTEM.iter().filter(|(_, info)| info.family.eq_ignore_ascii_case(name)).collect();
    if faces.is_empty() { translated(name, &SYSTEM) } else { faces }
}

impl Fonts {
    /// Loads the named families: the bundled ones at once, others from the
    /// system, which is only searched if one of them is named.
    #[must_use]
    pub fn load(names: &[&str]) -> Self {
        Self::load_from(names, true)
    }

    fn load_from(names: &[&str], system: bool) -> Self {
        let (store, families, missing, others) = (FontStore::new(), Vec::new(), Vec::new(), Vec::new());
        let mut fonts = Self { store, faces: 0, families, missing, others };
        let bundled: Vec<Option<usize>> = names.iter().map(|name| bundled_index(name)).collect();
        bundled.par_iter().flatten().for_each(|at| {
            bundled_faces(*at);
        });
        for (name, at) in names.iter().zip(bundled) {
            match at {
                Some(at) => fonts.add_bundled(at),
                None if system => fonts.add_system(name),
                None => fonts.missing.push((*name).to_owned()),
            }
        }
        if system && !fonts.missing.is_empty() {
            fonts.others = SYSTEM.iter().map(|(_, info)| info.family.to_string()).collect();
        }
        fonts
    }

    /// The same, loaded once for all documents of a process that name the same
    /// families. Without those of the system, only fuzi's own are found and no file
    /// is opened.
    #[must_use]
    pub fn shared(names: &[&str], system: bool) -> Arc<Self> {
        static LOADED: Mutex<Vec<Loaded>> = Mutex::new(Vec::new());
        let known = |loaded: &[Loaded]| {
            let found = loaded.iter().find(|(from, of, _)| *from == system && of.iter().eq(names.iter()));
            found.map(|(.., fonts)| fonts.clone())
        };
        if let Some(fonts) = known(&LOADED.lock().unwrap_or_else(PoisonError::into_inner)) {
            return fonts;
        }
        // Not under the lock: a thread that loads may be given another document.
        let fonts = Arc::new(Self::load_from(names, system));
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fonts) = known(&loaded) {
            return fonts;
        }
        if loaded.len() == KEPT {
            loaded.remove(0);
        }
        loaded.push((system, names.iter().map(|name| (*name).to_owned()).collect(), fonts.clone()));
        fonts
    }

    fn add_bundled(&mut self, at: usize) {
        let (name, bold, _) = BUNDLED[at];
        let faces = bundled_faces(at);
        let narrow_quotes = faces.first().is_some_and(|(font, _)| has_narrow_quotes(font));
        self.families.push(Family { name: name.to_owned(), bold, narrow_quotes, file: None, first: self.faces });
        self.faces += faces.len();
        self.store.extend(faces.iter().cloned());
    }

    fn add_system(&mut self, name: &str) {
        let faces = system_faces(name);
        let Some((first, _)) = faces.first() else {
            self.missing.push(name.to_owned());
            return;
        };
        let narrow_quotes = first.load().is_some_and(|font| has_narrow_quotes(&font));
        let bold = faces.iter().any(|(_, info)| info.variant.weight.to_number() >= 600);
        let file = Some(first.path.clone());
        self.families.push(Family { name: name.to_owned(), bold, narrow_quotes, file, first: self.faces });
        self.faces += faces.len();
        // The typesetter looks a family up by the name that the style gives.
        let named = |face: &&SystemFace| {
            let mut info = face.1.clone();
            info.family = name.into();
            (FontPath { path: face.0.path.clone(), index: face.0.index }, info)
        };
        self.store.extend(faces.iter().map(named));
    }

    /// The families that the system has.
    pub fn of_system(&self) -> impl Iterator<Item = &str> {
        self.families.iter().filter(|family| family.file.is_some()).map(|family| family.name.as_str())
    }

    /// The loaded faces.
    #[must_use]
    pub fn store(&self) -> &FontStore {
        &self.store
    }

    /// The families that nobody has.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The family, of fuzi or of the system, that was probably meant by the
    /// name of a missing one.
    #[must_use]
    pub fn suggestion(&self, name: &str) -> Option<&str> {
        let own = BUNDLED.iter().map(|(own, ..)| *own);
        nearest(name, own.chain(self.others.iter().map(String::as_str)))
    }

    /// Whether a family has a bold face; the PDF thickens the others.
    #[must_use]
    pub fn has_bold(&self, name: &str) -> bool {
        self.family(name).is_some_and(|family| family.bold)
    }

    /// Whether the family's Chinese quotation marks are narrower than a
    /// character, so that another family must supply them.
    #[must_use]
    pub fn has_narrow_quotes(&self, name: &str) -> bool {
        self.family(name).is_some_and(|family| family.narrow_quotes)
    }

    /// What is known about a family; `None` if nobody has it.
    #[must_use]
    pub fn facts(&self, name: &str) -> Option<FontFacts> {
        let family = self.family(name)?;
        let font = self.store.font(family.first)?;
        let face = Face::parse(font.data(), font.index()).ok()?;
        Some(FontFacts {
            family: family.name.clone(),
            file: family.file.clone(),
            bold: family.bold,
            narrow_quotes: family.narrow_quotes,
            coverage: Coverage::of(&face),
        })
    }

    fn family(&self, name: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.name.eq_ignore_ascii_case(name))
    }
}

/// The faces of the system whose family has the name in another language than
/// English, such as 方正小标宋简体. Only those that have the name's own first
/// character are opened, for opening all of them takes long.
fn translated<'a>(name: &str, system: &'a [SystemFace]) -> Vec<&'a SystemFace> {
    let Some(ch) = name.chars().find(|ch| !ch.is_ascii()) else { return Vec::new() };
    let candidates = system.par_iter().filter(|(_, info)| info.coverage.contains(u32::from(ch)));
    candidates.filter(|(path, _)| path.load().is_some_and(|font| has_name(&font, name))).collect()
}

/// Whether a face carries a family name in any language.
fn has_name(font: &Font, name: &str) -> bool {
    let Ok(face) = Face::parse(font.data(), font.index()) else { return false };
    let is_family = |id: u16| matches!(id, name_id::FAMILY | name_id::TYPOGRAPHIC_FAMILY);
    face.names().into_iter().any(|record| is_family(record.name_id) && record.to_string().as_deref() == Some(name))
}

fn bundled_index(name: &str) -> Option<usize> {
    BUNDLED.iter().position(|(known, ..)| known.eq_ignore_ascii_case(name))
}

/// Whether “ is narrower than an em, while the face has Chinese at all.
fn has_narrow_quotes(font: &Font) -> bool {
    let Ok(face) = Face::parse(font.data(), font.index()) else {
        return false;
    };
    let advance = |ch| face.glyph_index(ch).and_then(|glyph| face.glyph_hor_advance(glyph));
    let em = f64::from(face.units_per_em());
    advance('中').is_some() && advance('“').is_none_or(|width| f64::from(width) < 0.9 * em)
}

#[cfg(test)]
mod tests {
    use super::{Bytes, Coverage, Font, Fonts, has_name};

    #[test]
    fn facts_of_the_bundled_fonts() {
        let fonts = Fonts::load(&["Fuzi Song", "Fuzi Kai", "No Such Family"]);
        assert!(fonts.has_bold("Fuzi Song") && !fonts.has_bold("Fuzi Kai"));
        assert!(fonts.has_narrow_quotes("Fuzi Kai") && !fonts.has_narrow_quotes("Fuzi Song"));
        assert_eq!(fonts.missing(), ["No Such Family"]);
        assert_eq!(fonts.store().book().families().count(), 2);
        let facts = fonts.facts("fuzi kai").unwrap();
        assert!(facts.file.is_none() && !facts.bold && facts.coverage.standard == Coverage::standard_size());
        assert!(fonts.facts("No Such Family").is_none());
        assert_eq!(fonts.suggestion("Fuzi Sogn"), Some("Fuzi Song"));
    }

    #[test]
    fn names_in_other_languages() {
        let zhuque = Font::new(Bytes::new(include_bytes!("../../fonts/ZhuqueFangsong-Regular.ttf").as_slice()), 0);
        let names: Vec<bool> = ["朱雀仿宋（预览测试版）", "Zhuque Fangsong (technical preview)", "宋体"]
            .map(|name| has_name(zhuque.as_ref().unwrap(), name))
            .into();
        assert_eq!(names, [true, true, false]);
    }
}
