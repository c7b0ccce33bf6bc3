//! The layers of `src` point one way: read from the imports and paths of every file.

use crate::ward::project;
use std::{fs, path::Path};

/// What each layer may use of the crate, beside itself.
const LAYERS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("app", &["domain"]),
    ("store", &["domain"]),
    ("config", &["app", "domain"]),
    ("report", &["domain"]),
    ("clock", &["domain"]),
    ("desk", &["store", "domain"]),
    ("demo", &["desk", "store", "domain"]),
    ("tui", &["app", "config", "demo", "desk", "store", "report", "domain", "clock"]),
    ("cli", &["app", "config", "demo", "desk", "store", "report", "domain", "clock"]),
    ("lib", &[]),
    ("main", &["cli", "tui"]),
];

/// What only one layer may name: a path's beginning, or any part of it where that begins with `::`.
const RESERVED: [(&str, &[&str]); 2] = [
    ("store", &["std::fs", "fs", "std::os::unix::fs", "::File", "::OpenOptions", "rustix::fs"]),
    ("tui", &["crossterm", "ratatui"]),
];

/// What `domain` never names: it knows neither clock, disk, terminal, environment nor other processes.
const NOT_IN_DOMAIN: [&str; 13] = [
    "std::io",
    "io",
    "std::env",
    "env",
    "std::thread",
    "std::process",
    "std::net",
    "rustix",
    "::Instant",
    "::SystemTime",
    "::Timestamp::now",
    "::Zoned::now",
    "::TimeZone::system",
];

/// What the runtime of the screens never names: it works without a terminal, and its time is given to it.
const NOT_IN_RUNTIME: [&str; 5] = ["crossterm", "ratatui", "std::io", "::clock", "::Instant"];

/// What no file names: everything is written with `writeln!`, which can say that nobody reads.
const NOWHERE: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];

/// A path as it stands in code, with the modules around it inside the file.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    path: Vec<String>,
    inside: Vec<String>,
}

/// Code without comments, strings and characters, cut into words and signs; `::` and a macro's `!` stay whole.
fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let at = |n: usize| chars.get(n).copied().unwrap_or('\0');
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut tokens, mut n): (Vec<String>, usize) = (Vec::new(), 0);
    while n < chars.len() {
        match (at(n), at(n + 1)) {
            ('/', '/') => n += chars[n..].iter().take_while(|&&c| c != '\n').count(),
            ('/', '*') => {
                let end = (n + 2..chars.len()).find(|&end| at(end) == '*' && at(end + 1) == '/');
                n = end.map_or(chars.len(), |end| end + 2);
            }
            ('r', '"' | '#') if at(n + 1) == '"' || chars[n + 1..].iter().find(|&&c| c != '#') == Some(&'"') => {
                let hashes = chars[n + 1..].iter().take_while(|&&c| c == '#').count();
                let closes = |end: usize| at(end) == '"' && (1..=hashes).all(|more| at(end + more) == '#');
                let end = (n + hashes + 2..chars.len()).find(|&end| closes(end));
                n = end.map_or(chars.len(), |end| end + hashes + 1);
            }
            ('"', _) => {
                n += 1;
                while n < chars.len() && at(n) != '"' {
                    n += if at(n) == '\\' { 2 } else { 1 };
                }
                n += 1;
            }
            ('\'', '\\') => n += 3 + chars[(n + 3).min(chars.len())..].iter().take_while(|&&c| c != '\'').count() + 1,
            ('\'', _) if at(n + 2) == '\'' => n += 3,
            (':', ':') => {
                tokens.push("::".to_owned());
                n += 2;
            }
            (c, _) if is_word(c) => {
                let word: String = chars[n..].iter().take_while(|&&c| is_word(c)).collect();
                n += word.chars().count();
                let bang = at(n) == '!' && at(n + 1) != '=';
                n += usize::from(bang);
                tokens.push(if bang { word + "!" } else { word });
            }
            (c, _) => {
                tokens.extend((!c.is_whitespace()).then(|| c.to_string()));
                n += 1;
            }
        }
    }
    tokens
}

/// Every path that code names, imports taken apart.
fn named(code: &str) -> Vec<Named> {
    let tokens = tokens(code);
    let at = |n: usize| tokens.get(n).map_or("", String::as_str);
    let is_word = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let (mut found, mut inside, mut depth, mut n): (Vec<Named>, Vec<(String, usize)>, usize, usize) =
        Default::default();
    while n < tokens.len() {
        let modules = || inside.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        match at(n) {
            "use" => {
                let end = (n..tokens.len()).find(|&end| at(end) == ";").unwrap_or(tokens.len());
                let mut paths = Vec::new();
                tree(&tokens[n + 1..end], &[], &mut paths);
                found.extend(paths.into_iter().map(|path| Named { path, inside: modules() }));
                n = end;
            }
            "mod" if at(n + 2) == "{" => {
                depth += 1;
                inside.push((at(n + 1).to_owned(), depth));
                n += 2;
            }
            "{" => depth += 1,
            "}" => {
                inside.retain(|(_, opened)| *opened != depth);
                depth = depth.saturating_sub(1);
            }
            word if is_word(word) => {
                let mut path = vec![word.to_owned()];
                while at(n + 1) == "::" && is_word(at(n + 2)) {
                    path.push(at(n + 2).to_owned());
                    n += 2;
                }
                found.push(Named { path, inside: modules() });
            }
            _ => {}
        }
        n += 1;
    }
    found
}

/// Takes `a::{b, c::d}` apart into `a::b` and `a::c::d`.
fn tree(tokens: &[String], before: &[String], into: &mut Vec<Vec<String>>) {
    let mut path = before.to_vec();
    let mut n = 0;
    while n < tokens.len() {
        match tokens[n].as_str() {
            "::" => {}
            "{" => {
                let (mut depth, mut first) = (0_usize, n + 1);
                for (end, token) in tokens.iter().enumerate().skip(n) {
                    match token.as_str() {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        _ => {}
                    }
                    if (depth == 1 && token == ",") || depth == 0 {
                        tree(&tokens[first..end], &path, into);
                        first = end + 1;
                    }
                    if depth == 0 {
                        break;
                    }
                }
                return;
            }
            "as" => break,
            word => path.push(word.to_owned()),
        }
        n += 1;
    }
    into.extend((path.len() > before.len()).then_some(path));
}

/// The modules of a file of `src`: `cli/act.rs` is `cli`, `act`.
fn modules(file: &str) -> Vec<String> {
    let mut modules: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    modules.pop_if(|last| last == "mod");
    modules
}

/// A path from the crate's root, where it points into the crate.
fn from_root(file: &str, named: &Named) -> Option<Vec<String>> {
    let mut place = modules(file);
    if place == ["lib"] || place == ["main"] {
        place.clear();
    }
    place.extend(named.inside.iter().cloned());
    let mut rest = named.path.as_slice();
    match rest.first()?.as_str() {
        "crate" | "periop" => place.clear(),
        "self" => {}
        "super" => {
            while rest.first().is_some_and(|word| word == "super") {
                place.pop();
                rest = &rest[1..];
            }
            place.extend(rest.iter().cloned());
            return Some(place);
        }
        _ => return None,
    }
    place.extend(rest[1..].iter().cloned());
    Some(place)
}

/// Whether a path is the reserved one, or lies in it.
fn names(path: &[String], reserved: &str) -> bool {
    let written = path.join("::");
    match reserved.strip_prefix("::") {
        Some(part) => {
            let part: Vec<&str> = part.split("::").collect();
            path.windows(part.len()).any(|words| words == part)
        }
        None => written == *reserved || written.starts_with(&format!("{reserved}::")),
    }
}

/// What is wrong with a file of `src`.
fn trespasses(file: &str, code: &str) -> Vec<String> {
    let layer = modules(file).remove(0);
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![format!("{file}: \"{layer}\" is no layer; give it a place in LAYERS")];
    };
    let mut found = Vec::new();
    for named in named(code) {
        let written = named.path.join("::");
        let mut tell = |rule: &str| found.push(format!("{file}: {written}: {rule}"));
        match from_root(file, &named).as_deref() {
            Some([other, ..]) if *other != layer && !allowed.contains(&other.as_str()) => {
                tell(&format!("{layer} uses nothing of {other}"));
            }
            Some(_) | None => {}
        }
        for (owner, reserved) in RESERVED {
            if layer != owner && reserved.iter().any(|reserved| names(&named.path, reserved)) {
                tell(&format!("only {owner} may name this"));
            }
        }
        if layer == "domain" && NOT_IN_DOMAIN.iter().any(|reserved| names(&named.path, reserved)) {
            tell("domain knows neither clock nor disk");
        }
        if file.starts_with("tui/runtime/") && NOT_IN_RUNTIME.iter().any(|reserved| names(&named.path, reserved)) {
            tell("the runtime knows neither terminal nor clock");
        }
        if NOWHERE.contains(&written.as_str()) {
            tell("a broken pipe would end the program");
        }
    }
    found.dedup();
    found
}

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            let inside = path.strip_prefix(project("src")).expect("a file of src");
            into.push(inside.to_str().expect("a plain name").to_owned());
        }
    }
}

#[test]
fn every_file_of_src_keeps_to_its_layer() {
    let mut files = Vec::new();
    sources(&project("src"), &mut files);
    files.sort_unstable();
    let (mut found, mut paths) = (Vec::new(), 0);
    for file in &files {
        let code = fs::read_to_string(project("src").join(file)).unwrap();
        paths += named(&code).len();
        found.extend(trespasses(file, &code));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    for layer in ["domain", "app", "store", "report", "demo", "tui", "cli"] {
        assert!(files.iter().any(|file| file.starts_with(&format!("{layer}/"))), "{layer} was read");
    }
    assert!(paths > 1000, "only {paths} paths were found");
}

#[test]
fn a_file_that_leaves_its_layer_is_told_of() {
    for (file, code, what) in [
        ("domain/text.rs", "use crate::store::Store;", "domain uses nothing of store"),
        ("domain/case/mod.rs", "use super::super::report;", "domain uses nothing of report"),
        ("domain/case/undo.rs", "use super::super::super::{domain::Id, clock};", "domain uses nothing of clock"),
        ("domain/text.rs", "mod tests { use super::super::super::cli::run; }", "domain uses nothing of cli"),
        ("domain/mod.rs", "mod tests { use super::super::cli::run; }", "domain uses nothing of cli"),
        ("domain/text.rs", "use jiff::{Timestamp, tz}; fn f() { Timestamp::now(); }", "neither clock nor disk"),
        ("domain/text.rs", "use std::{fmt, time::{Duration, Instant}};", "neither clock nor disk"),
        ("domain/text.rs", "use std::{io as i, fmt};", "neither clock nor disk"),
        ("app/run.rs", "fn f() { crate::clock::now(); }", "app uses nothing of clock"),
        ("app/run.rs", "use crate::{domain::{Id, Code}, store::{Found}};", "app uses nothing of store"),
        ("app/run.rs", "fn f(k: crossterm::event::KeyCode) {}", "only tui may name this"),
        ("cli/list.rs", "use ratatui::prelude::*;", "only tui may name this"),
        ("cli/list.rs", "use std::{io, fs::{self, File}};", "only store may name this"),
        ("cli/list.rs", "fn f() { let _ = std::fs::read(\"x\"); }", "only store may name this"),
        ("tui/mod.rs", "fn f() { OpenOptions::new(); }", "only store may name this"),
        ("tui/runtime/mod.rs", "use crossterm::event::Event;", "neither terminal nor clock"),
        ("tui/runtime/cases.rs", "fn f() { crate::clock::now(); }", "neither terminal nor clock"),
        ("tui/mod.rs", "use crate::cli::Session;", "tui uses nothing of cli"),
        ("store/mod.rs", "use crate::report::CaseRow;", "store uses nothing of report"),
        ("report/text.rs", "/* crate::domain */ use crate::app::App;", "report uses nothing of app"),
        ("cli/mod.rs", "fn f() { println!(\"a\"); }", "broken pipe"),
        ("main.rs", "use periop::{cli, store};", "main uses nothing of store"),
        ("helpers/mod.rs", "", "\"helpers\" is no layer"),
    ] {
        let found = trespasses(file, code).join("\n");
        assert!(found.contains(what), "{file}: {code}: {found:?}");
    }
}

#[test]
fn a_file_that_keeps_to_its_layer_is_left_in_peace() {
    for (file, code) in [
        (
            "domain/text.rs",
            "// use crate::store::Store;\n/* std::fs */ const A: &str = \"crate::store std::fs \\\" println!\";",
        ),
        (
            "domain/text.rs",
            "const A: &str = r#\"use \"crate::store\"; \"#; const B: char = '\"'; use crate::domain::Id;",
        ),
        ("domain/case/mod.rs", "mod tests { use super::*; use crate::domain::Code; } use super::Text;"),
        ("domain/moment.rs", "fn f<'a>(now: &'a Now) -> Moment { now.at } const Q: char = '\\''; use super::Now;"),
        ("app/mod.rs", "use crate::{app::run::Run, domain::{self, Id}}; use self::keys::Key;"),
        ("store/files.rs", "use std::fs::{self, File}; fn f() { fs::read(\"x\"); }"),
        (
            "tui/view/run.rs",
            "use super::super::theme::Theme; use crate::{app::App, clock, report}; use ratatui::Frame;",
        ),
        ("cli/checklists.rs", "struct Check { file: PathBuf } fn f(out: &mut impl Write) { writeln!(out, \"a\"); }"),
        ("main.rs", "use periop::{cli, tui};"),
    ] {
        assert_eq!(trespasses(file, code), Vec::<String>::new(), "{file}: {code}");
    }
}
