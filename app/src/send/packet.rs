//! What support gets to see of a call: payload, diagnostics, answer and times in one zip, with fakes in the place of whatever
//! may tell of a person.
//!
//! Input: a call. Output: files with names. One key for the whole packet, so that the same value has the same fake in every
//! file; it is thrown away after. The reports are made from the masked texts: no message quotes an original.

use js_sys::Array;
use serde::Serialize;
use validator_core::report::{Report, Tool};
use validator_core::{LayoutChoice, Locale, MaskKey, Options, Source, catalog, check_text, mask};
use wasm_bindgen::prelude::*;

use crate::editor::Syntax;
use crate::send::pretty::pretty;
use crate::send::sent::{Sent, Word};
use crate::share::draw_mask_key;

#[wasm_bindgen(module = "/js/packet.js")]
extern "C" {
    #[wasm_bindgen(js_name = savePacket)]
    async fn save_packet(name: &str, files: &Array) -> JsValue;
}

const NAME: &str = "gabarito-suporte.zip";

/// Support reads Portuguese.
const README: &str = include_str!("../text/send/leia-me.txt");

/// Puts the packet together and hands it to the person. Gives whether that worked.
pub async fn save(sent: &Sent) -> bool {
    let files = files(sent, draw_mask_key());
    let pairs = files.iter().map(|File { name, text }| Array::of2(&(*name).into(), &text.as_str().into()));
    save_packet(NAME, &pairs.collect()).await.is_truthy()
}

/// One file of the packet.
struct File {
    name: &'static str,
    text: String,
}

fn files(sent: &Sent, key: MaskKey) -> Vec<File> {
    let request = &sent.intent.request;
    let response = sent.told.response();
    let layout = catalog::layout(&request.layout);
    let choice = layout.map_or(LayoutChoice::Detect, LayoutChoice::Use);
    let options = Options { layout: choice, locale: Locale::PtBr, ..Options::default() };
    let masked = |text: &str| mask(&Source::from_text(text), &options, key);

    let payload = masked(&request.payload);
    let mut acc = vec![
        File { name: "LEIA-ME.txt", text: README.to_owned() },
        File { name: "envio.json", text: json(&Facts::of(sent)) },
        File { name: "diagnosticos.json", text: json(&Report::new(vec![check_text(&payload, &options)])) },
    ];
    acc.push(File {
        name: if Syntax::of(&payload) == Syntax::Xml { "payload.xml" } else { "payload.json" },
        text: payload,
    });
    if let Some(answer) = response.and_then(|response| response.answer.as_ref()) {
        let options = Options { status: response.and_then(|response| response.status), ..options };
        let text = masked(&answer.text);
        let report = check_text(&text, &options);
        acc.push(File { name: "resposta.txt", text: pretty(&text) });
        acc.push(File { name: "diagnosticos-da-resposta.json", text: json(&Report::new(vec![report])) });
    }
    acc
}

/// The facts of a call that tell of nobody.
#[derive(Serialize)]
struct Facts<'s> {
    tool: Tool,
    at: Option<String>,
    environment: &'s str,
    production: bool,
    simulator: bool,
    layout: &'s str,
    execution: proxy_api::Execution,
    /// Before the proxy answered.
    waited_ms: u64,
    outcome: &'static str,
    verdict: Option<proxy_api::Verdict>,
    status: Option<u16>,
    duration_ms: Option<u64>,
    not_sent: Option<proxy_api::NotSent>,
    /// Which keys the operator's configuration lacks.
    to_configure: &'s [String],
    refused: Option<proxy_api::ErrorCode>,
    repeated: bool,
    content_type: Option<&'s str>,
    /// Which fields tell the record apart; their values are in the payload, as fakes.
    natural_key: Vec<&'s str>,
    /// What the diagnostics of the answer were before it was masked.
    answer_codes: Vec<String>,
}

impl<'s> Facts<'s> {
    fn of(sent: &'s Sent) -> Self {
        let (environment, request) = (&sent.intent.environment, &sent.intent.request);
        let response = sent.told.response();
        let answer = response.and_then(|response| response.answer.as_ref());
        let layout = catalog::layout(&request.layout).map_or(LayoutChoice::Detect, LayoutChoice::Use);
        let options = Options { layout, status: response.and_then(|response| response.status), ..Options::default() };
        let codes = answer.map(|answer| check_text(&answer.text, &options).diagnostics).unwrap_or_default();
        Self {
            tool: Report::new(Vec::new()).tool,
            at: js_sys::Date::new(&sent.at.into()).to_iso_string().as_string(),
            environment: &environment.name,
            production: environment.production,
            simulator: environment.simulator,
            layout: &request.layout,
            execution: request.execution,
            waited_ms: sent.waited_ms,
            outcome: match sent.told.word() {
                Word::NotSent => "not_sent",
                Word::Answered(_) => "answered",
                Word::Unknown => "unknown",
            },
            verdict: response.and_then(|response| response.verdict),
            status: response.and_then(|response| response.status),
            duration_ms: response.map(|response| response.duration_ms),
            not_sent: response.and_then(|response| response.not_sent),
            to_configure: response.map(|response| &*response.to_configure).unwrap_or_default(),
            refused: match sent.told {
                crate::send::sent::Told::Refused(code) => Some(code),
                _ => None,
            },
            repeated: response.is_some_and(|response| response.repeated),
            content_type: answer.map(|answer| &*answer.content_type),
            natural_key: response.iter().flat_map(|response| &response.natural_key).map(|part| &*part.field).collect(),
            answer_codes: codes.into_iter().map(|diagnostic| diagnostic.code).collect(),
        }
    }
}

fn json(value: &impl Serialize) -> String {
    // Plain data of ours holds nothing that JSON cannot.
    serde_json::to_string(value).map(|text| pretty(&text)).unwrap_or_default()
}
