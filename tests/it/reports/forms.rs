//! The report as text, Markdown and HTML.

use super::cases::{SHEET, all, stopped};
use crate::bench::prelude::*;
use crate::bench::rules::Bench;
use periop::report::{Document, Page};

fn document(bench: &Bench) -> Document {
    Document::new(&bench.case, &SHEET.1, Caveats::default())
}

pub(crate) fn page(bench: &Bench) -> Page {
    document(bench).page()
}

#[test]
fn the_four_cases_as_text() {
    for (name, bench) in all() {
        insta::assert_snapshot!(format!("{name}-text"), page(&bench).text());
    }
}

#[test]
fn the_four_cases_as_markdown() {
    for (name, bench) in all() {
        insta::assert_snapshot!(format!("{name}-markdown"), page(&bench).markdown());
    }
}

/// Without the style sheet, and a line for each element.
#[test]
fn the_four_cases_as_html() {
    for (name, bench) in all() {
        let html = page(&bench).html();
        let (head, rest) = html.split_once("<style>").expect("a style sheet");
        let (_, body) = rest.split_once("</style>").expect("the end of the style sheet");
        insta::assert_snapshot!(format!("{name}-html"), format!("{head}{body}").replace("><", ">\n<"));
    }
}

#[test]
fn the_same_record_is_the_same_report() {
    for (name, bench) in all() {
        let again = super::cases::all().into_iter().find(|(other, _)| *other == name).unwrap().1;
        assert_eq!(page(&bench).html(), page(&again).html(), "{name}");
        assert_eq!(page(&bench).text(), page(&again).text(), "{name}");
    }
}

#[test]
fn what_departed_stands_before_the_checklist_in_the_order_of_its_weight() {
    let text = page(&stopped()).text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    let order = ["PROCEDURE STOPPED", "Stop met", "Overridden", "Not done", "NOTICES", "REVIEW OF", "PRE-PROCEDURE"];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{text}");
}

#[test]
fn practice_and_damage_stand_across_each_sheet() {
    let (_, practice) = all().into_iter().find(|(name, _)| *name == "practice").unwrap();
    let caveats = Caveats { problem: Some(Text::from("line 7 does not fit")), ..Caveats::default() };
    let page = Document::new(&practice.case, &SHEET.1, caveats).page();
    let html = page.html();
    for words in ["<div>PRACTICE</div>", "<div>DAMAGED</div>", "PRACTICE · DAMAGED · DRAFT CHECKLIST"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("periop verify"), "it is no patient's record");
    let text = page.text();
    let parts = text.lines().filter(|line| line.starts_with("PRACTICE · DAMAGED · DRAFT CHECKLIST")).count();
    assert!(parts > 8, "{text}");
    assert!(page.markdown().matches("**PRACTICE · DAMAGED · DRAFT CHECKLIST**").count() > 8);
    assert!(text.contains("line 7 does not fit"), "{text}");
}

/// What the source document claims is shown struck through; no suggestion ever has its code.
#[test]
fn the_code_of_the_source_document_is_never_suggested() {
    for (name, bench) in all() {
        let document = document(&bench);
        let billing = document.billing.as_ref().expect("a billing panel");
        assert!(billing.said.iter().any(|said| said.as_str().contains("20975")), "{name}");
        for family in &billing.fits {
            assert!(!format!("{family:?}").contains("20975"), "{name}: {family:?}");
        }
        let html = document.page().html();
        assert!(html.contains("<s class=\"struck\">Claim of the source document, wrong: CPT 20975"), "{name}");
        assert!(html.contains("A prompt, not coding advice."), "{name}");
    }
    let (mut beside, bench) = (SHEET.1.clone(), super::cases::complete());
    let billing = beside.billing.as_mut().unwrap();
    billing.families[1].codes.push("20975".to_owned());
    let fits = Document::new(&bench.case, &beside, Caveats::default()).billing.unwrap().fits;
    assert!(!fits.is_empty() && fits.iter().all(|family| family.codes.iter().all(|code| code.as_str() != "20975")));
}

/// On its page, by keys: into a folder beside the records, which only its owner reads; the whole code is not shown.
#[test]
fn the_screens_write_the_report_of_the_open_case() {
    let mut desk = Desk::new();
    desk.press("ve");
    let folder = desk.ward.root().join("reports");
    let report = folder.join(format!("{}.html", desk.code.file_stem()));
    let html = fs::read_to_string(&report).unwrap_or_else(|error| panic!("{error}: {}", desk.screen()));
    assert!(html.contains(&desk.code.to_string()), "{html}");
    let said = desk.app.shell.notice.as_ref().expect("a notice").words().to_string();
    assert!(said.contains("Report written") && said.contains("reports"), "{said}");
    assert!(!desk.screen().contains(&desk.code.to_string()), "{}", desk.screen());
    // What cannot be written is told, and the page comes back.
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    desk.press("e");
    assert!(matches!(desk.app.dialog, Some(periop::app::Dialog::Refused(_))), "{}", desk.screen());
    desk.press("\x1b");
    assert!(matches!(desk.app.dialog, Some(periop::app::Dialog::FollowUp(_))), "{}", desk.screen());
}

/// Every ink stands out from every ground on which it is used, at least 4.5 to 1: light, dark and printed.
#[test]
fn the_colours_of_a_page_can_be_read() {
    const USED: [(&str, &str); 8] = [
        ("ink", "paper"),
        ("ink", "panel"),
        ("soft", "paper"),
        ("soft", "panel"),
        ("alarm", "paper"),
        ("alarm", "alarm-paper"),
        ("accent", "paper"),
        ("band-ink", "band"),
    ];
    let html = page(&stopped()).html();
    let grounds: Vec<&str> = html.split(":root {").skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    assert_eq!(grounds.len(), 3, "light, dark and printed");
    for colours in grounds {
        let light = |name: &str| {
            let hex = colours.split(&format!("--{name}: #")).nth(1).expect(name).split(';').next().unwrap();
            let hex = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
            let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            let [red, green, blue] =
                [0, 2, 4].map(part).map(|of| if of <= 0.03928 { of / 12.92 } else { ((of + 0.055) / 1.055).powf(2.4) });
            0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
        };
        for (ink, ground) in USED {
            let ratio = (light(ink) / light(ground)).max(light(ground) / light(ink));
            assert!(ratio >= 4.5, "{ink} on {ground}: {ratio:.1} in {colours}");
        }
    }
}

/// By the real program: printed, or written to a file that only its owner reads.
#[test]
fn a_case_is_printed_or_written_to_a_file() {
    use std::os::unix::fs::PermissionsExt;
    let (ward, code) = case_at("vitals-temp");
    let text = ward.fine(&["export", &code]).out;
    assert!(text.contains(&format!("periop verify {code} --head ")), "{text}");
    assert_eq!(ward.fine(&["export", &code]).out, text, "the same report from run to run");
    let file = ward.root().join("report.html");
    fs::write(&file, "an older one").unwrap();
    let path = file.to_str().unwrap();
    let said = ward.fine(&["export", &code, "--format", "html", "-o", path]);
    assert!(said.out.contains("html written to "), "{said:?}");
    assert!(fs::read_to_string(&file).unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let said = ward.run(&["export", &code, "-o", ward.root().to_str().unwrap()]);
    assert!(said.code == 1 && said.err.contains("not a regular file"), "{said:?}");
}
