//! Where a payload can be sent to, as far as the browser may know.

use serde::{Deserialize, Serialize};

/// The answer to `GET /api/environments`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Environments {
    /// Those that this person may send to, in the order of the configuration.
    pub environments: Vec<EnvironmentInfo>,
    /// Who the proxy takes the person for; none where no sign-in is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
}

/// One environment of one system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvironmentInfo {
    /// What a [`SendRequest`](crate::SendRequest) names it by.
    pub name: String,
    /// The system's folder name, such as `fis`.
    pub system: String,
    /// Whether what is sent here is real: then a confirmation is wanted that names it.
    pub production: bool,
    /// Whether it is the simulator that comes with the program.
    pub simulator: bool,
    /// Whether payloads with errors may be sent.
    pub allow_invalid: bool,
}

/// The answer to `GET /api/health`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// Always `ok`: a server that is not does not answer.
    pub status: String,
    /// The program's version.
    pub version: String,
}
