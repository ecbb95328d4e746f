//! Under which names a style of Word may stand in a file: the built-in English
//! one, the Chinese one that Word and WPS show, and what templates call what
//! Word has no style for. Case and blanks do not matter. The first Chinese name
//! of what Word has no style for is the one that fuzi writes.

/// Names by the name that fuzi gives the style; the first that a file has wins.
const NAMES: &[(&str, &[&str])] = &[
    ("Normal", &["正文"]),
    ("Body Text", &["正文文本", "论文正文", "正文内容"]),
    ("Title", &["标题", "论文题目", "论文标题", "paper title"]),
    ("Subtitle", &["副标题", "paper subtitle"]),
    ("Author", &["作者", "作者姓名"]),
    ("Abstract Title", &["摘要标题"]),
    ("Abstract", &["摘要", "摘要正文", "摘要内容"]),
    ("caption", &["题注", "图题", "图标题", "图题注", "图名", "figure caption"]),
    (
        "Table Caption",
        &["表题", "表标题", "表题注", "表名", "表格标题", "table head", "table caption", "caption", "题注"],
    ),
    ("Code Caption", &["代码题注", "caption", "题注"]),
    ("Quote", &["引用", "引文"]),
    ("List Paragraph", &["列表段落", "列出段落"]),
    ("Table Text", &["表格文字", "表格正文", "表格内容", "表内文字", "表文", "表格", "table copy"]),
    ("Table Head", &["表头", "表格标题行", "table col head"]),
    ("Figure", &["图", "图片", "插图"]),
    ("Equation", &["公式"]),
    ("Theorem", &["定理"]),
    ("Code Block", &["代码", "代码块", "源代码", "Source Code"]),
    ("TOC Heading", &["TOC 标题", "目录标题"]),
    ("table of figures", &["图表目录"]),
    ("footnote text", &["脚注文本"]),
    ("footnote reference", &["脚注引用"]),
    ("endnote text", &["尾注文本"]),
    ("endnote reference", &["尾注引用"]),
    ("header", &["页眉"]),
    ("footer", &["页脚"]),
    ("Hyperlink", &["超链接", "超级链接"]),
    ("Strong", &["要点", "明显强调"]),
    ("Emphasis", &["强调"]),
    ("Default Paragraph Font", &["默认段落字体"]),
    ("Normal Table", &["普通表格"]),
    ("Heading Base", &["标题基准"]),
    ("Masthead", &["发文机关标志", "版头"]),
    ("Masthead Number", &["发文字号"]),
    ("Copy Number", &["份号"]),
    ("Masthead Mark", &["密级和紧急程度", "密级", "紧急程度"]),
    ("Masthead Signers", &["签发人"]),
    ("Attachments", &["附件说明"]),
    ("Attendance", &["出席人员"]),
    ("Remark", &["附注"]),
    ("Attachment Label", &["附件序号"]),
    ("Attachment Title", &["附件标题"]),
    ("Imprint", &["版记"]),
    ("Kicker", &["眉题"]),
    ("School", &["校名"]),
    ("Unlisted Heading 1", &["不入目录的标题 1"]),
    ("Unlisted Heading 2", &["不入目录的标题 2"]),
    ("Cover Field", &["封面小项"]),
    ("Title Line", &["题名信息"]),
    ("Definition Term", &["术语"]),
    ("Quote Attribution", &["引文出处"]),
    ("Thematic Break", &["分隔线"]),
    ("Separator", &["间隔"]),
    ("Subfigure Caption", &["分图题", "子图题"]),
    ("Missing Picture", &["缺图"]),
    ("Alert Text", &["提示框"]),
    ("Alert Note Title", &["提示框 说明 标题"]),
    ("Alert Note", &["提示框 说明"]),
    ("Alert Tip Title", &["提示框 提示 标题"]),
    ("Alert Tip", &["提示框 提示"]),
    ("Alert Important Title", &["提示框 重要 标题"]),
    ("Alert Important", &["提示框 重要"]),
    ("Alert Warning Title", &["提示框 警告 标题"]),
    ("Alert Warning", &["提示框 警告"]),
    ("Alert Caution Title", &["提示框 注意 标题"]),
    ("Alert Caution", &["提示框 注意"]),
    ("Code Char", &["行内代码"]),
    ("Keyboard", &["按键"]),
    ("Latin Emphasis", &["西文强调"]),
    ("East Asian Emphasis", &["中文强调"]),
    ("Highlight", &["突出显示"]),
    ("Underline", &["下划线"]),
    ("Strikethrough", &["删除线"]),
    ("Superscript", &["上标"]),
    ("Subscript", &["下标"]),
    ("Small Caps", &["小型大写字母"]),
    ("Emphasis Dots", &["着重号"]),
    ("Emphasis Link", &["强调链接"]),
    ("Code Link", &["代码链接"]),
    ("Keyboard Link", &["按键链接"]),
    ("Code Line Number", &["代码行号"]),
    ("Code Keyword", &["代码关键字"]),
    ("Code Type", &["代码类型"]),
    ("Code Function", &["代码函数"]),
    ("Code Variable", &["代码变量"]),
    ("Code String", &["代码字符串"]),
    ("Code Number", &["代码数字"]),
    ("Code Comment", &["代码注释"]),
    ("Code Operator", &["代码运算符"]),
    ("Code Tag", &["代码标签"]),
    ("Code Attribute", &["代码属性"]),
    ("Plain Table", &["无线表"]),
    ("Three-Line Table", &["三线表", "论文表格", "三线表格"]),
    ("Grid Table", &["网格表", "Table Grid", "网格型"]),
    ("Bibliography", &["书目", "参考文献", "参考文献正文", "参考文献条目", "参考文献内容", "references"]),
];

/// A name as it is compared.
#[must_use]
pub(super) fn normal(name: &str) -> String {
    name.chars().filter(|ch| !ch.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The English name of a style of fuzi that may be given by the Chinese one that it
/// writes.
#[must_use]
pub(super) fn english(name: &str) -> &str {
    row(name).map_or(name, |(known, _)| known)
}

fn row(name: &str) -> Option<&'static (&'static str, &'static [&'static str])> {
    let of_english = NAMES.iter().find(|(known, _)| *known == name);
    of_english.or_else(|| NAMES.iter().find(|(_, more)| more.first() == Some(&name)))
}

/// Every name that a style of fuzi, given by its English or its Chinese name, may
/// have in a file, as they are compared.
#[must_use]
pub(super) fn candidates(name: &str) -> Vec<String> {
    let mut list = vec![normal(name)];
    let level = |word: &str| name.strip_prefix(word).and_then(|rest| rest.trim().parse::<u8>().ok());
    if let Some(level) = level("heading ") {
        list.push(format!("标题{level}"));
        let digit = ["一", "二", "三", "四", "五", "六"].get(usize::from(level).wrapping_sub(1)).copied();
        list.extend(digit.map(|digit| format!("{digit}级标题")));
        list.push(format!("{level}级标题"));
        let word = ["章标题", "节标题"].get(usize::from(level).wrapping_sub(1)).copied();
        list.extend(word.map(str::to_owned));
    }
    if let Some(level) = level("toc ") {
        list.push(format!("目录{level}"));
    }
    list.extend(
        row(name).into_iter().flat_map(|(known, more)| std::iter::once(known).chain(*more)).map(|name| normal(name)),
    );
    list.dedup();
    list
}

/// The Chinese name of one of Word's own styles, for messages.
#[must_use]
pub fn chinese(name: &str) -> Option<String> {
    if let Some(level) = name.strip_prefix("heading ") {
        return Some(format!("标题 {level}"));
    }
    if let Some(level) = name.strip_prefix("toc ") {
        return Some(format!("目录 {level}"));
    }
    let more = NAMES.iter().find(|(known, _)| *known == name)?.1;
    more.first().map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{candidates, normal};

    #[test]
    fn names_in_two_languages() {
        assert_eq!(normal("Heading 1"), "heading1");
        assert_eq!(candidates("heading 2"), ["heading2", "标题2", "二级标题", "2级标题", "节标题"]);
        assert!(candidates("footnote text").contains(&"脚注文本".to_owned()));
        assert_eq!(candidates("表格文字")[..2], ["表格文字", "tabletext"]);
    }
}
