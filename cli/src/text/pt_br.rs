//! Portuguese, the language that the others follow.

use super::Text;

pub(super) static TEXT: Text = Text {
    about: "Confere o que vai para o ERP antes do envio",
    check_about: "Confere envios e mostra tudo o que o manual recusaria",
    explain_about: "Explica um código: o que é, por que existe e como corrigir",
    layouts_about: "Lista os layouts, ou os campos de um deles",
    samples_about: "Monta um envio de exemplo a partir do layout, ou uma pasta de envios com um erro cada",
    serve_about: "Abre a página do Gabarito, que confere e envia",

    usage_heading: "Uso:",
    commands_heading: "Comandos:",
    arguments_heading: "Argumentos:",
    options_heading: "Opções:",

    files_help: "Arquivos a conferir; - ou nenhum: a entrada padrão",
    layout_help: "Layout a usar: um id do catálogo ou um arquivo .toml; sem ele, é reconhecido pelo envio",
    profile_help: "Rigor: documented (o que o manual diz, padrão) ou tolerated (o que os servidores aceitam)",
    lang_help: "Idioma: pt-BR (padrão), en ou es",
    format_help: "Forma do relatório: human (padrão), json, sarif ou junit",
    fix_help: "Aplica as correções seguras e mostra o texto de um envio; o relatório vai para a saída de erros",
    write_help: "Com --fix: grava as correções nos próprios arquivos",
    code_help: "Código, como V302",
    id_help: "Id de um layout, como depsnet/pessoa",
    sample_of_help: "Layout do exemplo: um id do catálogo ou um arquivo .toml",
    full_help: "Com todos os campos que cabem no caso; sem ela, só o que é obrigatório",
    mutations_help: "Grava em uma pasta nova ou vazia um arquivo para cada erro, e expected.json com o que cada um deve receber",
    config_help: "Arquivo de configuração (TOML); sem ele, só há o simulador",
    listen_help: "Endereço em que a página atende (padrão: o da configuração, senão 127.0.0.1:8080)",
    open_help: "Abre o navegador",
    help_help: "Mostra esta ajuda",
    version_help: "Mostra a versão",

    missing_command: "falta o comando: check, explain, layouts, samples, serve, simulate ou token",
    bad_arguments: "os argumentos não foram entendidos",
    unknown_command: |command| {
        format!(
            "não existe o comando \"{command}\"; os comandos são check, explain, layouts, samples, serve, simulate e token"
        )
    },
    unknown_argument: |argument| format!("não existe a opção \"{argument}\""),
    extra_argument: |argument| format!("o argumento \"{argument}\" está sobrando"),
    missing_argument: |argument| format!("falta informar {argument}"),
    missing_value: |argument| format!("falta o valor de {argument}"),
    no_value: |argument| format!("{argument} não recebe valor"),
    given_twice: |argument| format!("{argument} aparece duas vezes"),
    unknown_value: |argument, value, allowed| {
        if allowed.is_empty() {
            format!("\"{value}\" não serve para {argument}")
        } else {
            format!("\"{value}\" não serve para {argument}; use um destes: {allowed}")
        }
    },
    conflict: |argument, other| format!("{argument} não combina com {other}"),
    see_help: "veja gabarito --help",

    fix_wants_one: "--fix mostra o texto de um só envio; para vários arquivos, use --fix --write",
    write_wants_fix: "--write só vale junto com --fix",
    write_wants_files: "--write grava em arquivos; a entrada padrão não é um deles",
    input_named_twice: "a entrada padrão (-) só pode ser lida uma vez",
    unknown_layout: |id| format!("não existe o layout \"{id}\"; veja gabarito layouts"),
    unknown_code: |code| format!("não existe o código \"{code}\""),
    did_you_mean: |nearest| format!("seria \"{nearest}\"?"),

    not_found: "o arquivo não existe",
    no_permission: "sem permissão",
    is_a_folder: "é uma pasta",
    cannot_read: |file, reason| format!("não foi possível ler \"{file}\": {reason}"),
    cannot_write: |file, reason| format!("não foi possível gravar \"{file}\": {reason}"),
    cannot_print: |reason| format!("não foi possível escrever na saída: {reason}"),
    bytes_would_be_lost: "há bytes que não formam texto e que se perderiam; o arquivo ficou como estava",
    reading_input: "lendo o envio da entrada padrão",
    checking: "Conferindo",
    fixed: |file, n_fixes| format!("{file}: correções aplicadas: {n_fixes}"),
    rewritten_as_utf8: |file| format!("{file}: a codificação original não tem todos os caracteres; ficou em UTF-8"),
    summary: |n_files, n_valid| format!("Arquivos conferidos: {n_files}; válidos: {n_valid}"),

    why: "Por quê",
    what_to_do: "O que fazer",
    default_severity: "Gravidade",
    cases: "Casos",
    valid_example: "Exemplo válido",
    invalid_example: "Exemplo com o problema",

    answer: "Resposta",
    field_column: "campo",
    type_column: "tipo",
    size_column: "tamanho",
    required_column: "obrigatório",
    list_column: "lista",
    condition_column: "condição",
    block: "bloco",
    yes: "sim",
    by_setting: "depende da instalação",
    conflicts: "Contradições do manual e a nossa leitura",

    fields: "Campos",
    list_legend: [
        "-  tabela de campos não publicada nas nossas fontes, ou chamada sem campos",
        "gabarito layouts ID mostra endereço, método, status e campos de cada um",
    ],
    only_pages: |names| format!("O manual lista também estas páginas, que não são interfaces: {names}"),
    no_table: "A tabela não está publicada nas nossas fontes: do envio só a sintaxe é conferida.",
    no_fields: "Pelas nossas fontes, a chamada não leva campos no corpo.",
    no_sample: |id| format!("não há exemplo de \"{id}\": nenhum campo dele é conhecido; veja gabarito layouts {id}"),
    suggested: |reason| format!("Nomes que talvez existam, só para orientação ({reason}):"),
    calls: "Chamada HTTP",
    method: "método",
    one_of_these: |methods| format!("um destes: {methods}"),
    path: "caminho",
    address: "endereço",
    addresses: "Endereços",
    unknown: "não é conhecido",
    flow: "sentido",
    into_system: |system| format!("entra no {system}"),
    out_of_system: |system| format!("sai do {system}"),
    header: "cabeçalho",
    evidence: "evidência",
    observed: |reason| format!("observado: {reason}"),
    inferred: |reason| format!("inferência nossa: {reason}"),
    status_codes: |system| format!("Status HTTP, {system}"),

    no_sample_of_document: |layout| {
        format!("não há exemplo de \"{layout}\": é um documento fiscal assinado, do qual o layout só conhece a chave")
    },
    folder_not_empty: |folder| {
        format!("a pasta \"{folder}\" não está vazia; informe uma pasta nova, para que nenhum arquivo seja trocado")
    },
    mutations_written: |folder, n_files| {
        format!("{folder}: envios gravados: {n_files}; o que cada um deve receber está em expected.json")
    },

    config: &super::config::PT_BR,
    bad_address: |address| format!("\"{address}\" não é um endereço como 127.0.0.1:8080"),
    serving: |address| format!("Gabarito em {address} (Ctrl+C encerra)"),
    no_page: |place| format!("a página não foi encontrada em \"{place}\"; ela é montada por cargo xtask serve"),
    cannot_listen: |address, reason| format!("não foi possível atender em {address}: {reason}"),
    cannot_serve: |reason| format!("não foi possível servir a página: {reason}"),
    simulate: &super::simulate::PT_BR,
};
