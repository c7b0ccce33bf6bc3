//! What a shell and `man` are told of the commands.

use super::help::named;
use crate::ward::{Ward, wait};
use std::process::Command;

#[test]
fn every_command_has_a_page_of_the_manual_and_the_program_names_them_all() {
    let ward = Ward::new();
    let commands = named(&ward.fine(&["--help"]).out);
    let program = ward.fine(&["man"]).out;
    assert!(program.contains(".TH periop 1"), "{program}");
    for name in &commands {
        assert!(program.contains(&format!("periop\\-{}(1)", name.replace('-', "\\-"))), "{name}: {program}");
        let page = ward.fine(&["man", name]).out;
        let title = format!(".TH periop-{name} 1  \"periop {}\"", env!("CARGO_PKG_VERSION"));
        assert!(page.contains(&title), "{name}: {page}");
    }
    // As it is called, and as the page about its kind names it.
    let page = ward.fine(&["man", "checklists", "check"]).out;
    assert!(page.contains("periop checklists check") && page == ward.fine(&["man", "checklists-check"]).out);
    assert!(program.contains("\n.SH \"EXIT STATUS\"\n0 fine, "), "{program}");
    let answer = ward.fine(&["man", "answer"]).out;
    assert!(answer.contains("[\\fIVALUE\\fR]...") && answer.contains("\n.SH EXAMPLES\n"), "{answer}");
    let said = ward.run(&["man", "answers"]);
    assert_eq!((said.code, said.err.as_str()), (1, "periop: there is no command \"answers\"\n"));
}

#[test]
fn every_shell_is_told_of_every_command_and_bash_completes_one() {
    let ward = Ward::new();
    let commands = named(&ward.fine(&["--help"]).out);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = ward.fine(&["completions", shell]).out;
        for name in &commands {
            assert!(script.contains(name.as_str()), "{shell}: {name}");
        }
    }
    for (words, before) in [("periop", "periop"), ("periop man", "man")] {
        let asks = format!(
            "source <(\"$PERIOP\" completions bash); COMP_WORDS=({words} needl); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _periop periop needl {before}; printf %s \"${{COMPREPLY[*]}}\""
        );
        let mut bash = Command::new("bash");
        bash.args(["-c", &asks]).env("PERIOP", env!("CARGO_BIN_EXE_periop")).envs(ward.surroundings());
        assert_eq!(wait(bash).out, "needle-moved", "{words}");
    }
}
