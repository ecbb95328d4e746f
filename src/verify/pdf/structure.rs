//! The structure tree of a PDF becomes events in reading order (ISO 32000-1 §14.7):
//! elements that open and close, texts, addresses of links.

use std::collections::{BTreeMap, BTreeSet};

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::Name;
use hayro::hayro_syntax::object::Object;
use hayro::hayro_syntax::object::ObjectIdentifier;
use hayro::hayro_syntax::object::String as Bytes;
use hayro::hayro_syntax::object::dict::Dict;

use super::content::Texts;
use super::decoded;

/// The most elements and pieces that are followed.
const MAX_EVENTS: usize = 8_000_000;
/// The most text that is handed on, in bytes: several elements may name one piece.
const MAX_TEXT: usize = 128 << 20;
/// How often the name of a role may lead to another.
const MAX_ROLES: usize = 8;

/// Something on the way through the tree.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// An element begins.
    Open(Opening),
    /// Text on a page, from 0.
    Text(usize, String),
    /// The address of the link that is open.
    Address(String),
    /// The element that began last ends.
    Close,
}

/// An element that begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// Its standard role.
    pub(super) role: String,
    /// Its alternative text.
    pub(super) alt: Option<String>,
    /// Whether it stands on lines of its own, where it need not.
    pub(super) is_block: bool,
}

/// What is still to be followed.
enum Task<'a> {
    Kid(Object<'a>, Option<usize>),
    Close,
}

struct Walk<'a> {
    pages: BTreeMap<ObjectIdentifier, usize>,
    roles: Option<Dict<'a>>,
    texts: &'a Texts,
    seen: BTreeSet<ObjectIdentifier>,
    tasks: Vec<Task<'a>>,
    events: Vec<Event>,
    /// How much more text is handed on.
    room: usize,
}

/// The events of a PDF; `None` if it has no tree.
pub(super) fn events(pdf: &Pdf, texts: &Texts) -> Option<Vec<Event>> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let root: Dict<'_> = catalog.get("StructTreeRoot")?;
    let pages = pdf.pages().iter().enumerate().filter_map(|(at, page)| Some((page.raw().obj_id()?, at))).collect();
    let mut walk = Walk {
        pages,
        roles: root.get("RoleMap"),
        texts,
        seen: BTreeSet::new(),
        tasks: Vec::new(),
        events: Vec::new(),
        room: MAX_TEXT,
    };
    walk.kids(&root, None);
    while let Some(task) = walk.tasks.pop() {
        if walk.events.len() > MAX_EVENTS {
            break;
        }
        match task {
            Task::Close => walk.events.push(Event::Close),
            Task::Kid(kid, page) => walk.kid(kid, page),
        }
    }
    Some(walk.events)
}

impl<'a> Walk<'a> {
    /// Puts off what stands in an element, the last first.
    fn kids(&mut self, element: &Dict<'a>, page: Option<usize>) {
        match element.get::<Object<'a>>("K") {
            Some(Object::Array(kids)) => {
                let kids: Vec<Object<'a>> = kids.iter::<Object<'a>>().take(MAX_EVENTS).collect();
                self.tasks.extend(kids.into_iter().rev().map(|kid| Task::Kid(kid, page)));
            }
            Some(kid) => self.tasks.push(Task::Kid(kid, page)),
            None => {}
        }
    }

    fn page_of(&self, dict: &Dict<'_>) -> Option<usize> {
        let id: ObjectIdentifier = dict.get_ref("Pg")?.into();
        self.pages.get(&id).copied()
    }

    fn kid(&mut self, kid: Object<'a>, page: Option<usize>) {
        match kid {
            Object::Number(number) => self.text(page, number.as_i64()),
            Object::Dict(dict) => {
                let page = self.page_of(&dict).or(page);
                match dict.get::<Name<'_>>("Type").as_ref().map(Name::as_str) {
                    Some("MCR") => self.text(page, dict.get::<i32>("MCID").map_or(-1, i64::from)),
                    Some("OBJR") => self.annotation(&dict),
                    _ => self.element(&dict, page),
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, page: Option<usize>, id: i64) {
        let found = page.zip(i32::try_from(id).ok());
        if let Some((page, id)) = found
            && let Some(text) = self.texts.get(&(page, id))
            && let Some(room) = self.room.checked_sub(text.len())
        {
            self.room = room;
            self.events.push(Event::Text(page, text.clone()));
        }
    }

    fn annotation(&mut self, dict: &Dict<'a>) {
        let action = dict.get::<Dict<'_>>("Obj").and_then(|annotation| annotation.get::<Dict<'_>>("A"));
        if let Some(address) = action.and_then(|action| action.get::<Bytes<'_>>("URI")) {
            self.events.push(Event::Address(decoded(address.as_bytes())));
        }
    }

    fn element(&mut self, dict: &Dict<'a>, page: Option<usize>) {
        // A tree that holds itself has no end.
        if dict.obj_id().is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let role = dict.get::<Name<'_>>("S").map(|name| self.role(name.as_str())).unwrap_or_default();
        let alt = dict.get::<Bytes<'_>>("Alt").map(|text| decoded(text.as_bytes()));
        self.events.push(Event::Open(Opening { role, alt, is_block: is_block(dict) }));
        self.tasks.push(Task::Close);
        self.kids(dict, page);
    }

    /// The standard role that a role stands for.
    fn role(&self, name: &str) -> String {
        let mut name = name.to_owned();
        for _ in 0..MAX_ROLES {
            match self.roles.as_ref().and_then(|roles| roles.get::<Name<'_>>(&*name)) {
                Some(next) if next.as_str() != name => name = next.as_str().to_owned(),
                _ => break,
            }
        }
        name
    }
}

/// Whether the layout of an element says that it is a block (ISO 32000-1 §14.8.5.4).
fn is_block(element: &Dict<'_>) -> bool {
    let says = |attributes: Dict<'_>| {
        attributes.get::<Name<'_>>("Placement").is_some_and(|placement| placement.as_str() == "Block")
    };
    match element.get::<Object<'_>>("A") {
        Some(Object::Dict(attributes)) => says(attributes),
        Some(Object::Array(list)) => list.iter::<Object<'_>>().filter_map(Object::into_dict).any(says),
        _ => false,
    }
}
