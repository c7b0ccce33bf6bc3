//! What the pages of the project say is so: what is made from the program is the program's own, commands run as they
//! stand. `PERIOP_WRITE_DOCS=1 cargo test docs::` writes anew what is made.

mod commands;
mod keys;
mod paper;
mod pictures;
mod plain;
mod svg;

use crate::ward::project;
use std::fs;

/// A page, or whatever else is kept in the project.
fn page(name: &str) -> String {
    fs::read_to_string(project(name)).unwrap_or_default()
}

/// Compares what is kept with what is made of the program; writes it where that was asked for.
fn is_kept(name: &str, made: &str) {
    if std::env::var_os("PERIOP_WRITE_DOCS").is_some() {
        fs::write(project(name), made).expect("it is written");
    } else if page(name) != made {
        panic!("{name} is not what the program makes: run PERIOP_WRITE_DOCS=1 cargo test docs::, read what changed");
    }
}

#[test]
fn the_readme_names_two_commands_to_start_and_to_test() {
    let readme = page("README.md");
    for command in ["\ncargo run --release\n", "\ncargo test\n"] {
        assert_eq!(readme.matches(command).count(), 1, "{command}");
    }
}

/// Pages lead to each other.
#[test]
fn no_page_leads_to_one_that_is_not_there() {
    let mut led = 0;
    for from in [
        "README.md",
        "ARCHITECTURE.md",
        "docs/keys.md",
        "docs/commands.md",
        "docs/site.md",
        "docs/formats.md",
        "docs/plain.md",
        "docs/practice.md",
    ] {
        let text = page(from);
        let folder = from.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            assert!(project(&format!("{folder}{link}")).exists(), "{from} leads to {link}");
            led += 1;
        }
    }
    assert!(led >= 6, "{led} links");
}
