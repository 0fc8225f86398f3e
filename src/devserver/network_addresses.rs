//! The addresses under which other machines reach this one.

use std::collections::BTreeSet;
use std::net::{IpAddr, UdpSocket};

/// One address of each network that is reserved for private use or for examples: whoever would send
/// there does so from an address of ours, the one that others in that network know.
const TARGETS: [&str; 5] =
    ["192.0.2.1:9", "192.168.255.254:9", "10.255.255.254:9", "172.31.255.254:9", "[2001:db8::1]:9"];

/// This machine's own addresses on its networks, without loopback. Nothing is sent.
pub(super) fn local_addresses() -> BTreeSet<IpAddr> {
    let own = TARGETS.iter().filter_map(|target| {
        let any = if target.starts_with('[') { "[::]:0" } else { "0.0.0.0:0" };
        let socket = UdpSocket::bind(any).ok()?;
        // To connect such a socket only asks the system for the way.
        socket.connect(target).ok()?;
        Some(socket.local_addr().ok()?.ip())
    });
    own.filter(|ip| !ip.is_loopback() && !ip.is_unspecified()).collect()
}
