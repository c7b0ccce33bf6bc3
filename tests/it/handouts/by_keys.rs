//! From the screens: on the case in short, with what is missing in words.

use crate::bench::prelude::*;
use periop::app::Dialog;

fn telephones(desk: &Desk) {
    let numbers = json!({ "clinic-telephone": "044 255 11 11", "out-of-hours-telephone": "044 255 99 99" });
    desk.ward.sets("spinal-injection", &numbers);
}

#[test]
fn a_handout_is_written_beside_the_records() {
    use std::os::unix::fs::PermissionsExt;
    let mut desk = Desk::at("leaves-with-escort");
    telephones(&desk);
    desk.press("v");
    let screen = desk.screen();
    assert!(screen.contains("e report") && screen.contains("h handouts"), "{screen}");
    desk.press("h");
    assert!(matches!(desk.app.dialog, Some(Dialog::Handouts(_))), "{}", desk.screen());
    desk.press("2");
    let file = desk.ward.root().join("reports").join(format!("{}-aftercare.html", desk.code.file_stem()));
    let html = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}: {}", desk.screen()));
    assert!(html.contains("044 255 11 11"), "{html}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let said = desk.app.shell.notice.as_ref().expect("a notice").words().to_string();
    assert!(said.contains("\"After your injection\" written") && said.contains("reports"), "{said}");
    assert!(matches!(desk.app.dialog, Some(Dialog::FollowUp(_))), "{}", desk.screen());
    assert!(!desk.screen().contains(&desk.code.to_string()), "{}", desk.screen());
}

#[test]
fn what_is_missing_is_shown_in_words_and_esc_goes_back() {
    let mut desk = Desk::at("injected");
    desk.press("vh");
    insta::assert_snapshot!("list-80x24", desk.shown((80, 24)));
    insta::assert_snapshot!("list-40x12", desk.shown((40, 12)));
    desk.press("2");
    insta::assert_snapshot!("missing-80x24", desk.shown((80, 24)));
    insta::assert_snapshot!("missing-40x12", desk.shown((40, 12)));
    assert!(!desk.ward.root().join("reports").exists());
    desk.press("\x1b");
    assert!(matches!(desk.app.dialog, Some(Dialog::FollowUp(_))), "{}", desk.screen());
}
