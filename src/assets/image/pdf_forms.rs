//! How much a page of a PDF draws, its forms as often as they are drawn: forms in forms
//! multiply, and whoever draws them keeps each step.
//!
//! What the operators mean is not its concern.

use std::collections::BTreeMap;

use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction;
use hayro::hayro_syntax::object::Name;
use hayro::hayro_syntax::object::ObjectIdentifier;
use hayro::hayro_syntax::object::dict::Dict;
use hayro::hayro_syntax::object::stream::Stream;
use hayro::hayro_syntax::page::{Page, Resources};

use crate::diag::{Message, message};

/// The most operators of a page.
const MAX_OPERATORS: u64 = 10_000_000;
/// How deep forms may stand in each other; what is deeper counts as too much.
const MAX_DEPTH: usize = 32;

/// Refuses a page that draws too much.
///
/// # Errors
///
/// That it does, as the end of a sentence that begins with the name of the file.
pub(super) fn check(page: &Page<'_>) -> Result<(), Message> {
    let mut known = BTreeMap::new();
    let count = page.page_stream().map_or(0, |data| operators(data, page.resources(), 0, &mut known));
    if count > MAX_OPERATORS {
        let max_operators = MAX_OPERATORS / 1_000_000;
        return Err(message!("is a PDF that draws more than {max_operators} million operators", max_operators));
    }
    Ok(())
}

/// The operators of a content stream, with those of its forms.
fn operators(data: &[u8], resources: &Resources<'_>, depth: usize, known: &mut BTreeMap<ObjectIdentifier, u64>) -> u64 {
    if depth > MAX_DEPTH {
        return MAX_OPERATORS + 1;
    }
    let mut count = 0_u64;
    let mut steps = TypedIter::new(data);
    while let Some(step) = steps.next() {
        count += 1;
        if let TypedInstruction::XObject(object) = step
            && let Some(form) = resources.get_x_object(object.0)
        {
            count = count.saturating_add(of_form(&form, resources, depth, known));
        }
        if count > MAX_OPERATORS {
            break;
        }
    }
    count
}

fn of_form(
    form: &Stream<'_>,
    resources: &Resources<'_>,
    depth: usize,
    known: &mut BTreeMap<ObjectIdentifier, u64>,
) -> u64 {
    if form.dict().get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
        return 0;
    }
    if let Some(count) = known.get(&form.obj_id()) {
        return *count;
    }
    // One that draws itself is cut off by whoever draws it.
    known.insert(form.obj_id(), 0);
    let own = form.dict().get::<Dict<'_>>("Resources").unwrap_or_else(Dict::empty);
    let own = Resources::from_parent(own, resources.clone());
    let count = form.decoded().map_or(0, |data| operators(&data, &own, depth + 1, known));
    known.insert(form.obj_id(), count);
    count
}
