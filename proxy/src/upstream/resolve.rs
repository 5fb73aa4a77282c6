//! What a host's name stands for, as far as its environment allows.

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net::lookup_host;

use crate::pin::Pin;

pub(super) struct Resolver(pub Arc<Pin>);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let pin = Arc::clone(&self.0);
        Box::pin(async move {
            let found = lookup_host((name.as_str(), 0)).await?;
            let resolved: Vec<_> = found.map(|address| address.ip()).collect();
            let allowed = pin.allowed(&resolved);
            if allowed.is_empty() {
                return Err("the name leads to no address that may be called".into());
            }
            let addresses: Addrs = Box::new(allowed.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}
