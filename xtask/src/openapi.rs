//! The server against its own description, by a tool that makes up questions from it.
//!
//! Input: a machine. Output: success, or what Schemathesis found.
//! Bounded, and with a fixed seed: the same program gets the same questions.

use crate::place::Place;
use crate::program::Program;
use crate::python::Python;
use crate::serve::Server;
use crate::steps::{Failure, Steps};

/// Asks a server of its own everything that the description lets one ask, and much that it does not.
pub fn check(steps: &mut Steps, place: &Place, python: &Python) -> Result<(), Failure> {
    let folder = place.root.join("tests").join("openapi");
    let python = steps.run("Packages for the OpenAPI test", || python.with_packages(place, &folder))?;
    steps.run("Server against its OpenAPI description", || {
        let server = Server::start(place)?;
        Program::new(place, &python)
            .args(["-m", "schemathesis.cli", "run"])
            .args([format!("{}/api/openapi.json", server.url())])
            .in_folder(&folder)
            .run()
    })
}
