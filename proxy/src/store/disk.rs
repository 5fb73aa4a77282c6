//! A disk that fails when a test says so, for the store.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::{Database, StorageBackend};

use super::{Store, StoreError};

/// A disk. Its clones are the same one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    bytes: Arc<Mutex<Vec<u8>>>,
    is_broken: Arc<AtomicBool>,
}

impl Disk {
    /// From now on nothing can be written.
    pub(crate) fn break_down(&self) {
        self.is_broken.store(true, Ordering::SeqCst);
    }

    /// A good disk with what is on this one.
    pub(crate) fn replaced(&self) -> Self {
        Self { bytes: Arc::new(Mutex::new(self.bytes().clone())), is_broken: Arc::default() }
    }

    /// The store that lies on it.
    pub(crate) fn store(&self, now: u64) -> Result<Arc<Store>, StoreError> {
        let db = Database::builder().create_with_backend(self.clone()).map_err(StoreError::of)?;
        Ok(Arc::new(Store::over(db, now)?.0))
    }

    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_good(&self) -> io::Result<()> {
        if self.is_broken.load(Ordering::SeqCst) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

fn place(offset: u64) -> usize {
    usize::try_from(offset).expect("a test is small")
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.bytes().len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let (bytes, start) = (self.bytes(), place(offset));
        out.copy_from_slice(bytes.get(start..start + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.is_good()?;
        self.bytes().resize(place(len), 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.is_good()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.is_good()?;
        let (mut bytes, start) = (self.bytes(), place(offset));
        bytes.get_mut(start..start + data.len()).ok_or(io::ErrorKind::UnexpectedEof)?.copy_from_slice(data);
        Ok(())
    }
}
