use super::SimulateText;

pub(crate) static TEXT: SimulateText = SimulateText {
    about: "Simula os quatro sistemas neste computador",
    listen_help: "Endereço deste computador em que o simulador atende (padrão: 127.0.0.1:8090)",
    faults_help: "Permite pedir falhas: demora, corte, 500, HTML, sessão vencida",
    ready: |address| format!("Simulador em {address} (Ctrl+C encerra)"),
    samples: "Credenciais de exemplo, que todos conhecem; não use as verdadeiras aqui.",
    faults_allowed: "Falhas permitidas: cabeçalho X-Simulador-Falha, ou POST /simulador/falhas?falha=…",
    description: "WSDL",
    not_loopback: |address| format!("{address}: o simulador só atende neste computador; use 127.0.0.1 ou [::1]"),
    cannot_start: |reason| format!("não foi possível iniciar o simulador: {reason}"),
};
