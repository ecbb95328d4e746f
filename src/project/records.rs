//! `each = "名单.csv"`: every row of a file becomes a document of its own, whose
//! variables are the columns.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::{self, Fault, Table};
use super::files::{FileError, Root};
use crate::ooxml::Bounds;

/// A row that a document is made for.
#[derive(Clone)]
pub(super) struct Record {
    table: Arc<Table>,
    row: usize,
    path: Arc<PathBuf>,
}

impl Record {
    /// The file within the root.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file as the user would write its path.
    pub(super) fn file(&self) -> &str {
        &self.table.name
    }

    /// The number of the row as a spreadsheet counts.
    pub(super) fn number(&self) -> usize {
        self.table.rows[self.row].number
    }

    /// The cell under the name of a column.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.table.rows[self.row].cells.get(self.table.column(name)?)
    }

    /// The cells with the names of their columns.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.table.columns.iter().map(String::as_str);
        names.zip(&self.table.rows[self.row].cells).filter(|(name, _)| !name.is_empty())
    }

    /// Something that is wrong with the row.
    pub(super) fn fault(&self, message: crate::diag::Message, hint: crate::diag::Message) -> Fault {
        Fault::new(message, hint, self.table.rows[self.row].place.clone())
    }

    /// Something that is wrong with the cell under the name of a column.
    pub(super) fn cell_fault(&self, column: &str, message: crate::diag::Message, hint: crate::diag::Message) -> Fault {
        let fault = self.fault(message, hint);
        match self.table.column(column) {
            Some(at) => self.table.in_cell(fault, &self.table.rows[self.row], at),
            None => fault,
        }
    }
}

/// In words that tell one row from another, and no other row of the file.
impl std::fmt::Debug for Record {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_map().entry(&"row", &self.number()).entries(self.fields()).finish()
    }
}

/// The rows of a file of the project, and the file for what is wrong with others.
pub(super) fn read(root: &Root, path: &Path, bounds: Bounds) -> Result<(Vec<Record>, Arc<Table>), FileError> {
    let bytes = root.read(path)?;
    let table = Arc::new(data::read(&root.shown(path).display().to_string(), &bytes, bounds));
    let path = Arc::new(path.to_owned());
    let records = (0..table.rows.len()).map(|row| Record { table: table.clone(), row, path: path.clone() });
    Ok((records.collect(), table))
}
