//! A value being typed in place, or options being picked, for one item.

use super::{Key, RowEntry};
use crate::domain::checklist::{AnswerType, Direction, Field, ItemIx};
use crate::domain::{Answer, Id, Misfit, Moment, Now, Text, alternative, clock, in_a_row, read};
use std::collections::{BTreeMap, BTreeSet};
use tui_input::{Input, InputRequest};

/// What is being entered for an item.
#[derive(Debug, Clone)]
pub struct ValueEntry {
    pub item: ItemIx,
    /// A new finding beside the earlier one.
    pub again: bool,
    pub taken: Taken,
    /// Why the last attempt was not accepted.
    pub misfit: Option<String>,
    /// What stands there was not typed here: the next sign takes its place.
    proposed: bool,
    asked: Asked,
}

/// The words at which it was asked whether so long ago is meant: enter once more says that it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked(Option<String>);

impl Asked {
    /// What is asked of words that tell of what lies long ago, the first time that they are given.
    pub(super) fn first(&mut self, typed: &str, long_ago: Option<Text>) -> Option<String> {
        let then = long_ago?;
        let before = self.0.replace(typed.to_owned());
        (before.as_deref() != Some(typed))
            .then(|| format!("{then} lies more than a year back; if that is meant, press enter once more"))
    }
}

/// How a value is entered.
#[derive(Debug, Clone)]
pub enum Taken {
    Words(Input),
    /// Options picked one by one.
    Several(BTreeSet<usize>),
    /// One field after the other.
    Fields {
        rows: Vec<RowEntry>,
        /// The options for each of which there is a row, where it is so.
        each: Vec<String>,
        at: usize,
        field: Input,
    },
}

/// What a key did to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    More,
    /// It was given up.
    Left,
    Whole(Answer),
}

impl ValueEntry {
    /// Begins an entry; `first` is a character that was typed already. A check and a single choice need none.
    /// Several options begin with those that are recorded: who adds one drops none of the others unseen.
    pub fn begin(
        item: ItemIx,
        spec: &AnswerType,
        recorded: Option<&Answer>,
        again: bool,
        first: Option<char>,
    ) -> Option<Self> {
        let typed = || first.map(String::from).unwrap_or_default();
        let taken = match spec {
            AnswerType::Check | AnswerType::Timer { .. } | AnswerType::Choice { several: false, .. } => return None,
            AnswerType::Choice { several: true, .. } => Taken::Several(picked(spec, recorded)),
            AnswerType::Number { .. } | AnswerType::Text { .. } => Taken::Words(Input::new(typed())),
            AnswerType::Time { points: Direction::Now } if first.is_none() => {
                Taken::Words(Input::new("now".to_owned()))
            }
            AnswerType::Date { .. } | AnswerType::Time { .. } => Taken::Words(Input::new(typed())),
            AnswerType::Fields { .. } => {
                Taken::Fields { rows: vec![RowEntry::default()], each: Vec::new(), at: 0, field: Input::new(typed()) }
            }
        };
        let proposed = first.is_none();
        Some(Self { item, again, taken, misfit: None, proposed, asked: Asked::default() })
    }

    /// Proposes a time, written as it is typed.
    pub(super) fn propose(&mut self, at: Moment, now: &Now) {
        let then = at.in_zone(&now.zone);
        let day = if now.is_today(at) { "" } else { "%Y-%m-%d " };
        self.taken = Taken::Words(Input::new(format!("{}{}", then.strftime(day), clock(&then))));
        self.proposed = true;
    }

    /// There is a row for each of these options, and nobody types which.
    pub(super) fn gives_each(&mut self, options: &[Id]) {
        if let (Taken::Fields { rows, each, at, .. }, [first, ..]) = (&mut self.taken, options) {
            *each = options.iter().map(Id::to_string).collect();
            (*rows, *at) = (vec![RowEntry::of(Some(first.to_string()))], 1);
        }
    }

    pub fn field(&mut self) -> Option<&mut Input> {
        match &mut self.taken {
            Taken::Words(field) | Taken::Fields { field, .. } => Some(field),
            Taken::Several(_) => None,
        }
    }

    /// Whether nothing stands in it that was typed or scanned.
    pub fn is_untouched(&self) -> bool {
        match &self.taken {
            Taken::Words(field) => field.value().is_empty(),
            Taken::Several(_) => false,
            Taken::Fields { rows, each, at, field } => {
                let [row] = rows.as_slice() else { return false };
                *at == usize::from(!each.is_empty()) && row.scanned.is_empty() && field.value().is_empty()
            }
        }
    }

    pub fn press(&mut self, key: Key, spec: &AnswerType, now: &Now) -> Typed {
        // Long words are corrected; a value that is proposed or was refused is typed anew.
        let (refused, proposed) = (self.misfit.take().is_some(), std::mem::take(&mut self.proposed));
        let anew = proposed || refused && !matches!(spec, AnswerType::Text { .. });
        if let (true, Key::Char(_), Some(field)) = (anew, key, self.field()) {
            field.reset();
        }
        if let Key::Char(c) = key
            && let Some(option) = spec.signed(c).filter(|_| self.is_untouched())
        {
            return Typed::Whole(Answer::Alternative(option.id.clone()));
        }
        match (&mut self.taken, key) {
            (Taken::Fields { .. }, Key::Esc) => self.step_back(),
            (_, Key::Esc) => Typed::Left,
            (Taken::Several(picked), Key::Char(c)) => {
                toggle(picked, c, spec);
                Typed::More
            }
            (Taken::Several(picked), Key::Enter) => {
                let chosen: Vec<&str> =
                    picked.iter().filter_map(|&n| spec.options().get(n)).map(|o| o.id.as_str()).collect();
                let read = read(spec, &chosen, now);
                self.whole(read)
            }
            (Taken::Words(field), Key::Enter) => {
                let read = read(spec, &[field.value()], now);
                let read = read.or_else(|misfit| begun(spec, field.value()).ok_or(misfit));
                let long_ago = read.as_ref().ok().and_then(|answer| spec.long_ago(answer, now));
                self.misfit = self.asked.first(field.value(), long_ago);
                if self.misfit.is_some() { Typed::More } else { self.whole(read) }
            }
            (Taken::Fields { .. }, Key::Enter) => self.next_field(spec, now),
            (Taken::Fields { at, field, .. }, Key::Char(c)) => {
                if let Some(id) = option_of(spec, *at, c) {
                    *field = Input::new(id);
                    return self.next_field(spec, now);
                }
                field.handle(InputRequest::InsertChar(c));
                Typed::More
            }
            (Taken::Words(field) | Taken::Fields { field, .. }, key) => {
                edit(field, key);
                Typed::More
            }
            (Taken::Several(_), _) => Typed::More,
        }
    }

    /// Whether a key would save what is entered, or choose in it. In fields that may stay empty enter goes on as
    /// often as it is pressed, but for the last one.
    pub(super) fn would_confirm(&self, key: Key, spec: &AnswerType, now: &Now) -> bool {
        let is_whole = || matches!(self.clone().press(key, spec, now), Typed::Whole(_));
        match (&self.taken, key) {
            (Taken::Fields { .. }, Key::Enter) => is_whole(),
            (Taken::Words(_) | Taken::Fields { .. }, Key::Char(c)) if spec.signed(c).is_some() => is_whole(),
            (Taken::Fields { at, .. }, Key::Char(c)) => option_of(spec, *at, c).is_some(),
            (Taken::Words(_) | Taken::Several(_), Key::Enter) => true,
            // Picked and dropped again by one press, an option would be missing.
            (Taken::Several(_), Key::Char(_)) => true,
            (Taken::Words(_) | Taken::Several(_) | Taken::Fields { .. }, _) => false,
        }
    }

    fn whole(&mut self, read: Result<Answer, Misfit>) -> Typed {
        match read {
            Ok(answer) => Typed::Whole(answer),
            Err(misfit) => {
                self.misfit = Some(misfit.to_string());
                Typed::More
            }
        }
    }

    /// Checks what was typed, one value or several in a row, and goes on to the next field; after the last one the
    /// answer is whole, or another row begins where the item takes several and the first field of it is filled.
    fn next_field(&mut self, spec: &AnswerType, now: &Now) -> Typed {
        let (AnswerType::Fields { fields, rows: most, .. }, Taken::Fields { rows, each, at, field }) =
            (spec, &mut self.taken)
        else {
            return Typed::More;
        };
        let value = field.value().trim().to_owned();
        let is_first = rows.len() == 1 && *at == usize::from(!each.is_empty());
        if let Some(answer) = alternative(spec, &value).filter(|_| is_first) {
            return Typed::Whole(answer);
        }
        let several = rows.len() > 1;
        let Some(row) = rows.last_mut() else { return Typed::More };
        let ends_rows = value.is_empty() && row.is_empty() && several;
        if !ends_rows {
            let left: Vec<Field> = fields[*at..].iter().filter(|field| !row.is_scanned(field)).cloned().collect();
            let values = typed_at(&left, &value, now).and_then(|values| {
                let mut each = left.iter().zip(&values);
                let long_ago = each
                    .find_map(|(field, value)| field.answer.long_ago(&read(&field.answer, &[value], now).ok()?, now));
                self.asked.first(&value, long_ago).map_or(Ok(values), Err)
            });
            let values = match values {
                Ok(values) => values,
                Err(misfit) => {
                    if let Some(answer) = begun(spec, &value).filter(|_| is_first) {
                        return Typed::Whole(answer);
                    }
                    self.misfit = Some(misfit);
                    return Typed::More;
                }
            };
            *at = row.takes(values, fields);
            *field = Input::default();
            if *at < fields.len() {
                return Typed::More;
            }
            let next = each.get(rows.len()).cloned();
            *at = usize::from(next.is_some());
            let goes_on = next.is_some() || each.is_empty() && rows.len() < *most;
            rows.push(RowEntry::of(next));
            if goes_on {
                return Typed::More;
            }
        }
        let answers = rows.iter().filter(|row| !row.is_empty()).map(|row| row.answers(fields, now));
        let read = answers.collect::<Result<_, _>>().and_then(|rows| {
            let answer = Answer::Fields(rows);
            spec.accepts(&answer, now).map(|()| answer)
        });
        self.whole(read)
    }

    /// A scanned package fills the row that is typed; what was typed elsewhere in it stays.
    pub(super) fn fills(&mut self, spec: &AnswerType, filled: BTreeMap<Id, Answer>) {
        self.misfit = None;
        if let (AnswerType::Fields { fields, .. }, Taken::Fields { rows, at, field, .. }) = (spec, &mut self.taken)
            && let Some(row) = rows.last_mut()
        {
            let before = std::mem::replace(at, row.fills(filled, fields));
            if before != *at {
                field.reset();
            }
        }
    }

    /// To the field before; a scan is taken back first.
    fn step_back(&mut self) -> Typed {
        let Taken::Fields { rows, each, at, field } = &mut self.taken else {
            return Typed::Left;
        };
        let Some(row) = rows.last_mut() else { return Typed::Left };
        if !row.scanned.is_empty() {
            row.scanned.clear();
            row.words.truncate(row.words.iter().position(String::is_empty).unwrap_or(*at));
            *at = row.words.len();
            return Typed::More;
        }
        if *at <= usize::from(!each.is_empty()) {
            return Typed::Left;
        }
        let Some(before) = row.words.pop() else { return Typed::Left };
        *at -= 1;
        *field = Input::new(before);
        Typed::More
    }
}

/// The one named alternative that begins as what was typed and is no value.
fn begun(spec: &AnswerType, typed: &str) -> Option<Answer> {
    let typed = typed.trim().to_ascii_lowercase();
    let begins = |id: &&Id| typed.starts_with(char::is_alphabetic) && id.as_str().starts_with(&typed);
    let mut ids = spec.options().iter().map(|option| &option.id).filter(begins);
    ids.next().filter(|_| ids.next().is_none()).map(|id| Answer::Alternative(id.clone()))
}

/// The options that an answer chose.
fn picked(spec: &AnswerType, answer: Option<&Answer>) -> BTreeSet<usize> {
    let Some(Answer::Choice(chosen)) = answer else { return BTreeSet::new() };
    let options = spec.options().iter().enumerate();
    options.filter(|(_, option)| chosen.contains(&option.id)).map(|(n, _)| n).collect()
}

/// What was typed at a field: a value of its own, or one for each field from there on, in the order shown.
fn typed_at(fields: &[Field], typed: &str, now: &Now) -> Result<Vec<String>, String> {
    let Some(first) = fields.first() else {
        let more = "the scan has filled the rest: enter alone takes it, esc takes the scan back";
        return if typed.is_empty() { Ok(Vec::new()) } else { Err(more.to_owned()) };
    };
    let Some(own) = refused(first, typed, now) else { return Ok(vec![typed.to_owned()]) };
    let values = in_a_row(fields, typed, now).map_err(|misfit| match misfit {
        Misfit::Field { field, cause } if field.as_str() == first.id.as_str() => cause.to_string(),
        Misfit::Field { field, cause } => {
            let named = fields.iter().find(|known| known.id.as_str() == field.as_str());
            format!("{}: {cause}", named.map_or(field.as_str(), |field| &field.label))
        }
        misfit => misfit.to_string(),
    })?;
    if values.len() < 2 {
        return Err(own);
    }
    let mut each = fields.iter().zip(&values);
    let refused = each.find_map(|(field, value)| Some(format!("{}: {}", field.label, refused(field, value, now)?)));
    refused.map_or(Ok(values), Err)
}

fn refused(field: &Field, value: &str, now: &Now) -> Option<String> {
    if value.is_empty() && field.optional {
        return None;
    }
    read(&field.answer, &[value], now).err().map(|misfit| misfit.to_string())
}

/// The option of a choice field that a digit picks.
fn option_of(spec: &AnswerType, at: usize, c: char) -> Option<String> {
    let AnswerType::Fields { fields, .. } = spec else {
        return None;
    };
    let AnswerType::Choice { options, several: false } = &fields.get(at)?.answer else {
        return None;
    };
    Some(options.get(digit_index(c)?)?.id.to_string())
}

/// The option that a digit stands for: 1 is the first, 0 the tenth.
pub(super) fn digit_index(c: char) -> Option<usize> {
    let digit = usize::try_from(c.to_digit(10)?).ok()?;
    Some(if digit == 0 { 9 } else { digit - 1 })
}

/// Picks or drops an option; one that stands alone drops the others and is dropped by them.
fn toggle(picked: &mut BTreeSet<usize>, c: char, spec: &AnswerType) {
    let options = spec.options();
    let Some(n) = digit_index(c).filter(|n| *n < options.len()) else {
        return;
    };
    if picked.remove(&n) {
        return;
    }
    if options[n].alone {
        picked.clear();
    } else {
        picked.retain(|&other| !options[other].alone);
    }
    picked.insert(n);
}

/// The ordinary keys of a text field.
pub(super) fn edit(field: &mut Input, key: Key) {
    let request = match key {
        Key::Char(c) => InputRequest::InsertChar(c),
        Key::Backspace => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Left => InputRequest::GoToPrevChar,
        Key::Right => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl(_)
        | Key::Enter
        | Key::Esc
        | Key::Tab
        | Key::BackTab
        | Key::Up
        | Key::Down
        | Key::PageUp
        | Key::PageDown
        | Key::F(_) => {
            return;
        }
    };
    field.handle(request);
}
