//! Payloads of unusual shapes at 1, 2, 4 and 8 MB: twice the text should take about twice the time.

#[path = "support/shapes.rs"]
mod shapes;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use validator_core::{Options, check};

fn scaling(criterion: &mut Criterion) {
    for (name, make) in shapes::SHAPES {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(2));
        for megabytes in [1, 2, 4, 8] {
            let payload = make(megabytes * 1_000_000);
            group.throughput(Throughput::Bytes(payload.len() as u64));
            group.bench_with_input(BenchmarkId::from_parameter(format!("{megabytes} MB")), &payload, |bencher, payload| {
                bencher.iter(|| check(black_box(payload.as_bytes()), &Options::default()));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, scaling);
criterion_main!(benches);
