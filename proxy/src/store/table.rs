//! What is known of each key, and the groups of changes that it is written in.
//!
//! Input: changes, or the bytes of groups. Output: what a key means; bytes. The changes of a group come into force together.
//! Does no IO.

use std::collections::HashMap;
use std::iter;

use proxy_api::{Outcome, Verdict};
use serde::{Deserialize, Serialize};

use super::{DAY, MAX_KEYS};
use crate::digest::Digest;

/// So many changes go into one group when all is written anew: with them it fills a page of the database.
const IN_PAGE: usize = 20;

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Of what was sent.
    pub digest: Digest,
    /// What the audit says of the call; of no use once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<Box<str>>,
    /// When it was begun, in seconds since 1970.
    pub at: u64,
    /// What became of it; nothing while it is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
}

/// What a sending was told, as far as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    pub outcome: Outcome,
    pub verdict: Option<Verdict>,
    pub status: Option<u16>,
    pub duration_ms: u64,
}

pub(super) const UNKNOWN: Told = Told { outcome: Outcome::Unknown, verdict: None, status: None, duration_ms: 0 };

/// A key gets a record, or is forgotten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Change {
    pub key: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
}

impl Change {
    /// Whether a call is about to leave.
    pub fn begins(&self) -> bool {
        self.record.as_ref().is_some_and(|record| record.told.is_none())
    }

    /// Whether nobody asks for it any more, when all that was written before it is gone too.
    fn is_over(&self, now: u64) -> bool {
        self.record.as_ref().is_none_or(|record| record.is_over(now))
    }
}

impl Record {
    pub fn is_over(&self, now: u64) -> bool {
        self.at.saturating_add(DAY) <= now
    }
}

/// Keys of the last day.
#[derive(Debug, Default)]
pub(super) struct Table {
    records: HashMap<Digest, Record>,
}

impl Table {
    /// Applies a group as it was written. Gives the number of its changes.
    pub fn read(&mut self, group: &[u8]) -> Result<usize, serde_json::Error> {
        let changes: Vec<Change> = serde_json::from_slice(group)?;
        let n_changes = changes.len();
        self.apply(changes);
        Ok(n_changes)
    }

    /// Everything, as new groups.
    pub fn groups(&self) -> impl Iterator<Item = Vec<u8>> {
        let mut records = self.records.iter();
        iter::from_fn(move || {
            let changes = records.by_ref().take(IN_PAGE);
            let changes = changes.map(|(key, record)| Change { key: *key, record: Some(record.clone()) });
            let changes: Vec<Change> = changes.collect();
            (!changes.is_empty()).then(|| group(&changes))
        })
    }

    pub fn get(&self, key: Digest) -> Option<&Record> {
        self.records.get(&key)
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is room for what a change brings, with so many new keys before it.
    pub fn has_room(&self, change: &Change, n_new: usize) -> bool {
        change.record.is_none() || self.len() + n_new < MAX_KEYS || self.records.contains_key(&change.key)
    }

    pub fn apply(&mut self, changes: Vec<Change>) {
        for Change { key, record } in changes {
            match record {
                Some(record) => self.records.insert(key, record),
                None => self.records.remove(&key),
            };
        }
    }

    /// Forgets what is older than a day.
    pub fn purge(&mut self, now: u64) {
        self.records.retain(|_, record| !record.is_over(now));
    }

    /// What was begun and has no end: the facts of the calls, and the changes that end them as unknown.
    pub fn begun(&self) -> (Vec<String>, Vec<Change>) {
        let begun = self.records.iter().filter(|(_, record)| record.told.is_none());
        let settled = begun.map(|(key, record)| {
            let facts = record.facts.as_deref().unwrap_or_default().to_owned();
            let record = Record { facts: None, told: Some(UNKNOWN), ..record.clone() };
            (facts, Change { key: *key, record: Some(record) })
        });
        settled.unzip()
    }
}

/// Changes that come into force together, in JSON.
pub(super) fn group(changes: &[Change]) -> Vec<u8> {
    // Our own structs have text for keys and no number that JSON lacks.
    serde_json::to_vec(changes).unwrap_or_default()
}

/// The number of changes in a group that is only about what is older than a day.
pub(super) fn n_over(group: &[u8], now: u64) -> Option<usize> {
    let changes: Vec<Change> = serde_json::from_slice(group).ok()?;
    changes.iter().all(|change| change.is_over(now)).then_some(changes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::DigestKey;

    const NOW: u64 = 1_800_000_000;

    fn digest(text: &str) -> Digest {
        DigestKey::from_secret("test").of([text])
    }

    fn put(key: &str, told: Option<Told>) -> Change {
        let record = Record { digest: digest("a"), facts: Some("facts".into()), at: NOW, told };
        Change { key: digest(key), record: Some(record) }
    }

    fn forgotten(key: &str) -> Change {
        Change { key: digest(key), record: None }
    }

    fn table(groups: impl IntoIterator<Item = Vec<u8>>) -> Table {
        let mut acc = Table::default();
        groups.into_iter().for_each(|group| assert!(acc.read(&group).is_ok()));
        acc
    }

    #[test]
    fn groups_are_read_back() {
        let acc = table([group(&[put("k", None), put("l", None)]), group(&[put("k", Some(UNKNOWN)), forgotten("l")])]);
        assert_eq!((acc.len(), acc.get(digest("k"))), (1, put("k", Some(UNKNOWN)).record.as_ref()));
        assert_eq!(table(acc.groups()).records, acc.records);
    }

    #[test]
    fn all_keys_are_in_the_groups_written_anew() {
        let mut acc = Table::default();
        acc.apply((0..=IN_PAGE).map(|n| put(&n.to_string(), None)).collect());
        assert_eq!(acc.groups().count(), 2);
        assert_eq!(table(acc.groups()).records, acc.records);
    }

    #[test]
    fn what_was_begun_is_ended_as_unknown() {
        let mut acc = table([group(&[put("k", None), put("l", Some(UNKNOWN))])]);
        let (facts, changes) = acc.begun();
        assert_eq!(facts, ["facts"]);
        acc.apply(changes);
        assert_eq!(acc.begun(), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_group_is_over_when_all_of_it_is_a_day_old() {
        let group = group(&[put("k", None), forgotten("l")]);
        assert_eq!(n_over(&group, NOW + DAY - 1), None);
        assert_eq!(n_over(&group, NOW + DAY), Some(2));
    }
}
