//! The content: what the source document says is carried, what is cited exists, what must be said is said.

use crate::bench::prelude::*;

pub(crate) fn content() -> Value {
    serde_json::from_str(SHIPPED[0].json).expect("the shipped content is JSON")
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is text"))
}

/// Visits every object of the content.
pub(crate) fn each_object<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| each_object(value, visit));
        }
        Value::Array(values) => values.iter().for_each(|value| each_object(value, visit)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Everything cited in a part of the content.
fn cited(value: &Value) -> BTreeSet<String> {
    let mut cited = BTreeSet::new();
    each_object(value, &mut |object| {
        let sources = object.get("sources").and_then(Value::as_array).into_iter().flatten();
        cited.extend(sources.map(|source| source.as_str().expect("a source").to_owned()));
    });
    cited
}

/// The lines of the source document that say something, with what they say in a few words.
fn lines_with_content() -> Vec<(u64, String)> {
    let lines = fs::read_to_string(data("source-lines.json")).expect("the inventory");
    let lines: Vec<Value> = serde_json::from_str(&lines).expect("the inventory is a list");
    assert_eq!(lines.len(), 93);
    let says = |line: &Value| (line["line"].as_u64().expect("a number"), text(line, "topic").to_owned());
    let said: Vec<_> = lines.iter().filter(|line| !line["furniture"].is_string()).map(says).collect();
    assert!(said.len() > 75, "only {} lines say something", said.len());
    said
}

#[test]
fn reference_handouts_and_billing_hold_the_whole_source_document() {
    let content = content();
    let cited: BTreeSet<String> =
        ["reference", "handouts", "billing"].iter().flat_map(|part| cited(&content[*part])).collect();
    for (line, topic) in lines_with_content() {
        assert!(cited.contains(&format!("source-document:{line}")), "line {line} is on no page to read: {topic}");
    }
}

#[test]
fn every_source_cited_is_listed_and_every_source_listed_is_cited() {
    let content = content();
    let listed: BTreeSet<&str> = content["sources"].as_object().expect("sources").keys().map(String::as_str).collect();
    let cited = cited(&content);
    let mut used = BTreeSet::new();
    for source in &cited {
        let (id, line) = source.split_once(':').map_or((source.as_str(), None), |(id, line)| (id, Some(line)));
        assert!(listed.contains(id), "{source} is cited and not listed");
        assert_eq!(line.is_some(), id == "source-document", "{source}: the source document is cited by its line");
        let line = line.map_or(1, |line| line.parse::<u64>().expect("a line"));
        assert!((1..=93).contains(&line), "{source}");
        used.insert(id);
    }
    assert_eq!(used, listed);
}

#[test]
fn every_item_names_a_source_that_fits_its_evidence() {
    for item in shipped().items.iter().filter(|item| item.id != *"time-out-agreed") {
        let sources: Vec<&str> = item.sources.iter().map(Text::as_str).collect();
        assert!(!sources.is_empty(), "{} names no source", item.id);
        let evidence = serde_json::to_value(item.evidence).expect("a word");
        assert_ne!(evidence, "source", "{}: a word that sounds like the best one", item.id);
        if evidence == "source-only" {
            let own = sources.iter().any(|source| source.starts_with("source-document:"));
            assert!(own, "{} is marked as said by the source document and cites no line of it", item.id);
        }
        if sources == ["general"] {
            assert_eq!(evidence, "unverified", "{} rests on general knowledge alone", item.id);
        }
    }
}

/// Words that would be typed for an item are read, or the test says which are not.
pub(crate) fn reads(checklist: &Checklist, id: &str, words: &str) -> ItemIx {
    let ix = checklist.find(id).unwrap_or_else(|| panic!("there is no item {id}"));
    let words: Vec<&str> = words.split_whitespace().collect();
    read(&checklist.item(ix).answer, &words, &periop::clock::now()).unwrap_or_else(|why| panic!("{id}: {why}"));
    ix
}

/// What a preset fills in, item by item; a person answers everything weightier than the procedure that it names.
pub(crate) fn filled_by<'a>(checklist: &Checklist, preset: &'a Value) -> Vec<&'a str> {
    let answers = preset["answers"].as_object().expect("answers");
    for (id, words) in answers {
        let item = checklist.item(reads(checklist, id, words.as_str().expect("words")));
        let light = id == "choose-variant" || item.level != Level::Critical && !item.screening && !item.two_person;
        assert!(light, "preset {} names {id}, which a person must answer", preset["id"]);
    }
    answers.keys().map(String::as_str).collect()
}

#[test]
fn there_is_a_preset_for_each_procedure_and_it_fills_what_seldom_varies() {
    let (content, checklist) = (content(), shipped());
    let variant = checklist.item(checklist.find("choose-variant").expect("an item"));
    let procedures: BTreeSet<&str> = variant.answer.options().iter().map(|option| option.id.as_str()).collect();
    let presets: BTreeSet<&str> = list(&content, "presets").iter().map(|preset| text(preset, "id")).collect();
    assert_eq!(procedures, presets);
    for preset in list(&content, "presets") {
        let filled = filled_by(&checklist, preset);
        assert_eq!(filled, ["choose-antiseptic", "choose-contrast", "choose-imaging", "choose-variant"]);
        assert_eq!(preset["answers"]["choose-variant"], preset["id"], "what its name says");
    }
}

#[test]
fn five_items_need_two_people() {
    let checklist = shipped();
    let two: Vec<&str> = checklist.items.iter().filter(|item| item.two_person).map(|item| item.id.as_str()).collect();
    assert_eq!(two, ["drugs-read-aloud", "time-out-agreed", "level-proven", "final-syringe-check", "handover-given"]);
}

/// The label gives the strength, so it is typed, and what is ten times off is no strength of that drug. The dose of a
/// steroid, strength times volume, stops outside its range as well.
#[test]
fn what_is_wrong_by_ten_is_refused_or_stops_for_every_named_drug() {
    let (content, checklist) = (content(), shipped());
    let drawn = checklist.items.iter().filter(|item| item.answer.scan().is_some());
    let (mut named, mut steroids) = (0, 0);
    for item in drawn.filter(|item| item.id != *"drawn-other") {
        let AnswerType::Fields { fields, .. } = &item.answer else { panic!("{} has fields", item.id) };
        let strength = &fields.iter().find(|field| field.id == *"strength").expect("a strength").answer;
        let AnswerType::Number { min, max, .. } = strength else { panic!("{}: a strength is a number", item.id) };
        let (min, max): (f64, f64) = (min.to_string().parse().expect("min"), max.to_string().parse().expect("max"));
        assert!(max < min * 10.0, "{}: {min} to {max} mg/mL lets ten times a strength pass", item.id);
        named += 1;
    }
    each_object(&content["phases"], &mut |condition| {
        if let (Some(total), Some(below)) = (condition.get("total"), condition.get("below")) {
            let (below, above) = (below.as_f64().expect("a dose"), condition["above"].as_f64().expect("a dose"));
            assert!(above < below * 10.0, "{total}: {below} to {above} mg lets ten times a dose pass");
            steroids += 1;
        }
    });
    assert_eq!((named, steroids), (7, 4));
}

#[test]
fn follow_ups_are_always_open_have_a_date_and_end_after_some_attempts() {
    let content = content();
    let sections: Vec<&Value> = list(&content, "phases").iter().flat_map(|phase| list(phase, "sections")).collect();
    let dates = |id: &str| {
        let section = *sections.iter().find(|section| section["id"] == id).expect("a section");
        assert_eq!((&section["always_open"], &section["attempts"]), (&true.into(), &3.into()), "{id}");
        let due = &section["due"];
        assert_eq!((&due["from"], &due["else_from"]), (&"needle-out-dressed".into(), &"left-at".into()), "{id}");
        (due["after"].clone(), due["by"].clone())
    };
    assert_eq!(dates("call-48h"), ("PT24H".into(), "PT48H".into()));
    for (id, after) in [("week-1", "P7D"), ("month-1", "P1M"), ("month-3", "P3M")] {
        assert_eq!(dates(id), (after.into(), Value::Null));
    }
    let recovery = sections.iter().find(|section| section["id"] == "recovery").expect("recovery");
    assert_eq!(recovery["always_open"], true);
}

#[test]
fn what_stops_after_the_procedure_names_whom_to_tell() {
    let content = content();
    let mut named = 0;
    each_object(&content["phases"][2], &mut |item| {
        let Some(answer) = item.get("answer") else { return };
        for option in list(answer, "options").iter().filter(|option| option["stop"].is_object()) {
            let at_the_door = ["walks-safely", "leaves-with-escort"].iter().any(|id| item["id"] == *id);
            assert!(at_the_door || option["caution"]["tell"].is_string(), "{}: {}", item["id"], option["id"]);
            named += usize::from(!at_the_door);
        }
    });
    assert_eq!(named, 20);
}

#[test]
fn handouts_compute_their_dates_from_items_that_are_answered_with_a_time() {
    let (content, checklist) = (content(), shipped());
    let mut placeholders = 0;
    for handout in list(&content, "handouts") {
        for block in list(handout, "body") {
            let said = ["heading", "warning", "text"].iter().filter_map(|kind| block[kind].as_str());
            for line in said.chain(list(block, "list").iter().filter_map(Value::as_str)) {
                for piece in pieces(line) {
                    let Piece::Time(place) = piece else {
                        assert!(matches!(piece, Piece::Words(_)), "{line}");
                        continue;
                    };
                    for id in place.ids().filter(|id| *id != Placeholder::PLANNED) {
                        let ix = checklist.find(id).unwrap_or_else(|| panic!("{place:?} names an item"));
                        assert!(matches!(checklist.item(ix).answer, AnswerType::Time { .. }), "{place:?}");
                    }
                    assert_eq!(place.span.is_some(), place.after().is_some(), "{place:?}");
                    placeholders += 1;
                }
            }
        }
    }
    assert!(placeholders > 10, "only {placeholders} dates");
}

#[test]
fn conditions_outside_the_items_name_items_and_options_that_exist() {
    let (content, checklist) = (content(), shipped());
    let mut conditions = 0;
    for part in ["handouts", "billing"] {
        each_object(&content[part], &mut |object| {
            let Some(id) = object.get("item").and_then(Value::as_str) else { return };
            let item = checklist.item(checklist.find(id).unwrap_or_else(|| panic!("{part}: there is no item {id}")));
            let options: BTreeSet<&str> = item.answer.options().iter().map(|option| option.id.as_str()).collect();
            for key in ["is", "not"] {
                for option in object.get(key).and_then(Value::as_array).into_iter().flatten() {
                    let option = option.as_str().expect("an option");
                    assert!(options.contains(option), "{part}: {id} has no option {option}");
                    conditions += 1;
                }
            }
        });
    }
    assert!(conditions > 20, "only {conditions} options are named");
}

/// That each can be played to its end is found by `checklists check`, which plays them.
#[test]
fn each_scenario_is_a_run_with_decisions_that_have_one_right_way() {
    let (checklist, beside) = Checklist::load_whole(SHIPPED[0].json).expect("the shipped checklist");
    let ids: Vec<&str> = beside.scenarios.iter().map(|scenario| scenario.id.as_str()).collect();
    let told = "warfarin-inr contrast-allergy wrong-side-consent fever no-escort particulate-cervical vasovagal-prone \
        new-weakness vascular-spread apixaban-facet";
    assert!(told.split_whitespace().all(|id| ids.contains(&id)) && ids.len() == 15, "{ids:?}");
    let mut longest = 0;
    for scenario in &beside.scenarios {
        let id = &scenario.id;
        assert!(scenario.start.is_some() && scenario.end.is_some() && scenario.item.is_none(), "{id} is played");
        assert!(!scenario.drill.is_empty() && !scenario.decisions.is_empty(), "{id}");
        for decision in &scenario.decisions {
            assert!(checklist.find(&decision.at).is_some(), "{id}: there is no item {}", decision.at);
            let right: Vec<_> = decision.choices.iter().filter(|choice| choice.right).collect();
            assert!((3..=4).contains(&decision.choices.len()) && right.len() == 1, "{id}");
            let lengths = decision.choices.iter().map(|choice| choice.text.as_str().len());
            longest += usize::from(lengths.max() == Some(right[0].text.as_str().len()));
        }
    }
    let decisions: usize = beside.scenarios.iter().map(|scenario| scenario.decisions.len()).sum();
    assert!(longest * 2 < decisions, "{longest} of {decisions} right choices give themselves away by their length");
    let tried = periop::domain::case::tried(SHIPPED[0].json);
    assert_eq!(tried.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_order_is_that_of_the_review_and_every_item_has_words_to_recall() {
    let content = content();
    let pairs: BTreeSet<(&str, &str)> =
        list(&content, "order").iter().map(|pair| (text(pair, "first"), text(pair, "then"))).collect();
    let wanted = [
        "mask-and-gloves skin-prepped",
        "skin-prepped antiseptic-dry",
        "antiseptic-dry level-proven",
        "level-proven skin-numbed",
        "skin-numbed patient-talking",
        "patient-talking tip-confirmed",
        "tip-confirmed aspiration-clear",
        "aspiration-clear contrast-live",
        "contrast-live extra-vascular-check",
        "final-syringe-check injected",
        "injected needle-out-dressed",
        "needle-out-dressed sharps-counted",
        "sharps-counted handover-given",
        "leaves-with-escort left-at",
    ];
    for pair in wanted {
        assert!(pairs.contains(&pair.split_once(' ').expect("a pair")), "{pair}");
    }
    let sections = list(&content, "phases").iter().flat_map(|phase| list(phase, "sections"));
    for item in sections.flat_map(|section| list(section, "items")) {
        assert!(!list(item, "recall").is_empty(), "{} has no words to recall", item["id"]);
    }
}

#[test]
fn crisis_cards_cover_what_can_happen_and_leave_every_dose_to_the_site() {
    let checklist = shipped();
    let cards: Vec<&str> = checklist.crisis.iter().map(|card| card.id.as_str()).collect();
    let wanted = "cardiac-arrest anaphylaxis local-anaesthetic-toxicity high-spinal oversedation vasovagal \
        new-deficit dural-puncture wrong-spread";
    for needed in wanted.split_whitespace() {
        assert!(cards.contains(&needed), "there is no card {needed}");
    }
    for card in &checklist.crisis {
        assert!((3..=5).contains(&card.steps.len()), "{}: the first actions only", card.id);
        assert!(!card.call.is_empty(), "{} says whom to call", card.id);
        assert!(card.drugs.iter().all(|drug| drug.dose.is_none()), "{}: the site sets doses", card.id);
        let digits = card.steps.iter().any(|step| step.contains(" mg") || step.contains(" mL"));
        assert!(!digits, "{} names no dose in its steps", card.id);
    }
}

#[test]
fn the_wrong_billing_code_is_told_as_a_claim_and_never_suggested() {
    let content = content();
    let billing = &content["billing"];
    let named: Vec<&Value> = list(billing, "said").iter().filter(|said| text(said, "text").contains("20975")).collect();
    assert_eq!(named.len(), 1);
    assert!(text(named[0], "text").contains("wrong"), "{}", named[0]);
    assert!(text(billing, "warning").contains("never use it"));
    for part in ["families", "rules"] {
        assert!(!billing[part].to_string().contains("20975"), "{part} suggest the wrong code");
    }
    for part in ["phases", "presets", "crisis", "handouts", "scenarios"] {
        assert!(!content[part].to_string().contains("20975"), "{part} name the wrong code");
    }
    let told = list(&content, "notices").iter().any(|notice| {
        notice["level"] == "warning" && text(notice, "text").contains("20975") && text(notice, "text").contains("wrong")
    });
    assert!(told, "a warning stands before the content");
}

#[test]
fn the_reference_has_every_page_and_table_that_was_wanted() {
    let content = content();
    let pages = list(&content, "reference");
    let page = |id: &str| pages.iter().find(|page| page["id"] == id).unwrap_or_else(|| panic!("there is no page {id}"));
    let wanted = "overview indications symptoms causes tests procedure preparation complications aftercare \
        follow-up alternatives home-care prevention evidence fda-warning not-confirmed sources";
    for id in wanted.split_whitespace() {
        assert!(!list(page(id), "body").is_empty(), "{id}");
    }
    for (id, rows) in
        [("bleeding-class", 4), ("blood-thinners", 15), ("injectate", 6), ("contrast-patterns", 5), ("glossary", 13)]
    {
        let table = list(page(id), "body").iter().find_map(|block| block["table"]["rows"].as_array());
        let table = table.unwrap_or_else(|| panic!("{id} has a table"));
        assert_eq!(table.len(), rows, "{id}");
    }
    let wrong = list(&list(page("about-source"), "body")[0], "list");
    assert_eq!(wrong.len(), 15, "each discrepancy found in the source document is told");
}
