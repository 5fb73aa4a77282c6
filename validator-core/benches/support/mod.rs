//! The payloads that benchmarks work on, as an integrator's export writes them.
//!
//! Made from a fixed seed, so that every run and every machine measures the same bytes.

/// A small generator of numbers; statistics do not matter here, repeatability does.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// An array of at least `bytes` bytes; of every thousand fields nineteen are faulty.
pub fn pessoas(bytes: usize) -> String {
    let mut numbers = Numbers(2026);
    let mut acc = String::with_capacity(bytes + 4096);
    acc.push('[');
    while acc.len() < bytes {
        if acc.len() > 1 {
            acc.push_str(",\n");
        }
        pessoa(&mut acc, &mut numbers);
    }
    acc.push_str("]\n");
    acc
}

/// One record of 52 values, pretty-printed.
fn pessoa(acc: &mut String, numbers: &mut Numbers) {
    let n = numbers.next(900_000) + 100_000;
    // A faulty field takes the place of a good one.
    let mut pick = |good: String, bad: &str| if numbers.next(1000) < 19 { bad.to_owned() } else { good };
    let number = |value: String| format!("\"{value}\"");
    let fields = [
        ("tipo", pick(number("J".into()), "\"X\"")),
        ("documento", pick(number("11222333000181".into()), "\"11.222.333/0001-81\"")),
        ("nomeOrigem", pick(number("ERP Matriz".into()), "\"\"")),
        ("tipoRelacionamento", pick(number("C".into()), "\"c\"")),
    ];
    acc.push_str("  {\n");
    for (name, value) in fields {
        acc.push_str(&format!("    \"{name}\": {value},\n"));
    }
    acc.push_str(&format!(
        "    \"pessoa\": {{\n      \"codigoSistemaGestao\": \"CLI-{n}\",\n      \"nome\": {},\n      \"razaoSocial\": {},\n      \
         \"rg\": \"\",\n      \"inscricaoEstadual\": \"25{n}\",\n      \"dataNascimento\": {},\n      \"cedente\": {},\n      \
         \"pais\": \"\",\n      \"complemento\": \"\",\n      \"dataClienteDesde\": {},\n      \"contribuinteIcms\": {},\n      \
         \"tipoFaturamento\": \"Mensal\",\n      \"codigoColigado\": \"COL-{n}\",\n      \"nomeColigado\": \"Grupo São João {n}\"\n    }},\n",
        pick(format!("\"Comércio Avenida {n}\""), "\"\""),
        pick(format!("\"Comércio e Distribuição Avenida {n} Ltda\""), "\"\""),
        pick("\"18/06/2004\"".into(), "\"2004-06-18\""),
        pick("\"S\"".into(), "\"Y\""),
        pick("\"02/01/2015 08:30:00\"".into(), "\"31/02/2015\""),
        pick("1".into(), "\"1\""),
    ));
    acc.push_str(&format!(
        "    \"endereco\": {{\n      \"cidade\": {},\n      \"uf\": {},\n      \"rua\": \"Rua das Palmeiras, {n}\",\n      \
         \"bairro\": \"Vila Nova\",\n      \"cep\": \"89035-000\",\n      \"numero\": \"{n}\",\n      \"complemento\": \"\",\n      \
         \"tipoEndereco\": {},\n      \"confirmado\": 0\n    }},\n",
        pick("\"Criciúma\"".into(), "null"),
        pick("\"SC\"".into(), "\"sc\""),
        pick("3".into(), "9"),
    ));
    acc.push_str(&format!(
        "    \"contatos\": [\n      {{\n        \"preferencial\": {},\n        \"nome\": \"Contato {n}\",\n        \"cargo\": \"Compras\",\n        \
         \"telefone\": \"4833{n}\",\n        \"celular\": \"4899{n}\",\n        \"email\": \"contato{n}@avenida.com.br\",\n        \
         \"excluir\": \"\",\n        \"ativo\": {}\n      }}\n    ],\n",
        pick("\"N\"".into(), "true"),
        pick("1".into(), "1.5"),
    ));
    acc.push_str(&format!(
        "    \"indiceFaturamentoResumido\": {{ \"valorElegivel\": {}, \"prazo\": 30, \"endividamento\": {}, \"share\": 12.5 }},\n    \
         \"contasReceberAnaliticoInformacoesConsolidadas\": {{ \"periodo\": \"01/01/2026\", \"valor\": {}, \"liquidez\": 97.5, \"recompra\": 1.25 }},\n    \
         \"contasReceberAnaliticoValoresEmAberto\": {{ \"valorAVencer\": 5300.45, \"valorVencido\": 3001.87 }},\n    \
         \"dadosProfissionais\": [{{ \"uf\": \"SC\", \"numeroRegistro\": \"{n}\", \"tipoRegistroProfissional\": \"CRO\", \"ativo\": \"S\", \"codigoAreaAtuacao\": \"GERAL\" }}]\n  }}",
        pick(format!("{n}.40"), "\"912,40\""),
        pick("1200.35".into(), "\"1.200,35\""),
        pick("2500.12".into(), "2500.125"),
    ));
}

/// A convênio envelope of at least `bytes` bytes; of every thousand fields nineteen are faulty.
pub fn convenio(bytes: usize) -> String {
    let mut numbers = Numbers(2026);
    let mut acc = String::with_capacity(bytes + 4096);
    acc.push_str(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ser=\"http://services.senior.com.br\">\n  \
         <soapenv:Body>\n    <ser:Consumir>\n      <user>integrador</user>\n      <password>segredo</password>\n      \
         <encryption>0</encryption>\n      <parameters>\n",
    );
    while acc.len() < bytes {
        let n = numbers.next(900_000) + 100_000;
        let mut pick = |good: String, bad: &str| if numbers.next(1000) < 19 { bad.to_owned() } else { good };
        acc.push_str(&format!(
            "        <entrada>\n          <codCnv>{}</codCnv>\n          <codCli>{}</codCli>\n          <vlrUti>{}</vlrUti>\n          \
             <datUti>{}</datUti>\n        </entrada>\n",
            pick((n % 900).to_string(), "doze"),
            pick(n.to_string(), "1.5"),
            pick(format!("{n}.40"), "350,20"),
            pick("15/03/2026".into(), "2026-03-15"),
        ));
    }
    acc.push_str("      </parameters>\n    </ser:Consumir>\n  </soapenv:Body>\n</soapenv:Envelope>\n");
    acc
}
