//! `fuzi explain`.

use super::args::ExplainArgs;
use super::language::{language, text};
use super::terminal::{columns, print, wrapped};
use super::{DONE, USAGE};
use crate::diag::{Code, Message, message, nearest, visible_line};

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
        vec![code.number(), code.as_str().to_owned(), level.to_owned(), text(code.summary())]
    };
    columns(&Code::ALL.iter().map(line).collect::<Vec<_>>())
}

/// The first line of a page, as a sentence.
fn summary(code: Code) -> String {
    text(message!("{summary}.", summary = Message::from(code.summary())))
}

fn page(code: Code) -> String {
    let by = match code.is_of_check() {
        true => text("reported by `fuzi check`"),
        false => text("reported by `fuzi build` and `fuzi check`"),
    };
    let level = code.level().as_str();
    let mut page = text(message!("{number} {code} ({level}, {by})", number = code.number(), code, level, by)) + "\n\n";
    page.push_str(&wrapped(&summary(code), WIDTH, "  "));
    for paragraph in code.explanation(language()) {
        page.push('\n');
        page.push_str(&wrapped(&paragraph, WIDTH, "  "));
    }
    page
}

fn unknown(written: &str) -> u8 {
    let written = visible_line(written);
    let message = match nearest(&written.to_lowercase(), Code::ALL.iter().map(|code| code.as_str())) {
        Some(near) => message!("there is no rule “{written}”; did you mean “{near}”?", written, near),
        None => message!("there is no rule “{written}”; `fuzi explain` lists them", written),
    };
    eprintln!("{}", text(message!("error: {message}", message)));
    USAGE
}
