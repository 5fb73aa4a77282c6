//! `cargo xtask serve`, and the servers that tests talk to.
//!
//! Input: a built page, where it is to be served. Output: `gabarito serve` or `gabarito simulate`, running.
//! Never leaves a server behind: one that a test started ends with the test.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::page;
use crate::place::Place;
use crate::program::Program;
use crate::steps::{Failure, Steps};

/// Builds everything and serves it until the person stops it.
pub fn serve(steps: &mut Steps, place: &Place, arguments: &[String]) -> Result<(), Failure> {
    page::build(steps, place)?;
    build_program(steps, place)?;
    steps.summarise();
    println!();
    Program::new(place, place.built("debug", "gabarito")).args(["serve"]).args(arguments).run()
}

/// Builds the program `gabarito`.
pub fn build_program(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    steps.run("Program gabarito", || Program::cargo(place).line("build --locked --package cli").run())
}

/// A server on a free port of this machine; it ends when this value does.
pub struct Server {
    child: Child,
    address: SocketAddr,
    /// Of the command line.
    command: &'static str,
}

impl Server {
    /// Starts the server of the page and waits until it answers.
    pub fn start(place: &Place) -> Result<Self, Failure> {
        Self::of_command(place, "serve")
    }

    /// Starts the simulator and waits until it answers.
    pub fn simulate(place: &Place) -> Result<Self, Failure> {
        Self::of_command(place, "simulate")
    }

    fn of_command(place: &Place, command: &'static str) -> Result<Self, Failure> {
        let address = free_address().map_err(Failure::because("no free port"))?;
        let child = Program::new(place, place.built("debug", "gabarito"))
            .args([command, "--listen"])
            .args([address.to_string()])
            .start()?;
        let mut server = Self { child, address, command };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// Where it answers.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait_until_ready(&mut self) -> Result<(), Failure> {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::new(format!("`gabarito {}` ended with {status}", self.command)));
            }
            sleep(Duration::from_millis(50));
        }
        Err(Failure::new(format!("`gabarito {}` did not answer within 30 seconds", self.command)))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing else to do about it here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address of this machine at which nobody listens.
pub fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind(("127.0.0.1", 0))?.local_addr()
}
