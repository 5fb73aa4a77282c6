//! Conversations with the simulator over a real connection: for each system what is asked and what comes back.
//!
//! Nothing sleeps: the clock stands still until a test lets time pass.

mod hostile;
mod rest;
mod senior;
mod support;
