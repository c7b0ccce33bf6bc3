//! Every command, on the real program: what it prints, what it records, what it refuses and how it exits.

mod answering;
mod carried;
mod checklists;
mod course;
mod damage;
mod due;
mod files;
mod follow_up;
pub(crate) mod help;
mod looking;
mod manual;
mod opening;
mod printed;
mod reference;
mod repair;
mod slip;
mod staff;
mod twice;
mod unsaved;

use crate::ward::{NURSE, Said, Ward, data};
use periop::domain::case::{Act, Author};
use periop::domain::{Confirmed, Now};
use periop::store::StoreError;
use serde_json::Value;
use std::{fs, path::Path};

/// A ward whose site folder holds a short day: a plan, check-in, time-out, recovery and a follow-up.
fn ward() -> Ward {
    let ward = Ward::new();
    fs::copy(data("commands/day.json"), ward.site().join("day.json")).expect("a copy of day.json");
    ward
}

/// The entries of a record, as they stand on its lines.
fn entries_in(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a record");
    text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["entry"].clone()).collect()
}

fn entries(ward: &Ward, code: &str) -> Vec<Value> {
    entries_in(&ward.record(code))
}

/// Runs a command that must succeed, and gives what it said and the entries that it added.
fn adds_as(ward: &Ward, by: &str, args: &[&str]) -> (Said, Vec<Value>) {
    let code = args[1];
    let before = fs::read(ward.record(code)).expect("the record").len();
    let count = entries(ward, code).len();
    let said = ward.fine_as(by, args);
    assert!(fs::read(ward.record(code)).expect("the record").len() >= before, "a record only grows");
    (said, entries(ward, code).split_off(count))
}

fn adds(ward: &Ward, args: &[&str]) -> (Said, Vec<Value>) {
    adds_as(ward, NURSE, args)
}

/// The kinds of entries.
fn kinds(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["kind"].as_str().expect("a kind")).collect()
}

/// Answers items as check-in does, up to the time-out.
fn checked_in(ward: &Ward) -> String {
    let code = ward.new_case("day");
    let steps: &[&[&str]] = &[&["identity"], &["temperature", "36.8"], &["escort", "present"], &["kit"], &["mask"]];
    for step in steps {
        let args: Vec<&str> = ["answer", &code].into_iter().chain(step.iter().copied()).collect();
        ward.fine(&args);
    }
    code
}

/// What `--json` prints, which must be JSON and the same when it is asked for again.
fn json(ward: &Ward, args: &[&str], exit: i32) -> Value {
    let (first, second) = (ward.run(args), ward.run(args));
    assert_eq!((first.code, second.code), (exit, exit), "{args:?}: {first:?}");
    assert_eq!(first.out, second.out, "{args:?} is stable");
    serde_json::from_str(&first.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {first:?}"))
}

/// Records in a case as somebody did at another moment or another station.
fn record_at(ward: &Ward, code: &str, station: &str, now: &Now, act: Act) -> Result<(), StoreError> {
    let store = ward.store();
    let mut loaded = store.load(code.parse().expect("a code"))?;
    let author = Author::new(NURSE.parse().expect("a person"), station.into());
    let intent = author.wants(&loaded.case, act).with_code(Confirmed::Typed);
    store.act(&mut loaded, &intent, now).map(|_| ())
}
