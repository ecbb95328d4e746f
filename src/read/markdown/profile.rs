//! Profiles: text that only some editions of a document have, such as the authors
//! of a thesis that is examined blind.
//!
//! `{.when profile="blind"}` and `{.unless profile="blind"}` on blocks, spans and
//! headings, which stand for their sections;
//! Quarto writes `{.content-visible when-profile="blind"}` and `.content-hidden`.
//! The front matter says under `profiles` what a profile changes in it.

use std::collections::BTreeSet;

use super::FieldList;
use super::container::HIDDEN;
use crate::diag::Spanned;
use crate::model::document::{Attr, Block, BlockKind};
use crate::model::{Value, blocks_of_mut};

/// The classes that ask for a profile.
const CLASSES: [&str; 4] = ["when", "unless", "content-visible", "content-hidden"];
/// Their keys.
const KEYS: [&str; 3] = ["profile", "when-profile", "unless-profile"];

/// Whether attributes show what they stand on under a profile; `None` if they say
/// nothing of profiles. What they say is taken out.
pub(super) fn shown(attr: &mut Attr, profile: Option<&str>, known: &mut BTreeSet<String>) -> Option<bool> {
    let class = CLASSES.into_iter().find(|class| attr.has_class(class))?;
    let named = |key: &str| attr.get(key).map(|value| value.value.clone());
    let (names, asks) = match class {
        "when" => (named("profile").or_else(|| named("when-profile"))?, true),
        "unless" => (named("profile").or_else(|| named("unless-profile"))?, false),
        _ => match (named("when-profile"), named("unless-profile")) {
            (Some(names), _) => (names, class == "content-visible"),
            (None, Some(names)) => (names, class == "content-hidden"),
            (None, None) => return None,
        },
    };
    let names: Vec<&str> = names.split([',', ' ', '，', '、']).filter(|name| !name.is_empty()).collect();
    known.extend(names.iter().map(|name| (*name).to_owned()));
    attr.classes.retain(|known| known.value != class);
    attr.pairs.retain(|(key, _)| !KEYS.contains(&key.value.as_str()));
    Some(profile.is_some_and(|profile| names.contains(&profile)) == asks)
}

/// Leaves out the sections whose headings are hidden, each up to the next heading
/// of its level or above.
pub(super) fn leave_out(blocks: &mut Vec<Block>) {
    let mut hidden = None;
    blocks.retain(|block| {
        if let BlockKind::Heading { level, .. } = block.kind
            && hidden.is_none_or(|open| level <= open)
        {
            hidden = block.attr.has_class(HIDDEN).then_some(level);
        }
        hidden.is_none()
    });
    blocks.retain_mut(|block| {
        let is_frame = matches!(block.kind, BlockKind::Quote { attribution: None, .. } | BlockKind::Container(_));
        let mut inner = blocks_of_mut(block);
        let held = inner.iter().any(|blocks| !blocks.is_empty());
        inner.iter_mut().for_each(|blocks| leave_out(blocks));
        // Nothing is left to frame.
        !(is_frame && held && inner.iter().all(|blocks| blocks.is_empty()))
    });
}

/// The front matter under a profile; the names of all profiles that it has are
/// taken down.
pub(super) fn fields(mut fields: FieldList, profile: Option<&str>, known: &mut BTreeSet<String>) -> FieldList {
    let is_plain = |value: &Value| match value {
        Value::Map(profiles) => profiles.iter().all(|(_, inner)| matches!(inner.value, Value::Map(_) | Value::Null)),
        _ => false,
    };
    let Some(at) = fields.iter().position(|(key, value)| key.value == "profiles" && is_plain(&value.value)) else {
        return fields;
    };
    let (_, profiles) = fields.remove(at);
    let Value::Map(profiles) = profiles.value else { return fields };
    known.extend(profiles.iter().map(|(name, _)| name.value.clone()));
    for (name, changes) in profiles {
        if let (true, Value::Map(changes)) = (profile == Some(name.value.as_str()), changes.value) {
            fields = merged(fields, changes);
        }
    }
    fields
}

/// Fields with others in their place: mappings are merged, nothing takes a field
/// out.
pub fn merged(mut fields: FieldList, changes: FieldList) -> FieldList {
    for (key, change) in changes {
        let at = fields.iter().position(|(known, _)| known.value.replace('_', "-") == key.value.replace('_', "-"));
        match (at, change.value) {
            (Some(at), Value::Null) => drop(fields.remove(at)),
            (None, Value::Null) => {}
            (Some(at), value) => {
                let span = change.span;
                let old = std::mem::replace(&mut fields[at].1.value, Value::Null);
                let value = match (old, value) {
                    (Value::Map(old), Value::Map(new)) => Value::Map(merged(old, new)),
                    (_, value) => value,
                };
                fields[at].1 = Spanned::new(value, span);
            }
            (None, value) => fields.push((key, Spanned::new(value, change.span))),
        }
    }
    fields
}
