//! The sources of this package become one number, `FUZI_BUILD`: what another
//! build of fuzi left in a cache is not trusted.

#![allow(clippy::disallowed_methods, reason = "a build script reads the package that it belongs to")]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::Path;
use std::{env, fs};

fn main() {
    let mut hasher = DefaultHasher::new();
    for path in ["src", "styles", "fonts/SHA256SUMS", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
        add(Path::new(path), &mut hasher);
    }
    for name in ["PROFILE", "TARGET"] {
        env::var(name).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo::rustc-env=FUZI_BUILD={:016x}", hasher.finish());
}

/// Adds the content of a file, or of all files of a folder in their order.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        return fs::read(path).unwrap_or_default().hash(hasher);
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        path.to_string_lossy().hash(hasher);
        add(&path, hasher);
    }
}
