//! A spreadsheet and the calls to copy, in Spanish.

use super::{SheetTexts, SnippetTexts};

pub const SHEET: SheetTexts = SheetTexts {
    heading: "Completar en una hoja de cálculo",
    link: "Completar en una hoja de cálculo",
    no_such: |id| format!("No hay hoja de cálculo para {id}"),
    row_is_item: "Cada fila de la hoja es un registro de la lista que va en el payload.",
    row_is_entry: |list| {
        format!("Cada fila de la hoja es un ítem de {list}; lo que está fuera de esa lista vale para todas.")
    },
    row_is_payload: "Cada fila de la hoja es un payload.",
    privacy: "La hoja no sale de este navegador.",

    model: "1. Descargue el modelo",
    model_note: "Trae los nombres de los campos y, debajo, las reglas. Las listas se repiten en columnas numeradas, como [1] y [2]: agregue [3] si lo necesita. Las filas que empiezan con # no se leen.",
    model_xlsx: "Modelo Excel (.xlsx)",
    model_csv: "Modelo CSV",

    fill: "2. Complétela y tráigala de vuelta",
    drop: "Suelte la hoja aquí",
    choose: "Elegir archivo",
    kinds: ".xlsx o .csv, hasta 100 MB y 200.000 filas",
    reading: |name| format!("Leyendo {name}"),
    writing: |name| format!("Generando {name}"),
    cancel: "Cancelar",
    cancelled: "Lectura cancelada. El archivo está como estaba.",
    failed: "La lectura se detuvo a la mitad. El archivo está como estaba; intente de nuevo o divídalo en dos.",
    saved: |name| format!("{name} fue guardado."),

    result: "3. Vea el resultado",
    not_read: |name| format!("{name} no se leyó"),
    rows: |n_rows, n_faulty| format!("Filas completadas: {n_rows}; con error: {n_faulty}."),
    all_good: "Nada que corregir: todas las filas cumplen lo que el manual documenta.",
    about_file: "Sobre el archivo",
    by_cell: "Por fila y columna",
    cell: "Celda",
    row: "fila",
    listed: |n_listed, n_all| {
        format!(
            "La lista muestra los primeros {n_listed}, de un total de {n_all}. La hoja con diagnósticos trae los de cada fila."
        )
    },
    more: |n_more| format!("Mostrar más (faltan {n_more})"),

    downloads: "4. Llévelo",
    returned: "La misma hoja, con diagnósticos",
    returned_note: "Igual a la suya, con una columna más: corrija en ella misma y tráigala de vuelta.",
    one: "Un payload con todas las filas",
    each: "Un payload por fila (.zip)",
    with_faulty: |n_faulty| format!("Incluir también las filas con error ({n_faulty})"),
    nothing_to_send: "Todas las filas tienen error: marque la opción de arriba para llevarlas de todos modos.",
};

pub const SNIPPET: SnippetTexts = SnippetTexts {
    button: "Copiar como…",
    address: "Dirección",
    copied: |language| format!("Copiado como {language}."),
    too_long: "El payload es demasiado largo para ir dentro de una llamada.",
    note: "Direcciones y contraseñas pasan a ser variables de entorno, listadas al comienzo del código.",
};
