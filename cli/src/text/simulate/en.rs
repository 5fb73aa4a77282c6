use super::SimulateText;

pub(crate) static TEXT: SimulateText = SimulateText {
    about: "Simulates the four systems on this computer",
    listen_help: "Address of this computer at which the simulator listens (default: 127.0.0.1:8090)",
    faults_help: "Lets callers ask for faults: delay, cut, 500, HTML, expired session",
    ready: |address| format!("Simulator at {address} (Ctrl+C stops it)"),
    samples: "Sample credentials, which everybody knows; do not use real ones here.",
    faults_allowed: "Faults are allowed: header X-Simulador-Falha, or POST /simulador/falhas?falha=…",
    description: "WSDL",
    not_loopback: |address| format!("{address}: the simulator serves this computer only; use 127.0.0.1 or [::1]"),
    cannot_start: |reason| format!("could not start the simulator: {reason}"),
};
