//! The Send panel in Portuguese.

use super::{
    AnswerTexts, BrakeTexts, FormTexts, HistoryTexts, OutcomeTexts, ReachTexts, RefusedTexts, SendTexts, duration,
};

/// The words.
pub const SEND: SendTexts = SendTexts {
    open: "Enviar…",
    heading: "Enviar",
    close: "Voltar ao resultado",
    privacy: "Nada sai deste navegador até você apertar o botão de enviar. Então o payload vai ao servidor do Gabarito, que põe as credenciais e chama o sistema.",
    reach: ReachTexts {
        asking: "Perguntando ao servidor quais ambientes existem…",
        absent: "Esta página está sem o servidor do Gabarito, que é quem guarda as credenciais e envia. Aqui você confere à vontade; para enviar, abra a página por gabarito serve.",
        again: "Procurar de novo",
        sign_in: "O servidor pede identificação",
        token: "Token de acesso",
        token_note: "Quem cuida do servidor do Gabarito dá o token. Ele fica só na memória desta página e some quando ela fecha.",
        token_refused: "O servidor não aceitou este token. Confira se foi copiado por inteiro.",
        enter: "Entrar",
        signed_in: |user| format!("Identificação: {user}"),
    },
    form: FormTexts {
        no_layout: "Para enviar é preciso saber que interface é esta. Corrija o que impede o reconhecimento ou escolha o layout no resultado.",
        is_answer: "Isto é uma resposta do sistema, e não uma requisição: não há o que enviar.",
        own_layout: "Este layout veio com um exemplo, e nenhum sistema o atende. Escolha no resultado o layout da interface.",
        no_environment: |system| {
            format!(
                "O servidor não tem nenhum ambiente do {system} para você. Quem cuida dele inclui ambientes na configuração."
            )
        },
        environment: "Ambiente",
        simulator: "simulador",
        simulator_note: "responde como os manuais descrevem; nada chega a um sistema de verdade",
        test: "homologação",
        test_note: "sistema de testes",
        production: "produção",
        production_note: "o que você enviar vale",
        choose: "Escolha o ambiente.",
        valid: "O payload está sem erros.",
        errors_refused: |n_errors, environment| {
            format!(
                "O payload está com erros ({n_errors}), e {environment} não aceita: o servidor vai recusar antes de enviar."
            )
        },
        errors_allowed: |n_errors, environment| {
            format!("O payload está com erros ({n_errors}); {environment} aceita enviar assim mesmo.")
        },
        execution: "Execução",
        sync: "síncrona",
        sync_note: "o sistema processa na hora e responde com o resultado",
        asynchronous: "assíncrona",
        asynchronous_note: "o sistema começa na hora, mas só responde OK ou um erro; o resultado aparece nele depois",
        scheduled: "agendada",
        scheduled_note: "o sistema guarda para processar mais tarde e só responde OK ou um erro",
        request: "A requisição como vai sair",
        address: |environment| format!("O endereço é o que a configuração do servidor dá a {environment}."),
        filled_in: "Credenciais que o servidor preenche",
        covered: "As que estavam no payload foram cobertas e não saem daqui.",
        body: "Corpo",
        too_long: "O corpo é longo demais para mostrar aqui. As credenciais dele são cobertas do mesmo jeito.",
        send: |environment| format!("Enviar para {environment}"),
        send_nowhere: "Enviar",
        sending: "Enviando…",
        stop: "Parar de esperar",
    },
    brake: BrakeTexts {
        production: |environment| format!("Enviar para produção: {environment}"),
        production_note: "O que você enviar vale: o sistema grava e outras pessoas passam a trabalhar com isso.",
        type_name: |environment| format!("Para confirmar, digite o nome do ambiente: {environment}"),
        deletion: "Este envio exclui",
        deletion_note: "O payload pede uma exclusão. O Gabarito não tem como desfazer.",
        confirm_deletion: |system| format!("Quero excluir isto no {system}"),
        unknown_key: "O que o payload indica para excluir.",
        leave: "Não enviar",
    },
    outcome: OutcomeTexts {
        heading: "O que aconteceu",
        not_sent: "Não enviado",
        unknown: "Resultado desconhecido",
        duration: |milliseconds| duration(milliseconds, ","),
        repeated: "É o resultado guardado deste mesmo envio; nada foi enviado outra vez.",
        processed: "O sistema diz que fez o que foi pedido.",
        partial: "O sistema fez uma parte e recusou outra. Corrija só os itens recusados e envie só eles: os outros já estão lá.",
        rejected: "O sistema entendeu e disse não. Corrija o que a resposta aponta e envie de novo.",
        received: "O sistema só acusou o recebimento e ainda vai processar. Não é um sucesso ainda: confira nele mais tarde.",
        failed: "O sistema não conseguiu processar. Leia o motivo na resposta; se for passageiro, espere um pouco e envie de novo.",
        unread: "Veio uma resposta inteira, mas nenhuma regra documentada diz o que ela significa. Leia a resposta e confira no sistema antes de enviar de novo.",
        invalid: "O payload tem erros, e este ambiente não aceita. Corrija o que o resultado aponta e envie de novo.",
        unconfirmed: "Falta você confirmar. Nada saiu ainda.",
        confirm: "Confirmar…",
        no_such_execution: "O sistema não conhece este tipo de execução para esta interface. Escolha outro.",
        no_address: "Falta na configuração do servidor como chegar a esta interface. Fale com quem cuida dele.",
        to_configure: |keys| {
            format!(
                "Falta na configuração deste ambiente, no servidor, o que esta interface pede: {keys}. Fale com quem cuida dele."
            )
        },
        credentials: "As credenciais do ambiente não foram aceitas, ou o servidor não conseguiu obtê-las. Fale com quem cuida dele.",
        unreachable: "Não houve conexão com o sistema. Nada saiu; pode enviar de novo quando ele voltar.",
        resting: "Muitas chamadas falharam há pouco, e o servidor deixa o sistema em paz por um momento. Espere e envie de novo.",
        no_audit: "O servidor não conseguiu anotar a chamada e, sem isso, não envia. Fale com quem cuida dele.",
        uncertain: |system| {
            format!(
                "A requisição saiu, e não veio uma resposta inteira. Pode ter sido processada: não reenvie antes de procurar no {system}."
            )
        },
        stopped: |system| {
            format!("Você parou de esperar. A requisição pode ter chegado: não reenvie antes de procurar no {system}.")
        },
        lost: |system| {
            format!(
                "A ligação com o servidor do Gabarito caiu no meio. A requisição pode ter chegado: não reenvie antes de procurar no {system}."
            )
        },
        look_for: |system| format!("O que procurar no {system}"),
        no_key: "Procure pelo que identifica o registro no payload.",
        ask_again: "Perguntar de novo",
        ask_again_note: "Nunca envia duas vezes: se a requisição já saiu, o servidor conta o que aconteceu com ela; se não saiu, ela é enviada agora.",
        packet: "Salvar pacote de suporte",
        packet_note: "Um zip com payload, diagnósticos, resposta e tempos; nomes, documentos, e-mails e segredos são trocados por dados fictícios do mesmo formato.",
        packet_failed: "O pacote não pôde ser montado. Recarregue a página e tente de novo.",
    },
    refused: RefusedTexts {
        unknown_environment: "O servidor não conhece este ambiente, ou ele não é para você. Procure os ambientes de novo.",
        unknown_layout: "O servidor não conhece este layout. A página e o servidor podem ser de versões diferentes: recarregue a página.",
        other_system: "O layout é de outro sistema que o do ambiente. Escolha um ambiente do mesmo sistema.",
        not_permitted: "Você não tem permissão para enviar a este ambiente. Fale com quem cuida do servidor.",
        foreign_origin: "O servidor não aceita envios desta página. Abra o Gabarito pelo endereço do próprio servidor.",
        key_in_use: "Este envio ainda está em andamento no servidor. Espere um pouco e pergunte de novo.",
        too_large: "O payload passa do limite do servidor. Divida em partes menores.",
        too_many_calls: "Foram muitas chamadas suas a este ambiente. Espere um minuto e envie de novo.",
        busy: "O servidor está ocupado ou sendo parado. Espere um pouco e envie de novo.",
        internal: "O servidor do Gabarito falhou no meio, e a requisição pode ter saído. Pergunte de novo para saber o que aconteceu.",
        ours: "O servidor do Gabarito falhou, e nada saiu dele. Se continuar, salve o pacote de suporte e mande a quem cuida dele.",
    },
    answer: AnswerTexts {
        heading: "Resposta do sistema",
        no_body: "A resposta veio sem corpo.",
        explained: "O que a resposta diz",
        go_to_field: |field| format!("Ir para {field} na requisição"),
        more: |n_more| format!("E mais {n_more}."),
        cut: |shown| format!("Aqui estão os primeiros {shown} KB. Salve o arquivo para ver tudo."),
        save: "Salvar resposta",
    },
    history: HistoryTexts {
        heading: "Envios desta sessão",
        note: "Só na memória desta página.",
        clear: "Esquecer tudo",
    },
};
