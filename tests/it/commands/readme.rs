//! The README's commands are run as they stand there.

use super::ward;
use crate::ward::{NURSE, Ward, project};
use std::{fs, process::Command};

#[test]
fn the_readmes_commands_run_as_they_stand() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let part = readme.split_once("\n## Commands\n").expect("the part about commands").1;
    let block = part.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    let ward: Ward = ward();
    let mut code = String::new();
    let mut ran = 0;
    for line in block.lines().filter(|line| line.starts_with("periop ")) {
        let (command, comment) =
            line.split_once(" # ").map_or((line, ""), |(command, comment)| (command, comment.trim()));
        let exit: i32 =
            comment.split_once("exits with ").map_or(0, |(_, exit)| exit[..1].parse().expect("an exit code"));
        let shell = command.replace("CODE", &code).replacen("periop", "\"$PERIOP\"", 1);
        let mut run = Command::new("sh");
        run.arg("-c").arg(&shell).envs(ward.surroundings()).env("PERIOP_OPERATOR", NURSE);
        let said = crate::ward::wait({
            run.env("PERIOP", env!("CARGO_BIN_EXE_periop"));
            run
        });
        assert_eq!(said.code, exit, "{line}: {said:?}");
        if code.is_empty() {
            said.out.split_whitespace().next_back().expect("the code is the last word").clone_into(&mut code);
        }
        ran += 1;
    }
    assert!(ran >= 10, "{ran} commands ran");
}
