//! Writes changes of the store, many of them in one transaction.
//!
//! Input: changes from any task. Output: for each, that it is on the disk. One thread writes, so that sixty calls that
//! begin at once wait for one synchronisation of the disk and not for sixty.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use redb::{Database, ReadableTable, ReadableTableMetadata, Table};
use tokio::sync::oneshot;

use super::{CALLS, DAY, MAX_KEYS, Record, StoreError};
use crate::digest::Digest;
use crate::gathering::Gathering;

/// One change.
pub(super) enum Change {
    /// Key, record, and the time that it was made at.
    Put(Digest, Vec<u8>, u64),
    Remove(Digest),
}

type Job = (Change, oneshot::Sender<Result<(), StoreError>>);

/// The way to the thread that writes; it ends with the last one.
pub(super) struct Writer {
    jobs: Sender<Job>,
}

/// So many changes go into one transaction.
const AT_ONCE: usize = 1000;

/// Old keys are looked for this often, in seconds.
const PURGED_EVERY: u64 = 10 * 60;

impl Writer {
    pub fn start(db: Arc<Database>) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::channel();
        let thread = thread::Builder::new().name("store".to_owned());
        thread.spawn(move || run(&db, &waiting)).map_err(StoreError::of)?;
        Ok(Self { jobs })
    }

    /// Comes back when the change is on the disk.
    pub async fn write(&self, change: Change) -> Result<(), StoreError> {
        let (done, written) = oneshot::channel();
        let gone = |_| StoreError::Failed("its thread ended".to_owned());
        self.jobs.send((change, done)).map_err(|_| gone(()))?;
        written.await.map_err(|_| gone(()))?
    }
}

fn run(db: &Database, jobs: &Receiver<Job>) {
    let mut purged = 0;
    let mut gathering = Gathering::default();
    while let Ok(first) = jobs.recv() {
        gathering.wait();
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(AT_ONCE - 1));
        gathering.note(batch.len());
        let (changes, waiting): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
        match commit(db, &changes, &mut purged) {
            Ok(results) => waiting.into_iter().zip(results).for_each(|(waiting, result)| {
                // Whoever asked may have gone.
                let _ = waiting.send(result);
            }),
            Err(error) => {
                let text = error.to_string();
                waiting.into_iter().for_each(|waiting| {
                    let _ = waiting.send(Err(StoreError::Failed(text.clone())));
                });
            }
        }
    }
}

fn commit(db: &Database, changes: &[Change], purged: &mut u64) -> Result<Vec<Result<(), StoreError>>, redb::Error> {
    let write = db.begin_write()?;
    let mut acc = Vec::with_capacity(changes.len());
    {
        let mut calls = write.open_table(CALLS)?;
        let now =
            changes.iter().filter_map(|change| if let Change::Put(.., now) = change { Some(*now) } else { None }).max();
        if let Some(now) = now.filter(|now| *now >= purged.saturating_add(PURGED_EVERY)) {
            purge(&mut calls, now)?;
            *purged = now;
        }
        for change in changes {
            acc.push(match change {
                Change::Put(key, _, _) if calls.len()? >= MAX_KEYS && calls.get(key.bytes())?.is_none() => {
                    Err(StoreError::Full)
                }
                Change::Put(key, bytes, _) => {
                    calls.insert(key.bytes(), bytes.as_slice())?;
                    Ok(())
                }
                Change::Remove(key) => {
                    calls.remove(key.bytes())?;
                    Ok(())
                }
            });
        }
    }
    write.commit()?;
    Ok(acc)
}

/// Removes what is older than a day, and what cannot be read.
pub(super) fn purge(calls: &mut Table<'_, &'static [u8], &'static [u8]>, now: u64) -> Result<(), redb::StorageError> {
    calls.retain(|_, bytes| {
        serde_json::from_slice::<Record>(bytes).is_ok_and(|record| record.at.saturating_add(DAY) > now)
    })
}
