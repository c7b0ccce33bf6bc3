//! The commands that the pages show are run as they stand there.

use super::page;
use crate::bench::prelude::*;
use std::process::Command;

#[test]
fn the_pages_commands_run_as_they_stand() {
    let page = page("docs/commands.md");
    let block = page.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    let ward = Ward::new();
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

/// What stands between accents or in a block of commands, with each of the forms that it names.
fn told(page: &str) -> Vec<String> {
    let block = page.split_once("```sh\n").expect("a block of commands").1.split_once("```").expect("its end").0;
    let (before, after) = page.split_once(block).expect("the block");
    let inline = [before, after].into_iter().flat_map(|part| part.split('`').filter(|words| !words.contains('\n')));
    let all = inline.chain(block.lines()).filter(|words| words.starts_with("periop "));
    let forms = |command: &str| match command.rsplit_once(' ') {
        Some((rest, forms)) if forms.contains('|') => forms.split('|').map(|form| format!("{rest} {form}")).collect(),
        Some(_) | None => vec![command.to_owned()],
    };
    all.flat_map(forms).collect()
}

/// Those that open screens are run at a terminal, until they stand in their frame.
#[test]
fn the_commands_of_practice_run_as_they_stand() {
    let mut desk = Desk::practice(4711);
    desk.press("22procedure\r");
    let (rehearsal, case) = (desk.case().code().to_string(), desk.code.to_string());
    let all = told(&page("docs/practice.md"));
    assert!(all.len() >= 9, "{all:?}");
    for command in all {
        let code = if command.starts_with("periop replay") { &case } else { &rehearsal };
        let words = command.replace("CODE", code);
        let args: Vec<&str> = words.split_whitespace().skip(1).collect();
        match args[..] {
            ["practice", "run", ..] => {
                let shown = match args[2] {
                    "recall" => "Name the next step",
                    "scenario" => "Four days off warfarin",
                    _ => "6 exam",
                };
                assert!(Terminal::start(&desk.ward, None, &args, "0").sees(shown).contains("PRACTICE"), "{command}");
            }
            ["replay", ..] => {
                Terminal::start(&desk.ward, None, &args, "0").sees("REPLAY");
            }
            _ => {
                let said = desk.ward.fine(&args).out;
                assert!(said.contains("PRACTICE"), "{command}: {said}");
            }
        }
    }
}

#[test]
fn a_checklist_is_approved_as_the_page_says() {
    let page = page("docs/site.md");
    let part = page.split_once("\n## Approving a checklist\n").expect("the part about approval").1;
    let fenced = |name: &str| part.split_once(&format!("```{name}\n")).unwrap().1.split_once("```").unwrap().0;
    let ward = Ward::new();
    let mut said = String::new();
    for line in fenced("sh").lines() {
        let mut run = Command::new("sh");
        run.arg("-c").arg(line.replacen("periop ", "\"$PERIOP\" ", 1)).envs(ward.surroundings());
        run.env("PERIOP", env!("CARGO_BIN_EXE_periop")).current_dir(ward.site());
        let ran = crate::ward::wait(run);
        assert_eq!(ran.code, 0, "{line}: {ran:?}");
        said = ran.out;
    }
    let sum = said.split_once("content ").unwrap().1.split_once(';').unwrap().0;
    let file = ward.site().join("ours.json");
    let copy = fs::read_to_string(&file).unwrap();
    let draft = copy.lines().find_map(|line| line.trim_start().strip_prefix("\"review\": ")).unwrap();
    let review = fenced("json").replace('…', sum);
    let review = review.trim().strip_prefix("\"review\": ").unwrap();
    fs::write(&file, copy.replace(draft.trim_end_matches(','), review)).unwrap();
    let said = ward.fine(&["checklists", "check", file.to_str().unwrap()]).out;
    assert!(said.contains("approved for this content"), "{said}");
}
