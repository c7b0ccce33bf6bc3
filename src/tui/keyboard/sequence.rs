//! Keys that terminals send as sequences. Whatever is no key here is an answer of the terminal, or nothing we know.

use super::decoder::Mouse;
use crate::app::Key;

/// The bits of a sequence's modifiers.
mod held {
    pub(super) const SHIFT: u32 = 1;
    pub(super) const CONTROL: u32 = 4;
    pub(super) const CAPS_LOCK: u32 = 64;
    /// With one of these a character names nothing here: alt, super, hyper, meta.
    pub(super) const OTHERS: u32 = 2 + 8 + 16 + 32;
}

/// The key of `ESC O` and a byte.
pub(super) fn single(end: u8) -> Option<Key> {
    match end {
        b'M' => Some(Key::Enter),
        b'R' => Some(Key::F(3)),
        _ => by_letter(end, 0),
    }
}

/// The key of `ESC [`, parameters and a byte. Released and repeated keys, where a terminal tells of them, are none.
pub(super) fn control(parameters: &[u8], end: u8) -> Option<Key> {
    let text = std::str::from_utf8(parameters).ok()?;
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')) {
        return None;
    }
    let number =
        |group: usize, place: usize| -> Option<u32> { text.split(';').nth(group)?.split(':').nth(place)?.parse().ok() };
    if number(1, 1).is_some_and(|kind| kind != 1) {
        return None;
    }
    let modifiers = number(1, 0).unwrap_or(1).saturating_sub(1);
    let groups = text.split(';').count();
    match end {
        b'u' => by_code(number(0, 0)?, number(0, 1), modifiers),
        b'~' if groups <= 2 => by_number(number(0, 0)?, modifiers),
        b'A'..=b'Z' if groups <= 2 && (text.is_empty() || number(0, 0) == Some(1)) => by_letter(end, modifiers),
        _ => None,
    }
}

/// What a report of the mouse says: the left button pressed with nothing held, or the wheel. All else is nothing.
pub(super) fn mouse(report: &[u8], end: u8) -> Option<Mouse> {
    let mut numbers = std::str::from_utf8(report).ok()?.split(';').map(str::parse::<u16>);
    let (button, x, y) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    match (button, end, numbers.next()) {
        (0, b'M', None) => Some(Mouse::Click(x.checked_sub(1)?, y.checked_sub(1)?)),
        (64, b'M', None) => Some(Mouse::WheelUp),
        (65, b'M', None) => Some(Mouse::WheelDown),
        _ => None,
    }
}

/// Whether the parameters of a key say that it is pressed, and neither repeated nor let go.
pub(super) fn tells_kind(parameters: &[u8]) -> bool {
    parameters.split(|byte| *byte == b';').nth(1).is_some_and(|group| group.contains(&b':'))
}

fn by_letter(end: u8, modifiers: u32) -> Option<Key> {
    Some(match end {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        // F3 is no letter here: with parameters it would be where the cursor stands.
        b'P' | b'Q' | b'S' => function((end - b'P' + 1).into(), modifiers),
        b'Z' => Key::BackTab,
        _ => return None,
    })
}

fn by_number(number: u32, modifiers: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => function(number - 10, modifiers),
        17..=21 => function(number - 11, modifiers),
        23..=26 => function(number - 12, modifiers),
        28 | 29 => function(number - 13, modifiers),
        31..=34 => function(number - 14, modifiers),
        42..=45 => function(number - 21, modifiers),
        _ => return None,
    })
}

/// A function key. With shift the first twelve are the next twelve, as terminals without so many keys name them; but
/// whoever calls for the crisis cards may hold whatever they hold.
fn function(n: u32, modifiers: u32) -> Key {
    let n = if modifiers & held::SHIFT != 0 && n <= 12 && n != 2 { n + 12 } else { n };
    Key::F(u8::try_from(n).unwrap_or_default())
}

/// The key of kitty's protocol with this code.
fn by_code(code: u32, shifted: Option<u32>, modifiers: u32) -> Option<Key> {
    let is_held = |bits| modifiers & bits != 0;
    Some(match code {
        9 if is_held(held::SHIFT) => Key::BackTab,
        9 => Key::Tab,
        13 | 57_414 => Key::Enter,
        27 => Key::Esc,
        127 => Key::Backspace,
        57_376..=57_387 => function(code - 57_376 + 13, 0),
        // The keypad.
        57_417 => Key::Left,
        57_418 => Key::Right,
        57_419 => Key::Up,
        57_420 => Key::Down,
        57_421 => Key::PageUp,
        57_422 => Key::PageDown,
        57_423 => Key::Home,
        57_424 => Key::End,
        57_426 => Key::Delete,
        _ => {
            let c = character(code)?;
            if is_held(held::CONTROL) {
                return Some(Key::Ctrl(c.to_ascii_lowercase()));
            }
            if is_held(held::OTHERS) {
                return None;
            }
            let is_upper = is_held(held::SHIFT) != (is_held(held::CAPS_LOCK) && c.is_alphabetic());
            let shifted = shifted.filter(|_| is_held(held::SHIFT)).and_then(character);
            Key::Char(shifted.unwrap_or(if is_upper { c.to_ascii_uppercase() } else { c }))
        }
    })
}

/// A character's code, or that of a key of the keypad which types one.
fn character(code: u32) -> Option<char> {
    const KEYPAD: &[u8] = b"0123456789./*-+";
    let of_keypad = code.checked_sub(57_399).and_then(|place| KEYPAD.get(usize::try_from(place).ok()?));
    match of_keypad {
        Some(byte) => Some((*byte).into()),
        // What is left of the private codes are keys without a character.
        None => char::from_u32(code).filter(|c| !c.is_control() && !(57_344..=63_743).contains(&code)),
    }
}
