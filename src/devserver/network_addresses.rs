//! The addresses at which other machines reach this one.

use std::collections::BTreeSet;
use std::net::{IpAddr, UdpSocket};

/// One address in each network that is reserved for private use or for documentation. The system
/// would send to it from the address that others in the same network know.
const TARGETS: [&str; 5] =
    ["192.0.2.1:9", "192.168.255.254:9", "10.255.255.254:9", "172.31.255.254:9", "[2001:db8::1]:9"];

/// Returns this machine's addresses on its networks, without loopback. Nothing is sent.
pub(super) fn local_addresses() -> BTreeSet<IpAddr> {
    let addresses = TARGETS.iter().filter_map(|target| {
        let unspecified = if target.starts_with('[') { "[::]:0" } else { "0.0.0.0:0" };
        let socket = UdpSocket::bind(unspecified).ok()?;
        // For UDP, connecting only looks up the route.
        socket.connect(target).ok()?;
        Some(socket.local_addr().ok()?.ip())
    });
    addresses.filter(|ip| !ip.is_loopback() && !ip.is_unspecified()).collect()
}
