//! The preamble of a `tabular`, such as `@{}lp{3cm}*{2}{c}@{}`, becomes columns (the
//! packages array, tabularx, siunitx and dcolumn).

use super::tex_call;
use crate::model::Align;

/// The most columns that a table may have.
pub(super) const MAX: usize = 64;

/// The columns of a preamble, such as `@{}lp{3cm}*{2}{c}@{}`.
pub(super) fn columns(spec: &str, depth: usize) -> Option<Vec<Option<Align>>> {
    let mut found = Vec::new();
    let mut wanted = None;
    let mut rest = spec;
    let group = |rest: &mut &str| -> Option<String> {
        let inner = rest.trim_start().strip_prefix('{')?;
        let content = tex_call::balanced(inner)?;
        *rest = &inner[content.len() + 1..];
        Some(content.to_owned())
    };
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let align = match c {
            'l' | 'L' | 'p' | 'P' | 'm' | 'b' => Some(Align::Left),
            'c' | 'C' | 'M' => Some(Align::Center),
            'r' | 'R' | 'S' | 'D' => Some(Align::Right),
            'X' | 'J' => None,
            '|' | ':' => continue,
            c if c.is_whitespace() => continue,
            '@' | '!' | '<' => {
                group(&mut rest)?;
                continue;
            }
            '>' => {
                let before = group(&mut rest)?;
                let names = [("centering", Align::Center), ("raggedleft", Align::Right), ("raggedright", Align::Left)];
                wanted = names.into_iter().find(|(name, _)| before.contains(name)).map(|(_, align)| align).or(wanted);
                continue;
            }
            '*' if depth < 2 => {
                let count: usize = group(&mut rest)?.trim().parse().ok()?;
                let inner = columns(&group(&mut rest)?, depth + 1)?;
                if count * inner.len().max(1) > MAX {
                    return None;
                }
                (0..count).for_each(|_| found.extend(inner.iter().copied()));
                continue;
            }
            _ => return None,
        };
        let groups = match c {
            'p' | 'P' | 'm' | 'b' | 'M' => 1,
            'D' => 3,
            _ => 0,
        };
        for _ in 0..groups {
            group(&mut rest)?;
        }
        if c == 'S' && rest.starts_with('[') {
            rest = &rest[bracket_end(rest, 0)?..];
        }
        found.push(wanted.take().or(align));
    }
    Some(found)
}

/// The byte behind the bracket that closes the one at a byte; brackets in braces
/// do not count.
pub(super) fn bracket_end(source: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (len, byte) in source[at..].bytes().enumerate().skip(1) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b']' if depth == 0 => return Some(at + len + 1),
            _ => {}
        }
    }
    None
}
