//! Files that this process wrote are read back, unless something else has taken
//! their place.

use crate::diag::message;
use std::fs::{self, File, Metadata};
use std::io::Read as _;
use std::path::Path;

use super::{FileError, MAX_BYTES};

/// Reads a file that was written here. A link in its place is not followed: it
/// could lead to any file of the user.
pub(in crate::project) fn read_written(path: &Path) -> Result<Vec<u8>, FileError> {
    let io = |error: std::io::Error| FileError::io(path, &error);
    let named = fs::symlink_metadata(path).map_err(io)?;
    if !named.is_file() {
        return Err(FileError::new(path, "is no longer a regular file"));
    }
    let mut file = File::open(path).map_err(io)?;
    let opened = file.metadata().map_err(io)?;
    // A link may have come between the two.
    if !opened.is_file() || !is_same(&named, &opened) {
        return Err(FileError::new(path, "was replaced while it was opened"));
    }
    if opened.len() > MAX_BYTES {
        return Err(FileError::new(path, message!("is larger than {max_bytes} MB", max_bytes = MAX_BYTES >> 20)));
    }
    let mut bytes = Vec::new();
    file.by_ref().take(MAX_BYTES).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, other: &Metadata) -> bool {
    !other.is_symlink()
}

#[cfg(all(test, unix))]
mod tests {
    use super::read_written;

    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let folder = std::env::temp_dir().join(format!("fuzi-written-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (edition, secret) = (folder.join("a.pdf"), folder.join("secret"));
        std::fs::write(&edition, "edition").unwrap();
        std::fs::write(&secret, "secret").unwrap();
        assert_eq!(read_written(&edition).unwrap(), b"edition");
        std::fs::remove_file(&edition).unwrap();
        std::os::unix::fs::symlink(&secret, &edition).unwrap();
        let read = read_written(&edition);
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(read.unwrap_err().reason.contains("no longer a regular file"));
    }
}
