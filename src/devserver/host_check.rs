//! Who may ask: the check of `Host`, `Origin` and method on every request.
//!
//! A page on any other site can make a browser ask 127.0.0.1, and with DNS rebinding under its own
//! name. So a name must be one that only this machine can have, or the very address that the
//! connection came in on. `Origin`, when sent, must be our own.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, Method, Request, header};

/// The longest host name there is (RFC 1035), with room for brackets and port.
const MAX_HOST_BYTES: usize = 262;

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestRefusal {
    /// Not a request that a browser sends: 400.
    Malformed,
    /// Addressed to, or sent from, somebody else: 403.
    Foreign,
    /// Neither GET nor HEAD: 405.
    Method,
}

/// Checks who asks, and how; `local` is the address that the connection came in on.
pub(super) fn check_request<T>(
    request: &Request<T>,
    local: SocketAddr,
) -> Result<(), RequestRefusal> {
    let host = single_header(request.headers(), &header::HOST)?.ok_or(RequestRefusal::Malformed)?;
    // In absolute form the target names the host again (RFC 9112 §3.2.2): two are one too many.
    if let Some(authority) = request.uri().authority()
        && !authority.as_str().eq_ignore_ascii_case(host)
    {
        return Err(RequestRefusal::Malformed);
    }
    if request.uri().scheme_str().is_some_and(|scheme| scheme != "http") {
        return Err(RequestRefusal::Malformed);
    }
    let (name, port) = parse_host(host).ok_or(RequestRefusal::Malformed)?;
    if port != local.port() || !is_local_name(name, local.ip()) {
        return Err(RequestRefusal::Foreign);
    }
    check_origin(request.headers(), host)?;
    match *request.method() {
        Method::GET | Method::HEAD if has_body(request.headers()) => Err(RequestRefusal::Malformed),
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(RequestRefusal::Method),
    }
}

/// Whether something is sent along. Nobody reads it, and one request may hide in it.
fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

fn check_origin(headers: &HeaderMap, host: &str) -> Result<(), RequestRefusal> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let ours = format!("http://{host}");
    if origins.all(|origin| origin.as_bytes().eq_ignore_ascii_case(ours.as_bytes())) {
        Ok(())
    } else {
        Err(RequestRefusal::Foreign)
    }
}

/// The one value of a header, in visible ASCII.
fn single_header<'a>(
    headers: &'a HeaderMap,
    name: &header::HeaderName,
) -> Result<Option<&'a str>, RequestRefusal> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| RequestRefusal::Malformed),
        _ => Err(RequestRefusal::Malformed),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HostName<'a> {
    Address(IpAddr),
    Text(&'a str),
}

/// Splits `name[:port]`; without a port it is 80, as in `http://`.
fn parse_host(host: &str) -> Option<(HostName<'_>, u16)> {
    if host.len() > MAX_HOST_BYTES {
        return None;
    }
    if let Some(rest) = host.strip_prefix('[') {
        let (address, rest) = rest.split_once(']')?;
        let address: Ipv6Addr = address.parse().ok()?;
        let port = if rest.is_empty() { 80 } else { parse_port(rest.strip_prefix(':')?)? };
        return Some((HostName::Address(address.into()), port));
    }
    let (name, port) = match host.split_once(':') {
        Some((name, port)) => (name, parse_port(port)?),
        None => (host, 80),
    };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    Some((name.parse().map_or(HostName::Text(name), HostName::Address), port))
}

/// `u16::from_str` takes a sign too; a port has digits only.
fn parse_port(digits: &str) -> Option<u16> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Whether a name means this machine: a loopback name or address, or the connection's own address.
fn is_local_name(name: HostName, local: IpAddr) -> bool {
    match name {
        HostName::Address(address) => address.is_loopback() || address == local.to_canonical(),
        HostName::Text(name) => {
            // RFC 6761 §6.3: localhost and all names under it are the loopback address.
            let last = name.rsplit('.').next().unwrap_or(name);
            last.eq_ignore_ascii_case("localhost") && !name.split('.').any(str::is_empty)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_host(host: &str, local: &str) -> Result<(), RequestRefusal> {
        let request = Request::builder().uri("/").header("host", host).body(()).unwrap();
        check_request(&request, local.parse().unwrap())
    }

    #[test]
    fn the_machine_itself_is_answered() {
        for host in ["127.0.0.1:4000", "localhost:4000", "LocalHost:4000", "[::1]:4000"]
            .into_iter()
            .chain(["sv.localhost:4000", "a.b.localhost:4000", "127.1.2.3:4000"])
        {
            assert_eq!(check_host(host, "127.0.0.1:4000"), Ok(()), "{host}");
        }
        assert_eq!(check_host("localhost", "127.0.0.1:80"), Ok(()));
        assert_eq!(check_host("192.168.1.5:4000", "192.168.1.5:4000"), Ok(()));
        assert_eq!(check_host("192.168.1.5:4000", "[::ffff:192.168.1.5]:4000"), Ok(()));
        assert_eq!(check_host("[fe80::1]:4000", "[fe80::1%3]:4000"), Ok(()));
    }

    #[test]
    fn every_other_name_is_foreign() {
        for host in [
            "evil.test",
            "evil.test:4000",
            "127.0.0.1.evil.test:4000",
            "localhost.evil.test:4000",
            "localhost:9",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "notlocalhost:4000",
            "localhost.:4000",
            ".localhost:4000",
            "a..localhost:4000",
            "0.0.0.0:4000",
            "[::]:4000",
            "127.1:4000",
            "2130706433:4000",
            "0x7f.1:4000",
            "192.168.1.6:4000",
            "[::ffff:127.0.0.1]:4000",
            "local_host:4000",
        ] {
            assert_eq!(check_host(host, "127.0.0.1:4000"), Err(RequestRefusal::Foreign), "{host}");
        }
    }

    #[test]
    fn what_is_no_host_is_malformed() {
        let long = format!("{}:4000", "a".repeat(65_536));
        for host in [
            "",
            ":4000",
            "localhost:",
            "localhost:x",
            "localhost:+4000",
            "localhost:65536",
            "a b",
            "[::1",
            "::1",
            "[::1]x",
            "[::1]4000",
            "[]:4000",
            "[127.0.0.1]:4000",
            "u@localhost:4000",
            "localhost:4000:4000",
            "localhost/:4000",
            "http://localhost:4000",
            "loc%61lhost:4000",
            "localhost:4000,localhost:4000",
            "[::1%25lo]:4000",
            long.as_str(),
        ] {
            assert_eq!(
                check_host(host, "127.0.0.1:4000"),
                Err(RequestRefusal::Malformed),
                "{host}"
            );
        }
    }
}
