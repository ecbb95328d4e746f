//! The command as the tests run it: nothing of the user's is read or written,
//! and the language is English.

use std::path::PathBuf;
use std::process::Command;

/// The command, with folders of its own for what it keeps.
pub fn fuzi() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuzi"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    command.env_remove("FUZI_CACHE").env("XDG_CACHE_HOME", user_cache());
    command
}

/// What stands for the user's cache folder.
pub fn user_cache() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("user-cache")
}
