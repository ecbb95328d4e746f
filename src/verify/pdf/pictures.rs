//! The pixels of a PDF are blanked before it is read: they say no text, and unpacked
//! they can look like anything, such as a thousand brackets within each other.

/// How far before its data the dictionary of a stream is looked for, in bytes.
const MAX_HEAD: usize = 4096;

/// Writes zeros over the data of every stream that says it is a picture
/// (ISO 32000-1 §8.9.5). Nothing moves, so that every offset stays true.
pub(super) fn blank(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream").map(|at| from + at) {
        from = at + b"stream".len();
        if bytes[..at].ends_with(b"end") || !is_picture(&bytes[at.saturating_sub(MAX_HEAD)..at]) {
            continue;
        }
        let end = find(&bytes[from..], b"endstream").map_or(bytes.len(), |end| from + end);
        // The end of the line behind the word belongs to the data's place, not to it.
        let start = from + bytes[from..end].iter().take(2).take_while(|byte| byte.is_ascii_whitespace()).count();
        bytes[start..end].fill(0);
        from = end;
    }
}

/// Whether the last object of these bytes is a dictionary of a picture.
fn is_picture(before: &[u8]) -> bool {
    let start = before.windows(3).rposition(|word| word == b"obj").map_or(0, |at| at + 3);
    let head = &before[start..];
    find(head, b"/Subtype").is_some_and(|at| head[at + 8..].trim_ascii_start().starts_with(b"/Image"))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn only_pixels_are_blanked() {
        let mut bytes = b"1 0 obj <</Subtype /Form>> stream\n[text]\nendstream endobj \
            2 0 obj <</Subtype/Image /Width 2>>\nstream\r\n[[[\nendstream endobj 3 0 obj <<>> stream\nabc\nendstream"
            .to_vec();
        blank(&mut bytes);
        let blanked = String::from_utf8(bytes).unwrap().replace('\0', "0");
        assert!(blanked.contains("[text]") && blanked.contains("stream\r\n0000endstream"), "{blanked}");
        assert!(blanked.ends_with("stream\nabc\nendstream"));
    }

    #[test]
    fn a_picture_without_an_end_is_blanked_to_the_last_byte() {
        let mut bytes = b"obj <</Subtype /Image>> stream\n[[".to_vec();
        blank(&mut bytes);
        assert!(bytes.ends_with(b"stream\n\0\0"));
        blank(&mut []);
    }
}
