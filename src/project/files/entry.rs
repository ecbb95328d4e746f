//! A name in a folder, on the disk or in memory.

/// A name in a folder.
pub(in crate::project) struct Entry {
    pub(in crate::project) name: String,
    pub(in crate::project) is_folder: bool,
    pub(in crate::project) is_link: bool,
}
