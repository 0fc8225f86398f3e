//! The texts of the server's own short responses.

/// A text for each response that the server itself writes, in one language. English by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerMessages {
    /// 400: the request is not one that a browser sends.
    pub malformed_request: &'static str,
    /// 403: the request is for another host, or from another site.
    pub foreign_request: &'static str,
    /// 405: the method is neither GET nor HEAD.
    pub method_not_allowed: &'static str,
    /// 404: the server has nothing at this address of its own.
    pub unknown_internal_path: &'static str,
    /// 404: a file was deleted after the snapshot was made.
    pub file_is_missing: &'static str,
    /// 500: the responder panicked.
    pub responder_panicked: &'static str,
    /// 500: a redirect has a target outside the site.
    pub redirect_leaves_site: &'static str,
    /// 503: all event streams are in use.
    pub too_many_streams: &'static str,
}

impl Default for ServerMessages {
    fn default() -> Self {
        Self {
            malformed_request: "malformed request",
            foreign_request: "only requests to this server's own address, from its own pages, \
                              are answered",
            method_not_allowed: "only GET and HEAD requests are answered",
            unknown_internal_path: "the server has no such address",
            file_is_missing: "this file existed a moment ago",
            responder_panicked: "the program failed while it made this page; this is a bug in it",
            redirect_leaves_site: "this redirect has a target outside the site",
            too_many_streams: "too many tabs are open",
        }
    }
}
