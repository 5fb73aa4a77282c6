//! A layout of our own for one test, so that what it shows does not depend on any manual.

use validator_core::catalog;
use validator_core::layout::Layout;

/// A list of objects with these fields, which are `[[field]]` and `[[group]]` tables as a layout file has them.
pub fn own_layout(fields: &str) -> Layout {
    const HEAD: &str = r#"
        layout_format = 1
        title = { pt-BR = "Exemplo", en = "Example", es = "Ejemplo" }
        root = "list"
        complete = true
        system = "depsnet"
        source = { manual = "exemplo.txt", section = "Exemplo" }
    "#;
    catalog::load_layout("exemplo.toml", None, &format!("{HEAD}\n{fields}"))
        .unwrap_or_else(|problems| panic!("{problems:?}"))
}
