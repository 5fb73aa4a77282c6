//! Why a configuration is refused: one fault, with its file, line and key.
//!
//! The words are the command line's. Nothing here holds a value of the file, so that no secret can be among them.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::secret::SecretFault;

/// A configuration that cannot be used, and the place that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named.
    pub file: PathBuf,
    /// From 1; absent where the file could not be read at all.
    pub line: Option<usize>,
    /// Dotted, such as `environment.base`; empty where it is about the whole file.
    pub key: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read.
    Unreadable(io::ErrorKind),
    /// It is no TOML, or no text in UTF-8.
    NotToml,
    /// There is no such key.
    UnknownKey,
    /// The key has to be there.
    Missing,
    /// A value of another type, or none of those that are possible.
    WrongValue,
    /// Too short, too long, too small or too large: what is possible, both ends included.
    OutOfRange {
        /// The least.
        min: Option<String>,
        /// The most.
        max: Option<String>,
    },
    /// Not an address with a port, such as `127.0.0.1:8080`.
    NotListenable,
    /// Not `http://` or `https://` with a host, or with parts that do not belong there.
    NotAnAddress,
    /// Not scheme, host and port alone.
    NotAnOrigin,
    /// Not an IP network such as `10.0.0.0/8`.
    NotANetwork,
    /// The host is an address that is not public, and `networks` does not list it.
    NotPublic,
    /// Another one has that name.
    NameTaken,
    /// There is no such system.
    UnknownSystem,
    /// The system has no address of this name.
    UnknownAddress,
    /// There is no such layout, or it is another system's.
    UnknownLayout,
    /// A path begins with `/`, and its braces come in pairs.
    NotAPath,
    /// The system has no credential of this name.
    UnknownCredential,
    /// The secrets belong to no single way of signing in.
    AmbiguousCredential,
    /// No environment has this name.
    UnknownEnvironment,
    /// Not a name of a header, or one that means something else.
    NotAHeader,
    /// Not made by `gabarito token`.
    NotAHash,
    /// Whoever is not on this computer has to sign in.
    OpenToAll,
    /// Only `from` makes the header worth anything.
    FromAnybody,
    /// The secret cannot be had.
    Secret(SecretFault),
}

impl fmt::Display for ConfigError {
    /// For the log; the command line has its own words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        write!(formatter, ": {}: {:?}", self.key, self.fault)
    }
}

impl std::error::Error for ConfigError {}
