//! The whole line, from text to report, beside the plain parse of the same bytes: of JSON by serde_json, of SOAP by a bare loop
//! over quick-xml's events with names resolved.

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use quick_xml::events::Event;
use quick_xml::reader::NsReader;
use validator_core::{Options, check};

fn line(criterion: &mut Criterion) {
    for (name, bytes) in [("2 KB", 2_000), ("100 KB", 100_000), ("10 MB", 10_000_000)] {
        let payload = support::pessoas(bytes);
        let mut group = criterion.benchmark_group(format!("depsnet/pessoa, {name}"));
        group.sample_size(20).throughput(Throughput::Bytes(payload.len() as u64));
        group.bench_function("text to report", |bencher| {
            bencher.iter(|| check(black_box(payload.as_bytes()), &Options::default()));
        });
        group.bench_function("serde_json::from_slice::<Value>", |bencher| {
            bencher.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(payload.as_bytes())).map(drop));
        });
        group.finish();
    }
}

/// Reads every event with its namespace, as any reader of SOAP has to; gives how many there were.
fn events(text: &str) -> usize {
    let mut reader = NsReader::from_str(text);
    let mut n_events = 0;
    loop {
        match reader.read_resolved_event() {
            Ok((_, Event::Eof)) | Err(_) => return n_events,
            Ok((namespace, event)) => {
                black_box((namespace, event));
                n_events += 1;
            }
        }
    }
}

fn soap(criterion: &mut Criterion) {
    for (name, bytes) in [("1 MB", 1_000_000), ("10 MB", 10_000_000)] {
        let payload = support::convenio(bytes);
        let mut group = criterion.benchmark_group(format!("senior-g5/convenio/Consumir, {name}"));
        group.sample_size(20).throughput(Throughput::Bytes(payload.len() as u64));
        group.bench_function("text to report", |bencher| {
            bencher.iter(|| check(black_box(payload.as_bytes()), &Options::default()));
        });
        group.bench_function("quick_xml::NsReader", |bencher| bencher.iter(|| events(black_box(&payload))));
        group.finish();
    }
}

criterion_group!(benches, line, soap);
criterion_main!(benches);
