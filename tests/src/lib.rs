//! Runs the program `gabarito` as a person or a script would, and keeps what it answered.
//!
//! Input: arguments, files, standard input. Output: status and streams.
//! Knows nothing of payloads: each test brings its own. What several tests ask of any payload lies in the modules.

pub mod corpus;
pub mod damage;
pub mod generated;
pub mod own_layout;
pub mod properties;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

/// A valid payload of `depsnet/pessoa`, as small as it can be.
pub const VALID: &str = r#"[{
  "tipo": "F",
  "documento": "52998224725",
  "nomeOrigem": "ERP",
  "tipoRelacionamento": "C",
  "pessoa": { "nome": "Ana Souza" }
}]
"#;

/// The same with a comma too many, which is an error with a safe fix.
pub const FIXABLE: &str = r#"[{
  "tipo": "F",
  "documento": "52998224725",
  "nomeOrigem": "ERP",
  "tipoRelacionamento": "C",
  "pessoa": { "nome": "João Souza" },
}]
"#;

/// A folder of its own for one test, in which the program runs.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(TempDir::new().expect("the system has a folder for temporary files"))
    }

    /// Puts a file into it.
    pub fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.path(name), bytes).expect("the folder is writable");
        self
    }

    /// Where a file of it lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// What a file of it holds.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("the file is there")
    }

    /// Runs the program in it, with nothing on standard input.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    /// Runs the program in it.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        run(Command::new(gabarito()).current_dir(self.0.path()).args(arguments), input)
    }
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

/// What one run of the program answered.
#[derive(Debug)]
pub struct Run {
    /// Its exit status; -1 when a signal ended it.
    pub status: i32,
    /// Standard output.
    pub bytes: Vec<u8>,
    /// Standard output as text.
    pub stdout: String,
    /// Standard error as text.
    pub stderr: String,
}

impl Run {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("standard output is JSON")
    }

    /// The codes of the first payload of a JSON report, in its order.
    pub fn codes(&self) -> Vec<String> {
        let report = self.json();
        let diagnostics = report.pointer("/files/0/diagnostics").and_then(Value::as_array);
        let diagnostics = diagnostics.expect("a report has diagnostics").iter();
        diagnostics.filter_map(|diagnostic| diagnostic.get("code")?.as_str().map(str::to_owned)).collect()
    }

    /// Fails unless the program ended by itself with this status.
    #[track_caller]
    pub fn ended_with(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Fails unless standard error holds one line.
    #[track_caller]
    pub fn with_one_line(self) -> Self {
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        assert!(self.stderr.ends_with('\n'));
        self
    }
}

/// Runs a command that was made with [`gabarito`], in Portuguese unless it sets a language itself.
pub fn run(command: &mut Command, input: &[u8]) -> Run {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        if !command.get_envs().any(|(set, _)| set == OsStr::new(name)) {
            command.env_remove(name);
        }
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let output = thread::scope(|scope| {
        // The program may end without reading everything, which closes the pipe.
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().expect("the program ends")
    });
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        bytes: output.stdout,
    }
}

/// The program, built once from the sources beside these tests.
pub fn gabarito() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build)
}

/// Cargo only builds the programs of the package under test, so that this one has to be asked for.
fn build() -> PathBuf {
    let mut command = Command::new(env!("CARGO"));
    command.args(["build", "--quiet", "--package", "cli", "--bin", "gabarito", "--message-format", "json"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::inherit()).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "the program does not compile");
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut built = messages.lines().rev().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    built.next().expect("cargo names the executable")
}
