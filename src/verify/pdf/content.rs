//! The pages of a PDF become the text of each piece of marked content
//! (ISO 32000-1 §14.6), which the structure tree names by page and number.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::Object;
use hayro::hayro_syntax::object::String as Bytes;
use hayro::hayro_syntax::object::dict::Dict;
use hayro::hayro_syntax::page::Page;

use super::decoded;
use super::font::Font;

/// The most text that is read, in bytes.
const MAX_TEXT: usize = 64 << 20;
/// How deep marks and states may nest.
const MAX_DEPTH: usize = 1_000;

/// The text of pieces by their page, from 0, and number.
pub(super) type Texts = BTreeMap<(usize, i32), String>;

/// Marked content that is open.
#[derive(Clone, Copy)]
struct Mark {
    /// Its own number, else that around it.
    id: Option<i32>,
    /// Whether a text given for it stands for what is shown in it.
    is_replaced: bool,
}

/// The state of a page.
#[derive(Default)]
struct State {
    marks: Vec<Mark>,
    font: Option<Rc<Font>>,
    saved: Vec<Option<Rc<Font>>>,
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
}

pub(super) fn texts(pdf: &Pdf) -> Texts {
    let mut texts = Texts::new();
    let mut room = MAX_TEXT;
    for (at, page) in pdf.pages().iter().enumerate() {
        let mut state = State::default();
        let mut operations: TypedIter<'_> = page.typed_operations();
        while let Some(operation) = operations.next() {
            let Some((id, text)) = state.step(&operation, page) else { continue };
            match room.checked_sub(text.len()) {
                Some(left) => room = left,
                None => return texts,
            }
            texts.entry((at, id)).or_default().push_str(&text);
        }
    }
    texts
}

impl State {
    /// The text that an operation shows, with the number of its marked content.
    fn step(&mut self, operation: &TypedInstruction<'_, '_>, page: &Page<'_>) -> Option<(i32, String)> {
        match operation {
            TypedInstruction::SaveState(_) if self.saved.len() < MAX_DEPTH => self.saved.push(self.font.clone()),
            TypedInstruction::RestoreState(_) => self.font = self.saved.pop().flatten(),
            TypedInstruction::TextFont(font) => {
                let known = self.fonts.get(font.0.as_ref()).cloned();
                let read = || page.resources().get_font(font.0).map(|dict| Rc::new(Font::read(&dict)));
                self.font = known.or_else(read);
                if let Some(read) = &self.font {
                    self.fonts.insert(font.0.as_ref().to_vec(), Rc::clone(read));
                }
            }
            TypedInstruction::BeginMarkedContent(_) => self.open(None, false),
            TypedInstruction::BeginMarkedContentWithProperties(mark) => return self.begin(mark.1),
            TypedInstruction::EndMarkedContent(_) => drop(self.marks.pop()),
            TypedInstruction::ShowText(text) => return self.show([text.0.clone()]),
            TypedInstruction::NextLineAndShowText(text) => return self.show([text.0.clone()]),
            TypedInstruction::ShowTextWithParameters(text) => return self.show([text.2.clone()]),
            TypedInstruction::ShowTexts(texts) => {
                return self.show(texts.0.iter::<Object<'_>>().filter_map(Object::into_string));
            }
            _ => {}
        }
        None
    }

    fn open(&mut self, id: Option<i32>, is_replaced: bool) {
        let outer = self.marks.last().copied().unwrap_or(Mark { id: None, is_replaced: false });
        if self.marks.len() < MAX_DEPTH {
            self.marks.push(Mark { id: id.or(outer.id), is_replaced: is_replaced || outer.is_replaced });
        }
    }

    fn begin(&mut self, properties: &Object<'_>) -> Option<(i32, String)> {
        let properties = match properties {
            Object::Dict(dict) => dict.clone(),
            _ => Dict::empty(),
        };
        let is_hidden = self.marks.last().is_some_and(|mark| mark.is_replaced);
        let replacement = properties.get::<Bytes<'_>>("ActualText").map(|text| decoded(text.as_bytes()));
        self.open(properties.get::<i32>("MCID"), replacement.is_some());
        let id = self.marks.last()?.id?;
        replacement.filter(|_| !is_hidden).map(|text| (id, text))
    }

    fn show<'a>(&self, strings: impl IntoIterator<Item = Bytes<'a>>) -> Option<(i32, String)> {
        let mark = self.marks.last().filter(|mark| !mark.is_replaced)?;
        let id = mark.id?;
        let font = self.font.as_ref()?;
        let mut text = String::new();
        strings.into_iter().for_each(|string| font.text(string.as_bytes(), &mut text));
        Some((id, text))
    }
}
