//! Calls in every language: its own compiler or interpreter takes them, and what they send is the payload.
//!
//! Input: texts that break literals. Output: what a server on this computer received. A language whose program is not
//! installed is named, and not checked.

mod language;
mod server;

use validator_core::snippets::{Target, languages, write};
use validator_core::{Locale, catalog};

use crate::language::{Language, Verdict};
use crate::server::Server;

/// A layout without an own address here: the whole address is a variable, and can be that of our server.
const NOWHERE: usize = usize::MAX;

/// Texts that have broken somebody's literal.
fn payloads() -> Vec<String> {
    vec![
        r#"[{"nome": "D'Ávila \"& filhos\"", "valor": "$HOME ${x} $(id) `id` %PATH% {0} #{x}", "caminho": "C:\\novo\\u00e7\tq"}]"#.to_owned(),
        "<a b='1' c=\"2\">\r\n  <!-- @ ?> <?php --> \u{201c}x\u{201d} \u{2018}y\u{2019} ''' \"\"\"\n\t]]&gt; €😀 \\' \\\" \\\\\r\n</a>\r\n".to_owned(),
        "@/etc/hostname".to_owned(),
        format!("{{\"longo\": \"{}\"}}", "ação 'x' \\\" ".repeat(300)),
        "sinais \u{1}\u{7}\u{1b}\u{7f}\u{85}\u{2028}\u{2029} fim \r meio \n\n".to_owned(),
        "\n".to_owned(),
    ]
}

#[test]
fn what_is_sent_is_the_payload() {
    let layout = catalog::layout("depsnet/pessoa").expect("it is bundled");
    let server = Server::start();
    let folder = tempfile::tempdir().expect("there is room for files");
    let mut unchecked = Vec::new();
    for snippet in languages() {
        let language = Language::named(&snippet.name);
        let Some(program) = language.find() else {
            unchecked.push(&*snippet.name);
            continue;
        };
        for (at, payload) in payloads().into_iter().enumerate() {
            let call = write(snippet, &Target::new(layout, NOWHERE, &payload, Locale::PtBr));
            let place = folder.path().join(format!("{}-{at}", at.to_string() + &snippet.order.to_string()));
            std::fs::create_dir_all(&place).expect("the folder can be made");
            let file = place.join(&snippet.file);
            std::fs::write(&file, &call).expect("the file can be written");
            let sent = match language.run(&program, &file, &server) {
                Verdict::Sent(body) => body,
                Verdict::Refused(why) => panic!("{} does not take payload {at}:\n{why}\n{call}", snippet.name),
            };
            let sent = String::from_utf8_lossy(&sent);
            assert_eq!(sent, payload, "{} sent something else for payload {at}:\n{call}", snippet.name);
        }
        println!("{}: taken and run by {}", snippet.name, program.display());
    }
    println!("not checked, because it is not installed here: {}", unchecked.join(", "));
}

#[test]
fn headers_and_secrets_come_from_the_environment() {
    let layout = catalog::layout("depsnet/pessoa").expect("it is bundled");
    let server = Server::start();
    let folder = tempfile::tempdir().expect("there is room for files");
    let payload = r#"[{"token":"do arquivo","tipo":"F"}]"#;
    for snippet in languages() {
        let language = Language::named(&snippet.name);
        let Some(program) = language.find() else { continue };
        let call = write(snippet, &Target::new(layout, NOWHERE, payload, Locale::PtBr));
        let place = folder.path().join(snippet.order.to_string());
        std::fs::create_dir_all(&place).expect("the folder can be made");
        let file = place.join(&snippet.file);
        std::fs::write(&file, &call).expect("the file can be written");
        let Verdict::Sent(body) = language.run(&program, &file, &server) else {
            panic!("{} fails:\n{call}", snippet.name)
        };
        let value: serde_json::Value = serde_json::from_slice(&body).expect("it is JSON");
        assert_eq!(value[0]["token"], language::SECRET, "{}:\n{call}", snippet.name);
    }
}
