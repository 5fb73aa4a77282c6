//! The built page, whole, in memory: every file by its path.
//!
//! Input: the folder that the build wrote, or the same files inside the executable. Output: a [`Site`].
//! Never touches the disk after loading, so no request can name a file that is not part of the page.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use thiserror::Error;

use crate::asset::{Asset, is_file_name};

const INDEX: &str = "index.html";

/// A page that can be served: it has at least its `index.html`.
pub struct Site {
    files: BTreeMap<String, Asset>,
}

/// Why there is no page to serve.
#[derive(Debug, Error)]
pub enum SiteError {
    /// The folder is not there: the page was not built, or the program was started elsewhere.
    #[error("there is no built page in `{}`", .0.display())]
    NoFolder(PathBuf),
    /// The folder is there, the page is not.
    #[error("the built page has no `index.html`")]
    NoIndex,
    /// A file of the page could not be read.
    #[error("cannot read `{}`", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Site {
    /// Reads the page from the folder that the build wrote.
    pub fn from_folder(folder: &Path) -> Result<Self, SiteError> {
        if !folder.is_dir() {
            return Err(SiteError::NoFolder(folder.to_owned()));
        }
        Self::from_files(read_folder(folder)?)
    }

    /// The page that was put into the executable when it was compiled.
    #[cfg(feature = "embed")]
    pub fn embedded() -> Result<Self, SiteError> {
        Self::from_files(embedded::files())
    }

    /// Builds the page from its files; `x.br` and `x.gz` are the compressed forms of `x`.
    pub fn from_files(mut files: BTreeMap<String, Bytes>) -> Result<Self, SiteError> {
        let mut acc = BTreeMap::new();
        let paths: Vec<String> = files.keys().cloned().collect();
        for path in paths.into_iter().filter(|path| !is_compressed_form(path)) {
            let br = files.remove(&format!("{path}.br"));
            let gzip = files.remove(&format!("{path}.gz"));
            if let Some(plain) = files.remove(&path) {
                let asset = Asset::new(&path, plain, br, gzip);
                acc.insert(path, asset);
            }
        }
        if !acc.contains_key(INDEX) {
            return Err(SiteError::NoIndex);
        }
        Ok(Self { files: acc })
    }

    /// What a request's path leads to. A file that is missing is missing, also where the pages of the app are.
    pub(crate) fn find(&self, path: &str) -> Found<'_> {
        let path = path.trim_start_matches('/');
        match (self.files.get(path), self.files.get(INDEX)) {
            (Some(asset), _) => Found::Asset(asset),
            (None, Some(index)) if is_page(path) => Found::Asset(index),
            (None, Some(index)) if !last_part(path).contains('.') => Found::NoPage(index),
            (None, _) => Found::Nothing,
        }
    }
}

/// What a request's path leads to.
pub(crate) enum Found<'s> {
    /// A file, or the page of the app at one of its addresses.
    Asset(&'s Asset),
    /// An address that the app does not have: the page, which says so.
    NoPage(&'s Asset),
    /// A file that the page does not have.
    Nothing,
}

/// Where the app has pages, beside the root: the first part of their addresses.
const PAGES: [&str; 4] = ["codigos", "compor", "layouts", "planilha"];

/// Whether the app has pages there. A name may hold dots, as versions do; only an ending of a file makes it one.
fn is_page(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    path.is_empty() || (PAGES.contains(&first) && !is_file_name(last_part(path)))
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn is_compressed_form(path: &str) -> bool {
    path.ends_with(".br") || path.ends_with(".gz")
}

fn read_folder(folder: &Path) -> Result<BTreeMap<String, Bytes>, SiteError> {
    let mut acc = BTreeMap::new();
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        for entry in fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
            let path = entry.map_err(|source| unreadable(&folder, source))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            let url_path = format!("{prefix}{name}");
            if path.is_dir() {
                waiting.push((path, format!("{url_path}/")));
            } else {
                let bytes = fs::read(&path).map_err(|source| unreadable(&path, source))?;
                acc.insert(url_path, Bytes::from(bytes));
            }
        }
    }
    Ok(acc)
}

fn unreadable(path: &Path, source: io::Error) -> SiteError {
    SiteError::Unreadable { path: path.to_owned(), source }
}

#[cfg(feature = "embed")]
mod embedded {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use axum::body::Bytes;
    use rust_embed::RustEmbed;

    #[derive(RustEmbed)]
    #[folder = "../dist"]
    struct Built;

    pub(super) fn files() -> BTreeMap<String, Bytes> {
        let with_bytes = |path: Cow<'static, str>| {
            let bytes = match Built::get(&path)?.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((path.into_owned(), bytes))
        };
        Built::iter().filter_map(with_bytes).collect()
    }
}
