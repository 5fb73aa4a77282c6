//! What `gabarito simulate` says, in three languages.

mod en;
mod es;
mod pt_br;

pub(super) use en::TEXT as EN;
pub(super) use es::TEXT as ES;
pub(super) use pt_br::TEXT as PT_BR;

/// The sentences of one language.
pub(crate) struct SimulateText {
    pub about: &'static str,
    pub listen_help: &'static str,
    pub faults_help: &'static str,
    pub ready: fn(address: &str) -> String,
    pub samples: &'static str,
    pub faults_allowed: &'static str,
    pub description: &'static str,
    pub not_loopback: fn(address: &str) -> String,
    pub cannot_start: fn(reason: &str) -> String,
}
