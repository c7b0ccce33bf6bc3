//! Rule 6: who recorded, who said it, and what a staff list grants.

use super::prelude::*;

fn staffed() -> Staff {
    let listed = |code: &str, roles: &[Role]| Listed { code: code.parse().unwrap(), roles: roles.to_vec() };
    Staff::listed(vec![
        listed("JR", &[Role::Nurse]),
        listed("DK", &[Role::Clinician]),
        listed("BO", &[Role::Nurse, Role::Clinician]),
    ])
}

#[test]
fn an_entry_keeps_who_typed_and_who_said_it() {
    let mut ward = Bench::day();
    ward.nurse().stated("DK").answer("kind", "a").unwrap();
    let (held, _) = ward.case.answer(ward.ix("kind")).unwrap();
    assert_eq!(held.stamp.by, who(NURSE));
    assert_eq!(held.stamp.stated_by, Some("dk".parse().unwrap()));
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    assert_eq!(ward.case.answer(ward.ix("kind")).unwrap().0.stamp.stated_by, None);
}

#[test]
fn who_said_it_gives_nobody_the_role_to_override() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("escort", "none").unwrap();
    refused!(ward.nurse().stated("DK").go_on("escort"), Refusal::WrongRole { .. });
}

#[test]
fn without_a_staff_list_roles_are_taken_as_they_are_said() {
    assert!(!Staff::default().is_listed());
    assert!(Staff::default().grants(&who("ANYBODY:clinician")));
}

#[test]
fn a_staff_list_grants_the_roles_it_names_and_no_others() {
    let staff = staffed();
    let said = ["JR:nurse", "jr:nurse", "BO:nurse", "BO:clinician", "JR:clinician", "BO:trainee", "XX:nurse"];
    assert_eq!(said.into_iter().filter(|by| staff.grants(&who(by))).collect::<Vec<_>>(), said[..4]);
    assert!(!Staff::listed(Vec::new()).grants(&who(NURSE)), "an empty list grants nothing");
}

#[test]
fn a_staff_list_is_enforced_where_somebody_answers_for_more_than_an_entry() {
    let mut ward = Bench::at("check-in");
    ward.staff = staffed();
    ward.nurse().answer("escort", "none").unwrap();
    refused!(ward.by("JR:clinician").go_on("escort"), Refusal::NotGranted { .. });
    refused!(ward.by("XX:clinician").go_on("escort"), Refusal::NotGranted { .. });
    ward.by("BO:clinician").go_on("escort").unwrap();

    ward.walk_to("skin");
    refused!(ward.nurse().with("XX:nurse").tick("labelled"), Refusal::NotGranted { .. });
    refused!(ward.nurse().with("DK:nurse").tick("labelled"), Refusal::NotGranted { .. });
    ward.nurse().with(CLINICIAN).tick("labelled").unwrap();

    refused!(ward.by("JR:clinician").sign("pre-procedure"), Refusal::NotGranted { .. });
    refused!(ward.by("XX:nurse").sign("pre-procedure"), Refusal::NotGranted { .. });
    ward.nurse().sign("pre-procedure").unwrap();
}

#[test]
fn a_staff_list_never_stands_between_a_finding_and_its_record() {
    let mut ward = Bench::day();
    ward.staff = staffed();
    ward.by("XX:nurse").answer("kind", "a").unwrap();
    ward.by("XX:trainee").note(None, "seen").unwrap();
    ward.by("XX:nurse").answer("weakness", "new").unwrap();
}

#[test]
fn the_role_of_an_item_only_advises() {
    let mut ward = Bench::day();
    ward.by("TR:trainee").answer("kind", "a").expect("a trainee may tick");
}
