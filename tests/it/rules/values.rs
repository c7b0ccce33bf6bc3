//! Values as people type them: several in a row, units, thousands, months, days that never were or were long ago.

use super::prelude::*;
use jiff::tz::TimeZone;
use periop::domain::checklist::Checklist;

/// A sheet of one item, its clock in Zurich at half past nine.
fn one(answer: Value) -> Bench {
    let mut ward = Bench::of(&one_section(vec![item("it", "critical", json!({ "answer": answer }))]));
    ward.clock("2026-11-23T08:30:00Z");
    ward
}

fn number(unit: &str, range: [f64; 2], decimals: u32) -> Value {
    json!({ "type": "number", "unit": unit, "min": range[0], "max": range[1], "decimals": decimals })
}

fn fields(fields: &[(&str, Value)]) -> Value {
    let fields: Vec<Value> =
        fields.iter().map(|(id, answer)| json!({ "id": id, "label": id, "answer": answer })).collect();
    json!({ "type": "fields", "rows": 2, "fields": fields })
}

fn vitals() -> Value {
    fields(&[
        ("systolic", number("mmHg", [50.0, 260.0], 0)),
        ("diastolic", number("mmHg", [20.0, 160.0], 0)),
        ("rate", number("/min", [20.0, 220.0], 0)),
        ("saturation", number("%", [50.0, 100.0], 0)),
    ])
}

fn drawn_up() -> Value {
    fields(&[
        ("drug", json!({ "type": "text" })),
        ("dose", number("mg", [0.1, 40.0], 2)),
        ("volume", number("mL", [0.1, 30.0], 2)),
        ("lot", json!({ "type": "text" })),
        ("expiry", json!({ "type": "date", "points": "any", "month": true })),
    ])
}

fn last_dose() -> Value {
    fields(&[("drug", json!({ "type": "text" })), ("last", json!({ "type": "time", "points": "past" }))])
}

/// Each is typed at an item of its own: what is recorded then, or of what the refusal speaks.
fn typed(answer: &Value, rows: &[(&str, Result<&str, &str>)]) {
    for (typed, right) in rows {
        let mut ward = one(answer.clone());
        match (ward.nurse().answer("it", typed), right) {
            (Ok(_), Ok(shown)) => assert_eq!(ward.answer("it").as_deref(), Some(*shown), "{typed}"),
            (Err(refusal), Err(words)) => assert!(refusal.to_string().contains(words), "{typed}: {refusal}"),
            (said, _) => panic!("{typed}: {said:?}, {right:?}"),
        }
    }
}

#[test]
fn values_in_a_row_are_taken_in_the_order_of_their_fields() {
    let all = Ok("systolic 120 mmHg, diastolic 70 mmHg, rate 80/min, saturation 98 %");
    typed(
        &vitals(),
        &[
            ("120/70 80 98", all),
            ("120 70 80 98", all),
            ("120/70mmhg 80/min 98%", all),
            ("120 mmHg 70 MMHG 80 /MIN 98 %", all),
            ("120/70 saturation=98 rate=80", all),
            ("120/70", Err("rate is missing")),
            ("120/70 80 98 5", Err("\"5\" is one value too many; what is taken, in this order: systolic, diastolic")),
            ("120/700 80 98", Err("diastolic: 700 mmHg is outside what is accepted: 20 to 160")),
            ("120/high 80 98", Err("\"120/high\" is not in mmHg")),
            ("120 70 fast 98", Err("rate: \"fast\" is not a number")),
        ],
    );
    let drawn = Ok("drug salt water, dose 10 mg, volume 1 mL, lot A12, expiry Mar 2027");
    typed(
        &drawn_up(),
        &[
            ("salt water 10 mg 1 ml A12 03/27", drawn),
            ("drug=salt water dose=10mg volume=1ML lot=A12 expiry=3/2027", drawn),
            ("salt water 10 g 1 ml A12 03/27", Err("dose: \"10 g\" is not in mg; give a number from 0.1 to 40 mg")),
            ("salt water 10 mcg 1 ml A12 03/27", Err("dose: \"10 mcg\" is not in mg")),
        ],
    );
    typed(
        &last_dose(),
        &[
            (
                "warfarin yesterday 22:00 + aspirin now",
                Ok("drug warfarin, last Sun 22 Nov 22:00; drug aspirin, last 09:30"),
            ),
            ("warfarin yesterday 25:00", Err("last: there is no yesterday 25:00: hours go from 00 to 23")),
        ],
    );
}

#[test]
fn a_unit_is_taken_in_any_case_that_is_no_other_unit() {
    for (unit, taken, refused) in [
        ("mL", vec!["5", "5 mL", "5ml", "5 ML"], vec!["5 L", "5 mg"]),
        ("mmHg", vec!["5 mmhg", "5MMHG"], vec!["5 mm"]),
        ("mg", vec!["5 mg"], vec!["5 Mg", "5 MG", "5 g", "5 mcg"]),
        ("g", vec!["5g"], vec!["5 G"]),
        ("mmol/L", vec!["5 mmol/l"], vec!["5 Mmol/L", "5 mmol"]),
        ("mg/dL", vec!["5 mg/dl"], vec!["5 MG/dL"]),
        ("°C", vec!["5 °c"], vec!["5 °F"]),
        ("%", vec!["5%"], vec!["5 %%"]),
    ] {
        for (typed, right) in taken.iter().map(|typed| (typed, true)).chain(refused.iter().map(|typed| (typed, false)))
        {
            let said = one(number(unit, [1.0, 9.0], 0)).nurse().answer("it", typed);
            assert_eq!(said.is_ok(), right, "{typed} in {unit}: {said:?}");
        }
    }
}

#[test]
fn three_digits_that_may_be_thousands_are_refused_and_told_both_ways() {
    let whole = number("mL", [0.0, 200_000.0], 0);
    typed(
        &whole,
        &[
            ("150.000", Err("\"150.000\" may mean 150 or 150000; write it as 150 or 150000")),
            ("1,000", Err("may mean 1 or 1000")),
            ("150", Ok("150 mL")),
            ("150000", Ok("150000 mL")),
            ("150.0", Ok("150 mL")),
        ],
    );
    typed(&number("/min", [20.0, 220.0], 0), &[("150.000", Err("may mean 150 or 150000"))]);
    typed(
        &number("mg", [0.5, 2000.0], 3),
        &[
            ("1.500", Err("may mean 1.5 or 1500; write it as 1.5 or 1500")),
            ("1.125", Err("may mean 1.1250 or 1125; write it as 1.1250")),
            ("1.1250", Ok("1.125 mg")),
            ("0.750", Ok("0.75 mg")),
        ],
    );
    typed(&number("°C", [33.0, 42.0], 1), &[("37.200", Ok("37.2 °C")), ("37,200", Err("may mean 37.2 or 37200"))]);
    let mut micrograms = number("mg", [0.1, 40.0], 2);
    micrograms["otherwise"] = json!({ "unit": "micrograms", "min": 100, "max": 40000 });
    typed(&micrograms, &[("1.000", Err("may mean 1 or 1000"))]);
}

#[test]
fn a_month_stands_for_its_last_day() {
    let month = json!({ "type": "date", "points": "any", "month": true });
    typed(
        &month,
        &[
            ("03/27", Ok("Mar 2027")),
            ("3/27", Ok("Mar 2027")),
            ("03.2027", Ok("Mar 2027")),
            ("2027-03", Ok("Mar 2027")),
            ("0327", Ok("Mar 2027")),
            ("327", Ok("Mar 2027")),
            ("2027-03-15", Ok("Mon 15 Mar 2027")),
            ("2028-02", Ok("Feb 2028")),
            ("13/27", Err("there is no 13/27: there is no month 13")),
            ("27/03", Err("there is no month 27")),
            ("2027", Err("there is no month 20")),
            ("15/03/27", Err("neither a month nor a date; write 03/27 (month/year)")),
            ("soon", Err("neither a month nor a date")),
            ("03/0027", Err("the year 0027 is too far")),
        ],
    );
    let mut ward = one(month);
    ward.nurse().answer("it", "02/28").unwrap();
    assert_eq!(ward.case.answer(ward.ix("it")).unwrap().1, &Answer::Date("2028-02-29".parse().unwrap()));
    typed(&json!({ "type": "date", "points": "any" }), &[("03/27", Err("\"03/27\" is not a date; write it as"))]);
}

/// A drug whose expiry stops when it has passed.
fn vial(zone: &str, now: &str) -> Bench {
    let stops = json!([{ "when": { "item": "vial", "field": "expiry", "past": true }, "say": "Expired.",
        "override": "never" }]);
    let mut ward =
        Bench::of(&one_section(vec![item("vial", "critical", json!({ "answer": drawn_up(), "stops": stops }))]));
    ward.now.zone = TimeZone::get(zone).unwrap();
    ward.clock(now);
    ward
}

#[test]
fn an_expiry_that_has_passed_stops_and_its_last_day_is_in_date() {
    for (zone, now, expiry, stops) in [
        ("Europe/Zurich", "2027-03-31T21:30:00Z", "03/27", false),
        ("Europe/Zurich", "2027-03-31T22:30:00Z", "03/27", true),
        ("America/New_York", "2027-04-01T03:30:00Z", "03/27", false),
        ("Europe/Zurich", "2026-11-23T08:30:00Z", "2026-11-23", false),
        ("Europe/Zurich", "2026-11-23T08:30:00Z", "2026-11-22", true),
        ("Europe/Zurich", "2026-11-23T08:30:00Z", "10/26", true),
        ("Europe/Zurich", "2026-11-23T08:30:00Z", "01/20", true),
    ] {
        let mut ward = vial(zone, now);
        ward.nurse().answer("vial", &format!("salt 8 1 A1 {expiry}")).unwrap();
        assert_eq!(!ward.stops("vial").is_empty(), stops, "{expiry} at {now} in {zone}");
    }
    let mut ward = vial("Europe/Zurich", "2026-11-23T08:30:00Z");
    ward.nurse().answer("vial", "salt 8 1 A1 11/26").unwrap();
    ward.clock("2026-12-01T08:30:00Z");
    assert_eq!(ward.stops("vial"), [""; 0], "it was in date when it was drawn up");
    ward.nurse().done("2026-11-30T09:00:00Z").because("another vial").answer("vial", "salt 8 1 A2 11/26").unwrap();
    assert_eq!(ward.stops("vial"), [""; 0], "by the day on which it happened");
    ward.nurse().because("another vial").answer("vial", "salt 8 1 A3 11/26").unwrap();
    assert_eq!(ward.stops("vial"), ["Expired."]);
}

#[test]
fn a_day_or_an_hour_that_never_was_is_refused_with_the_reason() {
    let time = json!({ "type": "time", "points": "any" });
    typed(
        &time,
        &[
            ("2026-03-29 02:30", Err("on 29 Mar 2026 the clocks went forward past 02:30; from there on it was 03:30")),
            ("2026-02-29 09:00", Err("February 2026 has 28 days")),
            ("2026-04-31 09:00", Err("April 2026 has 30 days")),
            ("2026-13-01 09:00", Err("there is no month 13")),
            ("24:00", Err("hours go from 00 to 23, minutes from 00 to 59")),
            ("09:75", Err("minutes from 00 to 59")),
            ("soon", Err("\"soon\" is not a time; write 09:41")),
        ],
    );
    let date = json!({ "type": "date", "points": "any" });
    typed(
        &date,
        &[
            ("2027-02-29", Err("there is no 2027-02-29: February 2027 has 28 days")),
            ("2027-00-10", Err("there is no month 0")),
            ("2027-06-00", Err("June 2027 has 30 days")),
            ("2028-02-29", Ok("Tue 29 Feb 2028")),
            ("tomorow", Err("is not a date")),
        ],
    );
}

#[test]
fn a_year_that_nobody_means_is_refused_and_one_long_past_is_to_be_said_expressly() {
    let time = json!({ "type": "time", "points": "any" });
    typed(
        &time,
        &[
            ("0026-11-20 22:00", Err("the year 0026 is too far from today to be meant; write 2026")),
            ("9998-11-20 22:00", Err("the year 9998 is too far")),
            ("2206-01-05T09:00:00Z", Err("the year 2206 is too far")),
            ("2006-01-05 09:00", Err("5 Jan 2006 09:00 lies more than a year back")),
            ("2025-11-22 09:00", Err("lies more than a year back")),
            ("2025-11-23 00:00", Ok("23 Nov 2025 00:00")),
        ],
    );
    typed(
        &json!({ "type": "date", "points": "past" }),
        &[("2020-01-31", Err("2020-01-31 lies more than a year back"))],
    );
    typed(&last_dose(), &[("warfarin 2020-01-31 09:00", Err("31 Jan 2020 09:00 lies more than a year back"))]);

    let mut ward = one(time);
    ward.nurse().long_ago().answer("it", "2006-01-05 09:00").unwrap();
    refused!(ward.nurse().done("2006-01-05T09:00:00Z").note(None, "seen"), Refusal::LongAgo { .. });
    ward.nurse().long_ago().done("2006-01-05T09:00:00Z").note(None, "seen").unwrap();
}

#[test]
fn a_clock_that_cannot_be_right_records_nothing_and_nothing_breaks_at_either_end_of_time() {
    for at in ["9999-12-30T21:59:59.999Z", "9999-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "-009999-01-02T03:00:00Z"] {
        for zone in ["Europe/Zurich", "Pacific/Kiritimati", "Etc/GMT+12"] {
            let mut ward = Bench::at("skin");
            ward.nurse().with("DK:clinician").tick("labelled").unwrap();
            ward.nurse().timer("dry").unwrap();
            ward.now.zone = TimeZone::get(zone).unwrap();
            ward.clock(at);
            let said = ward.nurse().tick("prepped").unwrap_err().to_string();
            assert!(said.contains("the clock of this computer says") && said.contains("set it right"), "{said}");
            let words = |ward: &Bench| format!("{:?}", ward.case.outlook(&ward.now));
            assert!(!words(&ward).is_empty());
        }
    }
    let left = json!({ "type": "time", "points": "any" });
    let mut ward = one(left);
    ward.clock("9998-12-31T23:00:00Z");
    ward.nurse().answer("it", "9999-12-30 22:00").unwrap();
    assert_eq!(ward.answer("it").as_deref(), Some("Thu 30 Dec 22:00"));
}

/// A zone by its rules is recorded by them, and read again from the record.
#[test]
fn a_zone_without_a_name_is_recorded_by_its_rules_or_its_offset() {
    for (zone, recorded, typed, stands) in [
        (
            TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-07-01 12:00",
            "2026-07-01T10:00:00.000Z",
        ),
        (
            TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap(),
            "CET-1CEST,M3.5.0,M10.5.0/3",
            "2026-11-01 12:00",
            "2026-11-01T11:00:00.000Z",
        ),
        (TimeZone::posix("IST-5:30").unwrap(), "IST-5:30", "2026-11-01 12:00", "2026-11-01T06:30:00.000Z"),
        (TimeZone::fixed(jiff::tz::offset(-3)), "-03:00", "2026-11-01 12:00", "2026-11-01T15:00:00.000Z"),
    ] {
        let mut ward = one(json!({ "type": "time", "points": "any" }));
        ward.now.zone = zone.clone();
        ward.nurse().answer("it", typed).unwrap();
        let stamp = &ward.case.entries().last().unwrap().entry.stamp;
        assert_eq!(stamp.tz.as_str(), recorded);
        assert_eq!(stamp.zone(), Some(zone));
        let Some((_, Answer::Time(at))) = ward.case.answer(ward.ix("it")) else { panic!("a time") };
        assert_eq!(at.to_string(), stands, "{recorded}");
    }
}

#[test]
fn two_hours_of_one_name_are_shown_apart() {
    let mut ward = one(json!({ "type": "time", "points": "any" }));
    ward.clock("2026-10-25T12:00:00Z");
    for (typed, shown) in [
        ("02:30+02:00", "02:30+02:00"),
        ("02:30+01:00", "02:30+01:00"),
        ("03:30", "03:30"),
        ("2025-10-26 02:30+01:00", "26 Oct 2025 02:30+01:00"),
    ] {
        ward.nurse().again().answer("it", typed).unwrap();
        assert_eq!(ward.answer("it").as_deref(), Some(shown));
    }
}

#[test]
fn a_preset_fills_what_its_name_says_and_is_refused_where_that_was_answered_otherwise() {
    let mut sheet =
        one_section(vec![choice("kind", "critical", &["caudal", "facet"]), choice("way", "required", &["x", "y"])]);
    sheet["presets"] = json!([{ "id": "c", "title": "Caudal: way x", "answers": { "kind": "caudal", "way": "x" } }]);
    let mut ward = Bench::of(&sheet);
    assert_eq!(ward.nurse().preset("c").unwrap().len(), 2);
    assert_eq!(ward.answer("kind").as_deref(), Some("caudal"));

    let mut other = Bench::of(&sheet);
    other.nurse().answer("kind", "facet").unwrap();
    refused!(other.nurse().preset("c"), Refusal::PresetUnfit { .. });
    assert_eq!(other.word("way"), "open");

    for title in ["Usual", "Caudalis: way x", "Not caudal", "Facet: way x"] {
        sheet["presets"][0]["title"] = json!(title);
        let defects = Checklist::load(&sheet.to_string()).unwrap_err();
        assert_eq!(defects[0].path, "presets[0].answers.kind", "{title}");
    }
}
