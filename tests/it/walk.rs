//! The shipped checklist walked from the first item to the last: an ordinary lumbar injection.

use crate::bench::prelude::*;
use periop::store::{Store, StoreError};
use std::sync::LazyLock;

/// One item answered as on the command line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// The item's id.
    pub(crate) item: &'static str,
    /// The words typed; none for a check, `end` for a timer, which was started an hour before.
    pub(crate) values: &'static [&'static str],
    /// The second person, where two are needed.
    pub(crate) second: Option<&'static str>,
}

/// The last item on the day; after it come the call and the reviews.
pub(crate) const LAST_ON_THE_DAY: &str = "left-at";

/// The time from which the watch, the call and the reviews count.
pub(crate) const NEEDLE_OUT: &str = "needle-out-dressed";

/// The uneventful case of the shipped checklist: between the laminae, at the midline as the most are.
pub(crate) static WALK: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let midline = ["choose-side", "consent-complete", "consent-matches"];
    let (checklist, beside) = Checklist::load_whole(SHIPPED[0].json).expect("the shipped checklist");
    let step = |(ix, words): &(ItemIx, String)| {
        let item = checklist.item(*ix);
        let id: &'static str = item.id.to_string().leak();
        let words: &'static str = match id {
            _ if midline.contains(&id) => "midline",
            // The watch that runs from it is over when somebody comes to its end.
            NEEDLE_OUT => hours_ago(1).leak(),
            _ => words.clone().leak(),
        };
        let values = if words.contains('=') { words.split(' ').collect() } else { vec![words] };
        let values = values.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        Step { item: id, values: values.leak(), second: item.two_person.then_some(CLINICIAN) }
    };
    beside.normal.iter().map(step).collect()
});

pub(crate) const fn says(item: &'static str, values: &'static [&'static str]) -> Step {
    Step { item, values, second: None }
}

pub(crate) const fn tick(item: &'static str) -> Step {
    says(item, &[])
}

impl Step {
    /// The arguments of the command.
    pub(crate) fn args<'a>(&'a self, code: &'a str) -> Vec<&'a str> {
        let second = self.second.map(|second| ["--second", second]);
        let two = second.as_ref().map_or(&[][..], |two| &two[..]);
        // A whole course is walked in a minute.
        [&["answer", code, self.item][..], self.values, two, &["--early"]].concat()
    }

    /// Records the step by commands: one, or for a timer the start in the past and then the end.
    pub(crate) fn record(&self, ward: &Ward, code: &str) -> Said {
        if self.is_timer() {
            start_timer(ward, NURSE, code, self.item);
        }
        ward.fine(&self.args(code))
    }

    /// Whether the item is a timer.
    pub(crate) fn is_timer(&self) -> bool {
        self.values == ["end"]
    }
}

/// Starts a timer so long ago that it has run out.
pub(crate) fn start_timer(ward: &Ward, by: &str, code: &str, item: &str) {
    let then = an_hour_ago(&periop::clock::now()).to_string();
    ward.fine_as(by, &["answer", code, item, "start", "--at", &then]);
}

/// A moment some hours ago, as it is typed.
pub(crate) fn hours_ago(hours: i64) -> String {
    let then = Timestamp::now() - jiff::SignedDuration::from_hours(hours);
    then.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn an_hour_ago(now: &Now) -> Moment {
    now.at.plus_seconds(-3600)
}

/// A case in the hands of somebody who records through the library: the same rules and the same record as by
/// commands, without a process for each.
pub(crate) struct Hands {
    store: Store,
    /// The case as it stands.
    pub(crate) loaded: Loaded,
    /// When all of it happens, if not now.
    then: Option<Now>,
}

impl Hands {
    pub(crate) fn on(ward: &Ward, code: &str) -> Self {
        Self::at(ward, code, None)
    }

    pub(crate) fn at(ward: &Ward, code: &str, then: Option<Now>) -> Self {
        let store = ward.store();
        let loaded = store.load(code.parse().expect("a code")).expect("the record");
        Self { store, loaded, then }
    }

    fn now(&self) -> Now {
        self.then.clone().unwrap_or_else(periop::clock::now)
    }

    /// Reads the record anew.
    pub(crate) fn reload(&mut self) {
        self.loaded = self.store.load(self.loaded.case.code()).expect("the record");
    }

    /// Whoever wants something has seen the newest entry, as with the commands.
    fn intent(&self, by: &str, act: Act) -> Intent {
        let author = Author { early: true, ..Author::new(by.parse().expect("a person"), "test".into()) };
        author.wants(&self.loaded.case, act).with_code(Confirmed::Typed)
    }

    /// What the rules say to a wish; nothing is recorded.
    pub(crate) fn would(&self, by: &str, act: Act) -> Result<(), Refusal> {
        self.loaded.case.decide(&self.intent(by, act), &Staff::default(), &self.now()).map(|_| ())
    }

    pub(crate) fn act(&mut self, by: &str, act: Act) -> Result<(), StoreError> {
        let (intent, now) = (self.intent(by, act), self.now());
        self.store.act(&mut self.loaded, &intent, &now).map(|_| ())
    }

    /// Answers an item with words, as a command does.
    pub(crate) fn answer(&mut self, step: &Step, reason: Option<&str>, again: bool) -> Result<(), StoreError> {
        if step.is_timer() {
            let item = step.item.parse().expect("an id");
            let now = self.now();
            let intent = Intent { done_at: Some(an_hour_ago(&now)), ..self.intent(NURSE, Act::StartTimer { item }) };
            self.store.act(&mut self.loaded, &intent, &now)?;
        }
        self.act(NURSE, self.wish(step, reason, again))
    }

    /// Whether the item of a step applies by what was answered so far.
    pub(crate) fn applies(&self, step: &Step) -> bool {
        let case = &self.loaded.case;
        let ix = case.checklist().find(step.item).unwrap_or_else(|| panic!("there is an item {}", step.item));
        !matches!(case.status(ix), Status::Inactive { .. })
    }

    /// A clinician goes on in spite of what stands at an item.
    pub(crate) fn goes_past(&mut self, item: &str) {
        let over = Act::Override { item: item.parse().expect("an id"), reason: "as agreed".into() };
        self.act(CLINICIAN, over).unwrap_or_else(|error| panic!("{item}: {error}"));
    }

    /// Something else is found at a choice, and what was found before stays true.
    pub(crate) fn finds(&mut self, item: &'static str, option: &'static str) {
        let step = Step { item, values: Vec::leak(vec![option]), second: None };
        self.answer(&step, None, true).unwrap_or_else(|error| panic!("{item}: {error}"));
    }

    /// The wish to answer an item with words.
    pub(crate) fn wish(&self, step: &Step, reason: Option<&str>, again: bool) -> Act {
        let item: Id = step.item.parse().expect("an id");
        let checklist = self.loaded.case.checklist();
        let spec = &checklist.item(checklist.find(step.item).expect("an item")).answer;
        let answer = read(spec, step.values, &self.now());
        let answer = answer.unwrap_or_else(|misfit| panic!("{}: {misfit}", step.item));
        let second = step.second.map(|second| second.parse::<Operator>().expect("a second person"));
        Act::Answer { item, answer, second, reason: reason.map(Text::sanitise), again, carried: None }
    }

    /// Answers items that must be taken.
    pub(crate) fn walk(&mut self, steps: &[Step]) {
        for step in steps {
            self.answer(step, None, false).unwrap_or_else(|error| panic!("{}: {error}", step.item));
        }
    }
}

/// Opens a case and walks it up to, but not including, `item`.
pub(crate) fn walked_to(ward: &Ward, item: &str) -> String {
    walked_with(ward, item, &[])
}

/// The same, with some items answered otherwise or besides; what does not apply then is left out.
pub(crate) fn walked_with(ward: &Ward, item: &str, otherwise: &[Step]) -> String {
    let code = ward.new_case("spinal-injection");
    let mut hands = Hands::on(ward, &code);
    let place =
        |checklist: &Checklist, item: &str| checklist.find(item).unwrap_or_else(|| panic!("there is no {item}"));
    let steps = steps_with(hands.loaded.case.checklist(), otherwise);
    let end = place(hands.loaded.case.checklist(), item);
    for step in &steps {
        if place(hands.loaded.case.checklist(), step.item) >= end {
            break;
        }
        if hands.applies(step) {
            hands.walk(&[*step]);
        }
    }
    code
}

/// The walk with some items answered otherwise or besides, in the checklist's order, and with the level as it is told
/// in another procedure. Some of them may not apply then.
pub(crate) fn steps_with(checklist: &Checklist, otherwise: &[Step]) -> Vec<Step> {
    let place = |step: &Step| checklist.find(step.item).unwrap_or_else(|| panic!("there is an item {}", step.item));
    let usual = WALK.iter().filter(|step| otherwise.iter().all(|other| other.item != step.item));
    let level = says("enter-level", &["L4-L5"]);
    let level = otherwise.iter().all(|other| other.item != level.item).then_some(&level);
    let mut steps: Vec<Step> = usual.chain(otherwise).chain(level).copied().collect();
    steps.sort_by_key(place);
    steps
}

/// What `status` says of the phases, one line each.
fn phases(ward: &Ward, code: &str, exit: i32) -> String {
    let said = ward.run(&["status", code]);
    assert_eq!(said.code, exit, "{said:?}");
    let lines = said.out.lines().filter(|line| line.contains("rocedure: "));
    lines.collect::<Vec<_>>().join("\n")
}

/// The steps up to the time at which the patient leaves.
pub(crate) fn day() -> &'static [Step] {
    let last = WALK.iter().position(|step| step.item == LAST_ON_THE_DAY).expect("an item of the walk");
    &WALK[..=last]
}

/// The same where the site has set its limits of the vital signs and they stand in the chart.
pub(crate) fn day_by_keys() -> Vec<Step> {
    let by_keys = |step: &Step| match step.item {
        "vitals" | "post-vitals" => says(step.item, &["in-chart"]),
        _ => *step,
    };
    day().iter().map(by_keys).collect()
}

#[test]
fn an_ordinary_case_is_walked_by_commands_from_new_to_completed() {
    let (ward, code) = new_case();
    assert!(phases(&ward, &code, 3).lines().all(|line| line.contains(": 0 of ")), "nothing is done yet");
    assert_eq!(ward.show_json(&code)["state"], "in-progress");

    let (mut entries, mut shown) = (1, ward.show_json(&code));
    for step in WALK.iter() {
        assert_eq!(item_in(&shown, step.item)["status"], "open", "{} before it is answered", step.item);
        let said = step.record(&ward, &code);
        assert!(said.out.starts_with("[x] "), "{said:?}");
        assert!(!said.out.contains("STOP") && !said.out.contains("caution"), "{said:?}");
        shown = ward.show_json(&code);
        let item = item_in(&shown, step.item);
        assert_eq!(item["status"], "answered", "{}", step.item);
        assert_eq!(item["by"]["code"], "JR");
        assert_eq!(item["second"]["code"].as_str(), step.second.map(|_| "DK"));
        // The procedure begins with the code.
        entries += 1 + usize::from(step.is_timer()) + usize::from(step.item == "everyone-stops");
        assert_eq!(shown["entries"], entries, "one entry for each key");
    }

    assert_eq!(phases(&ward, &code, 0), "Pre-procedure: complete\nProcedure: complete\nPost-procedure: complete");
    assert_eq!(shown["critical_open"], 0);
    assert_eq!(shown["next"], "everything is done: close the case");

    let closed = ward.fine(&["close", &code, "--outcome", "completed"]);
    let shown = ward.show_json(&code);
    assert_eq!(shown["state"], "closed");
    assert_eq!(shown["outcome"], "completed");
    let head = shown["head"].as_str().unwrap();
    assert!(closed.out.contains(head), "closing prints the head: {closed:?}");
    assert_eq!(ward.fine(&["status", &code]).out.lines().next(), Some(format!("{code}  completed  DRAFT").as_str()));
    assert_eq!(ward.fine(&["verify", &code, "--head", head]).code, 0);
}

#[test]
fn the_walk_answers_every_item_that_applies_and_no_other() {
    let (ward, code) = new_case();
    let mut hands = Hands::on(&ward, &code);
    hands.walk(&WALK);
    let case = &hands.loaded.case;
    let walked: BTreeSet<&str> = WALK.iter().map(|step| step.item).collect();
    assert_eq!(walked.len(), WALK.len(), "no item comes twice");
    for ix in case.checklist().item_ixs() {
        let item = case.checklist().item(ix);
        match case.status(ix) {
            Status::Answered(..) => assert!(walked.contains(item.id.as_str()), "{}", item.id),
            Status::Inactive { .. } => assert!(!walked.contains(item.id.as_str()), "{}", item.id),
            other => panic!("{} is {}", item.id, other.word()),
        }
    }
}

#[test]
fn a_normal_day_asks_for_at_most_66_items() {
    let (most, count) = (66, day().len());
    assert!(count <= most, "{count} items on the day; the goal is at most {most}");
    assert!(day().iter().any(|step| step.item == "time-out-agreed"), "what the program adds is counted");
}

#[test]
fn no_critical_or_screening_item_of_the_day_is_recorded_with_others_or_by_a_preset() {
    let (ward, code) = new_case();
    let mut hands = Hands::on(&ward, &code);
    hands.walk(day());
    let case = &hands.loaded.case;
    let mut weighty = 0;
    for sealed in case.entries() {
        let Some(Fact::Item(item, ItemFact::Answered { grouped, preset, .. })) = &sealed.entry.fact else { continue };
        let item = case.checklist().item(case.checklist().find(item.as_str()).expect("an item"));
        if item.level == Level::Critical || item.screening || item.two_person {
            weighty += 1;
            assert!(!grouped && preset.is_none(), "{} was answered by a person, by itself", item.id);
        }
    }
    assert!(weighty > 40, "only {weighty} critical, screening and two-person items were met");
}

#[test]
fn the_call_and_the_reviews_are_due_from_the_time_the_needle_came_out() {
    let (ward, code) = case_at("call-red-flags");
    let list = ward.fine(&["list"]);
    assert!(list.out.starts_with(&format!("{code}  waiting ")), "the call is due tomorrow: {list:?}");
    let shown = ward.show_json(&code);
    let moment = |value: &Value| value.as_str().expect("a time").parse::<Timestamp>().expect("RFC");
    let left = moment(&ward.item(&code, NEEDLE_OUT)["answer"]["time"]).to_zoned(jiff::tz::TimeZone::UTC);
    let sections = shown["phases"][2]["sections"].as_array().expect("sections");
    let dates = [("call-48h", "PT24H"), ("week-1", "P7D"), ("month-1", "P1M"), ("month-3", "P3M")];
    for (section, span) in dates {
        let section = sections.iter().find(|shown| shown["id"] == section).expect("the section");
        let span: jiff::Span = span.parse().expect("a duration");
        let due = moment(&section["due"]).to_zoned(jiff::tz::TimeZone::UTC);
        let expected = left.checked_add(span).expect("a date");
        // Where days are counted, the day counts and not its hour.
        assert!(due.date() == expected.date() && due <= expected, "{section}");
    }
    assert_eq!(
        sections.iter().filter(|section| section["due"].is_string()).count(),
        dates.len(),
        "no other has a date"
    );
}
