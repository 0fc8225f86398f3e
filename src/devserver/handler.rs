//! One request → one response: check who asks, look the path up, and put the headers on.

use std::sync::Arc;

use axum::body::{Body as Outbound, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, Method, Response, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::spawn_blocking;

use super::connection::ConnectionInfo;
use super::content_type::{PLAIN, SCRIPT};
use super::host_check::{self, RequestRefusal};
use super::response::{Responder, ResponseBody, ServerState};
use super::response_stream::{OutgoingBody, ResponseContent};
use super::server::ServerLimits;
use super::{asset_stream, client_script, event_stream, request_path};

/// Everything the preview knows itself is below this path.
const OWN: &str = "/@pakt/";

/// What all requests share.
pub(super) struct HandlerContext {
    pub(super) moment: watch::Receiver<ServerState>,
    /// A random number, another one in each run of `serve`.
    pub(super) run: u64,
    pub(super) streams: Arc<Semaphore>,
    pub(super) limits: ServerLimits,
}

/// A response before the headers that all have.
struct HandlerReply {
    status: StatusCode,
    content_type: &'static str,
    content: ResponseContent,
    headers: Vec<(HeaderName, String)>,
    permit: Option<OwnedSemaphorePermit>,
}

impl HandlerReply {
    fn new(status: StatusCode, content_type: &'static str, content: ResponseContent) -> Self {
        Self { status, content_type, content, headers: Vec::new(), permit: None }
    }

    fn text_reply(status: StatusCode, content_type: &'static str, text: impl Into<Bytes>) -> Self {
        let text: Bytes = text.into();
        Self::new(status, content_type, ResponseContent::Whole((!text.is_empty()).then_some(text)))
    }

    /// A short message in plain words.
    fn plain_message(status: StatusCode, words: &'static str) -> Self {
        Self::text_reply(status, PLAIN, words)
    }

    fn with_header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    fn refusal_reply(refusal: RequestRefusal) -> Self {
        match refusal {
            RequestRefusal::Malformed => {
                Self::plain_message(StatusCode::BAD_REQUEST, "malformed request\n")
            }
            RequestRefusal::Foreign => Self::plain_message(
                StatusCode::FORBIDDEN,
                "the preview answers only pages of its own, under its own address\n",
            ),
            RequestRefusal::Method => Self::plain_message(
                StatusCode::METHOD_NOT_ALLOWED,
                "the preview can only be read\n",
            )
            .with_header(header::ALLOW, "GET, HEAD".to_owned()),
        }
    }
}

/// Answers one request.
pub(super) async fn handle_request(
    context: Arc<HandlerContext>,
    peer: ConnectionInfo,
    request: Request,
) -> Response<Outbound> {
    let (busy, has_fragment) = peer.begin_request();
    let reply = match host_check::check_request(&request, peer.local) {
        Err(refusal) => HandlerReply::refusal_reply(refusal),
        Ok(()) if has_fragment => HandlerReply::refusal_reply(RequestRefusal::Malformed),
        Ok(()) => match request_path::decode_path(request.uri().path()) {
            None => HandlerReply::refusal_reply(RequestRefusal::Malformed),
            Some(path) => match path.strip_prefix(OWN) {
                Some(own_path) => handle_internal_path(&context, own_path).await,
                None => {
                    // Before the look-up, so that a page is never newer than it says, only older.
                    let shown = Arc::clone(&context.moment.borrow().snapshot);
                    let name = event_stream::revision_id(context.run, shown.revision);
                    respond_to_page(Arc::clone(&shown.respond), path, name).await
                }
            },
        },
    };
    let HandlerReply { status, content_type, mut content, headers, permit: place } = reply;
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(HeaderName::from_static("cross-origin-resource-policy"), "same-origin")
        .header(header::CACHE_CONTROL, "no-store");
    if let Some(length) = content.content_length() {
        response = response.header(header::CONTENT_LENGTH, length);
    }
    for (name, value) in headers {
        response = response.header(name, value);
    }
    if request.method() == Method::HEAD {
        content = ResponseContent::Whole(None);
    }
    let body = OutgoingBody { content, _busy: busy, _place: place };
    response.body(Outbound::new(body)).unwrap_or_else(|_| {
        // Invariant: every header is ASCII that we wrote or encoded. If not, say nothing more.
        let mut response = Response::new(Outbound::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}

/// Answers from the preview's own paths: `live.js`, `events`, and about a page of the site
/// `status/parter/` and `places/parter/`.
async fn handle_internal_path(context: &HandlerContext, path: &str) -> HandlerReply {
    let moment = context.moment.borrow().clone();
    let (telling, shown) = (moment.status_provider, moment.snapshot);
    let name = event_stream::revision_id(context.run, shown.revision);
    if let Some(page) = path.strip_prefix("places").filter(|page| page.starts_with('/')) {
        return respond_to_page(Arc::clone(&shown.source_locations), page.to_owned(), name).await;
    }
    if let (Some(page), Some(telling)) = (path.strip_prefix("status"), telling)
        && page.starts_with('/')
    {
        return respond_to_page(telling, page.to_owned(), name).await;
    }
    match path {
        "live.js" => {
            HandlerReply::text_reply(StatusCode::OK, SCRIPT, client_script::script_source(&name))
        }
        "events" => {
            let Ok(place) = Arc::clone(&context.streams).try_acquire_owned() else {
                return HandlerReply::plain_message(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "too many tabs\n",
                );
            };
            let (moment, run, limits) = (context.moment.clone(), context.run, context.limits);
            let content = ResponseContent::streamed(None, move |chunks| {
                event_stream::send_events(moment, run, limits, chunks)
            });
            let reply = HandlerReply::new(StatusCode::OK, "text/event-stream", content);
            HandlerReply { permit: Some(place), ..reply }
        }
        _ => {
            HandlerReply::plain_message(StatusCode::NOT_FOUND, "the preview has no such address\n")
        }
    }
}

/// Answers from a look-up. It may render, and runs apart.
async fn respond_to_page(respond: Responder, path: String, revision: String) -> HandlerReply {
    match spawn_blocking(move || look_up_route(&respond, &path, &revision)).await {
        Ok(RouteLookup::Reply(reply)) => reply,
        Ok(RouteLookup::File(file, length, content_type)) => HandlerReply::new(
            StatusCode::OK,
            content_type,
            asset_stream::asset_content(file, length),
        ),
        Err(_) => HandlerReply::plain_message(
            StatusCode::INTERNAL_SERVER_ERROR,
            "pakt failed while it made this page; that is a fault in pakt\n",
        ),
    }
}

/// What the look-up gave. A file is sent by a task, so only outside the blocking thread.
enum RouteLookup {
    Reply(HandlerReply),
    File(std::fs::File, u64, &'static str),
}

fn look_up_route(respond: &Responder, path: &str, revision: &str) -> RouteLookup {
    let answer = respond(path);
    let bytes = match answer.body {
        ResponseBody::Bytes(bytes) => bytes,
        ResponseBody::File(on_disk) => {
            return match asset_stream::open_asset(&on_disk) {
                Some((file, length)) => RouteLookup::File(file, length, answer.content_type),
                None => RouteLookup::Reply(HandlerReply::plain_message(
                    StatusCode::NOT_FOUND,
                    "this file was here a moment ago\n",
                )),
            };
        }
    };
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let location = match answer.location.as_deref().map(request_path::encode_path) {
        None => None,
        Some(Some(location)) => Some(location),
        Some(None) => {
            let words = "this redirect leads out of the site\n";
            return RouteLookup::Reply(HandlerReply::plain_message(
                StatusCode::INTERNAL_SERVER_ERROR,
                words,
            ));
        }
    };
    let mut reply = if answer.content_type.starts_with("text/html") {
        // A script cannot read the headers of its own page, but it can read this one.
        let timing = format!("pakt;desc=\"{revision}\"");
        HandlerReply::text_reply(
            status,
            answer.content_type,
            client_script::insert_script_tag(bytes),
        )
        .with_header(HeaderName::from_static("server-timing"), timing)
    } else {
        HandlerReply::text_reply(status, answer.content_type, bytes)
    };
    if let Some(location) = location {
        reply = reply.with_header(header::LOCATION, location);
    }
    RouteLookup::Reply(reply)
}
