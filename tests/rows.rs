//! The rows of tables that pages part: none of them stands alone with the head or at
//! the end.

use crate::support::make;

/// The pages on which links lie, by the last part of their address, in order.
fn pages_of_links(pdf: &[u8]) -> Vec<(String, u32)> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let mut found = Vec::new();
    for (page, id) in document.get_pages() {
        for annotation in document.get_page_annotations(id).unwrap_or_default() {
            let action = annotation.get(b"A").and_then(|action| document.dereference(action)).map(|(_, action)| action);
            let Ok(address) = action.and_then(|action| action.as_dict()?.get(b"URI")?.as_str()) else { continue };
            let address = String::from_utf8_lossy(address).into_owned();
            found.push((address.rsplit('/').next().unwrap_or_default().to_owned(), page));
        }
    }
    found.sort();
    found
}

/// The pages of the rows of the one table of a text.
fn pages_of_rows(text: &str) -> Vec<u32> {
    pages_of_links(make::text(text).pdf()).into_iter().map(|(_, page)| page).collect()
}

fn row(number: usize, text: &str) -> String {
    format!("| [{number}](https://example.org/{number:03}) | {text} |\n")
}

#[test]
fn no_last_row_stands_alone_on_a_page() {
    for count in 24..34 {
        let rows: String = (0..count).map(|number| row(number, "甲")).collect();
        let pages = pages_of_rows(&format!("# 一\n\n| 号 | 名 |\n|---|---|\n{rows}"));
        assert_eq!(pages.len(), count);
        assert_eq!(pages[count - 2], pages[count - 1], "{count} rows");
    }
}

/// The first two rows are too high to be kept together on every page.
#[test]
fn no_high_row_stands_alone_under_its_head() {
    let words = |lines: usize| "各地区的数据说明了同一个结论".chars().cycle().take(lines * 30).collect::<String>();
    let mut parted = 0;
    for lines in 16..28 {
        let rows: String = [2, 6, 2, 2, 2].iter().enumerate().map(|(at, high)| row(at, &words(*high))).collect();
        let text = "正文".repeat(lines * 19);
        let pages = pages_of_rows(&format!("# 一\n\n{text}\n\n| 号 | 名 |\n|---|---|\n{rows}\n: 数据\n"));
        assert_eq!(pages.len(), 5);
        assert_eq!(pages[0], pages[1], "{lines} lines");
        parted += usize::from(pages[0] != pages[4]);
    }
    assert!(parted > 0);
}

/// The last two rows are too high to be kept together on every page.
#[test]
fn no_high_last_row_stands_alone_on_a_page() {
    let words = |lines: usize| "各地区的数据说明了同一个结论".chars().cycle().take(lines * 30).collect::<String>();
    let mut parted = 0;
    for lines in 14..26 {
        let rows: String = [1, 1, 2, 2, 2].iter().enumerate().map(|(at, high)| row(at, &words(*high))).collect();
        let text = "正文".repeat(lines * 19);
        let pages = pages_of_rows(&format!("# 一\n\n{text}\n\n| 号 | 名 |\n|---|---|\n{rows}\n: 数据\n"));
        assert_eq!(pages.len(), 5);
        assert_eq!(pages[3], pages[4], "{lines} lines");
        parted += usize::from(pages[0] != pages[3]);
    }
    assert!(parted > 0);
}
