//! What is wrong with the XML of a Word file's part, as ends of sentences.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("ends within an element", "在元素中间中断"),
    ("has a document type, which no part may have", "有部件中不允许的文档类型声明"),
    ("has no structure tree; build it again", "没有结构树；请重新生成"),
    ("holds more than {max_nodes} elements", "的元素超过 {max_nodes} 个"),
    ("holds no element", "没有元素"),
    ("is nested more than {max_depth} deep", "嵌套超过 {max_depth} 层"),
    ("is not well-formed XML: {why}", "不是合法的 XML：{why}"),
    ("it has more than one root element", "有不止一个根元素"),
    ("it holds the character U+{value}", "含有字符 U+{value}"),
    ("nothing declares the prefix “{prefix}”", "前缀“{prefix}”没有声明"),
    ("text stands outside its root element", "根元素之外有文字"),
    ("the PDF “{shown}” {reason}", "PDF “{shown}”{reason}"),
    ("the attribute “{name}” stands twice", "属性“{name}”重复"),
    ("unpacks to more than {max_bytes} MB", "解压后超过 {max_bytes} MB"),
    ("uses the unknown entity “{name}”", "用了未知的实体“{name}”"),
    ("“--” stands in a comment", "注释中有“--”"),
    ("“<” stands in an attribute", "属性值中有“<”"),
    ("“]]>” stands in its text", "文字中有“]]>”"),
    ("“{name}” is not a name", "“{name}”不是有效的名字"),
];
