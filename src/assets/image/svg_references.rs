//! How often the elements of an SVG are drawn once every reference is followed:
//! patterns, masks and markers in each other grow by a factor at every level,
//! and who reads them makes them all.
//!
//! What an element looks like is not its concern.

use crate::diag::{Message, message};
use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

/// The elements that are drawn, each as often as it is used.
const MAX_DRAWN: u64 = 2_000_000;
/// How many references may lead from one to the next.
const MAX_LEVELS: u32 = 32;
/// The points of all paths, each as often as it is drawn.
pub(super) const MAX_POINTS: u64 = 1_000_000;
/// What the elements within inherit.
const INHERITED: [&str; 6] = ["fill", "stroke", "marker", "marker-start", "marker-mid", "marker-end"];

/// The ids that an element names.
type Names = Rc<[String]>;

#[derive(Default)]
struct Node {
    children: Vec<usize>,
    /// Its own names, and those that it inherits.
    names: Vec<Names>,
    /// The points of its path.
    points: u64,
    known: Option<Cost>,
    is_open: bool,
}

/// What an element comes to, with all that it holds and names.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// The elements that are drawn.
    drawn: u64,
    /// The points of their paths.
    points: u64,
    /// How many references lead on from it.
    levels: u32,
}

impl Cost {
    /// With another one so many times.
    fn and(self, other: Self, times: u64) -> Self {
        Self {
            drawn: self.drawn.saturating_add(other.drawn.saturating_mul(times)),
            points: self.points.saturating_add(other.points.saturating_mul(times)),
            levels: self.levels.max(other.levels),
        }
    }
}

/// Refuses an SVG that draws too much; its elements are known not to nest deep.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), Message> {
    let has = |what: &[u8]| bytes.windows(what.len()).any(|word| word == what);
    if !has(b"url(#") && !has(b"href") && !has(b"&") {
        return Ok(());
    }
    let mut graph = Graph::read(bytes);
    // The declaration of an entity may spell any element.
    graph.has_markers = has(b"marker") || has(b"<!ENTITY");
    if graph.has_entities {
        return Err(message!("is an SVG with entities of its own in attributes; export it again"));
    }
    let Cost { drawn, points, levels } = graph.cost(0);
    if levels > MAX_LEVELS {
        return Err(message!(
            "is an SVG with references (use, pattern, mask …) more than {max_levels} levels deep",
            max_levels = MAX_LEVELS
        ));
    }
    if drawn > MAX_DRAWN {
        return Err(message!(
            "is an SVG that draws more than {max_drawn} elements through its references",
            max_drawn = MAX_DRAWN
        ));
    }
    if points > MAX_POINTS {
        return Err(too_many_points());
    }
    Ok(())
}

/// Said of an SVG with more than [`MAX_POINTS`].
pub(super) fn too_many_points() -> Message {
    message!("is an SVG whose paths have more than {max_points} points together", max_points = MAX_POINTS)
}

/// The elements; the first stands for the whole file.
struct Graph {
    nodes: Vec<Node>,
    ids: HashMap<String, usize>,
    /// What style sheets name, for every element with a class.
    sheet: Names,
    /// Whether an attribute but a declaration holds an entity of the file's own,
    /// behind which a reference may stand.
    has_entities: bool,
    /// Whether anything may be drawn on every point of a path.
    has_markers: bool,
}

impl Graph {
    fn read(bytes: &[u8]) -> Self {
        let mut graph = Self {
            nodes: vec![Node::default()],
            ids: HashMap::new(),
            sheet: Rc::from([]),
            has_entities: false,
            has_markers: false,
        };
        let mut reader = quick_xml::Reader::from_reader(bytes);
        reader.config_mut().check_end_names = false;
        // Each open element with what its children inherit.
        let mut open: Vec<(usize, Vec<Names>)> = vec![(0, Vec::new())];
        let mut classed = Vec::new();
        let mut sheet = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let entered = graph.element(&tag, &open, &mut classed);
                    open.push(entered);
                }
                Ok(Event::Empty(tag)) => drop(graph.element(&tag, &open, &mut classed)),
                Ok(Event::End(_)) if open.len() > 1 => drop(open.pop()),
                Ok(Event::Text(text)) => sheet.extend(urls(&text)),
                Ok(Event::CData(text)) => sheet.extend(urls(&text)),
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        graph.sheet = sheet.into();
        for at in classed {
            graph.nodes[at].names.push(graph.sheet.clone());
        }
        graph
    }

    fn element(
        &mut self,
        tag: &BytesStart<'_>,
        open: &[(usize, Vec<Names>)],
        classed: &mut Vec<usize>,
    ) -> (usize, Vec<Names>) {
        let at = self.nodes.len();
        let (parent, mut inherited) = open.last().cloned().unwrap_or_default();
        let mut names = Vec::new();
        let (mut passed, mut drawn_points) = (Vec::new(), 0);
        let mut attributes = tag.attributes();
        for attribute in attributes.with_checks(false).flatten() {
            let key = attribute.key.local_name();
            let Ok(value) = quick_xml::escape::unescape(attribute.value.as_ref()) else {
                self.has_entities |= !attribute.key.as_ref().starts_with("xmlns");
                continue;
            };
            let value = value.as_ref();
            match key.as_ref() {
                "id" => drop(self.ids.entry(value.to_owned()).or_insert(at)),
                "href" => names.extend(value.trim().strip_prefix('#').map(str::to_owned)),
                "class" => classed.push(at),
                "d" | "points" => drawn_points = points(value),
                // A style says fills and others alike.
                key if key == "style" || INHERITED.contains(&key) => passed.extend(urls(value)),
                _ => names.extend(urls(value)),
            }
        }
        if !passed.is_empty() {
            inherited.push(passed.into());
        }
        let own: Names = names.into();
        let names = inherited.iter().cloned().chain((!own.is_empty()).then_some(own)).collect();
        self.nodes.push(Node { names, points: drawn_points, ..Node::default() });
        self.nodes[parent].children.push(at);
        (at, inherited)
    }

    fn cost(&mut self, at: usize) -> Cost {
        if let Some(known) = self.nodes[at].known {
            return known;
        }
        // What leads back to itself is not drawn again.
        if std::mem::replace(&mut self.nodes[at].is_open, true) {
            return Cost::default();
        }
        let points = self.nodes[at].points;
        let times = if self.has_markers { points.max(1) } else { 1 };
        let mut cost = Cost { drawn: 1, points, levels: 0 };
        for child in self.nodes[at].children.clone() {
            cost = cost.and(self.cost(child), 1);
        }
        for names in self.nodes[at].names.clone() {
            for name in names.iter() {
                // Deeper than that is refused, and need not be followed.
                let Some(target) = self.ids.get(name).copied().filter(|_| cost.levels <= MAX_LEVELS) else { continue };
                let named = self.cost(target);
                cost = cost.and(Cost { levels: named.levels + 1, ..named }, times);
            }
        }
        self.nodes[at].is_open = false;
        self.nodes[at].known = Some(cost);
        cost
    }
}

/// The ids in `url(#…)`.
fn urls(text: &str) -> Vec<String> {
    let found =
        text.split("url(").skip(1).filter_map(|rest| rest.trim_start_matches(['"', '\'', ' ']).strip_prefix('#'));
    found.map(|rest| rest.split([')', '"', '\'', ' ']).next().unwrap_or_default().to_owned()).collect()
}

/// About how many points a path has; each has two numbers.
fn points(path: &str) -> u64 {
    let letters = path.bytes().filter(u8::is_ascii_alphabetic).count();
    let numbers = path.split(|ch: char| ch == ',' || ch == '-' || ch.is_whitespace()).count();
    1 + (letters.max(numbers / 2)) as u64
}
