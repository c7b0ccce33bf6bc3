//! Keys that a workstation chose: they do all that the usual ones do, every screen names them, and no two want the same.

use crate::bench::prelude::*;
use crate::screens::keys as keys_for;
use crate::walk::NEEDLE_OUT;
use periop::app::{Action, BINDINGS, Binding, Key, KeyMap, KeyMode, Remap, StopAction};
use proptest::prelude::*;

fn named(row: &Binding) -> String {
    row.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// The rows whose keys may be chosen.
fn free(context: KeyMode) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |row| row.context == context && row.action != Action::Stop(StopAction::Change(0)))
}

/// Keys that may be had.
fn to_be_had() -> Vec<Key> {
    let letters = "жabcdefghijklmnopqrstuvwxyz".chars().rev().map(Key::Char);
    let functions = (3..=24).map(Key::F);
    let named = [Key::PageDown, Key::PageUp, Key::Delete, Key::Left, Key::Right, Key::Ctrl('t')];
    letters.chain(functions).chain(named).collect()
}

/// Every action of every place by another key than usual.
fn all_other() -> KeyMap {
    let remaps = KeyMode::free().flat_map(|context| {
        let mut left = to_be_had();
        free(context).map(move |row| {
            // What is done where words are asked for needs a key that is no letter.
            let is_letter = |key: &Key| matches!(key, Key::Char(c) if c.is_alphabetic());
            let letter = row.keys.iter().all(is_letter);
            let fits = |key: &Key| is_letter(key) == letter && !row.keys.contains(key);
            let at = left.iter().position(fits).expect("another key");
            Remap { context, action: row.action, keys: vec![left.remove(at)] }
        })
    });
    KeyMap::remapped(&remaps.collect::<Vec<_>>()).expect("no two want the same")
}

/// A case that is stopped for contrast in a vessel, looked at from all sides, and closed.
fn stopped(keys: KeyMap) -> Desk {
    let mut desk = Desk::at("contrast-live");
    desk.app.shell.keys = keys;
    for keys in ["2hsurgeon\r", "\r4\r?⇟\x1b", "\r3twice in a vessel\r", "⇤g"] {
        desk.press(keys);
    }
    for step in WALK.iter().skip_while(|step| step.item != NEEDLE_OUT).take(4) {
        let item = desk.case().checklist().item(desk.ix(step.item)).clone();
        desk.go(step.item);
        desk.press(&keys_for(&item, step));
    }
    // What was found is corrected; then all sides of a check; to the list and back.
    for keys in ["14\rmisheard\r", "ca word\r", "u", "r", "i\x1b", "tt", "m\r", "s\x1b", "\x1b", "k\r\r"] {
        desk.press(keys);
    }
    desk
}

#[test]
fn a_story_by_other_keys_ends_in_the_same_state() {
    let facts = |desk: &Desk| {
        let entries = desk.case().entries().iter().skip(2).map(|line| format!("{:?}", line.entry.fact));
        entries.collect::<Vec<_>>()
    };
    let (usual, other) = (stopped(KeyMap::default()), stopped(all_other()));
    for told in ["Stopped", "Undone", "Redone", "Noted", "Escalated", "Held", "Resumed"] {
        assert!(facts(&usual).iter().any(|fact| fact.contains(told)), "{told}: {:?}", &facts(&usual)[52..]);
    }
    for (usual, other) in facts(&usual).iter().zip(facts(&other).iter()) {
        assert_eq!(usual, other);
    }
    assert_eq!(facts(&usual).len(), facts(&other).len());
}

#[test]
fn screens_name_the_keys_that_were_chosen() {
    let mut desk = Desk::at("contrast-live");
    desk.app.shell.keys = all_other();
    let key = |context: KeyMode, name: &str| {
        let map = all_other();
        let row = map.rows(context).find(|row| row.action.name() == name).map(named);
        row.and_then(|keys| keys.split(' ').next().map(str::to_owned)).expect("a key")
    };
    let run = |name: &str| key(KeyMode::Run, name);
    let stop = |name: &str| key(KeyMode::Stop, name);
    assert!(desk.screen().contains(&format!("{} help", run("help"))), "{}", desk.screen());
    desk.press("#");
    assert!(desk.notice().ends_with(&format!("{} shows the keys", run("help"))), "{}", desk.notice());
    desk.press("2");
    for words in [
        // The usual digit goes on working.
        format!(" {} 2  check again", stop("again")),
        format!(" {:<4}  told", stop("tell")),
        format!(" {} help   esc leaves it standing", stop("help")),
    ] {
        assert!(desk.screen().contains(&words), "{words}\n{}", desk.screen());
    }
    desk.press("\x1b");
    assert!(desk.screen().contains(&format!("{} decides", run("type"))), "{}", desk.screen());
    desk.press("s");
    let mut desk = Desk::at("everyone-stops");
    desk.app.shell.keys = all_other();
    desk.press("s");
    assert!(desk.screen().contains(&format!(" {}  sign off as", key(KeyMode::Sign, "sign-off"))), "{}", desk.screen());
    let mut desk = Desk::at("two-identifiers");
    desk.app.shell.keys = all_other();
    desk.press(" ");
    assert!(desk.notice().ends_with(&format!("  {} undoes", run("undo"))), "{}", desk.notice());
    desk.press("?");
    let help = desk.shown((200, 100));
    for row in all_other().rows(KeyMode::Run) {
        assert!(help.contains(&format!("  {} ", named(row))), "{}: {}\n{help}", row.action.name(), named(row));
    }
}

/// A foot pedal is a keyboard: it ticks, and one that bounces ticks once.
#[test]
fn a_pedal_ticks_once_however_it_bounces() {
    for pedal in [Key::F(13), Key::PageDown, Key::Ctrl('t')] {
        let tick = BINDINGS.iter().find(|row| row.context == KeyMode::Run && row.action.name() == "tick").unwrap();
        let remap = Remap { context: KeyMode::Run, action: tick.action, keys: vec![pedal] };
        let mut desk = Desk::at("two-identifiers");
        desk.app.shell.keys = KeyMap::remapped(&[remap]).unwrap();
        let before = desk.case().entries().len();
        desk.press(" ");
        desk.hurries("  ");
        assert_eq!(desk.case().entries().len(), before + 1, "{pedal}: {}", desk.notice());
        assert!(desk.notice().starts_with("Saved:") && desk.notice().ends_with("it counts once"), "{}", desk.notice());
    }
}

#[test]
fn a_pedal_of_a_configuration_ticks_in_a_real_terminal() {
    let ward = Ward::small();
    let code = ward.new_case("small");
    let file = json!({ "format": 1, "keys": { "run": { "tick": ["F13", "space"] } } });
    fs::write(ward.site().join("pedal"), file.to_string()).unwrap();
    let config = ward.site().join("pedal").display().to_string();
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code, "--config", &config], "0");
    terminal.sees("F13 done");
    terminal.press("\x1b[25~");
    terminal.sees("Saved:");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn other_keys_are_refused_naming_two_or_do_just_what_they_were_chosen_for(
        picked in prop::collection::vec((0_usize..1000, prop::collection::vec(0_usize..55, 1..3)), 1..12),
    ) {
        let rows: Vec<&Binding> = KeyMode::free().flat_map(free).collect();
        let (mut remaps, had) = (Vec::new(), to_be_had());
        for (row, keys) in picked {
            let row = rows[row % rows.len()];
            let is_new = remaps.iter().all(|w: &Remap| (w.context, w.action) != (row.context, row.action));
            let keys = keys.into_iter().map(|key| had[key % had.len()]).collect();
            remaps.extend(is_new.then_some(Remap { context: row.context, action: row.action, keys }));
        }
        match KeyMap::remapped(&remaps) {
            Err(clashes) => for (n, k, why) in clashes {
                let (key, own) = (remaps[n].keys[k], remaps[n].action.name());
                let is_lost = why.contains("needs a key that is no letter");
                prop_assert!(is_lost || why.contains(&format!("\"{key}\"")) && why.contains(own), "{}", why);
                let names_two = rows.iter().any(|row| row.action.name() != own && why.contains(&format!("{}'s", row.action.name())));
                prop_assert!(names_two || is_lost || why.contains("twice"), "{}", why);
            },
            Ok(map) => for context in KeyMode::free() {
                let mut told: Vec<Key> = Vec::new();
                for row in map.rows(context) {
                    let wanted = remaps.iter().find(|w| (w.context, w.action) == (context, row.action));
                    prop_assert!(wanted.is_none_or(|wanted| wanted.keys.iter().all(|key| row.keys.contains(key))));
                    for key in row.keys.iter() {
                        prop_assert_eq!(map.row_for(context, *key).map(|found| found.action), Some(row.action));
                        prop_assert!(!told.contains(key));
                        told.push(*key);
                    }
                }
            },
        }
    }
}
