//! A case in memory, played as the store plays it: decided on the newest state, written, read again, applied.

pub(crate) use super::{hand::Hand, prelude::*, sheet};
use std::sync::Arc;

/// What a refused wish was refused with.
macro_rules! refused {
    ($said:expr, $refusal:pat) => {
        let said = $said;
        assert!(matches!(said, Err($refusal)), "{said:?}");
    };
}
pub(crate) use refused;

/// A case, the present, and the staff list.
#[derive(Clone)]
pub(crate) struct Bench {
    pub(crate) case: Case,
    /// The lines that a record of it would hold.
    pub(crate) lines: Vec<String>,
    pub(crate) now: Now,
    pub(crate) staff: Staff,
}

pub(crate) fn moment(at: &str) -> Moment {
    at.parse::<Timestamp>().expect("a moment").into()
}

pub(crate) fn id(id: &str) -> Id {
    id.parse().expect("an id")
}

pub(crate) fn who(operator: &str) -> Operator {
    operator.parse().expect("an operator")
}

pub(crate) fn code(n: u8) -> Code {
    Code::from_random([n, 2, 3, 4, 5, 6, 7])
}

pub(crate) fn pin(checklist: &Checklist) -> Pin {
    Pin { id: checklist.id.clone(), version: checklist.version.clone(), sha256: Hash::START }
}

impl Bench {
    /// A case of the day that has everything, opened by the nurse at station one.
    pub(crate) fn day() -> Self {
        Self::of(&sheet::day())
    }

    /// A case of the day in which everything before a section is in order.
    pub(crate) fn at(section: &str) -> Self {
        let mut bench = Self::day();
        bench.walk_to(section);
        bench
    }

    pub(crate) fn of(sheet: &Value) -> Self {
        Self::opened(&sheet::loaded(sheet), None)
    }

    /// A case of the day planned for the next morning.
    pub(crate) fn planned() -> Self {
        Self::planned_of(&sheet::loaded(&sheet::day()))
    }

    pub(crate) fn planned_of(checklist: &Arc<Checklist>) -> Self {
        let plan = Plan { at: moment("2026-11-24T08:00:00Z"), room: Some(Text::from("Room 1")) };
        Self::opened(checklist, Some(plan))
    }

    pub(crate) fn opened(checklist: &Arc<Checklist>, planned: Option<Plan>) -> Self {
        Self::opened_as(Mode::Case, checklist, planned)
    }

    pub(crate) fn opened_as(mode: Mode, checklist: &Arc<Checklist>, planned: Option<Plan>) -> Self {
        let now = Now { at: moment("2026-11-23T08:30:00Z"), zone: TimeZone::get("Europe/Zurich").expect("a zone") };
        let opened = Opened {
            format: if planned.is_some() { 2 } else { checklist.record_format() },
            mode,
            uuid: Text::from("7f3c1f0e-6f3f-4c57-9a44-6a3c4b1d2e5f"),
            code: code(1),
            checklist: pin(checklist),
            overlays: Vec::new(),
            label: Some(Text::from("Bay 2")),
            planned,
        };
        let stamp = Stamp::first(who(NURSE), Text::from("one"), &now);
        let line = Entry::to_json(&stamp, &Fact::Case(CaseFact::Opened(opened))).expect("an entry");
        let case = Case::open(Arc::clone(checklist), read_again(&line)).expect("an opened case");
        Self { case, lines: vec![line], now, staff: Staff::default() }
    }

    /// Somebody at station one who looks at the newest state and has shown the code.
    pub(crate) fn by(&mut self, operator: &str) -> Hand<'_> {
        Hand::new(self, operator)
    }

    pub(crate) fn nurse(&mut self) -> Hand<'_> {
        self.by(NURSE)
    }

    pub(crate) fn clinician(&mut self) -> Hand<'_> {
        self.by(CLINICIAN)
    }

    /// The nurse answers items with what is typed; a check with nothing.
    pub(crate) fn says(&mut self, given: &[(&str, &str)]) {
        for (item, words) in given {
            self.nurse().answer(item, words).unwrap_or_else(|refusal| panic!("{item} {words}: {refusal}"));
        }
    }

    /// Records facts as the store does: written, read again and applied.
    pub(crate) fn record(&mut self, intent: &Intent, facts: &[Fact]) {
        let first = self.case.entries().len() as Seq + 1;
        for (fact, seq) in facts.iter().zip(first..) {
            let stamp = intent.stamp(seq, (facts.len() > 1).then_some(first), &self.now);
            let line = Entry::to_json(&stamp, fact).expect("an entry");
            let read = read_again(&line);
            assert_eq!(read.entry.fact.as_ref(), Some(fact), "{line}");
            self.case.apply(read);
            self.lines.push(line);
        }
    }

    pub(crate) fn minutes(&mut self, minutes: i64) {
        self.now.at = self.now.at.plus_seconds(minutes * 60);
    }

    pub(crate) fn clock(&mut self, at: &str) {
        self.now.at = moment(at);
    }

    pub(crate) fn ix(&self, id: &str) -> ItemIx {
        self.case.checklist().find(id).unwrap_or_else(|| panic!("there is no item {id}"))
    }

    pub(crate) fn section_ix(&self, id: &str) -> SectionIx {
        self.case.checklist().find_section(id).unwrap_or_else(|| panic!("there is no section {id}"))
    }

    pub(crate) fn phase_ix(&self, id: &str) -> PhaseIx {
        let phases = &self.case.checklist().phases;
        PhaseIx(phases.iter().position(|phase| phase.id == *id).expect("a phase"))
    }

    pub(crate) fn status(&self, id: &str) -> Status<'_> {
        self.case.status(self.ix(id))
    }

    /// Writes facts in the nurse's name, whatever the rules say of them.
    pub(crate) fn writes(&mut self, facts: &[Fact]) {
        let author = Author::new(who(NURSE), Text::from("one"));
        let intent = author.wants(&self.case, Act::Undo);
        self.record(&intent, facts);
    }

    /// Lays the record into a data directory, with the file of its checklist, and gives the code of the case.
    pub(crate) fn lay_in(&self, root: &std::path::Path, json: &str) -> Code {
        let sum = Hash::of(&[json.as_bytes()]);
        let (cases, pinned) = (root.join("cases").join("open"), root.join("pinned"));
        fs::create_dir_all(&cases).and_then(|()| fs::create_dir_all(&pinned)).expect("two folders");
        fs::write(pinned.join(format!("{sum}.json")), json).expect("a pin");
        let (mut head, mut record) = (Hash::START, String::new());
        for entry in &self.lines {
            let entry = entry.replace(&Hash::START.to_string(), &sum.to_string());
            head = Hash::of(&[head.as_bytes(), entry.as_bytes()]);
            record.push_str(&format!("{{\"hash\":\"{head}\",\"entry\":{entry}}}\n"));
        }
        let code = self.case.code();
        fs::write(cases.join(format!("{}.jsonl", code.file_stem())), record).expect("a record");
        code
    }

    pub(crate) fn word(&self, id: &str) -> &'static str {
        self.status(id).word()
    }

    /// What stands for an item, in words.
    pub(crate) fn answer(&self, id: &str) -> Option<String> {
        let (_, answer) = self.case.answer(self.ix(id))?;
        Some(answer.say(self.case.checklist().item(self.ix(id)), &self.now).to_string())
    }

    pub(crate) fn stops(&self, id: &str) -> Vec<String> {
        self.case.stops(self.ix(id)).iter().map(|stop| stop.say.to_string()).collect()
    }

    pub(crate) fn section(&self, id: &str) -> Progress {
        self.case.section_progress(self.section_ix(id))
    }

    pub(crate) fn phase(&self, id: &str) -> Progress {
        self.case.phase_progress(self.phase_ix(id))
    }

    pub(crate) fn signed(&self, phase: &str) -> SignOff<'_> {
        self.case.sign_off(self.phase_ix(phase)).expect("a sign-off")
    }

    /// What is next: an item's id, `stop ID`, or what else there is to do.
    pub(crate) fn next(&self) -> String {
        let name = |ix: ItemIx| self.case.checklist().item(ix).id.to_string();
        match self.case.outlook(&self.now).next {
            Next::Start(_) => "start".to_owned(),
            Next::Stop(stop) => format!("stop {}", name(stop.item)),
            Next::Item(ix) => name(ix),
            Next::Wait(due) => format!("wait {}", self.case.checklist().section(due.section).id),
            Next::Close => "close".to_owned(),
            Next::Nothing => "nothing".to_owned(),
        }
    }

    /// The readings of an item that are all true, in words.
    pub(crate) fn readings(&self, id: &str) -> Vec<String> {
        let ix = self.ix(id);
        self.case.readings(ix).into_iter().map(|held| self.case.say(ix, held, &self.now).to_string()).collect()
    }

    /// Answers everything open in all sections before this one with what is in order.
    pub(crate) fn walk_to(&mut self, section: &str) {
        let until = self.section_ix(section);
        self.walk(|checklist, ix| checklist.item(ix).section < until);
    }

    /// Answers everything open with what is in order.
    pub(crate) fn walk_through(&mut self) {
        self.walk(|_, _| true);
    }

    fn walk(&mut self, wanted: impl Fn(&Checklist, ItemIx) -> bool) {
        let checklist = Arc::clone(self.case.checklist());
        for ix in checklist.item_ixs().filter(|ix| wanted(&checklist, *ix)) {
            if self.case.status(ix).is_open() {
                self.in_order(ix);
            }
        }
    }

    fn in_order(&mut self, ix: ItemIx) {
        let item = self.case.checklist().item(ix).clone();
        let words = match &item.answer {
            AnswerType::Check => "",
            AnswerType::Choice { options, .. } => options[0].id.as_str(),
            AnswerType::Number { unit, .. } if unit == "°C" => "36.8",
            AnswerType::Number { unit, .. } if unit == "mmHg" => "120",
            AnswerType::Number { .. } => "1",
            AnswerType::Text { .. } => "words",
            AnswerType::Date { .. } => "today",
            AnswerType::Time { .. } => "now",
            AnswerType::Timer { minutes, .. } => {
                self.nurse().timer(item.id.as_str()).expect("a started timer");
                self.now.at = self.now.at.plus_seconds(minutes.minutes_as_seconds());
                "ended"
            }
            AnswerType::Fields { .. } => "dose=1",
        };
        let hand = self.nurse();
        let hand = if item.two_person { hand.with(CLINICIAN) } else { hand };
        let said = hand.answer(item.id.as_str(), words);
        said.unwrap_or_else(|refusal| panic!("{}: {refusal}", item.id));
    }
}

pub(crate) fn hash(seq: Seq) -> Hash {
    Hash::from_hex(format!("{seq:064x}").as_bytes()).expect("64 digits")
}

/// A line of the record as whoever opens it reads it.
pub(crate) fn read_again(line: &str) -> Line {
    let entry = Entry::from_json(line).expect("an entry");
    Line { hash: hash(entry.stamp.seq), entry }
}
