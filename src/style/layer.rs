//! Sheets and what they merge to: for each part of a style one type in which
//! every field is optional (what a file says) and one in which none is (what
//! writers read).

use super::value::{
    Align, CaptionScope, ChineseEmphasis, Color, Fonts, Grid, Leader, Measure, NoteFormat, NotePlace, NoteRestart,
    Paper, Pitch, Place, Rules, Size,
};
use crate::length::Length;

/// A part of a style that can be given in layers.
pub(super) trait Part: Sized {
    /// The same part with every field optional.
    type Sheet: Default;

    /// Fills what `over` leaves open from `base`.
    fn merge(over: &mut Self::Sheet, base: Self::Sheet);

    /// The part without options; names the fields that nobody gave.
    fn complete(sheet: Self::Sheet, path: &str, missing: &mut Vec<String>) -> Option<Self>;
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
    Fonts,
    Leader,
    Length,
    Measure,
    Pitch,
    Place,
    Rules,
    Size,
    CaptionScope,
    NoteFormat,
    NoteRestart,
    NotePlace,
    Grid,
    Paper,
    ChineseEmphasis,
);

/// Declares a part: the full type, its sheet, and the way from one to the
/// other. In a file the fields are written with hyphens.
macro_rules! part {
    ($(#[$doc:meta])* $full:ident, $sheet:ident { $( $(#[$field_doc:meta])* $field:ident : $ty:ty, )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $full { $( $(#[$field_doc])* pub $field: $ty, )* }

        #[derive(Debug, Clone, Default, serde::Deserialize)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub(crate) struct $sheet { $( pub(super) $field: <$ty as $crate::style::layer::Part>::Sheet, )* }

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
        }
    };
}
pub(super) use part;
