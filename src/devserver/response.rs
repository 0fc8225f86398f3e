//! What the server answers from: a function from path to [`RouteResponse`], and its revision.

use std::path::PathBuf;
use std::sync::Arc;

/// The response for one path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteResponse {
    /// The HTTP status: 200, 301 (with a `location`), 404 or 500.
    pub status: u16,
    /// The value of `Content-Type`, from [`content_type`](super::content_type).
    pub content_type: &'static str,
    /// The content.
    pub body: ResponseBody,
    /// The target of a redirect: an absolute path of the same site, not percent-encoded.
    pub location: Option<String>,
}

/// The content of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseBody {
    /// Generated content. The live-reload script is inserted into HTML when it is sent.
    Bytes(Vec<u8>),
    /// A file on disk, streamed without a change, even if it is HTML. Its length is measured when
    /// it is opened, because it may have changed since the snapshot was made. If it is missing by
    /// then, the response is 404.
    File(PathBuf),
}

impl RouteResponse {
    /// Returns a generated page.
    pub fn html(status: u16, bytes: Vec<u8>) -> Self {
        Self {
            status,
            content_type: super::content_type::HTML,
            body: ResponseBody::Bytes(bytes),
            location: None,
        }
    }

    /// Returns generated content, with the content type of `path`.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Self {
        let content_type = super::content_type(path);
        Self { status: 200, content_type, body: ResponseBody::Bytes(bytes), location: None }
    }

    /// Returns a file on disk, with the content type of `path`, which is its address.
    pub fn from_file(path: &str, on_disk: PathBuf) -> Self {
        let content_type = super::content_type(path);
        Self { status: 200, content_type, body: ResponseBody::File(on_disk), location: None }
    }

    /// Returns a permanent redirect to another path of the site, which is not percent-encoded.
    pub fn redirect(location: &str) -> Self {
        let location = Some(location.to_owned());
        let content_type = super::content_type::PLAIN;
        Self { status: 301, content_type, body: ResponseBody::Bytes(Vec::new()), location }
    }
}

/// Returns the response for a decoded, checked, absolute path such as `/about/team/`.
///
/// It is called on a thread where it may block, several calls at once. It looks the path up in a
/// snapshot that it owns and must not open a file by that name. If it panics, the response to that
/// request is 500.
pub type Responder = Arc<dyn Fn(&str) -> RouteResponse + Send + Sync>;

/// What the server shows at one revision. It is replaced as a whole.
#[derive(Clone)]
pub struct ServerSnapshot {
    /// A number that grows. Open tabs update when it differs from the one that they show.
    pub revision: u64,
    /// Returns what the site has at a path.
    pub respond: Responder,
    /// Returns where the text of the page at a path is written, as JSON for the page's script.
    pub source_locations: Responder,
}

/// The server's current state.
#[derive(Clone)]
pub(super) struct ServerState {
    pub(super) snapshot: Arc<ServerSnapshot>,
    /// How often `status_provider` was set.
    pub(super) status_version: u64,
    /// Returns the status of the page at a path, as JSON for the page's script. `None` until it is
    /// first set.
    pub(super) status_provider: Option<Responder>,
}
