//! Starting the simulator, and what a client has to know of it.
//!
//! Input: an address of this computer. Output: a handle; the simulator answers until it is dropped.
//! Refuses any address that others could reach: it takes credentials that everybody knows.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use validator_core::catalog;
use validator_core::layout::{Credential, Layout};

use crate::clock::{Clock, seconds};
use crate::connection::accept;
use crate::desk::{Desk, State};
use crate::faults::Fault;
use crate::kept::Taken;
use crate::play::{Play, plays, words};
use crate::routes::Routes;

/// How to start.
#[derive(Clone)]
pub struct Options {
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Whether callers may ask for faults.
    pub faults: bool,
    /// What time it is.
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 0)), faults: false, clock: Arc::new(SystemTime::now) }
    }
}

/// Why the simulator did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// Others could reach the address.
    #[error("{0} is not an address of this computer alone")]
    NotLoopback(SocketAddr),
    /// The address is taken, or not one of this machine.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// A file that the simulator carries has a fault.
    #[error("a file of the simulator cannot be read")]
    Data(#[from] toml::de::Error),
}

/// What a client of one system has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayedSystem {
    /// The system's folder name, such as `fis`.
    pub id: &'static str,
    /// As people call it.
    pub name: String,
    /// What the paths of its routes follow, without a slash at its end: `http://127.0.0.1:8090/fis`.
    pub base: String,
    /// Which of the system's addresses this is; none where it has one alone.
    pub address: Option<String>,
    /// What stands in the braces of its addresses: samples too.
    pub variables: BTreeMap<String, String>,
    /// Where layouts go that name no address themselves, by their ids.
    pub paths: BTreeMap<String, String>,
    /// The ways to sign in that it takes, the usual one first.
    pub ways: Vec<Way>,
    /// Where its SOAP services describe themselves, in full.
    pub descriptions: Vec<String>,
}

/// One way to sign in: the values are samples that everybody knows, and no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The name of the system's `[[credential]]`.
    pub name: String,
    /// All that it asks for, by the names that it has for them.
    pub credentials: BTreeMap<String, String>,
}

/// A running simulator. It stops when this value is dropped.
pub struct Simulator {
    address: SocketAddr,
    systems: Vec<PlayedSystem>,
    desk: Arc<Desk>,
    task: JoinHandle<()>,
}

/// Starts the simulator on the current runtime.
pub async fn start(options: Options) -> Result<Simulator, StartError> {
    let address = options.listen;
    if !address.ip().is_loopback() {
        return Err(StartError::NotLoopback(address));
    }
    let cannot_listen = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let desk = Arc::new(Desk {
        routes: Routes::new(),
        plays: plays()?,
        words: words()?,
        begun: seconds(&options.clock),
        clock: options.clock,
        origin: format!("http://{address}"),
        has_faults: options.faults,
        state: Mutex::new(State::default()),
    });
    let systems = systems(&desk);
    let task = tokio::spawn(accept(listener, Arc::clone(&desk)));
    Ok(Simulator { address, systems, desk, task })
}

impl Simulator {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The systems that it plays, in the order of their folder names.
    pub fn systems(&self) -> &[PlayedSystem] {
        &self.systems
    }

    /// The payloads that it took lately, the latest last.
    pub fn taken(&self) -> Vec<Taken> {
        self.desk.state().kept.taken().cloned().collect()
    }

    /// How many payloads it took since its start.
    pub fn n_taken(&self) -> u64 {
        self.desk.state().kept.n_taken()
    }

    /// Lets the next calls go wrong, one after the other, if faults are allowed.
    pub fn plan_fault(&self, fault: Fault, times: usize) {
        if self.desk.has_faults {
            self.desk.plan(fault, times);
        }
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn systems(desk: &Desk) -> Vec<PlayedSystem> {
    let played = desk.plays.iter().filter_map(|(id, play)| {
        let system = catalog::system(id)?;
        Some(PlayedSystem {
            id,
            base: format!("{}/{id}", desk.origin),
            address: play.address.clone(),
            variables: play.variables.clone(),
            paths: play.paths.clone(),
            ways: system.credentials.iter().filter_map(|credential| way(credential, play)).collect(),
            descriptions: descriptions(id, &desk.origin),
            name: system.name.clone(),
        })
    });
    played.collect()
}

/// A way to sign in of which every value has a sample.
fn way(credential: &Credential, play: &Play) -> Option<Way> {
    let sample = |name: &String| Some((name.clone(), play.sample.get(name)?.clone()));
    let credentials = credential.secrets.iter().map(sample).collect::<Option<_>>()?;
    Some(Way { name: credential.name.clone(), credentials })
}

/// The addresses of the WSDL of every SOAP service of a system, in the manuals' own form.
fn descriptions(system: &str, origin: &str) -> Vec<String> {
    let layouts = catalog::entries().filter(|entry| entry.system() == system);
    let layouts = layouts.filter_map(|entry| catalog::layout(entry.id()));
    let mut acc: Vec<String> = layouts.filter(|layout| layout.operation.is_some()).flat_map(paths).collect();
    acc.sort();
    acc.dedup();
    acc.into_iter().map(|path| format!("{origin}{path}?wsdl")).collect()
}

fn paths(layout: &Layout) -> Vec<String> {
    let base = layout.system.http.addresses.first().map_or("", |address| &*address.base);
    let beginning =
        base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| format!("/{path}"));
    let beginning = beginning.unwrap_or_default();
    layout.routes.iter().filter_map(|route| Some(format!("{beginning}{}", route.path.as_deref()?))).collect()
}
