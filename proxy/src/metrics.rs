//! What is counted, and how it is told to Prometheus.
//!
//! Input: calls and what became of them. Output: the text format that scrapers read.
//! Labels are names of the configuration and of our own enums: nothing that a client could choose.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// What the text below is.
pub(crate) const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds that calls take: from the simulator's milliseconds to the total time-out.
const SECONDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0, 90.0];

/// Counters of one process.
pub(crate) struct Metrics {
    registry: Registry,
    /// Calls that were taken, by what became of them.
    pub sent: Family<Sent, Counter>,
    /// How long they took at the system.
    pub seconds: Family<OfEnvironment, Histogram, fn() -> Histogram>,
    /// Questions that were not taken, by the stable name of the reason.
    pub refused: Family<Refused, Counter>,
    /// Connections of clients that are open.
    pub connections: Gauge,
    /// Bytes of bodies that are being worked on.
    pub bytes: Gauge,
    /// Calls that wait for their turn.
    pub waiting: Gauge,
}

/// A call that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Sent {
    pub environment: String,
    pub outcome: &'static str,
    pub verdict: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct OfEnvironment {
    pub environment: String,
}

/// A question that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Refused {
    pub reason: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let metrics = Self {
            registry: Registry::with_prefix("gabarito"),
            sent: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(SECONDS)),
            refused: Family::default(),
            connections: Gauge::default(),
            bytes: Gauge::default(),
            waiting: Gauge::default(),
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
        registry.register("body_bytes", "Bytes of bodies that are being worked on", self.bytes.clone());
        registry.register("waiting", "Calls that wait for their turn", self.waiting.clone());
        self
    }

    /// Everything as text.
    pub(crate) fn text(&self) -> String {
        let mut acc = String::new();
        // Writing into a text fails for nobody.
        let _ = encode(&mut acc, &self.registry);
        acc
    }
}
