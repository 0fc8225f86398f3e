//! Handles a request: checks who asks, looks the path up and sets the headers.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{self, HeaderName};
use hyper::{Method, Request, Response, StatusCode};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::spawn_blocking;

use super::content_type::{PLAIN, SCRIPT};
use super::host_check::{self, RequestRefusal};
use super::messages::ServerMessages;
use super::response::{Responder, ResponseBody, ServerState};
use super::response_stream::{OutgoingBody, ResponseContent};
use super::server::ServerLimits;
use super::{asset_stream, client_script, event_stream, request_path};

/// The server's own addresses begin with this prefix.
const INTERNAL_PREFIX: &str = "/@pakt/";

/// What all requests share.
pub(super) struct HandlerContext {
    pub(super) state: watch::Receiver<ServerState>,
    /// A random number that differs between runs of the server.
    pub(super) run_id: u64,
    pub(super) stream_permits: Arc<Semaphore>,
    pub(super) limits: ServerLimits,
    pub(super) messages: ServerMessages,
    pub(super) page_script: &'static str,
}

/// A response without the headers that all responses have.
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

    fn from_bytes(status: StatusCode, content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes: Bytes = bytes.into();
        let content = ResponseContent::Whole((!bytes.is_empty()).then_some(bytes));
        Self::new(status, content_type, content)
    }

    /// Returns one line of plain text.
    fn from_message(status: StatusCode, message: &str) -> Self {
        Self::from_bytes(status, PLAIN, format!("{message}\n"))
    }

    fn from_refusal(refusal: RequestRefusal, messages: &ServerMessages) -> Self {
        match refusal {
            RequestRefusal::Malformed => {
                Self::from_message(StatusCode::BAD_REQUEST, messages.malformed_request)
            }
            RequestRefusal::Foreign => {
                Self::from_message(StatusCode::FORBIDDEN, messages.foreign_request)
            }
            RequestRefusal::Method => {
                Self::from_message(StatusCode::METHOD_NOT_ALLOWED, messages.method_not_allowed)
                    .with_header(header::ALLOW, "GET, HEAD".to_owned())
            }
        }
    }

    fn with_header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Returns the response, with the headers that all responses have.
    fn into_response(self, method: &Method) -> Response<OutgoingBody> {
        let Self { status, content_type, mut content, headers, permit } = self;
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
        if *method == Method::HEAD {
            content = ResponseContent::Whole(None);
        }
        response.body(OutgoingBody { content, _permit: permit }).unwrap_or_else(|_| {
            // Invariant: every header is ASCII that this module wrote or encoded.
            let content = ResponseContent::Whole(None);
            let mut response = Response::new(OutgoingBody { content, _permit: None });
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        })
    }
}

/// Handles one request. `local_address` is the address on which its connection was accepted.
pub(super) async fn handle_request<B>(
    context: Arc<HandlerContext>,
    local_address: SocketAddr,
    request: Request<B>,
) -> Result<Response<OutgoingBody>, Infallible> {
    let path = host_check::check_request(&request, local_address).and_then(|()| {
        request_path::decode_path(request.uri().path()).ok_or(RequestRefusal::Malformed)
    });
    let reply = match path {
        Err(refusal) => HandlerReply::from_refusal(refusal, &context.messages),
        Ok(path) => match path.strip_prefix(INTERNAL_PREFIX) {
            Some(internal_path) => reply_to_internal_path(&context, internal_path).await,
            None => {
                // The page and its revision come from the same snapshot.
                let snapshot = Arc::clone(&context.state.borrow().snapshot);
                let revision_id = event_stream::revision_id(context.run_id, snapshot.revision);
                reply_from(Arc::clone(&snapshot.respond), path, revision_id, context.messages).await
            }
        },
    };
    Ok(reply.into_response(request.method()))
}

/// Replies from the server's own addresses: `live.js`, `events`, `status/PAGE` and `places/PAGE`.
async fn reply_to_internal_path(context: &HandlerContext, path: &str) -> HandlerReply {
    let ServerState { snapshot, status_provider, .. } = context.state.borrow().clone();
    let revision_id = event_stream::revision_id(context.run_id, snapshot.revision);
    let messages = context.messages;
    let page_path =
        |prefix| path.strip_prefix(prefix).filter(|page| page.starts_with('/')).map(str::to_owned);
    if let Some(page) = page_path("places") {
        let respond = Arc::clone(&snapshot.source_locations);
        return reply_from(respond, page, revision_id, messages).await;
    }
    if let (Some(page), Some(status_provider)) = (page_path("status"), status_provider) {
        return reply_from(status_provider, page, revision_id, messages).await;
    }
    match path {
        "live.js" => {
            let script = client_script::script_source(context.page_script, &revision_id);
            HandlerReply::from_bytes(StatusCode::OK, SCRIPT, script)
        }
        "events" => event_stream_reply(context),
        _ => HandlerReply::from_message(StatusCode::NOT_FOUND, messages.unknown_internal_path),
    }
}

fn event_stream_reply(context: &HandlerContext) -> HandlerReply {
    let Ok(permit) = Arc::clone(&context.stream_permits).try_acquire_owned() else {
        let message = context.messages.too_many_streams;
        return HandlerReply::from_message(StatusCode::SERVICE_UNAVAILABLE, message);
    };
    let (state, run_id, limits) = (context.state.clone(), context.run_id, context.limits);
    let content = ResponseContent::streamed(None, move |chunks| {
        event_stream::send_events(state, run_id, limits, chunks)
    });
    let reply = HandlerReply::new(StatusCode::OK, "text/event-stream", content);
    HandlerReply { permit: Some(permit), ..reply }
}

/// Replies with what `respond` returns for `path`. It may take long, so it runs on another thread.
async fn reply_from(
    respond: Responder,
    path: String,
    revision_id: String,
    messages: ServerMessages,
) -> HandlerReply {
    let look_up = move || look_up_route(&respond, &path, &revision_id, &messages);
    match spawn_blocking(look_up).await {
        Ok(RouteLookup::Reply(reply)) => reply,
        // The task that sends a file can be started only here, outside the blocking thread.
        Ok(RouteLookup::File { file, length, content_type }) => {
            let content = asset_stream::asset_content(file, length);
            HandlerReply::new(StatusCode::OK, content_type, content)
        }
        Err(_) => HandlerReply::from_message(
            StatusCode::INTERNAL_SERVER_ERROR,
            messages.responder_panicked,
        ),
    }
}

/// The result of a look-up.
enum RouteLookup {
    Reply(HandlerReply),
    File { file: std::fs::File, length: u64, content_type: &'static str },
}

fn look_up_route(
    respond: &Responder,
    path: &str,
    revision_id: &str,
    messages: &ServerMessages,
) -> RouteLookup {
    let response = respond(path);
    let content_type = response.content_type;
    let bytes = match response.body {
        ResponseBody::Bytes(bytes) => bytes,
        ResponseBody::File(on_disk) => {
            return match asset_stream::open_asset(&on_disk) {
                Some((file, length)) => RouteLookup::File { file, length, content_type },
                None => RouteLookup::Reply(HandlerReply::from_message(
                    StatusCode::NOT_FOUND,
                    messages.file_is_missing,
                )),
            };
        }
    };
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut reply = if content_type.starts_with("text/html") {
        // A script cannot read the headers of its own page, but it can read this one.
        let timing = format!("pakt;desc=\"{revision_id}\"");
        HandlerReply::from_bytes(status, content_type, client_script::insert_script_tag(bytes))
            .with_header(HeaderName::from_static("server-timing"), timing)
    } else {
        HandlerReply::from_bytes(status, content_type, bytes)
    };
    if let Some(location) = response.location {
        let Some(encoded_location) = request_path::encode_path(&location) else {
            return RouteLookup::Reply(HandlerReply::from_message(
                StatusCode::INTERNAL_SERVER_ERROR,
                messages.redirect_leaves_site,
            ));
        };
        reply = reply.with_header(header::LOCATION, encoded_location);
    }
    RouteLookup::Reply(reply)
}
