//! What there is to look up, on the screens: found by its words, read to its end, and left to where one came from.

use crate::bench::prelude::*;
use periop::app::{App, Dialog, Lookup};
use periop::domain::reference::Sheet;

/// Larger than any sheet at its width.
const TALL: (u16, u16) = (80, 400);

fn lookup(app: &App) -> &Lookup {
    match &app.dialog {
        Some(Dialog::Reference(lookup)) => lookup,
        other => panic!("nothing is looked up: {other:?}"),
    }
}

fn titles(desk: &Desk) -> Vec<String> {
    lookup(&desk.app).sheets.iter().map(|sheet| sheet.title.to_string()).collect()
}

/// The case is left, and the list of cases shown.
fn on_the_list() -> Desk {
    let mut desk = Desk::new();
    desk.press("\x1b");
    desk
}

#[test]
fn every_sheet_of_the_shipped_checklist_is_opened_and_shows_its_evidence() {
    let mut desk = on_the_list();
    desk.press("i");
    let sheets: Vec<Sheet> = lookup(&desk.app).sheets.to_vec();
    assert_eq!(sheets.len(), 44);
    for sheet in sheets {
        desk.press("\r");
        let shown = desk.shown(TALL);
        assert!(shown.contains(sheet.title.as_str()), "{shown}");
        let evidence = sheet.evidence.map(|evidence| format!("evidence: {}", evidence.words()));
        assert!(shown.contains(&evidence.unwrap_or_else(|| "Sources".to_owned())), "{shown}");
        for n in 1..=sheet.sources.len() {
            assert!(shown.contains(&format!("[{n}] ")), "source {n} of {}: {shown}", sheet.key);
        }
        desk.press("\x1b↓");
    }
}

#[test]
fn from_a_case_the_pages_of_the_item_come_first_and_esc_returns_to_it() {
    let mut desk = Desk::at("antithrombotic-status");
    let before = desk.screen();
    assert_eq!(desk.press("/"), []);
    assert_eq!(
        titles(&desk)[..3],
        ["Blood thinners: reference only", "Bleeding class of the procedure", "What every reader must know"]
    );
    assert!(desk.screen().contains(" ABOUT \"Blood thinners\"\n"), "{}", desk.screen());
    desk.press("\r↓↓\x1b");
    assert!(desk.screen().contains("LOOK UP"), "{}", desk.screen());
    desk.press("\x1b");
    assert_eq!(desk.screen(), before);
    // From the page that says why, back to that page.
    desk.press("i");
    let why = desk.screen();
    desk.press("/fever\x1b");
    assert!(desk.screen().contains("44 of 44"), "esc shows all first {}", desk.screen());
    desk.press("\x1b");
    assert_eq!(desk.screen(), why);
}

/// The bytes that the case began with count, not the file of today.
#[test]
fn a_case_reads_what_it_was_pinned_with_and_the_doses_of_today() {
    let mut desk = Desk::new();
    let mut content = crate::content::content();
    content["reference"][0]["title"] = json!("Written anew");
    fs::write(desk.ward.site().join("spinal-injection.json"), content.to_string()).unwrap();
    desk.ward.sets("spinal-injection", &json!({ "adrenaline-dose": "0.5 mg" }));
    desk.press("/anaphylaxis\r");
    assert!(desk.shown(TALL).contains("0.5 mg (local, set by head nurse on"), "{}", desk.shown(TALL));
    let anew = |desk: &Desk| titles(desk).contains(&"Written anew".to_owned());
    assert!(!anew(&desk));
    desk.press("\x1b\x1b\x1b\x1bi");
    assert!(anew(&desk), "a new case would follow the file of today");
}

#[test]
fn words_are_found_in_titles_first_then_in_the_text_with_their_line() {
    for (typed, count, first, line) in [
        ("prasugrel", 1, "Blood thinners: reference only", "drug: prasugrel; low class: continue"),
        ("fda", 10, "The FDA's warning of 2014", "FDA"),
        ("BILLING", 6, "Billing: a prompt for the coder", ""),
        ("where 62323", 1, "Billing: a prompt for the coder", "62322 62323"),
        ("glsry", 0, "", "nothing has these words"),
        ("symptms", 1, "Symptoms patients may report", ""),
    ] {
        let mut desk = on_the_list();
        desk.press(&format!("i{typed}"));
        let shown = desk.screen();
        let found = lookup(&desk.app).found();
        assert_eq!(found.len(), count, "{typed} {shown}");
        assert!(count == 0 || titles(&desk)[found[0].sheet] == first, "{typed} {shown}");
        assert!(shown.contains(line), "{typed} {shown}");
    }
}

/// One key up moves at once, however often somebody pressed down at the end.
#[test]
fn nobody_scrolls_past_the_end() {
    for (keys, size) in [("/billing\r", (80, 24)), ("?", (40, 12)), ("i", (40, 12)), ("v", (40, 8))] {
        let mut desk = Desk::at("skin-prepped");
        desk.press(keys);
        let begins = desk.shown(size);
        desk.press(&"↓".repeat(300));
        let end = desk.shown(size);
        assert!(!end.contains("more lines"), "{end}");
        desk.press("↑");
        assert_ne!(desk.shown(size), end, "{keys}");
        for (key, shown) in [('⤓', &end), ('⤒', &begins)] {
            desk.press(&key.to_string());
            assert_eq!(desk.shown(size), *shown, "{keys} {key}");
        }
        desk.press("⇟");
        assert_ne!(desk.shown(size), begins, "{keys}");
        desk.press("⇞");
        assert_eq!(desk.shown(size), begins, "{keys}");
    }
}

#[test]
fn what_is_looked_up_reads_well_at_every_size() {
    for (name, keys) in [
        ("list", "/"),
        ("search", "/clopi"),
        ("table", "/bleeding class\r"),
        ("billing", "/billing\r"),
        ("help", "?"),
        ("why", "i"),
    ] {
        let mut desk = Desk::at("antithrombotic-status");
        desk.press(keys);
        for (columns, rows) in [(80, 24), (40, 12), (200, 60)] {
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), desk.shown((columns, rows)));
        }
    }
}

/// It costs no key: it stands in the panel that comes up anyway.
#[test]
fn what_every_reader_must_know_stands_where_a_case_begins() {
    let knows = |desk: &Desk| desk.screen().contains("▲ Code 20975 is invasive electrical stimulation");
    let mut desk = on_the_list();
    desk.press("n1Bay 9\r1");
    assert!(desk.screen().contains("THE CODE OF THIS CASE") && knows(&desk), "{}", desk.screen());
    let panel = desk.screen();
    desk.press("/");
    assert!(desk.screen().contains("What every reader must know") && knows(&desk), "{}", desk.screen());
    desk.press("\x1b\x1b");
    assert_eq!(desk.screen(), panel, "back to the code");
    for size in [(80, 24), (40, 12)] {
        let shown = desk.shown(size);
        assert!(shown.contains("12 NOTICES, / shows all") && shown.contains("Write it on the chart"), "{shown}");
    }
    desk.press(" ");
    assert!(!desk.screen().contains("THE CODE OF THIS CASE") && !knows(&desk), "{}", desk.screen());
    // One that is planned has not begun: it is told when it does.
    desk.press("\x1bp1tomorrow 08:30\rRoom 1\r");
    assert!(desk.screen().contains("THE CODE OF THIS CASE") && !knows(&desk), "{}", desk.screen());
    desk.press("\r\r");
    assert!(desk.screen().contains("START?") && knows(&desk), "{}", desk.screen());
    desk.press("/\x1b\x1b");
    assert!(desk.screen().contains("START?"), "{}", desk.screen());
}

/// Over the page from which it was asked for, which comes back.
#[test]
fn what_cannot_be_looked_up_is_said() {
    let mut desk = Desk::of(SMALL, None);
    desk.press("i");
    let why = desk.screen();
    desk.press("/");
    assert!(desk.screen().contains("nothing to look up"), "{}", desk.screen());
    desk.press("\x1b");
    assert_eq!(desk.screen(), why);
    fs::remove_dir_all(desk.ward.root().join("pinned")).unwrap();
    desk.press("/");
    assert!(desk.screen().contains("pinned"), "{}", desk.screen());
}
