//! What other programs are told: events by their schema, SARIF with errors of files,
//! strictness by codes, completions, manual pages, starters.

use serde_json::Value;

use crate::cli::run;
use crate::support::folder::Folder;

const WARNS: &str = "见 @fig:无 。\n";

/// The events of a command, each of them as the schema says.
fn events(folder: &Folder, args: &[&str]) -> (i32, Vec<Value>) {
    let (status, out, err) = run(folder, &[args, &["--message-format", "json"]].concat());
    let list: Vec<Value> = format!("{out}{err}").lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    follow_the_schema(folder, &list);
    assert_eq!(list.last().map(|event| &event["event"]), Some(&"end".into()), "{list:?}");
    assert_eq!(list.last().and_then(|event| event["status"].as_i64()), Some(i64::from(status)), "{list:?}");
    (status, list)
}

/// Checks that events are as the schema says.
pub fn follow_the_schema(folder: &Folder, events: &[Value]) {
    let schema: Value = serde_json::from_str(&run(folder, &["schema", "events"]).1).unwrap();
    for event in events {
        let kinds = schema["oneOf"].as_array().unwrap();
        let kind = kinds.iter().find(|kind| kind["properties"]["event"]["const"] == event["event"]);
        let kind = kind.unwrap_or_else(|| panic!("the schema does not know {event}"));
        fits(event, kind);
    }
}

/// Checks a value against the few words of JSON Schema that the schema uses.
fn fits(value: &Value, schema: &Value) {
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant);
    }
    if let Some(words) = schema.get("enum") {
        assert!(words.as_array().unwrap().contains(value), "{value} is none of {words}");
    }
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if let Some(types) = schema.get("type") {
        let types = types.as_array().cloned().unwrap_or_else(|| vec![types.clone()]);
        let is_number = name == "integer" && types.contains(&"number".into());
        assert!(types.contains(&name.into()) || is_number, "{value} is no {types:?}");
    }
    for (at, part) in value.as_object().into_iter().flatten() {
        let known = schema["properties"].get(at);
        assert!(known.is_some() || schema["properties"].is_null(), "the schema does not know {at}: {value}");
        known.into_iter().for_each(|schema| fits(part, schema));
    }
    if value.is_object() {
        for wanted in schema["required"].as_array().into_iter().flatten() {
            assert!(value.get(wanted.as_str().unwrap()).is_some(), "{wanted} is missing: {value}");
        }
    }
    for item in value.as_array().into_iter().flatten() {
        fits(item, &schema["items"]);
    }
}

fn of<'a>(list: &'a [Value], event: &str) -> Vec<&'a Value> {
    list.iter().filter(|found| found["event"] == event).collect()
}

#[test]
fn every_command_tells_events_of_one_shape() {
    let folder = Folder::with(WARNS);
    folder.write("p/fuzi.toml", "[dokument]\n");
    folder.write("c.md", "你好,世界\n");
    for command in ["build", "check", "plan"] {
        let (status, list) = events(&folder, &[command, "a.md", "c.md", "missing.md", "p"]);
        assert_ne!(status, 0, "{command}");
        let errors: Vec<_> = of(&list, "diagnostic").into_iter().filter(|found| found["severity"] == "error").collect();
        assert_eq!(errors.len(), 3, "{command}: {list:?}");
        assert_eq!((&errors[0]["file"], &errors[0]["number"]), (&"missing.md".into(), &"F0602".into()), "{command}");
        assert!(errors[1]["file"].as_str().unwrap().ends_with("fuzi.toml") && errors[1]["start"]["line"] == 1);
        let documents = of(&list, if command == "plan" { "plan" } else { "document" });
        assert_eq!(documents.len(), 2, "{command}: {list:?}");
        assert_eq!(list.last().unwrap()["errors"], 3);
    }
    let (status, list) = events(&folder, &["build", "a.md", "--document", "b"]);
    assert_eq!((status, of(&list, "diagnostic").len()), (2, 1), "an unknown id is wrong usage");
}

#[test]
fn sarif_has_errors_of_files_and_projects() {
    let folder = Folder::with(WARNS);
    folder.write("p/fuzi.toml", "[dokument]\n");
    let (status, out, _) = run(&folder, &["check", "a.md", "missing.md", "p", "--message-format", "sarif"]);
    assert_eq!(status, 3);
    let log: Value = serde_json::from_str(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let levels: Vec<_> = results.iter().map(|result| (&result["level"], &result["ruleId"])).collect();
    assert!(levels.contains(&(&"error".into(), &"F0602".into())), "{levels:?}");
    assert_eq!(levels.iter().filter(|(level, _)| **level == "error").count(), 3, "{levels:?}");
    assert!(results.iter().all(|result| result["locations"][0].is_object()), "{results:?}");
}

#[test]
fn strict_about_some_codes() {
    let folder = Folder::with(WARNS);
    let status = |args: &[&str]| run(&folder, &[&["build", "a.md"], args].concat()).0;
    assert_eq!(status(&["--strict=missing-glyph,F0903"]), 0);
    assert_eq!(status(&["--strict=F0903,undefined-reference"]), 1);
    assert_eq!(status(&["--strict"]), 1);
    let (status, _, err) = run(&folder, &["build", "a.md", "--strict=undefined-refrence"]);
    assert!(status == 2 && err.contains("did you mean “undefined-reference”?"), "{err}");
    assert_eq!(run(&folder, &["check", "a.md", "--strict=undefined-reference"]).0, 1);
    assert_eq!(run(&folder, &["check", "a.md", "--strict=ellipsis"]).0, 0);
    // What a build does not look for it does where it is named.
    folder.write("b.md", "等等...\n");
    assert_eq!(run(&folder, &["build", "b.md", "--strict"]).0, 0);
    assert_eq!(run(&folder, &["build", "b.md", "--strict=ellipsis"]).0, 1);
}

#[test]
fn rules_hold_for_builds() {
    let folder = Folder::with(WARNS);
    let project = |level: &str| {
        let rules =
            format!("[document]\nsources = [\"a.md\"]\n[check]\nrules = {{undefined-reference = \"{level}\"}}\n");
        folder.write("fuzi.toml", rules);
    };
    project("off");
    assert_eq!(run(&folder, &["build", "--strict"]).0, 0);
    project("note");
    let (status, _, err) = run(&folder, &["build", "--strict"]);
    assert!(status == 0 && err.contains("note[undefined-reference]") && !err.contains("warning"), "{err}");
    assert_eq!(run(&folder, &["build"]).0, 0);
    let (_, list) = events(&folder, &["build"]);
    let end = list.last().unwrap();
    assert_eq!((&end["notes"], &end["warnings"]), (&1.into(), &0.into()));
    assert!(of(&list, "document")[0]["status"] == "fresh", "what is fresh says it again: {list:?}");
    let (_, out, _) = run(&folder, &["check", "--message-format", "sarif"]);
    assert!(out.contains("\"level\": \"note\""), "{out}");
    let (_, out, _) = run(&folder, &["check", "--message-format", "github"]);
    assert!(out.starts_with("::notice "), "{out}");
    project("error");
    assert_eq!(run(&folder, &["build"]).0, 1);
}

#[test]
fn entries_are_complete_by_the_standard_that_is_used() {
    let folder = Folder::with("---\nbibliography: refs.bib\n---\n\n见[@a]。\n");
    folder.write("refs.bib", "@book{a, title={内涝}, author={王平}}\n@book{b, title={乙}, author={李}, year={2020}}\n");
    let told = |csl: &str| {
        folder.write("a.md", format!("---\nbibliography: refs.bib\ncsl: {csl}\n---\n\n见[@a]。\n"));
        run(&folder, &["check", "a.md", "--message-format", "short"]).1
    };
    let gb = told("gb-t-7714-2025-numeric");
    assert!(gb.contains("warning[F0404 incomplete-entry]") && gb.contains("note[F0405 uncited-entry]"), "{gb}");
    let apa = told("apa");
    assert!(!apa.contains("incomplete-entry") && apa.contains("note[F0405 uncited-entry]"), "{apa}");
    assert_eq!(run(&folder, &["build", "a.md", "--strict"]).0, 0, "a note is no warning");
    assert_eq!(run(&folder, &["build", "a.md", "--strict=uncited-entry"]).0, 1);
    folder.write("fuzi.toml", "[check]\nrules = {uncited-entry = \"error\"}\n");
    let (status, _, err) = run(&folder, &["build", "a.md", "--message-format", "short"]);
    assert!(status == 1 && err.contains("error[uncited-entry]") && !err.contains("incomplete-entry"), "{err}");
}

#[test]
fn every_starter_is_built_without_a_warning() {
    let folder = Folder::new();
    for language in ["zh", "en"] {
        for kind in ["report", "thesis", "official", "minutes", "proposal", "lab", "manual", "english"] {
            let name = format!("{language}-{kind}");
            assert_eq!(run(&folder, &["init", &name, "--style", kind, "--lang", language]).0, 0);
            let (status, _, err) = run(&folder, &["build", &name, "--strict", "--quiet"]);
            assert!(status == 0 && err.is_empty(), "{name}: {err}");
        }
    }
    assert!(
        folder.has("en-lab/lab.pdf") && folder.has("zh-thesis/thesis.docx") && folder.has("zh-official/notice.docx")
    );
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    assert!(text("en-report/report.md").contains("# Introduction") && text("zh-report/report.md").contains("# 引言"));
    assert!(text("zh-english/report.md").contains("lang: en"));
}

#[test]
fn the_english_style_speaks_english() {
    let folder = Folder::with("| a |\n|---|\n| b |\n\n: c\n");
    folder.write("own.toml", "inherits = \"english\"\n");
    for (style, label) in [("english", "Table"), ("own.toml", "Table"), ("report", "表")] {
        let (_, model, _) = run(&folder, &["build", "a.md", "--style", style, "--emit", "typst"]);
        assert!(model.contains(label), "{style}");
    }
}

#[test]
fn shells_manuals_and_doctors() {
    let folder = Folder::with(WARNS);
    for (shell, part) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef fuzi"),
        ("fish", "complete -c fuzi"),
        ("powershell", "Register-ArgumentCompleter"),
    ] {
        let (status, out, _) = run(&folder, &["completions", shell]);
        assert!(status == 0 && out.contains(part) && out.contains("message-format"), "{shell}");
    }
    assert!(run(&folder, &["man"]).1.contains(".TH fuzi 1"));
    assert_eq!(run(&folder, &["man", "man1"]).0, 0);
    let page = String::from_utf8(folder.read("man1/fuzi-styles-new.1")).unwrap();
    assert!(page.contains("fuzi styles new school") && folder.has("man1/fuzi-build.1"), "{page}");
    let before = folder.names();
    let (status, out, err) = run(&folder, &["doctor", "a.md", "--lang", "en"]);
    assert!(
        status == 0 && out.contains("fuzi 0.") && out.contains("can be written") && out.contains("Fuzi Song"),
        "{out}{err}"
    );
    assert_eq!(folder.names(), before, "nothing is left behind");
    let (_, out, _) = run(&folder, &["doctor", "a.md", "--lang", "zh"]);
    assert!(out.contains("可以写入"), "{out}");
}
