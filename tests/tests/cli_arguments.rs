//! Arguments: what is refused in one clear line, and what `--help`, `explain` and `layouts` print.

use tests::{Folder, VALID};

#[track_caller]
fn check_refused(arguments: &[&str], named: &str) {
    let run = Folder::new().with("a.json", VALID).run(arguments).ended_with(2).with_one_line();
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains(named), "{}", run.stderr);
}

#[test]
fn a_bad_argument_gets_one_line() {
    check_refused(&[], "check");
    check_refused(&["conferir"], "conferir");
    check_refused(&["check", "--xyz", "a.json"], "--xyz");
    check_refused(&["check", "a.json", "--format", "yaml"], "sarif");
    check_refused(&["check", "a.json", "--format"], "--format");
    check_refused(&["check", "a.json", "--lang", "fr"], "pt-BR");
    check_refused(&["check", "a.json", "--profile", "x"], "documented");
    check_refused(&["check", "a.json", "--format", "json", "--format", "sarif"], "--format");
    check_refused(&["check", "a.json", "--fix=1"], "--fix");
    check_refused(&["explain"], "CODE");
    check_refused(&["check", "a.json", "--x\nyz"], "--x");
}

#[test]
fn arguments_that_do_not_go_together_get_one_line() {
    check_refused(&["check", "--write", "a.json"], "--fix");
    check_refused(&["check", "--fix", "a.json", "b.json"], "--write");
    check_refused(&["check", "--fix", "--write", "-"], "--write");
    check_refused(&["check", "--fix", "--write"], "--write");
    check_refused(&["check", "-", "-"], "-");
}

#[test]
fn the_line_is_in_the_chosen_language() {
    check_refused(&["check", "--xyz"], "não existe");
    check_refused(&["check", "--lang", "en", "--xyz"], "there is no option");
    check_refused(&["--lang=es", "check", "--xyz"], "no existe la opción");
}

#[test]
fn what_cannot_be_served_is_refused_clearly() {
    check_refused(&["serve", "--config", "gabarito.toml"], "gabarito.toml");
    check_refused(&["serve", "--listen", "0.0.0.0:0"], "access.mode");
    check_refused(&["token"], "USER");
    check_refused(&["serve", "--listen", "aqui"], "aqui");
}

#[test]
fn the_simulator_serves_this_computer_only() {
    check_refused(&["simulate", "--listen", "0.0.0.0:0"], "0.0.0.0:0");
    check_refused(&["simulate", "--listen", "aqui"], "aqui");
}

#[test]
fn serving_without_a_page_says_so() {
    check_refused(&["serve", "--listen", "127.0.0.1:0"], "dist");
}

#[test]
fn help_speaks_the_chosen_language_only() {
    for (language, heading, foreign) in
        [("pt-BR", "Opções:", "Options"), ("en", "Options:", "Opções"), ("es", "Opciones:", "Options")]
    {
        for command in [
            &["--help"][..],
            &["check", "--help"],
            &["explain", "-h"],
            &["layouts", "-h"],
            &["samples", "-h"],
            &["serve", "-h"],
            &["simulate", "-h"],
            &["token", "-h"],
        ] {
            let arguments = [&["--lang", language], command].concat();
            let run = Folder::new().run(&arguments).ended_with(0);
            assert!(run.stdout.contains(heading), "{}", run.stdout);
            assert!(!run.stdout.contains(foreign), "{}", run.stdout);
        }
    }
}

#[test]
fn the_version_is_printed() {
    let run = Folder::new().run(&["--version"]).ended_with(0);
    assert_eq!(run.stdout, concat!("gabarito ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_code_is_explained_in_three_languages() {
    for language in ["pt-BR", "en", "es"] {
        let run = Folder::new().run(&["explain", "v302", "--lang", language]).ended_with(0);
        assert!(run.stdout.starts_with("V302"), "{}", run.stdout);
        assert!(run.stdout.lines().count() > 8, "{}", run.stdout);
    }
    check_refused(&["explain", "V999"], "V999");
    check_refused(&["explain", "abacaxi"], "abacaxi");
}

#[test]
fn every_code_has_its_explanation() {
    let folder = Folder::new();
    let mut codes: Vec<String> = validator_core::violation::ALL.iter().map(|entry| entry.code.to_string()).collect();
    codes.dedup();
    for code in codes {
        let run = folder.run(&["explain", &code]).ended_with(0);
        assert!(!run.stdout.contains('{') || run.stdout.contains("\n    "), "{}", run.stdout);
    }
}

#[test]
fn the_catalogue_is_listed() {
    let run = Folder::new().run(&["layouts"]).ended_with(0);
    for id in [
        "depsnet/pessoa",
        "senior-g5/convenio/Consumir",
        "senior-g5/convenio/ConsumirNoCupom",
        "senior-g5/convenio/Estornar",
        "senior-g5/convenio/EstornarConvenioCupom",
    ] {
        assert!(run.stdout.lines().any(|line| line.starts_with(id)), "{}", run.stdout);
    }
}

#[test]
fn one_layout_is_a_table_of_its_fields() {
    let run = Folder::new().run(&["layouts", "depsnet/pessoa"]).ended_with(0);
    let row = run.stdout.lines().find(|line| line.starts_with("pessoa.razaoSocial "));
    assert!(row.is_some_and(|row| row.contains("200") && row.contains("tipo")), "{}", run.stdout);
    check_refused(&["layouts", "depsnet/nada"], "depsnet/nada");
}

#[test]
fn a_layout_shows_how_it_is_called() {
    let run = Folder::new().run(&["layouts", "fis/pedido"]).ended_with(0);
    for shown in ["/entrada/pedido", "/rest/fis/integracao/actions/pedido", "POST", "entra", "404", "500", "loc_cep"] {
        assert!(run.stdout.contains(shown), "{shown}\n{}", run.stdout);
    }
    for (lang, shown) in [("pt-BR", "não está publicada"), ("en", "is not published"), ("es", "no está publicada")] {
        let run = Folder::new().run(&["layouts", "fis/cancelamento-pedidos", "--lang", lang]).ended_with(0);
        assert!(run.stdout.contains(shown), "{}", run.stdout);
    }
    let run = Folder::new().run(&["layouts", "fis/cancelamento-pedidos"]).ended_with(0);
    assert!(run.stdout.contains("inferência nossa") && run.stdout.contains("GET, POST"), "{}", run.stdout);
}

#[test]
fn nothing_of_the_catalogue_is_wider_than_a_terminal() {
    for lang in ["pt-BR", "en", "es"] {
        let run = Folder::new().run(&["layouts", "--lang", lang]).ended_with(0);
        let wide: Vec<&str> = run.stdout.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{wide:#?}");
    }
}
