//! The whole line, from text to report, beside the plain parse of the same bytes by serde_json.

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
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

criterion_group!(benches, line);
criterion_main!(benches);
