//! Who may ask: the page of this server and the address line of a browser, not
//! other pages.
//!
//! Any page that the user has open can send requests to this machine, and a
//! foreign name can be led to it. Both are told by headers that no page can set.

use super::http::Request;

/// This machine, and no other.
pub(super) const ADDRESS: &str = "127.0.0.1";

/// Whether a request may be answered by the server of a port.
pub(super) fn may_ask(request: &Request, port: u16) -> bool {
    let mut hosts = request.values("host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let is_own = [ADDRESS, "localhost"].iter().any(|name| is_host(host, name, port));
    let origin = format!("http://{host}");
    is_own
        && request.values("origin").all(|value| value.eq_ignore_ascii_case(&origin))
        && request.values("sec-fetch-site").all(|value| matches!(value, "same-origin" | "none"))
}

/// Whether a host is a name with a port, which may be left out if it is that of
/// HTTP.
fn is_host(host: &str, name: &str, port: u16) -> bool {
    host.eq_ignore_ascii_case(&format!("{name}:{port}")) || (port == 80 && host.eq_ignore_ascii_case(name))
}
