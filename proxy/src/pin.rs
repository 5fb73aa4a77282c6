//! Which addresses a host's name may stand for.
//!
//! Input: what a name resolves to. Output: those of them that may be called.
//! Without networks from the operator, the first answer holds for good, and nothing that is not public is in it: a name
//! that is made to point into the operator's own network leads nowhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use ipnet::IpNet;

/// What one environment's host may stand for.
#[derive(Debug)]
pub(crate) struct Pin {
    networks: Vec<IpNet>,
    first: Mutex<Option<Vec<IpAddr>>>,
}

impl Pin {
    /// `networks` as the operator lists them; none of them: what is resolved first.
    pub(crate) fn new(networks: Vec<IpNet>) -> Self {
        Self { networks, first: Mutex::new(None) }
    }

    /// Those of `resolved` that may be called, in their order.
    pub(crate) fn allowed(&self, resolved: &[IpAddr]) -> Vec<IpAddr> {
        if !self.networks.is_empty() {
            return kept(resolved, |address| is_in(&self.networks, address));
        }
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        if first.is_none() {
            let public = kept(resolved, is_public);
            // A name that could not be resolved is asked again.
            *first = Some(public).filter(|public| !public.is_empty());
        }
        let known = first.as_deref().unwrap_or_default();
        kept(resolved, |address| known.contains(&address))
    }
}

/// Whether the operator lists this address, or it is one of the public network and nothing is listed.
pub(crate) fn may_be_called(networks: &[IpNet], address: IpAddr) -> bool {
    if networks.is_empty() { is_public(address) } else { is_in(networks, address) }
}

fn kept(addresses: &[IpAddr], keep: impl Fn(IpAddr) -> bool) -> Vec<IpAddr> {
    addresses.iter().copied().filter(|address| keep(*address)).collect()
}

fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    networks.iter().any(|network| network.contains(&address))
}

/// Whether an address is one that the whole world sees.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// What the registry of special addresses (RFC 6890 and those after it) leaves. The metadata services of clouds are
/// link-local, or lie in the shared range.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..128, _)
            | (169, 254, _)
            | (172, 16..32, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            | (168, 63, 129)
    );
    !is_special
}

/// Only what is given out to the world (2000::/3), without what carries an IPv4 address inside or is for documents.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let is_given_out = a & 0xe000 == 0x2000;
    let is_special = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002 || a == 0x3fff;
    is_given_out && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(texts: &[&str]) -> Vec<IpAddr> {
        texts.iter().map(|text| text.parse().expect("an address")).collect()
    }

    #[track_caller]
    fn check_public(text: &str, expected: bool) {
        assert_eq!(is_public(text.parse().expect("an address")), expected, "{text}");
    }

    #[test]
    fn addresses_of_the_world_are_public() {
        for text in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
            check_public(text, true);
        }
    }

    #[test]
    fn addresses_of_the_house_are_not() {
        let own =
            ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0"];
        for text in own {
            check_public(text, false);
            check_public(&format!("::ffff:{text}"), false);
        }
        for text in ["::1", "::", "fe80::1", "fd00:ec2::254", "fc00::1", "ff02::1", "2002:7f00:1::", "64:ff9b::7f00:1"]
        {
            check_public(text, false);
        }
    }

    #[test]
    fn the_first_answer_holds() {
        let pin = Pin::new(Vec::new());
        assert!(pin.allowed(&[]).is_empty());
        let first = addresses(&["8.8.8.8", "127.0.0.1"]);
        assert_eq!(pin.allowed(&first), addresses(&["8.8.8.8"]));
        assert_eq!(pin.allowed(&addresses(&["9.9.9.9", "8.8.8.8"])), addresses(&["8.8.8.8"]));
        assert!(pin.allowed(&addresses(&["10.0.0.1"])).is_empty());
    }

    #[test]
    fn listed_networks_hold_alone() {
        let pin = Pin::new(vec!["10.1.0.0/16".parse().expect("a network")]);
        let resolved = addresses(&["8.8.8.8", "10.1.2.3", "::ffff:10.1.2.4", "10.2.0.1"]);
        assert_eq!(pin.allowed(&resolved), addresses(&["10.1.2.3", "::ffff:10.1.2.4"]));
    }
}
