//! `periop practice list`, `due` and `report`: over records of practice, by the real program.

use crate::bench::prelude::*;
use periop::desk::Desk as Records;
use periop::domain::practice::*;
use periop::store::Library;

/// A ward in which a trainee rehearsed twice, the second time without a debrief.
fn rehearsed() -> Ward {
    let ward = Ward::in_memory();
    let desk = Records { store: ward.store(), library: Library::new(None) }.practice();
    let (found, _) = desk.library.catalogue().unwrap();
    let author = Author::new(TRAINEE.parse().unwrap(), Text::from("test"));
    let given = Text::from("<script>alert(1)</script> & \"so\"");
    let mark = |about: &str, verdict| Mark {
        exercise: Exercise::Omission,
        about: about.parse().unwrap(),
        verdict,
        given: given.clone(),
        expected: Text::default(),
        why: Text::default(),
        critical: false,
    };
    for (seed, went) in [(7, Some(80)), (8, None)] {
        let now = Now { at: Timestamp::now().into(), zone: TimeZone::UTC };
        let rehearsal = Rehearsal { exercise: Exercise::Omission, seed: Seed(seed), of: Vec::new() };
        let mut loaded = desk.rehearse(&found[0], &author, &rehearsal, &now, &now).unwrap();
        let marks = [("vitals", Verdict::Right), ("aspiration-clear", Verdict::Missed)];
        let marks = marks.map(|(about, verdict)| mark(about, verdict));
        desk.act(&mut loaded, &author, Act::Mark(marks.into()), &now).unwrap();
        if let Some(sure) = went {
            let said = Debriefing { sure: Some(sure), went: given.clone() };
            desk.act(&mut loaded, &author, Act::Debrief(said), &now).unwrap();
        }
    }
    ward
}

#[test]
fn each_rehearsal_stands_on_a_line_that_begins_with_its_mark() {
    let ward = rehearsed();
    let out = ward.fine(&["practice", "list"]).out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines.len() == 2 && lines.iter().all(|line| line.starts_with("PRACTICE  ")), "{out}");
    assert!(out.contains("TR  omission  seed 7  50 %\n"), "{out}");
    assert!(out.contains("TR  omission  seed 8  50 %, broken off\n"), "{out}");
    assert_eq!(ward.fine(&["practice", "list", "--trainee", "XY"]).out.lines().count(), 1, "nobody else's");
    let rows: Value = serde_json::from_str(&ward.fine(&["practice", "list", "--json"]).out).unwrap();
    let of = |name: &str| rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(of("mode"), [json!("practice"), json!("practice")]);
    assert_eq!(of("finished"), [json!(true), json!(false)]);
    assert_eq!(rows[0]["score"]["missed"], 1);
}

#[test]
fn what_is_due_is_listed_the_most_pressing_first() {
    let ward = rehearsed();
    let out = ward.fine(&["practice", "due", "--trainee", "tr"]).out;
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].starts_with("PRACTICE  missed") && lines[0].contains("critical  aspiration-clear"), "{out}");
    assert!(lines[1].starts_with("PRACTICE  tr: 1 due, 1 critical; "), "{out}");
    let due: Value = serde_json::from_str(&ward.fine(&["practice", "due", "--trainee", "TR", "--json"]).out).unwrap();
    assert_eq!((due.as_array().unwrap().len(), &due[0]["id"]), (1, &json!("aspiration-clear")));
    assert_eq!(ward.run(&["practice", "due"]).code, 2, "whose?");
}

#[test]
fn the_logbook_says_what_it_is_not_and_has_a_line_to_sign() {
    let ward = rehearsed();
    let text = ward.fine(&["practice", "report", "--trainee", "TR"]).out;
    for words in [
        "PRACTICE  LOGBOOK  Knowledge of the steps, not skill.",
        "0 of 2 exams passed",
        "nobody here has set it yet",
        ", draft\n",
        "Memory       1 due, 1 critical",
        "said 80 % sure, was 50 % right, on average over 1 rehearsal",
        "Supervisor ____",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.lines().filter(|line| line.starts_with("PRACTICE")).count() > 5, "at each heading: {text}");
    let book: Value =
        serde_json::from_str(&ward.fine(&["practice", "report", "--trainee", "TR", "--json"]).out).unwrap();
    assert_eq!((&book["mode"], &book["standing"]["wanted"], &book["due"]), (&json!("practice"), &json!(2), &json!(1)));
}

/// A page of a site's own checklist, whose words are those of a page.
#[test]
fn the_page_loads_nothing_and_words_in_it_stay_words() {
    let ward = rehearsed();
    let mut ours: Value = serde_json::from_str(SHIPPED[0].json).unwrap();
    ours["title"] = json!("<img src=x onerror=alert(1)> & 'so'");
    fs::write(ward.site().join("ours.json"), ours.to_string()).unwrap();
    let page = ward.fine(&["practice", "report", "--trainee", "TR", "--html"]).out;
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; 'so'"), "{page}");
    for outside in ["<script", "<img", "://", "src=", "href", "url("] {
        let harmless = page.replace("&lt;img src=x", "");
        assert!(!harmless.contains(outside), "{outside}");
    }
    for words in ["<!DOCTYPE html>", "@media print", "PRACTICE · Knowledge of the steps, not skill.", "Signature"] {
        assert!(page.contains(words), "{words}");
    }
}

/// One record that is damaged hides no other, and is named.
#[test]
fn a_damaged_record_of_practice_is_named() {
    let ward = rehearsed();
    let folder = ward.root().join("practice/cases/open");
    let record = fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&record).unwrap().replace("omission", "omissiom");
    fs::write(&record, text).unwrap();
    let said = ward.run(&["practice", "list"]);
    assert_eq!((said.code, said.out.lines().count()), (4, 1), "{said:?}");
    assert!(said.err.contains("damaged"), "{said:?}");
}
