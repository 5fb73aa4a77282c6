//! What goes wrong on purpose, for demonstrations and tests.
//!
//! Input: a name, as a header, a query or the page of faults gives it. Output: a fault, and what it makes of an answer.
//! Does nothing unless whoever started the simulator allowed it.

use std::time::Duration;

use crate::reply::Reply;

/// The header and the name in a query that ask for a fault.
pub(crate) const HEADER: &str = "x-simulador-falha";
pub(crate) const QUERY: &str = "falha";

/// Nobody waits longer.
const LONGEST_DELAY: Duration = Duration::from_secs(600);

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Login</title></head>\n<body><form action=\"/login\" method=\"post\">\
                    <input name=\"usuario\"><input name=\"senha\" type=\"password\"></form></body></html>\n";

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// `delay=2000`: the answer comes so many milliseconds later.
    Delay(Duration),
    /// `cut`: the connection ends in the middle of the answer, after the call was worked on.
    Cut,
    /// `500`: status 500 with plain text, and nothing was worked on.
    InternalError,
    /// `html`: status 200 with a page for people to sign in, and nothing was worked on.
    Html,
    /// `empty`: status 200 without a body, after the call was worked on.
    Empty,
    /// `expired`: every session of the system ends before the call.
    Expired,
    /// `charset`: the answer says UTF-8 and is written in Windows-1252.
    Charset,
}

impl Fault {
    /// Reads a name; nothing for what is none.
    pub fn named(name: &str) -> Option<Self> {
        let (name, number) = name.split_once('=').unwrap_or((name, ""));
        Some(match name.trim() {
            "delay" => Fault::Delay(Duration::from_millis(number.trim().parse().ok()?).min(LONGEST_DELAY)),
            "cut" => Fault::Cut,
            "500" => Fault::InternalError,
            "html" => Fault::Html,
            "empty" => Fault::Empty,
            "expired" => Fault::Expired,
            "charset" => Fault::Charset,
            _ => return None,
        })
    }

    /// What is answered in the place of any work.
    pub(crate) fn instead(self) -> Option<Reply> {
        match self {
            Fault::InternalError => Some(Reply::new(500, "text/plain; charset=utf-8", "Internal Server Error\n")),
            Fault::Html => Some(Reply::new(200, "text/html; charset=utf-8", HTML)),
            _ => None,
        }
    }

    /// What becomes of an answer.
    pub(crate) fn spoil(self, reply: Reply) -> Reply {
        match self {
            Fault::Delay(delay) => Reply { delay, ..reply },
            Fault::Cut => Reply { is_cut: true, ..reply },
            Fault::Empty => Reply { body: Vec::new(), status: 200, ..reply },
            Fault::Charset => {
                let text = String::from_utf8_lossy(&reply.body);
                let body = validator_core::Encoding::Windows1252.encode(&text);
                Reply { body: body.unwrap_or_else(|| reply.body.clone()), ..reply }
            }
            Fault::InternalError | Fault::Html | Fault::Expired => reply,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<Fault>) {
        assert_eq!(Fault::named(name), expected, "{name}");
    }

    #[test]
    fn faults_have_names() {
        check("cut", Some(Fault::Cut));
        check("delay=20", Some(Fault::Delay(Duration::from_millis(20))));
        check("delay=999999999", Some(Fault::Delay(LONGEST_DELAY)));
        check("delay", None);
        check("delay=-1", None);
        check("nada", None);
    }

    #[test]
    fn a_wrong_charset_is_no_utf_8() {
        let reply = Fault::Charset.spoil(Reply::new(200, "text/plain", "ação"));
        assert!(std::str::from_utf8(&reply.body).is_err());
    }
}
