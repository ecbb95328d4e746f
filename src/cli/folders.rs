//! The folders of the user, as the system names them.

use std::path::PathBuf;

/// Where fuzi keeps what belongs to no project; `None` if the system names no place.
pub(super) fn user_cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let system = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else {
        let below = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        // <https://specifications.freedesktop.org/basedir-spec/latest/>
        named("XDG_CACHE_HOME").or_else(|| Some(std::env::home_dir()?.join(below)))
    };
    Some(system?.join("fuzi")).filter(|folder| folder.is_absolute())
}
