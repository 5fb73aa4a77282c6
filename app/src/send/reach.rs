//! Whether there is a proxy behind the page, and which environments it has for this person.
//!
//! Input: what became of the question. Output: a state that the panel shows. A page from any web space has no proxy; that is
//! no fault.

use proxy_api::{EnvironmentInfo, Environments, ErrorBody, ErrorCode};

use crate::http::Reply;

/// What is known of the proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nobody has opened the panel yet.
    Unasked,
    Asking,
    /// Whatever serves the page sends nothing.
    Absent,
    /// It asks who the person is.
    SignIn {
        was_refused: bool,
    },
    /// It is there and says no.
    Refused(ErrorCode),
    Ready(Environments),
}

impl Reach {
    /// Reads the answer to the question for environments.
    pub fn of(reply: Option<Reply>, has_token: bool) -> Self {
        let Some(Reply { status, text }) = reply else { return Reach::Absent };
        if status == 200 {
            return serde_json::from_str(&text).map_or(Reach::Absent, Reach::Ready);
        }
        match serde_json::from_str::<ErrorBody>(&text).map(|body| body.error) {
            Ok(ErrorCode::SignInRequired) => Reach::SignIn { was_refused: has_token },
            Ok(ErrorCode::NotFound) | Err(_) => Reach::Absent,
            Ok(code) => Reach::Refused(code),
        }
    }
}

/// What an environment is, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvironmentKind {
    Simulator,
    Test,
    Production,
}

impl EnvironmentKind {
    /// Production wins: whatever else is said of an environment, what is sent there is real.
    pub fn of(environment: &EnvironmentInfo) -> Self {
        match environment {
            EnvironmentInfo { production: true, .. } => EnvironmentKind::Production,
            EnvironmentInfo { simulator: true, .. } => EnvironmentKind::Simulator,
            _ => EnvironmentKind::Test,
        }
    }
}

/// The environment that is meant: the one chosen, where the system has it, else the first that is not production. Production
/// is never meant unless it was chosen.
pub fn meant<'e>(environments: &'e [EnvironmentInfo], chosen: Option<&str>) -> Option<&'e EnvironmentInfo> {
    let by_name = environments.iter().find(|environment| Some(&*environment.name) == chosen);
    by_name.or_else(|| environments.iter().find(|environment| !environment.production))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, text: &str) -> Option<Reply> {
        Some(Reply { status, text: text.to_owned() })
    }

    #[track_caller]
    fn check_reach(reply: Option<Reply>, expected: Reach) {
        assert_eq!(Reach::of(reply, false), expected);
    }

    #[test]
    fn without_a_proxy_there_is_nothing_to_send_with() {
        check_reach(None, Reach::Absent);
        check_reach(reply(404, "<!doctype html>"), Reach::Absent);
        // Some web spaces answer everything with their first page.
        check_reach(reply(200, "<!doctype html>"), Reach::Absent);
        check_reach(reply(404, r#"{"error":"not_found","message":""}"#), Reach::Absent);
    }

    #[test]
    fn a_proxy_may_ask_who_it_is_or_say_no() {
        let body = r#"{"error":"sign_in_required","message":""}"#;
        check_reach(reply(401, body), Reach::SignIn { was_refused: false });
        assert_eq!(Reach::of(reply(401, body), true), Reach::SignIn { was_refused: true });
        check_reach(reply(503, r#"{"error":"busy","message":""}"#), Reach::Refused(ErrorCode::Busy));
    }

    #[test]
    fn a_proxy_without_environments_is_a_proxy() {
        check_reach(reply(200, r#"{"environments":[]}"#), Reach::Ready(Environments::default()));
    }

    #[track_caller]
    fn check_meant(environments: &[(&str, bool)], chosen: Option<&str>, expected: Option<&str>) {
        let environments: Vec<_> =
            environments.iter().map(|(name, production)| environment(name, *production)).collect();
        assert_eq!(meant(&environments, chosen).map(|environment| &*environment.name), expected);
    }

    fn environment(name: &str, production: bool) -> EnvironmentInfo {
        let (name, system) = (name.to_owned(), "a".to_owned());
        EnvironmentInfo { name, system, production, simulator: true, allow_invalid: false }
    }

    #[test]
    fn production_is_never_meant_unless_it_was_chosen() {
        let both = [("real", true), ("trial", false)];
        check_meant(&both, None, Some("trial"));
        check_meant(&both, Some("real"), Some("real"));
        check_meant(&both, Some("of another system"), Some("trial"));
        check_meant(&[("real", true)], None, None);
        assert_eq!(EnvironmentKind::of(&environment("real", true)), EnvironmentKind::Production);
    }
}
