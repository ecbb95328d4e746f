//! What has no room on the pages.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("a line or box", "线条或边框"),
    ("break the formula into lines with `\\\\` and `&`, or shorten it", "请用 `\\\\` 和 `&` 将公式分行，或改短"),
    ("break the line of code", "请将这行代码折行"),
    ("give the picture a smaller `width`", "请减小图片的 `width`"),
    ("its box", "所在的框"),
    ("its cell", "所在的单元格"),
    ("its column", "所在的栏"),
    ("shorten or break it", "请改短或断开"),
    (
        "shorten the text, give its column more room with `widths`, or set the table in `::: {.landscape}`",
        "请改短文字，用 `widths` 加宽该列，或将表格放进 `::: {.landscape}`",
    ),
    ("the text area of the page", "页面版心"),
    ("this formula", "此公式"),
    ("this formula is printed over its number", "此公式压住了编号"),
    (
        "this formula is too wide for the line; it is set at {percent} % of its size",
        "此公式比行宽，缩至原大的 {percent} % 排印",
    ),
    ("this picture", "此图片"),
    ("{thing} is printed over {other}", "{thing}压住了{other}"),
    ("{thing} is {points}pt too wide for {place}", "{thing}超出{place} {points} pt"),
    (
        "{thing} is {points}pt too wide for {place} ({more} more in this table)",
        "{thing}超出{place} {points} pt（此表中另有 {more} 处）",
    ),
    ("{thing} stands {points}pt below the text area of the page", "{thing}超出页面版心下沿 {points} pt"),
    ("“{text}”", "“{text}”"),
];
