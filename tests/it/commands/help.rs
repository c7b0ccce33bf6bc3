//! `--help` of every command fits 80 columns, says what each option is for, and shows nothing of this machine.

use super::ward;
use crate::ward::{Said, Ward, wait};
use std::fs;

/// What there is under "Commands:".
pub(crate) fn named(help: &str) -> Vec<String> {
    let after = help.split_once("Commands:\n").map_or("", |(_, after)| after);
    let lines = after.lines().take_while(|line| !line.is_empty());
    lines
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
        .collect()
}

fn help(ward: &Ward, of: &[&str], columns: &str) -> Said {
    let args: Vec<&str> = of.iter().copied().chain(["--help"]).collect();
    let mut command = ward.command("JR:nurse", &args);
    command.env("COLUMNS", columns);
    wait(command)
}

#[test]
fn the_help_of_every_command_reads_well_at_80_columns() {
    let ward = ward();
    let top = help(&ward, &[], "80");
    let commands = named(&top.out);
    assert!(commands.len() > 30, "{commands:?}");
    let below = |of| named(&help(&ward, &[of], "80").out).into_iter().map(move |name| (of, name));
    let below: Vec<_> = ["checklists", "practice"].into_iter().flat_map(below).collect();
    let all = commands.iter().map(|name| vec![name.as_str()]);
    let all = all.chain(below.iter().map(|(of, name)| vec![*of, name]));
    for of in all.chain([vec![]]) {
        let said = help(&ward, &of, "80");
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{of:?}");
        for line in said.out.lines() {
            assert!(line.chars().count() <= 80, "{of:?}: {line}");
        }
        let root = ward.root().display().to_string();
        assert!(!said.out.contains(&root), "{of:?} shows where this machine keeps things: {}", said.out);
        // An example that is broken over two lines cannot be copied.
        for line in help(&ward, &of, "200").out.lines().filter(|line| line.starts_with("  periop ")) {
            assert!(line.chars().count() <= 80, "{of:?}: {line}");
        }
    }
}

#[test]
fn the_page_names_every_command_once_with_a_line() {
    let ward = ward();
    let page = fs::read_to_string(crate::ward::project("docs/commands.md")).unwrap();
    let of =
        |of: &'static str| named(&help(&ward, &[of], "80").out).into_iter().map(move |name| format!("{of} {name}"));
    let own = named(&help(&ward, &[], "80").out)
        .into_iter()
        .filter(|name| !["checklists", "config", "practice"].contains(&name.as_str()));
    for name in own.chain(of("checklists")).chain(of("config")).chain(of("practice")) {
        let starts = |line: &&str| line.starts_with(&format!("| `{name}")) && !line.starts_with(&format!("| `{name}-"));
        let is_it = |line: &&str| line.trim_start_matches("| `").split(['`', ' ']).next() == name.split(' ').next();
        assert_eq!(page.lines().filter(starts).filter(is_it).count(), 1, "{name} has its row in docs/commands.md");
    }
}
