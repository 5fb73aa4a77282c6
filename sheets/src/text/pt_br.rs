//! What is said of a sheet, in Portuguese.

use super::{Said, Texts, megabytes, said};
use crate::cell::letters;
use crate::limits;
use crate::notation::Note;
use crate::refusal::Refusal;

pub(super) const TEXTS: Texts = Texts {
    findings_column: "Diagnósticos",
    no_finding: "",
    refusal,
    note,
    differs: |row| {
        said(
            format!("Este valor vale para o envio inteiro e é outro na linha {row}."),
            format!("Repita o valor da linha {row} ou deixe a célula em branco."),
        )
    },
    repeats: |row| {
        said(format!("Este valor já está na linha {row} e não pode se repetir."), "Corrija uma das duas linhas.")
    },
    encoding: |name| {
        said(
            format!("O arquivo foi lido como {name}, e não como UTF-8."),
            "Confira os acentos. Para evitar a dúvida, salve como \"CSV UTF-8\".",
        )
    },
    one_of_sheets: |name, n_sheets| {
        said(
            format!("Só a planilha \"{name}\" foi lida; o arquivo tem {n_sheets}."),
            "Para usar outra, deixe nela os nomes dos campos e apague-os desta.",
        )
    },
    unknown_column: |name, nearest| {
        let help = match nearest {
            Some(nearest) => format!("Seria {nearest}? Troque o nome na planilha, se for."),
            None => "Se a coluna for só sua, pode ficar; senão, use o nome do campo como está no modelo.".to_owned(),
        };
        said(format!("Nenhum campo se chama \"{name}\": a coluna não entra no payload."), help)
    },
    missing_columns: |row, names| {
        said(
            format!("Na linha {row} faltam colunas de campos obrigatórios: {}.", names.join(", ")),
            "Acrescente as colunas com estes nomes.",
        )
    },
    formulas: |n, first| {
        said(
            format!(
                "Há valores calculados por fórmula: {n}, o primeiro em {first}. Foi usado o resultado que o Excel guardou."
            ),
            "Se algum resultado parecer antigo, abra no Excel, recalcule e salve.",
        )
    },
    too_many_findings: || {
        said(
            "Há diagnósticos demais para a planilha de volta: as últimas linhas ficaram sem os seus.",
            "Corrija os que já aparecem e confira de novo.",
        )
    },
    required: "obrigatório",
    by_condition: "obrigatório com condição",
    optional: "opcional",
    sheet_name: "Preencher",
};

fn note(note: &Note) -> Said {
    match note {
        Note::Zeros => said(
            "O número perdeu os zeros à esquerda na planilha; eles foram repostos.",
            "Para mantê-los, formate a coluna como Texto.",
        ),
        Note::Day => said(
            "O número foi lido como a data que o Excel guarda assim.",
            "Formate a coluna como Data para ver o dia.",
        ),
        Note::Exponent => {
            said("O número estava com expoente, como 1E+05; foi escrito por extenso.", "Confira o valor.")
        }
        Note::DigitsLost => said(
            "O número tem mais algarismos do que o Excel guarda: os últimos viraram zero.",
            "Formate a coluna como Texto e digite o número de novo.",
        ),
        Note::Fault(shown) => said(
            format!("A fórmula não deu resultado: a célula mostra {shown}."),
            "Corrija a fórmula ou digite o valor.",
        ),
    }
}

fn refusal(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::Empty => said("O arquivo está vazio.", "Escolha a planilha preenchida."),
        Refusal::TooLarge => said(
            format!("O arquivo tem mais de {} MB, o máximo que é lido.", megabytes(limits::FILE)),
            "Divida-o em arquivos menores.",
        ),
        Refusal::Password => said(
            "O arquivo está protegido por senha.",
            "Abra-o no Excel, tire a senha em Arquivo > Informações e salve de novo.",
        ),
        Refusal::OldWorkbook => said(
            "O arquivo é do Excel 97-2003 (.xls).",
            "Abra-o no Excel e salve como Pasta de Trabalho (.xlsx) ou CSV UTF-8.",
        ),
        Refusal::NoSheet => said("O arquivo não é uma planilha: esperado .xlsx ou .csv.", "Escolha outro arquivo."),
        Refusal::Broken { part, detail } => said(
            format!("O arquivo está danificado: não foi possível ler {part} ({detail})."),
            "Abra-o no Excel, que costuma consertá-lo, e salve de novo.",
        ),
        Refusal::Unfolds { part } => said(
            format!("A parte {part} do arquivo se desdobra em mais do que uma planilha tem."),
            "Se o arquivo for seu, copie as linhas para uma planilha nova.",
        ),
        Refusal::BrokenRow { row } => {
            said(format!("Não foi possível ler a linha {row}."), "Confira as aspas dessa linha.")
        }
        Refusal::TooManyRows { row } => said(
            format!("Há mais de {} linhas preenchidas; a partir da linha {row} nada foi lido.", limits::ROWS),
            "Divida a planilha em duas.",
        ),
        Refusal::TooManyCells { row } => said(
            format!("A linha {row} tem mais de {} colunas.", limits::COLUMNS),
            "Confira o separador das colunas nessa linha.",
        ),
        Refusal::NoNames { examples, best } => {
            let seen = best.as_ref().map(|(row, shown)| format!(" Na linha {row} está: {shown}.")).unwrap_or_default();
            said(
                format!("Não há linha com nomes de campos entre as primeiras {}.{seen}", limits::HEADER_WITHIN),
                format!("Comece pelo modelo: a primeira linha tem nomes como {}.", examples.join(", ")),
            )
        }
        Refusal::SameName { name, columns: [one, other], row } => said(
            format!("Na linha {row}, as colunas {} e {} têm o mesmo nome: {name}.", letters(*one), letters(*other)),
            "Apague uma das duas ou corrija o nome.",
        ),
        Refusal::NoRows { row } => said(
            format!("Abaixo dos nomes, que estão na linha {row}, não há nada preenchido."),
            "Preencha uma linha para cada registro.",
        ),
    }
}
