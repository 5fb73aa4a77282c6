//! `cargo xtask bench send`: the proxy under load, beside nginx and beside the least that forwards with the same libraries.
//!
//! Input: a machine with nginx and wrk. Output: for each payload the throughput and the p99 of each, and ratios within rounds.
//! Everybody calls the same system and takes turns: the simulator, then one that answers the same to everything. Fails where
//! a call failed, or left no trace in the audit.

mod figures;
mod payloads;
mod servers;

use std::fs;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::place::{Place, text};
use crate::program::{Program, find_on_path};
use crate::steps::{Failure, Steps};

use self::figures::{Figures, Table};
use self::payloads::Payload;
use self::servers::Servers;

/// Connections of the load, all the time.
const CONNECTIONS: usize = 64;
/// All runs together ask for fewer keys than the store takes in a day.
const SECONDS: usize = 2;
const ROUNDS: usize = 5;

/// Who is measured; the last two are what the first is held against.
const CONTESTANTS: [&str; 3] = ["gabarito", "nginx", "forwarder"];

/// Installs what is missing, builds, measures.
pub fn send(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    let tools = steps.run("nginx and wrk", || Tools::find_or_install(place))?;
    steps.run("Programs", || {
        Program::cargo(place).line("build --locked --release --package cli").run()?;
        Program::cargo(place).line("build --locked --release --package proxy --example forwarder").run()
    })?;
    let folder = place.target.join("bench-send");
    let payloads = steps.run("Payloads", || {
        let cannot = |doing: &str| Failure::because(format!("cannot {doing} {}", text(&folder)));
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(cannot("empty"))?;
        }
        fs::create_dir_all(&folder).map_err(cannot("make"))?;
        payloads::make(place, &folder)
    })?;
    let servers = steps.run("Servers", || Servers::start(place, &tools, &folder))?;
    let mut n_asked = 0;
    let mut table = Table::default();
    for payload in &payloads {
        steps.run(&format!("Load: {}", payload.name), || {
            for contestant in CONTESTANTS {
                n_asked += load(place, &tools, &servers, payload, contestant, 0, 1)?.requests_of(contestant);
            }
            for round in 1..=ROUNDS {
                for contestant in turns(round) {
                    let figures = load(place, &tools, &servers, payload, contestant, round, SECONDS)?;
                    println!("    {contestant:>9}  {figures}");
                    n_asked += figures.requests_of(contestant);
                    table.add(payload, contestant, figures);
                }
            }
            Ok(())
        })?;
    }
    drop(servers);
    steps.run("Traces", || check_audit(&folder.join("audit.jsonl"), n_asked))?;
    println!("\n{CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS} s in turns; medians\n\n{table}");
    Ok(())
}

/// Another one begins in each round.
fn turns(round: usize) -> impl Iterator<Item = &'static str> {
    CONTESTANTS.into_iter().cycle().skip(round).take(CONTESTANTS.len())
}

/// One run of wrk.
fn load(
    place: &Place,
    tools: &Tools,
    servers: &Servers,
    payload: &Payload,
    contestant: &str,
    round: usize,
    seconds: usize,
) -> Result<Figures, Failure> {
    let (script, url, arguments) = match contestant {
        "gabarito" => {
            let name = payload.asked.file_stem().unwrap_or_default().to_string_lossy();
            let keys = format!("{name}-{round}");
            ("asked.lua", format!("http://{}/api/send", servers.gabarito), [text(&payload.asked), keys])
        }
        other => {
            let address = match (other, payload.is_simulated) {
                ("nginx", _) => servers.nginx,
                (_, true) => servers.forwarder_simulated,
                (_, false) => servers.forwarder,
            };
            let plain = [text(&payload.plain), payload.content_type.to_owned()];
            ("plain.lua", format!("http://{address}{}", payload.path), plain)
        }
    };
    let said = Program::new(place, &tools.wrk)
        .line(&format!("--threads 2 --connections {CONNECTIONS} --duration {seconds}s --timeout 30s --script {script}"))
        .args([url, "--".to_owned()])
        .args(arguments)
        .in_folder(&place.root.join("bench").join("send"))
        .capture(&[0])?;
    let figures = Figures::read(&String::from_utf8_lossy(&said));
    let figures = figures.ok_or_else(|| Failure::new(format!("wrk said nothing of {contestant}")))?;
    if figures.n_failed > 0 {
        return Err(Failure::new(format!("{} calls of {contestant} failed", figures.n_failed)));
    }
    Ok(figures)
}

/// Every call that was answered has its two lines, and each was answered by the system.
fn check_audit(audit: &Path, n_asked: u64) -> Result<(), Failure> {
    let lines = fs::read_to_string(audit).map_err(Failure::because("the audit cannot be read"))?;
    let with = |word: &str| lines.lines().filter(|line| line.contains(word)).count() as u64;
    let (n_begun, n_answered) = (with("\"event\":\"begun\""), with("\"outcome\":\"answered\""));
    println!("    {n_asked} calls were answered; the audit has {n_begun} begun, {n_answered} answered");
    // wrk goes away in the middle of its last calls, which are sent all the same.
    if n_begun == n_answered && n_answered >= n_asked {
        return Ok(());
    }
    Err(Failure::new("calls left no trace, or were not answered"))
}

/// What others have to bring.
struct Tools {
    nginx: PathBuf,
    wrk: PathBuf,
}

impl Tools {
    fn find_or_install(place: &Place) -> Result<Self, Failure> {
        if let Some(found) = Self::on_path(place) {
            return Ok(found);
        }
        if debian::can_install(place) {
            debian::update(place)?;
            debian::install(place, &["nginx-light", "wrk"])?;
        }
        Self::on_path(place)
            .ok_or_else(|| Failure::new("nginx and wrk are needed on PATH; install them and start again"))
    }

    fn on_path(place: &Place) -> Option<Self> {
        // Debian has it where only root looks.
        let usual = PathBuf::from("/usr/sbin/nginx");
        let nginx = find_on_path(&["nginx"]).or(Some(usual).filter(|usual| usual.is_file()))?;
        let wrk = find_on_path(&["wrk"])?;
        // It says its version on the other output, to whoever looks at the terminal.
        Program::new(place, &nginx).args(["-v"]).run().ok()?;
        Some(Self { nginx, wrk })
    }
}
