//! The kinds of values of a sheet: what each is called, how it is written, what
//! it may be. The explanations, the schema and the checks of a sheet all come
//! from here.

use super::sheet_value::SheetValue;
use super::value::{
    ALIGN_WORDS, CaptionScope, ChineseEmphasis, Color, Counting, FirstPages, Float, Grid, Leader, LineNumbers, Measure,
    NoteFormat, NotePlace, NoteRestart, Paper, PdfStandard, Pitch, Place, Rules, Size, TableWidth, TheoremScope, Wide,
    align_word,
};
use crate::diag::{Message, message};
use crate::length::Length;
use crate::model::Align;

/// A value of a sheet.
pub(super) trait Value {
    /// What it is.
    fn kind() -> Kind;

    /// What stands in a sheet for it.
    fn written(&self) -> SheetValue;
}

/// What a value may be in TOML.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// A text; a regular expression for it, unless any will do.
    Text(Option<&'static str>),
    /// A whole number between two.
    Whole(u8, u8),
    /// A number between two.
    Number(f64, f64),
    /// `true` or `false`.
    Switch,
    /// Several texts.
    List,
    /// Texts under names of the user's own.
    Fields,
}

/// A kind of values.
#[derive(Debug, Clone)]
pub struct Kind {
    /// What it is, as in “expected …”.
    pub what: &'static str,
    /// What it is in TOML.
    pub form: Form,
    /// The words that may stand for it, with what they mean.
    pub words: Vec<(&'static str, String)>,
    /// Ways to write it, in TOML.
    pub examples: &'static [&'static str],
    /// What else must be true of it; says what is wrong.
    pub(super) check: Option<fn(&SheetValue) -> Option<Message>>,
}

impl Kind {
    pub(super) fn new(what: &'static str, form: Form, examples: &'static [&'static str]) -> Self {
        Self { what, form, words: Vec::new(), examples, check: None }
    }

    pub(super) fn words(self, words: &[(&'static str, &str)]) -> Self {
        let words = words.iter().map(|(word, meaning)| (*word, (*meaning).to_owned())).collect();
        Self { words, ..self }
    }

    pub(super) fn check(self, check: fn(&SheetValue) -> Option<Message>) -> Self {
        Self { check: Some(check), ..self }
    }

    /// What is wrong with a value of the right type.
    pub(super) fn mistake(&self, value: &SheetValue) -> Option<Message> {
        let outside = match (self.form, value) {
            (Form::Whole(least, most), SheetValue::Whole(number)) => {
                (!(i64::from(least)..=i64::from(most)).contains(number)).then(|| (f64::from(least), f64::from(most)))
            }
            (Form::Number(least, most), SheetValue::Number(number)) => {
                (!(least..=most).contains(number)).then_some((least, most))
            }
            _ => None,
        };
        match outside {
            Some((least, most)) => {
                Some(message!("{value} is not a number from {least} to {most}", value = value.toml(), least, most))
            }
            None => self.check.and_then(|check| check(value)),
        }
    }
}

/// A number without a sign, as values begin with it.
macro_rules! number {
    () => {
        r"\+?([0-9]+\.?[0-9]*|\.[0-9]+)"
    };
}

/// The units of length.
macro_rules! units {
    () => {
        "pt|磅|mm|毫米|cm|厘米|in|英寸"
    };
}

const LENGTH: &str = concat!(r"^\s*", number!(), r"\s*(", units!(), r")\s*$");
const MEASURE: &str = concat!(r"^\s*", number!(), r"\s*(字符|字|em|行|lines?|", units!(), r")\s*$");
const PITCH: &str = concat!(r"^\s*(固定值\s*)?(单倍|双倍|", number!(), r"\s*(倍|倍行距|x|", units!(), r"))\s*$");
const PAPER: &str = concat!(
    r"^\s*([Aa][345]|[Bb]5|16开|[Ll][Ee][Tt][Tt][Ee][Rr]|",
    number!(),
    r"\s*(",
    units!(),
    r")\s*[×x*]\s*",
    number!(),
    r"\s*(",
    units!(),
    r"))\s*$"
);

macro_rules! values {
    ($($ty:ty: $kind:expr, |$value:ident| $written:expr;)*) => { $(
        impl Value for $ty {
            fn kind() -> Kind {
                $kind
            }

            fn written(&self) -> SheetValue {
                let $value = self;
                $written
            }
        }
    )* };
}

values! {
    bool: Kind::new("true or false", Form::Switch, &["true", "false"]), |value| SheetValue::Switch(*value);
    u8: Kind::new("a whole number", Form::Whole(0, u8::MAX), &["1", "3"]), |value| SheetValue::Whole(i64::from(*value));
    f64: Kind::new("a number", Form::Number(0.0, 10_000.0), &["0.5", "1.0"]), |value| SheetValue::Number(*value);
    String: Kind::new("a text", Form::Text(None), &[]), |value| SheetValue::Text(value.clone());
    Vec<String>: Kind::new("a list of texts", Form::List, &[]), |value| SheetValue::List(value.clone());
    Length: Kind::new("a length", Form::Text(Some(LENGTH)), &["\"25.4mm\"", "\"2.5cm\"", "\"0.75磅\"", "\"12pt\""]),
        |value| SheetValue::Text(value.to_string());
    Size: size(), |value| SheetValue::Text(value.to_string());
    Measure: Kind::new(
        "a length, which may be in characters of the text or in lines",
        Form::Text(Some(MEASURE)),
        &["\"2字符\"", "\"0.5行\"", "\"6磅\"", "\"5mm\""],
    ), |value| SheetValue::Text(value.to_string());
    Pitch: Kind::new(
        "a distance from line to line",
        Form::Text(Some(PITCH)),
        &["\"固定值 20磅\"", "\"1.5倍\"", "\"单倍\""],
    ), |value| SheetValue::Text(value.to_string());
    Color: Kind::new("a colour, red green blue", Form::Text(Some("^#[0-9A-Fa-f]{6}$")), &["\"#1F4E79\"", "\"#000000\""]),
        |value| SheetValue::Text(value.to_string());
    Paper: paper(), |value| SheetValue::Text(value.to_string());
    Grid: Kind::new(
        "a grid: so many lines, of so many characters",
        Form::Text(Some(r"^\s*(none|无|[0-9]+\s*行(\s*[×x*]\s*[0-9]+\s*字)?)\s*$")),
        &["\"none\"", "\"22行\"", "\"22行×28字\""],
    ), |value| SheetValue::Text(value.to_string());
    Align: one_word(&["\"justify\"", "\"center\""]).words(ALIGN_WORDS),
        |value| SheetValue::Text(align_word(*value).to_owned());
}

/// One of a few words.
fn one_word(examples: &'static [&'static str]) -> Kind {
    Kind::new("one of a few words", Form::Text(None), examples)
}

macro_rules! choices {
    ($($ty:ty),* $(,)?) => { $(
        impl Value for $ty {
            fn kind() -> Kind {
                one_word(&[]).words(<$ty>::WORDS)
            }

            fn written(&self) -> SheetValue {
                SheetValue::Text(self.to_string())
            }
        }
    )* };
}
choices!(
    CaptionScope,
    ChineseEmphasis,
    Counting,
    FirstPages,
    Leader,
    LineNumbers,
    NoteFormat,
    NotePlace,
    NoteRestart,
    PdfStandard,
    Place,
    Rules,
    TableWidth,
    Float,
    TheoremScope,
    Wide
);

fn size() -> Kind {
    let kind = Kind::new("a font size", Form::Text(Some(LENGTH)), &["\"小四\"", "\"12磅\"", "\"10.5pt\""]);
    Kind { words: Size::names().map(|(name, length)| (name, length.to_string())).collect(), ..kind }
}

fn paper() -> Kind {
    let kind = Kind::new("a paper, or its two sides", Form::Text(Some(PAPER)), &["\"A4\"", "\"184mm×260mm\""]);
    let sides = |paper: Paper| format!("{}×{}", paper.width, paper.height);
    Kind { words: Paper::named().map(|(name, paper)| (name, sides(paper))).collect(), ..kind }
}
