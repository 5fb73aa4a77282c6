//! Lines at the end of a file, many of them in one synchronisation of the disk.
//!
//! Input: lines from any task. Output: for each, that it is written, and on the disk where that was asked for. A file
//! that was moved away is opened anew at the same place, so that whoever rotates it needs no signal.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use tokio::sync::oneshot;

use super::AuditError;
use crate::gathering::Gathering;

struct Job {
    line: String,
    durable: bool,
    done: oneshot::Sender<Result<(), io::ErrorKind>>,
}

/// The way to the thread that writes; it ends with the last one.
pub(super) struct Lines {
    path: PathBuf,
    jobs: Sender<Job>,
}

/// So many lines go into one write.
const AT_ONCE: usize = 1000;

impl Lines {
    pub fn open(path: &Path) -> Result<Self, AuditError> {
        let failed = |error: io::Error| AuditError::Open { path: path.to_owned(), kind: error.kind() };
        let file = open(path).map_err(failed)?;
        let (jobs, waiting) = mpsc::channel();
        let own = path.to_owned();
        let thread = thread::Builder::new().name("audit".to_owned());
        thread.spawn(move || run(&own, file, &waiting)).map_err(failed)?;
        Ok(Self { path: path.to_owned(), jobs })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub async fn write(&self, line: String, durable: bool) -> Result<(), AuditError> {
        let gone = AuditError::Write(io::ErrorKind::BrokenPipe);
        let (done, written) = oneshot::channel();
        if self.jobs.send(Job { line, durable, done }).is_err() {
            return Err(gone);
        }
        written.await.unwrap_or(Err(io::ErrorKind::BrokenPipe)).map_err(AuditError::Write)
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

fn run(path: &Path, mut file: File, jobs: &Receiver<Job>) {
    let mut gathering = Gathering::default();
    while let Ok(first) = jobs.recv() {
        gathering.wait();
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(AT_ONCE - 1));
        gathering.note(batch.len());
        if is_gone(path, &file)
            && let Ok(fresh) = open(path)
        {
            file = fresh;
        }
        let durable = batch.iter().any(|job| job.durable);
        let mut text = String::new();
        for job in &batch {
            // An empty one only asks for what is there to be on the disk.
            if !job.line.is_empty() {
                text.push_str(&job.line);
                text.push('\n');
            }
        }
        let result = append(&mut file, &text, durable).map_err(|error| error.kind());
        for job in batch {
            // Whoever asked may have gone.
            let _ = job.done.send(result);
        }
    }
}

fn append(file: &mut File, text: &str, durable: bool) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    if !durable {
        return Ok(());
    }
    match file.sync_data() {
        // A pipe or a terminal has no disk behind it.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
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
