//! Spanish.

use super::ConfigText;

pub(crate) static ES: ConfigText = ConfigText {
    line: "línea",
    not_toml: "el texto no es TOML en UTF-8",
    unknown_key: "no existe esta clave",
    missing: "falta esta clave",
    wrong_value: "el valor no es de un tipo o de una lista que esta clave acepta",
    between: |min, max| format!("el valor, o su tamaño, va de {min} a {max}"),
    at_least: |min| format!("el valor, o su tamaño, es como mínimo {min}"),
    at_most: |max| format!("el valor, o su tamaño, es como máximo {max}"),
    not_listenable: "no es una dirección IP con puerto, como 127.0.0.1:8080",
    not_an_address: "no es una dirección http:// o https:// solo con servidor, puerto y ruta",
    not_an_origin: "no es un origen como https://portal.ejemplo.com, sin nada después del servidor y del puerto",
    not_a_network: "no es una red IP, como 10.0.0.0/8",
    not_public: "el servidor es una dirección que no es pública; para permitirla, incluya su red en networks",
    name_taken: "el nombre ya se usó",
    unknown_system: "no existe este sistema; vea gabarito layouts",
    unknown_address: "el sistema no tiene una dirección con este nombre; vea gabarito layouts ID",
    unknown_layout: "no es el id de un formato de este sistema; vea gabarito layouts",
    not_a_path: "la ruta empieza con una sola barra, ocupa una línea y cierra cada llave { que abre",
    unknown_credential: "el sistema no tiene una credencial con este nombre; vea docs/sending.md",
    ambiguous_credential: "las credenciales no son las de una sola forma de entrar al sistema: indique cuál en credential, con sus secretos y ningún otro",
    unknown_environment: "no existe un ambiente con este nombre",
    not_a_header: "no es un nombre de encabezado que sirva para esto",
    not_a_hash: "no es un hash hecho por gabarito token",
    open_to_all: "fuera de esta computadora (127.0.0.1 o ::1) quien llama debe identificarse: configure access.mode",
    from_anybody: "diga de qué redes viene el proxy inverso; de cualquier otra el encabezado no vale",
    no_variable: |name| format!("la variable de entorno {name} no está definida"),
    no_text: "el secreto está vacío, es demasiado largo o no es texto",

    token_about: "Crea un token de API para una persona",
    user_help: "Nombre de la persona, como en los registros y en access.user",
    token_once: "Entregue este token a la persona; no se mostrará de nuevo:",
    token_lines: "Ponga estas líneas en la configuración; de ellas no se puede obtener el token:",
    no_memory: "el sistema no tiene memoria para calcular el hash del token",
};
