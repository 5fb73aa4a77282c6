//! Portuguese.

use super::ConfigText;

pub(crate) static PT_BR: ConfigText = ConfigText {
    line: "linha",
    not_toml: "o texto não é TOML em UTF-8",
    unknown_key: "não existe esta chave",
    missing: "falta esta chave",
    wrong_value: "o valor não é de um tipo ou de uma lista que esta chave aceita",
    between: |min, max| format!("o valor, ou o tamanho dele, vai de {min} a {max}"),
    at_least: |min| format!("o valor, ou o tamanho dele, é no mínimo {min}"),
    at_most: |max| format!("o valor, ou o tamanho dele, é no máximo {max}"),
    not_listenable: "não é um endereço IP com porta, como 127.0.0.1:8080",
    not_an_address: "não é um endereço http:// ou https:// só com servidor, porta e caminho",
    not_an_origin: "não é uma origem como https://portal.exemplo.com.br, sem nada depois do servidor e da porta",
    not_a_network: "não é uma rede IP, como 10.0.0.0/8",
    not_public: "o servidor é um endereço que não é público; para permiti-lo, inclua a rede dele em networks",
    name_taken: "o nome já foi usado",
    unknown_system: "não existe este sistema; veja gabarito layouts",
    unknown_address: "o sistema não tem um endereço com este nome; veja gabarito layouts ID",
    unknown_layout: "não é o id de um layout deste sistema; veja gabarito layouts",
    not_a_path: "o caminho começa com uma só barra, fica em uma linha e fecha cada chave { que abre",
    unknown_credential: "o sistema não tem uma credencial com este nome; veja docs/sending.md",
    ambiguous_credential: "as credenciais não são as de uma só forma de entrar no sistema: diga qual é em credential, com os segredos dela e nenhum outro",
    unknown_environment: "não existe um ambiente com este nome",
    not_a_header: "não é um nome de cabeçalho que sirva para isto",
    not_a_hash: "não é um hash feito por gabarito token",
    open_to_all: "fora deste computador (127.0.0.1 ou ::1) é preciso identificar quem chama: configure access.mode",
    from_anybody: "diga de quais redes vem o proxy reverso; de qualquer outra o cabeçalho não vale",
    no_variable: |name| format!("a variável de ambiente {name} não está definida"),
    no_text: "o segredo está vazio, é longo demais ou não é texto",

    token_about: "Cria um token de API para uma pessoa",
    user_help: "Nome da pessoa, como nos registros e em access.user",
    token_once: "Entregue este token à pessoa; ele não será mostrado de novo:",
    token_lines: "Ponha estas linhas na configuração; delas o token não pode ser obtido:",
    no_memory: "o sistema não tem memória para calcular o hash do token",
};
