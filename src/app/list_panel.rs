//! The worklist's panels: a case's code, opening by code, starting a planned case, ending one from the list.

use super::{App, CodeField, Context, Dialog, Effect, Key, ListAction, Notice, Screen, dialog::CodeShown, entry};
use crate::domain::{
    Code, Now, Outcome, Text,
    case::{Act, Author, Case, Need},
};
use tui_input::Input;

/// A panel over the worklist, or over a case that was just opened from it.
#[derive(Debug, Clone)]
pub enum ListPanel {
    /// A case's whole code.
    Slip {
        /// The code.
        code: Code,
        /// Whether the case was just made, so that the code goes on the chart now.
        made: bool,
    },
    /// Opening a case by its code.
    Code {
        /// What is typed or scanned.
        field: Input,
        /// Why the last attempt was not accepted.
        misfit: Option<Text>,
    },
    /// Starting the planned case that is open.
    Start,
    /// Ending a case, or taking a closed one up again: choosing how.
    End {
        /// The case.
        code: Code,
        /// What may be chosen.
        choices: Vec<Ending>,
    },
    /// The reason for that.
    EndReason {
        /// The case.
        code: Code,
        /// What was chosen.
        ending: Ending,
        /// What is typed.
        field: Input,
        /// Whether nothing was typed at the last attempt.
        missing: bool,
    },
    /// Showing that it is the right case that ends.
    EndCode {
        /// The case.
        code: Code,
        /// What is recorded once the code was shown.
        act: Box<Act>,
        /// What is typed or scanned.
        typed: CodeField,
    },
}

/// What can be done about a case from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Close it with an outcome.
    Close(Outcome),
    /// Take the closed case up again.
    Reopen,
}

impl ListPanel {
    /// The text field that is being typed in, if there is one.
    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Code { field, .. }
            | Self::EndReason { field, .. }
            | Self::EndCode { typed: CodeField { field, .. }, .. } => Some(field),
            Self::Slip { .. } | Self::Start | Self::End { .. } => None,
        }
    }
}

impl App {
    /// Shows the whole code of a case that was just made.
    pub fn show_code(&mut self, code: Code) {
        self.worklist.stand_on(code);
        self.dialog = Some(Dialog::List(ListPanel::Slip { code, made: true }));
    }

    /// After a case was opened: asks whether a planned one begins, and stands at the follow-up that is due.
    pub fn opened_from_list(&mut self, case: &Case, now: &Now) {
        self.worklist.stand_on(case.code());
        if case.planned().is_some() && case.closed().is_none() {
            self.dialog = Some(Dialog::List(ListPanel::Start));
        }
        let section = self.worklist.row(case.code()).and_then(|row| row.summary()?.needs.follow_up);
        let section =
            section.map(|due| due.section).filter(|section| case.due(*section, now).is_some_and(|due| due.is_due(now)));
        if let (Some(section), Screen::Run(run)) = (section, &mut self.screen) {
            let items = || case.checklist().section(section).item_ixs();
            run.cursor = items().find(|ix| case.status(*ix).is_open()).or(items().next()).unwrap_or(run.cursor);
            if matches!(self.dialog, Some(Dialog::Held(_)) | None) {
                self.dialog = Some(Dialog::FollowUp(section, 0));
            }
        }
    }

    /// Whoever is at the keyboard, for what concerns a case as a whole.
    pub fn at_keyboard(&self) -> Option<Author> {
        Some(Author::new(self.operator.clone()?, self.station.clone()))
    }

    /// A planned case has begun: it is shown with the checklist that it follows from now on.
    pub fn started(&mut self, case: &Case, at: Context<'_>) {
        self.opened(case, at);
        let checklist = case.checklist();
        let words = format!("Started: {} {}", checklist.title, checklist.version);
        self.notice = Some(Notice::Done(Text::from(words)));
    }

    /// Asks how the case under the cursor ended, or whether a closed one is taken up again.
    pub(super) fn ask_end(&mut self, now: &Now) {
        let Some(row) = self.worklist.under(now) else { return };
        let Some(summary) = row.summary() else {
            return self.failed("its record cannot be read: see periop verify");
        };
        let in_error = Ending::Close(Outcome::EnteredInError);
        let choices = match summary.needs.most {
            Need::Closed { .. } => vec![Ending::Reopen],
            Need::ToClose => vec![Ending::Close(Outcome::Completed), in_error],
            // The patient came and went.
            Need::Timer { .. } | Need::FollowUp { .. } | Need::Waiting { .. } => vec![in_error],
            // Nobody has stayed away before the hour has come.
            Need::Planned { at } if at > now.at => vec![Ending::Close(Outcome::Cancelled), in_error],
            Need::Planned { .. } | Need::InProgress | Need::Held { .. } | Need::Stop { .. } => {
                vec![Ending::Close(Outcome::DidNotAttend), Ending::Close(Outcome::Cancelled), in_error]
            }
        };
        self.dialog = Some(Dialog::List(ListPanel::End { code: row.code, choices }));
    }

    pub(super) fn type_panel(&mut self, panel: ListPanel, key: Key, at: Context<'_>) -> Vec<Effect> {
        match panel {
            ListPanel::Slip { .. } if matches!(key, Key::Enter | Key::Esc) => Vec::new(),
            ListPanel::Slip { .. } => self.keep(panel),
            ListPanel::Code { field, .. } => self.type_open_by_code(field, key),
            ListPanel::Start => self.type_start(key, at),
            ListPanel::End { code, choices } => self.type_end(code, choices, key),
            ListPanel::EndReason { code, ending, field, .. } => self.type_end_reason(code, ending, field, key),
            ListPanel::EndCode { code, act, typed } => self.type_end_code(code, act, typed, key),
        }
    }

    fn keep(&mut self, panel: ListPanel) -> Vec<Effect> {
        self.dialog = Some(Dialog::List(panel));
        Vec::new()
    }

    /// A scanner types the code and presses enter.
    fn type_open_by_code(&mut self, mut field: Input, key: Key) -> Vec<Effect> {
        let misfit = match key {
            Key::Esc => return Vec::new(),
            Key::Enter => match field.value().parse::<Code>() {
                Ok(code) => return vec![Effect::Open(code)],
                Err(bad) => Some(Text::from(bad.to_string())),
            },
            key => {
                entry::edit(&mut field, key);
                None
            }
        };
        self.keep(ListPanel::Code { field, misfit })
    }

    fn type_start(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        match key {
            Key::Enter if self.operator.is_none() => {
                self.ask_operator(Some(super::Action::List(ListAction::Open)));
                Vec::new()
            }
            Key::Enter => vec![Effect::Start],
            Key::Esc => self.go_back(at),
            _ => self.keep(ListPanel::Start),
        }
    }

    fn type_end(&mut self, code: Code, choices: Vec<Ending>, key: Key) -> Vec<Effect> {
        let chosen = match key {
            Key::Esc => return Vec::new(),
            Key::Char(c) => entry::digit_index(c).and_then(|n| choices.get(n)).copied(),
            _ => None,
        };
        match chosen {
            None => self.keep(ListPanel::End { code, choices }),
            Some(Ending::Close(Outcome::Completed)) => {
                self.ask_code_to_end(code, Act::Close { outcome: Outcome::Completed, reason: None })
            }
            Some(ending) => self.keep(ListPanel::EndReason { code, ending, field: Input::default(), missing: false }),
        }
    }

    fn type_end_reason(&mut self, code: Code, ending: Ending, mut field: Input, key: Key) -> Vec<Effect> {
        let missing = match key {
            Key::Esc => return Vec::new(),
            Key::Enter => {
                let reason = Text::sanitise(field.value().trim());
                if !reason.is_blank() {
                    let act = match ending {
                        Ending::Close(outcome) => Act::Close { outcome, reason: Some(reason) },
                        Ending::Reopen => Act::Reopen { reason },
                    };
                    return self.ask_code_to_end(code, act);
                }
                true
            }
            key => {
                entry::edit(&mut field, key);
                false
            }
        };
        self.keep(ListPanel::EndReason { code, ending, field, missing })
    }

    /// A code typed or scanned at the list must not end the case under the cursor, so ending one always takes
    /// that case's own code.
    fn ask_code_to_end(&mut self, code: Code, act: Act) -> Vec<Effect> {
        self.keep(ListPanel::EndCode { code, act: Box::new(act), typed: CodeField::default() })
    }

    fn type_end_code(&mut self, code: Code, act: Box<Act>, mut typed: CodeField, key: Key) -> Vec<Effect> {
        match typed.press(key, code) {
            CodeShown::GivenUp => self.code_not_shown(),
            CodeShown::As(shown) => return vec![Effect::End { code, act, shown }],
            CodeShown::Not => return self.keep(ListPanel::EndCode { code, act, typed }),
        }
        Vec::new()
    }
}
