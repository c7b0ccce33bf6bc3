//! The list of cases: which there are and what each needs; one is opened, made or planned.

use super::line::{Given, Meaning, Own, meaning};
use super::said::{sentence, spelled};
use super::talk::{End, Heard};
use super::{Plain, Ran};
use crate::cli::Session;
use crate::domain::{Code, Text, counted};
use crate::report::CaseRow;
use crate::store::{Folder, Loaded};
use std::collections::BTreeSet;

impl Plain<'_, '_> {
    /// The case that somebody opens.
    pub(super) fn list(&mut self) -> Heard<Code> {
        let mut listed = self.cases();
        loop {
            let open =
                if listed.is_empty() { "new opens a case." } else { "Say the number or the code of a case, or new." };
            self.waits_for(open.to_owned());
            let line = self.hears()?;
            let nth = line.parse().ok().and_then(|n: usize| listed.get(n.checked_sub(1)?).copied());
            if let Some(code) = nth.or_else(|| line.parse().ok()) {
                return Ok(code);
            }
            match meaning(&line, None) {
                Meaning::Own(Own::List, words) if !words.is_empty() => {
                    self.command_at_list("list", words)?;
                }
                Meaning::Nothing | Meaning::Own(Own::List, _) => listed = self.cases(),
                Meaning::Own(Own::Quit | Own::Leave, _) => return Err(End::Left),
                Meaning::Own(Own::Who, words) => self.who(&words)?,
                Meaning::Own(Own::Help, words) => self.helps(&words)?,
                Meaning::Own(..) => {
                    self.talk.refuse("This is said in a case: open one first, by its number or code.")?;
                }
                Meaning::Command(word, words) if word == "run" => match words.join("").parse() {
                    Ok(code) => return Ok(code),
                    Err(error) => self.talk.refuse(format_args!("{error}."))?,
                },
                Meaning::Command(word, words) => {
                    if let Some(code) = self.command_at_list(&word, words)? {
                        return Ok(code);
                    }
                }
                Meaning::Answer(_) | Meaning::NotRight(_) | Meaning::NoWords => {
                    self.talk.refuse("Say the number or the code of a case, new, list, help or quit.")?;
                }
            }
        }
    }

    /// Says the open cases, the most pressing first, and gives their codes in that order.
    fn cases(&mut self) -> Vec<Code> {
        let now = Session::now();
        let (mut rows, mut unread) = (Vec::new(), Vec::new());
        let listed = |code: Code, loaded: Result<Loaded, _>| match loaded {
            Ok(loaded) => Ok((CaseRow::new(&loaded.case, loaded.caveats(), &now), code)),
            Err(error) => Err(format!("Case {}: {error}.", spelled(code))),
        };
        let looked = self.seat.session.desk.store.load_each(&[Folder::Open], listed, |row| {
            match row {
                Ok(row) => rows.push(row),
                Err(words) => unread.push(words),
            }
            Ok::<(), crate::store::StoreError>(())
        });
        rows.sort_by_cached_key(|(row, _)| row.order());
        let follows: BTreeSet<String> = rows.iter().map(|(row, _)| row.follows()).collect();
        let same = follows.first().filter(|_| follows.len() == 1);
        let count = counted(rows.len(), "open case", "open cases");
        let of = same.map(|same| format!(" of {same}")).unwrap_or_default();
        let mark = self.mark();
        self.talk.say(format_args!("{mark}{count}{of}."));
        for ((row, code), n) in rows.iter().zip(1..) {
            let of = if same.is_some() { String::new() } else { format!(" {}.", row.follows()) };
            self.talk.say(format_args!("{n} {}{of} Case {}.", row.sentences(), spelled(*code)));
        }
        self.talk.say_all(unread);
        if let Err(error) = looked {
            self.talk.say(sentence(&error.to_string()));
        }
        rows.into_iter().map(|(_, code)| code).collect()
    }

    /// A command at the list names its case by the whole code. The case that it opened, if it did.
    fn command_at_list(&mut self, word: &str, words: Vec<String>) -> Heard<Option<Code>> {
        let mut given = match Given::new(word, words, None) {
            Ok(given) => given,
            Err(why) => return self.talk.refuse(Text::sanitise(&why)).map(|()| None),
        };
        if word == "new" && !self.asks_of_new(&mut given)? {
            return Ok(None);
        }
        let Some(Ran { printed, .. }) = self.carries_out(given.clone())? else { return Ok(None) };
        let made = self.seat.open.take().filter(|_| word == "new");
        let Some(step) = made else {
            self.says_printed(&given, &printed);
            return Ok(None);
        };
        let code = step.case().code();
        let whole = code.to_string().chars().map(String::from).collect::<Vec<_>>().join(", ");
        self.talk.say(format_args!("The code of this case: {whole}. Write it on the chart."));
        Ok(step.case().planned().is_none().then_some(code))
    }

    /// What a new case is asked for where nothing was said of it.
    fn asks_of_new(&mut self, given: &mut Given) -> Heard<bool> {
        let is_bare = !given.lacks.is_empty() && given.options.is_empty();
        if !self.completes(given)? {
            return Ok(false);
        }
        if is_bare {
            self.puts("When does it begin? A blank line: now. Or a time, such as tomorrow 08:30.");
            let at = self.hears()?;
            let at = Some(at).filter(|at| !at.is_empty());
            let place = self.asks_words("Which bay or room? A blank line: not said.")?;
            let name = if at.is_some() { "room" } else { "label" };
            given.options.extend(at.map(|at| ("planned".to_owned(), Some(at))));
            given.options.extend(place.map(|place| (name.to_owned(), Some(place))));
        }
        Ok(true)
    }
}
