//! Who calls, and where that person may send.

/// Whom a call comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The name that the person is signed in by; none where no sign-in is asked for.
    pub user: Option<String>,
}
