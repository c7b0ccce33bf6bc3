//! Crisis cards come up over whatever is open, and the screen is locked and freed again.

use super::{App, Context, Crisis, CrisisStep, Dialog, Effect, Key, Notice};
use crate::domain::case::Case;
use crate::domain::checklist::{Card, Checklist};
use crate::domain::{CaseFact, Code, Fact, Id, Line, Now, Text, counted};

impl App {
    /// Whether a key calls for the crisis cards: F2 always; `!` but where it would be one sign of words. Another that the
    /// station chose does what stands in the table.
    pub(super) fn calls_for_cards(&mut self, key: Key, at: Context<'_>) -> bool {
        match key {
            Key::F(2) => true,
            Key::Char('!') => !self.types_words(at.case) && !self.is_scanning(at),
            _ => false,
        }
    }

    /// Reads the cards; from one of them goes back to their list.
    pub(super) fn cards(&mut self, dialog: Option<Dialog>) -> Vec<Effect> {
        self.forget_held_back();
        self.shell.guard.are_ready();
        match dialog {
            Some(Dialog::Crisis(crisis)) if !crisis.cards.is_empty() => {
                self.dialog = Some(crisis.all());
                Vec::new()
            }
            dialog => {
                self.dialog = dialog;
                vec![Effect::Cards(None)]
            }
        }
    }

    /// Shows the list of the cards, or one of them.
    pub fn show_cards(&mut self, cards: Vec<Card>, open: Option<&Id>) {
        if cards.is_empty() {
            return self.shell.failed("No checklist here has crisis cards: use the posted ones.");
        }
        let at = cards.iter().position(|card| Some(&card.id) == open);
        let step = at.map_or(CrisisStep::List, |at| CrisisStep::Card { at, shown: false });
        self.shell.notice = None;
        self.dialog = Some(Crisis::over(self.dialog.take(), cards, step));
    }

    /// The screen was drawn, and the card that is open can be read: what that asks for.
    pub fn card_shown(&mut self, at: Context<'_>) -> Vec<Effect> {
        let Some(Dialog::Crisis(mut crisis)) = self.dialog.take_if(|dialog| matches!(dialog, Dialog::Crisis(_))) else {
            return Vec::new();
        };
        let effect = crisis.is_shown(&mut self.place(at));
        self.dialog = Some(Dialog::Crisis(crisis));
        effect.into_iter().collect()
    }

    /// Whether a card or its list is on the screen.
    pub fn is_in_crisis(&self) -> bool {
        matches!(self.dialog, Some(Dialog::Crisis(_)))
    }

    /// A dialog comes up; under a crisis card where one is open.
    pub(super) fn puts(&mut self, dialog: Dialog) {
        match &mut self.dialog {
            Some(Dialog::Crisis(crisis)) => crisis.put_under(Some(dialog)),
            open => *open = Some(dialog),
        }
    }

    /// Whether it is to be asked now to which case stamps belong.
    pub fn asks_where(&mut self) -> bool {
        let is_time = self.shell.operator.is_some() && !self.is_in_crisis() && !self.screen.is_locked();
        is_time && std::mem::take(&mut self.shell.stamps.asks) && !self.shell.stamps.kept().is_empty()
    }

    /// Asks it: the open case first, then those of the list that have the cards.
    pub fn ask_where(&mut self, open: Option<&Case>, now: &Now) {
        let cards: Vec<&Id> = self.shell.stamps.kept().iter().map(|kept| &kept.stamped.card).collect();
        let has = |checklist: &Checklist| cards.iter().all(|card| checklist.card(card.as_str()).is_some());
        let open = open.filter(|case| case.closed().is_none() && has(case.checklist()));
        let label = |code: Code, label: Option<&Text>| {
            let label = label.map(|label| format!("{label}  ")).unwrap_or_default();
            (code, Text::from(format!("{label}{}", code.masked())))
        };
        let mut cases: Vec<(Code, Text)> = open.iter().map(|case| label(case.code(), case.label())).collect();
        for row in self.worklist.rows().iter().filter(|row| !row.is_closed(now)) {
            let Some(summary) = row.summary() else { continue };
            if has(&summary.checklist) && cases.iter().all(|(code, _)| *code != row.code) {
                cases.push(label(row.code, summary.label.as_ref()));
            }
        }
        // By bay, as long as the list stands here: what is most pressing changes.
        let own = usize::from(open.is_some());
        cases[own..].sort_by_key(|(_, place)| (place.as_str().chars().count(), place.clone()));
        self.shell.guard.are_surprised();
        self.dialog = Some(Crisis::over(self.dialog.take(), Vec::new(), CrisisStep::Where { cases, picked: None }));
    }

    /// What came of saving stamps: the screen stays as it is.
    pub fn stamped(&mut self, own: &[Line], case: &Case, now: &Now) {
        self.shell.stamps.written(true);
        if let (Some(run), true) = (self.screen.run(), !own.is_empty()) {
            run.recorded |= run.code == case.code();
        }
        // On the card it stands among its stamps.
        self.shell.notice = None;
        let Some(first) = own.first().filter(|_| !self.is_in_crisis()) else { return };
        let more = if own.len() > 1 { format!(" and {} more", own.len() - 1) } else { String::new() };
        let place = case.label().map_or_else(|| case.code().masked(), ToString::to_string);
        self.shell.notice =
            Some(Notice::Info(Text::from(format!("Saved in {place}: {}{more}", case.say_entry(first, now)))));
    }

    pub fn not_stamped(&mut self, why: &str) {
        self.shell.stamps.written(false);
        let kept = counted(self.shell.stamps.kept().len(), "crisis stamp is", "crisis stamps are");
        let why = why.trim_start_matches("NOT SAVED: ");
        self.shell.failed(&format!("NOT SAVED: {why}; {kept} kept: ! and then enter saves"));
    }

    pub fn is_locked(&self) -> bool {
        self.screen.is_locked()
    }

    /// Whether the screen may be locked: not while the procedure runs, nor over a crisis card.
    pub fn may_lock(&self, case: Option<&Case>) -> bool {
        let reads_card = matches!(&self.dialog, Some(Dialog::Crisis(crisis)) if crisis.card().is_some());
        !self.screen.is_locked() && !reads_card && !case.is_some_and(Case::procedure_runs)
    }

    pub fn lock(&mut self, now: &Now) {
        self.forget_held_back();
        let dialog = self.dialog.take();
        self.screen.lock(dialog, &mut self.shell, now.at);
        self.shell.notice = None;
    }
}

/// Whether another terminal stamped something on a crisis card.
pub fn has_stamps(lines: &[Line]) -> bool {
    lines.iter().any(|line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::Crisis { .. }))))
}
