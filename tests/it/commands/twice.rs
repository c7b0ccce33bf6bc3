//! What is said twice in one command is refused: nobody's first word is dropped without a word.

use super::entries;
use crate::ward::{Ward, data};
use std::fs;

fn every_type() -> (Ward, String) {
    let ward = Ward::new();
    fs::copy(data("checklists/every-type.json"), ward.site().join("every-type.json")).unwrap();
    let code = ward.new_case("every-type");
    (ward, code)
}

#[test]
fn a_named_value_given_twice_is_refused_and_several_rows_are_parted_by_a_plus() {
    let (ward, code) = every_type();
    let drugs = |values: &[&'static str]| [&["answer", &code, "drugs"], values].concat();
    let both = ["drug is given twice", "write + where another row begins"];
    ward.refused(&code, &drugs(&["drug=A", "dose=1", "drug=B", "dose=2"]), &both);
    ward.refused(&code, &drugs(&["drug=A", "DRUG=A", "dose=1"]), &["drug is given twice"]);
    ward.refused(&code, &drugs(&["drug=A", "dose=1", "+", "drug=B", "dose=2", "dose=3"]), &["dose is given twice"]);
    let one_row = ["answer", &code, "fasting", "food=yesterday 20:00", "food=yesterday 22:00"];
    ward.fine(&["answer", &code, "kind", "b"]);
    let said = ward.refused(&code, &one_row, &["food is given twice; give it once\n"]);
    assert!(!said.err.contains('+'), "one row is all it takes: {said:?}");

    ward.fine(&["answer", &code, "kind", "a", "--reason", "misheard"]);
    for step in [&["side", "left"][..], &["ready"], &["consent", "left"]] {
        ward.fine(&[&["answer", &code], step].concat());
    }
    ward.fine(&drugs(&["drug=A", "dose=1", "route=im", "+", "drug=B", "dose=2", "route=iv"]));
    let rows = ward.item(&code, "drugs")["answer"]["fields"].clone();
    assert_eq!((&rows[0]["drug"]["text"], &rows[1]["drug"]["text"]), (&"A".into(), &"B".into()));
    assert!(ward.fine(&["answer", "--help"]).out.contains("drug=A dose=1 + drug=B dose=2"));
}

#[test]
fn an_option_before_and_after_the_command_is_an_option_given_twice() {
    let (ward, code) = every_type();
    let before = entries(&ward, &code).len();
    let note: &[&str] = &["note", &code, "hi"];
    let cases: [(&[&str], &[&str], &str); 5] = [
        (&["--as", "A:nurse"], &["--as", "B:nurse"], "'--as' cannot be used multiple times"),
        (&["--as=A:nurse"], &["--as=B:nurse"], "'--as' cannot be used multiple times"),
        (&["--staff", "a.json"], &["--staff", "b.json"], "'--staff' cannot be used multiple times"),
        (&["--data-dir", "a"], &["--data-dir=b"], "'--data-dir' cannot be used multiple times"),
        (&[], &["--at", "09:00", "--at", "10:00"], "cannot be used multiple times"),
    ];
    for (first, last, words) in cases {
        let said = ward.run(&[first, note, last].concat());
        assert!(said.code == 2 && said.err.contains(words), "{first:?} {last:?}: {said:?}");
    }
    assert_eq!(entries(&ward, &code).len(), before);
    ward.fine(&["note", &code, "--as", "A:nurse", "--", "--as --as"]);
}

#[test]
fn a_person_named_in_two_roles_is_refused_and_twice_in_one_is_one() {
    let (ward, code) = every_type();
    let twice = ["JR is named twice, as nurse and as clinician", "name each person once"];
    ward.refused(&code, &["team", &code, "JR:nurse", "JR:clinician"], &twice);
    ward.refused(&code, &["team", &code, "JR:nurse", "DK:clinician", "jr:trainee"], &["named twice"]);
    assert_eq!(ward.fine(&["team", &code, "JR:nurse", "JR:nurse"]).out, "in the room: JR nurse\n");
}
