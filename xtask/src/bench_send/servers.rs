//! The servers of the benchmark: the system, and the three that stand before it.
//!
//! Input: the configurations in `bench/send/`. Output: addresses that answer. They end with this value.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::Tools;
use crate::place::{Place, text};
use crate::program::Program;
use crate::serve::free_address;
use crate::steps::Failure;

/// Where everybody answers.
pub struct Servers {
    pub gabarito: SocketAddr,
    pub nginx: SocketAddr,
    pub forwarder: SocketAddr,
    /// The same before the simulator.
    pub forwarder_simulated: SocketAddr,
    _running: Vec<Running>,
}

impl Servers {
    pub fn start(place: &Place, tools: &Tools, folder: &Path) -> Result<Self, Failure> {
        let free = || free_address().map_err(Failure::because("no free port"));
        let (upstream, simulator) = (free()?, free()?);
        let (gabarito, nginx, forwarder, forwarder_simulated) = (free()?, free()?, free()?, free()?);
        let addresses =
            [("{upstream}", upstream), ("{simulator}", simulator), ("{gabarito}", gabarito), ("{nginx}", nginx)];
        let addresses = addresses.map(|(name, address)| (name, address.to_string()));
        for file in ["upstream.conf", "nginx.conf", "gabarito.toml"] {
            let from = place.root.join("bench").join("send").join(file);
            let mut said =
                fs::read_to_string(&from).map_err(Failure::because(format!("cannot read {}", text(&from))))?;
            for (name, address) in &addresses {
                said = said.replace(name, address);
            }
            fs::write(folder.join(file), said).map_err(Failure::because(format!("cannot write {file}")))?;
        }
        // A page that nobody asks for: without one the server does not start.
        let page = folder.join("dist");
        fs::create_dir_all(&page).map_err(Failure::because("cannot make a folder"))?;
        fs::write(page.join("index.html"), "<!doctype html>").map_err(Failure::because("cannot write a page"))?;

        let mut running = Vec::new();
        for (file, address) in [("upstream.conf", upstream), ("nginx.conf", nginx)] {
            running.push(Running::nginx(place, tools, folder, file)?);
            wait_until_ready(address, file)?;
        }
        let program = Program::new(place, place.built("release", "gabarito"));
        running.push(Running::new(program.line("simulate --listen").args([simulator.to_string()]).start()?));
        wait_until_ready(simulator, "the simulator")?;
        for (address, system) in [(forwarder, upstream), (forwarder_simulated, simulator)] {
            let program = Program::new(place, place.built("release", &text(&Path::new("examples").join("forwarder"))));
            running.push(Running::new(program.args([address.to_string(), format!("http://{system}")]).start()?));
            wait_until_ready(address, "forwarder")?;
        }
        let program = Program::new(place, place.built("release", "gabarito"))
            .line("serve --config gabarito.toml")
            .env("BENCH_USER", "integracao")
            .env("BENCH_PASSWORD", "senha-de-exemplo")
            .in_folder(folder);
        running.push(Running::new(program.start()?));
        wait_until_ready(gabarito, "gabarito")?;
        Ok(Self { gabarito, nginx, forwarder, forwarder_simulated, _running: running })
    }
}

/// A server that runs.
struct Running {
    child: Child,
    /// How nginx is asked to end; its master would leave its workers behind if it were killed.
    stop: Option<Box<dyn Fn()>>,
}

impl Running {
    fn new(child: Child) -> Self {
        Self { child, stop: None }
    }

    fn nginx(place: &Place, tools: &Tools, folder: &Path, file: &'static str) -> Result<Self, Failure> {
        let (root, nginx, folder) = (place.clone(), tools.nginx.clone(), folder.to_owned());
        let child = command(place, &nginx, &folder, file).start()?;
        let stop = move || {
            // It may have ended by itself.
            let _ = command(&root, &nginx, &folder, file).args(["-s", "stop"]).run();
        };
        Ok(Self { child, stop: Some(Box::new(stop)) })
    }
}

fn command(place: &Place, nginx: &PathBuf, folder: &Path, file: &str) -> Program {
    Program::new(place, nginx).args(["-p", &text(folder), "-e", "stderr", "-c", file])
}

impl Drop for Running {
    fn drop(&mut self) {
        match &self.stop {
            Some(stop) => stop(),
            None => {
                let _ = self.child.kill();
            }
        }
        let _ = self.child.wait();
    }
}

fn wait_until_ready(address: SocketAddr, name: &str) -> Result<(), Failure> {
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
            return Ok(());
        }
        sleep(Duration::from_millis(50));
    }
    Err(Failure::new(format!("{name} did not answer within 30 seconds")))
}
