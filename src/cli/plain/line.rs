//! A typed line: an answer to what is asked, or a command as it stands in the README, in which the case and the item
//! at hand need not be named.

use super::super::Command;
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, Choice, Item, ItemIx};
use crate::domain::{Id, Text};
use clap::builder::PossibleValue;
use clap::{Arg, CommandFactory, Parser};
use std::collections::{BTreeMap, VecDeque};
use strum::{EnumString, VariantNames};

/// A command without the program's name.
#[derive(Debug, Parser)]
#[command(name = "periop", no_binary_name = true, disable_help_subcommand = true)]
pub(super) struct Line {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Begins a command where words are asked, which may begin as one.
const ESCAPE: &str = "periop";
/// A check was made and is in order.
const DONE: &str = "done";
/// A check was made and is not in order.
const NOT_RIGHT: &str = "not-right";

/// What only plain lines have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub(super) enum Own {
    Next,
    Back,
    Go,
    List,
    Why,
    Where,
    Late,
    SaidBy,
    Who,
    Help,
    Leave,
    Quit,
}

/// What a line means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Nothing,
    Own(Own, Vec<String>),
    Command(String, Vec<String>),
    Answer(Vec<String>),
    NotRight(String),
    /// A word that answers other items, where words are asked.
    NoWords,
}

/// Where somebody is: the case, and the item that is asked or looked at.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) case: &'a Case,
    pub(super) at: Option<ItemIx>,
}

/// What a line means where this is asked. An answer's own words win over commands of the same name.
pub(super) fn meaning(line: &str, asked: Option<Place<'_>>) -> Meaning {
    let mut words = split(line);
    let item = asked.and_then(|place| Some(place.case.checklist().item(place.at?)));
    let is_escaped = words.first().is_some_and(|word| word == ESCAPE);
    if is_escaped {
        words.remove(0);
    }
    let Some(first) = words.first().cloned() else { return Meaning::Nothing };
    if let Some(item) = item.filter(|_| !is_escaped) {
        let names_it = ["answer", "again"].contains(&first.as_str()) && words.get(1).is_some_and(|id| item.id == **id);
        if item.answer.is_check() && first == NOT_RIGHT {
            return Meaning::NotRight(words[1..].join(" "));
        }
        if let Some(values) = answer(&item.answer, (line, &words), asked).filter(|_| !names_it) {
            return Meaning::Answer(values);
        }
    }
    let rest = words.split_off(1);
    match first.parse::<Own>() {
        Ok(own) => Meaning::Own(own, rest),
        Err(_) if is_command(&first) => Meaning::Command(first, rest),
        Err(_) if item.is_some_and(|item| matches!(item.answer, AnswerType::Text { .. })) => Meaning::NoWords,
        Err(_) => Meaning::Answer([first].into_iter().chain(rest).collect()),
    }
}

/// Whether a word means something to whoever goes through a case.
pub(super) fn is_word(word: &str) -> bool {
    [DONE, NOT_RIGHT, ESCAPE].contains(&word) || word.parse::<Own>().is_ok() || is_command(word)
}

fn is_command(word: &str) -> bool {
    Line::command().find_subcommand(word).is_some()
}

/// The values that a line gives, where it can be nothing but an answer.
fn answer(spec: &AnswerType, (line, words): (&str, &[String]), place: Option<Place<'_>>) -> Option<Vec<String>> {
    let is = |word: &str| words.len() == 1 && words[0] == word;
    let one_of = |whole: &str| {
        let same = |option: &&Choice| option.id == *whole || option.label.eq_ignore_ascii_case(whole);
        spec.options().iter().find(same).map(|option| option.id.to_string())
    };
    match spec {
        AnswerType::Check => is(DONE).then(Vec::new),
        AnswerType::Timer { .. } => (is("start") || is("end")).then(|| words.to_vec()),
        AnswerType::Choice { options, .. } => {
            let nth =
                |part: &str| options.get(part.parse::<usize>().ok()?.checked_sub(1)?).map(|one| one.id.to_string());
            let each = || line.split([',', ' ']).filter(|part| !part.is_empty() && *part != "and");
            let picked = |part: &str| nth(part).or_else(|| one_of(part));
            one_of(line).map(|id| vec![id]).or_else(|| each().map(picked).collect())
        }
        AnswerType::Text { .. } => in_words(line, place).map(|words| vec![words]),
        AnswerType::Fields { fields, .. } => {
            let begins_with_words = matches!(fields.first()?.answer, AnswerType::Text { .. });
            let alternative = one_of(line).map(|id| vec![id]);
            // The first value's option may be given by its number, as where it is asked alone.
            let first = || {
                let nth = words.first()?.parse::<usize>().ok()?.checked_sub(1)?;
                let AnswerType::Choice { options, .. } = &fields.first()?.answer else { return None };
                Some([options.get(nth)?.id.to_string()].into_iter().chain(words[1..].iter().cloned()).collect())
            };
            alternative
                .or_else(first)
                .or_else(|| (begins_with_words && in_words(line, place).is_some()).then(|| words.to_vec()))
        }
        AnswerType::Number { .. } => one_of(line).map(|id| vec![id]),
        AnswerType::Date { .. } | AnswerType::Time { .. } => None,
    }
}

/// The words of a line where words are asked. A whole command is none, unless it stands between double quotes.
pub(super) fn in_words(line: &str, place: Option<Place<'_>>) -> Option<String> {
    let quoted = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'));
    let said = quoted.filter(|quoted| is_whole(quoted, place)).unwrap_or(line);
    (said != line || !is_whole(line, place)).then(|| said.to_owned())
}

/// Whether a line is a command and no sentence that begins as one: the word alone, or with what the program names.
fn is_whole(line: &str, place: Option<Place<'_>>) -> bool {
    // Whoever dictates is given a capital and a full stop.
    let said = line.trim_end_matches('.').to_lowercase();
    match said.split_whitespace().collect::<Vec<_>>().as_slice() {
        [ESCAPE, word, ..] => is_word(word),
        [word] => is_word(word),
        [word, next, ..] => is_word(word) && (word.contains('-') || belongs(word, next, place)),
        [] => false,
    }
}

/// Whether what stands behind a command's word can hardly be the second word of a sentence.
fn belongs(word: &str, next: &str, place: Option<Place<'_>>) -> bool {
    let checklist = place.map(|place| place.case.checklist());
    let is_named = checklist.is_some_and(|of| {
        let is = |id: &Id| *id == *next;
        of.place(next).is_some()
            || of.phases.iter().any(|phase| is(&phase.id))
            || of.presets.iter().any(|preset| is(&preset.id))
            || of.card(next).is_some()
    });
    let takes = || {
        let line = Line::command();
        let mut args = line.find_subcommand(word).into_iter().flat_map(clap::Command::get_arguments);
        args.any(|arg| arg.get_possible_values().iter().any(|value| value.matches(next, false)))
    };
    let is_value =
        || ["answer", "again", "late", "go"].contains(&word) && next.starts_with(|c: char| c.is_ascii_digit());
    next.starts_with("--") || is_named || is_value() || takes() || word == "who" || (word, next) == ("go", "stop")
}

/// A line's words; what stands between double quotes is one.
pub(super) fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let quote = rest[..end].find('"').filter(|at| *at == 0 || rest[..*at].ends_with('='));
        let quoted = quote.and_then(|at| {
            let closes = at + 1 + rest[at + 1..].find('"')?;
            let after = &rest[closes + 1..];
            after.chars().next().is_none_or(char::is_whitespace).then_some((at, closes))
        });
        let (word, after) = match quoted {
            Some((at, closes)) => (format!("{}{}", &rest[..at], &rest[at + 1..closes]), closes + 1),
            None => (rest[..end].to_owned(), end),
        };
        words.push(word);
        rest = rest[after..].trim_start();
    }
    words
}

/// A command as far as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) word: String,
    pub(super) options: BTreeMap<String, Option<String>>,
    words: Vec<String>,
    /// What it needs and was not said, in the order in which it is asked.
    pub(super) lacks: Vec<String>,
}

impl Given {
    /// The words behind a command's name fill its places in order; the case and the item at hand stand for themselves,
    /// and what is left over is why, or what there is to say.
    pub(super) fn new(word: &str, typed: Vec<String>, place: Option<Place<'_>>) -> Result<Self, String> {
        let line = Line::command();
        let command = line.find_subcommand(word).ok_or_else(|| format!("there is no word \"{word}\" here"))?;
        let mut given = Self { word: word.to_owned(), options: BTreeMap::new(), words: Vec::new(), lacks: Vec::new() };
        if command.has_subcommands() {
            given.words = typed;
            return Ok(given);
        }
        let mut rest = given.takes_options(command, typed)?;
        for part in command.get_positionals() {
            given.fills(command, part, &mut rest, place);
        }
        let named = |arg: &&Arg| arg.get_long().is_some() && arg.is_required_set();
        for arg in command.get_arguments().filter(named) {
            let Some(name) = arg.get_long() else { continue };
            if given.options.contains_key(name) {
                continue;
            }
            let is_one = |word: &String| arg.get_possible_values().iter().any(|value| value.matches(word, false));
            if rest.front().is_some_and(is_one) {
                given.options.insert(name.to_owned(), rest.pop_front());
            } else if name != "reason" || rest.is_empty() {
                given.lacks.push(name.to_owned());
            }
        }
        given.takes_rest(command, rest)?;
        Ok(given)
    }

    /// An answer to the item at hand.
    pub(super) fn answer(place: Place<'_>, ix: ItemIx, values: Vec<String>) -> Self {
        let of = [place.case.code().to_string(), place.case.checklist().item(ix).id.to_string()];
        let words = of.into_iter().chain(values).collect();
        Self { word: "answer".to_owned(), options: BTreeMap::new(), words, lacks: Vec::new() }
    }

    /// The same with an option and its value.
    pub(super) fn with(mut self, name: &str, value: Option<&str>) -> Self {
        self.options.insert(name.to_owned(), value.map(str::to_owned));
        self
    }

    /// The arguments as the command line has them.
    pub(super) fn args(&self) -> Vec<String> {
        let options = self.options.iter().map(|(name, value)| match value {
            Some(value) => format!("--{name}={value}"),
            None => format!("--{name}"),
        });
        let words = self.words.iter().cloned();
        if ["checklists", "config", "practice"].contains(&self.word.as_str()) {
            return [self.word.clone()].into_iter().chain(words).collect();
        }
        [self.word.clone()].into_iter().chain(options).chain(["--".to_owned()]).chain(words).collect()
    }

    /// Says what was lacking.
    pub(super) fn adds(&mut self, name: &str, value: String) {
        if has_option(&self.word, name) {
            self.options.insert(name.to_owned(), Some(value));
        } else {
            self.words.push(value);
        }
    }

    /// Takes the options out of what was typed.
    fn takes_options(&mut self, command: &clap::Command, typed: Vec<String>) -> Result<VecDeque<String>, String> {
        let (mut rest, mut typed) = (VecDeque::new(), typed.into_iter());
        while let Some(word) = typed.next() {
            let Some(named) = word.strip_prefix("--").filter(|named| !named.is_empty()) else {
                rest.push_back(word);
                continue;
            };
            let (name, value) = named.split_once('=').map_or((named, None), |(name, value)| (name, Some(value)));
            let option = command.get_arguments().find(|arg| arg.get_long() == Some(name));
            let option = option.ok_or_else(|| format!("\"{}\" has no --{}", self.word, Text::sanitise(name)))?;
            let value = value.map(str::to_owned);
            let value = if option.get_action().takes_values() { value.or_else(|| typed.next()) } else { None };
            self.options.insert(name.to_owned(), value);
        }
        Ok(rest)
    }

    fn fills(&mut self, command: &clap::Command, part: &Arg, rest: &mut VecDeque<String>, place: Option<Place<'_>>) {
        let name = part.get_id().as_str();
        let checklist = place.map(|place| place.case.checklist());
        let here = place.and_then(|place| place.at).zip(checklist);
        let is_item = |word: &String| checklist.is_some_and(|checklist| checklist.find(word).is_some());
        let is_section = |word: &String| checklist.is_some_and(|checklist| checklist.find_section(word).is_some());
        // A reason may begin with the name of an item.
        let may_name = self.options.contains_key("reason") || !needs(command, "reason");
        let value = match name {
            "code" if place.is_some() => place.map(|place| place.case.code().to_string()),
            "item" if rest.front().is_some_and(is_item) && may_name => rest.pop_front(),
            "item" if place.is_some() => here.map(|(ix, checklist)| checklist.item(ix).id.to_string()),
            "section" if rest.front().is_some_and(is_section) => rest.pop_front(),
            "section" if place.is_some() => here.map(|(ix, of)| of.section(of.item(ix).section).id.to_string()),
            "words" => {
                let names_item = rest.len() > 1 && rest.front().is_some_and(is_item);
                let named = if names_item { rest.pop_front() } else { None };
                self.words.extend(named.or_else(|| here.map(|(ix, of)| of.item(ix).id.to_string())));
                joined(rest)
            }
            "text" | "label" => joined(rest),
            "values" => {
                let typed: Vec<String> = rest.drain(..).collect();
                let item = checklist.zip(self.words.get(1)).and_then(|(of, id)| Some(of.item(of.find(id)?)));
                return self.takes_values(item, typed);
            }
            "members" | "page" => {
                self.words.extend(rest.drain(..));
                if part.is_required_set() && self.words.len() < 2 { None } else { return }
            }
            _ => rest.pop_front(),
        };
        match value {
            Some(value) => self.words.push(value),
            None if part.is_required_set() => self.lacks.push(name.to_owned()),
            None => {}
        }
    }

    /// Options may be given by their numbers, as they are where an item is asked.
    fn takes_values(&mut self, item: Option<&Item>, typed: Vec<String>) {
        let is_check = item.is_some_and(|item| item.answer.is_check());
        match (item, typed.as_slice()) {
            (_, [first, why @ ..]) if is_check && first == NOT_RIGHT => {
                self.options.insert(NOT_RIGHT.to_owned(), Some(why.join(" ")));
            }
            (Some(item), _) if !typed.is_empty() => {
                let values = answer(&item.answer, (&typed.join(" "), &typed), None);
                self.words.extend(values.unwrap_or(typed));
            }
            (Some(_) | None, _) => self.words.extend(typed),
        }
    }

    /// What is left over is why, or what there is to say.
    fn takes_rest(&mut self, command: &clap::Command, mut rest: VecDeque<String>) -> Result<(), String> {
        let free = ["reason", "text"].into_iter().find(|name| has(command, name) && !self.options.contains_key(*name));
        match (joined(&mut rest), free) {
            (None, _) => Ok(()),
            (Some(words), Some(name)) => {
                self.options.insert(name.to_owned(), Some(words));
                Ok(())
            }
            (Some(words), None) => Err(format!("\"{}\" takes nothing more: {}", self.word, Text::sanitise(&words))),
        }
    }
}

fn joined(rest: &mut VecDeque<String>) -> Option<String> {
    let words: Vec<String> = rest.drain(..).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn has(command: &clap::Command, name: &str) -> bool {
    command.get_arguments().any(|arg| arg.get_long() == Some(name))
}

fn needs(command: &clap::Command, name: &str) -> bool {
    command.get_arguments().any(|arg| arg.get_long() == Some(name) && arg.is_required_set())
}

/// Whether a command has an option of this name.
pub(super) fn has_option(word: &str, name: &str) -> bool {
    Line::command().find_subcommand(word).is_some_and(|command| has(command, name))
}

/// The words that may stand in a place of a command, each with what it means.
pub(super) fn possible(word: &str, name: &str) -> Vec<(String, String)> {
    let line = Line::command();
    let command = line.find_subcommand(word);
    let arg = command.and_then(|command| command.get_arguments().find(|arg| arg.get_id() == name));
    let said = |value: PossibleValue| (value.get_name().to_owned(), value.get_name().replace('-', " "));
    arg.map(|arg| arg.get_possible_values().into_iter().map(said).collect()).unwrap_or_default()
}
