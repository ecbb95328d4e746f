//! The field `revisions` of the front matter becomes a table: a row for each version of
//! a document, with its date, who made it, and what it changed. The words of its head
//! are put in when the language is known.

use super::front_matter::Fields;
use crate::diag::{Code, Diagnostic, Span, Spanned, message};
use crate::model::document::{Block, BlockKind, Cell, CellContent, Inline, InlineKind, Row, Table};
use crate::model::{Align, Value};

/// The columns in their order: how each stands, and the keys that fill it.
const COLUMNS: [(Align, &str); 4] = [
    (Align::Center, "version|revision|rev|版本|版本号|版次|版號"),
    (Align::Center, "date|日期|修订日期|修改日期|發布日期"),
    (Align::Center, "author|authors|作者|修订人|修改人|编写人|修訂人"),
    (Align::Left, "changes|change|description|说明|内容|修订内容|修改内容|修订说明|变更内容|变更说明|說明|修訂內容"),
];
/// What the field must be.
const WANTED: &str = "a list of versions, each with `version`, `date`, `author` and `changes`";

/// The texts of a version, column by column.
type Texts = [Vec<Inline>; COLUMNS.len()];

impl Fields<'_, '_> {
    /// Reads the versions of a document.
    pub(super) fn revisions(&mut self, value: Spanned<Value>) {
        let span = value.span;
        let items = match value.value {
            Value::List(items) => items,
            Value::Map(_) => vec![value],
            Value::Scalar { .. } | Value::Null => return self.wrong(span, "`revisions`".to_owned(), WANTED),
        };
        let mut versions = Vec::new();
        for item in items {
            match item.value {
                Value::Map(fields) => versions.push((self.version(fields), item.span)),
                Value::Scalar { .. } | Value::List(_) | Value::Null => {
                    self.wrong(item.span, "`revisions`".to_owned(), WANTED);
                }
            }
        }
        self.meta.revisions = table(versions, span).into_iter().collect();
    }

    fn version(&mut self, fields: Vec<(Spanned<String>, Spanned<Value>)>) -> Texts {
        let mut texts = Texts::default();
        for (key, value) in fields {
            let lower = key.value.trim().to_lowercase();
            match COLUMNS.iter().position(|(_, names)| names.split('|').any(|name| name == lower)) {
                Some(at) => texts[at] = self.lines(&key.value, value),
                None => {
                    let message = message!("`{key}` of a revision is not printed", key = key.value);
                    let warning = Diagnostic::warning(Code::UnknownField, key.span, message);
                    self.shared.sink.push(warning.hint("write `version`, `date`, `author` or `changes`"));
                }
            }
        }
        texts
    }

    /// A text, or each of a list on a line of its own.
    fn lines(&mut self, name: &str, value: Spanned<Value>) -> Vec<Inline> {
        let items = match value.value {
            Value::List(items) => items,
            _ => vec![value],
        };
        let mut content: Vec<Inline> = Vec::new();
        for item in items {
            let span = item.span;
            let Some(line) = self.inlines(name, item) else { continue };
            if !content.is_empty() {
                content.push(Inline::new(InlineKind::HardBreak, span));
            }
            content.extend(line);
        }
        content
    }
}

/// The table, with the columns that something fills; `None` if nothing fills any.
fn table(versions: Vec<(Texts, Span)>, span: Span) -> Option<Block> {
    let is_filled = |at: &usize| versions.iter().any(|(texts, _)| !texts[*at].is_empty());
    let filled: Vec<usize> = (0..COLUMNS.len()).filter(is_filled).collect();
    if filled.is_empty() {
        return None;
    }
    let cell = |content, span| Cell { content: CellContent::Text(content), align: None, span };
    // The name of the column stands for its word.
    let name = |at: &usize| COLUMNS[*at].1.split('|').next().unwrap_or_default().to_owned();
    let head = filled.iter().map(|at| cell(vec![Inline::new(InlineKind::Text(name(at)), span)], span)).collect();
    let mut rows = vec![Row { cells: head, span }];
    for (mut texts, span) in versions {
        let cells = filled.iter().map(|at| cell(std::mem::take(&mut texts[*at]), span)).collect();
        rows.push(Row { cells, span });
    }
    let columns = filled.iter().map(|at| Some(COLUMNS[*at].0)).collect();
    Some(Block::new(BlockKind::Table(Table { columns, rows, head: 1, caption: None }), span))
}
