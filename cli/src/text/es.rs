//! Spanish.

use super::Text;

pub(super) static TEXT: Text = Text {
    about: "Revisa lo que va al ERP antes del envío",
    check_about: "Revisa envíos y muestra todo lo que el manual rechazaría",
    explain_about: "Explica un código: qué es, por qué existe y cómo corregirlo",
    layouts_about: "Lista los formatos, o los campos de uno de ellos",
    samples_about: "Arma un envío de ejemplo a partir del formato, o una carpeta de envíos con un error cada uno",
    serve_about: "Sirve la página de Gabarito, que revisa y envía",

    usage_heading: "Uso:",
    commands_heading: "Comandos:",
    arguments_heading: "Argumentos:",
    options_heading: "Opciones:",

    files_help: "Archivos por revisar; - o ninguno: la entrada estándar",
    layout_help: "Formato que se usa: un id del catálogo o un archivo .toml; sin él, se reconoce por el envío",
    profile_help: "Rigor: documented (lo que dice el manual, por omisión) o tolerated (lo que aceptan los servidores)",
    lang_help: "Idioma: pt-BR (por omisión), en o es",
    format_help: "Forma del informe: human (por omisión), json, sarif o junit",
    fix_help: "Aplica las correcciones seguras y muestra el texto de un envío; el informe va a la salida de errores",
    write_help: "Con --fix: graba las correcciones en los propios archivos",
    code_help: "Código, como V302",
    id_help: "Id de un formato, como depsnet/pessoa",
    sample_of_help: "Formato del ejemplo: un id del catálogo o un archivo .toml",
    full_help: "Con todos los campos que caben en el caso; sin ella, solo lo obligatorio",
    mutations_help: "Graba en una carpeta nueva o vacía un archivo por error, y expected.json con lo que debe recibir cada uno",
    config_help: "Archivo de configuración (TOML); sin él, solo está el simulador",
    listen_help: "Dirección en la que se sirve la página (por omisión: la de la configuración, si no 127.0.0.1:8080)",
    open_help: "Abre el navegador",
    help_help: "Muestra esta ayuda",
    version_help: "Muestra la versión",

    missing_command: "falta el comando: check, explain, layouts, samples, serve, simulate o token",
    bad_arguments: "los argumentos no se entendieron",
    unknown_command: |command| {
        format!(
            "no existe el comando \"{command}\"; los comandos son check, explain, layouts, samples, serve, simulate y token"
        )
    },
    unknown_argument: |argument| format!("no existe la opción \"{argument}\""),
    extra_argument: |argument| format!("el argumento \"{argument}\" está de más"),
    missing_argument: |argument| format!("falta indicar {argument}"),
    missing_value: |argument| format!("falta el valor de {argument}"),
    no_value: |argument| format!("{argument} no lleva valor"),
    given_twice: |argument| format!("{argument} aparece dos veces"),
    unknown_value: |argument, value, allowed| {
        if allowed.is_empty() {
            format!("\"{value}\" no sirve para {argument}")
        } else {
            format!("\"{value}\" no sirve para {argument}; use uno de estos: {allowed}")
        }
    },
    conflict: |argument, other| format!("{argument} no se combina con {other}"),
    see_help: "vea gabarito --help",

    fix_wants_one: "--fix muestra el texto de un solo envío; para varios archivos, use --fix --write",
    write_wants_fix: "--write solo vale junto con --fix",
    write_wants_files: "--write graba en archivos; la entrada estándar no es uno de ellos",
    input_named_twice: "la entrada estándar (-) solo se puede leer una vez",
    unknown_layout: |id| format!("no existe el formato \"{id}\"; vea gabarito layouts"),
    unknown_code: |code| format!("no existe el código \"{code}\""),
    did_you_mean: |nearest| format!("¿será \"{nearest}\"?"),

    not_found: "el archivo no existe",
    no_permission: "sin permiso",
    is_a_folder: "es una carpeta",
    cannot_read: |file, reason| format!("no se pudo leer \"{file}\": {reason}"),
    cannot_write: |file, reason| format!("no se pudo grabar \"{file}\": {reason}"),
    cannot_print: |reason| format!("no se pudo escribir en la salida: {reason}"),
    bytes_would_be_lost: "hay bytes que no forman texto y que se perderían; el archivo quedó como estaba",
    reading_input: "leyendo el envío de la entrada estándar",
    checking: "Revisando",
    fixed: |file, n_fixes| format!("{file}: correcciones aplicadas: {n_fixes}"),
    rewritten_as_utf8: |file| format!("{file}: la codificación original no tiene todos los caracteres; quedó en UTF-8"),
    summary: |n_files, n_valid| format!("Archivos revisados: {n_files}; válidos: {n_valid}"),

    why: "Por qué",
    what_to_do: "Qué hacer",
    default_severity: "Gravedad",
    cases: "Casos",
    valid_example: "Ejemplo válido",
    invalid_example: "Ejemplo con el problema",

    answer: "Respuesta",
    field_column: "campo",
    type_column: "tipo",
    size_column: "tamaño",
    required_column: "obligatorio",
    list_column: "lista",
    condition_column: "condición",
    block: "bloque",
    yes: "sí",
    by_setting: "depende de la instalación",
    conflicts: "Contradicciones del manual y nuestra lectura",

    fields: "Campos",
    list_legend: [
        "-  tabla de campos no publicada en nuestras fuentes, o llamada sin campos",
        "gabarito layouts ID muestra dirección, método, estados y campos de cada uno",
    ],
    only_pages: |names| format!("El manual lista también estas páginas, que no son interfaces: {names}"),
    no_table: "La tabla no está publicada en nuestras fuentes: del envío solo se revisa la sintaxis.",
    no_fields: "Según nuestras fuentes, la llamada no lleva campos en el cuerpo.",
    no_sample: |id| format!("no hay ejemplo de \"{id}\": no se conoce ningún campo suyo; vea gabarito layouts {id}"),
    suggested: |reason| format!("Nombres que quizá existan, solo como orientación ({reason}):"),
    calls: "Llamada HTTP",
    method: "método",
    one_of_these: |methods| format!("uno de estos: {methods}"),
    path: "ruta",
    address: "dirección",
    addresses: "Direcciones",
    unknown: "no se conoce",
    flow: "sentido",
    into_system: |system| format!("entra en {system}"),
    out_of_system: |system| format!("sale de {system}"),
    header: "encabezado",
    evidence: "evidencia",
    observed: |reason| format!("observado: {reason}"),
    inferred: |reason| format!("inferencia nuestra: {reason}"),
    status_codes: |system| format!("Estados HTTP de {system}"),

    no_sample_of_document: |layout| {
        format!(
            "no hay ejemplo de \"{layout}\": es un documento fiscal firmado, del que el layout solo conoce la clave"
        )
    },
    folder_not_empty: |folder| {
        format!("la carpeta \"{folder}\" no está vacía; indique una nueva, para que ningún archivo se reemplace")
    },
    mutations_written: |folder, n_files| {
        format!("{folder}: envíos grabados: {n_files}; lo que debe recibir cada uno está en expected.json")
    },

    config: &super::config::ES,
    bad_address: |address| format!("\"{address}\" no es una dirección como 127.0.0.1:8080"),
    serving: |address| format!("Gabarito en {address} (Ctrl+C lo detiene)"),
    no_page: |place| format!("no se encontró la página en \"{place}\"; cargo xtask serve la construye"),
    cannot_listen: |address, reason| format!("no se pudo atender en {address}: {reason}"),
    cannot_serve: |reason| format!("no se pudo servir la página: {reason}"),
    simulate: &super::simulate::ES,
};
