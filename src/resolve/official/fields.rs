//! The fields of official documents (GB/T 9704-2012 §7) by their Chinese and their
//! English names.

use crate::diag::Spanned;
use crate::model::document::Meta;
use crate::resolve::cover::entry;
use crate::style::Style;

/// A field as it was written: its key and its value.
pub(in crate::resolve) type Entry = (Spanned<String>, Spanned<String>);

/// A field of an official document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Field {
    /// 份号.
    Copy,
    /// 密级.
    Secrecy,
    /// 保密期限.
    Period,
    /// 紧急程度.
    Urgency,
    /// 发文机关标志.
    Issuer,
    /// 发文字号.
    Number,
    /// 签发人.
    Signers,
    /// 主送机关.
    Recipients,
    /// 附件说明.
    Attachments,
    /// 发文机关署名.
    SignedBy,
    /// 成文日期.
    IssueDate,
    /// 印章.
    Seal,
    /// 出席.
    Attendees,
    /// 请假.
    Absentees,
    /// 列席.
    Observers,
    /// 附注.
    Remark,
    /// 抄送机关.
    CopiesTo,
    /// 印发机关.
    PrintedBy,
    /// 印发日期.
    PrintDate,
}

/// The names of each field.
const NAMES: [(Field, &[&str]); 19] = [
    (Field::Copy, &["份号", "copy-number"]),
    (Field::Secrecy, &["密级", "密级和保密期限", "secrecy"]),
    (Field::Period, &["保密期限", "secrecy-period"]),
    (Field::Urgency, &["紧急程度", "urgency"]),
    (Field::Issuer, &["发文机关标志", "issuer"]),
    (Field::Number, &["发文字号", "document-number"]),
    (Field::Signers, &["签发人", "signers"]),
    (Field::Recipients, &["主送机关", "主送", "recipients"]),
    (Field::Attachments, &["附件说明", "附件", "attachments"]),
    (Field::SignedBy, &["发文机关署名", "署名", "发文机关", "signed-by"]),
    (Field::IssueDate, &["成文日期", "issue-date"]),
    (Field::Seal, &["印章", "seal"]),
    (Field::Attendees, &["出席人员", "出席", "attendees"]),
    (Field::Absentees, &["请假人员", "请假", "absentees"]),
    (Field::Observers, &["列席人员", "列席", "observers"]),
    (Field::Remark, &["附注", "remark"]),
    (Field::CopiesTo, &["抄送机关", "抄送", "copies-to"]),
    (Field::PrintedBy, &["印发机关", "printed-by"]),
    (Field::PrintDate, &["印发日期", "print-date"]),
];

/// What the front matter says in a field.
pub(in crate::resolve) fn given<'m>(meta: &'m Meta, style: &Style, wanted: Field) -> Option<&'m Entry> {
    let own = match wanted {
        Field::Issuer => Some(style.masthead.name_field.as_str()),
        Field::Number => Some(style.masthead.number_field.as_str()),
        _ => None,
    };
    if own == Some("") || (own.is_none() && !style.official.on) {
        return None;
    }
    let names = NAMES.iter().find(|(field, _)| *field == wanted).map(|(_, names)| *names).unwrap_or_default();
    // A style with a red head of its own knows the names that it gives.
    let names = if style.official.on { names } else { &[] };
    let found = own.into_iter().chain(names.iter().copied()).find_map(|name| entry(meta, name));
    found.filter(|(_, value)| !value.value.trim().is_empty())
}
