//! What is wrong with style sheets.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("is not a built-in style", "不是内置样式"),
    (
        "name the family of a role: under `[fonts.body]`, `east-asian = [\"…\"]` for the PDF and `word-east-asian = \"…\"` for Word",
        "请给角色指定字体：在 `[fonts.body]` 下，PDF 写 `east-asian = [\"…\"]`，Word 写 `word-east-asian = \"…\"`",
    ),
    ("the margins leave less than 20mm for the text", "页边距之间不足 20 mm"),
    ("the style inherits from itself, through {names}", "样式经由 {names} 继承了自身"),
    ("the style lacks “{name}”", "样式缺少“{name}”"),
    (
        "there is no style “{name}” to inherit from, and as the path of a sheet it {reason}",
        "没有可继承的样式“{name}”，作为样式表路径又{reason}",
    ),
    ("unknown key “{written}”", "未知的键“{written}”"),
    ("use one of the keys {known}", "可用的键：{known}"),
    (
        "use one of the styles {names}, or the path of a sheet from this one",
        "请用样式 {names} 之一，或从本样式表写起的样式表路径",
    ),
    ("write it as `{named} = {value}`", "请写成 `{named} = {value}`"),
    (
        "{count} columns with this gap leave less than 10mm for the text of each",
        "按此栏距分 {count} 栏，每栏不足 10 mm",
    ),
    ("“description” takes a text", "“description” 应是文字"),
    ("“inherits” takes the name of a style", "“inherits” 应是样式名"),
    ("“{path}”: {mistake}", "“{path}”：{mistake}"),
];
