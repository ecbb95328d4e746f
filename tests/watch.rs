//! Documents that are watched: whatever is changed, they are new again, and
//! nothing ends the watching.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

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
    let done = events.iter().filter(|event| event["event"] == "document");
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
