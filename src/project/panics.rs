//! A panic while one document is built becomes an error of that document: the
//! others of the batch are built, and watching goes on.
//!
//! Panics of any thread of the pool arrive here: the pool hands them on to who
//! waits for the work.

use std::any::Any;
use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::diag::{Code, Diagnostic, message};

/// How the threads are named on which panics are caught.
pub(super) const THREAD: &str = "fuzi-build";
/// The most panics of which the place is remembered.
const MOST_PLACES: usize = 64;

/// Where the panics of building threads happened, by what they say.
static PLACES: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);

/// Keeps what panics say while documents are built off the terminal: each is
/// told as a diagnostic. All others are told as before.
pub fn hush_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name().is_some_and(|name| name.starts_with(THREAD)) {
            remember(info);
        } else {
            before(info);
        }
    }));
}

fn remember(info: &PanicHookInfo<'_>) {
    let Some(place) = info.location() else { return };
    let place = format!("{}:{}", file_of(place.file()), place.line());
    let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    let places = places.get_or_insert_default();
    if places.len() >= MOST_PLACES {
        places.clear();
    }
    places.insert(said(info.payload()).to_owned(), place);
}

/// The package and the file, without the folders of the machine that compiled it.
fn file_of(path: &str) -> &str {
    let start = path.rfind("/src/").or_else(|| path.rfind("\\src\\")).map(|at| &path[..at]);
    start.and_then(|package| package.rfind(['/', '\\'])).map_or(path, |at| &path[at + 1..])
}

/// Does the work of one document.
///
/// # Errors
///
/// A diagnostic in the document's name if the work panics.
pub(super) fn caught<T>(document: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| bug(document, said(&*payload)))
}

fn said(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

fn bug(document: &str, said: &str) -> Diagnostic {
    let mut places = PLACES.lock().unwrap_or_else(PoisonError::into_inner);
    let place = places.as_mut().and_then(|places| places.remove(said));
    let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
    let message = message!(
        "fuzi crashed while building “{document}”; this is a bug in fuzi: {said}{place}",
        document,
        said,
        place
    );
    Diagnostic::error(Code::Bug, None, message)
        .hint("report it with this message and, if you can, the document that causes it")
        .hint("remove half of the document again and again to find the passage that causes it")
}

/// Panics on another thread than the document's own if the document asks for it
/// by having no block but a rule.
#[cfg(test)]
pub(super) fn inject(document: &crate::model::document::Document) {
    use crate::model::document::BlockKind;
    if matches!(document.blocks.as_slice(), [block] if matches!(block.kind, BlockKind::Rule)) {
        rayon::scope(|scope| scope.spawn(|_| panic!("injected")));
    }
}

#[cfg(test)]
mod tests {
    use super::{caught, file_of};
    use crate::diag::Code;

    #[test]
    fn a_panic_is_a_diagnostic_that_names_the_document() {
        let bug = caught("报告.md", || -> () { panic!("at {}", 7) }).unwrap_err();
        assert_eq!(bug.code, Code::Bug);
        let text = bug.message.to_string();
        assert!(text.contains("“报告.md”") && text.ends_with("bug in fuzi: at 7"), "{text}");
        assert_eq!(caught("a", || 1).unwrap(), 1);
    }

    #[test]
    fn places_name_no_machine() {
        assert_eq!(file_of("/home/u/registry/x-1/tiny-skia-0.12.0/src/rect.rs"), "tiny-skia-0.12.0/src/rect.rs");
        assert_eq!(file_of("src/a.rs"), "src/a.rs");
    }
}
