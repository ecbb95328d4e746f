//! Bare addresses in text — `https://…`, `www.…`, `name@host.cn` — and where
//! they end: before blanks, brackets and every Chinese sign, for a Chinese
//! sentence goes on without a blank.
//!
//! It works on strings; it knows no tree.

use std::ops::Range;

/// The longest address, in bytes.
pub(crate) const MAX_ADDRESS: usize = 2048;

/// The address around the sign at byte `at`, which is the colon of a scheme,
/// the `w` of `www.` or the `@` of a mail address; it begins no earlier than
/// `floor`. Gives its range and where it leads.
pub(crate) fn around(text: &str, at: usize, floor: usize) -> Option<(Range<usize>, String)> {
    match text.as_bytes().get(at)? {
        b':' => url(text, at, floor),
        b'w' | b'W' => www(text, at, floor),
        b'@' => mail(text, at, floor),
        _ => None,
    }
}

fn url(text: &str, colon: usize, floor: usize) -> Option<(Range<usize>, String)> {
    let rest = text[colon..].strip_prefix("://")?;
    let before = &text[floor..colon];
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
        let tail = before.len().checked_sub(scheme.len()).and_then(|from| before.get(from..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    let apart = text[..start].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric());
    let len = address_len(rest);
    (apart && len > 0).then(|| {
        let range = start..colon + 3 + len;
        (range.clone(), text[range].to_owned())
    })
}

fn www(text: &str, at: usize, floor: usize) -> Option<(Range<usize>, String)> {
    let head = text.get(at..at + 4).filter(|head| head.eq_ignore_ascii_case("www."))?;
    let apart = text[floor..at].chars().next_back().is_none_or(|c| !c.is_ascii_alphanumeric() && !"/.:_-".contains(c));
    let len = address_len(&text[at + head.len()..]);
    let host = &text[at + 4..at + 4 + len];
    (apart && host.contains('.')).then(|| (at..at + 4 + len, format!("http://{head}{host}")))
}

fn mail(text: &str, at: usize, floor: usize) -> Option<(Range<usize>, String)> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let before = &text[floor..at];
    let local = before.len() - before.trim_end_matches(is_local).len();
    let rest = &text[at + 1..];
    let host = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').unwrap_or(rest.len());
    let host = rest[..host].trim_end_matches(['.', '-']);
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let starts = before[before.len() - local..].starts_with(|c: char| c.is_ascii_alphanumeric());
    let good = starts && local <= 64 && top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    good.then(|| {
        let range = at - local..at + 1 + host.len();
        (range.clone(), format!("mailto:{}", &text[range]))
    })
}

fn address_len(text: &str) -> usize {
    let mut depth = 0_i32;
    let mut before = '\0';
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let letter = !c.is_ascii() && c.is_alphanumeric();
        // A Chinese letter belongs to a path only right behind a sign of it.
        let foreign = letter && !(matches!(before, '/' | '=' | '_' | '#' | '?' | '&' | '%') || is_wide(before));
        let stop = c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' | '\\' | '^');
        if stop || depth < 0 || foreign || (!c.is_ascii() && !letter) || at > MAX_ADDRESS {
            end = at;
            break;
        }
        before = c;
    }
    text[..end].trim_end_matches(|c| "?!.,:;*_~'\"".contains(c)).len()
}

fn is_wide(c: char) -> bool {
    !c.is_ascii() && c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::around;

    fn found(text: &str, sign: &str) -> Option<(String, String)> {
        around(text, text.find(sign).unwrap(), 0).map(|(range, target)| (text[range].to_owned(), target))
    }

    #[test]
    fn addresses_end_before_chinese() {
        let link = |text: &str| found(text, "://").map(|(text, _)| text);
        assert_eq!(link("见https://a.com/x，以及").as_deref(), Some("https://a.com/x"));
        assert_eq!(link("https://a.com查看").as_deref(), Some("https://a.com"));
        assert_eq!(link("https://zh.w.org/wiki/中文 a").as_deref(), Some("https://zh.w.org/wiki/中文"));
        assert_eq!(link("(https://a.com/b_(c)).").as_deref(), Some("https://a.com/b_(c)"));
        assert_eq!(link("x://a"), None);
        assert_eq!(found("www.a.cn。", "w").unwrap().1, "http://www.a.cn");
        assert_eq!(found("发至a.b@c.edu.cn。", "@").unwrap().0, "a.b@c.edu.cn");
        assert_eq!(found("-@gov.cn2020a", "@"), None);
        assert_eq!(found("a@b", "@"), None);
    }
}
