//! The simulator: answers as the four systems do, from the same layouts, on this computer only.
//!
//! Input: an address of loopback. Output: a running server that takes sample credentials, validates with the core, and
//! answers in each system's own shape. Where no shape is public, its answer says that it is invented.
//! Calls nobody, writes no file, and takes no real credential.
//!
//! - `start`: the way in, and what a client has to know
//! - `connection`: HTTP, with limits; `desk`: what a call is answered; `signing` and `work`: calls about sessions, and all others
//! - `routes`, `path`: which layout an address belongs to; `wsdl`: how SOAP services describe themselves
//! - `guard`, `sessions`: who is calling; `judge`: what is wrong with a payload; `kept`: what was taken
//! - `play`: how each system is played, from `systems/`; `reply`: answers and their templates
//! - `faults`, `own`: what goes wrong on purpose, and the simulator's own addresses; `clock`: what time it is

mod clock;
mod connection;
mod desk;
mod faults;
mod guard;
mod judge;
mod kept;
mod own;
mod path;
mod play;
mod reply;
mod routes;
mod sessions;
mod signing;
mod start;
mod work;
mod wsdl;

pub use clock::Clock;
pub use faults::Fault;
pub use kept::Taken;
pub use start::{Options, PlayedSystem, Simulator, StartError, Way, start};
