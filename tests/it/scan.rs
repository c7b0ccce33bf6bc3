//! A drug's package is scanned: at a drug line it fills lot and expiry, anywhere else it does nothing at all.

use crate::bench::prelude::*;
use crate::bench::sheet::{self, check, choice, item, phase, plain, several};
use periop::app::Dialog;
use std::time::Duration;

/// An article, its lot 42X and the end of June 2027.
const PACKAGE: &str = "0104150000021126172706001042X";
/// The same article with a lot that has no end of its own before the expiry.
const OPEN_LOT: &str = "010415000002112610LOT42^17270600";

fn number(id: &str, unit: &str) -> Value {
    json!({ "id": id, "label": id, "answer": { "type": "number", "unit": unit, "min": 1, "max": 20 } })
}

/// A drug line of two rows, after one kind of item each.
fn json() -> String {
    let line = json!({ "type": "fields", "rows": 2, "scan": { "lot": "lot", "expiry": "expiry", "articles": "articles-dexa" },
        "fields": [ number("dose", "mg"), number("volume", "mL"),
            { "id": "lot", "label": "lot", "answer": { "type": "text", "max": 20 } },
            { "id": "expiry", "label": "expiry", "answer": { "type": "date", "points": "any", "month": true } } ] });
    let expired = json!([{ "when": { "item": "drawn", "field": "expiry", "past": true }, "say": "Expired.", "override": "never" }]);
    let options = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    let fields = json!({ "type": "fields", "fields": [
        { "id": "way", "label": "way", "answer": { "type": "choice", "options": [ { "id": "x", "label": "x" }, { "id": "y", "label": "y" } ] } } ] });
    let at = |id: &str, answer: Value| item(id, "routine", json!({ "answer": answer }));
    let other = vec![
        choice("kind", "routine", &options),
        several("some", "routine", &options),
        at("way", fields),
        at("amount", json!({ "type": "number", "unit": "mg", "min": 0, "max": 99 })),
        at("words", json!({ "type": "text" })),
        at("day", json!({ "type": "date" })),
        check("ready", "routine"),
    ];
    let drawn = item("drawn", "critical", json!({ "answer": line, "stops": expired }));
    let sheet = sheet::sheet(vec![phase("pre-procedure", vec![plain("other", other), plain("drugs", vec![drawn])])]);
    let local = json!({ "articles-lidocaine": { "kind": "articles", "about": "lidocaine" } });
    sheet::with(sheet, json!({ "local": local })).to_string()
}

/// The case at an item; the site knows the article of [`PACKAGE`] as this drug, under this name.
fn desk_at(item: &str, known: &str) -> Desk {
    let mut desk = Desk::of(&json(), None);
    let known = known.parse::<Id>().expect("an id");
    let set = Set {
        value: Some(LocalValue::Articles(vec!["4150000021126".into()])),
        by: "pharmacy".into(),
        date: jiff::civil::date(2026, 11, 2),
        why: "on the shelf".into(),
    };
    let articles = Articles::of(&no_defects(&json()), &Locals::from([(known, set)]));
    desk.app.shell.scanner = Scanner { articles, ..Scanner::separated_by("^").expect("a sign") };
    desk.go(item);
    desk
}

fn entries(desk: &Desk) -> usize {
    desk.case().entries().len()
}

#[test]
fn a_scan_fills_lot_and_expiry_of_the_row_that_is_typed_and_a_person_records_it() {
    let scanned = |lot: &str| format!("lot {lot}, expiry Jun 2027, article 04150000021126");
    let (gs, other) = (format!("\u{1d}{}", OPEN_LOT.replace('^', "\u{1d}")), OPEN_LOT.replace("LOT42", "WRONG"));
    for (before, codes, after, said) in [
        ("", vec![PACKAGE.to_owned()], "10 1\r\r", scanned("42X")),
        ("10 1", vec![format!("{PACKAGE}\r")], "\r\r", scanned("42X")),
        ("10\r1", vec![format!("]d2{PACKAGE}⇥")], "\r\r", scanned("42X")),
        ("10\r1\rA", vec![format!("]C1{OPEN_LOT}\r")], "\r\r", scanned("LOT42")),
        ("10 1 old\r", vec![gs], "\r\r", scanned("LOT42")),
        // Another package takes the place of the first, and a scan is taken back.
        ("10 1", vec![other, PACKAGE.to_owned()], "\r\r", scanned("42X")),
        ("10 1", vec![PACKAGE.to_owned()], "\x1b\r42Y\r06/27\r\r", "lot 42Y, expiry Jun 2027".to_owned()),
    ] {
        let mut desk = desk_at("drawn", "articles-dexa");
        desk.press(before);
        for code in &codes {
            desk.scans(code);
        }
        assert_eq!(entries(&desk), 1, "{before:?} {codes:?}: {}", desk.screen());
        desk.press(after);
        assert_eq!(desk.said("drawn"), format!("dose 10 mg, volume 1 mL, {said}"), "{before:?} {codes:?} {after:?}");
        assert_eq!(entries(&desk), 2);
    }
}

#[test]
fn a_second_row_is_scanned_by_itself() {
    let mut desk = desk_at("drawn", "articles-dexa");
    desk.press("10 1");
    desk.scans(PACKAGE);
    desk.press("\r5 2");
    desk.scans(OPEN_LOT);
    desk.press("\r");
    assert!(
        desk.said("drawn").contains("lot 42X") && desk.said("drawn").contains("; dose 5 mg"),
        "{}",
        desk.said("drawn")
    );
    desk.scans(PACKAGE);
    assert!(desk.notice().contains("this line is filled"), "{}", desk.notice());
    assert_eq!(entries(&desk), 2);
}

#[test]
fn what_is_no_whole_package_is_refused_at_a_drug_line_and_leaves_what_is_typed() {
    for (scanned, words) in [
        ("4006381333931\r", "begins with no article number"),
        ("0104150000021127172706001042X", "check digit"),
        ("010415000002112617270600\r", "has no lot"),
        ("01041500000211261042X\r", "has no expiry"),
        ("01041500000211261727060010B21X9\r", "can be read in two ways"),
        (&format!("{PACKAGE}{PACKAGE}\r"), "more than one package"),
    ] {
        for before in ["", "10 1", "10\r1\r"] {
            let mut desk = desk_at("drawn", "articles-dexa");
            desk.press(before);
            desk.app.shell.notice = None;
            let screen = desk.screen();
            desk.scans(scanned);
            assert!(desk.notice().contains(words), "{before:?} {scanned}: {}", desk.notice());
            assert_eq!(entries(&desk), 1, "{before:?} {scanned}");
            desk.app.shell.notice = None;
            assert_eq!(desk.screen(), screen, "{before:?} {scanned}");
        }
    }
}

#[test]
fn a_scan_anywhere_else_is_told_of_and_does_nothing() {
    let items = ["kind", "some", "way", "amount", "words", "day", "ready"];
    let panels = ["", "?", "i", "s", "f", "c", "cgiven 5 ", "e", "w", "x", "l", "b", "m", "v"];
    for (item, panel) in items.into_iter().flat_map(|item| panels.map(|panel| (item, panel))) {
        for scanned in
            [PACKAGE.to_owned(), format!("]d2{OPEN_LOT}\r"), format!("\u{1d}{PACKAGE}⇥"), "4006381333931\r".to_owned()]
        {
            let mut desk = desk_at(item, "articles-dexa");
            // Letters are keys.
            desk.press("\r\x1b");
            desk.press(panel);
            desk.app.shell.notice = None;
            let (cursor, screen) = (desk.cursor(), desk.screen());
            let entries = entries(&desk);
            desk.scans(&scanned);
            assert!(desk.notice().contains("nothing was recorded"), "{item} {panel:?} {scanned}: {}", desk.notice());
            assert_eq!((desk.case().entries().len(), desk.cursor()), (entries, cursor), "{item} {panel:?} {scanned}");
            let told = desk.app.shell.notice.take().map(|notice| notice.words().to_string()).unwrap_or_default();
            assert_eq!(told.contains("a drug's package"), scanned != "4006381333931\r", "{told}");
            assert_eq!(desk.screen(), screen, "{item} {panel:?} {scanned}");
        }
    }
}

#[test]
fn a_scan_over_the_list_opens_makes_and_ends_nothing() {
    for panel in ["", "?", "/", "/bay 2", "n", "n1", "p1", "o", "v", "w", "x", "x1", "x1rang\r"] {
        for scanned in [format!("{PACKAGE}\r"), format!("]d2{OPEN_LOT}")] {
            let mut desk = desk_at("kind", "articles-dexa");
            desk.press("\x1b");
            desk.press(panel);
            desk.app.shell.notice = None;
            let screen = desk.screen();
            desk.scans(&scanned);
            assert!(desk.notice().contains("it is taken at a drug line"), "{panel:?} {scanned}: {}", desk.notice());
            desk.app.shell.notice = None;
            assert_eq!(desk.screen(), screen, "{panel:?} {scanned}");
            assert_eq!(desk.stored().case.entries().len(), 1);
        }
    }
}

#[test]
fn two_digits_of_a_hand_choose_twice_and_what_follows_sooner_is_no_hand() {
    let choices = |n: u8| choice(&format!("i{n}"), "routine", &["a", "b"]);
    let json = sheet::one_section((0..3).map(choices).collect()).to_string();
    for (pause, counts, told) in [(31, 2, "Saved"), (29, 0, "too fast for a hand"), (0, 0, "too fast for a hand")] {
        let mut desk = Desk::of(&json, None);
        desk.after(Duration::from_millis(pause), "12");
        desk.rests();
        assert_eq!(entries(&desk) - 1, counts, "{pause}: {}", desk.screen());
        assert!(desk.notice().contains(told), "{pause}: {}", desk.notice());
        desk.press("1");
        assert_eq!(entries(&desk) - 1, counts + 1, "keys are keys again");
    }
}

#[test]
fn a_package_of_another_drug_stops_until_the_right_one_is_found_and_nobody_overrides_it() {
    let mut desk = desk_at("drawn", "articles-lidocaine");
    desk.press("10 1");
    desk.scans(PACKAGE);
    assert!(desk.screen().contains("package of lidocaine"), "{}", desk.screen());
    desk.press("\r\r");
    let stop = desk.case().all_stops().first().map(|stop| desk.case().say_stop(stop, &desk.time.now).to_string());
    let stop = stop.expect("it stops");
    assert!(stop.contains("package of lidocaine. Not the drug of this line"), "{stop}");
    assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))), "{}", desk.screen());
    assert_eq!(desk.notice(), "", "what was said of the scan is over");
    // The right one is scanned at the panel: told, and still to be scanned at the line.
    desk.scans(PACKAGE);
    assert!(desk.notice().contains("nothing was recorded; leave this first"), "{}", desk.notice());
    let stored = desk.stored().case;
    assert_eq!(stored.all_stops().len(), 1, "it is folded from the record alone");
    desk.app.shell.scanner.articles = Articles::default();
    desk.press("2");
    desk.press("10 1");
    desk.scans(PACKAGE);
    desk.press("\r\r");
    assert!(desk.stored().case.all_stops().is_empty(), "{}", desk.screen());
}

#[test]
fn a_command_fills_the_same_with_the_same_refusals() {
    let ward = Ward::new();
    fs::write(ward.site().join("sheet.json"), json()).expect("a checklist");
    let code = &ward.new_case("sheet");
    let scan = |package: &str| format!("scan={package}");
    for (values, words) in [
        (vec!["10", "1", "scan=4006381333931"], "begins with no article number"),
        (vec!["10", "1", "scan=010415000002112617270600"], "has no lot"),
        (vec!["10", "1", &scan(PACKAGE), "lot=A"], "lot is given twice"),
        (vec!["10", "1", &scan(PACKAGE), &scan(PACKAGE)], "is given twice"),
        (vec!["10", "1", "lot=A", "expiry=06/27", "article=1"], "\"article\" is not a field"),
        (vec!["10", "1", "lot=A", "expiry=06/27", "other-drug=x"], "\"other-drug\" is not a field"),
        (vec![&scan(PACKAGE)], "dose is missing"),
    ] {
        ward.refused(code, &[&["answer", code, "drawn"], values.as_slice()].concat(), &[words]);
    }
    let mut typed = ward.command(NURSE, &["answer", code, "drawn", "dose=10", "volume=1", &scan(OPEN_LOT)]);
    let said = wait(std::mem::replace(typed.env("PERIOP_SCAN_SEPARATOR", "^"), std::process::Command::new("true")));
    assert!(said.out.contains("lot LOT42, expiry Jun 2027, article 04150000021126"), "{said:?}");
    for wrong in ["ab", "1", "-", "]", " "] {
        let mut command = ward.command(NURSE, &["list"]);
        command.env("PERIOP_SCAN_SEPARATOR", wrong);
        let said = wait(command);
        assert!(
            said.code == 2 && said.err.contains("PERIOP_SCAN_SEPARATOR cannot be used: write the one sign"),
            "{said:?}"
        );
    }
}

#[test]
fn what_a_row_keeps_of_a_scan_is_words_and_stands_only_at_a_drug_line() {
    let (checklist, now) = (no_defects(&json()), crate::bench::keys::moment("2026-11-23 09:41"));
    let spec = |item: &str| &checklist.item(checklist.find(item).expect("an item")).answer;
    for (item, words, kept, fits) in [
        ("drawn", "10 1 A 06/27", Answer::Text("04150000021126".into()), true),
        ("drawn", "10 1 A 06/27", Answer::Text(" ".into()), false),
        ("drawn", "10 1 A 06/27", Answer::Done, false),
        ("way", "x", Answer::Text("04150000021126".into()), false),
    ] {
        for id in ["article", "other-drug"] {
            let mut answer = read(spec(item), &[words], &now).expect("an answer");
            let Answer::Fields(rows) = &mut answer else { panic!("{item} has rows") };
            rows[0].insert(id.parse().expect("an id"), kept.clone());
            assert_eq!(spec(item).accepts(&answer, &now).is_ok(), fits, "{item} {id} {kept:?}");
        }
    }
}

#[test]
fn an_expired_package_stops_by_the_item_s_own_stop() {
    let ward = Ward::new();
    fs::write(ward.site().join("sheet.json"), json()).expect("a checklist");
    let code = &ward.new_case("sheet");
    let said = ward.fine(&["answer", code, "drawn", "10", "1", "scan=010415000002112617200600104"]);
    assert!(said.out.contains("Expired."), "{said:?}");
    assert_eq!(ward.run_as(CLINICIAN, &["override", code, "drawn", "--reason", "no other one"]).code, 1);
}

#[test]
fn a_scanner_at_a_real_terminal_answers_no_choice_and_fills_a_drug_line() {
    let ward = Ward::new();
    fs::write(ward.site().join("sheet.json"), json()).expect("a checklist");
    let code = ward.new_case("sheet");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Item kind");
    terminal.types_at_once(&format!("{PACKAGE}\r"));
    terminal.reads("it is taken at a drug line");
    assert_eq!(ward.show_json(&code)["entries"], 1);
    terminal.press("\t");
    terminal.sees("DRUGS");
    terminal.press("10 1");
    terminal.types_at_once(&format!("]d2{}\r", OPEN_LOT.replace('^', "\u{1d}")));
    terminal.sees("lot LOT42, expiry Jun 2027");
    assert_eq!(ward.show_json(&code)["entries"], 1);
    terminal.press("\r\r");
    terminal.sees("Saved: ");
    assert!(ward.fine(&["show", &code]).out.contains("lot LOT42, expiry Jun 2027"));
}

/// A scanner may send two, or a slow line the one late: a person has to read what was filled.
#[test]
fn an_enter_soon_after_a_scan_is_nobodys() {
    let mut desk = desk_at("drawn", "articles-dexa");
    desk.press("10 1");
    desk.scans(PACKAGE);
    let before = entries(&desk);
    desk.after(Duration::from_millis(300), "\r\r");
    assert_eq!(entries(&desk), before, "{}", desk.screen());
    desk.press("\r\r");
    assert!(entries(&desk) > before, "{}", desk.screen());
}
