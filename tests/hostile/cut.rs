//! The cases of the suite, cut at places spread over all of them: whatever is left is
//! built, or has errors, and nothing crashes.

use super::{built, project};
use crate::support::cases;
use crate::support::folder::{Folder, repository};

/// How many places.
const PLACES: usize = 200;

#[test]
fn cases_cut_anywhere_are_built_or_refused() {
    let folder = Folder::new();
    folder.write("fuzi.toml", project("cut"));
    folder.write("zz-good.md", "# 好\n");
    folder.copy_from(&repository("tests/suite/assets"));
    let cases = cases::all();
    let length = |case: &cases::Case| case.text.chars().count();
    let whole: usize = cases.iter().map(length).sum();
    let (mut at, mut before) = (cases.iter(), 0);
    let mut case = at.next().unwrap();
    for place in (0..PLACES).map(|place| whole * place / PLACES) {
        while place >= before + length(case) {
            before += length(case);
            case = at.next().unwrap();
        }
        let cut: String = case.text.chars().take(place - before).collect();
        folder.write(&format!("cut-{place}.md"), cut);
    }
    let came = built(&folder);
    let crashed: Vec<_> = came.iter().filter(|(_, came)| came.split(' ').any(|code| code == "bug")).collect();
    assert!(crashed.is_empty(), "{crashed:?}");
    let cuts = came.keys().filter(|name| name.starts_with("cut-")).count();
    assert_eq!(cuts, PLACES);
}
