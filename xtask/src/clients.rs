//! SOAP clients that others wrote, made from the simulator's WSDL.
//!
//! Input: `gabarito`, `tests/clients`. Output: a failure where a client cannot be made, or gets another answer than the
//! manuals document. Never tells a client anything that the WSDL does not say.

use crate::node::Node;
use crate::place::Place;
use crate::program::Program;
use crate::python::Python;
use crate::serve::Server;
use crate::steps::{Failure, Steps};

/// Lets Python's zeep and Node's soap call every port.
pub fn call_simulator(steps: &mut Steps, place: &Place, node: &Node, python: &Python) -> Result<(), Failure> {
    let folder = place.root.join("tests").join("clients");
    let python = steps.run("Packages of the SOAP clients", || {
        node.install_packages(place, &folder)?;
        python.with_packages(place, &folder)
    })?;
    steps.run("SOAP clients against the simulator", || {
        let simulator = Server::simulate(place)?;
        Program::new(place, &python).args(["call.py", &simulator.url()]).in_folder(&folder).run()?;
        Program::new(place, &node.node).args(["call.mjs", &simulator.url()]).in_folder(&folder).run()
    })
}
