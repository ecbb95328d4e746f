//! The server as clients see it that are no browsers: those that wait, those that
//! never end, those that come from elsewhere.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use super::state::{MOST_WAITING, State};
use super::{MOST_CONNECTIONS, Server};

/// How long a machine under load may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

fn server() -> Server {
    let server = Server::new(Some(0)).unwrap();
    server.start();
    server
}

/// Sends the start of a request.
fn begin(server: &Server, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

/// A request with a right host and more headers.
fn ask(server: &Server, target: &str, headers: &str) -> TcpStream {
    begin(server, &format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{headers}\r\n", server.port))
}

/// All that is answered, until the connection ends.
fn answer(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

fn status(stream: TcpStream) -> String {
    answer(stream).split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn those_that_wait_starve_nobody() {
    let server = server();
    let waiting: Vec<TcpStream> = (0..64).map(|_| ask(&server, "/state?after=0", "")).collect();
    for target in ["/", "/fuzi.js", "/fuzi.css", "/state", "/state?after=7"] {
        assert_eq!(status(ask(&server, target, "")), "200", "{target}");
    }
    server.state().renew("a.md");
    for stream in waiting {
        assert!(answer(stream).contains("\"version\":1"));
    }
}

#[test]
fn of_too_many_that_wait_the_first_are_answered_early() {
    let server = server();
    let stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let state = State::default();
    for _ in 0..MOST_WAITING + 2 {
        assert!(state.news_or_wait(Some(0), stream.try_clone().unwrap()).is_none());
    }
    assert_eq!(state.next_news().1.len(), 2);
}

#[test]
fn a_head_without_end_is_dropped() {
    let server = server();
    let mut stream = begin(&server, "GET / HTTP/1.1\r\n");
    let line = "X-Endless: ".to_owned() + &"x".repeat(1000) + "\r\n";
    // More than any buffer between the two holds.
    let ended = (0..200_000).any(|_| stream.write_all(line.as_bytes()).is_err());
    assert!(ended);
    // One that is whole but too long is told so.
    assert_eq!(status(ask(&server, "/", &line.repeat(40))), "431");
}

#[test]
fn slow_clients_are_dropped() {
    let server = server();
    let slow: Vec<TcpStream> = (0..40).map(|_| begin(&server, "GET / HT")).collect();
    assert_eq!(status(ask(&server, "/", "")), "200");
    for stream in slow {
        assert_eq!(status(stream), "408");
    }
}

#[test]
fn only_its_own_page_is_answered() {
    let server = server();
    let port = server.port;
    let own = format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n");
    for headers in ["", &own, "Sec-Fetch-Site: none\r\n"] {
        assert_eq!(status(ask(&server, "/state", headers)), "200", "{headers}");
    }
    let other_port = format!("Origin: http://127.0.0.1:{}\r\n", port ^ 1);
    let other_host = format!("Host: localhost:{port}\r\n");
    for headers in [
        "Origin: https://example.com\r\n",
        "Origin: null\r\n",
        &other_port,
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        &other_host,
    ] {
        assert_eq!(status(ask(&server, "/", headers)), "403", "{headers}");
    }
    for host in ["example.com", "127.0.0.1", "127.0.0.1.example.com", "[::1]"] {
        for host in [host.to_owned(), format!("{host}:{}", port ^ 1), format!("x{host}:{port}")] {
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_eq!(status(begin(&server, &request)), "403", "{host}");
        }
    }
    assert_eq!(status(begin(&server, "GET / HTTP/1.0\r\n\r\n")), "403");
    assert_eq!(status(begin(&server, &format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"))), "200");
    assert_eq!(status(begin(&server, &format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\nx"))), "405");
}

#[test]
fn no_page_may_frame_it() {
    let server = server();
    for target in ["/", "/state", "/nothing"] {
        let answer = answer(ask(&server, target, ""));
        assert!(
            answer.contains("frame-ancestors 'none'") && answer.contains("\r\nContent-Security-Policy: "),
            "{answer}"
        );
    }
}

#[test]
fn only_questions_are_answered() {
    let server = server();
    let port = server.port;
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get"] {
        let request = format!("{method} /state HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 9\r\n\r\na=1");
        assert_eq!(status(begin(&server, &request)), "405", "{method}");
    }
}

/// A page can open as many connections as its browser lets it.
#[test]
fn too_many_clients_are_dropped_and_others_are_answered_once_they_are_gone() {
    let server = server();
    let slow = (0..3 * MOST_CONNECTIONS).map(|_| {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        // It may be ended by now.
        let _ = stream.write_all(b"GET / HT");
        stream
    });
    drop(slow.collect::<Vec<_>>());
    let answered = (0..600).any(|_| {
        let request = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", server.port);
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        let mut text = String::new();
        let sent = stream.write_all(request.as_bytes()).and_then(|()| stream.read_to_string(&mut text));
        if sent.is_ok() && text.starts_with("HTTP/1.1 200") {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
        false
    });
    assert!(answered);
}
