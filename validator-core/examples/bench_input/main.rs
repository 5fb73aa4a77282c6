//! Writes what the benchmarks in `bench/` read: the payloads that `cargo bench` measures, and schemas to set beside us.
//!
//! Input: a folder. Output: `pessoas.json` with `schema.json`, `convenio-1.xml` and `convenio-10.xml` with `envelope.xsd`, `form.json` for
//! the form, and each hostile shape at 1, 2, 4 and 8 MB, listed in `shapes.json`.
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

use serde_json::json;
use validator_core::catalog;
use validator_core::layout::{Field, Presence};
use validator_core::report::Direction;

const JSON_LAYOUT: &str = "depsnet/pessoa";
const SOAP_LAYOUT: &str = "senior-g5/convenio/Consumir";
/// The form with the most fields.
const FORM_LAYOUT: &str = "senior-g5/contratovenda/Gerar";
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

    let layout = catalog::layout(FORM_LAYOUT).ok_or("the layout is not bundled")?;
    let envelope = layout.system.envelope.as_ref().ok_or("it has no envelope")?;
    let is_part = |field: &&Field| matches!(field.presence, Presence::Credential);
    let parts = layout.rows(Direction::Request).filter(is_part).map(|field| &*field.name);
    let form = json!({
        "layout": FORM_LAYOUT,
        "operation": layout.operation,
        "namespace": envelope.namespace,
        "parameters": envelope.parameters,
        "parts": parts.collect::<Vec<_>>(),
        "schema": schema::of(layout),
    });
    fs::write(folder.join("form.json"), serde_json::to_string(&form)?)?;

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
