//! What is looked at in an SVG before its reader sees it: its size, how deep its
//! elements nest, and whether they show other files.
//!
//! What the elements mean is not its concern.

use quick_xml::events::{BytesStart, Event};

use super::svg_references;
use crate::diag::{Message, message};

/// How deep the elements may nest; what draws them is recursive.
const MAX_DEPTH: usize = 200;
/// The largest SVG in bytes.
pub(super) const MAX_BYTES: usize = 40 << 20;
/// How many attributes an element may have: its reader compares each with all others.
const MAX_ATTRIBUTES: usize = 2_000;

/// Refuses what would exhaust the stack or the memory of an SVG reader.
///
/// # Errors
///
/// What is wrong, as the end of a sentence that begins with the name of the file.
pub(super) fn check(bytes: &[u8]) -> Result<(), Message> {
    if bytes.len() > MAX_BYTES {
        return Err(message!("is an SVG larger than 40 MB"));
    }
    let mut reader = quick_xml::Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) if shows_a_file(&element) => {
                return Err(message!("is an SVG that shows another file, which is not read; embed it in the SVG"));
            }
            Ok(Event::Start(element) | Event::Empty(element)) if has_too_many(&element) => {
                return Err(message!(
                    "is an SVG with an element of more than {max_attributes} attributes",
                    max_attributes = MAX_ATTRIBUTES
                ));
            }
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return svg_references::check(bytes),
            Ok(_) => {}
            Err(error) => {
                return Err(message!("is a broken SVG: {error}", error = Message::recognised(&error.to_string())));
            }
        }
        if depth > MAX_DEPTH {
            return Err(message!("is an SVG nested deeper than {max_depth} elements", max_depth = MAX_DEPTH));
        }
    }
}

fn has_too_many(element: &BytesStart<'_>) -> bool {
    element.attributes().with_checks(false).nth(MAX_ATTRIBUTES).is_some()
}

/// Whether an element shows a picture that is not in the SVG itself.
fn shows_a_file(element: &BytesStart<'_>) -> bool {
    let is_picture = matches!(element.local_name().as_ref(), "image" | "feImage");
    let mut attributes = element.attributes();
    is_picture
        && attributes.with_checks(false).flatten().any(|attribute| {
            let value = attribute.value.trim_start();
            attribute.key.local_name().as_ref() == "href" && !value.starts_with("data:") && !value.starts_with("#")
        })
}
