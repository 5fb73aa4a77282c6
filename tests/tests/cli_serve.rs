//! `gabarito serve` as an operator sees it: a configuration that is refused, read again, and a server that stops.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

use tests::{Folder, gabarito};

const CONFIG: &str = "\
listen     = '127.0.0.1:0'
audit.file = 'audit.jsonl'
store.file = 'outcomes.sqlite'

[[environment]]
name   = 'primeiro'
system = 'fis'
base   = 'https://fis.example'
";

/// A running server; it ends with this value.
struct Server {
    folder: Folder,
    child: Child,
    address: String,
    log: Lines<BufReader<ChildStderr>>,
}

impl Server {
    fn start(config: Option<&str>) -> Self {
        let folder = Folder::new().with("gabarito.toml", config.unwrap_or_default());
        fs::create_dir(folder.path("dist")).expect("the folder is writable");
        fs::write(folder.path("dist/index.html"), "<!doctype html>").expect("the folder is writable");
        let arguments: &[&str] = if config.is_some() {
            &["serve", "--config", "gabarito.toml"]
        } else {
            &["serve", "--listen", "127.0.0.1:0"]
        };
        let mut child = Command::new(gabarito())
            .args(arguments)
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("it says where it listens");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        let log = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        Self { folder, child, address, log }
    }

    /// The body of an answer.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the server takes connections");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).expect("the request is taken");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer in text");
        answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
    }

    /// Writes another configuration and says so; the line that the log has on it.
    fn reload(&mut self, config: &str) -> String {
        fs::write(self.folder.path("gabarito.toml"), config).expect("the folder is writable");
        self.signal("-HUP");
        self.log.next().expect("the log goes on").expect("it is text")
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(status.expect("the system has kill").success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_configuration_is_read_again_and_a_broken_one_is_not() {
    let mut server = Server::start(Some(CONFIG));
    assert!(server.get("/api/environments").contains("\"primeiro\""));

    let said = server.reload(&CONFIG.replace("primeiro", "segundo"));
    assert!(said.contains("is in force"), "{said}");
    assert!(server.get("/api/environments").contains("\"segundo\""));

    let said = server.reload(&CONFIG.replace("https://fis.example", "canary"));
    assert!(said.contains("the one before stays in force") && said.contains(":8: environment.base"), "{said}");
    assert!(!said.contains("canary"), "{said}");
    assert!(server.get("/api/environments").contains("\"segundo\""));

    server.signal("-TERM");
    assert!(server.child.wait().expect("it ends").success());
}

#[test]
fn without_a_configuration_there_is_the_simulator_of_each_system() {
    let server = Server::start(None);
    let said = server.get("/api/environments");
    for system in ["depsnet", "fis", "oobj", "senior-g5"] {
        assert!(said.contains(&format!("\"name\":\"simulador-{system}\",\"system\":\"{system}\"")), "{said}");
    }
}

#[test]
fn a_broken_configuration_ends_the_start_in_one_line_of_each_language() {
    let folder = Folder::new().with("a.toml", CONFIG.replace("'fis'", "'canary'"));
    for (language, line, fault) in [
        ("pt-BR", "a.toml, linha 7: environment.system:", "não existe este sistema"),
        ("en", "a.toml, line 7: environment.system:", "there is no such system"),
        ("es", "a.toml, línea 7: environment.system:", "no existe este sistema"),
    ] {
        let run = folder.run(&["serve", "--config", "a.toml", "--lang", language]).ended_with(2).with_one_line();
        assert!(run.stderr.contains(line) && run.stderr.contains(fault), "{}", run.stderr);
        assert!(!run.stderr.contains("canary"), "{}", run.stderr);
    }
}

#[test]
fn a_token_is_shown_once_with_the_lines_that_the_configuration_gets() {
    let run = Folder::new().run(&["token", "Ana \"A\" Souza", "--lang", "en"]).ended_with(0);
    assert!(run.stdout.contains("\n  gabarito_"), "{}", run.stdout);
    let lines = &run.stdout[run.stdout.find("[[access.token]]").expect("the lines are there")..];
    assert!(lines.contains(r#"user = "Ana \"A\" Souza""#) && lines.contains("$argon2id$"), "{lines}");
    let config = format!("{CONFIG}\n[access]\nmode = 'tokens'\neveryone = ['primeiro']\n{lines}");
    let server = Server::start(Some(&config));
    assert!(server.get("/api/environments").contains("sign_in_required"));
}
