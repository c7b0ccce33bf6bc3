//! A trial run: the uneventful case and the scenarios of a file recorded in memory, to find where they do not fit its
//! rules. Its times are made up.

use super::{Act, Author, Case, Refusal, Status};
use crate::domain::checklist::{AnswerType, Beside, Checklist, Decision, Defect, Does, End, ItemIx, Locals, Scenario};
use crate::domain::practice::colleagues;
use crate::domain::{
    Answer, CaseFact, Code, Confirmed, CrisisStamp, Entry, Fact, Hash, Line, Mode, Now, Opened, Operator, Outcome, Pin,
    Staff, Stamp, Text, read_told,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many seconds pass with each act.
const PACE: i64 = 20;

/// What does not fit the rules in a file that is right otherwise; nothing of one without an uneventful case.
pub fn tried(json: &str) -> Vec<Defect> {
    let Ok((checklist, beside)) = Checklist::load_whole(json) else { return Vec::new() };
    let checklist = checklist.with(&Locals::new());
    if beside.normal.is_empty() {
        return Vec::new();
    }
    let checklist = Arc::new(checklist);
    let mut told = uneventful(&checklist, &beside).unwrap_or_default();
    // Scenarios depart from it: where it fails, so do they.
    if told.is_empty() {
        let played = beside
            .scenarios
            .iter()
            .enumerate()
            .filter_map(|(n, scenario)| played(&checklist, &beside, scenario, &format!("scenarios[{n}]")));
        told = played.flatten().collect();
    }
    let mut defects: Vec<Defect> = told.into_iter().map(|(path, problem)| Defect::at(json, path, &problem)).collect();
    defects.sort_by_key(|defect| defect.place);
    defects
}

/// What simulated colleagues record of a case before an item, and when they are done with it: as somebody would find the
/// case who takes it over there.
pub fn taken_over(case: &Case, words: &BTreeMap<ItemIx, &str>, start: ItemIx, now: &Now) -> (Vec<Fact>, Now) {
    let [second, by] = colleagues();
    let words = words.iter().map(|(ix, words)| (*ix, (*words, None))).collect();
    let mut run = Run::of(case.clone(), now.clone(), (by, second), words, "");
    run.goes_before(start, Way::Played);
    (run.facts, run.now)
}

/// Paths of the file, and what is wrong there.
type Told = Vec<(String, String)>;

/// Leads to "complete": every item that applies is named and no other, nothing is out of the expected.
fn uneventful(checklist: &Arc<Checklist>, beside: &Beside) -> Option<Told> {
    let path = |ix: ItemIx| format!("normal.{}", checklist.item(ix).id);
    let words = beside.normal.iter().map(|(ix, words)| (*ix, (words.as_str(), Some(path(*ix)))));
    let mut run = Run::new(checklist, words.collect(), "normal")?;
    run.goes_before(ItemIx(checklist.items.len()), Way::Uneventful);
    for (ix, _) in &beside.normal {
        if matches!(run.case.status(*ix), Status::Inactive { .. }) {
            run.tell(path(*ix), format!("\"{}\" does not apply in this case; leave it out", checklist.item(*ix).id));
        }
    }
    if run.told.is_empty()
        && let Err(refusal) = run.act(Act::Close { outcome: Outcome::Completed, reason: None })
    {
        run.tell("normal".to_owned(), format!("this does not end complete: {refusal}"));
    }
    Some(run.told)
}

/// Reaches its start without a stop and, by the right choices, its end; nothing of a scenario that is a question.
fn played(checklist: &Arc<Checklist>, beside: &Beside, scenario: &Scenario, at: &str) -> Option<Told> {
    let (start, end) = (checklist.find(scenario.start.as_ref()?)?, scenario.end.as_ref()?);
    let normal: BTreeMap<ItemIx, &str> = beside.normal.iter().map(|(ix, words)| (*ix, words.as_str())).collect();
    let given = scenario
        .given
        .iter()
        .filter_map(|(id, words)| Some((checklist.find(id)?, (words.as_str(), Some(format!("{at}.given.{id}"))))));
    let words: Words<'_> = normal.iter().map(|(ix, words)| (*ix, (*words, None))).chain(given).collect();
    let same = words.iter().filter(|(ix, (words, path))| path.is_some() && normal.get(ix) == Some(words));
    let same: Told = same
        .filter_map(|(_, (_, path))| Some((path.clone()?, "this is as in \"normal\"; leave it out".to_owned())))
        .collect();
    let mut run = Run::new(checklist, words, &format!("{at}.start"))?;
    if run.goes_before(start, Way::ToStart) {
        run.is_at(start);
    }
    for (n, decision) in scenario.decisions.iter().enumerate() {
        if run.told.is_empty() {
            run.decides(decision, &normal, &format!("{at}.decisions[{n}]"));
        }
    }
    if run.told.is_empty() {
        run.ends(end, &scenario.decisions, &format!("{at}.end"));
    }
    run.told.extend(same);
    Some(run.told)
}

/// What answers each item, and where that stands if it is blamed for what comes of it.
type Words<'a> = BTreeMap<ItemIx, (&'a str, Option<String>)>;

/// What must not happen on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// No stop and no caution.
    Uneventful,
    /// No stop.
    ToStart,
    /// Only a refusal is told of: what stands is what it is about.
    Played,
}

/// A case that is played, and what went wrong.
#[derive(Clone)]
struct Run<'a> {
    case: Case,
    now: Now,
    by: Operator,
    second: Operator,
    words: Words<'a>,
    /// The items that had their turn.
    met: BTreeSet<ItemIx>,
    /// What is blamed where no words are.
    at: String,
    told: Told,
    facts: Vec<Fact>,
}

impl<'a> Run<'a> {
    fn of(case: Case, now: Now, (by, second): (Operator, Operator), words: Words<'a>, at: &str) -> Self {
        let (at, told, facts) = (at.to_owned(), Told::new(), Vec::new());
        Self { case, now, by, second, words, met: BTreeSet::new(), at, told, facts }
    }

    fn new(checklist: &Arc<Checklist>, words: Words<'a>, at: &str) -> Option<Self> {
        let (now, [second, by]) = (Now::some_day(), colleagues());
        let opened = Opened {
            format: checklist.record_format(),
            mode: Mode::Practice,
            uuid: Text::default(),
            code: Code::from_random([0; 7]),
            checklist: Pin { id: checklist.id.clone(), version: checklist.version.clone(), sha256: Hash::START },
            overlays: Vec::new(),
            label: None,
            planned: None,
        };
        let stamp = Arc::new(Stamp::first(by.clone(), Text::default(), &now));
        let entry = Entry { stamp, fact: Some(CaseFact::Opened(opened).into()) };
        let case = Case::open(Arc::clone(checklist), Line { hash: Hash::START, entry })?;
        Some(Self::of(case, now, (by, second), words, at))
    }

    fn tell(&mut self, path: String, problem: String) {
        if self.told.iter().all(|(_, known)| *known != problem) {
            self.told.push((path, problem));
        }
    }

    /// Answers everything that is open before an item, each in its turn. Nothing is told of what follows from
    /// something that was told.
    fn goes_before(&mut self, end: ItemIx, way: Way) -> bool {
        let checklist = Arc::clone(self.case.checklist());
        let items = || checklist.item_ixs().take_while(|ix| *ix < end);
        while let Some(ix) = items().find(|ix| self.case.status(*ix).is_open() && !self.met.contains(ix)) {
            self.met.insert(ix);
            let Some((words, path)) = self.words.get(&ix).cloned() else {
                let list = if way == Way::Uneventful { "" } else { " in \"given\"" };
                let id = &checklist.item(ix).id;
                self.tell(self.at.clone(), format!("\"{id}\" applies then and has no answer; write one{list}"));
                continue;
            };
            let path = path.unwrap_or_else(|| self.at.clone());
            if let Err(refusal) = self.answers(ix, words, false) {
                if self.told.is_empty() {
                    self.tell(path, refusal.to_string());
                }
                return false;
            }
            if !self.is_calm(way, &path) {
                return false;
            }
        }
        self.told.is_empty()
    }

    /// Whether no stop stands that must not; tells of it, and of cautions.
    fn is_calm(&mut self, way: Way, path: &str) -> bool {
        let checklist = Arc::clone(self.case.checklist());
        let id = |ix: ItemIx| &checklist.item(ix).id;
        let stops = self.case.all_stops().into_iter().filter(|_| way != Way::Played);
        let stops: Vec<String> =
            stops.map(|stop| format!("a stop stands on \"{}\": {}", id(stop.item), stop.say)).collect();
        let cautions = checklist.item_ixs().filter(|_| way == Way::Uneventful);
        let cautions = cautions.flat_map(|ix| self.case.cautions(ix).into_iter().map(move |say| (ix, say)));
        let cautions: Vec<String> =
            cautions.map(|(ix, say)| format!("a caution shows on \"{}\": {say}", id(ix))).collect();
        for problem in stops.iter().chain(&cautions) {
            self.tell(path.to_owned(), format!("{problem} Write an answer that is in order"));
        }
        stops.is_empty()
    }

    /// Answers an item: a timer has run, a follow-up has come to its day.
    fn answers(&mut self, ix: ItemIx, words: &str, again: bool) -> Result<(), Refusal> {
        let checklist = Arc::clone(self.case.checklist());
        let item = checklist.item(ix);
        if let Some(due) = self.case.due(item.section, &self.now) {
            self.now.at = self.now.at.max(due.due);
        }
        if matches!(item.answer, AnswerType::Timer { .. }) && self.case.status(ix).is_open() {
            if self.case.timer(ix).is_none() {
                self.act(Act::StartTimer { item: item.id.clone() })?;
            }
            self.now.at = self.case.timer(ix).map_or(self.now.at, |timer| timer.ends().max(self.now.at));
        }
        let answer = read_told(&item.answer, words, &self.now);
        let answer = answer.map_err(|misfit| Refusal::Misfit { item: item.id.clone(), misfit })?;
        let second = (item.two_person && !matches!(answer, Answer::NotRight(_))).then(|| self.second.clone());
        let reason = (!again).then(why);
        self.act(Act::Answer { item: item.id.clone(), answer, second, reason, again, carried: None })
    }

    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        let intent = Author::new(self.by.clone(), Text::default()).wants(&self.case, act).with_code(Confirmed::Typed);
        let facts = self.case.decide(&intent, &Staff::default(), &self.now)?;
        self.case = self.case.with(&facts, &intent, &self.now);
        self.facts.extend(facts);
        self.now.at = self.now.at.plus_seconds(PACE);
        Ok(())
    }

    /// Goes on to a decision, records what has to be recorded there, and tries what each choice does.
    fn decides(&mut self, decision: &Decision, normal: &BTreeMap<ItemIx, &str>, path: &str) {
        let Some(ix) = self.case.checklist().find(&decision.at) else { return };
        self.at = format!("{path}.at");
        if !self.goes_before(ix, Way::Played) || !self.is_at(ix) {
            return;
        }
        self.met.insert(ix);
        if let Some(Err(refusal)) = decision.record.as_ref().map(|words| self.answers(ix, words, false)) {
            return self.tell(format!("{path}.record"), refusal.to_string());
        }
        let mut right = None;
        for (n, choice) in decision.choices.iter().enumerate() {
            let mut then = self.clone();
            if let Some(Err(problem)) = choice.does.as_ref().map(|does| then.does(does, ix, normal.get(&ix).copied())) {
                self.tell(format!("{path}.choices[{n}].does"), problem);
            } else if choice.right {
                right = Some(then);
            }
        }
        if let Some(then) = right.filter(|_| self.told.is_empty()) {
            *self = then;
        }
    }

    fn does(&mut self, does: &Does, ix: ItemIx, normal: Option<&str>) -> Result<(), String> {
        let item = self.case.checklist().item(ix).id.clone();
        let done = match does {
            Does::Again => {
                let words =
                    normal.ok_or_else(|| format!("\"{item}\" has no answer in \"normal\" to be found again"))?;
                self.answers(ix, words, true)
            }
            Does::Answer(words) => self.answers(ix, words, false),
            Does::Stop => self.act(Act::Stop { reason: why() }),
            Does::Card(card) => self.act(Act::Crisis { card: card.clone(), stamp: CrisisStamp::Opened, text: None }),
            Does::Told(told) => self.act(Act::Escalate { item, told: told.clone(), text: None }),
            Does::Note => self.act(Act::Note { item: Some(item), text: why() }),
        };
        done.map_err(|refusal| refusal.to_string())
    }

    fn ends(&mut self, end: &End, decisions: &[Decision], path: &str) {
        let stopped = self.case.stopped().is_some();
        if end.stopped != stopped {
            let says = if stopped { "stop the procedure; write true" } else { "stop nothing; write false" };
            self.tell(format!("{path}.stopped"), format!("the right choices {says}, or change what they do"));
        }
        let right = decisions.iter().flat_map(|decision| &decision.choices).filter(|choice| choice.right);
        let told: Vec<&Does> = right.filter_map(|choice| choice.does.as_ref()).collect();
        for (n, whom) in end.told.iter().enumerate() {
            if !told.contains(&&Does::Told(Text::sanitise(whom.trim()))) {
                let problem = format!("no right choice tells \"{whom}\"; let one do \"told:{whom}\", or leave it out");
                self.tell(format!("{path}.told[{n}]"), problem);
            }
        }
        for (n, id) in end.not_reached.iter().enumerate() {
            let items = self.case.checklist().place(id).unwrap_or_default();
            if items.map(ItemIx).any(|ix| self.is_reached(ix)) {
                let problem = format!("\"{id}\" can be reached then; leave it out, or let something bar it");
                self.tell(format!("{path}.not_reached[{n}]"), problem);
            }
        }
    }

    /// Whether an item can be recorded now, or was; tells of it otherwise.
    fn is_at(&mut self, ix: ItemIx) -> bool {
        let reached = self.is_reached(ix);
        if !reached {
            let id = &self.case.checklist().item(ix).id;
            let problem = format!("\"{id}\" cannot be answered there; name an item that applies and that nothing bars");
            self.tell(self.at.clone(), problem);
        }
        reached
    }

    fn is_reached(&self, ix: ItemIx) -> bool {
        let section = self.case.checklist().item(ix).section;
        self.case.touched(ix).is_some() || self.case.status(ix).is_open() && self.case.is_open(section)
    }
}

fn why() -> Text {
    Text::from("as the file says")
}
