//! Checks `Host`, `Origin` and the method of every request.
//!
//! A page on any other site can make a browser send requests to 127.0.0.1, and with DNS rebinding
//! under that site's own name. So `Host` must be a name that only this machine can have, or the
//! address on which the connection was accepted. `Origin`, if present, must be the server's own.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use hyper::header::{self, HeaderMap};
use hyper::{Method, Request};

/// The length of the longest host name (RFC 1035), with brackets and a port.
const MAX_HOST_BYTES: usize = 262;

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestRefusal {
    /// A request that no browser sends: 400.
    Malformed,
    /// A request for another host, or from another site: 403.
    Foreign,
    /// A method other than GET and HEAD: 405.
    Method,
}

/// Checks a request. `local_address` is the address on which its connection was accepted.
pub(super) fn check_request<T>(
    request: &Request<T>,
    local_address: SocketAddr,
) -> Result<(), RequestRefusal> {
    let host = single_header(request.headers(), &header::HOST)?.ok_or(RequestRefusal::Malformed)?;
    // A target in absolute form repeats the host (RFC 9112 §3.2.2). The two must not differ.
    if let Some(authority) = request.uri().authority()
        && !authority.as_str().eq_ignore_ascii_case(host)
    {
        return Err(RequestRefusal::Malformed);
    }
    if request.uri().scheme_str().is_some_and(|scheme| scheme != "http") {
        return Err(RequestRefusal::Malformed);
    }
    let (name, port) = parse_host(host).ok_or(RequestRefusal::Malformed)?;
    if port != local_address.port() || !is_local_name(name, local_address.ip()) {
        return Err(RequestRefusal::Foreign);
    }
    check_origin(request.headers(), host)?;
    match *request.method() {
        Method::GET | Method::HEAD if has_body(request.headers()) => Err(RequestRefusal::Malformed),
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(RequestRefusal::Method),
    }
}

/// Returns whether a body follows. The server reads none, and another request may hide in it.
fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length != "0")
}

fn check_origin(headers: &HeaderMap, host: &str) -> Result<(), RequestRefusal> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let own_origin = format!("http://{host}");
    if origins.all(|origin| origin.as_bytes().eq_ignore_ascii_case(own_origin.as_bytes())) {
        Ok(())
    } else {
        Err(RequestRefusal::Foreign)
    }
}

/// Returns the value of a header, in visible ASCII. `None` if the header is missing.
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

/// The name in `Host`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HostName<'a> {
    Address(IpAddr),
    Text(&'a str),
}

/// Splits `name[:port]`. The default port is 80, as in `http://`.
fn parse_host(host: &str) -> Option<(HostName<'_>, u16)> {
    if host.len() > MAX_HOST_BYTES {
        return None;
    }
    if let Some(after_bracket) = host.strip_prefix('[') {
        let (address, suffix) = after_bracket.split_once(']')?;
        let address: Ipv6Addr = address.parse().ok()?;
        let port = if suffix.is_empty() { 80 } else { parse_port(suffix.strip_prefix(':')?)? };
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

/// Parses a port. `u16::from_str` alone would accept a sign.
fn parse_port(digits: &str) -> Option<u16> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Returns whether a name can only mean this machine: a loopback name, a loopback address, or the
/// local address of the connection.
fn is_local_name(name: HostName, local_ip: IpAddr) -> bool {
    match name {
        HostName::Address(address) => address.is_loopback() || address == local_ip.to_canonical(),
        HostName::Text(name) => {
            // RFC 6761 §6.3: localhost and all names below it resolve to the loopback address.
            let last_label = name.rsplit('.').next().unwrap_or(name);
            last_label.eq_ignore_ascii_case("localhost") && !name.split('.').any(str::is_empty)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_host(host: &str, local_address: &str) -> Result<(), RequestRefusal> {
        let request = Request::builder().uri("/").header("host", host).body(()).unwrap();
        check_request(&request, local_address.parse().unwrap())
    }

    #[test]
    fn names_of_this_machine_are_accepted() {
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
    fn a_syntax_error_is_malformed() {
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
