//! Parts of a template that would spoil the file that starts from it: those that
//! are not well-formed, have another root than theirs, lead nowhere, or act by
//! themselves are left out; numbers that Word does not accept are brought into their range.
//!
//! It must not know what the parts say.

use super::{active, ranges};
use crate::diag::{Message, message};
use crate::ooxml::Element;
use crate::ooxml::{Fault, Parts};

/// The parts that are taken over: their relation's type, their root element
/// (ECMA-376-1 §11.3, §14.2.7), and what is used without them.
const TAKEN: [(&str, &str, &str); 7] = [
    ("styles", "w:styles", ""),
    ("numbering", "w:numbering", "fuzi's own lists are used"),
    ("settings", "w:settings", "fuzi's own settings are used"),
    ("fontTable", "w:fonts", "fuzi's own table of fonts is used"),
    ("theme", "a:theme", "fuzi's own theme is used"),
    ("header", "w:hdr", "the header is left out"),
    ("footer", "w:ftr", "the footer is left out"),
];
/// The schema of relations, in which attributes name them.
const RELATION: &str = "r:";

/// Leaves out and mends; says what, as sentences that name the part.
///
/// # Errors
///
/// When the styles, without which there is no template, are among what would be
/// left out.
pub(super) fn mend(parts: &mut Parts, document: &str) -> Result<Vec<Message>, Fault> {
    let mut told = Vec::new();
    for relation in parts.relations(document)? {
        let kind = relation.kind.rsplit('/').next().unwrap_or_default();
        let taken = TAKEN.iter().find(|(known, ..)| *known == kind);
        let Some((_, root, instead)) = taken.filter(|_| !relation.external) else { continue };
        let name = &relation.target;
        let active = |tree: &Element| active::found(parts, name, tree).filter(|_| active::COPIED.contains(&kind));
        let checked = checked(parts, name, root);
        match checked.and_then(|tree| tree.as_ref().and_then(active).map_or(Ok(tree), Err)) {
            Ok(None) => {}
            Ok(Some(mut tree)) => {
                if let Some((first, count)) = ranges::clamp(&mut tree) {
                    told.push(match count {
                        0 | 1 => message!(
                            "the part “{name}” of the template has values that Word does not accept ({first}), changed \
                             to the nearest",
                            name,
                            first
                        ),
                        _ => message!(
                            "the part “{name}” of the template has values that Word does not accept ({first} and \
                             {more} more), changed to the nearest",
                            name,
                            first,
                            more = count - 1
                        ),
                    });
                    parts.put(name, tree.write().into_bytes());
                }
            }
            Err(reason) if instead.is_empty() => {
                return Err(Fault::new(message!("is broken: its part {name} {reason}", name, reason)));
            }
            Err(reason) => {
                told.push(message!(
                    "the part “{name}” of the template {reason}; {instead}",
                    name,
                    reason,
                    instead = Message::from(*instead)
                ));
                parts.take_out(name);
            }
        }
    }
    Ok(told)
}

/// A part that may be taken over; `None` if it is not there.
fn checked(parts: &Parts, name: &str, root: &str) -> Result<Option<Element>, Message> {
    let Some(tree) = well_formed(parts, name)? else { return Ok(None) };
    if tree.name != root {
        return Err(message!("has the root element <{tree}>, not <{root}>", tree = tree.name, root));
    }
    let relations = parts
        .relations(name)
        .map_err(|fault| message!("has relations that cannot be read: {reason}", reason = fault.reason))?;
    let named = std::iter::once(&tree).chain(tree.descendants());
    let mut ids = named.flat_map(|element| &element.attributes).filter(|(key, _)| key.starts_with(RELATION));
    let leads = |id: &str| {
        let relation = relations.iter().find(|relation| relation.id == id);
        relation.is_some_and(|relation| relation.external || parts.get(&relation.target).is_some())
    };
    if let Some((key, id)) = ids.find(|(_, id)| !id.is_empty() && !leads(id)) {
        return Err(message!("leads to a part that is not there ({key}=\"{id}\")", key, id));
    }
    for relation in relations.iter().filter(|relation| !relation.external && is_xml(parts, &relation.target)) {
        well_formed(parts, &relation.target)
            .map_err(|reason| message!("leads to {target}, which {reason}", target = relation.target, reason))?;
    }
    Ok(Some(tree))
}

fn well_formed(parts: &Parts, name: &str) -> Result<Option<Element>, Message> {
    let Some(text) = parts.text(name) else { return Ok(None) };
    Element::parse(&text.ok_or("is not text")?).map(Some)
}

fn is_xml(parts: &Parts, name: &str) -> bool {
    parts.kind(name).ends_with("xml")
}
