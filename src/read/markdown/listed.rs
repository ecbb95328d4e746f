//! Marks in the text that ask for a list: `[TOC]` (Python-Markdown, Typora),
//! `[[toc]]` (VuePress, markdown-it), `\tableofcontents`, `\listoffigures`,
//! `\listoftables`. They say what the front matter may say, which wins; where a
//! list stands is for the style.

use crate::model::document::Meta;

/// The lists that the text asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Listed {
    toc: bool,
    lof: bool,
    lot: bool,
}

impl Listed {
    /// Takes a mark.
    pub(super) fn ask(&mut self, mark: &str) {
        match mark.trim_end() {
            "\\listoffigures" => self.lof = true,
            "\\listoftables" => self.lot = true,
            _ => self.toc = true,
        }
    }

    /// Asks for the lists where the front matter says nothing.
    pub(super) fn give(self, meta: &mut Meta) {
        for (asked, field) in [(self.toc, &mut meta.toc), (self.lof, &mut meta.lof), (self.lot, &mut meta.lot)] {
            if asked {
                field.get_or_insert(true);
            }
        }
    }
}

/// Whether a line is a mark where no text touches it.
pub(crate) fn is_bracketed(line: &str) -> bool {
    matches!(line.trim_end().to_ascii_lowercase().as_str(), "[toc]" | "[[toc]]" | "[[_toc_]]")
}

/// Whether a line is a mark anywhere.
pub(crate) fn is_command(line: &str) -> bool {
    matches!(line.trim_end(), "\\tableofcontents" | "\\listoffigures" | "\\listoftables")
}
