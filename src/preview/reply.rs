//! One request → one response: check who asks, look the path up, and put the headers on.

use std::sync::Arc;

use axum::body::{Body as Outbound, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, Method, Response, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::spawn_blocking;

use super::answer::{Body, Moment, Respond};
use super::connection::Peer;
use super::content_type::{PLAIN, SCRIPT};
use super::host::{self, Refusal};
use super::outgoing::{Content, Outgoing};
use super::server::Limits;
use super::{asset, events, live, request_path};

/// Everything the preview knows itself is below this path.
const OWN: &str = "/@pakt/";

/// What all requests share.
pub(super) struct Context {
    pub(super) moment: watch::Receiver<Moment>,
    /// A random number, another one in each run of `serve`.
    pub(super) run: u64,
    pub(super) streams: Arc<Semaphore>,
    pub(super) limits: Limits,
}

/// A response before the headers that all have.
struct Reply {
    status: StatusCode,
    content_type: &'static str,
    content: Content,
    headers: Vec<(HeaderName, String)>,
    place: Option<OwnedSemaphorePermit>,
}

impl Reply {
    fn new(status: StatusCode, content_type: &'static str, content: Content) -> Self {
        Self { status, content_type, content, headers: Vec::new(), place: None }
    }

    fn text(status: StatusCode, content_type: &'static str, text: impl Into<Bytes>) -> Self {
        let text: Bytes = text.into();
        Self::new(status, content_type, Content::Whole((!text.is_empty()).then_some(text)))
    }

    /// A short message in plain words.
    fn message(status: StatusCode, words: &'static str) -> Self {
        Self::text(status, PLAIN, words)
    }

    fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    fn refusal(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed => Self::message(StatusCode::BAD_REQUEST, "malformed request\n"),
            Refusal::Foreign => Self::message(
                StatusCode::FORBIDDEN,
                "the preview answers only pages of its own, under its own address\n",
            ),
            Refusal::Method => {
                Self::message(StatusCode::METHOD_NOT_ALLOWED, "the preview can only be read\n")
                    .with(header::ALLOW, "GET, HEAD".to_owned())
            }
        }
    }
}

/// Answers one request.
pub(super) async fn reply(
    context: Arc<Context>,
    peer: Peer,
    request: Request,
) -> Response<Outbound> {
    let (busy, has_fragment) = peer.begin();
    let reply = match host::check(&request, peer.local) {
        Err(refusal) => Reply::refusal(refusal),
        Ok(()) if has_fragment => Reply::refusal(Refusal::Malformed),
        Ok(()) => match request_path::decode(request.uri().path()) {
            None => Reply::refusal(Refusal::Malformed),
            Some(path) => match path.strip_prefix(OWN) {
                Some(own_path) => own(&context, own_path).await,
                None => {
                    // Before the look-up, so that a page is never newer than it says, only older.
                    let shown = Arc::clone(&context.moment.borrow().shown);
                    let name = events::revision_name(context.run, shown.revision);
                    look_up(Arc::clone(&shown.respond), path, name).await
                }
            },
        },
    };
    let Reply { status, content_type, mut content, headers, place } = reply;
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin")
        .header(header::CACHE_CONTROL, "no-store");
    if let Some(length) = content.length() {
        response = response.header(header::CONTENT_LENGTH, length);
    }
    for (name, value) in headers {
        response = response.header(name, value);
    }
    if request.method() == Method::HEAD {
        content = Content::Whole(None);
    }
    let body = Outgoing { content, _busy: busy, _place: place };
    response.body(Outbound::new(body)).unwrap_or_else(|_| {
        // Invariant: every header is ASCII that we wrote or encoded. If not, say nothing more.
        let mut response = Response::new(Outbound::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

/// Answers from the preview's own paths: `live.js`, `events`, and about a page of the site
/// `status/parter/` and `places/parter/`.
async fn own(context: &Context, path: &str) -> Reply {
    let moment = context.moment.borrow().clone();
    let (telling, shown) = (moment.telling, moment.shown);
    let name = events::revision_name(context.run, shown.revision);
    if let Some(page) = path.strip_prefix("places").filter(|page| page.starts_with('/')) {
        return look_up(Arc::clone(&shown.places), page.to_owned(), name).await;
    }
    if let (Some(page), Some(telling)) = (path.strip_prefix("status"), telling)
        && page.starts_with('/')
    {
        return look_up(telling, page.to_owned(), name).await;
    }
    match path {
        "live.js" => Reply::text(StatusCode::OK, SCRIPT, live::script(&name)),
        "events" => {
            let Ok(place) = Arc::clone(&context.streams).try_acquire_owned() else {
                return Reply::message(StatusCode::SERVICE_UNAVAILABLE, "too many tabs\n");
            };
            let (moment, run, limits) = (context.moment.clone(), context.run, context.limits);
            let content =
                Content::pumped(None, move |chunks| events::send(moment, run, limits, chunks));
            let reply = Reply::new(StatusCode::OK, "text/event-stream", content);
            Reply { place: Some(place), ..reply }
        }
        _ => Reply::message(StatusCode::NOT_FOUND, "the preview has no such address\n"),
    }
}

/// Answers from a look-up. It may render, and runs apart.
async fn look_up(respond: Respond, path: String, revision: String) -> Reply {
    match spawn_blocking(move || found(&respond, &path, &revision)).await {
        Ok(Found::Reply(reply)) => reply,
        Ok(Found::File(file, length, content_type)) => {
            Reply::new(StatusCode::OK, content_type, asset::content(file, length))
        }
        Err(_) => Reply::message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "pakt failed while it made this page; that is a fault in pakt\n",
        ),
    }
}

/// What the look-up gave. A file is sent by a task, so only outside the blocking thread.
enum Found {
    Reply(Reply),
    File(std::fs::File, u64, &'static str),
}

fn found(respond: &Respond, path: &str, revision: &str) -> Found {
    let answer = respond(path);
    let bytes = match answer.body {
        Body::Bytes(bytes) => bytes,
        Body::File(on_disk) => {
            return match asset::open(&on_disk) {
                Some((file, length)) => Found::File(file, length, answer.content_type),
                None => Found::Reply(Reply::message(
                    StatusCode::NOT_FOUND,
                    "this file was here a moment ago\n",
                )),
            };
        }
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let location = match answer.location.as_deref().map(request_path::encode) {
        None => None,
        Some(Some(location)) => Some(location),
        Some(None) => {
            let words = "this redirect leads out of the site\n";
            return Found::Reply(Reply::message(StatusCode::INTERNAL_SERVER_ERROR, words));
        }
    };
    let mut reply = if answer.content_type.starts_with("text/html") {
        // A script cannot read the headers of its own page, but it can read this one.
        let timing = format!("pakt;desc=\"{revision}\"");
        Reply::text(status, answer.content_type, live::insert(bytes))
            .with(HeaderName::from_static("server-timing"), timing)
    } else {
        Reply::text(status, answer.content_type, bytes)
    };
    if let Some(location) = location {
        reply = reply.with(header::LOCATION, location);
    }
    Found::Reply(reply)
}
