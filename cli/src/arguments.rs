//! What may be written after the name of the program.
//!
//! Input: the sentences of a language. Output: a parser whose help speaks that language, and the structs that it fills.
//! Decides nothing beyond the shape of each argument.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};
use validator_core::{Locale, Profile};

use crate::text::Text;

#[derive(Parser)]
#[command(name = "gabarito", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[arg(long, global = true, value_enum, ignore_case = true)]
    pub lang: Option<Language>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Check(CheckArguments),
    Explain { code: String },
    Layouts { id: Option<String> },
    Samples(SamplesArguments),
    Serve(ServeArguments),
    Simulate(SimulateArguments),
    Token { user: String },
}

#[derive(Args)]
pub(crate) struct CheckArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<OsString>,
    #[arg(long, value_name = "ID|FILE.toml")]
    pub layout: Option<OsString>,
    #[arg(long, value_enum, default_value = "documented")]
    pub profile: Rigour,
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    #[arg(long)]
    pub fix: bool,
    #[arg(long)]
    pub write: bool,
}

#[derive(Args)]
pub(crate) struct SamplesArguments {
    #[arg(value_name = "ID|FILE.toml")]
    pub sample_of: OsString,
    #[arg(long)]
    pub full: bool,
    #[arg(long, value_name = "DIR", conflicts_with = "full")]
    pub mutations: Option<OsString>,
}

#[derive(Args)]
pub(crate) struct ServeArguments {
    #[arg(long, value_name = "FILE")]
    pub config: Option<OsString>,
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<String>,
    #[arg(long)]
    pub open: bool,
}

#[derive(Args)]
pub(crate) struct SimulateArguments {
    #[arg(long = "listen", value_name = "ADDR", default_value = "127.0.0.1:8090")]
    pub address: String,
    #[arg(long)]
    pub faults: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    #[value(name = "pt-BR")]
    PtBr,
    En,
    Es,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::PtBr => Locale::PtBr,
            Language::En => Locale::En,
            Language::Es => Locale::Es,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rigour {
    Documented,
    Tolerated,
}

impl From<Rigour> for Profile {
    fn from(rigour: Rigour) -> Self {
        match rigour {
            Rigour::Documented => Profile::Documented,
            Rigour::Tolerated => Profile::Tolerated,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
    Sarif,
    Junit,
}

/// The parser, with its help in the language of `text`.
pub(crate) fn command(text: &Text) -> clap::Command {
    let helps = |name: &str| match name {
        "files" => text.files_help,
        "layout" => text.layout_help,
        "profile" => text.profile_help,
        "lang" => text.lang_help,
        "format" => text.format_help,
        "fix" => text.fix_help,
        "write" => text.write_help,
        "code" => text.code_help,
        "id" => text.id_help,
        "sample_of" => text.sample_of_help,
        "full" => text.full_help,
        "mutations" => text.mutations_help,
        "config" => text.config_help,
        "listen" => text.listen_help,
        "open" => text.open_help,
        "user" => text.config.user_help,
        "address" => text.simulate.listen_help,
        "faults" => text.simulate.faults_help,
        _ => "",
    };
    let in_language = |command: clap::Command, about: &'static str, usage: &'static str| {
        let arguments = format!("{}\n{{positionals}}\n\n", text.arguments_heading);
        let arguments = if command.get_positionals().next().is_some() { arguments } else { String::new() };
        let commands = format!("{}\n{{subcommands}}\n\n", text.commands_heading);
        let commands = if command.has_subcommands() { commands } else { String::new() };
        let template = format!(
            "{{about}}\n\n{} {{usage}}\n\n{commands}{arguments}{}\n{{options}}\n",
            text.usage_heading, text.options_heading
        );
        command
            .about(about)
            .override_usage(usage)
            .help_template(template)
            .disable_help_flag(true)
            .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(text.help_help))
            .mut_args(|argument| match helps(argument.get_id().as_str()) {
                "" => argument,
                help if argument.get_action().takes_values() => {
                    // The possible values and the default are named in the help itself, in the right language.
                    argument.help(help).hide_possible_values(true).hide_default_value(true)
                }
                help => argument.help(help),
            })
    };
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(text.version_help);
    in_language(Arguments::command(), text.about, USAGE)
        .disable_version_flag(true)
        .arg(version)
        .mut_subcommand("check", |command| in_language(command, text.check_about, CHECK_USAGE))
        .mut_subcommand("explain", |command| in_language(command, text.explain_about, EXPLAIN_USAGE))
        .mut_subcommand("layouts", |command| in_language(command, text.layouts_about, LAYOUTS_USAGE))
        .mut_subcommand("samples", |command| in_language(command, text.samples_about, SAMPLES_USAGE))
        .mut_subcommand("serve", |command| in_language(command, text.serve_about, SERVE_USAGE))
        .mut_subcommand("simulate", |command| in_language(command, text.simulate.about, SIMULATE_USAGE))
        .mut_subcommand("token", |command| in_language(command, text.config.token_about, TOKEN_USAGE))
}

// The parser would write these lines itself, but with English words in them.
const USAGE: &str = "gabarito check|explain|layouts|samples|serve|simulate|token …";
const CHECK_USAGE: &str = "gabarito check [FILE…|-] [--layout ID|FILE.toml] [--profile documented|tolerated]
       [--lang pt-BR|en|es] [--format human|json|sarif|junit] [--fix [--write]]";
const EXPLAIN_USAGE: &str = "gabarito explain CODE [--lang pt-BR|en|es]";
const LAYOUTS_USAGE: &str = "gabarito layouts [ID] [--lang pt-BR|en|es]";
const SAMPLES_USAGE: &str = "gabarito samples ID|FILE.toml [--full] [--mutations DIR] [--lang pt-BR|en|es]";
const SERVE_USAGE: &str = "gabarito serve [--config FILE] [--listen ADDR] [--open]";
const TOKEN_USAGE: &str = "gabarito token USER [--lang pt-BR|en|es]";
const SIMULATE_USAGE: &str = "gabarito simulate [--listen ADDR] [--faults]";
