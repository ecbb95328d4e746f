//! The words that fuzi itself puts into a document, by language.

use crate::model::resolved::CaptionKind;
use crate::model::{AlertKind, AlertName, Lang, TheoremKind};

/// Words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Words {
    pub figure: &'static str,
    pub table: &'static str,
    /// Over a table on its further pages; `{label}` stands for its label.
    pub continued: &'static str,
    pub code: &'static str,
    pub equation: &'static str,
    /// Before the number of an unnamed heading: `第 2.1 节`, `Section 2.1`.
    pub section: (&'static str, &'static str),
    /// Before the letter of an appendix.
    pub appendix: &'static str,
    /// Before and behind a number in Chinese numerals: 第二部分.
    pub part: (&'static str, &'static str),
    pub contents: &'static str,
    pub figures: &'static str,
    pub tables: &'static str,
    pub abstract_title: &'static str,
    pub keywords: &'static str,
    /// The heading of the list of works.
    pub references: &'static str,
    /// Between a word and its number.
    pub gap: &'static str,
    /// Between two names, two keywords.
    pub list: &'static str,
    /// Between the parts of an enumeration, and before the last one.
    pub enumeration: (&'static str, &'static str),
    alerts: [&'static str; 5],
    alert_names: [&'static str; 11],
    theorems: [&'static str; 14],
    /// What stands before the name of a missing picture.
    pub missing_image: &'static str,
    /// What a logo shows, for those who cannot see it.
    pub logo: &'static str,
    /// The heading of the table of versions, and the heads of its columns.
    pub revisions: (&'static str, [(&'static str, &'static str); 4]),
    /// What the picture of a seal shows.
    pub seal: &'static str,
    /// How a date is written; `{y}`, `{m}` and `{d}` stand for its parts.
    pub date: &'static str,
    /// What stands between a caption's sub-figure letter and its text.
    pub attribution_dash: &'static str,
}

const CHINESE: Words = Words {
    figure: "图",
    table: "表",
    continued: "续{label}",
    code: "代码",
    equation: "式",
    section: ("第 ", " 节"),
    appendix: "附录 ",
    part: ("第", "部分"),
    contents: "目录",
    figures: "插图目录",
    tables: "表格目录",
    abstract_title: "摘要",
    keywords: "关键词：",
    references: "参考文献",
    gap: " ",
    list: "，",
    enumeration: ("、", "和"),
    alerts: ["说明", "提示", "重要", "警告", "注意"],
    alert_names: ["信息", "待办", "成功", "问题", "危险", "失败", "缺陷", "示例", "引用", "摘要", "参见"],
    theorems: [
        "定理", "引理", "推论", "命题", "猜想", "假设", "公理", "定义", "例", "习题", "注", "证明", "解", "算法",
    ],
    missing_image: "图片缺失：",
    logo: "校徽",
    revisions: ("修订记录", [("version", "版本"), ("date", "日期"), ("author", "作者"), ("changes", "说明")]),
    seal: "印章",
    date: "{y} 年 {m} 月 {d} 日",
    attribution_dash: "——",
};

const TRADITIONAL: Words = Words {
    figure: "圖",
    table: "表",
    continued: "續{label}",
    code: "程式碼",
    equation: "式",
    section: ("第 ", " 節"),
    appendix: "附錄 ",
    part: ("第", "部分"),
    contents: "目錄",
    figures: "圖目錄",
    tables: "表目錄",
    abstract_title: "摘要",
    keywords: "關鍵詞：",
    references: "參考文獻",
    gap: " ",
    list: "，",
    enumeration: ("、", "和"),
    alerts: ["說明", "提示", "重要", "警告", "注意"],
    alert_names: ["資訊", "待辦", "成功", "問題", "危險", "失敗", "缺陷", "範例", "引用", "摘要", "參見"],
    theorems: [
        "定理",
        "引理",
        "推論",
        "命題",
        "猜想",
        "假設",
        "公理",
        "定義",
        "例",
        "習題",
        "註",
        "證明",
        "解",
        "演算法",
    ],
    missing_image: "圖片缺失：",
    logo: "校徽",
    revisions: ("修訂記錄", [("version", "版本"), ("date", "日期"), ("author", "作者"), ("changes", "說明")]),
    seal: "印章",
    date: "{y} 年 {m} 月 {d} 日",
    attribution_dash: "——",
};

const JAPANESE: Words = Words {
    figure: "図",
    table: "表",
    continued: "{label}（続き）",
    code: "コード",
    equation: "式",
    section: ("第 ", " 節"),
    appendix: "付録 ",
    part: ("第", "部分"),
    contents: "目次",
    figures: "図目次",
    tables: "表目次",
    abstract_title: "概要",
    keywords: "キーワード：",
    references: "参考文献",
    gap: " ",
    list: "、",
    enumeration: ("、", "と"),
    alerts: ["注記", "ヒント", "重要", "警告", "注意"],
    alert_names: ["情報", "予定", "成功", "質問", "危険", "失敗", "不具合", "例", "引用", "要約", "参照"],
    theorems: [
        "定理",
        "補題",
        "系",
        "命題",
        "予想",
        "仮説",
        "公理",
        "定義",
        "例",
        "演習",
        "注意",
        "証明",
        "解",
        "アルゴリズム",
    ],
    missing_image: "画像がありません：",
    logo: "ロゴ",
    revisions: ("改訂履歴", [("version", "版"), ("date", "日付"), ("author", "作成者"), ("changes", "内容")]),
    seal: "印",
    date: "{y} 年 {m} 月 {d} 日",
    attribution_dash: "——",
};

const KOREAN: Words = Words {
    figure: "그림",
    table: "표",
    continued: "{label} (계속)",
    code: "코드",
    equation: "식",
    section: ("", "절"),
    appendix: "부록 ",
    part: ("", "부"),
    contents: "목차",
    figures: "그림 목차",
    tables: "표 목차",
    abstract_title: "초록",
    keywords: "주제어: ",
    references: "참고 문헌",
    gap: " ",
    list: ", ",
    enumeration: (", ", " 및 "),
    alerts: ["참고", "도움말", "중요", "경고", "주의"],
    alert_names: ["정보", "할 일", "성공", "질문", "위험", "실패", "버그", "예", "인용", "요약", "함께 보기"],
    theorems: [
        "정리",
        "보조정리",
        "따름정리",
        "명제",
        "추측",
        "가설",
        "공리",
        "정의",
        "예",
        "연습문제",
        "참고",
        "증명",
        "풀이",
        "알고리즘",
    ],
    missing_image: "그림 없음: ",
    logo: "로고",
    revisions: ("개정 이력", [("version", "버전"), ("date", "날짜"), ("author", "작성자"), ("changes", "내용")]),
    seal: "인장",
    date: "{y}년 {m}월 {d}일",
    attribution_dash: "— ",
};

const ENGLISH: Words = Words {
    figure: "Figure",
    table: "Table",
    continued: "{label} (continued)",
    code: "Listing",
    equation: "Eq.",
    section: ("Section ", ""),
    appendix: "Appendix ",
    part: ("Part ", ""),
    contents: "Contents",
    figures: "List of Figures",
    tables: "List of Tables",
    abstract_title: "Abstract",
    keywords: "Keywords: ",
    references: "References",
    gap: " ",
    list: ", ",
    enumeration: (", ", " and "),
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    alert_names: [
        "Info", "To do", "Success", "Question", "Danger", "Failure", "Bug", "Example", "Quote", "Summary", "See also",
    ],
    theorems: [
        "Theorem",
        "Lemma",
        "Corollary",
        "Proposition",
        "Conjecture",
        "Hypothesis",
        "Axiom",
        "Definition",
        "Example",
        "Exercise",
        "Remark",
        "Proof",
        "Solution",
        "Algorithm",
    ],
    missing_image: "missing image: ",
    logo: "logo",
    revisions: (
        "Revision history",
        [("version", "Version"), ("date", "Date"), ("author", "Author"), ("changes", "Changes")],
    ),
    seal: "seal",
    date: "{y}-{m0}-{d0}",
    attribution_dash: "— ",
};

/// The months in English.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Words {
    /// The words of a language; English where fuzi has none of its own.
    #[must_use]
    pub fn of(lang: &Lang) -> &'static Self {
        match lang.language() {
            "zh" if lang.is_traditional() => &TRADITIONAL,
            "zh" | "yue" | "wuu" | "lzh" => &CHINESE,
            "ja" => &JAPANESE,
            "ko" => &KOREAN,
            _ => &ENGLISH,
        }
    }

    /// The word before the number of a caption.
    #[must_use]
    pub fn caption(&self, kind: CaptionKind) -> &'static str {
        match kind {
            CaptionKind::Figure => self.figure,
            CaptionKind::Table => self.table,
            CaptionKind::Code => self.code,
        }
    }

    /// The word of a theorem, a definition, a proof and the like.
    #[must_use]
    pub fn theorem(&self, kind: TheoremKind) -> &'static str {
        self.theorems[kind as usize]
    }

    /// The title of an alert that has none of its own.
    #[must_use]
    pub fn alert(&self, kind: AlertKind, name: Option<AlertName>) -> &'static str {
        name.map_or(self.alerts[kind as usize], |name| self.alert_names[name as usize])
    }

    /// A date in the manner of the language; in English the month is a word, and
    /// stands before the day where no region says otherwise.
    #[must_use]
    pub fn date(&self, lang: &Lang, (year, month, day): (i32, u8, u8)) -> String {
        if let Some(name) = MONTHS.get(usize::from(month).wrapping_sub(1)).filter(|_| lang.language() == "en") {
            let is_american = lang.region().is_none_or(|region| matches!(region, "US" | "PH"));
            return if is_american { format!("{name} {day}, {year}") } else { format!("{day} {name} {year}") };
        }
        let parts = [
            ("{y}", year.to_string()),
            ("{m}", month.to_string()),
            ("{d}", day.to_string()),
            ("{m0}", format!("{month:02}")),
            ("{d0}", format!("{day:02}")),
        ];
        parts.iter().fold(self.date.to_owned(), |text, (sign, value)| text.replace(sign, value))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Words};

    #[test]
    fn dates_are_written_in_the_manner_of_the_language() {
        let date = |tag: &str| {
            let lang = Lang::parse(tag).unwrap();
            Words::of(&lang).date(&lang, (2026, 4, 8))
        };
        assert_eq!(["zh", "ja", "fr"].map(date), ["2026 年 4 月 8 日", "2026 年 4 月 8 日", "2026-04-08"]);
        assert_eq!(["en", "en-US", "en-GB"].map(date), ["April 8, 2026", "April 8, 2026", "8 April 2026"]);
    }
}
