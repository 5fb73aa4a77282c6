//! A secret of the operator: known to the one place that uses it, shown nowhere.
//!
//! Input: the name of a variable or of a file. Output: a [`Secret`], wiped when it is dropped.
//! Has no `Display` and no `Serialize`, and its `Debug` says only that it is one.

use std::env::{self, VarError};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

/// A text that must not be seen.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes a text that is a secret from now on.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The text itself, for the call that needs it. Whoever copies it wipes the copy.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// Where a secret comes from, as the configuration says it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum SecretSource {
    /// The name of an environment variable.
    Env(String),
    /// The path of a file; a line break at its end does not count.
    File(PathBuf),
}

/// Why a secret could not be had. Says nothing of what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretFault {
    /// The variable is not set, or empty.
    NoVariable(String),
    /// The file cannot be read.
    Unreadable(PathBuf, io::ErrorKind),
    /// The file or variable holds nothing, or no text.
    NoText,
}

/// Nothing that is longer is a credential.
const LONGEST: usize = 64 * 1024;

impl SecretSource {
    /// Reads it; a path is relative to `folder`.
    pub(crate) fn read(&self, folder: &Path) -> Result<Secret, SecretFault> {
        let text = match self {
            Self::Env(name) => match env::var(name) {
                Ok(text) => Zeroizing::new(text),
                Err(VarError::NotPresent) => return Err(SecretFault::NoVariable(name.clone())),
                Err(VarError::NotUnicode(_)) => return Err(SecretFault::NoText),
            },
            Self::File(path) => {
                let path = folder.join(path);
                let unreadable = |error: io::Error| SecretFault::Unreadable(path.clone(), error.kind());
                let bytes = Zeroizing::new(fs::read(&path).map_err(unreadable)?);
                let text = std::str::from_utf8(&bytes).map_err(|_| SecretFault::NoText)?;
                Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned())
            }
        };
        if text.is_empty() || text.len() > LONGEST {
            return Err(SecretFault::NoText);
        }
        // Of exactly its length, so that nothing is moved and left behind.
        Ok(Secret::new(text.as_str().to_owned()))
    }
}
