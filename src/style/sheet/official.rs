//! What only official documents have (GB/T 9704-2012 §7): the red head, what
//! stands behind the text, attachments, and the imprint.

use super::text::Text;
use crate::length::Length;
use crate::model::resolved::OfficialPart;
use crate::style::layer::part;
use crate::style::value::{Color, Measure, Size};

part! {
    /// The red head of an official document (GB/T 9704-2012 §7.2): the name of
    /// the office that issues it, the document's number, and a line. Over the name
    /// stand 份号 (`copy-number`), 密级 (`secrecy`) with 保密期限 (`secrecy-period`)
    /// and 紧急程度 (`urgency`), beside the number 签发人 (`signers`).
    Masthead, MastheadSheet {
        /// The field of the front matter with the name, or with several; in
        /// English `issuer`. Empty for no red head.
        name_field: String,
        /// The field with the number, such as 〔2026〕1号; in English
        /// `document-number`.
        number_field: String,
        /// How far the name stands under the upper edge of the text; zero for
        /// as far as its look says.
        top: Length,
        /// What stands at the right of several names, in the middle of their height.
        suffix: String,
        /// How 份号 looks.
        copy: Text,
        /// How 密级 and 紧急程度 look.
        mark: Text,
        /// How the name looks.
        name: Text,
        /// How the number looks.
        number: Text,
        /// How the lines with the number and those who signed look.
        signers: Text,
        /// How small a name becomes that is too long for its line; longer ones take
        /// several lines.
        min_size: Size,
        /// The width of the line under them.
        rule: Length,
        /// The colour of the line.
        color: Color,
        /// The space between the number and the line; in a letter between the name
        /// and the line.
        gap: Measure,
        /// Whether it is that of a letter (GB/T 9704-2012 §10.1): `top` is measured
        /// from the edge of the paper, the line under the name is a double one, a
        /// thick one over a thin one, and under it the number stands at the right
        /// beside the marks.
        letter: bool,
        /// The length of the double lines of a letter.
        rule_length: Length,
        /// How far the second double line of a letter stands from the lower edge of
        /// its first page.
        foot: Length,
    }
}

part! {
    /// What stands behind the text of an official document (GB/T 9704-2012 §7.3,
    /// §7.4), from the fields 主送机关 (`recipients`), 附件说明 (`attachments`),
    /// 发文机关署名 (`signed-by`), 成文日期 (`issue-date`, or `date`), 印章 (`seal`),
    /// 附注 (`remark`), 抄送机关 (`copies-to`), 印发机关 (`printed-by`) and 印发日期
    /// (`print-date`). 印章: 无 sets the signature as of a document without a seal.
    Official, OfficialSheet {
        /// Whether these fields are printed, and headings with `.appendix` are
        /// attachments.
        on: bool,
        /// How the list of attachments looks.
        attachments: Text,
        /// How the lists of 出席 (`attendees`), 请假 (`absentees`) and 列席
        /// (`observers`) of minutes look.
        attendance: Text,
        /// The height of the picture of a seal that the front matter names as 印章
        /// (`seal`).
        seal: Length,
        /// How 附注 looks.
        remark: Text,
        /// How 附件1 over an attachment looks.
        attachment_label: Text,
        /// How the title of an attachment looks.
        attachment_title: Text,
        /// How far the date stands from the right under a seal.
        sealed: Measure,
        /// How far the longer line stands from the right without a seal.
        unsealed: Measure,
        /// How much farther the date begins than the name, without a seal.
        shift: Measure,
        /// Whether a person signs (GB/T 9704-2012 §7.3.5.3): name and date stand
        /// equally far from the right, with an empty line between them.
        signatory: bool,
        /// How the imprint looks.
        imprint: Text,
        /// How far the lines of 抄送 after the first hang.
        imprint_hang: Measure,
        /// The width of the first and the last line of the imprint; zero for none.
        imprint_rule: Length,
        /// The width of the lines between them.
        imprint_inner_rule: Length,
        /// Whether the imprint says who printed it, and when.
        imprint_printer: bool,
        /// Whether the imprint stands on an even page.
        imprint_even: bool,
    }
}

impl super::Style {
    /// How a part of an official document looks.
    #[must_use]
    pub fn official_text(&self, part: OfficialPart) -> &Text {
        match part {
            OfficialPart::Salutation => &self.salutation,
            OfficialPart::Attachments => &self.official.attachments,
            OfficialPart::Signature => &self.signature,
            OfficialPart::Remark => &self.official.remark,
            OfficialPart::Attendance => &self.official.attendance,
            OfficialPart::AttachmentLabel => &self.official.attachment_label,
        }
    }
}
