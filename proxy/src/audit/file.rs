//! Lines at the end of a file, many of them in one write.
//!
//! Input: lines from any task. Output: for each, that it is written: it outlives this process, and is on the disk where that
//! was asked for, or when no line was for a moment. A file that was moved away is opened anew at the same place, so that
//! whoever rotates it needs no signal.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::AuditError;
use crate::gathering::{Queue, Sink};

/// Lines wait for the disk when none did for so long.
const MOMENT: Duration = Duration::from_secs(1);

struct Line {
    text: String,
    /// Whether it has to be on the disk.
    durable: bool,
}

/// The way to the file.
pub(super) struct Lines {
    path: PathBuf,
    queue: Queue<Appended>,
}

impl Lines {
    /// Has to be called where tasks run.
    pub fn open(path: &Path) -> Result<Self, AuditError> {
        let failed = |error: io::Error| AuditError::Open { path: path.to_owned(), kind: error.kind() };
        let file = open(path).map_err(failed)?;
        let path = path.to_owned();
        Ok(Self { queue: Queue::open(Appended { path: path.clone(), file, synchronised: None }), path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub async fn write(&self, text: String, durable: bool) -> Result<(), AuditError> {
        let written = self.queue.write(Line { text, durable }).await;
        written.unwrap_or(Err(io::ErrorKind::BrokenPipe)).map_err(AuditError::Write)
    }
}

/// At the end of the file, which only its owner can read. A line that a crash cut off is ended.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    if is_cut(path) {
        file.write_all(b"\n")?;
    }
    Ok(file)
}

/// Whether the last line of a file has no end. What cannot be read back, such as a pipe, has no lines.
fn is_cut(path: &Path) -> bool {
    let is_file = std::fs::metadata(path).is_ok_and(|known| known.is_file());
    let last = || {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::End(-1))?;
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        io::Result::Ok(byte != *b"\n")
    };
    is_file && last().unwrap_or(false)
}

/// The file that is written at its end.
struct Appended {
    path: PathBuf,
    file: File,
    /// When all of it was on the disk last; never where there is no disk. Whoever reads a pipe may keep us waiting too.
    synchronised: Option<Instant>,
}

impl Sink for Appended {
    type Item = Line;
    type Written = Result<(), io::ErrorKind>;

    fn may_wait(&self, line: &Line) -> bool {
        self.is_due() || line.durable
    }

    fn write(&mut self, lines: Vec<Line>) -> Vec<Self::Written> {
        if is_gone(&self.path, &self.file)
            && let Ok(fresh) = open(&self.path)
        {
            self.file = fresh;
            self.synchronised = None;
        }
        let mut text = String::new();
        // An empty one only asks for what is there to be on the disk.
        for line in lines.iter().filter(|line| !line.text.is_empty()) {
            text.push_str(&line.text);
            text.push('\n');
        }
        let durable = self.is_due() || lines.iter().any(|line| line.durable);
        vec![self.append(&text, durable).map_err(|error| error.kind()); lines.len()]
    }
}

impl Appended {
    /// Whether it is time to wait for the disk.
    fn is_due(&self) -> bool {
        self.synchronised.is_none_or(|at| at.elapsed() >= MOMENT)
    }

    fn append(&mut self, text: &str, durable: bool) -> io::Result<()> {
        self.file.write_all(text.as_bytes())?;
        if durable && synchronise(&self.file)? {
            self.synchronised = Some(Instant::now());
        }
        Ok(())
    }
}

/// Waits for the disk; says whether there is one.
fn synchronise(file: &File) -> io::Result<bool> {
    match file.sync_data() {
        // A pipe or a terminal has no disk behind it.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(false),
        result => result.map(|()| true),
    }
}

/// Whether another file, or none, is where this one was.
#[cfg(unix)]
fn is_gone(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = std::fs::metadata(path).map(|known| (known.dev(), known.ino()));
    let own = file.metadata().map(|known| (known.dev(), known.ino()));
    !matches!((place, own), (Ok(place), Ok(own)) if place == own)
}

#[cfg(not(unix))]
fn is_gone(_path: &Path, _file: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(durable: bool) -> Line {
        Line { text: "x".to_owned(), durable }
    }

    fn appended(path: &Path) -> Appended {
        Appended { path: path.to_owned(), file: open(path).expect("it opens"), synchronised: None }
    }

    #[test]
    fn only_the_first_line_of_a_moment_waits_for_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut appended = appended(&folder.path().join("audit.jsonl"));
        assert!(appended.may_wait(&line(false)));
        assert_eq!(appended.write(vec![line(false)]), [Ok(())]);
        assert!(appended.synchronised.is_some());
        // However slow this test is.
        appended.synchronised = Some(Instant::now());
        assert_eq!([line(false), line(true)].map(|line| appended.may_wait(&line)), [false, true]);
        appended.synchronised = Instant::now().checked_sub(MOMENT);
        assert!(appended.may_wait(&line(false)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_has_no_disk_may_always_keep_waiting() {
        let mut appended = appended(Path::new("/dev/null"));
        assert_eq!(appended.write(vec![line(true)]), [Ok(())]);
        assert!(appended.may_wait(&line(false)));
    }
}
