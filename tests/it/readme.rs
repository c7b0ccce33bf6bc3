//! The README tells the truth: its table of keys is the program's own.

use periop::app::{BINDINGS, KeyMode};

const START: &str = "<!-- keys: made from the key table by PERIOP_WRITE_README=1 cargo test -->\n";
const END: &str = "<!-- end of keys -->";

fn table() -> String {
    let mut table = String::new();
    let contexts = [
        (KeyMode::Worklist, "On the worklist"),
        (KeyMode::Run, "In a case"),
        (KeyMode::Stop, "At a stop"),
        (KeyMode::Sign, "At a sign-off"),
        (KeyMode::Card, "At a case that somebody left"),
        (KeyMode::FollowUp, "On the page of a follow-up, and of a case in short"),
        (KeyMode::Page, "On a page to read"),
        (KeyMode::Cards, "On the list of crisis cards"),
        (KeyMode::Crisis, "On a crisis card"),
        (KeyMode::Locked, "On a locked screen"),
    ];
    for (context, title) in contexts {
        table.push_str(&format!("\n| {title} | |\n|---|---|\n"));
        if context == KeyMode::Run {
            table.push_str("| `1`-`9` `0` | choose the option with that number; on a number, begin to type it |\n");
            table.push_str("| `=` `-` | before a value is typed: what stands behind that sign instead of it |\n");
        }
        for binding in BINDINGS.iter().filter(|binding| binding.context == context) {
            let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{key}`")).collect();
            table.push_str(&format!("| {} | {} |\n", keys.join(" "), binding.long));
        }
    }
    table + "\n"
}

#[test]
fn the_readmes_table_of_keys_is_the_programs_own() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).expect("the README");
    let (before, rest) = readme.split_once(START).expect("where the table starts");
    let (written, after) = rest.split_once(END).expect("where the table ends");
    if std::env::var_os("PERIOP_WRITE_README").is_some() {
        std::fs::write(path, format!("{before}{START}{}{END}{after}", table())).expect("the README is written");
        return;
    }
    assert_eq!(written, table(), "run PERIOP_WRITE_README=1 cargo test the_readmes_table");
}

#[test]
fn the_readme_names_two_commands_to_start_and_to_test() {
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).expect("the README");
    for command in ["\ncargo run --release\n", "\ncargo test\n"] {
        assert_eq!(readme.matches(command).count(), 1, "{command}");
    }
}
