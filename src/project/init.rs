//! A new project.

use crate::diag::message;
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
/// there: with a sample, or for the manuscripts that lie there.
///
/// # Errors
///
/// If the folder is a project already, or a file cannot be written.
pub fn init(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let found = if files::is_dir(folder) { manuscripts(folder)? } else { Vec::new() };
    let manifest = if found.is_empty() { MANIFEST.to_owned() } else { manifest(&found) };
    let sample = found.is_empty().then_some(("report.md", REPORT.to_owned()));
    let ignore = (".gitignore", IGNORE.to_owned());
    let wanted: Vec<_> = std::iter::once(("fuzi.toml", manifest)).chain(sample).chain([ignore]).collect();
    let manifest = folder.join("fuzi.toml");
    if files::is_file(&manifest) {
        let reason = message!("already exists; fuzi does not overwrite it");
        return Err(FileError::new(manifest, reason));
    }
    let wanted = wanted.into_iter().map(|(name, text)| (folder.join(name), text));
    let new = wanted.filter(|(path, _)| !files::is_there(path));
    let files: Vec<_> = new.map(|(path, text)| (path, text.into_bytes().into())).collect();
    files::write_all(&files)?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// The Markdown files of a folder, without what says something of the folder
/// itself.
fn manuscripts(folder: &Path) -> Result<Vec<String>, FileError> {
    let about = ["readme", "changelog", "contributing", "license"];
    let is_about = |name: &str| about.iter().any(|stem| name.to_lowercase().starts_with(stem));
    let names = files::markdown_files(folder)?.into_iter().filter_map(|name| name.into_os_string().into_string().ok());
    Ok(names.filter(|name| !is_about(name)).collect())
}

/// The project file for manuscripts: one document, or one of each.
fn manifest(names: &[String]) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    match names {
        [name] => {
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let (name, stem) = (quoted(name), quoted(stem));
            format!("[document]\nsources = [{name}]\noutput = {stem}\nstyle = \"report\"\n")
        }
        names => {
            let list = names.iter().map(|name| format!("    {},\n", quoted(name))).collect::<String>();
            format!("[[document]]\neach = [\n{list}]\nstyle = \"report\"\n")
        }
    }
}
