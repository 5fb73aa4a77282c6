//! The Send panel: from a payload to an explained answer, beside an editor or a form.
//!
//! Input: the text, its layout and its report as signals. Output: the field that a person wants to go to. Decides nothing that
//! the proxy decides: it says beforehand what the proxy will refuse, and shows what it said.

mod answer;
mod brake;
mod environments;
mod executions;
mod form;
mod history;
mod outcome;
mod panel;
mod request;
mod sign_in;

pub use executions::{execution_word, executions, of_route, to_route, words};
pub use panel::{PANEL, SendPanel};
