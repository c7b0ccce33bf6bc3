//! Rule 16: numbers as typed, units, alternatives, times and the way they point.

use super::prelude::*;

/// A sheet of one item, its clock in Zurich at half past nine.
fn one(answer: Value) -> Bench {
    let mut ward = Bench::of(&one_section(vec![item("it", "critical", json!({ "answer": answer }))]));
    ward.clock("2026-11-23T08:30:00Z");
    ward
}

fn dose() -> Bench {
    one(json!({ "type": "number", "unit": "mg", "min": 0.1, "max": 40, "decimals": 2,
        "alternatives": [{ "id": "unmeasurable", "label": "cannot be measured" }],
        "otherwise": { "unit": "micrograms", "min": 100, "max": 40000 } }))
}

#[test]
fn a_number_is_kept_as_typed_and_shown_with_its_unit() {
    for (all_typed, shown) in [
        ("8", "8 mg"),
        ("8.5|8,5", "8.5 mg"),
        (".5|,5", "0.5 mg"),
        ("0.30", "0.3 mg"),
        ("5.0", "5 mg"),
        ("007", "7 mg"),
        ("12 mg|12mg", "12 mg"),
        ("0.1", "0.1 mg"),
        ("40", "40 mg"),
        ("unmeasurable|UNMEASURABLE", "cannot be measured"),
    ] {
        for typed in all_typed.split('|') {
            let mut ward = dose();
            ward.nurse().answer("it", typed).unwrap();
            assert_eq!(ward.answer("it").as_deref(), Some(shown), "{typed}");
        }
    }
}

#[test]
fn what_is_no_number_or_lies_outside_is_refused() {
    for typed in ["", "eight", "8..5", "8,5.0", "1,000.5", "1e1", "5.", "--5", "8 g", "∞", "٨", "0x8"] {
        let said = dose().nurse().answer("it", typed);
        assert!(matches!(said, Err(Refusal::Misfit { .. })), "{typed}: {said:?}");
    }
    for (typed, words) in [
        ("0.05", "outside what is accepted: 0.1 to 40 mg"),
        ("40.01", "outside what is accepted"),
        ("-5", "outside what is accepted"),
        ("4000", "4000 would fit micrograms, but this item is recorded in mg"),
        ("1.234", "at most 2"),
    ] {
        let said = dose().nurse().answer("it", typed).unwrap_err().to_string();
        assert!(said.contains(words), "{typed}: {said}");
    }
}

/// A number in a unit that this item does not have is another quantity, whoever sends it.
#[test]
fn a_number_in_another_unit_is_refused() {
    let given = |unit: &str| Answer::Number { value: "8".parse().unwrap(), unit: unit.into() };
    refused!(dose().nurse().give("it", given("g")), Refusal::Misfit { misfit: Misfit::WrongKind { .. }, .. });
    dose().nurse().give("it", given("mg")).unwrap();
    refused!(
        dose().nurse().give("it", Answer::Alternative(id("not-given"))),
        Refusal::Misfit { misfit: Misfit::UnknownOption { .. }, .. }
    );
}

#[test]
fn a_time_and_a_date_point_the_way_their_item_says() {
    for (kind, points, fit, others) in [
        ("time", "past", "08:00|now|yesterday 22:00", "10:00"),
        ("time", "now", "09:30|yesterday 22:00", "09:32"),
        ("time", "future", "10:00|09:30|2026-11-24 08:00", "09:00"),
        ("time", "any", "2020-01-01 00:00|2030-01-01 00:00", ""),
        ("date", "past", "today|yesterday", "tomorrow"),
        ("date", "future", "today|2027-02-28", "yesterday"),
        ("date", "any", "1999-12-31|2046-12-31|2026\u{2212}12\u{2212}01", ""),
    ] {
        let say = |typed: &str| one(json!({ "type": kind, "points": points })).nurse().long_ago().answer("it", typed);
        for typed in fit.split('|') {
            say(typed).unwrap_or_else(|refusal| panic!("{points} {typed}: {refusal}"));
        }
        for typed in others.split_terminator('|') {
            refused!(say(typed), Refusal::Misfit { misfit: Misfit::Past { .. } | Misfit::Future { .. }, .. });
        }
    }
    one(json!({ "type": "date", "points": "any" })).nurse().answer("it", "2027-02-29").expect_err("no leap year");
    for (kind, far) in [("date", "2126-05-05"), ("date", "1826-05-05"), ("time", "2126-05-05 09:00")] {
        let said = one(json!({ "type": kind, "points": "any" })).nurse().long_ago().answer("it", far);
        refused!(said, Refusal::Misfit { misfit: Misfit::Absurd { .. }, .. });
    }
}

#[test]
fn an_hour_that_comes_twice_is_asked_for_and_one_that_never_was_is_refused() {
    let at = |zone: &str, at: &str| {
        let mut ward = one(json!({ "type": "time", "points": "any" }));
        ward.now.zone = TimeZone::get(zone).unwrap();
        ward.clock(at);
        ward
    };
    for (zone, now, typed, first, second) in [
        ("Europe/Zurich", "2026-10-25T12:00:00Z", "02:30", "02:30+02:00", "02:30+01:00"),
        ("America/New_York", "2026-11-01T12:00:00Z", "01:30", "01:30-04:00", "01:30-05:00"),
    ] {
        let said = at(zone, now).nurse().answer("it", typed).unwrap_err().to_string();
        assert!(said.contains(&format!("{first} or {second}")), "{said}");
        let read = |typed: &str| {
            let mut ward = at(zone, now);
            ward.nurse().answer("it", typed).unwrap();
            match ward.case.answer(ward.ix("it")) {
                Some((_, Answer::Time(moment))) => *moment,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(read(second).since(read(first)).as_secs(), 3600, "what it offers is taken");
    }
    for (zone, now) in [("Europe/Zurich", "2026-03-29T12:00:00Z"), ("America/New_York", "2026-03-08T12:00:00Z")] {
        refused!(at(zone, now).nurse().answer("it", "02:30"), Refusal::Misfit { misfit: Misfit::NoSuch { .. }, .. });
    }
}

#[test]
fn a_choice_takes_its_options_once_each_and_those_alone_that_stand_alone() {
    let mut ward = Bench::day();
    for typed in ["none warfarin", "nothing", "", "warfarin,nothing"] {
        let said = ward.nurse().answer("thinner", typed);
        assert!(matches!(said, Err(Refusal::Misfit { .. })), "{typed}: {said:?}");
    }
    refused!(ward.nurse().answer("kind", "a b"), Refusal::Misfit { misfit: Misfit::OneOption { .. }, .. });
    ward.nurse().answer("thinner", "heparin warfarin").unwrap();
    assert_eq!(ward.nurse().answer("thinner", "warfarin, heparin").unwrap(), [], "in whatever order it is typed");
}
