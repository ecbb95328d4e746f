//! What only an official document has (GB/T 9704-2012): the red head, lines at
//! places of their own, and the imprint. Texts and distances are decided; it must
//! not know how an edition sets them.

use serde::Serialize;

use crate::length::Length;

/// The red head of an official document.
#[derive(Debug, Clone, Serialize)]
pub struct Masthead {
    /// What stands at the upper left: 份号, 密级★期限, 紧急程度.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<HeadMark>,
    /// Who issues it, with 文件 behind it where that was written so.
    pub name: String,
    /// Who issues it too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<String>,
    /// What stands at the right of several names, in the middle of their height.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// Whether it is that of a letter: the name first, then the number beside the
    /// first mark, then the other marks.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub letter: bool,
    /// How large the names are: smaller than their look where they would leave the
    /// page.
    #[serde(skip)]
    pub size: Length,
    /// The space between the marks, or the upper edge, and the line of the name.
    #[serde(skip)]
    pub above: Length,
    /// Its number; empty without one.
    pub number: String,
    /// Who signed it: the lines at the right of the number, which stands in the
    /// last of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<SignerLine>,
    /// Where these lines begin, from the left edge of the text.
    #[serde(skip)]
    pub signers_at: Length,
}

impl Masthead {
    /// Every office that issues it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.joint).map(String::as_str)
    }
}

/// A mark at the upper left of an official document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeadMark {
    /// What it says.
    pub text: String,
    /// Whether it is the number of the copy, which does not stand out.
    pub is_copy: bool,
}

/// A line with those who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignerLine {
    /// 签发人：, or as much space.
    pub label: String,
    /// The names.
    pub names: String,
}

/// A paragraph of an official document at a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Placed {
    /// What it is.
    pub part: OfficialPart,
    /// The space before it.
    #[serde(skip)]
    pub before: Length,
    /// How far its first line stands from the left edge.
    #[serde(skip)]
    pub first: Length,
    /// How far its other lines do.
    #[serde(skip)]
    pub left: Length,
    /// How far it stands from the right edge.
    #[serde(skip)]
    pub right: Length,
}

/// What a paragraph of an official document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfficialPart {
    /// 主送机关.
    Salutation,
    /// 附件说明.
    Attachments,
    /// 发文机关署名 or 成文日期.
    Signature,
    /// 附注.
    Remark,
    /// Who took part in a meeting: 出席, 请假, 列席.
    Attendance,
    /// 附件1 over an attachment.
    AttachmentLabel,
}

/// The lines at the foot of the last page (版记).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// 抄送：…; empty without any.
    pub copies: String,
    /// Who printed it; empty if nobody is named.
    pub office: String,
    /// When, with 印发; empty if no day is given.
    pub date: String,
}

impl Imprint {
    /// Its rows: what stands at the left, and what at the right.
    #[must_use]
    pub fn rows(&self) -> Vec<(&str, &str)> {
        let rows = [(self.copies.as_str(), ""), (self.office.as_str(), self.date.as_str())];
        rows.into_iter().filter(|(left, right)| !left.is_empty() || !right.is_empty()).collect()
    }
}
