//! `gabarito simulate`: the four systems, on this computer.
//!
//! Input: an address of this computer. Output: what a client has to know of each system; then nothing until the person
//! stops it. Decides nothing: what is answered is the simulator's matter.

use std::net::ToSocketAddrs;

use simulator::{Options, PlayedSystem, Simulator, StartError};

use crate::arguments::SimulateArguments;
use crate::output::Output;
use crate::text::Text;
use crate::{Failure, Status};

pub(crate) fn simulate(arguments: &SimulateArguments, text: &'static Text) -> Result<Status, Failure> {
    let addresses = arguments.address.to_socket_addrs();
    let Some(listen) = addresses.ok().and_then(|mut addresses| addresses.next()) else {
        return Err(Failure((text.bad_address)(&arguments.address)));
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure((text.simulate.cannot_start)(&text.reason(&error))))?;
    let options = Options { listen, faults: arguments.faults, ..Options::default() };
    runtime.block_on(async {
        let simulator = simulator::start(options).await.map_err(|error| Failure(refusal(&error, text)))?;
        // A closed standard output is no reason not to answer.
        let _ = Output::stdout().print(&greeting(&simulator, arguments.faults, text), text);
        let stopped = tokio::signal::ctrl_c().await;
        stopped.map(|()| Status::Valid).map_err(|error| Failure((text.simulate.cannot_start)(&text.reason(&error))))
    })
}

fn greeting(simulator: &Simulator, has_faults: bool, text: &Text) -> String {
    let text = text.simulate;
    let mut acc = format!("{}\n{}\n", (text.ready)(&format!("http://{}", simulator.address())), text.samples);
    if has_faults {
        acc.push_str(&format!("{}\n", text.faults_allowed));
    }
    for PlayedSystem { name, base, ways, descriptions, .. } in simulator.systems() {
        acc.push_str(&format!("\n{name}: {base}\n"));
        for way in ways {
            let values: Vec<String> = way.credentials.iter().map(|(name, value)| format!("{name}={value}")).collect();
            acc.push_str(&format!("  {}: {}\n", way.name, values.join(" ")));
        }
        for address in descriptions {
            acc.push_str(&format!("  {}: {address}\n", text.description));
        }
    }
    acc
}

/// Why it did not start, for the person.
pub(crate) fn refusal(error: &StartError, text: &Text) -> String {
    match error {
        StartError::NotLoopback(address) => (text.simulate.not_loopback)(&address.to_string()),
        StartError::Listen { address, source } => (text.cannot_listen)(&address.to_string(), &text.reason(source)),
        StartError::Data(error) => (text.simulate.cannot_start)(error.message()),
    }
}
