//! Whole days by keys in real terminals: each story ends in the same state as when it is told by commands.

mod complete;
mod corrected;
mod handed;
mod stopped;
mod theatre;

use crate::bench::prelude::*;
use crate::screens::{keys, next_is, saved};

/// A ward whose timers run for a tenth of a second, so that whoever walks a day by keys waits for them to end, whose
/// site has set its limits of the vital signs, and whose staff list says who may do what.
fn quick_ward() -> Ward {
    let ward = Ward::new();
    let mut content = crate::content::content();
    for timer in ["antiseptic-dry-minutes", "recovery-minutes"] {
        content["local"][timer]["value"] = json!(0.002);
    }
    fs::write(ward.site().join("spinal-injection.json"), content.to_string()).expect("a site copy");
    ward.sets("spinal-injection", &limits_of_vital_signs());
    ward
}

fn limits_of_vital_signs() -> Value {
    json!({
        "systolic-high": 180, "systolic-low": 90, "diastolic-high": 110,
        "heart-rate-high": 120, "heart-rate-low": 50, "saturation-low": 94,
    })
}

/// Somebody at a terminal who answers items of a case, and counts the keys that it takes.
struct Day {
    terminal: Terminal,
    checklist: Checklist,
    count: usize,
}

impl Day {
    fn new(terminal: Terminal) -> Self {
        Self { terminal, checklist: shipped(), count: 0 }
    }

    /// Presses keys that count.
    fn press(&mut self, keys: &str) {
        self.count += keys.chars().count();
        self.terminal.press(keys);
    }

    /// Waits until an item is what is next.
    fn sees_next(&self, item: &str) {
        let item = self.checklist.item(self.checklist.find(item).expect("an item"));
        self.terminal.wait(item.id.as_str(), |screen| next_is(screen, item.text.as_str()));
    }

    /// Answers the item that is next, and waits until that is saved.
    fn answers(&mut self, step: &Step) {
        self.sees_next(step.item);
        let item = self.checklist.item(self.checklist.find(step.item).expect("an item"));
        let (keys, saved) = (keys(item, step), saved(item));
        if matches!(item.answer, AnswerType::Timer { from: None, .. }) {
            self.press(" ");
            self.terminal.sees("ENDED");
        }
        self.press(&keys);
        self.terminal.sees(&saved);
    }

    fn walks(&mut self, steps: &[Step]) {
        for step in steps {
            self.answers(step);
        }
    }
}

/// Waits for words and then presses keys, one pair after the other.
fn replies(terminal: &mut Terminal, pairs: &[(&str, &str)]) {
    for (words, keys) in pairs {
        terminal.sees(words);
        terminal.press(keys);
    }
}

/// Says who is at the keyboard, and who else is in the room; how many keys that takes.
fn signs_in(terminal: &mut Terminal, code: &str, role: &str, room: Option<&str>) -> usize {
    let (who, here) = (format!("{code}\r"), format!("{code} is here as"));
    replies(terminal, &[("WHO is at the keyboard?", &who), (&here, role)]);
    terminal.sees("Who else is in the room?");
    if let Some(other) = room {
        terminal.press(other);
        terminal.sees("in the room:");
    }
    terminal.press("\r");
    terminal.wait("the room is said", |screen| !screen.contains("Who else is in the room?"));
    // With an enter after the code, and one after the last name.
    [code, role, room.unwrap_or_default()].iter().map(|keys| keys.chars().count()).sum::<usize>() + 2
}

/// The code as the panel shows it large, read off the screen.
fn code_shown(terminal: &Terminal) -> String {
    fn large(screen: &str) -> Option<String> {
        let single = |line: &&str| line.split_whitespace().filter(|word| word.chars().count() == 1).count() == 8;
        let line = screen.lines().filter(|_| screen.contains("THE CODE OF THIS CASE")).find(single)?;
        Some(line.split_whitespace().collect())
    }
    let screen = terminal.wait("the code of the case", |screen| large(screen).is_some());
    large(&screen).unwrap_or_else(|| panic!("the code of the case\n{screen}"))
}

/// The steps of the walk from one item up to, but not including, another.
fn between(from: &str, to: &str) -> &'static [Step] {
    let at = |id: &str| WALK.iter().position(|step| step.item == id).expect("an item of the walk");
    &WALK[at(from)..at(to)]
}

/// What a case says of itself but for times, hashes and its code: statuses, answers and who gave them, stops,
/// notes, sign-offs, attempts, outcome.
pub(crate) fn state(ward: &Ward, code: &str) -> Value {
    let mut shown = ward.show_json(code);
    for own in ["code", "entries", "head", "next"] {
        shown.as_object_mut().expect("a case").remove(own);
    }
    without_times(&mut shown);
    shown
}

fn without_times(value: &mut Value) {
    const TIMES: [&str; 7] = ["at", "done_at", "due", "late", "entries", "head", "sha256"];
    match value {
        Value::Array(values) => values.iter_mut().for_each(without_times),
        Value::Object(of) => {
            of.retain(|name, _| !TIMES.contains(&name.as_str()));
            let of_override = of.get("status").is_some_and(|status| status == "overridden");
            let is_time = |answer: &Value| answer.get("time").is_some() || answer.get("timer-ended").is_some();
            if of.get("answer").is_some_and(is_time) {
                of.insert("answer".to_owned(), Value::from("a time"));
                of.remove("words");
            }
            // What it was made in spite of stands before it with its time.
            if let Some(Value::String(words)) = of.get_mut("words").filter(|_| of_override) {
                *words = words.rsplit("; ").next().unwrap_or_default().to_owned();
            }
            of.values_mut().for_each(without_times);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Says where two cases differ, item by item, rather than printing both.
pub(crate) fn assert_same_state(by_keys: &Value, by_commands: &Value, place: &str) {
    match (by_keys, by_commands) {
        (Value::Object(one), Value::Object(other)) => {
            for name in one.keys().chain(other.keys()) {
                let id = one.get("id").and_then(Value::as_str).unwrap_or_default();
                let of = |of: &serde_json::Map<String, Value>| of.get(name).cloned().unwrap_or(Value::Null);
                assert_same_state(&of(one), &of(other), &format!("{place} {id}.{name}"));
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).for_each(|(one, other)| assert_same_state(one, other, place));
        }
        (one, other) => assert_eq!(one, other, "by keys and by commands: {place}"),
    }
}
