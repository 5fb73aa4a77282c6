//! Runs other programs, and says clearly what went wrong with them.
//!
//! Input: a program and its arguments. Output: nothing, or what it printed.
//! Never goes through a shell: arguments arrive as they were written, on every system.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::place::Place;
use crate::steps::Failure;

/// A program about to be run in the repository.
pub struct Program {
    command: Command,
    shown: String,
}

impl Program {
    /// A program by its full path, or one that the system finds by itself.
    pub fn new(place: &Place, program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(&place.root);
        let shown = Path::new(program).file_stem().unwrap_or(program).to_string_lossy().into_owned();
        Self { command, shown }
    }

    /// The cargo that started this program.
    pub fn cargo(place: &Place) -> Self {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        Self::new(place, cargo)
    }

    /// Adds arguments that contain no blank, written as on a command line.
    pub fn line(self, words: &str) -> Self {
        self.args(words.split_whitespace())
    }

    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        for argument in arguments {
            let argument = argument.as_ref();
            self.shown.push(' ');
            self.shown.push_str(&argument.to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes a variable away.
    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it in another folder.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Lets it find programs in these folders before all others.
    pub fn with_path(self, first: &[PathBuf]) -> Result<Self, Failure> {
        let others = env::var_os("PATH").unwrap_or_default();
        let folders = first.iter().cloned().chain(env::split_paths(&others));
        let joined = env::join_paths(folders).map_err(Failure::because("cannot extend PATH"))?;
        Ok(self.env("PATH", joined))
    }

    /// Runs it to its end, its output on the terminal.
    pub fn run(mut self) -> Result<(), Failure> {
        println!("    $ {}", self.shown);
        let status = self.command.status().map_err(Failure::because(format!("cannot start `{}`", self.shown)))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", self.shown))) }
    }

    /// Runs it to its end, everything that it says going into a file.
    pub fn run_into(mut self, log: &Path) -> Result<(), Failure> {
        println!("    $ {} > {}", self.shown, log.display());
        let cannot_write = || format!("cannot write {}", log.display());
        let file = File::create(log).map_err(Failure::because(cannot_write()))?;
        let same = file.try_clone().map_err(Failure::because(cannot_write()))?;
        let status = self.command.stdin(Stdio::null()).stdout(file).stderr(same).status();
        let status = status.map_err(Failure::because(format!("cannot start `{}`", self.shown)))?;
        if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", self.shown))) }
    }

    /// Runs it and returns what it printed; nothing if it is not there or fails.
    pub fn output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Runs it and returns what it printed, its other output on the terminal; it may end with one of these statuses.
    pub fn capture(mut self, statuses: &[i32]) -> Result<Vec<u8>, Failure> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output = output.map_err(Failure::because(format!("cannot start `{}`", self.shown)))?;
        match output.status.code() {
            Some(code) if statuses.contains(&code) => Ok(output.stdout),
            _ => Err(Failure::new(format!("`{}` ended with {}", self.shown, output.status))),
        }
    }

    /// Starts it and leaves it running.
    pub fn start(mut self) -> Result<Child, Failure> {
        println!("    $ {} &", self.shown);
        self.command.stdin(Stdio::null()).spawn().map_err(Failure::because(format!("cannot start `{}`", self.shown)))
    }
}

/// The first of these programs that lies on PATH; on Windows also with the endings that it knows.
pub fn find_on_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    let candidates = names.iter().flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")));
    candidates.flat_map(|name| folders.iter().map(move |folder| folder.join(&name))).find(|path| path.is_file())
}
