//! The kinds of faults as a table: what the other side does, and what is true of it then.

use std::io::Write;
use std::sync::LazyLock;
use std::time::Duration;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use proxy_api::Verdict;

use crate::support::server::Step::{self, Drip, Endless, Read, ReadSome, Reset, Send, ShutDown, Wait};
use crate::support::server::{answer, json};

/// Who is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nobody listens.
    Nobody,
    /// Somebody listens and takes no connection.
    Deaf,
    /// The name stands for no address.
    NoSuchName,
    Plain,
    PlainByName,
    Tls,
    /// With a certificate of an authority that is not trusted.
    TlsOfOthers,
    TlsOtherName,
    TlsExpired,
    PlainInPlaceOfTls,
}

/// What is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    NotSent,
    Unknown,
    /// One of these two: the other side may be quicker than the connection.
    NotSentOrUnknown,
    Answered(Option<Verdict>),
}

/// One kind.
#[derive(Clone, Debug)]
pub struct Kind {
    pub name: &'static str,
    pub place: Place,
    pub layout: &'static str,
    pub expected: Expected,
    steps: Vec<Step>,
}

impl Kind {
    /// Whether the other side sends for as long as it is listened to.
    pub fn is_flood(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Endless(_)))
    }

    /// What the other side does. `{trap}` in an answer is where a redirect leads.
    pub fn steps(&self, trap: u16) -> Vec<Step> {
        let led = |bytes: &Vec<u8>| match std::str::from_utf8(bytes) {
            Ok(text) => text.replace("{trap}", &trap.to_string()).into_bytes(),
            Err(_) => bytes.clone(),
        };
        let steps = self.steps.iter().map(|step| match step {
            Send(bytes) => Send(led(bytes)),
            other => other.clone(),
        });
        steps.collect()
    }
}

/// What would be a success, were it whole and said as it must be.
const GOOD: &str = "{\"ok\":true}";

const JSON: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

const NOTHING: Expected = Expected::Answered(None);
const PROCESSED: Expected = Expected::Answered(Some(Verdict::Processed));
const FAILED: Expected = Expected::Answered(Some(Verdict::Failed));
const UNKNOWN: Expected = Expected::Unknown;

pub fn kinds() -> Vec<Kind> {
    let groups = [connections(), heads(), lengths(), packed(), led_away(), secured(), said(), interim(), soap()];
    groups.into_iter().flatten().collect()
}

fn at(place: Place, name: &'static str, expected: Expected, steps: Vec<Step>) -> Kind {
    Kind { name, place, layout: "fis/pedido", expected, steps }
}

fn plain(name: &'static str, expected: Expected, steps: Vec<Step>) -> Kind {
    at(Place::Plain, name, expected, steps)
}

/// Reads the request, then sends this and ends.
fn sends(name: &'static str, expected: Expected, bytes: impl Into<Vec<u8>>) -> Kind {
    plain(name, expected, vec![Read, Send(bytes.into())])
}

/// The same with the head of a good answer before it.
fn after_head(name: &'static str, expected: Expected, rest: impl AsRef<[u8]>) -> Kind {
    sends(name, expected, [JSON.as_bytes(), rest.as_ref()].concat())
}

fn connections() -> Vec<Kind> {
    vec![
        at(Place::Nobody, "refused", Expected::NotSent, vec![]),
        at(Place::NoSuchName, "no such name", Expected::NotSent, vec![]),
        at(Place::Deaf, "never taken", UNKNOWN, vec![]),
        plain("closed at once", UNKNOWN, vec![]),
        plain("reset at once", Expected::NotSentOrUnknown, vec![Reset]),
        plain("reset within the head", UNKNOWN, vec![ReadSome(20), Reset]),
        plain("reset after the request", UNKNOWN, vec![Read, Reset]),
        plain("closed after the request", UNKNOWN, vec![Read]),
        plain("half closed after the request", UNKNOWN, vec![Read, ShutDown, Wait]),
        plain("half closed before the request", UNKNOWN, vec![ShutDown, Read, Wait]),
        plain("silent", UNKNOWN, vec![Read, Wait]),
        plain("silent and deaf", UNKNOWN, vec![Wait]),
        at(Place::PlainByName, "good by its name", PROCESSED, vec![Read, Send(json(GOOD)), Wait]),
        plain("good", PROCESSED, vec![Read, Send(json(GOOD)), Wait]),
        plain("good, then closed", PROCESSED, vec![Read, Send(json(GOOD))]),
        plain("good, then half closed", PROCESSED, vec![Read, Send(json(GOOD)), ShutDown, Wait]),
    ]
}

fn heads() -> Vec<Kind> {
    let many: String = (0..1000).map(|n| format!("X-{n}: 1\r\n")).collect();
    vec![
        sends("cut within the status", UNKNOWN, "HTTP/1.1 20"),
        sends("cut within the head", UNKNOWN, "HTTP/1.1 200 OK\r\nContent-Type: appli"),
        plain("half closed within the head", UNKNOWN, vec![Read, Send(JSON.into()), ShutDown, Wait]),
        plain("reset within its head", UNKNOWN, vec![Read, Send(JSON.into()), Reset]),
        sends("no HTTP", UNKNOWN, "SSH-2.0-OpenSSH_9.9\r\n"),
        sends("an answer without a head", UNKNOWN, GOOD),
        sends("another version of HTTP", UNKNOWN, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        sends("a status of letters", UNKNOWN, "HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n"),
        sends("a line without a colon", UNKNOWN, format!("{JSON}nonsense\r\nContent-Length: 11\r\n\r\n{GOOD}")),
        sends("too many lines", UNKNOWN, format!("{JSON}{many}Content-Length: 11\r\n\r\n{GOOD}")),
        sends("a line too long", UNKNOWN, format!("{JSON}X: {}\r\n\r\n{GOOD}", "x".repeat(1 << 20))),
        plain("an endless head", UNKNOWN, vec![Read, Send(JSON.into()), Endless(b"X-X: 1\r\n".repeat(100))]),
        plain("a dripping head", UNKNOWN, vec![Read, Drip(JSON.repeat(40).into(), Duration::from_millis(10))]),
    ]
}

fn lengths() -> Vec<Kind> {
    let slow = Duration::from_millis(100);
    vec![
        after_head("longer than it is", UNKNOWN, format!("Content-Length: 99\r\n\r\n{GOOD}")),
        after_head("shorter than it is", NOTHING, format!("Content-Length: 5\r\n\r\n{GOOD}")),
        after_head("a negative length", UNKNOWN, format!("Content-Length: -1\r\n\r\n{GOOD}")),
        after_head("a length of letters", UNKNOWN, format!("Content-Length: eleven\r\n\r\n{GOOD}")),
        after_head("two lengths", UNKNOWN, format!("Content-Length: 11\r\nContent-Length: 12\r\n\r\n{GOOD}")),
        after_head(
            "the same length twice",
            PROCESSED,
            format!("Content-Length: 11\r\nContent-Length: 11\r\n\r\n{GOOD}"),
        ),
        after_head("a length beyond measure", UNKNOWN, format!("Content-Length: 99999999999999999999\r\n\r\n{GOOD}")),
        after_head(
            "a length in pieces",
            UNKNOWN,
            format!("Transfer-Encoding: chunked\r\nContent-Length: 11\r\n\r\n{GOOD}"),
        ),
        after_head("in pieces", PROCESSED, format!("Transfer-Encoding: chunked\r\n\r\nb\r\n{GOOD}\r\n0\r\n\r\n")),
        after_head(
            "a piece of no size",
            UNKNOWN,
            format!("Transfer-Encoding: chunked\r\n\r\nxyz\r\n{GOOD}\r\n0\r\n\r\n"),
        ),
        after_head("cut within a piece", UNKNOWN, format!("Transfer-Encoding: chunked\r\n\r\nff\r\n{GOOD}")),
        after_head("no last piece", UNKNOWN, format!("Transfer-Encoding: chunked\r\n\r\nb\r\n{GOOD}\r\n")),
        plain(
            "endless pieces",
            UNKNOWN,
            vec![
                Read,
                Send(format!("{JSON}Transfer-Encoding: chunked\r\n\r\n").into()),
                Endless(b"1\r\n \r\n".repeat(500)),
            ],
        ),
        after_head("no length, whole", PROCESSED, format!("\r\n{GOOD}")),
        after_head("no length, cut", UNKNOWN, "\r\n{\"ok\":tr"),
        after_head("no length, nothing", UNKNOWN, "\r\n"),
        plain("no length, reset", UNKNOWN, vec![Read, Send(format!("{JSON}\r\n{GOOD}").into()), Reset]),
        plain("no length, endless", UNKNOWN, vec![Read, Send(format!("{JSON}\r\n").into()), Endless(vec![b' '; 4096])]),
        plain(
            "half of it, then silence",
            UNKNOWN,
            vec![Read, Send(format!("{JSON}Content-Length: 11\r\n\r\n{{\"ok\"").into()), Wait],
        ),
        plain(
            "half of it, then reset",
            UNKNOWN,
            vec![Read, Send(format!("{JSON}Content-Length: 11\r\n\r\n{{\"ok\"").into()), Reset],
        ),
        plain(
            "dripping",
            UNKNOWN,
            vec![Read, Send(format!("{JSON}Content-Length: 999\r\n\r\n").into()), Drip(vec![b' '; 999], slow)],
        ),
        sends("too large", UNKNOWN, answer("200 OK", "application/json", format!("[\"{}\"]", "x".repeat(2 << 20)))),
        plain(
            "answered too early",
            NOTHING,
            vec![ReadSome(20), Send(answer("408 Request Timeout", "application/json", "{}")), Wait],
        ),
    ]
}

fn zeros(write: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
    // The packed form of a text that is sixteen times larger than what may come.
    write(&vec![b' '; 16 << 20])
}

static BOMB: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let gzip = zeros(|text| finish(GzEncoder::new(Vec::new(), Compression::fast()), text, GzEncoder::finish));
    let zlib = zeros(|text| finish(ZlibEncoder::new(Vec::new(), Compression::fast()), text, ZlibEncoder::finish));
    let brotli = zeros(|text| {
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 1, 22);
        writer.write_all(text).expect("memory is enough");
        writer.into_inner()
    });
    [gzip, zlib, brotli]
});

fn finish<W: Write>(mut writer: W, text: &[u8], end: impl FnOnce(W) -> std::io::Result<Vec<u8>>) -> Vec<u8> {
    writer.write_all(text).expect("memory is enough");
    end(writer).expect("memory is enough")
}

fn packed() -> Vec<Kind> {
    let in_form = |name, expected, form: &str, body: &[u8]| {
        let head = format!("{JSON}Content-Encoding: {form}\r\nContent-Length: {}\r\n\r\n", body.len());
        sends(name, expected, [head.as_bytes(), body].concat())
    };
    let gzip = finish(GzEncoder::new(Vec::new(), Compression::fast()), GOOD.as_bytes(), GzEncoder::finish);
    let deflate = finish(DeflateEncoder::new(Vec::new(), Compression::fast()), GOOD.as_bytes(), DeflateEncoder::finish);
    let cut = gzip.get(..gzip.len() - 6).unwrap_or_default();
    let mut broken = gzip.clone();
    broken.iter_mut().skip(12).take(4).for_each(|byte| *byte ^= 0xFF);
    let [gzip_bomb, zlib_bomb, brotli_bomb] = &*BOMB;
    vec![
        in_form("packed", PROCESSED, "gzip", &gzip),
        in_form("packed and cut", UNKNOWN, "gzip", cut),
        in_form("packed and broken", UNKNOWN, "gzip", &broken),
        in_form("packed in another form", UNKNOWN, "gzip", &deflate),
        in_form("said to be packed", UNKNOWN, "br", GOOD.as_bytes()),
        in_form("packed in an unknown form", NOTHING, "x-unknown", &gzip),
        in_form("a bomb in gzip", UNKNOWN, "gzip", gzip_bomb),
        in_form("a bomb in deflate", UNKNOWN, "deflate", zlib_bomb),
        in_form("a bomb in brotli", UNKNOWN, "br", brotli_bomb),
    ]
}

fn led_away() -> Vec<Kind> {
    let to = |name, status: &str| {
        let head =
            format!("HTTP/1.1 {status}\r\nLocation: http://127.0.0.1:{{trap}}/\r\nContent-Type: application/json\r\n");
        sends(name, NOTHING, format!("{head}Content-Length: 11\r\n\r\n{GOOD}"))
    };
    vec![
        to("moved for good", "301 Moved Permanently"),
        to("found elsewhere", "302 Found"),
        to("see another", "303 See Other"),
        to("moved for now", "307 Temporary Redirect"),
        to("moved for good, same method", "308 Permanent Redirect"),
        to("many choices", "300 Multiple Choices"),
        sends(
            "refreshed by a header",
            PROCESSED,
            format!("{JSON}Refresh: 0; url=http://127.0.0.1:{{trap}}/\r\nContent-Length: 11\r\n\r\n{GOOD}"),
        ),
    ]
}

fn secured() -> Vec<Kind> {
    let good = || vec![Read, Send(json(GOOD)), Wait];
    vec![
        at(Place::Tls, "TLS", PROCESSED, good()),
        at(Place::TlsOfOthers, "TLS of an unknown authority", Expected::NotSent, good()),
        at(Place::TlsOtherName, "TLS of another name", Expected::NotSent, good()),
        at(Place::TlsExpired, "TLS that has ended", Expected::NotSent, good()),
        at(Place::PlainInPlaceOfTls, "no TLS", Expected::NotSent, vec![ReadSome(5), Send(json(GOOD))]),
        at(Place::PlainInPlaceOfTls, "TLS that is reset", Expected::NotSent, vec![ReadSome(5), Reset]),
        at(Place::PlainInPlaceOfTls, "TLS that is silent", Expected::NotSent, vec![Wait]),
        at(Place::Tls, "TLS, closed after the request", UNKNOWN, vec![Read]),
        at(Place::Tls, "TLS, cut", UNKNOWN, vec![Read, Send(format!("{JSON}\r\n{{\"ok\":").into())]),
    ]
}

fn said() -> Vec<Kind> {
    let page = "<!doctype html><html><body><form>Login</form></body></html>";
    let ok = |kind: &str, body: &[u8]| answer("200 OK", kind, body);
    vec![
        sends("a page", NOTHING, ok("text/html; charset=utf-8", page.as_bytes())),
        sends("a page said to be JSON", NOTHING, ok("application/json", page.as_bytes())),
        sends(
            "a page of XHTML",
            NOTHING,
            ok("application/xhtml+xml", b"<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
        ),
        sends("nothing", NOTHING, ok("application/json", b"")),
        sends("no content", NOTHING, "HTTP/1.1 204 No Content\r\n\r\n"),
        sends("JSON said to be a page", NOTHING, ok("text/html", GOOD.as_bytes())),
        sends("JSON of no said type", PROCESSED, format!("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{GOOD}")),
        sends("another charset than said", NOTHING, ok("application/json; charset=utf-8", b"{\"a\":\"\xe7\"}")),
        sends("an unknown charset", NOTHING, ok("application/json; charset=klingon", GOOD.as_bytes())),
        sends("cut within its length", NOTHING, ok("application/json", b"{\"ok\":")),
        sends("two documents", NOTHING, ok("application/json", b"{\"ok\":true}{\"ok\":false}")),
        sends(
            "rejected",
            Expected::Answered(Some(Verdict::Rejected)),
            answer("400 Bad Request", "application/json", "{}"),
        ),
        sends("not signed in", FAILED, answer("401 Unauthorized", "application/json", "{}")),
        sends("a page of failure", NOTHING, answer("502 Bad Gateway", "text/html", page)),
        sends("failed inside", FAILED, answer("500 Internal Server Error", "application/json", GOOD)),
    ]
}

fn interim() -> Vec<Kind> {
    let good = String::from_utf8(json(GOOD)).expect("it is text");
    let go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    vec![
        sends("go on, then good", PROCESSED, format!("{go_on}{good}")),
        sends("a hint, then good", PROCESSED, format!("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n{good}")),
        plain("go on, without end", UNKNOWN, vec![Read, Endless(go_on.repeat(100).into())]),
        sends("go on, then closed", UNKNOWN, go_on),
        sends("another protocol", UNKNOWN, format!("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{good}")),
        sends("two answers", PROCESSED, format!("{good}{}", good.replace("200 OK", "500 No"))),
        sends("two answers, the first of them bad", FAILED, format!("{}{good}", good.replace("200 OK", "500 No"))),
    ]
}

fn soap() -> Vec<Kind> {
    let says = |name, status: &str, result: &str, expected| {
        let body = format!(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><s:ConsumirResponse \
             xmlns:s=\"http://services.senior.com.br\"><result>{result}</result></s:ConsumirResponse></e:Body></e:Envelope>"
        );
        let kind = sends(name, expected, answer(status, "text/xml; charset=utf-8", body));
        Kind { layout: "senior-g5/convenio/Consumir", ..kind }
    };
    let done = "<tipoRetorno>1</tipoRetorno>";
    let failed = format!("{done}<erroExecucao>x</erroExecucao>");
    vec![
        says("SOAP, done", "200 OK", done, PROCESSED),
        says("SOAP, done with an execution error", "200 OK", &failed, FAILED),
        says("SOAP, done with a status of failure", "500 Internal Server Error", done, NOTHING),
        says("SOAP, an unknown type of return", "200 OK", "<tipoRetorno>7</tipoRetorno>", NOTHING),
        says(
            "SOAP, two types of return",
            "200 OK",
            "<tipoRetorno>1</tipoRetorno><tipoRetorno>2</tipoRetorno>",
            NOTHING,
        ),
    ]
}
