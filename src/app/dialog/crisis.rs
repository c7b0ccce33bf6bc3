//! Crisis cards: the list of them, a card with its stamps, and the case that stamps belong to. They stand over
//! whatever is open, and give it back as it was.

use super::Dialog;
use crate::app::screen::Place;
use crate::app::{Action, Context, CrisisAction, Effect, Key, KeyMode, Turn};
use crate::domain::case::{Act, Case, Stamped, missing};
use crate::domain::checklist::Card;
use crate::domain::{Code, CrisisStamp, Mode, Moment, Text, list};

/// So many lines a key scrolls: a step or so.
const LINES: usize = 3;

#[derive(Debug, Clone)]
pub struct Crisis {
    pub cards: Vec<Card>,
    pub step: CrisisStep,
    /// The first line that is shown.
    pub line: usize,
    /// What stands under it.
    back: Option<Box<Dialog>>,
}

#[derive(Debug, Clone)]
pub enum CrisisStep {
    List,
    Card {
        at: usize,
        /// Whether somebody can have read it.
        shown: bool,
    },
    /// The cases that stamps may belong to, by bay and code, and which one enter takes.
    Where {
        cases: Vec<(Code, Text)>,
        picked: Option<usize>,
    },
    /// Somebody leaves the program while stamps are not saved.
    Leave,
}

/// What a key chooses of several by a digit, or by a letter behind the ninth.
pub(in crate::app) fn nth(key: Key) -> Option<usize> {
    match key {
        Key::Char(c @ '1'..='9') => Some(c as usize - '1' as usize),
        Key::Char(c @ 'a'..='z') => Some(c as usize - 'a' as usize + 9),
        _ => None,
    }
}

impl Crisis {
    pub(in crate::app) fn over(back: Option<Dialog>, cards: Vec<Card>, step: CrisisStep) -> Dialog {
        // One of them stands over another only as long as that asks something.
        let back = match back {
            Some(Dialog::Crisis(crisis)) => crisis.back,
            other => other.map(Box::new),
        };
        Dialog::Crisis(Self { cards, step, line: 0, back })
    }

    pub(super) fn mode(&self) -> KeyMode {
        match self.step {
            CrisisStep::List => KeyMode::Cards,
            CrisisStep::Card { .. } => KeyMode::Crisis,
            CrisisStep::Where { .. } | CrisisStep::Leave => KeyMode::Typing,
        }
    }

    /// The card that is on the screen.
    pub fn card(&self) -> Option<&Card> {
        let CrisisStep::Card { at, .. } = self.step else { return None };
        self.cards.get(at)
    }

    /// From now on this stands under it.
    pub(in crate::app) fn put_under(&mut self, dialog: Option<Dialog>) {
        self.back = dialog.map(Box::new);
    }

    /// The list of all cards again.
    pub(in crate::app) fn all(self) -> Dialog {
        Dialog::Crisis(Self { step: CrisisStep::List, line: 0, ..self })
    }

    pub(super) fn act(mut self, action: CrisisAction, place: &mut Place<'_>) -> Turn {
        match action {
            CrisisAction::Open(at) if at < self.cards.len() => {
                (self.step, self.line) = (CrisisStep::Card { at, shown: false }, 0);
            }
            CrisisAction::Open(_) => place.shell.say("there is no card with this key"),
            CrisisAction::Where => return self.ask_where(place),
            CrisisAction::Called => return self.stamp(CrisisStamp::Called, None, place),
            CrisisAction::Arrived => return self.stamp(CrisisStamp::Arrived, None, place),
            CrisisAction::Drug(n) => {
                let drug = self.card().and_then(|card| card.drugs.get(n)).map(|drug| drug.name.clone());
                match drug {
                    Some(name) => return self.stamp(CrisisStamp::DrugGiven, Some(name), place),
                    None => place.shell.say("this card has no drug with this number"),
                }
            }
            CrisisAction::DrugGiven if self.card().is_some_and(|card| card.drugs.is_empty()) => {
                return self.stamp(CrisisStamp::DrugGiven, None, place);
            }
            CrisisAction::DrugGiven => place.shell.say("which drug? its number stamps it"),
            CrisisAction::Undo => return self.take_back(place),
            CrisisAction::Up => self.line = self.line.saturating_sub(LINES),
            CrisisAction::Down => self.line += LINES,
        }
        Turn::open(Dialog::Crisis(self))
    }

    fn stays(self, effect: Option<Effect>) -> Turn {
        Turn { effects: effect.into_iter().collect(), ..Turn::open(Dialog::Crisis(self)) }
    }

    /// Stamps at the time of the key, or at that which was said before. What cannot be saved at once is kept.
    fn stamp(self, stamp: CrisisStamp, text: Option<Text>, place: &mut Place<'_>) -> Turn {
        let at = place.shell.late.take().unwrap_or(place.at.now.at);
        let to = self.stamps_at(stamp, text, at, place);
        self.stays(to.map(Effect::Stamps))
    }

    /// The case that it is recorded in at once, if there is one.
    fn stamps_at(&self, stamp: CrisisStamp, text: Option<Text>, at: Moment, place: &mut Place<'_>) -> Option<Code> {
        let card = self.card()?;
        let knows_card = |case: &&Case| case.closed().is_none() && case.checklist().card(card.id.as_str()).is_some();
        let case = place.case().filter(|at| at.run.read_only.is_none()).map(|at| at.case);
        let to = case.filter(knows_card).map(Case::code).filter(|_| place.shell.operator.is_some());
        if to.is_none() && place.shell.mode == Mode::Practice {
            // It belongs to no case, and must never be taken for one of a patient's.
            place.shell.say("PRACTICE: nothing is stamped here. In a real emergency leave practice first");
            return None;
        }
        let stamped = Stamped { card: card.id.clone(), stamp, text, at };
        if to.is_none() {
            let why = if place.shell.operator.is_none() { "nobody is signed in" } else { "no case is open" };
            place.shell.failed(&format!("NOT SAVED: {why}"));
        }
        place.shell.stamps.keep(stamped, card.title.clone(), to);
        to
    }

    /// Somebody has the card before them: from now on it counts as opened, where it did not already.
    pub(in crate::app) fn is_shown(&mut self, place: &mut Place<'_>) -> Option<Effect> {
        let CrisisStep::Card { shown, .. } = &mut self.step else { return None };
        if std::mem::replace(shown, true) {
            return None;
        }
        let card = &self.card()?.id;
        let in_case = place.case().is_some_and(|at| at.case.is_young(card, at.at.now));
        if in_case || place.shell.stamps.of_card(card).next().is_some() {
            return None;
        }
        self.stamps_at(CrisisStamp::Opened, None, place.at.now.at, place).map(Effect::Stamps)
    }

    /// Takes back the newest stamp on this card of whoever is at the keyboard.
    fn take_back(self, place: &mut Place<'_>) -> Turn {
        let Some(card) = self.card().map(|card| card.id.clone()) else { return Turn::default() };
        if let Some(kept) = place.shell.stamps.take_back(&card) {
            place.shell.say(&format!("taken back: {}, which was not saved", kept.words()));
            return self.stays(None);
        }
        let own = place.case().and_then(|at| {
            let author = at.shell.at_keyboard()?;
            let newest = at.case.newest_own_stamp(&author.by, &author.station)?;
            (*newest == card).then(|| author.wants(at.case, Act::Undo))
        });
        if own.is_none() {
            place.shell.say("nothing on this card is your newest entry: nothing to take back");
        }
        self.stays(own.map(|intent| Effect::Record(Box::new(intent))))
    }

    fn ask_where(self, place: &mut Place<'_>) -> Turn {
        let shell = &mut *place.shell;
        match (shell.stamps.kept().is_empty(), &shell.operator) {
            (true, _) => shell.say("every crisis stamp is saved"),
            (false, None) => shell.say("say first who is at the keyboard: then it is asked"),
            (false, Some(_)) => {
                shell.stamps.asks = true;
                return self.gives_back(place.at);
            }
        }
        self.stays(None)
    }

    /// Gives back what stood here; of a card it is said for what there is no time.
    pub(in crate::app) fn leave(self, place: &mut Place<'_>) -> Turn {
        if let Some(gap) = self.gap(place) {
            place.shell.tell_too(&gap);
        }
        self.gives_back(place.at)
    }

    fn gives_back(self, at: Context<'_>) -> Turn {
        Turn { dialog: self.back.map(|back| *back).filter(|back| back.stands(at.case)), ..Turn::default() }
    }

    fn gap(&self, place: &mut Place<'_>) -> Option<String> {
        let card = self.card()?;
        let kept: Vec<Stamped> = place.shell.stamps.of_card(&card.id).cloned().collect();
        let mut stamps = place.case().map(|at| at.case.stamps_of(&card.id)).unwrap_or_default();
        stamps.extend(kept);
        let missing = missing(card.drugs.iter().map(|drug| drug.name.as_str()), &stamps);
        let words = || format!("{}: no time for {}", card.title, list(&missing));
        (!stamps.is_empty() && !missing.is_empty()).then(words)
    }

    pub(super) fn press(mut self, key: Key, place: &mut Place<'_>) -> Turn {
        match &mut self.step {
            _ if key == Key::Esc => {
                place.shell.say("put off: ! and then enter asks again");
                return self.gives_back(place.at);
            }
            // A key of the card just left is no case: the number picks, enter saves.
            CrisisStep::Where { cases, picked } if key == Key::Enter => {
                if let Some((code, _)) = picked.and_then(|n| cases.get(n)) {
                    let code = *code;
                    place.shell.stamps.belong_to(code);
                    return Turn { effects: vec![Effect::Stamps(code)], ..self.gives_back(place.at) };
                }
            }
            CrisisStep::Where { cases, picked } => *picked = nth(key).filter(|n| *n < cases.len()),
            CrisisStep::Leave if key == Key::Char('q') => {
                return Turn { then: Some(Action::Quit), ..self.stays(None) };
            }
            CrisisStep::Leave if key == Key::Enter => return self.ask_where(place),
            CrisisStep::Leave | CrisisStep::List | CrisisStep::Card { .. } => {}
        }
        self.stays(None)
    }
}
