//! The server: a listening socket, two threads, and the current snapshot.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Semaphore, watch};

use super::connection::accept_connections;
use super::handler::HandlerContext;
use super::messages::ServerMessages;
use super::network_addresses;
use super::response::{Responder, ServerSnapshot, ServerState};

/// How many ports [`PortChoice::FirstFreeFrom`] tries.
const PORTS_TRIED: u16 = 20;
/// How long a stop waits for responses that are being made.
const STOP_WAIT: Duration = Duration::from_millis(300);

/// Where to listen, what to say, and the limits.
#[derive(Debug, Clone, Copy)]
pub struct ServerOptions {
    /// The address. The loopback address by default.
    pub address: IpAddr,
    /// The port.
    pub port: PortChoice,
    /// How much clients may use.
    pub limits: ServerLimits,
    /// The texts of the server's own responses.
    pub messages: ServerMessages,
    /// A script that runs in each page before live reload starts. It receives the JSON of the
    /// status provider as the `detail` of the document's event `pakt-status`.
    pub page_script: &'static str,
}

impl ServerOptions {
    /// The first port that is tried by default.
    pub const DEFAULT_PORT: u16 = 4000;
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            address: Ipv4Addr::LOCALHOST.into(),
            port: PortChoice::FirstFreeFrom(Self::DEFAULT_PORT),
            limits: ServerLimits::default(),
            messages: ServerMessages::default(),
            page_script: "",
        }
    }
}

/// Which port to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortChoice {
    /// This one, or fail. 0 means any free port.
    Exact(u16),
    /// This one or, if it is in use, the first free one of the next 19.
    FirstFreeFrom(u16),
}

/// Why the server cannot listen on an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListenError {
    /// Another program uses the port.
    PortInUse(SocketAddr),
    /// This machine does not have the address.
    NoSuchAddress(IpAddr),
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::PortInUse(address) => write!(f, "another program uses {address}"),
            Self::NoSuchAddress(address) => write!(f, "this machine has no address {address}"),
        }
    }
}

impl std::error::Error for ListenError {}

/// How much clients may use.
#[derive(Debug, Clone, Copy)]
pub struct ServerLimits {
    /// Open connections. The next one waits. Less than the usual 1,024 descriptors of a process.
    pub connections: usize,
    /// Event streams. The response to one more is 503.
    pub streams: usize,
    /// How long a client may take to send the head of its next request, and how long it may accept
    /// no byte of a response.
    pub timeout: Duration,
    /// The interval at which an idle event stream sends a sign of life.
    pub keep_alive: Duration,
    /// After how long an event stream ends. The script opens a new one.
    pub stream_life: Duration,
}

impl Default for ServerLimits {
    fn default() -> Self {
        Self {
            connections: 960,
            streams: 600,
            timeout: Duration::from_secs(10),
            keep_alive: Duration::from_secs(15),
            stream_life: Duration::from_secs(600),
        }
    }
}

/// A running server. It stops when it is dropped.
pub struct DevServer {
    address: SocketAddr,
    state: watch::Sender<ServerState>,
    /// `None` only while the server stops.
    runtime: Option<Runtime>,
}

impl DevServer {
    /// Starts a server on threads of its own.
    ///
    /// # Errors
    /// [`ListenError`], or an error that names the address if the system does not allow to listen
    /// on it, or the system cannot start a thread.
    pub fn start(options: ServerOptions, snapshot: ServerSnapshot) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(32)
            .thread_name("devserver")
            .enable_io()
            .enable_time()
            .build()
            .context("start the threads of the server")?;
        let listener = runtime.block_on(bind_listener(options.address, options.port))?;
        let address = listener.local_addr().context("ask for the address of the server")?;
        let snapshot = Arc::new(snapshot);
        let first_state = ServerState { snapshot, status_version: 0, status_provider: None };
        let (state, state_receiver) = watch::channel(first_state);
        let context = Arc::new(HandlerContext {
            state: state_receiver,
            run_id: RandomState::new().hash_one(address),
            stream_permits: Arc::new(Semaphore::new(options.limits.streams)),
            limits: options.limits,
            messages: options.messages,
            page_script: options.page_script,
        });
        runtime.spawn(accept_connections(listener, context));
        Ok(Self { address, state, runtime: Some(runtime) })
    }

    /// Returns the address on which the server listens, with the actual port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the address for a browser on this machine, such as `http://127.0.0.1:4000/`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }

    /// Returns the addresses for a browser on another machine. Empty if the server listens only on
    /// loopback, or if this machine has no network.
    pub fn network_urls(&self) -> Vec<String> {
        let ip = self.address.ip();
        let reachable = network_addresses::local_addresses().into_iter().filter(|it| match ip {
            IpAddr::V4(ip) if ip.is_unspecified() => it.is_ipv4(),
            ip => ip.is_unspecified() || ip == *it,
        });
        let url = |ip| format!("http://{}/", SocketAddr::new(ip, self.address.port()));
        reachable.map(url).collect()
    }

    /// Replaces the snapshot and sends its revision to all open tabs.
    ///
    /// A request that is being handled continues with the snapshot that it began with.
    pub fn replace_snapshot(&self, snapshot: ServerSnapshot) {
        self.state.send_modify(|state| state.snapshot = Arc::new(snapshot));
    }

    /// Replaces the status provider and makes all open tabs ask it for their page's status.
    ///
    /// It returns JSON for the page's script.
    pub fn set_status_provider(&self, status_provider: Responder) {
        self.state.send_modify(|state| {
            state.status_version += 1;
            state.status_provider = Some(status_provider);
        });
    }

    /// Closes all connections and stops, within 300 ms.
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
    let (first_port, last_port) = match port {
        PortChoice::Exact(port) => (port, port),
        PortChoice::FirstFreeFrom(port) => (port, port.saturating_add(PORTS_TRIED - 1)),
    };
    let mut port = first_port;
    loop {
        let address = SocketAddr::new(address, port);
        match TcpListener::bind(address).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < last_port => {
                port += 1;
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                return Err(ListenError::PortInUse(address).into());
            }
            Err(error) if error.kind() == io::ErrorKind::AddrNotAvailable => {
                return Err(ListenError::NoSuchAddress(address.ip()).into());
            }
            Err(error) => return Err(error).with_context(|| format!("listen on {address}")),
        }
    }
}
