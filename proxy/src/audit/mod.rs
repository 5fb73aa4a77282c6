//! One line before a call and one after it, so that nothing is ever sent without a trace.
//!
//! Input: facts of a call. Output: a line of JSON at the end of a file, or in the log where there is none. A line is written,
//! so that this process may end, when `begin` or `end` comes back; it is on the disk then when the last synchronisation is a
//! second old, and otherwise with a later line or `flush`. What was under way when a computer went out is in the store, with
//! the same facts. Holds no payload, no secret and no value of a record: of its natural key only a keyed digest.

mod file;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat, Utc};
use proxy_api::{Execution, NotSent, Outcome, Verdict};
use serde::Serialize;

use self::file::Lines;

/// Why lines cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The file cannot be opened.
    #[error("the audit file {} cannot be opened: {kind}", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        kind: std::io::ErrorKind,
    },
    /// It cannot be written.
    #[error("the audit file cannot be written: {0}")]
    Write(std::io::ErrorKind),
}

/// What is known of a call before it is made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Call {
    /// Names the call in its two lines and in nothing else.
    pub call: String,
    /// Who is signed in; none where no sign-in is asked for.
    pub user: Option<String>,
    pub environment: String,
    pub production: bool,
    pub layout: String,
    pub execution: Execution,
    /// Whether it deletes something.
    pub deletes: bool,
    /// Keyed digest of the values by which the record is found; none where the payload has no such value.
    pub natural_key: Option<String>,
    pub payload_bytes: usize,
}

/// What became of it.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Ended {
    pub outcome: Option<Outcome>,
    pub not_sent: Option<NotSent>,
    pub verdict: Option<Verdict>,
    pub status: Option<u16>,
    pub duration_ms: u64,
    pub answer_bytes: usize,
    /// How many times it left: twice when the first was refused for its token.
    pub sendings: u32,
}

/// A call as both of its lines have it, made once.
pub(crate) struct Noted {
    /// Names the call.
    pub call: String,
    /// An object of JSON.
    pub facts: String,
}

impl Noted {
    pub(crate) fn new(call: Call) -> Self {
        let facts = json(&call);
        Self { call: call.call, facts }
    }
}

/// Where lines go.
pub(crate) struct Audit {
    lines: Option<Lines>,
}

impl Audit {
    /// Opens a file to write at its end; without one, lines go into the log.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, AuditError> {
        Ok(Self { lines: path.map(Lines::open).transpose()? })
    }

    /// The file that it writes to.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.lines.as_ref().map(Lines::path)
    }

    /// Says that a call begins. Only when this has come back may anything leave.
    pub(crate) async fn begin(&self, noted: &Noted) -> Result<(), AuditError> {
        self.write(line("begun", &[&noted.facts]), false).await
    }

    /// Says what became of it.
    pub(crate) async fn end(&self, noted: &Noted, ended: Ended) -> Result<(), AuditError> {
        self.write(line("ended", &[&noted.facts, &json(&ended)]), false).await
    }

    /// Says that a call of an earlier run of this program never ended, of which these are the facts.
    pub(crate) async fn lose(&self, facts: &str) -> Result<(), AuditError> {
        let ended = Ended { outcome: Some(Outcome::Unknown), ..Ended::default() };
        self.write(line("lost", &[facts, &json(&ended)]), true).await
    }

    /// Comes back when every line is on the disk.
    pub(crate) async fn flush(&self) -> Result<(), AuditError> {
        match &self.lines {
            Some(lines) => lines.write(String::new(), true).await,
            None => Ok(()),
        }
    }

    async fn write(&self, line: String, durable: bool) -> Result<(), AuditError> {
        match &self.lines {
            Some(lines) => lines.write(line, durable).await,
            None => {
                tracing::info!(target: "audit", "{line}");
                Ok(())
            }
        }
    }
}

/// What happened, when, and the members of each object of facts: one object.
fn line(event: &str, facts: &[&str]) -> String {
    let members = facts.iter().filter_map(|facts| facts.strip_prefix('{')?.strip_suffix('}'));
    let head = format!("{{\"time\":\"{}\",\"event\":\"{event}\"", now());
    let mut acc = String::with_capacity(head.len() + facts.iter().map(|facts| facts.len()).sum::<usize>());
    acc.push_str(&head);
    for members in members {
        acc.push(',');
        acc.push_str(members);
    }
    acc.push('}');
    acc
}

fn json(facts: &impl Serialize) -> String {
    // Our own structs have text for keys and no number that JSON lacks.
    serde_json::to_string(facts).unwrap_or_default()
}

fn now() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let time = i64::try_from(since.as_millis()).ok().and_then(DateTime::<Utc>::from_timestamp_millis);
    time.unwrap_or_default().to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn call() -> Noted {
        Noted::new(Call {
            call: "c1".to_owned(),
            user: Some("ana\n{\"event\":\"begun\"}".to_owned()),
            environment: "produção".to_owned(),
            production: true,
            layout: "fis/pedido".to_owned(),
            execution: Execution::Sync,
            deletes: false,
            natural_key: None,
            payload_bytes: 3,
        })
    }

    #[tokio::test]
    async fn a_call_has_two_lines() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.jsonl");
        fs::write(&path, "an older line, cut o").expect("it is written");
        let audit = Audit::open(Some(&path)).expect("it opens");
        audit.begin(&call()).await.expect("it is written");
        let ended = Ended { outcome: Some(Outcome::Answered), status: Some(200), sendings: 1, ..Ended::default() };
        audit.end(&call(), ended).await.expect("it is written");
        let text = fs::read_to_string(&path).expect("it is there");
        let lines: Vec<&str> = text.lines().collect();
        let [older, begun, ended] = lines.as_slice() else { panic!("{text}") };
        assert_eq!(*older, "an older line, cut o");
        let begun: serde_json::Value = serde_json::from_str(begun).expect("it is JSON");
        assert_eq!((&begun["event"], &begun["environment"]), (&"begun".into(), &"produção".into()));
        assert_eq!(begun["user"], "ana\n{\"event\":\"begun\"}");
        let ended: serde_json::Value = serde_json::from_str(ended).expect("it is JSON");
        assert_eq!(
            (&ended["event"], &ended["outcome"], &ended["call"]),
            (&"ended".into(), &"answered".into(), &"c1".into())
        );
    }

    #[tokio::test]
    async fn a_call_that_was_lost_is_told_with_its_facts() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("audit.jsonl");
        let audit = Audit::open(Some(&path)).expect("it opens");
        audit.lose(&call().facts).await.expect("it is written");
        let text = fs::read_to_string(&path).expect("it is there");
        let lost: serde_json::Value = serde_json::from_str(text.trim_end()).expect("it is JSON");
        assert_eq!(
            [&lost["event"], &lost["call"], &lost["environment"], &lost["outcome"]],
            ["lost", "c1", "produção", "unknown"]
        );
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_no_audit() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(Audit::open(Some(folder.path())), Err(AuditError::Open { .. })));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn a_full_disk_is_said() {
        let audit = Audit::open(Some(Path::new("/dev/full"))).expect("it opens");
        assert!(matches!(audit.begin(&call()).await, Err(AuditError::Write(_))));
    }
}
