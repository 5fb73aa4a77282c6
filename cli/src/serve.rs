//! `gabarito serve`: the page, and the sending of payloads.
//!
//! Input: an address or a configuration. Output: its line once the server answers; then nothing until the person stops it.
//! Opening the browser is a favour: where it does not work, the address is on the screen.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use proxy::config::{self, Config, ConfigError, Environment, Secret};
use proxy::{PageSource, Reload, ServeError, ServeOptions, SiteError};

use simulator::{PlayedSystem, Simulator};

use crate::arguments::ServeArguments;
use crate::output::Output;
use crate::text::Text;
use crate::{Failure, Status};

pub(crate) fn serve(arguments: &ServeArguments, text: &'static Text) -> Result<Status, Failure> {
    let file = arguments.config.as_ref().map(PathBuf::from);
    let mut source = Source { file, listen: listen(arguments, text)?, played: Vec::new() };
    let config = source.read().map_err(|error| Failure(text.config_error(&error)))?;
    proxy::log::start(config.log);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure((text.cannot_serve)(&text.reason(&error))))?;
    let is_opened = arguments.open;
    let on_ready = Box::new(move |address| {
        let address = format!("http://{address}/");
        // A closed standard output is no reason not to serve.
        let _ = Output::stdout().print(&format!("{}\n", (text.serving)(&address)), text);
        if is_opened {
            open_browser(&address);
        }
    });
    runtime.block_on(async {
        // It answers as long as it is held.
        let simulator = if config.has_simulator { Some(simulate(text).await?) } else { None };
        source.played = simulator.iter().flat_map(environments).collect();
        let config = config.with_simulator(&source.played);
        let reload = source.file.is_some().then(|| -> Reload { Arc::new(move || source.read()) });
        let options = ServeOptions { config, reload, page: PageSource::default(), on_ready };
        match proxy::serve(options).await {
            Ok(()) => Ok(Status::Valid),
            Err(error) => Err(Failure(refusal(&error, text))),
        }
    })
}

/// Where the configuration comes from, now and whenever it is read again.
struct Source {
    file: Option<PathBuf>,
    listen: Option<SocketAddr>,
    /// The simulator's environments, once it runs.
    played: Vec<Environment>,
}

impl Source {
    fn read(&self) -> Result<Config, ConfigError> {
        let config = match &self.file {
            Some(file) => config::load(file, self.listen),
            None => config::without_file(self.listen),
        };
        config.map(|config| config.with_simulator(&self.played))
    }
}

async fn simulate(text: &Text) -> Result<Simulator, Failure> {
    let simulator = simulator::start(simulator::Options::default()).await;
    simulator.map_err(|error| Failure(crate::simulate::refusal(&error, text)))
}

/// One environment for each system that the simulator plays, signed in to by the usual way.
fn environments(simulator: &Simulator) -> Vec<Environment> {
    let environment = |system: &PlayedSystem| {
        let mut environment = Environment::of_simulator(system.id, &system.base)?;
        environment.address = system.address.clone();
        environment.variables = system.variables.clone();
        environment.paths = system.paths.clone();
        if let Some(way) = system.ways.first() {
            environment.credential = Some(way.name.clone());
            let secrets = way.credentials.iter().map(|(name, value)| (name.clone(), Secret::new(value.clone())));
            environment.credentials = secrets.collect();
        }
        Some(environment)
    };
    simulator.systems().iter().filter_map(environment).collect()
}

/// The address that was asked for, which may be a name.
fn listen(arguments: &ServeArguments, text: &Text) -> Result<Option<SocketAddr>, Failure> {
    let Some(asked) = &arguments.listen else {
        return Ok(None);
    };
    let address = asked.to_socket_addrs().ok().and_then(|mut addresses| addresses.next());
    address.map(Some).ok_or_else(|| Failure((text.bad_address)(asked)))
}

fn refusal(error: &ServeError, text: &Text) -> String {
    match error {
        ServeError::Site(SiteError::NoFolder(folder)) => (text.no_page)(&folder.display().to_string()),
        ServeError::Site(SiteError::Unreadable { path, source }) => {
            (text.cannot_read)(&path.display().to_string(), &text.reason(source))
        }
        ServeError::Site(SiteError::NoIndex) => (text.no_page)("index.html"),
        ServeError::Open(error) => (text.cannot_serve)(&error.to_string()),
        ServeError::Listen { address, source } => (text.cannot_listen)(&address.to_string(), &text.reason(source)),
    }
}

fn open_browser(address: &str) {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    let _ = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
