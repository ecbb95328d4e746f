//! The columns of the last page end level where the style wants them so.

use crate::support::make;
use crate::support::word::Package;

/// A paragraph of one line.
fn line(number: usize) -> String {
    format!("[第{number}段](https://example.org/{number})\n\n")
}

fn paper(balance: bool, lines: usize, end: &str) -> String {
    let lines: String = (0..lines).map(line).collect();
    format!("---\nstyle: {{inherits: paper, page: {{balance: {balance}}}}}\n---\n\n{lines}{end}")
}

/// How many pages there are, and the heights over the edge of the paper, in pt, from the
/// lowest, of the lines in the left and in the right column of the last page.
fn last_columns(pdf: &[u8]) -> (usize, [Vec<f32>; 2]) {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages = document.get_pages();
    let mut columns = [Vec::new(), Vec::new()];
    for annotation in document.get_page_annotations(*pages.last_key_value().unwrap().1).unwrap() {
        let action = annotation.get(b"A").and_then(|action| document.dereference(action)).map(|(_, action)| action);
        if action.is_ok_and(|action| action.as_dict().is_ok_and(|action| action.has(b"URI"))) {
            let edges = annotation.get(b"Rect").and_then(|rect| rect.as_array()).unwrap();
            let [left, lower] = [&edges[0], &edges[1]].map(|edge| edge.as_float().unwrap());
            columns[usize::from(left > 290.0)].push(lower);
        }
    }
    for column in &mut columns {
        column.sort_by(f32::total_cmp);
        // A link may lie in several parts on its line.
        column.dedup_by(|one, other| (*one - *other).abs() < 8.0);
    }
    (pages.len(), columns)
}

/// Both columns are level to a line, and no page is added.
#[track_caller]
fn is_level(lines: usize, end: &str) {
    let (count, plain) = last_columns(make::text(paper(false, lines, end)).pdf());
    let (same, [left, right]) = last_columns(make::text(paper(true, lines, end)).pdf());
    assert_eq!(same, count);
    assert_eq!(left.len() + right.len(), plain[0].len() + plain[1].len());
    // The end holds no link.
    let differ = 1 + usize::from(!end.is_empty());
    assert!(left.len().abs_diff(right.len()) <= differ, "{} and {} of {lines} lines", left.len(), right.len());
    assert!((left[0] - right[0]).abs() < 17.0 * differ as f32, "{} and {}", left[0], right[0]);
    assert!(plain[0].len().abs_diff(plain[1].len()) > 1, "they are level without it");
}

#[test]
fn the_columns_of_the_last_page_end_level() {
    for lines in [20, 60, 104, 117, 140, 160] {
        is_level(lines, "");
    }
}

#[test]
fn columns_over_notes_end_level() {
    for lines in [20, 60, 117] {
        is_level(lines, "末段。[^a]\n\n[^a]: 注。\n");
    }
}

/// A section with one column goes on in the same page; nothing stands in it.
#[test]
fn word_levels_columns_by_another_section() {
    let text = |balance| Package::open(make::text(paper(balance, 20, "")).docx()).part("word/document.xml").to_owned();
    let (plain, level) = (text(false), text(true));
    assert_eq!(level.matches("<w:sectPr").count(), plain.matches("<w:sectPr").count() + 1);
    let last = level.rsplit("<w:sectPr").next().unwrap();
    assert!(last.contains("w:val=\"continuous\"") && !last.contains("w:num=\"2\""), "{last}");
    let own = level.rsplit("<w:p>").next().unwrap();
    assert!(!own.contains("<w:t>") && !own.contains("<w:t "), "{own}");
}
