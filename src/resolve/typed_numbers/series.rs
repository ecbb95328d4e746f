//! Which of the numbers that headings begin with are numbers: those that count on
//! from their neighbours, or whose words leave no doubt. “3.14 的历史” and
//! “2 种方法” among headings without numbers are text.

use super::typed::Typed;

/// A heading on its way to a decision.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The level, from 1 to 6.
    pub(super) level: usize,
    /// The number that it begins with; `None` for none, or for one that the author
    /// took out of the count.
    pub(super) typed: Option<Typed>,
    /// Whether text stands behind the number.
    pub(super) has_text: bool,
}

/// Tells for each heading whether it begins with a number.
pub(super) fn confirmed(entries: &[Entry]) -> Vec<bool> {
    let mut series = Series { entries, sure: vec![false; entries.len()], open: [None; 7], last: [None; 7] };
    (0..entries.len()).for_each(|at| series.take(at));
    series.alone();
    series.sure
}

struct Series<'a> {
    entries: &'a [Entry],
    sure: Vec<bool>,
    /// The last heading with a number of each level below the same heading.
    open: [Option<usize>; 7],
    /// The last heading with a number of each level anywhere before.
    last: [Option<usize>; 7],
}

impl Series<'_> {
    fn take(&mut self, at: usize) {
        let Entry { level, typed, .. } = &self.entries[at];
        let level = (*level).min(6);
        if let Some(typed) = typed {
            self.sure[at] |= typed.is_certain();
            for before in [self.open[level], self.last[level]].into_iter().flatten() {
                self.follow(at, typed, before);
            }
            let above = (1..level).rev().find_map(|level| self.open[level]);
            if let Some(above) = above {
                self.descend(at, typed, above);
            }
            self.open[level] = Some(at);
            self.last[level] = Some(at);
        }
        self.open[level + 1..].fill(None);
    }

    /// A number that counts on from one of its level is one, and so is that.
    fn follow(&mut self, at: usize, typed: &Typed, before: usize) {
        let Some(other) = &self.entries[before].typed else { return };
        if other.scheme != typed.scheme {
            return;
        }
        if counts_on(&other.values, &typed.values) {
            self.sure[before] = true;
            self.sure[at] = true;
        }
        self.sure[at] |= self.sure[before] && other.values.len() == typed.values.len();
    }

    /// 1.1 under 1: both are numbers.
    fn descend(&mut self, at: usize, typed: &Typed, above: usize) {
        let Some(other) = &self.entries[above].typed else { return };
        let parts = &typed.values;
        let is_below = parts.len() > 1 && parts[..parts.len() - 1].ends_with(&other.values);
        if is_below {
            self.sure[above] = true;
            self.sure[at] = true;
        }
    }

    /// A 1., 一、 or 7.16 that stands alone below its heading.
    fn alone(&mut self) {
        for (at, entry) in self.entries.iter().enumerate() {
            let Some(typed) = entry.typed.as_ref().filter(|_| !self.sure[at]) else { continue };
            let before = self.entries[..at].iter().rev().take_while(|other| other.level >= entry.level);
            let behind = self.entries[at + 1..].iter().take_while(|other| other.level >= entry.level);
            let has_sibling = before.chain(behind).take(MOST_NEIGHBOURS).any(|other| other.level == entry.level);
            self.sure[at] = !has_sibling && (typed.last() == 1 || typed.values.len() > 1) && typed.has_sign();
        }
    }
}

/// How many headings around one are looked at for a sibling.
const MOST_NEIGHBOURS: usize = 200;

/// Whether numbers go on from others at the last place: by one, or by more if they
/// have several places.
fn counts_on(before: &[u32], then: &[u32]) -> bool {
    let (Some((last, above)), Some((next, over))) = (before.split_last(), then.split_last()) else { return false };
    above == over && (*next == last + 1 || (*next > *last && !above.is_empty()))
}
