//! What the preview shows: a look-up from path to [`RouteResponse`], and the revision it belongs
//! to.

use std::path::PathBuf;
use std::sync::Arc;

/// What one address gives at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteResponse {
    /// The status: 200, 301 with a `location`, or 404; an honest one, whatever the page says.
    pub status: u16,
    /// The value of `Content-Type`, from [`content_type`](super::content_type).
    pub content_type: &'static str,
    /// What is sent.
    pub body: ResponseBody,
    /// Where a 301 leads: an absolute path of this site, decoded. The server encodes it.
    pub location: Option<String>,
}

/// The bytes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseBody {
    /// Made by pakt. An HTML answer gets the live script when it is sent.
    Bytes(Vec<u8>),
    /// An asset on disk, streamed as it is, also if it is HTML. Its length is measured when it is
    /// opened, since it may have changed after the snapshot was made; if it is gone the answer
    /// is 404.
    File(PathBuf),
}

impl RouteResponse {
    /// A page made by pakt.
    pub fn html(status: u16, bytes: Vec<u8>) -> Self {
        Self {
            status,
            content_type: super::content_type::HTML,
            body: ResponseBody::Bytes(bytes),
            location: None,
        }
    }

    /// Bytes made by pakt, with the type that the end of `path` tells.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Self {
        let content_type = super::content_type(path);
        Self { status: 200, content_type, body: ResponseBody::Bytes(bytes), location: None }
    }

    /// A file on disk, with the type that the end of `path`, its address, tells.
    pub fn from_file(path: &str, on_disk: PathBuf) -> Self {
        let content_type = super::content_type(path);
        Self { status: 200, content_type, body: ResponseBody::File(on_disk), location: None }
    }

    /// A permanent redirect to another path of this site, written decoded: `/parter/`.
    pub fn redirect(location: &str) -> Self {
        let location = Some(location.to_owned());
        let content_type = super::content_type::PLAIN;
        Self { status: 301, content_type, body: ResponseBody::Bytes(Vec::new()), location }
    }
}

/// The look-up: a decoded, checked, absolute path such as `/parter/solna/`, to its answer.
///
/// Called on a thread of its own, several at once. It looks the path up in a snapshot that it owns
/// and must not use it to open a file. If it panics, that one request is answered with 500.
pub type Responder = Arc<dyn Fn(&str) -> RouteResponse + Send + Sync>;

/// What requests are answered from.
#[derive(Clone)]
pub(super) struct ServerState {
    pub(super) snapshot: Arc<ServerSnapshot>,
    /// How often something was told; the last of it is `telling`.
    pub(super) status_version: u64,
    /// What there is to say about a page, for the script in it; none before the first.
    pub(super) status_provider: Option<Responder>,
}

/// What the preview shows at one moment, replaced whole by the next.
#[derive(Clone)]
pub struct ServerSnapshot {
    /// The snapshot's running number. The tabs reload when it differs from the one they show.
    pub revision: u64,
    /// The look-up in that snapshot.
    pub respond: Responder,
    /// Where the words of the page with a path stand, for the script in it.
    pub source_locations: Responder,
}
