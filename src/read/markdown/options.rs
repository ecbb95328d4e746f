//! Which of comrak's extensions are on.
//!
//! Front matter, attributes, directives, bare links and smart punctuation are
//! ours: comrak knows attributes of ASCII letters only, lets a bare link
//! swallow the Chinese sentence behind it, and does not know the language.

use comrak::Options;

/// The options with which every text is parsed.
pub(crate) fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.tasklist = true;
    extension.superscript = true;
    extension.subscript = true;
    extension.highlight = true;
    extension.insert = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.shortcodes = true;
    extension.cjk_friendly_emphasis = true;
    let parse = &mut options.parse;
    parse.smart = false;
    parse.leave_footnote_definitions = true;
    parse.escaped_char_spans = true;
    parse.relaxed_tasklist_matching = false;
    options
}
