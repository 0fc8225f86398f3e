//! The server: a listening socket, two threads, and the slot with what is shown.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::extract::{ConnectInfo, Request};
use axum::handler::HandlerWithoutStateExt;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use super::connection::{ConnectionInfo, LimitedListener};
use super::handler::{self, HandlerContext};
use super::network_addresses;
use super::response::{Responder, ServerSnapshot, ServerState};

/// How many ports [`Port::FirstFreeFrom`] tries.
const PORTS_TRIED: u16 = 20;
/// How long a stop waits for a page that is being made.
const STOP_WAIT: Duration = Duration::from_millis(300);

/// Where to listen, and with which limits.
#[derive(Debug, Clone, Copy)]
pub struct ServerOptions {
    /// The address; the loopback address if nobody asked for another.
    pub address: IpAddr,
    /// The port.
    pub port: PortChoice,
    /// What one browser, or many, may take.
    pub limits: ServerLimits,
}

impl ServerOptions {
    /// The port of `serve` when none is named.
    pub const DEFAULT_PORT: u16 = 4000;
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: PortChoice::FirstFreeFrom(Self::DEFAULT_PORT),
            limits: ServerLimits::default(),
        }
    }
}

/// Which port to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortChoice {
    /// This one or none; 0 is any that is free.
    Exact(u16),
    /// This one or, if it is taken, the first free of the 19 after it.
    FirstFreeFrom(u16),
}

/// Another program listens there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortInUse(pub SocketAddr);

impl fmt::Display for PortInUse {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "another program listens on {}", self.0)
    }
}

impl std::error::Error for PortInUse {}

/// What the server lets itself be asked to carry.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// Open connections; the next one waits. Below the usual 1,024 descriptors of a process.
    pub connections: usize,
    /// Event streams; one more is answered 503.
    pub streams: usize,
    /// How long a client may take to begin a request, to end its head, and to take what it asked
    /// for: three waits, each this long.
    pub deadline: Duration,
    /// After how long a silent event stream says that it is alive.
    pub keep_alive: Duration,
    /// After how long an event stream ends; the script opens a new one.
    pub stream_life: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            connections: 960,
            streams: 600,
            deadline: Duration::from_secs(10),
            keep_alive: Duration::from_secs(15),
            stream_life: Duration::from_secs(600),
        }
    }
}

/// A running server. Dropping it stops it.
pub struct DevServer {
    address: SocketAddr,
    slot: watch::Sender<ServerState>,
    /// `None` only while it stops.
    runtime: Option<Runtime>,
}

impl DevServer {
    /// Starts to answer, on threads of its own.
    ///
    /// # Errors
    /// [`PortInUse`]; or the address cannot be listened on (not ours, not allowed): the error names
    /// it. Or the system gives no threads.
    pub fn start(options: ServerOptions, shown: ServerSnapshot) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(32)
            .thread_name("pakt-preview")
            .enable_io()
            .enable_time()
            .build()
            .context("start the threads of the preview")?;
        let listener = runtime.block_on(bind_listener(options.address, options.port))?;
        let address = listener.local_addr().context("ask for the address of the preview")?;
        let first =
            ServerState { snapshot: Arc::new(shown), status_version: 0, status_provider: None };
        let (slot, moment) = watch::channel(first);
        let limits = options.limits;
        let context = Arc::new(HandlerContext {
            moment,
            run: RandomState::new().hash_one(address),
            streams: Arc::new(Semaphore::new(limits.streams)),
            limits,
        });
        let places = Arc::new(Semaphore::new(limits.connections));
        let door = LimitedListener { listener, permits: places, deadline: limits.deadline };
        let answer = move |ConnectInfo(peer): ConnectInfo<ConnectionInfo>, request: Request| {
            handler::handle_request(Arc::clone(&context), peer, request)
        };
        let service = answer.into_make_service_with_connect_info::<ConnectionInfo>();
        runtime.spawn(axum::serve(door, service).into_future());
        Ok(Self { address, slot, runtime: Some(runtime) })
    }

    /// The address listened on, with the real port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// An address to open in a browser on this machine: `http://127.0.0.1:4000/`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// Addresses for a browser on another machine; none if only this one is answered, or if it is
    /// on no network.
    pub fn network_urls(&self) -> Vec<String> {
        let ip = self.address.ip();
        let reached = network_addresses::local_addresses().into_iter().filter(|own| match ip {
            IpAddr::V4(ip) if ip.is_unspecified() => own.is_ipv4(),
            ip => ip.is_unspecified() || ip == *own,
        });
        let url = |ip| format!("http://{}/", SocketAddr::new(ip, self.address.port()));
        reached.map(url).collect()
    }

    /// Shows something else from now on, and tells the open tabs its revision.
    ///
    /// Requests under way end with what they began with.
    pub fn replace_snapshot(&self, shown: ServerSnapshot) {
        self.slot.send_modify(|moment| moment.snapshot = Arc::new(shown));
    }

    /// Tells the open tabs that there is something else to say about their pages: JSON that the
    /// live script understands, made for each page that asks.
    pub fn set_status_provider(&self, telling: Responder) {
        self.slot.send_modify(|moment| {
            moment.status_version += 1;
            moment.status_provider = Some(telling);
        });
    }

    /// Stops within 300 ms: no new connection, all others closed.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for DevServer {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(STOP_WAIT);
        }
    }
}

async fn bind_listener(address: IpAddr, port: PortChoice) -> anyhow::Result<TcpListener> {
    let (first, last) = match port {
        PortChoice::Exact(port) => (port, port),
        PortChoice::FirstFreeFrom(port) => (port, port.saturating_add(PORTS_TRIED - 1)),
    };
    let mut port = first;
    loop {
        let address = SocketAddr::new(address, port);
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last => port += 1,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                return Err(PortInUse(address).into());
            }
            Err(error) => return Err(error).with_context(|| format!("listen on {address}")),
        }
    }
}
