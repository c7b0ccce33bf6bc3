//! The terminal is given back whatever ends the program or stops it, and taken again when it goes on.

use crate::terminal::Terminal;
use crate::ward::{NURSE, Ward};
use periop::config::Setup;
use periop::desk::Desk;
use periop::domain::{Scanner, Text};
use periop::store::Library;
use periop::tui;
use periop::tui::Start;
use portable_pty::CommandBuilder;
use std::{fs, path::PathBuf, thread, time::Duration};

fn on_the_list() -> (Ward, Terminal) {
    let ward = Ward::new();
    let terminal = Terminal::start(&ward, Some(NURSE), &[], "0");
    terminal.sees("No open cases");
    (ward, terminal)
}

#[test]
fn signals_that_are_rarely_sent_give_the_terminal_back_too() {
    let rare: &[u32] = if cfg!(target_os = "linux") { &[6, 16, 30, 34, 50, 64] } else { &[6] };
    for &signal in rare {
        let (_ward, mut terminal) = on_the_list();
        // They are heeded behind the first frame.
        terminal.press("?");
        terminal.sees("open the case");
        terminal.signal(&signal.to_string());
        assert_eq!(terminal.ended(), 128 + signal);
        assert!(terminal.is_given_back(), "{signal}");
    }
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_takes_it_and_draws_anew() {
    let stopped = |terminal: &Terminal| {
        let stat = fs::read_to_string(format!("/proc/{}/stat", terminal.process_id())).unwrap_or_default();
        stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('T'))
    };
    if !cfg!(target_os = "linux") {
        return;
    }
    let (_ward, mut terminal) = on_the_list();
    for signal in ["TSTP", "STOP", "TSTP"] {
        terminal.signal(signal);
        terminal.until("it stops", stopped);
        if signal == "TSTP" {
            terminal.until("the terminal is given back", Terminal::is_given_back);
        }
        terminal.signal("CONT");
        terminal.until("it has its terminal again", |terminal| !terminal.is_given_back());
        terminal.sees("No open cases");
        terminal.press("?");
        terminal.sees("open the case");
        terminal.press("\x1b");
        terminal.sees("No open cases");
    }
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.is_given_back());
}

const FOLDER: &str = "PERIOP_TEST_FOLDER";

#[test]
fn a_panic_gives_the_terminal_back() {
    let ward = Ward::new();
    let mut program = CommandBuilder::new(std::env::current_exe().unwrap());
    program.args(["--exact", "signals::screens_that_panic", "--ignored", "--nocapture"]);
    program.env(FOLDER, ward.temporary());
    program.env("TERM", "xterm-256color");
    let terminal = Terminal::open(program, "");
    terminal.sees("No open cases");
    assert!(!terminal.is_given_back());
    fs::write(ward.temporary().join("now"), "").unwrap();
    terminal.sees("as was wanted");
    terminal.until("the terminal is given back", Terminal::is_given_back);
}

/// The program within another one.
#[test]
#[ignore = "the screens of the test before this"]
fn screens_that_panic() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("run by the test before this"));
    let now = folder.join("now");
    thread::spawn(move || {
        while !now.exists() {
            thread::sleep(Duration::from_millis(5));
        }
        panic!("as was wanted");
    });
    let desk = Desk { store: periop::store::Store::new(folder.join("data")), library: Library::new(None) };
    let (operator, station) = (Some(NURSE.parse().unwrap()), Text::from("test"));
    let (scanner, setup) = (Scanner::default(), Setup::default());
    tui::run(Start { desk, operator, station, scanner, setup, case: None, practice: None, demo: None }).unwrap();
}
