//! Secrets that exist nowhere else, and personal data that exist nowhere else, sent through every outcome while all is
//! logged that can be: no secret is in anything that anybody is shown, and no person is in what is kept.
#![expect(clippy::indexing_slicing, reason = "a test that finds nothing at a place fails, and says where")]

#[path = "../support/mod.rs"]
mod support;

mod needles;

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use proxy::config::{Config, Environment, Log};
use proxy_api::{CLIENT_HEADER, Confirmation, NotSent, Outcome, SendRequest};
use serde_json::Value;
use tower::ServiceExt;

use self::needles::{check_absent, found};
use self::support::server::{Received, Step, answer, answering, json, listen, scripted};
use self::support::{Proxy, config, environment, request, signed_in};

const USER: &str = "canario.usuario@tenant-7f31c9";
const PASSWORD: &str = "c4nário <&> \"senha\" 5b82e0d1";
const BEARER: &str = "canario-bearer-90ab34cd12ef";
const AUDIT_KEY: &str = "canario-chave-de-auditoria-66aa";
const SECRETS: [&str; 4] = [USER, PASSWORD, BEARER, AUDIT_KEY];

const PERSON: &str = "Canário Fulano de Tal 7391 Ção";
const ORDER: &str = "CANARIO-PEDIDO-20481";
const CNPJ: &str = "98765432000198canario";
const PERSONAL: [&str; 3] = [PERSON, ORDER, CNPJ];

/// What was logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl io::Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no test panics here").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Logged {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("no test panics here").clone()
    }
}

/// A payload about a person who does not exist.
fn payload() -> String {
    let text = support::payload("fis/pedido");
    let mut payload: Value = serde_json::from_str(&text).expect("samples are JSON");
    let item = &mut payload["pedidos"][0];
    item["cli_nm_cliente"] = PERSON.into();
    item["ped_nu_pedido_origem"] = ORDER.into();
    item["ped_cnpj_empresa"] = CNPJ.into();
    item[CNPJ] = PERSON.into();
    payload.to_string()
}

fn is_login(received: &Received) -> bool {
    received.path().ends_with("/login")
}

fn token() -> Vec<u8> {
    let inner = serde_json::json!({ "access_token": BEARER, "expires_in": 604_800 }).to_string();
    json(&serde_json::json!({ "jsonToken": inner }).to_string())
}

/// The system at `address`, signed in to, whatever is wrong with a payload.
fn system(name: &str, address: impl std::fmt::Display) -> Environment {
    let mut environment = environment(name, "fis", &format!("http://{address}"));
    environment.address = Some("plataforma".to_owned());
    environment.allow_invalid = true;
    signed_in(environment, "usuario", &[("username", USER), ("password", PASSWORD)])
}

/// The same with the token that a login would give.
fn without_login(environment: Environment) -> Environment {
    signed_in(environment, "token", &[("access_token", BEARER)])
}

/// A system that answers as `answer` does, once it was signed in to.
async fn answers(name: &str, answer: fn(&Received) -> Vec<u8>) -> Environment {
    let answer = move |received: Received| -> std::pin::Pin<Box<dyn Future<Output = Vec<u8>> + Send>> {
        let bytes = if is_login(&received) { token() } else { answer(&received) };
        Box::pin(async move { bytes })
    };
    let (address, _) = answering(answer).await;
    system(name, address)
}

/// Everything that was sent, said again in JSON.
fn echo(received: &Received) -> Vec<u8> {
    json(&serde_json::json!({ "message": format!("{}{}", received.head, received.body) }).to_string())
}

async fn environments() -> Vec<Environment> {
    let (free, nobody) = listen().await;
    drop(free);
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"a\":".to_vec();
    let (cut, _) = scripted(vec![Step::Read, Step::Send(cut), Step::Reset], None).await;
    let (denied, _) = answering(|received| {
        let said = answer("403 No", "text/plain", &received.head);
        Box::pin(async move { said })
    })
    .await;
    let mut real = answers("produção", echo).await;
    real.production = true;
    let mut strict = answers("estrito", echo).await;
    strict.allow_invalid = false;
    vec![
        answers("eco", echo).await,
        answers("html", |received| answer("200 OK", "text/html", format!("<p>{}</p>", received.head))).await,
        answers("erro", |received| answer("500 Oops", "text/plain", &received.head)).await,
        answers("recusa", |received| answer("401 No", "text/plain", &received.head)).await,
        answers("vazio", |_| answer("200 OK", "application/json", "")).await,
        without_login(system("cortado", cut)),
        system("ninguém", nobody),
        system("negado", denied),
        real,
        strict,
    ]
}

fn asked(environment: &str, key: &str) -> SendRequest {
    SendRequest { payload: payload(), ..request(environment, "fis/pedido", key) }
}

async fn metrics(proxy: &Proxy) -> Vec<u8> {
    let request = Request::get("/api/metrics").body(Body::empty()).expect("a request");
    let response = proxy.router().oneshot(request).await.expect("the router never fails");
    to_bytes(response.into_body(), 1 << 20).await.expect("the body comes").to_vec()
}

/// Questions that are not taken, with the canaries in every part of them.
async fn refusals(proxy: &Proxy) -> Vec<u8> {
    let mut acc = Vec::new();
    let whole = serde_json::to_string(&asked("eco", "refused")).expect("it is JSON");
    let bodies = [
        whole.replace("\"eco\"", &Value::from(PERSON).to_string()),
        whole.replace("fis/pedido", CNPJ),
        whole.replace("\"payload\"", "\"pay\""),
        whole.replace("\"sync\"", &Value::from(PERSON).to_string()),
        format!("{whole}{PERSON}"),
        PERSON.to_owned(),
    ];
    for body in bodies {
        let request = Request::post("/api/send")
            .header(CLIENT_HEADER, ORDER)
            .header("content-type", "application/json")
            .header("authorization", format!("Bearer {ORDER}"))
            .body(Body::from(body));
        let response = proxy.router().oneshot(request.expect("a request")).await.expect("the router never fails");
        assert!(!response.status().is_success());
        acc.extend(format!("{:?}", response.headers()).into_bytes());
        acc.extend(to_bytes(response.into_body(), 1 << 20).await.expect("the body comes"));
    }
    acc
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_shown_a_secret_and_no_person_is_kept() {
    let logged = Logged::default();
    let writer = logged.clone();
    let log = Log { level: tracing::Level::TRACE, is_json: true };
    let subscriber = proxy::log::subscriber(log, move || writer.clone());
    tracing::subscriber::set_global_default(subscriber).expect("the only test that logs");

    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut config = config(environments().await);
    config.audit = Some(folder.path().join("audit.jsonl"));
    config.audit_key = Some(proxy::config::Secret::new(AUDIT_KEY.to_owned()));
    config.store = Some(folder.path().join("outcomes.sqlite"));
    let shown = format!("{config:?}");
    check_absent("the configuration", shown.as_bytes(), &SECRETS);
    let names: Vec<String> = config.environments.iter().map(|environment| environment.name.clone()).collect();
    let proxy = Proxy::open(Config { ..config }).await;

    let mut outcomes = Vec::new();
    for name in &names {
        // The second time it is told again; the third time the key is another payload's.
        for _ in 0..2 {
            let response = proxy.sent(&asked(name, name)).await;
            let text = serde_json::to_string(&response).expect("it is JSON");
            check_absent(name, text.as_bytes(), &SECRETS);
            outcomes.push((response.outcome, response.not_sent));
            if name == "eco" && !response.repeated {
                let answer = response.answer.expect("it answered").text;
                assert!(found(answer.as_bytes(), PERSON).is_some(), "the answer is shown: {answer}");
            }
        }
        let other = SendRequest { payload: format!("{} ", payload()), ..asked(name, name) };
        if let Err((_, error)) = proxy.send(&other).await {
            check_absent(name, format!("{error:?}").as_bytes(), &[&SECRETS[..], &PERSONAL[..]].concat());
        }
    }
    let confirm = vec![Confirmation::Production { environment: "produção".to_owned() }];
    let real = proxy.sent(&SendRequest { confirm, ..asked("produção", "confirmed") }).await;
    outcomes.push((real.outcome, real.not_sent));
    for wanted in [
        (Outcome::Answered, None),
        (Outcome::Unknown, None),
        (Outcome::NotSent, Some(NotSent::Invalid)),
        (Outcome::NotSent, Some(NotSent::Unconfirmed)),
        (Outcome::NotSent, Some(NotSent::Credentials)),
        (Outcome::NotSent, Some(NotSent::Unreachable)),
    ] {
        assert!(outcomes.contains(&wanted), "{wanted:?} is none of {outcomes:?}");
    }

    let all = [&SECRETS[..], &PERSONAL[..]].concat();
    check_absent("the refusals", &refusals(&proxy).await, &all);
    check_absent("the metrics", &metrics(&proxy).await, &all);
    check_absent("the log", &logged.bytes(), &all);
    for entry in std::fs::read_dir(folder.path()).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let kept = std::fs::read(&path).expect("it can be read");
        assert!(!kept.is_empty());
        check_absent(&path.display().to_string(), &kept, &all);
    }

    // A part of the program that breaks over a payload does not tell it either.
    proxy::log::quieten_panics();
    let broken = std::thread::spawn(|| panic!("{PASSWORD} {PERSON}")).join();
    assert!(broken.is_err());
    let log = logged.bytes();
    assert!(String::from_utf8_lossy(&log).contains("a part of the program broke"));
    check_absent("the log of a panic", &log, &all);
}
