//! Sheets and what they merge to: for each part of a style one type in which
//! every field is optional (what a file says) and one in which none is (what
//! writers read).

use super::guide::Shape;
use super::kind::Value;
use super::sheet_value::SheetValue;
use super::value::{
    CaptionScope, ChineseEmphasis, Color, Counting, FirstPages, Float, Grid, Leader, LineNumbers, Measure, NoteFormat,
    NotePlace, NoteRestart, Paper, PdfStandard, Pitch, Place, Rules, Size, TableWidth, TheoremScope, Wide,
};
use crate::length::Length;
use crate::model::Align;

/// A part of a style that can be given in layers.
pub(super) trait Part: Sized {
    /// The same part with every field optional.
    type Sheet: Default;

    /// Fills what `over` leaves open from `base`.
    fn merge(over: &mut Self::Sheet, base: Self::Sheet);

    /// The part without options; names the fields that nobody gave.
    fn complete(sheet: Self::Sheet, path: &str, missing: &mut Vec<String>) -> Option<Self>;

    /// What may stand in a sheet for it.
    fn shape() -> Shape;

    /// What stands in a sheet for it.
    fn written(&self) -> SheetValue;
}

macro_rules! leaf {
    ($($ty:ty),* $(,)?) => { $(
        impl Part for $ty {
            type Sheet = Option<$ty>;

            fn merge(over: &mut Self::Sheet, base: Self::Sheet) {
                if over.is_none() {
                    *over = base;
                }
            }

            fn complete(sheet: Self::Sheet, path: &str, missing: &mut Vec<String>) -> Option<Self> {
                if sheet.is_none() {
                    missing.push(path.to_owned());
                }
                sheet
            }

            fn shape() -> Shape {
                Shape::Value(<$ty as Value>::kind())
            }

            fn written(&self) -> SheetValue {
                <$ty as Value>::written(self)
            }
        }
    )* };
}

leaf!(
    bool,
    u8,
    f64,
    String,
    Vec<String>,
    Align,
    Color,
    Leader,
    LineNumbers,
    Length,
    Measure,
    Pitch,
    Place,
    Rules,
    Size,
    TableWidth,
    FirstPages,
    Float,
    Wide,
    CaptionScope,
    Counting,
    TheoremScope,
    NoteFormat,
    NoteRestart,
    PdfStandard,
    NotePlace,
    Grid,
    Paper,
    ChineseEmphasis,
);

/// Declares a part: the full type, its sheet, the way from one to the other and
/// back to text. In a file the fields are written with hyphens. The comments
/// are what the user is told about the fields.
macro_rules! part {
    ($(#[doc = $doc:literal])* $full:ident, $sheet:ident {
        $( $(#[doc = $field_doc:literal])* $field:ident : $ty:ty, )*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $full { $( $(#[doc = $field_doc])* pub $field: $ty, )* }

        #[derive(Debug, Clone, Default, serde::Deserialize)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $sheet { $( pub(in crate::style) $field: <$ty as $crate::style::layer::Part>::Sheet, )* }

        impl $crate::style::layer::Part for $full {
            type Sheet = $sheet;

            fn merge(over: &mut $sheet, base: $sheet) {
                $( <$ty as $crate::style::layer::Part>::merge(&mut over.$field, base.$field); )*
            }

            fn complete(sheet: $sheet, path: &str, missing: &mut Vec<String>) -> Option<Self> {
                $( let $field = <$ty as $crate::style::layer::Part>::complete(
                    sheet.$field,
                    &format!("{path}{}{}", if path.is_empty() { "" } else { "." }, stringify!($field).replace('_', "-")),
                    missing,
                ); )*
                Some(Self { $( $field: $field?, )* })
            }

            fn shape() -> $crate::style::guide::Shape {
                $crate::style::guide::part(
                    stringify!($full),
                    concat!($($doc),*),
                    vec![$( (
                        stringify!($field),
                        concat!($($field_doc),*),
                        <$ty as $crate::style::layer::Part>::shape(),
                    ), )*],
                )
            }

            fn written(&self) -> $crate::style::sheet_value::SheetValue {
                $crate::style::sheet_value::SheetValue::Table(vec![$( (
                    stringify!($field).replace('_', "-"),
                    <$ty as $crate::style::layer::Part>::written(&self.$field),
                ), )*])
            }
        }
    };
}
pub(super) use part;
