//! The tables of keys are the program's own.

use super::{is_kept, page};
use periop::app::{Action, BINDINGS, Binding, KeyMode, StopAction, TYPED};

const START: &str = "<!-- keys: made from the key table by PERIOP_WRITE_DOCS=1 cargo test docs:: -->\n";
const END: &str = "<!-- end of keys -->";

fn tables() -> String {
    let mut tables = String::new();
    for context in KeyMode::TOLD {
        // Where keys can be chosen, each row says by which names.
        let is_free = KeyMode::free().any(|free| free == context);
        let place = if is_free { format!("`{}`", context.name()) } else { String::new() };
        tables.push_str(&format!("\n| {} | | {place} |\n|---|---|---|\n", context.title()));
        let named = |row: &Binding| {
            let is_one = row.action != Action::Stop(StopAction::Change(0));
            if is_free && is_one { format!("`{}`", row.action.name()) } else { String::new() }
        };
        let typed = TYPED.iter().filter(|_| context == KeyMode::Run);
        let typed = typed.map(|(keys, long)| ((*keys).to_owned(), *long, String::new()));
        let rows = BINDINGS.iter().filter(|row| row.context == context);
        for (keys, long, name) in typed.chain(rows.map(|row| (row.label(), row.long, named(row)))) {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            tables.push_str(&format!("| {} | {long} | {name} |\n", keys.join(" ")));
        }
    }
    tables + "\n"
}

#[test]
fn the_pages_tables_of_keys_are_the_programs_own() {
    let page = page("docs/keys.md");
    let (before, rest) = page.split_once(START).expect("where the tables start");
    let (_, after) = rest.split_once(END).expect("where the tables end");
    is_kept("docs/keys.md", &format!("{before}{START}{}{END}{after}", tables()));
}
