//! BibTeX and biblatex files become records. A broken entry costs only itself:
//! reading goes on at the next line that begins with `@`.

mod fields;
mod latex;
mod scan;

use std::collections::{BTreeMap, HashMap};

pub(super) use fields::{guess, plain_name};

use super::record::Record;
use crate::diag::{Code, Diagnostic, Sink, SourceId, Span, message};
use scan::{Entry, Scanner, Value};

/// The months under the names that every BibTeX file may use.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// The longest text that abbreviations may grow to, in bytes.
const MAX_TEXT: usize = 64 << 10;

/// A field of an entry: its source without abbreviations, and its place.
#[derive(Debug, Clone)]
struct Given {
    source: String,
    span: Span,
}

/// The fields of an entry by their lower-case names.
type Table = BTreeMap<String, Given>;

/// Reads the entries of a file in their order.
pub(super) fn read(source: SourceId, text: &str, sink: &mut Sink) -> Vec<Record> {
    let mut strings: HashMap<String, String> = HashMap::new();
    for (at, month) in MONTHS.iter().enumerate() {
        strings.insert((*month).to_owned(), (at + 1).to_string());
    }
    let mut list: Vec<(Entry<'_>, Table)> = Vec::new();
    let mut scanner = Scanner::new(source, text);
    while let Some(entry) = scanner.next_entry(sink) {
        match entry.kind.as_str() {
            "comment" | "preamble" => {}
            "string" => {
                for (name, value) in &entry.fields {
                    let text = expand(value, &strings, sink);
                    strings.insert(name.value.to_lowercase(), text);
                }
            }
            _ => {
                let table = table(&entry, &strings, sink);
                list.push((entry, table));
            }
        }
    }
    inherit(&mut list);
    list.into_iter().map(|(entry, table)| fields::record(&entry, &table)).collect()
}

/// The fields of an entry with the abbreviations written out.
fn table(entry: &Entry<'_>, strings: &HashMap<String, String>, sink: &mut Sink) -> Table {
    let mut table = Table::new();
    for (name, value) in &entry.fields {
        let given = Given { source: expand(value, strings, sink), span: value.span };
        if table.insert(name.value.to_lowercase(), given).is_some() {
            let message = message!("the field `{name}` is given twice; the last one counts", name = name.value);
            sink.push(Diagnostic::warning(Code::Bibliography, name.span, message));
        }
    }
    table
}

/// A value with its abbreviations written out. An abbreviation knows only those
/// before it, so that none can hold itself.
fn expand(value: &Value<'_>, strings: &HashMap<String, String>, sink: &mut Sink) -> String {
    let mut text = String::new();
    for part in &value.parts {
        match part {
            scan::Part::Text(part) => text.push_str(part),
            scan::Part::Name(name) => match strings.get(&name.value.to_lowercase()) {
                Some(known) => text.push_str(known),
                None => {
                    let message = message!("no @string “{name}” is defined before this", name = name.value);
                    let hint = "put text in braces: {…}";
                    sink.push(Diagnostic::warning(Code::Bibliography, name.span, message).hint(hint));
                    text.push_str(name.value);
                }
            },
        }
        if text.len() > MAX_TEXT {
            sink.warn(
                Code::Bibliography,
                value.span,
                message!("the text is longer than {max_text} kB; it is cut", max_text = MAX_TEXT >> 10),
            );
            let end = (0..=MAX_TEXT).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(end);
            break;
        }
    }
    text
}

/// What an entry with a `crossref` takes from the entry that it names, once.
fn inherit(list: &mut [(Entry<'_>, Table)]) {
    let wanted = list.iter().any(|(_, table)| table.contains_key("crossref"));
    if !wanted {
        return;
    }
    let parents: HashMap<String, Table> =
        list.iter().map(|(entry, table)| (entry.key.value.to_owned(), table.clone())).collect();
    for (_, table) in list {
        let Some(parent) = table.get("crossref").and_then(|key| parents.get(key.source.trim())) else { continue };
        for (name, given) in parent {
            let name = match name.as_str() {
                "title" => "booktitle",
                "subtitle" => "booksubtitle",
                "author" => "bookauthor",
                "crossref" | "shorttitle" | "pages" | "doi" | "url" | "urldate" => continue,
                name => name,
            };
            table.entry(name.to_owned()).or_insert_with(|| given.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::cite::record::{Field, Role};
    use crate::diag::{Sink, SourceId};

    fn records(text: &str) -> (Vec<super::Record>, usize) {
        let mut sink = Sink::new();
        let records = read(SourceId(0), text, &mut sink);
        (records, sink.into_sorted().len())
    }

    #[test]
    fn entries_are_read_with_their_places() {
        let text = "junk\n@string{sp = \"科学\" # {出版社}}\n@Book(a, author = {张三 and Smith, J.}, title=\"甲{B}\", \
                    publisher = sp, year = 2024, month = may,)\n";
        let (list, told) = records(text);
        assert_eq!((list.len(), told), (1, 0));
        assert_eq!(list[0].text(Field::Publisher), "科学出版社");
        assert_eq!(list[0].issued.as_ref().unwrap().full_text(), "2024-05");
        assert_eq!(list[0].names(Role::Author).unwrap().list[1].family, "Smith");
        assert_eq!(&text[list[0].key.span.range()], "a");
        assert_eq!(&text[list[0].fields[&Field::Title].span.range()], "\"甲{B}\"");
    }

    #[test]
    fn a_broken_entry_costs_only_itself() {
        let (list, told) = records("@book{a, title={x\n@book{b, title={y}}\n@book{c title}\n@book{d,title={z}}\n@");
        let keys: Vec<_> = list.iter().map(|record| record.key.value.as_str()).collect();
        assert!(keys.contains(&"b") && keys.contains(&"d"), "{keys:?}");
        assert!(told >= 2);
    }

    #[test]
    fn abbreviations_never_turn_in_circles_or_grow() {
        let (list, told) = records("@string{a = b}@string{b = a # a}@book{k, title = a # b}");
        assert_eq!(list[0].text(Field::Title), "bbb");
        assert_eq!(told, 1);
        let mut text = "@string{x = {0123456789}}".to_owned();
        (0..100).for_each(|_| text.push_str("@string{x = x # x}"));
        text.push_str("@book{k, title = x}");
        assert!(records(&text).0[0].text(Field::Title).len() <= super::MAX_TEXT);
    }

    #[test]
    fn hostile_files_end() {
        for text in ["@book{", "@book{a,", "@book{a,t=", "@book{a,t=\"", "@", "@{", "@a{b,c=d#", "@book{a,t={}", "}}}}"]
        {
            records(text);
        }
        records(&"{".repeat(1 << 20));
        records(&format!("@book{{a,title={}", "{".repeat(1 << 20)));
        records(&"@book{a,title={x\n".repeat(20_000));
        records(&format!("@book{{a,author={{{}}}}}", "a and ".repeat(10_000)));
    }

    #[test]
    fn vague_entries_say_what_they_are() {
        use crate::cite::record::Kind;
        let (records, _) = records(
            "@misc{a, title={A}, type={dataset}, url={https://x.cn/a}} @online{b, title={B}, entrysubtype={software}}
            @misc{c, title={C}, eprint={2101.1}, archiveprefix={arXiv}} @online{d, title={D}, type={Preprint}}
            @online{e, title={E}, eprint={2101.1}, eprinttype={arxiv}, url={https://arxiv.org/abs/2101.1}}
            @misc{f, title={F}, doi={10.48550/arXiv.2101.1}, url={https://x.org}}
            @misc{g, title={G}, eprint={1}, eprinttype={jstor}, url={https://x.org}} @online{h, title={H}, type={Blog}}",
        );
        let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
        let (web, preprint) = (Kind::Web, Kind::Preprint);
        assert_eq!(kinds, [Kind::Dataset, Kind::Software, preprint, preprint, preprint, web, web, web]);
        assert_eq!(records[4].text(Field::Publisher), "arXiv");
    }

    #[test]
    fn crossref_lends_what_is_missing() {
        let (list, _) =
            records("@inproceedings{a, title={A}, crossref={p}}@proceedings{p, title={P}, publisher={Q}, year={2001}}");
        assert_eq!((list[0].text(Field::Container), list[0].text(Field::Publisher)), ("P", "Q"));
        assert_eq!(list[0].year(), "2001");
    }
}
