//! Where in the manuscript a text comes from, found by its characters.

use super::chars::squeezed;

/// How many characters of a text are looked for, the longer first: markup may stand
/// between any of them.
const PIECES: [usize; 4] = [16, 8, 4, 2];

/// The line, from 1, on which a text most likely was written.
#[must_use]
pub fn source_line(source: &str, text: &str) -> Option<usize> {
    let lines: Vec<String> = source.lines().map(plain).collect();
    let text: Vec<char> = plain(text).chars().collect();
    // From the end: a heading begins with a number that nobody wrote.
    PIECES.iter().find_map(|size| {
        let size = (*size).min(text.len()).max(1);
        text.windows(size).rev().find_map(|piece| {
            let piece: String = piece.iter().collect();
            lines.iter().position(|line| line.contains(&piece)).map(|at| at + 1)
        })
    })
}

/// The letters and digits of a text.
fn plain(text: &str) -> String {
    squeezed(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::source_line;

    #[test]
    fn a_text_is_found_through_its_markup() {
        let source = "# 引言\n\n第一段。\n\n这是 **很重要** 的第二段[^1]。\n";
        assert_eq!(source_line(source, "这是很重要的第二段①。"), Some(5));
        assert_eq!(source_line(source, "第一章 引言"), Some(1));
        assert_eq!(source_line(source, "没有写过"), None);
        assert_eq!(source_line(source, ""), None);
    }
}
