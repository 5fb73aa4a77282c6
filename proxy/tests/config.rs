//! Configurations and what is wrong with them: the line, the key and the fault, never a value.

use std::fs;
use std::path::Path;

use proxy::config::{self, Access, Config, ConfigError, Fault, SecretFault};

fn load(folder: &Path, text: &str) -> Result<Config, ConfigError> {
    let file = folder.join("gabarito.toml");
    fs::write(&file, text).expect("a file of the test");
    config::load(&file, None)
}

fn loaded(text: &str) -> Result<Config, ConfigError> {
    load(tempfile::tempdir().expect("a folder for the test").path(), text)
}

const ENVIRONMENT: &str = "\
audit.file = 'a'
store.file = 's'
[[environment]]
name   = 'teste'
system = 'fis'
base   = 'https://fis.example/interfacefis/'
";

/// The fault of a configuration whose environment goes on with `more`, from line 7 on.
#[track_caller]
fn check_environment(more: &str, line: usize, key: &str, fault: Fault) {
    check(&format!("{ENVIRONMENT}{more}"), line, &format!("environment.{key}"), fault);
}

#[track_caller]
fn check(text: &str, line: usize, key: &str, fault: Fault) {
    let error = loaded(text).expect_err("the configuration is broken");
    assert_eq!((error.line, error.key.as_str(), error.fault), (Some(line), key, fault));
}

fn out_of(min: Option<&str>, max: Option<&str>) -> Fault {
    Fault::OutOfRange { min: min.map(str::to_owned), max: max.map(str::to_owned) }
}

#[test]
fn a_whole_configuration_is_taken() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    fs::write(folder.path().join("password"), "canary-secret\r\n").expect("a file of the test");
    let text = format!(
        "listen = '0.0.0.0:80'\naddresses = ['https://gabarito.example']\n{ENVIRONMENT}
address    = 'instalacao'
production = true
networks   = ['10.0.0.0/8', '10.1.2.3']
paths      = {{ 'fis/pedido' = '/entrada/{{recurso}}' }}
variables  = {{ tenant = 'acme' }}
timeouts   = {{ connect = 1, total = 7 }}
credentials.username.file = 'password'
credentials.password.file = 'password'
[access]
mode     = 'header'
header   = 'X-Forwarded-User'
from     = ['10.0.0.1']
everyone = ['teste']"
    );
    let config = load(folder.path(), &text).unwrap_or_else(|error| panic!("{error}"));
    let environment = config.environment("teste").expect("it is there");
    assert_eq!(environment.base.as_str(), "https://fis.example/interfacefis");
    assert_eq!(environment.credential.as_deref(), Some("usuario"));
    assert_eq!(environment.credentials["password"].expose(), "canary-secret");
    assert_eq!(environment.timeouts.total.as_secs(), 7);
    assert_eq!(config.audit, Some(folder.path().join("a")));
    assert!(matches!(config.access, Access::TrustedHeader { .. }));
    assert!(!format!("{config:?}").contains("canary"));
}

#[test]
fn without_a_file_there_is_this_computer_alone() {
    assert!(config::without_file(None).expect("the usual address").has_simulator);
    let error = config::without_file(Some("0.0.0.0:80".parse().expect("an address"))).expect_err("others could call");
    assert_eq!(error.fault, Fault::OpenToAll);
}

#[test]
fn what_is_no_toml_has_a_line() {
    check("listen = '127.0.0.1:80'\nlisten", 2, "", Fault::NotToml);
    let error = config::load(Path::new("/nowhere/gabarito.toml"), None).expect_err("there is no file");
    assert_eq!((error.line, error.fault), (None, Fault::Unreadable(std::io::ErrorKind::NotFound)));
}

#[test]
fn keys_are_known_or_refused() {
    check("[audit]\nfile = 'a'\nurl = 'canary'", 3, "audit.url", Fault::UnknownKey);
    check_environment("passwords = 'canary'", 7, "passwords", Fault::UnknownKey);
    check("[[environment]]\nsystem = 'fis'\nbase = 'https://a.example'", 1, "environment.name", Fault::Missing);
}

#[test]
fn a_secret_has_no_place_in_the_file() {
    check_environment("[environment.credentials]\npassword = 'canary'", 8, "credentials.password", Fault::WrongValue);
}

#[test]
fn values_have_types_and_ranges() {
    check("listen = 80", 1, "listen", Fault::WrongValue);
    check("listen = 'somewhere'", 1, "listen", Fault::NotListenable);
    check("[log]\nlevel = 'loud'", 2, "log.level", Fault::WrongValue);
    check("[limits]\nconnections = 0", 2, "limits.connections", out_of(Some("1"), Some("20000")));
    check_environment("timeouts.total = 9999", 7, "timeouts.total", out_of(Some("1"), Some("3600")));
    let long = "x".repeat(101);
    check(&ENVIRONMENT.replace("teste", &long), 4, "environment.name", out_of(Some("1"), Some("100")));
}

#[test]
fn names_must_exist_and_be_single() {
    check(&ENVIRONMENT.replace("'fis'", "'sap'"), 5, "environment.system", Fault::UnknownSystem);
    check_environment("address = 'lua'", 7, "address", Fault::UnknownAddress);
    check_environment("paths = { 'depsnet/pessoa' = '/a' }", 7, "paths.depsnet/pessoa", Fault::UnknownLayout);
    check_environment("paths = { 'fis/pedido' = 'a' }", 7, "paths.fis/pedido", Fault::NotAPath);
    check_environment("paths = { 'fis/pedido' = '//evil.example/a' }", 7, "paths.fis/pedido", Fault::NotAPath);
    let twice = "[[environment]]\nname = 'teste'\nsystem = 'fis'\nbase = 'https://b.example'";
    check_environment(twice, 8, "name", Fault::NameTaken);
    let reserved = format!("simulator = true\n{}", ENVIRONMENT.replace("teste", "simulador-fis"));
    check(&reserved, 5, "environment.name", Fault::NameTaken);
}

#[test]
fn credentials_are_those_of_one_way() {
    check_environment("credentials.user = { env = 'A' }", 7, "credentials.user", Fault::UnknownCredential);
    check_environment("credentials.password = { env = 'A' }", 4, "credential", Fault::AmbiguousCredential);
    check_environment("credential = 'lua'", 7, "credential", Fault::UnknownCredential);
    let half = "credential = 'usuario'\ncredentials.username = { env = 'A' }";
    check_environment(half, 8, "credentials.password", Fault::Missing);
    let unset = "credentials.access_token = { env = 'GABARITO_TEST_UNSET' }";
    let fault = Fault::Secret(SecretFault::NoVariable("GABARITO_TEST_UNSET".to_owned()));
    check_environment(unset, 7, "credentials.access_token", fault);
}

#[test]
fn an_address_is_one_and_public_or_listed() {
    let with_base = |base: &str| ENVIRONMENT.replace("https://fis.example/interfacefis/", base);
    for base in
        ["fis.example", "ftp://fis.example", "https://user:canary@fis.example", "https://fis.example/?a=1", "https://"]
    {
        check(&with_base(base), 6, "environment.base", Fault::NotAnAddress);
    }
    for base in [
        "http://127.0.0.1",
        "http://10.0.0.1:8080/a",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://2130706433/",
    ] {
        check(&with_base(base), 6, "environment.base", Fault::NotPublic);
    }
    let listed = format!("{}networks = ['10.0.0.0/8']", with_base("http://10.0.0.1:8080/a"));
    assert!(loaded(&listed).is_ok());
    check_environment("networks = ['ten']", 7, "networks", Fault::NotANetwork);
}

#[test]
fn what_is_sent_for_real_leaves_a_trace() {
    check(&ENVIRONMENT.replace("audit.file = 'a'\n", ""), 1, "audit.file", Fault::Missing);
    check(&ENVIRONMENT.replace("store.file = 's'\n", ""), 1, "store.file", Fault::Missing);
}

#[test]
fn beyond_this_computer_one_signs_in() {
    check("listen = '0.0.0.0:80'", 1, "access.mode", Fault::OpenToAll);
    check("[access]\nmode = 'header'", 1, "access.header", Fault::Missing);
    check("[access]\nmode = 'header'\nheader = 'x-user'", 1, "access.from", Fault::FromAnybody);
    check("[access]\nmode = 'header'\nheader = 'Host'\nfrom = ['10.0.0.1']", 3, "access.header", Fault::NotAHeader);
    let token = "[access]\nmode = 'tokens'\n[[access.token]]\nid = 'abcd'\nuser = 'ana'\nhash = 'canary'";
    check(token, 6, "access.token.hash", Fault::NotAHash);
    check("[access]\neveryone = ['lua']", 2, "access.everyone", Fault::UnknownEnvironment);
}

#[test]
fn origins_are_origins() {
    for origin in
        ["*", "null", "portal.example", "https://portal.example/", "https://portal.example/a", "https://*.example"]
    {
        check(&format!("browser.cors_origins = ['{origin}']"), 1, "browser.cors_origins", Fault::NotAnOrigin);
    }
}

#[test]
fn no_fault_shows_a_value() {
    let values = [
        "listen = 'canary'",
        "[limits]\nwaiting = 'canary'",
        "log.level = 'canary'",
        "simulator = 'canary'",
        "[[environment]]\nname = 'canary'\nsystem = 'canary'\nbase = 'canary'",
        "audit.key = 'canary'",
        "audit = 'canary'",
        "canary",
    ];
    for text in values {
        let error = loaded(text).expect_err("the configuration is broken");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
