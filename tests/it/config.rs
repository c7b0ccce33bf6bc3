//! What a workstation sets for itself: read whole or refused whole, with all that is wrong, and from where what holds.

use crate::bench::prelude::*;
use periop::config::Config;
use std::process::Command;

/// A configuration with every field.
const EVERY_FIELD: &str = r#"{
  "$schema": "config.schema.json", "format": 1, "theme": "light", "ascii": true, "mouse": true, "bounce_ms": 300,
  "lock_after_minutes": 10, "lock_after_theatre_minutes": 30, "station": "Bay 2", "scan_separator": "^",
  "retention_percent": 85, "keys": { "run": { "tick": ["space", "F13"] }, "worklist": { "down": ["j", "page-down"] } }
}"#;

fn told(text: &str) -> Vec<String> {
    Config::read(text).map_or_else(|defects| defects.iter().map(ToString::to_string).collect(), |_| Vec::new())
}

#[test]
fn what_is_wrong_is_told_at_its_place_with_what_to_write() {
    for (fields, wanted) in [
        (r#""them": "light""#, r#"1:16: them: "them" is not a field here; write "theme""#),
        (r#""theme": "drak""#, r#"1:25: theme: "drak" is not a theme; use dark, light, high-contrast or monochrome"#),
        (r#""mouse": 1"#, "1:25: mouse: 1 stands here; write true or false, without quotation marks"),
        (r#""bounce_ms": 5001"#, "1:29: bounce_ms: 5001 ms; write 0 to 5000; by 0 each key counts"),
        (r#""lock_after_minutes": 1441"#, "1:38: lock_after_minutes: 1441 minutes; write 0 to 1440, 0 for never"),
        (r#""lock_after_minutes": -1"#, "1:38: lock_after_minutes: -1 stands here; write a whole number, 0 to 1440"),
        (r#""retention_percent": 98"#, "1:37: retention_percent: 98 percent; write 70 to 97"),
        (r#""station": """#, "1:27: station: there is nothing; write some words"),
        (
            r#""scan_separator": "A""#,
            "1:34: scan_separator: write the one sign that the scanner sends, which no lot has, such as ^ or |",
        ),
        (
            r#""mouse": true, "mouse": true"#,
            r#"1:31: mouse: "mouse" is given twice in the same place; keep one of them"#,
        ),
        (r#""keys": { "rum": {} }"#, r#"1:26: keys.rum: "rum" is not a place whose keys can be chosen; write "run""#),
        (
            r#""keys": { "crisis": {} }"#,
            r#"1:26: keys.crisis: "crisis" is not a place whose keys can be chosen; use worklist, run, stop, sign, held, follow-up, page, practice, drill, debrief, insight, board"#,
        ),
        (
            r#""keys": { "run": { "ticks": ["b"] } }"#,
            r#"1:35: keys.run.ticks: "ticks" is not done by keys of its own in run; write "tick""#,
        ),
        (
            r#""keys": { "stop": { "change": ["x"] } }"#,
            r#"1:36: keys.stop.change: "change" is not done by keys of its own in stop; use correct, again, stop-case, override, needle-moved, tell, card, cards, who, help, back"#,
        ),
        (
            r#""keys": { "held": { "foo": ["x"] } }"#,
            r#"1:36: keys.held.foo: "foo" is not done by keys of its own in held; use go-on, read-again, who, help, back"#,
        ),
        (
            r#""keys": { "run": { "tick": ["ctrl-1"] } }"#,
            r#"1:44: keys.run.tick[0]: "ctrl-1" is no key; write a letter, or one of space, enter, up, page-down, F5, ctrl-t"#,
        ),
        (
            r#""keys": { "run": { "tick": [] } }"#,
            "1:43: keys.run.tick: the list is empty; write at least one key, or leave the action out",
        ),
        (
            r#""keys": { "run": { "tick": "b" } }"#,
            r#"1:43: keys.run.tick: "b" stands here; write a list in square brackets: [ … ]"#,
        ),
        (r#""keys": { "run": { "tick": ["spcae"] } }"#, r#"1:44: keys.run.tick[0]: "spcae" is no key; write "space""#),
        (
            r#""keys": { "run": { "tick": ["F25"] } }"#,
            r#"1:44: keys.run.tick[0]: "F25" is no key; write a letter, or one of space, enter, up, page-down, F5, ctrl-t"#,
        ),
        (
            r#""keys": { "run": { "tick": ["space", "b"] } }"#,
            r#"1:53: keys.run.tick[1]: "b" is said-by's and tick's in run; give said-by another key too, or take another for tick"#,
        ),
        (
            r#""keys": { "run": { "tick": ["b", "F5"], "said-by": ["B"] } }"#,
            r#"1:68: keys.run.said-by[0]: "b" is tick's and said-by's in run; give tick another key too, or take another for said-by"#,
        ),
        (
            r#""keys": { "run": { "tick": ["F5", "F5"] } }"#,
            r#"1:50: keys.run.tick[1]: "F5" is given to tick twice; keep one of them"#,
        ),
        (
            r#""keys": { "run": { "tick": ["b"], "said-by": ["f5"] } }"#,
            "1:44: keys.run.tick[0]: tick needs a key that is no letter too: where words are asked for, letters are words",
        ),
    ] {
        let told = told(&format!(r#"{{ "format": 1, {fields} }}"#));
        assert_eq!(told.first().map(String::as_str), Some(wanted), "{fields}: {told:?}");
    }
    assert_eq!(told(EVERY_FIELD), [""; 0]);
    assert_eq!(told("{}"), ["1:1: format: \"format\" is missing; write 1"]);
    assert_eq!(
        told(r#"{ "format": 2, "colour": 1 }"#),
        ["1:13: format: format 2 is of a newer version of periop; use that version"]
    );
}

/// What is told to be written is taken when it is written: the last word of the advice, of several the last.
#[test]
fn every_advice_is_itself_taken() {
    for (fields, wrong) in [
        (r#""them": "light""#, r#""them""#),
        (r#""theme": "drak""#, r#""drak""#),
        (r#""bounce_ms": -1"#, "-1"),
        (r#""lock_after_minutes": 1.5"#, "1.5"),
        (r#""scan_separator": "1""#, r#""1""#),
        (r#""keys": { "rum": {} }"#, r#""rum""#),
        (r#""keys": { "helt": {} }"#, r#""helt""#),
        (r#""keys": { "run": { "ticks": ["F5"] } }"#, r#""ticks""#),
        (r#""keys": { "run": { "foo": ["F5"] } }"#, r#""foo""#),
        (r#""keys": { "page": { "page-dwn": ["F5"] } }"#, r#""page-dwn""#),
        (r#""keys": { "run": { "tick": ["spcae"] } }"#, r#""spcae""#),
        (r#""keys": { "run": { "tick": ["escc"] } }"#, r#""escc""#),
        (r#""keys": { "run": { "tick": ["ctrl-1"] } }"#, r#""ctrl-1""#),
    ] {
        let text = format!(r#"{{ "format": 1, {fields} }}"#);
        let advice =
            told(&text).first().and_then(|told| told.rsplit_once(' ').map(|(_, last)| last.to_owned())).unwrap();
        let is_written = advice.starts_with('"') || advice.parse::<u32>().is_ok();
        let meant = if is_written { advice } else { format!("\"{advice}\"") };
        assert_eq!(told(&text.replacen(wrong, &meant, 1)), [""; 0], "{fields}: {meant}");
    }
}

#[test]
fn keys_that_mean_the_same_everywhere_are_not_to_be_had_and_stay_where_they_are() {
    for (key, meaning) in [
        ("esc", "leaves what is open, everywhere"),
        ("F2", "calls for the crisis cards at every workstation"),
        ("!", "calls for the crisis cards at every workstation"),
        ("1", "answers and chooses"),
        ("=", "answers and chooses"),
        ("-", "answers and chooses"),
        ("%", "begins a slip that is scanned"),
        (".", "begins a value that is typed"),
        ("<", "begins a value that is typed"),
        ("ctrl-c", "leaves the program"),
        ("ctrl-h", "cannot be told from backspace, tab or enter"),
    ] {
        let text = json!({ "format": 1, "keys": { "run": { "tick": [key] } } }).to_string();
        let told = told(&text);
        let wanted = format!("keys.run.tick[0]: \"{key}\" {meaning}; take another key");
        assert!(matches!(told.as_slice(), [one] if one.ends_with(&wanted)), "{told:?}");
    }
    let wanted = json!({ "format": 1, "keys": {
        "run": { "back": ["left"], "cards": ["f12"] }, "stop": { "correct": ["c"] },
    } });
    let keys = Config::read(&wanted.to_string()).unwrap().keys;
    let of = |context: &str, name: &str| {
        let rows = periop::app::KeyMode::free().find(|known| known.name() == context).map(|known| keys.rows(known));
        let row = rows.unwrap().find(|row| row.action.name() == name).unwrap();
        row.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    let kept = [("run", "back"), ("run", "cards"), ("stop", "correct"), ("stop", "back"), ("worklist", "cards")];
    assert_eq!(kept.map(|(context, name)| of(context, name)), ["← esc", "F12 ! F2", "c 1", "esc", "! F2"]);
}

/// A ward with a configuration.
fn configured(text: &str) -> Ward {
    let ward = Ward::small();
    fs::write(ward.site().join("config"), text).unwrap();
    ward
}

fn command(ward: &Ward, args: &[&str]) -> Command {
    let mut command = ward.command(NURSE, args);
    command.env("PERIOP_CONFIG", ward.site().join("config")).env_remove("PERIOP_STATION");
    command
}

#[test]
fn what_cannot_be_used_is_refused_before_anything_else() {
    let wrong = r#"{ "format": 1, "theme": "drak", "mouse": 1 }"#;
    let ward = configured(wrong);
    for args in [&["new", "small"][..], &["list"], &["config", "show"], &["demo", "--list"]] {
        let said = wait(command(&ward, args));
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
        for words in [
            "config:1:25: theme: ",
            "config:1:42: mouse: ",
            "nothing was done; mend it, or go on without it: --config none",
        ] {
            assert!(said.err.contains(words), "{said:?}");
        }
        assert!(!ward.root().exists());
    }
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["--config", "site/config"], "0");
    assert_eq!(terminal.ended(), 1);
    assert_eq!(wait(command(&ward, &["new", "small", "--config", "none"])).code, 0);
    // A wrong one can be looked at.
    let said = wait(command(&ward, &["config", "check", "site/config"]));
    assert_eq!((said.code, said.out.lines().count()), (1, 2), "{said:?}");
    let said = wait(command(&ward, &["config", "check", "site/config", "--json"]));
    assert_eq!(serde_json::from_str::<Value>(&said.out).unwrap()["defects"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_cannot_be_read_is_refused_and_a_link_is_followed() {
    let ward = configured("{ \"format\": 1, \"station\": \"Bay 9\" }");
    std::os::unix::fs::symlink(ward.site().join("config"), ward.site().join("linked")).unwrap();
    fs::write(ward.site().join("latin"), b"{ \"format\": 1, \"station\": \"B\xfchne\" }").unwrap();
    for (file, wanted) in [
        ("site/linked", None),
        ("site/latin", Some("the file is not UTF-8 from byte 29 on")),
        ("site", Some("this is not a regular file")),
        ("site/none", Some("No such file")),
        ("site/config/none", Some("Not a directory")),
    ] {
        let said = wait(command(&ward, &["list", "--config", file]));
        assert_eq!(said.code == 0, wanted.is_none(), "{said:?}");
        assert!(wanted.is_none_or(|words| said.err.contains(words) && said.err.contains("--config none")), "{said:?}");
    }
}

#[test]
fn an_option_counts_before_a_variable_a_variable_before_the_file_and_the_file_before_what_is_usual() {
    let ward = configured(EVERY_FIELD);
    let shown = |args: &[&str], variables: &[(&str, &str)]| {
        let said = wait({
            let mut command = command(&ward, &[&["config", "show", "--json"], args].concat());
            command.envs(variables.iter().copied());
            command
        });
        assert_eq!(said.code, 0, "{said:?}");
        serde_json::from_str::<Value>(&said.out).unwrap()
    };
    let lines = wait(command(&ward, &["config", "show"])).out;
    for told in
        ["theme                        light                configuration", "space F13            configuration"]
    {
        assert!(lines.contains(told), "{lines}");
    }
    let one = |value: Value, from: &str| json!({ "value": value, "from": from });
    let file = "configuration";
    let all = shown(&[], &[]);
    for (name, value) in [
        ("theme", json!("light")),
        ("ascii", json!(true)),
        ("mouse", json!(true)),
        ("bounce_ms", json!(300)),
        ("lock_after_minutes", json!(10)),
        ("lock_after_theatre_minutes", json!(30)),
        ("retention_percent", json!(85)),
        ("station", json!("Bay 2")),
        ("scan_separator", json!("^")),
        ("keys.run.tick", json!(["space", "F13"])),
        ("keys.worklist.down", json!(["j", "page-down"])),
    ] {
        assert_eq!(all[name], one(value, file), "{name}");
    }
    let usual = shown(&["--config", "none"], &[]);
    assert_eq!(usual["lock_after_theatre_minutes"], one(json!(20), "default"));
    assert_eq!(usual["bounce_ms"], one(json!(700), "default"));
    assert_eq!(usual["retention_percent"], one(json!(90), "default"));
    assert_eq!(shown(&["--config", "none", "--lock-after", "0"], &[])["lock_after_theatre_minutes"]["value"], 0);
    let variables = [("PERIOP_LOCK_AFTER", "1.5"), ("PERIOP_STATION", "Here"), ("PERIOP_BOUNCE_MS", "9")];
    let said = shown(&["--station", "There"], &variables);
    assert_eq!(said["lock_after_minutes"], one(json!(1.5), "variable"));
    assert_eq!(said["station"], one(json!("There"), "option"));
    assert_eq!(said["bounce_ms"], one(json!(9), "variable"));
    assert_eq!(said["scan_separator"]["from"], file);
    // What holds, whatever was asked for: as the screens find it.
    for (variables, theme, ascii) in [
        (&[][..], ("dark", "default"), (false, "default")),
        (&[("LC_ALL", "C")], ("dark", "default"), (true, "locale")),
        (&[("TERM", "linux"), ("COLORFGBG", "0;15")], ("light", "terminal"), (true, "terminal")),
        (&[("TERM", "vt100")], ("monochrome", "terminal"), (true, "terminal")),
        (&[("NO_COLOR", "1"), ("PERIOP_THEME", "light")], ("monochrome", "variable"), (false, "default")),
        (&[("COLORFGBG", "0;15"), ("PERIOP_THEME", "dark")], ("dark", "variable"), (false, "default")),
    ] {
        let said = shown(&["--config", "none"], variables);
        assert_eq!(said["theme"], one(json!(theme.0), theme.1), "{variables:?}");
        assert_eq!(said["ascii"], one(json!(ascii.0), ascii.1), "{variables:?}");
    }
}

/// One way for all: what cannot be used is refused by the variable's name, as wrong usage; nobody typed an option.
#[test]
fn a_variable_that_cannot_be_used_is_refused_by_its_name() {
    let ward = Ward::small();
    for (name, wrong, words) in [
        ("PERIOP_BOUNCE_MS", "x", "write milliseconds, 0 to 5000"),
        ("PERIOP_BOUNCE_MS", "5001", "write milliseconds, 0 to 5000"),
        ("PERIOP_ESCAPE_MS", "1001", "write milliseconds, 0 to 1000"),
        ("PERIOP_LOCK_AFTER", "x", "write minutes up to 1440, such as 5; 0: never"),
        ("PERIOP_THEME", "drak", "use one of dark, light, high-contrast, monochrome"),
        ("PERIOP_SCAN_SEPARATOR", "1", "write the one sign that the scanner sends, which no lot has, such as ^ or |"),
        ("PERIOP_SCAN_SEPARATOR", "", "it is empty; give it a value, or unset it"),
        ("PERIOP_DATA_DIR", "", "it is empty; give it a value, or unset it"),
    ] {
        for args in [&["list"][..], &["config", "show"], &["demo", "--list"], &[]] {
            let said = wait({
                let mut command = ward.command(NURSE, args);
                command.env(name, wrong);
                command
            });
            let wanted = format!("periop: {name} cannot be used: {words}\n");
            assert_eq!((said.code, said.out.as_str(), said.err), (2, "", wanted), "{args:?}");
        }
    }
    // An option counts before it.
    let mut command = ward.command(NURSE, &["list", "--lock-after", "5"]);
    command.env("PERIOP_LOCK_AFTER", "x");
    assert_eq!(wait(command).code, 0);
}

#[test]
fn the_station_counts_for_commands_too() {
    let ward = configured(EVERY_FIELD);
    let said = wait(command(&ward, &["new", "small"]));
    let code = said.out.split_whitespace().next_back().unwrap().to_owned();
    assert!(fs::read_to_string(ward.record(&code)).unwrap().contains(r#""station":"Bay 2""#));
}

#[test]
fn the_schema_takes_what_is_taken_and_nothing_of_another_shape() {
    let printed = Ward::new().fine(&["config", "schema"]).out;
    let schema: Value = serde_json::from_str(&printed).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let whole: Value = serde_json::from_str(EVERY_FIELD).unwrap();
    assert!(schema.is_valid(&whole));
    let places = whole.as_object().unwrap().keys().map(|name| format!("/{name}"));
    let inside = ["/keys/run", "/keys/run/tick", "/keys/run/tick/0"].map(str::to_owned);
    let mut refused = 0;
    for place in places.chain(inside) {
        for wrong in [json!(true), json!(-3.5), json!("xyz"), json!([]), json!({}), json!({ "x": [] }), json!(9999)] {
            let mut other = whole.clone();
            *other.pointer_mut(&place).unwrap() = wrong;
            let read = Config::read(&other.to_string());
            assert_eq!(schema.is_valid(&other), read.is_ok(), "{place}: {other}");
            refused += usize::from(read.is_err());
        }
    }
    assert!(refused > 50, "{refused}");
    for (place, written) in [
        (
            "/keys/run/tick/0",
            &["Space", "F24", "F25", "F2", "f3", "esc", "!", "1", "=", ".", "b b", "ж", "←", "PAGE-UP"][..],
        ),
        ("/keys/run/tick/0", &["ctrl-t", "ctrl-h", "ctrl-c", "ctrl-1", "ctrl-space", "ctrl", "char", "delete", "é"]),
        ("/scan_separator", &["1", "a", " ", "]", "-", "_", "^", "|", "#", "ab", "", "§"]),
    ] {
        for written in written {
            let mut other = whole.clone();
            *other.pointer_mut(place).unwrap() = json!(written);
            other["keys"]["worklist"] = json!({});
            let read = Config::read(&other.to_string());
            assert_eq!(schema.is_valid(&other), read.is_ok(), "{written}: {read:?}");
        }
    }
}
