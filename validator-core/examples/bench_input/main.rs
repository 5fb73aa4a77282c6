//! Writes what the benchmarks in `bench/` read: the payloads that `cargo bench` measures, and a JSON Schema to set beside us.
//!
//! Input: a folder. Output: `pessoas.json`, `schema.json`, and each unusual shape at 1, 2, 4 and 8 MB.
//! Never measures anything.

mod schema;
#[path = "../../benches/support/shapes.rs"]
mod shapes;
// The envelopes in it are for `cargo bench` alone.
#[allow(dead_code)]
#[path = "../../benches/support/mod.rs"]
mod support;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use validator_core::catalog;

const LAYOUT: &str = "depsnet/pessoa";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write into")?);
    fs::create_dir_all(&folder)?;
    let layout = catalog::layout(LAYOUT).ok_or("the layout is not bundled")?;
    fs::write(folder.join("pessoas.json"), support::pessoas(10_000_000))?;
    fs::write(folder.join("schema.json"), serde_json::to_string_pretty(&schema::of(layout))?)?;
    for (name, make) in shapes::SHAPES {
        for megabytes in [1, 2, 4, 8] {
            fs::write(folder.join(format!("{name}-{megabytes}.json")), make(megabytes * 1_000_000))?;
        }
    }
    Ok(())
}
