//! A case told without who, when and where: nothing of that is left in any form, and the case itself stays.

use super::cases::{SHEET, all, complete, goes_to};
use super::fhir::issues;
use crate::bench::prelude::*;
use crate::bench::rules::{Bench, code, hash, id, moment, who};
use periop::domain::practice::{Debriefing, Exercise, Mark, Rehearsal, Seed, Verdict};
use periop::report::{DEIDENTIFIED, Document, RowOf, fhir_bundle, fhir_resources};
use proptest::prelude::*;

const TOLD: u8 = 9;
/// What somebody wrote, and where; no word of a checklist has it.
const MARK: &str = "qzx";

fn told(case: &Case) -> Case {
    deidentified(case, code(TOLD))
}

/// A case in every form that takes it.
fn forms(case: &Case) -> [(&'static str, String); 7] {
    let problem = Some(Text::from(format!("{MARK}/cases/open/{}.jsonl: line 7", case.code().file_stem()).as_str()));
    let caveats = || Caveats { problem: problem.clone(), ..Caveats::default() };
    let page = Document::new(case, &SHEET.1, caveats()).page();
    let lines: String = fhir_resources(case, caveats()).iter().map(periop::report::Resource::line).collect();
    let rows = |row: RowOf| row.head() + &row.rows(case, caveats());
    [
        ("text", page.text()),
        ("markdown", page.markdown()),
        ("html", page.html()),
        ("items", rows(RowOf::Item)),
        ("cases", rows(RowOf::Case)),
        ("fhir", fhir_bundle(case, caveats()).to_string()),
        ("lines", lines),
    ]
}

#[test]
fn the_four_cases_without_who_when_and_where() {
    for (name, bench) in all() {
        let case = told(&bench.case);
        let page = Document::new(&case, &SHEET.1, Caveats::default()).page();
        insta::assert_snapshot!(format!("{name}-deidentified-text"), page.text());
        let rows: String =
            RowOf::ALL.iter().map(|row| row.head() + &row.rows(&case, Caveats::default()) + "\n").collect();
        insta::assert_snapshot!(format!("{name}-deidentified-csv"), rows);
    }
}

/// Something of every kind, in the words of somebody who wrote what they should not, at a place and by people of these
/// names; after all that the checklist asks for.
fn everything(words: &str) -> Bench {
    let mut bench = complete();
    let text = || Text::from(format!("{MARK} {words}").as_str());
    let own = || Some(text());
    let name = || Text::from(format!("{MARK}bay").as_str());
    let (nurse, other) = (who("QZXN:nurse"), who("QZXC:clinician"));
    let item = id("two-identifiers");
    let answered = |answer| ItemFact::Answered {
        answer,
        second: Some(other.clone()),
        reason: own(),
        again: false,
        grouped: false,
        preset: None,
        carried: Some(Carried { code: code(77), by: who("QZXF:nurse"), at: moment("2026-11-20T07:31:00Z") }),
    };
    let value = |name: &str, answer| (id(name), answer);
    let row = BTreeMap::from([
        value("lot", Answer::Text(text())),
        value("expiry", Answer::Date("2027-03-31".parse().unwrap())),
        value("article", Answer::Text(text())),
        value("other-drug", Answer::Text(text())),
        value("strength", Answer::Number { value: "2".parse().unwrap(), unit: text() }),
    ]);
    let answers = [
        ("two-identifiers", Answer::NotRight(text())),
        ("enter-level", Answer::Text(text())),
        ("drawn-dexamethasone", Answer::Fields(vec![row])),
        ("restart-time-given", Answer::Time(moment("2026-11-25T06:00:00Z"))),
        ("month-1-function", Answer::Date("2026-12-24".parse().unwrap())),
        ("post-pain", Answer::Number { value: "3".parse().unwrap(), unit: text() }),
    ];
    let of_items = answers.into_iter().map(|(item, answer)| answered(answer).about(&id(item)));
    let beside = [
        ItemFact::Noted { text: text() },
        ItemFact::Escalated { told: text(), text: own() },
        ItemFact::Escalated { told: Text::from("QZXC"), text: None },
        ItemFact::Withdrawn { reason: text() },
        ItemFact::TimerStarted { minutes: 3.into() },
        ItemFact::Deferred { reason: text(), to: id("procedure") },
        ItemFact::NotApplicable { reason: text() },
        ItemFact::Overridden { reason: text() },
    ];
    let plan = Plan { at: moment("2026-11-24T08:00:00Z"), room: Some(name()) };
    let mut pin = bench.case.pin().clone();
    pin.sha256 = hash(5);
    let of_case = [
        CaseFact::Pinned { checklist: pin.clone(), overlays: vec![hash(6)] },
        CaseFact::Started { checklist: pin, overlays: vec![hash(6)] },
        CaseFact::Labelled { label: Some(name()), planned: Some(plan) },
        CaseFact::NeedleMoved { section: id("injection-gate"), reason: own() },
        CaseFact::Noted { text: text() },
        CaseFact::Contacted { text: text() },
        CaseFact::Team { members: vec![nurse.clone(), other.clone()] },
        CaseFact::Attempted { section: id("week-1"), result: Attempt::Retry, text: own() },
        CaseFact::LostToFollowUp { section: id("week-1"), reason: text() },
        CaseFact::Crisis { card: id("cardiac-arrest"), stamp: CrisisStamp::DrugGiven, text: own() },
        CaseFact::Signed { phase: id("procedure"), entries: 3, head: hash(3) },
        CaseFact::Held { item: None },
        CaseFact::Resumed,
        CaseFact::CodeConfirmed { how: Confirmed::Typed },
        CaseFact::Undone { entries: vec![4] },
        CaseFact::Redone { entries: vec![4] },
        CaseFact::Repaired { kept: text(), lines: 2 },
        CaseFact::Rehearsed(Rehearsal { exercise: Exercise::Guided, seed: Seed(47_110_815), of: Vec::new() }),
        CaseFact::Marked(Mark {
            exercise: Exercise::Guided,
            about: item.clone(),
            verdict: Verdict::Wrong,
            given: text(),
            expected: Text::default(),
            why: Text::default(),
            critical: false,
        }),
        CaseFact::Debriefed(Debriefing { sure: Some(80), went: text() }),
        CaseFact::Stopped { reason: text() },
        CaseFact::Closed { outcome: Outcome::Stopped, reason: own() },
        CaseFact::Reopened { reason: text() },
        CaseFact::Closed { outcome: Outcome::Stopped, reason: own() },
    ];
    let facts = of_items.chain(beside.map(|fact| fact.about(&item))).chain(of_case.map(Fact::Case));
    for fact in facts {
        let seq = bench.case.entries().len() as Seq + 1;
        let stamp = Stamp {
            seq,
            stated_by: Some("QZXS".parse().unwrap()),
            done_at: Some(moment("2026-12-24T17:45:00Z")),
            ..Stamp::first(nurse.clone(), Text::from(format!("{MARK}station").as_str()), &bench.now)
        };
        bench.case.apply(Line { hash: hash(seq), entry: Entry { stamp: stamp.into(), fact: Some(fact) } });
    }
    bench
}

/// What must not be found in any form of a case: whatever was written, named or signed, and every day of it.
fn traces(bench: &Bench) -> Vec<String> {
    let case = &bench.case;
    let mut traces: Vec<String> = [MARK, "Bay 2", "Zurich", "47110815"].map(str::to_owned).into();
    traces.extend([code(1), code(77)].iter().flat_map(|code| [code.to_string(), code.spoken(), code.masked()]));
    traces.push(case.opened().uuid.to_string());
    for line in case.entries() {
        let stamp = &line.entry.stamp;
        traces.push(line.hash.to_string());
        for at in [stamp.at, stamp.happened()] {
            for zone in [&bench.now.zone, &TimeZone::UTC] {
                let then = at.in_zone(zone);
                let forms =
                    ["%Y-%m-%d", "%-d %b", "%-d %B", "%d.%m.", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "T%H:%M", "%b %Y"];
                traces.extend(forms.map(|form| then.strftime(form).to_string()));
            }
        }
    }
    traces.extend(["2027-03-31", "Mar 2027", "2026-12-24", "1000-01-01"].map(str::to_owned));
    traces.sort();
    traces.dedup();
    traces
}

fn nothing_is_left(bench: &Bench) -> Result<(), TestCaseError> {
    let traces = traces(bench);
    for (form, words) in forms(&told(&bench.case)) {
        let lower = words.to_lowercase();
        for trace in &traces {
            let at = lower.find(&trace.to_lowercase());
            let near = at.map(|at| lower.get(at.saturating_sub(60)..(at + 60).min(lower.len())));
            prop_assert!(at.is_none(), "{} has {}: {:?}", form, trace, near);
        }
        let word = |c: char| !c.is_ascii_alphanumeric();
        prop_assert!(!words.split(word).any(|word| ["JR", "DK", "TR"].contains(&word)), "{}: a staff code", form);
        let is_hash = |word: &str| word.len() == 64 && word.chars().all(|c| c.is_ascii_hexdigit());
        prop_assert!(!words.split(word).any(is_hash), "{}: a hash", form);
        prop_assert!(words.contains(&code(TOLD).to_string()), "{}: its own code", form);
    }
    Ok(())
}

/// One of every kind, so that whoever adds a kind is asked.
#[test]
fn every_kind_of_entry_is_among_what_is_tried() {
    let bench = everything("");
    let json = |line: &Line| serde_json::to_value(line.entry.fact.as_ref().unwrap()).unwrap();
    let kinds: BTreeSet<String> =
        bench.case.entries().iter().map(|line| json(line)["kind"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds, Fact::kinds().into_iter().map(str::to_owned).collect());
    for (form, words) in forms(&bench.case) {
        assert!(words.contains(MARK) && words.contains("2026"), "{form} says what was written, unless it is left out");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(crate::properties::runs(12)) })]

    #[test]
    fn nothing_that_was_written_named_or_dated_is_left(words in "[a-z0-9 ]{0,12}") {
        nothing_is_left(&everything(&words))?;
    }
}

#[test]
fn nothing_of_the_four_cases_is_left_either() {
    for (name, bench) in all() {
        nothing_is_left(&bench).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[test]
fn each_form_says_what_it_is_and_what_that_cannot_promise() {
    for (name, bench) in all() {
        let case = told(&bench.case);
        let html = Document::new(&case, &SHEET.1, Caveats::default()).page().html();
        let words = html.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in DEIDENTIFIED {
            assert!(words.contains(&said.replace('\'', "&#39;")) || words.contains(said), "{name}: {said}");
        }
        assert!(html.contains("DE-IDENTIFIED"), "{name}");
        assert_eq!(html.contains("<div>PRACTICE</div>"), name == "practice", "{name}");
        let bundle = fhir_bundle(&case, Caveats::default());
        assert_eq!(issues(&bundle), [], "{name}");
        assert!(bundle.to_string().contains("does not make the data anonymous"), "{name}");
        for resource in fhir_resources(&case, Caveats::default()) {
            assert_eq!(issues(&resource.json()), [], "{name}: {}", resource.kind);
        }
    }
    assert_eq!(issues(&fhir_bundle(&told(&everything("").case), Caveats::default())), []);
}

/// Whatever the rules say of a case they say of what is told of it, item by item and stop by stop.
pub(crate) fn stands_alike(case: &Case) -> Result<(), TestCaseError> {
    let told = told(case);
    prop_assert_eq!(told.entries().len(), case.entries().len());
    for ix in case.checklist().item_ixs() {
        let name = &case.checklist().item(ix).id;
        prop_assert_eq!(told.status(ix).kind(), case.status(ix).kind(), "{}", name);
        prop_assert_eq!(told.stops(ix).len(), case.stops(ix).len(), "stops of {}", name);
        prop_assert_eq!(told.cautions(ix).len(), case.cautions(ix).len(), "cautions of {}", name);
        prop_assert_eq!(told.readings(ix).len(), case.readings(ix).len(), "readings of {}", name);
        prop_assert_eq!(told.changed_after_sign_off(ix), case.changed_after_sign_off(ix), "{}", name);
    }
    prop_assert_eq!(told.count_stops(), case.count_stops());
    let [one, other] = [&told, case].map(|case| Document::new(case, &Beside::default(), Caveats::default()));
    prop_assert_eq!((one.mode, one.review, one.state), (other.mode, other.review, other.state));
    let departures = |of: &Document| of.departures.iter().map(|one| (one.kind, one.about.clone())).collect::<Vec<_>>();
    prop_assert_eq!(departures(&one), departures(&other));
    let completion = |of: &Document| of.phases.iter().map(|phase| phase.completion.clone()).collect::<Vec<_>>();
    prop_assert_eq!(completion(&one), completion(&other));
    let late = |of: &Document| of.follow_ups.iter().map(|one| (one.was_late(), one.due.is_some())).collect::<Vec<_>>();
    prop_assert_eq!(late(&one), late(&other));
    let people = |of: &Document| {
        of.people.iter().map(|one| (one.role, one.recorded, one.second, one.stated)).collect::<Vec<_>>()
    };
    prop_assert_eq!(people(&one), people(&other));
    let events = |of: &Document| of.time_line.events.iter().map(|one| one.kind).collect::<Vec<_>>();
    prop_assert_eq!(events(&one), events(&other));
    let spans = |of: &Document| {
        of.time_line.sections.iter().map(|one| (one.title.clone(), one.to.since(one.from))).collect::<Vec<_>>()
    };
    prop_assert_eq!(spans(&one), spans(&other));
    Ok(())
}

#[test]
fn the_four_cases_and_one_of_everything_stand_as_they_stood() {
    for (name, bench) in all().into_iter().chain([("everything", everything("words"))]) {
        stands_alike(&bench.case).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

/// A month is told as one, and what came a day late after a short one is late: in February as in any other.
#[test]
fn months_keep_their_truth_and_not_their_length() {
    let mut said = BTreeSet::new();
    for (opened, done, late) in [
        ("2027-01-29T08:30:00Z", "2027-02-28T09:00:00Z", false),
        ("2027-01-29T08:30:00Z", "2027-03-01T09:00:00Z", true),
        ("2027-07-12T08:30:00Z", "2027-08-12T09:00:00Z", false),
        ("2027-07-12T08:30:00Z", "2027-08-13T09:00:00Z", true),
        // The clocks went forward in between: it is midnight an hour earlier.
        ("2027-03-01T08:30:00Z", "2027-04-01T21:30:00Z", false),
        ("2027-03-01T08:30:00Z", "2027-04-01T22:30:00Z", true),
    ] {
        let mut bench = Bench::opened(&SHEET.0, None);
        bench.clock(opened);
        for (days, to) in [(1, "call-red-flags"), (7, "week-1-pain"), (0, "month-1-pain")] {
            goes_to(&mut bench, to, &[]);
            bench.now.at = moment(opened).plus_seconds(days * 86_400 + 3600);
        }
        bench.clock(done);
        goes_to(&mut bench, "month-3-pain", &[]);
        stands_alike(&bench.case).unwrap();
        let document = Document::new(&told(&bench.case), &SHEET.1, Caveats::default());
        let follow_up = document.follow_ups.iter().find(|one| one.title.as_str() == "One-month review").unwrap();
        assert_eq!((follow_up.done.is_some(), follow_up.was_late()), (true, late), "{opened} {done}");
        said.insert(follow_up.when.clone().unwrap());
    }
    assert_eq!(said, BTreeSet::from([("+1 month".to_owned(), "+1 month".to_owned())]));
}

/// By the real program: printed and written, one case and all of them.
#[test]
fn two_runs_differ_only_in_the_fresh_code() {
    let ward = Ward::new();
    let cases = all().map(|(_, bench)| bench);
    let code = cases[1].lay_in(&ward.root(), SHIPPED[0].json).to_string();
    let printed = |format: &str| {
        let said = ward.fine(&["export", &code, "--deidentify", "--format", format]);
        assert!(said.err.contains("does not make the data anonymous"), "{said:?}");
        let fresh = said.out.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| word.parse::<Code>().is_ok());
        let fresh = fresh.expect("a code").to_owned();
        assert!(fresh != code && !said.out.contains(&code), "{said:?}");
        (said.out.replace(&fresh, "CODE"), fresh)
    };
    for format in ["text", "markdown", "html", "csv"] {
        let (one, other) = (printed(format), printed(format));
        assert_eq!(one.0, other.0, "{format}");
        assert_ne!(one.1, other.1, "{format}");
    }
    printed("fhir");
    let said = ward.run(&["export", &code, "--deidentify", "--format", "json"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("text, markdown, html, csv, fhir"), "{said:?}");
    let folder = ward.temporary().join("out");
    let path = folder.to_str().unwrap();
    let said = ward.run(&["export", "--all", "--deidentify", "--format", "json", "-o", path]);
    assert!(said.code == 1 && !folder.exists(), "{said:?}");
    for format in ["text", "csv", "fhir"] {
        let said = ward.fine(&["export", "--all", "--deidentify", "--format", format, "-o", path]);
        assert!(said.err.contains("does not make the data anonymous"), "{said:?}");
    }
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap());
    let names: Vec<String> = files.map(|file| file.file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 1 + 2 + 4, "{names:?}");
    for name in names {
        assert!(!name.contains(&code.to_lowercase()) && !name.contains("Provenance"), "{name}");
        assert!(!fs::read_to_string(folder.join(&name)).unwrap().contains(&code), "{name}");
    }
}
