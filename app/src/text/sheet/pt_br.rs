//! A spreadsheet and the calls to copy, in Portuguese.

use super::{SheetTexts, SnippetTexts};

pub const SHEET: SheetTexts = SheetTexts {
    heading: "Preencher em planilha",
    link: "Preencher em planilha",
    no_such: |id| format!("Não há planilha para {id}"),
    row_is_item: "Cada linha da planilha é um registro da lista que vai no payload.",
    row_is_entry: |list| {
        format!("Cada linha da planilha é um item de {list}; o que está fora dessa lista vale para todas.")
    },
    row_is_payload: "Cada linha da planilha é um payload.",
    privacy: "A planilha não sai deste navegador.",

    model: "1. Baixe o modelo",
    model_note: "Traz os nomes dos campos e, abaixo deles, as regras. Listas se repetem em colunas numeradas, como [1] e [2]: acrescente [3] se precisar. Linhas que começam com # não são lidas.",
    model_xlsx: "Modelo Excel (.xlsx)",
    model_csv: "Modelo CSV",

    fill: "2. Preencha e traga de volta",
    drop: "Solte a planilha aqui",
    choose: "Escolher arquivo",
    kinds: ".xlsx ou .csv, até 100 MB e 200.000 linhas",
    reading: |name| format!("Lendo {name}"),
    writing: |name| format!("Gerando {name}"),
    cancel: "Cancelar",
    cancelled: "Leitura cancelada. O arquivo está como estava.",
    failed: "A leitura parou no meio. O arquivo está como estava; tente de novo ou divida-o em dois.",
    saved: |name| format!("{name} foi salvo."),

    result: "3. Veja o resultado",
    not_read: |name| format!("{name} não foi lido"),
    rows: |n_rows, n_faulty| format!("Linhas preenchidas: {n_rows}; com erro: {n_faulty}."),
    all_good: "Nada a corrigir: todas as linhas atendem ao que o manual documenta.",
    about_file: "Sobre o arquivo",
    by_cell: "Por linha e coluna",
    cell: "Célula",
    row: "linha",
    listed: |n_listed, n_all| {
        format!(
            "A lista mostra os primeiros {n_listed}, de um total de {n_all}. A planilha com diagnósticos traz os de cada linha."
        )
    },
    more: |n_more| format!("Mostrar mais (faltam {n_more})"),

    downloads: "4. Leve daqui",
    returned: "A mesma planilha, com diagnósticos",
    returned_note: "Igual à sua, com uma coluna a mais: corrija nela mesma e traga de volta.",
    one: "Um payload com todas as linhas",
    each: "Um payload por linha (.zip)",
    with_faulty: |n_faulty| format!("Incluir também as linhas com erro ({n_faulty})"),
    nothing_to_send: "Todas as linhas têm erro: marque a opção acima para levá-las mesmo assim.",
};

pub const SNIPPET: SnippetTexts = SnippetTexts {
    button: "Copiar como…",
    address: "Endereço",
    copied: |language| format!("Copiado como {language}."),
    too_long: "O payload é longo demais para ir dentro de uma chamada.",
    note: "Endereços e senhas viram variáveis de ambiente, listadas no começo do código.",
};
