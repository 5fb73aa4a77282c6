//! The operator's configuration: from a TOML file to a [`Config`] that was checked.
//!
//! Input: a file. Output: the configuration, or the first fault with its file, line and key.
//! Secrets come from variables and files that it names; one that stands in the file itself has no key to stand under.

mod check;
mod fault;
mod file;
mod model;
mod place;
mod secret;

use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use self::file::ConfigFile;
use self::place::{Places, Step, dotted};

pub use self::fault::{ConfigError, Fault};
pub use self::model::{Access, Config, Environment, Limits, Log, Permissions, Timeouts, Token};
pub use self::secret::{Secret, SecretFault};

/// Nobody writes a larger one.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Where the server listens when nobody says otherwise.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// What holds without a configuration: the simulator alone, on this computer alone. Its environments are added by whoever starts it.
pub fn without_file(listen: Option<SocketAddr>) -> Result<Config, ConfigError> {
    let listen = listen.unwrap_or(USUAL);
    if listen.ip().is_loopback() {
        return Ok(Config::of_simulator(listen, Vec::new()));
    }
    Err(ConfigError { file: PathBuf::new(), line: None, key: String::new(), fault: Fault::OpenToAll })
}

/// Reads a configuration. Paths in it are relative to its folder; `listen` stands over what it says.
pub fn load(path: &Path, listen: Option<SocketAddr>) -> Result<Config, ConfigError> {
    let whole = |fault| ConfigError { file: path.to_owned(), line: None, key: String::new(), fault };
    let is_small = fs::metadata(path).map(|metadata| metadata.len() <= LARGEST);
    let bytes = match is_small {
        Ok(true) => fs::read(path),
        Ok(false) => Err(io::ErrorKind::FileTooLarge.into()),
        Err(error) => Err(error),
    };
    let bytes = bytes.map_err(|error| whole(Fault::Unreadable(error.kind())))?;
    let text = String::from_utf8(bytes).map_err(|_| whole(Fault::NotToml))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let places = Places::new(&text);
    read(&text, folder, listen, &places).map_err(|fault| ConfigError {
        file: path.to_owned(),
        line: Some(fault.line),
        key: dotted(&fault.path),
        fault: fault.fault,
    })
}

/// A fault whose place is known.
struct Placed {
    line: usize,
    path: Vec<Step>,
    fault: Fault,
}

fn read(text: &str, folder: &Path, listen: Option<SocketAddr>, places: &Places<'_>) -> Result<Config, Placed> {
    let file: ConfigFile = toml::from_str(text).map_err(|error| misread(&error, text, places))?;
    let at = |path: Vec<Step>, fault| Placed { line: places.line_of(&path), path, fault };
    if let Err(errors) = file.validate()
        && let Some((path, fault)) = first_of(&errors)
    {
        return Err(at(path, fault));
    }
    check::config(file, folder, listen).map_err(|(path, fault)| at(path, fault))
}

/// What serde found. Its sentence may hold values, so that only names of keys are taken out of it.
fn misread(error: &toml::de::Error, text: &str, places: &Places<'_>) -> Placed {
    let span = error.span().unwrap_or_default();
    let line = places.line_at(span.start);
    if !places.is_toml() {
        return Placed { line, path: Vec::new(), fault: Fault::NotToml };
    }
    let mut path = places.path_at(span.start);
    let message = error.message();
    let named = message.split('`').nth(1).map(Step::from);
    if message.starts_with("missing field") {
        path.extend(named);
        return Placed { line, path, fault: Fault::Missing };
    }
    let is_key = places.path_at(span.start).last()
        == text.get(span).map(|key| Step::from(key.trim_matches(['"', '\'']))).as_ref();
    let is_unknown = message.starts_with("unknown field") || (message.starts_with("unknown variant") && is_key);
    Placed { line, path, fault: if is_unknown { Fault::UnknownKey } else { Fault::WrongValue } }
}

/// The first length or range that is not kept, in the order of the keys.
fn first_of(errors: &ValidationErrors) -> Option<(Vec<Step>, Fault)> {
    let mut fields: Vec<_> = errors.errors().iter().collect();
    fields.sort_by_key(|(name, _)| name.to_string());
    fields.into_iter().find_map(|(name, kind)| {
        let inner = match kind {
            ValidationErrorsKind::Field(errors) => errors.first().map(|error| {
                let number = |name: &str| error.params.get(name).map(|number| number.to_string());
                (Vec::new(), Fault::OutOfRange { min: number("min"), max: number("max") })
            }),
            ValidationErrorsKind::Struct(errors) => first_of(errors),
            ValidationErrorsKind::List(items) => items.iter().find_map(|(at, errors)| {
                let (mut path, fault) = first_of(errors)?;
                path.insert(0, Step::At(*at));
                Some((path, fault))
            }),
        };
        let (mut path, fault) = inner?;
        path.insert(0, Step::from(name.as_ref()));
        Some((path, fault))
    })
}
