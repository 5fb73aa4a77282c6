//! What became of each idempotency key, for a day: the same key means the same sending, also after a crash.
//!
//! Input: a key and the digest of what is to be sent. Output: leave to send it, or what an earlier sending was told.
//! Holds no payload and no answer: only digests, outcomes, statuses and times. What was begun and never ended is unknown.

mod writer;

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use proxy_api::{Outcome, SendResponse, Verdict};
use redb::backends::InMemoryBackend;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use validator_core::report::FileReport;

use self::writer::{Change, Writer};
use crate::digest::{Digest, DigestKey};

/// How long a key is remembered, in seconds.
pub(crate) const DAY: u64 = 24 * 60 * 60;

/// More keys than this in one day are not taken.
const MAX_KEYS: u64 = 1_000_000;

const CALLS: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("calls");
const OWN: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("own");

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

impl StoreError {
    fn of(error: impl std::fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Of what was sent.
    digest: Digest,
    /// The call in the audit.
    pub call: String,
    /// When it was begun, in seconds since 1970.
    at: u64,
    /// What became of it; nothing while it is under way.
    told: Option<Told>,
}

/// What a sending was told, as far as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub outcome: Outcome,
    pub verdict: Option<Verdict>,
    pub status: Option<u16>,
    pub duration_ms: u64,
}

const UNKNOWN: Told = Told { outcome: Outcome::Unknown, verdict: None, status: None, duration_ms: 0 };

/// The answer to a sending, shared with those that asked with the same key at the same time.
pub(crate) type Shared = Arc<SendResponse<FileReport>>;

/// Keys of the last day.
pub(crate) struct Store {
    path: Option<PathBuf>,
    db: Arc<Database>,
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
    /// Opens a file, or a store in memory. Gives the calls that were begun and never ended: from now on they are unknown.
    /// What digests are made with is drawn once and kept in it, so that no change of the configuration makes it forget.
    pub(crate) fn open(path: Option<&Path>, now: u64) -> Result<(Self, Vec<String>), StoreError> {
        let db = match path {
            Some(path) => file(path).map_err(|detail| StoreError::Open { path: path.to_owned(), detail })?,
            None => Database::builder().create_with_backend(InMemoryBackend::new()).map_err(StoreError::of)?,
        };
        let (store, lost) = Self::over(db, now)?;
        Ok((Self { path: path.map(Path::to_owned), ..store }, lost))
    }

    fn over(db: Database, now: u64) -> Result<(Self, Vec<String>), StoreError> {
        let (lost, key) = tidy(&db, now).map_err(|error| StoreError::Failed(error.to_string()))?;
        let db = Arc::new(db);
        let writer = Writer::start(Arc::clone(&db))?;
        Ok((Self { path: None, db, writer, running: Mutex::default(), key }, lost))
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
    pub(crate) async fn claim(self: &Arc<Self>, key: Digest, digest: Digest, now: u64) -> Result<Claim, StoreError> {
        loop {
            let mut waiting = match self.join(key, digest) {
                Joined::First(claimed) => return self.known(claimed, now),
                Joined::Reused => return Ok(Claim::Reused),
                Joined::Running(waiting) => waiting,
            };
            // Otherwise whoever had the key let go of it without an end.
            if let Ok(Some(shared)) = waiting.wait_for(Option::is_some).await.map(|ended| ended.clone()) {
                return Ok(Claim::Shared(shared));
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
    fn known(&self, claimed: Claimed, now: u64) -> Result<Claim, StoreError> {
        let Some(record) = self.read(claimed.key)? else { return Ok(Claim::First(claimed)) };
        if record.at.saturating_add(DAY) <= now {
            return Ok(Claim::First(claimed));
        }
        Ok(if record.digest == claimed.digest { Claim::Told(record.told.unwrap_or(UNKNOWN)) } else { Claim::Reused })
    }

    fn read(&self, key: Digest) -> Result<Option<Record>, StoreError> {
        let read = self.db.begin_read().map_err(StoreError::of)?;
        let table = read.open_table(CALLS).map_err(StoreError::of)?;
        let found = table.get(key.bytes()).map_err(StoreError::of)?;
        // What cannot be read back was not written by us, or not wholly: nobody knows what became of it.
        found.map(|bytes| serde_json::from_slice(bytes.value()).map_err(StoreError::of)).transpose()
    }
}

enum Joined {
    First(Claimed),
    Running(watch::Receiver<Option<Shared>>),
    Reused,
}

impl Claimed {
    /// Writes down that the call begins. Only when this has come back may anything leave.
    pub(crate) async fn begin(&self, call: &str, now: u64) -> Result<(), StoreError> {
        self.put(call, now, None).await
    }

    /// Writes down what became of it.
    pub(crate) async fn end(&self, call: &str, now: u64, told: Told) -> Result<(), StoreError> {
        self.put(call, now, Some(told)).await
    }

    /// Forgets the key: nothing left, so that the next call with it is a first one.
    pub(crate) async fn forget(&self) -> Result<(), StoreError> {
        self.store.writer.write(Change::Remove(self.key)).await
    }

    /// Tells those that wait for the same key. Who comes later hears what the table says.
    pub(crate) fn tell(self, shared: impl FnOnce() -> Shared) {
        // One of those that listen is the list of what is running.
        if self.ended.receiver_count() > 1 {
            self.ended.send_replace(Some(shared()));
        }
    }

    async fn put(&self, call: &str, now: u64, told: Option<Told>) -> Result<(), StoreError> {
        let record = Record { digest: self.digest, call: call.to_owned(), at: now, told };
        let bytes = serde_json::to_vec(&record).map_err(StoreError::of)?;
        self.store.writer.write(Change::Put(self.key, bytes, now)).await
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        self.store.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

/// Opens a file that only its owner can read.
fn file(path: &Path) -> Result<Database, String> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| error.kind().to_string())?;
    Database::create(path).map_err(|error| error.to_string())
}

/// Drops what is older than a day, and ends what was begun. Gives the calls that were, and the store's own key.
fn tidy(db: &Database, now: u64) -> Result<(Vec<String>, DigestKey), redb::Error> {
    let write = db.begin_write()?;
    let mut lost = Vec::new();
    let key;
    {
        let mut calls = write.open_table(CALLS)?;
        writer::purge(&mut calls, now)?;
        let mut begun = Vec::new();
        for entry in calls.iter()? {
            let (key, bytes) = entry?;
            if let Ok(record) = serde_json::from_slice::<Record>(bytes.value())
                && record.told.is_none()
            {
                begun.push((key.value().to_vec(), record));
            }
        }
        for (key, record) in begun {
            lost.push(record.call.clone());
            let ended = serde_json::to_vec(&Record { told: Some(UNKNOWN), ..record }).unwrap_or_default();
            calls.insert(key.as_slice(), ended.as_slice())?;
        }
        let mut own = write.open_table(OWN)?;
        let known = own.get("digest_key")?.and_then(|bytes| DigestKey::from_bytes(bytes.value()));
        key = match known {
            Some(key) => key,
            None => {
                let (bytes, key) = DigestKey::draw();
                own.insert("digest_key", bytes.as_slice())?;
                key
            }
        };
    }
    write.commit()?;
    Ok((lost, key))
}

#[cfg(test)]
pub(crate) mod disk;

#[cfg(test)]
mod tests;
