//! The TOML of the configuration, as written. Lengths and ranges are checked here; unknown keys are refused.
//!
//! `docs/sending.md` describes every key. What has a form of its own (addresses, networks, hashes) is text here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;
use validator::Validate;

use super::secret::SecretSource;

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub listen: Option<String>,
    #[validate(length(max = 20))]
    pub addresses: Vec<String>,
    pub simulator: bool,
    pub log: LogFile,
    pub audit: AuditFile,
    pub store: StoreFile,
    #[validate(nested)]
    pub browser: BrowserFile,
    #[validate(nested)]
    pub access: AccessFile,
    #[validate(nested)]
    pub limits: LimitsFile,
    #[validate(nested)]
    pub environment: Vec<EnvironmentFile>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LogFile {
    pub level: LevelFile,
    pub format: LogFormatFile,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LevelFile {
    Error,
    Warn,
    #[default]
    Info,
    Debug,
    Trace,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum LogFormatFile {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AuditFile {
    pub file: Option<PathBuf>,
    pub key: Option<SecretSource>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StoreFile {
    pub file: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BrowserFile {
    #[validate(length(max = 50))]
    pub cors_origins: Vec<String>,
    #[validate(length(max = 50))]
    pub frame_ancestors: Vec<String>,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(super) struct AccessFile {
    pub mode: ModeFile,
    pub header: Option<String>,
    #[validate(length(max = 50))]
    pub from: Vec<String>,
    pub everyone: Vec<String>,
    #[validate(nested)]
    pub token: Vec<TokenFile>,
    #[validate(nested)]
    pub user: Vec<UserFile>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ModeFile {
    #[default]
    Open,
    Tokens,
    Header,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenFile {
    #[validate(length(min = 4, max = 32))]
    pub id: String,
    #[validate(length(min = 1, max = 100))]
    pub user: String,
    #[validate(length(min = 1, max = 500))]
    pub hash: String,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct UserFile {
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    pub environments: Vec<String>,
}

#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LimitsFile {
    #[validate(range(min = 1, max = 20_000))]
    pub connections: Option<usize>,
    #[validate(range(min = 1024, max = 67_108_864))]
    pub request_bytes: Option<usize>,
    #[validate(range(min = 1024, max = 67_108_864))]
    pub answer_bytes: Option<usize>,
    #[validate(range(min = 1024, max = 1_073_741_824))]
    pub bytes_at_once: Option<usize>,
    #[validate(range(max = 100_000))]
    pub waiting: Option<usize>,
    #[validate(range(min = 1, max = 600))]
    pub header_seconds: Option<u64>,
    #[validate(range(min = 1, max = 600))]
    pub body_seconds: Option<u64>,
    #[validate(range(min = 1, max = 3600))]
    pub stop_seconds: Option<u64>,
    #[validate(range(min = 1, max = 10_000_000))]
    pub calls_per_minute: Option<u32>,
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct EnvironmentFile {
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    #[validate(length(min = 1, max = 100))]
    pub system: String,
    #[validate(length(min = 1, max = 2000))]
    pub base: String,
    pub address: Option<String>,
    #[serde(default)]
    pub production: bool,
    #[serde(default)]
    pub allow_invalid: bool,
    #[serde(default)]
    #[validate(length(max = 50))]
    pub networks: Vec<String>,
    #[validate(range(min = 1, max = 1000))]
    pub max_connections: Option<usize>,
    #[serde(default)]
    #[validate(nested)]
    pub timeouts: TimeoutsFile,
    #[serde(default)]
    pub paths: BTreeMap<String, String>,
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    pub credential: Option<String>,
    #[validate(range(min = 1, max = 31_536_000))]
    pub renew_after: Option<u64>,
    pub ca: Option<PathBuf>,
    #[serde(default)]
    pub credentials: BTreeMap<String, SecretSource>,
}

/// In seconds.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TimeoutsFile {
    #[validate(range(min = 1, max = 120))]
    pub connect: Option<u64>,
    #[validate(range(min = 1, max = 1800))]
    pub header: Option<u64>,
    #[validate(range(min = 1, max = 600))]
    pub body: Option<u64>,
    #[validate(range(min = 1, max = 3600))]
    pub total: Option<u64>,
}
