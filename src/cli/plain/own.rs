//! The words that only plain lines have: where somebody goes, what they hear again, who they are.

use super::Plain;
use super::line::{Given, Line, Own};
use super::said::{sentence, spelled};
use super::talk::{End, Heard};
use crate::cli::recording::happened;
use crate::domain::checklist::ItemIx;
use crate::domain::{StaffCode, Text};
use clap::builder::StyledStr;
use clap::{Arg, CommandFactory};

/// Each own word with what it does.
const WORDS: [(&str, &str); 12] = [
    ("next, back", "the item after this one, the one before"),
    ("go", "to what is next; go stop; go and an item, a section or its number"),
    ("list", "the items of this section; of the cases, before one is open"),
    ("why", "why this item matters, its source, what was recorded before"),
    ("where", "how the case stands: stops, timers, phases, what is next"),
    ("late TIME", "what is recorded next happened earlier; late alone ends it"),
    ("said-by CODE", "who says what you record; said-by alone ends it"),
    ("who", "somebody else is at the keyboard"),
    ("crisis", "the crisis cards, at any time"),
    ("help WORD", "what a word takes"),
    ("leave", "back to the list of cases; this one is held"),
    ("quit", "the end; the case is held"),
];

impl Plain<'_, '_> {
    pub(super) fn own(&mut self, own: Own, words: &[String]) -> Heard<()> {
        match own {
            Own::Next => self.steps(|here, ix| ix > here),
            Own::Back => self.steps(|here, ix| ix < here),
            Own::Go => self.goes(&words.join(" ")),
            Own::List => {
                let at = self.visit.at;
                self.tells(|telling| {
                    let section = at.map(|ix| telling.case.checklist().item(ix).section);
                    section.map(|section| telling.items(section)).unwrap_or_default()
                });
                Ok(())
            }
            Own::Why => {
                let at = self.visit.at;
                self.tells(|telling| at.map(|ix| telling.why(ix)).unwrap_or_default());
                Ok(())
            }
            Own::Where => {
                self.tells(|telling| telling.whole(&telling.case.outlook(telling.now)));
                self.says_who();
                Ok(())
            }
            Own::Late => self.is_late(&words.join(" ")),
            Own::SaidBy => self.is_said_by(words),
            Own::Who => self.who(words),
            Own::Help => self.helps(words),
            Own::Leave | Own::Quit => Err(End::Left),
        }
    }

    /// To the nearest item on one side that applies or may still apply.
    fn steps(&mut self, is_there: impl Fn(ItemIx, ItemIx) -> bool) -> Heard<()> {
        let Some((case, here)) = self.case().zip(self.visit.at) else { return self.goes("") };
        let counts = |ix: &ItemIx| case.status(*ix).counts() && is_there(here, *ix);
        let all = case.checklist().item_ixs().filter(counts);
        let to = all.min_by_key(|ix| ix.0.abs_diff(here.0));
        if to.is_none() {
            return self.talk.refuse("There is no item further on that side.");
        }
        self.stands_at(to);
        Ok(())
    }

    fn stands_at(&mut self, ix: Option<ItemIx>) {
        (self.visit.at, self.visit.is_new) = (ix, true);
    }

    fn goes(&mut self, to: &str) -> Heard<()> {
        let Some(step) = self.step() else { return Ok(()) };
        let (case, checklist) = (step.case(), step.case().checklist());
        let items = || self.telling().zip(self.visit.at).map(|(of, ix)| of.counted(checklist.item(ix).section));
        let nth = || items()?.get(to.parse::<usize>().ok()?.checked_sub(1)?).copied();
        let section = || {
            let section = checklist.section(checklist.find_section(to)?);
            let counts = |ix: &ItemIx| case.status(*ix).counts();
            section
                .item_ixs()
                .filter(counts)
                .find(|ix| case.status(*ix).is_open())
                .or_else(|| section.item_ixs().find(counts))
        };
        let named = || {
            let mut called =
                checklist.item_ixs().filter(|ix| case.name(*ix).to_lowercase().contains(&to.to_lowercase()));
            called.next().filter(|_| called.next().is_none())
        };
        let found = match to {
            "" => case.next(&step.now).item(case),
            "stop" => case.all_stops().first().map(|stop| stop.item),
            _ => checklist.find(to).or_else(section).or_else(nth).or_else(named),
        };
        if found.is_some() || to.is_empty() {
            self.stands_at(found);
            return Ok(());
        }
        let near = checklist.similar_items(to).into_iter().map(ToString::to_string).collect::<Vec<_>>();
        let near = if near.is_empty() { String::new() } else { format!(" Did you mean {}?", near.join(", ")) };
        match to {
            "stop" => self.talk.refuse("No stop stands."),
            to => self.talk.refuse(format_args!("There is no \"{}\" to go to.{near}", Text::sanitise(to))),
        }
    }

    fn is_late(&mut self, at: &str) -> Heard<()> {
        if at.is_empty() {
            self.late = None;
            self.talk.say("What you record happens now.");
            return Ok(());
        }
        let Some(step) = self.step() else { return Ok(()) };
        match happened(at, &step.now) {
            Ok(then) => {
                let said = format!("What you record next happened {}.", step.now.say(then));
                self.late = Some(at.to_owned());
                self.talk.say(said);
                Ok(())
            }
            Err(error) => self.talk.refuse(sentence(error.to_string().trim_start_matches("--at: "))),
        }
    }

    fn is_said_by(&mut self, words: &[String]) -> Heard<()> {
        let Some(code) = words.first() else {
            self.said_by = None;
            self.talk.say("You say yourself what you record.");
            return Ok(());
        };
        match code.parse::<StaffCode>() {
            Ok(code) => {
                self.talk.say(format_args!("{code} says what you record; said-by alone ends it."));
                self.said_by = Some(code);
                Ok(())
            }
            Err(error) => self.talk.refuse(sentence(&error.to_string())),
        }
    }

    fn says_who(&mut self) {
        let by = self.seat.by.as_ref().map_or_else(|| "Nobody".to_owned(), ToString::to_string);
        let said = self.said_by.as_ref().map(|said_by| format!("; {said_by} says it")).unwrap_or_default();
        let late =
            self.late.as_ref().map(|late| format!("; what is recorded next happened {late}")).unwrap_or_default();
        self.talk.say(format_args!("{by} is at the keyboard{said}{late}."));
    }

    /// Somebody else comes to the keyboard.
    pub(super) fn who(&mut self, words: &[String]) -> Heard<()> {
        let known = super::people::seconds(self);
        let named = if words.is_empty() {
            self.says_who();
            self.names("Who is at the keyboard now? A blank line: the same.", &known)?
        } else {
            match self.person(&words.join(" "), &known)? {
                Ok(person) => Some(person),
                Err(why) => return self.talk.refuse(why),
            }
        };
        if let Some(person) = named {
            self.takes_seat(person);
        }
        Ok(())
    }

    /// The words there are, or what one of them takes.
    pub(super) fn helps(&mut self, words: &[String]) -> Heard<()> {
        let line = Line::command();
        if let Some(word) = words.first() {
            let own = WORDS.iter().filter(|(names, _)| names.split([',', ' ']).any(|name| name == word));
            let own = own.map(|(names, does)| format!("{names}: {does}."));
            let said: Vec<String> = own.chain(line.find_subcommand(word).into_iter().flat_map(taken)).collect();
            if said.is_empty() {
                return self.talk.refuse(format_args!("There is no word \"{}\". help says all.", Text::sanitise(word)));
            }
            self.talk.say_all(said);
            return Ok(());
        }
        self.talk.say(
            "Answer what is asked: a number, a word, a value, done, or not-right and why. A blank line asks again.",
        );
        self.talk.say_all(WORDS.map(|(word, does)| format!("{word}: {does}.")));
        self.talk.say("Commands, without the case and the item at hand:");
        for command in line.get_subcommands() {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let about = about.split(". ").next().unwrap_or_default().to_owned();
            self.talk.say(format_args!("{}: {}", command.get_name(), sentence(&about)));
        }
        self.talk.say("Where words are asked, begin a command with the word periop.");
        Ok(())
    }

    /// What a command printed, without its columns and signs.
    pub(super) fn says_printed(&mut self, given: &Given, printed: &str) {
        if given.options.contains_key("json") {
            return self.talk.say(printed);
        }
        // What proves that somebody looks at the right case is read from the chart, not from here.
        let printed = match self.code().map(|code| (code, spelled(code))) {
            Some((_, shown)) if given.word == "slip" => {
                format!("Case {shown}. The rest stands on its slip, printed by periop slip.")
            }
            Some((code, shown)) => printed.replace(&code.to_string(), &shown),
            None => printed.to_owned(),
        };
        self.talk.say_all(printed.lines().map(without_columns).filter(|line| !line.is_empty()));
    }
}

/// What a command takes here, where the case and the item at hand need not be named.
fn taken(command: &clap::Command) -> Vec<String> {
    let about = |help: Option<&StyledStr>| sentence(&help.map(ToString::to_string).unwrap_or_default());
    let one = |arg: &Arg| match (arg.get_long(), arg.get_id().as_str()) {
        (_, "code") => None,
        (Some("reason"), _) => {
            Some("Why, in words; for another item than the one at hand: --reason and why in double quotes.".to_owned())
        }
        (Some(name), _) => Some(format!("--{name}: {}", about(arg.get_help()))),
        (None, "item") => Some("The item's id, where another is meant than the one at hand.".to_owned()),
        (None, name) => Some(format!("{}: {}", name.to_uppercase(), about(arg.get_help()))),
    };
    let is_own = |arg: &&Arg| arg.get_help_heading().is_none();
    let parts = command.get_subcommands().map(|part| format!("{}: {}", part.get_name(), about(part.get_about())));
    let args = command.get_arguments().filter(is_own).filter_map(one);
    let head = format!("{}: {}", command.get_name(), about(command.get_about()));
    [head].into_iter().chain(parts).chain(args).collect()
}

/// A printed line as a sentence: signs are words, columns are parted by commas.
fn without_columns(line: &str) -> String {
    const SIGNS: [(&str, &str); 9] = [
        ("[ ]", "Open:"),
        ("[x]", "Done:"),
        ("[-]", "Not applicable:"),
        ("[>]", "Put off:"),
        ("[!]", "Overridden:"),
        ("[/]", "Not done:"),
        ("[?]", "Pending:"),
        ("[#]", "STOP:"),
        ("[~]", "Changed after the sign-off:"),
    ];
    let line = line.trim();
    let sign = SIGNS.iter().find_map(|(sign, word)| Some((word, line.strip_prefix(sign)?)));
    let line = sign.map_or_else(|| line.to_owned(), |(word, rest)| format!("{word}{rest}"));
    line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
