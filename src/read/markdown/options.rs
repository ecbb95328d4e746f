//! Which of comrak's extensions are on.
//!
//! Front matter, attributes, directives, bare links and smart punctuation are
//! ours: comrak knows attributes of ASCII letters only, lets a bare link
//! swallow the Chinese sentence behind it, and does not know the language.

use comrak::Options;

/// How many formulas in dollars and backticks one paragraph may leave open. For
/// each of them comrak looks through the rest of the paragraph.
const MAX_OPEN_FORMULAS: usize = 200;

/// The options with which a text is parsed.
pub(crate) fn options(text: &str) -> Options<'static> {
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
    extension.ofm_callouts = true;
    extension.math_dollars = true;
    extension.math_code = !leaves_formulas_open(text);
    extension.shortcodes = true;
    extension.cjk_friendly_emphasis = true;
    let parse = &mut options.parse;
    parse.smart = false;
    parse.leave_footnote_definitions = true;
    parse.escaped_char_spans = true;
    parse.relaxed_tasklist_matching = false;
    options
}

/// Whether a paragraph opens more formulas in dollars and backticks behind its
/// last closing mark than comrak can look for.
fn leaves_formulas_open(text: &str) -> bool {
    let mut open = 0;
    let mut most = 0;
    for line in text.lines() {
        let behind = line.rfind("`$").map(|at| at + 2);
        if behind.is_some() || line.trim().is_empty() {
            open = 0;
        }
        open += line[behind.unwrap_or(0)..].matches("$`").count();
        most = most.max(open);
    }
    most > MAX_OPEN_FORMULAS
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn many_open_formulas_are_not_looked_for() {
        let reads = |text: &str| options(text).extension.math_code;
        assert!(reads(&"a $`x`$ b ".repeat(1_000)) && reads(&"a $`x\n\n".repeat(1_000)));
        assert!(!reads(&"a $`x ".repeat(1_000)) && !reads(&"a $`x\n".repeat(1_000)));
    }
}
