//! The files of the pictures; equal files are kept once.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The files of the pictures.
#[derive(Debug, Default)]
pub(in crate::write::docx) struct Media<'a> {
    files: Vec<(String, &'a Arc<Vec<u8>>)>,
    known: BTreeMap<&'a [u8], usize>,
}

impl<'a> Media<'a> {
    /// The name of a file with these bytes.
    pub(in crate::write::docx) fn name(&mut self, bytes: &'a Arc<Vec<u8>>, extension: &str) -> String {
        let at = match self.known.get(bytes.as_slice()) {
            Some(at) => *at,
            None => {
                let name = format!("media/image{}.{extension}", self.files.len() + 1);
                self.files.push((name, bytes));
                self.known.insert(bytes, self.files.len() - 1);
                self.files.len() - 1
            }
        };
        self.files[at].0.clone()
    }

    /// The names and the bytes of the files.
    #[must_use]
    pub(in crate::write::docx) fn files(&self) -> &[(String, &'a Arc<Vec<u8>>)] {
        &self.files
    }
}
