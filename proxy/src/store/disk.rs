//! A disk that fails when a test says so, for the store.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use tempfile::TempDir;

use super::groups::Groups;
use super::{Store, StoreError};

/// A disk with the file of a store. Its clones are the same one.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    folder: Arc<TempDir>,
    is_broken: Arc<AtomicBool>,
}

impl Default for Disk {
    fn default() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().expect("a folder")), is_broken: Arc::default() }
    }
}

impl Disk {
    /// From now on nothing can be written.
    pub(crate) fn break_down(&self) {
        self.is_broken.store(true, Ordering::SeqCst);
    }

    /// A good disk with what is on this one, as the process left it.
    pub(crate) fn replaced(&self) -> Self {
        let other = Self::default();
        for file in fs::read_dir(self.folder.path()).expect("it is there") {
            let file = file.expect("it is there");
            fs::copy(file.path(), other.folder.path().join(file.file_name())).expect("it is copied");
        }
        other
    }

    /// The groups that lie on it.
    pub(super) fn groups(&self) -> Result<Groups, String> {
        let mut db = Connection::open(self.path()).map_err(|error| error.to_string())?;
        let is_broken = Arc::clone(&self.is_broken);
        db.commit_hook(Some(move || is_broken.load(Ordering::SeqCst))).map_err(|error| error.to_string())?;
        Groups::over(db)
    }

    /// The store that lies on it.
    pub(crate) fn store(&self, now: u64) -> Result<Arc<Store>, StoreError> {
        let opened = self.groups().and_then(|groups| Store::over(Some(groups), now));
        Ok(Arc::new(opened.map_err(StoreError::Failed)?.0))
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("store")
    }
}
