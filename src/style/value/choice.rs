//! The values of a sheet that are one of a few words: above, three-line, 居中.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::diag::{Message, message};
use crate::model::{Align, Counter};
use crate::style::from_text::from_string;

/// Declares words of which a sheet names one, with others for the same behind a
/// `|`; what each means is said in its comment, which is also what the user is told.
macro_rules! choice {
    ($(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $vdoc:literal])* $variant:ident = $text:literal $(| $also:literal)*, )* }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        pub enum $name { $( $(#[doc = $vdoc])* $variant, )* }

        impl $name {
            /// Each word with what it means.
            pub(in crate::style) const WORDS: &[(&str, &str)] = &[
                $(($text, concat!($($vdoc),*).trim_ascii()),)*
                $($(($also, concat!("The same as ", $text, ".")),)*)*
            ];
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $text),* })
            }
        }

        impl FromStr for $name {
            type Err = Message;

            fn from_str(text: &str) -> Result<Self, Message> {
                match text {
                    $( $text $(| $also)* => Ok(Self::$variant), )*
                    _ => Err(message!("“{text}” is not one of {words}", words = [$($text),*].as_slice())),
                }
            }
        }
        from_string!($name, concat!("one of the words", $(" ", $text),*));
    };
}

choice! {
    /// Where a caption stands.
    Place {
        /// Over what it belongs to.
        Above = "above" | "上" | "上方",
        /// Under it.
        Below = "below" | "下" | "下方",
    }
}

choice! {
    /// Where the numbers of notes begin anew.
    NoteRestart {
        /// Nowhere: they run through the document.
        Document = "document" | "全文",
        /// On each page.
        Page = "page" | "每页",
        /// In each chapter.
        Chapter = "chapter" | "每章",
    }
}

choice! {
    /// What the numbers of lines count.
    LineNumbers {
        /// There are none.
        None = "none" | "无",
        /// The lines of each page.
        Page = "page" | "每页",
        /// The lines of the whole document.
        Document = "document" | "全文",
    }
}

choice! {
    /// Which pages have the header of first pages.
    FirstPages {
        /// None; the first page of the file is the first where `page-number.first` is asked.
        None = "none" | "无",
        /// The first page of the text.
        Text = "text" | "正文",
        /// The first page of the text and that of each chapter that begins a page.
        Chapter = "chapter" | "每章",
    }
}

choice! {
    /// Where notes stand.
    NotePlace {
        /// At the foot of the page.
        Foot = "foot" | "页脚" | "脚注",
        /// Behind the text.
        End = "end" | "尾注" | "文末",
    }
}

choice! {
    /// The standards that the PDF satisfies.
    PdfStandard {
        /// PDF/A-2a and PDF/UA-1, each where the document can.
        Auto = "auto" | "自动",
        /// PDF/A-2a, for archives (ISO 19005-2), and PDF/UA-1, for readers who cannot see (ISO 14289-1).
        Both = "a-2a, ua-1",
        /// PDF/A-2a.
        Archive = "a-2a",
        /// PDF/UA-1.
        Accessible = "ua-1",
        /// None; the PDF is tagged all the same.
        Nothing = "none" | "无",
    }
}

choice! {
    /// Which lines a table has.
    Rules {
        /// Three: over the table, under its head, under the table (三线表).
        Three = "three-line" | "三线表" | "三线",
        /// Around every cell.
        Grid = "grid" | "全框线" | "网格",
        /// None.
        Plain = "plain" | "无框线" | "无",
    }
}

choice! {
    /// How wide a table is.
    TableWidth {
        /// As wide as the text around it.
        Full = "full" | "满行" | "通栏",
        /// As wide as its columns need.
        Content = "auto" | "自动" | "按内容",
    }
}

choice! {
    /// What becomes of a table that is too wide even at its least size.
    Wide {
        /// It stays on its page, and its words break.
        Shrink = "shrink" | "缩小",
        /// It stands on a page of its own in landscape, one column wide, unless it is
        /// in a list, a quotation, a box or a note.
        Landscape = "landscape" | "横排" | "横向",
    }
}

choice! {
    /// Where a figure stands on the pages of the PDF.
    Float {
        /// Where it is written; at the head or foot of a page if much of a page would
        /// stay empty before it, and it has a caption.
        Auto = "auto" | "自动",
        /// Where it is written.
        Here = "here" | "原处" | "此处",
        /// At the head of a page.
        Top = "top" | "页顶" | "页首",
        /// At the foot of a page.
        Bottom = "bottom" | "页底" | "页脚处",
        /// On a page of its own.
        Page = "page" | "单页" | "单独成页",
    }
}

choice! {
    /// What fills the line between an entry of the contents and its page.
    Leader {
        /// Dots.
        Dots = "dots" | "点" | "点线",
        /// Nothing.
        None = "none" | "无",
    }
}

choice! {
    /// Where the count of figures, tables and equations begins anew.
    CaptionScope {
        /// Nowhere.
        Document = "document" | "全文",
        /// In every chapter; the number carries that of the chapter.
        Chapter = "chapter" | "按章" | "章",
    }
}

choice! {
    /// Which theorems, definitions and the like count together.
    Counting {
        /// Each kind by itself: 定理 1, 引理 1, 定理 2.
        Kind = "kind" | "分别",
        /// All of them: 定理 1, 引理 2, 定理 3.
        Shared = "shared" | "统一",
    }
}

choice! {
    /// Where the count of theorems begins anew.
    TheoremScope {
        /// Where that of figures and tables does, as `count.scope` says.
        Count = "count" | "随图表",
        /// Nowhere.
        Document = "document" | "全文",
        /// In every chapter; the number carries that of the chapter.
        Chapter = "chapter" | "按章" | "章",
    }
}

choice! {
    /// How the numbers of footnotes look.
    NoteFormat {
        /// ① ② ③
        Circled = "circled" | "圈码" | "带圈数字",
        /// 1 2 3
        Arabic = "arabic" | "阿拉伯数字",
    }
}

impl NoteFormat {
    /// The number `n`, from 1, as it is printed.
    #[must_use]
    pub fn format(self, n: usize) -> String {
        match self {
            Self::Circled => Counter::Circled.format(n),
            Self::Arabic => Counter::Arabic.format(n),
        }
    }
}

choice! {
    /// What emphasis makes of Chinese text.
    ChineseEmphasis {
        /// The emphasis font (楷体).
        Font = "font" | "楷体",
        /// Dots (着重号).
        Dots = "dots" | "着重号",
    }
}

/// Each word for how text stands with what it means.
pub(in crate::style) const ALIGN_WORDS: &[(&str, &str)] = &[
    ("left", "At the left edge (左对齐)."),
    ("center", "In the middle (居中)."),
    ("right", "At the right edge (右对齐)."),
    ("justify", "At both edges (两端对齐)."),
    ("左", "The same as left."),
    ("左对齐", "The same as left."),
    ("居左", "The same as left."),
    ("靠左", "The same as left."),
    ("居中", "The same as center."),
    ("中", "The same as center."),
    ("中间", "The same as center."),
    ("居中对齐", "The same as center."),
    ("右", "The same as right."),
    ("右对齐", "The same as right."),
    ("居右", "The same as right."),
    ("靠右", "The same as right."),
    ("两端对齐", "The same as justify."),
    ("两端", "The same as justify."),
];

impl FromStr for Align {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        match text {
            "left" | "左" | "左对齐" | "居左" | "靠左" => Ok(Self::Left),
            "center" | "居中" | "中" | "中间" | "居中对齐" => Ok(Self::Center),
            "right" | "右" | "右对齐" | "居右" | "靠右" => Ok(Self::Right),
            "justify" | "两端对齐" | "两端" => Ok(Self::Justify),
            other => {
                Err(message!("“{other}” is not one of left, center, right, justify (左, 居中, 右, 两端对齐)", other))
            }
        }
    }
}
from_string!(Align, "one of the words left center right justify");

/// The word of a sheet for how text stands.
pub(crate) const fn align_word(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    }
}

#[cfg(test)]
mod tests {
    use super::{ALIGN_WORDS, NoteRestart, Rules, align_word};
    use crate::model::Align;

    #[test]
    fn words_are_written_as_they_are_read() {
        for (word, meaning) in ALIGN_WORDS {
            let written = align_word(word.parse::<Align>().unwrap());
            assert!(written == *word || meaning.contains(written), "{word} became {written}");
        }
        for (word, meaning) in Rules::WORDS {
            let written = word.parse::<Rules>().unwrap().to_string();
            assert!(written == *word || *meaning == format!("The same as {written}."), "{word} became {written}");
            assert!(meaning.ends_with('.') && !meaning.starts_with(' '), "{meaning}");
        }
        assert_eq!(NoteRestart::WORDS.len(), 6);
    }
}
