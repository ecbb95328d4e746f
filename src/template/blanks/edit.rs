//! The text of a paragraph as one line over its runs, and changes of the line,
//! which keep the look of what stood there (ECMA-376-1 §17.3.2, §17.16).

use std::ops::Range;

use crate::ooxml::{Element, Node};

/// What of a paragraph holds runs of its own text.
const HOLDERS: [&str; 7] =
    ["w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml"];

/// A piece of a line: a text or a tab.
#[derive(Debug)]
pub(super) struct Piece {
    /// Where it stands in the line, in bytes.
    pub(super) range: Range<usize>,
    pub(super) underlined: bool,
    pub(super) red: bool,
    /// The instruction of the field whose result it is.
    pub(super) field: Option<String>,
}

/// The text of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) pieces: Vec<Piece>,
    /// The fields that are open, with whether their result has begun.
    open: Vec<(String, bool)>,
}

impl Line {
    /// The line of a paragraph, or of what else holds one; text boxes in it have
    /// their own.
    pub(super) fn read(element: &Element) -> Self {
        let mut line = Self::default();
        line.visit(element);
        line
    }

    fn visit(&mut self, element: &Element) {
        for child in element.elements() {
            match child.name.as_ref() {
                "w:r" => self.run(child),
                "w:fldSimple" => {
                    self.open.push((child.attribute("w:instr").unwrap_or_default().to_owned(), true));
                    self.visit(child);
                    self.open.pop();
                }
                name if HOLDERS.contains(&name) || (name == "w:p" && element.name != "w:p") => self.visit(child),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element) {
        let own = run.child("w:rPr");
        let value = |name: &str| own.and_then(|own| own.child(name)).map(|e| e.value().unwrap_or_default());
        let underlined = value("w:u").is_some_and(|kind| kind != "none");
        let red = value("w:color").is_some_and(is_red);
        for child in run.elements() {
            let text = match child.name.as_ref() {
                "w:t" => child.own_text(),
                "w:tab" => "\t".to_owned(),
                "w:instrText" => {
                    self.open.last_mut().into_iter().for_each(|(code, _)| code.push_str(&child.own_text()));
                    continue;
                }
                "w:fldChar" => {
                    match child.attribute("w:fldCharType") {
                        Some("begin") => self.open.push((String::new(), false)),
                        Some("separate") => self.open.last_mut().into_iter().for_each(|(_, shows)| *shows = true),
                        _ => drop(self.open.pop()),
                    }
                    continue;
                }
                _ => continue,
            };
            let start = self.text.len();
            self.text.push_str(&text);
            let field = self.open.last().filter(|(_, shows)| *shows).map(|(code, _)| code.clone());
            self.pieces.push(Piece { range: start..self.text.len(), underlined, red, field });
        }
    }

    /// The part of a range from where it is underlined; all of it where nothing is.
    pub(super) fn drawn(&self, range: Range<usize>) -> Range<usize> {
        let mut within = self.pieces.iter().filter(|p| p.range.start < range.end && range.start < p.range.end);
        let first = within.find(|piece| piece.underlined);
        first.map_or(range.start, |piece| piece.range.start.max(range.start))..range.end
    }

    /// Whether all of a range is underlined.
    pub(super) fn is_underlined(&self, range: &Range<usize>) -> bool {
        let mut within = self.pieces.iter().filter(|p| p.range.start < range.end && range.start < p.range.end);
        within.all(|piece| piece.underlined)
    }
}

/// A red that asks to be replaced: little of the other colours.
fn is_red(color: &str) -> bool {
    let part = |at: usize| color.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
    matches!((part(0), part(2), part(4)), (Some(red), Some(green), Some(blue)) if red >= 0xC0 && green <= 0x50 && blue <= 0x50)
}

/// A change of a line.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) value: String,
    /// Whether the value is underlined where the text was not.
    pub(super) underlined: bool,
}

/// Changes a line; the changes stand in their order and do not touch.
pub(super) fn apply(element: &mut Element, line: &Line, changes: &[Change]) {
    let texts = line.pieces.iter().map(|piece| pieces(line, piece, changes)).collect();
    let mut writing = Writing { texts, next: 0 };
    writing.visit(element);
}

/// What becomes of a piece: texts, each with whether it gets an underline. The
/// value of a change stands in the first piece that it touches.
fn pieces(line: &Line, piece: &Piece, changes: &[Change]) -> Option<Vec<(String, bool)>> {
    let Range { start, end } = piece.range;
    let is_last = line.pieces.last().is_some_and(|last| last.range == piece.range);
    let touches = |range: &Range<usize>| {
        (range.start < end && start < range.end)
            || (range.is_empty() && start < range.end && range.end <= end)
            || (is_last && range.is_empty() && range.start == end)
    };
    let within: Vec<&Change> = changes.iter().filter(|change| touches(&change.range)).collect();
    if within.is_empty() {
        return None;
    }
    let (mut texts, mut at) = (Vec::new(), start);
    for change in within {
        let from = change.range.start.max(start);
        texts.push((line.text.get(at..from).unwrap_or_default().to_owned(), false));
        if change.range.start >= start {
            texts.push((change.value.clone(), change.underlined));
        }
        at = change.range.end.min(end);
    }
    texts.push((line.text.get(at..end).unwrap_or_default().to_owned(), false));
    texts.retain(|(text, _)| !text.is_empty());
    Some(texts)
}

struct Writing {
    texts: Vec<Option<Vec<(String, bool)>>>,
    next: usize,
}

impl Writing {
    /// In the order in which [`Line::visit`] reads.
    fn visit(&mut self, element: &mut Element) {
        let is_paragraph = element.name == "w:p";
        let mut children = Vec::with_capacity(element.children.len());
        for node in std::mem::take(&mut element.children) {
            let Node::Element(mut child) = node else {
                children.push(node);
                continue;
            };
            match child.name.as_ref() {
                "w:r" => {
                    children.extend(self.run(child).into_iter().map(Node::Element));
                    continue;
                }
                name if HOLDERS.contains(&name) || (name == "w:p" && !is_paragraph) => self.visit(&mut child),
                _ => {}
            }
            children.push(child.into());
        }
        element.children = children;
    }

    /// A run with changed texts: three where one of them gets an underline.
    fn run(&mut self, mut run: Element) -> Vec<Element> {
        let own = run.child("w:rPr").cloned();
        let mut runs = Vec::new();
        let mut open = Element { children: Vec::new(), ..run.clone() };
        for node in std::mem::take(&mut run.children) {
            let is_piece = matches!(&node, Node::Element(child) if matches!(child.name.as_ref(), "w:t" | "w:tab"));
            let changed = is_piece.then(|| {
                self.next += 1;
                self.texts.get_mut(self.next - 1).and_then(Option::take)
            });
            let Some(texts) = changed.flatten() else {
                open.children.push(node);
                continue;
            };
            for (text, underlined) in texts {
                let text = Element::text("w:t", text);
                if !underlined {
                    open.push(text);
                    continue;
                }
                let next = Element { children: own.iter().cloned().map(Node::from).collect(), ..open.clone() };
                let mut value = next.clone();
                if value.child("w:rPr").is_none() {
                    value.push(Element::new("w:rPr"));
                }
                value.update("w:rPr", |own| {
                    own.retain(|element| element.name != "w:u");
                    own.push(Element::val("w:u", "single"));
                });
                runs.extend([std::mem::replace(&mut open, next), value.holding(text)]);
            }
        }
        runs.push(open);
        runs
    }
}

/// A control that was filled shows no prompt any more, and takes its text from
/// nowhere else (ECMA-376-1 §17.5.2.39, §17.5.2.6).
pub(super) fn settle(control: &mut Element) {
    let prompts =
        |element: &Element| !matches!(element.name.as_ref(), "w:showingPlcHdr" | "w:dataBinding" | "w15:dataBinding");
    match control.name.as_ref() {
        "w:sdtPr" => control.retain(prompts),
        "w:rPr" => control.retain(|own| {
            let style = own.value().unwrap_or_default().to_lowercase();
            own.name != "w:rStyle" || !style.contains("placeholder")
        }),
        _ => {}
    }
    control.elements_mut().for_each(settle);
}
