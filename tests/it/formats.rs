//! The examples of `docs/formats.md` are read as the page says, and the shipped checklists are all there.

use crate::bench::{prelude::*, sheet};

fn page() -> String {
    fs::read_to_string(project("docs/formats.md")).expect("docs/formats.md")
}

/// The fenced examples of the page: what stands behind the fence, and the text.
fn examples() -> Vec<(String, String)> {
    let page = page();
    let parts: Vec<&str> = page.split("```").collect();
    assert_eq!(parts.len() % 2, 1, "every fence is closed");
    let fenced = parts.into_iter().skip(1).step_by(2);
    fenced.filter_map(|part| part.split_once('\n')).map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// The one example of this name.
fn example(name: &str) -> String {
    let mut found = examples();
    found.retain(|(other, _)| *other == format!("json {name}"));
    assert_eq!(found.len(), 1, "one example is named {name}");
    found.remove(0).1
}

fn parsed(name: &str) -> Value {
    serde_json::from_str(&example(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A checklist of one section with these items.
fn with_items(items: &[Value]) -> String {
    sheet::one_section(items.to_vec()).to_string()
}

fn item(id: &str, answer: &Value) -> Value {
    sheet::item(id, "routine", json!({ "answer": answer }))
}

#[test]
fn every_example_on_the_page_is_read_by_a_test() {
    let names: Vec<String> = examples().into_iter().map(|(name, _)| name).collect();
    // The line of a record is written with an ellipsis; `record` runs the shell's loop.
    let known = "json checklist,json review,python,json answer-types,json conditions,json extras,json totals,json local-names,\
        json local,json config,text,sh,json entries";
    assert_eq!(names.join(","), known);
}

#[test]
fn the_example_of_a_configuration_has_no_defects() {
    let config = periop::config::Config::read(&example("config")).expect("a configuration");
    assert_eq!(config.station.as_ref().map(Text::as_str), Some("Bay 2"));
}

#[test]
fn the_example_of_a_checklist_has_no_defects() {
    let checklist = no_defects(&example("checklist"));
    assert_eq!(checklist.items.len(), 8);
    let temperature = &checklist.items[0];
    assert_eq!((temperature.stops.len(), temperature.cautions.len()), (1, 1), "the shorthands are read");
    assert!(checklist.items[1].screening);
}

#[test]
fn the_example_of_a_review_approves_the_example_of_a_checklist() {
    let mut checklist = parsed("checklist");
    checklist["review"] = parsed("review");
    let content = Checklist::content(&checklist.to_string()).unwrap().to_string();
    checklist["review"]["sha256"] = json!(content);
    let review = no_defects(&checklist.to_string()).review;
    assert_eq!((review.reviewers.len(), review.changes.len()), (2, 1));
    assert!(review.is_signed());
}

/// A title, a source and a part of a notice are called as the review is.
#[test]
fn the_content_is_summed_on_the_page_as_by_the_program() {
    let (_, script) = examples().into_iter().find(|(name, _)| name == "python").unwrap();
    let mut named = sheet::one_section(vec![item("x", &json!({ "type": "check" }))]);
    named["title"] = json!("review");
    named["notices"] = json!([{ "level": "info", "text": "\"review\": { }", "sources": ["review"] }]);
    named["sources"] = json!({ "review": { "title": "}" } });
    let (ward, small) = (Ward::new(), SMALL.replace('\n', "\r\n"));
    let (file, code) = (ward.site().join("x.json"), ward.site().join("sum.py"));
    fs::write(&code, script).unwrap();
    for (text, plain) in [
        (SMALL.to_owned(), SMALL),
        (format!("\u{feff}{small}"), &small),
        (named.to_string(), &named.to_string()),
        (format!("{named:#}"), &format!("{named:#}")),
    ] {
        fs::write(&file, &text).unwrap();
        let (path, code) = (file.to_str().unwrap(), code.to_str().unwrap());
        let said = ward.fine(&["checklists", "check", path, "--json"]).out;
        let sum = serde_json::from_str::<Value>(&said).unwrap()["sha256"].as_str().unwrap().to_owned();
        assert_eq!(Checklist::content(plain).unwrap().to_string(), sum);
        // Where there is no such program the page is taken at its word.
        if let Ok(output) = std::process::Command::new("python3").args([code, path]).output() {
            assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), sum, "{text}");
        }
    }
}

#[test]
fn each_answer_type_of_the_page_answers_an_item() {
    let types = parsed("answer-types");
    let mut kinds = BTreeSet::new();
    for (n, answer) in types.as_array().unwrap().iter().enumerate() {
        let one = with_items(&[item("needle-out", &json!({ "type": "time" })), item(&format!("item-{n}"), answer)]);
        let (kind, read) = (answer["type"].as_str().unwrap(), &no_defects(&one).items[1].answer);
        assert!(format!("{read:?}").to_lowercase().starts_with(kind), "{kind}: {read:?}");
        kinds.insert(kind);
        let mut misspelt = answer.clone();
        misspelt["optoins"] = json!([]);
        assert!(load(&with_items(&[item("x", &misspelt)])).is_err(), "unknown fields are refused");
    }
    assert_eq!(kinds.len(), 8, "one of each");
}

#[test]
fn each_condition_of_the_page_may_decide_whether_an_item_applies() {
    let choice = |id: &str, options: &[&str]| sheet::choice(id, "routine", options);
    let number = |unit: &str| json!({ "type": "number", "unit": unit, "min": 0, "max": 300 });
    let field = |id: &str, answer: Value| json!({ "type": "fields", "fields": [ { "id": id, "label": id, "answer": answer } ] });
    let mut each = field("at", json!({ "type": "time", "points": "past" }));
    each["each"] = json!("thinner");
    let looked_at = [
        choice("sedation", &["none", "moderate"]),
        choice("blood-thinner", &["none", "some"]),
        item("inr", &number("ratio")),
        item("blood-pressure", &field("systolic", number("mmHg"))),
        item("reason", &json!({ "type": "text" })),
        choice("consent-side", &["left", "right"]),
        choice("side", &["left", "right"]),
        item("drawn-up", &field("expiry", json!({ "type": "date", "points": "any" }))),
        item("fasting", &field("last-food", json!({ "type": "time", "points": "past" }))),
        choice("aspiration", &["clear", "csf"]),
        choice("thinner", &["xa-inhibitor", "warfarin"]),
        item("last-dose", &each),
        choice("a", &["x", "z"]),
        choice("b", &["y", "z"]),
    ];
    let conditions = parsed("conditions");
    let conditions = conditions.as_array().unwrap();
    assert_eq!(conditions.len(), 14);
    for condition in conditions {
        let mut depends = item("depends", &json!({ "type": "check" }));
        depends["when"] = condition.clone();
        let named = condition.to_string();
        let mut items = looked_at.to_vec();
        // What has a row for each option stands behind the choice.
        let thinner = |item: &Value| item["id"] == "thinner" && named.contains("\"row\"");
        items.retain(|item| thinner(item) || named.contains(&format!(":{}", item["id"])));
        let beside = items.iter().filter(|item| thinner(item)).count();
        items.push(depends);
        let checklist = no_defects(&with_items(&items));
        let when = checklist.items.last().unwrap().when.as_ref();
        assert_eq!(when.unwrap().items().len(), items.len() - 1 - beside, "{condition} looks at what it names");
    }
}

#[test]
fn the_rest_of_the_file_stands_beside_the_phases() {
    let Value::Object(extras) = parsed("extras") else { panic!("an object") };
    let mut checklist = parsed("checklist");
    let names = "presets crisis reference handouts billing normal order debrief scenarios mastery series";
    let names: Vec<&str> = names.split(' ').collect();
    assert_eq!(extras.keys().map(String::as_str).collect::<BTreeSet<_>>(), names.iter().copied().collect());
    for (name, part) in extras {
        checklist[name] = part;
    }
    let (whole, read) = Checklist::load_whole(&checklist.to_string()).expect("no defects");
    let variant = whole.find("variant").unwrap();
    let preset = &whole.presets[0];
    assert_eq!((preset.id.as_str(), preset.title.as_str()), ("interlaminar", "Between the laminae"));
    assert_eq!(preset.answers, [(variant, Answer::Choice(vec!["interlaminar".parse().unwrap()]))]);
    assert_eq!(whole.card("anaphylaxis").map(|card| card.call.as_str()), Some("resuscitation team"));
    assert!(whole.card("no-such-card").is_none());
    assert_eq!((whole.presets.len(), whole.crisis.len(), read.reference.len()), (1, 1, 1));
    assert_eq!((read.handouts.len(), read.scenarios.len()), (1, 2));
    assert_eq!(tried(&checklist.to_string()), [], "what is told of a case fits the rules");
    assert_eq!((read.normal.len(), read.order.len(), read.series.len()), (8, 1, 1));
    let does = |choice: &DecisionChoice| choice.does.clone();
    let does: Vec<_> = read.scenarios[1].decisions.iter().flat_map(|of| of.choices.iter().map(does)).collect();
    assert_eq!(does, [Some(Does::Told("clinician".into())), Some(Does::Again), Some(Does::Stop), None]);
    assert_eq!(read.billing.unwrap().families[0].codes, ["62322", "62323"]);
    assert_eq!(read.mastery.unwrap().percent, 90);
    for name in names {
        let mut misspelt = checklist.clone();
        match &mut misspelt[name] {
            Value::Array(parts) => parts[0]["titel"] = json!("x"),
            part => part["titel"] = json!("x"),
        }
        assert!(load(&misspelt.to_string()).is_err(), "an unknown field of {name} is refused");
    }
}

#[test]
fn the_example_of_totals_adds_up_numbers() {
    let number = json!({ "type": "number", "unit": "mg", "min": 0, "max": 300 });
    let fields: Vec<Value> =
        ["strength", "volume"].map(|id| json!({ "id": id, "label": id, "answer": number })).to_vec();
    let drawn = item("drawn-x", &json!({ "type": "fields", "rows": 2, "fields": fields }));
    let mut extra = number.clone();
    extra["alternatives"] = json!([{ "id": "not-used", "label": "not used" }]);
    let mut whole: Value = serde_json::from_str(&with_items(&[drawn, item("extra-x", &extra)])).unwrap();
    whole["totals"] = parsed("totals");
    assert_eq!(no_defects(&whole.to_string()).totals[0].parts.len(), 2);
}

#[test]
fn the_examples_of_local_values_belong_to_the_example_of_a_checklist() {
    let mut whole = parsed("checklist");
    whole["local"] = parsed("local-names");
    let checklist = no_defects(&whole.to_string());
    let names: Vec<String> = checklist.locals.iter().map(|local| local.name.to_string()).collect();
    assert_eq!(names, ["articles-dexamethasone", "clinic-telephone", "fever-limit", "hold-xa-inhibitor"]);
    let locals = checklist.read_locals(&example("local")).unwrap();
    let stop = |checklist: &Checklist| format!("{:?}", checklist.items[0].stops[0].when);
    let (before, after) = (stop(&checklist), stop(&checklist.with(&locals)));
    assert!(before.contains("37.9") && after.contains("37.7"), "{after}");
}

#[test]
fn an_entry_says_each_thing_once_and_an_unknown_kind_is_kept_without_its_fact() {
    let entries = parsed("entries");
    let about_item = entries.as_array().unwrap().iter().find(|entry| entry["kind"] == "answered").unwrap().to_string();
    for name in ["seq", "kind", "item", "answer"] {
        let twice = about_item.replacen('{', &format!("{{\"{name}\":null,"), 1);
        let error = Entry::from_json(&twice).unwrap_err().to_string();
        assert!(error.contains(&format!("{name} is said twice")), "{error}");
        let other = about_item.replace(&format!("\"{name}\":"), "\"other\":");
        assert!(Entry::from_json(&other).is_err(), "without {name}");
    }
    let later = about_item.replace("\"answered\"", "\"weighed\"").replace("\"item\":", "\"item\":7,\"of\":");
    let entry = Entry::from_json(&later).unwrap();
    assert_eq!((entry.fact, entry.stamp), (None, Entry::from_json(&about_item).unwrap().stamp));
    assert!(Entry::from_json(&format!("{about_item} 1")).is_err(), "nothing stands behind it");
}

/// Each entry of the page without the blanks between its parts, in the order in which it is written there.
#[test]
fn each_entry_of_the_page_is_written_again_to_the_byte() {
    let page = example("entries");
    let mut in_words = false;
    let mut escaped = false;
    let tight: String = page
        .chars()
        .filter(|&c| {
            in_words ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            in_words || !c.is_whitespace()
        })
        .collect();
    let (mut kinds, mut again) = (BTreeSet::new(), Vec::new());
    let entries = parsed("entries");
    for (written, seq) in entries.as_array().unwrap().iter().zip(1..) {
        let Entry { stamp, fact } = Entry::from_json(&written.to_string()).unwrap();
        assert_eq!(stamp.seq, seq);
        again.push(Entry::to_json(&stamp, &fact.unwrap_or_else(|| panic!("{written}: of no known kind"))).unwrap());
        kinds.insert(written["kind"].as_str().unwrap());
    }
    assert_eq!(format!("[{}]", again.join(",")), tight);
    assert_eq!(kinds, Fact::kinds(), "one of each kind");
}

/// The cells of the table under a heading, row by row.
fn table(heading: &str) -> Vec<Vec<String>> {
    let page = page();
    let (_, below) = page.split_once(&format!("\n### {heading}\n")).expect("the heading");
    let lines = below.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    lines.skip(2).map(cells).collect()
}

/// What stands between a cell's first two backquotes.
fn quoted(cell: &str) -> &str {
    cell.split('`').nth(1).expect("something in backquotes")
}

#[test]
fn the_table_of_kinds_names_each_kind_once() {
    let kinds: Vec<String> = table("Kinds").iter().map(|row| quoted(&row[0]).to_owned()).collect();
    let named: BTreeSet<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(named, Fact::kinds());
    assert_eq!(named.len(), kinds.len(), "each once");
}

#[test]
fn each_answer_is_written_as_the_table_says() {
    let rows = table("Answers");
    assert_eq!(rows.len(), 10);
    for row in rows {
        let written: Value = serde_json::from_str(quoted(&row[1])).unwrap();
        let answer: Answer = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(&answer).unwrap(), written, "{}", row[0]);
    }
}

#[test]
fn every_file_of_checklists_is_shipped_byte_for_byte_and_has_no_defects() {
    let folder = fs::read_dir(project("checklists")).unwrap();
    let mut files: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort_unstable();
    assert_eq!(files, SHIPPED.map(|shipped| shipped.name));
    let ward = Ward::new();
    for shipped in SHIPPED {
        let path = project("checklists").join(shipped.name);
        assert!(fs::read_to_string(&path).unwrap() == shipped.json, "{} is not what is shipped", shipped.name);
        let checklist = no_defects(shipped.json);
        let said = ward.fine(&["checklists", "check", path.to_str().unwrap()]);
        assert!(said.out.contains(&format!("{} {} is fine", checklist.id, checklist.version)), "{said:?}");
        let list = ward.fine(&["checklists", "list"]).out;
        let listed = |line: &str| line.starts_with(checklist.id.as_str()) && line.ends_with("shipped");
        assert!(list.lines().any(listed), "{list}");
        assert!(ward.fine(&["checklists", "show", checklist.id.as_str()]).out.contains(checklist.title.as_str()));
    }
}

#[test]
fn the_checklists_that_other_tests_use_have_no_defects() {
    for entry in fs::read_dir(data("checklists")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            no_defects(&fs::read_to_string(path).unwrap());
        }
    }
}
