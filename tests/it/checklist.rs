//! What a valid checklist tells those who read it: the order of judging, local numbers, what is carried over.

use crate::bench::prelude::*;
use crate::bench::sheet::{check, choice, item, loaded, one_section, with};

/// A required check that has this condition.
fn on(id: &str, driver: &str) -> Value {
    item(id, "required", json!({ "when": { "item": driver, "answered": true } }))
}

fn pinned(checklist: &Value) -> Checklist {
    load_pinned(&checklist.to_string()).unwrap()
}

fn in_order(checklist: &Checklist) -> Vec<&str> {
    checklist.order.iter().map(|&ix| checklist.item(ix).id.as_str()).collect()
}

#[test]
fn every_item_comes_after_what_its_condition_looks_at_and_what_it_confirms() {
    let mask = with(on("mask", "soap"), json!({ "confirms": ["hands"] }));
    let [hands, soap] = ["hands", "soap"].map(|id| check(id, "required"));
    let mut checklist = one_section(vec![on("gown", "mask"), hands, mask, soap]);
    checklist["phases"][0]["sections"][0]["two_person"] = json!(true);
    assert_eq!(in_order(&loaded(&checklist)), ["hands", "soap", "mask", "gown", "only-agreed"]);

    for json in [EVERY_TYPE, SHIPPED[0].json] {
        let checklist = no_defects(json);
        let place = |ix: ItemIx| checklist.order.iter().position(|&other| other == ix).unwrap();
        assert_eq!(checklist.order.len(), checklist.items.len());
        for ix in checklist.item_ixs() {
            let item = checklist.item(ix);
            let looked_at = item.when.iter().flat_map(Condition::items);
            let mut before = looked_at.chain(item.confirms.iter().copied());
            assert!(before.all(|on| place(on) < place(ix)), "{}", item.id);
        }
    }
}

#[test]
fn a_pin_with_a_circle_is_read_with_the_circle_and_what_hangs_on_it_last() {
    let two = item("two", "required", json!({ "confirms": ["one"] }));
    let checklist = one_section(vec![on("hangs", "one"), on("one", "two"), two, check("free", "required")]);
    assert_eq!(in_order(&pinned(&checklist)), ["free", "hangs", "one", "two"]);
    let defects = load(&checklist.to_string()).unwrap_err();
    let told: Vec<&str> = defects.iter().map(|defect| defect.path.as_str()).collect();
    let item = |n: usize, part: &str| format!("phases[0].sections[0].items[{n}].{part}");
    assert_eq!(told, [item(1, "when"), item(2, "confirms")], "what only hangs on a circle is no circle");
}

#[test]
fn a_pin_drops_the_presets_and_cards_that_no_longer_fit() {
    let items = [("kind", "required"), ("side", "critical")].map(|(id, level)| choice(id, level, &["a", "b"]));
    let mut checklist = one_section(items.to_vec());
    let preset = |id: &str, answers: Value| json!({ "id": id, "title": "Usual", "answers": answers });
    checklist["presets"] = json!([
        preset("critical", json!({ "side": "a" })),
        preset("fits", json!({ "kind": "b" })),
        preset("unknown", json!({ "kind": "c" })),
    ]);
    checklist["mastery"] = json!({ "percent": 200, "fades_after": "soon" });
    let read = pinned(&checklist);
    let ids: Vec<&str> = read.presets.iter().map(|preset| preset.id.as_str()).collect();
    assert_eq!(ids, ["fits"]);
    assert_eq!(load(&checklist.to_string()).unwrap_err().len(), 4);
}

#[test]
fn a_pin_is_read_whatever_stands_where_no_record_looks() {
    let whole: Value = serde_json::from_str(periop::store::SHIPPED[0].json).unwrap();
    for odd in [json!("]} \" {["), json!([{ "id": 7, "of\\": [[], {}] }]), json!({}), json!(-3.5)] {
        let mut later = whole.clone();
        for name in ["billing", "handouts", "mastery", "reference", "scenarios"] {
            later[name] = odd.clone();
        }
        assert!(Checklist::load(&later.to_string()).is_err(), "{odd}");
        assert_eq!(in_order(&pinned(&later)), in_order(&pinned(&whole)), "{odd}");
    }
}

#[test]
fn a_room_check_is_carried_over_and_a_phase_is_the_procedure() {
    let kit = item("kit", "required", json!({ "carries_over": true }));
    let mut checklist = one_section(vec![kit, check("hands", "required")]);
    assert_eq!(loaded(&checklist).items.iter().map(|item| item.carries_over).collect::<Vec<_>>(), [true, false]);
    assert_eq!(loaded(&checklist).procedure(), None);
    checklist["phases"][0]["id"] = json!("procedure");
    assert_eq!(loaded(&checklist).procedure().map(|ix| ix.0), Some(0));
}

#[test]
fn durations_in_days_and_longer_fall_on_a_day() {
    let by_the_day = |span: &&str| Due::by_the_day(&span.parse().unwrap());
    let spans = ["P7D", "P1W", "P1M", "P1Y2M", "PT2H", "P1DT12H", "PT90M", "PT30S"];
    assert_eq!(spans.into_iter().filter(by_the_day).collect::<Vec<_>>(), spans[..4]);
}

#[test]
fn rules_that_came_later_refuse_no_pin() {
    let later = "billing confirm-circle due fields handouts local-twice mastery preset-of-a-time presets reference \
        scenarios units";
    for name in later.split(' ') {
        let json = fs::read_to_string(data(&format!("checklists/bad/{name}.json"))).unwrap();
        assert!(load(&json).is_err(), "{name}");
        let read = load_pinned(&json).unwrap_or_else(|defects| panic!("{name}: {defects:?}"));
        let items: Vec<usize> = read.order.iter().map(|ix| ix.0).collect();
        let mut sorted = items.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..read.items.len()).collect::<Vec<_>>(), "{name}: each item has its turn");
    }
}

#[test]
fn a_checklist_larger_than_a_mebibyte_is_one_defect() {
    let defects = load(&" ".repeat((1 << 20) + 1)).unwrap_err();
    assert_eq!(defects.len(), 1);
    assert!(defects[0].problem.contains("1 MiB; split"), "{defects:?}");
}
