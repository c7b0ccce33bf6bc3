//! The morning's cases: each a short story that ends where the case stands now.

use super::story::{Story, Teller, Told};
use super::{DemoError, Shown};
use crate::desk::Desk;
use crate::domain::case::Act;
use crate::domain::{Attempt, Id, Moment, Now, Outcome, Text};
use crate::store::Found;
use jiff::{RoundMode, SignedDuration, Unit, ZonedRound};

type Tale<'a> = fn(&'a Teller<'a>) -> Result<Story<'a>, DemoError>;

/// Fills a store with the cases as they stand at `now`, and says what each shows.
pub fn fill(desk: &Desk, found: &Found, now: &Now) -> Result<Vec<Shown>, DemoError> {
    let teller = Teller::new(desk, found, now)?;
    let tales: [(&'static str, Tale<'_>); 19] = [
        ("Fever at check-in: the stop stands until somebody decides about it", fever),
        ("The antiseptic is drying: its timer ends in a minute", antiseptic),
        ("In the recovery watch: the timer runs, the blood pressure is out of range", recovery),
        ("The one-week review is overdue, two attempts were made to reach the patient", overdue),
        ("The next-day call is due", call_due),
        ("At the time-out; going home without an escort was overridden by the clinician", time_out),
        ("The procedure was stopped: what was not done is marked, recovery goes on", stopped),
        ("Signed off with one item put off, then an allergy was told: the sign-off is broken", broken_sign_off),
        ("Left by DK at the temperature some minutes ago: to be taken up again", held),
        ("Everything is done up to the three-month review: to be closed", to_close),
        ("Went home some hours ago, waits for the next-day call; one item did not apply", waiting),
        ("The one-week review was lost to follow-up; the one-month review is still to come", lost),
        ("Planned, the next on the list; set-up and call are done", planned_next),
        ("Planned for tomorrow: set-up done, blood thinners not asked about in time", planned_tomorrow),
        ("Closed as completed", completed),
        ("Closed as stopped before it began, for fever", closed_stopped),
        ("Closed as cancelled", cancelled),
        ("Closed: the patient did not attend", did_not_attend),
        ("Closed as entered in error", in_error),
    ];
    let told = tales.into_iter().map(|(shows, tale)| Ok(Shown { code: tale(&teller)?.loaded.case.code(), shows }));
    told.collect()
}

fn fever<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(16), "Bay 2")?;
    story.goes_to("vitals-temp", &[])?;
    story.at(t.ago(3)).answers(("vitals-temp", "38.4"))?;
    Ok(story)
}

fn antiseptic<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = booked(t, "Room 2", slot(t, -25))?;
    rings(&mut story, t.days_ago(2, 10, 30))?;
    story.at(t.ago(24)).starts()?;
    story.goes_to("antiseptic-dry", &[])?;
    story.at(t.now.at.plus_seconds(-100)).starts_timer("antiseptic-dry")?;
    Ok(story)
}

fn recovery<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(52), "Bay 5")?;
    story.goes_to("needle-out-dressed", &[])?;
    // The watch runs from this time by itself.
    story.at(t.ago(24)).goes_to("post-vitals", &[])?;
    story.at(t.ago(5)).answers(("post-vitals", "systolic=186 diastolic=96 heart-rate=88 spo2=97"))?;
    Ok(story)
}

fn overdue<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.days_ago(10, 9, 5), "Bay 4")?;
    story.leaves(t.days_ago(10, 10, 40), &[])?;
    story.at(t.days_ago(9, 11, 0)).goes_to("week-1-pain", &[])?;
    tries(story.at(t.days_ago(2, 15, 10)), Attempt::Retry, "no reply")?;
    tries(story.at(t.days_ago(1, 10, 20)), Attempt::Retry, "no reply, left word to ring back")?;
    Ok(story)
}

fn call_due<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let left = left_a_day_ago(t);
    let mut story = t.opens(left.plus_seconds(-95 * 60), "Bay 6")?;
    story.leaves(left, &[])?;
    Ok(story)
}

fn time_out<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(21), "Bay 1")?;
    story.goes_to("medicines-reviewed", &[("escort-confirmed", "none")])?;
    let item = story.id("escort-confirmed")?;
    story.clinician(Act::Override { item, reason: Text::from("a ward bed is kept for the night") })?;
    story.goes_to("everyone-stops", &[])?;
    story.at(t.ago(3)).goes_to("consent-matches", &[])?;
    Ok(story)
}

fn stopped<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(48), "Bay 7")?;
    story.goes_to("contrast-live", &[])?;
    story.at(t.ago(18)).answers(("contrast-live", "vascular"))?;
    story.clinician(Act::Stop { reason: Text::from("contrast in a vessel again after the needle was moved") })?;
    let seen = ("event-in-room", "vascular-spread");
    let given = ("injectate-record", "done=nothing contrast=2");
    story.at(t.ago(8)).goes_to("change-noted", &[given])?;
    story.answers(("change-noted", "nothing was injected"))?;
    story.goes_to("motor-sensory-check", &[seen])?;
    Ok(story)
}

fn broken_sign_off<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(38), "Bay 8")?;
    story.goes_to("baseline-pain", &[])?;
    let item = story.id("baseline-pain")?;
    story.nurse(Act::Defer { item, reason: Text::from("the interpreter is on the way"), to: None })?;
    story.goes_to("everyone-stops", &[])?;
    let (_, phase) = place_of(&story, "two-identifiers")?;
    story.nurse(Act::Sign { phase })?;
    story.at(t.ago(6)).answers_because(("allergies-asked", "latex"), Some("told only when asked again"))?;
    Ok(story)
}

fn held<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(24), "Bay 3")?;
    story.goes_to("vitals-temp", &[])?;
    let item = Some(story.id("vitals-temp")?);
    // Both have left it: whoever takes it up again is asked for its code.
    story.at(t.ago(15)).nurse(Act::Hold { item: item.clone() })?;
    story.clinician(Act::Resume)?;
    story.at(t.ago(12)).clinician(Act::Hold { item })?;
    Ok(story)
}

fn to_close<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = up_to_the_last_review(t, 95, "Bay 10")?;
    story.at(t.ago(6)).finishes(&[])?;
    Ok(story)
}

fn waiting<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(280), "Bay 9")?;
    story.goes_to("post-pain", &[])?;
    let item = story.id("post-pain")?;
    story.nurse(Act::NotApplicable { item, reason: Text::from("cannot say a number; looks at ease") })?;
    story.leaves(t.ago(180), &[])?;
    Ok(story)
}

fn lost<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.days_ago(20, 13, 30), "Bay 11")?;
    story.leaves(t.days_ago(20, 15, 10), &[])?;
    story.at(t.days_ago(19, 16, 0)).goes_to("week-1-pain", &[])?;
    let letter = "letter sent with the telephone number of the clinic";
    for (days, result, words) in
        [(13, Attempt::Retry, "no reply"), (12, Attempt::Retry, "no reply"), (11, Attempt::Letter, letter)]
    {
        tries(story.at(t.days_ago(days, 10, 30)), result, words)?;
    }
    let (section, _) = place_of(&story, "week-1-pain")?;
    story
        .at(t.days_ago(8, 9, 45))
        .nurse(Act::Lose { section, reason: Text::from("three attempts, no answer to the letter") })?;
    Ok(story)
}

fn planned_next<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = booked(t, "Room 1", slot(t, 75))?;
    rings(&mut story, t.days_ago(2, 10, 45))?;
    Ok(story)
}

fn planned_tomorrow<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    booked(t, "Room 1", t.days_ago(-1, 8, 30))
}

/// A case that was planned two weeks ago, its set-up prepared from the order.
fn booked<'a>(t: &'a Teller<'a>, room: &str, planned: Moment) -> Result<Story<'a>, DemoError> {
    let mut story = t.plans(t.days_ago(14, 16, 10), room, planned)?;
    story.goes_to("two-identifiers", &[])?;
    Ok(story)
}

/// Somebody takes no blood thinner, as was asked at the booking, and is rung up before the day.
fn rings(story: &mut Story<'_>, at: Moment) -> Told {
    story.answers(("ahead-thinner", "none"))?;
    story.at(at);
    let told =
        [("call-made", "reached"), ("ahead-medicines", "go-on"), ("ahead-escort", "named"), ("ahead-sheet", "all")];
    told.into_iter().try_for_each(|step| story.answers(step))
}

fn completed<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = up_to_the_last_review(t, 96, "Bay 12")?;
    story.at(t.ago(125)).finishes(&[])?;
    story.clinician(Act::Close { outcome: Outcome::Completed, reason: None })?;
    Ok(story)
}

fn closed_stopped<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.ago(170), "Bay 6")?;
    story.goes_to("vitals", &[("vitals-temp", "38.6")])?;
    story.clinician(Act::Stop { reason: Text::from("fever; a new date when well") })?;
    Ok(story)
}

fn cancelled<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let story = t.plans(t.days_ago(5, 15, 0), "Room 2", slot(t, -150))?;
    ends(story, t.ago(190), Outcome::Cancelled, "the patient asked for another date")
}

fn did_not_attend<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let story = t.plans(t.days_ago(6, 14, 0), "Room 2", slot(t, -100))?;
    ends(story, t.ago(50), Outcome::DidNotAttend, "did not come and could not be reached")
}

fn in_error<'a>(t: &'a Teller<'a>) -> Result<Story<'a>, DemoError> {
    let story = t.opens(t.ago(110), "Bay 3")?;
    ends(story, t.ago(108), Outcome::EnteredInError, "opened a second time for the same patient")
}

fn ends<'a>(mut story: Story<'a>, at: Moment, outcome: Outcome, reason: &str) -> Result<Story<'a>, DemoError> {
    story.at(at).nurse(Act::Close { outcome, reason: Some(Text::from(reason)) })?;
    Ok(story)
}

/// A case so many days old, in which only the three-month review is open.
fn up_to_the_last_review<'a>(t: &'a Teller<'a>, days: i64, label: &str) -> Result<Story<'a>, DemoError> {
    let mut story = t.opens(t.days_ago(days, 8, 30), label)?;
    story.leaves(t.days_ago(days, 10, 15), &[])?;
    for (after, before_item) in [(1, "week-1-pain"), (7, "month-1-pain"), (31, "month-3-pain")] {
        story.at(t.days_ago(days - after, 14, 30)).goes_to(before_item, &[])?;
    }
    Ok(story)
}

fn tries(story: &mut Story<'_>, result: Attempt, words: &str) -> Told {
    let (section, _) = place_of(story, "week-1-pain")?;
    story.nurse(Act::Attempt { section, result, text: Some(Text::from(words)) })
}

/// The section and the phase in which an item stands.
fn place_of(story: &Story<'_>, item: &str) -> Result<(Id, Id), DemoError> {
    let checklist = story.loaded.case.checklist();
    let section = checklist.section(checklist.item(story.find(item)?).section);
    Ok((section.id.clone(), checklist.phase(section.phase).id.clone()))
}

/// The half hour that had begun so many minutes from the present.
fn slot(t: &Teller<'_>, minutes: i64) -> Moment {
    let then = t.ago(-minutes);
    let half_hour = ZonedRound::new().smallest(Unit::Minute).increment(30).mode(RoundMode::Floor);
    then.in_zone(&t.now.zone).round(half_hour).map_or(then, |round| Moment::from(round.timestamp()))
}

/// When somebody left for whom the next-day call is due now and not late, by day where the hour allows it.
fn left_a_day_ago(t: &Teller<'_>) -> Moment {
    let by_day = [(1, 15, 30), (1, 13, 10), (1, 10, 40), (1, 8, 50), (2, 15, 30), (2, 13, 10), (2, 10, 40)];
    let due_now = |left: &Moment| {
        let gone = t.now.at.since(*left);
        gone >= SignedDuration::from_hours(24) && gone < SignedDuration::from_hours(47)
    };
    let left = by_day.into_iter().map(|(days, hour, minute)| t.days_ago(days, hour, minute)).find(due_now);
    left.unwrap_or_else(|| t.ago(25 * 60))
}
