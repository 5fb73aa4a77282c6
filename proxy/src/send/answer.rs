//! What an answer says, and whether that may be believed.
//!
//! Input: a whole answer. Output: its text with secrets covered, the validator's report, a verdict. A verdict comes from
//! the validator alone, over a text that is what its sender said it is: a page in place of an answer means nothing.

use encoding_rs::Encoding;
use proxy_api::Verdict;
use validator_core::layout::Layout;
use validator_core::parse::{parse_json, parse_xml};
use validator_core::report::{Direction, FileReport, Outcome};
use validator_core::{LayoutChoice, Locale, Options, Source, check_text};

use super::cover::Cover;
use crate::upstream::Answer;

/// An answer, read.
pub(super) struct Read {
    pub text: String,
    pub verdict: Option<Verdict>,
    pub report: FileReport,
    /// Whether it may have been cut off without anybody noticing.
    pub may_be_cut: bool,
}

pub(super) fn read(answer: &Answer, layout: &Layout, locale: Locale, cover: &Cover) -> Read {
    let (text, is_readable) = decode(&answer.body, &answer.content_type);
    let text = cover.cover(text);
    let may_be_cut = !answer.is_delimited && !is_whole(&text);
    let is_expected = is_readable && is_expected(&answer.content_type, &text);
    let silent = || FileReport {
        layout: Some(layout.id.clone()),
        direction: Some(Direction::Response),
        ..FileReport::default()
    };
    let mut report = if is_expected {
        let layout = LayoutChoice::Use(layout);
        check_text(&text, &Options { layout, locale, status: Some(answer.status), ..Options::default() })
    } else {
        silent()
    };
    let verdict = report.verdict.as_ref().map(|verdict| match verdict.outcome {
        Outcome::Processed => Verdict::Processed,
        Outcome::Partial => Verdict::Partial,
        Outcome::Received => Verdict::Received,
        Outcome::Rejected => Verdict::Rejected,
        Outcome::Failed => Verdict::Failed,
    });
    let is_good = matches!(verdict, Some(Verdict::Processed | Verdict::Partial | Verdict::Received));
    // A good end is believed of a text without a fault only.
    if is_good && !is_without_fault(&report, &text) {
        report = silent();
    }
    Read { text, verdict: verdict.filter(|_| report.verdict.is_some()), report, may_be_cut }
}

/// The body as text, in the charset that it says or else shows, and whether it is text in that charset.
pub(super) fn decode(body: &[u8], content_type: &str) -> (String, bool) {
    let Some(label) = charset(content_type) else { return (Source::decode(body).text.into_owned(), true) };
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) => {
            let (text, _, has_errors) = encoding.decode(body);
            (text.into_owned(), !has_errors)
        }
        None => (String::from_utf8_lossy(body).into_owned(), false),
    }
}

fn charset(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })
}

/// Whether a text is in the notation that its sender says, one of the two that systems answer in. Who says nothing is
/// taken by the text.
fn is_expected(content_type: &str, text: &str) -> bool {
    let media = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let Some((_, kind)) = media.split_once('/') else { return media.is_empty() };
    let kind = kind.rsplit('+').next().unwrap_or_default();
    match kind {
        "json" => !looks_like_xml(text),
        "xml" => looks_like_xml(text),
        _ => false,
    }
}

fn looks_like_xml(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Whether a text of which there is a report is whole. The report says it, unless it is about a piece of the text (V108) or
/// leaves something out.
fn is_without_fault(report: &FileReport, text: &str) -> bool {
    let has = |is_it: fn(&str) -> bool| report.diagnostics.iter().any(|found| is_it(&found.code));
    if report.truncated || has(|code| code == "V108") {
        return is_whole(text);
    }
    !has(|code| code < "V200" && code != "V102")
}

fn is_whole(text: &str) -> bool {
    let diagnostics = if looks_like_xml(text) { parse_xml(text).diagnostics } else { parse_json(text).diagnostics };
    !text.trim().is_empty() && diagnostics.is_empty()
}

#[cfg(test)]
mod tests {
    use validator_core::catalog;

    use super::*;

    fn answer(status: u16, content_type: &str, body: &[u8]) -> Answer {
        Answer { status, content_type: content_type.to_owned(), body: body.to_vec(), is_delimited: true }
    }

    #[track_caller]
    fn check(layout: &str, status: u16, content_type: &str, body: &[u8], expected: Option<Verdict>) {
        let layout = catalog::layout(layout).expect("it is bundled");
        let read = read(&answer(status, content_type, body), layout, Locale::En, &Cover::default());
        assert_eq!(read.verdict, expected, "{content_type}: {}", read.text);
        assert_eq!(read.report.verdict.is_some(), expected.is_some());
    }

    const XML: &str = "text/xml; charset=utf-8";

    fn soap(result: &str) -> String {
        format!(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><s:ConsumirResponse \
             xmlns:s=\"http://services.senior.com.br\"><result>{result}</result></s:ConsumirResponse></e:Body></e:Envelope>"
        )
    }

    #[track_caller]
    fn check_soap(status: u16, content_type: &str, result: &str, expected: Option<Verdict>) {
        check("senior-g5/convenio/Consumir", status, content_type, soap(result).as_bytes(), expected);
    }

    #[test]
    fn what_is_documented_has_a_verdict() {
        check_soap(200, XML, "<tipoRetorno>1</tipoRetorno>", Some(Verdict::Processed));
        check_soap(200, XML, "<tipoRetorno>2</tipoRetorno>", Some(Verdict::Rejected));
        check_soap(200, XML, "OK", Some(Verdict::Received));
        check("fis/pedido", 200, "application/json", b"{}", Some(Verdict::Processed));
        check("fis/pedido", 400, "application/json;charset=UTF-8", b"{}", Some(Verdict::Rejected));
    }

    #[test]
    fn an_execution_error_is_no_success() {
        let both = "<tipoRetorno>1</tipoRetorno><erroExecucao>x</erroExecucao>";
        check_soap(200, XML, both, Some(Verdict::Failed));
    }

    #[test]
    fn a_status_that_says_failure_is_no_success() {
        check_soap(500, XML, "<tipoRetorno>1</tipoRetorno>", None);
        check_soap(302, XML, "OK", None);
        check_soap(500, XML, "<tipoRetorno>2</tipoRetorno>", Some(Verdict::Rejected));
    }

    #[test]
    fn a_page_means_nothing() {
        for kind in ["text/html", "application/json", "text/xml", "", "nonsense"] {
            check("fis/pedido", 200, kind, b"<!DOCTYPE html><html><body>Login</body></html>", None);
        }
    }

    #[test]
    fn another_type_than_the_text_means_nothing() {
        check("fis/pedido", 200, "text/html", b"{}", None);
        check("fis/pedido", 200, "text/plain", b"{}", None);
        check("fis/pedido", 200, "application/xml", b"{}", None);
        check_soap(200, "text/html; charset=utf-8", "<tipoRetorno>1</tipoRetorno>", None);
        check_soap(200, "application/json", "<tipoRetorno>1</tipoRetorno>", None);
    }

    #[test]
    fn nothing_and_half_of_it_mean_nothing() {
        check("fis/pedido", 200, "application/json", b"", None);
        check("fis/pedido", 200, "application/json", b"  ", None);
        check("fis/pedido", 200, "application/json", b"{\"a\":", None);
        let half = soap("<tipoRetorno>1</tipoRetorno>");
        let half = half.get(..half.len() - 30).expect("it is longer");
        check("senior-g5/convenio/Consumir", 200, XML, half.as_bytes(), None);
    }

    #[test]
    fn a_report_says_whether_a_text_is_whole() {
        let layout = catalog::layout("fis/pedido").expect("it is bundled");
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in [
            "{}",
            "{\"a\":1}",
            "",
            " ",
            "{\"a\":",
            "{}{}",
            "{'a':1}",
            "\u{feff}{}",
            "\"{}\"",
            "curl -d '{}' x",
            &deep,
            "{\"a\":\"Ã§\"}",
        ] {
            let options = Options { layout: LayoutChoice::Use(layout), ..Options::default() };
            assert_eq!(is_without_fault(&check_text(text, &options), text), is_whole(text), "{text}");
        }
        let layout = catalog::layout("senior-g5/convenio/Consumir").expect("it is bundled");
        let whole = soap("<tipoRetorno>1</tipoRetorno>");
        let cut = whole.get(..whole.len() - 9).expect("it is longer");
        for text in [
            &*whole,
            cut,
            "<a/>",
            "<?xml version=\"1.0\"?><a/>",
            "<a/><b/>",
            "<!DOCTYPE a><a/>",
            "<?x y?><a/>",
            "a<b/>",
        ] {
            let options = Options { layout: LayoutChoice::Use(layout), ..Options::default() };
            assert_eq!(is_without_fault(&check_text(text, &options), text), is_whole(text), "{text}");
        }
    }

    #[test]
    fn a_charset_that_is_not_kept_means_nothing() {
        check("fis/pedido", 200, "application/json; charset=utf-8", b"{\"a\":\"\xe7\"}", None);
        check("fis/pedido", 200, "application/json; charset=klingon", b"{}", None);
        check("fis/pedido", 200, "application/json; charset=iso-8859-1", b"{\"a\":\"\xe7\"}", Some(Verdict::Processed));
    }

    #[test]
    fn text_is_read_in_its_charset() {
        assert_eq!(decode(b"\xe7", "text/plain; charset=\"ISO-8859-1\"").0, "ç");
        assert_eq!(decode("ç".as_bytes(), "application/json").0, "ç");
    }

    #[test]
    fn only_what_says_no_end_may_be_cut() {
        let layout = catalog::layout("fis/pedido").expect("it is bundled");
        let cut = |body: &[u8], is_delimited| {
            let answer = Answer { is_delimited, ..answer(200, "application/json", body) };
            read(&answer, layout, Locale::En, &Cover::default()).may_be_cut
        };
        assert!(cut(b"{\"a\":", false));
        assert!(cut(b"", false));
        assert!(!cut(b"{\"a\":1}", false));
        assert!(!cut(b"{\"a\":", true));
    }
}
