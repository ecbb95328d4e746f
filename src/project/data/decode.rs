//! The bytes of a text become characters: UTF-8 with or without its mark, UTF-16
//! with it, else GB 18030, which holds GBK.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::Fault;

/// The text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<String, Fault> {
    let marked = Encoding::for_bom(bytes);
    let (encoding, bytes) = match marked {
        Some((encoding, length)) => (Some(encoding), &bytes[length..]),
        None => (None, bytes),
    };
    let decoded = match (encoding, std::str::from_utf8(bytes)) {
        (None, Ok(text)) => Some(Cow::Borrowed(text)),
        (Some(encoding), _) => encoding.decode_without_bom_handling_and_without_replacement(bytes),
        (None, Err(_)) => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    };
    let decoded = decoded.filter(|text| !text.contains('\0'));
    decoded.map(Cow::into_owned).ok_or_else(|| {
        Fault::new("the file is neither UTF-8 nor GBK", "save it as UTF-8 in the program that made it", 0..0)
    })
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn files_of_spreadsheets_are_read_as_they_were_saved() {
        let gbk = [0xd0, 0xd5, 0xc3, 0xfb];
        assert_eq!(text(&gbk).unwrap(), "姓名");
        assert_eq!(text("\u{feff}姓名".as_bytes()).unwrap(), "姓名");
        assert_eq!(text(&[0xff, 0xfe, 0xd3, 0x59]).unwrap(), "姓");
        assert!(text(&[0xff, 0x00, 0x01]).is_err());
    }
}
