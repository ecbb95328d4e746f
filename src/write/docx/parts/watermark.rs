//! A watermark as Word makes one: a line of text as a shape in the header, turned,
//! behind the text (VML, ECMA-376-4 §19.1.2.23). It must not know what a header says.

use crate::ooxml::Element;
use crate::style::Style;
use crate::write::docx::state::zone::Zone;

const VML: &str = "urn:schemas-microsoft-com:vml";
const OFFICE: &str = "urn:schemas-microsoft-com:office:office";
/// The height of the shape in the size of its letters.
const HEIGHT: f64 = 1.2;

/// The run that holds the watermark of the pages of a zone; `None` where the style has
/// none.
#[must_use]
pub(super) fn shape(style: &Style, zone: Zone, side: &str) -> Option<Element> {
    let page = &style.page;
    if page.watermark.is_empty() {
        return None;
    }
    let size = page.watermark_size();
    let place = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{:.1}pt;height:{:.1}pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:page;\
         mso-position-vertical:center;mso-position-vertical-relative:page",
        page.watermark_width().pt(),
        size.pt() * HEIGHT
    );
    let family = style.fonts_of("heading").word_east_asian.clone();
    let text = Element::new("v:textpath")
        .with("style", format!("font-family:&quot;{family}&quot;;font-size:1pt").replace("&quot;", "\""))
        .with("string", page.watermark.clone());
    let shape = Element::new("v:shape")
        .with("id", format!("Watermark{zone:?}{side}"))
        .with("type", "#_x0000_t136")
        .with("alt", "")
        .with("style", place)
        .with("o:allowincell", "f")
        .with("fillcolor", format!("#{}", page.watermark_color.hex()))
        .with("stroked", "f")
        .holding(text);
    let picture =
        Element::new("w:pict").with("xmlns:v", VML).with("xmlns:o", OFFICE).holding(shape_type()).holding(shape);
    Some(Element::new("w:r").holding(picture))
}

/// The kind of shape that is a line of text: number 136 of those that Office knows.
fn shape_type() -> Element {
    Element::new("v:shapetype")
        .with("id", "_x0000_t136")
        .with("coordsize", "21600,21600")
        .with("o:spt", "136")
        .with("adj", "10800")
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .holding(formulas())
        .holding(
            Element::new("v:path")
                .with("textpathok", "t")
                .with("o:connecttype", "custom")
                .with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
                .with("o:connectangles", "270,180,90,0"),
        )
        .holding(Element::new("v:textpath").with("on", "t").with("fitshape", "t"))
}

fn formulas() -> Element {
    let all = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    let formulas = all.into_iter().map(|formula| Element::new("v:f").with("eqn", formula));
    Element::new("v:formulas").holding_all(formulas)
}
