//! Where the changes of the store lie: a database that has, under growing numbers, what was written together.
//!
//! Input: the bytes of a group. Output: that they are written; at a start, all groups in the order they were written in.
//! Knows nothing of what they say.

use std::fs::OpenOptions;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use crate::digest::DigestKey;

/// What is written goes to the end of a log first, and from there into the tables when we say so. Nobody else has the file, and
/// nobody waits for somebody else to let go of it. Room is given back without a copy of the file somewhere else.
const PREPARE: &str = "
    PRAGMA busy_timeout = 0;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA auto_vacuum = FULL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 0;
    CREATE TABLE IF NOT EXISTS groups (number INTEGER PRIMARY KEY, changes BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS own (name TEXT PRIMARY KEY, value BLOB NOT NULL);
";

/// After so many groups that went to the disk the log goes into the tables. Under full load it has seven megabytes then.
const LOGGED: usize = 256;

const DIGEST_KEY: &str = "digest_key";

/// How far a group gets before [`Groups::append`] comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the system: it outlives this process, and not a computer that goes out at once.
    System,
    /// To the disk, with all groups before it.
    Disk,
}

/// The database.
pub(super) struct Groups {
    db: Connection,
    reach: Reach,
    /// Groups in the log that went to the disk.
    n_logged: usize,
    /// A write failed: nobody knows what of it is on the disk, and none is tried before it is opened anew.
    is_broken: bool,
}

impl Groups {
    /// Opens a file that only its owner can read.
    pub fn open(path: &Path) -> Result<Self, String> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path).map_err(|error| error.kind().to_string())?;
        Self::over(Connection::open(path).map_err(|error| error.to_string())?)
    }

    /// Over a database, which gets what it lacks.
    pub fn over(db: Connection) -> Result<Self, String> {
        match db.execute_batch(PREPARE) {
            Ok(()) => Ok(Self { db, reach: Reach::System, n_logged: 0, is_broken: false }),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
                Err("an earlier version wrote it; move it away when all its calls are a day old".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    /// Hands over all groups, each with its number, until one is not taken.
    pub fn read(&self, mut take: impl FnMut(i64, &[u8]) -> Result<(), String>) -> Result<(), String> {
        let failed = |error: rusqlite::Error| error.to_string();
        let mut all = self.db.prepare("SELECT number, changes FROM groups ORDER BY number").map_err(failed)?;
        let mut rows = all.query(()).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let changes = row.get_ref(1).map_err(failed)?.as_blob().map_err(|error| error.to_string())?;
            take(row.get(0).map_err(failed)?, changes)?;
        }
        Ok(())
    }

    /// What digests are made with: drawn once and kept.
    pub fn digest_key(&mut self) -> Result<DigestKey, rusqlite::Error> {
        let known = "SELECT value FROM own WHERE name = ?1";
        let bytes: Option<Vec<u8>> = self.db.query_one(known, (DIGEST_KEY,), |row| row.get(0)).optional()?;
        if let Some(key) = bytes.and_then(|bytes| DigestKey::from_bytes(&bytes)) {
            return Ok(key);
        }
        let (bytes, key) = DigestKey::draw();
        self.reach(Reach::Disk)?;
        self.db.execute("INSERT OR REPLACE INTO own (name, value) VALUES (?1, ?2)", (DIGEST_KEY, bytes))?;
        Ok(key)
    }

    /// Comes back when the group is written behind all others, and is as far as it has to be. Waits for the disk for
    /// [`Reach::Disk`] alone.
    pub fn append(&mut self, group: &[u8], reach: Reach) -> Result<(), String> {
        if self.is_broken {
            return Err("a write failed before".to_owned());
        }
        let written = self.reach(reach).and_then(|()| insert(&self.db, group)).and_then(|()| self.empty_log(reach));
        self.is_broken = written.is_err();
        written.map_err(|error| error.to_string())
    }

    /// Removes the groups before the first that is still of use.
    pub fn remove_first(&mut self, mut is_over: impl FnMut(&[u8]) -> bool) -> Result<(), rusqlite::Error> {
        let mut end = i64::MAX;
        let mut all = self.db.prepare("SELECT number, changes FROM groups ORDER BY number")?;
        let mut rows = all.query(())?;
        while let Some(row) = rows.next()? {
            if !is_over(row.get_ref(1)?.as_blob()?) {
                end = row.get(0)?;
                break;
            }
        }
        drop(rows);
        self.db.execute("DELETE FROM groups WHERE number < ?1", (end,))?;
        Ok(())
    }

    /// These groups and no others. A crash leaves what was there, or these.
    pub fn replace(&mut self, groups: impl Iterator<Item = Vec<u8>>) -> Result<(), rusqlite::Error> {
        let write = self.db.transaction()?;
        write.execute("DELETE FROM groups", ())?;
        for group in groups {
            insert(&write, &group)?;
        }
        write.commit()
    }

    /// Gives the system back what the file no longer needs.
    pub fn compact(&mut self) -> Result<(), rusqlite::Error> {
        self.db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    fn empty_log(&mut self, reach: Reach) -> Result<(), rusqlite::Error> {
        self.n_logged += usize::from(reach == Reach::Disk);
        if self.n_logged < LOGGED {
            return Ok(());
        }
        self.n_logged = 0;
        self.db.query_one("PRAGMA wal_checkpoint(PASSIVE)", (), |_| Ok(()))
    }

    fn reach(&mut self, reach: Reach) -> Result<(), rusqlite::Error> {
        if self.reach != reach {
            let pragma = match reach {
                Reach::System => "PRAGMA synchronous = NORMAL",
                Reach::Disk => "PRAGMA synchronous = FULL",
            };
            self.db.prepare_cached(pragma)?.execute(())?;
            self.reach = reach;
        }
        Ok(())
    }
}

fn insert(db: &Connection, group: &[u8]) -> Result<(), rusqlite::Error> {
    db.prepare_cached("INSERT INTO groups (changes) VALUES (?1)")?.execute((group,))?;
    Ok(())
}
