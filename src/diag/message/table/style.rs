//! What is wrong with style sheets.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    (
        "Every field: fuzi styles explain. All values: fuzi styles show {inherits}.",
        "所有字段：fuzi styles explain。全部取值：fuzi styles show {inherits}。",
    ),
    (
        "Take the mark # off a line and change its value; what is not said comes from “{inherits}”.",
        "去掉行首的 # 再改取值即可；没有写的取自“{inherits}”。",
    ),
    (
        "a logo {height} high does not fit between `page.header-distance` and `page.margin-top`: there is room for {room}",
        "高 {height} 的徽标在 `page.header-distance` 与 `page.margin-top` 之间放不下：只有 {room}",
    ),
    ("has more than one page number", "有不止一个页码"),
    ("has no page number", "没有页码"),
    ("is not a built-in style", "不是内置样式"),
    (
        "name the family of a role: under `[fonts.body]`, `east-asian = [\"…\"]` for the PDF and `word-east-asian = \"…\"` for Word",
        "请给角色指定字体：在 `[fonts.body]` 下，PDF 写 `east-asian = [\"…\"]`，Word 写 `word-east-asian = \"…\"`",
    ),
    ("the list needs at least one entry", "列表至少要有一项"),
    ("the margins leave less than 20mm for the text", "页边距之间不足 20 mm"),
    ("the style inherits from itself, through {names}", "样式经由 {names} 继承了自身"),
    ("the style lacks “{name}”", "样式缺少“{name}”"),
    (
        "there is no style “{name}” to inherit from, and as the path of a sheet it {reason}",
        "没有可继承的样式“{name}”，作为样式表路径又{reason}",
    ),
    ("two boxes are needed, the open one and the done one", "须有两个方框：未完成的和已完成的"),
    ("unknown key “{written}”", "未知的键“{written}”"),
    ("use one of the keys {known}", "可用的键：{known}"),
    (
        "use one of the styles {names}, or the path of a sheet from this one",
        "请用样式 {names} 之一，或从本样式表写起的样式表路径",
    ),
    ("would print “{stray}” as it stands, for it is not a placeholder", "会原样印出“{stray}”，因为它不是占位符"),
    ("write it as `{named} = {value}`", "请写成 `{named} = {value}`"),
    (
        "{count} columns with this gap leave less than 10mm for the text of each",
        "按此栏距分 {count} 栏，每栏不足 10 mm",
    ),
    ("{value} is not a number from {least} to {most}", "{value} 不在 {least} 到 {most} 之间"),
    ("“description” takes a text", "“description” 应是文字"),
    ("“inherits” takes the name of a style", "“inherits” 应是样式名"),
    ("“profile” takes tables, such as [profile.blind]", "“profile” 应是表，如 [profile.blind]"),
    ("“{number}” needs a space where the number stands, as in “( )”", "“{number}”须用空格留出编号的位置，如“( )”"),
    ("“{path}”: {mistake}", "“{path}”：{mistake}"),
    ("“{role}” is not a font role; the roles are {roles}", "“{role}”不是字体角色；可用的角色：{roles}"),
    (
        "“{text}” {why}; the placeholders of the page number are 1, 一, i, I, a, A and ①, and one of them stands once, as in “第1页” or “— 1 —”",
        "“{text}”{why}；页码的占位符是 1、一、i、I、a、A、①，须有一个并且只出现一次，如“第1页”“— 1 —”",
    ),
];
