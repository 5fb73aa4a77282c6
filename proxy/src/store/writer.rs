//! Writes changes of the store, many of them in one group.
//!
//! Input: changes from any task. Output: for each, that it is written, and on the disk where a call begins. Sixty calls
//! that begin at once wait for one synchronisation of the disk and not for sixty.

use std::sync::{Arc, PoisonError, RwLock};

use super::StoreError;
use super::groups::{Groups, Reach};
use super::table::{Change, Table, group, n_over};
use crate::gathering::{Queue, Sink};

/// The way to what is written.
pub(super) struct Writer {
    queue: Queue<Written>,
}

/// Old keys are looked for this often, in seconds.
const PURGED_EVERY: u64 = 10 * 60;

/// All is written anew when there are more changes than three times the keys, of which each call brings two, and these.
const SPARE: usize = 10_000;

/// What is written, and where.
pub(super) struct Written {
    pub table: Arc<RwLock<Table>>,
    /// None where nothing outlives the process.
    pub groups: Option<Groups>,
    /// Changes in all groups that are kept.
    pub n_written: usize,
    /// When old keys were looked for last.
    pub purged: u64,
}

impl Writer {
    /// Has to be called where tasks run.
    pub fn start(written: Written) -> Self {
        Self { queue: Queue::open(written) }
    }

    /// Comes back when the change is written: on the disk when it begins a call.
    pub async fn write(&self, change: Change) -> Result<(), StoreError> {
        let gone = || Err(StoreError::Failed("nobody writes any more".to_owned()));
        self.queue.write(change).await.unwrap_or_else(gone)
    }
}

impl Sink for Written {
    type Item = Change;
    type Written = Result<(), StoreError>;

    fn may_wait(&self, change: &Change) -> bool {
        self.groups.is_some() && change.begins()
    }

    fn write(&mut self, changes: Vec<Change>) -> Vec<Self::Written> {
        let (changes, have_room) = self.with_room(changes);
        let begun = changes.iter().filter(|change| change.begins());
        let now = begun.filter_map(|change| Some(change.record.as_ref()?.at)).max();
        let result = self.put(changes);
        if let Some(now) = now.filter(|now| result.is_ok() && *now >= self.purged.saturating_add(PURGED_EVERY))
            && let Err(error) = self.purge(now)
        {
            // All that was confirmed is kept, and more than that is no harm.
            tracing::error!(%error, "what is old could not be removed from the store");
        }
        let written = |has_room| match has_room {
            true => result.clone().map_err(StoreError::Failed),
            false => Err(StoreError::Full),
        };
        have_room.into_iter().map(written).collect()
    }
}

impl Written {
    /// Those for which there is room, and of each whether there is.
    fn with_room(&self, changes: Vec<Change>) -> (Vec<Change>, Vec<bool>) {
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        let mut acc = (Vec::with_capacity(changes.len()), Vec::with_capacity(changes.len()));
        for change in changes {
            let has_room = table.has_room(&change, acc.0.len());
            acc.1.push(has_room);
            if has_room {
                acc.0.push(change);
            }
        }
        acc
    }

    /// Written first, then in force.
    pub fn put(&mut self, changes: Vec<Change>) -> Result<(), String> {
        if let Some(groups) = self.groups.as_mut().filter(|_| !changes.is_empty()) {
            let reach = if changes.iter().any(Change::begins) { Reach::Disk } else { Reach::System };
            groups.append(&group(&changes), reach)?;
            self.n_written += changes.len();
        }
        self.table.write().unwrap_or_else(PoisonError::into_inner).apply(changes);
        Ok(())
    }

    /// What a start does beside reading.
    pub fn tidy(&mut self, now: u64) -> Result<(), rusqlite::Error> {
        self.purge(now)?;
        self.groups.as_mut().map_or(Ok(()), Groups::compact)
    }

    /// Forgets what is older than a day, and keeps the database in proportion to what is not.
    pub fn purge(&mut self, now: u64) -> Result<(), rusqlite::Error> {
        self.purged = now;
        self.table.write().unwrap_or_else(PoisonError::into_inner).purge(now);
        let Some(groups) = &mut self.groups else { return Ok(()) };
        let n_written = &mut self.n_written;
        groups.remove_first(|group| {
            let n_over = n_over(group, now);
            *n_written = n_written.saturating_sub(n_over.unwrap_or_default());
            n_over.is_some()
        })?;
        // Nobody else changes the table: those that look keys up need not wait.
        let table = self.table.read().unwrap_or_else(PoisonError::into_inner);
        if *n_written > 3 * table.len() + SPARE {
            groups.replace(table.groups())?;
            *n_written = table.len();
        }
        Ok(())
    }
}
