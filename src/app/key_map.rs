//! Which keys do what at a workstation: those of the table, or others that the station chose.

use super::{Action, BINDINGS, Binding, Key, KeyMode};
use std::borrow::Cow;
use strum::IntoEnumIterator;

#[derive(Debug, Clone)]
pub struct KeyMap(Cow<'static, [Binding]>);

/// Keys in the place of those that the table has for an action.
#[derive(Debug, Clone)]
pub struct Remap {
    pub context: KeyMode,
    pub action: Action,
    pub keys: Vec<Key>,
}

/// Why the key at a place of the remap at another cannot be had.
pub type Clash = (usize, usize, String);

impl Default for KeyMap {
    fn default() -> Self {
        Self(Cow::Borrowed(BINDINGS))
    }
}

impl KeyMode {
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Where keys may be chosen. Crisis cards have the same keys at every workstation, so that whoever comes to help
    /// finds them; a locked screen takes any key, and in a field keys are letters.
    pub fn free() -> impl Iterator<Item = Self> {
        Self::iter().filter(|context| !matches!(context, Self::Cards | Self::Crisis | Self::Locked | Self::Typing))
    }
}

impl KeyMap {
    pub fn rows(&self, context: KeyMode) -> impl Iterator<Item = &Binding> {
        self.0.iter().filter(move |row| row.context == context)
    }

    /// The row for a key in a context. Letters count whatever their case.
    pub fn row_for(&self, context: KeyMode, key: Key) -> Option<&Binding> {
        let key = match key {
            Key::Char(c) => Key::Char(c.to_lowercase().next().unwrap_or(c)),
            other => other,
        };
        let told = self.rows(context).find(|row| row.keys.contains(&key));
        told.or_else(|| self.rows(context).find(|row| row.also.contains(&key)))
    }

    /// The row of what is done in a context, whichever its keys.
    pub fn row_of(&self, context: KeyMode, action: Action) -> Option<&Binding> {
        self.rows(context).find(|row| row.action == action)
    }

    /// The key by which something is done in a context, as it is written.
    pub fn key(&self, context: KeyMode, action: Action) -> String {
        self.row_of(context, action).map(Binding::key).unwrap_or_default()
    }

    /// The table with other keys; or every key that cannot be had.
    pub fn remapped(wanted: &[Remap]) -> Result<Self, Vec<Clash>> {
        let mut map = Self(Cow::Owned(BINDINGS.to_vec()));
        for Remap { context, action, keys } in wanted {
            let row = map.0.to_mut().iter_mut().find(|row| (row.context, row.action) == (*context, *action));
            let Some(row) = row else { continue };
            // What keeps its meaning stays beside them.
            let kept = row.keys.iter().filter(|key| keeps(**key).is_some() && !keys.contains(key));
            let mut all: Vec<Key> = keys.iter().chain(kept).copied().collect();
            if needs_no_letter(row) {
                // What is told is a key that works wherever it is told.
                all.sort_by_key(|key| is_letter(*key));
            }
            row.keys = all.into();
        }
        for row in map.0.to_mut() {
            row.gives_way(wanted);
        }
        let clashes = (0..wanted.len()).flat_map(|n| map.clashes(wanted, n)).collect::<Vec<_>>();
        if clashes.is_empty() { Ok(map) } else { Err(clashes) }
    }

    /// Of two that want the same key it is told once, at the later one.
    fn clashes(&self, wanted: &[Remap], n: usize) -> Vec<Clash> {
        let Remap { context, action, keys } = &wanted[n];
        let is_own = |row: &Binding| (row.context, row.action) == (*context, *action);
        let comes_later =
            |row: &&Binding| wanted[n..].iter().any(|w| (w.context, w.action) == (row.context, row.action));
        let why = |(k, key): (usize, &Key)| {
            let name = action.name();
            let had = BINDINGS.iter().any(|row| is_own(row) && row.keys.contains(key));
            if let Some(meaning) = keeps(*key).filter(|_| !had) {
                return Some((n, k, format!("\"{key}\" {meaning}; take another key")));
            }
            if keys[..k].contains(key) {
                return Some((n, k, format!("\"{key}\" is given to {name} twice; keep one of them")));
            }
            let mut rows = self.rows(*context).filter(|row| !is_own(row) && row.keys.contains(key));
            let other = rows.find(|row| !comes_later(row))?.action.name();
            let context = context.name();
            Some((
                n,
                k,
                format!(
                    "\"{key}\" is {other}'s and {name}'s in {context}; give {other} another key too, or take another for {name}"
                ),
            ))
        };
        let usual = BINDINGS.iter().find(|row| is_own(row));
        let left = self.row_of(*context, *action).is_some_and(|row| row.keys.iter().any(|key| !is_letter(*key)));
        let is_lost = usual.is_some_and(needs_no_letter) && !left;
        let lost = || {
            (
                n,
                0,
                format!(
                    "{} needs a key that is no letter too: where words are asked for, letters are words",
                    action.name()
                ),
            )
        };
        keys.iter().enumerate().filter_map(why).chain(is_lost.then(lost)).collect()
    }
}

impl Binding {
    /// What only turns pages leaves its keys to what does something, as long as one is left: many a pedal sends
    /// page-down.
    fn gives_way(&mut self, wanted: &[Remap]) {
        let is_taken = |key: &&Key| {
            let other = |remap: &&Remap| remap.context == self.context && remap.action != self.action;
            wanted.iter().filter(other).any(|remap| remap.keys.contains(key))
        };
        let left: Vec<Key> = self.keys.iter().filter(|key| !is_taken(key)).copied().collect();
        if matches!(self.action, Action::Page(_)) && !left.is_empty() {
            self.keys = left.into();
        }
    }
}

/// Whether it is done as well where a letter begins to type an answer.
fn needs_no_letter(usual: &Binding) -> bool {
    usual.context == KeyMode::Run && usual.keys.iter().any(|key| !is_letter(*key))
}

fn is_letter(key: Key) -> bool {
    matches!(key, Key::Char(c) if c.is_alphabetic())
}

/// Why a key means the same everywhere: it stays with what it does and is not to be had for anything else.
fn keeps(key: Key) -> Option<&'static str> {
    match key {
        Key::Esc => Some("leaves what is open, everywhere"),
        Key::F(2) | Key::Char('!') => Some("calls for the crisis cards at every workstation"),
        Key::Char('0'..='9' | '=' | '-') => Some("answers and chooses"),
        Key::Char('%') => Some("begins a slip that is scanned"),
        Key::Char(' ' | '/' | '?') => None,
        // A value must not lose its sign: ".5" would be ten times as much.
        Key::Char(sign) if !sign.is_alphabetic() => Some("begins a value that is typed"),
        Key::Ctrl('c') => Some("leaves the program"),
        Key::Ctrl('h' | 'i' | 'j' | 'm') => Some("cannot be told from backspace, tab or enter"),
        Key::Char(_) | Key::Ctrl(_) | Key::F(_) | Key::Enter | Key::Tab | Key::BackTab | Key::Up | Key::Down => None,
        Key::Left | Key::Right | Key::Home | Key::End | Key::PageUp | Key::PageDown => None,
        Key::Backspace | Key::Delete => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BINDINGS, KeyMode};
    use std::collections::HashSet;

    #[test]
    fn no_key_and_no_name_stands_twice_in_one_context() {
        let (mut keys, mut names) = (HashSet::new(), HashSet::new());
        for row in BINDINGS {
            for key in row.keys.iter().chain(row.also) {
                assert!(keys.insert((row.context, *key)), "{key:?} stands twice in {:?}", row.context);
            }
            assert!(
                names.insert((row.context, row.action.name())),
                "{:?} stands twice in {:?}",
                row.action,
                row.context
            );
        }
        assert_eq!(KeyMode::free().count(), 12);
    }
}
