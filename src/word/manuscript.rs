//! The manuscript that a Word file carries in a part of custom XML: files with their
//! texts in base64, known by the namespace of the part.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::package::Package;

/// The namespace of the part.
const NAMESPACE: &str = "urn:fuzi:source";

/// The names and texts of the files.
pub(super) fn carried(package: &mut Package) -> Vec<(String, String)> {
    let document = package.document.clone();
    let relations = package.relations(&document);
    let parts = relations.into_values().filter(|relation| relation.kind.ends_with("/customXml"));
    for part in parts.map(|relation| relation.target).collect::<Vec<_>>() {
        let Some(tree) = package.xml(&part).filter(|tree| tree.attribute("xmlns") == Some(NAMESPACE)) else { continue };
        let file = |file: &crate::ooxml::Element| {
            let bytes = STANDARD.decode(file.own_text().trim()).ok()?;
            Some((file.attribute("name")?.to_owned(), String::from_utf8(bytes).ok()?))
        };
        return tree.elements().filter(|file_| file_.name == "file").filter_map(file).collect();
    }
    Vec::new()
}
