//! Pictures that are none, that lie about themselves, or that lie elsewhere.

use base64::Engine as _;
use fuzi::diag::Code;

use super::{warned, whole};
use crate::support::folder::Folder;
use crate::support::make::{in_folder, text};
use crate::support::word::Package;

/// A folder with a manuscript that shows one picture.
fn with_picture(name: &str, bytes: &[u8]) -> Folder {
    let folder = Folder::with(format!("前\n\n![题]({name})\n\n后\n"));
    folder.write(name, bytes);
    folder
}

/// A PNG without pixels that says how large it is.
fn claiming_png(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for chunk in [header, b"IDAT".iter().chain(&[0x78, 0x9c, 3, 0, 0, 0, 0, 1]).copied().collect()] {
        png.extend((chunk.len() as u32 - 4).to_be_bytes());
        png.extend(&chunk);
        png.extend(crc32(&chunk).to_be_bytes());
    }
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

fn small_png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn pictures_that_are_none() {
    let svg = |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>");
    let deep = svg(&format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000)));
    let png = small_png();
    let bad: [(&str, Vec<u8>); 9] = [
        ("claim.png", claiming_png(60_000, 60_000)),
        ("claim-less.png", claiming_png(30_000, 30_000)),
        ("cut.png", png[..png.len() / 2].to_vec()),
        ("lfs.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".to_vec()),
        ("page.jpg", b"<!DOCTYPE html><html></html>".to_vec()),
        ("empty.png", Vec::new()),
        ("deep.svg", deep.into_bytes()),
        ("broken.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g>".to_vec()),
        ("huge.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9e9' height='9e9'/>".to_vec()),
    ];
    for (name, bytes) in bad {
        let made = in_folder(&with_picture(name, &bytes));
        warned(&made, Code::Image, "3:6", &["前", name, "题", "后"]);
    }
}

#[test]
fn pictures_in_other_places() {
    let places = [
        "没有.png",
        "../../etc/passwd",
        "/etc/passwd",
        "https://example.org/a.png",
        "H:/a.png",
        "data:image/png;base64,AAAA",
    ];
    for path in places {
        warned(&text(format!("前\n\n![题]({path})\n\n后\n")), Code::Image, "3:6", &["前", path, "题", "后"]);
    }
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let outside = Folder::new();
    outside.write("secret.png", small_png());
    outside.write("secret.md", "秘密");
    let folder = Folder::with("![题](link.png)\n\n{{< include link.md >}}\n");
    std::os::unix::fs::symlink(outside.join("secret.png"), folder.join("link.png")).unwrap();
    std::os::unix::fs::symlink(outside.join("secret.md"), folder.join("link.md")).unwrap();
    let made = in_folder(&folder);
    warned(&made, Code::Image, "1:6", &["link.png", "题"]);
    assert!(made.says(Code::Include, "3:13"), "{}", made.said);
    assert!(!Package::open(made.docx()).text().contains("秘密"));
}

#[test]
fn a_png_that_is_named_jpg() {
    let made = in_folder(&with_picture("a.jpg", &small_png()));
    warned(&made, Code::ImageFormat, "3:6", &["前", "题", "后"]);
    let package = Package::open(made.docx());
    assert!(package.names().any(|name| name.ends_with(".png")) && !package.names().any(|name| name.ends_with(".jpg")));
}

/// A drawing may name a file; what it names is not read.
#[test]
fn drawings_read_no_files() {
    let folder = Folder::new();
    let secret = folder.write("secret.png", small_png());
    let with = |inner: &str| {
        let svg =
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='8' height='8'>";
        let inside = with_picture("a.svg", format!("{svg}{inner}</svg>").as_bytes());
        in_folder(&inside)
    };
    let named = |attribute: &str| with(&format!("<image {attribute}='{}' width='8' height='8'/>", secret.display()));
    for attribute in ["href", "xlink:href"] {
        warned(&named(attribute), Code::Image, "3:6", &["前", "a.svg", "题", "后"]);
    }
    let doctype = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><text>&x;</text></svg>";
    let made = in_folder(&with_picture("a.svg", doctype.as_bytes()));
    whole(&made, &["前", "题", "后"]);
}

/// A PDF of one page with these entries, its objects found without a table.
fn pdf(page: &str, trailer: &str) -> Vec<u8> {
    let kids = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n";
    let stream =
        "4 0 obj\n<< /Length 45 >>\nstream\n1 0 0 rg 0 0 50 20 re f BT /F 12 Tf (x) Tj ET\nendstream\nendobj\n";
    let page = format!("3 0 obj\n<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R >>\nendobj\n");
    format!("%PDF-1.4\n{kids}{page}{stream}trailer\n<< /Root 1 0 R /Size 5 {trailer} >>\nstartxref\n0\n%%EOF\n")
        .into_bytes()
}

#[test]
fn a_page_of_a_pdf() {
    let folder = Folder::with("![题](a.pdf)\n\n![又](a.pdf){page=1 width=50%}\n");
    folder.write("a.pdf", pdf("/MediaBox [0 0 200 100] /CropBox [0 0 100 50]", ""));
    let made = in_folder(&folder);
    assert_eq!(made.said, "");
    whole(&made, &["题", "又"]);
    let package = Package::open(made.docx());
    assert_eq!(package.names().filter(|name| name.ends_with(".png")).count(), 1);
    // The crop box is 100 pt by 50 pt, a point 12,700 EMU.
    assert!(package.part("word/document.xml").contains("cx=\"1270000\" cy=\"635000\""));
}

#[test]
fn pages_that_cannot_be_shown() {
    let sized = |size: &str| pdf(&format!("/MediaBox {size}"), "");
    let whole_page = "/MediaBox [0 0 100 50]";
    let deep = format!("{whole_page} /A {}{}", "[".repeat(300_000), "]".repeat(300_000));
    let none = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n";
    let newer = String::from_utf8(pdf(whole_page, "")).unwrap().replace("%PDF-1.4", "%PDF-2.0");
    let bad: [(&str, Vec<u8>, &str); 8] = [
        ("locked.pdf", pdf(whole_page, "/Encrypt 5 0 R"), "encrypted"),
        ("broken.pdf", b"%PDF-1.7\nrubbish".to_vec(), "broken"),
        ("none.pdf", none.to_vec(), "no page 1"),
        ("huge.pdf", sized("[0 0 900000 900000]"), "points"),
        ("flat.pdf", sized("[0 0 1e30 1e30]"), ""),
        ("deep.pdf", pdf(&deep, ""), "nested"),
        ("newer.pdf", newer.into_bytes(), "2.0"),
        ("cut.pdf", pdf(whole_page, "")[..60].to_vec(), ""),
    ];
    for (name, bytes, words) in bad {
        let made = in_folder(&with_picture(name, &bytes));
        warned(&made, Code::Image, "3:6", &["前", name, "题", "后"]);
        assert!(made.said.contains(words), "{name}: {}", made.said);
    }
    for (page, place) in [("2", "1:6"), ("999999999999", "1:6")] {
        let folder = Folder::with(format!("![题](a.pdf){{page={page}}}\n\n后\n"));
        folder.write("a.pdf", pdf(whole_page, ""));
        warned(&in_folder(&folder), Code::Image, place, &["题", "后"]);
    }
    let folder = Folder::with("![题](a.png){page=2}\n");
    folder.write("a.png", small_png());
    warned(&in_folder(&folder), Code::Image, "1:6", &["题"]);
}

/// What a page may do to its reader: pages in themselves, drawings in
/// themselves, streams that unpack to more than any memory.
#[test]
fn pages_that_hold_themselves() {
    let whole_page = "/MediaBox [0 0 100 50]";
    let looped = String::from_utf8(pdf(whole_page, "")).unwrap().replace("/Kids [3 0 R]", "/Kids [2 0 R 3 0 R]");
    let form = "/Resources << /XObject << /X 4 0 R >> >>";
    let drawn = String::from_utf8(pdf(&format!("{whole_page} {form}"), "")).unwrap();
    let drawn = drawn
        .replace("<< /Length 45 >>", &format!("<< /Length 5 /Type /XObject /Subtype /Form /BBox [0 0 9 9] {form} >>"));
    let drawn = drawn.replace("1 0 0 rg 0 0 50 20 re f BT /F 12 Tf (x) Tj ET", "/X Do");
    for (name, bytes) in [("pages.pdf", looped), ("form.pdf", drawn)] {
        let made = in_folder(&with_picture(name, bytes.as_bytes()));
        whole(&made, &["前", "题", "后"]);
    }
}

/// The start of a picture that says it has 60,000 pixels a side.
#[test]
fn pictures_that_lie() {
    let jpeg = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(64, 64).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    };
    let gif = b"GIF89a\x60\xEA\x60\xEA\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x60\xEA\x60\xEA\0\x02\x02D\x01\0;";
    let webp = b"RIFF\xFF\xFF\xFF\xFFWEBPVP8L\xFF\xFF\xFF\x7F/\xFF\xFF\xFF\x0F\0\0\0";
    let mut bmp = b"BM\x3A\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x60\xEA\0\0\x60\xEA\0\0\x01\0\x18\0".to_vec();
    bmp.extend([0; 28]);
    let mut wrong = small_png();
    let at = wrong.windows(4).position(|name| name == b"IDAT").unwrap();
    wrong[at - 4..at].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xF0]);
    let bad: [(&str, Vec<u8>); 7] = [
        ("cut.jpg", jpeg[..jpeg.len() / 2].to_vec()),
        ("short.jpg", jpeg[..jpeg.len() - 2].to_vec()),
        ("head.jpg", jpeg[..12].to_vec()),
        ("bomb.gif", gif.to_vec()),
        ("sizes.webp", webp.to_vec()),
        ("bomb.bmp", bmp),
        ("wrong.png", wrong),
    ];
    for (name, bytes) in bad {
        let made = in_folder(&with_picture(name, &bytes));
        warned(&made, Code::Image, "3:6", &["前", name, "题", "后"]);
    }
}

/// An SVG with something in it.
fn svg(inner: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>{inner}</svg>")
}

/// An SVG that shows this.
fn showing(mime: &str, data: &[u8]) -> String {
    let packed = base64(data);
    svg(&format!("<image width='9' height='9' href='data:{mime};base64,{packed}'/>"))
}

fn base64(data: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(data)
}

/// Pictures inside a drawing meet the bounds of pictures before they are decoded.
#[test]
fn pictures_inside_drawings_are_bounded() {
    let within = |claim: &[u8], mime: &str| showing(mime, claim);
    let claim = claiming_png(60_000, 60_000);
    let levels = |count: usize, innermost: String| {
        (0..count).fold(innermost, |inner, _| showing("image/svg+xml", inner.as_bytes()))
    };
    let cut = &small_png()[..40];
    let bad: [(String, &str); 7] = [
        (within(cut, "image/png"), "broken picture inside"),
        (within(&claim, "image/png"), "60000 × 60000"),
        (within(&claim, "text/plain"), "60000 × 60000"),
        (levels(3, within(&claim, "image/png")), "60000 × 60000"),
        (levels(6, svg("<rect width='9' height='9'/>")), "levels"),
        (levels(1, svg(&"<g>".repeat(5000))), "nested"),
        (
            svg(&format!(
                "<filter id='f'><feImage href='data:image/png;base64,{}'/></filter><rect width='9' height='9' filter='url(#f)'/>",
                base64(&claim)
            )),
            "60000 × 60000",
        ),
    ];
    for (text, words) in bad {
        let made = in_folder(&with_picture("a.svg", text.as_bytes()));
        warned(&made, Code::Image, "3:6", &["前", "a.svg", "题", "后"]);
        assert!(made.said.contains(words), "{words}: {}", made.said);
    }
    let good = levels(2, within(&small_png(), "image/png"));
    let made = in_folder(&with_picture("a.svg", good.as_bytes()));
    assert_eq!(made.said, "");
    whole(&made, &["前", "题", "后"]);
}

/// What filters, patterns and layers of a drawing ask for is bounded, and the
/// message names it; what editors write is drawn.
#[test]
fn filters_of_drawings_are_bounded() {
    let filtered = |region: &str, steps: &str| {
        svg(&format!(
            "<filter id='f' {region}>{steps}</filter><rect width='60' height='60' fill='red' filter='url(#f)'/>"
        ))
    };
    let blur = "<feGaussianBlur stdDeviation='1'/>";
    let many = "<feFlood/>".repeat(3000);
    let uses: String =
        (0..30).map(|n| format!("<g id='a{}'><use href='#a{n}'/><use href='#a{n}'/></g>", n + 1)).collect();
    let layers = |count: usize| {
        svg(&format!("{}<rect width='90' height='90'/>{}", "<g opacity='.9'>".repeat(count), "</g>".repeat(count)))
    };
    let pattern = "<pattern id='p' width='1e6' height='1e6' patternUnits='userSpaceOnUse'><rect width='9' height='9'/></pattern><rect width='90' height='90' fill='url(#p)'/>";
    let chain = |count: usize, tag: &str, key: &str| {
        let link = |at: usize| {
            format!(
                "<{tag} id='m{at}' width='1' height='1'><g {key}='url(#m{})'>{}</g></{tag}>",
                at + 1,
                "<rect width='9' height='9'/>".repeat(10)
            )
        };
        let links: String = (0..count).map(link).collect();
        svg(&format!(
            "{links}<rect id='m{count}' width='90' height='90'/><rect width='90' height='90' {key}='url(#m0)'/>"
        ))
    };
    let line = format!(
        "<marker id='m' markerWidth='9' markerHeight='9'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
        "<rect width='1' height='1'/>".repeat(2000),
        "L1 1L2 2".repeat(3000)
    );
    let entity = "<!DOCTYPE svg [<!ENTITY u 'url(#'>]>".to_owned() + &svg("<rect width='9' height='9' fill='&u;a)'/>");
    let bad: [(String, &str); 19] = [
        (entity, "entities"),
        (chain(12, "pattern", "fill").replace("url(#", "&#117;rl(#"), "through its references"),
        (chain(12, "pattern", "fill"), "through its references"),
        (chain(12, "mask", "fill"), "through its references"),
        (chain(900, "clipPath", "clip-path"), "levels"),
        (svg(&line), "through its references"),
        (filtered("", "<feGaussianBlur x='-1e9' width='1e12' stdDeviation='1'/>"), "filter region"),
        (filtered("", "<feOffset dx='1e30'/><feTile/>"), ""),
        (filtered("", "<feDisplacementMap in2='SourceGraphic' scale='1e30'/><feOffset dx='1e30'/><feTile/>"), ""),
        (filtered("x='-1e9' y='-1e9' width='1e9' height='1e9'", blur), "filter region"),
        (filtered("x='-9' y='-9' width='2e2' height='2e2'", blur), "filter"),
        (filtered("", &many), "3000 steps"),
        (filtered("", "<feTurbulence numOctaves='100000' baseFrequency='.1'/>"), "octaves"),
        (filtered("", "<feGaussianBlur stdDeviation='1e6'/>"), "blur"),
        (filtered("", "<feDropShadow stdDeviation='1e6'/>"), "blur"),
        (filtered("", "<feMorphology operator='dilate' radius='5000'/>"), "work"),
        (layers(150), "layers"),
        (svg(pattern), "pattern"),
        (svg(&format!("<g id='a0'><rect width='9' height='9'/></g>{uses}")), ""),
    ];
    for (text, words) in bad {
        let made = in_folder(&with_picture("a.svg", text.as_bytes()));
        warned(&made, Code::Image, "3:6", &["前", "a.svg", "题", "后"]);
        assert!(made.said.contains(words), "{words}: {}", made.said);
    }
    let good = [
        filtered("x='-50%' y='-50%' width='200%' height='200%'", "<feDropShadow dx='2' dy='2' stdDeviation='3'/>"),
        filtered(
            "",
            "<feOffset dx='3' dy='3' in='SourceAlpha'/><feGaussianBlur stdDeviation='2'/><feMerge><feMergeNode/><feMergeNode in='SourceGraphic'/></feMerge>",
        ),
        filtered("", "<feTurbulence numOctaves='3' baseFrequency='.1'/>"),
        filtered("", "<feMorphology operator='dilate' radius='1'/>"),
        filtered("", "<feConvolveMatrix order='3' kernelMatrix='0 1 0 1 -4 1 0 1 0'/>"),
        layers(10),
    ];
    for text in good {
        let made = in_folder(&with_picture("a.svg", text.as_bytes()));
        assert_eq!(made.said, "", "{text}");
        whole(&made, &["前", "题", "后"]);
    }
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut packer, data).unwrap();
    packer.finish().unwrap()
}

/// Streams that unpack to more than any memory, through one filter or several,
/// and pictures that claim to be too large.
#[test]
fn pages_that_unpack_without_end() {
    let page = |filter: &str, data: &[u8]| {
        let text = String::from_utf8(pdf("/MediaBox [0 0 100 50]", "")).unwrap();
        let (before, rest) = text.split_once("<< /Length 45 >>").unwrap();
        let (_, after) = rest.split_once("endstream").unwrap();
        let head = format!("{before}<< /Length {} {filter} >>\nstream\n", data.len());
        [head.as_bytes(), data, b"\nendstream", after.as_bytes()].concat()
    };
    let zeros = vec![b' '; 300 << 20];
    let once = deflated(&zeros);
    let twice = deflated(&once);
    assert!(twice.len() < 8 << 10);
    let hex: Vec<u8> = twice.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).chain(*b">").collect();
    let two = "/FlateDecode /FlateDecode";
    let bad: [(&str, Vec<u8>, &str); 6] = [
        ("twice.pdf", page(&format!("/Filter [{two}]"), &twice), "unpacks"),
        ("elsewhere.pdf", page("/Filter 9 0 R", &twice), "unpacks"),
        ("hex.pdf", page(&format!("/Filter [/AHx {two}]"), &hex), "unpacks"),
        ("named.pdf", page("/F#69lter [/Fl /Fl#61teDecode] /X (obj)", &twice), "unpacks"),
        ("claim.pdf", page("/Subtype /Image /Width 60000 /Height 60000", b"x"), "60000 × 60000"),
        ("inline.pdf", page("", b"q BI /W 60000 /H 60000 /BPC 8 /CS /G ID x EI Q"), "60000 × 60000"),
    ];
    for (name, bytes, words) in bad {
        let made = in_folder(&with_picture(name, &bytes));
        warned(&made, Code::Image, "3:6", &["前", name, "题", "后"]);
        assert!(made.said.contains(words), "{name}: {}", made.said);
    }
    let drawing = b"1 0 0 rg 0 0 50 20 re f";
    for (filter, data) in
        [(format!("/Filter [{two}]"), deflated(&deflated(drawing))), (String::new(), drawing.to_vec())]
    {
        let made = in_folder(&with_picture("a.pdf", &page(&filter, &data)));
        assert_eq!(made.said, "", "{filter}");
        whole(&made, &["前", "题", "后"]);
    }
}
