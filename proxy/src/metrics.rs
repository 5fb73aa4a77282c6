//! What is counted, and how it is told to Prometheus.
//!
//! Input: calls and what became of them. Output: the text format that scrapers read.
//! Labels are names of the configuration and of our own enums: nothing that a client could choose.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use proxy_api::{ErrorCode, Outcome, SendResponse};
use serde::Serialize;

/// What the text below is.
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds that calls take: from the simulator's milliseconds to the total time-out.
const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0, 90.0];

/// Counters of one process.
pub(crate) struct Metrics {
    registry: Registry,
    /// Calls that were taken, by what became of them.
    sent: Family<Sent, Counter>,
    /// How long they took at the system.
    seconds: Family<OfEnvironment, Histogram, fn() -> Histogram>,
    /// Questions that were not taken, by the stable name of the reason.
    refused: Family<Refused, Counter>,
    /// Connections of clients that are open.
    pub connections: Gauge,
    /// Bytes of bodies that are being worked on.
    pub body_bytes: Gauge,
    /// Sendings that are under way.
    pub sendings: Gauge,
}

/// A call that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Sent {
    environment: String,
    outcome: String,
    verdict: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfEnvironment {
    environment: String,
}

/// A question that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    reason: String,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Registry::with_prefix("gabarito"),
            sent: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            refused: Family::default(),
            connections: Gauge::default(),
            body_bytes: Gauge::default(),
            sendings: Gauge::default(),
        };
        metrics.registered()
    }
}

impl Metrics {
    fn registered(mut self) -> Self {
        let registry = &mut self.registry;
        registry.register("sent", "Calls that were taken, by what became of them", self.sent.clone());
        registry.register("system_seconds", "Time from the first byte out to the last byte in", self.seconds.clone());
        registry.register("refused", "Questions that were not taken, by reason", self.refused.clone());
        registry.register("connections", "Connections of clients that are open", self.connections.clone());
        registry.register("body_bytes", "Bytes of bodies that are being worked on", self.body_bytes.clone());
        registry.register("sendings", "Sendings that are under way", self.sendings.clone());
        self
    }

    /// Counts a call that was taken. One that was told again what became of it took no time at the system.
    pub(crate) fn count_sent<R>(&self, environment: &str, response: &SendResponse<R>) {
        let environment = environment.to_owned();
        if response.outcome != Outcome::NotSent && !response.repeated {
            let seconds = Duration::from_millis(response.duration_ms).as_secs_f64();
            self.seconds.get_or_create(&OfEnvironment { environment: environment.clone() }).observe(seconds);
        }
        let verdict = response.verdict.as_ref().map(name).unwrap_or_default();
        self.sent.get_or_create(&Sent { environment, outcome: name(&response.outcome), verdict }).inc();
    }

    /// Counts a question that was not taken.
    pub(crate) fn count_refused(&self, reason: ErrorCode) {
        self.refused.get_or_create(&Refused { reason: name(&reason) }).inc();
    }

    /// Everything as text.
    pub(crate) fn text(&self) -> String {
        let mut acc = String::new();
        // Writing into a text fails for nobody.
        let _ = encode(&mut acc, &self.registry);
        acc
    }
}

/// The name that a variant has in JSON.
fn name(variant: &impl Serialize) -> String {
    let value = serde_json::to_value(variant).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use proxy_api::Verdict;

    use super::*;

    fn response(outcome: Outcome, verdict: Option<Verdict>, repeated: bool) -> SendResponse<()> {
        SendResponse {
            outcome,
            verdict,
            status: None,
            duration_ms: 30,
            answer: None,
            diagnostics: (),
            not_sent: None,
            to_confirm: Vec::new(),
            to_configure: Vec::new(),
            natural_key: Vec::new(),
            repeated,
        }
    }

    #[track_caller]
    fn check(metrics: &Metrics, line: &str) {
        let text = metrics.text();
        assert!(text.lines().any(|known| known == line), "{text}");
    }

    #[test]
    fn calls_are_counted_by_what_became_of_them() {
        let metrics = Metrics::default();
        metrics.count_sent("a", &response(Outcome::Answered, Some(Verdict::Processed), false));
        metrics.count_sent("a", &response(Outcome::Answered, Some(Verdict::Processed), true));
        metrics.count_sent("a", &response(Outcome::NotSent, None, false));
        check(&metrics, r#"gabarito_sent_total{environment="a",outcome="answered",verdict="processed"} 2"#);
        check(&metrics, r#"gabarito_sent_total{environment="a",outcome="not_sent",verdict=""} 1"#);
        check(&metrics, r#"gabarito_system_seconds_count{environment="a"} 1"#);
    }

    #[test]
    fn refusals_are_counted_by_reason() {
        let metrics = Metrics::default();
        metrics.count_refused(ErrorCode::ForeignOrigin);
        check(&metrics, r#"gabarito_refused_total{reason="foreign_origin"} 1"#);
    }
}
