//! Who calls.
//!
//! Input: the configuration, a request's headers, and the address that it comes from. Output: a [`Caller`], or a refusal.
//! Believes a header only from addresses that the operator named, and keeps no token: of one that was right, a digest
//! whose key dies with the process.
//!
//! - `token`: what an API token is, and how one is made; `verified`: those that were shown and were right

mod token;
mod verified;

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use ipnet::IpNet;
use proxy_api::ErrorCode;

use self::verified::Verified;
use crate::api::ApiError;
use crate::config::{Access, Config, Token};

pub use self::token::{NewToken, new_token};

/// Whom a call comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Caller {
    /// The name that the person is signed in by; none where no sign-in is asked for.
    pub user: Option<String>,
}

impl Caller {
    /// Whether this person may send there.
    pub(crate) fn may_send_to(&self, config: &Config, environment: &str) -> bool {
        match (&config.access, &self.user) {
            (Access::Open, _) => true,
            (Access::Tokens(_, permissions) | Access::TrustedHeader { permissions, .. }, Some(user)) => {
                permissions.allow(user, environment)
            }
            (Access::Tokens(..) | Access::TrustedHeader { .. }, None) => false,
        }
    }
}

/// Lets callers in, or not.
#[derive(Default)]
pub(crate) struct Door {
    verified: Verified,
}

/// No name of a person is longer.
const LONGEST_NAME: usize = 100;

impl Door {
    /// Who it is that calls from `peer`.
    pub(crate) async fn caller(&self, config: &Config, headers: &HeaderMap, peer: IpAddr) -> Result<Caller, ApiError> {
        let user = match &config.access {
            Access::Open => return Ok(Caller::default()),
            Access::Tokens(tokens, _) => self.user_of_token(tokens, headers, peer).await?,
            Access::TrustedHeader { header, from, .. } => {
                let mut values = headers.get_all(header).iter();
                match (values.next().and_then(|value| value.to_str().ok()), values.next()) {
                    (Some(user), None) if is_from(from, peer) => user.trim().to_owned(),
                    _ => return Err(stranger("the reverse proxy has not signed anybody in")),
                }
            }
        };
        if user.is_empty() || user.len() > LONGEST_NAME {
            return Err(stranger("nobody is signed in"));
        }
        Ok(Caller { user: Some(user) })
    }

    async fn user_of_token(&self, tokens: &[Token], headers: &HeaderMap, peer: IpAddr) -> Result<String, ApiError> {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return Err(stranger("an API token is needed"));
        };
        let shown = value.to_str().ok().and_then(|value| value.split_once(' '));
        let shown = shown.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, shown)| shown.trim());
        let Some(shown) = shown else {
            return Err(stranger("an API token is needed, as `Authorization: Bearer`"));
        };
        let token = token::id_of(shown).and_then(|id| tokens.iter().find(|token| token.id == id));
        self.verified.check(token, shown, peer).await?;
        // A token that is right is one that was found.
        token.map(|token| token.user.clone()).ok_or_else(|| stranger("the API token is not known"))
    }
}

fn stranger(message: &'static str) -> ApiError {
    ApiError::new(ErrorCode::SignInRequired, message)
}

fn is_from(networks: &[IpNet], peer: IpAddr) -> bool {
    let peer = peer.to_canonical();
    networks.iter().any(|network| network.contains(&peer))
}
