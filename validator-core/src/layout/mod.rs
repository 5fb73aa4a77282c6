//! Layouts: the rules of one operation, as data.
//!
//! `file` mirrors the TOML, `load` proves it, `model` is what the rest of the core sees. Bundled, user-written and
//! imported layouts take the same path.

mod answer;
mod call;
mod credential;
mod file;
mod http;
mod load;
mod load_answers;
mod load_conditions;
mod model;
mod names;
mod record;
mod system;

pub use crate::formats::Format;
pub(crate) use answer::{ErrorBody, ItemRule, VerdictRule};
pub use answer::{KnownText, KnownTextId};
pub use call::Call;
pub use credential::{Credential, Token, TokenCall, fill, fill_path};
pub use http::{Address, Body, Execution, Flow, Http, Method, Route, Status, Suggested, Variable};
pub use load::{Problem, load};
pub(crate) use load::{load_example, load_packed, system_of};
pub use model::*;
pub use record::Record;
pub use system::{Envelope, Mark, Padding, System, ValueKind};
