//! What the classes of a passage make of it: where the paper turns, how many columns
//! it has, and how wide its text is.

use super::Resolver;
use crate::diag::{Code, Diagnostic, Span, message};
use crate::length::Length;
use crate::model::document::Attr;
use crate::model::resolved::Container;
use crate::style::MIN_COLUMN;

/// The most columns that a passage is set in.
const MAX_COLUMNS: u8 = 6;
/// How deep columns stand in columns. Each level multiplies the work of the
/// layout, and leaves no room for a line.
const MAX_NESTED_COLUMNS: usize = 2;

impl Resolver<'_> {
    /// The container at its place: the paper turns only outside of boxes, and
    /// columns nest only so deep.
    pub(super) fn placed_container(&mut self, attr: &Attr, span: Span) -> Container {
        let container = self.container(attr);
        if container == Container::Landscape && self.boxes > 0 {
            let message = "the page cannot turn inside a quotation, a list or a box; the text stays";
            self.sink.warn(Code::Unsupported, span, message);
            return Container::Plain;
        }
        if matches!(container, Container::Columns(_)) && self.nested_columns >= MAX_NESTED_COLUMNS {
            if self.nested_columns == MAX_NESTED_COLUMNS {
                let message = message!(
                    "columns stand more than {max_nested_columns} deep in columns; the text stays",
                    max_nested_columns = MAX_NESTED_COLUMNS
                );
                let warning = Diagnostic::warning(Code::Nesting, span, message);
                self.sink.push(warning.hint("close the outer `::: columns` before this one"));
            }
            return Container::Plain;
        }
        container
    }

    fn container(&mut self, attr: &Attr) -> Container {
        if attr.has_class("landscape") {
            Container::Landscape
        } else if attr.has_class("center") {
            Container::Center
        } else if attr.has_class("abstract") {
            Container::Abstract
        } else if attr.has_class("columns") {
            Container::Columns(self.column_count(attr))
        } else if attr.has_class("salutation") {
            Container::Salutation
        } else if attr.has_class("signature") {
            Container::Signature
        } else if attr.has_class("references") || attr.id.as_ref().is_some_and(|id| id.value == "refs") {
            Container::References
        } else {
            Container::Plain
        }
    }

    /// The width that text has in a container.
    pub(super) fn width_in(&self, container: Container) -> Length {
        match container {
            Container::Columns(count) => self.style.column_width(self.style.page.text_width(), count),
            Container::Landscape => self.style.page.landscape_width(),
            Container::Plain
            | Container::Center
            | Container::Abstract
            | Container::Salutation
            | Container::Signature
            | Container::Official(_)
            | Container::References => self.width,
        }
    }

    fn column_count(&mut self, attr: &Attr) -> u8 {
        let Some(given) = attr.get("count").or_else(|| attr.get("columns")) else { return 2 };
        let count = given.value.trim().parse::<u8>().ok().filter(|count| (1..=MAX_COLUMNS).contains(count));
        let count = count.unwrap_or_else(|| {
            let message = message!(
                "“{given}” is not a number of columns between 1 and {max_columns}",
                given = given.value,
                max_columns = MAX_COLUMNS
            );
            self.sink.warn(Code::UnknownAttribute, given.span, message);
            2
        });
        let room = |count: &u8| self.style.column_width(self.style.page.text_width(), *count) >= MIN_COLUMN;
        let fitting = (1..=count).rev().find(room).unwrap_or(1);
        if fitting < count {
            let message = message!("{count} columns are too narrow for text; {fitting} are set", count, fitting);
            self.sink.warn(Code::UnknownAttribute, given.span, message);
        }
        fitting
    }
}
