//! The tables of keys are the program's own.

use super::{is_kept, page};
use periop::app::{BINDINGS, KeyMode, TYPED};

const START: &str = "<!-- keys: made from the key table by PERIOP_WRITE_DOCS=1 cargo test docs:: -->\n";
const END: &str = "<!-- end of keys -->";

fn tables() -> String {
    let mut tables = String::new();
    for context in KeyMode::TOLD {
        tables.push_str(&format!("\n| {} | |\n|---|---|\n", context.title()));
        let typed = TYPED.iter().filter(|_| context == KeyMode::Run).map(|(keys, long)| ((*keys).to_owned(), *long));
        let rows = BINDINGS.iter().filter(|binding| binding.context == context).map(|row| (row.label(), row.long));
        for (keys, long) in typed.chain(rows) {
            let keys: Vec<String> = keys.split(' ').map(|key| format!("`{key}`")).collect();
            tables.push_str(&format!("| {} | {long} |\n", keys.join(" ")));
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
