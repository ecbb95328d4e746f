//! What labels of blanks mean: the fields of the front matter, each under the
//! names by which schools ask for it.

use std::collections::BTreeMap;

/// The fields with their labels, without blanks, signs and capitals.
const FIELDS: [(&str, &[&str]); 13] = [
    (
        "title",
        &[
            "题目",
            "论文题目",
            "设计题目",
            "课题名称",
            "课题题目",
            "题名",
            "中文题目",
            "毕业设计题目",
            "毕业论文题目",
            "论文设计题目",
            "设计论文题目",
            "毕业设计论文题目",
            "课程设计题目",
            "报告题目",
            "实验题目",
            "项目名称",
            "实验名称",
            "论文名称",
            "论文标题",
            "标题",
            "中文论文题目",
            "title",
            "thesistitle",
            "titleofthesis",
            "papertitle",
        ],
    ),
    ("title-en", &["英文题目", "外文题目", "英文标题", "英文论文题目", "titleen", "englishtitle"]),
    (
        "author",
        &[
            "姓名",
            "学生姓名",
            "作者",
            "作者姓名",
            "学生",
            "研究生",
            "研究生姓名",
            "申请人",
            "申请人姓名",
            "学位申请人",
            "论文作者",
            "author",
            "name",
            "student",
            "studentname",
            "candidate",
            "fullname",
        ],
    ),
    ("学号", &["学号", "学生学号", "学籍号", "id", "studentid", "studentno", "studentnumber"]),
    (
        "学院",
        &[
            "学院",
            "院系",
            "院系名称",
            "学院名称",
            "所在学院",
            "系别",
            "系部",
            "二级学院",
            "培养单位",
            "所在院系",
            "系",
            "学院系",
            "college",
            "school",
            "department",
            "faculty",
        ],
    ),
    (
        "专业",
        &[
            "专业",
            "专业名称",
            "学科专业",
            "所学专业",
            "专业方向",
            "学科",
            "学科名称",
            "major",
            "programme",
            "program",
            "discipline",
        ],
    ),
    ("班级", &["班级", "专业班级", "班别", "所在班级", "年级班级", "class"]),
    (
        "指导教师",
        &[
            "指导教师",
            "导师",
            "指导老师",
            "导师姓名",
            "指导教师姓名",
            "校内导师",
            "校内指导教师",
            "supervisor",
            "advisor",
            "adviser",
            "tutor",
            "instructor",
        ],
    ),
    (
        "date",
        &[
            "日期",
            "完成日期",
            "提交日期",
            "论文完成日期",
            "完成时间",
            "提交时间",
            "论文提交日期",
            "报告日期",
            "日期date",
            "date",
            "submissiondate",
            "dateofsubmission",
        ],
    ),
    ("课程", &["课程", "课程名称", "course", "coursename", "coursetitle"]),
    ("年级", &["年级", "届别", "grade"]),
    ("学校", &["学校", "学校名称", "university"]),
    ("职称", &["职称", "导师职称", "指导教师职称"]),
];

/// A label or a field without what differs from school to school: blanks,
/// colons, brackets, capitals.
fn bare(label: &str) -> String {
    let is_sign = |ch: char| ch.is_whitespace() || "：:（）()-_*＊/／、.．".contains(ch);
    label.chars().filter(|ch| !is_sign(*ch)).flat_map(char::to_lowercase).collect()
}

/// A label as it is shown and written in a sheet.
pub(super) fn shown(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    // 学    号 is one word, Student ID are two.
    let between = if label.is_ascii() { " " } else { "" };
    words.join(between).trim_end_matches(['：', ':']).trim_matches(['*', '＊']).to_owned()
}

/// The field that a label asks for: its own name, where it is not known.
#[must_use]
pub(in crate::template) fn field_of(label: &str) -> &str {
    let bare = bare(label);
    FIELDS.iter().find(|(_, labels)| labels.contains(&bare.as_str())).map_or(label, |(field, _)| field)
}

/// Whether a label is one that schools use.
pub(in crate::template) fn is_known(label: &str) -> bool {
    let bare = bare(label);
    FIELDS.iter().any(|(_, labels)| labels.contains(&bare.as_str()))
}

/// What the front matter says, by the names of its fields, and which of them
/// the sheet has for a label.
#[derive(Debug)]
pub struct Values<'a> {
    /// The fields as they are printed, in the order written.
    pub given: &'a [(String, String)],
    /// Labels with fields; no field leaves a blank as it is.
    pub fields: &'a BTreeMap<String, String>,
}

impl Values<'_> {
    /// Whether the sheet leaves a blank as it is.
    pub(in crate::template) fn is_left(&self, label: &str) -> bool {
        self.fields.iter().any(|(known, field)| bare(known) == bare(label) && field.is_empty())
    }

    /// The value for a label.
    #[must_use]
    pub fn of(&self, label: &str) -> Option<&str> {
        let chosen = self.fields.iter().find(|(known, _)| bare(known) == bare(label));
        let field = chosen.map_or_else(|| field_of(label), |(_, field)| field.as_str());
        let names = FIELDS.iter().find(|(known, _)| *known == field).map_or(&[][..], |(_, labels)| *labels);
        let is = |name: &str| self.given.iter().find(|(key, _)| bare(key) == name);
        let found = is(&bare(label)).filter(|_| chosen.is_none()).or_else(|| is(&bare(field)));
        let found = found.or_else(|| names.iter().find_map(|name| is(name)));
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty() && !field.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Values, field_of, shown};

    #[test]
    fn labels_ask_for_fields() {
        for (label, field) in [
            ("学    号：", "学号"),
            ("论文（设计）题目", "title"),
            ("Student ID:", "学号"),
            ("院（系）", "学院"),
            ("指导老师", "指导教师"),
        ] {
            assert_eq!(field_of(label), field, "{label}");
        }
        assert_eq!(field_of("导师邮箱"), "导师邮箱");
        assert_eq!((shown("学　 号：").as_str(), shown("Student ID:").as_str()), ("学号", "Student ID"));
    }

    #[test]
    fn fields_are_found_by_any_of_their_names() {
        let given = [("student-id".to_owned(), "7".to_owned()), ("title".to_owned(), "题".to_owned())];
        let mut fields = BTreeMap::new();
        assert_eq!(Values { given: &given, fields: &fields }.of("学 号"), Some("7"));
        fields.insert("学号".to_owned(), String::new());
        fields.insert("备注".to_owned(), "title".to_owned());
        let values = Values { given: &given, fields: &fields };
        assert_eq!((values.of("学号"), values.of("备注"), values.of("专业")), (None, Some("题"), None));
    }
}
