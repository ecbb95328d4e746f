//! Lines and colours as Word files write them.

use crate::length::Length;
use crate::model::resolved::own_pages::OwnLine;
use crate::style::value::Color;

/// A number; nothing for what is none, or without end.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A line by its kind, its width in eighths of a point and its colour (ECMA-376-1
/// §17.18.2).
pub(super) fn line(kind: &str, eighths: Option<&str>, color: Option<&str>) -> Option<OwnLine> {
    if matches!(kind, "nil" | "none") {
        return None;
    }
    let eighths = eighths.and_then(number).unwrap_or(4.0).clamp(1.0, 96.0);
    let dashed = kind.to_lowercase().contains("dash") || kind.starts_with("dot");
    Some(OwnLine { width: Length::points(eighths / 8.0), color: color.and_then(rgb).unwrap_or([0; 3]), dashed })
}

/// A colour by its hexadecimal digits; `None` for `auto`.
pub(super) fn rgb(hex: &str) -> Option<[u8; 3]> {
    format!("#{hex}").parse().ok().map(|color: Color| color.0)
}
