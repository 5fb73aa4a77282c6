//! The most that is allocated at any time, ours beside our peers, native.
//!
//! Counted by the allocator, the payload itself included: the same in every run and on every machine. What moves as it grows
//! counts twice while it moves, although a system's allocator may do better.

#[path = "../../../validator-core/examples/bench_input/schema.rs"]
mod schema;
#[path = "../../../validator-core/benches/support/mod.rs"]
mod support;

use allocation_counter::measure;
use bench_peers::Schema;
use quick_xml::events::Event;
use validator_core::{Options, catalog, check};

const LAYOUT: &str = "depsnet/pessoa";

fn main() {
    let layout = catalog::layout(LAYOUT).expect("it is bundled");
    let schema = Schema::compile(&schema::of(layout).to_string()).expect("it is a schema");
    let (json, soap) = (support::pessoas(10_000_000), support::convenio(10_000_000));
    // Layouts are read on first use, and no part of what one payload costs.
    [&json, &soap].into_iter().for_each(|payload| ours(payload.as_bytes()));
    say("JSON, text to report", json.as_bytes(), ours);
    say("JSON, serde_json to Value", json.as_bytes(), |bytes| {
        drop(serde_json::from_slice::<serde_json::Value>(bytes));
    });
    say("JSON, jsonschema", json.as_bytes(), |bytes| drop(schema.count_faults(bytes)));
    say("SOAP, text to report", soap.as_bytes(), ours);
    say("SOAP, quick-xml events", soap.as_bytes(), events);
}

fn ours(payload: &[u8]) {
    drop(check(payload, &Options::default()));
}

fn events(payload: &[u8]) {
    let mut reader = quick_xml::NsReader::from_reader(payload);
    while !matches!(reader.read_resolved_event(), Ok((_, Event::Eof)) | Err(_)) {}
}

fn say(what: &str, payload: &[u8], work: impl Fn(&[u8])) {
    let peak = payload.len() as u64 + measure(|| work(payload)).bytes_max;
    let times = peak as f64 / payload.len() as f64;
    println!("{what:26} {:9} KiB, {times:6.2} ×", peak >> 10);
}
