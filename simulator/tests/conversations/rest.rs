//! DepsNet, FIS and Oobj: sessions that begin and end, payloads that are taken and refused.

use crate::support::{Conversation, World};
use insta::assert_snapshot;
use validator_core::outgoing::Outgoing;
use validator_core::{Source, catalog, samples};

const LOGIN: &str = "POST /fis/rest/platform/authentication/actions/login";
const ORDER: &str = "POST /fis/rest/fis/integracao/actions/pedido";
const USER: &str = r#"{"username":"integracao@exemplo","password":"senha-de-exemplo"}"#;

const ORDERS: &str = r#"{"pedidos":[{"ped_cnpj_empresa":"11222333000181","ped_cd_cliente":1,"ped_nu_pedido_origem":"7","ped_vlr_nf":10.5,"ped_ps_real":1.5,"ped_tp_pedido":"E","cli_nm_cliente":"Loja"}]}"#;

const RATE: &str = "POST /depsnet/Integracoes_CotacaoMoeda";

fn rate(token: &str, value: &str) -> String {
    format!(r#"[{{"moedaDe":"USD","moedaPara":"BRL","valor":{value},"data":"28/11/2026","token":"{token}"}}]"#)
}

#[tokio::test]
async fn a_token_of_depsnet_stands_in_every_item_and_ends() {
    let world = World::start().await;
    let mut said = Conversation::default();
    let ask = "POST /depsnet/Token_TokenGerarToken";
    said.ask(&world, ask, &[], r#"{"login":"integracao","senha":"outra"}"#).await;
    said.ask(&world, ask, &[], r#"{"login":"integracao"}"#).await;
    let given = said.ask(&world, ask, &[], r#"{"login":"integracao","senha":"senha-de-exemplo"}"#).await;
    let token = given.between("\"token\":\"", "\"");
    said.ask(&world, RATE, &[], &rate("outro", "5.25")).await;
    said.ask(&world, RATE, &[], &rate(&token, "5.25")).await;
    said.ask(&world, RATE, &[], &rate(&token, "\"cinco\"")).await;
    let both = format!("[{},{}]", rate(&token, "1").trim_matches(['[', ']']), rate("", "1").trim_matches(['[', ']']));
    said.ask(&world, RATE, &[], &both).await;
    world.wait(3_600);
    said.ask(&world, RATE, &[], &rate(&token, "5.25")).await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn a_token_of_fis_is_text_that_holds_json_and_ends() {
    let world = World::start().await;
    let mut said = Conversation::default();
    said.ask(&world, LOGIN, &[], &USER.replace("senha", "outra")).await;
    let given = said.ask(&world, LOGIN, &[], USER).await;
    let bearer = format!("Authorization: Bearer {}", given.between("access_token\\\":\\\"", "\\\""));
    let refresh = given.between("refresh_token\\\":\\\"", "\\\"");
    said.ask(&world, ORDER, &[], ORDERS).await;
    said.ask(&world, ORDER, &["Authorization: Bearer outro"], ORDERS).await;
    said.ask(&world, ORDER, &[&bearer], ORDERS).await;
    world.wait(604_800);
    said.ask(&world, ORDER, &[&bearer], ORDERS).await;
    let renew = "POST /fis/rest/platform/authentication/actions/refreshToken";
    let body = format!(r#"{{"refreshToken":"{refresh}"}}"#);
    let renewed = said.ask(&world, renew, &["X-Tenant: exemplo"], &body).await;
    let bearer = format!("Authorization: Bearer {}", renewed.between("access_token\\\":\\\"", "\\\""));
    said.ask(&world, ORDER, &[&bearer], ORDERS).await;
    said.ask(&world, renew, &["X-Tenant: exemplo"], r#"{"refreshToken":"outro"}"#).await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn an_application_signs_in_with_its_key() {
    let world = World::start().await;
    let mut said = Conversation::default();
    let ask = "POST /fis/anonymous/rest/platform/authentication/actions/loginWithKey";
    let key = r#"{"accessKey":"chave-de-exemplo","secret":"segredo-de-exemplo","tenantName":"exemplo"}"#;
    said.ask(&world, ask, &[], key).await;
    said.ask(&world, ask, &[], &key.replace("segredo-de-", "")).await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn fis_refuses_with_the_status_codes_of_its_page() {
    let world = World::start().await;
    let given = world.call(LOGIN, &[], USER.as_bytes()).await;
    let bearer = format!("Authorization: Bearer {}", given.between("access_token\\\":\\\"", "\\\""));
    let mut said = Conversation::default();
    said.ask(&world, ORDER, &[&bearer], &ORDERS.replace(",\"ped_ps_real\":1.5", "")).await;
    said.ask(&world, ORDER, &[&bearer], &ORDERS.replace("11222333000181", "11222333000180x")).await;
    said.ask(&world, ORDER, &[&bearer], "{\"pedidos\":[").await;
    said.ask(&world, ORDER, &[&bearer], "").await;
    said.ask(&world, "POST /fis/rest/fis/integracao/actions/nada", &[&bearer], "{}").await;
    said.ask(&world, "DELETE /fis/rest/fis/integracao/actions/pedido", &[&bearer], "").await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn a_session_of_oobjs_first_generation_is_json_or_text() {
    let world = World::start().await;
    let mut said = Conversation::default();
    let basic = "Authorization: Basic dXN1YXJpby1kZS1leGVtcGxvOnNlbmhhLWRlLWV4ZW1wbG8=";
    said.ask(&world, "POST /oobj/session", &["Authorization: Basic YTpi"], "").await;
    said.ask(&world, "POST /oobj/session", &[basic, "Accept: text/plain"], "[{}]").await;
    let given = said.ask(&world, "POST /oobj/session", &[basic], "").await;
    let session = format!("x-auth-token: {}", given.between("\"jwt\":\"", "\""));
    let parties = "POST /oobj/api/conta/partes-envolvidas";
    said.ask(&world, parties, &[], r#"{"habilitarPartesEnvolvidas":true}"#).await;
    said.ask(&world, parties, &[&session], r#"{"habilitarPartesEnvolvidas":true}"#).await;
    said.ask(&world, parties, &[&session], r#"{"habilitarPartesEnvolvidas":"sim"}"#).await;
    said.ask(&world, "DELETE /oobj/session", &[&session], "").await;
    said.ask(&world, parties, &[&session], r#"{"habilitarPartesEnvolvidas":true}"#).await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn a_session_of_oobjs_second_generation_is_a_jwt() {
    let world = World::start().await;
    let mut said = Conversation::default();
    let basic = "Authorization: Basic dXN1YXJpby1kZS1leGVtcGxvOnNlbmhhLWRlLWV4ZW1wbG8=";
    let given = said.ask(&world, "POST /oobj/api/authenticate", &[basic], "").await;
    let session = format!("x-auth-token: {}", given.between("\"jwt\":\"", "\""));
    said.ask(&world, "GET /oobj/api/me", &[&session], "").await;
    said.ask(&world, "GET /oobj/api/refresh", &[&session], "").await;
    world.wait(86_400);
    said.ask(&world, "GET /oobj/api/me", &[&session], "").await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn too_many_calls_are_refused_until_time_has_passed() {
    let world = World::start().await;
    let mut said = Conversation::default();
    for _ in 0..100 {
        assert_eq!(world.call("GET /oobj/api/me", &[], b"").await.status, 401);
    }
    said.ask(&world, "GET /oobj/api/me", &[], "").await;
    world.wait(300);
    said.ask(&world, "GET /oobj/api/me", &[], "").await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn a_fiscal_document_is_judged_by_its_own_layout() {
    let world = World::start().await;
    let basic = "Authorization: Basic dXN1YXJpby1kZS1leGVtcGxvOnNlbmhhLWRlLWV4ZW1wbG8=";
    let given = world.call("POST /oobj/session", &[basic], b"").await;
    let session = format!("x-auth-token: {}", given.between("\"jwt\":\"", "\""));
    let send = "POST /oobj/api/empresas/11222333000181/docs/hom/55?layout=sefaz";
    let document = "<NFe xmlns=\"http://www.portalfiscal.inf.br/nfe\"><infNFe Id=\"NFe35210320695448000184550010000035891981839923\"><ide><mod>55</mod></ide></infNFe></NFe>";
    let mut said = Conversation::default();
    said.ask(&world, send, &[&session], document).await;
    said.ask(&world, send, &[&session], &document.replace("NFe3521", "NFe3621")).await;
    said.ask(&world, send, &[&session], "<nota/>").await;
    said.ask(&world, send, &[&session], "{}").await;
    let place = "GET /oobj/api/empresas/11222333000181/docs/hom/55";
    said.ask(&world, &format!("{place}/35210320695448000184550010000035891981839923"), &[&session], "").await;
    said.ask(&world, &format!("{place}/35210320695448000184550010000035891981839000"), &[&session], "").await;
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn what_was_taken_is_kept_and_counted() {
    let world = World::start().await;
    let given = world.call(LOGIN, &[], USER.as_bytes()).await;
    let bearer = format!("Authorization: Bearer {}", given.between("access_token\\\":\\\"", "\\\""));
    world.call(ORDER, &[&bearer], ORDERS.as_bytes()).await;
    world.call(ORDER, &[&bearer], b"{}").await;
    world.call(ORDER, &[], ORDERS.as_bytes()).await;
    let taken = world.simulator.taken();
    let seen: Vec<(&str, &str)> = taken.iter().map(|taken| (taken.layout, &*taken.payload)).collect();
    assert_eq!(seen.first(), Some(&("fis/pedido", ORDERS)));
    assert!(taken.iter().all(|taken| !taken.payload.is_empty() && taken.system == "fis"));
    let mut said = Conversation::default();
    said.ask(&world, "GET /simulador", &[], "").await;
    assert_snapshot!(said.0);
}

/// A valid payload with the token in every item.
fn signed(layout: &str, token: &str) -> String {
    let layout = catalog::layout(layout).expect("it is bundled");
    let payload = samples::valid(layout);
    let source = Source::from_text(&payload);
    let token = [("token".to_owned(), token.to_owned())];
    Outgoing::read(&source, layout).place(&[], &token).expect("it has a place")
}

#[tokio::test]
async fn an_order_that_comes_again_is_an_update_and_a_cheque_is_refused() {
    let world = World::start().await;
    let user = br#"{"login":"integracao","senha":"senha-de-exemplo"}"#;
    let given = world.call("POST /depsnet/Token_TokenGerarToken", &[], user).await;
    let token = given.between("\"token\":\"", "\"");
    let mut said = Vec::new();
    for (line, layout) in [
        ("POST /depsnet/Integracoes_pedido", "depsnet/pedido"),
        ("POST /depsnet/Integracoes_titulo", "depsnet/titulo"),
        ("POST /depsnet/Integracoes_cheque", "depsnet/cheque"),
    ] {
        for _ in 0..2 {
            let answer = world.call(line, &[], signed(layout, &token).as_bytes()).await;
            said.push(format!("{layout} {} {}", answer.status, answer.between("\"mensagem\":\"", "\"}")));
        }
    }
    assert_snapshot!(said.join("\n"));
}

#[tokio::test]
async fn sessions_at_the_same_time_do_not_touch() {
    let world = std::sync::Arc::new(World::start().await);
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let world = std::sync::Arc::clone(&world);
        callers.spawn(async move {
            let given = world.call(LOGIN, &[], USER.as_bytes()).await;
            let token = given.between("access_token\\\":\\\"", "\\\"");
            let bearer = format!("Authorization: Bearer {token}");
            (token, world.call(ORDER, &[&bearer], ORDERS.as_bytes()).await.status)
        });
    }
    let mut tokens = std::collections::BTreeSet::new();
    while let Some(done) = callers.join_next().await {
        let (token, status) = done.expect("it does not panic");
        assert_eq!(status, 200);
        assert!(tokens.insert(token), "each has its own");
    }
    assert_eq!(world.simulator.n_taken(), 50);
}
