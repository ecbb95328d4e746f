//! The widths of columns from what they hold. All are in one unit; it must not
//! know what stands in the cells.

/// By how much the columns hold: what fits gets what it needs, the rest of the
/// room is divided by the roots of the needs. They fill the room.
pub(super) fn preferred(need: &[f64], room: f64) -> Vec<f64> {
    let total: f64 = need.iter().sum();
    if total <= room {
        return need.iter().map(|need| need * room / total).collect();
    }
    let fair = room / need.len() as f64;
    let small: f64 = need.iter().filter(|need| **need <= fair).sum();
    let large: f64 = need.iter().filter(|need| **need > fair).map(|need| need.sqrt()).sum();
    let width = |need: &f64| if *need <= fair { *need } else { (room - small) * need.sqrt() / large };
    need.iter().map(width).collect()
}

/// The least that each column must have: its whole words, where those have room,
/// the cheapest first; else the pieces of its words; else the widest of these give,
/// but not below `firm` where all of that has room. No more than the room.
pub(super) fn least(pieces: Vec<f64>, firm: &[f64], words: &[f64], room: f64) -> Vec<f64> {
    let total: f64 = pieces.iter().sum();
    if total > room {
        let floors = if firm.iter().sum::<f64>() <= room { firm } else { &[] };
        return capped(&pieces, floors, room);
    }
    let mut least = pieces;
    let mut spare = room - total;
    let mut order: Vec<usize> = (0..least.len()).collect();
    let more = |least: &[f64], at: usize| (words[at] - least[at]).max(0.0);
    order.sort_by(|a, b| more(&least, *a).total_cmp(&more(&least, *b)));
    for at in order {
        let more = more(&least, at);
        if more > spare {
            break;
        }
        spare -= more;
        least[at] += more;
    }
    least
}

/// Widths with a bound on the widest, which holds for none below its floor, so
/// that they fill the room.
fn capped(widths: &[f64], floors: &[f64], room: f64) -> Vec<f64> {
    let floor = |at: usize| floors.get(at).map_or(0.0, |floor| floor.min(widths[at]));
    let under = |bound: f64| -> Vec<f64> { (0..widths.len()).map(|at| bound.clamp(floor(at), widths[at])).collect() };
    // Between two of these the sum grows evenly with the bound.
    let mut bounds: Vec<f64> = (0..widths.len()).map(floor).chain(widths.iter().copied()).collect();
    bounds.sort_by(f64::total_cmp);
    let fitting = bounds.partition_point(|bound| under(*bound).iter().sum::<f64>() <= room);
    let below = fitting.checked_sub(1).map_or(0.0, |last| bounds[last]);
    let growing = (0..widths.len()).filter(|at| floor(*at) <= below && below < widths[*at]).count();
    let left = room - under(below).iter().sum::<f64>();
    under(below + if growing > 0 { left / growing as f64 } else { 0.0 })
}

/// The preferred widths, none of them narrower than its least: the others give
/// room in proportion.
pub(super) fn at_least(preferred: &[f64], least: &[f64], room: f64) -> Vec<f64> {
    // Who needs the most for what is preferred is held first.
    let mut order: Vec<usize> = (0..preferred.len()).collect();
    let ratio = |at: usize| least[at] / preferred[at];
    order.sort_by(|a, b| ratio(*b).total_cmp(&ratio(*a)));
    let (mut left, mut others) = (room, preferred.iter().sum::<f64>());
    let mut widths = vec![0.0; preferred.len()];
    for at in order {
        let width = (preferred[at] * left / others).max(least[at]);
        widths[at] = width;
        left -= width;
        others -= preferred[at];
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{at_least, least, preferred};

    #[test]
    fn what_fits_keeps_its_proportions() {
        assert_eq!(preferred(&[10.0, 30.0], 80.0), [20.0, 60.0]);
        assert_eq!(at_least(&[20.0, 60.0], &[15.0, 30.0], 80.0), [20.0, 60.0]);
    }

    #[test]
    fn narrow_columns_take_room_from_the_others() {
        assert_eq!(at_least(&[10.0, 30.0, 60.0], &[28.0, 5.0, 5.0], 100.0), [28.0, 24.0, 48.0]);
        let widths = at_least(&[10.0, 40.0, 50.0], &[30.0, 38.0, 10.0], 100.0);
        assert_eq!(widths, [30.0, 38.0, 32.0]);
    }

    #[test]
    fn cheap_words_stay_whole() {
        assert_eq!(least(vec![10.0, 10.0], &[], &[60.0, 15.0], 50.0), [10.0, 15.0]);
        assert_eq!(least(vec![10.0, 10.0], &[], &[30.0, 15.0], 50.0), [30.0, 15.0]);
        assert_eq!(least(vec![30.0, 70.0], &[], &[30.0, 90.0], 50.0), [25.0, 25.0]);
        assert_eq!(least(vec![50.0, 5.0, 50.0], &[], &[50.0, 5.0, 50.0], 85.0), [40.0, 5.0, 40.0]);
    }

    #[test]
    fn what_breaks_anyway_gives_before_what_does_not() {
        assert_eq!(least(vec![18.0, 70.0], &[18.0, 6.0], &[18.0, 70.0], 30.0), [18.0, 12.0]);
        assert_eq!(least(vec![18.0, 70.0, 40.0], &[18.0, 6.0, 6.0], &[0.0; 3], 80.0), [18.0, 31.0, 31.0]);
        assert_eq!(least(vec![18.0, 70.0], &[18.0, 16.0], &[18.0, 70.0], 30.0), [15.0, 15.0]);
    }
}
