//! What goes wrong on purpose, and callers that mean no good.

use crate::support::World;
use simulator::{Fault, Options, StartError, start};

const LOGIN: &str = "POST /fis/rest/platform/authentication/actions/login";
const USER: &str = r#"{"username":"integracao@exemplo","password":"senha-de-exemplo"}"#;
const ORDER: &str = "POST /fis/rest/fis/integracao/actions/pedido";

async fn check_fault(name: &str, status: u16, is_whole: bool, holds: &str) {
    let world = World::with_faults(true).await;
    let answer = world.call(LOGIN, &[&format!("X-Simulador-Falha: {name}")], USER.as_bytes()).await;
    assert_eq!((answer.status, answer.is_whole), (status, is_whole), "{name}");
    assert!(answer.text().contains(holds), "{name}: {}", answer.text());
    assert_eq!(world.call(LOGIN, &[], USER.as_bytes()).await.status, 200, "once only");
}

#[tokio::test]
async fn faults_come_on_demand() {
    check_fault("cut", 200, false, "jsonToken").await;
    check_fault("500", 500, true, "Internal Server Error").await;
    check_fault("html", 200, true, "<form").await;
    check_fault("empty", 200, true, "").await;
    check_fault("delay=1", 200, true, "jsonToken").await;
    check_fault("nada", 200, true, "jsonToken").await;
}

#[tokio::test]
async fn a_wrong_charset_is_no_utf_8() {
    let world = World::with_faults(true).await;
    let answer = world.call(&format!("{LOGIN}?falha=charset"), &[], br#"{"username":"a","password":"b"}"#).await;
    assert_eq!(answer.status, 401);
    assert!(String::from_utf8(answer.body).is_err());
}

#[tokio::test]
async fn sessions_end_on_demand() {
    let world = World::with_faults(true).await;
    let given = world.call(LOGIN, &[], USER.as_bytes()).await;
    let bearer = format!("Authorization: Bearer {}", given.between("access_token\\\":\\\"", "\\\""));
    assert_eq!(world.call(ORDER, &[&bearer], b"{\"pedidos\":[]}").await.status, 200);
    world.simulator.plan_fault(Fault::Expired, 1);
    assert_eq!(world.call(ORDER, &[&bearer], b"{\"pedidos\":[]}").await.status, 401);
}

#[tokio::test]
async fn the_page_of_faults_plans_the_next_ones() {
    let world = World::with_faults(true).await;
    assert_eq!(world.call("POST /simulador/falhas?falha=500&vezes=2", &[], b"").await.status, 204);
    assert_eq!(world.call("POST /simulador/falhas?falha=nada", &[], b"").await.status, 400);
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(world.call(LOGIN, &[], USER.as_bytes()).await.status);
    }
    assert_eq!(seen, [500, 500, 200]);
    world.call("POST /simulador/falhas?falha=500", &[], b"").await;
    assert_eq!(world.call("DELETE /simulador/falhas", &[], b"").await.status, 204);
    assert_eq!(world.call(LOGIN, &[], USER.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn nothing_goes_wrong_where_faults_are_not_allowed() {
    let world = World::start().await;
    assert_eq!(world.call(LOGIN, &["X-Simulador-Falha: 500"], USER.as_bytes()).await.status, 200);
    assert_eq!(world.call("POST /simulador/falhas?falha=500", &[], b"").await.status, 404);
    world.simulator.plan_fault(Fault::InternalError, 1);
    assert_eq!(world.call(LOGIN, &[], USER.as_bytes()).await.status, 200);
}

#[tokio::test]
async fn only_this_computer_is_served() {
    let refused = start(Options { listen: ([0, 0, 0, 0], 0).into(), ..Options::default() }).await;
    assert!(matches!(refused, Err(StartError::NotLoopback(_))));
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let world = World::start().await;
    let body = vec![b' '; 16 * 1024 * 1024 + 1];
    assert_eq!(world.call(LOGIN, &[], &body).await.status, 413);
    assert_eq!(world.call(LOGIN, &[], &body[1..]).await.status, 400);
}

#[tokio::test]
async fn whatever_comes_is_answered_and_survived() {
    let world = World::start().await;
    let deep = "[".repeat(100_000);
    let elements = "<a>".repeat(50_000);
    let bodies: [&[u8]; 8] =
        [b"", b"\0\0\0", b"\xff\xfe\xff", b"<", b"[[[", deep.as_bytes(), elements.as_bytes(), b"{\"a\":"];
    let lines = [
        LOGIN,
        ORDER,
        "POST /depsnet/Integracoes_pessoa",
        "POST /oobj/session",
        "POST /senior-g5/sapiens_Synccom_senior_g5_co_ger_convenio",
        "GET /%ff%00/../..",
        "OPTIONS *",
    ];
    for line in lines {
        for body in bodies {
            let answer = world.call(line, &[], body).await;
            assert!((400..600).contains(&answer.status), "{line}: {}", answer.status);
        }
    }
    for raw in [&b"\x16\x03\x01"[..], b"GET", b"GET / HTTP/9\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"]
    {
        // These are no HTTP: closing the connection is answer enough.
        world.raw(raw).await;
    }
    assert_eq!(world.call(LOGIN, &[], USER.as_bytes()).await.status, 200);
}
