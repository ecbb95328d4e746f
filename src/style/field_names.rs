//! The names under which schools and authors know the fields of a cover: `supervisor`,
//! 导师 and 指导老师 ask for the same.
//!
//! They must not know whether a style, a template or a manuscript has them.

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
            "硕士研究生",
            "博士研究生",
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
            "所在单位",
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
pub(crate) fn bare(label: &str) -> String {
    let is_sign = |ch: char| ch.is_whitespace() || "：:（）()-_*＊/／、.．".contains(ch);
    label.chars().filter(|ch| !is_sign(*ch)).flat_map(char::to_lowercase).collect()
}

/// The field that a label asks for: its own name, where it is not known.
#[must_use]
pub fn field_of(label: &str) -> &str {
    let bare = bare(label);
    FIELDS.iter().find(|(_, labels)| labels.contains(&bare.as_str())).map_or(label, |(field, _)| field)
}

/// Whether a label is one that schools use.
#[must_use]
pub fn is_label(label: &str) -> bool {
    let bare = bare(label);
    FIELDS.iter().any(|(_, labels)| labels.contains(&bare.as_str()))
}

/// The names of a field, without blanks, signs and capitals: those that schools use most
/// first.
#[must_use]
pub fn names_of(field: &str) -> &'static [&'static str] {
    FIELDS.iter().find(|(known, _)| *known == field).map_or(&[], |(_, labels)| labels)
}

#[cfg(test)]
mod tests {
    use super::field_of;

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
    }
}
