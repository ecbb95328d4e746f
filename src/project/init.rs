//! A new project.

use std::path::{Path, PathBuf};

use super::files::{self, FileError};

const MANIFEST: &str = r#"[document]
sources = ["report.md"]
output = "report"
style = "report"
"#;

const REPORT: &str = r##"---
title: 报告题目
author:
  - name: 作者
    affiliation: 单位
date: "2026-01-01"
lang: zh-CN
abstract: |
  用两三句话说明研究了什么、怎么做的、得到了什么。
keywords: [关键词一, 关键词二, 关键词三]
toc: true
---

# 引言 {#sec:intro}

正文直接写在这里。段落中的换行
不会留下空格；**重点**与*强调*照常书写。脚注写成这样[^note]。

[^note]: 脚注的内容。

# 方法

如 @tbl:plan 所示，表格的题注写在表格下一行；公式见 @eq:mean。

| 阶段 | 内容     | 时间 |
|------|----------|-----:|
| 一   | 收集资料 | 两周 |
| 二   | 分析     | 三周 |

: 工作计划 {#tbl:plan}

$$ \bar{x} = \frac{1}{n} \sum_{i=1}^{n} x_i $$ {#eq:mean}

> 引文放在引用块里，最后一行写明出处。
> —— 出处
"##;

const IGNORE: &str = "*.pdf\n*.docx\n.fuzi/\n";

/// Writes the files of a new project into a folder, which is made if it is not
/// there.
///
/// # Errors
///
/// If one of the files is there already or cannot be written.
pub fn init(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let wanted = [("fuzi.toml", MANIFEST), ("report.md", REPORT), (".gitignore", IGNORE)];
    let paths: Vec<PathBuf> = wanted.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(path) = paths.iter().take(2).find(|path| files::is_file(path)) {
        let reason = "is there already; fuzi does not overwrite it".to_owned();
        return Err(FileError::new(path.clone(), reason));
    }
    let new = wanted.iter().zip(&paths).filter(|(_, path)| !files::is_file(path));
    let files: Vec<_> = new.map(|((_, text), path)| (path.clone(), text.as_bytes().to_vec().into())).collect();
    files::write_all(&files)?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}
