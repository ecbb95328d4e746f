//! The values of a sheet in the terms that Chinese users think in: 小四, 12pt,
//! 2字符, 固定值 20磅, 第一章.
//!
//! Each reads itself from the string that a sheet holds and says what is wrong
//! with one that it does not understand.

mod choice;
mod color;
mod length;
mod page;
mod pitch;
mod size;

pub(super) use choice::ALIGN_WORDS;
pub(crate) use choice::align_word;
pub use choice::{
    CaptionScope, ChineseEmphasis, Counting, FirstPages, Float, Leader, LineNumbers, NoteFormat, NotePlace,
    NoteRestart, PdfStandard, Place, Rules, TableWidth, TheoremScope, Wide,
};
pub use color::Color;
pub use length::Measure;
pub use page::{Grid, PagePattern, PagePiece, Paper, page_pieces};
pub use pitch::{ASCENT, Pitch};
pub use size::Size;

#[cfg(test)]
mod tests {
    use std::fmt::{Debug, Display};
    use std::str::FromStr;

    use super::{Color, Grid, Measure, PagePattern, Paper, Pitch, Size};
    use crate::diag::Message;
    use crate::length::Length;

    #[test]
    fn chinese_terms_are_read() {
        assert_eq!("小四".parse::<Size>().unwrap().0.pt(), 12.0);
        assert_eq!("2字符".parse::<Measure>().unwrap(), Measure::Characters(2.0));
        assert_eq!("0.5 lines".parse(), "0.5行".parse::<Measure>());
        assert_eq!("0.5行".parse::<Measure>().unwrap().length(Length::ZERO).pt(), 7.8);
        assert_eq!("固定值 20磅".parse::<Pitch>().unwrap(), Pitch::Exact(Length::points(20.0)));
        let pitch = "1.5倍".parse::<Pitch>().unwrap().length(Length::points(12.0)).pt();
        assert!((pitch - 23.4).abs() < 1e-9);
    }

    #[test]
    fn wrong_units_are_refused() {
        assert!("12px".parse::<Length>().is_err());
        assert!("-3pt".parse::<Size>().unwrap_err().contains("negative"));
        assert!("12".parse::<Size>().is_err());
        assert!("A9".parse::<Paper>().is_err());
        assert!("1mm×20mm".parse::<Paper>().unwrap_err().contains("between"));
    }

    /// What is written reads back as the same value; where a text is the usual
    /// way to write it, that very text comes back.
    fn round<T: FromStr<Err = Message> + Display + PartialEq + Debug>(texts: &[&str], usual: bool) {
        for text in texts {
            let value: T = text.parse().unwrap_or_else(|error| panic!("{error}"));
            let written = value.to_string();
            assert_eq!(written.parse::<T>().as_ref(), Ok(&value), "{text} became {written}");
            assert!(!usual || written == *text, "{text} became {written}");
        }
    }

    #[test]
    fn values_are_written_as_they_are_read() {
        round::<Length>(&["25.4mm", "28mm", "0磅", "0.75磅", "10.5磅", "37mm", "4mm"], true);
        round::<Length>(&["2.54cm", "1in", "0.1234567pt", "33.333mm", "99999pt"], false);
        round::<Size>(&["小四", "初号", "中四", "10磅"], true);
        round::<Size>(&["5.07mm", "12pt", "1英寸"], false);
        round::<Measure>(&["2字符", "0.5行", "6磅", "5mm", "0.333333字符"], true);
        round::<Pitch>(&["固定值 22磅", "1.25倍"], true);
        round::<Pitch>(&["单倍", "28.95pt", "1.5x"], false);
        round::<Color>(&["#1F4E79"], true);
        round::<Paper>(&["A4", "16开", "letter", "185mm×260mm"], true);
        round::<Paper>(&["a4", "8.5in x 14in"], false);
        round::<Grid>(&["none", "22行", "22行×28字"], true);
        assert_eq!(PagePattern::parse("— 1 —").unwrap().to_string(), "— 1 —");
    }
}
