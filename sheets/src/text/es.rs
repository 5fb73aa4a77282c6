//! What is said of a sheet, in Spanish.

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
            format!("Este valor vale para todo el envío y es otro en la fila {row}."),
            format!("Repita el valor de la fila {row} o deje la celda en blanco."),
        )
    },
    repeats: |row| {
        said(format!("Este valor ya está en la fila {row} y no puede repetirse."), "Corrija una de las dos filas.")
    },
    encoding: |name| {
        said(
            format!("El archivo se leyó como {name}, y no como UTF-8."),
            "Revise los acentos. Para evitar la duda, guarde como \"CSV UTF-8\".",
        )
    },
    one_of_sheets: |name, n_sheets| {
        said(
            format!("Solo se leyó la hoja \"{name}\"; el archivo tiene {n_sheets}."),
            "Para usar otra, deje en ella los nombres de los campos y bórrelos de esta.",
        )
    },
    unknown_column: |name, nearest| {
        let help = match nearest {
            Some(nearest) => format!("¿Será {nearest}? Si es así, cambie el nombre en la hoja."),
            None => {
                "Si la columna es suya, puede quedar; si no, use el nombre del campo como está en el modelo.".to_owned()
            }
        };
        said(format!("Ningún campo se llama \"{name}\": la columna no entra en el payload."), help)
    },
    missing_columns: |row, names| {
        said(
            format!("En la fila {row} faltan columnas de campos obligatorios: {}.", names.join(", ")),
            "Agregue las columnas con estos nombres.",
        )
    },
    formulas: |n, first| {
        said(
            format!(
                "Hay valores calculados por fórmula: {n}, el primero en {first}. Se usó el resultado que Excel guardó."
            ),
            "Si algún resultado parece antiguo, abra en Excel, recalcule y guarde.",
        )
    },
    too_many_findings: || {
        said(
            "Hay demasiados diagnósticos para la hoja de vuelta: las últimas filas quedaron sin los suyos.",
            "Corrija los que ya aparecen y revise de nuevo.",
        )
    },
    required: "obligatorio",
    by_condition: "obligatorio con condición",
    optional: "opcional",
    sheet_name: "Completar",
};

fn note(note: &Note) -> Said {
    match note {
        Note::Zeros => said(
            "El número perdió los ceros a la izquierda en la hoja; fueron repuestos.",
            "Para mantenerlos, dé a la columna el formato Texto.",
        ),
        Note::Day => said(
            "El número se leyó como la fecha que Excel guarda así.",
            "Dé a la columna el formato Fecha para ver el día.",
        ),
        Note::Exponent => said("El número estaba con exponente, como 1E+05; se escribió completo.", "Revise el valor."),
        Note::DigitsLost => said(
            "El número tiene más dígitos de los que Excel guarda: los últimos se volvieron cero.",
            "Dé a la columna el formato Texto y escriba el número de nuevo.",
        ),
        Note::Fault(shown) => said(
            format!("La fórmula no dio resultado: la celda muestra {shown}."),
            "Corrija la fórmula o escriba el valor.",
        ),
    }
}

fn refusal(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::Empty => said("El archivo está vacío.", "Elija la hoja completada."),
        Refusal::TooLarge => said(
            format!("El archivo tiene más de {} MB, lo máximo que se lee.", megabytes(limits::FILE)),
            "Divídalo en archivos menores.",
        ),
        Refusal::Password => said(
            "El archivo está protegido con contraseña.",
            "Ábralo en Excel, quite la contraseña en Archivo > Información y guárdelo de nuevo.",
        ),
        Refusal::OldWorkbook => {
            said("El archivo es de Excel 97-2003 (.xls).", "Ábralo en Excel y guárdelo como Libro (.xlsx) o CSV UTF-8.")
        }
        Refusal::NoSheet => {
            said("El archivo no es una hoja de cálculo: se espera .xlsx o .csv.", "Elija otro archivo.")
        }
        Refusal::Broken { part, detail } => said(
            format!("El archivo está dañado: no se pudo leer {part} ({detail})."),
            "Ábralo en Excel, que suele repararlo, y guárdelo de nuevo.",
        ),
        Refusal::Unfolds { part } => said(
            format!("La parte {part} del archivo se despliega en más de lo que tiene una hoja de cálculo."),
            "Si el archivo es suyo, copie las filas a una hoja nueva.",
        ),
        Refusal::BrokenRow { row } => {
            said(format!("No se pudo leer la fila {row}."), "Revise las comillas de esa fila.")
        }
        Refusal::TooManyRows { row } => said(
            format!("Hay más de {} filas completadas; desde la fila {row} no se leyó nada.", limits::ROWS),
            "Divida la hoja en dos.",
        ),
        Refusal::TooManyCells { row } => said(
            format!("La fila {row} tiene más de {} columnas.", limits::COLUMNS),
            "Revise el separador de las columnas en esa fila.",
        ),
        Refusal::NoNames { examples, best } => {
            let seen =
                best.as_ref().map(|(row, shown)| format!(" En la fila {row} está: {shown}.")).unwrap_or_default();
            said(
                format!("No hay fila con nombres de campos entre las primeras {}.{seen}", limits::HEADER_WITHIN),
                format!("Comience por el modelo: la primera fila tiene nombres como {}.", examples.join(", ")),
            )
        }
        Refusal::SameName { name, columns: [one, other], row } => said(
            format!(
                "En la fila {row}, las columnas {} y {} tienen el mismo nombre: {name}.",
                letters(*one),
                letters(*other)
            ),
            "Borre una de las dos o corrija el nombre.",
        ),
        Refusal::NoRows { row } => said(
            format!("Debajo de los nombres, que están en la fila {row}, no hay nada completado."),
            "Complete una fila por cada registro.",
        ),
    }
}
