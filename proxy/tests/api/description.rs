//! The OpenAPI description against the structs that it describes: every struct, whole, is of its schema and fills it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proxy_api::{
    Answer, Confirmation, EnvironmentInfo, Environments, ErrorBody, ErrorCode, Execution, Health, KeyPart, Language,
    NotSent, Outcome, SendRequest, SendResponse, Verdict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use validator_core::report::FileReport;
use validator_core::{Options, check};

use crate::support::{Asked, get};

async fn description() -> Value {
    let said = Asked::with("").await.says(get("/api/openapi.json", &[])).await;
    serde_json::from_str(said.strip_prefix("200 ").expect("it is there")).expect("it is JSON")
}

/// Holds values against schemas and remembers what of these they filled.
struct Comparison {
    root: Value,
    /// By the place of an object in the schemas: the names that values had there.
    filled: BTreeMap<String, BTreeSet<String>>,
}

impl Comparison {
    fn compare(&mut self, name: &str, value: &impl Serialize) {
        let value = serde_json::to_value(value).expect("it has a form in JSON");
        self.visit(&format!("/components/schemas/{name}"), &value);
    }

    fn visit(&mut self, place: &str, value: &Value) {
        let schema = self.root.pointer(place).unwrap_or_else(|| panic!("{place} is missing")).clone();
        if let Some(other) = schema["$ref"].as_str() {
            return self.visit(&other[1..], value);
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let fits = |choice: &Value| choice["properties"]["what"]["const"] == value["what"];
            let at = choices.iter().position(fits).unwrap_or_else(|| panic!("{place}: {value}"));
            return self.visit(&format!("{place}/oneOf/{at}"), value);
        }
        assert!(has_type(&schema["type"], value), "{place}: {value}");
        if let Some(allowed) = schema["enum"].as_array() {
            assert!(allowed.contains(value), "{place}: {value}");
        }
        match value {
            Value::Object(object) => self.visit_object(place, &schema, object),
            Value::Array(items) => items.iter().for_each(|item| self.visit(&format!("{place}/items"), item)),
            _ => {}
        }
    }

    fn visit_object(&mut self, place: &str, schema: &Value, object: &Map<String, Value>) {
        let Some(properties) = schema["properties"].as_object() else { return };
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(object.contains_key(name), "{place}: {name} is required");
        }
        for (name, value) in object {
            assert!(properties.contains_key(name), "{place}: {name} is not described");
            self.filled.entry(place.to_owned()).or_default().insert(name.clone());
            self.visit(&format!("{place}/properties/{name}"), value);
        }
    }

    /// What is described and no struct has.
    fn left_over(&self) -> Vec<String> {
        let filled = self.filled.iter().flat_map(|(place, names)| {
            let described = self.root.pointer(place).and_then(|schema| schema["properties"].as_object());
            let described: Vec<&String> = described.into_iter().flat_map(|properties| properties.keys()).collect();
            described
                .into_iter()
                .filter(|name| !names.contains(*name))
                .map(|name| format!("{place}: {name}"))
                .collect::<Vec<_>>()
        });
        filled.collect()
    }
}

fn has_type(wanted: &Value, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    wanted == name || wanted.as_array().is_some_and(|names| names.iter().any(|known| known == name))
}

/// The reports of the whole corpus, and one with more diagnostics than are listed.
fn reports() -> Vec<FileReport> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus");
    let mut acc = vec![check(format!("[{}]", ["{\"tipo\":\"J\"}"; 600].join(",")).as_bytes(), &Options::default())];
    let mut folders = vec![corpus];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the corpus is there") {
            let path = entry.expect("an entry").path();
            match path.extension().and_then(|ending| ending.to_str()) {
                None => folders.push(path),
                Some("json" | "xml") => acc.push(check(&std::fs::read(&path).expect("a payload"), &Options::default())),
                Some(_) => {}
            }
        }
    }
    acc
}

const CODES: [ErrorCode; 16] = [
    ErrorCode::BadRequest,
    ErrorCode::NotFound,
    ErrorCode::UnknownEnvironment,
    ErrorCode::UnknownLayout,
    ErrorCode::OtherSystem,
    ErrorCode::MethodNotAllowed,
    ErrorCode::SignInRequired,
    ErrorCode::NotPermitted,
    ErrorCode::ForeignOrigin,
    ErrorCode::KeyReused,
    ErrorCode::KeyInUse,
    ErrorCode::TooLarge,
    ErrorCode::NotJson,
    ErrorCode::TooManyCalls,
    ErrorCode::Busy,
    ErrorCode::Internal,
];
const REASONS: [NotSent; 8] = [
    NotSent::Invalid,
    NotSent::Unconfirmed,
    NotSent::NoSuchExecution,
    NotSent::NoAddress,
    NotSent::Credentials,
    NotSent::Unreachable,
    NotSent::Resting,
    NotSent::NoAudit,
];
const VERDICTS: [Verdict; 5] =
    [Verdict::Processed, Verdict::Partial, Verdict::Rejected, Verdict::Received, Verdict::Failed];
const OUTCOMES: [Outcome; 3] = [Outcome::Answered, Outcome::NotSent, Outcome::Unknown];
const EXECUTIONS: [Execution; 3] = [Execution::Sync, Execution::Async, Execution::Scheduled];
const LANGUAGES: [Language; 3] = [Language::PtBr, Language::En, Language::Es];

/// Compiles as long as the lists above can be whole; a new variant has to be put into both.
fn assert_whole(code: ErrorCode, reason: NotSent) {
    use ErrorCode::*;
    match code {
        BadRequest | NotFound | UnknownEnvironment | UnknownLayout | OtherSystem | MethodNotAllowed => {}
        SignInRequired | NotPermitted | ForeignOrigin | KeyReused | KeyInUse => {}
        TooLarge | NotJson | TooManyCalls | Busy | Internal => {}
    }
    match reason {
        NotSent::Invalid | NotSent::Unconfirmed | NotSent::NoSuchExecution | NotSent::NoAddress => {}
        NotSent::Credentials | NotSent::Unreachable | NotSent::Resting | NotSent::NoAudit => {}
    }
}

fn confirmations() -> Vec<Confirmation> {
    vec![Confirmation::Production { environment: "produção".to_owned() }, Confirmation::Deletion {}]
}

fn response(report: &FileReport) -> SendResponse<FileReport> {
    SendResponse {
        outcome: Outcome::Answered,
        verdict: Some(Verdict::Processed),
        status: Some(200),
        duration_ms: 1,
        answer: Some(Answer { content_type: String::new(), text: String::new(), report: report.clone() }),
        diagnostics: report.clone(),
        not_sent: Some(NotSent::Invalid),
        to_confirm: confirmations(),
        to_configure: vec![String::new()],
        natural_key: vec![KeyPart { field: String::new(), value: String::new() }],
        repeated: true,
    }
}

#[tokio::test]
async fn every_struct_is_described_whole() {
    let mut comparison = Comparison { root: description().await, filled: BTreeMap::new() };
    for report in reports() {
        comparison.compare("SendResponse", &response(&report));
    }
    let request = SendRequest {
        environment: "a".to_owned(),
        layout: "a".to_owned(),
        execution: Execution::Sync,
        payload: String::new(),
        language: Language::PtBr,
        idempotency_key: "12345678".to_owned(),
        confirm: confirmations(),
    };
    comparison.compare("SendRequest", &request);
    let info = EnvironmentInfo {
        name: String::new(),
        system: String::new(),
        production: true,
        simulator: false,
        allow_invalid: false,
    };
    comparison.compare("Environments", &Environments { environments: vec![info], user: Some(String::new()) });
    comparison.compare("Health", &Health { status: "ok".to_owned(), version: String::new() });
    comparison.compare("ErrorBody", &ErrorBody { error: ErrorCode::Internal, message: String::new() });
    assert_eq!(comparison.left_over(), Vec::<String>::new());
}

#[tokio::test]
async fn every_word_is_described() {
    let description = description().await;
    let described = |name: &str| description["components"]["schemas"][name]["enum"].clone();
    assert_whole(ErrorCode::Internal, NotSent::Invalid);
    assert_eq!(described("ErrorCode"), serde_json::json!(CODES));
    assert_eq!(described("NotSent"), serde_json::json!(REASONS));
    assert_eq!(described("Verdict"), serde_json::json!(VERDICTS));
    assert_eq!(described("Outcome"), serde_json::json!(OUTCOMES));
    assert_eq!(described("Execution"), serde_json::json!(EXECUTIONS));
    assert_eq!(described("Language"), serde_json::json!(LANGUAGES));
}

#[track_caller]
fn check_example<T: DeserializeOwned>(example: &Value) {
    if let Err(error) = T::deserialize(example) {
        panic!("{error}: {example}");
    }
}

#[tokio::test]
async fn every_example_can_be_read() {
    let description = description().await;
    let in_json = |place: &str| description.pointer(&format!("{place}/content/application~1json/example")).cloned();
    let example = |place: &str| in_json(place).unwrap_or_else(|| panic!("{place} has no example"));
    check_example::<SendRequest>(&example("/paths/~1api~1send/post/requestBody"));
    check_example::<SendResponse<FileReport>>(&example("/paths/~1api~1send/post/responses/200"));
    check_example::<Environments>(&example("/paths/~1api~1environments/get/responses/200"));
    check_example::<Health>(&example("/paths/~1api~1health/get/responses/200"));
    for name in description["components"]["responses"].as_object().expect("there are answers").keys() {
        check_example::<ErrorBody>(&example(&format!("/components/responses/{name}")));
    }
}

#[tokio::test]
async fn the_description_says_which_version_it_is_of() {
    assert_eq!(description().await["info"]["version"], env!("CARGO_PKG_VERSION"));
}
