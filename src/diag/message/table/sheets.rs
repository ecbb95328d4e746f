//! What is wrong with values of style sheets, as their reader says it in strings.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("a colour such as #1F4E79", "颜色，如 #1F4E79"),
    ("a font size such as 小四 or 12pt", "字号，如小四、12pt"),
    ("a grid such as 22行 or 22行×28字", "网格，如 22行、22行×28字"),
    ("a length such as 25.4mm, 2.5cm or 12pt", "长度，如 25.4mm、2.5cm、12pt"),
    ("a length such as 6磅, 0.5行, 2字符 or 5mm", "长度，如 6磅、0.5行、2字符、5mm"),
    ("a line pitch such as 1.5倍 or 固定值 20磅", "行距，如 1.5倍、固定值 20磅"),
    ("a list, in [ ]", "方括号里的列表"),
    ("a number", "数"),
    ("a numbering pattern such as 第一章 or 1.1", "编号格式，如第一章、1.1"),
    ("a paper such as A4", "纸张，如 A4"),
    ("a table, under its [name]", "表，写在 [表名] 之下"),
    ("a text in quotes", "引号里的文字"),
    ("a whole number from 0 to 255", "0 到 255 的整数"),
    ("invalid type: {found}", "类型不对：{found}"),
    ("invalid value: {found}", "值不对：{found}"),
    ("one of the words {found}", "{found} 之一"),
    ("true or false", "true 或 false"),
    ("{found}, expected {expected}", "{found}，应为{expected}"),
    ("{number} is a bare number; expected, in quotes, {expecting}", "{number} 是裸数字；应写在引号里，为{expecting}"),
    (
        "“{other}” is not one of left, center, right, justify (左, 居中, 右, 两端对齐)",
        "“{other}”不在左、居中、右、两端对齐（left、center、right、justify）之中",
    ),
    ("“{text}” has more than six counters", "“{text}”的计数符多于六个"),
    (
        "“{text}” has no counter: i, I, a and A count only where no other letter touches them",
        "“{text}”没有计数符：i、I、a、A 只在不与别的字母相连时计数",
    ),
    (
        "“{text}” has no counter; write one of 1, 一, i, I, a, A, ①",
        "“{text}”没有计数符，请写 1、一、i、I、a、A、① 之一",
    ),
    (
        "“{text}” has no known unit; use pt, 磅, mm, cm, 字符 or 行",
        "“{text}”没有已知的单位，请用 pt、磅、mm、cm、字符或行",
    ),
    ("“{text}” has no unit of length; use pt, 磅, mm, cm or in", "“{text}”没有长度单位，请用 pt、磅、mm、cm 或 in"),
    ("“{text}” is negative", "“{text}”是负数"),
    ("“{text}” is not a number with a unit", "“{text}”不是带单位的数"),
    ("“{text}” is not a side of a paper between 40mm and 2m", "“{text}”不是 40mm 到 2m 的纸张边长"),
    ("“{text}” is not a size between 1pt and 500pt", "“{text}”不是 1pt 到 500pt 的字号"),
    ("“{text}” is not a valid colour; use #RRGGBB", "“{text}”不是有效的颜色，请用 #RRGGBB"),
    (
        "“{text}” is not a valid font size; use a name such as 小四 or points such as 12pt",
        "“{text}”不是有效的字号，请用小四等字号名或 12pt 等磅值",
    ),
    (
        "“{text}” is not a valid grid; use none, 22行 or 22行×28字",
        "“{text}”不是有效的网格，请用 none、22行 或 22行×28字",
    ),
    (
        "“{text}” is not a valid line pitch; use 1.5倍 or 固定值 20磅",
        "“{text}”不是有效的行距，请用 1.5倍 或 固定值 20磅",
    ),
    (
        "“{text}” is not a valid paper; use A3, A4, A5, B5, 16开, letter or its sides, as in 184mm×260mm",
        "“{text}”不是有效的纸张，请用 A3、A4、A5、B5、16开、letter 或边长，如 184mm×260mm",
    ),
    ("“{text}” is not one of {words}", "“{text}”不在 {words} 之中"),
    ("“{text}” is too large", "“{text}”过大"),
    ("“{text}” leaves no room for a line", "“{text}”容不下一行"),
];
