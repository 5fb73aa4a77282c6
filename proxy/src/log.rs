//! What the program says of itself while it runs: lines on standard error.
//!
//! Input: events of our own crates. Output: text or JSON, one line each.
//! Lets nothing through that another crate says, at whatever level: what a library finds worth telling may be a header or
//! a piece of a body. A panic tells its place and not its message, for the same reason.

use std::panic;

use tracing::Subscriber;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::config::Log;

/// Those whose events are let through.
const OUR_OWN: [&str; 4] = ["audit", "gabarito", "proxy", "simulator"];

/// Starts logging to standard error, for the whole process.
pub fn start(log: Log) {
    // A second start finds the first one's subscriber in place.
    let _ = tracing::subscriber::set_global_default(subscriber(log, std::io::stderr));
    quieten_panics();
}

/// From here on a panic is one line of the log, without its message.
pub fn quieten_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        tracing::error!(place, "a part of the program broke");
    }));
}

/// What [`start`] starts, into another writer.
pub fn subscriber<W>(log: Log, writer: W) -> Box<dyn Subscriber + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let own = Targets::new().with_targets(OUR_OWN.map(|target| (target, log.level)));
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    if log.is_json {
        Box::new(registry().with(own).with(lines.json()))
    } else {
        Box::new(registry().with(own).with(lines))
    }
}
