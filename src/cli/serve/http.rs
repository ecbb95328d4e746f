//! HTTP/1.1 as far as a page for this machine needs it: a connection carries one
//! request without a body and one answer.
//!
//! A client is given a time and a size, and nothing beyond them: one that sends
//! its head byte by byte or never ends it is dropped. It must not know what is
//! asked for.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes of a request line with its headers; browsers send the cookies
/// of every other server of this machine along.
const LONGEST_HEAD: usize = 32 << 10;
/// How long a client may take to send its head.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a client may take to read an answer.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// How long a client may read nothing of an answer.
const STALL_TIME: Duration = Duration::from_secs(5);
/// How much of an answer is handed over at a time, in bytes.
const CHUNK: usize = 64 << 10;
/// How much of what a client still sends is read behind the answer, so that the
/// answer is not lost, in bytes.
const REST: usize = 64 << 10;
/// How long that is waited for.
const REST_TIME: Duration = Duration::from_millis(500);

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// The path with its query.
    pub(super) target: String,
    /// The names in lower case with their values.
    headers: Vec<(String, String)>,
}

impl Request {
    /// The values of a header, which is named in lower case.
    pub(super) fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// An answer; the connection ends behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    /// How long the browser may keep it: the value of `Cache-Control`.
    pub(super) keep: &'static str,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, keep: "no-store", body: body.into() }
    }

    pub(super) fn refusal(status: u16) -> Self {
        let body = format!("{status} {}\n", reason(status));
        Self { status, ..Self::new("text/plain; charset=utf-8", body) }
    }
}

/// Sent with every answer: nothing from elsewhere, no script but its own, in no
/// frame.
const HEADERS: &str = "\
Content-Security-Policy: default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r
X-Content-Type-Options: nosniff\r
X-Frame-Options: DENY\r
Referrer-Policy: no-referrer\r
Cross-Origin-Opener-Policy: same-origin\r
Cross-Origin-Resource-Policy: same-origin\r
Connection: close\r
";

/// Reads a request; the answer that refuses it if it is none, `None` if the
/// client has gone.
pub(super) fn read(stream: &TcpStream) -> Result<Request, Option<Answer>> {
    let head = head(stream)?;
    parse(&head).ok_or_else(|| Some(Answer::refusal(400)))
}

/// The bytes up to the empty line.
fn head(mut stream: &TcpStream) -> Result<Vec<u8>, Option<Answer>> {
    let deadline = Instant::now() + HEAD_TIME;
    let (mut head, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Some(Answer::refusal(408)));
        }
        stream.set_read_timeout(Some(left)).map_err(|_| None)?;
        let count = match stream.read(&mut part) {
            Ok(0) => return Err(None),
            Ok(count) => count,
            Err(error) if is_timeout(&error) || error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(None),
        };
        // The end may have begun in the part before.
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&part[..count]);
        if let Some(end) = head[from..].windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            head.truncate(from + end);
            return if head.len() > LONGEST_HEAD { Err(Some(Answer::refusal(431))) } else { Ok(head) };
        }
        if head.len() > LONGEST_HEAD {
            return Err(Some(Answer::refusal(431)));
        }
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// The request of a head, without its empty line.
fn parse(head: &[u8]) -> Option<Request> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") || !target.starts_with('/') {
        return None;
    }
    let header = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let is_name = |ch: char| ch.is_ascii_graphic();
        let plain = |ch: char| !ch.is_control() || ch == '\t';
        (!name.is_empty() && name.chars().all(is_name) && value.chars().all(plain))
            .then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
    };
    let headers = lines.map(header).collect::<Option<Vec<_>>>()?;
    Some(Request { method: method.to_owned(), target: target.to_owned(), headers })
}

/// Sends an answer and ends the connection; a client that does not read it is
/// dropped.
pub(super) fn send(stream: &TcpStream, answer: &Answer) {
    // A browser that went away is no mistake.
    if write(stream, answer).is_ok() {
        let _ = stream.shutdown(Shutdown::Write);
        read_rest(stream);
    }
}

fn write(mut stream: &TcpStream, answer: &Answer) -> io::Result<()> {
    let Answer { status, kind, keep, body } = answer;
    let deadline = Instant::now() + ANSWER_TIME;
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(STALL_TIME))?;
    let head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: {keep}\r\n{HEADERS}\r\n",
        reason(*status),
        body.len(),
    );
    stream.write_all(head.as_bytes())?;
    for chunk in body.chunks(CHUNK) {
        if Instant::now() > deadline {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.write_all(chunk)?;
    }
    Ok(())
}

/// Reads what a client still sends, within bounds: ending a connection with
/// unread bytes would take the answer from it.
fn read_rest(mut stream: &TcpStream) {
    let deadline = Instant::now() + REST_TIME;
    let (mut read, mut part) = (0, [0; 4096]);
    while read < REST {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return,
            Ok(count) => read += count,
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        _ => "Error",
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn requests_are_read_strictly() {
        let request = parse(b"GET /state?after=1 HTTP/1.1\r\nHost: localhost:1\r\nX-A:  b \r\nx-a: c").unwrap();
        assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", "/state?after=1"));
        assert_eq!(request.values("x-a").collect::<Vec<_>>(), ["b", "c"]);
        for wrong in [
            "",
            "GET",
            "GET / HTTP/2",
            "GET  / HTTP/1.1",
            "GET http://a/ HTTP/1.1",
            "GET / HTTP/1.1\r\nHost : a",
            "GET / HTTP/1.1\r\nHost: a\r\n b",
            "GET / HTTP/1.1\r\nHost: a\nX: b",
            "GET / HTTP/1.1\r\n: a",
        ] {
            assert_eq!(parse(wrong.as_bytes()), None, "{wrong:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1"), None);
    }
}
