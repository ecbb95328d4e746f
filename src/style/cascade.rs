//! The text of a sheet and of those that it builds on become a [`Style`].

use std::collections::BTreeSet;

use super::layer::Part;
use super::mistakes::mistakes;
use super::places::Places;
use super::presets::{DEFAULT, PRESETS, language, preset};
use super::read::{Reading, read_sheet};
use super::settings::{self, Setting};
use super::sheet::{Style, StyleSheet, TextSheet};
use super::value::{Color, Measure};
use crate::diag::{Code, Diagnostic, Message, Result, SourceId, Span, message, nearest};
use crate::length::Length;
use crate::model::Align;

/// A style with the places where its sheets say what it is.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The style.
    pub style: Style,
    /// Where its fields were given.
    pub places: Places,
    /// The language of its documents where it is for one alone, as a tag.
    pub lang: Option<&'static str>,
    /// The profiles that its sheets speak of.
    pub profiles: BTreeSet<String>,
}

/// What a document says that its style is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The fields that the document sets itself.
    pub settings: &'a [Setting],
    /// The profile that is built: what sheets say in `[profile.NAME]` counts before
    /// what they say for every edition.
    pub profile: Option<&'a str>,
}

/// Finds the sheet that one inherits from and that is no preset: gets the
/// source of the inheriting sheet and the name that it gives; gives back the
/// source and the text, the same source for the same sheet, or why there is
/// none, as the end of a sentence that begins with its name.
pub type Find<'a> = &'a mut dyn FnMut(SourceId, &str) -> std::result::Result<(SourceId, String), Message>;

/// Lays a sheet over the presets that it inherits from.
///
/// `text` is the sheet's own text; `source` is where diagnostics point. A sheet
/// that does not name what it inherits builds on `report`.
///
/// # Errors
///
/// Every unknown key, wrong unit and open field, each at its place.
pub fn load(source: SourceId, text: &str) -> Result<Style> {
    load_from(source, text, &mut |_, _| Err(message!("is not a built-in style"))).map(|loaded| loaded.style)
}

/// Lays a sheet over those that it inherits from: presets, or other sheets that
/// `find` knows.
///
/// # Errors
///
/// As [`load`], and sheets that inherit from themselves.
pub fn load_from(source: SourceId, text: &str, find: Find<'_>) -> Result<Loaded> {
    load_for(source, text, Wanted::default(), find)
}

/// As [`load_from`], under what a document wants itself.
///
/// # Errors
///
/// As [`load_from`], also at the places of the document.
pub fn load_for(source: SourceId, text: &str, wanted: Wanted<'_>, find: Find<'_>) -> Result<Loaded> {
    let mut reading = Reading { profile: wanted.profile, ..Reading::default() };
    // The fields of the document come first, those of a profile next.
    let mut sheet = settings::read(wanted.settings, &mut reading.profile_places, &mut reading.errors);
    let mut layer = read_sheet(Some(source), text, &mut reading);
    let mut cascade = Cascade { reading, chain: vec![(Some(source), None)] };
    Style::merge(&mut sheet, layer.of_profile);
    let mut plain = layer.sheet;
    let mut next = layer.inherits.take().or_else(|| unless_last(preset(DEFAULT) == Some(text)));
    while let Some((name, span)) = next {
        let Some((id, text)) = cascade.base(&name, span, find) else { break };
        let mut base = read_sheet(id, &text, &mut cascade.reading);
        Style::merge(&mut sheet, base.of_profile);
        Style::merge(&mut plain, base.sheet);
        next = base.inherits.take().or_else(|| unless_last(id.is_none() && name == DEFAULT));
    }
    Style::merge(&mut sheet, plain);
    let own = PRESETS.iter().find(|(_, preset)| *preset == text).map(|(name, _)| *name);
    let lang = own.into_iter().chain(cascade.chain.iter().filter_map(|(_, name)| name.as_deref())).find_map(language);
    let Reading { mut errors, mut profile_places, places, profiles, .. } = cascade.reading;
    profile_places.under(places);
    let places = profile_places;
    match complete(source, sheet, places) {
        Ok(loaded) if errors.is_empty() => Ok(Loaded { lang, profiles, ..loaded }),
        Ok(_) => Err(errors),
        // What is open may be what could not be read.
        Err(Incomplete::Open(_)) if !errors.is_empty() => Err(errors),
        Err(Incomplete::Open(more) | Incomplete::Wrong(more)) => {
            errors.extend(more);
            Err(errors)
        }
    }
}

/// Why fields do not make a style.
enum Incomplete {
    /// Nobody gave some of them.
    Open(Vec<Diagnostic>),
    /// Some are wrong although they can be read.
    Wrong(Vec<Diagnostic>),
}

fn unless_last(is_last: bool) -> Option<(String, Option<Span>)> {
    (!is_last).then(|| (DEFAULT.to_owned(), None))
}

/// The sheets of a style while they are laid over each other.
struct Cascade<'a> {
    reading: Reading<'a>,
    /// Each sheet so far: its source unless it is a preset, and the name by
    /// which it is inherited.
    chain: Vec<(Option<SourceId>, Option<String>)>,
}

impl Cascade<'_> {
    /// The sheet that the last one inherits from; `None` for presets' sources.
    fn base(&mut self, name: &str, span: Option<Span>, find: Find<'_>) -> Option<(Option<SourceId>, String)> {
        let from = self.chain.last().and_then(|(source, _)| *source);
        let found = match (preset(name), from) {
            (Some(text), _) => Ok((None, text.to_owned())),
            (None, Some(from)) => find(from, name).map(|(id, text)| (Some(id), text)),
            (None, None) => Err(message!("is not a built-in style")),
        };
        let (id, text) = match found {
            Ok(found) => found,
            Err(reason) => {
                self.reading.errors.push(no_base(name, span, &reason));
                return None;
            }
        };
        let is_seen = |(source, known): &(Option<SourceId>, Option<String>)| match id {
            Some(_) => *source == id,
            None => source.is_none() && known.as_deref() == Some(name),
        };
        let again = self.chain.iter().any(is_seen);
        self.chain.push((id, Some(name.to_owned())));
        if again {
            let names: Vec<String> = self.chain.iter().flat_map(|(_, name)| name).map(|n| format!("“{n}”")).collect();
            let message = message!("the style inherits from itself, through {names}", names);
            self.reading.errors.push(Diagnostic::error(Code::Style, span, message));
            return None;
        }
        Some((id, text))
    }
}

fn no_base(name: &str, span: Option<Span>, reason: &Message) -> Diagnostic {
    let names: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
    let message =
        message!("there is no style “{name}” to inherit from, and as the path of a sheet it {reason}", name, reason);
    let error = Diagnostic::error(Code::Style, span, message);
    match nearest(name, names.iter().copied()) {
        Some(near) => error.hint(message!("did you mean “{near}”?", near)),
        None => error.hint(message!("use one of the styles {names}, or the path of a sheet from this one", names)),
    }
}

fn complete(source: SourceId, mut sheet: StyleSheet, places: Places) -> std::result::Result<Loaded, Incomplete> {
    let body = sheet.body.clone();
    for text in sheet.texts_mut() {
        <super::sheet::Text as Part>::merge(text, unsaid(&body));
    }
    let mut missing = Vec::new();
    let style = Style::complete(sheet, "", &mut missing);
    let start = Span::new(source, 0, 0);
    match style {
        None => {
            let error = |name| Diagnostic::error(Code::Style, start, message!("the style lacks “{name}”", name));
            Err(Incomplete::Open(missing.into_iter().map(error).collect()))
        }
        Some(mut style) => {
            close_gaps(&mut style);
            let errors = mistakes(&style, &places, start);
            if errors.is_empty() {
                Ok(Loaded { style, places, lang: None, profiles: BTreeSet::new() })
            } else {
                Err(Incomplete::Wrong(errors))
            }
        }
    }
}

/// Full-width punctuation at the end of a number has its gap within it.
fn close_gaps(style: &mut Style) {
    let headings = [
        &mut style.heading1,
        &mut style.heading2,
        &mut style.heading3,
        &mut style.heading4,
        &mut style.heading5,
        &mut style.heading6,
    ];
    for heading in headings.into_iter().filter(|heading| heading.number.ends_with(['、', '）', '．', '：'])) {
        heading.gap = Measure::Fixed(Length::ZERO);
    }
}

/// What a text looks like where its sheet says nothing: font, size, pitch and
/// colour of running text, without indents and spaces.
fn unsaid(body: &TextSheet) -> TextSheet {
    let zero = Some(Measure::Fixed(Length::ZERO));
    TextSheet {
        font: body.font.clone(),
        size: body.size,
        pitch: body.pitch,
        bold: Some(false),
        color: body.color.or(Some(Color([0, 0, 0]))),
        align: Some(Align::Left),
        first_line: zero,
        indent: zero,
        indent_right: zero,
        before: zero,
        after: zero,
    }
}

#[cfg(test)]
mod tests {
    use super::{PRESETS, Wanted, load, load_for, load_from};
    use crate::diag::{Code, SourceId};
    use crate::style::description;

    #[test]
    fn presets_are_whole() {
        for (name, text) in PRESETS {
            load(SourceId(0), text).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
            assert!(description(text).is_some_and(|text| !text.is_empty()), "{name} has no description");
        }
    }

    #[test]
    fn presets_are_written_as_they_are_read() {
        for (name, text) in PRESETS {
            let style = load(SourceId(0), text).unwrap();
            let written = style.to_sheet();
            let again = load(SourceId(0), &written).unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
            assert_eq!(again, style, "{name}");
            assert_eq!(again.to_sheet(), written, "{name}");
        }
    }

    #[test]
    fn fields_override() {
        let style = load(SourceId(0), "[body]\nsize = \"五号\"\n[fonts.body]\nword-latin = \"Arial\"\n").unwrap();
        assert_eq!(style.body.size().pt(), 10.5);
        assert_eq!(style.quote.text.size().pt(), 10.5);
        assert_eq!(style.fonts.body.word_latin, "Arial");
        assert_eq!(style.fonts.body.word_east_asian, "宋体");
    }

    #[test]
    fn fields_of_a_profile_count_before_the_others() {
        let base = "[body]\nsize = \"三号\"\n[profile.blind]\nbody = {size = \"四号\", bold = \"是\"}\n";
        let own = "inherits = \"base\"\n[body]\nsize = \"五号\"\n[profile.open.body]\nsize = \"小五\"\n";
        let mut find = |_: SourceId, _: &str| Ok((SourceId(1), base.to_owned()));
        let mut size = |profile| {
            let wanted = Wanted { profile, ..Wanted::default() };
            let loaded = load_for(SourceId(0), own, wanted, &mut find).unwrap();
            assert_eq!(loaded.profiles.iter().collect::<Vec<_>>(), ["blind", "open"]);
            (loaded.style.body.size().pt(), loaded.style.body.bold, loaded.places.of("body.size").unwrap().source.0)
        };
        assert_eq!(size(None), (10.5, false, 0));
        assert_eq!(size(Some("open")), (9.0, false, 0));
        assert_eq!(size(Some("blind")), (14.0, true, 1));
        // What is wrong is told of every profile.
        for wrong in ["[profile.blind.body]\nsiez = 1\n", "profile = 3\n", "[profile]\nblind = 3\n"] {
            let errors = load(SourceId(0), wrong).unwrap_err();
            assert!(errors.len() == 1 && errors[0].span.is_some(), "{errors:#?}");
        }
    }

    #[test]
    fn mistakes_have_places() {
        for (sheet, at) in [
            ("[heading1]\nnumber = \"abc\"\n", "\"abc\""),
            ("[body]\nfont = \"bodi\"\n", "\"bodi\""),
            ("[list]\nnumbers = [\"x\"]\n", "[\"x\"]"),
            ("[page]\ncolumns = 9\n", "9"),
            ("[figure]\ndpi = nan\n", "nan"),
            ("[notes]\nrule = -1.0\n", "-1.0"),
            ("[page-number]\npattern = \"x\"\n", "\"x\""),
            ("[page]\nmargin-left = \"200mm\"\n", "\"200mm\""),
            ("[page]\ncolumns = 2\ncolumn-gap = \"500mm\"\n", "\"500mm\""),
            ("[page]\ncolumn-gap = \"500mm\"\n", "\"500mm\""),
            ("appendix = \"附录\"\n", "\"附录\""),
        ] {
            let errors = load(SourceId(0), sheet).unwrap_err();
            assert_eq!(errors.len(), 1, "{errors:#?}");
            assert_eq!(&sheet[errors[0].span.unwrap().range()], at, "{}", errors[0].message);
        }
    }

    #[test]
    fn sheets_inherit_from_sheets() {
        let sheets = [
            "inherits = \"1\"\n[body]\nsize = \"五号\"\n",
            "inherits = \"report\"\n[body]\nsize = \"四号\"\nbold = true\n",
        ];
        let mut find = |_: SourceId, name: &str| {
            let at: usize = name.parse().map_err(|_| crate::diag::Message::from("does not exist"))?;
            Ok((SourceId(at as u32), sheets.get(at).map_or_else(|| "inherits = \"2\"".to_owned(), ToString::to_string)))
        };
        let loaded = load_from(SourceId(0), sheets[0], &mut find).unwrap();
        assert_eq!((loaded.style.body.size().pt(), loaded.style.body.bold), (10.5, true));
        assert_eq!(loaded.places.of("body.size").unwrap().source, SourceId(0));
        assert_eq!(loaded.places.of("body.bold").unwrap().source, SourceId(1));
        let errors = load_from(SourceId(2), "inherits = \"2\"", &mut find).unwrap_err();
        assert_eq!((errors.len(), errors[0].code), (1, Code::Style));
        assert!(
            errors[0].message.to_string().contains("inherits from itself") && errors[0].span.is_some(),
            "{errors:#?}"
        );
        let errors = load_from(SourceId(0), "inherits = \"reprot\"", &mut find).unwrap_err();
        assert_eq!(errors[0].hints, ["did you mean “report”?"]);
    }
}
