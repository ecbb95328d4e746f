//! Documents that are watched: whatever is changed, they are new again, and
//! nothing ends the watching.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use fuzi::project::{Batch, Edition, Event, Options, Round, watch};
use serde_json::Value;

use crate::machines::follow_the_schema;
use crate::support::command;
use crate::support::folder::Folder;
use crate::support::word::Package;

/// How long a machine under load may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// `fuzi watch` in a folder.
struct Watcher {
    child: Child,
    lines: Receiver<String>,
}

impl Watcher {
    /// Watches, and waits until there is nothing left to do.
    fn new(folder: &Folder, args: &[&str]) -> (Self, Vec<Value>) {
        let mut child = command::fuzi()
            .current_dir(folder.path())
            .args([&["watch", "--message-format", "json"], args].concat())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let reader = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || reader.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let watcher = Self { child, lines };
        let first = watcher.round();
        (watcher, first)
    }

    /// What is said next.
    fn event(&self) -> Value {
        let line = self.lines.recv_timeout(PATIENCE).expect("nothing more is said");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("no event: {line}"))
    }

    /// What is said until nothing is left to do.
    fn round(&self) -> Vec<Value> {
        let mut events = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("nothing more after {events:?}"));
            let event: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("no event: {line}"));
            if event["event"] == "waiting" {
                return events;
            }
            events.push(event);
        }
    }

    /// Changes something and gives the documents that were built, as
    /// `document status`, together with the messages.
    fn after(&self, change: impl FnOnce()) -> (Vec<String>, Vec<String>) {
        change();
        sorted(&self.round())
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn sorted(events: &[Value]) -> (Vec<String>, Vec<String>) {
    let text = |event: &Value, name: &str| event[name].as_str().unwrap_or_default().to_owned();
    // One that has changed again is built in the next round.
    let is_done = |event: &&Value| event["event"] == "document" && event["status"] != "abandoned";
    let done = events.iter().filter(is_done);
    let done = done.map(|event| format!("{} {}", text(event, "document"), text(event, "status"))).collect();
    let said = events.iter().flat_map(|event| ["message", "error"].map(|name| text(event, name)));
    (done, said.filter(|said| !said.is_empty()).collect())
}

fn text(folder: &Folder, name: &str) -> String {
    Package::open(&folder.read(name)).text()
}

const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";

#[test]
fn files_that_a_document_uses() {
    let folder = Folder::with("# 一\n\n{{< include parts/b.md >}}\n\n![图](img/p.svg \"图\")\n");
    folder.write("parts/b.md", "二\n");
    let (watcher, first) = Watcher::new(&folder, &["a.md"]);
    let (done, said) = sorted(&first);
    assert_eq!(done, ["a built"]);
    assert!(said.len() == 1 && said[0].contains("does not exist"), "{said:?}");
    // The text, and a file that it includes.
    assert_eq!(watcher.after(|| drop(folder.write("parts/b.md", "三\n"))).0, ["a built"]);
    assert!(text(&folder, "a.docx").contains('三'));
    // A picture that was missing, in a folder that was missing.
    let (done, said) = watcher.after(|| drop(folder.write("img/p.svg", PICTURE)));
    assert!(done.iter().all(|done| done == "a built") && !done.is_empty(), "{done:?}");
    assert!(said.is_empty() || done.len() > 1, "{said:?}");
    // An editor that saves by renaming.
    let saved = folder.write("a.md.swp", "# 换了\n\n![图](img/p.svg \"图\")\n");
    assert_eq!(watcher.after(|| fs::rename(&saved, folder.join("a.md")).unwrap()).0, ["a built"]);
    assert!(text(&folder, "a.docx").contains("换了"));
    // A folder that is replaced by another one.
    folder.write("img2/p.svg", PICTURE.replace("'9'", "'8'"));
    let replaced = watcher.after(|| {
        fs::rename(folder.join("img"), folder.join("img3")).unwrap();
        fs::rename(folder.join("img2"), folder.join("img")).unwrap();
    });
    assert!(replaced.0.iter().all(|done| done == "a built") && !replaced.0.is_empty(), "{replaced:?}");
    assert_eq!(watcher.after(|| drop(folder.write("img/p.svg", PICTURE))).0, ["a built"]);
}

#[test]
fn errors_do_not_end_it() {
    let folder = Folder::with("# 好\n");
    let (watcher, _) = Watcher::new(&folder, &["a.md", "--to", "docx"]);
    let before = folder.read("a.docx");
    let (done, said) = watcher.after(|| drop(folder.write("a.md", "---\ntitle: [一]\n---\n")));
    assert_eq!(done, ["a failed"]);
    assert_eq!(said.len(), 1);
    assert!(folder.read("a.docx") == before, "the edition from before is kept");
    let (done, said) = watcher.after(|| fs::remove_file(folder.join("a.md")).unwrap());
    assert!(done.len() <= 1 && said.iter().any(|said| said.contains("does not exist")), "{done:?} {said:?}");
    let (done, _) = watcher.after(|| drop(folder.write("a.md", "# 又好了\n")));
    assert_eq!(done, ["a built"]);
    assert!(text(&folder, "a.docx").contains("又好了"));
}

#[test]
fn documents_of_a_project_come_and_go() {
    let folder = Folder::new();
    let manifest = "[build]\nto = [\"docx\"]\n[[document]]\neach = [\"*.md\"]\n";
    folder.write("fuzi.toml", manifest);
    folder.write("a.md", "# 一\n");
    folder.write("b.md", "# 二\n");
    let (watcher, first) = Watcher::new(&folder, &[]);
    assert_eq!(sorted(&first).0, ["a built", "b built"]);
    assert_eq!(watcher.after(|| drop(folder.write("b.md", "# 两\n"))).0, ["b built"]);
    assert_eq!(watcher.after(|| drop(folder.write("c.md", "# 三\n"))).0, ["c built"]);
    let (done, said) = watcher.after(|| drop(folder.write("fuzi.toml", manifest.replace("docx", "html"))));
    assert!(done.is_empty() && said.len() == 1 && said[0].contains("html"), "{done:?} {said:?}");
    let styled = format!("{manifest}style = \"my\"\n");
    folder.write("styles/my.toml", "inherits = \"report\"\n");
    assert_eq!(watcher.after(|| drop(folder.write("fuzi.toml", &styled))).0, ["a built", "b built", "c built"]);
    let (done, _) = watcher.after(|| drop(folder.write("styles/my.toml", "inherits = \"paper\"\n")));
    assert_eq!(done, ["a built", "b built", "c built"]);
    drop(watcher);
    // What was watched is known to the next build.
    let (_, again) = Watcher::new(&folder, &[]);
    assert_eq!(sorted(&again).0, ["a fresh", "b fresh", "c fresh"]);
}

#[test]
fn a_project_file_that_comes_to_be_above() {
    let folder = Folder::with("");
    folder.write("x/y/z/a.md", "甲\n");
    let (watcher, first) = Watcher::new(&folder, &["x/y/z/a.md"]);
    assert_eq!(sorted(&first).0, ["a built"]);
    // Its neighbours do not matter.
    folder.write("x/other.md", "");
    let (done, said) =
        watcher.after(|| drop(folder.write("x/fuzi.toml", "[build]\nout-dir = \"out\"\nto = [\"docx\"]\n")));
    assert_eq!((done, said.len()), (vec!["out/y/z/a built".to_owned()], 0), "{said:?}");
    assert!(folder.join("x/out/y/z/a.docx").is_file());
    let (done, _) = watcher.after(|| fs::remove_file(folder.join("x/fuzi.toml")).unwrap());
    assert_eq!(done, ["a built"]);
}

/// Headings on pages of their own, each on a line of its own.
const PAGES: &str = "# 一\n\n甲\n\n# 二\n\n乙\n\n# 三\n\n丙\n";

/// What the server of an address answers: the status and the body.
fn ask(address: &str, target: &str, headers: &str) -> (u16, String) {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
    (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
}

fn json(answer: (u16, String)) -> Value {
    assert_eq!(answer.0, 200, "{}", answer.1);
    serde_json::from_str(&answer.1).unwrap()
}

#[test]
fn pages_are_told_of_before_their_editions() {
    let folder = Folder::with(PAGES);
    let (watcher, first) = Watcher::new(&folder, &["a.md", "--serve=0"]);
    follow_the_schema(&folder, &first);
    folder.write("a.md", PAGES.replace('乙', "新"));
    let round = watcher.round();
    follow_the_schema(&folder, &round);
    for events in [&first, &round] {
        let at = |name: &str| events.iter().position(|event| event["event"] == name).unwrap();
        assert!(at("pages") < at("document"), "{events:?}");
        assert!(events[at("pages")]["seconds"].as_f64().unwrap() > 0.0);
    }
}

#[test]
fn an_editor_leads_to_a_page_and_a_page_to_its_line() {
    let folder = Folder::with(format!("---\ntoc: true\n---\n{}", PAGES.replace("# ", "\\newpage\n\n# ")));
    let (watcher, first) = Watcher::new(&folder, &["a.md", "--serve=0", "--page", "2"]);
    let address = first[0]["address"].as_str().unwrap();
    let state = json(ask(address, "/state", ""));
    assert_eq!((&state["goal"]["page"], &state["goal"]["count"]), (&1.into(), &1.into()), "{state}");
    let pages = state["documents"][0]["pages"].as_array().unwrap();
    // The text with a line, and the page that it leads to.
    let text = fs::read_to_string(folder.join("a.md")).unwrap();
    let line = |sought: &str| 1 + text.lines().position(|line| line == sought).unwrap();
    let lead = |line: usize| json(ask(address, &format!("/goto?file=%2Fhome%2Fa.md&line={line}"), ""));
    let (two, three) = (lead(line("# 二")), lead(line("丙")));
    assert_eq!(two["page"].as_u64().unwrap() + 1, three["page"].as_u64().unwrap(), "{two} {three}");
    assert_eq!(three["page"].as_u64().unwrap(), pages.len() as u64);
    assert_eq!(json(ask(address, "/state", ""))["goal"]["count"], 3);
    // A click where a line begins names that line.
    let page = two["page"].as_u64().unwrap() - 1;
    let key = pages[page as usize]["key"].as_str().unwrap();
    let place = format!("/origin/0/{page}/{key}?x=300&y={}", two["top"].as_f64().unwrap() + 5.0);
    let origin = json(ask(address, &place, ""));
    assert_eq!((origin["file"].as_str(), origin["line"].as_u64()), (Some("a.md"), Some(line("# 二") as u64)));
    // The one who started it is told too.
    let told = watcher.event();
    follow_the_schema(&folder, std::slice::from_ref(&told));
    let said = (&told["event"], &told["document"], &told["page"], &told["file"], &told["start"]["line"]);
    assert_eq!(said, (&"origin".into(), &"a".into(), &(page + 1).into(), &"a.md".into(), &line("# 二").into()));
    // What is not there, or not asked for well, and other pages.
    for wrong in
        ["/goto", "/goto?file=b.md&line=1", "/goto?file=a.md&line=x", "/goto?file=&line=1", "/goto?file=%FF&line=1"]
    {
        assert_eq!(ask(address, wrong, "").0, 404, "{wrong}");
    }
    for wrong in ["/origin/0/0/0?x=1&y=1", "/origin/9/0/0?x=1&y=1", "/origin/0/99/0?x=1&y=1"] {
        assert_eq!(ask(address, wrong, "").0, 404, "{wrong}");
    }
    for end in ["x=NaN&y=1", "x=inf&y=1", "x=1"] {
        assert_eq!(ask(address, &format!("/origin/0/{page}/{key}?{end}"), "").0, 404, "{end}");
    }
    for headers in ["Origin: https://example.com\r\n", "Sec-Fetch-Site: cross-site\r\n", "Host: example.com\r\n"] {
        assert_eq!(ask(address, "/goto?file=a.md&line=1", headers).0, 403, "{headers}");
        assert_eq!(ask(address, &place, headers).0, 403, "{headers}");
    }
    assert_eq!(json(ask(address, "/state", ""))["goal"]["count"], 3);
}

#[test]
fn folders_that_tell_of_no_changes_are_asked() {
    let folder = Folder::with("# 一\n");
    let (watcher, _) = Watcher::new(&folder, &["a.md", "--to", "docx", "--poll=20"]);
    assert_eq!(watcher.after(|| drop(folder.write("a.md", "# 二\n"))).0, ["a built"]);
    assert!(text(&folder, "a.docx").contains('二'));
}

#[test]
fn a_project_file_that_comes_to_be_is_found_by_asking() {
    let folder = Folder::new();
    folder.write("docs/a.md", "# 一\n");
    folder.write("other/b.md", "# 二\n");
    let (watcher, _) = Watcher::new(&folder, &["docs/a.md", "--to", "docx", "--poll=20"]);
    let (events, _) = watcher.after(|| drop(folder.write("fuzi.toml", "[build]\nout-dir = \"out\"\n")));
    assert_eq!(events, ["out/docs/a built"]);
    let (events, _) = watcher.after(|| drop(folder.write("docs/fuzi.toml", "[build]\nout-dir = \"made\"\n")));
    assert_eq!(events, ["made/a built"], "a nearer one");
}

/// The file changes while its pages are laid out: no edition of the old text is made.
#[test]
fn another_edit_abandons_the_editions() {
    let folder = Folder::with("# 一\n");
    let options = Options { keep_layout: true, to: vec![Edition::Pdf, Edition::Docx], ..Options::default() };
    let said = Mutex::new(Vec::new());
    let tell = |round: Round<'_>| {
        let mut said = said.lock().unwrap();
        match round {
            Round::Job(Event::Pages(..)) => {
                if said.is_empty() {
                    folder.write("a.md", "# 二\n");
                }
                said.push("pages");
            }
            Round::Job(Event::Done(_, built)) => {
                let there = ["a.pdf", "a.docx"].map(|name| folder.join(name).exists());
                assert_eq!(there, [!built.abandoned; 2]);
                said.push(if built.abandoned { "abandoned" } else { "built" });
            }
            Round::Waiting(_) => return false,
            _ => {}
        }
        true
    };
    watch(&[folder.join("a.md")], &options, &Batch::default(), None, &tell).unwrap();
    assert_eq!(said.into_inner().unwrap(), ["pages", "abandoned", "pages", "built"]);
    assert!(text(&folder, "a.docx").contains('二'));
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().ends_with(".part")));
}
