//! Loading every bundled layout, as it is packed in the program and from the TOML of its file, to the proven layout,
//! beside the plain parse of the same texts.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use validator_core::{catalog, layout};

/// A layout file as it lies in `layouts/`.
struct File {
    id: &'static str,
    system: &'static str,
    text: String,
}

fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts");
    let read = |id: &str| fs::read_to_string(folder.join(format!("{id}.toml"))).expect("the catalogue lists its files");
    catalog::entries().map(|entry| File { id: entry.id(), system: entry.system(), text: read(entry.id()) }).collect()
}

fn layouts(criterion: &mut Criterion) {
    let files = files();
    let mut group = criterion.benchmark_group("layouts");
    group.bench_function(format!("load all {}", files.len()), |bencher| {
        bencher.iter(|| {
            for entry in catalog::entries() {
                black_box(entry).load().expect("it is proven by a test");
            }
        });
    });
    group.bench_function(format!("load all {} from TOML", files.len()), |bencher| {
        bencher.iter(|| {
            for file in &files {
                let system = catalog::system(file.system).expect("it is bundled");
                layout::load(file.id, &system, black_box(&file.text)).expect("it is proven by a test");
            }
        });
    });
    group.bench_function("toml::from_str::<Table>", |bencher| {
        bencher.iter(|| {
            for file in &files {
                toml::from_str::<toml::Table>(black_box(&file.text)).expect("it is TOML");
            }
        });
    });
    group.finish();
}

criterion_group!(benches, layouts);
criterion_main!(benches);
