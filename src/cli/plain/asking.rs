//! What the rules require beside a command is asked, never guessed; a blank line there gives up.

use super::line::{Given, has_option, in_words, possible};
use super::said::sentence;
use super::talk::Heard;
use super::{Plain, Ran, people};
use crate::cli::CliError;
use crate::domain::case::{CodeAsked, Refusal};
use crate::domain::checklist::ItemIx;
use crate::domain::{Confirmed, Misfit, Text};
use crate::store::StoreError;

/// What is done about a refusal.
enum Remedy {
    Option(&'static str, Option<String>),
    Code(Confirmed),
    GivenUp,
    Nothing,
}

impl Plain<'_, '_> {
    /// Asks one of several by its number or its word; nothing where it is given up.
    pub(super) fn chooses(&mut self, question: &str, of: &[(String, String)]) -> Heard<Option<String>> {
        self.puts(question);
        self.talk.say_all((1..).zip(of).map(|(n, (_, words))| format!("{n} {words}")));
        loop {
            let said = self.hears()?;
            let nth = said.parse().ok().and_then(|n: usize| of.get(n.checked_sub(1)?));
            let named = || of.iter().find(|(id, words)| *id == said || words.eq_ignore_ascii_case(&said));
            match nth.or_else(named) {
                _ if said.is_empty() => return Ok(None),
                Some((id, _)) => return Ok(Some(id.clone())),
                None => self.talk.refuse("That is none of these: say a number; a blank line gives up.")?,
            }
        }
    }

    /// Asks for words; nothing where it is given up.
    pub(super) fn asks_words(&mut self, question: &str) -> Heard<Option<String>> {
        self.puts(question);
        loop {
            let said = self.hears()?;
            match in_words(&said, self.place()) {
                _ if said.is_empty() => return Ok(None),
                Some(words) => return Ok(Some(words)),
                None => self.talk.refuse(format_args!("{} A blank line gives up.", no_words(&said)))?,
            }
        }
    }

    pub(super) fn agrees(&mut self, question: &str) -> Heard<bool> {
        self.puts(question);
        loop {
            match self.hears()?.as_str() {
                "" | "no" => return Ok(false),
                "yes" => return Ok(true),
                _ => self.talk.refuse("Say yes; a blank line gives up.")?,
            }
        }
    }

    /// The case's last two characters, read from the chart, or a scan of its slip.
    pub(super) fn asks_code(&mut self, why: CodeAsked) -> Heard<Option<Confirmed>> {
        let Some(code) = self.code() else { return Ok(None) };
        self.puts(format_args!("The last two characters of the case's code, from the chart: {}.", why.words()));
        loop {
            let said = self.hears()?;
            let typed: String = said.split_whitespace().collect();
            match code.proven_by(&typed) {
                _ if said.is_empty() => return Ok(None),
                Some(shown) => return Ok(Some(shown)),
                None => self.talk.refuse("That is not this case's code. Read it again; a blank line gives up.")?,
            }
        }
    }

    /// Asks for everything that a command lacks; whether it is whole.
    pub(super) fn completes(&mut self, given: &mut Given) -> Heard<bool> {
        let mut lacks = std::mem::take(&mut given.lacks);
        lacks.sort_by_key(|name| name == "reason");
        for name in lacks {
            // Whoever may not do it need not say why.
            if name == "reason"
                && let Some(why) = self.would_refuse(given)
            {
                self.talk.refuse(why)?;
                return Ok(false);
            }
            let Some(value) = self.asks_for(given, &name)? else {
                self.gives_up();
                return Ok(false);
            };
            given.adds(&name, value);
        }
        Ok(true)
    }

    fn asks_for(&mut self, given: &Given, name: &str) -> Heard<Option<String>> {
        let listed: Vec<(String, String)> = match name {
            "preset" | "card" | "phase" => self.parts(name),
            "checklist" => self.checklists(),
            _ => possible(&given.word, name),
        };
        match name {
            _ if !listed.is_empty() => self.chooses(&format!("Which {name}?"), &listed),
            "reason" => self.asks_words("Why?"),
            "whom" => self.asks_words("Whom did you tell? A staff code or a role."),
            "members" => self.asks_words("Who is in the room? Such as JR:nurse."),
            "text" | "words" => self.asks_words("In which words? No names, birth dates or record numbers."),
            "label" => self.asks_words("Where is it? A bay or a room."),
            name => {
                self.talk.refuse(format_args!("{} needs the {name}.", given.word))?;
                Ok(None)
            }
        }
    }

    /// The parts of the case's checklist that a command may name.
    fn parts(&self, name: &str) -> Vec<(String, String)> {
        let Some(case) = self.case() else { return Vec::new() };
        let checklist = case.checklist();
        match name {
            "preset" => checklist.presets.iter().map(|of| (of.id.to_string(), of.title.to_string())).collect(),
            "card" => checklist.crisis.iter().map(|of| (of.id.to_string(), of.title.clone())).collect(),
            _ => checklist.phases.iter().map(|of| (of.id.to_string(), of.title.to_string())).collect(),
        }
    }

    fn checklists(&self) -> Vec<(String, String)> {
        let found = self.seat.session.desk.library.catalogue().map(|(found, _)| found).unwrap_or_default();
        let named = |found: crate::store::Found| (found.checklist.id.to_string(), found.checklist.title.to_string());
        found.into_iter().map(named).collect()
    }

    /// Why a command would be refused whatever reason is given, if it would.
    fn would_refuse(&mut self, given: &Given) -> Option<String> {
        let mut tried = given.clone();
        if has_option(&given.word, "reason") {
            tried = tried.with("reason", Some("not said yet"));
        }
        let step = self.seat.open.as_mut()?;
        step.is_trial = true;
        let tried = self.runs(&tried);
        self.seat.open.as_mut()?.is_trial = false;
        let error = tried.err()?;
        let is_asked = match refusal_of(&error) {
            Some(Refusal::CodeAsked { .. } | Refusal::TooEarly { .. } | Refusal::LongAgo { .. }) => true,
            Some(_) | None => false,
        };
        (!is_asked).then(|| self.words_of(&error))
    }

    /// Carries a command out, asking on the way for what the rules require; whether it was.
    pub(super) fn carries_out(&mut self, mut given: Given) -> Heard<Option<Ran>> {
        if !self.completes(&mut given)? {
            return Ok(None);
        }
        loop {
            let error = match self.runs(&given) {
                Ok(ran) => return Ok(Some(ran)),
                Err(error) => error,
            };
            match self.remedy(&given, &error)? {
                Remedy::Option(name, value) => given = given.with(name, value.as_deref()),
                Remedy::Code(shown) => {
                    if let Some(step) = &mut self.seat.open {
                        step.shown = Some(shown);
                    }
                }
                Remedy::GivenUp => {
                    self.gives_up();
                    return Ok(None);
                }
                Remedy::Nothing => {
                    let words = self.words_of(&error);
                    self.talk.refuse(words)?;
                    return Ok(None);
                }
            }
        }
    }

    /// What is asked about a refusal, if it says what would lift it and that was not said yet.
    fn remedy(&mut self, given: &Given, error: &CliError) -> Heard<Remedy> {
        let Some(refusal) = refusal_of(error) else { return Ok(Remedy::Nothing) };
        let lacks = |name: &str| has_option(&given.word, name) && !given.options.contains_key(name);
        match refusal {
            Refusal::CodeAsked { why } => Ok(self.asks_code(*why)?.map_or(Remedy::GivenUp, Remedy::Code)),
            Refusal::SecondNeeded { .. } if lacks("second") => {
                let known = people::seconds(self);
                let second = self.names("Who is the second person?", &known)?;
                let said = second.map(|second| format!("{}:{}", second.code, second.role.word()));
                Ok(said.map_or(Remedy::GivenUp, |said| Remedy::Option("second", Some(said))))
            }
            Refusal::NeedsReason { by, answer, .. } if lacks("reason") => {
                self.reason(&format!("{answer} was recorded by {by}. Why is it corrected?"))
            }
            Refusal::NotDoneNeedsReason { .. } if lacks("reason") => {
                self.reason("The procedure was stopped before this was done. Why is it recorded now?")
            }
            Refusal::SignedOff { phase, by } if lacks("reason") => {
                let question = format!("{phase} was signed off by {by}, and this breaks the sign-off. Why?");
                self.reason(&question)
            }
            Refusal::ReasonMissing if has_option(&given.word, "reason") => self.reason("Why? In words."),
            Refusal::TooEarly { section, due } if lacks("early") => {
                let question = format!("{section} is due {due}, not yet. Record it now all the same? yes, or nothing.");
                Ok(if self.agrees(&question)? { Remedy::Option("early", None) } else { Remedy::GivenUp })
            }
            Refusal::LongAgo { given: at } if lacks("long-ago") => {
                let question = format!("{at} lies more than a year back. Is that meant? yes, or nothing.");
                Ok(if self.agrees(&question)? { Remedy::Option("long-ago", None) } else { Remedy::GivenUp })
            }
            _ => Ok(Remedy::Nothing),
        }
    }

    fn reason(&mut self, question: &str) -> Heard<Remedy> {
        let said = self.asks_words(question)?;
        Ok(said.map_or(Remedy::GivenUp, |said| Remedy::Option("reason", Some(said))))
    }

    /// A check of the room that holds for this case too, or is made anew.
    pub(super) fn asks_room(&mut self, ix: ItemIx, given: Given) -> Heard<Option<Given>> {
        let Some(step) = &self.seat.open else { return Ok(Some(given)) };
        let (case, session) = (step.case(), self.seat.session);
        if !case.status(ix).is_open() {
            return Ok(Some(given));
        }
        // What cannot be looked up is checked here.
        let carried = session.desk.room_check(case, ix, &session.station, &step.now).unwrap_or_default();
        let Some(carried) = carried else { return Ok(Some(given)) };
        let question = format!("It was checked {} by {} for another case.", step.now.say(carried.at), carried.by);
        let choices = [("holds", "it holds still"), ("anew", "it was checked again, here and now")];
        let choices = choices.map(|(id, words)| (id.to_owned(), words.to_owned()));
        Ok(self
            .chooses(&question, &choices)?
            .map(|said| if said == "holds" { given.with("carried", None) } else { given }))
    }

    /// Asks whether a phase is signed, after it was said what that covers.
    pub(super) fn asks_to_sign(&mut self, given: &mut Given) -> Heard<bool> {
        let Some((id, words)) = self.phase_to_sign() else { return Ok(false) };
        given.lacks.clear();
        given.adds("phase", id);
        if let Some(why) = self.would_refuse(given) {
            self.talk.refuse(why)?;
            return Ok(false);
        }
        self.talk.say_all(words);
        let by = self.seat.by.as_ref().map(ToString::to_string).unwrap_or_default();
        let agrees = self.agrees(&format!("Sign it off as {by}? yes, or nothing."))?;
        if !agrees {
            self.gives_up();
        }
        Ok(agrees)
    }

    /// Why something was not recorded, with items and sections as they are called.
    pub(super) fn words_of(&self, error: &CliError) -> String {
        let words = match (error, self.case()) {
            (CliError::Refused { refusal, .. }, Some(case)) => match refusal {
                Refusal::Misfit { item, misfit: Misfit::TimerRunning { .. } } => {
                    let timer = self.telling().zip(case.checklist().find(item.as_str()));
                    timer.map(|(telling, ix)| telling.timer(ix)).unwrap_or_default()
                }
                refusal => case.say_refusal(refusal),
            },
            (CliError::Misfit { misfit: Misfit::UnknownOption { given, .. }, .. }, Some(_)) => {
                let options = self.telling().zip(self.visit.at).map(|(telling, ix)| telling.options(ix));
                format!("\"{given}\" is none of these: {}", options.unwrap_or_default())
            }
            (CliError::Misfit { misfit, .. }, _) => misfit.to_string(),
            (CliError::Store(StoreError::Refused(refusal)), _) => refusal.to_string(),
            (error, _) => return sentence(&error.to_string()),
        };
        format!("Not recorded: {}", sentence(&words))
    }
}

/// Why a command is not taken where words are asked.
pub(super) fn no_words(said: &str) -> String {
    let said = Text::sanitise(said);
    format!("Words are asked, and {said} is a command. To keep it as the words, say it in double quotes.")
}

fn refusal_of(error: &CliError) -> Option<&Refusal> {
    match error {
        CliError::Refused { refusal, .. } | CliError::Store(StoreError::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}
