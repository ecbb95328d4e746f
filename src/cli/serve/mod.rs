//! The documents that are watched become a page in the browser of this machine:
//! their pages, what there is to say of them, both editions.
//!
//! It answers on the loopback address only, and only to its own page
//! ([`guard`]). Browsers that wait for news wait in [`state`], not in a thread,
//! so that any number of open pages leaves room for other requests.

mod answers;
mod guard;
mod http;
mod page;
mod state;
#[cfg(test)]
mod tests;

use crate::diag::{Message, message};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use self::answers::Reply;
use self::guard::ADDRESS;
pub(super) use state::State;

/// The port where the page is found if nobody names another one.
const PORT: u16 = 7300;
/// How many connections are read from or written to at a time; further ones are
/// ended at once. Those that wait for news are not among them.
const MOST_CONNECTIONS: usize = 128;
/// How long is waited after a connection could not be taken.
const PAUSE: Duration = Duration::from_millis(50);

/// The server of the page.
pub(super) struct Server {
    listener: Arc<TcpListener>,
    port: u16,
    state: Arc<State>,
}

impl Server {
    /// A server at a port, or at the usual one if it is free, else at any.
    pub(super) fn new(port: Option<u16>) -> Result<Self, Message> {
        let listen = |port: u16| TcpListener::bind((ADDRESS, port));
        let listener = match port {
            Some(port) => listen(port),
            None => listen(PORT).or_else(|_| listen(0)),
        };
        let bound = listener.and_then(|listener| Ok((listener.local_addr()?.port(), listener)));
        let (port, listener) = bound.map_err(|error| message!("the page cannot be served: {error}", error))?;
        Ok(Self { listener: Arc::new(listener), port, state: Arc::default() })
    }

    /// Where the page is found.
    pub(super) fn address(&self) -> String {
        format!("http://{ADDRESS}:{}/", self.port)
    }

    /// What is shown.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// Answers from now on, for as long as the process lasts.
    pub(super) fn start(&self) {
        let open = Arc::new(AtomicUsize::new(0));
        let (listener, port, state) = (self.listener.clone(), self.port, self.state.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                match stream {
                    Ok(stream) => {
                        let state = state.clone();
                        on_thread(&open, move || serve(stream, port, &state));
                    }
                    // For instance too many open files: they will be fewer.
                    Err(_) => std::thread::sleep(PAUSE),
                }
            }
        });
        let state = self.state.clone();
        std::thread::spawn(move || {
            loop {
                let (news, waiting) = state.next_news();
                let news = Arc::new(answers::news(&news));
                for stream in waiting {
                    let news = news.clone();
                    // Their number is bounded where they wait.
                    on_thread(&Arc::default(), move || http::send(&stream, &news));
                }
            }
        });
    }
}

/// Does something on a thread of its own, unless too many are at work; then it
/// is dropped with its connection.
fn on_thread(open: &Arc<AtomicUsize>, work: impl FnOnce() + Send + 'static) {
    let place = Place::new(open);
    if let Some(place) = place {
        // Without a thread there is no answer; the browser asks again.
        let _ = std::thread::Builder::new().spawn(move || {
            let _place = place;
            work();
        });
    }
}

/// One of the connections at work, until it is dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn new(open: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(open.clone());
        (open.fetch_add(1, Ordering::AcqRel) < MOST_CONNECTIONS).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

fn serve(stream: TcpStream, port: u16, state: &State) {
    let reply = match http::read(&stream) {
        Ok(request) => answers::reply(&request, port, state),
        Err(Some(refusal)) => Reply::Now(refusal),
        Err(None) => return,
    };
    match reply {
        Reply::Now(answer) => http::send(&stream, &answer),
        Reply::News(after) => {
            if let Some((news, stream)) = state.news_or_wait(after, stream) {
                http::send(&stream, &answers::news(&news));
            }
        }
    }
}
