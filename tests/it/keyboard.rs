//! What counts as typed: in whatever pieces the bytes of a terminal come, keys are keys, and nothing else is.
//! `PROPTEST_CASES=100000 cargo test keyboard` tries each property that often.

use crate::properties::runs;
use periop::app::{BINDINGS, Key};
use periop::tui::{Decoder, Dropped, Event, Silences};
use proptest::prelude::*;
use std::time::Duration;

/// Frees the keyboard, whatever came before.
const FREES: Duration = Duration::from_millis(300);
/// Between two keys of a person.
const HAND: Duration = Duration::from_millis(60);
/// Between two pieces of one sequence, on a slow line.
const LINE: Duration = Duration::from_millis(60);

/// A keyboard whose time is told to it.
struct Typist {
    decoder: Decoder,
    now: Duration,
    events: Vec<Event>,
}

impl Typist {
    fn new() -> Self {
        Self { decoder: Decoder::new(Silences::default()), now: Duration::ZERO, events: Vec::new() }
    }

    fn sends(mut self, bytes: &[u8]) -> Self {
        self.events.extend(self.decoder.take(bytes, self.now));
        self
    }

    fn rests(mut self, rest: Duration) -> Self {
        self.now += rest;
        self.events.extend(self.decoder.rest(self.now));
        self
    }

    /// The same bytes in pieces, with so much time between them.
    fn sends_in(mut self, pieces: &[&[u8]], between: Duration) -> Self {
        for piece in pieces {
            self = self.sends(piece).rests(between);
        }
        self
    }

    fn keys(self) -> Vec<Key> {
        let keys = self.rests(FREES).events.into_iter().filter_map(|event| match event {
            Event::Key(key) => Some(key),
            Event::Paste(_) | Event::Mouse(_) | Event::Dropped(_) => None,
        });
        keys.collect()
    }
}

fn keys(bytes: &[u8]) -> Vec<Key> {
    Typist::new().sends(bytes).keys()
}

/// Every byte by itself, as a slow line may bring them.
fn one_by_one(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.chunks(1).collect()
}

/// Every way in which some terminal sends a key.
fn encodings(key: Key) -> Vec<Vec<u8>> {
    let kitty = |code: u32, modifiers: &str| format!("\x1b[{code}{modifiers}u").into_bytes();
    let letter = |c: char| {
        [format!("\x1b[{c}"), format!("\x1bO{c}"), format!("\x1b[1;1{c}"), format!("\x1b[1;1:1{c}")]
            .map(String::into_bytes)
            .to_vec()
    };
    let number = |n: u32| vec![format!("\x1b[{n}~").into_bytes(), format!("\x1b[{n};1:1~").into_bytes()];
    match key {
        Key::Char(c) => vec![c.to_string().into_bytes(), kitty(c.into(), ""), kitty(c.into(), ";1:1")],
        Key::Ctrl(c) => vec![vec![c as u8 & 0x1f], kitty(c.into(), ";5")],
        Key::Enter => vec![b"\r".to_vec(), kitty(13, ""), kitty(57_414, ""), b"\x1bOM".to_vec()],
        Key::Esc => vec![b"\x1b".to_vec(), kitty(27, ""), kitty(27, ";1:1")],
        Key::Tab => vec![b"\t".to_vec(), kitty(9, "")],
        Key::BackTab => vec![b"\x1b[Z".to_vec(), kitty(9, ";2"), b"\x1b[1;2Z".to_vec()],
        Key::Backspace => vec![b"\x7f".to_vec(), b"\x08".to_vec(), kitty(127, "")],
        Key::Up => letter('A'),
        Key::Down => letter('B'),
        Key::Right => letter('C'),
        Key::Left => letter('D'),
        Key::Home => [letter('H'), number(1), number(7)].concat(),
        Key::End => [letter('F'), number(4), number(8)].concat(),
        Key::Delete => number(3),
        Key::PageUp => number(5),
        Key::PageDown => number(6),
        Key::F(n @ (1 | 2 | 4)) => [letter((b'O' + n).into()), number(NUMBERED[usize::from(n)]), console(n)].concat(),
        Key::F(3) => [vec![b"\x1bOR".to_vec()], number(13), console(3)].concat(),
        Key::F(5) => [number(15), console(5)].concat(),
        Key::F(n @ 13..) => {
            let shifted = format!("\x1b[{};2~", NUMBERED[usize::from(n) - 12]).into_bytes();
            let shifted = Some(shifted).filter(|_| n != 14);
            [number(NUMBERED[usize::from(n)]), vec![kitty(57_363 + u32::from(n), "")], shifted.into_iter().collect()]
                .concat()
        }
        Key::F(n) => number(NUMBERED[usize::from(n)]),
    }
}

/// The number by which terminals of a long line name each function key.
const NUMBERED: [u32; 25] =
    [0, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34, 42, 43, 44, 45];

/// As the Linux console sends the first five.
fn console(n: u8) -> Vec<Vec<u8>> {
    vec![[b"\x1b[[".as_slice(), &[b'@' + n]].concat()]
}

/// The keys of the table, and those with which text is typed.
fn every_key() -> Vec<Key> {
    let typing = [Key::Left, Key::Right, Key::Delete, Key::Backspace, Key::PageUp, Key::PageDown, Key::Ctrl('c')];
    let words = "aZß°µ€漢🩺".chars().map(Key::Char);
    // Foot pedals send those that no keyboard has.
    let functions = (1..=24).map(Key::F);
    let table = BINDINGS.iter().flat_map(|binding| binding.keys.iter()).copied();
    table.chain(typing).chain(words).chain(functions).collect()
}

/// What terminals say by themselves or when they are asked, whole.
fn reply() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::collection::vec(0x20_u8..=0x7e, 0..40);
    let string = (prop::sample::select(b"]P_^X".to_vec()), words, prop::bool::ANY).prop_map(|(kind, words, bell)| {
        let end: &[u8] = if bell { b"\x07" } else { b"\x1b\\" };
        [&[0x1b, kind], words.as_slice(), end].concat()
    });
    let number = || prop::collection::vec(0..10_000_u32, 0..5);
    let joined = |numbers: &[u32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(";");
    // Device attributes, modes, the colour scheme, the answer about kitty's protocol, and any other answer of this form.
    let private =
        (prop::sample::select(b"?>=<".to_vec()), number(), b'@'..=b'~').prop_map(move |(sign, numbers, end)| {
            [b"\x1b[", [sign].as_slice(), joined(&numbers).as_bytes(), [end].as_slice()].concat()
        });
    let with_sign = (number(), 0x20_u8..=0x2f, b'@'..=b'~')
        .prop_map(move |(numbers, sign, end)| [b"\x1b[", joined(&numbers).as_bytes(), [sign, end].as_slice()].concat());
    // Where the cursor is, the state, the window, the focus, a mouse of three kinds, a release of a key.
    let plain = (1..300_u32, 1..300_u32, 0x20_u8..=0xff).prop_flat_map(|(row, column, byte)| {
        prop::sample::select(vec![
            format!("\x1b[{row};{column}R").into_bytes(),
            format!("\x1b[{row}n").into_bytes(),
            format!("\x1b[8;{row};{column}t").into_bytes(),
            format!("\x1b[48;{row};{column};0;0t").into_bytes(),
            format!("\x1b[{row};{column}c").into_bytes(),
            format!("\x1b[<0;{row};{column}M").into_bytes(),
            format!("\x1b[32;{row};{column}M").into_bytes(),
            [b"\x1b[M".as_slice(), &[byte, byte, byte]].concat(),
            format!("\x1b[{};1:3u", row + 31).into_bytes(),
            b"\x1b[1;1:3A".to_vec(),
            b"\x1b[I".to_vec(),
            b"\x1b[O".to_vec(),
            b"\x1b[0x".to_vec(),
            b"\x1b[201~".to_vec(),
            b"\x1b[[F".to_vec(),
        ])
    });
    prop_oneof![string, private, with_sign, plain]
}

/// Cuts bytes into pieces of these lengths, over and over.
fn cut<'a>(bytes: &'a [u8], lengths: &[usize]) -> Vec<&'a [u8]> {
    let (mut rest, mut pieces) = (bytes, Vec::new());
    for length in lengths.iter().cycle() {
        let (piece, after) = rest.split_at((*length).min(rest.len()));
        pieces.push(piece);
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    pieces
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(2000)) })]

    #[test]
    fn three_hundred_milliseconds_free_the_keyboard_whatever_came(
        bytes in prop::collection::vec(prop_oneof![
            1 => prop::num::u8::ANY,
            1 => prop::sample::select(b"\x1b[]OP_^X?;:0123~uM\r\x07\\".to_vec()),
        ], 0..60),
        lengths in prop::collection::vec(1_usize..9, 1..5),
    ) {
        let mut typist = Typist::new().sends_in(&cut(&bytes, &lengths), Duration::from_millis(1)).rests(FREES);
        typist.events.clear();
        prop_assert_eq!(typist.sends(b"q").rests(HAND).sends(b"\x03").keys(), [Key::Char('q'), Key::Ctrl('c')]);
    }

    #[test]
    fn no_key_comes_of_a_reply(
        replies in prop::collection::vec(reply(), 1..5),
        lengths in prop::collection::vec(1_usize..9, 1..5),
        between in prop::sample::select(vec![0_u64, 1, 60]),
    ) {
        let bytes = replies.concat();
        let typist = Typist::new().sends_in(&cut(&bytes, &lengths), Duration::from_millis(between)).rests(FREES);
        prop_assert_eq!(&typist.events, &[]);
        // Nor does it take one: a key comes through right after it.
        let all = [bytes.as_slice(), b"q"].concat();
        prop_assert_eq!(keys(&all), [Key::Char('q')]);
    }

    #[test]
    fn a_paste_is_text_in_whatever_pieces_it_comes(
        text in "[ -~\r\t\u{e9}\u{1fa7a}]{0,60}",
        lengths in prop::collection::vec(1_usize..9, 1..5),
    ) {
        let bytes = format!("\x1b[200~{text}\x1b[201~").into_bytes();
        let typist = Typist::new().sends_in(&cut(&bytes, &lengths), LINE);
        prop_assert_eq!(typist.events, [Event::Paste(text)]);
    }
}

#[test]
fn every_key_arrives_whatever_a_terminal_calls_it_and_in_whatever_pieces() {
    for key in every_key() {
        for bytes in encodings(key) {
            assert_eq!(keys(&bytes), [key], "{:?}", bytes.escape_ascii().to_string());
            for at in 1..bytes.len() {
                let typist = Typist::new().sends_in(&cut(&bytes, &[at, bytes.len()]), LINE);
                assert_eq!(typist.keys(), [key], "{:?} cut at {at}", bytes.escape_ascii().to_string());
            }
            assert_eq!(Typist::new().sends_in(&one_by_one(&bytes), LINE).keys(), [key]);
        }
    }
}

#[test]
fn an_escape_by_itself_acts_after_a_short_silence() {
    let typist = Typist::new().sends(b"\x1b").rests(Duration::from_millis(149));
    assert_eq!(typist.events, []);
    let typist = typist.rests(Duration::from_millis(1));
    assert_eq!(typist.events, [Event::Key(Key::Esc)]);
    // Held down, or followed by another key of a person, it is not waited for.
    assert_eq!(Typist::new().sends_in(&[b"\x1b".as_slice(); 3], Duration::from_millis(33)).keys(), [Key::Esc; 3]);
    assert_eq!(Typist::new().sends_in(&[b"\x1b", b"j"], HAND).keys(), [Key::Esc, Key::Char('j')]);
}

#[test]
fn with_alt_a_character_is_none_and_enter_is_enter() {
    assert_eq!(keys(b"\x1bj"), []);
    assert_eq!(keys("\x1bé".as_bytes()), []);
    assert_eq!(keys(b"\x1b[106;3u"), []);
    assert_eq!(keys(b"\x1b\r"), [Key::Enter]);
}

#[test]
fn kittys_protocol_tells_what_is_held() {
    for (bytes, wanted) in [
        ("\x1b[97;2u", vec![Key::Char('A')]),
        ("\x1b[97;65u", vec![Key::Char('A')]),
        ("\x1b[97;66u", vec![Key::Char('a')]),
        ("\x1b[49:33;2u", vec![Key::Char('!')]),
        ("\x1b[57402u", vec![Key::Char('3')]),
        ("\x1b[99;5u", vec![Key::Ctrl('c')]),
        ("\x1b[97;1:2u", vec![]),
        ("\x1b[97;1:3u", vec![]),
        ("\x1b[57441u", vec![]),
        ("\x1b[1;5A", vec![Key::Up]),
        ("\x1b[1;5P", vec![Key::F(1)]),
        ("\x1b[1;2R", vec![]),
        ("\x1b[24;80H", vec![]),
    ] {
        assert_eq!(keys(bytes.as_bytes()), wanted, "{bytes:?}");
    }
}

#[test]
fn after_an_enter_a_burst_is_dropped_and_told_of_once() {
    let paste = Typist::new().sends(b"first line\r1st thing\rno reaction\r").rests(LINE).sends(b"more 1\r");
    let typed: String =
        paste.keys().into_iter().filter_map(|key| if let Key::Char(c) = key { Some(c) } else { None }).collect();
    assert_eq!(typed, "first line");
    let paste = Typist::new().sends(b"a\r1\r").rests(Duration::from_millis(5)).sends(b"23\x1b[A");
    let (a, burst) = (Event::Key(Key::Char('a')), Event::Dropped(Dropped::Burst));
    assert_eq!(paste.rests(FREES).sends(b"1").events, [a, Event::Key(Key::Enter), burst, Event::Key(Key::Char('1'))]);
}

#[test]
fn a_scanner_s_enter_and_a_quick_hand_lose_nothing() {
    let scan = Typist::new().sends(b"%ABCD1234\r\n").rests(FREES);
    assert_eq!(scan.events.last(), Some(&Event::Key(Key::Enter)));
    assert_eq!(scan.events.len(), 10);
    let quick = Typist::new().sends_in(&[b"1", b"2", b"\r", b"3", b"\r", b"4"], Duration::from_millis(25));
    assert_eq!(quick.keys(), [Key::Char('1'), Key::Char('2'), Key::Enter, Key::Char('3'), Key::Enter, Key::Char('4')]);
}

#[test]
fn a_paste_without_its_end_is_dropped_and_said_so() {
    let typist = Typist::new().sends(b"\x1b[200~half a dose").rests(FREES).sends(b"?");
    assert_eq!(typist.events, [Event::Dropped(Dropped::HalfAPaste), Event::Key(Key::Char('?'))]);
}

#[test]
fn a_paste_of_any_length_ends_where_it_ends() {
    let text = "x".repeat(200_000);
    let typist = Typist::new().sends(format!("\x1b[200~{text}\x1b[201~q").as_bytes());
    let [Event::Paste(taken), Event::Key(Key::Char('q'))] = typist.events.as_slice() else {
        panic!("no paste and key")
    };
    assert!(text.starts_with(taken) && taken.len() > 4096);
}
