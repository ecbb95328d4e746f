//! `fuzi explain`.

use super::args::ExplainArgs;
use super::terminal::{columns, print, wrapped};
use super::{DONE, USAGE};
use crate::diag::{Code, nearest, visible_line};

/// The widest line of an explanation.
const WIDTH: usize = 80;

pub(super) fn run(args: &ExplainArgs) -> u8 {
    if args.all {
        let pages: Vec<String> = Code::ALL.iter().map(|code| page(*code)).collect();
        print(&pages.join("\n"));
        return DONE;
    }
    if args.codes.is_empty() {
        print(&list());
        return DONE;
    }
    let mut status = DONE;
    for (at, written) in args.codes.iter().enumerate() {
        match Code::find(written) {
            Some(code) => print(&format!("{}{}", if at == 0 { "" } else { "\n" }, page(code))),
            None => status = unknown(written),
        }
    }
    status
}

/// Every code in a line.
fn list() -> String {
    let line = |code: &Code| {
        let level = code.level().as_str();
        vec![code.number(), code.as_str().to_owned(), level.to_owned(), code.summary().to_owned()]
    };
    columns(&Code::ALL.iter().map(line).collect::<Vec<_>>())
}

fn page(code: Code) -> String {
    let told = if code.is_of_check() { "told by `fuzi check`" } else { "told by `fuzi build` and `fuzi check`" };
    let mut text = format!("{} {code} ({}, {told})\n\n", code.number(), code.level().as_str());
    text.push_str(&wrapped(&format!("{}.", code.summary()), WIDTH, "  "));
    for paragraph in code.explanation() {
        text.push('\n');
        text.push_str(&wrapped(&paragraph, WIDTH, "  "));
    }
    text
}

fn unknown(written: &str) -> u8 {
    let near = nearest(&written.to_lowercase(), Code::ALL.iter().map(|code| code.as_str()));
    let hint = near.map_or_else(|| "`fuzi explain` lists them".to_owned(), |near| format!("did you mean “{near}”?"));
    eprintln!("error: there is no rule “{}”; {hint}", visible_line(written));
    USAGE
}
