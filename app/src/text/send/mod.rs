//! The words of the Send panel, in each language.
//!
//! What a call's outcome means is worded here; what an answer's diagnostics mean comes with its report.

mod en;
mod es;
mod pt_br;

pub use en::SEND as EN;
pub use es::SEND as ES;
pub use pt_br::SEND as PT_BR;

/// Sending through the proxy.
pub struct SendTexts {
    /// Opens the panel.
    pub open: &'static str,
    pub heading: &'static str,
    pub close: &'static str,
    pub privacy: &'static str,

    pub reach: ReachTexts,
    pub form: FormTexts,
    pub brake: BrakeTexts,
    pub outcome: OutcomeTexts,
    pub refused: RefusedTexts,
    pub answer: AnswerTexts,
    pub history: HistoryTexts,
}

/// Whether there is a proxy, and whom it takes the person for.
pub struct ReachTexts {
    pub asking: &'static str,
    pub absent: &'static str,
    pub again: &'static str,
    pub sign_in: &'static str,
    pub token: &'static str,
    pub token_note: &'static str,
    pub token_refused: &'static str,
    pub enter: &'static str,
    pub signed_in: fn(user: &str) -> String,
}

/// What is to be sent, and where to.
pub struct FormTexts {
    pub no_layout: &'static str,
    pub is_answer: &'static str,
    pub own_layout: &'static str,
    pub no_environment: fn(system: &str) -> String,
    pub environment: &'static str,
    pub simulator: &'static str,
    pub simulator_note: &'static str,
    pub test: &'static str,
    pub test_note: &'static str,
    pub production: &'static str,
    pub production_note: &'static str,
    pub choose: &'static str,
    pub valid: &'static str,
    pub errors_refused: fn(n_errors: u32, environment: &str) -> String,
    pub errors_allowed: fn(n_errors: u32, environment: &str) -> String,
    pub execution: &'static str,
    pub sync: &'static str,
    pub sync_note: &'static str,
    pub asynchronous: &'static str,
    pub asynchronous_note: &'static str,
    pub scheduled: &'static str,
    pub scheduled_note: &'static str,
    pub request: &'static str,
    pub address: fn(environment: &str) -> String,
    pub filled_in: &'static str,
    pub covered: &'static str,
    pub body: &'static str,
    pub too_long: &'static str,
    pub send: fn(environment: &str) -> String,
    pub send_nowhere: &'static str,
    pub sending: &'static str,
    pub stop: &'static str,
}

/// What a person has to confirm.
pub struct BrakeTexts {
    pub production: fn(environment: &str) -> String,
    pub production_note: &'static str,
    pub type_name: fn(environment: &str) -> String,
    pub deletion: &'static str,
    pub deletion_note: &'static str,
    pub confirm_deletion: fn(system: &str) -> String,
    pub unknown_key: &'static str,
    pub leave: &'static str,
}

/// What became of a call: in a word, what it means, and what to do next.
pub struct OutcomeTexts {
    pub heading: &'static str,
    pub not_sent: &'static str,
    pub unknown: &'static str,
    pub duration: fn(milliseconds: u64) -> String,
    pub repeated: &'static str,
    pub processed: &'static str,
    pub partial: &'static str,
    pub rejected: &'static str,
    pub received: &'static str,
    pub failed: &'static str,
    pub unread: &'static str,
    pub invalid: &'static str,
    pub unconfirmed: &'static str,
    pub confirm: &'static str,
    pub no_such_execution: &'static str,
    pub no_address: &'static str,
    pub to_configure: fn(keys: &str) -> String,
    pub credentials: &'static str,
    pub unreachable: &'static str,
    pub resting: &'static str,
    pub no_audit: &'static str,
    pub uncertain: fn(system: &str) -> String,
    pub stopped: fn(system: &str) -> String,
    pub lost: fn(system: &str) -> String,
    pub look_for: fn(system: &str) -> String,
    pub no_key: &'static str,
    pub ask_again: &'static str,
    pub ask_again_note: &'static str,
    pub packet: &'static str,
    pub packet_note: &'static str,
    pub packet_failed: &'static str,
}

/// Why the proxy did not take a question.
pub struct RefusedTexts {
    pub unknown_environment: &'static str,
    pub unknown_layout: &'static str,
    pub other_system: &'static str,
    pub not_permitted: &'static str,
    pub foreign_origin: &'static str,
    pub key_in_use: &'static str,
    pub too_large: &'static str,
    pub too_many_calls: &'static str,
    pub busy: &'static str,
    pub internal: &'static str,
    /// A fault on our side.
    pub ours: &'static str,
}

/// What the system said.
pub struct AnswerTexts {
    pub heading: &'static str,
    pub no_body: &'static str,
    pub explained: &'static str,
    pub go_to_field: fn(field: &str) -> String,
    pub more: fn(n_more: usize) -> String,
    pub cut: fn(shown_kilobytes: usize) -> String,
    pub save: &'static str,
}

/// The calls of this session.
pub struct HistoryTexts {
    pub heading: &'static str,
    pub note: &'static str,
    pub clear: &'static str,
}

/// Seconds with one decimal; below one second, milliseconds.
fn duration(milliseconds: u64, mark: &str) -> String {
    if milliseconds < 1_000 {
        return format!("{milliseconds} ms");
    }
    format!("{}{mark}{} s", milliseconds / 1_000, milliseconds % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_short_to_read() {
        assert_eq!(
            [duration(0, ","), duration(999, ","), duration(1_000, ","), duration(61_290, ".")],
            ["0 ms", "999 ms", "1,0 s", "61.2 s"]
        );
    }
}
