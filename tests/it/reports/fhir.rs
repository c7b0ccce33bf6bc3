//! Cases as FHIR R4: valid by the types of the specification, and with nothing lost to those who read no extensions.

use super::cases::{all, amended, complete, stopped};
use crate::bench::prelude::*;
use crate::bench::rules::Bench;
use crate::properties::runs;
use fhirkit::{Issue, r4};
use periop::report::{Resource, fhir_bundle, fhir_resources};
use proptest::prelude::*;

fn bundle(bench: &Bench) -> Value {
    fhir_bundle(&bench.case, Caveats::default())
}

/// What is wrong with a resource, by the types of R4: unknown and missing elements, values that are none, codes that
/// have white space, choices of which there are two.
pub(super) fn issues(json: &Value) -> Vec<Issue> {
    let (resource, issues) = fhirkit::from_json::<r4::Resource>(&json.to_string()).expect("JSON");
    assert!(resource.is_some(), "{issues:?}");
    issues
}

/// The one resource of a type.
fn one<'a>(bundle: &'a Value, kind: &str) -> &'a Value {
    let mut entries = bundle["entry"].as_array().expect("entries").iter().map(|entry| &entry["resource"]);
    entries.find(|resource| resource["resourceType"] == kind).unwrap_or_else(|| panic!("a {kind}"))
}

/// Every value below this one with this name.
fn named<'a>(json: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match json {
        Value::Object(parts) => {
            found.extend(parts.get(name));
            parts.values().for_each(|part| named(part, name, found));
        }
        Value::Array(parts) => parts.iter().for_each(|part| named(part, name, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn all_named<'a>(json: &'a Value, name: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    named(json, name, &mut found);
    found.into_iter().filter_map(Value::as_str).collect()
}

#[test]
fn the_four_cases_as_bundles() {
    for (name, bench) in all() {
        let mut bundle = bundle(&bench);
        // The checklist itself is the same in all of them.
        let questionnaire = bundle["entry"][0]["resource"].take();
        assert_eq!(questionnaire["resourceType"], "Questionnaire");
        insta::assert_snapshot!(format!("{name}-fhir"), serde_json::to_string_pretty(&bundle).unwrap());
    }
}

#[test]
fn every_resource_is_valid_and_names_only_what_is_there() {
    for (name, bench) in all() {
        let bundle = bundle(&bench);
        assert_eq!(issues(&bundle), [], "{name}");
        let urls: BTreeSet<&str> = all_named(&bundle, "fullUrl").into_iter().collect();
        assert_eq!(urls.len(), bundle["entry"].as_array().unwrap().len(), "{name}: each has its own");
        for reference in all_named(&bundle, "reference") {
            assert!(urls.contains(reference), "{name}: {reference}");
        }
        let resources = fhir_resources(&bench.case, Caveats::default());
        let own: BTreeSet<String> = resources.iter().map(|one| format!("{}/{}", one.kind, one.id)).collect();
        for resource in &resources {
            assert!(Resource::KINDS.contains(&resource.kind));
            assert!(resource.line().ends_with("}\n") && resource.line().matches('\n').count() == 1);
            let json = resource.json();
            assert_eq!(issues(&json), [], "{name}: {}", resource.kind);
            for reference in all_named(&json, "reference") {
                assert!(own.contains(reference), "{name}: {reference}");
            }
        }
        assert!(!all_named(&bundle, "resourceType").contains(&"Patient"), "{name}");
        assert!(!bundle.to_string().contains("Patient/"), "{name}");
        assert!(!bundle.to_string().contains("20975"), "{name}: no code of the source document anywhere");
        assert_eq!(bundle, self::bundle(&bench), "{name}: the same each time");
    }
}

/// Every answer has its question, of the same type.
#[test]
fn a_response_answers_its_questionnaire() {
    fn asked<'a>(items: &'a Value, types: &mut BTreeMap<&'a str, &'a str>) {
        for item in items.as_array().into_iter().flatten() {
            let known = types.insert(item["linkId"].as_str().unwrap(), item["type"].as_str().unwrap());
            assert_eq!(known, None, "{} is there twice", item["linkId"]);
            asked(&item["item"], types);
        }
    }
    fn answered(items: &Value, types: &BTreeMap<&str, &str>, answers: &mut usize) {
        for item in items.as_array().into_iter().flatten() {
            let link = item["linkId"].as_str().unwrap();
            let kind = *types.get(link).unwrap_or_else(|| panic!("{link} is asked nowhere"));
            let value = match kind {
                "group" => None,
                "boolean" => Some("valueBoolean"),
                "choice" => Some("valueCoding"),
                "quantity" => Some("valueQuantity"),
                "date" => Some("valueDate"),
                "dateTime" => Some("valueDateTime"),
                "text" => Some("valueString"),
                other => panic!("{other}"),
            };
            assert_eq!(item.get("answer").is_some(), value.is_some(), "{link}");
            for answer in item["answer"].as_array().into_iter().flatten() {
                assert_eq!(answer.as_object().unwrap().keys().collect::<Vec<_>>(), [value.unwrap()], "{link}");
                *answers += 1;
            }
            answered(&item["item"], types, answers);
        }
    }
    for (name, bench) in all() {
        let bundle = bundle(&bench);
        let (questionnaire, response) = (one(&bundle, "Questionnaire"), one(&bundle, "QuestionnaireResponse"));
        let mut types = BTreeMap::new();
        asked(&questionnaire["item"], &mut types);
        let mut answers = 0;
        answered(&response["item"], &types, &mut answers);
        assert!(answers > 40, "{name}: {answers}");
        let url = format!("{}|{}", questionnaire["url"].as_str().unwrap(), questionnaire["version"].as_str().unwrap());
        assert_eq!(response["questionnaire"], url.as_str(), "{name}");
    }
}

#[test]
fn each_says_how_the_case_stands() {
    let mut closed = amended();
    let stands = |bench: &Bench| {
        let bundle = bundle(bench);
        ["QuestionnaireResponse", "Procedure"].map(|kind| one(&bundle, kind)["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(stands(&complete()), ["completed", "completed"]);
    assert_eq!(stands(&stopped()), ["stopped", "stopped"]);
    assert_eq!(stands(&closed)[0], "in-progress");
    closed.writes(&[Fact::Case(CaseFact::Closed { outcome: Outcome::Completed, reason: None })]);
    assert_eq!(stands(&closed), ["amended", "completed"]);
    let begun = Bench::opened(&super::cases::SHEET.0, None);
    assert_eq!(stands(&begun), ["in-progress", "preparation"]);
    for (outcome, words) in [
        (Outcome::EnteredInError, ["entered-in-error", "entered-in-error"]),
        (Outcome::DidNotAttend, ["stopped", "not-done"]),
        (Outcome::Cancelled, ["stopped", "not-done"]),
    ] {
        let mut bench = begun.clone();
        bench.writes(&[Fact::Case(CaseFact::Closed { outcome, reason: Some(Text::from("why it was")) })]);
        assert_eq!(stands(&bench), words);
    }
}

/// What FHIR has no element for is said in words: nothing of it stands in an extension.
#[test]
fn what_did_not_go_as_usual_is_told_in_words() {
    let words = |bench: &Bench| all_named(&bundle(bench), "valueString").join("\n");
    let told = words(&stopped());
    for part in
        ["overridden: ", "a ward bed is kept for the night", "not-done: ", "contrast in a vessel twice", "told DK"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = words(&amended());
    for part in ["deferred: the interpreter is on the way", "changed after sign-off", "no reply"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let (_, practice) = all().into_iter().find(|(name, _)| *name == "practice").unwrap();
    let bundle = bundle(&practice);
    for entry in bundle["entry"].as_array().unwrap() {
        assert_eq!(entry["resource"]["meta"]["security"][0]["code"], "HTEST", "{}", entry["resource"]["resourceType"]);
    }
    assert!(words(&practice).contains("PRACTICE"));
    let mut all = Vec::new();
    named(&bundle, "extension", &mut all);
    assert!(all.is_empty());
}

#[test]
fn a_follow_up_is_a_task_with_its_due_period_and_the_head_stands_in_the_provenance() {
    let bench = amended();
    let bundle = bundle(&bench);
    let tasks = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let tasks: Vec<&Value> = tasks.filter(|resource| resource["resourceType"] == "Task").collect();
    let sections = &bench.case.checklist().sections;
    assert_eq!(tasks.len(), sections.iter().filter(|section| section.due.is_some()).count());
    let week = tasks.iter().find(|task| task["identifier"][0]["value"] == "week-1").expect("the first week's");
    assert_eq!(week["status"], "in-progress");
    assert!(week["note"].to_string().contains("no reply"), "{week}");
    let ix = bench.section_ix("week-1");
    let due = bench.case.due(ix, &bench.now).expect("a due date");
    assert_eq!(week["restriction"]["period"], json!({ "start": due.due, "end": due.late }));
    let provenance = one(&bundle, "Provenance");
    assert_eq!(provenance["entity"][0]["what"]["identifier"]["value"], bench.case.head().to_string());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(30)) })]

    /// Also where words are blank, or whatever else somebody typed.
    #[test]
    fn whatever_somebody_writes_the_bundle_is_valid(words in prop_oneof![Just(String::new()), Just(" ".to_owned()), any::<String>()]) {
        let mut bench = Bench::opened(&super::cases::SHEET.0, None);
        bench.writes(&super::hostile::facts(&bench, &Text::from(words.as_str())));
        let bundle = bundle(&bench);
        prop_assert_eq!(issues(&bundle), Vec::new());
    }
}

/// By the real program: one file a type, one resource a line, the checklist once.
#[test]
fn all_cases_are_one_file_a_type_for_a_server() {
    let ward = Ward::new();
    for (_, bench) in all().into_iter().filter(|(_, bench)| bench.case.mode() == Mode::Case).take(1) {
        bench.lay_in(&ward.root(), SHIPPED[0].json);
    }
    ward.new_case("spinal-injection");
    let folder = ward.temporary().join("fhir");
    ward.fine(&["export", "--all", "--format", "fhir", "-o", folder.to_str().unwrap()]);
    let tasks = super::cases::SHEET.0.sections.iter().filter(|section| section.due.is_some()).count();
    for (kind, lines) in
        [("Questionnaire", 1), ("Procedure", 2), ("QuestionnaireResponse", 2), ("Task", 2 * tasks), ("Provenance", 2)]
    {
        let text = fs::read_to_string(folder.join(format!("{kind}.ndjson"))).unwrap();
        assert_eq!(text.lines().count(), lines, "{kind}");
        for line in text.lines() {
            let resource: Value = serde_json::from_str(line).unwrap();
            assert_eq!((issues(&resource), resource["resourceType"].as_str()), (Vec::new(), Some(kind)));
        }
    }
}
