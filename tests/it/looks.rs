//! How the screens look: each theme at a glance, by weight alone, and on a terminal that has nothing but ASCII.

use crate::bench::keys::{Desk, drawn_as, lines};
use crate::bench::sheet::{check, one_section, with};
use crate::terminal::Terminal;
use crate::ward::Ward;
use crate::{run_screen, worklist};
use periop::app::ThemeName;
use periop::domain::checklist::Checklist;
use periop::tui::{Depth, Looks};
use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Color;
use serde_json::json;
use std::rc::Rc;

const SIZE: (u16, u16) = (80, 24);
const THEMES: [ThemeName; 4] = [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast, ThemeName::Monochrome];
const IN_ASCII: Looks = Looks { theme: ThemeName::Monochrome, depth: Depth::Sixteen, ascii: true };

/// A scene, drawn as it is asked for; and what makes its text the same in each run.
struct Scene {
    name: &'static str,
    draw: Box<dyn Fn(Looks) -> Buffer>,
    agreed: Box<dyn Fn(&str) -> String>,
}

fn scenes() -> Vec<Scene> {
    let of = |name, desk: fn() -> Desk| {
        let desk = Rc::new(desk());
        let same = Rc::clone(&desk);
        let agreed = Box::new(move |text: &str| desk.as_agreed(text));
        Scene { name, agreed, draw: Box::new(move |looks| same.drawn_as(SIZE, looks)) }
    };
    let (app, at) = worklist::morning();
    let list = Scene {
        name: "worklist",
        agreed: Box::new(str::to_owned),
        draw: Box::new(move |looks| drawn_as(&app, None, &at, SIZE, looks)),
    };
    let theatre = || {
        let mut desk = Desk::at("say-drug");
        desk.in_theatre();
        desk
    };
    let reference = || {
        let mut desk = Desk::at("antithrombotic-status");
        desk.press("/\r");
        desk
    };
    let scenes = [
        of("run", || run_screen::scene("answered-caution-overridden")),
        of("stop", || run_screen::scene("stop")),
        of("theatre", theatre),
        of("reference", reference),
    ];
    [list].into_iter().chain(scenes).collect()
}

/// How a cell looks.
fn look(cell: &Cell) -> String {
    let color = |color| if color == Color::Reset { "own".to_owned() } else { format!("{color:?}") };
    let behind = if cell.bg == Color::Reset { String::new() } else { format!(" on {}", color(cell.bg)) };
    let weight = if cell.modifier.is_empty() { String::new() } else { format!(" {:?}", cell.modifier).to_lowercase() };
    format!("{}{behind}{weight}", color(cell.fg))
}

/// A map of the looks with a letter for each that some theme tells from the others, and what each theme makes of it.
fn map(drawn: &[Buffer]) -> String {
    let mut known: Vec<Vec<String>> = vec![THEMES.map(|theme| look_of_nothing(theme).to_owned()).to_vec()];
    let mut said = String::new();
    for y in 0..SIZE.1 {
        let row = (0..SIZE.0).map(|x| {
            let looks: Vec<String> = drawn.iter().map(|drawn| look(&drawn[(x, y)])).collect();
            let n = known.iter().position(|known| *known == looks).unwrap_or_else(|| {
                known.push(looks);
                known.len() - 1
            });
            ".abcdefghijklmnopqrstuvwxyz".chars().nth(n).expect("so few looks")
        });
        let row: String = row.collect();
        said.push_str(row.trim_end_matches('.'));
        said.push('\n');
    }
    for (looks, letter) in known.iter().zip(".abcdefghijklmnopqrstuvwxyz".chars()) {
        said.push_str(&format!("\n{letter}  {}", looks.join(" | ")));
    }
    said
}

fn look_of_nothing(theme: ThemeName) -> &'static str {
    if theme == ThemeName::HighContrast { "White on Black" } else { "own" }
}

#[test]
fn each_theme_looks_as_it_was_agreed() {
    for scene in scenes() {
        let drawn = THEMES.map(|theme| (scene.draw)(Looks { theme, depth: Depth::Cube, ascii: false }));
        let text = lines(&drawn[0]).join("\n");
        assert!(drawn.iter().all(|drawn| lines(drawn).join("\n") == text), "{}", scene.name);
        let ascii = lines(&(scene.draw)(IN_ASCII)).join("\n");
        // Each sign has an equivalent: none became a question.
        assert!(ascii.matches('?').count() <= text.matches('?').count(), "{ascii}");
        let shown = format!("{text}\n\nASCII\n{ascii}\n\ndark | light | high contrast | monochrome\n{}", map(&drawn));
        insta::assert_snapshot!(scene.name, (scene.agreed)(&shown));
    }
}

#[test]
fn a_terminal_gets_what_it_can_show_in_the_theme_that_was_asked_for() {
    let ward = Ward::in_memory();
    for (args, environment, is_ascii, is_painted) in [
        (&["--ascii"][..], &[][..], true, false),
        (&[], &[("TERM", "linux")], true, false),
        (&[], &[("LC_ALL", "C")], true, false),
        (&["--theme", "high-contrast"], &[], false, true),
        (&[], &[("PERIOP_THEME", "high-contrast")], false, true),
        (&[], &[("PERIOP_THEME", "high-contrast"), ("NO_COLOR", "1")], false, false),
    ] {
        let terminal = Terminal::start_where(&ward, args, environment);
        let screen = terminal.sees("q quit");
        let is_as_wanted = (screen.is_ascii(), terminal.is_painted()) == (is_ascii, is_painted);
        assert!(is_as_wanted, "{args:?} {environment:?}\n{screen}");
    }
}

/// A case whose label, item and options say these words.
fn saying(words: &str) -> Desk {
    let item = with(check("said", "critical"), json!({ "text": words }));
    Desk::of(&one_section(vec![item]).to_string(), Some(words))
}

#[test]
fn in_ascii_words_keep_what_they_mean() {
    let desk = saying("Müller: ≥38.0 °C, ±0.5, 1½, –2");
    let shown = lines(&desk.drawn_as(SIZE, IN_ASCII)).join("\n");
    assert!(shown.matches("Muller: >=38.0 C, +/-0.5, 1 1/2, -2").count() >= 2, "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn nothing_but_ascii_is_sent_whatever_somebody_wrote(words in "[a-z]([äß≥½°μ²漢字🇨🇭é↓… нa-z0-9]{0,40}|\\PC{0,20})[a-z]") {
        let item = with(check("said", "critical"), json!({ "text": words }));
        prop_assume!(Checklist::load(&one_section(vec![item]).to_string()).is_ok());
        let mut desk = saying(&words);
        for keys in ["", "x", "words\r", "t", "?", "\x1b\x1b\x1b"] {
            desk.press(keys);
            for size in [SIZE, (40, 12), (13, 4)] {
                let drawn = desk.drawn_as(size, IN_ASCII);
                prop_assert!(drawn.content.iter().all(|cell| cell.symbol().is_ascii()), "{}", lines(&drawn).join("\n"));
            }
        }
    }
}
