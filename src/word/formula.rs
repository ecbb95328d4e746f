//! The characters of a formula in one line (ECMA-376-1 §22.1): what a reader
//! sees from left to right, numerators before denominators.

use crate::ooxml::Element;

/// What is still to be written.
enum Task<'a> {
    Element(&'a Element),
    Text(String),
}

/// The characters of an `m:oMath`.
pub(super) fn linear(formula: &Element) -> String {
    let mut out = String::new();
    let mut open = vec![Task::Element(formula)];
    while let Some(task) = open.pop() {
        match task {
            Task::Text(text) => out.push_str(&text),
            Task::Element(element) if matches!(&*element.name, "m:t" | "w:t") => out.push_str(&element.own_text()),
            // What a tracked change took out is not seen.
            Task::Element(element) if matches!(&*element.name, "w:del" | "w:moveFrom") => {}
            Task::Element(element) if is_phantom(element) => {}
            Task::Element(element) => push(element, &mut open),
        }
    }
    out
}

/// Whether an element only takes the room of what stands in it.
fn is_phantom(element: &Element) -> bool {
    let properties = element.child("m:phantPr").filter(|_| element.name == "m:phant");
    let show = properties.and_then(|properties| properties.child("m:show")).and_then(|show| show.attribute("m:val"));
    matches!(show, Some("0" | "off" | "false"))
}

/// Puts off what stands in an element, the last first.
fn push<'a>(element: &'a Element, open: &mut Vec<Task<'a>>) {
    let sign = |name: &str, usual: &str| {
        let properties = element.elements().next().filter(|first| first.name.ends_with("Pr"));
        let sign = properties.and_then(|properties| properties.child(name));
        sign.map_or_else(|| usual.to_owned(), |sign| sign.attribute("m:val").unwrap_or_default().to_owned())
    };
    let parts = || element.elements().filter(|part| !part.name.ends_with("Pr"));
    match &*element.name {
        "m:nary" => {
            open.extend(parts().rev().map(Task::Element));
            open.push(Task::Text(sign("m:chr", "∫")));
        }
        "m:d" => {
            open.push(Task::Text(sign("m:endChr", ")")));
            let between = sign("m:sepChr", "|");
            let last = parts().count();
            for (at, part) in parts().rev().enumerate() {
                open.push(Task::Element(part));
                if at + 1 < last {
                    open.push(Task::Text(between.clone()));
                }
            }
            open.push(Task::Text(sign("m:begChr", "(")));
        }
        "m:acc" => {
            open.push(Task::Text(sign("m:chr", "\u{302}")));
            open.extend(parts().rev().map(Task::Element));
        }
        "m:groupChr" => {
            open.push(Task::Text(sign("m:chr", "⏟")));
            open.extend(parts().rev().map(Task::Element));
        }
        "m:rad" => {
            open.extend(parts().rev().map(Task::Element));
            open.push(Task::Text("√".to_owned()));
        }
        _ => open.extend(parts().rev().map(Task::Element)),
    }
}

#[cfg(test)]
mod tests {
    use super::linear;
    use crate::ooxml::Element;

    #[test]
    fn characters_stand_from_left_to_right() {
        for (inside, text) in [
            (
                "<m:r><m:t>x+</m:t></m:r><m:sSup><m:e><m:r><m:t>y</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>",
                "x+y2",
            ),
            ("<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>", "ab"),
            (
                "<m:d><m:dPr><m:begChr m:val=\"[\"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:d>",
                "[a|b)",
            ),
            (
                "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub/><m:sup/><m:e><m:r><m:t>n</m:t></m:r></m:e></m:nary>",
                "∑n",
            ),
            ("<m:nary><m:sub/><m:sup/><m:e/></m:nary>", "∫"),
            (
                "<m:phant><m:phantPr><m:show m:val=\"0\"/></m:phantPr><m:e><m:r><m:t>1</m:t></m:r></m:e></m:phant><m:r><m:t>6</m:t></m:r>",
                "6",
            ),
        ] {
            let formula = Element::parse(&format!("<m:oMath>{inside}</m:oMath>")).unwrap();
            assert_eq!(linear(&formula), text);
        }
    }
}
