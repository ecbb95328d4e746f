//! The files of hostile inputs that are no text: packages and pictures that unpack to
//! more than they may, or say that they do.

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::make;

/// A file by its name, and how it is made.
type Made = (&'static str, fn() -> Vec<u8>);

/// Each file.
pub(super) const ALL: &[Made] = &[
    ("good.docx", || good().1),
    ("good.pdf", || good().0),
    ("small.png", small_png),
    ("claims.png", || png(&header(60_000, 60_000), &[])),
    ("profile.png", || png(&header(8, 8), &[chunk(b"iCCP", &profile(40 << 20))])),
    ("text.png", || png(&header(8, 8), &[chunk(b"zTXt", &[b"a\0\0".to_vec(), zeros(40 << 20)].concat())])),
    ("animated.png", || png(&header(8, 8), &[chunk(b"acTL", &[0xFF; 8])])),
    ("short.png", || png(&header(8_000, 8_000), &[])),
    ("long.png", || [png(&header(8, 8), &[]), vec![0; 1 << 20]].concat()),
    ("bomb.docx", || bomb("word/document.xml", 220 << 20)),
    ("part.docx", || bomb("word/media/a.bin", 220 << 20)),
    ("bomb.xlsx", || bomb("xl/worksheets/sheet1.xml", 220 << 20)),
    ("many.docx", || packed(&(0..5_000).map(|at| (format!("a{at}"), Vec::new())).collect::<Vec<_>>())),
    ("climbing.docx", || with("../../outside.md", b"SECRET")),
    ("twice.docx", || {
        let mut bytes = good().1;
        bytes.extend(good().1);
        bytes
    }),
    ("empty.docx", || packed(&[])),
    ("cut.docx", || {
        let docx = good().1;
        docx[..docx.len() / 2].to_vec()
    }),
    ("lying.docx", lying),
    ("deep.docx", || with("word/document.xml", nested(100_000).as_bytes())),
    ("wide.docx", || with("word/document.xml", document(&"<w:p/>".repeat(2_100_000)).as_bytes())),
    ("entities.docx", || with("word/document.xml", ENTITIES.as_bytes())),
    ("external.docx", || with("word/document.xml", EXTERNAL.as_bytes())),
    ("styles.docx", || with("word/styles.xml", styles().as_bytes())),
    ("lists.docx", || with("word/numbering.xml", LISTS.as_bytes())),
    ("dde.docx", || field("DDEAUTO c:\\\\windows\\\\cmd.exe \"/k calc\"")),
    ("included.docx", || field("INCLUDETEXT \"c:\\\\secret.txt\"")),
    ("relations.docx", || with("word/_rels/document.xml.rels", RELATIONS.as_bytes())),
    ("cells.docx", || with("word/document.xml", document(&table(2_000)).as_bytes())),
    ("spans.docx", || with("word/document.xml", document(SPANS).as_bytes())),
    ("nothing.docx", || with("word/document.xml", b"")),
    ("binary.docx", || with("word/document.xml", &[0xFF; 5_000])),
];

fn good() -> (Vec<u8>, Vec<u8>) {
    let made = make::text("# 好\n\n正文。\n");
    (made.pdf().to_vec(), made.docx().to_vec())
}

fn small_png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name[..], data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &named, &crc32(&named).to_be_bytes()].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// A PNG of eight by eight pixels, whatever its header says.
fn png(header: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    let pixels = chunk(b"IDAT", &zeros(8 * 25));
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", header), chunks.concat(), pixels, chunk(b"IEND", &[])].concat()
}

/// A picture of ninety million pixels of one colour, 260 MB in some 300 kB; `number` makes it
/// another one.
pub(super) fn large(number: u8) -> Vec<u8> {
    let (width, height) = (10_000_u32, 9_000_u32);
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    let line = [vec![0], vec![number; 3 * width as usize]].concat();
    (0..height).for_each(|_| packer.write_all(&line).unwrap());
    let pixels = chunk(b"IDAT", &packer.finish().unwrap());
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header(width, height)), pixels, chunk(b"IEND", &[])].concat()
}

fn zeros(count: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 20];
    let mut left = count;
    while left > 0 {
        let next = left.min(block.len());
        packer.write_all(&block[..next]).unwrap();
        left -= next;
    }
    packer.finish().unwrap()
}

fn profile(count: usize) -> Vec<u8> {
    [b"a\0\0".to_vec(), zeros(count)].concat()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The good file with another part, or one more.
fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let docx = good().1;
    let mut archive = ZipArchive::new(Cursor::new(&docx)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).unwrap();
        if file.name() != name {
            zip.raw_copy_file(file).unwrap();
        }
    }
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The good file with a part that unpacks to so many bytes.
fn bomb(name: &str, count: usize) -> Vec<u8> {
    with(name, &vec![b' '; count])
}

/// A part that is longer than its entry says.
fn lying() -> Vec<u8> {
    let mut bytes = bomb("word/document.xml", 220 << 20);
    let size = (220_u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    places.into_iter().for_each(|at| bytes[at..at + 4].copy_from_slice(&[100, 0, 0, 0]));
    bytes
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn document(inside: &str) -> String {
    format!("<w:document {W}><w:body>{inside}</w:body></w:document>")
}

fn nested(depth: usize) -> String {
    document(&format!("{}{}", "<w:sdt><w:sdtContent>".repeat(depth), "</w:sdtContent></w:sdt>".repeat(depth)))
}

fn table(columns: usize) -> String {
    let row = format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(columns));
    format!("<w:tbl>{}</w:tbl>", row.repeat(60))
}

const SPANS: &str = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/><w:vMerge/></w:tcPr><w:p><w:r>\
                     <w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
const ENTITIES: &str = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
                        <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a>&c;</a>";
const EXTERNAL: &str = "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><a>&a;</a>";
/// A list that follows itself.
const LISTS: &str = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
                     <w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"a\"/></w:abstractNum>\
                     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
                         relationships/attachedTemplate\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/>\
                         <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
                         relationships/styles\" Target=\"../../../etc/passwd\"/></Relationships>";

/// Styles that are based on each other.
fn styles() -> String {
    let style = |own: &str, base: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{own}\"><w:name w:val=\"{own}\"/><w:basedOn w:val=\"{base}\"/>\
             <w:next w:val=\"{base}\"/><w:link w:val=\"{base}\"/></w:style>"
        )
    };
    format!("<w:styles {W}>{}{}{}</w:styles>", style("a", "b"), style("b", "a"), style("Normal", "Normal"))
}

/// The good file with a header that has a field.
fn field(instruction: &str) -> Vec<u8> {
    let docx = good().1;
    let mut archive = ZipArchive::new(Cursor::new(&docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let name = names.iter().find(|name| name.starts_with("word/header") || name.starts_with("word/footer")).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let field = ["begin", "separate", "end"].map(|kind| run(&format!("<w:fldChar w:fldCharType=\"{kind}\"/>")));
    let [begin, separate, end] = field;
    let said = run(&format!("<w:instrText>{}</w:instrText>", instruction.replace('"', "&quot;")));
    let at = text.rfind("</w:p>").unwrap();
    text.insert_str(at, &format!("{begin}{said}{separate}{end}"));
    with(name, text.as_bytes())
}
