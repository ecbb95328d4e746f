//! A process that is asked to end removes what it has in the making first.

#[cfg(unix)]
#[allow(clippy::exit, reason = "whoever asks a process to end wants it to")]
pub(super) fn handle() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Without them a signal ends the process all the same; the next build clears up.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            crate::project::discard_unfinished();
            // As shells count the status of a process that a signal ended.
            std::process::exit(128 + signal);
        }
    });
}

/// Elsewhere the next build clears up.
#[cfg(not(unix))]
pub(super) fn handle() {}
