//! What stands around messages: severities and counts.

use super::Row;

pub(super) const ROWS: &[Row] = &[
    ("add `--all` to print each of them", "加上 `--all` 可逐条列出"),
    ("error", "错误"),
    ("help", "提示"),
    ("warning", "警告"),
    ("{message} ({count} of these in this file: {places}, …)", "{message}（此文件中共 {count} 处：{places}……）"),
    ("{message} ({count} of these)", "{message}（共 {count} 处）"),
];
