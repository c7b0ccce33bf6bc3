//! What a site sets: read, refused, pinned, and said where it counts; what nobody set lets its stop stand.

use super::{answer, set, ward, ward_with};
use crate::bench::prelude::*;

#[test]
fn a_stop_says_whose_its_limit_is() {
    for (values, temperature, words) in [
        (json!({}), "38.2", "Record the temperature: 38.2 °C, at most 37.9 (shipped, from A text). Fever"),
        (
            json!({ "fever-limit": 37.5 }),
            "37.6",
            "Record the temperature: 37.6 °C, at most 37.5 (local, set by head nurse on 2026-11-02). Fever",
        ),
    ] {
        let ward = ward_with(&values);
        let code = ward.new_case("site");
        answer(&ward, &code, &["thinner-told"]);
        let said = ward.fine(&["answer", &code, "temperature", temperature]);
        assert!(said.out.contains(&format!("STOP  {words}")), "{said:?}");
    }
}

/// Unset never means passed, and nobody is stuck: a clinician decides, whatever the stop says otherwise.
#[test]
fn a_limit_that_nobody_set_lets_its_stop_stand_and_a_clinician_goes_on() {
    let ward = ward();
    let opened = ward.fine(&["new", "site"]);
    assert!(opened.err.contains("no local limits set: hold of an Xa inhibitor (hold-xa), INR before"), "{opened:?}");
    let code = opened.out.split_whitespace().next_back().unwrap().to_owned();
    answer(&ward, &code, &["thinner-told", "temperature 36.8", "thinners vka"]);
    let long_ago = ["answer", &code, "last-dose", "vka 2026-01-02 08:00"];
    ward.fine(&long_ago);
    let said = ward.fine(&["answer", &code, "inr", "1.0"]);
    let stop = "STOP  Record the INR: 1 ratio, no local limit set. The site has to set it: INR before a low-risk needle \
                (inr-limit). Decide by what holds here.";
    assert!(said.out.contains(stop), "{said:?}");
    let caution = said.out.lines().filter(|line| line.contains("No local limit set")).count();
    assert_eq!(caution, 1, "the caution says it too: {said:?}");
    let go_on = ["override", &code, "inr", "--reason", "INR clinic agrees"];
    ward.refused(&code, &go_on, &["clinician"]);
    ward.fine_as(CLINICIAN, &go_on);
    assert_eq!(ward.status(&code, "inr"), "overridden");
    ward.fine_as(CLINICIAN, &["answer", &code, "tip"]);

    let ward = ward_with(&json!({ "inr-limit": 3 }));
    let code = ward.new_case("site");
    answer(&ward, &code, &["thinner-told", "temperature 36.8", "thinners vka"]);
    assert!(!ward.fine(&["answer", &code, "inr", "2.9"]).out.contains("STOP"));
    let said = ward.fine(&["answer", &code, "inr", "3.1", "--reason", "misread"]);
    assert!(said.out.contains("at most 3 (local, set by head nurse on 2026-11-02). INR too high."), "{said:?}");
    ward.refused_as(CLINICIAN, &code, &["override", &code, "inr", "--reason", "why not"], &["cannot be overridden"]);
}

/// The case goes on with what it began with; a text is not pinned, for nobody answers by it.
#[test]
fn limits_are_pinned_with_the_case() {
    let ward = ward_with(&json!({ "fever-limit": 37.2 }));
    let code = ward.new_case("site");
    assert!(fs::read_to_string(ward.record(&code)).unwrap().contains("\"format\":2,"));
    set(&ward, &json!({ "fever-limit": 38.5, "clinic-telephone": "ring 4711" }));
    answer(&ward, &code, &["thinner-told"]);
    assert!(ward.fine(&["answer", &code, "temperature", "37.3"]).out.contains("at most 37.2"));
    let later = ward.new_case("site");
    answer(&ward, &later, &["thinner-told"]);
    assert!(!ward.fine(&["answer", &later, "temperature", "37.3"]).out.contains("STOP"));
    assert_eq!(ward.fine(&["verify"]).code, 0);

    // What was pinned is missed where it is lost, as a checklist is.
    let pinned: Vec<_> = fs::read_dir(ward.root().join("pinned")).unwrap().map(|file| file.unwrap().path()).collect();
    let local = pinned.iter().find(|path| fs::read_to_string(path).unwrap().contains("37.2")).unwrap();
    fs::remove_file(local).unwrap();
    let said = ward.run(&["show", &code]);
    assert!(said.code != 0 && said.err.contains("is missing or changed"), "{said:?}");
}

#[test]
fn as_long_as_something_is_wrong_with_the_values_no_case_begins_by_shipped_ones() {
    let ward = ward_with(&json!({ "fever-limit": 41, "fevr": 37, "hold-xa": 3 }));
    let listed = ward.run(&["checklists", "list"]);
    assert_eq!(listed.code, 1);
    for words in [
        "41 lies outside what is accepted: at most 39",
        "there is no local name \"fevr\"; use fever-limit, ",
        "this is no value of the kind \"interval\"; write a duration, such as PT72H or P7D",
    ] {
        assert!(listed.out.contains(words), "{words}: {listed:?}");
    }
    let said = ward.run(&["new", "site"]);
    assert!(
        said.code == 1
            && said.err.contains("site takes no new case: ")
            && said.err.contains("local/site.json does not count"),
        "{said:?}"
    );
    assert!(ward.run(&["new", "spinal-injection"]).code == 0, "the others are there");

    fs::write(ward.site().join("local/site.json"), "{\"format\":1,\"checklist\":\"other\",\"local\":{}}").unwrap();
    assert!(ward.run(&["checklists", "list"]).out.contains("this is not the checklist \"site\", whose file this is"));
    fs::rename(ward.site().join("local/site.json"), ward.site().join("local/nowhere.json")).unwrap();
    let listed = ward.run(&["checklists", "list"]);
    assert!(listed.out.contains("there is no checklist \"nowhere\""), "{listed:?}");
    assert_eq!(ward.run(&["new", "site"]).code, 0, "and site has no values of its own then");
}

/// Planned before the values were broken, it is not started by the shipped ones either.
#[test]
fn a_planned_case_is_not_started_past_values_that_cannot_be_used() {
    let ward = ward();
    let code = ward.makes(&["new", "site", "--planned", "tomorrow 08:30"]);
    set(&ward, &json!({ "fever-limit": "high" }));
    ward.refused(&code, &["start", &code], &["site.json", "does not count"]);
    set(&ward, &json!({ "fever-limit": 37.5 }));
    ward.fine(&["start", &code]);
    answer(&ward, &code, &["thinner-told"]);
    assert!(ward.fine(&["answer", &code, "temperature", "37.6"]).out.contains("at most 37.5 (local"));
}

#[test]
fn every_name_is_shown_with_its_value_and_whose_it_is() {
    let ward = ward_with(&json!({ "fever-limit": 37.5, "clinic-telephone": "ring 4711", "hold-xa": "P3D",
                                  "articles-x": ["04012345678901"] }));
    let shown = ward.fine(&["checklists", "local", "site"]).out;
    for words in [
        "fever-limit  37.5 °C  local, set by head nurse on 2026-11-02",
        "  because: policy 12 (shipped: 37.9 °C)",
        "  at least 37, at most 39 °C",
        "inr-limit  NOT SET: a stop that rests on it stands",
        "  used at inr",
        "hold-xa  3 days  local",
        "clinic-telephone  ring 4711  local",
        "adrenaline-dose  NOT SET",
        "articles-x  04012345678901  local",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let said = ward.fine(&["checklists", "local", "site", "--json"]).out;
    let document: Value = serde_json::from_str(&said).unwrap();
    let names = document["local"].as_array().unwrap();
    let of = |name: &str| names.iter().find(|local| local["name"] == name).unwrap();
    assert_eq!((&of("fever-limit")["shipped"], &of("fever-limit")["set"]["value"]), (&json!("37.9"), &json!("37.5")));
    assert_eq!((&of("inr-limit")["unset"], &of("hold-xa")["unset"]), (&json!(true), &json!(false)));
    assert_eq!(of("hold-xa")["set"]["why"], "policy 12");
}

#[test]
fn a_timer_waits_as_long_as_the_site_says() {
    for (values, minutes) in [(json!({}), "3"), (json!({ "rest-minutes": 12 }), "12")] {
        let ward = ward_with(&values);
        let code = ward.new_case("site");
        answer(&ward, &code, &["thinner-told", "rest start"]);
        assert!(ward.fine(&["log", &code]).out.contains(&format!("timer of {minutes} min started")));
    }
}

/// What rests on the site's limits is offered where these are set.
#[test]
fn an_answer_within_local_limits_is_offered_where_they_are_set() {
    for (values, taken) in [(json!({}), false), (json!({ "fever-limit": 37.5 }), true)] {
        let ward = ward_with(&values);
        let code = ward.new_case("site");
        answer(&ward, &code, &["thinner-told"]);
        let said = ward.run(&["answer", &code, "vitals", "in-chart"]);
        assert_eq!(said.code == 0, taken, "{said:?}");
        assert_eq!(ward.status(&code, "vitals"), if taken { "answered" } else { "open" });
        let said = ward.fine(&["answer", &code, "vitals", "unmeasurable", "--reason", "cuff torn"]);
        assert!(said.out.contains("cannot be measured") && said.out.contains("Tell the clinician."), "{said:?}");
    }
}

#[test]
fn a_file_of_values_is_checked_by_itself() {
    let ward = ward_with(&json!({ "fever-limit": 37.5, "hold-xa": "P3D" }));
    let file = ward.site().join("local/site.json");
    let file = file.to_str().unwrap();
    assert!(ward.fine(&["checklists", "check", file]).out.ends_with("2 local values for site: fine\n"));
    let said: Value = serde_json::from_str(&ward.fine(&["checklists", "check", file, "--json"]).out).unwrap();
    assert_eq!((&said["local"], &said["defects"]), (&json!(2), &json!([])));
    set(&ward, &json!({ "fever-limit": 12 }));
    let said = ward.run(&["checklists", "check", file]);
    assert!(said.code == 1 && said.out.contains("12 lies outside what is accepted: at least 37"), "{said:?}");
}

#[test]
fn the_values_of_the_page_are_taken() {
    let page = fs::read_to_string(project("docs/site.md")).unwrap();
    let (_, rest) = page.split_once("```json\n").expect("a file of values");
    let (file, _) = rest.split_once("```").unwrap();
    let ward = Ward::new();
    fs::create_dir(ward.site().join("local")).unwrap();
    fs::write(ward.site().join("local/spinal-injection.json"), file).unwrap();
    assert_eq!(ward.fine(&["checklists", "list"]).code, 0);
    let shown = ward.fine(&["checklists", "local", "spinal-injection"]).out;
    assert!(shown.contains("fever-limit  37.7 °C  local, set by head of the pain clinic on 2026-11-02"), "{shown}");
}

/// Read fresh: a package that came in today stops today, also in a case that began before.
#[test]
fn the_articles_of_a_site_are_known_by_keys_and_by_commands() {
    const DEXAMETHASONE: &str = "drawn-dexamethasone";
    const PACKAGE: &str = "scan=010415000002112617290500101A234";
    let (ward, code) = case_at(DEXAMETHASONE);
    let other = ward.new_case("spinal-injection");
    fs::create_dir(ward.site().join("local")).unwrap();
    let set = json!({ "value": ["4150000021126"], "set_by": "pharmacy", "date": "2026-11-02", "why": "on the shelf" });
    let file = json!({ "format": 1, "checklist": "spinal-injection", "local": { "articles-lidocaine": set } });
    fs::write(ward.site().join("local/spinal-injection.json"), file.to_string()).unwrap();
    let said = ward.fine(&["answer", &code, DEXAMETHASONE, "strength=10", "volume=1", PACKAGE]);
    assert!(said.out.contains("STOP") && said.out.contains("lidocaine"), "{said:?}");
    assert!(ward.run(&["verify", &code]).code == 0 && ward.run(&["show", &other]).code == 0);
}

/// Which values the site has set nobody can tell.
#[test]
fn where_the_folder_of_values_cannot_be_read_no_case_begins() {
    for link in [false, true] {
        let ward = ward();
        let local = ward.site().join("local");
        if link {
            std::os::unix::fs::symlink("nowhere", &local).unwrap();
        } else {
            fs::write(&local, "").unwrap();
        }
        for checklist in ["site", "spinal-injection"] {
            let said = ward.run(&["new", checklist]);
            assert!(said.code == 1 && said.err.contains("this is no folder"), "{said:?}");
        }
    }
}

/// What a case began with and this program cannot read is not set, whatever was shipped.
#[test]
fn a_pinned_value_that_cannot_be_read_is_not_set() {
    let checklist = no_defects(crate::bench::sheet::SITE);
    for (value, word) in [("{ \"from\": 37.5 }", "unset"), ("\"high\"", "unset"), ("36.5", "36.5")] {
        let json = format!(
            "{{\"format\":1,\"checklist\":\"site\",\"local\":{{\"fever-limit\":{{\"value\":{value},\"set_by\":\"x\",\"date\":\"2026-11-02\",\"why\":\"y\"}}}}}}"
        );
        let with = checklist.clone().with(&checklist.pinned_locals(&json));
        let fever = with.local("fever-limit").unwrap();
        let said = fever.value().map_or_else(|| "unset".to_owned(), ToString::to_string);
        assert_eq!((said.as_str(), fever.is_unset()), (word, word == "unset"), "a later range does not reach it");
    }
}

/// A name that is declared without a value, with one at a limit.
#[test]
fn a_value_beside_a_declared_name_counts() {
    let json =
        crate::bench::sheet::SITE.replacen("\"local\": \"inr-limit\"", "\"local\": \"inr-limit\",\n\"value\": 2.5", 1);
    assert_eq!(no_defects(&json).local("inr-limit").unwrap().value().unwrap().to_string(), "2.5");
}

/// A slip of the finger in a limit would stop everybody, or nobody.
#[test]
fn a_limit_lies_where_its_number_can_be() {
    let ward = Ward::new();
    let folder = ward.site().join("local");
    fs::create_dir(&folder).unwrap();
    let write = |name: &str, value: Value| {
        let set = json!({ "value": value, "set_by": "head nurse", "date": "2026-11-02", "why": "policy" });
        let file = json!({ "format": 1, "checklist": "spinal-injection", "local": { name: set } });
        fs::write(folder.join("spinal-injection.json"), file.to_string()).unwrap();
        ward.run(&["checklists", "check", folder.join("spinal-injection.json").to_str().unwrap()])
    };
    for (name, value, words) in [
        ("fever-limit", json!(375), "375 lies outside what is accepted: at most"),
        ("fever-limit", json!(3.75), "3.75 lies outside what is accepted: at least"),
        ("recovery-minutes", json!(0), "0 lies outside what is accepted: at least 1"),
        ("recovery-minutes", json!(4500), "4500 lies outside what is accepted: at most 1440"),
        ("glucose-high", json!(11.1), "11.1 lies outside what is accepted: at least"),
        ("articles-lidocaine", json!(["04150000021125"]), "of which the last fits the others"),
    ] {
        let said = write(name, value);
        assert!(said.code == 1 && said.out.contains(words), "{name}: {said:?}");
    }
    assert_eq!(write("fever-limit", json!(37.5)).code, 0);
    fs::rename(folder.join("spinal-injection.json"), ward.site().join("values.json")).unwrap();
    let listed = ward.run(&["checklists", "list"]);
    assert!(listed.out.contains("put the file into the folder \"local\" here"), "{listed:?}");
}
