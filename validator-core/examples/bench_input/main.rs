//! Writes what the benchmarks in `bench/` read: the payloads that `cargo bench` measures, and schemas to set beside us.
//!
//! Input: a folder. Output: `pessoas.json` with `schema.json`, `convenio-1.xml` and `convenio-10.xml` with `envelope.xsd`, and
//! each hostile shape at 1, 2, 4 and 8 MB, listed in `shapes.json`.
//! Never measures anything.

mod schema;
#[path = "../../benches/support/shapes/mod.rs"]
mod shapes;
#[path = "../../benches/support/mod.rs"]
mod support;
mod xsd;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use validator_core::catalog;

const JSON_LAYOUT: &str = "depsnet/pessoa";
const SOAP_LAYOUT: &str = "senior-g5/convenio/Consumir";
const MEGABYTE: usize = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write into")?);
    fs::create_dir_all(&folder)?;
    let layout = catalog::layout(JSON_LAYOUT).ok_or("the layout is not bundled")?;
    fs::write(folder.join("pessoas.json"), support::pessoas(10 * MEGABYTE))?;
    fs::write(folder.join("schema.json"), serde_json::to_string_pretty(&schema::of(layout))?)?;

    let layout = catalog::layout(SOAP_LAYOUT).ok_or("the layout is not bundled")?;
    for megabytes in [1, 10] {
        fs::write(folder.join(format!("convenio-{megabytes}.xml")), support::convenio(megabytes * MEGABYTE))?;
    }
    fs::write(folder.join("envelope.xsd"), xsd::envelope(layout, "operation.xsd").ok_or("it has no envelope")?)?;
    fs::write(folder.join("operation.xsd"), xsd::operation(layout).ok_or("it has no operation")?)?;

    let mut names = Vec::new();
    for shape in &shapes::SHAPES {
        for megabytes in [1, 2, 4, 8] {
            let name = format!("{}-{megabytes}.{}", shape.name, shape.ending);
            fs::write(folder.join(name), (shape.make)(megabytes * MEGABYTE))?;
        }
        names.push([shape.name, shape.ending]);
    }
    fs::write(folder.join("shapes.json"), serde_json::to_string(&names)?)?;
    Ok(())
}
