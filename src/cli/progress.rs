//! What is being built becomes a bar on the terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::language::text;
use crate::diag::{message, visible_line};

/// How often the bar moves while nothing ends.
const TICK: Duration = Duration::from_millis(120);

/// A bar with the names of the documents in work; nothing in a pipe.
pub(super) struct Progress {
    bar: ProgressBar,
    /// The documents in work, by their numbers.
    at_work: Vec<(usize, String)>,
}

impl Progress {
    /// A bar for so many documents, if it is to be seen.
    pub(super) fn new(count: usize, seen: bool) -> Self {
        let target = if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len}  {wide_msg}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        if seen {
            bar.enable_steady_tick(TICK);
        }
        Self { bar, at_work: Vec::new() }
    }

    pub(super) fn begun(&mut self, at: usize, name: String) {
        self.at_work.push((at, visible_line(&name).into_owned()));
        self.show();
    }

    pub(super) fn done(&mut self, at: usize) {
        self.at_work.retain(|(known, _)| *known != at);
        self.bar.inc(1);
        self.show();
    }

    fn show(&self) {
        let left = self.bar.length().unwrap_or_default().saturating_sub(self.bar.position());
        let names: Vec<&str> = self.at_work.iter().map(|(_, name)| name.as_str()).collect();
        self.bar.set_message(text(message!("{left} left: {names}", left, names)));
    }

    /// Prints something where the bar does not disturb it.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
