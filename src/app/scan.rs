//! What a scanner types: the slip of a case, or the code on a drug's package. A scanner is a keyboard, and what it
//! types would be a series of keys, of which some record. A slip is told by its first sign, a package by its pace.

use super::key_guard::Held;
use super::screen::{Find, is_typed};
use super::{App, Context, Dialog, Effect, Key, Screen, ValueEntry};
use crate::domain::{BadPackage, Code, Confirmed, Package, SEPARATOR, case::Act};
use std::time::Duration;
use tui_input::Input;

/// Longer than any slip: what comes after is no scanner.
const LONGEST_SLIP: usize = 32;
/// Longer than any package.
const LONGEST_PACKAGE: usize = 256;
/// No hand presses another key sooner; a scanner does, and a paste.
const HAND: Duration = Duration::from_millis(30);
/// So long nothing comes after a package: its enter is its own.
const PAUSE: Duration = Duration::from_millis(100);
/// In a text no hand types so many signs in a row at that pace; a slow line may bring a few of them together.
const LEAST: usize = 12;

/// What is being scanned.
#[derive(Debug, Clone)]
pub(super) enum Scan {
    Slip(String),
    Package(Burst),
}

/// Signs in quick succession.
#[derive(Debug, Clone)]
pub(super) struct Burst {
    typed: String,
    last: Duration,
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    /// A key that counts, each time it was pressed, unless another one follows at once.
    Waits(Held, Vec<Duration>),
    /// In a text signs are seen as they come; how it was before.
    Typed(Box<Before>),
    /// No hand types so: read to its end.
    Scanned,
}

/// What typing changes.
#[derive(Debug, Clone)]
struct Before {
    dialog: Option<Dialog>,
    entry: Option<ValueEntry>,
    find: Option<Find>,
}

impl Scan {
    /// When a silence ends it.
    pub(super) fn due(&self) -> Option<Duration> {
        match self {
            Self::Slip(_) | Self::Package(Burst { stage: Stage::Typed(_), .. }) => None,
            Self::Package(burst) => Some(burst.last + burst.stage.patience()),
        }
    }
}

impl Burst {
    /// Whether a key belongs to it: soon enough, and in a text only a sign.
    fn goes_on(&self, key: Key, at: Context<'_>) -> bool {
        let is_text = matches!(self.stage, Stage::Typed(_));
        at.elapsed.saturating_sub(self.last) < self.stage.patience() && (!is_text || sign(key).is_some())
    }
}

impl Stage {
    fn patience(&self) -> Duration {
        match self {
            Self::Waits(..) | Self::Typed(_) => HAND,
            Self::Scanned => PAUSE,
        }
    }
}

/// The sign that a key types; a terminal sends the separator of a package as a control key.
fn sign(key: Key) -> Option<char> {
    if let Key::Char(c) = key { Some(c) } else { matches!(key, Key::Ctrl('5' | ']')).then_some(SEPARATOR) }
}

fn is_scan(typed: &str) -> bool {
    typed.len() >= LEAST && !typed.contains(' ')
}

impl App {
    /// Takes a key that a scanner may have typed; none where it is a key like any other.
    pub(super) fn scanned(&mut self, key: Key, at: Context<'_>) -> Option<Vec<Effect>> {
        match self.shell.scan.take() {
            Some(Scan::Slip(read)) => return Some(self.slip_goes_on(read, key, at)),
            Some(Scan::Package(burst)) if burst.goes_on(key, at) => return self.package_goes_on(burst, key, at),
            Some(Scan::Package(_)) | None => {}
        }
        if key == Key::Enter
            && let Some(code) = self.take_slip_from_field()
        {
            return Some(self.slip_read(code, at));
        }
        if key == Key::Char(Code::SCANNED) && self.field().is_none() {
            self.shell.scan = Some(Scan::Slip(String::new()));
            self.shell.say("a slip is being read: enter ends it, esc gives it up");
            return Some(Vec::new());
        }
        self.package_begins(key, at)
    }

    /// Whether a scanner is typing: a sign of its own calls for nothing. Of a slip none is a sign of calling.
    pub(super) fn is_scanning(&self, at: Context<'_>) -> bool {
        matches!(&self.shell.scan, Some(Scan::Package(burst)) if burst.goes_on(Key::Char('!'), at))
    }

    fn slip_goes_on(&mut self, mut read: String, key: Key, at: Context<'_>) -> Vec<Effect> {
        match key {
            Key::Esc => self.shell.say("given up: nothing was recorded"),
            Key::Enter => match read.parse() {
                Ok(code) => return self.slip_read(code, at),
                Err(bad) => self.shell.failed(&format!("Nothing was recorded: {bad}")),
            },
            key => {
                if let Key::Char(c) = key
                    && read.chars().count() < LONGEST_SLIP
                {
                    read.push(c);
                }
                self.shell.scan = Some(Scan::Slip(read));
            }
        }
        Vec::new()
    }

    /// A package begins with a digit, or with a sign before it that nobody presses or that picks an alternative.
    fn package_begins(&mut self, key: Key, at: Context<'_>) -> Option<Vec<Effect>> {
        let first = sign(key).filter(|c| c.is_ascii_digit() || matches!(*c, ']' | '=' | '-' | SEPARATOR))?;
        let is_text = self.is_text(first, at);
        let stage = if is_text {
            Stage::Typed(Box::new(self.before()))
        } else {
            let held = Held { key, until: at.elapsed + HAND, spot: self.spot(), at_item: self.looked_at(at) };
            Stage::Waits(held, vec![at.elapsed])
        };
        self.shell.scan = Some(Scan::Package(Burst { typed: first.into(), last: at.elapsed, stage }));
        (!is_text || first == SEPARATOR).then(Vec::new)
    }

    fn package_goes_on(&mut self, mut burst: Burst, key: Key, at: Context<'_>) -> Option<Vec<Effect>> {
        let Some(sign) = sign(key) else { return Some(self.package_read(&burst.typed, at)) };
        burst.last = at.elapsed;
        if burst.typed.len() < LONGEST_PACKAGE {
            burst.typed.push(sign);
        }
        let mut goes_to_text = false;
        match burst.stage {
            // It may bounce, or be held down.
            Stage::Waits(held, mut times) if held.key == key => {
                times.push(at.elapsed);
                burst.stage = Stage::Waits(held, times);
            }
            Stage::Typed(before) if self.is_text(sign, at) && !is_scan(&burst.typed) => {
                goes_to_text = sign != SEPARATOR;
                burst.stage = Stage::Typed(before);
            }
            Stage::Typed(before) => {
                self.goes_back(*before);
                burst.stage = Stage::Scanned;
            }
            Stage::Waits(..) | Stage::Scanned => burst.stage = Stage::Scanned,
        }
        self.shell.scan = Some(Scan::Package(burst));
        (!goes_to_text).then(Vec::new)
    }

    /// Nothing more has come: a key that waited counts, a package is read.
    pub(super) fn scan_rests(&mut self, at: Context<'_>) -> Option<Vec<Effect>> {
        self.shell.scan.as_ref()?.due()?;
        let Some(Scan::Package(burst)) = self.shell.scan.take() else { return None };
        Some(match burst.stage {
            Stage::Waits(held, times) if self.is_as_when(held, at) => {
                times.into_iter().flat_map(|elapsed| self.pressed(held.key, Context { elapsed, ..at })).collect()
            }
            Stage::Waits(held, _) => self.has_changed(held),
            Stage::Typed(_) | Stage::Scanned => self.package_read(&burst.typed, at),
        })
    }

    /// At a drug line a package fills the row that is typed; elsewhere nobody meant it.
    fn package_read(&mut self, scanned: &str, at: Context<'_>) -> Vec<Effect> {
        let is_drug_line = self.place(at).case().is_some_and(|at| at.is_drug_line());
        if is_drug_line && self.dialog.is_none() {
            let turn = self.place(at).in_case(|at| at.takes_package(scanned));
            let effects = self.follow(turn, at);
            self.shell.guard.scanned(at);
            return effects;
        }
        let today = at.now.civil().date();
        let words = match Package::read(scanned, self.shell.scanner.separator, today) {
            Err(BadPackage::Other) => "this came too fast for a hand, from a scanner or a paste: nothing was recorded",
            Ok(_) | Err(_) if is_drug_line => {
                "a drug's package was scanned: nothing was recorded; leave this first (esc), then scan again"
            }
            Ok(_) | Err(_) => "a drug's package was scanned: nothing was recorded; it is taken at a drug line",
        };
        self.shell.failed(words);
        Vec::new()
    }

    /// Whether a sign would be typed there, and not do anything by itself.
    fn is_text(&mut self, typed: char, at: Context<'_>) -> bool {
        let is_field = self.field().is_some();
        let (None, Screen::Run(run), Some(case)) = (&self.dialog, &self.screen, at.case) else { return is_field };
        match &run.entry {
            Some(_) => is_field && !run.would_confirm(Key::Char(typed), case, at.now),
            None => {
                let spec = &case.checklist().item(run.cursor).answer;
                is_typed(spec) && spec.signed(typed).is_none()
            }
        }
    }

    fn before(&self) -> Before {
        let entry = if let Screen::Run(run) = &self.screen { run.entry.clone() } else { None };
        Before { dialog: self.dialog.clone(), entry, find: self.worklist.find.clone() }
    }

    fn goes_back(&mut self, Before { dialog, entry, find }: Before) {
        (self.dialog, self.worklist.find) = (dialog, find);
        if let Screen::Run(run) = &mut self.screen {
            run.entry = entry;
        }
    }

    /// A slip that was scanned into a text: nobody meant it for one. Where a code is asked for, it is what was asked.
    fn take_slip_from_field(&mut self) -> Option<Code> {
        if self.dialog.as_ref().is_some_and(Dialog::asks_code) {
            return None;
        }
        let field = self.field()?;
        let (before, read) = field.value().rsplit_once(Code::SCANNED)?;
        let code = read.parse().ok()?;
        *field = Input::new(before.to_owned());
        Some(code)
    }

    /// On the list a slip opens its case; in a case it shows whether this is the right one.
    fn slip_read(&mut self, code: Code, at: Context<'_>) -> Vec<Effect> {
        match (&self.screen, at.case) {
            (Screen::Run(_), Some(case)) if case.code() == code => {
                self.shell.say("this is the right case: its slip was scanned");
                let asked =
                    self.shell.at_keyboard().map(|author| author.wants(case, Act::ConfirmCode)).filter(|intent| {
                        // Whoever is known to look at this case need not show it again.
                        case.asks_code_of(&intent.stamp(0, None, at.now)).is_some()
                    });
                let shown = asked.map(|intent| Effect::Record(Box::new(intent.with_code(Confirmed::Scanned))));
                shown.into_iter().collect()
            }
            (Screen::Run(_), Some(case)) => {
                let (other, this) = (code.masked(), case.code().masked());
                self.shell.failed(&format!("WRONG CASE: the slip is of {other}, this is {this}. Nothing was recorded"));
                vec![Effect::Bell]
            }
            _ if self.dialog.is_some() => {
                self.shell.failed(
                    "The slip was read and nothing recorded: give up what is open first (esc), then scan again",
                );
                Vec::new()
            }
            _ => vec![Effect::Open(code)],
        }
    }
}
