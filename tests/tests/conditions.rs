//! Conditions between fields: what a value of one field makes of another one, near it and in a block beside.
//!
//! Input: a small layout of our own and payloads for it. Only the fields that conditions are about are looked at.

use tests::own_layout::own_layout;
use validator_core::layout::Layout;
use validator_core::{LayoutChoice, Options, check_text};

fn layout() -> Layout {
    let text = r#"
        [[group]]
        path = "remetente"
        [[field]]
        path = "remetente.especie"
        type = "String"
        size = 1
        values = { J = "Empresa", F = "Pessoa" }
        [[group]]
        path = "recado"
        [[field]]
        path = "recado.assunto"
        type = "String"
        size = 20
        required_when = { not = { field = "remetente.especie", is = "F" } }
        [[field]]
        path = "recado.apelido"
        type = "String"
        size = 20
        blank_when = { field = "remetente.especie", is = "J" }
    "#;
    own_layout(text)
}

/// Codes and fields of what is said, with the text of another place that is named.
#[track_caller]
fn check(payload: &str, expected: &[&str]) {
    let layout = layout();
    let report = check_text(payload, &Options { layout: LayoutChoice::Use(&layout), ..Options::default() });
    let said = report.diagnostics.iter().map(|found| {
        let reason = found
            .labels
            .first()
            .map(|label| format!(" {}", &payload[label.start.offset as usize..label.end.offset as usize]));
        format!("{} {}{}", found.code, found.field.as_deref().unwrap_or("-"), reason.unwrap_or_default())
    });
    assert_eq!(said.collect::<Vec<_>>(), expected, "{payload}");
}

#[test]
fn a_value_in_a_block_beside_decides() {
    check(r#"[{"remetente": {"especie": "F"}, "recado": {"apelido": "Ana"}}]"#, &[]);
    check(
        r#"[{"remetente": {"especie": "J"}, "recado": {"assunto": "a", "apelido": "Ana"}}]"#,
        &["V212 recado.apelido \"J\""],
    );
    check(
        r#"[{"recado": {"apelido": "Ana"}, "remetente": {"especie": "J"}}]"#,
        &["V202 recado.assunto \"J\"", "V212 recado.apelido \"J\""],
    );
    check(r#"[{"remetente": {}, "recado": {"apelido": "Ana"}}]"#, &["V202 recado.assunto"]);
    check(r#"[{"recado": {"apelido": "Ana"}}]"#, &["V202 recado.assunto"]);
}

#[test]
fn a_value_that_is_wrong_itself_decides_nothing() {
    check(r#"[{"remetente": {"especie": "X"}, "recado": {"apelido": "Ana"}}]"#, &["V312 remetente.especie"]);
    check(r#"[{"recado": {"apelido": "Ana"}, "remetente": {"especie": "X"}}]"#, &["V312 remetente.especie"]);
    check(
        r#"[{"remetente": {"especie": "F", "especie": "J"}, "recado": {"apelido": "Ana"}}]"#,
        &["V207 remetente.especie \"especie\""],
    );
}
