//! What became of each idempotency key, for a day: the same key means the same sending, also after a crash.
//!
//! Input: a key and the digest of what is to be sent. Output: leave to send it, or what an earlier sending was told.
//! Holds no payload and no answer: only digests, outcomes, statuses, times, and of what is under way what the audit says of it.
//! What was begun and never ended is unknown.

mod groups;
mod table;
mod writer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use proxy_api::SendResponse;
use tokio::sync::watch;
use validator_core::report::FileReport;

use self::groups::Groups;
pub(crate) use self::table::Told;
use self::table::{Change, Record, Table, UNKNOWN};
use self::writer::{Writer, Written};
use crate::digest::{Digest, DigestKey};

/// How long a key is remembered, in seconds.
pub(crate) const DAY: u64 = 24 * 60 * 60;

/// More keys than this in one day are not taken.
const MAX_KEYS: usize = 1_000_000;

/// Why the store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened, or another process has it open.
    #[error("the store {} cannot be opened: {detail}", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        detail: String,
    },
    /// It cannot be read or written.
    #[error("the store cannot be used: {0}")]
    Failed(String),
    /// Too many keys in one day.
    #[error("the store is full")]
    Full,
}

/// The answer to a sending, shared with those that asked with the same key at the same time.
pub(crate) type Shared = Arc<SendResponse<FileReport>>;

/// Keys of the last day.
pub(crate) struct Store {
    path: Option<PathBuf>,
    table: Arc<RwLock<Table>>,
    writer: Writer,
    running: Mutex<HashMap<Digest, Running>>,
    key: DigestKey,
}

struct Running {
    digest: Digest,
    ended: watch::Receiver<Option<Shared>>,
}

/// What a key means for whoever asks with it.
pub(crate) enum Claim {
    /// Nobody used it before: it is theirs until the claim ends.
    First(Claimed),
    /// Somebody sent the same just now and this is the whole answer.
    Shared(Shared),
    /// It was sent before.
    Told(Told),
    /// The key was used for something else.
    Reused,
}

/// Leave to send with a key. Dropped without an end it is given back when nothing was begun; otherwise it stays begun.
pub(crate) struct Claimed {
    store: Arc<Store>,
    key: Digest,
    digest: Digest,
    ended: watch::Sender<Option<Shared>>,
}

impl Store {
    /// Opens a file, or a store in memory. Gives the facts of the calls that were begun and never ended: from now on these are
    /// unknown.
    /// What digests are made with is drawn once and kept in it, so that no change of the configuration makes it forget.
    pub(crate) fn open(path: Option<&Path>, now: u64) -> Result<(Self, Vec<String>), StoreError> {
        let groups = path.map(Groups::open).transpose();
        let opened = groups.and_then(|groups| Self::over(groups, now));
        let (store, lost) = opened.map_err(|detail| match path {
            Some(path) => StoreError::Open { path: path.to_owned(), detail },
            None => StoreError::Failed(detail),
        })?;
        Ok((Self { path: path.map(Path::to_owned), ..store }, lost))
    }

    fn over(mut groups: Option<Groups>, now: u64) -> Result<(Self, Vec<String>), String> {
        let mut table = Table::default();
        let mut n_written = 0;
        let key = match &mut groups {
            Some(groups) => {
                groups.read(|number, group| {
                    n_written += table.read(group).map_err(|_| format!("group {number} cannot be read"))?;
                    Ok(())
                })?;
                groups.digest_key().map_err(|error| error.to_string())?
            }
            None => DigestKey::draw().1,
        };
        let (lost, settled) = table.begun();
        let table = Arc::new(RwLock::new(table));
        let mut written = Written { table: Arc::clone(&table), groups, n_written, purged: now };
        written.put(settled)?;
        written.tidy(now).map_err(|error| error.to_string())?;
        let writer = Writer::start(written);
        Ok((Self { path: None, table, writer, running: Mutex::default(), key }, lost))
    }

    /// The file that it lies in.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What digests are made with.
    pub(crate) fn digest_key(&self) -> &DigestKey {
        &self.key
    }

    /// Takes a key, or says what became of it. Waits while somebody else is sending with it.
    pub(crate) async fn claim(self: &Arc<Self>, key: Digest, digest: Digest, now: u64) -> Claim {
        loop {
            let mut waiting = match self.join(key, digest) {
                Joined::First(claimed) => return self.known(claimed, now),
                Joined::Reused => return Claim::Reused,
                Joined::Running(waiting) => waiting,
            };
            // Otherwise whoever had the key let go of it without an end.
            if let Ok(Some(shared)) = waiting.wait_for(Option::is_some).await.map(|ended| ended.clone()) {
                return Claim::Shared(shared);
            }
        }
    }

    fn join(self: &Arc<Self>, key: Digest, digest: Digest) -> Joined {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        match running.get(&key) {
            Some(known) if known.digest != digest => Joined::Reused,
            Some(known) => Joined::Running(known.ended.clone()),
            None => {
                let (sender, ended) = watch::channel(None);
                running.insert(key, Running { digest, ended });
                Joined::First(Claimed { store: Arc::clone(self), key, digest, ended: sender })
            }
        }
    }

    /// What the table says of a key that was just taken.
    fn known(&self, claimed: Claimed, now: u64) -> Claim {
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        match table.get(claimed.key).filter(|record| !record.is_over(now)) {
            None => Claim::First(claimed),
            Some(record) if record.digest == claimed.digest => Claim::Told(record.told.unwrap_or(UNKNOWN)),
            Some(_) => Claim::Reused,
        }
    }
}

enum Joined {
    First(Claimed),
    Running(watch::Receiver<Option<Shared>>),
    Reused,
}

impl Claimed {
    /// Writes down that a call begins, with the facts that the audit has of it. Only when this has come back may anything leave.
    pub(crate) async fn begin(&self, facts: &str, now: u64) -> Result<(), StoreError> {
        self.put(Some(facts), now, None).await
    }

    /// Writes down what became of it, so that this process may end; it reaches the disk with the next call that begins.
    /// A computer that goes out before that leaves it unknown.
    pub(crate) async fn end(&self, now: u64, told: Told) -> Result<(), StoreError> {
        self.put(None, now, Some(told)).await
    }

    /// Forgets the key: nothing left, so that the next call with it is a first one.
    pub(crate) async fn forget(&self) -> Result<(), StoreError> {
        self.store.writer.write(Change { key: self.key, record: None }).await
    }

    /// Tells those that wait for the same key. Who comes later hears what the table says.
    pub(crate) fn tell(self, shared: impl FnOnce() -> Shared) {
        // One of those that listen is the list of what is running.
        if self.ended.receiver_count() > 1 {
            self.ended.send_replace(Some(shared()));
        }
    }

    async fn put(&self, facts: Option<&str>, at: u64, told: Option<Told>) -> Result<(), StoreError> {
        let record = Record { digest: self.digest, facts: facts.map(Box::from), at, told };
        self.store.writer.write(Change { key: self.key, record: Some(record) }).await
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        self.store.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
pub(crate) mod disk;

#[cfg(test)]
mod tests;
