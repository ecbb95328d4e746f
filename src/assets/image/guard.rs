//! Foreign readers run behind a guard: what they panic at is a broken file.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs a foreign reader over a file from elsewhere: it panics on some broken
/// files, and a panic must not end the build. `None` if it did.
pub(super) fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}
