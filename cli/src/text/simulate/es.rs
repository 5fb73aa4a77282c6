use super::SimulateText;

pub(crate) static TEXT: SimulateText = SimulateText {
    about: "Simula los cuatro sistemas en esta computadora",
    listen_help: "Dirección de esta computadora en la que atiende el simulador (por omisión: 127.0.0.1:8090)",
    faults_help: "Permite pedir fallas: demora, corte, 500, HTML, sesión vencida",
    ready: |address| format!("Simulador en {address} (Ctrl+C lo detiene)"),
    samples: "Credenciales de ejemplo, que todos conocen; no use las verdaderas aquí.",
    faults_allowed: "Fallas permitidas: encabezado X-Simulador-Falha, o POST /simulador/falhas?falha=…",
    description: "WSDL",
    not_loopback: |address| format!("{address}: el simulador solo atiende en esta computadora; use 127.0.0.1 o [::1]"),
    cannot_start: |reason| format!("no se pudo iniciar el simulador: {reason}"),
};
